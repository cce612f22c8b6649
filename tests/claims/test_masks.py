"""What is covered on a picture: other people's rows, unread ones between them, and the middle of ID numbers."""

from __future__ import annotations

from typing import Any

from claims.masks import boxes
from domain.fact import Fact, Paper, Recognition
from domain.place import Box, Place
from domain.reading import Line, Page, Source

WIDTH, HEIGHT = 1000, 1400


def page(*lines: Line) -> Page:
    return Page(1, WIDTH, HEIGHT, 0, Source.OCR, lines)


def sheet(*names: tuple[str, float, float]) -> Paper:
    """A sign-in sheet with names at ``(name, left, top)``, 40 pixels high."""
    listed: list[dict[str, Any]] = [
        {"name": name, "page": 1, "box": [left, top, left + 120, top + 40]} for name, left, top in names
    ]
    return Paper((1,), "sign_in_sheet", Recognition(0.99), (Fact("names", listed, "", None, 0.9),))


def covered(found: tuple[tuple[int, int, int, int], ...], x: float, y: float) -> bool:
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in found)


def test_only_the_own_row_is_left_open() -> None:
    paper = sheet(("王一", 100, 200), ("林书禾", 100, 260), ("赵二", 100, 320), ("钱三", 560, 200), ("孙四", 560, 260))
    found = boxes(paper, page(), others=False, own_name="林书禾")
    for x, y in ((150, 220), (400, 220), (150, 340), (900, 280), (600, 280)):
        assert covered(found, x, y), (x, y)
    for x, y in ((150, 280), (400, 280), (150, 100), (50, 220)):  # own row up to the next column, head, row numbers
        assert not covered(found, x, y), (x, y)
    assert boxes(paper, page(), others=True, own_name="林书禾") == ()


def test_a_name_nobody_could_read_is_covered_with_the_row_below_it() -> None:
    paper = sheet(("王一", 100, 200), ("赵二", 100, 400), ("林书禾", 100, 460), ("周五", 100, 640))
    found = boxes(paper, page(), others=False, own_name="林书禾")
    assert covered(found, 150, 300)
    assert covered(found, 150, 560)
    assert not covered(found, 150, 480)


def test_an_own_name_misread_by_a_letter_still_shows_its_row() -> None:
    paper = sheet(("王一", 100, 200), ("林书木", 100, 260))
    assert not covered(boxes(paper, page(), others=False, own_name="林书禾"), 150, 280)
    # Where two could be meant, neither is shown.
    paper = sheet(("林书木", 100, 200), ("林书未", 100, 260))
    assert covered(boxes(paper, page(), others=False, own_name="林书禾"), 150, 280)


def test_the_middle_of_an_id_number_is_covered_for_all_but_investigators() -> None:
    text = "身份证号：330106199001011237"
    line = Line(text, Place(1, Box(100, 100, 100 + 20 * len(text), 140)), 0.99)
    paper = Paper((1,), "completion_certificate", Recognition(0.99), ())
    (cover,) = boxes(paper, page(line), others=True, own_name="林书禾")
    assert cover[0] > 100 + 100  # the words and the first digits stay
    assert cover[2] < 100 + 20 * len(text) - 10  # the last ones too
    assert boxes(paper, page(line), others=True, own_name="林书禾", numbers=False) == ()
