"""A filled form back to its data: labels found wherever they stand, tables by their header, faults by cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from openpyxl.utils import get_column_letter

from claims.forms import cells
from claims.forms.faults import BadSheet, CellFault
from claims.forms.grid import Grid, load
from claims.forms.parts import Field, Form, Line, Note, Table

_HEAD_ROOM = 60  # rows of fields and notes a form may have beside its table


def read_form(form: Form, data: bytes) -> dict[str, Any]:
    """Field names to values, table names to tuples of rows (each with ``_row``, its row number in the sheet).

    Raises ``BadSheet`` with every fault that was found, by cell.
    """
    limit = max((table.limit for table in form.tables), default=0) + _HEAD_ROOM
    grids = load(data, most_rows=limit)
    grid = next((one for one in grids if any(_is(value, form.title) for value in _values(one))), grids[0])
    faults: list[CellFault] = []
    found: dict[str, Any] = {}
    headers = {table.name: _header(grid, table) for table in form.tables}
    tops = [row for row in headers.values() if row is not None]
    for field in form.fields.values():
        found[field.name] = _labelled(grid, field, faults, before=None)
    for table in form.tables:
        top = headers[table.name]
        if top is None:
            faults.append(_no_header(grid, table))
            continue
        later = min((row for row in tops if row > top), default=None)
        found[table.name] = _rows(grid, form, table, top, later, faults)
    if faults:
        raise BadSheet(faults)
    return found


def normal(value: object) -> str:
    """Text for comparing labels: NFKC, no blanks, no colon at the end."""
    text = unicodedata.normalize("NFKC", str(value))
    return re.sub(r"\s+", "", text).rstrip(":：")


def _is(value: object, label: str) -> bool:
    return normal(value) == normal(label)


def _values(grid: Grid) -> list[Any]:
    return [value for row in grid.rows.values() for value in row.values()]


def _labelled(grid: Grid, field: Field, faults: list[CellFault], *, before: int | None) -> Any:
    for row in sorted(grid.rows):
        for column, value in sorted(grid.rows[row].items()):
            if not isinstance(value, str) or not _is(value, field.label):
                continue
            at = grid.span(row, column)[3] + 1
            if (row, at) in grid.formulas:
                faults.append(_formula(grid, field, row, at))
                return None
            try:
                return cells.read(field, grid.cell(row, at))
            except cells.Unfit as unfit:
                faults.append(grid.fault(unfit.code, row, at, unfit.what, unfit.fix))
                return None
    if field.required:
        faults.append(
            CellFault(
                "sheet.label_missing",
                grid.name,
                "",
                f"找不到“{field.label}”这一栏。",
                "请使用下载的空表填写，不要改动栏目名称。",
            )
        )
    return None


def _header(grid: Grid, table: Table) -> int | None:
    """The row that holds most of the table's headers (at least half)."""
    wanted = {normal(column.label) for column in table.columns}
    best: tuple[int, int] | None = None
    for row in sorted(grid.rows):
        hits = len({normal(value) for value in grid.rows[row].values()} & wanted)
        if hits * 2 >= len(wanted) and (best is None or hits > best[0]):
            best = (hits, row)
    return best[1] if best else None


def _no_header(grid: Grid, table: Table) -> CellFault:
    names = "、".join(column.label for column in table.columns)
    return CellFault(
        "sheet.header", grid.name, "A1", "找不到表头。", f"表头应为一行，依次是：{names}。请使用下载的空表填写。"
    )


def _rows(
    grid: Grid, form: Form, table: Table, top: int, later: int | None, faults: list[CellFault]
) -> tuple[dict[str, Any], ...]:
    wrong = _wrong_headers(grid, table, top)
    if wrong:
        faults += wrong
        return ()
    rows: list[dict[str, Any]] = []
    ends = {normal(block.text)[:12] for block in form.blocks if isinstance(block, Note)}
    ends |= {normal(one.label) for block in form.blocks if isinstance(block, Line) for one in block.fields}
    first_of: dict[Any, int] = {}
    for number in sorted(row for row in grid.rows if row > top and (later is None or row < later)):
        held = grid.rows[number]
        first = min(held)
        text = normal(held[first])
        if first == 1 and text and any(text == end or (len(end) >= 12 and text.startswith(end)) for end in ends):
            break  # what the form prints below its table
        if set(held) <= {1} and table.columns[0].name == "number":
            continue  # a row that was only numbered
        row = _row(grid, table, number, faults)
        if row is None:
            continue
        if table.unique and row.get(table.unique) is not None:
            key = row[table.unique]
            if key in first_of:
                column = [one.name for one in table.columns].index(table.unique) + 1
                label = table.columns[column - 1].label
                faults.append(
                    grid.fault(
                        "sheet.duplicate",
                        number,
                        column,
                        f"“{label}”与第 {first_of[key]} 行相同，同一人（项）出现了两次。",
                        "请删去重复的一行。",
                    )
                )
            first_of.setdefault(key, number)
        rows.append(row | {"_row": number})
    if len(rows) > table.limit:
        what = f"数据超过 {table.limit} 行。"
        faults.append(grid.fault("sheet.too_many_rows", rows[table.limit]["_row"], 1, what, "请分成几份上传。"))
    if len(rows) < table.least and not faults:
        faults.append(grid.fault("sheet.empty", top + 1, 1, "表里没有数据。", "请填写后再上传。"))
    return tuple(rows)


def _wrong_headers(grid: Grid, table: Table, top: int) -> list[CellFault]:
    faults = []
    for at, field in enumerate(table.columns, 1):
        value = grid.cell(top, at)
        if value is None or not _is(value, field.label):
            got = "空白" if value is None else f"“{str(value)[:20]}”"
            faults.append(
                grid.fault(
                    "sheet.header",
                    top,
                    at,
                    f"第 {at} 列的表头应为“{field.label}”，现为{got}。",
                    "请恢复表头和列的次序。",
                )
            )
    extra = [column for column in grid.rows[top] if column > len(table.columns)]
    faults += [
        grid.fault("sheet.header", top, column, f"多出一列“{str(grid.cell(top, column))[:20]}”。", "请删去这一列。")
        for column in extra
    ]
    return faults


def _row(grid: Grid, table: Table, number: int, faults: list[CellFault]) -> dict[str, Any] | None:
    row: dict[str, Any] = {}
    bad = False
    for at, field in enumerate(table.columns, 1):
        span = grid.span(number, at)
        last = len(table.columns)
        if span[0] != span[2] or (span[1] != span[3] and not (at == last and span[1] == last)):
            if (number, at) == (span[0], span[1]):
                where = f"{get_column_letter(span[1])}{span[0]}:{get_column_letter(span[3])}{span[2]}"
                faults.append(
                    grid.fault("sheet.merged", number, at, f"{where} 是合并单元格。", "请取消合并，每行每格单独填写。")
                )
            bad = True
            continue
        if (number, at) in grid.formulas:
            faults.append(_formula(grid, field, number, at))
            bad = True
            continue
        try:
            row[field.name] = cells.read(field, grid.cell(number, at))
        except cells.Unfit as unfit:
            faults.append(grid.fault(unfit.code, number, at, unfit.what, unfit.fix))
            bad = True
    return None if bad else row


def _formula(grid: Grid, field: Field, row: int, column: int) -> CellFault:
    return grid.fault(
        "sheet.formula", row, column, f"“{field.label}”这一格是公式。", "请复制后用“选择性粘贴—数值”改成固定的值。"
    )


def same(form: Form, data: Mapping[str, Any]) -> dict[str, Any]:
    """``data`` as reading the form back gives it, for comparing: unknown names dropped, blanks None."""
    found: dict[str, Any] = {name: data.get(name) for name in form.fields}
    for table in form.tables:
        found[table.name] = tuple(
            {column.name: row.get(column.name) for column in table.columns} for row in data.get(table.name) or ()
        )
    return found
