"""Queries of the investigation: links between papers, judgements on pairs, what hangs on each paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from claims.store.claims import Sight
from claims.store.engine import Row, Transaction
from claims.store.evidence import _FULL
from claims.store.investigation_tables import judgements, reuse_links
from claims.store.tables import claim_evidence, claims, evidence, people


def set_links(tx: Transaction, evidence_id: str, found: Iterable[dict[str, Any]]) -> None:
    """The reuse findings of a paper; ``found``: other_id, code, severity, confidence. Unknown others are left out."""
    tx.execute(sa.delete(reuse_links).where(reuse_links.c.evidence_id == evidence_id))
    rows = {(one["other_id"], one["code"]): one for one in found if one["other_id"] != evidence_id}
    if not rows:
        return
    wanted = {other for other, _ in rows}
    there = set(tx.execute(sa.select(evidence.c.id).where(evidence.c.id.in_(wanted))).scalars())
    known = [{"evidence_id": evidence_id, **one} for one in rows.values() if one["other_id"] in there]
    if known:
        tx.execute(sa.insert(reuse_links), known)


def drop_links(tx: Transaction, evidence_id: str) -> None:
    """Forget that the paper resembled any other."""
    mine = (reuse_links.c.evidence_id == evidence_id) | (reuse_links.c.other_id == evidence_id)
    tx.execute(sa.delete(reuse_links).where(mine))


def links(tx: Transaction, city: str | None) -> list[Row]:
    """All links whose paper was handed in in ``city`` (None: anywhere)."""
    query = sa.select(reuse_links).join(evidence, evidence.c.id == reuse_links.c.evidence_id)
    return list(tx.execute(query if city is None else query.where(evidence.c.city == city)))


def papers(tx: Transaction, ids: Iterable[str]) -> dict[str, Row]:
    """Evidence rows by id, a few hundred at a time."""
    wanted, found = sorted(set(ids)), {}
    for start in range(0, len(wanted), 500):
        for row in tx.execute(_FULL.where(evidence.c.id.in_(wanted[start : start + 500]))):
            found[row.id] = row
    return found


def claims_with(tx: Transaction, ids: Iterable[str], sight: Sight) -> dict[str, Row]:
    """Evidence id → the claim within ``sight`` it stands in (id, state, level, city, year, credited, default_hours)."""
    wanted, found = sorted(set(ids)), {}
    columns = (claims.c.id, claims.c.state, claims.c.level, claims.c.city, claims.c.year)
    for start in range(0, len(wanted), 500):
        query = (
            sa.select(claim_evidence.c.evidence_id, *columns, claims.c.credited, claims.c.default_hours)
            .join(claims, claims.c.id == claim_evidence.c.claim_id)
            .where(claim_evidence.c.evidence_id.in_(wanted[start : start + 500]), sight.condition())
            .order_by((claims.c.state == "withdrawn").desc(), claims.c.created_at)
        )
        for row in tx.execute(query):
            found[row.evidence_id] = row  # a claim that still lives stands over one withdrawn
    return found


def judge(tx: Transaction, one: str, other: str, **values: Any) -> None:
    low, high = sorted((one, other))
    where = (judgements.c.low_id == low, judgements.c.high_id == high)
    if tx.execute(sa.update(judgements).where(*where).values(**values)).rowcount == 0:
        tx.execute(sa.insert(judgements).values(low_id=low, high_id=high, **values))


def judged(tx: Transaction) -> dict[tuple[str, str], Row]:
    """``(low id, high id)`` → verdict, note, at, actor_name."""
    query = sa.select(judgements, people.c.name.label("actor_name")).join(people, people.c.id == judgements.c.actor_id)
    return {(row.low_id, row.high_id): row for row in tx.execute(query)}
