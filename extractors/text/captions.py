"""Captions set below their values, as pages of apps print them: the value in larger letters, its label just beneath.

A paper sets its labels before or above the values; read that way such a page would pair each label with the
next value. So it is told by the page as a whole: several labels stand alone, each nearer to the words above it
than to those below, and none of those words is a label itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.text.layout import Cell, Row
from extractors.text.role_words import is_some_label

#: So many labels make a page of captions; a single one may be anything.
_ENOUGH = 3
#: Height of a value, in heights of its caption, from which it is written larger.
_LARGER = 1.1


def captions(rows: Sequence[Row]) -> dict[int, Cell]:
    """The value above each caption of a page, by ``id`` of the caption's cell; empty where labels go first."""
    labels = [(index, cell) for index, row in enumerate(rows) for cell in row.cells if _is_caption(cell)]
    found = {id(cell): value for index, cell in labels if (value := _over(rows, index, cell)) is not None}
    # Every label of the page goes one way; a heading that reads like a label may stand apart.
    if len(found) >= _ENOUGH and len(found) >= 0.75 * len(labels):
        return found
    # Where the page ends in a label, and each has a value over it, nothing is left for a label that goes first.
    if len(labels) >= _ENOUGH and labels[-1][0] == len(rows) - 1:
        loose = {id(cell): value for index, cell in labels if (value := _value_over(rows, index, cell)) is not None}
        return loose if len(loose) == len(labels) else {}
    return {}


def _is_caption(cell: Cell) -> bool:
    return 2 <= len(cell.text) <= 10 and ":" not in cell.text and is_some_label(cell.text.strip())


def _over(rows: Sequence[Row], index: int, cell: Cell) -> Cell | None:
    """The words a caption belongs to: right above, larger, no label, and nearer than what stands below."""
    value = _value_over(rows, index, cell)
    if value is None:
        return None
    room = cell.box.top - value.box.bottom
    below = [other.box.top - cell.box.bottom for row in rows[index + 1 : index + 2] for other in _sharing(row, cell)]
    near = room < 1.2 * cell.height and all(room < 0.7 * under for under in below)
    return value if near and value.height > _LARGER * cell.height else None


def _value_over(rows: Sequence[Row], index: int, cell: Cell) -> Cell | None:
    """The one cell over a caption in the row above, where that row has as many; no label."""
    above = list(_sharing(rows[index - 1], cell)) if index else []
    if len(above) != 1 or len(rows[index - 1].cells) != len(rows[index].cells):
        return None
    return None if is_some_label(above[0].text.strip(" :")) else above[0]


def _sharing(row: Row, cell: Cell) -> Iterator[Cell]:
    """Cells of a row that stand over or under a cell."""
    for other in row.cells:
        if min(other.box.right, cell.box.right) - max(other.box.left, cell.box.left) > 0.4 * cell.box.width:
            yield other
