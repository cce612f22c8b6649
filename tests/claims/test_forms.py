"""Official forms: a filled form read back gives the same data; bad ones are told by cell; no formula is made."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from claims.forms import forms
from claims.forms.book import book
from claims.forms.faults import BadSheet
from claims.forms.layout import lay_out
from claims.forms.reading import read_form, same

ROSTER = forms()["zhoushan_roster"]

#: Identity numbers of nobody: valid check digits over invented regions.
NUMBERS = ("990101199001010019", "990101199001010035", "990101199001010051")


def person(number: int, **more: Any) -> dict[str, Any]:
    return {
        "number": number,
        "training_unit": "舟山市建筑业协会",
        "class_title": "装配式建筑施工培训班",
        "name": f"学员{'甲乙丙丁戊'[number % 5]}",
        "sex": "男",
        "company": "舟山市某设计院",
        "id_number": None,
        "series": "工程",
        "level": "中级",
        "title": "工程师",
        "hours": 24,
        "mobile": "13800000000",
        "municipal": True,
        **more,
    }


FILLED: dict[str, dict[str, Any]] = {
    "zhoushan_application": {
        "unit_name": "=HYPERLINK(“x”)设计院",
        "unit_code": "-12330900",
        "contact": "+86 580 0000",
        "address": "@定海区",
        "class_title": "装配式建筑施工培训班",
        "place": "舟山",
        "content": "一、装配式施工\n二、安全管理",
        "period": {"first": date(2024, 5, 6), "last": date(2024, 5, 8), "days": 3},
        "hours": {"per_day": 8, "total": 24},
        "planned": 50,
        "opinion": {"hours": 24, "reviewer": "方科长", "on": date(2024, 4, 20)},
        "filed_on": date(2024, 4, 10),
    },
    "zhoushan_roster": {
        "filled_by": "许管理",
        "phone": "0580-000000",
        "filled_on": date(2024, 5, 9),
        "people": [person(1, id_number=NUMBERS[0]), person(2, hours=7.5, municipal=False, name="=cmd|calc")],
    },
    "xuzhou_registration": {
        "name": "鹿鸣",
        "unit": "徐州市某院",
        "year": 2023,
        "title_level": "中级",
        "entries": [
            {
                "number": 1,
                "content": "公共科目",
                "form": "面授",
                "first": date(2023, 3, 1),
                "last": date(2023, 3, 3),
                "public_hours": 24,
                "professional_hours": None,
                "result": "合格",
                "provider": "徐州市职业技术培训中心",
            }
        ],
        "public_total": 24,
        "professional_total": 48,
        "unit_opinion": "情况属实",
    },
    "xuzhou_verification": {
        "unit": "徐州市某院",
        "nature": "事业单位",
        "year": 2023,
        "kind": "集中审验",
        "headcount": 1,
        "people": [
            {
                "number": 1,
                "name": "鹿鸣",
                "title_level": "中级",
                "reason": "申报职称",
                "public_hours": 24,
                "professional_hours": 48.5,
                "total_hours": 72.5,
                "required_hours": 72,
                "public_exam": True,
                "result": "继续教育审验合格",
                "remark": None,
            }
        ],
    },
    "yearly_record": {
        "name": "郑晓岚",
        "unit": "嘉兴市某中心",
        "year": 2023,
        "printed_on": date(2024, 1, 3),
        "entries": [
            {
                "number": 1,
                "content": "水利培训班",
                "pathway": "行业主管部门培训",
                "clause": "四（四）",
                "subject": "专业科目",
                "first": date(2023, 5, 10),
                "last": date(2023, 5, 12),
                "hours": 18,
                "state": "已认定",
            }
        ],
        "totals": [{"subject": "专业科目", "counted": 18, "required": 60, "short": 42}],
        "result": "未达到年度要求",
    },
    "return_slip": {"receipt_no": "2023-1", "name": "郑晓岚", "reason": "请补传举办通知", "year": 2023},
    "investigation_slip": {
        "receipt_no": "2023-1",
        "name": "郑晓岚",
        "hours": 18,
        "findings": [{"number": 1, "code": "reuse.number", "severity": "存疑", "message": "编号与另一份相同"}],
    },
}


@pytest.mark.parametrize("form_id", sorted(forms()))
def test_a_filled_form_read_back_gives_the_same_data(form_id: str) -> None:
    form = forms()[form_id]
    data = FILLED[form_id]
    assert same(form, read_form(form, book([lay_out(form, data)]))) == same(form, data)


@pytest.mark.parametrize("form_id", sorted(forms()))
def test_no_cell_is_a_formula(form_id: str) -> None:
    sheet = load_workbook(io.BytesIO(book([lay_out(forms()[form_id], FILLED[form_id])]))).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert len(cells) > 10
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    risky = [cell for cell in cells if isinstance(cell.value, str) and cell.value[0] in "=+-@"]
    assert all(cell.quotePrefix for cell in risky)


def test_the_documents_columns_stand_in_their_order() -> None:
    said = "序号 培训单位 培训班名称 姓名 性别 企业名称 身份证号 "
    said += "职称专业系列 职称级别 职称 认定学时 手机号码 是(否)市属单位人员"
    assert [column.label for column in ROSTER.tables[0].columns] == said.split()
    labels = [field.label for field in forms()["zhoushan_application"].fields.values()]
    assert labels[:9] == [
        *(
            "单位名称",
            "组织机构代码",
            "单位地址",
            "联系方式",
            "培训名称",
            "培训地点",
            "培训主要内容",
            "培训时间",
            "培训学时",
        )
    ]
    for designed in ("xuzhou_registration", "xuzhou_verification", "yearly_record"):
        assert any("设计" in str(box.value) for box in lay_out(forms()[designed], {}).boxes)


def edited(change: Callable[[Worksheet], None]) -> bytes:
    """The filled roster after somebody's hand went over it."""
    made = load_workbook(io.BytesIO(book([lay_out(ROSTER, FILLED["zhoushan_roster"])])))
    change(made.worksheets[0])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def faults_of(data: bytes) -> dict[str, str]:
    """Cell → code."""
    with pytest.raises(BadSheet) as refused:
        read_form(ROSTER, data)
    assert all(fault.what and fault.fix for fault in refused.value.faults)
    return {fault.cell: fault.code for fault in refused.value.faults}


def _put(cell: str, value: Any) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        sheet[cell] = value

    return change


#: The first data row of the roster: title, line of fields, header, then people.
@pytest.mark.parametrize(
    ("change", "cell", "code"),
    [
        (_put("K4", "=8*3"), "K4", "sheet.formula"),
        (_put("K4", "二十四"), "K4", "sheet.number"),
        (_put("K4", -8), "K4", "sheet.number_range"),
        (_put("E4", "先生"), "E4", "sheet.word"),
        (_put("D4", None), "D4", "sheet.missing"),
        (_put("G4", 990101199001010016), "G4", "sheet.id_as_number"),
        (_put("G4", "990101199001010011"), "G4", "sheet.id_number"),
        (_put("G5", NUMBERS[0]), "G5", "sheet.duplicate"),
        (_put("D3", "学员"), "D3", "sheet.header"),
        (_put("N3", "备注"), "N3", "sheet.header"),
        (lambda sheet: sheet.merge_cells("C4:C5"), "C4", "sheet.merged"),
        (lambda sheet: sheet.merge_cells("D4:E4"), "D4", "sheet.merged"),
        (lambda sheet: sheet.delete_cols(5), "E3", "sheet.header"),
    ],
)
def test_faults_name_their_cell(change: Callable[[Worksheet], None], cell: str, code: str) -> None:
    assert faults_of(edited(change)).get(cell) == code


def test_a_date_as_text_is_told_with_the_date_it_seems_to_be() -> None:
    where = next(
        cell.coordinate
        for row in load_workbook(io.BytesIO(edited(lambda sheet: None))).worksheets[0].iter_rows(max_row=2)
        for cell in row
        if getattr(cell, "is_date", False)
    )
    with pytest.raises(BadSheet) as refused:
        read_form(ROSTER, edited(_put(where, "2024年5月9日")))
    (fault,) = refused.value.faults
    assert (fault.cell, fault.code) == (where, "sheet.date_as_text")
    assert "2024-05-09" in fault.what


def test_all_faults_are_told_at_once() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["K4"], sheet["K5"], sheet["D5"] = "多", "=1", None

    assert faults_of(edited(change)) == {"K4": "sheet.number", "K5": "sheet.formula", "D5": "sheet.missing"}


def test_fifty_thousand_rows_are_refused_with_their_place() -> None:
    made = Workbook(write_only=True)
    sheet = made.create_sheet("名单")
    sheet.append([ROSTER.title])
    sheet.append([column.label for column in ROSTER.tables[0].columns])
    for number in range(50_000):
        sheet.append([number, "单位", "班", "某人"])
    out = io.BytesIO()
    made.save(out)
    assert set(faults_of(out.getvalue()).values()) == {"sheet.too_many_rows"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "sheet.not_excel"),
        (b"PK\x03\x04 nothing", "sheet.not_excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "sheet.old_format"),
        ("姓名,学时\n甲,8".encode(), "sheet.not_excel"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, code: str) -> None:
    assert list(faults_of(data).values()) == [code]


def test_rows_below_the_table_and_numbered_blanks_are_no_data() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A6"], sheet["A7"] = 3, 4

    assert len(read_form(ROSTER, edited(change))["people"]) == 2
