"""Sheets to an Excel file. No cell can start a formula: every text is stored as text and marked as such."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from claims.forms.parts import Box, Sheet

#: Characters at the start of a text which some spreadsheet programs take for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

_EDGE = Side(style="thin", color="FF555555")
_BORDER = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_SHADE = PatternFill("solid", fgColor="FFEFF2F5")
_FONT = "宋体"
_LINE = 18.0  # points a line of text needs


def put(cell: Cell | MergedCell, value: object) -> None:
    """A value that stays what it is: text never becomes a formula, whatever it starts with."""
    if isinstance(cell, MergedCell):
        raise ValueError(f"{cell.coordinate} lies inside a merged range")
    if isinstance(value, str):
        cell.value = value
        cell.data_type = "s"
        if value.startswith(FORMULA_STARTS):
            cell.quotePrefix = True
        return
    cell.value = value  # type: ignore[assignment]


def book(sheets: Sequence[Sheet]) -> bytes:
    """The workbook, one worksheet a sheet, A4."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for sheet in sheets:
        _worksheet(made.create_sheet(_name(sheet.title, made.sheetnames)), sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _name(title: str, taken: Sequence[str]) -> str:
    """Excel allows 31 characters and none of ``[]:*?/\\``."""
    name = "".join("_" if char in "[]:*?/\\" else char for char in title)[:28] or "表"
    return name if name not in taken else f"{name}{len(taken) + 1}"


def _worksheet(page: Worksheet, sheet: Sheet) -> None:
    for at, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(at)].width = width
    heights: dict[int, float] = {}
    for box in sheet.boxes:
        _box(page, box)
        heights[box.row] = max(heights.get(box.row, 0.0), _height(box, sheet.widths))
    for row, height in heights.items():
        page.row_dimensions[row].height = height
    page.sheet_view.showGridLines = False
    page.page_setup.paperSize = 9  # A4
    page.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.print_options.horizontalCentered = True
    if sheet.head_row is not None:
        page.print_title_rows = f"{sheet.head_row}:{sheet.head_row}"


def _height(box: Box, widths: Sequence[int]) -> float:
    if box.style == "title":
        return 36.0
    room = sum(widths[box.column - 1 : box.column - 1 + box.columns]) or 10
    text = str(box.value or "")
    lines = sum(max(1, -(-_printed(line) // max(1, room - 1))) for line in text.split("\n"))
    return max(box.height, lines) * _LINE + 4


def _printed(text: str) -> int:
    """Width in characters of the default font; Chinese ones take two."""
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def _box(page: Worksheet, box: Box) -> None:
    cell = page.cell(box.row, box.column)
    put(cell, box.value)
    if box.columns > 1 or box.rows > 1:
        page.merge_cells(
            start_row=box.row,
            start_column=box.column,
            end_row=box.row + box.rows - 1,
            end_column=box.column + box.columns - 1,
        )
    bordered = box.style in ("label", "field", "head", "cell", "figure")
    if bordered:
        for row in range(box.row, box.row + box.rows):
            for column in range(box.column, box.column + box.columns):
                page.cell(row, column).border = _BORDER
    strong = box.style in ("title", "label", "head")
    cell.font = Font(name=_FONT, size=16 if box.style == "title" else 11, bold=box.style in ("title", "head"))
    if box.style in ("label", "head"):
        cell.fill = _SHADE
    across = {"figure": "right", "note": "left", "field": "left", "cell": "left", "plain": "left"}.get(box.style)
    cell.alignment = Alignment(
        horizontal="center" if strong or box.style == "centred" else across, vertical="center", wrap_text=True
    )
    if isinstance(box.value, date) or box.date:
        cell.number_format = "yyyy-mm-dd"
        cell.alignment = Alignment(horizontal="left", vertical="center")
    elif isinstance(box.value, str) or box.value is None:
        cell.number_format = "@" if bordered else "General"
