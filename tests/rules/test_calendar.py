"""Working days with the official holidays; unknown beyond the years they are published for."""

from __future__ import annotations

from datetime import date

from rules.calendar import is_working_day, shifted_days, working_days


def test_holidays_and_shifted_weekends():
    assert is_working_day(date(2019, 10, 1)) is False
    assert is_working_day(date(2019, 10, 12)) is True  # a Saturday worked instead
    assert is_working_day(date(2019, 7, 13)) is False


def test_unknown_years():
    assert is_working_day(date(1990, 1, 2)) is None
    assert working_days(date(2090, 1, 1), date(2090, 2, 1)) is None


def test_counting_leaves_out_the_opening_day():
    assert working_days(date(2019, 7, 1), date(2019, 7, 15)) == 10
    assert working_days(date(2019, 7, 2), date(2019, 7, 15)) == 9
    assert working_days(date(2019, 7, 15), date(2019, 7, 15)) == 0
    assert working_days(date(2019, 7, 16), date(2019, 7, 15)) == 0


def test_shifted_days_are_noticed():
    assert shifted_days(date(2019, 9, 23), date(2019, 10, 12))
    assert not shifted_days(date(2019, 7, 1), date(2019, 7, 15))
