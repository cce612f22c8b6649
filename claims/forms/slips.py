"""Claims as data of the two slips: what was returned and why, what was seen and what may explain it."""

from __future__ import annotations

from datetime import date
from typing import Any

from claims.labels import fact_title
from claims.views import ClaimView
from domain.kind import KINDS

SEVERITIES = {"stop": "拦截", "doubt": "存疑", "note": "提示"}


def return_data(claim: ClaimView, today: date) -> dict[str, Any] | None:
    """For ``return_slip``; None when the claim was never returned."""
    summary = claim.summary
    move = next((one for one in reversed(claim.timeline) if one.move == "return" and not one.undone), None)
    if move is None:
        return None
    kind = next((one.kind for one in claim.evidence if one.id == move.evidence_id), "")
    return {
        "receipt_no": summary.receipt_no,
        "returned_on": move.at.astimezone().date(),
        "name": summary.person_name,
        "unit": summary.employer,
        "year": summary.year,
        "pathway": summary.pathway_title,
        "content": summary.title,
        "reason": move.reason,
        "where": KINDS.get(kind, ""),
        "fact": fact_title(move.fact) if move.fact else "",
        "reviewer": move.actor_name,
        "clause": move.clause,
    }


def investigation_data(claim: ClaimView, today: date) -> dict[str, Any]:
    """For ``investigation_slip``: every finding of every paper, with its innocent explanations."""
    summary = claim.summary
    findings = [finding for paper in claim.evidence for finding in paper.findings]
    return {
        "receipt_no": summary.receipt_no,
        "made_on": today,
        "name": summary.person_name,
        "unit": summary.employer,
        "content": summary.title,
        "hours": summary.credited
        if summary.credited is not None
        else (summary.hours.default if summary.hours else None),
        "findings": [
            {
                "number": at,
                "code": one.code,
                "severity": SEVERITIES.get(one.severity, one.severity),
                "message": one.message,
                "innocent": "；".join(one.innocent),
                "next_step": one.next_step,
            }
            for at, one in enumerate(findings, 1)
        ],
    }
