"""What is covered on a picture: other people's rows, unread ones between them, and the middle of people's numbers."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from claims.masks import boxes, masked_text, shares
from claims.pairing import pictures_of_pair
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


@pytest.mark.parametrize(("kind", "covers"), [("sign_in_sheet", 1), ("roster", 1), ("training_notice", 0)])
def test_a_mobile_number_is_covered_on_a_list_and_stays_on_a_notice(kind: str, covers: int) -> None:
    line = Line("联系电话 13905730000", Place(1, Box(100, 100, 500, 140)), 0.99)
    paper = Paper((1,), kind, Recognition(0.99), ())
    assert len(boxes(paper, page(line), others=True, own_name="林书禾")) == covers
    assert boxes(paper, page(line), others=True, own_name="林书禾", numbers=False) == ()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("“330106199001011237”变为“330106199001011253”", "“33**************37”变为“33**************53”"),
        ("电话13905730000", "电话13*******00"),
        ("证书编号 JX2023050817，共18学时", "证书编号 JX2023050817，共18学时"),
    ],
)
def test_numbers_of_people_within_a_sentence(said: str, shown: str) -> None:
    assert masked_text(said) == shown


def test_two_pages_laid_over_each_other_are_covered_each_at_its_own_places() -> None:
    """The other page is 20 pixels lower: what is covered on it moves with it."""

    def white() -> bytes:
        out = io.BytesIO()
        Image.new("RGB", (WIDTH, HEIGHT), "white").save(out, "PNG")
        return out.getvalue()

    shift = [[1.0, 0.0, 0.0], [0.0, 1.0, 20 / HEIGHT], [0.0, 0.0, 1.0]]
    covers = shares([(100, 100, 300, 140)], page()), shares([(500, 600, 700, 640)], page())
    laid = pictures_of_pair(white(), white(), (1, 0), (1, 0), shift, HEIGHT, covers)
    assert laid is not None
    here, there = (Image.open(io.BytesIO(one)).convert("L") for one in laid)
    assert abs(here.getpixel((200, 120)) - 120) < 12
    assert here.getpixel((600, 620)) > 240
    assert abs(there.getpixel((600, 640)) - 120) < 12
    assert there.getpixel((600, 605)) > 240
    assert there.getpixel((200, 120)) > 240
