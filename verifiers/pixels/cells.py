"""The glyphs of a page one by one: where each stands, and which may be compared with which."""

from __future__ import annotations

from dataclasses import dataclass

from domain.place import Box
from domain.reading import MarkType, Page

_AROUND = 6.0  # pixels
SMALLEST = 9  # pixels: below this a glyph has too few points to measure


@dataclass(frozen=True, slots=True)
class Cell:
    """One glyph: its sign, its box on the upright page, its line and place in it, and the line's height.

    ``covered``: under a seal or handwritten, where paper, ink and edges differ: nothing is compared with it.
    """

    sign: str
    box: Box
    line: int
    at: int
    height: float
    covered: bool = False

    @property
    def wide(self) -> bool:
        """Full-width sign (Chinese) as against digits and Latin letters."""
        return ord(self.sign) > 0x2E7F


def cells_of(page: Page) -> list[Cell]:
    """Glyphs that can be measured, in reading order; vertical lines are left out."""
    found: list[Cell] = []
    marks = [mark.place.box.grown(_AROUND) for mark in page.marks if mark.type is not MarkType.QR]
    for number, line in enumerate(page.lines):
        height = line.place.box.height
        if line.vertical or height < SMALLEST or height > line.place.box.width * 2.5:
            continue
        for at, sign in enumerate(line.text):
            if not sign.isalnum():
                continue
            box = line.span_box(at, at + 1)
            if box.width < SMALLEST / 2 or box.left < 0 or box.top < 0:
                continue
            if box.right > page.width or box.bottom > page.height:
                continue
            covered = any(mark.overlap(box) > 0 for mark in marks)
            found.append(Cell(sign, box, number, at, height, covered))
    return found
