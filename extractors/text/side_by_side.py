"""Two columns of labels with their values, side by side on one page: a value that goes over two lines stays in its own.

Rows run from side to side; where the lines of both columns do not stand at one height, a row joins what has nothing to
do with each other, and the second line of a value is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.text.role_words import is_some_label

if TYPE_CHECKING:
    from extractors.text.layout import Cell

Cells = tuple["Cell", ...]
_LABELLED = re.compile(r"(?:[A-Za-z][A-Za-z. ]{1,20})?(?P<label>[\u4e00-\u9fff]{2,8}):\s*\S")
#: Labels that make a column, how far its left edges may be apart (in heights of the writing) how far the columns,
#: and how far below a line the next one of its value is.
_SHOWN, _OFF, _APART, _CLOSE = 3, 0.8, 8.0, 1.9


def columns(cells: Sequence[Cell]) -> tuple[Cells, ...]:
    """The cells in the order of reading: what stands over the columns, the left one, the right one, what stands below.

    All of them as they are where there are no two such columns, or where no value in them goes over two lines.
    """
    whole = (tuple(cells),)
    labelled = sorted((c for c in cells if _is_labelled(c.text)), key=lambda c: c.box.left)
    edges: list[list[Cell]] = []
    for cell in labelled:
        if edges and cell.box.left - edges[-1][0].box.left < _OFF * cell.height:
            edges[-1].append(cell)
        else:
            edges.append([cell])
    held = [edge for edge in edges if len(edge) >= _SHOWN]
    if len(held) != 2 or held[1][0].box.left - held[0][0].box.left < _APART * held[0][0].height:
        return whole
    left, right = held
    gutter = min(cell.box.left for cell in right)
    top = min(cell.box.top for cell in (*left, *right))
    bottom = max(_last(cells, column) for column in held)
    between = [c for c in cells if c.box.bottom > top and c.box.top < bottom]
    if any(c.box.left < gutter < c.box.right - 0.5 * c.height for c in between):
        return whole
    if not any(_carries_on(cell, column) for column in held for cell in between):
        return whole
    sides = [tuple(c for c in between if (c.box.left < gutter - c.height) is on_left) for on_left in (True, False)]
    over = tuple(c for c in cells if c.box.bottom <= top)
    under = tuple(c for c in cells if c.box.top >= bottom)
    return tuple(zone for zone in (over, *sides, under) if zone)


def _is_labelled(text: str) -> bool:
    found = _LABELLED.match(text)
    return found is not None and is_some_label(found["label"])


def _carries_on(cell: Cell, column: Sequence[Cell]) -> bool:
    """Whether a cell without a label stands flush under the labels of a column, close to one of them."""
    return ":" not in cell.text and any(
        abs(cell.box.left - one.box.left) < _OFF * one.height
        and 0 < cell.box.top - one.box.bottom < _CLOSE * one.height
        for one in column
    )


def _last(cells: Sequence[Cell], column: Sequence[Cell]) -> float:
    """Where a column ends: below its last label and what carries its value on."""
    last = max(column, key=lambda cell: cell.box.bottom)
    return max(cell.box.bottom for cell in cells if cell is last or _carries_on(cell, (last,)))
