"""Approval and closing papers of projects."""

from __future__ import annotations

from typing import Any

from domain.reading import Reading
from extractors.project_document import extract, recognise
from tests.extractors.typed import column, grid, typed


def facts(reading: Reading) -> dict[str, Any]:
    return {fact.name: fact.value for fact in extract(reading).facts}


def test_form_with_cells() -> None:
    rows = [
        ("项目名称", "海塘安全监测技术研究"),
        ("项目编号", "SZ20230127"),
        ("承担单位", "甲市水利设计院"),
        ("项目负责人", "赵一鸣"),
        ("主要完成人", "赵一鸣、钱小二、孙三立"),
        ("起止年限", "2021年8月4日至2023年6月20日"),
        ("验收意见", "同意通过验收。"),
        ("验收日期", "2023年6月20日"),
    ]
    reading = typed(
        [
            (500, 120, "课题结题证书", 70),
            *grid(rows, (200, 560), top=300),
            (500, 1150, "组织验收单位（盖章）：甲山市科学技术局"),
        ]
    )
    assert recognise(reading).confidence > 0.9
    assert facts(reading) == {
        "doc_title": "课题结题证书",
        "project_name": "海塘安全监测技术研究",
        "project_no": "SZ20230127",
        "unit": "甲市水利设计院",
        "person_name": "赵一鸣",
        "members": ["赵一鸣", "钱小二", "孙三立"],
        "start_date": "2021-08-04",
        "end_date": "2023-06-20",
        "issue_date": "2023-06-20",
        "organiser": "甲山市科学技术局",
        "project_level": "市厅级",
    }


def test_approval_with_a_printed_level() -> None:
    words = column(
        [
            "科研项目立项通知书",
            "课题名称：海塘安全监测技术研究",
            "立项编号：2023C08022",
            "课题级别：省部级",
            "主持人：钱小二",
            "依托单位：乙大学",
            "甲省科学技术厅",
            "2023年3月1日",
        ]
    )
    found = facts(typed(words))
    assert (found["project_level"], found["person_name"], found["unit"]) == ("省部级", "钱小二", "乙大学")
    assert (found["organiser"], found["issue_date"]) == ("甲省科学技术厅", "2023-03-01")


def test_letter_that_sets_projects_going() -> None:
    lines = ["甲山市科学技术局文件", "甲科〔2023〕12号", "关于下达2023年度甲山市科技计划项目的通知", "乙设计院："]
    lines += ["经研究，你单位申报的“海塘安全监测技术研究”项目（项目编号：2023C31012，项目负责人：于霞）获准立项，"]
    lines += ["项目级别为市厅级，研究期限为2023年7月1日至2025年6月30日。", "甲山市科学技术局", "2023年7月5日"]
    reading = typed(column(lines), width=2400)
    assert recognise(reading).confidence > 0.95
    found = facts(reading)
    assert (found["project_name"], found["project_no"]) == ("海塘安全监测技术研究", "2023C31012")
    assert (found["person_name"], found["unit"], found["project_level"]) == ("于霞", "乙设计院", "市厅级")
    assert (found["start_date"], found["end_date"], found["issue_date"]) == ("2023-07-01", "2025-06-30", "2023-07-05")
    assert (found["organiser"], found["doc_no"]) == ("甲山市科学技术局", "甲科〔2023〕12号")


def test_opinion_of_the_experts_in_sentences() -> None:
    lines = [
        "项目验收意见",
        "2023年6月20日，甲市水利局组织专家对乙设计院承担的“海塘安全监测技术研究”项目（编号：SL2021-07）",
    ]
    lines += ["进行了验收。验收组听取了汇报，经质询和讨论，同意通过验收。", "2023年6月20日"]
    found = facts(typed(column(lines), width=2400))
    assert (found["organiser"], found["unit"], found["project_no"]) == ("甲市水利局", "乙设计院", "SL2021-07")


def test_a_class_with_a_project_in_its_name_is_no_project() -> None:
    words = column(["结业证书", "赵一鸣参加项目管理培训班学习，共24学时，成绩合格。", "甲市水利学会", "2024年5月1日"])
    assert recognise(typed(words)).confidence < 0.5
