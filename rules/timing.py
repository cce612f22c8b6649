"""When an activity took place: against the claimed year, against its own days, against the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Any

from domain.said import Said
from rules.draft import ZERO, Draft, Scene, plain
from rules.effects import make_zero
from rules.facts import Span
from rules.pathway import Pathway
from rules.refusal import RefusedInput

if TYPE_CHECKING:
    from rules.policy import Policy

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
    if end_name == "date" and days is not None and days > 1:
        end = None  # one date for several days: the day it began
    if start is None or end is None or not (start.exact and end.exact):
        return _from_one_day(start, end, days)
    period = Period(start.first, end.last, False)
    if period.days > LONGEST_DAYS:
        raise RefusedInput(end_name, Said("起止日期相距 {days} 天，超出合理范围，请核对。", days=period.days))
    if days is None:
        if "days" in pathway.facts and "months" not in facts:
            facts["days"] = Decimal(period.days)
            draft.ask("days_from_dates", Said("未说明天数，按起止日期计 {days} 天，请核对。", days=period.days))
        return Period(period.first, period.last, True)
    if "months" in facts and facts["months"] is not None:
        return Period(period.first, period.last, True)
    if days > period.days:
        form = "天数 {days} 多于起止日期之间的 {span} 天，请核对。"
        raise RefusedInput("days", Said(form, days=plain(days), span=period.days))
    return Period(period.first, period.last, days == period.days)


def _from_one_day(start: Span | None, end: Span | None, days: Decimal | None) -> Period | None:
    """First and last day from one of them and the number of days; None when that is not enough."""
    known = start or end
    if known is None or not known.exact or days is None or (start is not None and end is not None):
        return None
    further = timedelta(days=min(int(days.to_integral_value(ROUND_CEILING)), LONGEST_DAYS) - 1)
    whole = days == days.to_integral_value()
    return (
        Period(known.first, known.first + further, whole)
        if start
        else Period(known.first - further, known.first, whole)
    )


def check_in_force(pathway: Pathway, facts: Mapping[str, Any], draft: Draft, policy: Policy) -> None:
    """Asks where an activity of the first (last) year lies before (after) the days the policy is in force."""
    start, end, _, _ = spans_of(pathway, facts)
    last = end or start or facts.get("completed_on") or facts.get("published_on")
    first = start or last
    if first is None or last is None:
        return
    since, until = policy.in_force_from, policy.in_force_to
    if last.last < since and last.last.year == since.year:
        form = "活动在 {day}，早于本办法施行之日 {since}，是否适用本办法请核定。"
        draft.ask("before_in_force", Said(form, day=str(last.last), since=str(since)))
    elif until is not None and first.first > until and first.first.year == until.year:
        form = "活动在 {day}，晚于本办法有效期 {until}，是否适用本办法请核定。"
        draft.ask("after_in_force", Said(form, day=str(first.first), until=str(until)))


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
        draft.ask("other_year", Said("活动日期不在 {year} 年度，不计入本年度。", year=year))
        return
    if not pathway.occupies_days:
        return
    if period is None or period.first.year == period.last.year:
        return
    inside_first, inside_last = max(period.first, date(year, 1, 1)), min(period.last, date(year, 12, 31))
    inside = (inside_last - inside_first).days + 1
    form = "活动跨年度，{year} 年内 {inside} 天、共 {days} 天，暂按年度内天数计，请核定归属年度。"
    message = Said(form, year=year, inside=inside, days=period.days)
    draft.ask("crosses_year", message)
    if not draft.known:
        return
    default = draft.default
    if default is not None:
        share = (default * inside / period.days).quantize(Decimal("0.01"), ROUND_FLOOR)
        default = share if period.full_days else None
    draft.between(pathway.clause, message, ZERO, draft.high, default)
