"""Overprinted words of a text layer are read as they look, and never surely."""

from __future__ import annotations

from dataclasses import replace

from domain.place import Box, Place
from domain.reading import Line, Reading, Source
from extractors import understand
from tests.extractors.typed import typed_page


def _with_letters(line: Line) -> Line:
    boxes = tuple(line.span_box(i, i + 1) for i in range(len(line.text)))
    return replace(line, char_boxes=boxes)


def test_a_figure_printed_over_another_is_what_is_read() -> None:
    page = typed_page(
        [
            (600, 150, "证明", 70),
            (300, 350, "兹证明我单位职工李明于2024年3月14日参加温州市会计学会举办的"),
            (200, 420, "“新收入准则培训班”，共1天，计6学时。特此证明。"),
            (1000, 700, "温州市图书馆"),
            (1000, 770, "2024年4月2日"),
        ],
        confidence=1.0,
    )
    lines = [_with_letters(line) for line in page.lines]
    figure = lines[2].text.index("6学时")
    under = lines[2].char_boxes[figure]
    piece = Line(
        "48", Place(1, Box(under.left, under.top, under.left + 1.1 * under.width, under.bottom)), 1.0, (1.0, 1.0)
    )
    reading = Reading("0" * 64, "application/pdf", (replace(page, source=Source.TEXT_LAYER, lines=(*lines, piece)),))
    (paper,) = understand(reading)
    hours = paper.fact("hours")
    assert hours is not None
    assert hours.value == 48
    assert not hours.sure
    assert paper.value("course_title") == "新收入准则培训班"
    plain = replace(page, source=Source.TEXT_LAYER, lines=tuple(lines))
    (paper,) = understand(Reading("0" * 64, "application/pdf", (plain,)))
    hours = paper.fact("hours")
    assert hours is not None
    assert (hours.value, hours.sure) == (6, True)
