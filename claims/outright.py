"""Hours that an authority credits at once, on papers it holds itself: a class's roster, an earlier system's record."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import rules
from claims.audit import Audit
from claims.casebook import Casebook, Folder
from claims.store import claims as claim_rows
from claims.store.engine import Row, Transaction
from claims.views import Actor
from domain.claim import ClaimState, Role


def credit_outright(
    tx: Transaction,
    casebook: Casebook,
    audit: Audit,
    actor: Actor,
    person: Row,
    *,
    city: str,
    year: int,
    pathway: str,
    given: Mapping[str, Any],
    hours: Decimal,
    reason: str,
    receipt_no: str | None = None,
) -> str:
    """A claim that an authority credits at once on papers it holds itself (a class's roster, an earlier system)."""
    claim_id, now = secrets.token_hex(16), datetime.now(UTC)
    claim_rows.insert(
        tx,
        id=claim_id,
        receipt_no=receipt_no or f"{year}-{secrets.token_hex(4).upper()}",
        person_id=person.id,
        employer=person.employer,
        city=city,
        year=year,
        state=ClaimState.SUBMITTED.value,
        level=0,
        version=1,
        pathway=pathway,
        pathway_by=actor.person_id,
        open_doubts=0,
        stops=0,
        kinds=[],
        opened_level=0,
        created_at=now,
        submitted_at=now,
        updated_at=now,
    )
    row = claim_rows.get(tx, claim_id, claim_rows.Sight(everything=True))
    assert row is not None
    values = casebook.reckoned(tx, Folder(row, (), given, "", {}))
    policy = rules.policy_for(city, year)
    values |= {"pathway": pathway, "open_doubts": 0, "stops": 0}
    if values["subject"] is None and policy is not None:
        values["subject"] = policy.pathways[pathway].subject
    claim_rows.change(tx, claim_id, 1, state=ClaimState.CREDITED.value, credited=hours, **values)
    claim_rows.add_move(
        tx,
        id=secrets.token_hex(16),
        claim_id=claim_id,
        version=2,
        at=now,
        actor_id=actor.person_id,
        role=Role.AUTHORITY.value,
        move="credit",
        reason=reason[:2000],
        clause=policy.pathways[pathway].clause if policy is not None else "",
        hours=hours,
        hours_before=None,
        evidence_id=None,
        fact=None,
        from_state=None,
        to_state=ClaimState.CREDITED.value,
        from_level=0,
        to_level=0,
        undone=False,
    )
    audit.append(tx, actor.person_id, "claim.register", claim_id, {"hours": str(hours), "version": 2})
    return claim_id
