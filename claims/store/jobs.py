"""Queries about durable jobs and the heartbeats of the processes that do them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from claims.store.engine import Row, Transaction
from claims.store.tables import heartbeats, jobs


def insert(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(jobs).values(**values))


def get(tx: Transaction, job_id: str) -> Row | None:
    return tx.execute(sa.select(jobs).where(jobs.c.id == job_id)).one_or_none()


def of_evidence(tx: Transaction, evidence_id: str) -> Row | None:
    query = sa.select(jobs).where(jobs.c.evidence_id == evidence_id).order_by(jobs.c.created_at.desc()).limit(1)
    return tx.execute(query).one_or_none()


def waiting(tx: Transaction, *, queued_too: bool = False, limit: int = 5000) -> list[str]:
    """Jobs to start, oldest first; with ``queued_too`` also those already offered but not ended."""
    states = ("waiting", "queued") if queued_too else ("waiting",)
    query = sa.select(jobs.c.id).where(jobs.c.state.in_(states)).order_by(jobs.c.created_at, jobs.c.id)
    return list(tx.execute(query.limit(limit)).scalars())


def mark_queued(tx: Transaction, job_id: str) -> None:
    tx.execute(sa.update(jobs).where(jobs.c.id == job_id, jobs.c.state == "waiting").values(state="queued"))


def count_attempt(tx: Transaction, job_id: str, executor: str) -> int:
    """One more start of the job; how many there are now. A finished job stays as it is and gives 0."""
    done = tx.execute(
        sa.update(jobs)
        .where(jobs.c.id == job_id, jobs.c.state.in_(("waiting", "queued")))
        .values(attempts=jobs.c.attempts + 1, executor=executor)
    )
    if done.rowcount == 0:
        return 0
    return int(tx.execute(sa.select(jobs.c.attempts).where(jobs.c.id == job_id)).scalar_one())


def broken_off(tx: Transaction, executor: str) -> int:
    """How many jobs a stopping process leaves unfinished; that start of them does not count as an attempt."""
    left = sa.update(jobs).where(jobs.c.executor == executor, jobs.c.state == "queued", jobs.c.attempts > 0)
    return tx.execute(left.values(attempts=jobs.c.attempts - 1)).rowcount


def end(tx: Transaction, job_id: str, at: datetime, *, error: str | None = None) -> None:
    state = "failed" if error else "done"
    tx.execute(
        sa.update(jobs)
        .where(jobs.c.id == job_id, jobs.c.state.in_(("waiting", "queued")))
        .values(state=state, ended_at=at, error=error)
    )


def counts(tx: Transaction) -> dict[str, int]:
    found = tx.execute(sa.select(jobs.c.state, sa.func.count()).group_by(jobs.c.state))
    return {state: int(number) for state, number in found}


def beat(tx: Transaction, executor: str, host: str, pid: int, at: datetime) -> None:
    done = tx.execute(sa.update(heartbeats).where(heartbeats.c.executor == executor).values(beat_at=at))
    if done.rowcount == 0:
        tx.execute(sa.insert(heartbeats).values(executor=executor, host=host, pid=pid, started_at=at, beat_at=at))


def executors(tx: Transaction) -> list[Row]:
    return list(tx.execute(sa.select(heartbeats)))


def forget_executor(tx: Transaction, executor: str) -> None:
    tx.execute(sa.delete(heartbeats).where(heartbeats.c.executor == executor))
