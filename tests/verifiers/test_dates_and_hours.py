"""Order of dates, days no calendar has, hours against days, years, holidays, overlaps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.finding import Severity
from tests.verifiers.cases import PLACE, Memory, case, codes, earlier
from verifiers import (
    NotApplicable,
    NotRun,
    dates_out_of_order,
    hours_against_days,
    impossible_date,
    other_year,
    overlap_in_time,
    public_holiday,
)


@pytest.mark.parametrize(
    ("kind", "facts", "expected"),
    [
        (
            "completion_certificate",
            {"start_date": "2024-05-02", "end_date": "2024-05-01"},
            "contradiction.end_before_start",
        ),
        (
            "completion_certificate",
            {"end_date": "2024-05-02", "issue_date": "2024-05-01"},
            "contradiction.issue_before_end",
        ),
        ("unit_statement", {"end_date": "2024-05-02", "issue_date": "2024-04-30"}, "contradiction.issue_before_end"),
        (
            "training_notice",
            {"issue_date": "2024-05-02", "start_date": "2024-05-01"},
            "contradiction.notice_after_start",
        ),
        (
            "patent_certificate",
            {"apply_date": "2024-05-02", "grant_date": "2023-05-01"},
            "contradiction.grant_before_application",
        ),
        ("completion_certificate", {"issue_date": "2027-01-01"}, "contradiction.date_in_future"),
    ],
)
def test_dates_out_of_order(kind: str, facts: dict[str, str], expected: str) -> None:
    assert codes(dates_out_of_order.verify(case(kind, **facts)), "doubt") == {expected}


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("completion_certificate", {"start_date": "2024-05-01", "end_date": "2024-05-01", "issue_date": "2024-05-01"}),
        ("training_notice", {"issue_date": "2024-04-02", "start_date": "2024-05-01", "end_date": "2024-05-03"}),
        ("training_notice", {"issue_date": "2024-04-02", "end_date": "2024-05-03"}),
        ("completion_certificate", {"end_date": "2024-05", "issue_date": "2024-05-20"}),
        ("completion_certificate", {"end_date": "2024-05-20", "issue_date": "2024-05"}),
        ("completion_certificate", {"end_date": "2024-05-20", "issue_date": "2024"}),
        ("transcript", {"end_date": "2024-05-20", "issue_date": "2023-05-01"}),
    ],
)
def test_dates_in_order_are_left_alone(kind: str, facts: dict[str, str]) -> None:
    assert not list(dates_out_of_order.verify(case(kind, **facts)))


def test_a_date_read_unsurely_is_only_a_note() -> None:
    (found,) = dates_out_of_order.verify(case(confidence=0.4, start_date="2024-05-02", end_date="2024-05-01"))
    assert found.severity is Severity.NOTE


def test_rows_of_a_yearly_record_are_looked_at() -> None:
    rows = [{"course_title": "甲", "start_date": "2023-03-05", "end_date": "2023-03-01", "hours": 8}]
    assert codes(dates_out_of_order.verify(case(activities=rows))) == {"contradiction.end_before_start"}


@pytest.mark.parametrize(
    "text", ["2023年2月30日", "2023-02-29", "二〇二三年六月三十一日", "2023 年 13 月 1 日", "2021/4/31"]
)
def test_days_no_calendar_has(text: str) -> None:
    assert codes(impossible_date.verify(case(text=f"培训时间：{text}止")), "doubt") == {"contradiction.impossible_date"}


@pytest.mark.parametrize(
    "text",
    [
        "2024年2月29日",
        "编号2024-1-57-R01",
        "20230230",
        "2023.05.31",
        "版本2023.13.45.2",
        "二〇二四年十二月三十一日",
        "证号X2023-02-30",
    ],
)
def test_days_that_exist_and_figures_that_are_no_dates(text: str) -> None:
    assert not list(impossible_date.verify(case(text=text)))


def test_hours_against_days() -> None:
    day = {"start_date": "2024-05-06", "end_date": "2024-05-06"}
    assert codes(hours_against_days.verify(case(hours=40, **day)), "doubt") == {"contradiction.hours_over_days"}
    assert codes(hours_against_days.verify(case(hours=20, **day)), "doubt") == {"contradiction.hours_over_days"}
    assert not list(hours_against_days.verify(case(hours=8, **day)))
    assert not list(hours_against_days.verify(case(hours=12, **day)))


def test_a_day_of_issue_that_served_as_the_events_day_only_asks() -> None:
    mine = case(hours=40, start_date="2024-12-31", end_date="2024-12-31", issue_date="2024-12-31")
    elsewhere = replace(PLACE, box=PLACE.box.grown(9))
    facts = tuple(replace(f, place=elsewhere) if f.name == "issue_date" else f for f in mine.paper.facts)
    apart = replace(mine, paper=replace(mine.paper, facts=facts))
    assert codes(hours_against_days.verify(mine), "note") == {"contradiction.hours_over_days"}
    assert codes(hours_against_days.verify(apart), "doubt") == {"contradiction.hours_over_days"}


def test_online_hours_beyond_a_day_are_a_note_until_no_day_could_hold_them() -> None:
    day = {"start_date": "2024-05-06", "end_date": "2024-05-06", "text": "在本平\n台学习"}
    (found,) = hours_against_days.verify(case(hours=20, **day))
    assert found.severity is Severity.NOTE
    (found,) = hours_against_days.verify(case(hours=40, **day))
    assert found.severity is Severity.DOUBT


def test_days_and_sums() -> None:
    span = {"start_date": "2024-05-06", "end_date": "2024-05-08"}
    assert codes(hours_against_days.verify(case(days=5, **span))) == {"contradiction.days_over_dates"}
    assert not list(hours_against_days.verify(case(days=2, **span)))  # a rest day in between
    rows = [{"course_title": "甲", "hours": 8}, {"course_title": "乙", "hours": 6}]
    assert codes(hours_against_days.verify(case(hours=20, activities=rows))) == {"contradiction.hours_sum"}
    assert not list(hours_against_days.verify(case(hours=14, activities=rows)))


def test_other_year() -> None:
    assert codes(other_year.verify(case("xuexi_score", year=2023, score_year=2022))) == {"contradiction.other_year"}
    assert not list(other_year.verify(case("xuexi_score", year=2023, score_year=2023)))
    assert not list(other_year.verify(case(year=2024, start_date="2023-12-30", end_date="2024-01-02")))
    assert codes(other_year.verify(case(year=2024, start_date="2023-05-01"))) == {"contradiction.other_year"}
    (january,) = other_year.verify(case("xuexi_score", year=2023, screenshot_date="2024-01-05"))
    assert january.severity is Severity.NOTE
    with pytest.raises(NotRun):
        list(other_year.verify(case(start_date="2023-05-01")))


def test_two_places_at_once() -> None:
    mine = {"start_date": "2024-05-06", "end_date": "2024-05-08", "course_title": "新会计准则应用培训班"}
    elsewhere = earlier("p1", start_date="2024-05-08", end_date="2024-05-09", course_title="施工现场用电安全研修班")
    found = list(overlap_in_time.verify(case(history=Memory(elsewhere), **mine)))
    assert codes(found, "doubt") == {"contradiction.two_places"}
    assert "2024年5月8日" in found[0].message
    assert found[0].other == "earlier.jpg"


@pytest.mark.parametrize(
    "other",
    [
        earlier(
            "p1",
            "sign_in_sheet",
            start_date="2024-05-06",
            end_date="2024-05-06",
            meeting_title="新会计准则应用培训班签到表",
        ),
        earlier("p1", start_date="2024-05-09", end_date="2024-05-10", course_title="施工现场用电安全研修班"),
        earlier("p2", start_date="2024-05-06", end_date="2024-05-08", course_title="施工现场用电安全研修班"),
        earlier("p1", "training_notice", start_date="2024-05-06", end_date="2024-05-08", course_title="别的班"),
        earlier("p1", "unit_statement", start_date="2024-05-06", end_date="2024-05-08"),
    ],
    ids=["papers of one event", "days apart", "somebody else", "a notice", "no title, same days"],
)
def test_no_overlap_where_none_is(other: object) -> None:
    mine = {"start_date": "2024-05-06", "end_date": "2024-05-08", "course_title": "新会计准则应用培训班"}
    assert not list(overlap_in_time.verify(case(history=Memory(other), **mine)))  # type: ignore[arg-type]


def test_online_overlap_is_a_note() -> None:
    other = earlier("p1", start_date="2024-05-06", end_date="2024-05-08", course_title="施工现场用电安全研修班")
    mine = case(
        text="网络课程", history=Memory(other), start_date="2024-05-06", end_date="2024-05-07", course_title="会计"
    )
    assert codes(overlap_in_time.verify(mine)) == codes(overlap_in_time.verify(mine), "note") != set()


def test_public_holiday() -> None:
    assert codes(public_holiday.verify(case(start_date="2023-10-01", end_date="2023-10-03")), "note")
    assert not list(public_holiday.verify(case(start_date="2023-10-14", end_date="2023-10-15")))  # a weekend
    assert not list(public_holiday.verify(case(text="在线", start_date="2023-10-01", end_date="2023-10-03")))
    with pytest.raises(NotApplicable):
        list(public_holiday.verify(case(start_date="2023-01-01", end_date="2023-03-01")))


def test_a_value_marked_senseless_is_believed_where_its_characters_were_read_surely() -> None:
    """Extractors doubt a value because it makes no sense; here that is what is looked for."""
    facts = {"start_date": "2024-05-02", "end_date": "2024-05-01"}
    marked = case(text="2024-05-02至2024-05-01", confidence=0.4, **facts)
    (line,) = marked.reading.pages[0].lines
    surely = replace(line, place=PLACE, char_confidence=(0.99,) * len(line.text))
    page = replace(marked.reading.pages[0], lines=(surely,))
    read = replace(marked, reading=replace(marked.reading, pages=(page,)))
    assert codes(dates_out_of_order.verify(marked), "doubt") == set()
    assert codes(dates_out_of_order.verify(read), "doubt") == {"contradiction.end_before_start"}
