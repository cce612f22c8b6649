"""First page of a paper: journal, title, authors, unit; details inside 文章编号."""

from __future__ import annotations

from typing import Any

from domain.reading import Reading
from extractors.article_page import extract, recognise
from tests.extractors.typed import Words, column, typed

BODY: list[Words] = [
    (150, 760, "摘 要：为研究海塘在潮汐作用下的变形，结合工程实例开展监测。", 34),
    (150, 830, "关键词：海塘；监测；变形", 34),
    (150, 950, "1 引言", 40),
    (150, 1020, "近年来，沿海地区的海塘工程得到重视。", 34),
]


def facts(reading: Reading) -> dict[str, Any]:
    return {fact.name: fact.value for fact in extract(reading).facts}


def test_head_in_three_parts() -> None:
    words: list[Words] = [
        (150, 100, "第47卷 第2期", 32),
        (650, 100, "海塘工程学报", 40),
        (1200, 100, "Vol.47 No.2", 32),
    ]
    words += [(150, 150, "2024年4月", 32), (150, 240, "文章编号：1849-7381(2024)02-0097-04", 30)]
    words += [(400, 380, "潮汐作用下海塘变形监测研究", 64), (500, 520, "赵一鸣1，钱小二1,2，孙三立2", 40)]
    words += [(300, 600, "(1.甲市水利设计院，甲省 甲市 314000；2.乙大学，乙省 乙市 310000)", 30), *BODY]
    reading = typed(words)
    assert recognise(reading).confidence > 0.9
    found = facts(reading)
    assert found["paper_title"] == "潮汐作用下海塘变形监测研究"
    assert found["authors"] == ["赵一鸣", "钱小二", "孙三立"]
    assert (found["journal_name"], found["year"], found["issue"]) == ("海塘工程学报", 2024, 2)
    assert (found["issn"], found["unit"]) == ("1849-7381", "甲市水利设计院")
    assert "page_start" not in found, "文章编号 is no printed page number"


def test_head_in_one_line_title_in_two_and_a_printed_page() -> None:
    words: list[Words] = [(150, 80, "· 97 ·", 30), (400, 80, "海塘工程学报 2023年第6期", 32)]
    words += [
        (300, 300, "基于监测数据的沿海软土地区", 64),
        (400, 400, "海塘变形规律分析", 64),
        (620, 520, "买买提·艾力", 40),
    ]
    words += [(400, 600, "(甲市第一建设集团有限公司，甲省 甲市 314000)", 30), *BODY]
    found = facts(typed(words))
    assert found["paper_title"] == "基于监测数据的沿海软土地区海塘变形规律分析"
    assert (found["authors"], found["unit"]) == (["买买提·艾力"], "甲市第一建设集团有限公司")
    assert (found["journal_name"], found["year"], found["issue"]) == ("海塘工程学报", 2023, 6)
    assert found["page_start"] == 97


def test_a_certificate_for_a_paper_is_no_paper() -> None:
    words = column(["荣誉证书", "赵一鸣：您的论文《海塘变形监测研究》荣获优秀论文一等奖", "特发此证", "2024年5月1日"])
    assert recognise(typed(words)).confidence < 0.5


def test_a_foot_as_the_paper_is_cited() -> None:
    words: list[Words] = [(400, 200, "潮汐作用下海塘变形监测研究", 64), (620, 320, "赵一鸣；钱小二", 40)]
    words += [
        (400, 400, "（甲市水利设计院，甲市 314000）", 30),
        *BODY,
        (400, 2000, "海塘工程学报　2023，36(6)　页码：69-74", 32),
    ]
    found = facts(typed(words))
    assert (found["journal_name"], found["year"], found["volume"], found["issue"]) == ("海塘工程学报", 2023, 36, 6)
    assert (found["page_start"], found["page_end"]) == (69, 74)
