"""Queries about screenings spread over workers: who does which shard, what is done, and its removal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from claims.store.batch_tables import batch_records, batch_shards, batches
from claims.store.engine import Row, Transaction
from claims.store.tables import heartbeats, sealed

_ENDED = ("done", "failed")


def insert(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(batches).values(**values))


def get(tx: Transaction, batch_id: str) -> Row | None:
    return tx.execute(sa.select(batches).where(batches.c.id == batch_id)).one_or_none()


def update(tx: Transaction, batch_id: str, **values: Any) -> None:
    tx.execute(sa.update(batches).where(batches.c.id == batch_id).values(**values))


def unseen_since(tx: Transaction, moment: datetime) -> list[str]:
    """Batches whose command has not looked since ``moment``."""
    return list(tx.execute(sa.select(batches.c.id).where(batches.c.seen_at < moment)).scalars())


# --- shards ---------------------------------------------------------------------------------------------------------


def add_shards(tx: Transaction, batch_id: str, stage: str, ranges: Sequence[tuple[int, int]]) -> None:
    if ranges:
        rows = [
            {"batch_id": batch_id, "stage": stage, "first": a, "last": b, "state": "waiting", "attempts": 0}
            for a, b in ranges
        ]
        tx.execute(sa.insert(batch_shards), rows)


def _free(executor: str) -> sa.Select[Any]:
    """Shards nobody is at: waiting, or held by a process that is gone, or by the asking one, which asks between two."""
    held = sa.select(heartbeats.c.executor).where(heartbeats.c.executor != executor)
    return (
        sa.select(batch_shards)
        .where(
            sa.or_(
                batch_shards.c.state == "waiting",
                sa.and_(batch_shards.c.state == "running", batch_shards.c.executor.not_in(held)),
            )
        )
        .order_by(batch_shards.c.attempts, batch_shards.c.batch_id, batch_shards.c.first)
        .limit(1)
    )


def any_free(tx: Transaction, executor: str) -> bool:
    return tx.execute(_free(executor)).one_or_none() is not None


def take(tx: Transaction, executor: str) -> Row | None:
    """A free shard, now held by ``executor``, its attempts counted; None when there is none."""
    found = tx.execute(_free(executor).with_for_update(skip_locked=True)).one_or_none()
    if found is None:
        return None
    _set(tx, found, state="running", executor=executor, attempts=found.attempts + 1)
    return tx.execute(sa.select(batch_shards).where(*_is(found))).one()


def leave(tx: Transaction, shard: Row, state: str) -> None:
    """Give a shard back as ``waiting``, or end it as ``done`` or ``failed``; not one somebody else holds by now."""
    held = batch_shards.c.executor == shard.executor
    tx.execute(sa.update(batch_shards).where(*_is(shard), held).values(state=state, executor=None))


def offer_failed_again(tx: Transaction, batch_id: str) -> None:
    failed = (batch_shards.c.batch_id == batch_id, batch_shards.c.state == "failed")
    tx.execute(sa.update(batch_shards).where(*failed).values(state="waiting", attempts=0))


def anybody_at(tx: Transaction, batch_id: str) -> bool:
    """Whether a living process holds a shard."""
    query = sa.select(sa.func.count()).where(
        batch_shards.c.batch_id == batch_id,
        batch_shards.c.state == "running",
        batch_shards.c.executor.in_(sa.select(heartbeats.c.executor)),
    )
    return bool(tx.execute(query).scalar_one())


def end_shards(tx: Transaction, batch_id: str) -> None:
    """Nobody takes any of them any more."""
    tx.execute(sa.delete(batch_shards).where(batch_shards.c.batch_id == batch_id))


def shards(tx: Transaction, batch_id: str, stage: str) -> list[Row]:
    query = sa.select(batch_shards).where(batch_shards.c.batch_id == batch_id, batch_shards.c.stage == stage)
    return list(tx.execute(query.order_by(batch_shards.c.first)))


def ended(shard: Row) -> bool:
    return shard.state in _ENDED


def _is(shard: Row) -> tuple[Any, ...]:
    return (
        batch_shards.c.batch_id == shard.batch_id,
        batch_shards.c.stage == shard.stage,
        batch_shards.c.first == shard.first,
    )


def _set(tx: Transaction, shard: Row, **values: Any) -> None:
    tx.execute(sa.update(batch_shards).where(*_is(shard)).values(**values))


# --- records --------------------------------------------------------------------------------------------------------


def record(tx: Transaction, batch_id: str, stage: str, number: int) -> str | None:
    """The sealed id of what came of a file in a stage."""
    query = sa.select(batch_records.c.sealed_id).where(
        batch_records.c.batch_id == batch_id, batch_records.c.stage == stage, batch_records.c.number == number
    )
    return tx.execute(query).scalar_one_or_none()


def records(tx: Transaction, batch_id: str, stage: str, first: int, last: int) -> dict[int, str]:
    """Sealed ids of a range, by number."""
    query = sa.select(batch_records.c.number, batch_records.c.sealed_id).where(
        batch_records.c.batch_id == batch_id,
        batch_records.c.stage == stage,
        batch_records.c.number.between(first, last),
    )
    return dict(row.tuple() for row in tx.execute(query.order_by(batch_records.c.number)))


def count(tx: Transaction, batch_id: str, stage: str) -> int:
    query = sa.select(sa.func.count()).where(batch_records.c.batch_id == batch_id, batch_records.c.stage == stage)
    return int(tx.execute(query).scalar_one())


def wants(tx: Transaction, shard: Row, number: int) -> bool:
    """Whether the file's record is still open. The shard is locked, so that its batch cannot end meanwhile."""
    there = tx.execute(sa.select(batch_shards.c.first).where(*_is(shard)).with_for_update()).one_or_none()
    return there is not None and record(tx, shard.batch_id, shard.stage, number) is None


def keep(tx: Transaction, shard: Row, number: int, sealed_id: str) -> None:
    """What came of a file of ``shard``; the shard has got on, so its attempts start over."""
    values = {"batch_id": shard.batch_id, "stage": shard.stage, "number": number, "sealed_id": sealed_id}
    tx.execute(sa.insert(batch_records).values(**values))
    tx.execute(sa.update(batch_shards).where(*_is(shard), batch_shards.c.attempts > 0).values(attempts=0))


# --- the end --------------------------------------------------------------------------------------------------------


def drop_records(tx: Transaction, batch_id: str, *, limit: int = 500) -> list[str]:
    """Remove so many records and their keys; the sealed ids whose ciphertext may go, none when all are removed."""
    query = sa.select(batch_records.c.sealed_id).where(batch_records.c.batch_id == batch_id).limit(limit)
    found = list(tx.execute(query).scalars())
    tx.execute(sa.delete(batch_records).where(batch_records.c.sealed_id.in_(found)))
    tx.execute(sa.delete(sealed).where(sealed.c.id.in_(found)))
    return found


def drop(tx: Transaction, batch_id: str) -> list[str]:
    """Remove an emptied batch with its shards; as above."""
    row = get(tx, batch_id)
    if row is None:
        return []
    own = [one for one in (row.manifest_id, row.known_id) if one is not None]
    end_shards(tx, batch_id)
    tx.execute(sa.delete(batches).where(batches.c.id == batch_id))
    tx.execute(sa.delete(sealed).where(sealed.c.id.in_(own)))
    return own
