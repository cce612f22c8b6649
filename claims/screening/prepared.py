"""One file of a screening after reading: whole for its own checks, slim for what the others must know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from claims.near import number_tokens
from claims.reading import PIPELINE_VERSION, Status
from claims.serial import from_json, to_json
from domain.fact import Paper
from domain.finding import Finding
from domain.kind import BUNDLE
from domain.reading import Reading, Refusal
from verifiers.knowledge.serials import own_digits_read

#: Facts that are lists (names of a sheet, subjects, entries) are long and compared with nothing of another file.
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Prepared:
    """``reading`` is None unless ``status`` is ``read``."""

    sha256: str
    status: Status
    reading: Reading | None = None
    papers: tuple[Paper, ...] = ()
    findings: tuple[Finding, ...] = ()
    error: Refusal | None = None

    @property
    def kind(self) -> str:
        if len(self.papers) == 1:
            return self.papers[0].kind
        return BUNDLE if self.papers else ""


@dataclass(frozen=True, slots=True)
class Known:
    """What stays in memory of every file: keys and facts, no words and no places.

    ``sure``: names of the facts that were read surely; ``read``: how surely the digits of its numbers that are its own
    were read. ``numbers``: (kind, fact name, value) of all its papers.
    ``tokens``: long numbers standing anywhere on it.
    ``prints``: 64 hexadecimal digits each, by the name of the key.
    """

    sha256: str
    status: Status
    kind: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    sure: tuple[str, ...] = ()
    numbers: tuple[tuple[str, str, str], ...] = ()
    tokens: tuple[str, ...] = ()
    prints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    read: Mapping[str, float] = field(default_factory=dict)


def known_of(one: Prepared) -> Known:
    """The slim form."""
    if one.reading is None:
        return Known(one.sha256, one.status, one.kind)
    facts: dict[str, Any] = {}
    sure: list[str] = []
    numbers: list[tuple[str, str, str]] = []
    read: dict[str, float] = {}
    for paper in one.papers:
        for fact in paper.facts:
            if isinstance(fact.value, list | dict) or len(str(fact.value)) > LONGEST:
                continue
            if fact.name not in facts:
                facts[fact.name] = fact.value
                if fact.sure:
                    sure.append(fact.name)
                if fact.name.endswith("_no") and isinstance(fact.value, str):
                    read[fact.name] = round(own_digits_read(one.reading, fact), 3)
            if isinstance(fact.value, str):
                numbers.append((paper.kind, fact.name, fact.value))
    prints = {
        name: tuple(value for value in values if len(value) == 64) for name, values in one.reading.fingerprints.items()
    }
    return Known(
        one.sha256, one.status, one.kind, facts, tuple(sure), tuple(numbers), number_tokens(one.reading), prints, read
    )


def key_of(sha256: str) -> str:
    """Under which the journal holds a file: a newer pipeline reads it again."""
    return f"{PIPELINE_VERSION}:{sha256}"


def packed(one: Prepared) -> Any:
    return to_json(one)


def unpacked(value: Any) -> Prepared:
    return from_json(Prepared, value)
