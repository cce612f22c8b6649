"""When an activity took place: against the claimed year, against its own days, against the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from rules.draft import ZERO, Draft, Scene, plain
from rules.effects import make_zero
from rules.facts import Span
from rules.pathway import Pathway
from rules.refusal import RefusedInput

#: No single event lasts longer than a year and a day; such spans are typing errors.
LONGEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day of an activity, both exact, and whether every day of it was full."""

    first: date
    last: date
    full_days: bool

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def overlap(self, other: Period) -> int:
        """Days that both cover."""
        shared = (min(self.last, other.last) - max(self.first, other.first)).days + 1
        return max(shared, 0)


def spans_of(pathway: Pathway, facts: Mapping[str, Any]) -> tuple[Span | None, Span | None, str, str]:
    """Start and end as stated (``date`` is both), with the names of the facts they came from."""
    for start_name, end_name in ((pathway.start_fact, pathway.end_fact), ("start", "end"), ("start_date", "end_date")):
        start, end = facts.get(start_name), facts.get(end_name)
        if start is not None or end is not None:
            return start, end, start_name, end_name
    day = facts.get("date")
    return day, day, "date", "date"


def check_period(pathway: Pathway, facts: dict[str, Any], draft: Draft) -> Period | None:
    """Refuses contradictory and over-long dates; fills in ``days`` when only the dates are known."""
    start, end, _, end_name = spans_of(pathway, facts)
    if start is None and end is None:
        return None
    if start is not None and end is not None and end.last < start.first:
        raise RefusedInput(end_name, "结束日期早于开始日期，请核对。")
    if not pathway.occupies_days:
        return None
    days = facts.get("days")
    if start is None or end is None or not (start.exact and end.exact):
        known = start or end
        if known is not None and known.exact and days is not None and days <= 1:
            return Period(known.first, known.first, days == 1)
        return None
    period = Period(start.first, end.last, False)
    if period.days > LONGEST_DAYS:
        raise RefusedInput(end_name, f"起止日期相距 {period.days} 天，超出合理范围，请核对。")
    if days is None:
        if "days" in pathway.facts and "months" not in facts:
            facts["days"] = Decimal(period.days)
            draft.ask("days_from_dates", f"未说明天数，按起止日期计 {period.days} 天，请核对。")
        return Period(period.first, period.last, True)
    if "months" in facts and facts["months"] is not None:
        return Period(period.first, period.last, True)
    if days > period.days:
        raise RefusedInput("days", f"天数 {plain(days)} 多于起止日期之间的 {period.days} 天，请核对。")
    return Period(period.first, period.last, days == period.days)


def place_in_year(
    pathway: Pathway, facts: Mapping[str, Any], period: Period | None, draft: Draft, scene: Scene
) -> None:
    """Nothing for another year; days in the claimed year as default for an event across 31 December."""
    start, end, _, _ = spans_of(pathway, facts)
    if start is None and end is None:
        return
    year = scene.year
    first, last = start or end, end or start
    assert first is not None
    assert last is not None
    if last.last.year < year or first.first.year > year:
        make_zero(draft, pathway.clause, "不在申报年度之内")
        draft.ask("other_year", f"活动日期不在 {year} 年度，不计入本年度。")
        return
    if not pathway.occupies_days:
        return
    if period is None or period.first.year == period.last.year:
        return
    inside_first, inside_last = max(period.first, date(year, 1, 1)), min(period.last, date(year, 12, 31))
    inside = (inside_last - inside_first).days + 1
    message = f"活动跨年度，{year} 年内 {inside} 天、共 {period.days} 天，暂按年度内天数计，请核定归属年度。"
    draft.ask("crosses_year", message)
    if not draft.known:
        return
    default = draft.default
    if default is not None:
        share = (default * inside / period.days).quantize(Decimal("0.01"), ROUND_FLOOR)
        default = share if period.full_days else None
    draft.between(pathway.clause, message, ZERO, draft.high, default)
