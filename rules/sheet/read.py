"""A spreadsheet back into a policy file: faults named by cell; unchanged rows keep their text to the byte."""

from __future__ import annotations

import copy
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from rules.evidence import EVIDENCE
from rules.policy import build
from rules.refusal import PolicyFault
from rules.shapes import SHAPES
from rules.sheet.paths import set_at, standard_keys
from rules.sheet.tables import (
    ALTERNATIVES,
    BY_VARIANT,
    FACT_TYPES,
    GROUPS,
    LEVELS,
    SHAPE_TITLES,
    SHEETS,
    YES,
    example_cells,
    fact_cells,
    tables_of,
)
from rules.sheet.toml_text import with_rows
from rules.sheet.write import ORIGINAL

_LARGEST = 20 * 2**20
_ID = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class CellFault:
    """``cell`` is such as ``途径!E5``; ``message`` says what is wrong and what to do."""

    cell: str
    message: str

    def __str__(self) -> str:
        return f"{self.cell}：{self.message}"


class SheetFault(ValueError):
    """The spreadsheet cannot be read back; every fault is listed."""

    def __init__(self, faults: list[CellFault]) -> None:
        super().__init__("；".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


@dataclass(slots=True)
class _Line:
    sheet: str
    number: int
    cells: list[Any]


@dataclass(slots=True)
class _Reader:
    data: Mapping[str, Any]
    lines: dict[str, list[_Line]]
    faults: list[CellFault] = field(default_factory=list)

    def fault(self, line: _Line, column: int, message: str) -> None:
        self.faults.append(CellFault(f"{line.sheet}!{get_column_letter(column + 1)}{line.number}", message))

    def pick(self, line: _Line, column: int, choices: Mapping[str, str]) -> str:
        """The key of a drop-down's title; a fault names what may be chosen."""
        title = line.cells[column]
        for key, one in choices.items():
            if one == title:
                return key
        shown = "、".join(choices.values())
        self.fault(line, column, f"“{title or ''}”不在可选范围，请选：{shown[:200]}。")
        return ""

    def figure(self, line: _Line, column: int, required: bool = False) -> Any:
        value = line.cells[column]
        if value is None:
            if required:
                self.fault(line, column, "不能为空，请填数字。")
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
            self.fault(line, column, f"“{value}”应为不小于 0 的数字。")
            return None
        return int(value) if float(value).is_integer() else value

    def text(self, line: _Line, column: int) -> str:
        value = line.cells[column]
        if not isinstance(value, str) or not value.strip():
            self.fault(line, column, "不能为空，请填文字。")
            return ""
        return value


def read_sheet(raw: bytes) -> str:
    """The TOML text a spreadsheet of ``write_sheet`` stands for. SheetFault names every cell that is wrong."""
    text, lines = _open(raw)
    data = tomllib.loads(text)
    reader = _Reader(data, lines)
    _guard(reader)
    pathways = _pathways(reader)
    caps = _caps(reader)
    minima = _minima(reader)
    if reader.faults:
        raise SheetFault(reader.faults)
    old = {row["id"]: at for at, row in enumerate(data["pathway"])}
    text = with_rows(text, "pathway", data["pathway"], [(old.get(row["id"]), row) for row in pathways])
    held = {row["id"]: at for at, row in enumerate(data.get("cap", ()))}
    text = with_rows(text, "cap", data.get("cap", ()), [(held.get(row["id"]), row) for row in caps])
    text = with_rows(text, "minimum", data["minimum"], list(enumerate(minima)))
    _sound(reader, text)
    return text


def _open(raw: bytes) -> tuple[str, dict[str, list[_Line]]]:
    if len(raw) > _LARGEST:
        raise SheetFault([CellFault("文件", "文件过大，不是由本系统导出的表格。")])
    try:
        # Read only: no pictures are opened, and cells come one row at a time.
        book = load_workbook(BytesIO(raw), read_only=True, keep_links=False)
        pieces = [row[0] for row in book[ORIGINAL].iter_rows(values_only=True)]
        text = "".join(str(piece)[1:-1] for piece in pieces if piece is not None)
        lines = {name: _lines(book[name], name) for name in SHEETS}
        tomllib.loads(text)
    except SheetFault:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises whatever a broken part provokes
        told = "不是由 hourproof policies sheet 导出的表格，或工作表已被删改，请重新导出。"
        raise SheetFault([CellFault("文件", told)]) from None
    return text, lines


def _lines(sheet: Any, name: str) -> list[_Line]:
    width = len(SHEETS[name])
    found, faults = [], []
    for number, row in enumerate(sheet.iter_rows(min_row=2, max_col=width), 2):
        for cell in row:
            if cell.data_type == "f":
                faults.append(CellFault(f"{name}!{cell.coordinate}", "不能是公式，请填值。"))
        cells = [cell.value for cell in row]
        if any(value not in (None, "") for value in cells):
            found.append(_Line(name, number, [None if value == "" else value for value in cells]))
    if faults:
        raise SheetFault(faults)
    return found


def _guard(reader: _Reader) -> None:
    """Rows whose guarded cells were changed or that are gone; a whole pathway may be taken out."""
    kept = {line.cells[0] for line in reader.lines["途径"]}
    for name, guarded in (("标准", 2), ("要素", 2), ("上限", 1)):
        there = {tuple(line.cells[:guarded]) for line in reader.lines[name]}
        for number, cells in enumerate(tables_of(reader.data)[name], 2):
            key = tuple(cells[:guarded])
            if key not in there and (name == "上限" or key[0] in kept):
                told = f"受保护的“{' '.join(map(str, key))}”一行被改动或删除，请恢复；不要的值留空。"
                reader.faults.append(CellFault(f"{name}!A{number}", told))


def _pathways(reader: _Reader) -> list[dict[str, Any]]:
    originals = {row["id"]: row for row in reader.data["pathway"]}
    found: dict[str, dict[str, Any]] = {}
    for line in reader.lines["途径"]:
        name = str(line.cells[0] or "")
        if not _ID.fullmatch(name):
            reader.fault(line, 0, f"编号“{name}”应为小写英文字母、数字和下划线。")
        elif name in found:
            reader.fault(line, 0, f"编号“{name}”重复。")
        else:
            fresh = {"id": name, "kinds": [], "facts": {}, "example": []}
            found[name] = _pathway(reader, line, copy.deepcopy(originals.get(name, fresh)))
    for sheet, apply in (("标准", _standard), ("要素", _fact)):
        for line in reader.lines[sheet]:
            row = found.get(str(line.cells[0]))
            if row is None:
                reader.fault(line, 0, f"“途径”中没有编号“{line.cells[0]}”。")
            else:
                apply(reader, line, row)
    _examples(reader, originals, found)
    return list(found.values())


def _pathway(reader: _Reader, line: _Line, row: dict[str, Any]) -> dict[str, Any]:
    row["title"], row["clause"], row["quote"] = (reader.text(line, column) for column in (1, 2, 3))
    row["subject"] = reader.pick(line, 4, reader.data["subjects"])
    if row.get("variant"):
        if line.cells[5] != BY_VARIANT:
            reader.fault(line, 5, f"本途径{BY_VARIANT}规定，形式请在 TOML 文件中修改。")
    else:
        shape = reader.pick(line, 5, SHAPE_TITLES)
        if shape != row.get("shape"):
            for key in standard_keys(row):
                del row[key]
            row["shape"] = shape
    years = reader.figure(line, 6)
    if years is not None:
        row["per_event_years"] = years
    else:
        row.pop("per_event_years", None)
    groups = []
    for group in range(GROUPS):
        first = 7 + group * ALTERNATIVES
        columns = [column for column in range(first, first + ALTERNATIVES) if line.cells[column] is not None]
        names = [reader.pick(line, column, EVIDENCE) for column in columns]
        if names:
            groups.append(names)
    row["evidence"] = groups
    return row


def _standard(reader: _Reader, line: _Line, row: dict[str, Any]) -> None:
    _, path, _, value = line.cells
    if path is None:
        reader.fault(line, 1, "请填位置，如 rate 或 bands[1].from。")
        return
    head = re.split(r"[.\[]", str(path))[0]
    shape = SHAPES.get(row.get("shape", ""))
    if head != "variant" and (shape is None or head not in shape.keys):
        return  # left over from the form the row had before
    original = next(
        (cells[3] for cells in tables_of_standard(reader.data, row["id"]) if cells[1] == path),
        None,
    )
    numeric = isinstance(original, (int, float)) and not isinstance(original, bool)
    if numeric and value is not None:
        value = reader.figure(line, 3)
    try:
        set_at(row, str(path), value)
    except ValueError as fault:
        reader.fault(line, 1, f"{fault}。")


def tables_of_standard(data: Mapping[str, Any], name: str) -> list[list[Any]]:
    """The original's rows of one pathway's standard."""
    one = [row for row in data["pathway"] if row["id"] == name]
    return tables_of({**data, "pathway": one})["标准"]


def _fact(reader: _Reader, line: _Line, row: dict[str, Any]) -> None:
    name = str(line.cells[1] or "")
    facts = row.setdefault("facts", {})
    if name in facts and fact_cells(facts[name]) == line.cells[2:]:
        return
    given: dict[str, Any] = dict(facts[name]) if isinstance(facts.get(name), Mapping) else {}
    given["type"] = reader.pick(line, 3, FACT_TYPES)
    given["title"] = reader.text(line, 2)
    most = reader.figure(line, 5)
    words = {}
    for part in filter(None, re.split("[；;]", str(line.cells[6] or ""))):
        word, _, title = part.partition("=")
        words[word.strip()] = title.strip() or word.strip()
    for key, value in (("required", line.cells[4] == YES or None), ("most", most), ("words", words or None)):
        if value is None:
            given.pop(key, None)
        else:
            given[key] = value
    if not name:
        reader.fault(line, 1, "请填要素的英文名。")
    facts[name] = given


def _examples(reader: _Reader, originals: Mapping[str, Any], found: dict[str, dict[str, Any]]) -> None:
    given: dict[str, list[dict[str, Any]]] = {name: [] for name in found}
    for line in reader.lines["例子"]:
        name = str(line.cells[0])
        if name not in given:
            reader.fault(line, 0, f"“途径”中没有编号“{name}”。")
            continue
        olds = originals.get(name, {}).get("example", ())
        same = next((one for one in olds if example_cells(one) == line.cells[1:]), None)
        given[name].append(dict(same) if same is not None else _example(reader, line))
    for name, examples in given.items():
        found[name]["example"] = examples


def _example(reader: _Reader, line: _Line) -> dict[str, Any]:
    example: dict[str, Any] = {"name": reader.text(line, 1)}
    if (year := reader.figure(line, 3)) is not None:
        example["year"] = year
    for column, key in ((4, "person"), (2, "given"), (5, "evidence"), (6, "expect")):
        cell = line.cells[column]
        if cell is None:
            if key in ("given", "expect"):
                reader.fault(line, column, '不能为空，写法如 {"days": 2}。')
            continue
        try:
            example[key] = json.loads(str(cell))
        except json.JSONDecodeError:
            reader.fault(line, column, f'“{str(cell)[:30]}”写法不对，应如 {{"days": 2}}。')
    return example


def _caps(reader: _Reader) -> list[dict[str, Any]]:
    originals = {row["id"]: row for row in reader.data.get("cap", ())}
    found = []
    for line in reader.lines["上限"]:
        row = copy.deepcopy(originals.get(line.cells[0], {"id": str(line.cells[0])}))
        row["says"], row["clause"] = reader.text(line, 1), reader.text(line, 2)
        row["hours"] = reader.figure(line, 3, required=True)
        names = [name.strip() for name in re.split("[；;]", str(line.cells[5] or "")) if name.strip()]
        for key, value in (("inside", line.cells[4]), ("pathways", names or None)):
            if value is None:
                row.pop(key, None)
            else:
                row[key] = value
        found.append(row)
    return found


def _minima(reader: _Reader) -> list[dict[str, Any]]:
    found = []
    subjects = {**reader.data["subjects"], "total": "合计"}
    originals = reader.data["minimum"]
    if len(reader.lines["年度要求"]) != len(originals):
        reader.faults.append(CellFault("年度要求!A2", "行数与导出时不同；增减最低学时请改 TOML 文件。"))
    for line, original in zip(reader.lines["年度要求"], originals, strict=False):
        row = dict(original)
        row["subject"] = reader.pick(line, 0, subjects)
        row["hours"] = reader.figure(line, 1, required=True)
        levels = [part for part in re.split("[；;]", str(line.cells[2] or "")) if part]
        if unknown := [part for part in levels if part not in LEVELS.values()]:
            reader.fault(line, 2, f"没有级别“{'、'.join(unknown)}”，可用：{'、'.join(LEVELS.values())}。")
        if levels:
            row["levels"] = [key for part in levels for key, title in LEVELS.items() if title == part]
        found.append(row)
    return found


def _sound(reader: _Reader, text: str) -> None:
    try:
        build(tomllib.loads(text), "0", file="sheet")
    except PolicyFault as fault:
        name = fault.row.removeprefix("pathway ")
        line = next((one for one in reader.lines["途径"] if one.cells[0] == name), None)
        cell = f"途径!A{line.number}" if line else fault.row
        raise SheetFault([CellFault(cell, f"不能使用：{fault.message}。")]) from fault
