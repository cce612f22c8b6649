"""Lines as the rules of a table part and hold them."""

from __future__ import annotations

from domain.place import Box, Place
from domain.reading import Line, OtherLetter, Page, Reading, Source
from extractors.text.ruled import folded, parted

LETTER = 40.0


def boxed(left: float, top: float, text: str) -> Line:
    """A line whose letters have boxes side by side."""
    boxes = tuple(Box(left + i * LETTER, top, left + (i + 1) * LETTER, top + LETTER) for i in range(len(text)))
    return Line(text, Place(1, Box.around(boxes)), 0.99, (0.99,) * len(text), boxes)


def lines_of(lines: list[Line], cells: list[Box]) -> list[Line]:
    page = Page(1, 1600, 2200, 0, Source.OCR, tuple(lines), (), tuple(cells))
    return list(parted(Reading("0" * 64, "image/png", (page,))).pages[0].lines)


ROW = [Box(100, 100, 500, 170), Box(500, 100, 900, 170)]


def test_line_over_two_cells_is_cut_at_the_rule() -> None:
    told = boxed(140, 110, "木构建筑修缮培训班课程讲师")
    told = Line(
        told.text, told.place, 0.99, told.char_confidence, told.char_boxes, False, (OtherLetter(10, "调", 0.2),)
    )
    one, other = lines_of([told], ROW)
    assert (one.text, other.text) == ("木构建筑修缮培训班", "课程讲师")
    assert [(o.at, o.letter) for o in other.others] == [(10 - len(one.text), "调")]


def test_value_wrapped_inside_its_cell_is_one_line_again() -> None:
    cell, beside = Box(100, 100, 500, 220), Box(500, 100, 900, 220)
    held = lines_of(
        [boxed(110, 110, "木构建筑修缮技术"), boxed(700, 135, "主办"), boxed(110, 160, "提高班")], [cell, beside]
    )
    assert [line.text for line in held] == ["木构建筑修缮技术提高班", "主办"]
    assert folded(held[0])
    assert not folded(held[1])


def test_two_short_values_in_one_cell_stay_two() -> None:
    cell = Box(100, 100, 900, 220)
    held = lines_of([boxed(110, 110, "张启明"), boxed(110, 160, "李四平")], [cell, Box(900, 100, 1300, 220)])
    assert [line.text for line in held] == ["张启明", "李四平"]


def test_strokes_of_a_figure_are_no_cells() -> None:
    inside = [Box(112, 115, 128, 128), Box(152, 115, 168, 128)]
    assert [line.text for line in lines_of([boxed(100, 110, "8080")], inside)] == ["8080"]
