"""Queries about screenings and the papers they go over."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from claims.store.engine import Row, Transaction
from claims.store.investigation_tables import screenings
from claims.store.planted import invented
from claims.store.tables import evidence, heartbeats


def insert(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(screenings).values(**values))


def update(tx: Transaction, screening_id: str, executor: str, **values: Any) -> bool:
    """Change a running screening; False when another process runs it by now."""
    own = (screenings.c.id == screening_id, screenings.c.executor == executor, screenings.c.state == "running")
    return bool(tx.execute(sa.update(screenings).where(*own).values(**values)).rowcount)


def get(tx: Transaction, screening_id: str) -> Row | None:
    return tx.execute(sa.select(screenings).where(screenings.c.id == screening_id)).one_or_none()


def running(tx: Transaction, city: str | None, year: int | None) -> Row | None:
    query = sa.select(screenings).where(
        screenings.c.state == "running", screenings.c.city.is_not_distinct_from(city),
        screenings.c.year.is_not_distinct_from(year),
    )  # fmt: skip
    return tx.execute(query.limit(1)).one_or_none()


def latest(tx: Transaction, city: str | None) -> Row | None:
    """The one begun last over ``city`` (None: over all cities)."""
    query = sa.select(screenings).where(screenings.c.city.is_not_distinct_from(city))
    return tx.execute(query.order_by(screenings.c.created_at.desc(), screenings.c.id).limit(1)).one_or_none()


def take(tx: Transaction, executor: str) -> str | None:
    """A running screening whose process is gone, now run by ``executor``."""
    alive = sa.select(heartbeats.c.executor)
    held = screenings.c.executor
    gone = sa.or_(held.is_(None), sa.and_(held != executor, held.not_in(alive)))
    query = sa.select(screenings.c.id).where(screenings.c.state == "running", gone).limit(1)
    found = tx.execute(query.with_for_update(skip_locked=True)).scalar_one_or_none()
    if found is not None:
        tx.execute(sa.update(screenings).where(screenings.c.id == found).values(executor=executor))
    return found


def evidence_ids(tx: Transaction, city: str | None, year: int | None) -> list[str]:
    """Papers that are ready and not forgotten, in order of hand-in; files that are bundles stand for their parts."""
    query = sa.select(evidence.c.id).where(
        evidence.c.state == "ready",
        evidence.c.forgotten_at.is_(None),
        evidence.c.kind != "bundle",
        evidence.c.person_id.not_in(invented()),
    )
    if city is not None:
        query = query.where(evidence.c.city == city)
    if year is not None:
        query = query.where(evidence.c.year == year)
    return list(tx.execute(query.order_by(evidence.c.received_at, evidence.c.id)).scalars())
