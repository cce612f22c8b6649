"""Queries for the figures of a year: moves of reviewers with unit and pathway, never with names."""

from __future__ import annotations

import sqlalchemy as sa

from claims.store.claims import Sight
from claims.store.engine import Row, Transaction
from claims.store.planted import invented
from claims.store.tables import claims, moves

_DECIDING = ("credit", "adjust", "return", "decline", "dispute")


def moves_of_year(tx: Transaction, sight: Sight, year: int, *, not_person: str) -> list[Row]:
    """Standing decisions of reviewers on claims of the year, the asker's own claims left out."""
    query = (
        sa.select(
            moves.c.claim_id, moves.c.move, moves.c.from_level, claims.c.employer, claims.c.policy, claims.c.pathway
        )
        .join(claims, claims.c.id == moves.c.claim_id)
        .where(sight.condition(), claims.c.year == year, claims.c.person_id != not_person)
        .where(claims.c.person_id.not_in(invented()))
        .where(moves.c.move.in_(_DECIDING), moves.c.undone.is_(False), moves.c.actor_id != claims.c.person_id)
    )
    return list(tx.execute(query))


def waiting(tx: Transaction, sight: Sight, year: int, *, not_person: str) -> int:
    query = (
        sa.select(sa.func.count())
        .select_from(claims)
        .where(sight.condition(), claims.c.year == year, claims.c.person_id != not_person)
        .where(claims.c.state.in_(("submitted", "second_review", "disputed")))
    )
    return int(tx.execute(query).scalar_one())
