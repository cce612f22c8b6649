"""Statements by units, and receipts."""

from __future__ import annotations

from typing import Any

from benchmarks.draw.ink import round_seal
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.papers.certificates import course_facts, days_of, stamp, time_pair
from benchmarks.draw.sheet import GREY, F, Sheet
from benchmarks.draw.words import say_date


def foot(m: Maker, s: Sheet, y: float, name: str, text: str, issue: Any) -> None:
    s.right(1060, y, [F(name, text), m.rng.choice(["（盖章）", "（公章）", ""])], 32)
    s.right(1060, y + 66, [F("issue_date", say_date(m.rng, issue))], 32)
    stamp(m, s, text, 900, y + 30)


@layout("unit_statement")
def unit_proof(m: Maker) -> Drawn:
    person, facts, start, end, issue = course_facts(m)
    rng, s = m.rng, m.a4()
    del facts["certificate_no"]
    facts |= {"unit": person.unit, "id_number": person.id_number, "days": days_of(facts)}
    y = s.centre(200, rng.choice(["证　明", "情况说明", "参训证明", "书面证明"]), 64, face=m.type.title) + 60
    y = s.paragraph(
        150,
        y,
        940,
        [
            rng.choice(["兹有我单位", "现证明我单位职工"]),
            F("person_name", person.name),
            "（身份证号",
            F("id_number", person.id_number),
            "），",
            "于",
            *time_pair(m, start, end),
            "参加",
            F("organiser", facts["organiser"]),
            "组织的“",
            F("course_title", facts["course_title"]),
            "”，为期",
            F("days", str(facts["days"])),
            "天，合计",
            F("hours", str(facts["hours"])),
            facts["hours_unit"],
            "。",
        ],
        32,
    )
    extra = rng.choice(["", "培训材料原件由我单位人事科存档。", "因培训文件按规定不得上传网络，以本说明代替。"])
    if extra:
        y = s.paragraph(150, y, 940, extra, 32)
    y = s.paragraph(150, y, 940, rng.choice(["特此证明。", "情况属实，特此说明。"]), 32)
    foot(m, s, y + 200, "unit", person.unit, issue)
    return Drawn("unit_statement", [s], facts, person, extra={"benign_near_miss": True} if "不得上传" in extra else {})


@layout("service_statement")
def service_proof(m: Maker) -> Drawn:
    person, facts, start, end, issue = course_facts(m)
    rng, s = m.rng, m.a4()
    hours = rng.choice([2, 3, 4, 6, 8, 12])
    facts = {
        "person_name": person.name,
        "unit": person.unit,
        "start_date": facts["start_date"],
        "end_date": facts["end_date"],
        "service_hours": hours,
        "organiser": facts["organiser"],
        "issue_date": facts["issue_date"],
    }
    y = s.centre(200, rng.choice(["志愿服务时间证明", "社会服务证明", "心理服务时长证明"]), 58, face=m.type.title) + 60
    y = s.paragraph(
        150,
        y,
        940,
        [
            F("unit", person.unit),
            "的",
            F("person_name", person.name),
            "同志于",
            *time_pair(m, start, end),
            "参加我单位组织的专家服务基层活动，服务时间累计",
            F("service_hours", str(hours)),
            "小时。",
        ],
        34,
    )
    y = s.paragraph(150, y, 940, "特此证明。", 34)
    foot(m, s, y + 220, "organiser", facts["organiser"], issue)
    return Drawn("service_statement", [s], facts, person)


@layout("teaching_statement")
def teaching_proof(m: Maker) -> Drawn:
    person, facts, start, end, issue = course_facts(m)
    rng, s = m.rng, m.a4()
    hours = rng.choice([2, 3, 4, 6])
    lecture = m.words.topic() + "专题"
    facts = {
        "person_name": person.name,
        "unit_from": person.unit,
        "start_date": facts["start_date"],
        "end_date": facts["end_date"],
        "course_title": facts["course_title"],
        "lecture_title": lecture,
        "hours": hours,
        "hours_unit": "学时",
        "organiser": facts["organiser"],
        "issue_date": facts["issue_date"],
    }
    y = s.centre(200, rng.choice(["授课证明", "讲课证明", "师资授课证明"]), 62, face=m.type.title) + 60
    y = s.paragraph(
        150,
        y,
        940,
        [
            "兹证明",
            F("unit_from", person.unit),
            F("person_name", person.name),
            "老师，于",
            *time_pair(m, start, end),
            "在我单位举办的“",
            F("course_title", facts["course_title"]),
            "”中主讲《",
            F("lecture_title", lecture),
            "》，授课",
            F("hours", str(hours)),
            "学时。",
        ],
        34,
    )
    foot(m, s, y + 260, "organiser", facts["organiser"], issue)
    return Drawn("teaching_statement", [s], facts, person)


@layout("payment_receipt")
def receipt_paper(m: Maker) -> Drawn:
    person, facts, _, _, issue = course_facts(m)
    rng, s = m.rng, m.sheet(1500, 760, (250, 250, 240))
    amount = rng.choice([200, 380, 450, 600, 980, 1200])
    no = m.words.number(8)
    facts = {
        "payer": rng.choice([person.name, person.unit]),
        "payee": facts["organiser"],
        "amount": amount,
        "item": rng.choice(["培训费", "会务费", "报名费"]),
        "receipt_no": no,
        "issue_date": issue.isoformat(),
    }
    s.centre(50, rng.choice(["收　据", "收款收据", "缴费凭证"]), 56, face=m.type.title)
    s.right(1420, 70, ["No.", F("receipt_no", no)], 32, colour=(190, 30, 30))
    s.put(100, 150, [F("issue_date", say_date(rng, issue, "plain"))], 28)
    s.table(
        100,
        210,
        [260, 1040],
        [
            ["交款单位（人）", [F("payer", facts["payer"])]],
            ["收费项目", [F("item", facts["item"])]],
            ["金额（小写）", ["￥", F("amount", f"{amount}.00")]],
        ],
        30,
        height=84,
        align="left",
    )
    s.put(100, 560, ["收款单位：", F("payee", facts["payee"])], 30)
    stamp(m, s, facts["payee"], 1200, 560, bottom="财务专用章", size=230)
    return Drawn("payment_receipt", [s], facts, person)


@layout("payment_receipt")
def receipt_phone(m: Maker) -> Drawn:
    person, facts, _, _, issue = course_facts(m)
    rng, s = m.rng, m.screen()
    amount, no = rng.choice([120, 260, 399, 800]), "42000" + m.words.number(23)
    facts = {
        "payee": facts["organiser"],
        "amount": amount,
        "item": "培训费",
        "issue_date": issue.isoformat(),
        "receipt_no": no,
    }
    s.centre(160, "交易详情", 46, face="sans_bold")
    s.centre(330, [F("payee", facts["payee"])], 42, face="sans")
    s.centre(420, ["-", F("amount", f"{amount}.00")], 96, face="sans_bold")
    y = 700
    for label, value in [
        ("当前状态", ["支付成功"]),
        ("商品说明", [F("item", "培训费")]),
        ("支付时间", [F("issue_date", issue.isoformat()), " 09:12:45"]),
        ("交易单号", [F("receipt_no", no)]),
    ]:
        s.put(60, y, label, 36, colour=GREY, face="sans")
        s.right(s.width - 60, y, value, 34, face="sans")
        y += 100
    return Drawn("payment_receipt", [s], facts, person, screen=True)


@layout("unknown")
def menu(m: Maker) -> Drawn:
    s = m.a4(paper=(252, 244, 230))
    y = s.centre(120, m.rng.choice(["江边小馆", "渔家灯火", "老街面馆"]) + "菜单", 70, face=m.type.title) + 60
    for dish in m.rng.sample(
        ["清蒸鲈鱼", "红烧肉", "雪菜豆瓣", "葱油面", "糖醋排骨", "凉拌海蜇", "番茄蛋汤", "炒青菜", "三丝羹"], 8
    ):
        s.put(240, y, dish, 40)
        s.right(1000, y, f"{m.rng.randint(12, 98)}元", 40)
        y += 110
    return Drawn("unknown", [s], {})


@layout("unknown")
def chat(m: Maker) -> Drawn:
    s = m.screen()
    s.centre(110, m.words.name(), 44, face="sans_bold")
    y = 260
    for line in m.rng.sample(
        [
            "晚上还开会吗",
            "学时证明记得交",
            "收到，谢谢",
            "积分多少了？我快六千了",
            "明天带身份证",
            "食堂见",
            "培训改到周五了",
        ],
        6,
    ):
        mine = m.rng.random() < 0.5
        wide = s.measure(line, "sans", 40) + 60
        left = s.width - 60 - wide if mine else 60
        s.fill((left, y, left + wide, y + 90), (150, 236, 105) if mine else (235, 235, 235))
        s.put(left + 30, y + 20, line, 40, face="sans")
        y += 180
    return Drawn("unknown", [s], {}, screen=True)


@layout("unknown")
def poster(m: Maker) -> Drawn:
    s = m.a4(paper=(240, 246, 255))
    y = s.centre(240, "招　聘", 120, face=m.type.title, colour=(200, 40, 40)) + 60
    for line in [
        m.words.unit(m.words.city()),
        "会计一名，要求三年以上经验",
        "待遇面议，双休",
        f"{m.rng.randint(2020, 2025)}年{m.rng.randint(1, 12)}月",
    ]:
        y = s.centre(y, line, 44) + 40
    s.picture(880, 1380, round_seal(m.rng, "人力资源部", "", 200))
    return Drawn("unknown", [s], {})
