"""Whether the paper itself says where words begin and end: quotation marks around them, or a cell of their own."""

from __future__ import annotations

from extractors.text.document import Document
from extractors.text.flow import Span
from extractors.text.labels import REST
from extractors.text.layout import Cell, Row
from extractors.text.patterns import compiled
from extractors.text.role_words import is_some_label

#: Room between two rows, in heights of the writing, up to which the words of one may carry on in the other.
_NEAR = 0.9
#: The last word of a class carries one on over more room.
_FAR = 2.0


def bounded(span: Span, document: Document) -> bool:
    """Whether no letter more or less can be meant: quoted as a whole, or all of a cell that no other row carries on."""
    before, after = span.flow.text[: span.start], span.flow.text[span.end :]
    if compiled(r"[“《\"‘]$").search(before):
        return compiled(r"[”》\"’]").match(after) is not None
    for at, row in enumerate(document.rows):
        for index, cell in enumerate(row.cells):
            if cell.line in span.lines and cell.text.strip() == span.text.strip():
                near = (document.rows[i] for i in (at - 1, at + 1) if 0 <= i < len(document.rows))
                return not any(_carries_on(row, index, other) for other in near)
    return False


def _carries_on(row: Row, index: int, other: Row) -> bool:
    """Whether words over or under a cell may belong to it: close by, with no label of their own."""
    cell = row.cells[index]
    for at, one in enumerate(other.cells):
        beside = min(one.box.right, cell.box.right) - max(one.box.left, cell.box.left)
        room = max(one.box.top, cell.box.top) - min(one.box.bottom, cell.box.bottom)
        near = _FAR if one.box.top > cell.box.top and REST.fullmatch(one.text.strip()) else _NEAR
        if beside > 0 and room < near * cell.height and not _own(other, at, one):
            return True
    return False


def _own(row: Row, at: int, cell: Cell) -> bool:
    """Whether a cell is a label, or has one beside it."""
    beside = row.cells[at - 1].text if at else ""
    return any(is_some_label(text.strip(" :")) for text in (cell.text, beside)) or ":" in cell.text
