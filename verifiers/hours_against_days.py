"""More hours than the days can hold, or more days than the dates span.

Sees: hours per day of an event beyond what a day of lessons holds, days beyond the span of dates, half days beyond
twice the days, a yearly record whose rows do not add up to its sum. Cannot see: plausible but invented hours. A
lesson (学时) is 45 minutes: 32 fill a whole day and night, 16 are twelve clock hours, a common full day has 8. Online
courses and exercises between sessions earn more than the days of attendance show: there it is only a note unless
beyond 32 a day. Measured as drawn
(``benchmarks/suspicions.py``): 0 of 312 genuine papers doubted, 2 noted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from domain.case import Case
from domain.fact import Fact
from domain.finding import Finding, Severity
from verifiers.knowledge.dates import period
from verifiers.knowledge.online import held_online
from verifiers.knowledge.trust import MISREAD, graded, trust

TITLE = "学时与天数"
CODES = (
    "contradiction.hours_over_days",
    "contradiction.days_over_dates",
    "contradiction.hours_sum",
)
NEEDS: frozenset[str] = frozenset()

LESSONS_A_WHOLE_DAY = 32
LESSONS_TWELVE_CLOCK_HOURS = 16
#: Papers that announce an event: what they promise may include work between sessions.
ANNOUNCING = frozenset({"training_notice", "course_schedule"})


def verify(case: Case) -> Iterable[Finding]:
    hours, days = case.fact("hours"), case.fact("days")
    facts = {name: case.value(name) for name in ("start_date", "end_date")}
    span = period(facts)
    spanned = (span[1] - span[0]).days + 1 if span else None
    record = case.fact("activities")
    if isinstance(hours and hours.value, int | float) and hours is not None and record is None:
        held = spanned or _figure(days)
        if held:
            yield from _over(case, hours, float(hours.value), held, ("hours", "start_date", "end_date"))
    if spanned and _figure(days) > spanned and days is not None:
        confidence = trust(case, days, case.fact("start_date"), case.fact("end_date"))
        yield Finding(
            "contradiction.days_over_dates",
            graded(confidence),
            f"写明{_said(days.value)}天，而起止日期只有{spanned}天。",
            confidence,
            days.place,
            (MISREAD, "可能含报到或返程日，或分期举办而只写了一期。"),
            "请核对起止日期与天数。",
            facts=("days", "start_date", "end_date"),
            detail={"days": days.value, "spanned": spanned},
        )
    if record is not None and isinstance(record.value, list):
        yield from _record(case, record, hours)


def _figure(fact: Fact | None) -> float:
    return float(fact.value) if fact is not None and isinstance(fact.value, int | float) else 0.0


def _said(value: Any) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _over(
    case: Case, fact: Fact, hours: float, days: float, names: tuple[str, ...], row: str = ""
) -> Iterable[Finding]:
    each = hours / days
    if each <= LESSONS_TWELVE_CLOCK_HOURS:
        return
    online = held_online(case)
    seen = trust(case, fact, case.fact("start_date"), case.fact("end_date"))
    confidence = seen * (0.8 if each <= LESSONS_A_WHOLE_DAY else 1.0)
    loose = online or case.paper.kind in ANNOUNCING
    severity = Severity.NOTE if loose and each <= LESSONS_A_WHOLE_DAY else graded(seen)
    yield Finding(
        "contradiction.hours_over_days",
        severity,
        f"{row}{_said(hours)}学时对应{_said(days)}天，每天{each:.1f}学时，超出一天可能安排的课时。",
        confidence,
        fact.place,
        (MISREAD, "可能含线上自学、课前预习或分多期举办。", "可能起止日期只写了面授部分。"),
        "请对照课程表或举办通知核对学时与日期。",
        facts=names,
        detail={"hours": hours, "days": days},
    )


def _record(case: Case, record: Fact, hours: Fact | None) -> Iterable[Finding]:
    total, complete = 0.0, True
    for number, row in enumerate(record.value, 1):
        figure, span = row.get("hours"), period(row)
        if not isinstance(figure, int | float):
            complete = False
            continue
        total += figure
        if span:
            yield from _over(case, record, figure, (span[1] - span[0]).days + 1, ("activities",), f"第{number}项：")
    if complete and hours is not None and _figure(hours) and abs(total - _figure(hours)) > 0.01:
        seen = trust(case, record, hours)
        confidence = seen * 0.9
        yield Finding(
            "contradiction.hours_sum",
            graded(seen),
            f"各项学时相加为{_said(total)}，合计写作{_said(hours.value)}。",
            confidence,
            hours.place,
            (MISREAD, "表格可能有续页，或有的行未计入合计。"),
            "请对照原图逐行核对。",
            facts=("hours", "activities"),
            detail={"sum": total, "printed": hours.value},
        )
