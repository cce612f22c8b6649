"""Certificates, statements and receipts of the third set."""

# ruff: noqa: E501 - the rows of drawn papers read better unbroken
from __future__ import annotations

from datetime import timedelta
from typing import Any

from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.second.phrases import course, hours_for, person, range_words, span
from benchmarks.draw.sheet import BLACK, GREY, RED
from benchmarks.draw.strokes import f, foot, masked, seal
from benchmarks.draw.words import say_date

CERTIFICATE = "completion_certificate"


def facts_of(m: Maker) -> tuple[Any, str, dict[str, Any], Any, Any, Any]:
    someone, unit, host_name = person(m)
    start, end = span(m, 6)
    issue = end + timedelta(days=m.rng.choice([0, 1, 5, 12]))
    facts: dict[str, Any] = {
        "person_name": someone.name,
        "course_title": course(m),
        "start_date": start.isoformat(),
        "end_date": end.isoformat(),
        "hours": hours_for(m, start, end),
        "hours_unit": m.rng.choice(["学时", "课时"]),
        "organiser": host_name,
        "issue_date": issue.isoformat(),
        "certificate_no": f"{m.rng.choice(['PXZ', 'JY', 'ZH'])}-{issue.year}-{m.words.number(4)}",
    }
    return someone, unit, facts, start, end, issue


@layout(CERTIFICATE)
def third_cert_card(m: Maker) -> Drawn:
    """A small card: photo left, labels with values right, seal over the photo's corner."""
    someone, _unit, facts, start, end, issue = facts_of(m)
    rng, s = m.rng, m.sheet(1300, 880, (244, 248, 252))
    facts["id_number"] = masked(m, someone.id_number)
    s.fill((0, 0, 1300, 110), (40, 90, 160))
    s.centre(
        28,
        rng.choice(["岗位培训合格证", "继续教育合格证", "专业培训证书"]),
        52,
        face=m.type.title,
        colour=(255, 255, 255),
    )
    s.box((70, 180, 330, 520), 2, GREY)
    y = 170.0
    for label, name, text in (
        ("姓名", "person_name", someone.name),
        ("身份证号", "id_number", facts["id_number"]),
        ("培训内容", "course_title", facts["course_title"]),
        ("培训日期", "date_range", range_words(m, start, end)),
        ("培训学时", "hours", f"{facts['hours']}"),
        ("证号", "certificate_no", facts["certificate_no"]),
    ):
        tail = facts["hours_unit"] if name == "hours" else ""
        s.put(380, y, [label, "：", f(name, text), tail], 30)
        y += 74
    s.put(380, y + 10, ["发证单位：", f("organiser", facts["organiser"])], 30)
    s.put(380, y + 70, ["发证日期：", f("issue_date", say_date(rng, issue, "dot"))], 30)
    seal(m, s, facts["organiser"], 300, 560)
    return Drawn(CERTIFICATE, [s], facts, someone)


@layout(CERTIFICATE)
def third_cert_english(m: Maker) -> Drawn:
    """Chinese sentence over an English one, organiser and a joint host as signatories."""
    someone, _unit, facts, start, end, issue = facts_of(m)
    rng, s = m.rng, m.a4(landscape=True)
    s.box((44, 44, s.width - 44, s.height - 44), 6, (120, 90, 40))
    s.right(1600, 110, ["No：", f("certificate_no", facts["certificate_no"])], 28)
    y = s.centre(170, "结业证书", 84, face=m.type.title) + 10
    y = s.centre(y, "Certificate of Completion", 34, face="serif") + 30
    y = s.paragraph(
        190,
        y,
        1380,
        ["兹证明", f("person_name", someone.name), "参加了", f("organiser", facts["organiser"]), "举办的",
         f("course_title", facts["course_title"]), "，学习时间自", f("date_range", range_words(m, start, end)),
         "，总计", f("hours", facts["hours"]), facts["hours_unit"], "，学业期满，成绩合格。"],
        36,
    )  # fmt: skip
    s.paragraph(
        190,
        y + 20,
        1380,
        "This is to certify that the above-named person has completed the training programme and passed the examination.",
        26,
        face="serif",
    )
    foot(
        m,
        s,
        1560,
        930,
        [f("organiser", facts["organiser"])],
        [f("issue_date", say_date(rng, issue, "padded"))],
        stamp=facts["organiser"],
        size=32,
    )
    return Drawn(CERTIFICATE, [s], facts, someone)


@layout(CERTIFICATE)
def third_cert_lecture(m: Maker) -> Drawn:
    """Proof of having listened: the credit stands in a row of its own."""
    someone, unit, facts, start, end, issue = facts_of(m)
    rng, s = m.rng, m.a4()
    del facts["certificate_no"]
    facts["unit"] = unit
    y = s.centre(200, rng.choice(["学术活动学时证明", "参会学时证明"]), 60, face=m.type.title) + 60
    y = s.paragraph(
        140,
        y,
        960,
        [f("unit", unit), "：", "你单位", f("person_name", someone.name), "同志于", f("date_range", range_words(m, start, end)),
         "出席我会主办的“", f("course_title", facts["course_title"]), "”，活动安排紧凑，该同志全程参加。"],
        32,
    )  # fmt: skip
    y = s.paragraph(140, y, 960, ["认定学时：", f("hours", facts["hours"]), facts["hours_unit"]], 32)
    foot(
        m,
        s,
        1080,
        y + 190,
        [f("organiser", facts["organiser"])],
        [f("issue_date", say_date(rng, issue, "plain"))],
        stamp=facts["organiser"],
    )
    return Drawn(CERTIFICATE, [s], facts, someone)


@layout("unit_statement")
def third_statement_list(m: Maker) -> Drawn:
    """The employer's statement as numbered items, letterhead of the employer on top."""
    someone, own, host_name = person(m)
    rng, s = m.rng, m.a4()
    start, end = span(m, 4)
    topic, hours = course(m), hours_for(m, start, end)
    s.centre(90, own, 44, face=m.type.title, colour=RED)
    s.line((100, 160), (1140, 160), 3, RED)
    y = s.centre(210, "书面证明", 52, face=m.type.title) + 30
    y = s.paragraph(
        130,
        y,
        980,
        [
            "我单位职工",
            f("person_name", someone.name),
            "，身份证号",
            f("id_number", someone.id_number),
            "，参加培训情况如下：",
        ],
        30,
    )
    for part in (
        ["一、培训名称：", f("course_title", topic)],
        ["二、培训时间：", f("date_range", range_words(m, start, end))],
        ["三、主办单位：", f("organiser", host_name)],
        ["四、学时数：", f("hours", hours), "学时"],
    ):
        y = s.paragraph(130, y, 980, part, 30)
    y = s.paragraph(130, y, 980, "以上内容真实有效，如有虚假，愿承担相应责任。", 30)
    foot(
        m,
        s,
        1080,
        y + 150,
        ["单位（盖章）：", f("unit", own)],
        [f("issue_date", say_date(rng, end, "plain"))],
        stamp=own,
        size=30,
    )
    facts = {
        "person_name": someone.name, "id_number": someone.id_number, "course_title": topic, "start_date": start.isoformat(),
        "end_date": end.isoformat(), "organiser": host_name, "hours": hours, "hours_unit": "学时", "unit": own,
        "issue_date": end.isoformat(),
    }  # fmt: skip
    return Drawn("unit_statement", [s], facts, someone)


@layout("teaching_statement")
def third_teaching_table(m: Maker) -> Drawn:
    """Teaching proven by a table."""
    someone, own, host_name = person(m)
    rng, s = m.rng, m.a4()
    day, _ = span(m, 1)
    topic, lecture, hours = course(m), m.words.topic(), rng.choice([2, 4, 6, 8])
    y = s.centre(150, "授课情况证明", 56, face=m.type.title) + 30
    rows: list[Any] = [
        ["授课教师", [f("person_name", someone.name)]],
        ["所在单位", [f("unit_from", own)]],
        ["培训班名称", [f("course_title", topic)]],
        ["授课题目", [f("lecture_title", lecture)]],
        ["授课时间", [f("start_date", say_date(rng, day, "plain"))]],
        ["授课学时", [f("hours", hours), "学时"]],
    ]
    y = s.table(120, y, [240, 760], rows, 28, height=88)
    s.note("end_date", s.boxes["start_date"])
    foot(
        m,
        s,
        1090,
        y + 120,
        ["主办单位（盖章）：", f("organiser", host_name)],
        [f("issue_date", say_date(rng, day, "plain"))],
        stamp=host_name,
        size=28,
    )
    facts = {
        "person_name": someone.name, "unit_from": own, "course_title": topic, "lecture_title": lecture,
        "start_date": day.isoformat(), "end_date": day.isoformat(), "hours": hours, "hours_unit": "学时",
        "organiser": host_name, "issue_date": day.isoformat(),
    }  # fmt: skip
    return Drawn("teaching_statement", [s], facts, someone)


@layout("service_statement")
def third_service_letter(m: Maker) -> Drawn:
    """A letter about psychological service, hours in the sentence."""
    someone, own, host_name = person(m)
    rng, s = m.rng, m.a4()
    start, end = span(m, 40)
    hours = rng.randint(4, 60)
    y = s.centre(200, rng.choice(["服务时间证明", "心理咨询服务证明"]), 60, face=m.type.title) + 60
    y = s.paragraph(
        140,
        y,
        960,
        ["兹证明", f("person_name", someone.name), "（", f("unit", own), "）在", f("date_range", range_words(m, start, end)),
         "期间，利用业余时间参加本中心心理援助热线接听工作，累计服务", f("service_hours", hours), "小时，工作认真负责。"],
        34,
    )  # fmt: skip
    foot(
        m,
        s,
        1080,
        y + 220,
        [f("organiser", host_name)],
        [f("issue_date", say_date(rng, end, "plain"))],
        stamp=host_name,
    )
    facts = {
        "person_name": someone.name, "unit": own, "start_date": start.isoformat(), "end_date": end.isoformat(),
        "service_hours": hours, "organiser": host_name, "issue_date": end.isoformat(),
    }  # fmt: skip
    return Drawn("service_statement", [s], facts, someone)


@layout("payment_receipt")
def third_receipt_pay(m: Maker) -> Drawn:
    """A phone's payment result: large amount, then labels."""
    rng, s = m.rng, m.screen()
    someone, _, host_name = person(m)
    day, amount = m.words.day(), rng.choice([88, 180, 320, 650])
    number, item = m.words.number(28), rng.choice(["继续教育培训费", "年度公需课学习费", "会务费"])
    s.centre(260, "支付成功", 44, face="sans_bold")
    s.centre(360, [f("amount", f"¥{amount}.00")], 90, face="sans_bold")
    y = 620
    for label, name, text in (
        ("收款方", "payee", host_name),
        ("商品", "item", item),
        ("支付时间", "issue_date", say_date(rng, day, "dash") + " 09:15:02"),
        ("支付方式", "", "零钱"),
        ("交易单号", "receipt_no", number),
    ):
        s.put(60, y, label, 36, colour=GREY, face="sans", said=False)
        s.right(
            s.width - 60, y, [f(name, text)] if name else text, 34 if len(text) < 20 else 28, face="sans", said=False
        )
        s.said.append(label + " " + text)
        y += 96
    return Drawn(
        "payment_receipt",
        [s],
        {"amount": amount, "payee": host_name, "item": item, "issue_date": day.isoformat(), "receipt_no": number},
        someone,
        screen=True,
    )


@layout("unknown")
def third_advert(m: Maker) -> Drawn:
    """An advertisement for courses: dates, hours and organisers, but nobody took part."""
    rng, s = m.rng, m.screen()
    s.fill((0, 0, s.width, 520), (240, 120, 40))
    s.centre(160, "春季招生火热进行中", 70, face="sans_bold", colour=(255, 255, 255))
    s.centre(300, f"考证辅导　包过　全程{rng.randint(20, 90)}课时", 50, face="sans_bold", colour=(255, 255, 255))
    y = 620
    for text in (
        "名师授课 随到随学 不过退费",
        f"原价{rng.randint(1000, 3000)}元　限时优惠{rng.randint(100, 900)}元",
        "扫码添加老师微信咨询",
        "地址：人民路88号三楼",
    ):
        s.centre(y, text, 46, face="sans", colour=BLACK)
        y += 130
    return Drawn("unknown", [s], {}, screen=True)


@layout("unknown")
def third_minutes(m: Maker) -> Drawn:
    """Minutes of a meeting of an office: people, date and place, no evidence."""
    rng, s = m.rng, m.a4()
    someone, own, _ = person(m)
    y = s.centre(120, "办公会议纪要", 54, face=m.type.title) + 30
    for text in (
        f"时间：{say_date(rng, m.words.day(), 'plain')}下午", "主持人：" + m.words.name(), f"记录：{m.words.name()}",
        "一、会议听取了上月工作汇报，肯定了取得的成绩。", "二、会议要求各科室做好节前值班与消防检查。", "三、其他事项另行研究。",
    ):  # fmt: skip
        y = s.paragraph(120, y, 1000, text, 30, indent=0)
    s.right(1080, y + 80, own, 30)
    return Drawn("unknown", [s], {}, someone)
