"""Two events on the same days: a person cannot sit in two rooms.

Sees: this event's days against the person's other evidence of the year. The papers of one event (notice, schedule,
sheet, certificate) belong together: same or similar course, same number, or same organiser and same days are one
event and never reported. Cannot see: half days (one in the morning, one in the afternoon) unless printed. Online
courses run beside anything, so there it is only a note; so is an overlap of a long event (more than ten days) with a
short one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rapidfuzz import fuzz

from domain.case import Case, Earlier
from domain.finding import Finding, Severity
from domain.kind import KINDS
from verifiers import NotApplicable
from verifiers.knowledge.dates import period, said
from verifiers.knowledge.online import held_online
from verifiers.knowledge.trust import MISREAD, graded, trust

TITLE = "活动时间是否重叠"
CODES = ("contradiction.two_places",)
NEEDS = frozenset({"history"})

ATTENDED = frozenset(
    {"completion_certificate", "sign_in_sheet", "unit_statement", "service_statement", "teaching_statement"}
)
ONE_EVENT = 75
LONG = 10


def verify(case: Case) -> Iterable[Finding]:
    if case.paper.kind not in ATTENDED or case.history is None:
        raise NotApplicable
    facts = {fact.name: fact.value for fact in case.paper.facts}
    mine = period(facts)
    if mine is None:
        raise NotApplicable
    told: set[str] = set()
    for earlier in case.history.of_person(case.submitter.person_id, case.submitter.year):
        theirs = period(earlier.facts)
        if earlier.evidence_id == case.evidence_id or earlier.kind not in ATTENDED or theirs is None:
            continue
        first, last = max(mine[0], theirs[0]), min(mine[1], theirs[1])
        if first > last or _one_event(facts, earlier.facts, mine == theirs) or _event(earlier) in told:
            continue
        told.add(_event(earlier))
        dates = (case.fact("start_date"), case.fact("end_date"))
        long = max((mine[1] - mine[0]).days, (theirs[1] - theirs[0]).days) >= LONG
        loose = long or held_online(case)
        seen = trust(case, *dates)
        confidence = seen * (0.6 if loose else 0.9)
        days = said(first) if first == last else f"{said(first)}至{said(last)}"
        yield Finding(
            "contradiction.two_places",
            Severity.NOTE if loose else graded(seen),
            f"{days}本人另有{KINDS.get(earlier.kind, '材料')}“{_event(earlier)}”，时间重叠。",
            confidence,
            next((fact.place for fact in dates if fact is not None), None),
            (MISREAD, "可能分别在上午和下午，或其中一项为线上学习。", "可能是同一活动的另一种名称。"),
            "请核对两项活动的时间、地点和形式。",
            earlier.file or earlier.evidence_id,
            ("start_date", "end_date"),
            {"from": first.isoformat(), "to": last.isoformat()},
        )


def _event(earlier: Earlier) -> str:
    facts = earlier.facts
    return str(facts.get("course_title") or facts.get("meeting_title") or facts.get("organiser") or "未读出名称")


def _one_event(mine: Mapping[str, Any], theirs: Mapping[str, Any], same_days: bool) -> bool:
    """Whether both papers speak of one event."""
    for name in ("certificate_no", "doc_no"):
        if mine.get(name) and mine.get(name) == theirs.get(name):
            return True
    titles = [str(facts.get("course_title") or facts.get("meeting_title") or "") for facts in (mine, theirs)]
    if all(titles) and fuzz.partial_ratio(*titles) >= ONE_EVENT:
        return True
    if not all(titles) and same_days:
        return True
    bodies = [str(facts.get("organiser") or "") for facts in (mine, theirs)]
    return same_days and all(bodies) and fuzz.ratio(*bodies) >= ONE_EVENT
