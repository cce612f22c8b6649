"""Journals: covers, contents, first pages."""

from __future__ import annotations

from typing import Any

from benchmarks.draw.fourth.phrases import names, unit
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.sheet import GREY, Sheet
from benchmarks.draw.strokes import f

JOURNALS = ("浙东护理杂志", "江淮幼教", "运河水利科技", "现代计量与检测", "东瓯档案", "淮海畜牧兽医", "新乡土文化")
PAPERS = (
    "县域电子文件单套制归档的困境与对策",
    "大班幼儿户外自主游戏中教师支持策略的行动研究",
    "基于声学定位的老旧供水管网漏损控制实践",
    "互联网随访对社区高血压患者服药依从性的影响",
    "规模猪场生物安全体系的构建与应用",
    "项目式学习在初中数学综合与实践中的运用",
    "乡镇文化站阅读空间营造的三个案例",
    "某大型综合体电梯群控系统能耗分析",
)


def periodical(m: Maker) -> dict[str, Any]:
    year = m.rng.randint(2018, 2025)
    return {
        "journal_name": m.rng.choice(JOURNALS),
        "year": year,
        "issue": m.rng.randint(1, 12),
        "issn": m.words.issn(),
        "cn": f"CN {m.rng.choice(['33', '32', '11'])}-1{m.words.number(3)}/{m.rng.choice(['G4', 'TU', 'R', 'S'])}",
        "volume": year - 1986,
    }


@layout("journal_cover")
def fourth_cover_tall(m: Maker) -> Drawn:
    """The name down the left side, the issue as a figure with a slash."""
    rng = m.rng
    s = m.sheet(1240, 1700, rng.choice([(236, 244, 240), (245, 236, 226), (228, 236, 248)]))
    facts = periodical(m)
    s.fill((300, 560, 1240, 1340), rng.choice([(90, 130, 120), (150, 100, 70), (70, 100, 150)]))
    s.column(110, 120, f("journal_name", facts["journal_name"]), 130, face=m.type.title)
    s.right(1160, 110, [f("year", facts["year"]), "/", f("issue", f"{facts['issue']:02d}")], 76, face=m.type.strong)
    s.right(
        1160, 220, ["第", f("volume", facts["volume"]), f"卷　总第{facts['volume'] * 12 + facts['issue']}期　月刊"], 30
    )
    s.put(340, 1380, ["ISSN ", f("issn", facts["issn"])], 30)
    s.put(340, 1430, f("cn", facts["cn"]), 30)
    if rng.random() < 0.6:
        facts["level_cue"] = rng.choice(["中国科技核心期刊", "RCCSE核心学术期刊", "省级期刊"])
        s.right(1160, 1380, f("level_cue", facts["level_cue"]), 30)
    s.put(
        340,
        1520,
        f"主办：{rng.choice(['浙东', '江淮'])}出版传媒研究院　　邮发代号 32-{m.words.number(3)}　定价 15.00元",
        24,
    )
    return Drawn("journal_cover", [s], facts)


@layout("journal_contents")
def fourth_contents_two(m: Maker) -> Drawn:
    """Contents with author before the title and dots after; the page stands at the right."""
    rng, s = m.rng, m.a4()
    facts = periodical(m)
    s.put(90, 80, f("journal_name", facts["journal_name"]), 46, face=m.type.title)
    s.right(1150, 90, [f("year", facts["year"]), "年第", f("issue", facts["issue"]), "期"], 32)
    s.line((90, 160), (1150, 160), 3)
    s.centre(190, "目　录　CONTENTS", 38, face=m.type.strong)
    y, page = 290.0, 1
    titles = rng.sample(PAPERS, len(PAPERS))
    own = rng.randrange(2, 6)
    truth: dict[str, Any] = {}
    for i, title in enumerate(titles):
        if i % 3 == 0:
            s.put(90, y, f"◎ {rng.choice(['专题策划', '实践探索', '学术论坛', '工作研究'])}", 28, face=m.type.strong)
            y += 66
        who = names(m, rng.randint(1, 3))
        tags = i == own
        begin = s.put(130, y, f("paper_title", title) if tags else title, 28)
        s.right(1150, y, f("page_start", page) if tags else str(page), 28)
        dots = int((1090 - begin) / s.measure("·", m.type.body, 28))
        s.put(begin + 8, y, "·" * max(dots - 2, 0), 28, colour=GREY)
        s.put(130, y + 44, f("authors", "　".join(who)) if tags else "　".join(who), 24, colour=(80, 80, 85))
        if tags:
            truth = {"paper_title": title, "page_start": page, "authors": who}
        page += rng.randint(3, 7)
        y += 104
    s.put(
        90,
        1640,
        [
            "ISSN ",
            f("issn", facts["issn"]),
            "　",
            f("cn", facts["cn"]),
            f"　{facts['year']}年{facts['issue']}月15日出版",
        ],
        24,
    )
    kept = {k: v for k, v in facts.items() if k != "volume"}
    return Drawn("journal_contents", [s], kept | truth)


def columns(m: Maker, s: Sheet, y: float) -> None:
    """Two columns of an article's text."""
    words = "".join(m.rng.choices(SENTENCES, k=24))
    for x in (90.0, 650.0):
        s.paragraph(x, y, 500, words[:380] if x < 100 else words[380:760], 22, leading=1.6)


SENTENCES = (
    "结合近三年一线工作数据，本文对现状作了梳理。",
    "从调查结果看，不同区域之间仍存在明显差异。",
    "为此提出了分类推进、分步实施的思路。",
    "实践表明，该做法成本较低，便于推广。",
    "后续将扩大样本量，进一步验证其适用范围。",
    "需要指出的是，上述结论仍受到样本的限制。",
)


@layout("article_page")
def fourth_article_bilingual(m: Maker) -> Drawn:
    """First page with a Chinese and an English running head; the title in both, dates of receipt in the foot."""
    rng, s = m.rng, m.a4()
    facts, who = periodical(m), names(m, rng.randint(1, 4))
    title, own, first = rng.choice(PAPERS), unit(m, m.words.city()), rng.randint(9, 80)
    s.put(90, 70, ["·", f("journal_name", facts["journal_name"]), "·"], 24)
    s.put(
        90,
        110,
        [f("year", facts["year"]), "年 第", f("issue", facts["issue"]), "期"],
        24,
    )
    s.right(1150, 110, f"No.{facts['issue']}, {facts['year']}", 24)
    s.line((90, 150), (1150, 150), 2)
    s.put(
        90,
        166,
        f"DOI：10.19{m.words.number(3)}/j.zdxb.{facts['year']}.{facts['issue']:02d}.0{first:02d}",
        20,
    )
    y = s.paragraph(140, 240, 960, f("paper_title", title), 44, face=m.type.title, indent=0, leading=1.4)
    s.centre(y + 20, f("authors", "　".join(who)), 30)
    s.centre(y + 76, ["（", f("unit", own), "，浙江 314000）"], 24)
    y = s.paragraph(
        130,
        y + 140,
        980,
        "【摘要】目的：总结有关做法与成效。方法：采用文献分析与现场访谈。结果：指标较实施前明显改善。结论：值得在同类单位推广。",
        24,
    )
    y = s.paragraph(130, y, 980, "【关键词】实践；对策；案例；推广", 24)
    y = s.paragraph(130, y + 10, 980, "Practice and Reflection: A Case Study in Eastern Counties", 26, indent=0)
    columns(m, s, y + 40)
    s.line((90, 1580), (500, 1580), 1)
    s.put(
        90, 1592, f"收稿日期：{facts['year'] - 1}-11-0{rng.randint(1, 9)}　作者简介：{who[0]}（1985—），女，讲师。", 20
    )
    s.centre(1650, ["· ", f("page_start", first), " ·"], 24)
    kept = {k: v for k, v in facts.items() if k not in ("issn", "cn", "volume")}
    return Drawn("article_page", [s], kept | {"paper_title": title, "authors": who, "unit": own, "page_start": first})
