"""Results, diplomas, patents, awards, projects, journals."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.second.phrases import person, unit
from benchmarks.draw.sheet import GREY, RED, F
from benchmarks.draw.strokes import f, foot, form, masked, seal
from benchmarks.draw.words import CITIES, chinese_number, chinese_year, say_date

EXAMS = (
    "一级建造师职业资格考试",
    "中级会计专业技术资格考试",
    "护士执业资格考试",
    "社会工作者职业水平考试（中级）",
    "计算机技术与软件专业技术资格考试",
    "二级造价工程师职业资格考试",
)
SUBJECTS = (
    "建设工程经济",
    "建设工程法规及相关知识",
    "专业工程管理与实务",
    "综合能力",
    "实务",
    "财务管理",
    "经济法",
    "基础知识",
    "应用技术",
)
SCHOOLS = ("浙江东海开放大学", "江苏彭城师范大学", "瓯海理工大学", "之江农林大学", "运河医科大学")
MAJORS = ("土木工程", "汉语言文学", "临床医学", "会计学", "计算机科学与技术", "农学", "学前教育")
THEMES = (
    "深基坑支护变形监测技术",
    "社区慢病管理模式优化",
    "乡土课程资源开发",
    "海岛供水管网漏损控制",
    "稻渔综合种养技术",
    "基层档案数字化流程",
    "地方文献整理与利用",
)
MAGAZINES = ("浙江水利水电", "中国乡村卫生", "江淮建设科技", "基础教育论坛", "海洋渔业研究", "现代图书情报实践")


@layout("exam_result")
def second_exam_phone(m: Maker) -> Drawn:
    """A score query on the phone: one card a subject."""
    rng, s = m.rng, m.screen()
    someone = m.words.person()
    exam = f"{rng.randint(2019, 2025)}年度{rng.choice(EXAMS)}"
    number = masked(m, someone.id_number)
    s.put(50, 24, "10:21", 34, said=False, face="sans")
    s.centre(110, "成绩查询", 46, face="sans_bold")
    y = s.paragraph(60, 220, s.width - 120, [f("exam_name", exam)], 44, face="sans_bold", indent=0) + 20
    admission = m.words.number(12)
    for label, name, text in (
        ("姓名", "person_name", someone.name),
        ("证件号码", "id_number", number),
        ("准考证号", "admission_no", admission),
    ):
        s.put(60, y, label + "：", 38, colour=GREY, face="sans", said=False)
        s.put(280, y, [F(name, text)], 38, face="sans", said=False)
        s.said.append(label + "：" + text)
        y += 74
    subjects = []
    y += 30
    for subject in rng.sample(SUBJECTS, rng.randint(2, 4)):
        score = rng.randint(40, 98)
        result = "合格" if score >= 60 else "不合格"
        s.fill((40, y, s.width - 40, y + 150), (244, 246, 250))
        s.put(70, y + 20, subject, 40, face="sans_bold")
        s.put(70, y + 84, ["成绩：", str(score)], 36, face="sans")
        s.right(s.width - 80, y + 84, result, 36, face="sans")
        subjects.append({"name": subject, "score": score, "result": result})
        y += 180
    facts = {
        "exam_name": exam,
        "person_name": someone.name,
        "id_number": number,
        "admission_no": admission,
        "subjects": subjects,
    }
    return Drawn("exam_result", [s], facts, someone, screen=True)


@layout("exam_result")
def second_exam_certificate(m: Maker) -> Drawn:
    """A certificate of a passed subject exam: exam, name, score, number."""
    rng, s = m.rng, m.a4(landscape=True, paper=(250, 250, 246))
    someone, _own, host_name = person(m)
    s.box((50, 50, 1704, 1190), 6, (160, 120, 60))
    year = rng.randint(2019, 2025)
    exam = rng.choice([f"{year}年浙江省专业技术人员公需科目考试", f"{year}年度{rng.choice(EXAMS)}"])
    subject, score = rng.choice(SUBJECTS), rng.randint(60, 96)
    issue = date(year, rng.randint(9, 12), rng.randint(1, 28))
    y = s.centre(150, rng.choice(["考试合格证明", "考试成绩合格证明", "考试合格证书"]), 70, face=m.type.title) + 50
    number = masked(m, someone.id_number)
    y = s.paragraph(
        180,
        y,
        1390,
        [
            f("person_name", someone.name),
            "（身份证号：",
            f("id_number", number),
            "）参加",
            f("exam_name", exam),
            f"，科目《{subject}》，成绩",
            str(score),
            "分，合格。",
        ],
        38,
    )
    code = f"HG{year}{m.words.number(6)}"
    s.put(180, 960, ["证明编号：", f("certificate_no", code)], 30)
    foot(
        m, s, 1540, 880, [f("organiser", host_name)], [f("issue_date", say_date(rng, issue, "plain"))], stamp=host_name
    )
    facts = {
        "person_name": someone.name,
        "id_number": number,
        "exam_name": exam,
        "certificate_no": code,
        "organiser": host_name,
        "issue_date": issue.isoformat(),
        "subjects": [{"name": subject, "score": score, "result": "合格"}],
    }
    return Drawn("exam_result", [s], facts, someone)


@layout("transcript")
def second_transcript(m: Maker) -> Drawn:
    """A transcript in one column of courses, terms down the side."""
    rng, s = m.rng, m.a4()
    someone = m.words.person()
    school, major, student = rng.choice(SCHOOLS), rng.choice(MAJORS), m.words.number(10)
    issue = m.words.day()
    y = s.centre(110, school, 46, face=m.type.title)
    y = s.centre(y, rng.choice(["学生学业成绩单", "学籍成绩表", "学生成绩单"]), 40, face=m.type.title) + 10
    s.put(90, y, ["姓名：", f("person_name", someone.name)], 26)
    s.put(420, y, ["学号：", f("student_no", student)], 26)
    s.put(780, y, ["专业：", f("major", major)], 26)
    rows: list[list[Any]] = [["学期", "课程名称", "课程性质", "学分", "成绩"]]
    subjects: list[dict[str, Any]] = []
    total = 0
    for i, name in enumerate(
        rng.sample(
            [
                "高等数学",
                "大学英语",
                "马克思主义基本原理概论",
                "工程制图",
                "结构力学",
                "教育心理学",
                "管理学基础",
                "数据库原理",
                "计算机应用基础",
                "毕业论文",
                "生物化学",
            ],
            rng.randint(6, 10),
        )
    ):
        credit, score = rng.choice([2, 3, 4]), rng.choice([rng.randint(52, 97), rng.randint(60, 97), "良好", "合格"])
        total += credit
        rows.append([f"第{i // 3 + 1}学期", name, rng.choice(["必修", "选修"]), str(credit), str(score)])
        subjects.append({"name": name, "score": score})
    y = s.table(90, y + 56, [170, 470, 160, 120, 140], rows, 24, height=58) + 20
    s.put(100, y, ["总学分：", f("credits", total)], 26)
    sign = school + rng.choice(["教务处", "继续教育学院"])
    foot(m, s, 1090, y + 130, [sign], [f("issue_date", say_date(rng, issue, "plain"))], stamp=sign, size=28)
    s.note("organiser", (400, 110, 840, 160))
    facts = {
        "person_name": someone.name,
        "student_no": student,
        "major": major,
        "subjects": subjects,
        "credits": total,
        "organiser": school,
        "issue_date": issue.isoformat(),
    }
    return Drawn("transcript", [s], facts, someone)


def study(m: Maker) -> tuple[Any, str, str, date]:
    graduated = date(m.rng.randint(2015, 2025), m.rng.choice([1, 6, 7]), m.rng.choice([1, 10, 20, 30]))
    return m.words.person(), m.rng.choice(SCHOOLS), m.rng.choice(MAJORS), graduated


@layout("degree_certificate")
def second_degree_bachelor(m: Maker) -> Drawn:
    """A degree: 授予…学士学位."""
    someone, school, major, day = study(m)
    rng, s = m.rng, m.a4(landscape=True, paper=(252, 244, 236))
    y = s.centre(150, rng.choice(["学士学位证书", "硕士学位证书"]), 72, face=m.type.title, colour=RED) + 50
    born = (
        f"{chinese_year(someone.born.year)}年{chinese_number(someone.born.month)}月{chinese_number(someone.born.day)}日"
    )
    degree = "学士" if "学士" in s.said[0] else "硕士"
    y = s.paragraph(
        180,
        y,
        1390,
        [
            f("person_name", someone.name),
            f"，{someone.sex}，{born}生。在",
            f("organiser", school),
            f("major", major),
            f"专业完成了{'本科' if degree == '学士' else '硕士'}学习计划，业已毕业，成绩合格，"
            "符合《中华人民共和国学位条例》的规定，"
            f"授予{rng.choice(['工学', '理学', '管理学', '医学'])}{degree}学位。",
        ],
        36,
    )
    number = m.words.number(16)
    s.put(180, 1000, ["证书编号：", f("certificate_no", number)], 28)
    s.put(900, 850, "学位评定委员会主席", 30)
    foot(m, s, 1540, 910, school, [f("issue_date", say_date(rng, day, "chinese"))], stamp=school, size=34)
    return Drawn(
        "degree_certificate",
        [s],
        {
            "person_name": someone.name,
            "major": major,
            "organiser": school,
            "certificate_no": number,
            "issue_date": day.isoformat(),
        },
        someone,
    )


@layout("degree_certificate")
def second_degree_diploma(m: Maker) -> Drawn:
    """A diploma of higher education, full form."""
    someone, school, major, day = study(m)
    rng, s = m.rng, m.a4(landscape=True)
    s.box((60, 60, 1694, 1180), 5, (160, 40, 40))
    y = s.centre(150, rng.choice(["普通高等学校毕业证书", "成人高等教育毕业证书"]), 64, face=m.type.title) + 50
    first = date(day.year - rng.choice([3, 4]), 9, 1)
    y = s.paragraph(
        180,
        y,
        1390,
        [
            "学生",
            f("person_name", someone.name),
            f"，性别{someone.sex}，{someone.born.year}年{someone.born.month}月{someone.born.day}日生，于{first.year}年9月至{day.year}年{day.month}月在本校",
            f("major", major),
            "专业四年制本科学习，修完教学计划规定的全部课程，成绩合格，准予毕业。",
        ],
        36,
    )
    number = m.words.number(18)
    s.put(180, 900, ["校名：", f("organiser", school)], 32)
    s.put(900, 900, "校（院）长：", 32)
    s.put(180, 970, ["证书编号：", f("certificate_no", number)], 30)
    s.put(900, 970, [f("issue_date", say_date(rng, day, "chinese"))], 32)
    seal(m, s, school, 1040, 960)
    return Drawn(
        "degree_certificate",
        [s],
        {
            "person_name": someone.name,
            "major": major,
            "organiser": school,
            "certificate_no": number,
            "issue_date": day.isoformat(),
        },
        someone,
    )


@layout("patent_certificate")
def second_patent(m: Maker) -> Drawn:
    """A patent of any of three kinds, labels closed up, several inventors."""
    rng, s = m.rng, m.a4()
    kind, label, first = rng.choice(
        [
            ("发明专利", "发明名称", "1"),
            ("实用新型专利", "实用新型名称", "2"),
            ("外观设计专利", "使用外观设计的产品名称", "3"),
        ]
    )
    applied = m.words.day(2016, 2022)
    granted = applied + timedelta(days=rng.randint(200, 900))
    name = rng.choice(["一种", ""]) + rng.choice(
        ["装配式墙板连接件", "海水养殖水质监测装置", "防滑安全脚手架扣件", "可调式护理床", "图书除尘消毒柜"]
    )
    inventors = [m.words.name() for _ in range(rng.randint(1, 4))]
    owner = unit(m, m.words.city())
    number, code = f"{applied.year}{first}{m.words.number(7)}", m.words.number(8)
    check = sum(int(c) * w for c, w in zip(number, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=True)) % 11
    printed = f"ZL {number[:4]} {number[4]} {number[5:]}.{'X' if check == 10 else check}"
    s.right(1100, 120, ["证书号第", f("certificate_no", code), "号"], 28)
    s.centre(330, [f("patent_kind", kind), "证书"], 64, face=m.type.title, colour=RED)
    y = 520
    for title, field, text in (
        (label, "patent_name", name),
        ("设计人" if first == "3" else "发明人", "inventors", "；".join(inventors)),
        ("专利号", "patent_no", printed),
        ("专利申请日", "apply_date", say_date(rng, applied, "plain")),
        ("专利权人", "owner", owner),
        ("授权公告日", "grant_date", say_date(rng, granted, "plain")),
    ):
        s.put(150, y, [title, "：", F(field, text)], 30)
        y += 70
    y = s.paragraph(
        150,
        y + 20,
        940,
        "国家知识产权局依照中华人民共和国专利法经过审查，决定授予专利权，颁发本证书并在专利登记簿上予以登记。专利权自授权公告之日起生效。",
        28,
    )
    s.right(1080, 1500, "局长　　申长雨", 30)
    facts = {
        "patent_kind": kind,
        "patent_name": name,
        "inventors": inventors,
        "patent_no": printed,
        "apply_date": applied.isoformat(),
        "owner": owner,
        "grant_date": granted.isoformat(),
        "certificate_no": code,
    }
    return Drawn("patent_certificate", [s], facts)


@layout("award_certificate")
def second_award_paper(m: Maker) -> Drawn:
    """An award for a work: name, work, contest, grade."""
    someone, _own, host_name = person(m)
    rng, s = m.rng, m.a4(landscape=True, paper=(253, 246, 226))
    issue, theme = m.words.day(), rng.choice(THEMES)
    prize = f"{issue.year}年" + rng.choice(
        ["浙江省科技进步奖", "温州市自然科学优秀论文奖", "徐州市教学成果奖", "嘉兴市优秀工程勘察设计奖"]
    )
    grade = rng.choice(["一等奖", "二等奖", "三等奖", "优秀奖"])
    y = s.centre(150, rng.choice(["获奖证书", "荣誉证书", "奖励证书"]), 84, face=m.type.title, colour=RED) + 40
    y = s.paragraph(180, y, 1390, [f("person_name", someone.name), "同志："], 40, indent=0)
    y = s.paragraph(
        180,
        y,
        1390,
        [
            "您主持完成的《",
            f("project_name", theme + "研究"),
            "》荣获",
            f("award_name", prize),
            f("award_grade", grade),
            "。特发此证，以资鼓励。",
        ],
        40,
    )
    code = f"{issue.year}-{rng.randint(1, 3)}-{m.words.number(3)}"
    s.put(180, 980, ["证书号：", f("certificate_no", code)], 30)
    foot(
        m,
        s,
        1540,
        880,
        [f("organiser", host_name)],
        [f("issue_date", say_date(rng, issue, "chinese"))],
        stamp=host_name,
        size=36,
    )
    level = "省级" if "浙江省" in prize else "市级"
    s.note("award_level", s.boxes["award_name"])
    s.note("year", s.boxes["award_name"])
    facts = {
        "person_name": someone.name,
        "project_name": theme + "研究",
        "award_name": prize.split("年", 1)[1],
        "award_grade": grade,
        "award_level": level,
        "certificate_no": code,
        "organiser": host_name,
        "issue_date": issue.isoformat(),
        "year": issue.year,
    }
    return Drawn("award_certificate", [s], facts, someone)


@layout("project_document")
def second_project_notice(m: Maker) -> Drawn:
    """A letter that a project is approved."""
    someone, own, _ = person(m)
    rng, s = m.rng, m.a4()
    bureau = CITIES[someone.city][0] + rng.choice(["科学技术局", "教育科学研究院", "哲学社会科学联合会"])
    issue = m.words.day()
    theme, number = rng.choice(THEMES) + "研究", f"{issue.year}{rng.choice('ABCY')}{m.words.number(4)}"
    title = rng.choice(["课题立项通知书", "科技计划项目立项通知书", "立项通知书"])
    y = s.centre(170, [f("doc_title", title)], 56, face=m.type.title) + 40
    y = s.paragraph(140, y, 960, [f("unit", own), "："], 32, indent=0)
    y = s.paragraph(
        140,
        y,
        960,
        [
            "经专家评审，你单位",
            f("person_name", someone.name),
            "同志申报的“",
            f("project_name", theme),
            "”被批准为",
            f"{issue.year}年度市级课题，项目编号为",
            f("project_no", number),
            "。请按计划组织实施。",
        ],
        32,
    )
    foot(m, s, 1080, y + 200, [f("organiser", bureau)], [f("issue_date", say_date(rng, issue, "plain"))], stamp=bureau)
    s.note("project_level", s.boxes["project_no"])
    facts = {
        "doc_title": title,
        "unit": own,
        "person_name": someone.name,
        "project_name": theme,
        "project_no": number,
        "project_level": "市级",
        "organiser": bureau,
        "issue_date": issue.isoformat(),
    }
    return Drawn("project_document", [s], facts, someone)


@layout("project_document")
def second_project_acceptance(m: Maker) -> Drawn:
    """A form of acceptance with labels in cells."""
    someone, own, _ = person(m)
    rng, s = m.rng, m.a4()
    bureau = CITIES[someone.city][0] + "科学技术局"
    start = m.words.day(2018, 2022)
    end = start + timedelta(days=rng.randint(400, 800))
    issue = end + timedelta(days=rng.randint(5, 60))
    theme, number = rng.choice(THEMES) + "研究与应用", f"{start.year}{rng.choice('NSG')}{m.words.number(5)}"
    y = (
        s.centre(
            140,
            [f("doc_title", title := rng.choice(["科技计划项目验收证书", "项目验收证书", "科研项目验收意见书"]))],
            52,
            face=m.type.title,
        )
        + 30
    )
    rows: list[Any] = [
        ["项目名称", [f("project_name", theme)]],
        ["项目编号", [f("project_no", number)]],
        ["承担单位", [f("unit", own)]],
        ["项目负责人", [f("person_name", someone.name)]],
        [
            "项目起止时间",
            [f("date_range", f"{start.year}年{start.month}月{start.day}日至{end.year}年{end.month}月{end.day}日")],
        ],
        ["验收结论", "通过验收"],
        ["验收日期", [f("issue_date", say_date(rng, issue, "plain"))]],
    ]
    y = form(s, 110, y, [260, 760], rows, 28, 92)
    s.right(1110, y + 90, ["组织验收单位：", f("organiser", bureau)], 30)
    seal(m, s, bureau, 930, y + 110)
    s.note("project_level", s.boxes["organiser"])
    facts = {
        "doc_title": title,
        "project_level": "市厅级",
        "project_name": theme,
        "project_no": number,
        "unit": own,
        "person_name": someone.name,
        "start_date": start.isoformat(),
        "end_date": end.isoformat(),
        "issue_date": issue.isoformat(),
        "organiser": bureau,
    }
    return Drawn("project_document", [s], facts, someone)


def periodical(m: Maker) -> dict[str, Any]:
    return {
        "journal_name": m.rng.choice(MAGAZINES),
        "year": m.rng.randint(2018, 2025),
        "issue": m.rng.randint(1, 12),
        "issn": m.words.issn(),
        "cn": f"CN {m.rng.choice(['33', '32', '11'])}-{m.words.number(4)}/{m.rng.choice(['G4', 'TU', 'R', 'S'])}",
    }


@layout("journal_cover")
def second_cover(m: Maker) -> Drawn:
    """A cover with the year and issue in a corner, numbers at the foot, a core-journal line."""
    rng, facts = m.rng, periodical(m)
    s = m.sheet(1240, 1700, rng.choice([(226, 236, 246), (255, 255, 255), (238, 230, 214)]))
    s.centre(
        180,
        [f("journal_name", facts["journal_name"])],
        130,
        face=m.type.title,
        colour=rng.choice([RED, (20, 60, 120)]),
        gap=10,
    )
    s.centre(380, "A MONTHLY JOURNAL OF PRACTICE", 30, face="serif")
    facts["volume"] = rng.randint(10, 48)
    s.put(
        100,
        470,
        [f("year", facts["year"]), "年第", f("issue", facts["issue"]), "期　第", f("volume", facts["volume"]), "卷"],
        40,
    )
    if rng.random() < 0.6:
        facts["level_cue"] = rng.choice(["中国科技核心期刊", "全国中文核心期刊", "中国学术期刊综合评价数据库来源期刊"])
        s.put(100, 560, [f("level_cue", facts["level_cue"])], 32)
    s.fill((100, 660, 1140, 1300), (150, 180, 200))
    s.put(100, 1420, ["ISSN ", f("issn", facts["issn"])], 32)
    s.put(100, 1480, [f("cn", facts["cn"])], 32)
    return Drawn("journal_cover", [s], facts)


@layout("journal_contents")
def second_contents(m: Maker) -> Drawn:
    """Contents with author lines below the titles and pages at the right edge; English running head."""
    rng, facts = m.rng, periodical(m)
    s = m.a4()
    s.put(90, 80, [f("journal_name", facts["journal_name"])], 44, face=m.type.title)
    s.right(1150, 90, [f("year", facts["year"]), "年　第", f("issue", facts["issue"]), "期"], 30)
    s.line((90, 150), (1150, 150), 2)
    y = s.centre(180, rng.choice(["目　录", "目　次", "CONTENTS　目次"]), 44, face=m.type.title) + 10
    page, entries = 1, []
    for i in range(rng.randint(8, 12)):
        if i % 4 == 0:
            s.put(90, y, rng.choice(["【专题研究】", "▪ 工程实践", "综述", "教学研究"]), 28, face=m.type.strong)
            y += 50
        title = rng.choice(THEMES) + rng.choice(["的应用研究", "探析", "现状与对策", "若干问题思考"])
        authors = [m.words.name() for _ in range(rng.randint(1, 3))]
        s.put(110, y, title, 28)
        s.right(1140, y, str(page), 28, said=False)
        s.put(150, y + 42, "　".join(authors), 24, face="kai")
        s.said.append(str(page))
        entries.append((title, authors, page))
        page += rng.randint(3, 7)
        y += 96
    del facts["cn"], facts["issn"]
    title, authors, at = rng.choice(entries)
    s.note("paper_title", (110, 200, 1000, 1400))
    s.note("authors", (110, 200, 1000, 1400))
    s.note("page_start", (110, 200, 1000, 1400))
    return Drawn("journal_contents", [s], {**facts, "paper_title": title, "authors": authors, "page_start": at})


@layout("article_page")
def second_article(m: Maker) -> Drawn:
    """First page of a paper: running head, title, authors, units in brackets, abstract, keywords."""
    rng, facts = m.rng, periodical(m)
    s = m.a4()
    s.put(
        90,
        70,
        [
            f("journal_name", facts["journal_name"]),
            "　",
            f("year", facts["year"]),
            "年第",
            f("issue", facts["issue"]),
            "期",
        ],
        24,
    )
    first = rng.randint(3, 90)
    s.right(1150, 70, [f("page_start", first)], 24)
    s.line((90, 112), (1150, 112), 2)
    title = rng.choice(THEMES) + rng.choice(["的探索与实践", "效果分析"])
    authors, own = [m.words.name() for _ in range(rng.randint(1, 3))], unit(m, m.words.city())
    y = s.centre(190, [f("paper_title", title)], 46, face=m.type.title)
    y = s.centre(y, [f("authors", "　".join(authors))], 30, face="kai")
    y = s.centre(y, ["（", f("unit", own), "，浙江 舟山 316000）"], 24) + 20
    y = s.paragraph(
        130, y, 980, "摘　要：结合近年来工作实践，对有关问题进行了分析，提出了改进措施，可供同类工作参考。", 24
    )
    y = s.paragraph(130, y, 980, "关键词：管理；实践；对策", 24)
    s.put(130, y, "中图分类号：G250　　文献标志码：A", 24)
    y += 50
    for _ in range(6):
        y = s.paragraph(
            90,
            y,
            1060,
            "近年来，随着工作要求的不断提高，传统做法已难以适应新形势的需要。本文在调查的基础上，从组织、技术与保障等方面进行了分析，并结合实例说明改进的成效与不足，为后续工作提供参考。",
            26,
        )
    del facts["cn"], facts["issn"]
    return Drawn(
        "article_page", [s], {**facts, "paper_title": title, "authors": authors, "unit": own, "page_start": first}
    )
