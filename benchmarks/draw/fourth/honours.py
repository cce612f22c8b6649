"""Patents, awards and projects."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from benchmarks.draw.fourth.phrases import chinese_day, hosts, names, person
from benchmarks.draw.ink import qr
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.sheet import GREY, RED, F, Segments
from benchmarks.draw.strokes import f, foot, seal
from benchmarks.draw.words import CITIES, say_date

PATENTS = {
    "发明专利": ("invention", "1", ("一种管网漏点声学定位方法及系统", "一种幼儿行为观察数据的处理方法")),
    "实用新型专利": (
        "utility_model",
        "2",
        ("一种便携式水样采集装置", "一种可调节康复训练支架", "一种电梯门防夹检测结构"),
    ),
}
STUDIES = (
    "县域河湖水系连通与生态修复关键技术",
    "农村幼儿园户外游戏课程资源开发",
    "社区高血压患者互联网随访模式",
    "老旧电梯制动性能在线监测",
    "地方戏曲数字化保存路径",
)


def patent_number(m: Maker, year: int, kind: str) -> str:
    """A patent number with the right check digit."""
    body = f"{year}{kind}9{m.words.number(6)}"
    check = sum(int(c) * w for c, w in zip(body, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=True)) % 11
    return f"ZL {body[:4]} {body[4]} {body[5:]}.{'X' if check == 10 else check}"


@layout("patent_certificate")
def fourth_patent_electronic(m: Maker) -> Drawn:
    """The electronic certificate of recent years: small labels in two columns, dates of several meanings."""
    rng, s = m.rng, m.a4()
    someone, own, _ = person(m)
    word = rng.choice(sorted(PATENTS))
    kind, digit, titles = PATENTS[word]
    title, number = rng.choice(titles), m.words.number(8)
    applied = m.words.day(2019, 2022)
    granted = applied + timedelta(days=rng.randint(280, 900))
    inventors = [someone.name, *names(m, rng.randint(0, 3))]
    patent = patent_number(m, applied.year, digit)
    s.box((60, 60, 1180, 1694), 3, (170, 140, 80))
    s.put(110, 100, ["证书号 第", f("certificate_no", number), "号"], 26)
    s.centre(260, f("patent_kind", f"{word}证书"), 70, face=m.type.title, colour=(160, 40, 40))
    y = 440.0
    rows: tuple[tuple[str, Any], ...] = (
        (f"{word.removesuffix('专利')}名称：", f("patent_name", title)),
        ("专利权人：", f("owner", own)),
        ("发　明　人：", f("inventors", "；".join(inventors))),
        ("专　利　号：", f("patent_no", patent)),
        ("专利申请日：", f("apply_date", f"{applied.year}年{applied:%m}月{applied:%d}日")),
        ("授权公告日：", f("grant_date", f"{granted.year}年{granted:%m}月{granted:%d}日")),
        ("授权公告号：", f"CN 9{m.words.number(8)} {'B' if digit == '1' else 'U'}"),
    )
    for label, words in rows:
        s.put(150, y, [label, words], 30)
        y += 74
    s.put(150, y, f"申请日时申请人：{own}", 24, colour=GREY)
    s.put(150, y + 50, f"申请日时发明人：{'；'.join(inventors)}", 24, colour=GREY)
    s.paragraph(
        150,
        y + 120,
        940,
        "依照专利法经审查决定授予专利权，颁发本证书并在专利登记簿上予以登记。专利权自授权公告之日起生效，"
        "专利权的转移、质押、无效、终止等事项记载在专利登记簿上。",
        26,
    )
    s.picture(150, 1440, qr("https://patent.example/" + m.words.number(12), 160), ink=False)
    s.put(640, 1560, "第 1 页（共 1 页）", 22, colour=GREY)
    seal(m, s, "知识产权管理机关", 940, 1470, "证书专用")
    return Drawn(
        "patent_certificate",
        [s],
        {
            "patent_kind": kind,
            "certificate_no": number,
            "patent_name": title,
            "owner": own,
            "inventors": inventors,
            "patent_no": patent,
            "apply_date": applied.isoformat(),
            "grant_date": granted.isoformat(),
        },
        someone,
    )


@layout("award_certificate")
def fourth_award_contest(m: Maker) -> Drawn:
    """An award of a contest at work: title of the piece, grade, no science."""
    rng, s = m.rng, m.a4(landscape=True, paper=(255, 250, 240))
    someone, own, _ = person(m)
    city = CITIES[someone.city][0]
    body, day = hosts(m, someone.city, 1)[0], m.words.day(2019, 2025)
    award, level = rng.choice(
        [(f"{city}优秀工程勘察设计奖", "市级"), ("浙江省优秀教学成果奖", "省级"), (f"{city}科学技术进步奖", "市级")]
    )
    grade, study, number = (
        rng.choice(["一等奖", "二等奖", "三等奖"]),
        rng.choice(STUDIES),
        f"{day:%Y}{m.words.number(5)}",
    )
    rank = rng.randint(1, 5)
    s.box((40, 40, 1714, 1200), 10, (200, 40, 40))
    s.centre(120, "荣 誉 证 书", 88, face=m.type.title, colour=RED)
    s.put(210, 320, [f("person_name", someone.name), "（", f("unit", own), "）："], 40)
    s.paragraph(
        210,
        410,
        1334,
        [
            "您完成的成果《",
            f("project_name", study),
            "》荣获",
            F("year", str(day.year)),
            "年",
            f("award_name", award),
            f("award_grade", grade),
            "，个人排名第",
            f("rank", rank),
            "。特发此证，以资鼓励。",
        ],
        42,
        leading=2,
    )
    s.note("award_level", s.boxes["award_name"])
    s.put(210, 1000, ["证书编号：", f("certificate_no", number)], 28)
    foot(m, s, 1560, 900, f("organiser", body), f("issue_date", chinese_day(day)), stamp=body, size=36)
    return Drawn(
        "award_certificate",
        [s],
        {
            "person_name": someone.name,
            "unit": own,
            "project_name": study,
            "year": day.year,
            "award_name": award,
            "award_level": level,
            "award_grade": grade,
            "rank": rank,
            "organiser": body,
            "certificate_no": number,
            "issue_date": day.isoformat(),
        },
        someone,
    )


@layout("award_certificate")
def fourth_award_rows(m: Maker) -> Drawn:
    """A science award in rows of label and value."""
    rng, s = m.rng, m.a4()
    someone, own, _ = person(m)
    day, (body,) = m.words.day(2019, 2025), hosts(m, someone.city, 1)
    grade, rank, study = rng.choice(["一等", "二等", "三等"]), rng.randint(1, 7), rng.choice(STUDIES)
    award = rng.choice(["浙江省科学技术进步奖", "江苏省农业技术推广奖", f"{CITIES[someone.city][0]}科技创新奖"])
    number = f"{day.year}-{rng.choice('JTK')}-{rng.randint(1, 3)}-{m.words.number(3)}-R{rank:02d}"
    s.box((60, 60, 1180, 1694), 5, (190, 150, 60))
    s.centre(200, f("award_name", award), 56, face=m.type.title, colour=RED)
    s.centre(300, "证　书", 64, face=m.type.title, colour=RED)
    s.paragraph(170, 460, 900, "为表彰在促进科学技术进步工作中做出贡献者，特颁发此证书，以资鼓励。", 34, leading=1.9)
    y = 680.0
    lines: tuple[tuple[str, Segments], ...] = (
        ("项 目 名 称：", f("project_name", study)),
        ("奖 励 等 级：", f("award_grade", f"{grade}奖")),
        ("获　奖　者：", [f("person_name", someone.name), "（第", f("rank", rank), "完成人）"]),
        ("完 成 单 位：", f("unit", own)),
        ("奖 励 年 度：", f("year", f"{day.year}年")),
        ("证　书　号：", f("certificate_no", number)),
    )
    for label, words in lines:
        s.put(170, y, [label, *(words if isinstance(words, list) else [words])], 34)
        y += 92
    s.note("award_level", s.boxes["award_name"])
    foot(m, s, 1080, y + 60, f("organiser", body), f("issue_date", say_date(rng, day, "plain")), stamp=body, size=34)
    return Drawn(
        "award_certificate",
        [s],
        {
            "award_name": award,
            "award_level": "省级" if "省" in award else "市级",
            "project_name": study,
            "award_grade": f"{grade}奖",
            "person_name": someone.name,
            "rank": rank,
            "unit": own,
            "year": day.year,
            "certificate_no": number,
            "organiser": body,
            "issue_date": day.isoformat(),
        },
        someone,
    )


@layout("project_document")
def fourth_project_cover(m: Maker) -> Drawn:
    """The cover of a project's contract: ruled blanks filled in."""
    rng, s = m.rng, m.a4()
    someone, own, _ = person(m)
    city = CITIES[someone.city][0]
    start = m.words.day(2019, 2023)
    end = start + timedelta(days=rng.choice([364, 729]))
    number = f"{start.year}{rng.choice(['AD', 'KY', 'SK'])}{m.words.number(4)}"
    study, body = (
        rng.choice(STUDIES) + "研究",
        city + rng.choice(["科学技术局", "教育科学规划办公室", "卫生健康委员会"]),
    )
    heading = rng.choice(["科技计划项目任务书", "课题任务合同书", "科研项目立项合同书"])
    s.put(120, 100, ["项目编号：", f("project_no", number)], 28)
    s.put(120, 150, "密　　级：公开", 28)
    s.centre(360, city, 48, face=m.type.title)
    s.centre(440, f("doc_title", heading), 68, face=m.type.title)
    y = 720.0
    lines: tuple[tuple[str, Segments], ...] = (
        ("项目名称", f("project_name", study)),
        ("计划类别", [f("project_level", "市厅级"), "一般项目"]),
        ("承担单位", f("unit", own)),
        ("项目负责人", f("person_name", someone.name)),
        (
            "起止年限",
            [
                f("start_date", f"{start.year}年{start.month}月{start.day}日"),
                "至",
                f("end_date", f"{end.year}年{end.month}月{end.day}日"),
            ],
        ),
        ("下达部门", f("organiser", body)),
        ("联系电话", f"0577-8{m.words.number(7)}"),
    )
    for label, words in lines:
        s.put(200, y, label, 34)
        s.put(420, y, words, 32)
        s.line((410, y + 48), (1080, y + 48), 2)
        y += 98
    issued = start - timedelta(days=rng.randint(3, 25))
    s.centre(y + 110, ["签订日期：", f("issue_date", f"{issued.year}年{issued.month}月{issued.day}日")], 30)
    return Drawn(
        "project_document",
        [s],
        {
            "project_no": number,
            "doc_title": heading,
            "project_level": "市厅级",
            "project_name": study,
            "unit": own,
            "person_name": someone.name,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "organiser": body,
            "issue_date": issued.isoformat(),
        },
        someone,
    )


@layout("project_document")
def fourth_project_closing(m: Maker) -> Drawn:
    """A letter that a project is closed, with its people in order."""
    rng, s = m.rng, m.a4()
    someone, own, _ = person(m)
    body = CITIES[someone.city][0] + rng.choice(["教育科学研究所", "科技项目管理中心"])
    study, day = rng.choice(STUDIES) + "研究", m.words.day(2020, 2025)
    number, doc = f"{day.year - 2}G{m.words.number(3)}", rng.choice(["课题结题证明", "科研项目结题通知书"])
    s.centre(180, f("doc_title", doc), 58, face=m.type.title)
    y = s.paragraph(
        150,
        340,
        940,
        [
            f("unit", own),
            f("person_name", someone.name),
            "同志主持的",
            f("project_level", "市级"),
            "规划课题“",
            f("project_name", study),
            "”（批准号：",
            f("project_no", number),
            "），经专家组鉴定，评分",
            f"{rng.randint(75, 94)}分，达到预期目标，准予结题。",
        ],
        36,
        leading=2,
    )
    members = names(m, 4)
    s.put(222, y + 10, ["课题组成员：", f("members", "、".join(members))], 34)
    foot(m, s, 1080, y + 160, f("organiser", body), f("issue_date", say_date(rng, day)), stamp=body, size=34)
    return Drawn(
        "project_document",
        [s],
        {
            "doc_title": doc,
            "unit": own,
            "person_name": someone.name,
            "project_name": study,
            "project_no": number,
            "project_level": "市级",
            "members": members,
            "organiser": body,
            "issue_date": day.isoformat(),
        },
        someone,
    )
