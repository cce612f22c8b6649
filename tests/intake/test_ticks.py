"""Boxes to tick: which is ticked is told by ink, whatever the recogniser made of the boxes."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from domain.place import Box, Place
from domain.reading import Line
from intake import ticks

CHOICES = ("主动公开", "依申请公开", "不予公开")
SIZE = 30


def form(drawn: str, behind: bool = False, left: int = 60) -> tuple[np.ndarray, Line]:
    """A row with a box for each choice: ``e`` empty, ``x`` crossed, ``f`` filled; letters are grey squares."""
    page = Image.new("RGB", (900, 120), "white")
    pen = ImageDraw.Draw(page)
    text, boxes, x = "", [], left
    for choice, what in zip(CHOICES, drawn, strict=True):
        for step in ("box", "words") if not behind else ("words", "box"):
            if step == "words":
                for letter in choice:
                    pen.rectangle((x + 8, 50, x + 20, 70), fill=(90, 90, 90))
                    boxes.append(Box(x, 42, x + SIZE, 78))
                    text += letter
                    x += SIZE
                continue
            square = (x + 5, 48, x + 25, 72)
            pen.rectangle(square, outline="black", width=2, fill="black" if what == "f" else None)
            if what == "x":
                pen.line((x + 5, 48, x + 25, 72), fill="black", width=3)
                pen.line((x + 5, 72, x + 25, 48), fill="black", width=3)
            x += SIZE
        x += 4
    line = Line(text, Place(1, Box.around(boxes)), 0.97, (0.97,) * len(text), tuple(boxes))
    return np.asarray(page), line


@pytest.mark.parametrize("behind", [False, True])
@pytest.mark.parametrize(
    ("drawn", "names"),
    [
        ("eex", ["not_public"]),
        ("exe", ["on_request"]),
        ("efe", ["on_request"]),
        ("xee", []),
        ("fee", []),
        ("eee", []),
    ],
)
def test_the_box_unlike_the_others_is_ticked(drawn: str, names: list[str], behind: bool) -> None:
    image, line = form(drawn, behind)
    assert [mark.name for mark in ticks.ticked(image, [line], 1)] == names


def test_words_without_boxes_tick_nothing() -> None:
    page = np.full((120, 900, 3), 255, np.uint8)
    _, line = form("eex")
    assert list(ticks.ticked(page, [line], 1)) == []


@pytest.mark.parametrize("between", "、B")
def test_numbered_answers_and_lists_are_no_boxes(between: str) -> None:
    image, line = form("eex")
    text, boxes = "", []
    for choice in CHOICES:
        own = line.char_boxes[len(text) - text.count(between) :][: len(choice)]
        if text:  # What stands between two choices was read as a letter or a comma, whatever it looks like.
            boxes.append(Box(boxes[-1].right + 1, 42, own[0].left - 1, 78))
            text += between
        text, boxes = text + choice, [*boxes, *own]
    numbered = Line(text, line.place, 0.97, (0.97,) * len(text), tuple(boxes))
    assert [mark.name for mark in ticks.ticked(image, [line], 1)] == ["not_public"]
    assert list(ticks.ticked(image, [numbered], 1)) == []
