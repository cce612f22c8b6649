"""Queries about planted items: known-wrong claims of invented people."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from claims.store.engine import Row, Transaction
from claims.store.investigation_tables import planted
from claims.store.tables import claims, evidence, people

_FULL = (
    sa.select(
        planted,
        people.c.name,
        people.c.employer,
        people.c.city,
        claims.c.receipt_no,
        claims.c.year,
        claims.c.state.label("claim_state"),
    )
    .join(people, people.c.id == planted.c.person_id)
    .outerjoin(claims, claims.c.id == planted.c.claim_id)
)


def insert(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(planted).values(**values))


def update(tx: Transaction, person_id: str, **values: Any) -> None:
    tx.execute(sa.update(planted).where(planted.c.person_id == person_id).values(**values))


def of_person(tx: Transaction, person_id: str) -> Row | None:
    return tx.execute(sa.select(planted).where(planted.c.person_id == person_id)).one_or_none()


def listed(tx: Transaction, city: str | None, *, limit: int = 500) -> list[Row]:
    """Newest first; ``city`` None for all."""
    query = _FULL.order_by(planted.c.made_at.desc(), planted.c.person_id).limit(limit)
    return list(tx.execute(query if city is None else query.where(people.c.city == city)))


def outcomes(tx: Transaction, city: str | None, year: int) -> dict[str, int]:
    """``found`` and ``missed`` of claims of the year."""
    query = (
        sa.select(planted.c.outcome, sa.func.count())
        .join(claims, claims.c.id == planted.c.claim_id)
        .where(claims.c.year == year, planted.c.outcome.is_not(None))
        .group_by(planted.c.outcome)
    )
    found = tx.execute(query if city is None else query.where(claims.c.city == city))
    return {row[0]: int(row[1]) for row in found}


def invented() -> sa.Select[tuple[str]]:
    """The invented people, as a part of other queries that must not count them."""
    return sa.select(planted.c.person_id)


def papers_among(tx: Transaction, evidence_ids: list[str]) -> frozenset[str]:
    """Which of these papers belong to planted items."""
    query = sa.select(evidence.c.id).where(evidence.c.id.in_(evidence_ids), evidence.c.person_id.in_(invented()))
    return frozenset(tx.execute(query).scalars())
