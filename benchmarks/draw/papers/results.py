"""Examinations and studies: results on the web and on a phone, transcripts, degree certificates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.papers.certificates import frame, stamp
from benchmarks.draw.sheet import GREY, F
from benchmarks.draw.words import say_date

EXAMS = ["一级建造师", "注册安全工程师", "二级造价工程师", "执业药师", "监理工程师", "注册消防工程师"]
SUBJECTS = ("专业基础", "管理实务", "法规知识", "案例分析", "技术与计量")
COURSES = [
    "高等数学",
    "大学语文",
    "工程力学",
    "管理学原理",
    "英语",
    "计算机基础",
    "环境学概论",
    "会计学",
    "教育心理学",
    "建筑材料",
    "生理学",
    "统计学",
    "测量学",
    "毕业设计",
]


def exam(m: Maker) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    rng, person = m.rng, m.words.person()
    year = rng.randint(2018, 2025)
    subjects = []
    for name in rng.sample(SUBJECTS, rng.randint(2, 4)):
        score = rng.randint(45, 96)
        subjects.append({"name": name, "score": score, "result": "合格" if score >= 60 else "不合格"})
    facts = {
        "exam_name": f"{year}年度{rng.choice(EXAMS)}职业资格考试",
        "person_name": person.name,
        "subjects": subjects,
        "id_number": person.id_number[:4] + "**********" + person.id_number[-4:],
        "admission_no": m.words.number(11),
        "query_date": (date(year, 11, 1) + timedelta(days=rng.randint(0, 50))).isoformat(),
    }
    return facts, subjects


@layout("exam_result")
def exam_web(m: Maker) -> Drawn:
    facts, subjects = exam(m)
    s = m.sheet(1600, 1100, (246, 248, 251))
    s.fill((0, 0, 1600, 60), (222, 225, 230))
    s.put(120, 12, "https://exam.example.invalid/score/query", 26, colour=GREY, face="sans")
    s.fill((0, 60, 1600, 170), (20, 80, 160))
    s.put(80, 85, "人事考试成绩查询", 46, colour=(255, 255, 255), face="sans_bold" if not m.embeddable else "zenhei")
    y = s.centre(210, [F("exam_name", facts["exam_name"]), "成绩"], 40, face=m.type.title) + 10
    y = (
        s.table(
            180,
            y,
            [200, 420, 200, 420],
            [
                ["姓名", [F("person_name", facts["person_name"])], "证件号码", [F("id_number", facts["id_number"])]],
                ["准考证号", [F("admission_no", facts["admission_no"])], "报考地", "浙江省"],
            ],
            28,
        )
        + 30
    )
    rows: list[list[str]] = [
        ["科目", "成绩", "满分", "结论"],
        *[[x["name"], str(x["score"]), "100", x["result"]] for x in subjects],
    ]
    y = s.table(180, y, [620, 200, 200, 220], rows, 28, head=(230, 238, 250)) + 30
    s.put(180, y, ["查询时间：", F("query_date", facts["query_date"]), " 10:24:31"], 26, colour=GREY)
    return Drawn("exam_result", [s], facts, screen=True)


@layout("exam_result")
def exam_phone(m: Maker) -> Drawn:
    facts, subjects = exam(m)
    s = m.screen()
    s.centre(110, "成绩查询", 46, face="sans_bold")
    y = s.paragraph(60, 240, s.width - 120, [F("exam_name", facts["exam_name"])], 44, indent=0, face="sans_bold") + 30
    for label, name in (("姓名", "person_name"), ("证件号", "id_number"), ("准考证号", "admission_no")):
        s.put(60, y, label, 38, colour=GREY, face="sans")
        s.right(s.width - 60, y, [F(name, facts[name])], 38, face="sans")
        y += 90
    y += 30
    for x in subjects:
        s.put(60, y, x["name"], 40, face="sans")
        s.right(
            s.width - 60,
            y,
            f"{x['score']}分　{x['result']}",
            40,
            face="sans",
            colour=(20, 130, 60) if x["score"] >= 60 else (190, 40, 40),
        )
        y += 100
    del facts["query_date"]
    return Drawn("exam_result", [s], facts, screen=True)


@layout("transcript")
def transcript_two_columns(m: Maker) -> Drawn:
    rng, person = m.rng, m.words.person()
    school, s = m.words.school(), m.a4(landscape=True)
    rows: list[list[str]] = [["课程", "学分", "成绩", "学期"] * 2]
    picked, subjects, points = rng.sample(COURSES, 12), [], 0
    issue = m.words.day(2019)
    cells = []
    for name in picked:
        score, credit = rng.randint(60, 97), rng.randint(1, 5)
        points += credit
        subjects.append({"name": name, "score": score, "credit": credit})
        cells.append([name, str(credit), str(score), f"{issue.year - rng.randint(0, 2)}-{rng.randint(1, 2)}"])
    rows += [cells[i] + cells[i + 6] for i in range(6)]
    y = (
        s.centre(100, [F("organiser", school), rng.choice(["学生成绩单", "成人教育学生成绩表"])], 48, face=m.type.title)
        + 10
    )
    no, major = (
        f"{issue.year - 3}{m.words.number(6)}",
        rng.choice(["土木工程", "护理学", "会计学", "水利工程", "图书馆学"]),
    )
    s.put(110, y, ["姓名：", F("person_name", person.name)], 28)
    s.put(480, y, ["学号：", F("student_no", no)], 28)
    s.put(960, y, ["专业：", F("major", major)], 28)
    y = s.table(100, y + 60, [370, 110, 110, 180] * 2, rows, 26, height=68) + 30
    s.put(110, y, ["总学分：", F("credits", str(points))], 28)
    s.right(1560, y + 60, [F("issue_date", say_date(rng, issue))], 28)
    stamp(m, s, school, 1400, y + 40, bottom="成绩专用章")
    return Drawn(
        "transcript",
        [s],
        {
            "organiser": school,
            "person_name": person.name,
            "student_no": no,
            "major": major,
            "credits": points,
            "subjects": subjects,
            "issue_date": issue.isoformat(),
        },
        person,
    )


def degree_facts(m: Maker) -> tuple[dict[str, Any], Any, Any]:
    person, issue = m.words.person(), m.words.day(2015)
    facts = {
        "person_name": person.name,
        "major": m.rng.choice(["土木工程", "护理学", "会计学", "水利水电工程", "汉语言文学"]),
        "organiser": m.words.school(),
        "certificate_no": m.words.number(18),
        "issue_date": issue.isoformat(),
        "sex": person.sex,
    }
    return facts, person, issue


@layout("degree_certificate")
def graduation(m: Maker) -> Drawn:
    facts, person, issue = degree_facts(m)
    s = m.a4(landscape=True, paper=(252, 248, 238))
    frame(m, s)
    y = s.centre(200, m.rng.choice(["毕业证书", "普通高等学校毕业证书"]), 80, face=m.type.title, gap=20) + 50
    years = m.rng.choice([2, 3, 4])
    s.paragraph(
        200,
        y,
        1350,
        [
            "学生",
            F("person_name", person.name),
            "，性别",
            F("sex", person.sex),
            f"，{say_date(m.rng, person.born, 'plain')}生，于",
            f"{issue.year - years}年9月至{issue.year}年{issue.month}月在本校",
            F("major", facts["major"]),
            "专业本科学习，修完教学计划规定的全部课程，成绩合格，准予毕业。",
        ],
        36,
    )
    s.right(1500, 880, ["校名：", F("organiser", facts["organiser"])], 34)
    s.put(200, 960, ["证书编号：", F("certificate_no", facts["certificate_no"])], 28)
    s.right(1500, 960, [F("issue_date", say_date(m.rng, issue))], 34)
    stamp(m, s, facts["organiser"], 1350, 900)
    return Drawn("degree_certificate", [s], facts, person)


@layout("degree_certificate")
def degree_portrait(m: Maker) -> Drawn:
    facts, person, issue = degree_facts(m)
    s = m.a4()
    y = s.centre(220, m.rng.choice(["学士学位证书", "硕士学位证书"]), 76, face=m.type.title, gap=16) + 60
    s.paragraph(
        160,
        y,
        920,
        [
            F("person_name", person.name),
            "，",
            F("sex", person.sex),
            "，在我校",
            F("major", facts["major"]),
            "学科完成培养计划，经审核符合学位条例规定，授予相应学位。",
        ],
        38,
    )
    s.right(1060, 1200, [F("organiser", facts["organiser"])], 36)
    s.put(160, 1420, ["证书编号：", F("certificate_no", facts["certificate_no"])], 28)
    s.right(1060, 1290, [F("issue_date", say_date(m.rng, issue))], 34)
    stamp(m, s, facts["organiser"], 900, 1240)
    return Drawn("degree_certificate", [s], facts, person)
