"""Year, issue, ISSN, CN, permit and level cue in the forms journals print them."""

from __future__ import annotations

import pytest

from extractors.text.flow import Flow
from extractors.text.journals import find_cn, find_issn, find_issue, find_level_cue, find_permit, find_volume
from tests.extractors.typed import line


def flow(text: str) -> list[Flow]:
    return [Flow.of_line(line(100, 100, text))]


@pytest.mark.parametrize(
    ("text", "year", "issue"),
    [
        ("2024年第3期（总第158期）", 2024, 3),
        ("总第158期  2024年第3期", 2024, 3),
        ("第41卷 第12期 2023年12月", 2023, 12),
        ("2023年第41卷第2期", 2023, 2),
        ("Vol.41 No.2 2023", 2023, 2),
        ("4 / 2022", 2022, 4),
        ("2021·06", 2021, 6),
        ("2021.7", 2021, 7),
        ("2020年 第十一期", 2020, 11),
        ("第5期 2019年", 2019, 5),
        ("总第102期 2019年5月", 2019, None),
        ("1990-0406(2024)12-0097-04", None, None),
    ],
)
def test_issue(text: str, year: int | None, issue: int | None) -> None:
    found = find_issue(flow(text))
    assert (found.year, found.issue) == (year, issue)


@pytest.mark.parametrize("text", ["第47卷 第12期", "Vol. 47 No.12", "第四十七卷"])
def test_volume(text: str) -> None:
    found = find_volume(flow(text))
    assert found is not None
    assert found[0] == 47


def test_issn_needs_a_label_or_a_fitting_check_digit() -> None:
    labelled = find_issn(flow("ISSN 1849-7382"))
    assert labelled is not None
    assert (labelled[0], labelled[2]) == ("1849-7382", False)
    bare = find_issn(flow("文章编号：1849-7381(2024)12-0097-04"))
    assert bare is not None
    assert (bare[0], bare[2]) == ("1849-7381", True)
    assert find_issn(flow("电话 0573-8273 或 2021-2024")) is None


def test_cn_number() -> None:
    found = find_cn(flow("国内统一刊号：CN33-1478/TP"))
    assert found is not None
    assert found[0] == "CN 33-1478/TP"
    assert find_cn(flow("授权公告号：CN 985323230 S")) is None


@pytest.mark.parametrize("text", ["准印证号：（浙）字第53342029号", "浙江省内部资料准印证 浙内准字第C125号"])
def test_permit_is_quoted_whole(text: str) -> None:
    found = find_permit(flow(text))
    assert found is not None
    assert found.text.endswith("号")
    assert "准印证" in found.text


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("全国中文核心期刊", "全国中文核心期刊"),
        ("CN 33-1420/S  CSSCI来源期刊", "CSSCI来源期刊"),
        ("省级学术期刊", "省级学术期刊"),
        ("中国知网全文收录期刊", None),
        ("中国学术期刊（光盘版）收录", None),
    ],
)
def test_level_cue(text: str, cue: str | None) -> None:
    found = find_level_cue(flow(text))
    assert (found.text if found else None) == cue
