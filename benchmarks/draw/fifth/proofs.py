"""Certificates, statements and teaching, in arrangements that no earlier set has."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from benchmarks.draw.fourth.phrases import chinese_day, course, person, span, unit
from benchmarks.draw.ink import qr
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.sheet import GREY, F, Segments
from benchmarks.draw.strokes import f, foot, masked, seal
from benchmarks.draw.words import say_date

KIND = "completion_certificate"


def dates(start: Any, end: Any) -> dict[str, str]:
    return {"start_date": start.isoformat(), "end_date": end.isoformat()}


@layout(KIND)
def fifth_cert_list(m: Maker) -> Drawn:
    """A column of labels with colons, everything flush left."""
    rng, s = m.rng, m.a4(paper=(251, 253, 255))
    someone, own, body = person(m)
    start, end = span(m, 4, 2)
    hours, title, number = rng.choice([14, 18, 22]), course(m), m.words.certificate_no(end)
    s.put(120, 120, "培训证明书", 60, face=m.type.title, colour=(30, 70, 140))
    s.put(120, 210, ["文书编号 ", f("certificate_no", number)], 24, colour=GREY)
    y = 330.0
    lines: tuple[tuple[str, Segments], ...] = (
        ("参训人", f("person_name", someone.name)),
        ("派出单位", f("unit", own)),
        ("参训课程", f("course_title", title)),
        ("参训时段", F("date_range", f"{start.year}年{start.month}月{start.day}日 – {end.month}月{end.day}日")),
        ("折算学时", [f("hours", hours), "学时（含实训", str(hours // 3), "学时）"]),
        ("主办方", f("organiser", body)),
        ("签发日", f("issue_date", f"{end:%Y年%m月%d日}")),
    )
    for label, words in lines:
        s.put(120, y, [f"{label}：", *([words] if isinstance(words, str | F) else words)], 34)
        y += 100
    s.picture(850, 1250, qr("https://proof.example/" + m.words.number(10), 190), ink=False)
    seal(m, s, body, 560, y)
    told = {"person_name": someone.name, "unit": own, "course_title": title, "hours": hours, "hours_unit": "学时"}
    return Drawn(
        KIND,
        [s],
        told | dates(start, end) | {"organiser": body, "issue_date": end.isoformat(), "certificate_no": number},
        someone,
    )


@layout(KIND)
def fifth_cert_confirm(m: Maker) -> Drawn:
    """A letter to the unit that confirms its employee's hours."""
    rng, s = m.rng, m.a4()
    someone, own, body = person(m)
    start, end = span(m, 3, 2)
    hours, title = rng.choice([12, 16, 20]), course(m)
    issued = end + timedelta(days=rng.randint(1, 12))
    s.centre(160, "学时确认函", 56, face=m.type.title)
    s.put(150, 300, [f("unit", own), "："], 34)
    y = s.paragraph(
        150, 380, 940,
        ["贵单位", f("person_name", someone.name), "同志已按要求修完“", f("course_title", title), "”全部内容，时间为",
         F("date_range", f"{start.year}年{start.month}月{start.day}日至{end.year}年{end.month}月{end.day}日"),
         "，经考核成绩合格，现确认其继续教育专业科目", f("hours", hours), "学时，请予登记。"],
        34, leading=2,
    )  # fmt: skip
    s.put(218, y, "特此函告。", 34)
    foot(
        m, s, 1080, y + 160, f("organiser", body), f("issue_date", say_date(rng, issued, "plain")), stamp=body, size=32
    )
    told = {"person_name": someone.name, "unit": own, "course_title": title, "hours": hours, "hours_unit": "学时"}
    return Drawn(KIND, [s], told | dates(start, end) | {"organiser": body, "issue_date": issued.isoformat()}, someone)


@layout(KIND)
def fifth_cert_app_dark(m: Maker) -> Drawn:
    """A dark card in an app: value above its label."""
    rng, s = m.rng, m.screen(dark=True)
    u = s.width / 1080
    someone, _, body = person(m)
    start, end = span(m, 20, 4)
    hours, title = rng.choice([3, 6, 9, 12]), course(m)
    white, dim = (240, 240, 240), (150, 150, 155)
    s.centre(130 * u, "电子学时证", round(48 * u), face=m.type.strong, colour=white)
    y = 300 * u
    s.fill((50 * u, y, s.width - 50 * u, y + 1180 * u), (44, 46, 54))
    s.centre(y + 80 * u, f("person_name", someone.name), round(70 * u), colour=white)
    s.centre(y + 190 * u, "已完成学习并通过考核", round(36 * u), colour=dim)
    y += 300 * u
    size = round(40 * u)
    while s.measure(title, m.type.body, size) > s.width - 200 * u:
        size -= 1
    lines: tuple[tuple[Segments, str], ...] = (
        (f("course_title", title), "课程名称"),
        ([f("hours", hours), "学时"], "获得学时"),
        (F("date_range", f"{start:%Y.%m.%d}-{end:%Y.%m.%d}"), "学习时间"),
        (f("organiser", body), "发证单位"),
    )
    for words, label in lines:
        s.put(100 * u, y, words, size, colour=white)
        s.put(100 * u, y + 64 * u, label, round(30 * u), colour=dim)
        y += 190 * u
    told = {"person_name": someone.name, "course_title": title, "hours": hours, "hours_unit": "学时", "organiser": body}
    return Drawn(KIND, [s], told | dates(start, end), someone, screen=True)


@layout("unit_statement")
def fifth_unit_note(m: Maker) -> Drawn:
    """A school's short note about a teacher."""
    rng, s = m.rng, m.a4()
    someone, own, body = person(m)
    start, _ = span(m, 1)
    end = start + timedelta(days=1)
    title, hours = course(m), rng.choice([8, 12, 16])
    issued = end + timedelta(days=rng.randint(10, 90))
    s.centre(220, "证　明", 64, face=m.type.title)
    y = s.paragraph(
        150, 400, 940,
        ["本单位工作人员", f("person_name", someone.name), "，身份证号码", f("id_number", someone.id_number), "，",
         F("date_range", f"{start.year}年{start.month}月{start.day}日至{end.month}月{end.day}日"), "参加由",
         f("organiser", body), "举办的《", f("course_title", title), "》，历时", F("days", "两天"), "，合计",
         f("hours", hours), "课时。因主办方未制发证书，特出具此证明作为佐证材料。"],
        36, leading=2,
    )  # fmt: skip
    foot(m, s, 1080, y + 180, f("unit", own), f("issue_date", chinese_day(issued)), stamp=own, size=34)
    told = {"person_name": someone.name, "id_number": someone.id_number, "course_title": title, "days": 2}
    more = {"hours": hours, "hours_unit": "课时", "organiser": body, "unit": own, "issue_date": issued.isoformat()}
    return Drawn("unit_statement", [s], told | dates(start, end) | more, someone)


@layout("service_statement")
def fifth_service_clinic(m: Maker) -> Drawn:
    """Thanks of a township for free clinics, hours counted."""
    rng, s = m.rng, m.a4()
    someone, own, _ = person(m)
    body = rng.choice(["云溪镇", "望潮乡", "石桥街道"]) + rng.choice(["人民政府", "卫生院"])
    start, _ = span(m, 1)
    end, hours = start + timedelta(days=rng.randint(1, 5)), rng.choice([8, 12, 24])
    s.centre(180, "对口支援服务时间证明", 50, face=m.type.title)
    y = s.paragraph(
        150, 340, 940,
        ["兹证明", f("person_name", someone.name), "（单位：", f("unit", own), "）于",
         F("date_range", f"{start:%Y-%m-%d}至{end:%Y-%m-%d}"), "在我地开展技术支援与义务服务，累计服务时间",
         f("service_hours", hours), "小时，服务群众", str(rng.randint(60, 400)), "人次。"],
        36, leading=2,
    )  # fmt: skip
    foot(m, s, 1080, y + 160, f("organiser", body), f("issue_date", say_date(rng, end, "spaced")), stamp=body, size=34)
    told = {"person_name": someone.name, "unit": own, "service_hours": hours, "organiser": body}
    return Drawn("service_statement", [s], told | dates(start, end) | {"issue_date": end.isoformat()}, someone)


@layout("teaching_statement")
def fifth_teaching_part(m: Maker) -> Drawn:
    """Proof for a part-time teacher, number of the lessons in brackets."""
    rng, s = m.rng, m.a4()
    someone, _, body = person(m)
    own, title = unit(m, someone.city), course(m)
    start, _ = span(m, 1)
    hours, lecture = rng.choice([2, 4, 6]), rng.choice(["岗位风险辨识与处置", "家园沟通的艺术", "报表审核要点"])
    s.centre(180, "兼职教师任课证明", 54, face=m.type.title)
    y = s.paragraph(
        150, 340, 940,
        ["兹聘请", f("unit_from", own), f("person_name", someone.name), "老师担任“", f("course_title", title),
         "”授课教师，于", F("date_range", f"{start.year}年{start.month}月{start.day}日"), "主讲《",
         f("lecture_title", lecture), "》，实际授课", f("hours", hours), "学时，教学效果良好，特此证明。"],
        36, leading=2,
    )  # fmt: skip
    issued = start + timedelta(days=rng.randint(0, 9))
    foot(m, s, 1080, y + 160, f("organiser", body), f("issue_date", say_date(rng, issued)), stamp=body, size=34)
    told = {"unit_from": own, "person_name": someone.name, "course_title": title, "lecture_title": lecture}
    more = {"hours": hours, "hours_unit": "学时", "organiser": body, "issue_date": issued.isoformat()}
    return Drawn("teaching_statement", [s], told | dates(start, start) | more, someone)


@layout("exam_result")
def fifth_exam_rows(m: Maker) -> Drawn:
    """A phone page: one line a subject, marks at the right."""
    rng, s = m.rng, m.screen()
    u = s.width / 1080
    someone, _, _ = person(m)
    exam = f"{rng.randint(2020, 2025)}年度" + rng.choice(["监理工程师职业资格考试", "中级会计专业技术资格考试"])
    number, ticket, y = masked(m, someone.id_number), m.words.number(12), 330 * u
    s.centre(150 * u, "考试成绩", round(48 * u), face=m.type.strong)
    s.centre(240 * u, f("exam_name", exam), round(38 * u))
    marks: list[dict[str, Any]] = []
    lines: list[tuple[str, Segments]] = [
        ("姓名", f("person_name", someone.name)),
        ("证件号", f("id_number", number)),
        ("准考证号", f("admission_no", ticket)),
    ]
    for name in rng.choice([("基本理论和相关法规", "目标控制"), ("财务管理", "经济法", "会计实务")]):
        got = rng.randint(45, 95)
        result = "合格" if got >= 60 else "不合格"
        marks.append({"name": name, "score": got, "result": result})
        lines.append((name, f"{got}　{result}"))
    for label, words in lines:
        s.put(70 * u, y, label, round(40 * u), colour=GREY)
        s.right(s.width - 70 * u, y, words, round(40 * u))
        s.line((60 * u, y + 80 * u), (s.width - 60 * u, y + 80 * u), 1, (225, 225, 228))
        y += 116 * u
    told = {"exam_name": exam, "person_name": someone.name, "id_number": number, "admission_no": ticket}
    return Drawn("exam_result", [s], told | {"subjects": marks}, someone, screen=True)
