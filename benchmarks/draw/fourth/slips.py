"""Certificates as forms: a slip of credits, a registration card."""

from __future__ import annotations

from typing import Any

from benchmarks.draw.fourth.phrases import (
    course,
    person,
    range_words,
    span,
)
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.sheet import BLACK, GREY, F
from benchmarks.draw.strokes import cell, f, form, masked, seal
from benchmarks.draw.words import say_date

KIND = "completion_certificate"


@layout(KIND)
def fourth_cert_credit(m: Maker) -> Drawn:
    """A slip of credits of continuing medical education: hours beside credits are no claim of the slip."""
    rng, s = m.rng, m.sheet(1500, 1050, (247, 252, 248))
    someone, unit, host = person(m)
    start, end = span(m, 4, 2)
    granted, title = rng.choice([3, 4, 5, 6, 8]), course(m)
    number = f"{end:%Y}-{m.words.number(2)}-{m.words.number(2)}-{m.words.number(3)}"
    s.box((40, 40, 1460, 1010), 4, (40, 120, 90))
    s.centre(
        80, rng.choice(["继续医学教育学分证书", "继续教育项目学分证"]), 58, face=m.type.title, colour=(20, 100, 70)
    )
    s.right(1420, 170, [rng.choice(["学分证号：", "证号 "]), f("certificate_no", number)], 24)
    y = form(
        s,
        90,
        230,
        [200, 460, 200, 460],
        [
            ["姓　名", f("person_name", someone.name), "性　别", f("sex", someone.sex)],
            ["工作单位", f("unit", unit)],
            ["项目名称", f("course_title", title)],
            ["举办时间", F("date_range", range_words(m, start, end)), "学分类别", rng.choice(["Ⅰ类", "Ⅱ类"])],
            ["授予学分", [f("hours", granted), " 学分"], "考试成绩", f"{rng.randint(80, 99)}分"],
        ],
        30,
        84,
    )
    s.put(90, y + 40, ["主办单位：", f("organiser", host)], 30)
    s.put(90, y + 100, "项目负责人：" + m.words.name() + "主任医师", 30)
    s.put(900, y + 100, f("issue_date", say_date(rng, end, "spaced")), 30)
    seal(m, s, host, 1060, y + 100, rng.choice(["", "学分专用章"]))
    return Drawn(
        KIND,
        [s],
        {
            "person_name": someone.name,
            "sex": someone.sex,
            "unit": unit,
            "course_title": title,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "hours": granted,
            "hours_unit": "学分",
            "organiser": host,
            "issue_date": end.isoformat(),
            "certificate_no": number,
        },
        someone,
    )


@layout(KIND)
def fourth_cert_card(m: Maker) -> Drawn:
    """A registration card of study: head cells merged over two rows, the host's opinion below."""
    rng, s = m.rng, m.a4()
    someone, unit, host = person(m)
    start, end = span(m, 5, 2)
    hours, title = rng.choice([16, 24, 30]), course(m)
    number = masked(m, someone.id_number)
    s.centre(130, "专业技术人员继续教育学习合格登记卡", 48, face=m.type.title)
    top, left = 260, 90
    cell(s, (left, top, left + 150, top + 140), "学员", 28)
    for i, (label, words) in enumerate(
        (
            ("姓名", f("person_name", someone.name)),
            ("性别", f("sex", someone.sex)),
            ("职称", f("title_level", someone.title)),
        )
    ):
        x = left + 150 + i * 303
        cell(s, (x, top, x + 120, top + 70), label, 26)
        cell(s, (x + 120, top, x + 303, top + 70), words, 28)
    cell(s, (left + 150, top + 70, left + 270, top + 140), "单位", 26)
    cell(s, (left + 270, top + 70, left + 1059, top + 140), f("unit", unit), 28)
    cell(s, (left, top + 140, left + 270, top + 210), "身份证件号", 26)
    cell(s, (left + 270, top + 140, left + 1059, top + 210), f("id_number", number), 28)
    y = top + 210
    cell(s, (left, y, left + 150, y + 280), "培训", 28)
    rows: tuple[tuple[str, Any], ...] = (
        ("班次（项目）", f("course_title", title)),
        ("起讫日期", F("date_range", range_words(m, start, end))),
        ("面授/网络", rng.choice(["面授", "网络", "面授+网络"])),
        ("认定学时", f("hours", hours)),
    )
    for label, words in rows:
        cell(s, (left + 150, y, left + 390, y + 70), label, 26)
        cell(s, (left + 390, y, left + 1059, y + 70), words, 28)
        y += 70
    s.box((left, y, left + 1059, y + 330), 2)
    s.put(left + 20, y + 20, "施教单位意见：", 28)
    s.put(left + 90, y + 90, "该学员考核合格，学习情况属实。", 30, colour=BLACK)
    s.put(left + 480, y + 190, f("organiser", host), 30)
    s.put(left + 640, y + 250, f("issue_date", say_date(rng, end, "spaced")), 30)
    seal(m, s, host, left + 760, y + 200)
    s.put(left, y + 370, f"打印日期：{end.year + 1}-01-08", 20, colour=GREY)
    return Drawn(
        KIND,
        [s],
        {
            "person_name": someone.name,
            "sex": someone.sex,
            "title_level": someone.title,
            "unit": unit,
            "id_number": number,
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
