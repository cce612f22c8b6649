"""Journals: covers, tables of contents, first pages of articles."""

from __future__ import annotations

from typing import Any

from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.sheet import GREY, F

NOUNS = ["研究", "探讨", "应用分析", "实践与思考", "对策", "优化设计"]


def journal(m: Maker) -> dict[str, Any]:
    rng = m.rng
    year = rng.randint(2018, 2025)
    facts: dict[str, Any] = {
        "journal_name": rng.choice(
            [
                "江南工程技术",
                "东海医学教育",
                "瓯江建筑",
                "淮海农业科技",
                "滨海图书情报",
                "运河教育研究",
                "浙北水利",
                "苏北护理实践",
            ]
        ),
        "year": year,
        "issue": rng.randint(1, 12),
    }
    facts["issn"] = m.words.issn()
    facts["cn"] = (
        f"CN {rng.choice(['33', '32', '31'])}-{rng.randint(9100, 9999)}/{rng.choice(['T', 'G4', 'R', 'S', 'TU'])}"
    )
    return facts


def paper_title(m: Maker) -> str:
    return m.words.topic() + m.rng.choice(NOUNS)


@layout("journal_cover")
def cover_band(m: Maker) -> Drawn:
    facts, rng = journal(m), m.rng
    s = m.a4(paper=rng.choice([(236, 242, 250), (250, 244, 230), (238, 248, 238)]))
    s.fill((0, 0, s.width, 420), rng.choice([(30, 70, 130), (130, 40, 40), (30, 100, 80)]))
    s.centre(150, [F("journal_name", facts["journal_name"])], 120, face=m.type.title, colour=(255, 255, 255))
    s.centre(
        320, rng.choice(["JIANGNAN JOURNAL", "JOURNAL OF PRACTICE", "XUE SHU YUE KAN"]), 30, colour=(230, 230, 230)
    )
    if rng.random() < 0.6:
        facts["level_cue"] = rng.choice(
            ["中国科技核心期刊", "全国中文核心期刊", "省级期刊", "中国学术期刊综合评价数据库来源期刊"]
        )
        s.put(80, 470, [F("level_cue", facts["level_cue"])], 32)
    s.centre(
        900, [F("year", str(facts["year"])), rng.choice(["年第", " / 第"]), F("issue", str(facts["issue"])), "期"], 60
    )
    s.put(80, 1560, ["ISSN ", F("issn", facts["issn"])], 34)
    s.put(80, 1620, [F("cn", facts["cn"])], 34)
    s.right(1160, 1560, "主办：" + m.words.school(), 30)
    return Drawn("journal_cover", [s], facts)


@layout("journal_cover")
def cover_side(m: Maker) -> Drawn:
    facts, rng = journal(m), m.rng
    s = m.a4()
    s.fill((0, 0, 260, s.height), rng.choice([(190, 60, 40), (40, 90, 150), (90, 90, 100)]))
    s.column(60, 200, [F("journal_name", facts["journal_name"])], 140, face=m.type.title, colour=(255, 255, 255))
    facts["volume"] = rng.randint(5, 60)
    s.put(360, 160, ["第", F("volume", str(facts["volume"])), "卷　第", F("issue", str(facts["issue"])), "期"], 40)
    s.put(360, 240, [F("year", str(facts["year"])), f"年{facts['issue']}月出版"], 40)
    s.put(360, 1480, ["国际标准刊号：ISSN ", F("issn", facts["issn"])], 32)
    s.put(360, 1540, ["国内统一刊号：", F("cn", facts["cn"])], 32)
    s.put(360, 1600, "主管单位：" + m.words.organiser(m.words.city()), 28)
    return Drawn("journal_cover", [s], facts)


@layout("journal_contents")
def contents_leaders(m: Maker) -> Drawn:
    facts, rng = journal(m), m.rng
    s = m.a4()
    y = s.centre(90, [F("journal_name", facts["journal_name"])], 56, face=m.type.title)
    y = s.centre(y, [F("year", str(facts["year"])), "年第", F("issue", str(facts["issue"])), "期　目录"], 34) + 30
    person, page = m.words.person(), rng.randint(1, 4)
    own = rng.randint(0, 15)
    for i in range(16):
        title, authors = paper_title(m), [m.words.name() for _ in range(rng.randint(1, 3))]
        if i == own:
            authors[0] = person.name
            facts |= {"paper_title": title, "authors": authors, "page_start": page}
        t = [F("paper_title", title)] if i == own else title
        p = [F("page_start", str(page))] if i == own else str(page)
        a = [F("authors", " ".join(authors))] if i == own else " ".join(authors)
        x = s.put(100, y, t, 28, said=False)
        x = s.put(x + 20, y, a, 26, said=False)
        end = 1130 - s.measure(p, m.type.body, 28)
        dots = max(0, int((end - x - 20) / s.measure("…", m.type.body, 28)))
        s.put(x + 10, y, "…" * dots, 28, colour=GREY, said=False)
        s.put(end, y, p, 28, said=False)
        s.said.append(f"{title} {' '.join(authors)} {page}")
        y += 80
        page += rng.randint(3, 6)
    s.put(100, y + 20, ["ISSN ", F("issn", facts["issn"]), "　", F("cn", facts["cn"])], 26)
    return Drawn("journal_contents", [s], facts, person)


@layout("article_page")
def article_first_page(m: Maker) -> Drawn:
    facts, rng = journal(m), m.rng
    del facts["cn"]
    person, s = m.words.person(), m.a4()
    title, authors = paper_title(m), [person.name, *[m.words.name() for _ in range(rng.randint(0, 3))]]
    start = rng.randint(5, 120)
    facts |= {"paper_title": title, "authors": authors, "unit": person.unit, "page_start": start, "page_end": start + 3}
    s.put(90, 70, [F("year", str(facts["year"])), "年第", F("issue", str(facts["issue"])), "期"], 24)
    s.right(1150, 70, [F("journal_name", facts["journal_name"])], 26)
    s.line((90, 115), (1150, 115), 2)
    s.put(
        90, 130, ["文章编号：", F("issn", facts["issn"]), f"({facts['year']}){facts['issue']:02d}-{start:04d}-04"], 22
    )
    y = s.centre(200, [F("paper_title", title)], 46, face=m.type.title) + 10
    y = s.centre(y, [F("authors", "，".join(authors))], 30)
    y = s.centre(y, ["（", F("unit", person.unit), "，浙江 314000）"], 24) + 10
    filler = (
        "随着相关标准逐步完善，工程实践对该问题提出了新的要求。"
        "本文依据现场资料归纳主要影响因素，给出可供同行参考的做法。"
    )
    y = s.paragraph(110, y, 1020, "摘要：" + filler, 25, leading=1.6, indent=0)
    y = s.paragraph(110, y, 1020, f"关键词：{m.words.topic()}；{m.words.topic()}；质量", 25, leading=1.6, indent=0) + 10
    while y < 1560:
        y = s.paragraph(110, y, 1020, filler + rng.choice(["", filler]), 25, leading=1.6)
    s.centre(1680, f"—{start}—", 24)
    del facts["page_end"]
    return Drawn("article_page", [s], facts, person)
