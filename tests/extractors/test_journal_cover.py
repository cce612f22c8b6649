"""Covers: the largest writing is the name, whatever stands around it."""

from __future__ import annotations

from typing import Any

import pytest

from domain.reading import Reading
from extractors.journal_cover import extract, recognise
from tests.extractors.typed import Words, column, typed


def facts(reading: Reading) -> dict[str, Any]:
    return {fact.name: fact.value for fact in extract(reading).facts}


def test_plain_cover() -> None:
    words: list[Words] = [
        (100, 100, "全国中文核心期刊", 36),
        (1150, 100, "ISSN 1849-7381", 36),
        (1150, 160, "CN 33-1478/TV", 36),
    ]
    words += [(300, 400, "海塘工程学报", 150), (400, 620, "HAITANG GONGCHENG XUEBAO", 40), (700, 1500, "2024·06", 60)]
    words += [(500, 2000, "甲省水利学会 主办", 40)]
    reading = typed(words)
    assert recognise(reading).confidence > 0.9
    assert facts(reading) == {
        "journal_name": "海塘工程学报",
        "year": 2024,
        "issue": 6,
        "issn": "1849-7381",
        "cn": "CN 33-1478/TV",
        "level_cue": "全国中文核心期刊",
    }


def test_name_in_two_lines_and_a_permit_instead_of_numbers() -> None:
    words: list[Words] = [
        (300, 300, "甲市", 150),
        (300, 520, "水利科技", 150),
        (300, 900, "2023年第4期（总第88期）", 44),
    ]
    words += [
        (300, 1000, "甲内准印证第C125号", 36),
        (300, 1060, "内部资料 免费交流", 36),
        (300, 1800, "甲市水利学会 主办", 40),
    ]
    found = facts(typed(words))
    assert (found["journal_name"], found["year"], found["issue"]) == ("甲市水利科技", 2023, 4)
    assert found["inner_no"] == "甲内准印证第C125号"
    assert "issn" not in found


def test_issn_with_a_wrong_check_digit_is_kept_but_doubted() -> None:
    words: list[Words] = [
        (300, 400, "海塘工程学报", 150),
        (1150, 100, "ISSN 1849-7382", 36),
        (700, 1500, "4 / 2022", 60),
    ]
    fact = next(f for f in extract(typed(words)).facts if f.name == "issn")
    assert fact.value == "1849-7382"
    assert fact.confidence < 0.8


@pytest.mark.parametrize(
    "words",
    [
        column(["结业证书", "赵一鸣同志参加第3期培训班学习，期满合格，准予结业。", "甲市水利局主办", "2024年6月1日"]),
        column(["2024年第3期", "目 次", "海塘维修养护研究", "赵一鸣(1)"]),
        column(["老街饭店", "菜单", "西湖醋鱼 70元"]),
    ],
)
def test_what_is_no_cover(words: list[Words]) -> None:
    assert recognise(typed(words)).confidence < 0.5
