"""Queries for the figures of a year: moves of reviewers with unit and pathway, never with names."""

from __future__ import annotations

import sqlalchemy as sa

from claims.store.claims import Sight
from claims.store.engine import Row, Transaction
from claims.store.planted import invented
from claims.store.tables import audit, claims, moves
from claims.store.types import Moment

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


def standing(tx: Transaction, sight: Sight, year: int, *, not_person: str) -> list[Row]:
    """``state, created_at`` and since when, of claims that are on their way."""
    since = sa.select(sa.func.max(moves.c.at)).where(moves.c.claim_id == claims.c.id, moves.c.undone.is_(False))
    query = sa.select(
        claims.c.state, claims.c.created_at, sa.type_coerce(since.scalar_subquery(), Moment).label("since")
    ).where(_seen(sight, year, not_person), claims.c.state.in_(("submitted", "second_review", "returned", "disputed")))
    return list(tx.execute(query))


def looks(tx: Transaction, sight: Sight, year: int, *, not_person: str) -> list[Row]:
    """Reads of and decisions on the year's claims in the order they happened."""
    actions = ("claim.read", *(f"claim.{move}" for move in _DECIDING))
    query = (
        sa.select(audit.c.actor_id, audit.c.subject, audit.c.action, audit.c.at, audit.c.detail)
        .join(claims, claims.c.id == audit.c.subject)
        .where(_seen(sight, year, not_person), audit.c.action.in_(actions))
        .order_by(audit.c.seq)
    )
    return list(tx.execute(query))


def with_sheets(tx: Transaction, sight: Sight, year: int, *, not_person: str, limit: int) -> list[Row]:
    """Claims that were handed in, newest first, for opening their sheets."""
    query = sa.select(claims).where(_seen(sight, year, not_person), claims.c.submitted_at.is_not(None))
    return list(tx.execute(query.order_by(claims.c.updated_at.desc(), claims.c.id).limit(limit)))


def _seen(sight: Sight, year: int, not_person: str) -> sa.ColumnElement[bool]:
    """In sight, of the year, not the asker's own, and not an invented person's."""
    own = claims.c.person_id != not_person
    return sight.condition() & (claims.c.year == year) & own & claims.c.person_id.not_in(invented())


def waiting(tx: Transaction, sight: Sight, year: int, *, not_person: str) -> int:
    query = (
        sa.select(sa.func.count())
        .select_from(claims)
        .where(sight.condition(), claims.c.year == year, claims.c.person_id != not_person)
        .where(claims.c.state.in_(("submitted", "second_review", "disputed")))
    )
    return int(tx.execute(query).scalar_one())
