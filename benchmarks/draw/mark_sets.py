"""The hands that mark papers for the guard's benchmark: manners, tempting papers, captures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

import numpy as np
from PIL import Image

from benchmarks.draw import mark_manners, near_misses, office_marks, standard_marks
from benchmarks.draw.capture import Array, Capture, capture
from benchmarks.draw.strange import captures
from benchmarks.draw.strange import manners as strange_manners
from benchmarks.draw.strange import near_misses as strange_near_misses

Page = Image.Image


@dataclass(frozen=True)
class MarkSet:
    """``ways``: names of captures, drawn evenly (repeated ones more often). ``scanned``: what a hard black-and-white
    copy (``copies``) wipes out, by manner; it is scanned instead.
    """

    manners: Mapping[str, Callable[[Page, Random], Page]]
    near: Sequence[str]
    draw_near: Callable[[str, Random], Page]
    ways: Sequence[str]
    take: Callable[[Array, str, Random], Capture]
    copies: frozenset[str]
    scanned: frozenset[str]
    scan: str

    def captured(self, page: Page, manner: str, rng: Random) -> tuple[str, Capture]:
        """A capture drawn for the page, by name, and what it makes of it."""
        way = rng.choice(self.ways)
        if way in self.copies and manner in self.scanned:
            way = self.scan
        return way, self.take(np.asarray(page), way, rng)


def _strange(image: Array, way: str, rng: Random) -> Capture:
    return captures.WAYS[way](image, rng)


MARK_SETS = {
    "first": MarkSet(
        mark_manners.MANNERS,
        tuple(near_misses.NEAR_MISSES),
        near_misses.draw,
        ("clean", "scan", "copy_bw", "photo", "photo", "photo_hard", "wechat", "photo_screen"),
        partial(capture),
        frozenset({"copy_bw"}),
        frozenset(
            ["pale", "watermark", "tiled", "small", "foot", "frame", "slanted", "across", "chop", "overturned", "soft"]
        ),
        "scan",
    ),
    "strange": MarkSet(
        strange_manners.MANNERS,
        tuple(strange_near_misses.NEAR_MISSES),
        strange_near_misses.draw,
        (*captures.WAYS, "photo", "clean"),
        _strange,
        frozenset({"fax"}),
        frozenset(
            [
                "tiny",
                "slip",
                "pen",
                "other_ink",
                "coloured_bar",
                "on_head",
                "round_stamp",
                "dotted",
                "below_seal",
                "coloured_watermark",
                "small_tiles",
            ]
        ),
        "low_scan",
    ),
    "office": MarkSet(
        office_marks.MANNERS,
        tuple(office_marks.NEAR_MISSES),
        office_marks.draw,
        ("clean", "scan", "wechat", "photo", "photo"),
        partial(capture),
        frozenset(),
        frozenset(),
        "scan",
    ),
    "standard": MarkSet(
        standard_marks.MANNERS,
        (),
        near_misses.draw,
        ("clean", "scan"),
        partial(capture),
        frozenset(),
        frozenset(),
        "scan",
    ),
}
