"""A policy out to a spreadsheet and back: equal to the byte, edits carried over, faults named by cell."""

from __future__ import annotations

import tomllib
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from rules.check import examine_text
from rules.policy import FOLDER, load
from rules.sheet import SheetFault, read_sheet, write_sheet

POLICIES = sorted(FOLDER.glob("*.toml"))
JIAXING = (FOLDER / "jiaxing-2023.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def exported():
    return write_sheet(JIAXING)


def _edited(raw: bytes, *changes: tuple[str, str, object]) -> bytes:
    """Each change: sheet, cell (or ``+`` to write a list below the table), value."""
    book = load_workbook(BytesIO(raw))
    for name, cell, value in changes:
        if cell == "+":
            row = max(at for at in range(1, book[name].max_row + 1) if book[name].cell(at, 1).value is not None) + 1
            assert isinstance(value, list)
            for at, one in enumerate(value, 1):
                book[name].cell(row, at).value = one
        else:
            book[name][cell] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(raw: bytes, name: str, *start: str, column: str) -> str:
    sheet = load_workbook(BytesIO(raw))[name]
    for row in sheet.iter_rows(min_row=2):
        if [cell.value for cell in row[: len(start)]] == list(start):
            return f"{column}{row[0].row}"
    raise AssertionError(start)


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_unchanged_the_digest_is_the_same(path, tmp_path):
    back = tmp_path / path.name
    back.write_text(read_sheet(write_sheet(path.read_text(encoding="utf-8"))), encoding="utf-8")
    assert load(back).digest == load(path).digest


def test_a_changed_figure_changes_only_its_row(exported):
    rate = _cell(exported, "标准", "industry_authority_class", "rate", column="D")
    text = read_sheet(_edited(exported, ("标准", rate, 8)))
    old, new = tomllib.loads(JIAXING), tomllib.loads(text)
    row = next(row for row in new["pathway"] if row["id"] == "industry_authority_class")
    assert row["rate"] == 8
    row["rate"] = 6
    assert new == old
    before, after = JIAXING.split("[[pathway]]"), text.split("[[pathway]]")
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
    codes = {problem.code for problem in examine_text("jiaxing-2023.toml", text).problems}
    assert "example_differs" in codes  # the examples still say 6 a day


def test_a_cap_a_minimum_and_an_evidence(exported):
    cap = _cell(exported, "上限", "online", column="D")
    evidence = _cell(exported, "途径", "degree_study", column="H")
    text = read_sheet(_edited(exported, ("上限", cap, 30), ("年度要求", "B2", 20), ("途径", evidence, "学校证明材料")))
    data = tomllib.loads(text)
    assert next(row for row in data["cap"] if row["id"] == "online")["hours"] == 30
    assert data["minimum"][0]["hours"] == 20
    assert next(row for row in data["pathway"] if row["id"] == "degree_study")["evidence"] == [["school_proof"]]


def test_a_new_pathway(exported):
    cells = ["site_visit", "观摩", "某条款", "每次可登记2个学时", "专业科目", "按数量计（per_unit）", None, "签到表"]
    changes = [
        ("途径", "+", cells),
        ("标准", "+", ["site_visit", "rate", None, 2]),
        ("标准", "+", ["site_visit", "count", None, "visits"]),
        ("标准", "+", ["site_visit", "unit", None, "次"]),
        ("要素", "+", ["site_visit", "visits", "次数", "正整数", "是", 100, None]),
        ("例子", "+", ["site_visit", "两次", '{"visits": 2}', None, None, None, '{"hours": 4}']),
    ]
    text = read_sheet(_edited(exported, *changes))
    assert examine_text("jiaxing-2023.toml", text).problems == ()
    assert text.startswith(JIAXING[:2000])
    row = next(row for row in tomllib.loads(text)["pathway"] if row["id"] == "site_visit")
    assert (row["evidence"], row["example"][0]["expect"]) == ([["sign_in_sheet"]], {"hours": 4})


FAULTS = {
    "subject": ("途径", "E2", "公需", "途径!E2"),
    "shape": ("途径", "F2", "随便", "途径!F2"),
    "evidence": ("途径", "H2", "一张照片", "途径!H2"),
    "title": ("途径", "B2", None, "途径!B2"),
    "guarded id": ("途径", "A3", "another_name", "标准!A"),
    "negative cap": ("上限", "D2", -3, "上限!D2"),
    "words for a figure": ("上限", "D2", "三十六", "上限!D2"),
    "formula": ("上限", "D2", "=1+1", "上限!D2"),
    "example": ("例子", "C2", "passed: true", "例子!C2"),
    "level": ("年度要求", "C2", "特级", "年度要求!C2"),
    "path": ("标准", "B3", "hours[7]", "标准!"),
}


@pytest.mark.parametrize(("sheet", "cell", "value", "told"), list(FAULTS.values()), ids=list(FAULTS))
def test_faults_are_named_by_cell(exported, sheet, cell, value, told):
    with pytest.raises(SheetFault) as fault:
        read_sheet(_edited(exported, (sheet, cell, value)))
    assert any(one.cell.startswith(told) for one in fault.value.faults), fault.value
    assert all(one.message for one in fault.value.faults)


def test_a_standard_that_cannot_be_names_its_pathway(exported):
    count = _cell(exported, "标准", "industry_authority_class", "count", column="D")
    with pytest.raises(SheetFault, match="途径!A") as fault:
        read_sheet(_edited(exported, ("标准", count, "nights")))
    assert "nights" in str(fault.value)


def test_drop_downs_and_guards(exported):
    book = load_workbook(BytesIO(exported))
    pathways = book["途径"]
    assert pathways.protection.sheet
    assert pathways["A2"].protection.locked
    assert not pathways["E2"].protection.locked
    lists = [rule for rule in pathways.data_validations.dataValidation if rule.type == "list"]
    assert len(lists) == 2 + 12  # subject, form, evidence
    assert book["原文件"].sheet_state == "veryHidden"


def test_text_that_begins_like_a_formula_stays_text(exported):
    text = read_sheet(_edited(exported, ("例子", "B2", "合格一门")))
    assert text == JIAXING
    dangerous = JIAXING.replace('title = "社会心理服务"', 'title = "=1+1"')
    assert read_sheet(write_sheet(dangerous)) == dangerous


def test_another_workbook_is_refused():
    out = BytesIO()
    Workbook().save(out)
    for raw in (out.getvalue(), b"not a workbook"):
        with pytest.raises(SheetFault, match="不是由"):
            read_sheet(raw)
