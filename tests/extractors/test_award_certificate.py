"""Awards: name, grade, rank, project and level."""

from __future__ import annotations

from typing import Any

import pytest

from domain.reading import Reading
from extractors.award_certificate import extract, recognise
from tests.extractors.typed import column, typed


def facts(reading: Reading) -> dict[str, Any]:
    return {fact.name: fact.value for fact in extract(reading).facts}


def test_sentence() -> None:
    words = column(
        [
            "获奖证书",
            "赵一鸣 同志：",
            "你参与完成的“海塘安全监测关键技术”项目荣获2023年度甲山市科学技术进步奖二等奖（第三完成人），",
            "特颁此证，以资鼓励。",
            "证书编号：2023-J-2-083-R03",
            "甲山市人民政府",
            "二〇二三年六月八日",
        ]
    )
    reading = typed(words, width=2800)
    assert recognise(reading).confidence > 0.9
    assert facts(reading) == {
        "person_name": "赵一鸣",
        "project_name": "海塘安全监测关键技术",
        "award_name": "甲山市科学技术进步奖",
        "award_grade": "二等奖",
        "rank": 3,
        "year": 2023,
        "certificate_no": "2023-J-2-083-R03",
        "organiser": "甲山市人民政府",
        "issue_date": "2023-06-08",
        "award_level": "市级",
    }


def test_form() -> None:
    words = column(
        [
            "科学技术奖励证书",
            "项目名称：海塘安全监测关键技术",
            "奖励等级：一等奖",
            "奖励级别：省级",
            "获奖者：钱小二",
            "排名：2",
            "证书号：2022-1-017",
            "颁发日期：2022年12月30日",
        ]
    )
    found = facts(typed(words))
    assert (found["person_name"], found["award_grade"], found["award_level"]) == ("钱小二", "一等奖", "省级")
    assert (found["rank"], found["issue_date"]) == (2, "2022-12-30")


def test_contest_and_heading_name_the_award() -> None:
    words = column(
        [
            "荣誉证书",
            "赵一鸣老师：",
            "在2024年甲市中小学优质课评比中，荣获初中数学组一等奖。",
            "甲市教育局",
            "2024年6月1日",
        ]
    )
    found = facts(typed(words))
    assert (found["award_name"], found["award_grade"], found["year"]) == ("甲市中小学优质课评比", "一等奖", 2024)
    words = column(
        [
            "浙江省科学技术奖",
            "证 书",
            "项目名称：海塘安全监测关键技术",
            "奖励等级：二等奖",
            "获 奖 者：赵一鸣（第2完成人）",
        ]
    )
    found = facts(typed(words))
    assert (found["award_name"], found["award_level"], found["rank"]) == ("浙江省科学技术奖", "省级", 2)


@pytest.mark.parametrize(
    "words",
    [
        column(["结业证书", "赵一鸣同志参加培训班学习24学时，成绩优秀，准予结业。", "甲市水利局"]),
        column(["关于申报2024年度科学技术奖的通知", "现将有关事项通知如下：一等奖3项，二等奖5项。"]),
    ],
)
def test_what_is_no_award(words: list[Any]) -> None:
    assert recognise(typed(words)).confidence < 0.5
