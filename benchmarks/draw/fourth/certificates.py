"""Certificates of completion: bilingual, with a photo, in words, of two hosts, of credits, in forms."""

from __future__ import annotations

from typing import Any

from benchmarks.draw.fourth.phrases import (
    LONG_COURSES,
    chinese_day,
    chinese_month,
    course,
    formal,
    hosts,
    person,
    range_words,
    span,
)
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.sheet import GREY, RED, F, Segments, Sheet
from benchmarks.draw.strokes import f, foot, seal
from benchmarks.draw.words import chinese_number, say_date

KIND = "completion_certificate"


def portrait(s: Sheet, x: float, y: float, wide: float = 180) -> None:
    """A grey head and shoulders where the photo is glued."""
    high = wide * 1.4
    s.fill((x, y, x + wide, y + high), (150, 190, 225))
    s.fill((x + wide * 0.33, y + high * 0.2, x + wide * 0.67, y + high * 0.55), (225, 190, 165))
    s.fill((x + wide * 0.12, y + high * 0.62, x + wide * 0.88, y + high), (60, 65, 80))
    s.box((x, y, x + wide, y + high), 1, GREY)


@layout(KIND)
def fourth_cert_bilingual(m: Maker) -> Drawn:
    """Chinese above, English below, only the Chinese half names the course."""
    rng, s = m.rng, m.a4(landscape=True, paper=(253, 251, 244))
    someone, _, host = person(m)
    start, end = span(m, 5)
    hours, title, number = rng.choice([8, 16, 20, 30, 36]), course(m), m.words.certificate_no(end)
    s.box((50, 50, 1704, 1190), 6, (160, 125, 60))
    s.box((66, 66, 1688, 1174), 2, (160, 125, 60))
    s.centre(110, "结 业 证 书", 76, face=m.type.title, colour=(130, 90, 30))
    s.centre(220, "CERTIFICATE OF COMPLETION", 36, colour=(130, 90, 30), gap=4)
    s.right(1640, 100, ["No. ", f("certificate_no", number)], 24)
    y = 320.0
    dates = F("date_range", range_words(m, start, end))
    y = s.paragraph(
        190,
        y,
        1380,
        [
            "兹证明 ",
            f("person_name", someone.name),
            rng.choice([" 先生/女士于", " 学员于"]),
            dates,
            "参加“",
            f("course_title", title),
            "”，完成全部课程（",
            f("hours", hours),
            "学时），成绩合格，准予结业。",
        ],
        38,
    )
    month = f"{start:%B} {start.day}" if start == end else f"{start:%B} {start.day} - {end:%B} {end.day}"
    y = s.paragraph(
        190,
        y + 30,
        1380,
        f"This is to certify that the above-named participant has successfully completed the training program "
        f"of {hours} class hours held from {month}, {end.year}.",
        28,
        face="serif" if not m.embeddable else None,
        colour=(70, 70, 75),
    )
    issued = say_date(rng, end, "plain")
    s.put(1060, 920, ["颁发单位 Issued by：", f("organiser", host)], 28)
    s.put(1060, 985, ["颁发日期 Date：", f("issue_date", issued)], 28)
    s.put(190, 985, "院长 Dean：", 28)
    seal(m, s, host, 1330, 960)
    fields: dict[str, Any] = {
        "person_name": someone.name,
        "course_title": title,
        "start_date": start.isoformat(),
        "end_date": end.isoformat(),
        "hours": hours,
        "hours_unit": "学时",
        "organiser": host,
        "issue_date": end.isoformat(),
        "certificate_no": number,
    }
    return Drawn(KIND, [s], fields, someone)


@layout(KIND)
def fourth_cert_photo_side(m: Maker) -> Drawn:
    """Landscape with a photo on the left and rows of label and value; of four dates two are the course's."""
    rng, s = m.rng, m.a4(landscape=True)
    someone, unit, host = person(m)
    start, end = span(m, 6, 2)
    hours, title, number = rng.choice([12, 24, 32, 40]), course(m), m.words.certificate_no(end)
    s.fill((0, 0, 560, 1240), (238, 243, 250))
    portrait(s, 160, 220, 240)
    s.put(110, 640, ["证书编号：", f("certificate_no", number)], 24)
    s.put(110, 690, f"出生日期：{someone.born:%Y.%m.%d}", 24)
    s.put(110, 740, f"有效期至：{end.year + 3}.{end:%m}", 24)
    s.centre(130, "培训合格证", 70, middle=1150, face=m.type.title, colour=RED)
    s.centre(220, "TRAINING CERTIFICATE", 26, middle=1150, colour=GREY)
    y, unit_word = 330.0, rng.choice(["课时", "学时"])
    lines: tuple[tuple[str, Segments], ...] = (
        ("学员姓名", f("person_name", someone.name)),
        ("工作单位", f("unit", unit)),
        ("培训班名", f("course_title", title)),
        ("起止时间", F("date_range", range_words(m, start, end))),
        (rng.choice(["课时数", "学习时长"]), [f("hours", hours), " " + unit_word]),
        ("考核成绩", f"{rng.randint(72, 98)} 分"),
    )
    for label, segment in lines:
        s.put(660, y, label, 32, colour=GREY)
        s.put(850, y, segment, 34)
        s.line((840, y + 50), (1660, y + 50), 1, GREY)
        y += 88
    s.right(1640, 960, ["发证机构：", f("organiser", host)], 30)
    s.right(1640, 1030, ["发证日期：", f("issue_date", chinese_month(end))], 30)
    seal(m, s, host, 1430, 1000)
    return Drawn(
        KIND,
        [s],
        {
            "person_name": someone.name,
            "unit": unit,
            "course_title": title,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "hours": hours,
            "hours_unit": unit_word,
            "organiser": host,
            "issue_date": f"{end:%Y-%m}",
            "certificate_no": number,
        },
        someone,
    )


@layout(KIND)
def fourth_cert_vertical(m: Maker) -> Drawn:
    """Columns from right to left, all figures in Chinese."""
    rng, s = m.rng, m.a4(landscape=True, paper=(252, 246, 232))
    someone, _, host = person(m)
    while "·" in someone.name:
        someone, _, host = person(m)
    start, end = span(m, 4, 2)
    hours, title = (
        rng.choice([16, 18, 24, 32]),
        rng.choice(["幼儿园自主游戏观察与支持", "古籍保护与修复技艺研习", "水墨人物画创作研修"]),
    )
    s.box((60, 60, 1694, 1180), 5, RED)
    s.column(1540, 190, "研修证书", 92, face=m.type.title, colour=RED, gap=1.5)
    until = f"{chinese_number(end.month)}月{chinese_number(end.day)}日"
    columns: list[Any] = [
        [f("person_name", someone.name), "同志"],
        ["于", F("date_range", f"{chinese_day(start)}至{until}")],
        ["参加", f("course_title", title)],
        ["学习期满修业", f("hours", chinese_number(hours)), "学时"],
        "考核合格特发此证以资证明",
    ]
    x = 1370.0
    for words in columns:
        s.column(x, 170, words, 42)
        x -= 120
    s.column(420, 300, f("organiser", host), 40)
    s.column(300, 400, f("issue_date", chinese_day(end)), 36)
    seal(m, s, host, 420, 780)
    return Drawn(
        KIND,
        [s],
        {
            "person_name": someone.name,
            "course_title": title,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "hours": hours,
            "hours_unit": "学时",
            "organiser": host,
            "issue_date": end.isoformat(),
        },
        someone,
    )


@layout(KIND)
def fourth_cert_words(m: Maker) -> Drawn:
    """A proof of study in running words: hours in voucher figures, days and a half."""
    rng, s = m.rng, m.a4()
    someone, unit, host = person(m)
    start, end = span(m, 4, 4)
    hours, title = rng.choice([24, 28]), course(m)
    s.centre(200, rng.choice(["学 习 证 明", "培 训 结 业 证 明", "参 训 证 明"]), 58, face=m.type.title)
    y = s.paragraph(
        150,
        380,
        940,
        [
            "兹有",
            f("unit", unit),
            f("person_name", someone.name),
            "同志，于",
            F("date_range", range_words(m, start, end)),
            "在我处参加",
            f("course_title", title),
            "，共计",
            F("days", "三天半"),
            "，折合",
            F("hours", formal(hours)),
            "学时。该同志学习期间无缺勤，结业测试等次为良好。",
        ],
        36,
        leading=2,
    )
    s.put(222, y + 20, "特此证明。", 36)
    later = say_date(rng, end.replace(day=min(end.day + 1, 28)) if end.day < 28 else end, "plain")
    issued = end.replace(day=min(end.day + 1, 28)) if end.day < 28 else end
    foot(m, s, 1080, y + 200, f("organiser", host), f("issue_date", later), stamp=host, size=34)
    s.put(150, 1600, "（本证明加盖公章有效，复印无效）", 24, colour=GREY)
    return Drawn(
        KIND,
        [s],
        {
            "person_name": someone.name,
            "unit": unit,
            "course_title": title,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "days": 3.5,
            "hours": hours,
            "hours_unit": "学时",
            "organiser": host,
            "issue_date": issued.isoformat(),
        },
        someone,
    )


@layout(KIND)
def fourth_cert_two_stamps(m: Maker) -> Drawn:
    """Three bodies, two seals; the host is who gave the course."""
    rng, s = m.rng, m.a4(landscape=True, paper=(250, 250, 246))
    someone, _, _ = person(m)
    first, second, third = hosts(m, someone.city, 3)
    start, end = span(m, 3)
    hours, title, number = rng.choice([8, 12, 16, 20]), course(m), f"{rng.choice('XSTY')}{end:%Y}-{m.words.number(4)}"
    s.fill((0, 0, 1754, 26), (150, 30, 40))
    s.fill((0, 1214, 1754, 1240), (150, 30, 40))
    s.centre(110, "学习证书", 84, face=m.type.title, gap=26, colour=(150, 30, 40))
    s.centre(250, ["（证号 ", f("certificate_no", number), "）"], 26)
    s.put(200, 340, [f("person_name", someone.name), rng.choice([" 学员：", " 老师：", " 同志："])], 42)
    s.paragraph(
        200,
        430,
        1354,
        [
            "您于",
            F("date_range", range_words(m, start, end)),
            "全程参与《",
            f("course_title", title),
            "》，经签到核验，共完成",
            f("hours", hours),
            rng.choice([" 个学时。", "学时的学习任务。"]),
            "本期共有来自全省的",
            f"{rng.randint(60, 320)}名学员参加。",
        ],
        38,
        leading=1.9,
    )
    for middle, label, body, tag in ((520, "主办单位", first, True), (1230, "承办单位", second, False)):
        s.centre(860, label, 28, middle=middle, colour=GREY)
        s.centre(910, f("organiser", body) if tag else body, 32, middle=middle)
        seal(m, s, body, middle, 930)
    s.centre(1070, f"协办单位：{third}", 24, colour=GREY)
    s.centre(1130, f("issue_date", say_date(rng, end, rng.choice(["dot", "spaced", "chinese"]))), 30)
    return Drawn(
        KIND,
        [s],
        {
            "person_name": someone.name,
            "course_title": title,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "hours": hours,
            "hours_unit": "学时",
            "organiser": first,
            "issue_date": end.isoformat(),
            "certificate_no": number,
        },
        someone,
    )


@layout(KIND)
def fourth_cert_long_title(m: Maker) -> Drawn:
    """A title over three lines in the middle, figures of people and marks near the hours."""
    rng, s = m.rng, m.a4()
    someone, unit, host = person(m)
    start, end = span(m, 5, 3)
    hours, title, number = rng.choice([30, 36, 40, 48]), rng.choice(LONG_COURSES), m.words.certificate_no(end)
    s.box((46, 46, 1194, 1708), 8, (180, 40, 40))
    s.centre(150, "结业证", 96, face=m.type.title, gap=40, colour=RED)
    s.right(1120, 320, ["编号：", f("certificate_no", number)], 26)
    s.centre(430, [f("person_name", someone.name), "（", f("unit", unit), "）"], 36)
    y = s.paragraph(190, 540, 860, f("course_title", title), 44, indent=0, face=m.type.strong, leading=1.5)
    y = s.paragraph(
        150,
        y + 60,
        940,
        [
            "培训时间：",
            F("date_range", range_words(m, start, end)),
            f"；本班招收学员{rng.choice([45, 50, 60])}名，考核总分100分，80分以上为优秀。该学员完成",
            f("hours", hours),
            f"学时学习（其中实操{hours // 4}学时），考核成绩{rng.randint(81, 97)}分，准予结业。",
        ],
        34,
    )
    foot(m, s, 1080, y + 160, f("organiser", host), f("issue_date", chinese_day(end)), stamp=host, size=34)
    return Drawn(
        KIND,
        [s],
        {
            "person_name": someone.name,
            "unit": unit,
            "course_title": title,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "hours": hours,
            "hours_unit": "学时",
            "organiser": host,
            "issue_date": end.isoformat(),
            "certificate_no": number,
        },
        someone,
    )
