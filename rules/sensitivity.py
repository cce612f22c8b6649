"""Which doubtful facts matter: the case is proposed again under each alternative reading.

Only what changes hours, pathway, year or requirement needs to be asked; the rest can be folded away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.proposal import ActivityProposal, Proposal
from rules.evaluate import propose
from rules.refusal import RefusedInput

#: Codes that say an activity belongs to another year.
_YEAR_CODES = frozenset(
    {
        "other_year",
        "crosses_year",
        "score_other_year",
        "published_other_year",
        "not_completed_in_year",
        "no_rule_for_year",
    }
)


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Other readings of one fact. ``activity`` is its position; None for a fact of the person, or ``year``."""

    activity: int | None
    fact: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What one alternative value changes: any of ``hours``, ``pathway``, ``year``, ``evidence``,
    ``questions``, ``totals``, ``requirement``, ``refused``. ``proposal`` is None when it is refused."""

    activity: int | None
    fact: str
    value: Any
    changes: frozenset[str]
    proposal: Proposal | None
    message: str = ""

    @property
    def matters(self) -> bool:
        """Whether a person needs to be asked about it."""
        return bool(self.changes - {"questions"})


def sensitivity(
    case: Mapping[str, Any], alternatives: Sequence[Alternatives], *, tables: Path | None = None
) -> tuple[Change, ...]:
    """One ``Change`` for every alternative value, in order. RefusedInput when the case itself cannot be."""
    base = propose(case, tables=tables)
    found = []
    for doubt in alternatives:
        for value in doubt.values:
            try:
                other = propose(_with(case, doubt.activity, doubt.fact, value), tables=tables)
            except RefusedInput as refused:
                found.append(Change(doubt.activity, doubt.fact, value, frozenset({"refused"}), None, refused.message))
                continue
            found.append(Change(doubt.activity, doubt.fact, value, frozenset(_differences(base, other)), other))
    return tuple(found)


def _with(case: Mapping[str, Any], activity: int | None, fact: str, value: Any) -> dict[str, Any]:
    changed = dict(case)
    if activity is None:
        if fact in ("year", "policy"):
            changed[fact] = value
        else:
            changed["person"] = {**(case.get("person") or {}), fact.removeprefix("person."): value}
        return changed
    rows = list(case["activities"])
    rows[activity] = {**rows[activity], fact: value}
    changed["activities"] = rows
    return changed


def _differences(base: Proposal, other: Proposal) -> set[str]:
    found: set[str] = set()
    if base.year != other.year or base.policy != other.policy:
        found.add("year")
    for one, two in zip(base.activities, other.activities, strict=True):
        found |= _activity_differences(one, two)
    if base.totals != other.totals:
        found.add("totals")
    if base.requirement != other.requirement:
        found.add("requirement")
    return found


def _activity_differences(one: ActivityProposal, two: ActivityProposal) -> set[str]:
    found: set[str] = set()
    if one.pathway != two.pathway or one.subject != two.subject:
        found.add("pathway")
    if one.hours != two.hours or one.counted != two.counted:
        found.add("hours")
    if one.missing_evidence != two.missing_evidence:
        found.add("evidence")
    codes, other_codes = ({reason.code for reason in each.needs_human} for each in (one, two))
    if codes != other_codes:
        found.add("questions")
    if (codes & _YEAR_CODES) != (other_codes & _YEAR_CODES):
        found.add("year")
    return found
