"""Working days in China (``chinesecalendar``): counted, or unknown beyond the years it knows."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar

#: A notice period is a matter of weeks; longer spans are answered without counting every day.
_LONGEST = timedelta(days=400)


@lru_cache(maxsize=4096)
def is_working_day(day: date) -> bool | None:
    """Holidays and shifted working days included; None where the official calendar is not known."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def working_days(first: date, before: date) -> int | None:
    """Working days from ``first`` (counted) up to the day before ``before``; None where unknown.

    A span of more than 400 days is counted as its first 400, which no deadline comes near.
    """
    if before <= first:
        return 0
    counted = 0
    day = first
    until = min(before, first + _LONGEST)
    while day < until:
        working = is_working_day(day)
        if working is None:
            return None
        counted += working
        day += timedelta(days=1)
    return counted


def shifted_days(first: date, before: date) -> bool:
    """Whether a weekday holiday or a working weekend lies in the span (such counts deserve a look)."""
    day = first
    until = min(before, first + _LONGEST)
    while day < until:
        working = is_working_day(day)
        if working is not None and working != (day.weekday() < 5):
            return True
        day += timedelta(days=1)
    return False
