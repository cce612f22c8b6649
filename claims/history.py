"""The window on earlier evidence that verifiers get: exact keys first, then near copies by fingerprint.

A fingerprint of 64 hexadecimal digits (256 bits) is kept as 16 sub-keys of 16 bits: two prints within 15
bits share at least one of them, so a B-tree finds them without reading the others.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from claims import documents
from claims.keys import KeyRing
from claims.near import content_keys, likeness, variants
from claims.pairing import compare_pages, comparison, pairs_to_compare
from claims.reading import Reader
from claims.store import evidence as rows
from claims.store import planted as planted_rows
from claims.store.engine import Row, Store, Transaction
from claims.vault import Forgotten, Vault
from domain.case import Case, Earlier
from domain.fact import Paper
from domain.kind import UNKNOWN
from domain.pair import PairComparison

SLOTS = 16
#: How many candidates are looked at, and how many papers may share a number or a content before it says nothing.
CANDIDATES, COMMON = 400, 60
PURPOSE = "number"


class StoreHistory:
    """``domain.case.History`` over the store, leaving out the upload under examination itself."""

    def __init__(self, store: Store, vault: Vault, intake: Reader, own: Row, own_data: bytes) -> None:
        self._store = store
        self._vault = vault
        self._intake = intake
        self._own = own.upload_key
        self._own_data = own_data

    def same_bytes(self, sha256: str) -> Sequence[Earlier]:
        with self._store.read() as tx:
            return self._shown(tx, rows.same_bytes(tx, sha256))

    def same_number(self, kind: str, fact_name: str, value: str) -> Sequence[Earlier]:
        digest = number_digest(self._vault.ring, kind, fact_name, value)
        with self._store.read() as tx:
            return self._shown(tx, rows.by_number(tx, kind, fact_name, digest))

    def near_copies(self, fingerprints: Mapping[str, Sequence[str]]) -> Sequence[Earlier]:
        near: dict[str, dict[str, float]] = {}
        with self._store.read() as tx:
            for name, prints in fingerprints.items():
                wanted = [one for print_ in prints for one in variants(name, print_)]
                parts = [(key["slot"], key["part"]) for one in wanted for key in _sub_keys(one)]
                for found in rows.fingerprint_candidates(tx, name, parts, limit=CANDIDATES * SLOTS) if parts else ():
                    alike = max(likeness(name, found.value, one) for one in wanted)
                    if alike > 0:
                        by = near.setdefault(found.evidence_id, {})
                        by[name] = max(by.get(name, 0.0), alike)
            for evidence_id, key in rows.sharing_numbers(tx, self._own, COMMON):
                by = near.setdefault(evidence_id, {})
                by[key] = by.get(key, 0.0) + 1.0
            # Those that several keys agree on come first.
            ranked = sorted(near, key=lambda one: (-sum(near[one].values()), one))[:CANDIDATES]
            found_rows = [row for one in ranked if (row := rows.get(tx, one)) is not None]
            return tuple(
                replace(one, found_by=dict(sorted(near[one.evidence_id].items())))
                for one in self._shown(tx, found_rows)
            )

    def of_person(self, person_id: str, year: int | None) -> Sequence[Earlier]:
        with self._store.read() as tx:
            return self._shown(tx, rows.of_person(tx, person_id, year))

    def compare(self, case: Case, earlier: Earlier) -> PairComparison | None:
        """The pages side by side, in the sandbox; None when the other one is forgotten."""
        with self._store.read() as tx:
            row = rows.get(tx, earlier.evidence_id)
            if row is None or row.original_id is None or not case.reading.pages:
                return None
            try:
                data, seen = self._vault.open(tx, row.original_id), documents.reading(tx, self._vault, row)
            except Forgotten:
                return None
        there = seen.of_pages(row.page_numbers)
        answers = self._intake.run(compare_pages, self._own_data, data, pairs_to_compare(case.reading, there))
        return comparison(answers, case.reading, there)

    def _shown(self, tx: Transaction, found: Sequence[Row]) -> tuple[Earlier, ...]:
        found = [row for row in found if row.upload_key != self._own and row.kind != "bundle"]
        hidden = planted_rows.papers_among(tx, [row.id for row in found]) if found else frozenset()
        return tuple(self._earlier(tx, row) for row in found if row.id not in hidden)

    def _earlier(self, tx: Transaction, row: Row) -> Earlier:
        facts: dict[str, Any] = {}
        read: dict[str, float] = {}
        if row.paper_id is not None:
            try:
                held = self._vault.open_small(tx, row.paper_id)
            except Forgotten:
                held = {"paper": {"facts": ()}}
            facts = {fact["name"]: fact["value"] for fact in held["paper"]["facts"]}
            read = {fact["name"]: 1.0 if fact["sure"] else fact["confidence"] for fact in held["paper"]["facts"]}
        return Earlier(
            evidence_id=row.id,
            sha256=row.sha256,
            kind=row.kind or UNKNOWN,
            person_id=row.person_id,
            person_name=row.person_name,
            employer=row.employer,
            handed_in=row.received_at.date(),
            facts=facts,
            read=read,
        )


def index(tx: Transaction, ring: KeyRing, evidence_id: str, paper: Paper, prints: Mapping[str, Sequence[str]]) -> None:
    """Make a paper findable by its numbers and what it says of whom (keyed digests only) and by its fingerprints."""
    digests = {
        fact.name: number_digest(ring, paper.kind, fact.name, str(fact.value))
        for fact in paper.facts
        if _is_number(fact.name) and fact.value and "*" not in str(fact.value)
    }
    told = {fact.name: fact.value for fact in paper.facts}
    content = [ring.digest(PURPOSE, f"content\0{key}") for key in content_keys(told)]
    rows.set_numbers(tx, evidence_id, paper.kind, digests, content)
    keys = [
        {"name": name, "position": position, "value": print_, **key}
        for name, values in prints.items()
        for position, print_ in enumerate(values)
        for key in _sub_keys(print_)
    ]
    rows.set_fingerprints(tx, evidence_id, keys)


def number_digest(ring: KeyRing, kind: str, name: str, value: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", value).upper().split())
    return ring.digest(PURPOSE, f"{kind}\0{name}\0{plain}")


def _is_number(name: str) -> bool:
    return name.endswith("_no") or name == "id_number"


def _sub_keys(print_: str) -> Iterator[dict[str, int]]:
    try:
        bits = bytes.fromhex(print_)
    except ValueError:
        return
    if len(bits) != 2 * SLOTS:
        return
    for slot in range(SLOTS):
        yield {"slot": slot, "part": int.from_bytes(bits[2 * slot : 2 * slot + 2], "big")}
