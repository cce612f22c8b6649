"""Certificates of training as associations, sites and offices issue them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from benchmarks.draw.ink import handwriting, qr
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.second.phrases import course, host, hours_for, person, range_words, span
from benchmarks.draw.sheet import GREY, RED, F
from benchmarks.draw.strokes import f, foot, form, masked, seal
from benchmarks.draw.words import chinese_number, chinese_year, say_date

KIND = "completion_certificate"


def facts_of(m: Maker, longest: int = 5) -> tuple[Any, str, dict[str, Any], date, date, date]:
    someone, unit, host_name = person(m)
    start, end = span(m, longest)
    issue = end + timedelta(days=m.rng.choice([0, 2, 6, 20]))
    facts: dict[str, Any] = {
        "person_name": someone.name,
        "course_title": course(m),
        "start_date": start.isoformat(),
        "end_date": end.isoformat(),
        "hours": hours_for(m, start, end),
        "hours_unit": "学时",
        "organiser": host_name,
        "issue_date": issue.isoformat(),
        "certificate_no": m.rng.choice(
            [
                f"{m.rng.choice(['GXK', 'ZJPX', 'JS'])}{issue.year}{m.words.number(6)}",
                f"浙继教培证〔{issue.year}〕{m.words.number(4)}号",
                f"{issue:%Y%m%d}{m.words.number(5)}",
                f"NO.{m.words.number(8)}",
            ]
        ),
    }
    return someone, unit, facts, start, end, issue


@layout(KIND)
def second_cert_sponsors(m: Maker) -> Drawn:
    """Body with 主办 and 承办, bilingual heading, number at the foot left."""
    someone, _unit, facts, start, end, issue = facts_of(m)
    rng, s = m.rng, m.a4(landscape=True, paper=(255, 252, 240))
    s.box((50, 50, s.width - 50, s.height - 50), 8, (150, 110, 40))
    y = s.centre(150, rng.choice(["培 训 证 书", "结 业 证 书"]), 80, face=m.type.title, colour=RED)
    y = s.centre(y, "CERTIFICATE OF TRAINING", 32, face="serif") + 30
    helper = host(m, someone.city)
    while helper == facts["organiser"]:
        helper = host(m, someone.city)
    y = s.paragraph(
        190, y, 1380, [f("person_name", someone.name), rng.choice(["同志：", " 先生/女士："])], 38, indent=0
    )
    y = s.paragraph(
        190,
        y,
        1380,
        [
            "您于",
            f("date_range", range_words(m, start, end)),
            "参加由",
            f("organiser", facts["organiser"]),
            "主办、",
            helper,
            "承办的“",
            f("course_title", facts["course_title"]),
            "”，修完规定课程，共计",
            f("hours", facts["hours"]),
            "学时，经考核合格，准予结业。",
        ],
        38,
    )
    s.put(190, 960, ["证书编号：", f("certificate_no", facts["certificate_no"])], 30)
    foot(
        m,
        s,
        1540,
        900,
        [f("organiser", facts["organiser"])],
        [f("issue_date", say_date(rng, issue, "chinese"))],
        stamp=facts["organiser"],
        size=34,
    )
    return Drawn(KIND, [s], facts, someone)


@layout(KIND)
def second_cert_credits(m: Maker) -> Drawn:
    """Credits of continuing medical education: project number, class I credits."""
    someone, unit, facts, start, end, issue = facts_of(m)
    rng, s = m.rng, m.a4(landscape=True)
    facts |= {"hours": rng.choice([2, 3, 5, 6, 10]), "hours_unit": "学分", "unit": unit}
    facts["certificate_no"] = (
        f"{issue.year}-{rng.randint(1, 14):02d}-{rng.randint(1, 9):02d}-{m.words.number(3)}({rng.choice(['国', '省'])})"
    )
    s.box((40, 40, s.width - 40, s.height - 40), 5, (40, 90, 150))
    y = s.centre(140, rng.choice(["继续医学教育学分证书", "继续医学教育项目学分证明"]), 64, face=m.type.title) + 50
    number = facts.pop("certificate_no")
    y = s.paragraph(
        170,
        y,
        1420,
        [
            "兹证明 ",
            f("person_name", someone.name),
            "（单位：",
            f("unit", unit),
            "）于 ",
            f("date_range", range_words(m, start, end)),
            " 参加继续医学教育项目“",
            f("course_title", facts["course_title"]),
            "”（项目编号：",
            number,
            "）的学习，考核合格，授予",
            rng.choice(["国家级Ⅰ类学分 ", "省级Ⅰ类学分 ", "Ⅰ类学分"]),
            f("hours", facts["hours"]),
            " 学分。",
        ],
        36,
    )
    foot(
        m,
        s,
        1540,
        860,
        ["主办单位（盖章）：", f("organiser", facts["organiser"])],
        [f("issue_date", say_date(rng, issue, "plain"))],
        stamp=facts["organiser"],
    )
    return Drawn(KIND, [s], facts, someone)


@layout(KIND)
def second_cert_form(m: Maker) -> Drawn:
    """A table form: labels in cells, value cells beside them, opinion cell with seal."""
    someone, unit, facts, start, end, issue = facts_of(m)
    rng, s = m.rng, m.a4()
    facts |= {"unit": unit, "id_number": someone.id_number}
    y = (
        s.centre(
            140,
            rng.choice(["专业技术人员继续教育学时证明", "继续教育培训合格证明", "专业科目培训学时证明"]),
            50,
            face=m.type.title,
        )
        + 20
    )
    s.put(120, y, ["编号：", f("certificate_no", facts["certificate_no"])], 26)
    rows: list[Any] = [
        ["姓名", [f("person_name", someone.name)], "性别", someone.sex],
        ["身份证号", [f("id_number", someone.id_number)], "职称", someone.title],
        ["工作单位", [f("unit", unit)]],
        [rng.choice(["培训班名称", "培训名称", "参训项目"]), [f("course_title", facts["course_title"])]],
        [rng.choice(["起止时间", "培训时间"]), [f("date_range", range_words(m, start, end))]],
        [rng.choice(["培训学时", "获得学时"]), [f("hours", facts["hours"]), "学时"]],
        ["考核结果", "合格"],
    ]
    y = form(s, 110, y + 60, [210, 330, 150, 330], rows, 28, 84)
    s.box((110, y, 1130, y + 330), 2)
    s.put(130, y + 20, rng.choice(["培训机构意见：", "主办单位审核意见："]), 28)
    s.put(200, y + 90, "该学员已完成培训任务，考核合格，特此证明。", 28)
    foot(
        m,
        s,
        1090,
        y + 190,
        [f("organiser", facts["organiser"]), "（盖章）"],
        [f("issue_date", say_date(rng, issue, "plain"))],
        stamp=facts["organiser"],
        size=28,
    )
    return Drawn(KIND, [s], facts, someone)


@layout(KIND)
def second_cert_site(m: Maker) -> Drawn:
    """Proof of an online platform: two columns of key and value, QR, electronic seal."""
    someone, _unit, facts, start, end, issue = facts_of(m, 60)
    rng, s = m.rng, m.a4()
    facts["id_number"] = masked(m, someone.id_number)
    facts["hours"] = rng.choice([18, 24, 30, 36, 42])
    facts["hours_unit"] = rng.choice(["学时", "课时"])
    s.box((60, 60, 1180, 1694), 3, (60, 120, 190))
    y = (
        s.centre(
            170,
            rng.choice(["专业技术人员继续教育合格证书", "公需科目学习合格证", "网络学习合格证书"]),
            54,
            face=m.type.title,
            colour=(30, 70, 140),
        )
        + 60
    )
    pairs = [
        ("证书编号", "certificate_no", facts["certificate_no"]),
        ("姓　　名", "person_name", someone.name),
        ("证件号码", "id_number", facts["id_number"]),
        (rng.choice(["课程名称", "学习内容"]), "course_title", facts["course_title"]),
        (rng.choice(["学习开始时间", "开始日期"]), "start_date", say_date(rng, start, "dash")),
        (rng.choice(["学习结束时间", "完成日期"]), "end_date", say_date(rng, end, "dash")),
    ]
    for label, name, text in pairs:
        s.put(150, y, label, 28, colour=GREY, said=False)
        s.put(420, y, [F(name, text)], 28, said=False)
        s.said.append(label + " " + text)
        y += 82
    s.put(150, y, rng.choice(["获得学时", "认定学时"]), 28, colour=GREY)
    s.put(420, y, [f("hours", facts["hours"]), facts["hours_unit"]], 28)
    y += 120
    y = s.paragraph(150, y, 940, "上述学员已完成规定的学习任务并通过在线考试，成绩合格，特发此证。", 28)
    payload = f"https://verify.example.invalid/q?c={facts['certificate_no']}"
    s.picture(150, 1370, qr(payload, 170), ink=False)
    s.put(150, 1555, "扫码查验证书真伪", 22, colour=GREY)
    foot(
        m,
        s,
        1090,
        1400,
        ["发证机构：", f("organiser", facts["organiser"])],
        ["发证日期：", f("issue_date", say_date(rng, issue, "dash"))],
        stamp=facts["organiser"],
        size=28,
    )
    return Drawn(KIND, [s], facts, someone, extra={"qr": payload})


@layout(KIND)
def second_cert_vertical(m: Maker) -> Drawn:
    """Columns from the right, name column apart, like association papers of the old school."""
    someone, _unit, facts, start, end, issue = facts_of(m, 4)
    rng, s = m.rng, m.sheet(1600, 1130, (250, 246, 232))
    s.box((46, 46, 1554, 1084), 6, (160, 50, 40))
    del facts["certificate_no"]
    s.column(1400, 150, rng.choice(["培训证书", "结业证书"]), 88, face=m.type.title, colour=RED, gap=1.6)
    lead = f"{chinese_year(start.year)}年{chinese_number(start.month)}月{chinese_number(start.day)}日"
    tail = f"{chinese_year(end.year)}年{chinese_number(end.month)}月{chinese_number(end.day)}日"
    columns: list[list[str | F]] = [
        [f("person_name", someone.name), "学员"],
        ["自", f("start_date", lead), "至"],
        [f("end_date", tail), "参加"],
        [f("course_title", facts["course_title"])],
        ["完成", f("hours", chinese_number(facts["hours"])), "学时课程成绩合格"],
        ["特发此证"],
    ]
    x = 1230
    for part in columns:
        size = 38 if len(s.plain(part)) < 19 else 32
        s.column(x, 150, part, size)
        x -= 96
    s.column(430, 250, [f("organiser", facts["organiser"])], 36)
    s.column(310, 360, [f("issue_date", say_date(rng, issue, "chinese"))], 34)
    seal(m, s, facts["organiser"], 400, 800)
    return Drawn(KIND, [s], facts, someone)


@layout(KIND)
def second_cert_booklet(m: Maker) -> Drawn:
    """An open booklet of registered trainings: one row filled by hand, stamped by the host."""
    someone, unit, facts, start, end, _issue = facts_of(m)
    _rng, s = m.rng, m.sheet(1700, 1190, (246, 243, 230))
    del facts["certificate_no"]
    facts.pop("issue_date")
    s.line((850, 20), (850, 1170), 3, (180, 170, 150))
    y = 300
    for label, name, text in [
        ("姓　　名", "person_name", someone.name),
        ("性　　别", "", someone.sex),
        ("工作单位", "unit", unit),
        ("专业职务", "", someone.title),
    ]:
        x = s.put(130, y, label + "：", 32, said=False)
        s.put(x, y, [F(name, text)] if name else text, 32 if len(text) < 14 else 26, said=False)
        s.said.append(label + "：" + text)
        y += 110
    facts["unit"] = unit
    s.centre(120, "继续教育登记证", 52, middle=430, face=m.type.title)
    s.centre(110, "培 训 登 记", 46, middle=1270, face=m.type.title)
    rows: list[list[Any]] = [
        ["培训时间", [f("date_range", range_words(m, start, end))]],
        ["培训内容", [f("course_title", facts["course_title"])]],
        ["学时", [f("hours", facts["hours"])]],
        ["考核成绩", "合格"],
        ["主办单位", [f("organiser", facts["organiser"])]],
    ]
    s.table(900, 210, [190, 540], rows, 28, height=110)
    seal(m, s, facts["organiser"], 1450, 800, "培训专用章")
    return Drawn(KIND, [s], facts, someone)


@layout(KIND)
def second_cert_blanks(m: Maker) -> Drawn:
    """A printed form whose blanks are filled with a pen."""
    someone, unit, facts, start, end, issue = facts_of(m)
    rng, s = m.rng, m.a4(landscape=True)
    s.box((50, 50, s.width - 50, s.height - 50), 6, (170, 60, 50))
    y = s.centre(170, "培 训 结 业 证", 76, face=m.type.title) + 40
    facts["unit"] = unit

    def blank(x: float, y: float, label: str, name: str, text: str, room: float, tail: str = "") -> float:
        x = s.put(x, y, label, 34, said=False)
        s.line((x, y + 46), (x + room, y + 46), 1.5)
        if m.embeddable:
            s.put(x + 10, y, [F(name, text)], 34, said=False)
        else:
            ink = handwriting(rng, text, 42)
            if ink.width > room - 8:
                ink = ink.resize((int(room - 8), int(ink.height * (room - 8) / ink.width)))
            s.note(name, s.picture(x + 6, y + 46 - ink.height, ink))
        s.said.append(label + text + tail)
        return s.put(x + room, y, tail, 34, said=False)

    x = blank(190, y, "", "person_name", someone.name, 200, " 同志，工作单位 ")
    blank(x, y, "", "unit", unit, 640)
    x = blank(190, y + 100, "于 ", "start_date", say_date(rng, start, "spaced"), 380, " 至 ")
    blank(x, y + 100, "", "end_date", say_date(rng, end, "spaced"), 380)
    blank(190, y + 200, "参加 ", "course_title", facts["course_title"], 900, " 学习，")
    blank(190, y + 300, "完成 ", "hours", str(facts["hours"]), 130, " 学时，考试成绩合格，准予结业。")
    s.put(190, 980, ["证书编号：", f("certificate_no", facts["certificate_no"])], 28)
    foot(
        m,
        s,
        1540,
        900,
        [f("organiser", facts["organiser"])],
        [f("issue_date", say_date(rng, issue, "spaced"))],
        stamp=facts["organiser"],
        size=34,
    )
    return Drawn(KIND, [s], facts, someone)


@layout(KIND)
def second_cert_letter(m: Maker) -> Drawn:
    """A host's proof of hours in letter form, several subjects in one sentence."""
    someone, unit, facts, start, end, issue = facts_of(m)
    rng, s = m.rng, m.a4()
    facts["unit"] = unit
    y = s.centre(220, rng.choice(["学时证明", "参训学时证明", "继续教育学时证明"]), 60, face=m.type.title) + 30
    s.right(1090, y, ["编号：", f("certificate_no", facts["certificate_no"])], 26)
    y = s.paragraph(
        150,
        y + 80,
        940,
        [
            f("unit", unit),
            f("person_name", someone.name),
            "同志参加了我单位",
            f("date_range", range_words(m, start, end)),
            "举办的",
            f("course_title", facts["course_title"]),
            "，经考核合格，取得继续教育专业科目学时",
            f("hours", facts["hours"]),
            "学时。",
        ],
        34,
    )
    y = s.paragraph(150, y, 940, "特此证明。", 34)
    foot(
        m,
        s,
        1060,
        y + 220,
        [f("organiser", facts["organiser"])],
        [f("issue_date", say_date(rng, issue, "plain"))],
        stamp=facts["organiser"],
        size=34,
    )
    return Drawn(KIND, [s], facts, someone)


@layout(KIND)
def second_cert_record(m: Maker) -> Drawn:
    """A year's hours as the authority's system prints them: list and total."""
    someone, unit, host_name = person(m)
    rng, s = m.rng, m.a4()
    year = rng.randint(2019, 2025)
    y = s.centre(120, [f("score_year", year), "年度专业技术人员继续教育学时证明"], 44, face=m.type.title) + 20
    s.put(90, y, ["姓名：", f("person_name", someone.name)], 26)
    number = masked(m, someone.id_number)
    s.put(430, y, ["证件号码：", f("id_number", number)], 26)
    s.put(90, y + 52, ["工作单位：", f("unit", unit)], 26)
    rows: list[list[Any]] = [["序号", "科目类别", "培训名称", "起止日期", "学时"]]
    activities, at, total = [], date(year, 1, 9), 0
    for i in range(rng.randint(3, 6)):
        at += timedelta(days=rng.randint(15, 40))
        end = at + timedelta(days=rng.randint(0, 3))
        hours = hours_for(m, at, end)
        total += hours
        title = course(m)
        rows.append(
            [
                str(i + 1),
                rng.choice(["一般公需", "行业公需", "专业科目"]),
                title,
                f"{at:%Y-%m-%d}至{end:%Y-%m-%d}",
                str(hours),
            ]
        )
        activities.append(
            {"course_title": title, "start_date": at.isoformat(), "end_date": end.isoformat(), "hours": hours}
        )
    y = s.table(80, y + 110, [70, 140, 470, 320, 90], rows, 22, height=66)
    s.put(100, y + 24, [rng.choice(["合计学时：", "本年度累计："]), f("hours", total), "学时"], 28)
    issue = date(year, 12, rng.randint(3, 30))
    foot(
        m,
        s,
        1100,
        y + 200,
        [f("organiser", host_name)],
        [rng.choice(["打印日期：", ""]), f("issue_date", say_date(rng, issue, "plain"))],
        stamp=host_name,
        size=28,
    )
    facts = {
        "person_name": someone.name,
        "id_number": number,
        "unit": unit,
        "score_year": year,
        "hours": total,
        "hours_unit": "学时",
        "organiser": host_name,
        "issue_date": issue.isoformat(),
        "activities": activities,
    }
    return Drawn(KIND, [s], facts, someone)


@layout(KIND)
def second_cert_strange(m: Maker) -> Drawn:
    """A paper under an unusual name and with unusual labels, to be understood by meaning."""
    someone, _unit, facts, start, end, issue = facts_of(m)
    rng, s = m.rng, m.a4(landscape=m.rng.random() < 0.5)
    del facts["certificate_no"]
    y = (
        s.centre(
            170, rng.choice(["研修凭证", "参训证明书", "学习经历证明", "培训考核合格通知书"]), 62, face=m.type.title
        )
        + 60
    )
    wide = s.width - 300
    y = s.paragraph(
        150,
        y,
        wide,
        [
            "兹有",
            f("person_name", someone.name),
            rng.choice(["女士", "老师", "同志"]) if rng.random() < 0.7 else "",
            "出席",
            f("organiser", facts["organiser"]),
            "组织的",
            f("course_title", facts["course_title"]),
            "，活动时间为",
            f("date_range", range_words(m, start, end)),
            "，折合",
            f("hours", facts["hours"]),
            "学时，全程出勤，考评结论：通过。",
        ],
        36,
    )
    foot(
        m,
        s,
        s.width - 190,
        y + 160,
        [f("organiser", facts["organiser"])],
        [f("issue_date", say_date(rng, issue))],
        stamp=facts["organiser"],
        size=34,
    )
    return Drawn(KIND, [s], facts, someone)
