"""Activities of a year in a table whose headings nobody listed: told by what its rows hold.

Every such row names something learned, has a day and a figure of hours. Which column is which is told by the sum of the
figures, printed elsewhere on the paper, or by a heading that speaks of hours; the title is the longest text that is no
body's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.place import Box
from extractors.text.dates import find_ranges
from extractors.text.document import Document
from extractors.text.layout import Cell, PageLayout
from extractors.text.layout import Row as LayoutRow
from extractors.text.numbers import number
from extractors.text.organisations import is_organisation
from extractors.text.patterns import compiled
from extractors.text.role_words import is_some_label
from extractors.text.sheet_heading import Piece
from extractors.text.sheets import Row

_FIGURE = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)(?:个)?(?:学时|课时|学分|分|节)?")
_HOURS_HEAD = re.compile(r"[学课]时|学分|折[算合]")
_LEAST_ROWS, _LEAST_TITLE = 2, 4
#: Most rows that hold none of it between two that do (wrapped lines), and most hours of one activity.
_BETWEEN, _MOST_HOURS = 1, 400


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row of the table: its cells by what they hold."""

    index: int
    days: tuple[Cell, ...]
    figures: tuple[Cell, ...]
    words: tuple[Cell, ...]


def unlisted_rows(document: Document) -> list[Row] | None:
    """Rows with ``what``, ``when``, ``until`` and ``hours``; None where no table on the paper is one of activities."""
    found: list[Row] = []
    for page in document.pages:
        for run in _runs([entry for i, row in enumerate(page.rows) if (entry := _entry(i, row)) is not None]):
            found += _rows(page, run) or []
    return found if len(found) >= _LEAST_ROWS else None


def _entry(index: int, row: LayoutRow) -> _Entry | None:
    days, figures, words = list[Cell](), list[Cell](), list[Cell]()
    for cell in row.cells:
        text = cell.text.strip()
        if _is_time(text):
            days.append(cell)
        elif _FIGURE.fullmatch(text):
            figures.append(cell)
        elif (
            len(compiled(r"[\u4e00-\u9fff]").findall(text)) >= _LEAST_TITLE
            and ":" not in text
            and not is_some_label(text)
        ):
            words.append(cell)
    return _Entry(index, tuple(days), tuple(figures), tuple(words)) if days and figures and words else None


def _is_time(text: str) -> bool:
    """Whether a cell holds days and next to nothing else."""
    times = [one for one in find_ranges(text) if one.first.day is not None]
    return bool(times) and len(text) - sum(one.end - one.start for one in times) < _LEAST_TITLE


def _runs(entries: Sequence[_Entry]) -> list[list[_Entry]]:
    runs: list[list[_Entry]] = []
    for entry in entries:
        if runs and entry.index - runs[-1][-1].index <= 1 + _BETWEEN:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return [run for run in runs if len(run) >= _LEAST_ROWS]


def _rows(page: PageLayout, run: Sequence[_Entry]) -> list[Row] | None:
    titles = _titles(_columns([entry.words for entry in run]))
    hours = _hours(page, run, _columns([entry.figures for entry in run]))
    days = _columns([entry.days for entry in run])
    if titles is None or hours is None or not 1 <= len(days) <= 2:
        return None
    made = []
    for at in range(len(run)):
        cells = {"what": (titles[at],), "hours": (hours[at],), "when": (days[0][at],)}
        if len(days) == 2:
            cells["until"] = (days[1][at],)
        box = Box.around(cell.box for held in cells.values() for cell in held)
        pieces = {role: tuple(map(_piece, held)) for role, held in cells.items()}
        made.append(Row(page.page.number, 0, pieces, box, {}))
    return made


def _piece(cell: Cell) -> Piece:
    spots = [spot[1] for spot in cell.flow.origin if spot is not None]
    return Piece(cell.line, min(spots), max(spots) + 1)


def _columns(rows: Sequence[tuple[Cell, ...]]) -> list[list[Cell]]:
    """Cells of the columns every row has, left to right: those that overlap the first row's from side to side."""
    columns = []
    for first in rows[0]:
        column = [first]
        for cells in rows[1:]:
            below = [cell for cell in cells if _over(cell, first)]
            if len(below) != 1:
                break
            column.append(below[0])
        if len(column) == len(rows):
            columns.append(column)
    return columns


def _over(one: Cell, other: Cell) -> bool:
    return min(one.box.right, other.box.right) > max(one.box.left, other.box.left)


def _titles(columns: Sequence[Sequence[Cell]]) -> Sequence[Cell] | None:
    named = [column for column in columns if sum(is_organisation(cell.text) for cell in column) * 2 < len(column)]
    varied = [column for column in named if len({cell.text for cell in column}) > 1]
    return max(varied, key=lambda column: sum(len(cell.text) for cell in column), default=None)


def _hours(page: PageLayout, run: Sequence[_Entry], columns: Sequence[Sequence[Cell]]) -> Sequence[Cell] | None:
    own = {entry.index for entry in run}
    printed = {
        float(text)
        for i, row in enumerate(page.rows)
        if i not in own
        for text in compiled(r"(?<![\d.])\d{1,4}(?:\.\d{1,2})?(?![\d.])").findall(row.flow.text)
    }
    fit = [column for column in columns if all(_value(cell) <= _MOST_HOURS for cell in column)]
    summed = [column for column in fit if sum(map(_value, column)) in printed and not _counted(column)]
    if len(summed) == 1:
        return summed[0]
    head = [cell for row in page.rows[max(0, run[0].index - 2) : run[0].index] for cell in row.cells]
    headed = [
        column for column in fit if any(_HOURS_HEAD.search(cell.text) and _over(cell, column[0]) for cell in head)
    ]
    return headed[0] if len(headed) == 1 and not _counted(headed[0]) else None


def _counted(column: Sequence[Cell]) -> bool:
    """Whether a column numbers its rows."""
    return [_value(cell) for cell in column] == [_value(column[0]) + i for i in range(len(column))]


def _value(cell: Cell) -> float:
    match = _FIGURE.fullmatch(cell.text.strip())
    value = number(match.group(1)) if match is not None else None
    return float(value) if value is not None else float("inf")
