"""Dates of facts: ``YYYY-MM-DD``, or ``YYYY-MM`` / ``YYYY`` where a paper says no more."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days a date may mean: one day, a month or a year."""

    first: date
    last: date

    @property
    def exact(self) -> bool:
        return self.first == self.last


def stretch(value: Any) -> Stretch | None:
    """The days meant by a fact's value; None where it is no date.

    >>> stretch("2024-02").last
    datetime.date(2024, 2, 29)
    """
    found = _FORM.fullmatch(value) if isinstance(value, str) else None
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if year is None:
            return None
        if month is None:
            return Stretch(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return Stretch(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        return Stretch(date(year, month, day), date(year, month, day))
    except ValueError:
        return None


def period(facts: Mapping[str, Any]) -> tuple[date, date] | None:
    """First and last day of an event by exact ``start_date`` and ``end_date``; one date counts for both."""
    start, end = stretch(facts.get("start_date")), stretch(facts.get("end_date"))
    start, end = start or end, end or start
    if start is None or end is None or not (start.exact and end.exact) or end.first < start.first:
        return None
    return start.first, end.first


def said(day: date) -> str:
    """2024年3月7日."""
    return f"{day.year}年{day.month}月{day.day}日"
