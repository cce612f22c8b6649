"""Cases built from plain facts, and a history held in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from domain.case import Case, Earlier, Submitter
from domain.fact import Fact, Paper, Recognition
from domain.finding import Finding
from domain.place import Box, Place
from domain.reading import Line, MarkType, Page, PageMark, Reading, Source

PLACE = Place(1, Box(10, 10, 200, 40))


class Memory:
    """Earlier evidence as a list, asked as the store is asked."""

    def __init__(self, *earlier: Earlier) -> None:
        self.earlier = earlier

    def same_bytes(self, sha256: str) -> Sequence[Earlier]:
        return [e for e in self.earlier if e.sha256 == sha256]

    def same_number(self, kind: str, fact_name: str, value: str) -> Sequence[Earlier]:
        return [e for e in self.earlier if e.kind == kind and str(e.facts.get(fact_name)) == value]

    def near_copies(self, fingerprints: Mapping[str, Sequence[str]]) -> Sequence[Earlier]:
        return []

    def of_person(self, person_id: str, year: int | None) -> Sequence[Earlier]:
        return [e for e in self.earlier if e.person_id == person_id]


def earlier(person: str, kind: str = "completion_certificate", *, sha256: str = "other", **facts: Any) -> Earlier:
    return Earlier(f"e-{person}", sha256, kind, person, facts.get("person_name"), None, None, facts, "earlier.jpg")


def case(
    kind: str = "completion_certificate",
    *,
    text: str = "",
    confidence: float = 0.99,
    person: str = "p1",
    name: str | None = None,
    year: int | None = None,
    claimed: Mapping[str, Any] | None = None,
    history: Memory | None = None,
    media: str = "image/jpeg",
    original: bytes | None = None,
    qr: str = "",
    size: tuple[int, int] = (1240, 1754),
    today: date = date(2026, 11, 20),
    **facts: Any,
) -> Case:
    """A case of one page with the given facts, all read with ``confidence``."""
    lines = tuple(
        Line(row, Place(1, Box(0, 40.0 * i, 800, 40.0 * i + 30)), confidence, (confidence,) * len(row))
        for i, row in enumerate(text.splitlines())
    )
    marks = (PageMark(MarkType.QR, PLACE, 1.0, qr),) if qr else ()
    page = Page(1, *size, 0, Source.OCR, lines, marks)
    read = tuple(Fact(n, v, str(v), PLACE, confidence, confidence >= 0.95) for n, v in facts.items() if v is not None)
    return Case(
        "mine", Reading("digest", media, (page,)), Paper((1,), kind, Recognition(0.99), read),
        Submitter(person, name, year=year), claimed or {}, history, original, today=today,
    )  # fmt: skip


def codes(findings: Sequence[Finding] | Any, severity: str | None = None) -> set[str]:
    return {f.code for f in findings if severity is None or f.severity.value == severity}
