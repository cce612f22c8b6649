"""Tables are found from their heading row, however the sheet lies."""

from __future__ import annotations

import pytest

from extractors.text.sheets import Sheet, read_sheet
from tests.extractors.typed import Words, grid, typed_page

HEADINGS = {"seq": ("序号",), "name": ("姓名",), "unit": ("单位", "工作单位"), "sign": ("签名", "签到")}
PEOPLE = [
    ("1", "赵一鸣", "甲中学", "赵一鸣"),
    ("2", "钱小二", "乙医院", ""),
    ("3", "孙三", "丙公司", "孙三"),
    ("4", "李四海", "", "李四海"),
]


def table_of(words: list[Words], **page: float) -> Sheet:
    found = read_sheet(
        typed_page(words, **page),  # type: ignore[arg-type]
        HEADINGS,
        need=("name",),
        anchors=("seq", "name"),
        until="盖章",
    )
    assert found is not None
    return found


def seen(table: Sheet) -> list[tuple[str, ...]]:
    return [tuple(row.text(role) for role in ("seq", "name", "unit", "sign")) for row in table.rows]


@pytest.mark.parametrize("tilt", [0, 2.5, -4])
def test_rows_and_empty_cells_survive_a_tilted_sheet(tilt: float) -> None:
    table = table_of(grid([("序号", "姓名", "工作单位", "签名"), *PEOPLE], (150, 400, 700, 1200)), tilt=tilt)
    assert seen(table) == PEOPLE


def test_a_heading_that_comes_again_opens_a_second_group() -> None:
    rows = [("序号", "姓名", "签名") * 2, ("1", "赵一鸣", "赵一鸣", "3", "孙三", "")]
    rows += [("2", "钱小二", "", "4", "李四海", "李四海")]
    table = table_of(grid(rows, (100, 250, 480, 800, 950, 1180)))
    assert [(row.group, row.text("name"), row.text("sign")) for row in table.rows] == [
        (0, "赵一鸣", "赵一鸣"), (0, "钱小二", ""), (1, "孙三", ""), (1, "李四海", "李四海"),
    ]  # fmt: skip


def test_a_badly_read_head_is_the_one_that_comes_again_beside_it() -> None:
    rows = [("字号", "姓名", "签名", "序号", "姓名", "签名"), ("1", "赵一鸣", "", "3", "孙三", "孙三")]
    page = typed_page(grid(rows, (100, 250, 480, 800, 950, 1180)))
    table = read_sheet(page, {**HEADINGS, "student_no": ("学号",)}, need=("name",), anchors=("seq", "name"))
    assert table is not None
    assert table.groups == (("seq", "name", "sign"), ("seq", "name", "sign"))
    assert [(row.text("seq"), row.text("name")) for row in table.rows] == [("1", "赵一鸣"), ("3", "孙三")]


def test_cells_read_as_one_line_are_cut_at_the_column_border() -> None:
    words = grid([("序号", "姓名", "工作单位", "签名"), *PEOPLE], (150, 400, 700, 1200))
    words += [(160, 400 + 5 * 90, "5          周五福")]
    assert seen(table_of(words))[-1] == ("5", "周五福", "", "")


def test_a_wrapped_cell_stays_in_its_row() -> None:
    words = grid([("序号", "姓名", "工作单位", "签名"), *PEOPLE], (150, 400, 700, 1200), step=140)
    words = [w for w in words if w[2] != "丙公司"]
    words += [(640, 400 + 3 * 140 - 30, "丙市第一建设"), (640, 400 + 3 * 140 + 25, "集团有限公司")]
    assert seen(table_of(words))[2] == ("3", "孙三", "丙市第一建设集团有限公司", "孙三")


def test_headings_run_together_in_one_line_still_give_columns() -> None:
    words: list[Words] = [(150, 400, "序号    姓名"), (760, 400, "工作单位"), (1200, 400, "签名")]
    words += grid(list(PEOPLE), (150, 290, 760, 1200), top=490)
    assert [row[1] for row in seen(table_of(words))] == ["赵一鸣", "钱小二", "孙三", "李四海"]


def test_what_follows_the_closing_line_is_no_row() -> None:
    words = grid([("序号", "姓名", "工作单位", "签名"), *PEOPLE], (150, 400, 700, 1200))
    words += [(150, 900, "单位(盖章):某某学会"), (400, 990, "王五")]
    assert seen(table_of(words)) == PEOPLE


def test_no_heading_row_is_no_table() -> None:
    page = typed_page([(100, 100, "请各位学员在会场门口签到，姓名须填写完整"), (100, 200, "单位：某某医院")])
    assert read_sheet(page, HEADINGS, need=("name",), anchors=("seq", "name")) is None
