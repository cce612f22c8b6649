"""One file of a screening after reading: enough to verify it against all others without reading it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from claims.reading import PIPELINE_VERSION, Read, Status
from claims.serial import from_json, to_json
from domain.fact import Paper
from domain.finding import Finding
from domain.kind import BUNDLE
from domain.reading import Reading, Refusal


@dataclass(frozen=True, slots=True)
class Prepared:
    """``reading`` is None unless ``status`` is ``read``."""

    sha256: str
    status: Status
    reading: Reading | None = None
    papers: tuple[Paper, ...] = ()
    findings: tuple[Finding, ...] = ()
    error: Refusal | None = None
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        if len(self.papers) == 1:
            return self.papers[0].kind
        return BUNDLE if self.papers else ""

    def facts(self) -> dict[str, Any]:
        """Facts by name; of a bundle, the first paper that has one."""
        found: dict[str, Any] = {}
        for paper in self.papers:
            for fact in paper.facts:
                found.setdefault(fact.name, fact.value)
        return found


def prepared_of(read: Read) -> Prepared:
    papers = tuple(one.paper for one in read.papers)
    return Prepared(read.sha256, read.status, read.reading, papers, read.findings, read.error, dict(read.seconds))


def key_of(sha256: str) -> str:
    """Under which the journal holds a file: a newer pipeline reads it again."""
    return f"{PIPELINE_VERSION}:{sha256}"


def packed(prepared: Prepared) -> Any:
    return to_json(prepared)


def unpacked(value: Any) -> Prepared:
    return from_json(Prepared, value)
