"""Queries about standards an office keeps, and about claims reckoned under others than those in force."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from claims.store.engine import Row, Transaction
from claims.store.standard_tables import standards
from claims.store.tables import claims

#: States whose proposal is still looked at. What was decided stays as it was decided.
OPEN = ("draft", "returned", "submitted", "second_review", "disputed")


def insert(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(standards).values(**values))


def get(tx: Transaction, standard_id: str, *, lock: bool = False) -> Row | None:
    query = sa.select(standards).where(standards.c.id == standard_id)
    return tx.execute(query.with_for_update() if lock else query).one_or_none()


def listed(tx: Transaction, city: str | None = None) -> list[Row]:
    query = sa.select(standards).order_by(standards.c.made_at.desc(), standards.c.id)
    return list(tx.execute(query if city is None else query.where(standards.c.city == city)))


def in_force(tx: Transaction) -> list[Row]:
    query = sa.select(standards).where(standards.c.state == "in_force")
    return list(tx.execute(query.order_by(standards.c.in_force_at, standards.c.id)))


def change(tx: Transaction, standard_id: str, version: int, **values: Any) -> bool:
    mine = (standards.c.id == standard_id, standards.c.version == version)
    return tx.execute(sa.update(standards).where(*mine).values(version=version + 1, **values)).rowcount == 1


def remove(tx: Transaction, standard_id: str, version: int) -> bool:
    mine = (standards.c.id == standard_id, standards.c.version == version, standards.c.state == "draft")
    return tx.execute(sa.delete(standards).where(*mine)).rowcount == 1


def open_groups(tx: Transaction) -> list[Row]:
    """``city, year, policy_digest`` of the open claims."""
    query = sa.select(claims.c.city, claims.c.year, claims.c.policy_digest).where(claims.c.state.in_(OPEN)).distinct()
    return list(tx.execute(query))


def open_claims(tx: Transaction, city: str, year: int, digest: str | None, *, after: str, limit: int) -> list[str]:
    """Ids of open claims reckoned under that digest, by id."""
    under = claims.c.policy_digest.is_(None) if digest is None else claims.c.policy_digest == digest
    query = sa.select(claims.c.id).where(claims.c.state.in_(OPEN), claims.c.city == city, claims.c.year == year, under)
    return list(tx.execute(query.where(claims.c.id > after).order_by(claims.c.id).limit(limit)).scalars())


def years_of(tx: Transaction, city: str) -> list[int]:
    """Years with claims in a city, newest first."""
    query = sa.select(claims.c.year).where(claims.c.city == city).distinct().order_by(claims.c.year.desc())
    return [int(year) for year in tx.execute(query).scalars()]
