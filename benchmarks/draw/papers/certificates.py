"""Training certificates: seven layouts, from a bordered landscape sheet to a yearly hours record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from benchmarks.draw.ink import handwriting, qr, round_seal
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.sheet import GREY, RED, F, Sheet
from benchmarks.draw.words import Person, chinese_number, chinese_year, say_date, say_range

KIND = "completion_certificate"
TITLES = (
    "结业证书",
    "培训结业证书",
    "培训合格证书",
    "继续教育合格证书",
    "培训证书",
    "学时证明",
    "继续教育学时证书",
    "结业证",
)


def course_facts(m: Maker) -> tuple[Person, dict[str, Any], date, date, date]:
    """Person and consistent facts of one class: hours fit the days, issue follows the end."""
    rng, person = m.rng, m.words.person()
    start = m.words.day()
    days = rng.choice([1, 1, 2, 2, 3, 3, 4, 5, 6, 8])
    end = start + timedelta(days=days - 1)
    issue = end + timedelta(days=rng.choice([0, 0, 1, 3, 7, 15, 30]))
    unit = rng.choice(["学时", "学时", "学时", "课时", "学分"])
    hours = days * rng.choice([4, 6, 8, 8])
    if m.twist == "end_before_start":
        start, end = end + timedelta(days=rng.randint(2, 9)), start
    elif m.twist == "issue_before_end":
        issue = start - timedelta(days=rng.randint(8, 40))
    elif m.twist == "hours_over_days":
        hours = days * rng.randint(26, 40)
    facts: dict[str, Any] = {
        "person_name": person.name,
        "course_title": m.words.course(),
        "start_date": start.isoformat(),
        "end_date": end.isoformat(),
        "hours": hours,
        "hours_unit": unit,
        "organiser": m.words.organiser(person.city),
        "issue_date": issue.isoformat(),
        "certificate_no": m.words.certificate_no(issue),
    }
    return person, facts, start, end, issue


def days_of(facts: dict[str, Any]) -> int:
    return (date.fromisoformat(facts["end_date"]) - date.fromisoformat(facts["start_date"])).days + 1


def stamp(m: Maker, s: Sheet, text: str, cx: float, cy: float, *, bottom: str = "", size: int | None = None) -> None:
    """Lays a round seal with its middle about (cx, cy) and records it."""
    size = size or m.rng.choice([220, 240, 260, 290])
    seal = round_seal(m.rng, text, bottom, size)
    x = min(max(cx - size / 2 + m.rng.uniform(-30, 30), 4), s.width - size - 4)
    y = min(max(cy - size / 2 + m.rng.uniform(-20, 20), 4), s.height - size - 4)
    s.stamps.append({"text": (text + " " + bottom).strip(), "box": list(s.picture(x, y, seal))})


def frame(m: Maker, s: Sheet) -> None:
    """An ornamental border, one of three."""
    colour = m.rng.choice([(170, 120, 40), (160, 40, 40), (40, 80, 140), (60, 120, 90)])
    edge = m.rng.randint(36, 70)
    s.box((edge, edge, s.width - edge, s.height - edge), m.rng.choice([6, 10]), colour)
    s.box((edge + 18, edge + 18, s.width - edge - 18, s.height - edge - 18), 2, colour)
    if m.rng.random() < 0.5:
        for x in (edge, s.width - edge):
            for y in (edge, s.height - edge):
                s.fill((x - 16, y - 16, x + 16, y + 16), colour)


def time_pair(m: Maker, start: date, end: date) -> list[str | F]:
    if m.rng.random() < 0.6 or start == end:
        return [F("date_range", say_range(m.rng, start, end))]
    style = m.rng.choice(["plain", "padded", "dot", "dash"])
    return [
        F("start_date", say_date(m.rng, start, style)),
        m.rng.choice(["至", "到", " — "]),
        F("end_date", say_date(m.rng, end, style)),
    ]


@layout(KIND)
def certificate_landscape(m: Maker) -> Drawn:
    person, facts, start, end, issue = course_facts(m)
    rng = m.rng
    s = m.a4(landscape=True, paper=rng.choice([(255, 255, 255), (253, 248, 232), (246, 250, 246)]))
    frame(m, s)
    y = (
        s.centre(
            190,
            rng.choice(TITLES),
            rng.choice([72, 84, 96]),
            face=m.type.title,
            gap=rng.choice([0, 14, 30]),
            colour=rng.choice([RED, (25, 25, 28)]),
        )
        + 20
    )
    size, top = rng.choice([34, 38, 42]), y + 50
    number: list[str | F] = ["证书编号：", F("certificate_no", facts["certificate_no"])]
    low_number = rng.random() < 0.5
    if not low_number:
        s.right(s.width - 170, y, number, 28)
    unit: list[str | F] = [" （工作单位：", F("unit", person.unit), "）"] if rng.random() < 0.4 else []
    if unit:
        facts["unit"] = person.unit
    lead: list[str | F] = [
        F("person_name", person.name, rng.random() < 0.5),
        rng.choice([" 同志", " 学员", "同志"]),
        *unit,
    ]
    body: list[str | F] = rng.choice(
        [["于", *time_pair(m, start, end), "参加了"], ["自", *time_pair(m, start, end), "参加"]]
    )
    body += [
        "“" if (quoted := rng.random() < 0.6) else "",
        F("course_title", facts["course_title"]),
        "”" if quoted else "",
    ]
    body += [rng.choice(["的学习", "学习", ""]), "，"]
    if rng.random() < 0.3:
        facts["days"] = days_of(facts)
        body += ["为期", F("days", str(facts["days"])), "天，"]
    body += [rng.choice(["完成", "共计", "累计"]), F("hours", str(facts["hours"])), facts["hours_unit"], "，"]
    body += [rng.choice(["经考核成绩合格，准予结业。", "考核合格，特发此证。", "学习期满，成绩合格，特此证明。"])]
    if rng.random() < 0.5:
        top = s.paragraph(190, top, s.width - 380, [*lead, "："], size, indent=0)
        top = s.paragraph(190, top, s.width - 380, body, size)
    else:
        top = s.paragraph(190, top, s.width - 380, [*lead, *body], size)
    top = max(top + 40, 860)
    if low_number:
        s.put(190, top + 40, number, 28)
    right = s.width - 220
    signed = [("organiser", facts["organiser"]), ("issue_date", say_date(rng, issue))]
    for name, text in signed:
        s.right(right, top, [F(name, text)], 34)
        top += 66
    stamp(m, s, facts["organiser"], right - 200, top - 80)
    return Drawn(KIND, [s], facts, person)


@layout(KIND)
def certificate_portrait_list(m: Maker) -> Drawn:
    person, facts, start, end, issue = course_facts(m)
    rng, s = m.rng, m.a4(paper=m.rng.choice([(255, 255, 255), (250, 250, 244)]))
    if rng.random() < 0.6:
        frame(m, s)
    y = s.centre(200, rng.choice(TITLES), 70, face=m.type.title, gap=rng.choice([0, 20])) + 60
    facts |= {"unit": person.unit, "id_number": person.id_number}
    shown = person.id_number
    if rng.random() < 0.5:
        shown = facts["id_number"] = person.id_number[:6] + "********" + person.id_number[-4:]
    label = rng.choice(["培训班名称", "课程名称", "培训项目", "培训内容"])
    pairs: list[tuple[str, list[str | F]]] = [
        (rng.choice(["姓　　名", "姓名"]), [F("person_name", person.name)]),
        (rng.choice(["身份证号", "证件号码"]), [F("id_number", shown)]),
        ("工作单位", [F("unit", person.unit)]),
        (label, [F("course_title", facts["course_title"])]),
        (rng.choice(["培训时间", "学习时间", "起止日期"]), time_pair(m, start, end)),
        (rng.choice(["培训学时", "学　　时", "认定学时"]), [F("hours", str(facts["hours"])), facts["hours_unit"]]),
        ("证书编号", [F("certificate_no", facts["certificate_no"])]),
    ]
    size, colon = rng.choice([30, 34]), rng.choice(["：", ":", "　"])
    for name, value in pairs:
        x = s.put(170, y, name + colon, size, face=m.type.strong if rng.random() < 0.3 else None, said=False)
        s.put(x + 8, y, value, size, said=False)
        s.said.append(name + colon + s.plain(value))
        y += size * 2.1
    y = s.paragraph(170, y + 30, 900, "该学员按规定完成全部课程学习，考核合格，准予登记继续教育学时。", size)
    y = max(y + 60, 1250)
    s.right(1050, y, ["发证单位（盖章）：", F("organiser", facts["organiser"])], 30)
    s.right(1050, y + 64, [rng.choice(["发证日期：", ""]), F("issue_date", say_date(rng, issue))], 30)
    stamp(m, s, facts["organiser"], 900, y + 30, bottom=rng.choice(["", "培训专用章"]))
    return Drawn(KIND, [s], facts, person)


def spoken_range(start: date, end: date) -> str:
    """A range in Chinese numerals that drops a repeated year."""
    first, last = (f"{chinese_number(day.month)}月{chinese_number(day.day)}日" for day in (start, end))
    year = "" if end.year == start.year else f"{chinese_year(end.year)}年"
    return f"{chinese_year(start.year)}年{first}至{year}{last}"


@layout(KIND)
def certificate_vertical(m: Maker) -> Drawn:
    person, facts, start, end, issue = course_facts(m)
    if m.rng.random() < 0.6:
        del facts["certificate_no"]
    s = m.a4(landscape=True, paper=(252, 246, 228))
    frame(m, s)
    y0, size, x = 200, 40, s.width - 420
    s.column(s.width - 280, 170, "结业证书", 84, face=m.type.title, colour=RED, gap=1.5)
    hours = facts["hours"]
    lines: list[list[str | F]] = [
        [F("person_name", person.name), "同志于"],
        [
            F(
                "date_range",
                spoken_range(start, end),
            )
        ],
        ["参加", F("course_title", facts["course_title"])],
        ["学习期满计", F("hours", str(hours)), facts["hours_unit"]],
        ["成绩合格准予结业"],
    ]
    for part in lines:
        s.column(x, y0, part, size)
        x -= 92
    if "certificate_no" in facts:
        s.put(150, s.height - 160, ["编号：", F("certificate_no", facts["certificate_no"])], 26)
    s.column(330, 330, [F("organiser", facts["organiser"])], 34)
    s.column(240, 430, [F("issue_date", say_date(m.rng, issue, "chinese"))], 34)
    stamp(m, s, facts["organiser"], 300, 760)
    return Drawn(KIND, [s], facts, person)


@layout(KIND)
def certificate_booklet(m: Maker) -> Drawn:
    person, facts, start, end, issue = course_facts(m)
    rng, s = m.rng, m.sheet(1680, 1180, (244, 240, 226))
    s.line((840, 30), (840, 1150), 3, (190, 180, 160))
    facts["unit"] = person.unit
    facts["sex"] = person.sex
    s.box((130, 170, 400, 530), 2, GREY)
    s.put(195, 330, "照　片", 34, colour=GREY, said=False)
    y = 600
    for name, field, text in [
        ("姓　名", "person_name", person.name),
        ("性　别", "sex", person.sex),
        ("单　位", "unit", person.unit),
        ("编　号", "certificate_no", facts["certificate_no"]),
    ]:
        x = s.put(110, y, name + "  ", 32, said=False)
        x2 = s.put(x, y, [F(field, text)], 30 if len(text) < 17 else 24, said=False)
        s.line((x - 4, y + 44), (max(x2 + 10, 760), y + 44), 1.5)
        s.said.append(name + " " + text)
        y += 86
    s.centre(150, rng.choice(["结业证", "培训合格证", "继续教育证书"]), 64, middle=1260, face=m.type.title, gap=18)
    y = s.paragraph(
        910,
        330,
        690,
        [
            "经",
            *time_pair(m, start, end),
            F("course_title", facts["course_title"]),
            "学习，修满",
            F("hours", str(facts["hours"])),
            facts["hours_unit"],
            "，考核合格，特发此证。",
        ],
        34,
    )
    s.right(1590, 820, [F("organiser", facts["organiser"])], 32)
    s.right(1590, 886, [F("issue_date", say_date(rng, issue))], 32)
    stamp(m, s, facts["organiser"], 1430, 850)
    return Drawn(KIND, [s], facts, person)


@layout(KIND)
def certificate_platform(m: Maker) -> Drawn:
    person, facts, start, end, issue = course_facts(m)
    rng, s = m.rng, m.a4()
    facts["id_number"] = person.id_number[:4] + "**********" + person.id_number[-4:]
    s.fill((0, 0, s.width, 110), (30, 90, 170))
    s.put(
        60,
        30,
        rng.choice(["专业技术人员学习云平台", "继续教育网络学院", "在线培训中心"]),
        40,
        face=m.type.strong,
        colour=(255, 255, 255),
    )
    y = (
        s.centre(190, rng.choice(["学习证明", "学时证明", "网络课程结业证明", "学习情况证明"]), 56, face=m.type.title)
        + 30
    )
    count = rng.randint(3, 6)
    topics = rng.sample(sorted({m.words.topic() for _ in range(20)}), count)
    each = [rng.choice([1, 2, 3, 4]) for _ in topics]
    facts["hours"] = sum(each)
    y = (
        s.paragraph(
            110,
            y,
            1020,
            [
                "兹证明",
                F("person_name", person.name),
                "（证件号码：",
                F("id_number", facts["id_number"]),
                "）于",
                *time_pair(m, start, end),
                "在本平台学习",
                "《",
                F("course_title", facts["course_title"]),
                "》，共获得",
                F("hours", str(facts["hours"])),
                facts["hours_unit"],
                "，学习记录如下：",
            ],
            28,
        )
        + 20
    )
    rows: list[list[str]] = [["序号", "课程", facts["hours_unit"], "完成情况"]]
    rows += [
        [str(i + 1), t, str(h), rng.choice(["已完成", "合格"])]
        for i, (t, h) in enumerate(zip(topics, each, strict=True))
    ]
    y = s.table(110, y, [110, 560, 150, 200], rows, 26, head=(225, 235, 248)) + 40
    s.put(110, y, ["证书编号：", F("certificate_no", facts["certificate_no"])], 26)
    s.right(1130, y + 120, [F("organiser", facts["organiser"])], 28)
    s.right(1130, y + 172, [F("issue_date", say_date(rng, issue))], 28)
    payload = f"https://verify.example.invalid/c?no={facts['certificate_no']}&name={person.name}&hours={facts['hours']}"
    s.picture(110, y + 80, qr(payload), ink=False)
    s.put(110, y + 240, "扫一扫核验", 22, colour=GREY)
    stamp(m, s, facts["organiser"], 980, y + 150)
    return Drawn(KIND, [s], facts, person, extra={"qr": payload})


@layout(KIND)
def certificate_form_blanks(m: Maker) -> Drawn:
    person, facts, start, end, issue = course_facts(m)
    rng, s = m.rng, m.a4(landscape=m.rng.random() < 0.5)
    facts["days"] = days_of(facts)
    pen = not m.embeddable
    y = s.centre(170, rng.choice(["继续教育学时证明", "培训结业证明", "培训学时证明"]), 62, face=m.type.title) + 70
    x = 150.0

    def fill(label: str, name: str, text: str, width: float, tail: str = "") -> None:
        nonlocal x, y
        need = s.measure(label + tail, m.type.body, 32) + width
        if x + need > s.width - 130:
            x, y = 150.0, y + 96
        x = s.put(x, y, label, 32, said=False)
        s.line((x, y + 44), (x + width, y + 44), 1.5)
        if pen:
            ink = handwriting(rng, text, 40)
            if ink.width > width - 8:
                ink = ink.resize((int(width - 8), int(ink.height * (width - 8) / ink.width)))
            s.note(name, s.picture(x + (width - ink.width) / 2, y + 42 - ink.height, ink))
        else:
            s.put(
                x + (width - s.measure(text, m.type.strong, 32)) / 2,
                y,
                [F(name, text)],
                32,
                face=m.type.strong,
                said=False,
            )
        x = s.put(x + width, y, tail, 32, said=False)
        s.said.append(f"{label}{text}{tail}")

    fill("兹证明 ", "person_name", person.name, 210, " 同志，")
    fill("于", "start_date", say_date(rng, start, "plain"), 330)
    fill("至", "end_date", say_date(rng, end, "plain"), 330, "，")
    fill("参加 ", "course_title", facts["course_title"], 700, " ，")
    fill("共 ", "days", str(facts["days"]), 90, " 天，")
    fill("计 ", "hours", str(facts["hours"]), 110, f" {facts['hours_unit']}。")
    del facts["certificate_no"]
    y += 190
    s.right(s.width - 180, y, ["培训单位（章）：", F("organiser", facts["organiser"])], 30)
    s.right(s.width - 180, y + 64, [F("issue_date", say_date(rng, issue, "plain"))], 30)
    stamp(m, s, facts["organiser"], s.width - 330, y + 30)
    return Drawn(KIND, [s], facts, person)


@layout(KIND)
def hours_record(m: Maker) -> Drawn:
    rng, person = m.rng, m.words.person()
    year, s = rng.randint(2018, 2025), m.a4(landscape=True)
    activities, days = [], sorted(rng.sample(range(10, 330), rng.randint(3, 6)))
    rows: list[list[str | F | list[str | F]]] = [
        ["序号", "学习内容", "起止时间", "学习形式", "学时", "施教单位", "考核结果"]
    ]
    organiser = m.words.organiser(person.city)
    for i, at in enumerate(days):
        start = date(year, 1, 1) + timedelta(days=at)
        end = start + timedelta(days=rng.randint(0, 2))
        hours, title = ((end - start).days + 1) * rng.choice([4, 6, 8]), m.words.course()
        activities.append(
            {"course_title": title, "start_date": start.isoformat(), "end_date": end.isoformat(), "hours": hours}
        )
        rows.append(
            [
                str(i + 1),
                title,
                f"{start:%Y.%m.%d}-{end:%m.%d}" if end != start else f"{start:%Y.%m.%d}",
                rng.choice(["面授", "网络", "研修"]),
                str(hours),
                m.words.organiser(person.city),
                "合格",
            ]
        )
    total = sum(int(str(a["hours"])) for a in activities)
    rows.append(["", "合计", "", "", [F("hours", str(total))], "", ""])
    issue = date(year, 12, rng.randint(5, 28))
    facts: dict[str, Any] = {
        "person_name": person.name,
        "unit": person.unit,
        "score_year": year,
        "hours": total,
        "organiser": organiser,
        "issue_date": issue.isoformat(),
        "activities": activities,
    }
    y = (
        s.centre(
            110,
            [F("score_year", f"{year}"), "年度", rng.choice(["专业技术人员继续教育学时登记表", "继续教育学时记录单"])],
            48,
            face=m.type.title,
        )
        + 20
    )
    s.put(110, y, ["姓名：", F("person_name", person.name)], 30)
    s.put(560, y, ["单位：", F("unit", person.unit)], 30)
    y = s.table(100, y + 66, [80, 470, 270, 130, 100, 380, 130], rows, 24, height=64) + 50
    s.right(1600, y, ["审核单位：", F("organiser", organiser)], 30)
    s.right(1600, y + 60, [F("issue_date", say_date(rng, issue))], 30)
    stamp(m, s, organiser, 1400, y + 20)
    return Drawn(KIND, [s], facts, person)
