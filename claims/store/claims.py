"""Queries about claims, the evidence in them, moves, answered doubts and idempotent answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from claims.store.engine import Row, Transaction
from claims.store.planted import invented
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of claims is narrowed to; None where anything goes. ``ids`` are the only ones to be listed.

    ``states``: each with the review level, or None for any level.
    """

    states: tuple[tuple[str, int | None], ...] | None = None
    employer: str | None = None
    city: str | None = None
    year: int | None = None
    person_id: str | None = None
    not_person: str | None = None
    before: datetime | None = None  # handed in before this moment
    ids: frozenset[str] | None = None
    planted: bool = True  # False leaves out the claims of invented people

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        found: list[sa.ColumnElement[bool]] = []
        if self.states is not None:
            ways: list[sa.ColumnElement[bool]] = [sa.false()]
            for state, level in self.states:
                ways.append((claims.c.state == state) & (sa.true() if level is None else claims.c.level == level))
            found.append(sa.or_(*ways))
        for column, value in (
            (claims.c.employer, self.employer),
            (claims.c.city, self.city),
            (claims.c.year, self.year),
            (claims.c.person_id, self.person_id),
        ):
            if value is not None:
                found.append(column == value)
        if self.not_person is not None:
            found.append(claims.c.person_id != self.not_person)
        if self.before is not None:
            found.append(claims.c.submitted_at <= self.before)
        if self.ids is not None:
            found.append(claims.c.id.in_(self.ids))
        if not self.planted:
            found.append(claims.c.person_id.not_in(invented()))
        return found


#: A queue goes by the day of handing in, which no correction moves; other lists by what changed last.
_BY_AGE, _BY_CHANGE = (claims.c.submitted_at, claims.c.id), (claims.c.updated_at, claims.c.id)


def listed(
    tx: Transaction,
    sight: Sight,
    wanted: Wanted,
    *,
    after: tuple[datetime, str] | None = None,
    oldest_first: bool = False,
    limit: int = 50,
) -> list[Row]:
    """A page by keyset: oldest first by ``(submitted_at, id)``, else newest first by ``(updated_at, id)``."""
    query = _FULL.where(sight.condition(), *wanted.conditions()).limit(limit)
    if after is not None:
        query = query.where(_beyond(after, oldest_first=oldest_first))
    order = _BY_AGE if oldest_first else tuple(column.desc() for column in _BY_CHANGE)
    return list(tx.execute(query.order_by(*order)))


def queue_from(tx: Transaction, sight: Sight, wanted: Wanted, at: tuple[datetime, str], *, limit: int) -> list[str]:
    """Ids that wait behind ``(submitted_at, id)``, oldest first; then, from the front, those before it."""
    query = sa.select(claims.c.id).where(sight.condition(), *wanted.conditions()).order_by(*_BY_AGE)
    found = list(tx.execute(query.where(_beyond(at, oldest_first=True)).limit(limit)).scalars())
    if len(found) < limit:
        before = query.where(~_beyond(at, oldest_first=True), claims.c.id != at[1])
        found += tx.execute(before.limit(limit - len(found))).scalars()
    return found


def count(tx: Transaction, sight: Sight, wanted: Wanted, *, most: int) -> int:
    """How many there are, counted no further than ``most``."""
    query = sa.select(claims.c.id).where(sight.condition(), *wanted.conditions()).limit(most)
    return int(tx.execute(sa.select(sa.func.count()).select_from(query.subquery())).scalar_one())


def _beyond(edge: tuple[datetime, str], *, oldest_first: bool) -> sa.ColumnElement[bool]:
    columns = _BY_AGE if oldest_first else _BY_CHANGE
    key = sa.tuple_(*columns)
    place = sa.tuple_(*(sa.literal(value, column.type) for value, column in zip(edge, columns, strict=True)))
    return key > place if oldest_first else key < place


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
