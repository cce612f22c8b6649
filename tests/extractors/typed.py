"""Readings typed by hand: words at places, as a reader would give them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from domain.place import Box, Place
from domain.reading import Line, MarkType, Page, PageMark, Reading, Source

#: (left, top, text) with writing of the page's size, or (left, top, text, size in pixels).
Words = tuple[float, float, str] | tuple[float, float, str, float]


def width_of(text: str, size: float) -> float:
    """Full-width characters take one em, others a good half."""
    return sum(size if ord(c) > 0x2E7F else 0.55 * size for c in text)


def line(left: float, top: float, text: str, size: float = 40, *, confidence: float = 0.999, page: int = 1) -> Line:
    box = Box(left, top, left + width_of(text, size), top + 1.2 * size)
    return Line(text, Place(page, box), confidence, (confidence,) * len(text))


def typed_page(
    words: Iterable[Words],
    *,
    number: int = 1,
    size: float = 40,
    width: int = 1600,
    height: int = 2200,
    confidence: float = 0.999,
    tilt: float = 0.0,
    marks: Sequence[PageMark] = (),
) -> Page:
    """A page of typed words; ``tilt`` turns the whole sheet by so many degrees about its middle."""
    lines = []
    for word in words:
        left, top, text = word[:3]
        made = line(left, top, text, word[3] if len(word) == 4 else size, confidence=confidence, page=number)
        lines.append(_turned(made, tilt, width / 2, height / 2) if tilt else made)
    return Page(number, width, height, 0, Source.OCR, tuple(lines), tuple(marks))


def typed(words: Iterable[Words], **page: object) -> Reading:
    """A reading of one typed page."""
    return Reading("0" * 64, "image/jpeg", (typed_page(words, **page),))  # type: ignore[arg-type]


def column(words: Iterable[str], *, left: float = 200, top: float = 150, step: float = 80) -> list[Words]:
    """Words one below the other."""
    return [(left, top + i * step, text) for i, text in enumerate(words)]


def grid(rows: Sequence[Sequence[str]], lefts: Sequence[float], *, top: float = 400, step: float = 90) -> list[Words]:
    """A table: cells at the given left edges, empty strings left out."""
    return [
        (left, top + i * step, text)
        for i, row in enumerate(rows)
        for left, text in zip(lefts, row, strict=False)
        if text
    ]


def mark(kind: MarkType, left: float, top: float, right: float, bottom: float, text: str = "") -> PageMark:
    return PageMark(kind, Place(1, Box(left, top, right, bottom)), 0.99, text)


def _turned(made: Line, degrees: float, x0: float, y0: float) -> Line:
    box, turn = made.place.box, math.radians(degrees)
    corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
    moved = [
        (
            x0 + (x - x0) * math.cos(turn) - (y - y0) * math.sin(turn),
            y0 + (x - x0) * math.sin(turn) + (y - y0) * math.cos(turn),
        )
        for x, y in corners
    ]
    around = Box(min(x for x, _ in moved), min(y for _, y in moved), max(x for x, _ in moved), max(y for _, y in moved))
    return Line(made.text, Place(made.place.page, around), made.confidence, made.char_confidence)
