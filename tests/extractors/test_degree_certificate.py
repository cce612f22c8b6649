"""Diplomas and degrees, as sentences and as registration forms."""

from __future__ import annotations

from typing import Any

import pytest

from domain.reading import Reading
from extractors.degree_certificate import extract, recognise
from tests.extractors.typed import column, typed


def facts(reading: Reading) -> dict[str, Any]:
    return {fact.name: fact.value for fact in extract(reading).facts}


@pytest.mark.parametrize(
    ("lines", "major"),
    [
        (
            [
                "成人高等教育毕业证书",
                "学生 赵一鸣 性别 男，1990年3月11日生，于2021年3月至2024年1月在本校水利工程专业业余学习，修完",
                "专科起点本科教学计划规定的全部课程，成绩合格，准予毕业。",
            ],
            "水利工程",
        ),
        (
            [
                "硕士学位证书",
                "赵一鸣，男，1990年3月11日生。在甲乙理工大学水文学及水资源专业完成了硕士学位培养计划，",
                "成绩合格，授予工学硕士学位。",
            ],
            "水文学及水资源",
        ),
        (
            [
                "硕 士 学 位 证 书",
                "赵一鸣，男，1990/3/11生。通过同等学力人员申请学位的课程考试与论文答辩，符合条例的规定，授予水利工程",
                "专业硕士学位。",
            ],
            "水利工程",
        ),
    ],
)
def test_sentence(lines: list[str], major: str) -> None:
    reading = typed(
        column([*lines, "校 名：甲乙理工大学", "证书编号：103355202405001234", "二〇二四年一月十日"]), width=2400
    )
    assert recognise(reading).confidence > 0.9
    found = facts(reading)
    assert found == {
        "person_name": "赵一鸣",
        "sex": "男",
        "major": major,
        "organiser": "甲乙理工大学",
        "certificate_no": "103355202405001234",
        "issue_date": "2024-01-10",
    }


def test_registration_form() -> None:
    words = column(
        [
            "教育部学历证书电子注册备案表",
            "姓名：赵一鸣",
            "性别：男",
            "学校名称：甲乙理工大学",
            "专业：给排水科学与工程",
            "层次：本科",
            "毕业日期：2024年6月30日",
            "证书编号：103355202405001234",
        ]
    )
    reading = typed(words)
    assert recognise(reading).confidence > 0.9
    found = facts(reading)
    assert (found["person_name"], found["organiser"]) == ("赵一鸣", "甲乙理工大学")
    assert (found["major"], found["certificate_no"]) == ("给排水科学与工程", "103355202405001234")


def test_a_training_certificate_is_no_degree() -> None:
    words = column(
        ["结业证书", "赵一鸣同志于2024年5月参加高级研修班，完成24学时，成绩合格，准予结业。", "甲市水利学会"]
    )
    assert recognise(typed(words)).confidence < 0.6
