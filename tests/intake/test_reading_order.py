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


def test_a_heading_that_stands_lower_than_the_first_line_is_no_end_of_the_columns() -> None:
    authors = row(300, 700, 138)
    left = [row(100, 480, 150 + 30 * i) for i in range(12)]
    right = [row(520, 900, 164 + 30 * i) for i in range(7)]
    mixed = [authors, *left, *right]
    assert reading_order.order(mixed) == list(range(20))


LEFT = [row(100, 100 + wide, 150 + 37 * i) for i, wide in enumerate((150, 380, 300, 340, 120))]
RIGHT = [row(560, 560 + wide, 110 + 45 * i) for i, wide in enumerate((340, 360, 350, 200, 280, 260))]


def test_two_pages_of_a_booklet_are_read_one_after_the_other() -> None:
    title, foot = row(250, 750, 40), row(300, 700, 420)
    assert reading_order.order([title, *LEFT, *RIGHT, foot]) == list(range(13))


def test_what_stands_level_goes_row_by_row_and_so_do_labels_beside_wrapped_values() -> None:
    level = [b for i in range(5) for b in (row(100, 480, 150 + 30 * i), row(560, 900, 152 + 30 * i))]
    assert reading_order.order(level) == list(range(10))
    seal = [row(700 + 60 * i, 740 + 60 * i, 272 + 22 * i) for i in range(3)]  # letters of its ring beside the left half
    lists = [b for i in range(3) for b in (row(100, 380, 150 + 30 * i), row(560, 840, 151 + 30 * i))]
    under = [row(100, 400, 260 + 40 * i) for i in range(3)]
    assert reading_order.order([*lists, *under, *seal])[:6] == list(range(6))
    labels = [row(100, 200, 165 + 60 * i) for i in range(4)]  # each beside the middle of two lines
    values = [row(560, 900, 150 + 30 * i) for i in range(8)]
    found = reading_order.order([*labels, *values])
    assert all(found.index(4 + 2 * i) < found.index(i + 1) for i in range(3)), "a value comes before the next label"


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
