"""Patents of three kinds; the kind on the title and in the number must agree."""

from __future__ import annotations

from typing import Any

import pytest

from domain.fact import Extraction
from extractors.patent_certificate import extract, recognise
from tests.extractors.typed import Words, column, typed


def facts(extraction: Extraction) -> dict[str, Any]:
    return {fact.name: fact.value for fact in extraction.facts}


def paper(title: str, name_label: str, people: str, number: str) -> list[Words]:
    return column(
        [
            "证书号第 12345678 号",
            title,
            f"{name_label}：一种海塘变形监测装置",
            f"{people}：赵一鸣；钱小二；买买提·艾力",
            f"专 利 号：{number}",
            "专利申请日：2021年11月19日",
            "专利权人：甲市水利设计院；乙大学",
            "地 址：甲省甲市人民路1号",
            "授权公告日：2022年4月7日",
            "授权公告号：CN 123456789 U",
            "国家知识产权局",
        ]
    )


@pytest.mark.parametrize(
    ("title", "label", "people", "number", "kind"),
    [
        ("发明专利证书", "发明名称", "发 明 人", "ZL 2021 1 1234567.8", "invention"),
        ("实用新型专利证书", "实用新型名称", "发 明 人", "ZL202121234567.X", "utility_model"),
        ("外观设计专利证书", "外观设计名称", "设 计 人", "ZL 2021 3 1234567 .8", "design"),
    ],
)
def test_three_kinds(title: str, label: str, people: str, number: str, kind: str) -> None:
    reading = typed(paper(title, label, people, number))
    assert recognise(reading).confidence > 0.95
    found = facts(extract(reading))
    digit = {"invention": "1", "utility_model": "2", "design": "3"}[kind]
    assert found == {
        "patent_kind": kind,
        "certificate_no": "12345678",
        "patent_name": "一种海塘变形监测装置",
        "patent_no": f"ZL 2021 {digit} 1234567.{'X' if kind == 'utility_model' else '8'}",
        "inventors": ["赵一鸣", "钱小二", "买买提·艾力"],
        "owner": "甲市水利设计院;乙大学",
        "apply_date": "2021-11-19",
        "grant_date": "2022-04-07",
    }


def test_kind_and_number_that_disagree_are_doubted() -> None:
    extraction = extract(typed(paper("发明专利证书", "发明名称", "发明人", "ZL 2021 2 1234567.8")))
    kind = next(f for f in extraction.facts if f.name == "patent_kind")
    assert (kind.value, kind.confidence < 0.95) == ("invention", True)


def test_an_application_receipt_is_no_patent() -> None:
    words = column(["专利申请受理通知书", "申请号：202111234567.8", "国家知识产权局", "发明人：赵一鸣"])
    assert recognise(typed(words)).confidence < 0.5
