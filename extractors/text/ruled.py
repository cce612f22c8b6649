"""Lines cut where the rules of a table part them: a reader often takes two narrow cells for one line.

Only lines whose letters have boxes of their own are cut, and only between two ruled cells that stand side
by side; what stands outside the cells is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from domain.place import Box, Place
from domain.reading import Line, Page, Reading

#: Share of the lower cell's height that two cells side by side have in common.
_BESIDE = 0.6


def parted(reading: Reading) -> Reading:
    """The reading with its lines cut at the rules of tables."""
    if not any(page.cells for page in reading.pages):
        return reading
    return replace(reading, pages=tuple(_parted(page) for page in reading.pages))


def _parted(page: Page) -> Page:
    if not page.cells:
        return page
    return replace(page, lines=tuple(piece for line in page.lines for piece in _pieces(line, page.cells)))


def _pieces(line: Line, cells: Sequence[Box]) -> tuple[Line, ...]:
    if line.vertical or len(line.char_boxes) != len(line.text) or len(line.text) < 3:
        return (line,)
    letter = line.place.box.height
    near = [
        cell
        for cell in cells
        # Closed strokes of a letter or an icon look like cells, but no letter stands in them.
        if cell.height > letter and cell.width > 1.2 * letter and cell.overlap(line.place.box) > 0
    ]
    if len(near) < 2:
        return (line,)
    held = [_cell_of(box, near) for box in line.char_boxes]
    cuts = [
        at
        for at in range(1, len(held))
        if (one := held[at - 1]) is not None and (other := held[at]) is not None and _side_by_side(one, other)
    ]
    if not cuts:
        return (line,)
    edges = [0, *cuts, len(line.text)]
    return tuple(_part(line, a, b) for a, b in pairwise(edges) if line.text[a:b].strip())


def _cell_of(letter: Box, cells: Sequence[Box]) -> Box | None:
    inside = [cell for cell in cells if cell.contains(*letter.center)]
    return min(inside, key=lambda cell: cell.width * cell.height, default=None)


def _side_by_side(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _BESIDE * min(one.height, other.height) and other.center[0] > one.right


def _part(line: Line, start: int, end: int) -> Line:
    boxes, confidence = line.char_boxes[start:end], line.char_confidence[start:end]
    place = Place(line.place.page, Box.around(boxes))
    return Line(line.text[start:end], place, min(confidence, default=line.confidence), confidence, boxes, line.vertical)
