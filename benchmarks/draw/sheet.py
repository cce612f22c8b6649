"""A page being composed: what is set where, with the box of every field. Backends paint it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from typing import Any

from PIL import Image

from benchmarks.draw.fonts import Typeface, advance

Colour = tuple[int, int, int]
Rect = tuple[float, float, float, float]
BLACK: Colour = (25, 25, 28)
RED: Colour = (200, 30, 35)
GREY: Colour = (130, 130, 135)


@dataclass(frozen=True, slots=True)
class F:
    """A stretch of text that is a field of the ground truth; ``line`` draws a rule under it."""

    name: str
    text: str
    line: bool = False
    face: str | None = None


Segments = str | F | Sequence[str | F]


@dataclass(frozen=True, slots=True)
class Run:
    """Text to paint: left, top, face, size in pixels."""

    x: float
    y: float
    text: str
    face: str
    size: int
    colour: Colour


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line; all in pixels."""

    a: tuple[float, float]
    b: tuple[float, float]
    width: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Area:
    """A filled rectangle."""

    rect: Rect
    colour: Colour


@dataclass(frozen=True, slots=True)
class Picture:
    """An RGBA picture laid on the page; ``ink`` multiplies with what lies below (stamps, pens)."""

    x: float
    y: float
    image: Image.Image
    ink: bool = True


Op = Run | Stroke | Area | Picture


@dataclass
class Sheet:
    """One page of ``width`` × ``height`` pixels (150 to the inch), filled from top to bottom."""

    width: int
    height: int
    type: Typeface
    rng: Random
    paper: Colour = (255, 255, 255)
    ops: list[Op] = field(default_factory=list)
    boxes: dict[str, Rect] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    stamps: list[dict[str, Any]] = field(default_factory=list)
    marks: list[dict[str, Any]] = field(default_factory=list)

    def note(self, name: str, rect: Rect) -> None:
        """Remembers where a field stands; several stretches make one box."""
        old = self.boxes.get(name)
        if old:
            rect = (min(old[0], rect[0]), min(old[1], rect[1]), max(old[2], rect[2]), max(old[3], rect[3]))
        self.boxes[name] = rect

    @staticmethod
    def plain(segments: Segments) -> str:
        return "".join(s if isinstance(s, str) else s.text for s in listed(segments))

    def measure(self, segments: Segments, face: str, size: int, gap: float = 0) -> float:
        parts = listed(segments)
        width = sum(
            advance((s.face or face) if isinstance(s, F) else face, size, s.text if isinstance(s, F) else s)
            for s in parts
        )
        return width + gap * max(len(self.plain(parts)) - 1, 0)

    def put(
        self,
        x: float,
        y: float,
        segments: Segments,
        size: int,
        *,
        face: str | None = None,
        colour: Colour = BLACK,
        gap: float = 0,
        said: bool = True,
    ) -> float:
        """Sets one line from ``x``; returns the right end. ``gap`` spaces the characters out."""
        face = face or self.type.body
        for part in listed(segments):
            text, own = (part.text, part.face or face) if isinstance(part, F) else (part, face)
            begin = x
            if gap:
                for char in text:
                    self.ops.append(Run(x, y, char, own, size, colour))
                    x += advance(own, size, char) + gap
            else:
                self.ops.append(Run(x, y, text, own, size, colour))
                x += advance(own, size, text)
            if isinstance(part, F):
                self.note(part.name, (begin, y, x, y + size * 1.15))
                if part.line:
                    self.ops.append(Stroke((begin - 6, y + size * 1.2), (x + 6, y + size * 1.2), 1.5, colour))
        if said:
            self.said.append(self.plain(segments))
        return x

    def centre(self, y: float, segments: Segments, size: int, *, middle: float | None = None, **how: Any) -> float:
        """Sets one line centred on ``middle`` (the page's middle unless told); returns the y below it."""
        face, gap = how.get("face") or self.type.body, how.get("gap", 0)
        middle = self.width / 2 if middle is None else middle
        self.put(middle - self.measure(segments, face, size, gap) / 2, y, segments, size, **how)
        return y + size * 1.5

    def right(self, x: float, y: float, segments: Segments, size: int, **how: Any) -> float:
        """Sets one line ending at ``x``; returns the y below it."""
        face, gap = how.get("face") or self.type.body, how.get("gap", 0)
        self.put(x - self.measure(segments, face, size, gap), y, segments, size, **how)
        return y + size * 1.5

    def paragraph(
        self,
        x: float,
        y: float,
        width: float,
        segments: Segments,
        size: int,
        *,
        leading: float = 1.8,
        indent: int = 2,
        face: str | None = None,
        colour: Colour = BLACK,
    ) -> float:
        """Sets wrapped text; returns the y below it. A line never begins with a closing mark
        nor breaks inside a figure."""
        face = face or self.type.body
        cursor, line_start = x + indent * size, x
        run: list[tuple[str, str, float, str | None, bool]] = []  # char, face, x, field, ruled
        rows: list[list[tuple[str, str, float, str | None, bool]]] = []
        for part in listed(segments):
            text, own = (part.text, part.face or face) if isinstance(part, F) else (part, face)
            tag, ruled = (part.name, part.line) if isinstance(part, F) else (None, False)
            for token in re.findall(r"[0-9A-Za-z./:*-]{1,24}|.", text):
                if cursor + advance(own, size, token) > x + width and token not in "，。、；：）》”！" and run:
                    rows.append(run)
                    run, cursor = [], line_start
                for char in token:
                    run.append((char, own, cursor, tag, ruled))
                    cursor += advance(own, size, char)
        rows.append(run)
        for row in rows:
            self._set_row(row, y, size, colour)
            y += size * leading
        self.said.append(self.plain(segments))
        return y

    def _set_row(
        self, row: list[tuple[str, str, float, str | None, bool]], y: float, size: int, colour: Colour
    ) -> None:
        begin = 0
        for i in range(1, len(row) + 1):
            if i < len(row) and (row[i][1], row[i][3]) == (row[begin][1], row[begin][3]):
                continue
            text, own, left, tag, ruled = "".join(c[0] for c in row[begin:i]), *row[begin][1:]
            right = row[i - 1][2] + advance(own, size, row[i - 1][0])
            self.ops.append(Run(left, y, text, own, size, colour))
            if tag:
                self.note(tag, (left, y, right, y + size * 1.15))
            if ruled:
                self.ops.append(Stroke((left - 4, y + size * 1.22), (right + 4, y + size * 1.22), 1.5, colour))
            begin = i

    def column(
        self,
        x: float,
        y: float,
        segments: Segments,
        size: int,
        *,
        gap: float = 1.12,
        face: str | None = None,
        colour: Colour = BLACK,
    ) -> float:
        """Sets one vertical column downward from ``y``; returns the y below it."""
        face = face or self.type.body
        turned = {"（": "︵", "）": "︶", "“": "﹁", "”": "﹂", "—": "︱", "-": "︱"}
        for part in listed(segments):
            text = part.text if isinstance(part, F) else part
            begin = y
            for char in text:
                glyph = turned.get(char, char)
                self.ops.append(Run(x + (size - advance(face, size, glyph)) / 2, y, glyph, face, size, colour))
                y += size * gap
            if isinstance(part, F):
                self.note(part.name, (x, begin, x + size, y))
        self.said.append(self.plain(segments))
        return y

    def line(self, a: tuple[float, float], b: tuple[float, float], width: float = 2, colour: Colour = BLACK) -> None:
        self.ops.append(Stroke(a, b, width, colour))

    def box(self, rect: Rect, width: float = 2, colour: Colour = BLACK) -> None:
        left, top, right, bottom = rect
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        for a, b in pairwise(corners):
            self.line(a, b, width, colour)

    def fill(self, rect: Rect, colour: Colour) -> None:
        self.ops.append(Area(rect, colour))

    def picture(self, x: float, y: float, image: Image.Image, *, ink: bool = True) -> Rect:
        self.ops.append(Picture(x, y, image, ink))
        return (x, y, x + image.width, y + image.height)

    def table(
        self,
        x: float,
        y: float,
        widths: Sequence[float],
        rows: Sequence[Sequence[Segments | Image.Image]],
        size: int,
        *,
        height: float = 0,
        rule: float = 2,
        align: str = "centre",
        head: Colour | None = None,
    ) -> float:
        """Sets a ruled table; a picture in a cell is handwriting. Returns the y below it."""
        height = height or size * 2.1
        for number, row in enumerate(rows):
            left, told = x, []
            if head and number == 0:
                self.fill((x, y, x + sum(widths), y + height), head)
            for wide, cell in zip(widths, row, strict=False):
                if rule:
                    self.box((left, y, left + wide, y + height), rule)
                if isinstance(cell, Image.Image):
                    self.picture(left + max(4, (wide - cell.width) / 2), y + (height - cell.height) / 2, cell)
                    told.append(str(cell.info.get("said", "")))
                elif self.plain(cell):
                    fit = size
                    while self.measure(cell, self.type.body, fit) > wide - 8 and fit > 12:
                        fit -= 1
                    span = self.measure(cell, self.type.body, fit)
                    at = left + (wide - span) / 2 if align == "centre" else left + 10
                    self.put(at, y + (height - fit * 1.25) / 2, cell, fit, said=False)
                    told.append(self.plain(cell))
                else:
                    told.append("")
                left += wide
            self.said.append("\t".join(told))
            y += height
        return y


def listed(segments: Segments) -> list[str | F]:
    """Segments as a list."""
    return [segments] if isinstance(segments, str | F) else list(segments)
