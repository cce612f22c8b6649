"""Queries about uploads, evidence, withheld files and the keys by which history is searched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from claims.store.engine import Row, Transaction
from claims.store.tables import (
    claim_evidence,
    claims,
    corrections,
    evidence,
    fingerprint_keys,
    number_keys,
    people,
    uploads,
    withheld,
)
from claims.store.year_tables import class_mentions, class_papers

_FULL = (
    sa.select(
        evidence,
        uploads.c.upload_id,
        uploads.c.uploader_id,
        uploads.c.receipt_no,
        uploads.c.pathway.label("wanted_pathway"),
        uploads.c.claim_id.label("wanted_claim"),
        people.c.name.label("person_name"),
    )
    .join(uploads, uploads.c.id == evidence.c.upload_key)
    .join(people, people.c.id == evidence.c.person_id)
)


def upload(tx: Transaction, uploader_id: str, upload_id: str) -> Row | None:
    """The upload with its first evidence (the file itself) as ``evidence_id``."""
    query = (
        sa.select(uploads, evidence.c.id.label("evidence_id"), evidence.c.page_numbers)
        .join(evidence, (evidence.c.upload_key == uploads.c.id) & evidence.c.part_of.is_(None))
        .where(uploads.c.uploader_id == uploader_id, uploads.c.upload_id == upload_id)
    )
    return tx.execute(query).one_or_none()


def uploads_since(tx: Transaction, uploader_id: str, since: datetime) -> int:
    query = (
        sa.select(sa.func.count())
        .select_from(uploads)
        .where(uploads.c.uploader_id == uploader_id, uploads.c.received_at >= since)
    )
    return int(tx.execute(query).scalar_one())


def insert_upload(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(uploads).values(**values))


def insert(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(evidence).values(**values))


def update(tx: Transaction, evidence_id: str, **values: Any) -> None:
    """Change columns and count the change up, so that those who wait for progress see it."""
    tx.execute(
        sa.update(evidence).where(evidence.c.id == evidence_id).values(progress=evidence.c.progress + 1, **values)
    )


def get(tx: Transaction, evidence_id: str, *, lock: bool = False) -> Row | None:
    query = _FULL.where(evidence.c.id == evidence_id)
    return tx.execute(query.with_for_update(of=evidence) if lock else query).one_or_none()


def parts_of(tx: Transaction, evidence_id: str) -> list[Row]:
    """The parts of a bundle in page order."""
    found = tx.execute(_FULL.where(evidence.c.part_of == evidence_id).order_by(evidence.c.id))
    return sorted(found, key=lambda row: list(row.page_numbers))


def of_claim(tx: Transaction, claim_id: str) -> list[Row]:
    query = (
        _FULL.join(claim_evidence, claim_evidence.c.evidence_id == evidence.c.id)
        .where(claim_evidence.c.claim_id == claim_id)
        .order_by(claim_evidence.c.position, evidence.c.id)
    )
    return list(tx.execute(query))


def claims_of(tx: Transaction, evidence_id: str) -> tuple[str, ...]:
    """Claims the evidence, or for a bundle any of its parts, stands in."""
    query = (
        sa.select(claim_evidence.c.claim_id)
        .join(evidence, evidence.c.id == claim_evidence.c.evidence_id)
        .where((evidence.c.id == evidence_id) | (evidence.c.part_of == evidence_id))
        .distinct()
        .order_by(claim_evidence.c.claim_id)
    )
    return tuple(tx.execute(query).scalars())


def same_bytes(tx: Transaction, sha256: str, *, limit: int = 50) -> list[Row]:
    return list(tx.execute(_FULL.where(evidence.c.sha256 == sha256).order_by(evidence.c.received_at).limit(limit)))


def of_person(tx: Transaction, person_id: str, year: int | None, *, limit: int = 500) -> list[Row]:
    query = _FULL.where(evidence.c.person_id == person_id).order_by(evidence.c.received_at).limit(limit)
    if year is not None:
        query = query.where(evidence.c.year == year)
    return list(tx.execute(query))


#: Under this kind stand keyed digests of what a paper says of whom; so many of one paper at most.
CONTENT = "content"
CONTENT_NAMES = tuple(f"content.{n}" for n in range(12))


def set_numbers(tx: Transaction, evidence_id: str, kind: str, digests: dict[str, str], content: Sequence[str]) -> None:
    """``digests`` of numbers by fact name; ``content``: digests of ``claims.near.content_keys``."""
    tx.execute(sa.delete(number_keys).where(number_keys.c.evidence_id == evidence_id))
    keys = [(kind, name, digest) for name, digest in digests.items()]
    keys += [(CONTENT, name, digest) for name, digest in zip(CONTENT_NAMES, content, strict=False)]
    if keys:
        made = [{"evidence_id": evidence_id, "kind": k, "name": n, "digest": d} for k, n, d in keys]
        tx.execute(sa.insert(number_keys), made)


def sharing_numbers(tx: Transaction, upload_key: str, most: int) -> list[tuple[str, str]]:
    """``(evidence_id, "number" or "content")`` once for each key another upload shares with this one.

    A key that more than ``most`` papers carry is a form's own and says nothing.
    """
    own = sa.select(number_keys.c.kind, number_keys.c.name, number_keys.c.digest).join(
        evidence, evidence.c.id == number_keys.c.evidence_id
    )
    found: list[tuple[str, str]] = []
    for kind, name, digest in {tuple(row) for row in tx.execute(own.where(evidence.c.upload_key == upload_key))}:
        names = CONTENT_NAMES if kind == CONTENT else (name,)
        query = (
            sa.select(number_keys.c.evidence_id)
            .join(evidence, evidence.c.id == number_keys.c.evidence_id)
            .where(number_keys.c.kind == kind, number_keys.c.name.in_(names), number_keys.c.digest == digest)
            .where(evidence.c.upload_key != upload_key)
            .distinct()
            .limit(most + 1)
        )
        carriers = [row.evidence_id for row in tx.execute(query)]
        if len(carriers) <= most:
            found += [(one, CONTENT if kind == CONTENT else "number") for one in carriers]
    return found


def by_number(tx: Transaction, kind: str, name: str, digest: str, *, limit: int = 50) -> list[Row]:
    query = (
        _FULL.join(number_keys, number_keys.c.evidence_id == evidence.c.id)
        .where(number_keys.c.kind == kind, number_keys.c.name == name, number_keys.c.digest == digest)
        .order_by(evidence.c.received_at)
        .limit(limit)
    )
    return list(tx.execute(query))


def set_fingerprints(tx: Transaction, evidence_id: str, rows: Sequence[dict[str, Any]]) -> None:
    """``rows``: name, position, slot, part, value for every sub-key."""
    tx.execute(sa.delete(fingerprint_keys).where(fingerprint_keys.c.evidence_id == evidence_id))
    if rows:
        tx.execute(sa.insert(fingerprint_keys), [{"evidence_id": evidence_id, **row} for row in rows])


def fingerprint_candidates(tx: Transaction, name: str, parts: Iterable[tuple[int, int]], *, limit: int) -> list[Row]:
    """``evidence_id, value`` of prints called ``name`` that share at least one sub-key (slot, part) of them."""
    keys = fingerprint_keys.c
    query = (
        sa.select(keys.evidence_id, keys.value)
        .where(sa.tuple_(keys.slot, keys.part).in_(sorted(set(parts))), keys.name == name)
        .distinct()
        .limit(limit)
    )
    return list(tx.execute(query))


def forget_keys(tx: Transaction, evidence_id: str) -> None:
    tx.execute(sa.delete(number_keys).where(number_keys.c.evidence_id == evidence_id))
    tx.execute(sa.delete(fingerprint_keys).where(fingerprint_keys.c.evidence_id == evidence_id))


@dataclass(frozen=True, slots=True)
class Kept:
    """An upload not yet forgotten, with the states of all claims its papers are in."""

    id: str
    city: str
    year: int
    states: tuple[str, ...]
    last_move: datetime


def kept_with_claims(tx: Transaction) -> list[Kept]:
    whole = sa.func.coalesce(evidence.c.part_of, evidence.c.id).label("whole")
    query = (
        sa.select(whole, evidence.c.city, evidence.c.year, claims.c.state, claims.c.updated_at)
        .join(claim_evidence, claim_evidence.c.evidence_id == evidence.c.id)
        .join(claims, claims.c.id == claim_evidence.c.claim_id)
        .where(evidence.c.forgotten_at.is_(None))
        .order_by(whole)
    )
    found: dict[str, Kept] = {}
    for row in tx.execute(query):
        before = found.get(row.whole)
        states = (*(before.states if before else ()), row.state)
        last = max(before.last_move, row.updated_at) if before else row.updated_at
        found[row.whole] = Kept(row.whole, row.city, row.year, states, last)
    return list(found.values())


def kept_for_classes(tx: Transaction) -> list[Kept]:
    """The same of uploads for a whole class: the claims are those that mention it, the last move may be the check."""
    whole = sa.func.coalesce(evidence.c.part_of, evidence.c.id).label("whole")
    query = (
        sa.select(
            whole, evidence.c.city, evidence.c.year, class_papers.c.changed_at, claims.c.state, claims.c.updated_at
        )
        .join(class_papers, (class_papers.c.evidence_id == evidence.c.id) & class_papers.c.own)
        .outerjoin(class_mentions, class_mentions.c.class_id == class_papers.c.class_id)
        .outerjoin(claims, claims.c.id == class_mentions.c.claim_id)
        .where(evidence.c.forgotten_at.is_(None))
        .order_by(whole)
    )
    found: dict[str, Kept] = {}
    for row in tx.execute(query):
        before = found.get(row.whole)
        states = (*(before.states if before else ()), *((row.state,) if row.state is not None else ()))
        moments = (before.last_move if before is not None else None, row.changed_at, row.updated_at)
        last = max(one for one in moments if one is not None)
        found[row.whole] = Kept(row.whole, row.city, row.year, states, last)
    return list(found.values())


def add_correction(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(corrections).values(**values))


def corrections_of(tx: Transaction, evidence_id: str) -> list[Row]:
    """Oldest first: the last one of a name counts."""
    query = (
        sa.select(corrections, people.c.name.label("actor_name"))
        .join(people, people.c.id == corrections.c.actor_id)
        .where(corrections.c.evidence_id == evidence_id)
        .order_by(corrections.c.at, corrections.c.id)
    )
    return list(tx.execute(query))


def insert_withheld(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(withheld).values(**values))


def withheld_before(tx: Transaction, digest: str) -> Row | None:
    return tx.execute(
        sa.select(withheld).where(withheld.c.digest == digest).order_by(withheld.c.at).limit(1)
    ).one_or_none()


def notices(tx: Transaction, *, employer: str | None, limit: int = 200) -> list[Row]:
    query = (
        sa.select(withheld, people.c.name.label("person_name"))
        .join(people, people.c.id == withheld.c.person_id)
        .order_by(withheld.c.at.desc())
        .limit(limit)
    )
    if employer is not None:
        query = query.where(withheld.c.employer == employer)
    return list(tx.execute(query))


def mark_seen(tx: Transaction, notice_id: str, by: str, at: datetime, *, employer: str | None) -> bool:
    query = sa.update(withheld).where(withheld.c.id == notice_id)
    if employer is not None:
        query = query.where(withheld.c.employer == employer)
    return tx.execute(query.values(seen_at=at, seen_by=by)).rowcount == 1


def unfinished_for(tx: Transaction, claim_id: str) -> bool:
    """Whether an upload meant for this claim is still being worked on."""
    query = (
        sa.select(evidence.c.id)
        .join(uploads, uploads.c.id == evidence.c.upload_key)
        .where(uploads.c.claim_id == claim_id, evidence.c.state.in_(("received", "processing")))
        .limit(1)
    )
    return tx.execute(query).first() is not None
