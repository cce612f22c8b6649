"""A proposal as the JSON of the contract (``propose --json``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from domain.hours import Hours
from domain.proposal import Proposal, Reason


def number(value: Decimal | None) -> int | float | None:
    """Whole numbers as int, others as float."""
    if value is None:
        return None
    whole = int(value)
    return whole if whole == value else float(value)


def _hours(hours: Hours | None) -> dict[str, Any] | None:
    if hours is None:
        return None
    return {"low": number(hours.low), "high": number(hours.high), "default": number(hours.default)}


def _ranges(ranges: Mapping[str, Hours]) -> dict[str, Any]:
    return {name: {"low": number(hours.low), "high": number(hours.high)} for name, hours in ranges.items()}


def _reasons(reasons: Iterable[Reason]) -> list[dict[str, str]]:
    return [{"code": reason.code, "message": reason.message} for reason in reasons]


def proposal_json(proposal: Proposal) -> dict[str, Any]:
    """Shape as in the contract; added to it: ``policy_digest``, ``notes``, ``reasons``, ``required``, cap ``id``."""
    return {
        "policy": proposal.policy,
        "policy_digest": proposal.policy_digest,
        "year": proposal.year,
        "activities": [
            {
                "ref": activity.ref,
                "pathway": activity.pathway,
                "subject": activity.subject,
                "hours": _hours(activity.hours),
                "steps": [
                    {"clause": step.clause, "says": step.says, "hours": number(step.hours)} for step in activity.steps
                ],
                "missing_evidence": [list(group) for group in activity.missing_evidence],
                "counted": activity.counted,
                "needs_human": _reasons(activity.needs_human),
                "notes": _reasons(activity.notes),
            }
            for activity in proposal.activities
        ],
        "totals": _ranges(proposal.totals),
        "totals_if_evidence_completed": _ranges(proposal.totals_if_evidence_completed),
        "caps": [
            {
                "clause": cap.clause,
                "claimed": number(cap.claimed),
                "counted": number(cap.counted),
                "left": number(cap.left),
                "says": cap.says,
                "id": cap.key,
            }
            for cap in proposal.caps
        ],
        "requirement": {
            "met": proposal.requirement.met,
            "shortfall": _ranges(proposal.requirement.shortfall),
            "required": {name: number(hours) for name, hours in proposal.requirement.required.items()},
            "clause": proposal.requirement.clause,
        },
        "open_subjects": list(proposal.open_subjects),
        "needs_human": proposal.needs_human,
        "reasons": _reasons(proposal.reasons),
        "notes": _reasons(proposal.notes),
    }
