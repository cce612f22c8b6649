"""What units write about their people: attendance, service, teaching."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from benchmarks.draw.fourth.phrases import (
    STATIONS,
    chinese_day,
    course,
    formal,
    host,
    person,
    range_words,
    span,
    unit,
)
from benchmarks.draw.ink import handwriting
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.sheet import GREY, F, Segments
from benchmarks.draw.strokes import cell, f, foot, masked, seal
from benchmarks.draw.words import CITIES, chinese_number, say_date


@layout("unit_statement")
def fourth_unit_letter(m: Maker) -> Drawn:
    """A unit explains to the office why there is no certificate."""
    rng, s = m.rng, m.a4()
    someone, own, body = person(m)
    start, end = span(m, 4)
    days = (end - start).days + 1
    hours, title = days * rng.choice([6, 8]), course(m)
    number = masked(m, someone.id_number)
    issued = end + timedelta(days=rng.randint(6, 60))
    s.centre(
        190, rng.choice(["关于本单位人员参加学习培训的情况说明", "参加学习培训情况书面证明"]), 44, face=m.type.title
    )
    s.put(150, 310, f"{CITIES[someone.city][0]}人社部门：", 34)
    y = s.paragraph(
        150,
        380,
        940,
        [
            "我单位在职人员",
            f("person_name", someone.name),
            "（身份证 ",
            f("id_number", number),
            "）受单位指派，",
            F("date_range", range_words(m, start, end)),
            "赴外地参加了",
            f("organiser", body),
            "组织的",
            f("course_title", title),
            "，为期",
            F("days", rng.choice([f"{days}天", chinese_number(days) + "天"]) if days != 2 else "2天"),
            "，学习量折合",
            F("hours", rng.choice([str(hours), formal(hours)])),
            "学时。主办方未发放结业证书，培训资料因含内部信息未予上传。",
        ],
        34,
        leading=1.95,
    )
    y = s.paragraph(150, y, 940, "以上情况属实，如有不实，我单位愿承担相应责任。", 34, leading=1.95)
    foot(m, s, 1080, y + 110, [f("unit", own), "（公章）"], f("issue_date", say_date(rng, issued)), stamp=own, size=34)
    s.put(
        150, y + 330, f"单位负责人：{m.words.name()}　　填表人：{m.words.name()}　　电话：0573-8{m.words.number(7)}", 26
    )
    return Drawn(
        "unit_statement",
        [s],
        {
            "person_name": someone.name,
            "id_number": number,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "organiser": body,
            "course_title": title,
            "days": days,
            "hours": hours,
            "hours_unit": "学时",
            "unit": own,
            "issue_date": issued.isoformat(),
        },
        someone,
    )


@layout("unit_statement")
def fourth_unit_form(m: Maker) -> Drawn:
    """The same as a form filled in, the unit's opinion in a tall cell."""
    rng, s = m.rng, m.a4()
    someone, own, body = person(m)
    start, end = span(m, 3)
    days = (end - start).days + 1
    hours, title = days * rng.choice([4, 6, 8]), course(m)
    issued = end + timedelta(days=rng.randint(3, 40))
    s.centre(130, "专业技术人员参加培训单位证明表", 46, face=m.type.title)
    y, left = 260.0, 100
    rows: tuple[tuple[tuple[str, Any], ...], ...] = (
        (("姓名", f("person_name", someone.name)), ("职务职称", f("title_level", someone.title))),
        (("身份证号", f("id_number", someone.id_number)),),
        (("培训内容", f("course_title", title)),),
        (("举办单位", f("organiser", body)),),
        (("培训日期", F("date_range", range_words(m, start, end))),),
        (("实际天数", F("days", f"{days} 天")), ("申报学时", F("hours", f"{hours} 学时"))),
        (("未取得证书原因", rng.choice(["主办单位未制发证书", "文件不宜公开", "会议性质，无结业证书"])),),
    )
    for row in rows:
        wide = 1040 / len(row)
        for i, (label, words) in enumerate(row):
            x = left + i * wide
            cell(s, (x, y, x + 210, y + 84), label, 28)
            cell(s, (x + 210, y, x + wide, y + 84), words, 30)
        y += 84
    s.box((left, y, left + 1040, y + 420), 2)
    s.paragraph(left + 30, y + 30, 980, "所在单位意见：经核实，该同志确已参加上述培训，特此证明。", 30, indent=0)
    s.put(left + 560, y + 220, [f("unit", own), "（盖章）"], 28)
    s.put(left + 660, y + 290, f("issue_date", f"{issued.year} 年 {issued.month} 月 {issued.day} 日"), 28)
    s.put(left + 30, y + 350, "经办人签字：", 28)
    s.picture(left + 210, y + 340, handwriting(rng, m.words.name()))
    seal(m, s, own, left + 760, y + 240)
    return Drawn(
        "unit_statement",
        [s],
        {
            "person_name": someone.name,
            "title_level": someone.title,
            "id_number": someone.id_number,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "organiser": body,
            "course_title": title,
            "days": days,
            "hours": hours,
            "hours_unit": "学时",
            "unit": own,
            "issue_date": issued.isoformat(),
        },
        someone,
    )


@layout("service_statement")
def fourth_service_halves(m: Maker) -> Drawn:
    """A counselling centre's proof: half days served, a list of days as proof of them."""
    rng, s = m.rng, m.a4()
    someone, own, _ = person(m)
    body = CITIES[someone.city][0] + rng.choice(["社会心理服务指导中心", "心理援助热线工作站", "青少年心理关爱中心"])
    start, _ = span(m, 1)
    halves = rng.randint(4, 9)
    days = [start + timedelta(days=7 * i) for i in range(halves)]
    end, issued = days[-1], days[-1] + timedelta(days=rng.randint(4, 20))
    s.centre(170, rng.choice(["心理服务时间证明", "参加心理志愿服务时间的证明"]), 52, face=m.type.title)
    y = s.paragraph(
        150,
        320,
        940,
        [
            "兹证明",
            f("unit", own),
            f("person_name", someone.name),
            "同志于",
            F("date_range", f"{start.year}年{start.month}月{start.day}日至{end.year}年{end.month}月{end.day}日"),
            "在本中心值班接访，累计服务",
            F("half_days", f"{halves}个半天"),
            "，服务时间共",
            F("service_hours", f"{halves * 3.5:g}小时"),
            "。明细如下：",
        ],
        34,
    )
    table: list[list[Any]] = [["序号", "日期", "时段", "服务内容"]]
    for i, day in enumerate(days, 1):
        table.append(
            [
                str(i),
                f"{day.month}月{day.day}日",
                rng.choice(["上午", "下午"]),
                rng.choice(["个体咨询", "热线值守", "团体辅导"]),
            ]
        )
    y = s.table(150, y + 20, [100, 260, 200, 380], table, 26, height=54)
    foot(m, s, 1080, y + 80, f("organiser", body), f("issue_date", chinese_day(issued)), stamp=body, size=32)
    return Drawn(
        "service_statement",
        [s],
        {
            "person_name": someone.name,
            "unit": own,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "half_days": halves,
            "service_hours": halves * 3.5,
            "organiser": body,
            "issue_date": issued.isoformat(),
        },
        someone,
    )


@layout("service_statement")
def fourth_service_site(m: Maker) -> Drawn:
    """A record printed from a volunteers' site: many dates, one total."""
    rng, s = m.rng, m.a4()
    someone, own, _ = person(m)
    body = CITIES[someone.city][0] + rng.choice(["志愿者协会", "社会工作协会"])
    start, _ = span(m, 1)
    end = start + timedelta(days=rng.randint(40, 300))
    hours, number = rng.choice([32.5, 46, 60, 86.5]), masked(m, someone.id_number)
    issued = end + timedelta(days=rng.randint(2, 30))
    s.fill((0, 0, 1240, 120), (214, 60, 50))
    s.centre(32, "志愿服务记录证明", 52, face=m.type.title, colour=(255, 255, 255))
    y = 210.0
    lines: tuple[tuple[str, Segments], ...] = (
        ("志愿者", f("person_name", someone.name)),
        ("证件号码", f("id_number", number)),
        ("所属单位", f("unit", own)),
        ("注册日期", f"{start.year - 2}-03-05"),
        ("记录起止", [f("start_date", f"{start:%Y-%m-%d}"), " 至 ", f("end_date", f"{end:%Y-%m-%d}")]),
        ("服务项目", f"专家下乡义诊等 {rng.randint(3, 9)} 项"),
        ("服务时长合计", [f("service_hours", f"{hours:g}"), " 小时"]),
        ("信用评级", "四星"),
    )
    for label, words in lines:
        cell(s, (120, y, 400, y + 80), label, 28)
        cell(s, (400, y, 1120, y + 80), words, 30)
        y += 80
    s.paragraph(120, y + 40, 1000, "上述时长依据《志愿服务记录与证明出具办法》予以记录。", 26, colour=GREY)
    foot(
        m,
        s,
        1100,
        y + 170,
        [f("organiser", body), "（章）"],
        f("issue_date", say_date(rng, issued, "plain")),
        stamp=body,
    )
    return Drawn(
        "service_statement",
        [s],
        {
            "person_name": someone.name,
            "id_number": number,
            "unit": own,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "service_hours": hours,
            "organiser": body,
            "issue_date": issued.isoformat(),
        },
        someone,
    )


@layout("teaching_statement")
def fourth_teaching_letter(m: Maker) -> Drawn:
    """Thanks and proof to a lecturer named with his title."""
    rng, s = m.rng, m.a4()
    someone, _, body = person(m)
    own = unit(m, someone.city)
    start, _ = span(m, 1)
    hours, title = rng.choice([2, 3, 4, 6]), course(m)
    lecture = rng.choice(
        ["新标准下的检测质量控制", "从课堂观察到教学改进", "基层慢病随访的难点与对策", "电子文件四性检测实务"]
    )
    issued = start + timedelta(days=rng.randint(0, 15))
    s.centre(190, rng.choice(["授 课 证 明", "讲 学 证 明", "师 资 授 课 函"]), 58, face=m.type.title)
    s.put(150, 330, [f("unit_from", own), "："], 36)
    y = s.paragraph(
        150,
        410,
        940,
        [
            "承蒙贵单位大力支持，",
            f("person_name", someone.name),
            rng.choice(STATIONS),
            "应邀于",
            F("date_range", rng.choice([f"{start.year}年{start.month}月{start.day}日下午", chinese_day(start)])),
            "在我单位承办的“",
            f("course_title", title),
            "”上作题为“",
            f("lecture_title", lecture),
            "”的专题讲座，",
            "计",
            f("hours", rng.choice([str(hours), chinese_number(hours)])),
            "个课时，到课学员",
            f"{rng.randint(40, 160)}人，学员反映良好。",
        ],
        36,
        leading=1.95,
    )
    s.put(222, y, "谨此证明，并致谢忱！", 36)
    foot(m, s, 1080, y + 150, f("organiser", body), f("issue_date", say_date(rng, issued)), stamp=body, size=34)
    return Drawn(
        "teaching_statement",
        [s],
        {
            "unit_from": own,
            "person_name": someone.name,
            "start_date": start.isoformat(),
            "end_date": start.isoformat(),
            "course_title": title,
            "lecture_title": lecture,
            "hours": hours,
            "hours_unit": "课时",
            "organiser": body,
            "issue_date": issued.isoformat(),
        },
        someone,
    )


@layout("teaching_statement")
def fourth_teaching_form(m: Maker) -> Drawn:
    """A confirmation of lessons given, as a form."""
    rng, s = m.rng, m.a4()
    someone, _, _ = person(m)
    own, body = unit(m, someone.city), host(m, someone.city)
    start, end = span(m, 3)
    hours, title = rng.choice([4, 8, 12]), course(m)
    lecture = rng.choice(["护患沟通情景演练", "绘本阅读的师幼互动", "给水管网漏损控制", "统计报表常见差错分析"])
    issued = end + timedelta(days=rng.randint(1, 9))
    s.centre(140, "教师授课情况确认单", 50, face=m.type.title)
    y = 280.0
    lines: tuple[tuple[tuple[str, Segments], ...], ...] = (
        (("授课教师", f("person_name", someone.name)), ("职称", f("title_level", someone.title))),
        (("教师单位", f("unit_from", own)),),
        (("班级名称", f("course_title", title)),),
        (("讲授题目", f("lecture_title", lecture)),),
        (("授课日期", F("date_range", range_words(m, start, end))),),
        (("授课课时", F("hours", f"{hours}课时")), ("听课人数", f"{rng.randint(30, 120)}人")),
        (("学员评分", f"9{rng.randint(0, 9)}.{rng.randint(0, 9)}分"), ("课酬发放", "已发放")),
    )
    for row in lines:
        wide = 1040 / len(row)
        for i, (label, words) in enumerate(row):
            x = 100 + i * wide
            cell(s, (x, y, x + 200, y + 88), label, 28)
            cell(s, (x + 200, y, x + wide, y + 88), words, 30)
        y += 88
    s.put(120, y + 60, "以上授课情况经教务核对无误。", 30)
    foot(
        m,
        s,
        1100,
        y + 150,
        ["办班单位：", f("organiser", body)],
        f("issue_date", say_date(rng, issued, "spaced")),
        stamp=body,
    )
    return Drawn(
        "teaching_statement",
        [s],
        {
            "person_name": someone.name,
            "title_level": someone.title,
            "unit_from": own,
            "course_title": title,
            "lecture_title": lecture,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "hours": hours,
            "hours_unit": "课时",
            "organiser": body,
            "issue_date": issued.isoformat(),
        },
        someone,
    )
