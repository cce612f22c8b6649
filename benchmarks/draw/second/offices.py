"""Statements and receipts."""

from __future__ import annotations

from typing import Any

from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.second.phrases import course, hours_for, person, range_words, span
from benchmarks.draw.sheet import GREY, RED, F
from benchmarks.draw.strokes import f, foot, form, masked, seal
from benchmarks.draw.words import say_date


@layout("unit_statement")
def second_unit_statement(m: Maker) -> Drawn:
    """The employer states what its worker attended; hours last."""
    someone, own, host_name = person(m)
    rng, s = m.rng, m.a4()
    start, end = span(m, 5)
    issue = end.replace(day=min(end.day, 28))
    days, hours, topic = (end - start).days + 1, hours_for(m, start, end), course(m)
    y = s.centre(200, rng.choice(["单位证明", "证明", "关于参加培训情况的证明"]), 58, face=m.type.title) + 40
    y = s.paragraph(140, y, 960, rng.choice(["市人力资源和社会保障局：", "县职称改革领导小组办公室："]), 32, indent=0)
    y = s.paragraph(
        140,
        y,
        960,
        [
            "我单位",
            f("person_name", someone.name),
            "同志（身份证号码：",
            f("id_number", someone.id_number),
            "），",
            f("date_range", range_words(m, start, end)),
            "参加了由",
            f("organiser", host_name),
            "举办的",
            f("course_title", topic),
            "，共",
            f("days", days),
            "天，计",
            f("hours", hours),
            "学时。相关材料因故未能取得，情况属实。",
        ],
        32,
    )
    y = s.paragraph(140, y, 960, "特此证明。", 32)
    foot(m, s, 1080, y + 180, [f("unit", own), "（公章）"], [f("issue_date", say_date(rng, issue, "plain"))], stamp=own)
    facts = {
        "person_name": someone.name,
        "id_number": someone.id_number,
        "start_date": start.isoformat(),
        "end_date": end.isoformat(),
        "organiser": host_name,
        "course_title": topic,
        "days": days,
        "hours": hours,
        "hours_unit": "学时",
        "unit": own,
        "issue_date": issue.isoformat(),
    }
    return Drawn("unit_statement", [s], facts, someone)


@layout("service_statement")
def second_service(m: Maker) -> Drawn:
    """Volunteer hours: who, what, when, how long, in a table under a sentence."""
    someone, own, host_name = person(m)
    rng, s = m.rng, m.a4()
    start, end = span(m, 5)
    hours = rng.choice([4, 8, 12, 16, 20])
    y = (
        s.centre(
            170, rng.choice(["心理援助服务时间证明", "专家服务基层时间证明", "志愿服务时长证明"]), 54, face=m.type.title
        )
        + 40
    )
    rows: list[Any] = [
        ["姓名", [f("person_name", someone.name)], "证件号", [f("id_number", number := masked(m, someone.id_number))]],
        ["工作单位", [f("unit", own)]],
        ["服务时间", [f("date_range", range_words(m, start, end))]],
        ["服务内容", rng.choice(["心理热线值守", "义诊与健康讲座", "科技下乡技术指导"])],
        ["累计服务时长", [f("service_hours", hours), "小时"]],
    ]
    y = form(s, 110, y, [220, 300, 140, 360], rows, 28, 88)
    y = s.paragraph(130, y + 30, 980, "以上情况属实，特此证明。", 30)
    foot(
        m,
        s,
        1090,
        y + 150,
        ["服务组织单位（盖章）：", f("organiser", host_name)],
        [f("issue_date", say_date(rng, end, "plain"))],
        stamp=host_name,
        size=28,
    )
    facts = {
        "person_name": someone.name,
        "id_number": number,
        "unit": own,
        "start_date": start.isoformat(),
        "end_date": end.isoformat(),
        "service_hours": hours,
        "organiser": host_name,
        "issue_date": end.isoformat(),
    }
    return Drawn("service_statement", [s], facts, someone)


@layout("teaching_statement")
def second_teaching(m: Maker) -> Drawn:
    """A host thanks a lecturer and states lesson and hours."""
    someone, own, host_name = person(m)
    rng, s = m.rng, m.a4()
    day, _ = span(m, 1)
    topic, lecture, hours = course(m), m.words.topic(), rng.choice([2, 3, 4, 6])
    y = s.centre(190, rng.choice(["授课证明", "讲课证明", "专题授课证明"]), 60, face=m.type.title) + 50
    y = s.paragraph(
        140,
        y,
        960,
        [
            "兹证明",
            f("unit_from", own),
            f("person_name", someone.name),
            "老师于",
            f("start_date", say_date(rng, day, "plain")),
            "应邀在我单位举办的“",
            f("course_title", topic),
            "”上主讲《",
            f("lecture_title", lecture),
            "》，授课",
            f("hours", hours),
            "学时，教学效果良好。",
        ],
        34,
    )
    y = s.paragraph(140, y, 960, "特此证明。", 34)
    s.note("end_date", s.boxes["start_date"])
    foot(
        m,
        s,
        1080,
        y + 200,
        [f("organiser", host_name)],
        [f("issue_date", say_date(rng, day, "plain"))],
        stamp=host_name,
    )
    facts = {
        "unit_from": own,
        "person_name": someone.name,
        "start_date": day.isoformat(),
        "end_date": day.isoformat(),
        "course_title": topic,
        "lecture_title": lecture,
        "hours": hours,
        "hours_unit": "学时",
        "organiser": host_name,
        "issue_date": day.isoformat(),
    }
    return Drawn("teaching_statement", [s], facts, someone)


@layout("payment_receipt")
def second_receipt_fiscal(m: Maker) -> Drawn:
    """A fiscal electronic bill: code, number, payer, item, sums."""
    someone, own, host_name = person(m)
    rng, s = m.rng, m.sheet(1600, 900)
    day, amount, number = m.words.day(), rng.choice([120, 280, 360, 500, 880, 1200]), m.words.number(10)
    s.centre(
        60,
        rng.choice(
            [
                "浙江省非税收入统一票据（电子）",
                "社会团体会费统一票据（电子）",
                "江苏省行政事业单位资金往来结算票据（电子）",
            ]
        ),
        40,
        face=m.type.title,
        colour=RED,
    )
    s.put(100, 150, "票据代码：330601" + m.words.number(2), 24)
    s.put(900, 150, ["票据号码：", f("receipt_no", number)], 24)
    s.put(100, 196, ["交款人：", f("payer", rng.choice([someone.name, own]))], 24)
    payer = s.said[-1].removeprefix("交款人：")
    s.put(900, 196, ["开票日期：", f("issue_date", say_date(rng, day, "dash"))], 24)
    item = rng.choice(["培训费", "继续教育培训费", "会议费", "考试费"])
    y = s.table(
        100,
        250,
        [200, 500, 160, 160, 200, 200],
        [
            ["项目编码", "项目名称", "单位", "数量", "标准", "金额（元）"],
            ["103040", [f("item", item)], "人次", "1", f"{amount}.00", f"{amount}.00"],
        ],
        24,
        height=70,
    )
    s.put(100, y + 30, ["金额合计（小写）：¥", f("amount", f"{amount}.00")], 26)
    s.put(100, y + 140, ["收款单位（章）：", f("payee", host_name)], 26)
    s.put(900, y + 140, "复核人：系统", 26)
    s.put(1200, y + 140, f"收款人：{m.words.name()}", 26)
    seal(m, s, host_name, 500, y + 120, "财务专用章")
    return Drawn(
        "payment_receipt",
        [s],
        {
            "receipt_no": number,
            "payer": payer,
            "issue_date": day.isoformat(),
            "item": item,
            "amount": amount,
            "payee": host_name,
        },
        someone,
    )


@layout("payment_receipt")
def second_receipt_slip(m: Maker) -> Drawn:
    """A paper receipt: 今收到 … 交来 … 人民币."""
    someone, own, host_name = person(m)
    rng, s = m.rng, m.sheet(1400, 820, (252, 250, 244))
    day, amount, number = m.words.day(), rng.choice([100, 200, 300, 500, 600]), m.words.number(7)
    s.centre(70, "收　款　收　据", 60, face=m.type.title)
    s.right(1300, 90, ["No. ", f("receipt_no", number)], 30, colour=RED)
    s.centre(170, [f("issue_date", say_date(rng, day, "plain"))], 28)
    item = rng.choice(["培训费", "会务费", "教材费"])
    s.put(120, 260, ["今收到　", f("payer", own)], 32)
    s.put(120, 350, ["交来　", f("item", item)], 32)
    words = {100: "壹佰", 200: "贰佰", 300: "叁佰", 500: "伍佰", 600: "陆佰"}[amount]
    s.put(120, 440, [f"人民币（大写）{words}元整　　¥", f("amount", f"{amount}.00")], 32)
    s.put(120, 560, ["收款单位（公章）：", f("payee", host_name)], 30)
    s.put(900, 660, f"经手人：{m.words.name()}", 28)
    seal(m, s, host_name, 700, 580)
    return Drawn(
        "payment_receipt",
        [s],
        {
            "receipt_no": number,
            "issue_date": day.isoformat(),
            "payer": own,
            "item": item,
            "amount": amount,
            "payee": host_name,
        },
        someone,
    )


@layout("payment_receipt")
def second_receipt_transfer(m: Maker) -> Drawn:
    """A bank's electronic receipt of a transfer for a training fee."""
    someone, _own, host_name = person(m)
    rng, s = m.rng, m.screen()
    day, amount, number = m.words.day(), rng.choice([150, 260, 480, 800]), m.words.number(16)
    s.centre(110, "转账汇款电子回单", 48, face="sans_bold")
    y = 260
    item = rng.choice(["继续教育培训费", "培训报名费"])
    rows: list[tuple[str, str, str]] = [
        ("电子回单号", "receipt_no", number),
        ("付款方", "payer", someone.name),
        ("收款方", "payee", host_name),
        ("金额", "amount", f"{amount}.00元"),
        ("交易时间", "issue_date", say_date(rng, day, "dash") + " 10:22:31"),
        ("用途", "item", item),
    ]
    for label, name, text in rows:
        s.put(70, y, label, 38, colour=GREY, face="sans", said=False)
        size = 38 if len(text) < 18 else 32
        s.put(320, y, [F(name, text)], size, face="sans", said=False)
        s.said.append(label + " " + text)
        y += 110
    facts: dict[str, Any] = {
        "receipt_no": number,
        "payer": someone.name,
        "payee": host_name,
        "amount": amount,
        "issue_date": day.isoformat(),
        "item": item,
    }
    return Drawn("payment_receipt", [s], facts, someone, screen=True)
