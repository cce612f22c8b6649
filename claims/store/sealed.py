"""Rows of the vault: wrapped keys, and small ciphertexts that live in the database."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from claims.store.engine import Row, Transaction
from claims.store.tables import sealed, vault_state


def current_master(tx: Transaction, *, lock: bool = False) -> str | None:
    """Id of the master key in force. Locked for update by a rotation, shared by everyone who seals."""
    query = sa.select(vault_state.c.master_id).where(vault_state.c.id == 1)
    return tx.execute(query.with_for_update(read=not lock)).scalar_one_or_none()


def set_master(tx: Transaction, master_id: str) -> None:
    if current_master(tx, lock=True) is None:
        tx.execute(sa.insert(vault_state).values(id=1, master_id=master_id))
    else:
        tx.execute(sa.update(vault_state).where(vault_state.c.id == 1).values(master_id=master_id))


def insert(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(sealed).values(**values))


def get(tx: Transaction, sealed_id: str) -> Row | None:
    return tx.execute(sa.select(sealed).where(sealed.c.id == sealed_id)).one_or_none()


def several(tx: Transaction, sealed_ids: Collection[str], *, batch: int = 500) -> Iterator[Row]:
    """The rows of these ids in no order; unknown ids are left out."""
    wanted = list(dict.fromkeys(sealed_ids))
    for start in range(0, len(wanted), batch):
        yield from tx.execute(sa.select(sealed).where(sealed.c.id.in_(wanted[start : start + batch])))


def drop_key(tx: Transaction, sealed_id: str, at: datetime) -> None:
    tx.execute(sa.update(sealed).where(sealed.c.id == sealed_id).values(wrapped_key=None, body=None, forgotten_at=at))


def delete(tx: Transaction, sealed_id: str) -> None:
    tx.execute(sa.delete(sealed).where(sealed.c.id == sealed_id))


def live(tx: Transaction, *, batch: int = 500) -> Iterator[Row]:
    """``id`` and ``body`` of everything whose key is not destroyed, by id."""
    after = ""
    while True:
        query = sa.select(sealed.c.id, sealed.c.body).where(sealed.c.wrapped_key.is_not(None), sealed.c.id > after)
        rows = list(tx.execute(query.order_by(sealed.c.id).limit(batch)))
        if not rows:
            return
        yield from rows
        after = rows[-1].id


def live_not_under(tx: Transaction, master_id: str, *, batch: int = 500) -> Iterator[list[Row]]:
    """Live rows wrapped by other master keys, in batches; the caller re-wraps each batch before the next."""
    query = (
        sa.select(sealed.c.id, sealed.c.master_id, sealed.c.wrapped_key)
        .where(sealed.c.wrapped_key.is_not(None), sealed.c.master_id != master_id)
        .limit(batch)
    )
    while rows := list(tx.execute(query)):
        yield rows


def rewrap(tx: Transaction, sealed_id: str, master_id: str, wrapped_key: bytes) -> None:
    tx.execute(sa.update(sealed).where(sealed.c.id == sealed_id).values(master_id=master_id, wrapped_key=wrapped_key))
