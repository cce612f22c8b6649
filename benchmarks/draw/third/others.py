"""Sheets, scores, results and journals of the third set."""

# ruff: noqa: E501 - the rows of drawn papers read better unbroken
from __future__ import annotations

from datetime import timedelta
from typing import Any

from benchmarks.draw.ink import handwriting
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.second.apps import bar, ink_of
from benchmarks.draw.second.classes import names_of
from benchmarks.draw.second.phrases import course, host, hours_for, person, range_words, span, unit, venue
from benchmarks.draw.second.records import EXAMS, MAJORS, SCHOOLS, SUBJECTS, THEMES, periodical
from benchmarks.draw.sheet import GREY, RED
from benchmarks.draw.strokes import f, foot, masked
from benchmarks.draw.words import CITIES, say_date


@layout("sign_in_sheet")
def third_sign_double(m: Maker) -> Drawn:
    """Two blocks of number, printed name and signature side by side."""
    rng, s = m.rng, m.a4()
    city = m.words.city()
    start, _ = span(m, 1)
    title, place = course(m) + "签到册", venue(m, city)
    y = s.centre(90, [f("meeting_title", title)], 36, face=m.type.title) + 12
    s.put(90, y, ["日期：", f("date_range", say_date(rng, start, "plain"))], 26)
    s.put(560, y, ["地点：", f("place", place)], 26)
    half = rng.randint(5, 9)
    names = names_of(m, 2 * half)
    rows: list[list[Any]] = [["序号", "姓名", "签名"] * 2]
    came = [rng.random() < 0.85 for _ in names]
    for i in range(half):
        row: list[Any] = []
        for at in (i, i + half):
            row += [str(at + 1), names[at], handwriting(rng, names[at], 34) if came[at] else ""]
        rows.append(row)
    s.table(80, y + 60, [80, 190, 270] * 2, rows, 26, height=74)
    truth = [{"name": n, "attended": c, "printed": True} for n, c in zip(names, came, strict=True)]
    facts = {
        "meeting_title": title,
        "place": place,
        "start_date": start.isoformat(),
        "end_date": start.isoformat(),
        "names": truth,
    }
    return Drawn("sign_in_sheet", [s], facts)


@layout("roster")
def third_roster_units(m: Maker) -> Drawn:
    """A list of those who passed, by unit."""
    rng, s = m.rng, m.a4()
    start, end = span(m, 3)
    title = course(m) + rng.choice(["结业学员名单", "合格人员名单"])
    y = s.centre(110, [f("meeting_title", title)], 38 if len(title) < 24 else 30, face=m.type.title) + 10
    y = s.centre(y, ["（", f("date_range", range_words(m, start, end)), "）"], 26) + 16
    rows: list[list[Any]] = [["编号", "工作单位", "姓名", "性别", "考核结果"]]
    people = [m.words.person() for _ in range(rng.randint(8, 16))]
    for i, someone in enumerate(people):
        rows.append([f"{i + 1:02d}", unit(m, someone.city), someone.name, someone.sex, "合格"])
    s.table(90, y, [110, 470, 190, 100, 180], rows, 24, height=60)
    facts = {
        "meeting_title": title,
        "start_date": start.isoformat(),
        "end_date": end.isoformat(),
        "names": [{"name": p.name, "attended": True, "printed": True} for p in people],
    }
    return Drawn("roster", [s], facts)


@layout("training_notice")
def third_notice_table(m: Maker) -> Drawn:
    """A notice of a society: the class in quotation marks, hours of credit, host and helper named."""
    rng, s = m.rng, m.a4()
    city = m.words.city()
    host_name, topic, place = host(m, city), course(m), venue(m, city)
    start, end = span(m, 4)
    issue, hours = start - timedelta(days=rng.randint(10, 30)), hours_for(m, start, end)
    number = f"{rng.choice(['浙学会', '苏协', '温医会', '嘉图学'])}〔{issue.year}〕{rng.randint(1, 90)}号"
    s.put(110, 100, [f("doc_no", number)], 28)
    title = f"关于举办“{topic}”的通知"
    y = s.centre(190, [f("notice_title", title)], 38 if len(title) < 26 else 30, face=m.type.title) + 10
    y = s.paragraph(120, y, 1000, "各团体会员、各位会员：", 28, indent=0)
    y = s.paragraph(
        120,
        y,
        1000,
        [
            "为进一步做好专业技术人员知识更新工作，经研究，决定举办",
            "“",
            f("course_title", topic),
            "”，有关事项通知如下。",
        ],
        28,
    )
    for head, body in (
        ("（一）时间地点", [f("date_range", range_words(m, start, end)), "，", f("place", place), "。"]),
        ("（二）组织机构", ["主办单位：", f("organiser", host_name)]),
        ("（三）学分授予", ["全程参加者可获继续教育", f("hours", hours), "学时。"]),
    ):
        y = s.paragraph(120, y, 1000, head, 28)
        y = s.paragraph(120, y, 1000, body, 28)
    foot(m, s, 1090, y + 110, host_name, [f("issue_date", say_date(rng, issue, "plain"))], stamp=host_name, size=30)
    facts = {
        "doc_no": number, "notice_title": title, "course_title": topic, "start_date": start.isoformat(), "end_date": end.isoformat(),
        "place": place, "organiser": host_name, "hours": hours, "hours_unit": "学时", "issue_date": issue.isoformat(),
    }  # fmt: skip
    return Drawn("training_notice", [s], facts)


@layout("xuexi_score")
def third_xuexi_tiles(m: Maker) -> Drawn:
    """Three tiles side by side, figure over caption; year in the caption."""
    rng, dark = m.rng, m.rng.random() < 0.4
    s, ink = m.screen(dark=dark), ink_of(dark)
    bar(m, s, ink)
    year, total, annual, today = (
        rng.randint(2019, 2025),
        rng.randint(9000, 60000),
        rng.randint(900, 8900),
        rng.randint(1, 60),
    )
    who = m.words.name()
    s.put(70, 150, [f("person_name", who)], 52, colour=ink, face="sans_bold")
    s.put(70, 230, "学习强国", 34, colour=GREY, face="sans")
    third = s.width / 3
    for i, (name, value, label) in enumerate(
        (
            ("score_total", total, "总积分"),
            ("score_annual", annual, f"{year}年积分"),
            ("score_today", today, "今日积分"),
        )
    ):
        s.centre(380, [f(name, value)], 56, middle=third * (i + 0.5), face="sans_bold", colour=RED)
        parts: list[Any] = [f("score_year", year), "年积分"] if name == "score_annual" else [label]
        s.centre(470, parts, 34, middle=third * (i + 0.5), colour=GREY, face="sans")
    y = 640
    for item in ("每日答题", "专项答题", "我要选读文章", "视听学习", "强国商城"):
        s.put(80, y, item, 42, colour=ink, face="sans")
        y += 130
    facts = {
        "person_name": who,
        "score_total": total,
        "score_annual": annual,
        "score_year": year,
        "score_today": today,
        "signed": False,
        "sealed": False,
    }
    return Drawn("xuexi_score", [s], facts, None, screen=True)


@layout("exam_result")
def third_exam_site(m: Maker) -> Drawn:
    """An examination site on a wide screen."""
    rng, s = m.rng, m.sheet(1600, 1000)
    someone = m.words.person()
    exam = f"{rng.randint(2018, 2025)}年度{rng.choice(EXAMS)}"
    s.fill((0, 0, 1600, 90), (30, 80, 150))
    s.put(50, 24, "专业技术人员资格考试服务平台", 38, colour=(255, 255, 255), face="sans_bold")
    s.put(60, 130, ["考试名称：", f("exam_name", exam)], 28, face="sans")
    number, admission = masked(m, someone.id_number), m.words.number(11)
    s.put(60, 190, ["考生姓名：", f("person_name", someone.name)], 28, face="sans")
    s.put(560, 190, ["证件号码：", f("id_number", number)], 28, face="sans")
    s.put(60, 250, ["准考证号：", f("admission_no", admission)], 28, face="sans")
    rows, subjects = [["科目", "成绩", "合格标准", "结果"]], []
    for name in rng.sample(SUBJECTS, rng.randint(2, 4)):
        score = rng.randint(35, 96)
        result = "合格" if score >= 60 else "不合格"
        rows.append([name, str(score), "60", result])
        subjects.append({"name": name, "score": score, "result": result})
    y = s.table(60, 320, [620, 240, 240, 240], rows, 26, height=66, head=(235, 240, 248))
    day = m.words.day()
    s.put(
        60,
        y + 40,
        ["打印时间：", f("query_date", say_date(rng, day, "dash")), " 14:22:08"],
        24,
        face="sans",
        colour=GREY,
    )
    facts = {
        "exam_name": exam,
        "person_name": someone.name,
        "id_number": number,
        "admission_no": admission,
        "subjects": subjects,
        "query_date": day.isoformat(),
    }
    return Drawn("exam_result", [s], facts, someone, screen=True)


@layout("degree_certificate")
def third_degree_report(m: Maker) -> Drawn:
    """A diploma of adult education in portrait."""
    someone, school, major = m.words.person(), m.rng.choice(SCHOOLS), m.rng.choice(MAJORS)
    rng, s = m.rng, m.a4()
    day = m.words.day(2015, 2025)
    y = s.centre(220, "毕业证书", 80, face=m.type.title, colour=RED) + 80
    y = s.paragraph(
        150,
        y,
        940,
        [
            f("person_name", someone.name),
            f"，{someone.sex}，{someone.born.year}年{someone.born.month}月生，于{day.year - 3}年3月至{day.year}年1月在本校",
            f("major", major),
            "专业（函授）学习，学制三年，修完专升本教学计划规定的全部课程，成绩合格，准予毕业。",
        ],
        36,
    )
    number = m.words.number(18)
    s.put(150, y + 120, ["学校编号：", f("certificate_no", number)], 28)
    foot(
        m,
        s,
        1080,
        y + 200,
        [f("organiser", school)],
        [f("issue_date", say_date(rng, day, "chinese"))],
        stamp=school,
        size=36,
    )
    return Drawn(
        "degree_certificate",
        [s],
        {
            "person_name": someone.name,
            "major": major,
            "certificate_no": number,
            "organiser": school,
            "issue_date": day.isoformat(),
        },
        someone,
    )


@layout("award_certificate")
def third_award_contest(m: Maker) -> Drawn:
    """A prize of a contest, rank in brackets."""
    someone, _, _ = person(m)
    rng, s = m.rng, m.a4(landscape=True)
    day, rank = m.words.day(), rng.randint(1, 5)
    theme, grade = rng.choice(THEMES), rng.choice(["一等奖", "二等奖", "三等奖"])
    city = CITIES[someone.city][0]
    award = f"{city}科学技术进步奖"
    y = s.centre(170, "奖励证书", 84, face=m.type.title, colour=RED) + 50
    y = s.paragraph(180, y, 1390, ["为表彰", f("award_name", award), "获得者，特颁发此证书。"], 38)
    for label, part in (
        ("获奖项目：", [f("project_name", theme + "研究与应用")]),
        ("奖励等级：", [f("award_grade", grade)]),
        ("获奖者：", [f("person_name", someone.name), "（第", f("rank", rank), "完成人）"]),
        ("证书号：", [f("certificate_no", f"{day.year}-J-{m.words.number(3)}-R{rank:02d}")]),
    ):
        y = s.paragraph(220, y, 1300, [label, *part], 36)
    number = s.said[-1].removeprefix("证书号：")
    giver = city + "人民政府"
    foot(
        m,
        s,
        1540,
        max(y, 860),
        [f("organiser", giver)],
        [f("issue_date", say_date(rng, day, "chinese"))],
        stamp=giver,
        size=34,
    )
    s.note("award_level", s.boxes["award_name"])
    facts = {
        "award_name": award,
        "project_name": theme + "研究与应用",
        "award_grade": grade,
        "person_name": someone.name,
        "rank": rank,
        "certificate_no": number,
        "organiser": giver,
        "issue_date": day.isoformat(),
        "award_level": "市级",
    }
    return Drawn("award_certificate", [s], facts, someone)


@layout("journal_contents")
def third_contents_dots(m: Maker) -> Drawn:
    """Title, leader dots, authors, page in brackets; issue on top."""
    rng, facts = m.rng, periodical(m)
    s = m.a4()
    y = s.centre(80, [f("journal_name", facts["journal_name"])], 56, face=m.type.title)
    y = s.centre(y, [f("year", facts["year"]), "年第", f("issue", facts["issue"]), "期目录"], 30) + 20
    page, entries = rng.randint(1, 3), []
    for _ in range(rng.randint(9, 15)):
        title = rng.choice(THEMES) + rng.choice(["研究", "探讨", "分析", "的思考"])
        authors = [m.words.name() for _ in range(rng.randint(1, 2))]
        tail = f"{'、'.join(authors)}（{page}）"
        room = 1060 - s.measure(title, m.type.body, 26) - s.measure(tail, m.type.body, 26)
        dots = "…" * max(2, int(room / 26))
        x = s.put(90, y, title + dots, 26, said=False)
        s.right(1150, y, tail, 26, said=False)
        s.said.append(title + dots + tail)
        assert x
        entries.append((title, authors, page))
        page += rng.randint(3, 6)
        y += 62
    s.put(90, y + 30, ["ISSN ", f("issn", facts["issn"]), "　", f("cn", facts["cn"])], 24)
    title, authors, at = rng.choice(entries)
    for name in ("paper_title", "authors", "page_start"):
        s.note(name, (90, 200, 1150, y))
    return Drawn("journal_contents", [s], {**facts, "paper_title": title, "authors": authors, "page_start": at})


@layout("project_document")
def third_project_task(m: Maker) -> Drawn:
    """Closing certificate of a research topic."""
    someone, own, _ = person(m)
    rng, s = m.rng, m.a4(landscape=True)
    bureau = CITIES[someone.city][0] + rng.choice(["教育局", "科学技术协会"])
    day, theme = m.words.day(), rng.choice(THEMES) + "实践研究"
    y = s.centre(170, [f("doc_title", "课题结题证书")], 70, face=m.type.title) + 60
    number = f"{rng.choice(['JG', 'KY'])}{day.year - 1}-{m.words.number(3)}"
    y = s.paragraph(
        180,
        y,
        1390,
        [
            "由",
            f("unit", own),
            f("person_name", someone.name),
            "同志主持的课题《",
            f("project_name", theme),
            "》（课题编号：",
            f("project_no", number),
            "），经专家鉴定，准予结题。",
        ],
        38,
    )
    foot(
        m,
        s,
        1540,
        y + 160,
        [f("organiser", bureau)],
        [f("issue_date", say_date(rng, day, "plain"))],
        stamp=bureau,
        size=36,
    )
    s.note("project_level", s.boxes["organiser"])
    facts = {
        "doc_title": "课题结题证书",
        "unit": own,
        "person_name": someone.name,
        "project_name": theme,
        "project_no": number,
        "organiser": bureau,
        "issue_date": day.isoformat(),
        "project_level": "市厅级",
    }
    return Drawn("project_document", [s], facts, someone)


@layout("course_schedule")
def third_schedule_merged(m: Maker) -> Drawn:
    """A schedule whose place and host stand in rows of the table's head."""
    _rng, s = m.rng, m.a4()
    city = m.words.city()
    topic, place, host_name = course(m), venue(m, city), host(m, city)
    start, end = span(m, 3)
    y = s.centre(100, [f("course_title", topic), "日程表"], 38 if len(topic) < 20 else 30, face=m.type.title) + 10
    y = s.table(
        90,
        y,
        [220, 840],
        [
            ["培训时间", [f("date_range", range_words(m, start, end))]],
            ["培训地点", [f("place", place)]],
            ["主办单位", [f("organiser", host_name)]],
        ],
        26,
        height=62,
    )
    rows: list[list[Any]] = [["日期", "时段", "内容", "主讲"]]
    for i in range((end - start).days + 1):
        day = start + timedelta(days=i)
        for half in ("上午", "下午"):
            rows.append([f"{day.month}月{day.day}日", half, m.words.topic(), m.words.name()])
    s.table(90, y, [220, 140, 500, 200], rows, 26, height=62)
    facts = {
        "course_title": topic,
        "start_date": start.isoformat(),
        "end_date": end.isoformat(),
        "place": place,
        "organiser": host_name,
    }
    return Drawn("course_schedule", [s], facts)


@layout("transcript")
def third_transcript_pairs(m: Maker) -> Drawn:
    """A transcript with courses in two halves and a seal at the foot."""
    rng, s = m.rng, m.a4(landscape=True)
    someone, school, major, student = m.words.person(), rng.choice(SCHOOLS), rng.choice(MAJORS), m.words.number(9)
    y = s.centre(80, [f("organiser", school), "成绩证明"], 46, face=m.type.title) + 10
    s.put(100, y, ["学生姓名：", f("person_name", someone.name)], 26)
    s.put(560, y, ["学号：", f("student_no", student)], 26)
    s.put(1000, y, ["所学专业：", f("major", major)], 26)
    courses = rng.sample(
        [
            "线性代数",
            "大学语文",
            "工程力学",
            "组织行为学",
            "统计学原理",
            "电工电子技术",
            "教育学基础",
            "病理学",
            "信息检索",
            "职业规划",
        ],
        8,
    )
    subjects, rows = [], [["课程名称", "学分", "成绩"] * 2]
    marks = [(name, rng.choice([2, 3, 4]), rng.randint(55, 98)) for name in courses]
    for i in range(4):
        rows.append([str(c) for at in (i, i + 4) for c in marks[at]])
    for name, credit, score in marks:
        subjects.append({"name": name, "score": score, "credit": credit})
    y = s.table(100, y + 60, [420, 140, 210] * 2, rows, 26, height=66)
    day = m.words.day()
    foot(m, s, 1600, y + 80, school, [f("issue_date", say_date(rng, day, "plain"))], stamp=school, size=28)
    return Drawn(
        "transcript",
        [s],
        {
            "organiser": school,
            "person_name": someone.name,
            "student_no": student,
            "major": major,
            "subjects": subjects,
            "issue_date": day.isoformat(),
        },
        someone,
    )
