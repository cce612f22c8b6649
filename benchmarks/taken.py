"""Captured papers as files, with the reading a flawless reader would give of them: no engine, hundreds of pages.

What is looked for in pixels alone (capture class, seals) is what intake finds there.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random
from typing import Any

import numpy as np
from PIL import Image

from benchmarks.draw.capture import Array, Capture, capture, moved
from benchmarks.draw.maker import SETS, Maker, layouts
from benchmarks.draw.paint import image_of
from benchmarks.draw.retouch import saved
from benchmarks.draw.write import SCREEN_WAYS
from benchmarks.layouts import reading_of
from domain.place import Box, Place
from domain.reading import MarkType, Page, PageMark
from intake import capture as capturing
from intake import seals

PAPER_WAYS = (
    "clean", "scan", "scan", "feeder", "photo", "photo", "photo_hard", "copy_bw", "wechat", "photo_screen"
)  # fmt: skip
Rect = tuple[int, int, int, int]


@dataclass(frozen=True)
class Taken:
    """One captured page as a file. ``seal``: a seal drawn on it, where it stands. ``fields``: what the paper shows, and
    ``boxes`` where (pixels)."""

    name: str
    condition: str
    data: bytes
    page: Page
    quality: int
    seal: Rect | None
    fields: Mapping[str, Any]
    boxes: Mapping[str, Box]

    @property
    def pixels(self) -> Array:
        return pixels_of(self.data)


def pixels_of(data: bytes) -> Array:
    """A picture file as RGB."""
    with Image.open(io.BytesIO(data)) as picture:
        return np.array(picture.convert("RGB"), np.uint8)


def taken_pages(count: int, seed: int, which: Sequence[str] = tuple(SETS)) -> Iterator[Taken]:
    """``count`` captured papers of the sets, every layout and capture in turn."""
    known = [(group, name, make) for group in which for name, (_, make) in layouts(group).items()]
    Random(f"{seed}/order").shuffle(known)
    for number in range(count):
        group, name, make = known[number % len(known)]
        rng = Random(f"{seed}/{number}")
        drawn = make(Maker(rng)).settle()
        sheet = drawn.sheets[0]
        ways = SCREEN_WAYS if drawn.screen else PAPER_WAYS
        condition = ways[number % len(ways)]
        got = capture(np.asarray(image_of(sheet)), condition, rng)
        quality = got.quality or 95
        data, _, _ = saved(got.image, "png" if got.quality is None else "same", quality, rng)
        words = reading_of(drawn, rng).pages[0]
        stamp = next((moved(one["box"], got.map) for one in sheet.stamps), None)
        page = _page(words, got, pixels_of(data))
        boxes = {field: Box(*moved(box, got.map)) for field, box in sheet.boxes.items()}
        seal = rect_of(stamp) if stamp else None
        yield Taken(f"{group}/{name}/{number}", condition, data, page, quality, seal, drawn.fields, boxes)


def rect_of(box: Sequence[float]) -> Rect:
    """Whole pixels."""
    left, top, right, bottom = (round(v) for v in box)
    return left, top, right, bottom


def _page(words: Page, got: Capture, pixels: Array) -> Page:
    """The page a flawless reader would give of the captured picture."""

    def at(box: Box) -> Box:
        return Box(*moved(box.as_list(), got.map))

    lines = tuple(
        replace(line, place=Place(1, at(line.place.box)), char_boxes=tuple(at(box) for box in line.char_boxes))
        for line in words.lines
    )
    marks = tuple(
        replace(mark, place=Place(1, at(mark.place.box))) for mark in words.marks if mark.type is not MarkType.SEAL
    )
    return seen(replace(words, lines=lines, marks=marks), pixels)


def as_read(page: Page, rng: Random) -> Page:
    """The page with boxes as roughly as reading gives them: a line's height for all its glyphs, a little more or less,
    and ends of glyphs guessed from where the net saw them."""
    lines = []
    for line in page.lines:
        if line.vertical or len(line.char_boxes) < 2:
            lines.append(line)
            continue
        boxes = line.char_boxes
        high = float(np.median([box.height for box in boxes]))
        over, under = rng.uniform(-0.05, 0.12) * high, rng.uniform(-0.05, 0.12) * high
        drift, ends = rng.gauss(0, 0.05) * high, [boxes[0].left]
        for before, after in pairwise(boxes):
            middle = (before.right + after.left) / 2
            ends.append(middle + drift + rng.gauss(0, 0.07) * min(before.width, after.width))
        ends.append(boxes[-1].right + max(0.0, drift))
        lap = rng.uniform(0, 0.02) * high
        read = tuple(
            Box(
                max(0.0, left - lap),
                max(0.0, box.top - over),
                min(float(page.width), max(right, left + 2) + lap),
                min(float(page.height), box.bottom + under),
            )
            for box, (left, right) in zip(boxes, pairwise(ends), strict=True)
        )
        lines.append(replace(line, place=Place(line.place.page, Box.around(read)), char_boxes=read))
    return replace(page, lines=tuple(lines))


def seen(page: Page, pixels: Array) -> Page:
    """The page with what intake sees in the pixels alone: size, capture class, seals."""
    marks = tuple(mark for mark in page.marks if mark.type is not MarkType.SEAL)
    found = tuple(
        PageMark(MarkType.SEAL, Place(1, clipped(one.box, pixels)), one.confidence) for one in seals.find(pixels)
    )
    return replace(
        page,
        width=pixels.shape[1],
        height=pixels.shape[0],
        capture=capturing.capture_class(pixels),
        marks=marks + found,
    )


def clipped(box: Box, pixels: Array) -> Box:
    """What of a box lies on the picture."""
    height, width = pixels.shape[:2]
    return Box(max(0, box.left), max(0, box.top), min(width, box.right), min(height, box.bottom))
