"""Facts read from evidence, with quote, place, confidence and the readings they beat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.place import Box, Place


@dataclass(frozen=True, slots=True)
class Alternative:
    """A reading that was beaten, and who read it (``rapidocr``, ``tesseract``, ``red_channel`` …)."""

    value: Any
    confidence: float
    source: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the contract. ``value`` is JSON-ready: str, int, float, bool, list of dict.

    ``sure`` is a promise: at least 995 of 1000 such facts are right.
    """

    name: str
    value: Any
    quote: str
    place: Place | None
    confidence: float
    sure: bool = False
    alternatives: tuple[Alternative, ...] = ()
    source: str = "rapidocr"


@dataclass(frozen=True, slots=True)
class Unread:
    """A fact this kind must have that could not be read, and where it should stand if known."""

    name: str
    place: Place | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Recognition:
    """How sure an extractor is that the pages are of its kind (0..1), and the words that say so.

    ``ruled_out``: the paper says what none of the kind says, or lacks what all of them say.
    """

    confidence: float
    why: tuple[str, ...] = ()
    ruled_out: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an extractor made of the pages.

    ``untied`` names the facts whose words were read but may belong to something else; such a fact is never sure.
    ``loose`` are those of them for which too little speaks and against which nothing does. ``modest`` holds, of tied
    facts picked with a little less than full trust, the confidence their letters alone would give.
    """

    facts: tuple[Fact, ...]
    unread: tuple[Unread, ...] = ()
    untied: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    modest: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paper:
    """One piece of evidence in a file: its pages, kind and facts. A bundle holds several."""

    pages: tuple[int, ...]
    kind: str
    recognition: Recognition
    facts: tuple[Fact, ...]
    unread: tuple[Unread, ...] = ()
    others: tuple[tuple[str, float], ...] = field(default=())  # beaten kinds with their confidence

    def fact(self, name: str) -> Fact | None:
        return next((fact for fact in self.facts if fact.name == name), None)

    def value(self, name: str) -> Any:
        fact = self.fact(name)
        return None if fact is None else fact.value


@dataclass(frozen=True, slots=True)
class RereadRequest:
    """A doubtful critical value the second reader should look at."""

    fact: str
    page: int
    box: Box
    digits_only: bool = False
    under_seal: bool = False


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What the second reader read in that box."""

    request: RereadRequest
    text: str
    confidence: float
    source: str
