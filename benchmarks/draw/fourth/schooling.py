"""Exams, marks and degrees."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from benchmarks.draw.fourth.certificates import portrait
from benchmarks.draw.fourth.phrases import chinese_day, person
from benchmarks.draw.ink import qr
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.sheet import GREY, RED
from benchmarks.draw.strokes import f, form, masked, seal
from benchmarks.draw.words import chinese_year

SCHOOLS = ("浙东职工大学", "淮海应用技术大学", "东瓯师范大学", "运河城市学院", "江淮开放大学")
MAJORS = ("给排水科学与工程", "学前教育", "护理学", "工商管理", "信息管理与信息系统", "动物医学", "公共事业管理")
EXAMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("二级造价工程师职业资格考试", ("建设工程造价管理基础知识", "建设工程计量与计价实务（土木建筑）")),
    ("卫生专业技术资格考试（护理学中级）", ("基础知识", "相关专业知识", "专业知识", "专业实践能力")),
    ("中级统计专业技术资格考试", ("统计基础理论及相关知识", "统计工作实务")),
    ("社会工作者职业水平考试（中级）", ("社会工作综合能力", "社会工作实务", "社会工作法规与政策")),
)
COURSES = (
    "大学语文", "高等数学（二）", "管理学原理", "数据库原理与应用", "水力学", "儿童发展心理学", "病理学", "毕业设计",
    "形势与政策", "统计学基础", "市场营销", "解剖生理学", "教育学", "工程制图",
)  # fmt: skip


def sat(m: Maker, subjects: tuple[str, ...], full: int, line: int) -> list[dict[str, Any]]:
    """A mark and result for each subject."""
    marks = [m.rng.randint(line - 18, full - 8) for _ in subjects]
    return [
        {"name": name, "score": mark, "result": "合格" if mark >= line else "不合格"}
        for name, mark in zip(subjects, marks, strict=True)
    ]


@layout("exam_result")
def fourth_exam_slip(m: Maker) -> Drawn:
    """A score slip on paper: full marks and pass line beside each score."""
    rng, s = m.rng, m.a4()
    someone, unit, _ = person(m)
    name, subjects = rng.choice(EXAMS)
    year = rng.randint(2019, 2025)
    exam, marks = f"{year}年度{name}", sat(m, subjects, 100, 60)
    number, ticket = masked(m, someone.id_number), m.words.number(12)
    s.centre(140, f("exam_name", exam), 42, face=m.type.title)
    s.centre(215, "成 绩 通 知 单", 42, face=m.type.title)
    portrait(s, 960, 290, 150)
    y = 300.0
    for label, words in (
        ("姓　　名：", f("person_name", someone.name)),
        ("证件号码：", f("id_number", number)),
        ("准考证号：", f("admission_no", ticket)),
        ("单　　位：", f("unit", unit)),
    ):
        s.put(130, y, [label, words], 30)
        y += 60
    rows: list[list[Any]] = [["科目", "满分", "合格标准", "成绩", "结论"]]
    rows += [[x["name"], "100", "60", str(x["score"]), x["result"]] for x in marks]
    s.table(130, y + 40, [460, 120, 150, 130, 150], rows, 27, height=68)
    s.put(130, y + 40 + 68 * len(rows) + 30, "说明：成绩以考试管理机构公布为准，单科成绩两年有效。", 24, colour=GREY)
    return Drawn(
        "exam_result",
        [s],
        {
            "exam_name": exam,
            "person_name": someone.name,
            "id_number": number,
            "admission_no": ticket,
            "unit": unit,
            "subjects": marks,
        },
        someone,
    )


@layout("exam_result")
def fourth_exam_desktop(m: Maker) -> Drawn:
    """A score query on a wide screen: one card a subject, the day of the exam apart from the day of asking."""
    rng, s = m.rng, m.sheet(1600, 980, (245, 246, 248))
    someone, _, _ = person(m)
    name, subjects = rng.choice(EXAMS)
    day = m.words.day(2019, 2025)
    asked = day + timedelta(days=62)
    exam, marks, ticket = f"{day.year}年{name}", sat(m, subjects, 100, 60), m.words.number(11)
    number = masked(m, someone.id_number)
    s.fill((0, 0, 1600, 96), (190, 40, 40))
    s.put(60, 26, "专业技术人员资格考试报名服务平台", 36, colour=(255, 255, 255))
    s.put(60, 126, "首页 > 成绩发布 > 查询结果", 24, colour=GREY)
    s.fill((60, 176, 1540, 940), (255, 255, 255))
    s.centre(206, f("exam_name", exam), 36, face=m.type.strong)
    s.put(120, 290, ["考生：", f("person_name", someone.name)], 28)
    s.put(520, 290, ["证件：", f("id_number", number)], 28)
    s.put(1060, 290, ["准考证：", f("admission_no", ticket)], 28)
    s.put(120, 346, f"考试日期：{day:%Y-%m-%d}　考区：{m.words.number(2)}考区", 26, colour=GREY)
    for i, got in enumerate(marks):
        x, y = 120 + (i % 2) * 700, 420 + (i // 2) * 190
        s.box((x, y, x + 660, y + 160), 2, (215, 218, 224))
        s.put(x + 24, y + 20, got["name"], 28)
        s.put(x + 24, y + 84, f"得分 {got['score']}", 32, colour=RED)
        s.right(x + 630, y + 84, got["result"], 30)
    s.put(
        120,
        860,
        ["查询时间：", f("query_date", f"{asked:%Y-%m-%d}"), f" {rng.randint(8, 21):02d}:{rng.randint(10, 59)}"],
        26,
    )
    return Drawn(
        "exam_result",
        [s],
        {
            "exam_name": exam,
            "person_name": someone.name,
            "id_number": number,
            "admission_no": ticket,
            "subjects": marks,
            "query_date": asked.isoformat(),
        },
        someone,
        screen=True,
    )


@layout("transcript")
def fourth_transcript_terms(m: Maker) -> Drawn:
    """One list over all terms, a head in two rows; days of entry, leaving and printing besides that of issue."""
    rng, s = m.rng, m.a4()
    someone, _, _ = person(m)
    school, major, number = rng.choice(SCHOOLS), rng.choice(MAJORS), m.words.number(10)
    year = rng.randint(2018, 2023)
    s.centre(90, school, 44, face=m.type.title)
    s.centre(160, "成人高等教育学习成绩登记表", 36, face=m.type.title)
    s.boxes["organiser"] = (
        620 - s.measure(school, m.type.title, 44) / 2,
        90,
        620 + s.measure(school, m.type.title, 44) / 2,
        141,
    )
    y = form(
        s,
        90,
        240,
        [130, 220, 130, 240, 120, 220],
        [
            ["姓名", f("person_name", someone.name), "学号", f("student_no", number), "层次", "专升本"],
            ["专业", f("major", major), "入学日期", f"{year}.03", "毕业日期", f"{year + 2}.07"],
        ],
        24,
        62,
    )
    rows: list[list[Any]] = [["学期", "课程名称", "类别", "学时", "学分", "成绩"]]
    subjects, total = [], 0
    for i, title in enumerate(rng.sample(COURSES, 11)):
        credit, got = rng.choice([2, 3, 4]), rng.choice([rng.randint(60, 97), rng.randint(60, 97), "良好", "合格"])
        rows.append(
            [f"第{1 + i // 3}学期", title, rng.choice(["必修", "选修"]), str(credit * 18), str(credit), str(got)]
        )
        subjects.append({"name": title, "score": got, "credit": credit})
        total += credit
    y = s.table(90, y + 20, [150, 400, 120, 120, 120, 150], rows, 25, height=56)
    s.put(90, y + 24, ["已获总学分：", f("credits", total), "　　平均绩点：3.", str(rng.randint(0, 9))], 28)
    issued = date(year + 2, rng.choice([7, 9, 11]), rng.randint(1, 28))
    s.right(1120, y + 150, "继续教育学院（教务专用章）", 28)
    s.right(1120, y + 205, f("issue_date", f"{issued.year}年{issued.month}月{issued.day}日"), 28)
    seal(m, s, school + "继续教育学院", 940, y + 190)
    s.put(90, 1680, f"打印日期：{issued + timedelta(days=400):%Y-%m-%d}", 20, colour=GREY)
    return Drawn(
        "transcript",
        [s],
        {
            "organiser": school,
            "person_name": someone.name,
            "student_no": number,
            "major": major,
            "subjects": subjects,
            "credits": total,
            "issue_date": issued.isoformat(),
        },
        someone,
    )


@layout("degree_certificate")
def fourth_degree_master(m: Maker) -> Drawn:
    """A master's degree: photo left, sentence right, dates of birth and study about."""
    rng, s = m.rng, m.a4(landscape=True, paper=(253, 252, 246))
    someone, _, _ = person(m)
    school, major, number = rng.choice(SCHOOLS), rng.choice(MAJORS), m.words.number(16)
    issued = m.words.day(2018, 2025)
    s.box((60, 60, 1694, 1180), 4, (150, 120, 60))
    portrait(s, 230, 330, 270)
    s.centre(170, "硕士学位证书", 76, middle=1120, face=m.type.title, colour=(140, 30, 30))
    y = s.paragraph(
        660,
        340,
        920,
        [
            f("person_name", someone.name),
            f"，{someone.sex}，{chinese_day(someone.born)}生。在",
            f("organiser", school),
            "完成了",
            f("major", major),
            "专业硕士学位培养计划，成绩合格，达到毕业要求，授予管理学硕士学位。",
        ],
        38,
        leading=2,
    )
    s.put(700, y + 60, f"校　　　　长：　{m.words.name()}", 32)
    s.put(700, y + 120, "学位评定委员会主席：", 32)
    s.put(130, 1060, ["证书编号：", f("certificate_no", number)], 28)
    s.right(1600, 1060, f("issue_date", chinese_day(issued)), 32)
    seal(m, s, school, 1420, 960)
    return Drawn(
        "degree_certificate",
        [s],
        {
            "person_name": someone.name,
            "organiser": school,
            "major": major,
            "certificate_no": number,
            "issue_date": issued.isoformat(),
        },
        someone,
    )


@layout("degree_certificate")
def fourth_degree_registered(m: Maker) -> Drawn:
    """The electronic registration of a diploma, as graduates download it; it names no day of issue."""
    rng, s = m.rng, m.a4()
    someone, _, _ = person(m)
    school, major, number = rng.choice(SCHOOLS), rng.choice(MAJORS), m.words.number(18)
    left = m.words.day(2016, 2024)
    s.centre(150, "高等教育学历证书电子注册备案表", 46, face=m.type.title)
    y, high = 290.0, 84
    portrait(s, 900, 300, 200)
    for label, words in (
        ("姓名", f("person_name", someone.name)),
        ("性别", someone.sex),
        ("出生日期", f"{someone.born.year}年{someone.born:%m}月{someone.born:%d}日"),
        ("入学日期", f"{left.year - 3}年03月01日"),
        ("毕（结）业日期", f"{left.year}年{left:%m}月{left:%d}日"),
        ("学校名称", f("organiser", school)),
        ("专业", f("major", major)),
        ("学制", "3年"),
        ("层次", rng.choice(["专科", "本科"])),
        ("学历类别", "成人高等教育"),
        ("学习形式", rng.choice(["业余", "函授"])),
        ("毕（结）业", "毕业"),
        ("证书编号", f("certificate_no", number)),
        ("校（院）长姓名", m.words.name()),
    ):
        s.put(140, y, label, 30, colour=GREY)
        s.put(430, y, words, 32)
        s.line((430, y + 50), (860, y + 50), 1, (220, 220, 224))
        y += high
    s.picture(900, 900, qr("https://check.example/" + m.words.number(16), 200), ink=False)
    s.put(900, 1110, "在线验证码 " + m.words.number(12), 18, colour=GREY)
    s.put(140, y + 30, "注意事项：备案表是依法注册学历的证明，可在有效期内在线核验。", 24, colour=GREY)
    return Drawn(
        "degree_certificate",
        [s],
        {
            "person_name": someone.name,
            "organiser": school,
            "major": major,
            "certificate_no": number,
        },
        someone,
    )


@layout("degree_certificate")
def fourth_degree_selfstudy(m: Maker) -> Drawn:
    """A diploma of examinations taken by oneself, all dates in Chinese figures."""
    rng, s = m.rng, m.a4(landscape=True, paper=(250, 247, 238))
    someone, _, _ = person(m)
    school, major, number = rng.choice(SCHOOLS), rng.choice(MAJORS), m.words.number(17)
    issued = m.words.day(2016, 2025)
    s.centre(120, "高等教育自学考试", 46, face=m.type.title, colour=RED)
    s.centre(200, "毕 业 证 书", 84, face=m.type.title, colour=RED)
    portrait(s, 170, 420, 200)
    y = s.paragraph(
        450,
        400,
        1120,
        [
            f("person_name", someone.name),
            f"，性别{someone.sex}，{chinese_year(someone.born.year)}年{someone.born.month}月生，参加",
            f("major", major),
            "专业本科高等教育自学考试，全部课程成绩合格，经审定，准予毕业。",
        ],
        40,
        leading=2,
    )
    s.put(530, y + 60, ["主考学校：", f("organiser", school)], 34)
    s.put(530, y + 130, ["证书编号：", f("certificate_no", number)], 30)
    s.put(1130, y + 200, f("issue_date", chinese_day(issued)), 34)
    seal(m, s, school, 1240, y + 140)
    return Drawn(
        "degree_certificate",
        [s],
        {
            "person_name": someone.name,
            "major": major,
            "organiser": school,
            "certificate_no": number,
            "issue_date": issued.isoformat(),
        },
        someone,
    )
