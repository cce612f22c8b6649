"""What a verifier gets to see: one paper, whose it is, what is claimed, and a window on history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from domain.fact import Fact, Paper
from domain.pair import PairComparison
from domain.reading import Reading


@dataclass(frozen=True, slots=True)
class Submitter:
    """Whose evidence it is. ``names_at_unit`` are people the unit knows, for look-alike matching."""

    person_id: str
    name: str | None = None
    employer: str | None = None
    city: str | None = None
    year: int | None = None
    names_at_unit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier piece of evidence as history shows it (no text, no picture).

    ``found_by`` names the keys that led to it with how near it came by each (1: equal); empty where it was asked for
    by an exact key. ``read`` says how surely its numbers were read, 0 … 1; those not named
    are taken for sure.
    """

    evidence_id: str
    sha256: str
    kind: str
    person_id: str
    person_name: str | None
    employer: str | None
    handed_in: date | None
    facts: Mapping[str, Any] = field(default_factory=dict)
    file: str | None = None
    found_by: Mapping[str, float] = field(default_factory=dict)
    read: Mapping[str, float] = field(default_factory=dict)


class History(Protocol):
    """Earlier evidence, asked by key. Implemented by the store and by a screening run."""

    def same_bytes(self, sha256: str) -> Sequence[Earlier]: ...

    def same_number(self, kind: str, fact_name: str, value: str) -> Sequence[Earlier]: ...

    def near_copies(self, fingerprints: Mapping[str, Sequence[str]]) -> Sequence[Earlier]: ...

    def of_person(self, person_id: str, year: int | None) -> Sequence[Earlier]: ...

    def compare(self, case: Case, earlier: Earlier) -> PairComparison | None:
        """Pictures of both side by side; None when the earlier one can no longer be shown."""
        ...


@dataclass(frozen=True, slots=True)
class Case:
    """All a verifier may look at. ``original`` is only set for verifiers that ask for it.

    ``pictures`` are upright pages of the original by number (RGB, height x width x 3), where they were decoded already.
    ``thresholds`` are an office's own, measured on its genuine pages, by ``class.level``; empty means the usual ones.
    """

    evidence_id: str
    reading: Reading
    paper: Paper
    submitter: Submitter
    claimed: Mapping[str, Any] = field(default_factory=dict)
    history: History | None = None
    original: bytes | None = None
    pictures: Mapping[int, Any] = field(default_factory=dict)
    today: date | None = None
    thresholds: Mapping[str, float] = field(default_factory=dict)

    def fact(self, name: str) -> Fact | None:
        return self.paper.fact(name)

    def value(self, name: str) -> Any:
        return self.paper.value(name)
