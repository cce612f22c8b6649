"""The first column of a page whose text runs in several: rows there join what stands side by side by chance."""

from __future__ import annotations

import re

from extractors.text.layout import PageLayout, Row

#: Letters from which a cell is running text, cells that make a column, and how far from one another their left edges
#: may be (in letters: the first line of a paragraph is set in by two).
_RUNNING, _SHOWN, _OFF = 10, 4, 3.0
_PLAIN = re.compile(r"^[\u4e00-\u9fff,。、;:“”《》()]+$")


def first_column(page: PageLayout) -> tuple[Row, ...]:
    """Rows of the page without what stands in its second and further columns; all rows of a page of one column.

    A row of one cell over the text, where it is set to the right, is none of a column.
    """
    gutter = _gutter(page)
    if gutter is None:
        return page.rows
    rows = []
    for row in page.rows:
        if len(row.cells) == 1 and (row.box.left < gutter or row.box.bottom <= _top(page, gutter)):
            rows.append(row)
        elif kept := tuple(cell for cell in row.cells if cell.box.right < gutter + page.writing):
            rows.append(Row(kept))
    return tuple(rows)


def _top(page: PageLayout, gutter: float) -> float:
    """Where the running text of the second column begins; what is set farther in, flush right, is none of it."""
    return min(
        cell.box.top
        for cell in page.cells
        if len(cell.text) >= _RUNNING
        and _PLAIN.match(cell.text)
        and gutter <= cell.box.left < gutter + _OFF * page.writing
    )


def _gutter(page: PageLayout) -> float | None:
    """Left edge of the second column of running text; None where there is one column only."""
    lefts = sorted(cell.box.left for cell in page.cells if len(cell.text) >= _RUNNING and _PLAIN.match(cell.text))
    columns: list[list[float]] = []
    for left in lefts:
        if columns and left - columns[-1][-1] < _OFF * page.writing:
            columns[-1].append(left)
        else:
            columns.append([left])
    begun = [column[0] for column in columns if len(column) >= _SHOWN]
    return begun[1] if len(begun) > 1 else None
