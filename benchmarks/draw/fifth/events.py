"""Notices, schedules, sheets of names, honours and money, in arrangements that no earlier set has."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from benchmarks.draw.fourth.phrases import chinese_day, course, formal, host, names, person, span, unit, venue
from benchmarks.draw.ink import handwriting
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.sheet import GREY, RED, F, Segments
from benchmarks.draw.strokes import cell, f, foot, seal
from benchmarks.draw.words import CITIES, say_date


@layout("training_notice")
def fifth_notice_table(m: Maker) -> Drawn:
    """A notice whose particulars stand in a table."""
    rng, s = m.rng, m.a4()
    city = m.words.city()
    body, title, place = host(m, city), course(m), venue(m, city)
    start, end = span(m, 3)
    issued, hours = start - timedelta(days=rng.randint(7, 25)), 8 * ((end - start).days + 1)
    heading = f"关于开展{title}的通知"
    y = s.paragraph(150, 130, 940, f("notice_title", heading), 42, face=m.type.title, indent=0, leading=1.4)
    s.boxes["course_title"] = s.boxes["notice_title"]
    y = s.paragraph(130, y + 40, 980, "各有关单位：经研究，决定开展本次培训，具体安排如下表，请组织人员按时参加。", 32)
    lines: tuple[tuple[str, Segments], ...] = (
        ("培训时间", F("date_range", f"{start.year}年{start.month}月{start.day}日至{end.month}月{end.day}日")),
        ("培训地点", f("place", place)),
        ("登记学时", F("hours", f"{hours}学时")),
        ("培训名额", f"{rng.randint(40, 150)}人"),
        ("报名截止", f"{issued + timedelta(days=4):%Y-%m-%d}"),
    )
    for label, words in lines:
        cell(s, (130, y, 360, y + 78), label, 28)
        cell(s, (360, y, 1110, y + 78), words, 28)
        y += 78
    foot(m, s, 1090, y + 140, f("organiser", body), f("issue_date", chinese_day(issued)), stamp=body)
    told = {"notice_title": heading, "course_title": title, "place": place, "hours": hours, "hours_unit": "学时"}
    more = {"start_date": start.isoformat(), "end_date": end.isoformat(), "organiser": body}
    return Drawn("training_notice", [s], told | more | {"issue_date": issued.isoformat()})


@layout("course_schedule")
def fifth_schedule_lines(m: Maker) -> Drawn:
    """A programme in lines, a heading for each day."""
    s = m.a4()
    city = m.words.city()
    body, title, place = host(m, city), course(m), venue(m, city)
    start, end = span(m, 3, 2)
    y = s.paragraph(150, 110, 940, [f("course_title", title), "议程"], 44, face=m.type.title, indent=0, leading=1.4)
    s.put(150, y + 10, ["主办单位：", f("organiser", body)], 28)
    s.put(150, y + 60, ["会场：", f("place", place)], 28)
    y += 140
    days = (end - start).days
    for d in range(days + 1):
        day = start + timedelta(days=d)
        tag = "start_date" if d == 0 else "end_date" if d == days else ""
        words = f"{day.year}年{day.month}月{day.day}日"
        s.put(150, y, f(tag, words) if tag else words, 32, face=m.type.strong)
        for slot, what in (
            ("09:00", "开班式、领导致辞"),
            ("09:30", "专题报告"),
            ("14:00", "分组研讨"),
            ("16:30", "交流总结"),
        ):
            y += 58
            s.put(200, y, f"{slot}　{what}　　{m.words.name()}", 28)
        y += 90
    told = {"course_title": title, "organiser": body, "place": place}
    return Drawn("course_schedule", [s], told | {"start_date": start.isoformat(), "end_date": end.isoformat()})


@layout("sign_in_sheet")
def fifth_sign_offices(m: Maker) -> Drawn:
    """Names by hand in two halves beside printed departments."""
    rng, s = m.rng, m.a4()
    city, (start, _) = m.words.city(), span(m, 1)
    heading, place = course(m) + "签到单", venue(m, city)
    s.paragraph(130, 90, 980, f("meeting_title", heading), 42, face=m.type.title, indent=0, leading=1.4)
    s.put(110, 215, ["时间：", F("date_range", f"{start.year}年{start.month}月{start.day}日"), " 下午"], 26)
    s.put(110, 256, ["地点：", f("place", place)], 26)
    people, truth, y = names(m, 22), [], 300.0
    for x, wide, label in ((110, 180, "部门"), (290, 330, "签名"), (620, 180, "部门"), (800, 330, "签名")):
        cell(s, (x, y, x + wide, y + 60), label, 26)
    for i in range(11):
        y += 60 if i == 0 else 80
        for half in range(2):
            x, name = 110 + 510 * half, people[2 * i + half]
            away = rng.random() < 0.12
            cell(s, (x, y, x + 180, y + 80), rng.choice(["办公室", "业务科", "财务科", "质控科", "总务科"]), 26)
            cell(s, (x + 180, y, x + 510, y + 80), "", 26)
            if not away:
                s.picture(x + 260 + rng.randint(-30, 30), y + 14, handwriting(rng, name, 44))
                truth.append({"name": name, "attended": True, "printed": False})
    told: dict[str, Any] = {"meeting_title": heading, "place": place, "names": truth}
    return Drawn("sign_in_sheet", [s], told | {"start_date": start.isoformat(), "end_date": start.isoformat()})


@layout("roster")
def fifth_roster_units(m: Maker) -> Drawn:
    """Units on the left, their people in one cell."""
    rng, s = m.rng, m.a4()
    city, heading = m.words.city(), course(m) + "参加人员名册"
    s.paragraph(130, 100, 980, f("meeting_title", heading), 42, face=m.type.title, indent=0, leading=1.4)
    y, truth = 260.0, []
    cell(s, (110, y, 540, y + 60), "单位", 28)
    cell(s, (540, y, 1130, y + 60), "人员", 28)
    y += 60
    for _ in range(rng.randint(6, 9)):
        people = names(m, rng.randint(1, 4))
        cell(s, (110, y, 540, y + 70), unit(m, city), 26)
        cell(s, (540, y, 1130, y + 70), "、".join(people), 28)
        truth += [{"name": name, "attended": True, "printed": True} for name in people]
        y += 70
    return Drawn("roster", [s], {"meeting_title": heading, "names": truth})


@layout("award_certificate")
def fifth_award_sentence(m: Maker) -> Drawn:
    """An award of a city in one sentence with everything in it."""
    rng, s = m.rng, m.a4(landscape=True, paper=(255, 248, 236))
    someone, own, _ = person(m)
    day, city = m.words.day(2019, 2025), CITIES[someone.city][0]
    award, grade, rank = f"{city}教学成果奖", rng.choice(["一等奖", "二等奖"]), rng.randint(1, 4)
    study, body = rng.choice(["乡土资源融入幼儿园课程的实践", "初中数学作业分层设计研究"]), f"{city}教育学会"
    s.centre(140, "获 奖 证 书", 80, face=m.type.title, colour=RED)
    s.paragraph(
        220, 380, 1314,
        [f("unit", own), f("person_name", someone.name), "同志：您参与的“", f("project_name", study), "”被评为",
         f("year", str(day.year)), "年度", f("award_name", award), f("award_grade", grade), "（第",
         f("rank", rank), "完成人），特颁此证。"],
        44, leading=2,
    )  # fmt: skip
    s.note("award_level", s.boxes["award_name"])
    foot(m, s, 1520, 900, f("organiser", body), f("issue_date", say_date(rng, day, "chinese")), stamp=body, size=36)
    told = {"unit": own, "person_name": someone.name, "project_name": study, "year": day.year, "award_name": award}
    more = {"award_grade": grade, "award_level": "市级", "rank": rank, "organiser": body, "issue_date": day.isoformat()}
    return Drawn("award_certificate", [s], told | more, someone)


@layout("payment_receipt")
def fifth_receipt_invoice(m: Maker) -> Drawn:
    """A common invoice: buyer and seller in two boxes."""
    rng, s = m.rng, m.sheet(1500, 900)
    someone, own, body = person(m)
    day, amount, number = m.words.day(2021, 2025), rng.choice([480, 800, 1500]), m.words.number(20)
    item = rng.choice(["*非学历教育服务*培训费", "*会展服务*会议费"])
    s.centre(50, "电子发票（普通发票）", 44, colour=(140, 60, 40))
    s.put(1020, 120, ["发票号码：", f("receipt_no", number)], 22)
    s.put(1020, 156, ["开票日期：", f("issue_date", f"{day.year}年{day:%m}月{day:%d}日")], 22)
    for x, head, who, tag in ((60, "购买方", own, "payer"), (760, "销售方", body, "payee")):
        s.box((x, 210, x + 680, 350), 2, (140, 60, 40))
        s.put(x + 20, 225, f"{head}信息", 22, colour=(140, 60, 40))
        s.put(x + 20, 262, ["名称：", f(tag, who)], 24)
        s.put(x + 20, 304, "统一社会信用代码/纳税人识别号：" + m.words.uscc(someone.city), 22)
    rows: list[list[Any]] = [
        ["项目名称", "规格型号", "单位", "数量", "单价", "金额"],
        [f("item", item), "", "人", "1", f"{amount}.00", f"{amount}.00"],
    ]
    s.table(60, 390, [480, 180, 120, 120, 240, 240], rows, 24, height=64)
    s.put(60, 560, [f"价税合计（大写）　{formal(amount)}圆整　　（小写）¥", f("amount", f"{amount}.00")], 28)
    s.put(60, 640, f"备注：1人　开票人：{m.words.name()}", 22)
    told = {"receipt_no": number, "issue_date": day.isoformat(), "payer": own, "payee": body}
    return Drawn("payment_receipt", [s], told | {"item": item, "amount": amount}, someone)


@layout("xuexi_score")
def fifth_xuexi_lines(m: Maker) -> Drawn:
    """One's own page of the study app, scores in lines of a list."""
    rng, s = m.rng, m.screen()
    u = s.width / 1080
    someone, own, _ = person(m)
    total, today = rng.randint(5000, 60000), rng.randint(1, 50)
    s.centre(130 * u, "学习强国", round(50 * u), face=m.type.strong, colour=(210, 40, 40))
    s.put(80 * u, 280 * u, ["姓名　", f("person_name", someone.name)], round(46 * u))
    s.put(80 * u, 370 * u, ["所在组织　", f("unit", own)], round(36 * u), colour=GREY)
    y = 520 * u
    lines: tuple[tuple[str, Segments], ...] = (
        ("成长总积分", f("score_total", total)),
        ("今日已累积", [f("score_today", today), "积分"]),
        ("学习天数", f"{rng.randint(200, 1800)}天"),
        ("点点通", str(rng.randint(10, 900))),
    )
    for label, words in lines:
        s.put(80 * u, y, label, round(42 * u))
        s.right(s.width - 80 * u, y, words, round(42 * u), colour=(210, 40, 40))
        y += 140 * u
    told = {"person_name": someone.name, "unit": own, "score_total": total, "score_today": today}
    return Drawn("xuexi_score", [s], told | {"signed": False, "sealed": False}, screen=True)


@layout("unknown")
def fifth_no_job(m: Maker) -> Drawn:
    """An office looks for people."""
    rng, s = m.rng, m.a4()
    own = unit(m, m.words.city())
    s.centre(140, "招 聘 启 事", 58, face=m.type.title)
    y = 300.0
    for words in (
        f"因工作需要，{own}面向社会公开招聘工作人员{rng.randint(2, 9)}名。",
        "一、条件：大专及以上学历，具有初级以上专业技术职称者优先。",
        f"二、待遇：试用期月薪{rng.randint(40, 90)}00元，提供岗前培训。",
        f"三、报名时间：即日起至{m.words.day():%Y年%m月%d日}，携带学历证书、身份证原件。",
    ):
        y = s.paragraph(130, y, 980, words, 34, leading=2)
    return Drawn("unknown", [s], {})


@layout("unknown")
def fifth_no_resume(m: Maker) -> Drawn:
    """Somebody's curriculum vitae: studies and trainings told, none proved."""
    s = m.a4()
    someone, own, _ = person(m)
    s.centre(110, "个 人 简 历", 54, face=m.type.title)
    y = 240.0
    for words in (
        f"姓名：{someone.name}　　性别：{someone.sex}　　职称：{someone.title}",
        f"现工作单位：{own}",
        "教育经历：2009.09—2013.06 某大学本科",
        f"培训经历：参加{course(m)}",
        "自我评价：踏实肯干，善于沟通，乐于学习新技术。",
        "求职意向：技术主管",
    ):
        y = s.paragraph(130, y, 980, words, 32, indent=0, leading=2.2)
    return Drawn("unknown", [s], {})


@layout("unknown")
def fifth_no_checkup(m: Maker) -> Drawn:
    """Results of a medical check-up."""
    rng, s = m.rng, m.a4()
    s.centre(110, "健康体检结果报告", 50, face=m.type.title)
    s.put(110, 230, f"姓名：{m.words.name()}　体检日期：{m.words.day():%Y-%m-%d}　编号：{m.words.number(8)}", 28)
    rows: list[list[Any]] = [["项目", "结果", "参考范围", "提示"]]
    for what, low, high in (("血红蛋白", 115, 150), ("空腹血糖", 4, 6), ("总胆固醇", 3, 5), ("收缩压", 90, 139)):
        got = rng.randint(low, high + 2)
        rows.append([what, str(got), f"{low}-{high}", "正常" if got <= high else "偏高"])
    y = s.table(110, 300, [300, 240, 260, 220], rows, 28, height=72)
    s.put(110, y + 40, "结论：未见明显异常，请保持良好生活习惯。", 30)
    seal(m, s, "体检中心", 900, y + 120)
    return Drawn("unknown", [s], {})
