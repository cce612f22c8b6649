"""What of the zones of a page is read a second time."""

from __future__ import annotations

import numpy as np
import pytest

from domain.place import Box, Place
from domain.reading import Line
from intake import second_look
from intake.page_view import Zone
from intake.second_look import _Found, _unread
from intake.text_boxes import Spot

STRIP = np.full((48, 300, 3), 255, np.uint8)


def line(confidence: float, *edges: float) -> Line:
    return Line("培训合格证书", Place(1, Box(*edges)), confidence, (confidence,) * 6)


def on_sheet(left: float, top: float, right: float, bottom: float) -> _Found:
    corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)
    return _Found(Spot(corners), 0, STRIP)


@pytest.mark.parametrize(
    ("why", "confidence", "left"),
    [("margin", 0.99, []), ("margin", 0.5, ["title", "other"]), ("red", 0.99, ["title", "other"])],
)
def test_what_was_surely_read_in_a_margin_is_not_read_again(why: str, confidence: float, left: list[str]) -> None:
    # The zone begins at 200, 100 of the page and is shown at half its size, 20 down on the sheet.
    zone = Zone(np.full((200, 400), 255, np.uint8), why, 200.0, 100.0, 0.5)
    title, other = on_sheet(50, 40, 150, 60), on_sheet(50, 120, 150, 140)
    lines = [line(confidence, 300, 140, 500, 180), line(0.99, 300, 700, 500, 740)]
    kept = _unread([title, other], [zone], [(0, 0, 20)], lines)
    names = {id(title): "title", id(other): "other"}
    assert [names[id(item)] for item in kept] == (left or ["other"])


def test_long_things_read_as_a_few_letters_are_not_tried_the_other_way_up() -> None:
    image = np.full((400, 2400, 3), 255, np.uint8)
    short = line(0.4, 100, 100, 300, 140)
    rule = line(0.4, 100, 200, 2300, 240)
    tried = [box for _, box in second_look._badly_read(image, [short, rule])]
    assert tried == [short.place.box]
