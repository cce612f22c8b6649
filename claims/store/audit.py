"""Rows of the audit chain. Only inserts; triggers refuse everything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from claims.store.engine import Row, Transaction
from claims.store.tables import audit, audit_head


def head(tx: Transaction, *, lock: bool) -> tuple[int, str]:
    """``(seq, mac)`` of the newest row, ``(0, "")`` of an empty chain; locked against other writers."""
    query = sa.select(audit_head.c.seq, audit_head.c.mac).where(audit_head.c.id == 1)
    row = tx.execute(query.with_for_update() if lock else query).one_or_none()
    return (row.seq, row.mac) if row else (0, "")


def prepare(tx: Transaction) -> None:
    """The head row must exist before the first append, so that there is something to lock."""
    if tx.execute(sa.select(audit_head.c.id)).first() is None:
        tx.execute(sa.insert(audit_head).values(id=1, seq=0, mac=""))


def append(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(audit).values(**values))
    tx.execute(sa.update(audit_head).where(audit_head.c.id == 1).values(seq=values["seq"], mac=values["mac"]))


def walk(tx: Transaction, *, batch: int = 2000) -> Iterator[Row]:
    """All rows in order of seq, ``at`` and ``detail`` as the text that stands there: a tampered one may be neither."""
    columns = [one for one in audit.c if one.name not in ("at", "detail")]
    query = sa.select(
        *columns,
        sa.type_coerce(audit.c.at, sa.String).label("at"),
        sa.cast(audit.c.detail, sa.Text).label("detail"),
    ).order_by(audit.c.seq)
    found = tx.execute(query.limit(batch)).all()
    while found:
        yield from found
        found = tx.execute(query.where(audit.c.seq > found[-1].seq).limit(batch)).all()


def after(tx: Transaction, seq: int, *, limit: int) -> list[Row]:
    return list(tx.execute(sa.select(audit).where(audit.c.seq > seq).order_by(audit.c.seq).limit(limit)))


def some(tx: Transaction, seqs: Sequence[int]) -> list[Row]:
    return list(tx.execute(sa.select(audit).where(audit.c.seq.in_(seqs)))) if seqs else []


def newest(tx: Transaction, *, before: int | None, limit: int) -> list[Row]:
    query = sa.select(audit).order_by(audit.c.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(audit.c.seq < before)
    return list(tx.execute(query))
