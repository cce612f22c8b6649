"""Tables by their header words: which line belongs to which column and row, wrapped cells joined."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.text.flow import Flow, Span
from extractors.text.layout import Cell, PageLayout, Row


@dataclass(frozen=True)
class TableRow:
    """Cells of one row by column name. ``group`` counts side-by-side halves of a table from 0."""

    cells: Mapping[str, Span]
    group: int = 0

    def text(self, column: str) -> str:
        span = self.cells.get(column)
        return "" if span is None else span.text.strip()


@dataclass(frozen=True)
class Table:
    """Rows of a table under its header. ``columns`` in order from the left, repeats included."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    header: Row
    after: int  # index of the first row of the page behind the table


@dataclass
class _Column:
    name: str
    group: int
    left: float
    right: float

    @property
    def center(self) -> float:
        return (self.left + self.right) / 2


def _header_columns(row: Row, wanted: Mapping[str, Sequence[str]]) -> list[_Column]:
    columns: list[_Column] = []
    seen: dict[str, int] = {}
    for cell in row.cells:
        text = re.sub(r"\s", "", cell.text)
        name = next((n for n, words in wanted.items() if any(re.fullmatch(w, text) for w in words)), "")
        group = 0
        if name:
            group = seen.get(name, 0)
            seen[name] = group + 1
        else:
            group = max(seen.values(), default=1) - 1
        columns.append(_Column(name, group, cell.box.left, cell.box.right))
    return columns


def find_table(
    page: PageLayout, wanted: Mapping[str, Sequence[str]], *, need: int = 2, anchor: Sequence[str] = ()
) -> Table | None:
    """The first table whose header holds at least ``need`` different wanted columns.

    ``wanted`` maps column names to patterns of their header words. ``anchor`` names the columns
    that have one value per row (number, hours): other lines join the nearest anchored row.
    """
    for index, row in enumerate(page.rows):
        columns = _header_columns(row, wanted)
        if len({c.name for c in columns if c.name}) >= need:
            return _body(page, index, columns, anchor)
    return None


def _body(page: PageLayout, index: int, columns: list[_Column], anchor: Sequence[str]) -> Table:
    header = page.rows[index]
    _widen(page, header, columns)
    placed: list[tuple[Cell, _Column, float]] = []
    end = len(page.rows)
    for number in range(index + 1, len(page.rows)):
        row = page.rows[number]
        if _leaves(row, columns, page):
            end = number
            break
        for cell in row.cells:
            column = min(columns, key=lambda c: _distance(c, cell))
            placed.append((cell, column, page.level(cell.box)))
            if len(cell.text) <= 4 or column.right - column.left < cell.box.width:
                # Follow the column down a photographed page.
                shift = 0.3 * (cell.box.center[0] - column.center)
                if abs(shift) < 0.5 * cell.height:
                    column.left, column.right = column.left + shift, column.right + shift
    rows: list[TableRow] = []
    for group in sorted({c.group for c in columns}):
        mine = [(cell, col.name, y) for cell, col, y in placed if col.group == group and col.name]
        rows.extend(_rows_of(mine, anchor, group))
    return Table(tuple(c.name for c in columns), tuple(rows), header, end)


def _widen(page: PageLayout, header: Row, columns: list[_Column]) -> None:
    """Use ruled cells where the page has them: a column is as wide as its header cell."""
    for column, cell in zip(columns, header.cells, strict=True):
        if page.vertical:
            continue
        x, y = cell.line.place.box.center
        ruled = [box for box in page.page.cells if box.contains(x, y)]
        if ruled:
            box = min(ruled, key=lambda b: b.width * b.height)
            if box.width < 0.8 * page.extent.width:
                column.left, column.right = box.left, box.right


def _distance(column: _Column, cell: Cell) -> float:
    overlap = min(column.right, cell.box.right) - max(column.left, cell.box.left)
    share = max(0.0, overlap) / max(1.0, min(column.right - column.left, cell.box.width))
    return abs(column.center - cell.box.center[0]) * (1.0 - 0.8 * share)


def _leaves(row: Row, columns: list[_Column], page: PageLayout) -> bool:
    """Whether a row is no longer part of the table: one long line across several columns, or a signature."""
    if len(row.cells) > 2 or len(columns) < 3:
        return False
    cell = max(row.cells, key=lambda c: c.box.width)
    crossed = sum(1 for c in columns if c.left < cell.box.right and cell.box.left < c.right)
    ending = re.search(r"[:：]|\(盖章\)|特此|扫描|说明|注:|年\d{1,2}月\d{1,2}日$", row.text)
    return (crossed >= 3 and len(cell.text) > 12) or bool(ending and len(row.cells) <= 2 and len(cell.text) > 5)


def _rows_of(cells: list[tuple[Cell, str, float]], anchor: Sequence[str], group: int) -> list[TableRow]:
    if not cells:
        return []
    names = [n for n in anchor if any(name == n for _, name, _ in cells)]
    if names:
        best = max(names, key=lambda n: sum(1 for _, name, _ in cells if name == n))
        levels = sorted(y for _, name, y in cells if name == best)
    else:
        levels = []
        for cell, _, y in sorted(cells, key=lambda c: c[2]):
            if not levels or y - levels[-1] > 0.8 * cell.height:
                levels.append(y)
    merged: list[dict[str, list[tuple[float, Cell]]]] = [{} for _ in levels]
    for cell, name, y in cells:
        nearest = min(range(len(levels)), key=lambda i: abs(levels[i] - y))
        merged[nearest].setdefault(name, []).append((y, cell))
    rows = []
    for row in merged:
        spans = {
            name: Flow.joined(cell.flow for _, cell in sorted(found, key=lambda f: (round(f[0]), f[1].box.left))).whole
            for name, found in row.items()
        }
        rows.append(TableRow(spans, group))
    return rows
