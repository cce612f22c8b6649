"""The class within the title of a list, bodies of offices, who signed and who only works there."""

from __future__ import annotations

from typing import Any

import pytest

from domain.reading import MarkType, Reading
from extractors import (
    completion_certificate,
    course_schedule,
    roster,
)
from extractors.text.candidates import Sort, candidates
from extractors.text.current import document_of
from extractors.text.hours import find_half_days, find_hours
from extractors.text.organisations import is_organisation, organisation_in
from tests.extractors.typed import grid, mark, typed


def facts(kind: Any, reading: Reading) -> dict[str, Any]:
    return {fact.name: fact.value for fact in kind.extract(reading).facts}


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("参加堤防巡查培训班人员名单", "堤防巡查培训班"),
        ("堤防巡查培训班录取名单", "堤防巡查培训班录取名单"),
        ("堤防巡查培训班学员名单", "堤防巡查培训班学员名单"),
    ],
)
def test_class_within_the_title_of_a_list(title: str, named: str) -> None:
    rows = [
        ("序号", "姓名", "单位"),
        ("1", "赵一鸣", "甲水利局"),
        ("2", "钱小二", "乙设计院"),
        ("3", "孙三立", "丙水务局"),
    ]
    assert facts(roster, typed([(300, 120, title, 60), *grid(rows, (120, 400, 800))]))["meeting_title"] == named


def test_body_of_an_office_and_label_of_one() -> None:
    assert is_organisation("甲河区机关幼儿园")
    assert not is_organisation("发证机关甲县水利局")


def test_who_signed_beside_the_head_of_the_school() -> None:
    words = [
        (300, 100, "结业证书", 60),
        (150, 220, "周小禾同志参加堤防巡查培训班,共9学时,准予结业。"),
        (150, 420, "校长"),
        (300, 420, "吴大川"),
        (800, 420, "甲县水利干部培训中心"),
        (800, 500, "2023年6月1日"),
    ]
    assert facts(completion_certificate, typed(words))["organiser"] == "甲县水利干部培训中心"


def test_hours_carried_over_do_not_count() -> None:
    assert [one.value for one in find_hours("学时9学时,上年结转2学时不计入本项")] == [9]


def test_school_over_a_bare_table_name_is_no_class() -> None:
    rows = [("日期", "时段", "内容"), ("2023年5月6日", "上午", "白蚁防治"), ("下午", "水尺安装", "甲县水利培训中心")]
    reading = typed([(300, 60, "乙县水利职业学校", 60), (400, 160, "课程表", 60), *grid(rows, (120, 500, 900))])
    found = facts(course_schedule, reading)
    assert found.get("course_title") != "乙县水利职业学校"
    assert found.get("organiser") != "下午水尺安装甲县水利培训中心"


def test_stretch_of_words_ends_before_the_label_that_runs_into_it() -> None:
    document = document_of(typed([(100, 100, "班级:堤防巡查专题讲座时间:2023年5月6日")]))
    words = {one.value for one in candidates(document) if one.sort is Sort.WORDS}
    assert "堤防巡查专题讲座" in words
    assert "堤防巡查专题讲座时间" not in words


def test_half_days_counted_beside_their_label() -> None:
    assert [one.value for one in find_half_days("半天数 3 小时数 12")] == [3]


def test_where_a_person_works_has_not_signed() -> None:
    rows = [("学员", "周小禾"), ("工作单位", "甲县水文测验中心"), ("打印日期", "2023-06-01")]
    reading = typed([(300, 100, "专业科目学时证明", 60), *grid(rows, (120, 500))])
    found = facts(completion_certificate, reading)
    assert found["unit"] == "甲县水文测验中心"
    assert "organiser" not in found


def test_verb_behind_a_label_is_no_part_of_the_place() -> None:
    rows = [("序号", "姓名"), ("1", "赵一鸣"), ("2", "钱小二"), ("3", "孙三立")]
    reading = typed(
        [(300, 120, "堤防巡查培训班学员名单", 60), *grid(rows, (120, 400)), (150, 900, "地点在水利大厦三楼")]
    )
    assert facts(roster, reading)["place"] == "水利大厦三楼"


def test_class_whose_theory_was_learnt() -> None:
    reading = typed(
        [
            (300, 100, "水利人员培训合格证书", 60),
            (150, 240, "周小禾同志按大纲要求完成堤防巡查提升班理论学习,共9学时,考核合格。"),
        ]
    )
    assert facts(completion_certificate, reading)["course_title"] == "堤防巡查提升班"


def test_day_of_a_lecture_is_not_the_day_of_issue() -> None:
    said = ["学分条", "讲座:堤防巡查专题课", "日期:2023年5月6日", "地点:水利大厦三楼", "姓名:周小禾", "学分:2分"]
    reading = typed([(200, 100 + 80 * at, text) for at, text in enumerate(said)])
    assert "issue_date" not in facts(completion_certificate, reading)


def test_platform_that_confirmed_it_is_named_without_its_label() -> None:
    span = document_of(typed([(100, 100, "确认平台水文学习网")])).cells[0].flow.whole
    kept = organisation_in(span)
    assert kept is not None
    assert kept.text == "水文学习网"


def test_body_whose_seal_is_on_it_rather_than_its_department() -> None:
    words = ["学习证明", "周小禾于2023年5月6日参加堤防巡查培训班,共9学时。", "甲县水利局科教科", "2023年6月1日"]
    said = [(200.0, 100.0 + 90 * at, text) for at, text in enumerate(words)]
    seal = mark(MarkType.SEAL, 180, 260, 420, 480, "甲县水利局")
    assert facts(completion_certificate, typed(said, marks=[seal]))["organiser"] == "甲县水利局"
    # A department for the body's own affairs holds nothing in its own name, seal or no seal.
    assert facts(completion_certificate, typed(said))["organiser"] == "甲县水利局"
