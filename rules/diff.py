"""Two policies compared: which rows differ, and on given cases who gains, who loses and by which clause.

Each case is evaluated under both as if both were in force in its year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from domain.hours import Hours
from domain.proposal import ActivityProposal, Proposal
from rules.describe import describe_pathway, requirement_lines
from rules.evaluate import propose_under
from rules.policy import Policy
from rules.refusal import RefusedInput

Direction = Literal["gains", "loses", "either", "same"]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that stands otherwise in the second policy; "" on the side where it is missing."""

    row: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ActivityChange:
    """Hours of one activity before caps; None where there is no figure (or no such pathway)."""

    ref: str
    clause: str
    before: Hours | None
    after: Hours | None


@dataclass(frozen=True, slots=True)
class PersonChange:
    """A case's year under both policies, after caps."""

    ref: str
    before: Hours
    after: Hours
    met_before: str
    met_after: str
    direction: Direction
    activities: tuple[ActivityChange, ...]
    refused: str = ""


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """How many activities gain and lose under a clause, and how many hours at the low and high end."""

    clause: str
    gains: int
    loses: int
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Comparison:
    rows: tuple[RowChange, ...]
    people: tuple[PersonChange, ...]
    clauses: tuple[ClauseChange, ...]

    def count(self, direction: Direction) -> int:
        return sum(person.direction == direction for person in self.people)


def diff(a: Policy, b: Policy, cases: Iterable[Mapping[str, Any]] = ()) -> Comparison:
    """What changes from ``a`` to ``b``. A case that is refused is listed with the reason, not left out.

    A case may name other activities for ``a`` in ``before`` (what was decided then, say).
    """
    always_a, always_b = _in_force_always(a), _in_force_always(b)
    people = tuple(_person(always_a, always_b, case, at) for at, case in enumerate(cases, 1))
    return Comparison(tuple(_rows(a, b)), people, _clauses(people))


def _in_force_always(policy: Policy) -> Policy:
    return replace(policy, first_year=0, last_year=None, broken_years=frozenset())


def _rows(a: Policy, b: Policy) -> Iterator[RowChange]:
    if (old := "；".join(requirement_lines(a))) != (new := "；".join(requirement_lines(b))):
        yield RowChange("年度要求", "学时", old, new)
    for name in dict.fromkeys((*a.pathways, *b.pathways)):
        one, other = a.pathways.get(name), b.pathways.get(name)
        if one is None or other is None:
            held = one or other
            assert held is not None
            yield RowChange(held.title, "途径", held.clause if one else "", held.clause if other else "")
            continue
        before, after = describe_pathway(a, one), describe_pathway(b, other)
        for what, left, right in (
            ("学时", before.figures, after.figures),
            ("上限", before.caps, after.caps),
            ("材料", before.evidence, after.evidence),
            ("条件", before.conditions, after.conditions),
        ):
            if left != right:
                yield RowChange(other.title, what, "；".join(left), "；".join(right))


def _person(a: Policy, b: Policy, case: Mapping[str, Any], at: int) -> PersonChange:
    ref = _ref(case, at)
    nothing = Hours.exactly(0)
    try:
        was_case, now_case = _sides(case)
        before, after = _propose(a, was_case), _propose(b, now_case)
    except RefusedInput as refused:
        told = f"{refused.field}：{refused.message}"
        return PersonChange(ref, nothing, nothing, "", "", "same", (), told)
    was, now = before.totals["total"], after.totals["total"]
    return PersonChange(
        ref,
        was,
        now,
        before.requirement.met,
        after.requirement.met,
        _direction(was, now),
        tuple(_activities(a, b, before, after)),
    )


def _sides(case: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    if "before" not in case:
        return case, case
    now = {name: value for name, value in case.items() if name != "before"}
    return {**now, "activities": case["before"]}, now


def _ref(case: Mapping[str, Any], at: int) -> str:
    person = case.get("person")
    named = person.get("name") or person.get("id") if isinstance(person, Mapping) else None
    return str(case.get("ref") or named or f"第 {at} 例")


def _propose(policy: Policy, case: Mapping[str, Any]) -> Proposal:
    """The proposal for the activities whose pathway this policy knows."""
    rows = case.get("activities")
    if not isinstance(rows, (list, tuple)):
        return propose_under(policy, case)
    known = [
        {"ref": f"a{at}", **row} if isinstance(row, Mapping) else row
        for at, row in enumerate(rows, 1)
        if not isinstance(row, Mapping) or row.get("pathway") in policy.pathways
    ]
    return propose_under(policy, {**case, "activities": known})


def _activities(a: Policy, b: Policy, before: Proposal, after: Proposal) -> Iterator[ActivityChange]:
    old = {activity.ref: activity for activity in before.activities}
    new = {activity.ref: activity for activity in after.activities}
    for ref in dict.fromkeys((*old, *new)):
        one, other = old.get(ref), new.get(ref)
        was, now = _hours(one), _hours(other)
        if was != now:
            held, policy = (other, b) if other is not None else (one, a)
            assert held is not None
            yield ActivityChange(ref, policy.pathways[held.pathway].clause, was, now)


def _hours(activity: ActivityProposal | None) -> Hours | None:
    return activity.hours if activity is not None and activity.counted else None


def _direction(before: Hours, after: Hours) -> Direction:
    low, high = after.low - before.low, after.high - before.high
    if low == high == 0:
        return "same"
    if low >= 0 and high >= 0:
        return "gains"
    return "loses" if low <= 0 and high <= 0 else "either"


def _clauses(people: Iterable[PersonChange]) -> tuple[ClauseChange, ...]:
    found: dict[str, ClauseChange] = {}
    nothing = Hours.exactly(0)
    for activity in (activity for person in people for activity in person.activities):
        before, after = activity.before or nothing, activity.after or nothing
        way = _direction(before, after)
        held = found.get(activity.clause, ClauseChange(activity.clause, 0, 0, Decimal(0), Decimal(0)))
        found[activity.clause] = ClauseChange(
            activity.clause,
            held.gains + (way == "gains"),
            held.loses + (way == "loses"),
            held.low + after.low - before.low,
            held.high + after.high - before.high,
        )
    return tuple(sorted(found.values(), key=lambda one: (-abs(one.high) - abs(one.low), one.clause)))
