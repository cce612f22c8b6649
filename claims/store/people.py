"""Queries about people, sessions and one-time links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from claims.store.engine import Row, Transaction
from claims.store.outside_tables import identities
from claims.store.planted import invented
from claims.store.tables import links, people, sessions


def by_id(tx: Transaction, person_id: str, *, lock: bool = False) -> Row | None:
    query = sa.select(people).where(people.c.id == person_id)
    return tx.execute(query.with_for_update() if lock else query).one_or_none()


def by_login(tx: Transaction, login: str, *, lock: bool = False) -> Row | None:
    query = sa.select(people).where(people.c.login == login)
    return tx.execute(query.with_for_update() if lock else query).one_or_none()


def some(tx: Transaction, ids: Sequence[str], *, batch: int = 500) -> list[Row]:
    """The people of these ids, in no order."""
    return [
        row
        for start in range(0, len(ids), batch)
        for row in tx.execute(sa.select(people).where(people.c.id.in_(ids[start : start + batch])))
    ]


def any_person(tx: Transaction) -> bool:
    return tx.execute(sa.select(people.c.id).limit(1)).first() is not None


def anybody_signed_in(tx: Transaction) -> bool:
    """Whether a link was ever used or a password set."""
    used = tx.execute(sa.select(links.c.token_hash).where(links.c.used_at.is_not(None)).limit(1)).first()
    passwords = tx.execute(sa.select(people.c.id).where(people.c.password_hash.is_not(None)).limit(1)).first()
    return used is not None or passwords is not None


def insert(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(people).values(**values))


def update(tx: Transaction, person_id: str, **values: Any) -> None:
    tx.execute(sa.update(people).where(people.c.id == person_id).values(**values))


def listed(tx: Transaction, *, employer: str | None = None, city: str | None = None) -> list[Row]:
    """Everybody but the invented people of planted items."""
    query = sa.select(people).order_by(people.c.employer, people.c.name, people.c.id)
    query = query.where(people.c.id.not_in(invented()))
    if employer is not None:
        query = query.where(people.c.employer == employer)
    if city is not None:
        query = query.where(people.c.city == city)
    return list(tx.execute(query))


def names_at(tx: Transaction, employer: str, *, limit: int = 3000) -> tuple[str, ...]:
    query = sa.select(people.c.name).where(people.c.employer == employer, people.c.id.not_in(invented()))
    found = tx.execute(query.limit(limit))
    return tuple(found.scalars())


def names(tx: Transaction, ids: set[str]) -> dict[str, str]:
    found = tx.execute(sa.select(people.c.id, people.c.name).where(people.c.id.in_(ids)))
    return {row.id: row.name for row in found}


def add_session(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(sessions).values(**values))


def session(tx: Transaction, token_hash: str, now: datetime, idle_since: datetime) -> Row | None:
    """Its person and what is known of it; None when it ended, expired or nobody used it since ``idle_since``."""
    began = sessions.c.created_at.label("began_at")
    query = (
        sa.select(people, sessions.c.csrf, sessions.c.expires_at, sessions.c.seen_at, sessions.c.way, began)
        .join(sessions, sessions.c.person_id == people.c.id)
        .where(
            sessions.c.token_hash == token_hash,
            sessions.c.expires_at > now,
            sessions.c.seen_at > idle_since,
            people.c.active,
        )
    )
    return tx.execute(query).one_or_none()


def sessions_of(tx: Transaction, person_id: str, now: datetime, idle_since: datetime) -> list[Row]:
    """The living ones, the last used first."""
    query = sa.select(sessions).where(
        sessions.c.person_id == person_id, sessions.c.expires_at > now, sessions.c.seen_at > idle_since
    )
    return list(tx.execute(query.order_by(sessions.c.seen_at.desc(), sessions.c.token_hash)))


def see_session(tx: Transaction, token_hash: str, now: datetime) -> None:
    tx.execute(sa.update(sessions).where(sessions.c.token_hash == token_hash).values(seen_at=now))


def end_session(tx: Transaction, token_hash: str) -> None:
    tx.execute(sa.delete(sessions).where(sessions.c.token_hash == token_hash))


def end_sessions_of(tx: Transaction, person_id: str, *, but: str = "") -> int:
    """All of that person's, ``but`` (a token's hash) left out; how many."""
    done = tx.execute(sa.delete(sessions).where(sessions.c.person_id == person_id, sessions.c.token_hash != but))
    return int(done.rowcount)


def end_expired(tx: Transaction, now: datetime, idle_since: datetime) -> None:
    tx.execute(sa.delete(sessions).where(sa.or_(sessions.c.expires_at <= now, sessions.c.seen_at <= idle_since)))


def identity(tx: Transaction, digest: str) -> Row | None:
    """The person an outside identity was bound to."""
    query = sa.select(people).join(identities, identities.c.person_id == people.c.id)
    return tx.execute(query.where(identities.c.digest == digest)).one_or_none()


def bind_identity(tx: Transaction, digest: str, person_id: str, at: datetime) -> bool:
    """False when that person is bound to another identity already."""
    if tx.execute(sa.select(identities.c.digest).where(identities.c.person_id == person_id)).first() is not None:
        return False
    tx.execute(sa.insert(identities).values(digest=digest, person_id=person_id, bound_at=at))
    return True


def release_identity(tx: Transaction, person_id: str) -> bool:
    return tx.execute(sa.delete(identities).where(identities.c.person_id == person_id)).rowcount > 0


def bound(tx: Transaction) -> frozenset[str]:
    """Ids of the people who have an outside identity."""
    return frozenset(tx.execute(sa.select(identities.c.person_id)).scalars())


def add_link(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(links).values(**values))


def use_link(tx: Transaction, token_hash: str, now: datetime) -> str | None:
    """Person id of a link that was still good and is now used up; None otherwise. Only one caller wins."""
    won = tx.execute(
        sa.update(links)
        .where(links.c.token_hash == token_hash, links.c.used_at.is_(None), links.c.expires_at > now)
        .values(used_at=now)
    )
    if won.rowcount != 1:
        return None
    return str(tx.execute(sa.select(links.c.person_id).where(links.c.token_hash == token_hash)).scalar_one())
