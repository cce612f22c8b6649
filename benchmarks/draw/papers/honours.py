"""Patents, awards and projects."""

from __future__ import annotations

from datetime import timedelta

from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.papers.certificates import frame, stamp
from benchmarks.draw.sheet import RED, F
from benchmarks.draw.words import say_date

PATENT_WORDS = {
    "发明专利": ("1", "发明名称", "发明人"),
    "实用新型专利": ("2", "实用新型名称", "发明人"),
    "外观设计专利": ("3", "外观设计名称", "设计人"),
}
DEVICES = ["一种施工缝止水装置", "便携式水样采集器", "护理用翻身垫", "档案除尘推车", "可折叠测量支架", "智能灌溉控制盒"]
PROJECTS = ["基层慢病管理路径", "老旧管网改造评价", "数字教研协同机制", "沿海滩涂生态修复", "古籍修复材料"]


def patent_number(m: Maker, year: int, kind_digit: str) -> str:
    """A patent number with a right check digit and a serial that is not issued (9xxxxxx)."""
    body = f"{year}{kind_digit}9{m.words.number(6)}"
    check = sum(int(c) * w for c, w in zip(body, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=True)) % 11
    if m.twist == "bad_patent_no":
        check = (check + 4) % 10
    return f"ZL {body[:4]} {body[4]} {body[5:]}.{'X' if check == 10 else check}"


@layout("patent_certificate")
def patent(m: Maker) -> Drawn:
    rng, person = m.rng, m.words.person()
    kind = rng.choice(sorted(PATENT_WORDS))
    digit, name_label, maker_label = PATENT_WORDS[kind]
    apply = m.words.day(2016, 2023)
    grant = apply + timedelta(days=rng.randint(200, 900))
    inventors = [person.name, *[m.words.name() for _ in range(rng.randint(0, 2))]]
    facts = {
        "patent_kind": kind,
        "patent_name": rng.choice(DEVICES),
        "inventors": inventors,
        "owner": person.unit,
        "patent_no": patent_number(m, apply.year, digit),
        "certificate_no": m.words.number(8),
        "apply_date": apply.isoformat(),
        "grant_date": grant.isoformat(),
    }
    s = m.a4()
    frame(m, s)
    s.put(150, 150, ["证书号第", F("certificate_no", str(facts["certificate_no"])), "号"], 28)
    y = s.centre(240, [F("patent_kind", kind), "证书"], 70, face=m.type.title) + 60
    for label, name, text in [
        (name_label, "patent_name", facts["patent_name"]),
        (maker_label, "inventors", rng.choice(["；", ";"]).join(inventors)),
        ("专利号", "patent_no", facts["patent_no"]),
        ("专利申请日", "apply_date", say_date(rng, apply, "plain")),
        ("专利权人", "owner", facts["owner"]),
        ("授权公告日", "grant_date", say_date(rng, grant, "plain")),
    ]:
        y = s.paragraph(150, y, 940, [label + "：", F(name, str(text))], 32, indent=0) + 16
    s.paragraph(
        150,
        y + 40,
        940,
        "国家知识产权局依照专利法规定经过审查，决定授予专利权并予以公告，专利权自授权公告之日起生效。",
        28,
    )
    s.put(150, 1520, "局长", 30)
    s.right(1080, 1560, say_date(rng, grant, "plain"), 30)
    stamp(m, s, "国家知识产权局", 900, 1480)
    return Drawn("patent_certificate", [s], facts, person)


@layout("award_certificate")
def award(m: Maker) -> Drawn:
    rng, person = m.rng, m.words.person()
    level, body = rng.choice([("省级", "浙江省"), ("市级", "嘉兴市"), ("市级", "徐州市"), ("县级", "海盐县")])
    organiser = body + rng.choice(["人民政府", "科学技术奖励办公室"])
    issue = m.words.day()
    facts = {
        "person_name": person.name,
        "award_name": body + "科学技术进步奖",
        "award_grade": rng.choice(["一等奖", "二等奖", "三等奖"]),
        "award_level": level,
        "rank": rng.randint(1, 5),
        "project_name": rng.choice(PROJECTS) + "关键技术",
        "organiser": organiser,
        "certificate_no": f"{issue.year}-J-{rng.randint(1, 3)}-{m.words.number(3)}",
        "issue_date": issue.isoformat(),
    }
    s = m.a4(landscape=True, paper=(255, 250, 240))
    frame(m, s)
    y = s.centre(190, rng.choice(["奖励证书", "获奖证书", "荣誉证书"]), 88, face=m.type.title, gap=24, colour=RED) + 50
    y = s.paragraph(200, y, 1350, [F("person_name", person.name), "同志："], 38, indent=0)
    s.paragraph(
        200,
        y,
        1350,
        [
            "在“",
            F("project_name", str(facts["project_name"])),
            "”项目中为第",
            F("rank", str(facts["rank"])),
            "完成人，该项目荣获",
            F("award_name", str(facts["award_name"])),
            F("award_grade", str(facts["award_grade"])),
            "。特颁此证。",
        ],
        38,
    )
    s.put(200, 960, ["证书编号：", F("certificate_no", str(facts["certificate_no"]))], 28)
    s.right(1500, 880, [F("organiser", organiser)], 36)
    s.right(1500, 950, [F("issue_date", say_date(rng, issue))], 34)
    stamp(m, s, organiser, 1350, 890)
    return Drawn("award_certificate", [s], facts, person)


@layout("project_document")
def project_form(m: Maker) -> Drawn:
    rng, person = m.rng, m.words.person()
    start = m.words.day(2017, 2023)
    end = start + timedelta(days=rng.randint(300, 900))
    stage, date_label = rng.choice([("立项通知书", "立项日期"), ("结题证书", "结题日期"), ("验收证书", "验收日期")])
    issue = start if stage == "立项通知书" else end
    level, organiser = rng.choice(
        [("市厅级", "舟山市科学技术局"), ("省部级", "浙江省科学技术厅"), ("县级", "海盐县科学技术局")]
    )
    facts = {
        "doc_title": "科研项目" + stage,
        "project_name": rng.choice(PROJECTS) + "研究",
        "project_no": f"{issue.year}{rng.choice('ABC')}{m.words.number(5)}",
        "project_level": level,
        "person_name": person.name,
        "unit": person.unit,
        "start_date": start.isoformat(),
        "end_date": end.isoformat(),
        "issue_date": issue.isoformat(),
        "organiser": organiser,
    }
    s = m.a4()
    y = s.centre(150, [F("doc_title", str(facts["doc_title"]))], 60, face=m.type.title) + 40
    rows = [
        ["项目名称", [F("project_name", str(facts["project_name"]))]],
        ["项目编号", [F("project_no", str(facts["project_no"]))]],
        ["项目级别", [F("project_level", level)]],
        ["项目负责人", [F("person_name", person.name)]],
        ["承担单位", [F("unit", person.unit)]],
        [
            "起止时间",
            [F("start_date", say_date(rng, start, "plain")), "至", F("end_date", say_date(rng, end, "plain"))],
        ],
        ["意见", "经审查材料齐全，同意。"],
        [date_label, [F("issue_date", say_date(rng, issue, "plain"))]],
    ]
    y = s.table(120, y, [240, 760], rows, 28, height=84, align=rng.choice(["left", "centre"])) + 60
    s.right(1100, y, ["主管部门（盖章）：", F("organiser", organiser)], 30)
    stamp(m, s, organiser, 900, y + 30)
    return Drawn("project_document", [s], facts, person)
