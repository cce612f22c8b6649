"""Titles beside and before names, classes told between days in words, and records whose headings are said otherwise."""

from __future__ import annotations

import pytest

from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, typed


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("兹证明我单位技师周启明(身份证号330402198301019950)于", "技师"),
        ("我校教师周启明,男,副编审。在", "副编审"),
        ("一、周启明,公民身份号码330402198301019950,系我单位国家级教练。于", "国家级教练"),
    ],
)
def test_a_title_in_apposition(said: str, title: str) -> None:
    _, facts = read(
        letter(
            "证明",
            f"{said}2024年5月6日至2024年5月8日",
            "参加甲市水利学会组织的“河道清淤技术培训班”,计12学时,情况属实。",
            "乙市水文站",
            "2024年6月1日",
        )
    )
    assert (facts["person_name"], facts["title_level"]) == ("周启明", title)


def test_whom_a_letter_to_the_employer_is_about_by_post() -> None:
    _, facts = read(
        letter(
            "学习情况证明",
            "乙市水文站:",
            "贵单位编辑周启明于2024年5月6日至5月8日参加我校承办的河道清淤技术培训班,完成教学计划24学时。",
            "甲省理工大学",
            "2024年6月1日",
        )
    )
    assert (facts["person_name"], facts["title_level"]) == ("周启明", "编辑")


def test_a_title_in_brackets_behind_how_somebody_is_addressed() -> None:
    _, facts = read(
        letter(
            "教练员再教育结业凭证",
            "周启明教练(高级教练):",
            "你参加的河道皮划艇执教讲习班(2024年5月6日至2024年5月8日)现已结束,计20学时。",
            "甲市体育总会",
            "2024年6月1日",
        )
    )
    assert facts["title_level"] == "高级教练"


@pytest.mark.parametrize(
    ("label", "value", "title"),
    [
        ("任职资格", "高级工程师", "高级工程师"),
        ("现任职务", "馆员", "馆员"),
        ("岗位", "正高级教师", "正高级教师"),
        ("现任职务", "科长", None),
        ("岗位", "会计", None),
    ],
)
def test_posts_are_titles_where_they_are_called_so(label: str, value: str, title: str | None) -> None:
    rows = (
        ("姓名", "周启明"), ("工作单位", "乙市水文站"), (label, value), ("培训项目", "河道清淤技术培训班"),
        ("起止时间", "2024-05-06至2024-05-08"), ("学时", "24学时"),
    )  # fmt: skip
    form = [
        (400, 120, "继续教育学时认定表", BIG),
        *grid(rows, (150, 500)),
        (700, 1100, "甲市水利学会"),
        (700, 1180, "2024-06-01"),
    ]
    assert read(typed(form))[1].get("title_level") == title


def test_the_end_of_a_sentence_in_a_row_of_its_own_is_no_name() -> None:
    _, facts = read(
        letter(
            "Certificate of Attendance",
            "This certifies that 周启明 attended the course “河道清淤技术能力提升研",
            "修班” held from August 3, 2019 to August 3, 2019 and earned 4 学时.",
            "Issued by 甲市水利学会",
            "2019-08-22",
        )
    )
    assert facts["person_name"] == "周启明"


@pytest.mark.parametrize("house", ["我校继续教育学院修完", "我校修完"])
def test_a_class_behind_days_in_chinese_figures(house: str) -> None:
    _, facts = read(
        letter(
            "修业证书",
            f"学员周启明,男,于二〇二四年六月三日至二〇二四年六月四日在{house}河道清淤师资班规定的全部课程,",
            "计八学时,成绩合格,准予修业。",
            "颁发:甲省理工大学",
            "二〇二四年七月十一日",
        )
    )
    assert facts["course_title"] == "河道清淤师资班"


def test_what_was_held_by_the_body_that_speaks() -> None:
    _, facts = read(
        letter(
            "技术学习证明书",
            "兹有乙市水文站周启明同志,于一九九六年三月十五日至",
            "一九九六年三月十七日在本会所办河道清淤实务讲座学习,",
            "计课堂与实习十八学时,业经测验及格,特给予证明。",
            "甲市水利学会",
            "一九九六年四月四日",
        )
    )
    assert facts["course_title"] == "河道清淤实务讲座"


def test_a_contest_between_whom_and_what_was_won() -> None:
    _, facts = read(
        letter(
            "获奖证书",
            "授予周启明(乙市水文站)在全市青年职工技能比武中荣获一等奖,以资鼓励。",
            "甲市总工会",
            "2024.06.02",
        )
    )
    assert (facts["award_name"], facts["award_grade"]) == ("全市青年职工技能比武", "一等奖")


def test_an_examination_in_which_marks_were_as_follows() -> None:
    rows = (("科目名称", "分数", "结果"), ("水利法规", "73", "合格"), ("案例分析", "83", "合格"))
    notice = [
        (450, 100, "考试成绩通知单", BIG),
        *column(
            ("周启明同志(证件号码330402********9950),在2021年度二级", "造价工程师职业资格考试中各科成绩如下:"), top=220
        ),
        *grid(rows, (250, 700, 950), top=400),
        (800, 800, "甲市人事考试中心"),
        (800, 880, "2021年9月24日"),
    ]
    assert read(typed(notice))[1]["exam_name"] == "2021年度二级造价工程师职业资格考试"


def test_the_moment_a_page_of_marks_was_shown() -> None:
    rows = (("科目", "得分", "是否合格"), ("水利法规", "73", "合格"), ("案例分析", "83", "合格"))
    page = [
        (450, 140, "成绩单", BIG), (100, 230, "2024年度二级造价工程师职业资格考试"), (100, 300, "周启明"),
        (100, 380, "准考证 233595828638"), *grid(rows, (250, 600, 800), top=500), (100, 900, "2024-11-02 13:41:12"),
    ]  # fmt: skip
    facts = read(typed(page))[1]
    assert facts["query_date"] == "2024-11-02"
    assert "issue_date" not in facts


@pytest.mark.parametrize(
    "sentence",
    [
        "于2019年3月入学,采矿工程专业,修业期满成绩合格,准予毕业。",
        "1990年4月生,采矿工程专业(三年制专科)修业期满,成绩合格,准予毕业。",
    ],
)
def test_a_major_behind_a_sign(sentence: str) -> None:
    _, facts = read(
        letter(
            "毕业证书",
            f"学生周启明,性别女,{sentence}",
            "校名 甲省开放大学",
            "证书编号 173561202404108541",
            "二〇二四年三月三日",
        )
    )
    assert facts["major"] == "采矿工程"


def test_the_headings_of_a_years_record_in_other_words() -> None:
    rows = (
        ("序", "教育项目", "起日", "止日", "折算学时", "审核"),
        ("1", "河道清淤技术", "2022-02-13", "2022-02-14", "8", "已审核"),
        ("2", "堤坝安全巡查", "2022-03-17", "2022-03-18", "16", "已审核"),
        ("3", "水文资料整编", "2022-05-14", "2022-05-17", "24", "已审核"),
    )
    record = [
        (300, 100, "水利从业人员年度后续教育台账", BIG), (150, 220, "从业人员 周启明"),
        *grid(rows, (120, 220, 650, 900, 1150, 1380), top=320), (1000, 720, "本年合计 48 学时"),
        (900, 820, "甲市水利局"), (900, 900, "2022-07-17"),
    ]  # fmt: skip
    done = read(typed(record, width=1700))[1]["activities"]
    assert [(one["start_date"], one["end_date"], one["hours"]) for one in done] == [
        ("2022-02-13", "2022-02-14", 8),
        ("2022-03-17", "2022-03-18", 16),
        ("2022-05-14", "2022-05-17", 24),
    ]


def test_a_list_of_hours_that_names_no_year() -> None:
    rows = (
        ("课程", "修读方式", "计入", "结论"),
        ("河道清淤技术", "讲座", "32学时", "合格"),
        ("堤坝安全巡查", "面授", "12学时", "通过"),
    )
    page = [
        (500, 100, "学时清单", BIG), (350, 200, "导出自 水利学堂 清单号 AJ2019075509"),
        (150, 280, "学员:周启明 身份证:330402198301019950"), *grid(rows, (250, 650, 850, 1050), top=360),
        (150, 680, "共计:44 学时"), (900, 760, "出具时间 2019.07.17"),
    ]  # fmt: skip
    facts = read(typed(page))[1]
    assert [one["course_title"] for one in facts["activities"]] == ["河道清淤技术", "堤坝安全巡查"]
    assert "course_title" not in facts
