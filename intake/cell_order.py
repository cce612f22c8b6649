"""Lines in ruled tables, cell by cell: words wrapped within a cell belong together before the next cell begins."""

from __future__ import annotations

from collections.abc import Sequence

from domain.place import Box
from domain.reading import Line
from intake import reading_order

_LEVEL = 0.45  # Cells begin level when their upper edges differ by less than this share of the lower one's height.
_INSIDE = 0.8  # Share of a table's lines that must stand in cells.
_PART = 0.3  # Share of a page's height from which a cell is no cell of a table but a frame.


def in_cell_order(lines: Sequence[Line], cells: Sequence[Box], height: float) -> tuple[Line, ...]:
    """``lines`` (in reading order), those of ruled tables row by row of their cells and in these from left to right.

    A cell that reaches over several rows belongs to the first of them. Lines outside of all cells, and tables of
    which many lines are, stay where they are; so does upright writing.
    """
    cells = [cell for cell in cells if cell.height < _PART * height]
    if len(cells) < 2 or any(line.vertical for line in lines):
        return tuple(lines)
    seats = [_seat(line.place.box, cells) for line in lines]
    straight = reading_order.level([seat or line.place.box for line, seat in zip(lines, seats, strict=True)], lines)
    ordered: list[Line] = []
    at = 0
    while at < len(lines):
        if seats[at] is None:
            ordered.append(lines[at])
            at += 1
            continue
        end = _end(seats, at)
        ordered += _table(lines[at:end], straight[at:end])
        at = end
    return tuple(ordered)


def _seat(box: Box, cells: Sequence[Box]) -> Box | None:
    """The smallest cell that holds the middle of a line."""
    x, y = box.center
    held = [cell for cell in cells if cell.left <= x <= cell.right and cell.top <= y <= cell.bottom]
    return min(held, key=lambda cell: cell.width * cell.height, default=None)


def _end(seats: Sequence[Box | None], start: int) -> int:
    """Where the stretch of lines that stand in cells ends; a line outside between them does not end it."""
    end, inside = start, 0
    for at in range(start, len(seats)):
        if seats[at] is not None:
            inside += 1
            if inside >= _INSIDE * (at + 1 - start):
                end = at + 1
    return end


def _table(lines: Sequence[Line], places: Sequence[Box]) -> list[Line]:
    """Lines by the rows of their cells' ``places``, in a cell as they came."""
    rows: list[list[Box]] = []
    for box in sorted(dict.fromkeys(places), key=lambda box: box.top):
        row = next((row for row in reversed(rows[-4:]) if _level(box, row)), None)
        if row is None:
            rows.append([box])
        else:
            row.append(box)
    rank = {box: (at, box.left) for at, row in enumerate(rows) for box in row}
    return [lines[i] for i in sorted(range(len(lines)), key=lambda i: rank[places[i]])]


def _level(box: Box, row: Sequence[Box]) -> bool:
    """Whether a cell begins level with the nearest one of a row."""
    near = min(row, key=lambda other: abs(other.center[0] - box.center[0]))
    apart = min(box.right, near.right) - max(box.left, near.left) < 0.3 * min(box.width, near.width)
    return apart and abs(near.top - box.top) < _LEVEL * min(box.height, near.height)
