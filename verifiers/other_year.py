"""Evidence of another year than the one it is claimed for.

Sees: the year of a score page, and the dates of an event, against the year the hours are claimed in. Cannot see:
years a paper does not print. An event that touches the claimed year at either end is never reported; a screenshot
taken in the first weeks of the next year shows last year's points rightly when the page names the year itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.case import Case
from domain.fact import Fact
from domain.finding import Finding, Severity
from verifiers import NotApplicable, NotRun
from verifiers.knowledge.dates import stretch
from verifiers.knowledge.trust import MISREAD, graded, trust

TITLE = "年度是否相符"
CODES = ("contradiction.other_year",)
NEEDS: frozenset[str] = frozenset()

EVENTS = frozenset(
    {
        "completion_certificate",
        "sign_in_sheet",
        "training_notice",
        "course_schedule",
        "roster",
        "unit_statement",
        "service_statement",
        "teaching_statement",
    }
)


def verify(case: Case) -> Iterable[Finding]:
    if case.paper.kind != "xuexi_score" and case.paper.kind not in EVENTS:
        raise NotApplicable
    wanted = case.claimed.get("year") or case.submitter.year
    if not isinstance(wanted, int):
        raise NotRun
    year = case.fact("score_year")
    if year is not None:
        if year.value == wanted:
            return
        facts: tuple[Fact, ...] = (year,)
        shown, severity = str(year.value), graded(year.confidence)
    elif case.paper.kind == "xuexi_score":
        taken = case.fact("screenshot_date")
        when = stretch(taken.value) if taken else None
        if taken is None or when is None or when.first.year <= wanted <= when.last.year:
            return
        facts = (taken,)
        shown, severity = str(when.first.year), Severity.NOTE
    else:
        found = [f for name in ("start_date", "end_date") if (f := case.fact(name)) is not None]
        spans = [s for f in found if (s := stretch(f.value)) is not None]
        if not spans or min(s.first.year for s in spans) <= wanted <= max(s.last.year for s in spans):
            return
        shown, facts = "、".join(sorted({str(s.first.year) for s in spans})), tuple(found[:1])
        severity = graded(trust(case, *found))
    confidence = trust(case, *facts)
    yield Finding(
        "contradiction.other_year",
        severity,
        f"材料上的年度是{shown}年，而申报的是{wanted}年。",
        confidence,
        facts[0].place,
        (MISREAD, "可能选错了申报年度。", "跨年举办或上年补学的，可能按规定计入。"),
        "请确认申报年度，或改到材料所属年度申报。",
        facts=tuple(fact.name for fact in facts),
        detail={"shown": shown, "claimed": wanted},
    )
