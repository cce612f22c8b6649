"""A piece of evidence as the desk holds it: the machine's paper, what the checks saw, people's corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    answered: frozenset[str] = frozenset()  # codes of findings that were answered once for a whole class

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


#: Facts that say which paper it is; the name alone says whose.
_NAMING = frozenset(
    {"certificate_no", "course_title", "meeting_title", "notice_title", "paper_title", "doc_no", "score_annual"}
)
_IDENTITY = _NAMING | {"person_name"}


def certain(held: Effective) -> bool:
    """A person's word, or a reading the machine is sure of."""
    return held.value is not None and (held.by_role is not None or (held.fact is not None and held.fact.sure))


def same_paper(one: Document, other: Document) -> bool:
    """Whether the other is the same paper photographed again: of one kind, agreeing on what names it.

    An unsure reading contradicts nothing; at least one of the naming facts has to be the same on both.
    """
    if one.kind != other.kind or one.kind == UNKNOWN or one.id == other.id:
        return False
    mine, theirs = one.effective(), other.effective()
    shared = [name for name in _IDENTITY if name in mine and name in theirs]
    if any(mine[n].value != theirs[n].value and certain(mine[n]) and certain(theirs[n]) for n in shared):
        return False
    return any(mine[n].value is not None and mine[n].value == theirs[n].value for n in shared if n in _NAMING)


def read_again(document: Document, name: str, documents: Sequence[Document]) -> bool:
    """Whether another picture of the same paper shows this fact for sure."""
    return any(
        (held := other.effective().get(name)) is not None and certain(held)
        for other in documents
        if same_paper(document, other)
    )


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
