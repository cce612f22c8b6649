"""Transcripts: courses side by side, credits, school; rows that do not add up are doubted."""

from __future__ import annotations

from typing import Any

from domain.fact import Extraction
from extractors.transcript import extract, recognise
from tests.extractors.typed import Words, column, grid, typed

HEAD: list[Words] = [
    (500, 100, "甲乙理工大学学生成绩单", 56),
    (100, 230, "姓名：赵一鸣"),
    (620, 230, "学号：2021830347"),
    (1150, 230, "专业：水利工程"),
]
COURSES = [
    ("课程名称", "学分", "成绩", "课程名称", "学分", "成绩"),
    ("高等数学", "4", "88", "工程力学", "3", "优秀"),
    ("大学英语", "3", "合格", "毕业设计(论文)", "2.5", "91"),
]
LEFTS = (150, 520, 680, 900, 1280, 1430)


def facts(extraction: Extraction) -> dict[str, Any]:
    return {fact.name: fact.value for fact in extraction.facts}


def test_two_halves() -> None:
    reading = typed([*HEAD, *grid(COURSES, LEFTS), (100, 800, "总学分：12.5"), (1100, 900, "2025年3月28日")])
    assert recognise(reading).confidence > 0.9
    found = facts(extract(reading))
    assert (found["organiser"], found["person_name"], found["student_no"]) == ("甲乙理工大学", "赵一鸣", "2021830347")
    assert (found["major"], found["credits"], found["issue_date"]) == ("水利工程", 12.5, "2025-03-28")
    assert {(s["name"], s["score"], s["credit"]) for s in found["subjects"]} == {
        ("高等数学", 88, 4),
        ("大学英语", "合格", 3),
        ("工程力学", "优秀", 3),
        ("毕业设计(论文)", 91, 2.5),
    }


def test_rows_that_do_not_add_up_to_the_total_are_doubted() -> None:
    whole = extract(typed([*HEAD, *grid(COURSES, LEFTS), (100, 800, "总学分：12.5")]))
    short = extract(typed([*HEAD, *grid(COURSES, LEFTS), (100, 800, "总学分：42")]))
    confidence = [next(f.confidence for f in e.facts if f.name == "subjects") for e in (whole, short)]
    assert confidence[0] > 0.98 > 0.95 > confidence[1]


def test_a_missing_credit_is_left_out_not_invented() -> None:
    rows = [COURSES[0], ("高等数学", "4", "88", "工程力学", "", "76")]
    found = facts(extract(typed([*HEAD, *grid(rows, LEFTS)])))
    assert {s["name"]: s.get("credit") for s in found["subjects"]} == {"高等数学": 4, "工程力学": None}


def test_an_examination_result_is_no_transcript() -> None:
    words = column(
        ["2024年度职业资格考试成绩查询", "姓名：赵一鸣", "准考证号：12345678", "科目 成绩", "查询时间：2024-12-11"]
    )
    assert recognise(typed(words)).confidence < 0.5
