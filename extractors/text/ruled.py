"""Lines as the rules of a table part and hold them.

A reader often takes two narrow cells for one line: it is cut between them. A value too long for its cell is
written over several lines: they become one again. Only lines whose letters have boxes of their own are
touched; what stands outside the ruled cells is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from domain.place import Box, Place
from domain.reading import Line, Page, Reading
from extractors.text.normalise import is_han

#: Share of the lower cell's height that two cells side by side have in common.
_BESIDE = 0.6
#: Room, in letters, that a line may leave before the rule and still be full.
_FULL = 2.2
#: Widest cell, in widths of the page, whose lines are one value; wider ones hold sentences or are the frame.
_WIDEST = 0.75
_MOST_LINES = 4
#: Letters by which a value may be written over the rule of its cell.
_OVER = 4
_DAY = re.compile(r"(?:19|20)\d\d([./-])\d\d\1\d\d")


def parted(reading: Reading) -> Reading:
    """The reading with its lines cut at the rules of tables and wrapped values put together."""
    if not any(page.cells for page in reading.pages):
        return reading
    return replace(reading, pages=tuple(_parted(page) for page in reading.pages))


def folded(line: Line) -> bool:
    """Whether a line goes on below its own beginning: a value wrapped inside its cell."""
    boxes = line.char_boxes
    return not line.vertical and any(b.top > a.center[1] and b.left < a.left for a, b in pairwise(boxes))


def _parted(page: Page) -> Page:
    if not page.cells:
        return page
    cut = [piece for line in page.lines for piece in _pieces(line, page.cells)]
    return replace(page, lines=tuple(_joined(cut, page)))


# -- cutting ----------------------------------------------------------------------------------------


def _near(line: Line, cells: Sequence[Box]) -> list[Box]:
    """The cells a line may stand in. Closed strokes of letters and icons look like cells, but hold no letter."""
    letter, box = line.place.box.height, line.place.box
    beside = [c for c in cells if c.bottom > box.top and c.top < box.bottom]  # most are not, which is told soonest
    return [c for c in beside if c.height > letter and c.width > 1.2 * letter and c.overlap(box) > 0]


def _pieces(line: Line, cells: Sequence[Box]) -> tuple[Line, ...]:
    if line.vertical or len(line.char_boxes) != len(line.text) or len(line.text) < 3:
        return (line,)
    near = _near(line, cells)
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
    edges = [0, *sorted({_at_blank(line.text, at) for at in cuts}), len(line.text)]
    return tuple(_part(line, a, b) for a, b in pairwise(edges) if line.text[a:b].strip())


def _at_blank(text: str, at: int) -> int:
    """Where a line is cut near a rule: behind a day, or at the one blank near by where a value is set over it."""
    for day in _DAY.finditer(text):
        if day.start() < at < day.end() <= at + 2:
            return day.end()
    blanks = [i for i in range(max(1, at - _OVER), min(len(text) - 1, at + _OVER + 1)) if text[i].isspace()]
    within = is_han(text[at - 1]) and is_han(text[at])
    return blanks[0] if within and len(blanks) == 1 else at


def _cell_of(letter: Box, cells: Sequence[Box]) -> Box | None:
    inside = [cell for cell in cells if cell.contains(*letter.center)]
    return min(inside, key=lambda cell: cell.width * cell.height, default=None)


def _side_by_side(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _BESIDE * min(one.height, other.height) and other.center[0] > one.right


def _part(line: Line, start: int, end: int) -> Line:
    boxes, confidence = line.char_boxes[start:end], line.char_confidence[start:end]
    place = Place(line.place.page, Box.around(boxes))
    return replace(
        line,
        text=line.text[start:end],
        place=place,
        confidence=min(confidence, default=line.confidence),
        char_confidence=confidence,
        char_boxes=boxes,
        others=tuple(replace(o, at=o.at - start) for o in line.others if start <= o.at < end),
    )


# -- joining ----------------------------------------------------------------------------------------


def _joined(lines: Sequence[Line], page: Page) -> Iterator[Line]:
    """The lines in their order, those wrapped inside one cell as one where the first of them stood."""
    inside: dict[int, list[Line]] = {}
    for line in lines:
        cell = _cell_of(line.place.box, _near(line, page.cells))
        if cell is not None and cell.width < _WIDEST * page.width and len(line.char_boxes) == len(line.text):
            inside.setdefault(id(cell), []).append(line)
    cells = {id(cell): cell for cell in page.cells}
    first: dict[int, Line] = {}
    later: set[int] = set()
    for key, held in inside.items():
        held.sort(key=lambda line: line.place.box.top)
        if 2 <= len(held) <= _MOST_LINES and _wrapped(held, cells[key]):
            first[min(map(id, held), key=[id(line) for line in lines].index)] = _together(held)
            later |= {id(line) for line in held}
    for line in lines:
        if id(line) in first:
            yield first[id(line)]
        elif id(line) not in later:
            yield line


def _wrapped(lines: Sequence[Line], cell: Box) -> bool:
    """Whether lines one below the other in a cell are one value: each but the last is full, all are alike."""
    for one, other in pairwise(lines):
        a, b = one.place.box, other.place.box
        alike = 0.7 < a.height / max(b.height, 1.0) < 1.4 and -0.4 * a.height < b.top - a.bottom < 0.9 * a.height
        if not alike or one.vertical or other.vertical or a.right < cell.right - _FULL * a.height:
            return False
        if b.width > a.width + a.height or one.text.rstrip().endswith((":", "：", "。")):
            return False
    return True


def _together(lines: Sequence[Line]) -> Line:
    boxes = tuple(box for line in lines for box in line.char_boxes)
    confidence = tuple(line.span_confidence(i, i + 1) for line in lines for i in range(len(line.text)))
    before = [sum(len(line.text) for line in lines[:index]) for index in range(len(lines))]
    return replace(
        lines[0],
        others=tuple(replace(o, at=o.at + n) for line, n in zip(lines, before, strict=True) for o in line.others),
        text="".join(line.text for line in lines),
        place=Place(lines[0].place.page, Box.around(boxes)),
        confidence=min(line.confidence for line in lines),
        char_confidence=confidence,
        char_boxes=boxes,
    )
