"""Dates in every form people write them, and spans that leave out what was said before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.text.dates import find_dates, find_ranges
from extractors.text.normalise import normalise


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024年2月2日", "2024-02-02"),
        ("2024年02月22日", "2024-02-22"),
        ("2024 年 2 月 2 日", "2024-02-02"),
        ("二〇二四年二月二日", "2024-02-02"),
        ("二○二六年八月十七日", "2026-08-17"),
        ("二O二四年十二月三十一日", "2024-12-31"),
        ("二零一九年十月廿八日", "2019-10-28"),
        ("二二五年十二月十五日", "2025-12-15"),
        ("2024.3.2", "2024-03-02"),
        ("2024-03-02", "2024-03-02"),
        ("2024/3/2", "2024-03-02"),
        ("20240302", "2024-03-02"),
        ("２０２４年３月２日", "2024-03-02"),
    ],
)
def test_one_date(text: str, iso: str) -> None:
    assert [d.iso for d in find_dates(normalise(text))] == [iso]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("于2025年3月14日至16日参加", "2025-03-14", "2025-03-16"),
        ("2025.03:14-2025.03.16.", "2025-03-14", "2025-03-16"),  # a point read as a colon
        ("2025年3月14日至4月2日", "2025-03-14", "2025-04-02"),
        ("2020年12月30日至2021年1月2日", "2020-12-30", "2021-01-02"),
        ("2025年3月14-16日", "2025-03-14", "2025-03-16"),
        ("2024.09.01-09.02", "2024-09-01", "2024-09-02"),
        ("2024-03-07 至 2024-03-12", "2024-03-07", "2024-03-12"),
        ("2019/9/6—2019/9/7", "2019-09-06", "2019-09-07"),
        ("2023年7月2日（星期日）上午至7月4日", "2023-07-02", "2023-07-04"),
        ("2025年3月14日、15日", "2025-03-14", "2025-03-15"),
        ("二〇二四年三月十二日至十五日", "2024-03-12", "2024-03-15"),
        ("2021年3月至2024年12月", "2021-03", "2024-12"),
        ("2019年2月23日报到，2019年2月25日结束", "2019-02-23", "2019-02-25"),
        ("2024年3月2日8:30-17:00", "2024-03-02", "2024-03-02"),
    ],
)
def test_spans(text: str, first: str, last: str) -> None:
    found = find_ranges(normalise(text))
    assert [(r.first.iso, r.last.iso) for r in found] == [(first, last)]


def test_a_span_without_a_year_takes_it_from_the_paper() -> None:
    (found,) = find_ranges("3.14-3.16")
    assert found.first.iso is None
    complete = found.with_year(2025)
    assert (complete.first.iso, complete.last.iso) == ("2025-03-14", "2025-03-16")


@pytest.mark.parametrize(
    "text", ["2.5学时", "2024年2月30日", "共16学时", "电话0577-88984516", "2024—2025学年", "第3期"]
)
def test_no_dates(text: str) -> None:
    assert find_dates(normalise(text)) == []


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.integers(0, 40))
def test_a_printed_span_comes_back(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    for text in (
        f"{start.year}年{start.month}月{start.day}日至{end.year}年{end.month}月{end.day}日",
        f"{start:%Y.%m.%d}-{end:%Y.%m.%d}",
        f"{start:%Y-%m-%d}至{end:%Y-%m-%d}",
    ):
        (found,) = find_ranges(text)
        assert (found.first.iso, found.last.iso) == (start.isoformat(), end.isoformat())


@pytest.mark.parametrize(
    "text",
    [
        "于2020年1月28日入学,2020年1月30日结业,修满24学时",
        "自2020年1月28日起在我院公共图书馆阅读推广讲座学习,至2020年1月30日结束,历时3天",
        "我校拟自2020年1月28日起举办上述活动,2020年1月30日结束,地点另告",
        "确于2020年1月28日起参加公共图书馆阅读推广培训班,2020年1月30日返岗",
        "自2020.1.28起,2020.1.30止",
        "于2020年1月28日起参加公共图书馆阅读推广培训班,2020年1月30日学习期满",
    ],
)
def test_the_last_day_is_told_behind_what_was_learnt(text: str) -> None:
    (held,) = find_ranges(text)
    assert (held.first.iso, held.last.iso) == ("2020-01-28", "2020-01-30")


def test_another_day_behind_the_first_is_no_last_day() -> None:
    (first, second) = find_ranges("自2020年1月28日起参加学习,2020年2月3日考核合格")
    assert first.single
    assert second.single
