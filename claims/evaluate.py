"""The desk's reckoning of one claim: evidence in, activity, proposal and doubts out. No storage, no clock.

Runs after the job, after every correction and whenever a claim is shown with its year; the same input
gives the same sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

import rules
from claims import prefill
from claims.documents import Document
from claims.prefill import Prefilled, Source
from domain.claim import Role
from domain.said import Said
from rules import RefusedInput


@dataclass(frozen=True, slots=True)
class Question:
    """What is reckoned: whose claim, which year and policy, what a person already said about it."""

    claim_id: str
    city: str
    year: int
    person_name: str
    person: Mapping[str, Any]
    documents: tuple[Document, ...]
    pathway: str | None = None  # a person's choice; None lets the evidence suggest
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules say of one activity alone. ``activity`` is the contract's JSON or None."""

    activity: Mapping[str, Any] | None
    error: Mapping[str, str] | None = None

    @property
    def hours(self) -> Mapping[str, Any] | None:
        return self.activity.get("hours") if self.activity else None

    @property
    def default(self) -> Decimal | None:
        return figure(self.hours.get("default")) if self.hours else None

    def says(self) -> str:
        """The hours in words: ``9 学时``, ``8—16 学时``, or why there are none."""
        if self.error is not None:
            return "无法测算"
        if self.hours is None:
            return "文件未给出学时"
        low, high = self.hours["low"], self.hours["high"]
        return Said("{hours} 学时", hours=low) if low == high else Said("{low}—{high} 学时", low=low, high=high)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that was reckoned of a claim."""

    policy: str | None
    policy_digest: str | None
    pathway: str | None
    candidates: tuple[str, ...]
    prefilled: Prefilled
    outcome: Outcome
    title: str


def reckon(question: Question) -> Sheet:
    """Pathway, activity and proposal. A city without a policy gives a sheet without pathway."""
    policy = rules.policy_for(question.city, question.year)
    if policy is None:
        filled = prefill.prefill(None, question.documents, person_name=question.person_name, given=question.given)
        error = {"field": "city", "message": "这个城市和年度没有可用的认定办法。"}
        return Sheet(None, None, None, (), filled, Outcome(None, error), prefill.title(question.documents))
    candidates = prefill.candidates(policy.pathways, question.documents)
    if question.pathway is not None and question.pathway in policy.pathways:
        tries: tuple[str, ...] = (question.pathway,)
    else:
        tries = candidates
    reckoned = [_as(policy, question, name) for name in tries[:MOST_TRIES]]
    if not reckoned:
        filled = prefill.prefill(None, question.documents, person_name=question.person_name, given=question.given)
        error = {"field": "pathway", "message": "还看不出属于哪种途径，请选择。"}
        chosen, outcome = None, Outcome(None, error)
    else:
        # The best suggestion that the rules can work with; the best one if they can with none.
        chosen, filled, outcome = next((one for one in reckoned if one[2].error is None), reckoned[0])
    return Sheet(policy.id, policy.digest, chosen, candidates, filled, outcome, prefill.title(question.documents))


#: How many suggested pathways are tried before the first is shown with its refusal.
MOST_TRIES = 6


def _as(policy: rules.Policy, question: Question, name: str) -> tuple[str, Prefilled, Outcome]:
    """The claim reckoned as one pathway."""
    filled = prefill.prefill(
        policy.pathways[name], question.documents, person_name=question.person_name, given=question.given
    )
    return name, filled, propose_one(policy.id, question, name, filled.activity)


def propose_one(policy_id: str, question: Question, pathway: str, activity: Mapping[str, Any]) -> Outcome:
    """The rules' word on one activity alone (caps of the year stand in the account)."""
    answer, error = propose_year(
        policy_id, question.person, question.year, [{"ref": question.claim_id, "pathway": pathway, **activity}]
    )
    return Outcome(answer["activities"][0] if answer else None, error)


def propose_year(
    policy_id: str, person: Mapping[str, Any], year: int, activities: Sequence[Mapping[str, Any]]
) -> tuple[Mapping[str, Any] | None, Mapping[str, str] | None]:
    """``(propose --json, None)`` or ``(None, refusal)``."""
    case = {"policy": policy_id, "person": dict(person), "year": year, "activities": [dict(a) for a in activities]}
    try:
        return rules.proposal_json(rules.propose(case)), None
    except RefusedInput as refused:
        return None, {"field": refused.field, "message": refused.message}


def figure(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def number(value: Decimal) -> int | float:
    """A figure as the rules take it from JSON."""
    return int(value) if value == value.to_integral_value() else float(value)


def sheet_json(sheet: Sheet) -> dict[str, Any]:
    """For sealing beside the claim."""
    return {
        "candidates": list(sheet.candidates),
        "activity": dict(sheet.prefilled.activity),
        "sources": {name: asdict(source) for name, source in sheet.prefilled.sources.items()},
        "proposal": sheet.outcome.activity,
        "error": sheet.outcome.error,
        "title": sheet.title,
    }


def sources_from(held: Mapping[str, Any]) -> dict[str, Source]:
    return {name: Source(**one) for name, one in held.items()}


#: Roles whose correction needs no further look by a reviewer.
REVIEWERS = frozenset({Role.UNIT_ADMIN.value, Role.AUTHORITY.value, Role.INVESTIGATOR.value})
