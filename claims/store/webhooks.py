"""Queries about webhooks: how far each receiver has been told, and what is still on its way."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from claims.store.engine import Row, Transaction
from claims.store.outside_tables import deliveries, receivers


def seen(tx: Transaction, receiver: str, *, lock: bool = False) -> int | None:
    query = sa.select(receivers.c.seq).where(receivers.c.receiver == receiver)
    return tx.execute(query.with_for_update() if lock else query).scalar_one_or_none()


def begin(tx: Transaction, receiver: str, seq: int) -> None:
    tx.execute(sa.insert(receivers).values(receiver=receiver, seq=seq))


def move(tx: Transaction, receiver: str, seq: int) -> None:
    tx.execute(sa.update(receivers).where(receivers.c.receiver == receiver).values(seq=seq))


def add(tx: Transaction, receiver: str, seq: int, due_at: datetime) -> None:
    tx.execute(
        sa.insert(deliveries).values(
            receiver=receiver, seq=seq, state="waiting", attempts=0, due_at=due_at, answer="", ended_at=None
        )
    )


def lease(tx: Transaction, receiver: str, now: datetime, *, until: datetime, limit: int) -> list[Row]:
    """What is due, oldest first, with this attempt counted; not due again before ``until``."""
    query = (
        sa.select(deliveries)
        .where(deliveries.c.receiver == receiver, deliveries.c.state == "waiting", deliveries.c.due_at <= now)
        .order_by(deliveries.c.seq)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    found = [row.seq for row in tx.execute(query)]
    if not found:
        return []
    mine = (deliveries.c.receiver == receiver, deliveries.c.seq.in_(found))
    tx.execute(sa.update(deliveries).where(*mine).values(due_at=until, attempts=deliveries.c.attempts + 1))
    return list(tx.execute(sa.select(deliveries).where(*mine).order_by(deliveries.c.seq)))


def change(tx: Transaction, receiver: str, seq: int, **values: Any) -> None:
    mine = (deliveries.c.receiver == receiver, deliveries.c.seq == seq, deliveries.c.state == "waiting")
    tx.execute(sa.update(deliveries).where(*mine).values(**values))


def again(tx: Transaction, receiver: str, now: datetime) -> int:
    mine = (deliveries.c.receiver == receiver, deliveries.c.state == "failed")
    values = {"state": "waiting", "attempts": 0, "due_at": now, "ended_at": None}
    return int(tx.execute(sa.update(deliveries).where(*mine).values(**values)).rowcount)


def forget_done(tx: Transaction, receiver: str, before: datetime) -> None:
    mine = (deliveries.c.receiver == receiver, deliveries.c.state == "done", deliveries.c.ended_at < before)
    tx.execute(sa.delete(deliveries).where(*mine))


def counts(tx: Transaction) -> list[tuple[str, str, int]]:
    query = sa.select(deliveries.c.receiver, deliveries.c.state, sa.func.count())
    query = query.group_by(deliveries.c.receiver, deliveries.c.state)
    return sorted((row[0], row[1], int(row[2])) for row in tx.execute(query))
