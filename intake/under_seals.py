"""A second reading of what stands under red seals: in the red channel red ink is as pale as paper.

Only the neighbourhood of a seal is read again. Its new lines take the place of the old ones, which
the ring and its letters had torn apart; red words that are no part of a seal (a title, a score)
vanish in the red channel and so keep their first reading.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from domain.place import Box
from domain.reading import Line
from intake import reading_order, seals
from intake.rapid_reader import Image, RapidReader
from intake.seals import Seal

_TOUCHED = 0.06  # Share of a line's area under the seal from which it is read again.


def reread(
    image: Image, lines: Sequence[Line], found: Sequence[Seal], reader: RapidReader, page: int
) -> tuple[Line, ...]:
    """The lines of an upright RGB page, those under red seals in their better reading, in reading order."""
    kept = list(lines)
    for seal in found:
        if seal.red:
            kept = _around(image, kept, seal, reader, page)
    return tuple(kept)


def _around(image: Image, lines: list[Line], seal: Seal, reader: RapidReader, page: int) -> list[Line]:
    stamp = seal.box
    touched = [line for line in lines if line.place.box.overlap(stamp) > _TOUCHED * _area(line.place.box)]
    if not touched:
        return lines
    height, width = image.shape[:2]
    around = Box.around([stamp, *(line.place.box for line in touched)]).grown(0.1 * stamp.height)
    # A line may begin in a piece the seal does not touch: look on to both sides.
    x0, x1 = max(int(around.left - 0.7 * stamp.width), 0), min(int(around.right + 0.7 * stamp.width), width)
    y0, y1 = max(int(around.top), 0), min(int(around.bottom), height)
    part = np.ascontiguousarray(image[y0:y1, x0:x1])
    pale = np.repeat(seals.without_red(part)[..., None], 3, axis=2)
    # Lines of a cut-out are found at the size at which those of the page were, or a little larger.
    side = max(320, round(1152 * max(pale.shape) / max(image.shape)))
    # Asked before reading: half of what stands around is neither under the seal nor part of a line that is.
    old = [line.place.box.moved(-x0, -y0) for line in touched]
    here = stamp.moved(-x0, -y0)
    spots = [spot for spot in reader.detect(pale, side) if _wanted(spot.box, old, here)]
    again = [line.moved(x0, y0) for line in reader.read_spots(pale, spots, page)]
    red = seals.redness(part)
    replaced = [line for line in touched if _replaced(line, again, red, (x0, y0), stamp)]
    replaced += [line for line in lines if line not in replaced and _absorbed(line, again)]
    again = [n for n in again if not any(_shared(n, old) > 0.5 for old in lines if old not in replaced)]
    if not replaced:
        return lines
    return _placed(lines, replaced, again)


def _placed(lines: Sequence[Line], replaced: Sequence[Line], again: Sequence[Line]) -> list[Line]:
    """The new lines where the old ones stood; those that had no old one, after the row above them."""
    slots: dict[int, list[Line]] = {}
    for new in reading_order.in_order(again):
        overlaps = [new.place.box.overlap(old.place.box) if old in replaced else 0.0 for old in lines]
        slot = int(np.argmax(overlaps))
        if not overlaps[slot]:
            above = [i for i, old in enumerate(lines) if old.place.box.center[1] <= new.place.box.center[1]]
            slot = above[-1] if above else 0
        slots.setdefault(slot, []).append(new)
    placed: list[Line] = []
    for slot, old in enumerate(lines):
        placed += [] if old in replaced else [old]
        placed += slots.get(slot, [])
    return placed


def _absorbed(old: Line, again: Sequence[Line]) -> bool:
    """Whether a longer new line holds an old piece."""
    return any(
        old.place.box.overlap(new.place.box) > 0.6 * _area(old.place.box)
        and sum(new.char_confidence) > sum(old.char_confidence)
        for new in again
    )


def _replaced(old: Line, again: Sequence[Line], red: seals.Ink, corner: tuple[int, int], stamp: Box) -> bool:
    """Whether the second reading, or nothing at all (words of the seal itself), takes a line's place."""
    box = old.place.box
    rows = slice(max(int(box.top) - corner[1], 0), int(box.bottom) - corner[1] + 1)
    columns = slice(max(int(box.left) - corner[0], 0), int(box.right) - corner[0] + 1)
    mostly_red = float((red[rows, columns] > 0.22).mean()) > 0.1
    here = [line for line in again if _shared(line, old) > 0.3]
    if not here:
        return mostly_red and box.overlap(stamp) > 0.8 * _area(box)
    surest = max(sum(line.char_confidence) for line in here)
    return surest >= 0.9 * sum(old.char_confidence) or box.overlap(stamp) > 0.8 * _area(box)


def _wanted(box: Box, touched: Sequence[Box], stamp: Box) -> bool:
    """Whether a place is one of a touched line, or lies in the seal."""
    return any(_shared_area(box, old) > 0.2 for old in touched) or box.overlap(stamp) > 0.5 * _area(box)


def _shared(one: Line, other: Line) -> float:
    """Shared area as a part of the smaller of two lines."""
    return _shared_area(one.place.box, other.place.box)


def _shared_area(one: Box, other: Box) -> float:
    return one.overlap(other) / max(min(_area(one), _area(other)), 1.0)


def _area(box: Box) -> float:
    return box.width * box.height
