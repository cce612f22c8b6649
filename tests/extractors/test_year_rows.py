"""Yearly records whose columns nobody listed."""

from __future__ import annotations

import pytest

from extractors import completion_certificate
from extractors.text.document import Document
from extractors.text.year_rows import unlisted_rows
from tests.extractors.test_unseen_layouts import BIG
from tests.extractors.typed import grid, typed

COLUMNS = (100, 300, 1000, 1400, 1800, 2300)
ROWS = [
    ("1", "智慧水务运维", "2024-03-04", "2024-03-06", "面授", "18"),
    ("2", "河道清淤技术", "2024-05-11", "2024-05-11", "网络", "6"),
    ("3", "水质监测质控", "二〇二四年七月八日", "二〇二四年七月九日", "面授", "12"),
]


def _rows(
    rows: list[tuple[str, ...]],
    *,
    heading: tuple[str, ...] = ("号", "修习事项", "自", "迄", "方式", "折"),
    below: str = "",
) -> list[tuple[str, str, str, str]] | None:
    words = [(700, 100, "水利人员年度修习清单", BIG), *grid([heading, *rows], COLUMNS), (100, 1200, below)]
    found = unlisted_rows(Document(typed([one for one in words if one[2]], width=2600)))
    if found is None:
        return None
    return [(row.text("what"), row.text("when"), row.text("until"), row.text("hours")) for row in found]


def test_the_column_of_hours_is_the_one_whose_sum_is_printed() -> None:
    found = _rows(ROWS, below="全年已修36")
    assert found is not None
    assert [row[0] for row in found] == ["智慧水务运维", "河道清淤技术", "水质监测质控"]
    assert [row[3] for row in found] == ["18", "6", "12"]
    assert found[0][1:3] == ("2024-03-04", "2024-03-06")


def test_a_heading_that_speaks_of_hours_tells_it_too() -> None:
    found = _rows(ROWS, heading=("号", "修习事项", "自", "迄", "方式", "计入学时"))
    assert found is not None
    assert [row[3] for row in found] == ["18", "6", "12"]


def test_figures_that_are_no_hours_make_no_record() -> None:
    assert _rows(ROWS, below="全年已修37") is None


def test_the_column_that_numbers_the_rows_is_not_the_hours() -> None:
    assert _rows([(*row[:-1], "") for row in ROWS], below="共6页") is None


def test_a_column_of_bodies_holds_no_titles() -> None:
    bodies = ("甲市水利工程协会", "乙市水文工程学会", "丙市给水排水协会")
    rows = [(*row[:4], body, row[5]) for row, body in zip(ROWS, bodies, strict=True)]
    found = _rows(rows, below="全年已修36")
    assert found is not None
    assert [row[0] for row in found] == ["智慧水务运维", "河道清淤技术", "水质监测质控"]


@pytest.mark.parametrize(
    ("total", "last", "doubted"),
    [("合计学时 36", "2024-03-06", False), ("", "2024-03-06", True), ("合计学时 36", "2024-03-04", True)],
)
def test_columns_without_heads_are_believed_where_total_and_days_bear_the_hours_out(
    total: str, last: str, doubted: bool
) -> None:
    heading = ("号", "修习事项", "自", "迄", "方式", "计入学时")
    words = [(700, 100, "专业技术人员年度学时证明", BIG), (100, 220, "姓名:周启明"), (900, 220, "2024年度")]
    words += [
        *grid([heading, (*ROWS[0][:3], last, *ROWS[0][4:]), *ROWS[1:]], COLUMNS),
        (100, 1200, total),
        (1500, 1300, "甲市水利学会"),
        (1500, 1380, "2024年8月2日"),
    ]
    found = completion_certificate.extract(typed([one for one in words if one[2]], width=2600))
    (held,) = (fact for fact in found.facts if fact.name == "activities")
    assert (held.confidence < 0.97) is doubted


def test_one_row_is_no_record() -> None:
    assert _rows(ROWS[:1], below="全年已修18") is None
