"""Results of examinations: web page, phone, certificate of passing."""

from __future__ import annotations

from typing import Any

from domain.reading import Reading
from extractors.exam_result import extract, recognise
from tests.extractors.typed import Words, column, grid, typed


def facts(reading: Reading) -> dict[str, Any]:
    return {fact.name: fact.value for fact in extract(reading).facts}


def test_web_page_with_a_table() -> None:
    words: list[Words] = [(150, 40, "http://www.exam.invalid/query", 30), (150, 120, "甲省人事考试网 成绩查询", 40)]
    words += [(450, 260, "2024年度一级建造师职业资格考试成绩", 56)]
    words += grid(
        [("姓名", "赵一鸣", "证件号码", "3304**********1234"), ("准考证号", "29173967788", "报考地市", "甲市")],
        (150, 400, 800, 1050),
        top=380,
    )
    rows = [
        ("科目名称", "成绩", "试卷满分", "是否合格"),
        ("工程经济", "72", "100", "合格"),
        ("专业实务(水利)", "59.5", "160", "不合格"),
    ]
    words += [*grid(rows, (200, 800, 1050, 1300), top=640), (150, 1000, "查询时间：2024-12-1122:15:52", 34)]
    reading = typed(words)
    assert recognise(reading).confidence > 0.9
    found = facts(reading)
    assert found["exam_name"] == "2024年度一级建造师职业资格考试"
    assert (found["person_name"], found["id_number"], found["admission_no"]) == (
        "赵一鸣",
        "3304**********1234",
        "29173967788",
    )
    assert found["subjects"] == [
        {"name": "工程经济", "score": 72, "result": "合格"},
        {"name": "专业实务(水利)", "score": 59.5, "result": "不合格"},
    ]
    assert found["query_date"] == "2024-12-11"


def test_phone_page_with_one_subject_under_the_other() -> None:
    words = column(
        [
            "考试成绩查询",
            "考试名称：中级会计专业技术资格考试",
            "姓名：钱小二",
            "准考证号：330401234567",
            "科目：财务管理",
            "成绩：81",
            "合格",
            "科目：经济法",
            "成绩：58",
            "不合格",
        ]
    )
    found = facts(typed(words, width=1080, height=2200))
    assert found["exam_name"] == "中级会计专业技术资格考试"
    assert [(s["name"], s["score"], s.get("result")) for s in found["subjects"]] == [
        ("财务管理", 81, "合格"),
        ("经济法", 58, "不合格"),
    ]


def test_phone_page_with_the_score_at_the_right_edge() -> None:
    words: list[Words] = [(380, 120, "成绩查询结果", 50), (80, 260, "考试名称"), (500, 260, "二级建造师执业资格考试")]
    words += [
        (80, 340, "姓名"),
        (500, 340, "赵一鸣"),
        (80, 560, "施工管理"),
        (800, 560, "78分"),
        (80, 640, "法规及相关知识"),
    ]
    words += [(800, 640, "65分"), (80, 860, "合格标准以省人事考试院公布为准")]
    found = facts(typed(words, width=1080))
    assert found["subjects"] == [{"name": "施工管理", "score": 78}, {"name": "法规及相关知识", "score": 65}]


def test_an_absent_candidate_has_no_score() -> None:
    rows = [("科目", "成绩", "结论"), ("工程经济", "缺考", "不合格"), ("工程法规", "80", "合格")]
    found = facts(
        typed(
            [(450, 150, "职业资格考试成绩通知单", 56), (150, 260, "准考证号：12345678"), *grid(rows, (200, 800, 1200))]
        )
    )
    assert [s["score"] for s in found["subjects"]] == ["缺考", 80]


def test_an_announcement_of_an_examination_is_no_result() -> None:
    words = column(
        [
            "关于2024年度职业资格考试报名工作的通知",
            "报名时间：7月1日至7月10日，缴费截止7月12日。",
            "成绩合格者颁发证书。",
        ]
    )
    assert recognise(typed(words)).confidence < 0.5
