"""A piece of evidence as the desk holds it: the machine's paper, what the checks saw, people's corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from claims.serial import from_json, to_json
from claims.store import evidence as rows
from claims.store.engine import Row, Transaction
from claims.vault import Forgotten, Vault
from claims.views import CorrectionView
from domain.fact import Fact, Paper
from domain.finding import Finding
from domain.kind import UNKNOWN
from domain.reading import Reading

#: A correction under this name says which kind the paper is.
KIND_FACT = "kind"


@dataclass(frozen=True, slots=True)
class Effective:
    """What counts now for one fact name: a person's word before the machine's.

    ``by_role`` is None while only the machine has spoken.
    """

    name: str
    value: Any
    fact: Fact | None
    by_role: str | None = None
    by_id: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """``paper`` is None before the job understood it, or when it was forgotten."""

    row: Row
    paper: Paper | None
    findings: tuple[Finding, ...] = ()
    checks: Mapping[str, str] = field(default_factory=dict)
    corrections: Mapping[str, CorrectionView] = field(default_factory=dict)
    corrected_by: Mapping[str, str] = field(default_factory=dict)
    forgotten: bool = False

    @property
    def id(self) -> str:
        return str(self.row.id)

    @property
    def kind(self) -> str:
        """The kind that counts: a person's word before the machine's."""
        said = self.corrections.get(KIND_FACT)
        if said is not None and said.value:
            return str(said.value)
        return self.paper.kind if self.paper else (self.row.kind or UNKNOWN)

    def effective(self) -> dict[str, Effective]:
        """All facts that count now, by name. A correction to None means that nobody could read it."""
        found: dict[str, Effective] = {}
        if self.paper is not None:
            for fact in self.paper.facts:
                found.setdefault(fact.name, Effective(fact.name, fact.value, fact))
        for name, said in self.corrections.items():
            if name == KIND_FACT:
                continue
            held = found.get(name)
            found[name] = Effective(
                name, said.value, held.fact if held else None, said.role, self.corrected_by.get(name)
            )
        return found


def load(tx: Transaction, vault: Vault, row: Row) -> Document:
    """Open what is sealed of one evidence row."""
    paper: Paper | None = None
    findings: tuple[Finding, ...] = ()
    checks: Mapping[str, str] = {}
    forgotten = row.forgotten_at is not None
    if row.paper_id is not None and not forgotten:
        try:
            held = vault.open_small(tx, row.paper_id)
            paper = from_json(Paper, held["paper"])
            findings = tuple(from_json(Finding, one) for one in held["findings"])
            checks = held["checks"]
        except Forgotten:
            forgotten = True
    corrections: dict[str, CorrectionView] = {}
    by: dict[str, str] = {}
    if not forgotten:
        for said in rows.corrections_of(tx, row.id):
            value = vault.open_small(tx, said.value_id)
            corrections[said.name] = CorrectionView(
                value["value"], said.actor_name, said.role, said.at, value.get("note", "")
            )
            by[said.name] = said.actor_id
    return Document(row, paper, findings, checks, corrections, by, forgotten)


def reading(tx: Transaction, vault: Vault, row: Row) -> Reading:
    """The whole file's reading. Raises ``Forgotten``."""
    if row.reading_id is None:
        raise Forgotten(row.id)
    return from_json(Reading, vault.open_small(tx, row.reading_id))


def keep_paper(
    tx: Transaction,
    vault: Vault,
    row: Row,
    paper: Paper,
    findings: tuple[Finding, ...] = (),
    checks: Mapping[str, str] | None = None,
) -> str:
    """Seal the paper and what was seen of it; the sealed one before it is destroyed. The new id."""
    held = vault.keep(tx, {"paper": to_json(paper), "findings": to_json(findings), "checks": dict(checks or {})})
    before = row.paper_id
    rows.update(tx, row.id, paper_id=held)
    if before is not None:
        vault.forget(tx, before)
    return held
