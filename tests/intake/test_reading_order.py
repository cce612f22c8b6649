"""The order of lines on a page."""

from __future__ import annotations

from domain.place import Box
from intake import reading_order


def row(left: float, right: float, middle: float, height: float = 20) -> Box:
    return Box(left, middle - height / 2, right, middle + height / 2)


def test_rows_downward_and_each_from_the_left() -> None:
    boxes = [row(500, 600, 103), row(100, 300, 100), row(100, 300, 200), row(500, 700, 198)]
    assert reading_order.order(boxes) == [1, 0, 2, 3]


def test_a_row_that_leans_stays_together() -> None:
    # Three entries a row, rows 30 apart, leaning 40 pixels over the page: more than a row.
    boxes, slopes = [], []
    for line in range(6):
        for column in range(3):
            left = 100 + 300 * column
            boxes.append(row(left, left + 200, 100 + 30 * line + 0.05 * (left + 100)))
            slopes.append(0.05)
    assert reading_order.order(boxes, slopes) == list(range(18))


def test_two_columns_of_running_text_follow_each_other() -> None:
    title = row(250, 750, 50)
    left = [row(100, 480, 150 + 30 * i) for i in range(10)]
    right = [row(520, 900, 150 + 30 * i) for i in range(10)]
    foot = row(100, 900, 520)
    mixed = [title, *(box for pair in zip(left, right, strict=True) for box in pair), foot]
    wanted = [title, *left, *right, foot]
    assert [mixed[i] for i in reading_order.order(mixed)] == wanted


def test_a_list_of_titles_with_page_numbers_goes_row_by_row() -> None:
    boxes = [b for i in range(10) for b in (row(100, 480, 150 + 30 * i), row(520, 900, 150 + 30 * i))]
    texts = [t for i in range(10) for t in ("论文题目……", f"张三 李四（{i}）")]
    assert reading_order.order(boxes, (), texts) == list(range(20))


def test_a_table_of_two_wide_columns_goes_row_by_row() -> None:
    widths = (140, 320, 210, 360, 180, 300, 240, 150, 330, 200)
    boxes = [
        b for i, w in enumerate(widths) for b in (row(100, 100 + w, 150 + 30 * i), row(520, 520 + w, 150 + 30 * i))
    ]
    assert reading_order.order(boxes) == list(range(20))


def test_vertical_writing_goes_from_right_to_left() -> None:
    columns = [Box(100, 50, 140, 500), Box(200, 50, 240, 480), Box(300, 50, 340, 500)]
    assert reading_order.is_vertical(columns)
    assert reading_order.order(columns) == [2, 1, 0]


def test_nothing_is_in_order_too() -> None:
    assert reading_order.order([]) == []
