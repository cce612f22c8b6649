"""A class in person held wholly on statutory holidays.

Sees: events whose every day is a statutory holiday (Spring Festival, National Day …) by the published calendar.
Weekends are common for classes and never reported. Cannot see: years the calendar does not know. Always a note: some
classes are held on holidays on purpose.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import chinese_calendar

from domain.case import Case
from domain.finding import Finding, Severity
from verifiers import NotApplicable, NotRun
from verifiers.knowledge.dates import period
from verifiers.knowledge.online import held_online
from verifiers.knowledge.trust import MISREAD, trust

TITLE = "法定节假日"
CODES = ("contradiction.public_holiday",)
NEEDS: frozenset[str] = frozenset()

IN_PERSON = frozenset(
    {"completion_certificate", "sign_in_sheet", "training_notice", "course_schedule", "unit_statement"}
)
LONGEST = 10
_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
}


def verify(case: Case) -> Iterable[Finding]:
    span = period({name: case.value(name) for name in ("start_date", "end_date")})
    if case.paper.kind not in IN_PERSON or span is None or (span[1] - span[0]).days >= LONGEST:
        raise NotApplicable
    days = [span[0] + timedelta(days=i) for i in range((span[1] - span[0]).days + 1)]
    try:
        held = [chinese_calendar.get_holiday_detail(day)[1] for day in days]
    except NotImplementedError:
        raise NotRun from None
    if not all(held) or held_online(case):
        return
    dates = (case.fact("start_date"), case.fact("end_date"))
    yield Finding(
        "contradiction.public_holiday",
        Severity.NOTE,
        f"活动日期全部在法定节假日（{_NAMES.get(str(held[0]), str(held[0]))}）内。",
        trust(case, *dates) * 0.8,
        next((fact.place for fact in dates if fact is not None), None),
        (MISREAD, "确有单位利用假期集中办班。"),
        "如有疑问，请核对举办通知。",
        facts=("start_date", "end_date"),
    )
