"""Queries about training classes, their people and who looked at which claim of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from claims.store.engine import Row, Transaction
from claims.store.tables import evidence, people
from claims.store.year_tables import (
    class_looks,
    class_mentions,
    class_moves,
    class_papers,
    class_people,
    training_classes,
)

_FULL = sa.select(training_classes, people.c.name.label("applicant_name")).join(
    people, people.c.id == training_classes.c.applicant_id
)


def insert(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(training_classes).values(**values))


def get(tx: Transaction, class_id: str, *, lock: bool = False) -> Row | None:
    query = _FULL.where(training_classes.c.id == class_id)
    return tx.execute(query.with_for_update(of=training_classes) if lock else query).one_or_none()


def change(tx: Transaction, class_id: str, version: int, **values: Any) -> bool:
    """Write if the version still is ``version``; False when somebody was first."""
    done = tx.execute(
        sa.update(training_classes)
        .where(training_classes.c.id == class_id, training_classes.c.version == version)
        .values(version=version + 1, **values)
    )
    return done.rowcount == 1


def listed(
    tx: Transaction,
    *,
    city: str | None = None,
    provider: str | None = None,
    year: int | None = None,
    states: Sequence[str] | None = None,
    limit: int = 500,
) -> list[Row]:
    query = _FULL.order_by(training_classes.c.first_day.desc(), training_classes.c.id).limit(limit)
    for column, value in (
        (training_classes.c.city, city),
        (training_classes.c.provider, provider),
        (training_classes.c.year, year),
    ):
        if value is not None:
            query = query.where(column == value)
    if states is not None:
        query = query.where(training_classes.c.state.in_(states))
    return list(tx.execute(query))


def add_move(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(class_moves).values(**values))


def moves_of(tx: Transaction, class_id: str) -> list[Row]:
    query = (
        sa.select(class_moves, people.c.name.label("actor_name"))
        .join(people, people.c.id == class_moves.c.actor_id)
        .where(class_moves.c.class_id == class_id)
        .order_by(class_moves.c.version)
    )
    return list(tx.execute(query))


def set_people(tx: Transaction, class_id: str, rows: Sequence[dict[str, Any]]) -> None:
    tx.execute(sa.delete(class_people).where(class_people.c.class_id == class_id))
    if rows:
        tx.execute(sa.insert(class_people), [{"class_id": class_id, **row} for row in rows])


def people_of(tx: Transaction, class_id: str) -> list[Row]:
    query = sa.select(class_people).where(class_people.c.class_id == class_id).order_by(class_people.c.row)
    return list(tx.execute(query))


def look(tx: Transaction, class_id: str, claim_id: str, actor_id: str, at: datetime) -> None:
    """Note the look; again is fine."""
    there = sa.select(class_looks.c.at).where(
        class_looks.c.class_id == class_id, class_looks.c.claim_id == claim_id, class_looks.c.actor_id == actor_id
    )
    if tx.execute(there).first() is None:
        tx.execute(sa.insert(class_looks).values(class_id=class_id, claim_id=claim_id, actor_id=actor_id, at=at))


def looked_at(tx: Transaction, class_id: str, actor_id: str) -> frozenset[str]:
    query = sa.select(class_looks.c.claim_id).where(
        class_looks.c.class_id == class_id, class_looks.c.actor_id == actor_id
    )
    return frozenset(tx.execute(query).scalars())


def touch(tx: Transaction, class_id: str, **values: Any) -> None:
    """Write without a new version (when its claims were sought)."""
    tx.execute(sa.update(training_classes).where(training_classes.c.id == class_id).values(**values))


def set_mentions(tx: Transaction, claim_id: str, found: Mapping[str, float]) -> None:
    """Which classes a claim mentions, by class id: how well it fits, 0 … 1. What stood there before goes."""
    tx.execute(sa.delete(class_mentions).where(class_mentions.c.claim_id == claim_id))
    _add_mentions(tx, [(class_id, claim_id, match) for class_id, match in found.items()])


def set_mentioned(tx: Transaction, class_id: str, found: Mapping[str, float]) -> None:
    """The same from the class's side, by claim id."""
    tx.execute(sa.delete(class_mentions).where(class_mentions.c.class_id == class_id))
    _add_mentions(tx, [(class_id, claim_id, match) for claim_id, match in found.items()])


def _add_mentions(tx: Transaction, found: Sequence[tuple[str, str, float]]) -> None:
    if found:
        names = ("class_id", "claim_id", "match")
        tx.execute(sa.insert(class_mentions), [dict(zip(names, one, strict=True)) for one in found])


def mentioned(tx: Transaction, class_id: str) -> dict[str, float]:
    """Claims that mention the class, by claim id: how well they fit."""
    query = sa.select(class_mentions.c.claim_id, class_mentions.c.match).where(class_mentions.c.class_id == class_id)
    return {row.claim_id: row.match for row in tx.execute(query)}


# --- papers of a class --------------------------------------------------------------------------------------------

_PAPER = (
    sa.select(
        class_papers,
        evidence.c.sha256,
        evidence.c.page_numbers,
        evidence.c.kind,
        evidence.c.state.label("evidence_state"),
        evidence.c.forgotten_at,
        people.c.name.label("changed_by_name"),
    )
    .join(evidence, evidence.c.id == class_papers.c.evidence_id)
    .join(people, people.c.id == class_papers.c.changed_by)
)


def papers_of(tx: Transaction, class_id: str) -> list[Row]:
    query = _PAPER.where(class_papers.c.class_id == class_id).order_by(evidence.c.received_at, evidence.c.id)
    return list(tx.execute(query))


def paper(tx: Transaction, class_id: str, evidence_id: str, *, lock: bool = False) -> Row | None:
    query = _PAPER.where(class_papers.c.class_id == class_id, class_papers.c.evidence_id == evidence_id)
    return tx.execute(query.with_for_update(of=class_papers) if lock else query).one_or_none()


def papers_with(tx: Transaction, evidence_id: str) -> list[Row]:
    """Of which classes this is a paper."""
    return list(tx.execute(sa.select(class_papers).where(class_papers.c.evidence_id == evidence_id)))


def insert_paper(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(class_papers).values(**values))


def change_paper(tx: Transaction, class_id: str, evidence_id: str, version: int, **values: Any) -> bool:
    """Write if the version still is ``version``; False when somebody was first."""
    done = tx.execute(
        sa.update(class_papers)
        .where(
            class_papers.c.class_id == class_id,
            class_papers.c.evidence_id == evidence_id,
            class_papers.c.version == version,
        )
        .values(version=version + 1, **values)
    )
    return done.rowcount == 1


def drop_papers(tx: Transaction, evidence_id: str) -> None:
    tx.execute(sa.delete(class_papers).where(class_papers.c.evidence_id == evidence_id))
