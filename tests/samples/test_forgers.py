"""The blind hand's forgeries: something changes where they say, and nothing far from it."""

from __future__ import annotations

import io
from random import Random

import numpy as np
import pytest
from PIL import Image, ImageDraw

from benchmarks.draw.forgers import HELD, MANNERS, WAYS, forge, send, targets_of
from domain.place import Box, Place
from domain.reading import Line, Page, Source

try:
    from benchmarks.draw.fonts import installed, sized

    installed()
except RuntimeError:  # the fonts are no part of the service
    pytest.skip("fonts for drawing are missing", allow_module_level=True)

WIDE, HIGH, SIZE = 700, 560, 26


def page_of(seed: int) -> tuple[np.ndarray, Page]:
    """A grainy page of dates, and the page a reader would give."""
    picture = Image.new("RGB", (WIDE, HIGH), (238, 236, 230))
    draw, rng, lines = ImageDraw.Draw(picture), Random(seed), []
    for row in range(8):
        day = f"{rng.randint(2015, 2024)}年{rng.randint(1, 9)}月{rng.randint(10, 30)}日"
        text = f"日期{day}共   {rng.randint(10, 99)}学时"
        x, y, boxes = 60.0, 40 + row * 60, []
        for char in text:
            wide = sized("serif", SIZE).getlength(char)
            draw.text((x, y), char, font=sized("serif", SIZE), fill=(30, 30, 34))
            boxes.append(Box(x, y, x + wide, y + SIZE * 1.15))
            x += wide
        lines.append(Line(text, Place(1, Box.around(boxes)), 1.0, (1.0,) * len(text), tuple(boxes)))
    grain = np.random.default_rng(seed).normal(0, 2.5, (HIGH, WIDE, 1))
    pixels = (np.asarray(picture, np.float32) + grain).clip(0, 255).astype(np.uint8)
    return pixels, Page(1, WIDE, HIGH, 0, Source.OCR, tuple(lines))


@pytest.mark.parametrize("manner", sorted(MANNERS))
def test_a_forgery_changes_the_place_it_names_and_nothing_else(manner: str) -> None:
    pixels, page = page_of(1)
    places = {"issue_date": Box(0, 90, WIDE, 420)}
    targets = list(targets_of(page, places, (WIDE, HIGH)))
    assert len(targets) >= 12
    donor = page_of(2)
    for number in range(12):
        made = forge(pixels, page, Random(number).choice(targets), manner, Random(number), donor)
        if made is not None:
            break
    else:
        pytest.fail(f"{manner} found no place in twelve tries")
    changed = (made.image != pixels).any(axis=2)
    left, top, right, bottom = made.box
    around = 24  # brushes are soft
    assert changed[top:bottom, left:right].any()
    changed[max(0, top - around) : bottom + around, max(0, left - around) : right + around] = False
    assert not changed.any()
    assert (page_of(1)[0] == pixels).all()


@pytest.mark.parametrize("way", sorted(WAYS))
def test_what_is_sent_on_says_where_its_pixels_went(way: str) -> None:
    pixels, _ = page_of(3)
    pixels[200:230, 300:330] = (200, 0, 0)
    sent = send(pixels, way, Random(4))
    with Image.open(io.BytesIO(sent.data)) as picture:
        after = np.asarray(picture.convert("RGB"), np.int32)
    rows, columns = np.nonzero(after[..., 0] - after[..., 1] > 60)
    if len(rows) == 0:  # a grey scan keeps no red
        assert way == "rescanned"
        return
    x, y, w = sent.map @ np.array([315, 215, 1.0])
    assert abs(float(np.median(columns)) - x / w) < 3
    assert abs(float(np.median(rows)) - y / w) < 3


def test_half_of_the_manners_are_held_back() -> None:
    assert set(MANNERS) > HELD
    assert abs(len(HELD) - len(MANNERS) / 2) < 1
