"""An uploaded spreadsheet as a grid of values, under limits. Formulas and merged cells are kept apart, never run.

The file is untrusted: its size, its unpacked size and its rows are bounded before anything is built
in memory, and XML that declares entities is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO, Any
from xml.parsers import expat

from openpyxl import load_workbook
from openpyxl.utils import coordinate_to_tuple, get_column_letter, range_boundaries

from claims.forms.faults import BadSheet, CellFault

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_COLUMNS = 200
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_CHUNK = 1 << 20

Value = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Grid:
    """One worksheet. ``rows`` maps row number (from 1) to ``{column: value}``; empty rows are left out.

    ``formulas`` are the cells that hold one; ``merged`` maps every cell of a merged range to its range.
    """

    name: str
    rows: Mapping[int, Mapping[int, Any]]
    formulas: frozenset[tuple[int, int]]
    ranges: tuple[tuple[int, int, int, int], ...]  # first row, first column, last row, last column

    def cell(self, row: int, column: int) -> Any:
        return self.rows.get(row, {}).get(column)

    def span(self, row: int, column: int) -> tuple[int, int, int, int]:
        """The merged range the cell stands in, or itself."""
        for one in self.ranges:
            if one[0] <= row <= one[2] and one[1] <= column <= one[3]:
                return one
        return row, column, row, column

    def fault(self, code: str, row: int, column: int, what: str, fix: str) -> CellFault:
        return CellFault(code, self.name, f"{get_column_letter(column)}{row}", what, fix)


def load(data: bytes, *, most_rows: int) -> tuple[Grid, ...]:
    """All visible worksheets. Raises ``BadSheet`` for what is no usable workbook or is too large."""
    usable(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    except Exception as error:  # openpyxl raises whatever a broken part provokes
        raise _whole(
            "sheet.unreadable", "文件打不开，可能已损坏。", "请用 Excel 或 WPS 打开后另存为 .xlsx。"
        ) from error
    try:
        grids = []
        for page in book.worksheets:
            if page.sheet_state != "visible":
                continue
            path = str(getattr(page, "_worksheet_path", ""))
            grids.append(_grid(page, _merges(data, path), most_rows))
        if not grids:
            raise _whole("sheet.empty", "文件里没有可见的工作表。", "请检查后重新上传。")
        return tuple(grids)
    except BadSheet:
        raise
    except Exception as error:
        raise _whole(
            "sheet.unreadable", "工作表内容有误，读不出来。", "请用 Excel 或 WPS 另存为 .xlsx 再试。"
        ) from error
    finally:
        book.close()


def usable(data: bytes, *, most_unpacked: int = MOST_UNPACKED) -> None:
    """Refuse what must not even be opened as a workbook: too large, no workbook, macros, declared document types.

    Raises ``BadSheet``. ``most_unpacked`` is in bytes, all parts together.
    """
    if len(data) > MOST_BYTES:
        raise _whole("sheet.too_large", f"文件超过 {MOST_BYTES // 1024 // 1024} MB。", "请分成几份上传。")
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise _whole(
            "sheet.old_format", "这是旧版 .xls 文件，或加了密码的文件。", "请另存为不带密码的 .xlsx 后再上传。"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names:
                raise _whole("sheet.not_excel", "这不是 Excel 工作簿。", "请上传 .xlsx 文件。")
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise _whole("sheet.macros", "文件里有宏。", "请另存为不带宏的 .xlsx 后再上传。")
            if len(parts) > 2000 or sum(part.file_size for part in parts) > most_unpacked:
                raise _whole("sheet.too_large", "文件解开后太大。", "请删除多余的工作表和图片，或分成几份。")
            for part in parts:
                with archive.open(part) as inner:
                    if _declares_a_type(inner):
                        raise _whole("sheet.unreadable", "文件含有不允许的声明。", "请另存为 .xlsx 再试。")
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as error:
        raise _whole("sheet.not_excel", "这不是 Excel 工作簿，或已损坏。", "请上传 .xlsx 文件。") from error


class _Known(Exception):
    """Whether the part declares a document type is known; the rest of it need not be read."""


def _declares_a_type(part: IO[bytes]) -> bool:
    """Whether XML declares a document type, in any encoding, however far down, whatever the part is called.

    Entities can only be declared there. A part that is no XML declares none.
    """
    found: list[bool] = []

    def told(answer: bool) -> None:
        found.append(answer)
        raise _Known

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: told(True)
    parser.StartElementHandler = lambda *_: told(False)
    try:
        for chunk in _chunks(part):
            parser.Parse(chunk, False)
    except (_Known, expat.ExpatError, ValueError):
        pass
    return any(found)


def _merges(data: bytes, path: str) -> tuple[tuple[int, int, int, int], ...]:
    found: list[tuple[int, int, int, int]] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = path.lstrip("/")
        if name not in archive.namelist():
            return ()
        with archive.open(name) as part:
            before = b""
            for chunk in _chunks(part):
                text = before + chunk
                end = 0
                for match in _MERGE.finditer(text):
                    first_column, first_row, last_column, last_row = range_boundaries(match[1].decode())
                    found.append(
                        (int(first_row or 1), int(first_column or 1), int(last_row or 1), int(last_column or 1))
                    )
                    end = match.end()
                before = text[max(end, len(text) - 400) :]
    return tuple(found)


def _chunks(part: Any) -> Iterator[bytes]:
    while chunk := part.read(_CHUNK):
        yield chunk


def _grid(page: Any, ranges: tuple[tuple[int, int, int, int], ...], most_rows: int) -> Grid:
    rows: dict[int, dict[int, Any]] = {}
    formulas: set[tuple[int, int]] = set()
    page.reset_dimensions()
    for row in page.iter_rows(max_col=MOST_COLUMNS):
        held: dict[int, Any] = {}
        number = 0
        for cell in row:
            value = cell.value
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            number = int(cell.row)
            column = int(cell.column)
            if cell.data_type == "f":
                formulas.add((number, column))
            held[column] = value
        if held:
            rows[number] = held
            if len(rows) > most_rows:
                what = f"数据超过 {most_rows} 行。"
                raise BadSheet([CellFault("sheet.too_many_rows", page.title, f"A{number}", what, "请分成几份上传。")])
    return Grid(str(page.title), rows, frozenset(formulas), ranges)


def _whole(code: str, what: str, fix: str) -> BadSheet:
    return BadSheet([CellFault(code, "", "", what, fix)])


def position(cell: str) -> tuple[int, int]:
    """``(row, column)`` of ``C5``."""
    row, column = coordinate_to_tuple(cell)
    return row, column
