"""A form with its data laid out on a grid: one layout for the Excel file and the print page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from claims.forms.cells import written
from claims.forms.parts import Box, Field, Form, Line, Note, Sheet, Table


def lay_out(form: Form, data: Mapping[str, Any]) -> Sheet:
    """``data``: field names to values, table names to lists of rows. Missing values stay blank."""
    columns, widths = form.grid_columns, _widths(form)
    boxes: list[Box] = [Box(1, 1, form.title, "title", columns)]
    row, head_row = 2, None
    for block in form.blocks:
        if isinstance(block, Note):
            lines = max(1, -(-len(block.text) // 60))
            boxes.append(Box(row, 1, block.text, "centred" if block.centred else "note", columns, height=lines))
            row += 1
        elif isinstance(block, Line):
            boxes += _line(block, data, row, widths)
            row += 1
        else:
            head_row = head_row or row
            made = _table(block, data.get(block.name) or (), row, columns)
            boxes += made
            row = max(box.row for box in made) + 1
    return Sheet(form.title, tuple(boxes), widths, form.landscape, head_row, _by_row(boxes))


#: Characters a label wants before it wraps.
_LABEL = 11


def _line(line: Line, data: Mapping[str, Any], row: int, widths: Sequence[int]) -> list[Box]:
    """Labels and fields share the width evenly; a label takes as many columns as its words want."""
    boxes: list[Box] = []
    height = max(field.height for field in line.fields)
    at = 1
    for number, field in enumerate(line.fields, 1):
        end = _end(widths, at, number, len(line.fields))
        label = 1
        while sum(widths[at - 1 : at - 1 + label]) < _LABEL and at + label < end:
            label += 1
        boxes.append(Box(row, at, field.label, "label", label, height=height))
        boxes.append(_field(field, data.get(field.name), row, at + label, max(1, end - at - label + 1), height))
        at = end + 1
    return boxes


def _end(widths: Sequence[int], at: int, number: int, count: int) -> int:
    """Last column of the ``number``-th of ``count`` fields: nearest to its share of the width, with room for both."""
    last = len(widths)
    if number == count:
        return last
    wanted = sum(widths) * number / count
    nearest = min(range(1, last + 1), key=lambda column: abs(sum(widths[:column]) - wanted))
    label = 1
    while sum(widths[at - 1 : at - 1 + label]) < _LABEL:
        label += 1
    return max(at, min(max(nearest, at + label), last - 2 * (count - number)))


def _field(field: Field, value: Any, row: int, column: int, columns: int, height: int) -> Box:
    shown = written(field, value)
    return Box(row, column, shown, "field", columns, height=height, date=field.type == "date")


def _table(table: Table, rows: Any, row: int, columns: int) -> list[Box]:
    last = len(table.columns)
    boxes = [
        Box(row, at, field.label, "head", columns - last + 1 if at == last else 1, height=2)
        for at, field in enumerate(table.columns, 1)
    ]
    filled = [*rows, *({} for _ in range(max(0, table.blank_rows - len(rows))))]
    for one in filled:
        row += 1
        for at, field in enumerate(table.columns, 1):
            figure = field.type in ("number", "count")
            box = Box(row, at, written(field, one.get(field.name)), "figure" if figure else "cell")
            boxes.append(replace(box, columns=columns - last + 1 if at == last else 1, date=field.type == "date"))
    return boxes


def _widths(form: Form) -> tuple[int, ...]:
    if not form.tables:
        return (14, *([24] * (form.columns - 1))) if form.columns < 4 else (14, 24, 14, 24)[: form.columns]
    widest = max(form.tables, key=lambda table: len(table.columns))
    return tuple(field.width for field in widest.columns)


def _by_row(boxes: list[Box]) -> tuple[tuple[Box, ...], ...]:
    rows: dict[int, list[Box]] = defaultdict(list)
    for box in boxes:
        rows[box.row].append(box)
    return tuple(tuple(sorted(rows[row], key=lambda box: box.column)) for row in sorted(rows))
