"""What offices really send: every fault of an import is told by its cell, and nothing at all is changed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from claims.forms.book import book
from claims.forms.faults import BadSheet
from claims.forms.grid import usable
from claims.forms.layout import lay_out
from claims.imports.sheets import SHEETS
from claims.store.tables import metadata
from tests.claims.conftest import CITY, UNIT, YEAR, Office

GOOD: dict[str, list[dict[str, Any]]] = {
    "units": [{"name": "甲院", "nature": "事业"}, {"name": UNIT, "municipal": True}],
    "people": [
        {"login": "p1", "name": "张三", "unit": UNIT, "level": "中级"},
        {"login": "p2", "name": "李四", "unit": UNIT, "level": "初级"},
    ],
    "hours": [
        {
            "login": "zheng",
            "name": "郑晓岚",
            "year": YEAR,
            "pathway": "public_course",
            "content": "公需课",
            "first": date(2023, 3, 1),
            "hours": 18,
            "record_no": "1",
        },
        {
            "login": "gao",
            "name": "高一鸣",
            "year": YEAR,
            "pathway": "public_course",
            "content": "公需课",
            "first": date(2023, 3, 1),
            "hours": 18,
            "record_no": "2",
        },
    ],
}
Change = Callable[[Worksheet], None]


def put(cell: str, value: Any) -> Change:
    def change(sheet: Worksheet) -> None:
        sheet[cell] = value

    return change


def merge(where: str) -> Change:
    return lambda sheet: sheet.merge_cells(where)


def twice(row: int, again: int) -> Change:
    def change(sheet: Worksheet) -> None:
        for cell in sheet[row]:
            sheet.cell(again, cell.column).value = cell.value

    return change


#: Sheet, what a hand did to it, where the fault is told, how. Rows: title, (note), header, then data.
CASES: list[tuple[str, Change, str, str]] = [
    ("units", merge("B4:C4"), "B4", "sheet.merged"),
    ("units", put("B2", "单位"), "B2", "sheet.header"),
    ("units", put("B4", "=B3"), "B4", "sheet.formula"),
    ("units", put("F4", "也许"), "F4", "sheet.word"),
    ("units", twice(3, 4), "B4", "sheet.duplicate"),
    ("units", put("B3", None), "B3", "sheet.missing"),
    ("people", merge("C4:C5"), "C4", "sheet.merged"),
    ("people", put("E3", "职称"), "E3", "sheet.header"),
    ("people", put("C5", '=CONCATENATE("李","四")'), "C5", "sheet.formula"),
    ("people", twice(4, 5), "B5", "sheet.duplicate"),
    ("people", put("E5", "专家"), "E5", "sheet.word"),
    ("people", put("B5", "zheng"), "B5", "sheet.login_taken"),
    ("people", put("G5", "主管部门"), "G5", "sheet.word"),
    ("hours", merge("F4:F5"), "F4", "sheet.merged"),
    ("hours", put("I3", "学时数"), "I3", "sheet.header"),
    ("hours", put("I5", "=9*2"), "I5", "sheet.formula"),
    ("hours", put("G5", "2023年3月1日"), "G5", "sheet.date_as_text"),
    ("hours", put("G5", "三月初"), "G5", "sheet.date_as_text"),
    ("hours", put("I5", "十八"), "I5", "sheet.number"),
    ("hours", put("I5", -18), "I5", "sheet.number_range"),
    ("hours", put("B5", "nobody"), "B5", "sheet.unknown_person"),
    ("hours", put("C5", "高二鸣"), "C5", "sheet.other_name"),
    ("hours", put("E5", "听说过的课"), "E5", "sheet.pathway"),
    ("hours", put("D5", 1999), "D5", "sheet.year"),
    ("hours", twice(4, 5), "F5", "sheet.duplicate"),
    ("hours", lambda sheet: sheet.delete_cols(4), "D3", "sheet.header"),
]


def sheet_of(kind: str, change: Change | None = None) -> bytes:
    made = load_workbook(io.BytesIO(book([lay_out(SHEETS[kind], {kind: GOOD[kind]})])))
    if change is not None:
        change(made.worksheets[0])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def importer(office: Office, kind: str) -> Callable[[bytes], Any]:
    work = {"units": office.desk.import_units, "people": office.desk.import_people, "hours": office.desk.import_hours}
    return lambda data: work[kind](office.authority, CITY, data)


def everything(office: Office) -> dict[str, int]:
    """Rows of every table there is."""
    with office.desk._store.read() as tx:
        counted = {
            table.name: tx.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }
    return {name: int(count) for name, count in counted.items() if name != "heartbeats"}


def test_each_fault_by_its_cell_and_nothing_changed(office: Office) -> None:
    before = everything(office)
    for kind, change, cell, code in CASES:
        with pytest.raises(BadSheet) as refused:
            importer(office, kind)(sheet_of(kind, change))
        told = {(fault.cell, fault.code) for fault in refused.value.faults}
        assert (cell, code) in told, (kind, cell, code, told)
        assert all(fault.what and fault.fix for fault in refused.value.faults)
    assert everything(office) == before
    for kind in GOOD:  # the same sheets without the fault are taken
        assert importer(office, kind)(sheet_of(kind)).added == 2


def repacked(parts: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    """A good sheet whose parts went through ``parts``."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheet_of("units"))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(*parts(name, old.read(name)))
    return out.getvalue()


ENTITY = '<!DOCTYPE a [<!ENTITY a "甲院">]>'


@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("far", [0, 5000])
def test_a_declared_document_type_is_refused_in_any_coding_and_place(coding: str, far: int) -> None:
    def with_type(name: str, data: bytes) -> tuple[str, bytes]:
        if not name.startswith("xl/worksheets/"):
            return name, data
        inside = data.decode().split("?>", 1)[-1]
        return name, f'<?xml version="1.0" encoding="{coding}"?>{" " * far}{ENTITY}{inside}'.encode(coding)

    with pytest.raises(BadSheet, match="不允许的声明"):
        usable(repacked(with_type))
    usable(repacked(lambda name, data: (name, data)))


def test_what_unpacks_to_too_much_is_not_unpacked() -> None:
    bomb = repacked(lambda name, data: (name, data + b" " * 30_000_000) if "sheet1" in name else (name, data))
    assert len(bomb) < 100_000
    usable(bomb)
    with pytest.raises(BadSheet, match="解开后太大"):
        usable(bomb, most_unpacked=20_000_000)


def test_fifty_thousand_rows_change_nothing(office: Office) -> None:
    good = sheet_of("units")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                row = re.search(rb'<row r="3".*?</row>', data, re.S)
                assert row is not None
                more = (re.sub(rb'r="([A-Z]*)3"', rb'r="\g<1>%d"' % number, row[0]) for number in range(6, 6 + 50_000))
                data = data.replace(b"</sheetData>", b"".join(more) + b"</sheetData>")
            new.writestr(part, data)
    before = everything(office)
    with pytest.raises(BadSheet) as refused:
        importer(office, "units")(out.getvalue())
    (fault,) = refused.value.faults
    assert fault.code == "sheet.too_many_rows"
    assert fault.cell.startswith("A200")
    assert everything(office) == before
