"""Journals, marks, receipts and statements whose heads and labels were met later."""

from __future__ import annotations

from domain.place import Box, Place
from domain.reading import Line, Reading
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, line, typed, typed_page

_TEXT = "河道淤积影响行洪,本文比较三种清淤方法的效率与费用,并讨论底泥的去向。"


def spaced(left: float, top: float, text: str, size: float = 40) -> Line:
    """A line whose blanks the reader saw, with the places of its letters."""
    boxes = tuple(Box(left + i * size, top, left + (i + 1) * size, top + 1.2 * size) for i in range(len(text)))
    return Line(text, Place(1, Box.around(boxes)), 0.999, (0.999,) * len(text), boxes)


def test_a_paper_with_its_authors_behind_their_unit() -> None:
    page = typed_page(
        [
            (200, 100, "工作研究"),
            (700, 100, "2023·4"),
            (1200, 100, "甲省水利"),
            (400, 200, "河道清淤方法的比较", 64),
            *column([_TEXT] * 2, top=450),
            (200, 640, "一、问题的提出"),
            *column([_TEXT] * 4, top=720),
            (780, 2050, "41"),
        ],
        width=2000,
    )
    lines = (*page.lines, spaced(300, 330, "◎ 甲市水文站 周启明、林小雨"))
    made = Reading("0" * 64, "image/jpeg", (type(page)(1, 2000, 2200, 0, page.source, lines),))
    kind, facts = read(made)
    assert kind == "article_page"
    assert (facts["unit"], facts["authors"]) == ("甲市水文站", ["周启明", "林小雨"])
    assert (facts["journal_name"], facts["year"], facts["issue"]) == ("甲省水利", 2023, 4)
    assert (facts["paper_title"], facts["page_start"]) == ("河道清淤方法的比较", 41)


def test_the_journal_in_title_signs_between_issue_and_count() -> None:
    words = [
        (200, 100, "2022年第8期"),
        (700, 100, "《甲省水利》"),
        (1200, 100, "总第96期"),
        (400, 200, "河道清淤方法的比较", 64),
        (400, 330, "甲市水文站"),
        (900, 330, "周启明"),
        (260, 430, "提要 " + _TEXT),
        *column([_TEXT] * 4, top=520),
        (1200, 860, "(责任编辑 林小雨)"),
    ]
    kind, facts = read(typed(words, width=2000))
    assert kind == "article_page"
    assert (facts["journal_name"], facts["year"], facts["issue"]) == ("甲省水利", 2022, 8)
    assert (facts["unit"], facts["authors"]) == ("甲市水文站", ["周启明"])


def test_marks_under_another_heading_and_a_day_of_notice() -> None:
    rows = [("科目", "卷面成绩", "结论"), ("水工建筑", "71", "通过"), ("工程测量", "48", "未通过")]
    words = [
        (600, 150, "考试成绩通知单", BIG),
        (200, 280, "考生姓名:周启明"),
        (900, 280, "准考证号:20240518331"),
        (200, 350, "考试名称:2024年度甲省水利工程师资格考试"),
        *grid(rows, (200, 800, 1300), top=440),
        (200, 800, "通知日期:2024年9月6日"),
        (1100, 800, "甲市人事考试院"),
    ]
    kind, facts = read(typed(words, width=1900))
    assert kind == "exam_result"
    assert [(s["name"], s["score"], s["result"]) for s in facts["subjects"]] == [
        ("水工建筑", 71, "通过"),
        ("工程测量", 48, "未通过"),
    ]
    assert (facts["issue_date"], facts["organiser"]) == ("2024-09-06", "甲市人事考试院")


def test_school_and_major_on_a_students_own_page() -> None:
    rows = [("课程名称", "学分", "成绩"), ("水力学", "3", "82"), ("工程测量", "2", "91"), ("土力学", "3", "77")]
    words = [
        (100, 150, "我的成绩", BIG),
        (100, 280, "姓名 周启明"),
        (100, 350, "甲省水利学院 · 港口航道工程"),
        (100, 420, "学号 2020331507"),
        *grid(rows, (100, 600, 900), top=520),
    ]
    kind, facts = read(typed(words, width=1200))
    assert kind == "transcript"
    assert (facts["organiser"], facts["major"]) == ("甲省水利学院", "港口航道工程")


def test_a_slip_of_the_card_machine() -> None:
    rows = [
        ("商户名称", "甲市水利学会"),
        ("终端号", "55102736"),
        ("交易类型", "消费"),
        ("凭证号", "000418"),
        ("日期时间", "2024-05-06 10:21:33"),
        ("摘要", "培训费"),
        ("金额 RMB", "640.00"),
    ]
    kind, facts = read(typed([(300, 120, "银联签购单", BIG), *grid(rows, (100, 600), top=280)], width=1200))
    assert kind == "payment_receipt"
    assert (facts["payee"], facts["amount"], facts["issue_date"]) == ("甲市水利学会", 640, "2024-05-06")


def test_nothing_taken_off_is_not_the_sum_paid() -> None:
    rows = [
        ("收费项目", "单价", "人数", "金额"),
        ("培训费", "380.00", "2", "760.00"),
        ("减免", "—", "—", "0.00"),
        ("实付", "760.00元(大写:柒佰陆拾元整)", "", ""),
    ]
    _, facts = read(
        typed(
            [
                (500, 120, "培训收费结算单", BIG),
                (200, 280, "收款方:甲市水利研究室"),
                (1000, 280, "结算日期:2024-05-06"),
                *grid(rows, (200, 600, 1000, 1400), top=400),
            ],
            width=1900,
        )
    )
    assert (facts["amount"], facts["payee"]) == (760, "甲市水利研究室")


def test_an_answer_to_the_lecturers_employer() -> None:
    kind, facts = read(
        letter(
            "关于周启明同志讲课情况的复函",
            "甲市水文站:",
            "来函收悉。贵单位周启明同志于2024年5月6日在我会举办的“智慧水务培训班”作《河道清淤技术》讲座,",
            "授课学时为4学时。特此函复。",
            "甲市水利学会",
            "2024年5月20日",
        )
    )
    assert kind == "teaching_statement"
    assert (facts["person_name"], facts["unit_from"]) == ("周启明", "甲市水文站")
    assert (facts["lecture_title"], facts["course_title"]) == ("河道清淤技术", "智慧水务培训班")
    assert (facts["hours"], facts["organiser"]) == (4, "甲市水利学会")


def test_a_form_that_asks_who_held_the_class() -> None:
    rows = [
        ("参加人员", "周启明"),
        ("所参加的培训", "智慧水务专题培训班"),
        ("培训由谁举办", "甲省水利学会河湖分会"),
        ("自何日至何日", "2024年5月6日至2024年5月8日"),
        ("共几学时", "24学时"),
    ]
    kind, facts = read(
        typed(
            [
                (600, 150, "单位证明", BIG),
                *grid(rows, (200, 700)),
                (200, 950, "证明单位:甲市水文站"),
                (1000, 950, "证明日期:2024年5月20日"),
            ],
            width=1900,
        )
    )
    assert kind == "unit_statement"
    assert (facts["organiser"], facts["unit"]) == ("甲省水利学会河湖分会", "甲市水文站")


def test_whose_work_was_honoured_and_who_did_it() -> None:
    kind, facts = read(
        letter(
            "2023年度甲市水利科技进步奖获奖证明",
            "经评审,甲市水文站完成的“河道清淤技术研究”获二等奖。该项目完成人周启明,位列第3名。",
            "特此证明。",
            "甲市水利学会",
            "2023年12月1日",
        )
    )
    assert kind == "award_certificate"
    assert (facts["unit"], facts["person_name"], facts["rank"]) == ("甲市水文站", "周启明", 3)


def test_a_letter_to_who_applied_for_the_project() -> None:
    kind, facts = read(
        letter(
            "校级科研课题立项通知书",
            "周启明同志:",
            "您申请的课题已获准立项。",
            "课题名称:河道清淤技术研究",
            "立项编号:2023K017",
            "承担单位:甲市水文站",
            "研究时限:2023年3月至2024年9月",
            "甲省水利学院",
            "2023年3月6日",
        )
    )
    assert kind == "project_document"
    assert facts["person_name"] == "周启明"
    assert (facts["start_date"], facts["end_date"]) == ("2023-03", "2024-09")


def test_the_name_of_a_journal_behind_its_issue() -> None:
    entries = [
        ("河道清淤方法的比较", "周启明", "1"),
        ("闸门自动控制的改进", "林小雨", "7"),
        ("中小水库的安全鉴定", "陈立新", "12"),
        ("灌区量水设施的选型", "吴海燕", "18"),
        ("山洪预警指标的确定", "郑国强", "25"),
    ]
    words = [
        (700, 100, "目 次", BIG),
        (500, 230, "第12卷第3期 2023年6月 甲省水利"),
        *((200, 340 + 90 * i, f"{t}………………{a} {n}") for i, (t, a, n) in enumerate(entries)),
    ]
    kind, facts = read(typed(words, width=1700))
    assert kind == "journal_contents"
    assert facts["journal_name"] == "甲省水利"


def test_the_cover_says_the_journal_is_listed() -> None:
    words = [
        (500, 150, "甲省水利", 150),
        (500, 420, "2023年第3期"),
        (500, 520, "ISSN 1003-1234"),
        (500, 600, "CN 33-1234/TV"),
        (500, 1500, "中文核心期刊要目总览收录期刊"),
        (500, 1600, "甲省水利学会主办"),
    ]
    kind, facts = read(typed(words))
    assert kind == "journal_cover"
    assert facts["level_cue"] == "中文核心期刊要目总览收录期刊"


def test_the_name_before_the_verb_of_a_degree() -> None:
    words = [
        line(200, 400 + 90 * i, t)
        for i, t in enumerate(["周启明修完港口航道工程专业本科学习计划", "成绩优良,经审核授予学士学位"])
    ]
    page = typed_page(
        [
            (600, 150, "学士学位证书", BIG),
            (200, 700, "甲省水利学院"),
            (200, 780, "2023年6月20日"),
            (200, 860, "证书编号 1043242023001234"),
        ],
        width=1900,
    )
    made = Reading("0" * 64, "image/jpeg", (type(page)(1, 1900, 2200, 0, page.source, (*page.lines, *words)),))
    kind, facts = read(made)
    assert kind == "degree_certificate"
    assert (facts["person_name"], facts["organiser"]) == ("周启明", "甲省水利学院")


def test_where_a_paper_is_filed_is_not_its_number() -> None:
    rows = [
        ("授课人", "所在单位", "授课题目", "授课日期", "学时"),
        ("周启明", "甲市水文站", "河道清淤技术", "2024年5月6日", "4学时"),
    ]
    words = [
        (200, 80, "档案号:550174309921"),
        (500, 150, "兼职教师授课登记", BIG),
        *grid(rows, (150, 450, 850, 1250, 1650)),
        (200, 700, "办班单位:甲市水利学会"),
        (200, 790, "出具日期:2024年5月20日"),
    ]
    kind, facts = read(typed(words, width=1900))
    assert kind == "teaching_statement"
    assert "certificate_no" not in facts
    assert (facts["unit_from"], facts["lecture_title"]) == ("甲市水文站", "河道清淤技术")


def test_the_name_of_the_form_is_not_what_was_paid_for() -> None:
    rows = [("名目", "数量", "金额"), ("培训费", "1", "640.00"), ("合计小写", "¥640.00", "")]
    words = [
        (300, 150, "甲省团体会费及培训费专用收据", BIG),
        (200, 300, "开具单位:甲市水利学会"),
        (1000, 300, "开具日期:2024年5月6日"),
        *grid(rows, (200, 700, 1200), top=400),
    ]
    kind, facts = read(typed(words, width=1900))
    assert kind == "payment_receipt"
    assert (facts["item"], facts["payee"], facts["amount"]) == ("培训费", "甲市水利学会", 640)
