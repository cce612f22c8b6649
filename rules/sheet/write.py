"""A policy as a spreadsheet an office can edit: drop-downs, guarded cells, the file itself tucked in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from rules.sheet.tables import SHEETS, Column, options, tables_of

#: Sheets that only the program reads.
ORIGINAL, OPTIONS = "原文件", "选项"
CHUNK = 30_000
#: Empty rows left open below each table.
_SPARE = 30
_GREY = PatternFill("solid", fgColor="E7E6E6")
_HEAD = PatternFill("solid", fgColor="D9E2F3")
_HELP = (
    "白色格可以修改，灰色格受保护；带下拉箭头的格只能选列出的值。",
    "学时、分段、上限等数字在“标准”“上限”“年度要求”中；改一个数字后，请同时改“例子”中的应得学时。",
    "新增途径：在“途径”末行写编号和内容，再在“标准”“要素”“例子”末行写同一编号的各行。",
    "条件规则（例如专业不一致不计）留在 TOML 文件中，读回时原样保留。",
    "改好后：hourproof policies read-sheet 本文件.xlsx --out 新文件.toml，再用 hourproof policies check 检查。",
)


def write_sheet(text: str) -> bytes:
    """The .xlsx of a policy file's ``text`` (which must be sound: ``rules.check`` first)."""
    data = tomllib.loads(text)
    book = Workbook()
    cover = book.active
    assert isinstance(cover, Worksheet)
    cover.title = "说明"
    for line in (data["title"], data["document"], *_HELP):
        cover.append([line])
    cover.column_dimensions["A"].width = 100
    cover.protection.enable()
    ranges = _options(book, data)
    for name, cells in tables_of(data).items():
        _table(book.create_sheet(name), SHEETS[name], cells, ranges)
    _original(book, text)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _table(sheet: Worksheet, columns: tuple[Column, ...], rows: list[list[Any]], ranges: Mapping[str, str]) -> None:
    for at, column in enumerate(columns, 1):
        head = sheet.cell(1, at)
        _put(head, column.title)
        head.font, head.fill = Font(bold=True), _HEAD
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    for number, row in enumerate(rows, 2):
        for at, (column, value) in enumerate(zip(columns, row, strict=True), 1):
            cell = sheet.cell(number, at)
            _put(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.protection = Protection(locked=column.guarded)
            if column.guarded:
                cell.fill = _GREY
    last = len(rows) + 1 + _SPARE
    for number in range(len(rows) + 2, last + 1):
        for at in range(1, len(columns) + 1):
            sheet.cell(number, at).protection = Protection(locked=False)
    for at, column in enumerate(columns, 1):
        letter = get_column_letter(at)
        if column.choices:
            _validate(sheet, DataValidation("list", formula1=ranges[column.choices]), f"{letter}2:{letter}{last}")
        elif column.figure:
            limits = DataValidation("decimal", operator="greaterThanOrEqual", formula1="0")
            _validate(sheet, limits, f"{letter}2:{letter}{last}")
    sheet.freeze_panes = "B2"
    sheet.protection.enable()
    sheet.protection.formatColumns = sheet.protection.formatRows = False


def _validate(sheet: Worksheet, rule: DataValidation, cells: str) -> None:
    rule.allow_blank, rule.showErrorMessage = True, True
    rule.errorTitle, rule.error = "不能填这个值", "请从下拉列表中选择，或填不小于 0 的数字。"
    sheet.add_data_validation(rule)
    rule.add(cells)


def _put(cell: Any, value: Any) -> None:
    assert isinstance(cell, Cell)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula, whatever the text begins with


def _options(book: Workbook, data: Mapping[str, Any]) -> dict[str, str]:
    sheet = book.create_sheet(OPTIONS)
    sheet.sheet_state = "hidden"
    ranges = {}
    for at, (name, values) in enumerate(options(data).items(), 1):
        for number, value in enumerate(values, 1):
            _put(sheet.cell(number, at), value)
        letter = get_column_letter(at)
        ranges[name] = f"'{OPTIONS}'!${letter}$1:${letter}${len(values)}"
    return ranges


def _original(book: Workbook, text: str) -> None:
    sheet = book.create_sheet(ORIGINAL)
    sheet.sheet_state = "veryHidden"
    sheet.protection.enable()
    for number, start in enumerate(range(0, len(text), CHUNK), 1):
        # A mark before each piece keeps blanks at its start and never makes a formula of it.
        _put(sheet.cell(number, 1), "|" + text[start : start + CHUNK] + "|")
