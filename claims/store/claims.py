"""Queries about claims, the evidence in them, moves, answered doubts and idempotent answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from claims.store.engine import Row, Transaction
from claims.store.tables import answers, claim_evidence, claims, doubt_answers, moves, people

_FULL = sa.select(claims, people.c.name.label("person_name"), people.c.settings.label("person_settings")).join(
    people, people.c.id == claims.c.person_id
)


@dataclass(frozen=True, slots=True)
class Sight:
    """Which claims an actor may see, as conditions of the query. None means no limit in that direction.

    ``person_id`` alone, or everything handed in at ``employer``, or everything of ``city``.
    ``everything`` lifts all limits.
    """

    person_id: str | None = None
    employer: str | None = None
    city: str | None = None
    everything: bool = False

    def condition(self) -> sa.ColumnElement[bool]:
        if self.everything:
            return sa.true()
        ways: list[sa.ColumnElement[bool]] = []
        if self.person_id is not None:
            ways.append(claims.c.person_id == self.person_id)
        if self.employer is not None:
            ways.append((claims.c.employer == self.employer) & (claims.c.state != "draft"))
        if self.city is not None:
            ways.append((claims.c.city == self.city) & claims.c.state.not_in(("draft", "withheld")))
        return sa.or_(*ways) if ways else sa.false()


def insert(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(claims).values(**values))


def get(tx: Transaction, claim_id: str, sight: Sight, *, lock: bool = False) -> Row | None:
    query = _FULL.where(claims.c.id == claim_id, sight.condition())
    return tx.execute(query.with_for_update(of=claims) if lock else query).one_or_none()


def change(tx: Transaction, claim_id: str, version: int, **values: Any) -> bool:
    """Write if the version still is ``version``; the new one is one higher. False when somebody was first."""
    done = tx.execute(
        sa.update(claims)
        .where(claims.c.id == claim_id, claims.c.version == version)
        .values(version=version + 1, **values)
    )
    return done.rowcount == 1


def touch(tx: Transaction, claim_id: str, **values: Any) -> None:
    """Write without a new version (who opened it)."""
    tx.execute(sa.update(claims).where(claims.c.id == claim_id).values(**values))


def listed(
    tx: Transaction,
    sight: Sight,
    *,
    states: Iterable[tuple[str, int | None]] | None = None,
    employer: str | None = None,
    city: str | None = None,
    year: int | None = None,
    person_id: str | None = None,
    not_person: str | None = None,
    after: tuple[datetime, str] | None = None,
    oldest_first: bool = False,
    limit: int = 50,
) -> list[Row]:
    """A page by keyset on ``(updated_at, id)``. ``states``: state with the review level or None for any."""
    key = sa.tuple_(claims.c.updated_at, claims.c.id)
    query = _FULL.where(sight.condition()).limit(limit)
    if states is not None:
        ways: list[sa.ColumnElement[bool]] = [sa.false()]
        for state, level in states:
            ways.append((claims.c.state == state) & (sa.true() if level is None else claims.c.level == level))
        query = query.where(sa.or_(*ways))
    for column, value in (
        (claims.c.employer, employer),
        (claims.c.city, city),
        (claims.c.year, year),
        (claims.c.person_id, person_id),
    ):
        if value is not None:
            query = query.where(column == value)
    if not_person is not None:
        query = query.where(claims.c.person_id != not_person)
    if after is not None:
        edge = sa.tuple_(sa.literal(after[0], claims.c.updated_at.type), sa.literal(after[1], claims.c.id.type))
        query = query.where(key > edge if oldest_first else key < edge)
    order = (claims.c.updated_at, claims.c.id)
    return list(tx.execute(query.order_by(*(order if oldest_first else (c.desc() for c in order)))))


def of_year(tx: Transaction, person_id: str, year: int, sight: Sight) -> list[Row]:
    query = _FULL.where(claims.c.person_id == person_id, claims.c.year == year, sight.condition())
    return list(tx.execute(query.order_by(claims.c.created_at, claims.c.id)))


def link(tx: Transaction, claim_id: str, evidence_id: str, position: int) -> None:
    """Put evidence into a claim; again is fine."""
    there = tx.execute(
        sa.select(claim_evidence.c.position).where(
            claim_evidence.c.claim_id == claim_id, claim_evidence.c.evidence_id == evidence_id
        )
    ).first()
    if there is None:
        tx.execute(sa.insert(claim_evidence).values(claim_id=claim_id, evidence_id=evidence_id, position=position))


def unlink(tx: Transaction, claim_id: str, evidence_id: str) -> None:
    tx.execute(
        sa.delete(claim_evidence).where(
            claim_evidence.c.claim_id == claim_id, claim_evidence.c.evidence_id == evidence_id
        )
    )


def evidence_ids(tx: Transaction, claim_id: str) -> tuple[str, ...]:
    query = sa.select(claim_evidence.c.evidence_id).where(claim_evidence.c.claim_id == claim_id)
    return tuple(tx.execute(query.order_by(claim_evidence.c.position, claim_evidence.c.evidence_id)).scalars())


def add_move(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(moves).values(**values))


def moves_of(tx: Transaction, claim_id: str) -> list[Row]:
    query = (
        sa.select(moves, people.c.name.label("actor_name"))
        .join(people, people.c.id == moves.c.actor_id)
        .where(moves.c.claim_id == claim_id)
        .order_by(moves.c.version)
    )
    return list(tx.execute(query))


def mark_undone(tx: Transaction, move_id: str) -> None:
    tx.execute(sa.update(moves).where(moves.c.id == move_id).values(undone=True))


def answer_doubt(tx: Transaction, claim_id: str, doubt_id: str, **values: Any) -> None:
    where = (doubt_answers.c.claim_id == claim_id, doubt_answers.c.doubt_id == doubt_id)
    done = tx.execute(sa.update(doubt_answers).where(*where).values(**values))
    if done.rowcount == 0:
        tx.execute(sa.insert(doubt_answers).values(claim_id=claim_id, doubt_id=doubt_id, **values))


def doubt_answers_of(tx: Transaction, claim_id: str) -> dict[str, Row]:
    query = (
        sa.select(doubt_answers, people.c.name.label("actor_name"))
        .join(people, people.c.id == doubt_answers.c.actor_id)
        .where(doubt_answers.c.claim_id == claim_id)
    )
    return {row.doubt_id: row for row in tx.execute(query)}


def answer(tx: Transaction, actor_id: str, key: str) -> Row | None:
    return tx.execute(sa.select(answers).where(answers.c.actor_id == actor_id, answers.c.key == key)).one_or_none()


def keep_answer(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(answers).values(**values))
