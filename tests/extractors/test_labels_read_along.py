"""The neighbouring label kept out of a value, and the last word of a class taken in from a row of its own."""

from __future__ import annotations

from typing import Any

from domain.reading import Reading
from extractors import completion_certificate, exam_result, sign_in_sheet
from extractors.papers.understanding import understand
from extractors.text.identifiers import tidy_number
from tests.extractors.test_unseen_layouts import BIG
from tests.extractors.typed import column, typed


def facts(kind: Any, reading: Reading) -> dict[str, Any]:
    return {fact.name: fact.value for fact in kind.extract(reading).facts}


def test_a_room_is_read_up_to_the_last_word_before_the_colon() -> None:
    words = column(
        ("统计范围：2024-04-12 至 2024-04-16  签到地点：甲市会展中心 3 号厅  所属组织：乙市速递公司",), top=300
    )
    read = facts(sign_in_sheet, typed([(300, 100, "港口装卸机械培训班签到统计", BIG), *words], width=2400))
    assert read["place"] == "甲市会展中心3号厅"


def test_a_label_with_its_number_is_no_subject() -> None:
    words = [(400, 300, "科目"), (1200, 300, "分数")]
    for at, (name, mark) in enumerate((("基础知识", "77"), ("相关专业知识", "81"), ("专业知识", "75"))):
        words += [(400, 370 + 70 * at, name), (1200, 370 + 70 * at, mark)]
    words += [(160, 600, "准考证号 505947487160"), (1200, 600, "201931191385")]
    read = facts(exam_result, typed([(500, 100, "考试合格证明", BIG), *words], width=1800))
    assert [subject["name"] for subject in read["subjects"]] == ["基础知识", "相关专业知识", "专业知识"]


def test_the_next_label_ends_a_number() -> None:
    assert tidy_number("202355975572经办") == "202355975572"
    assert tidy_number("202355975572填发人:") == "202355975572"
    assert tidy_number("甲教证字2023第0412号") == "甲教证字2023第0412号"


def test_the_department_of_an_addressee_is_left_out() -> None:
    lines = ("乙市大数据中心人事科：", "贵单位学员邹一岩参加中药炮制培训班，共3天，18学时，成绩合格。")
    foot = [(1100, 900, "甲市药学会"), (1100, 970, "2023年1月19日")]
    paper = typed([(500, 100, "培训结果转移单", BIG), *column(lines, top=300), *foot], width=1800)
    assert facts(completion_certificate, paper)["unit"] == "乙市大数据中心"


def test_the_last_word_of_a_class_alone_in_a_row_belongs_to_it() -> None:
    words = [
        (160, 200, "学员姓名"), (920, 200, "培训项目"), (160, 266, "钱一龙"), (920, 266, "核安全与辐射监测继续教育"),
        (920, 351, "培训班"), (160, 388, "所在单位"), (920, 436, "培训日期"), (160, 450, "江东电力甲市供电公司"),
        (920, 499, "2023.07.30-2023.08.03"), (920, 586, "学时"), (920, 649, "30学时"),
        (160, 863, "证明编号：202379773842"), (920, 863, "江东农林大学 2023年8月28日"),
    ]  # fmt: skip
    (read,) = understand(typed([(160, 90, "员工培训证明", BIG), *words], width=1800))
    (title,) = [fact for fact in read.facts if fact.name == "course_title"]
    assert title.value == "核安全与辐射监测继续教育培训班"
