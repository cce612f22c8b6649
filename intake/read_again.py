"""Short lines that hold a part of a mark's words, read again together with what stands around them.

A stamp set down across rules or other words is often found only in part, and nothing tells from the part that there
is more. Seen by itself, without the rest of the page, the detector finds the whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from domain.place import Box
from domain.reading import Line
from intake.mark_words import plain
from intake.rapid_reader import RapidReader
from intake.sheet import Image

_HINT = re.compile(r"[绝机秘]密|内部|作秘|业秘|涉密|密★|外传|予公开|申请公|注意保存")
_LONGEST, _MOST = 12, 3
_ACROSS, _DOWN = 3.0, 1.2  # Heights of the line that are read around it.
_SAME = 0.5  # Share of a line's box that another covers when it is that line read anew.


def again(image: Image, lines: Sequence[Line], page: int, reader: RapidReader) -> tuple[Line, ...]:
    """The lines (places in pixels of the upright ``image``), those around a hint of a mark in their second reading."""
    held = list(lines)
    hints = [line for line in lines if len(text := plain(line.text)) <= _LONGEST and _HINT.search(text)]
    for line in hints[:_MOST]:
        known = tuple(held)
        fresh = [one for one in _around(image, line, page, reader) if not _cut_from(one, known)]
        held = [one for one in held if not any(_same(one, other) for other in fresh)] + fresh
    return tuple(held)


def _around(image: Image, line: Line, page: int, reader: RapidReader) -> list[Line]:
    """What is read on and around a line, without what the edge of that part cuts off."""
    box, (height, width) = line.place.box, image.shape[:2]
    size = min(box.width, box.height)
    x0, y0 = max(int(box.left - _ACROSS * size), 0), max(int(box.top - _DOWN * size), 0)
    x1, y1 = min(int(box.right + _ACROSS * size), width), min(int(box.bottom + _DOWN * size), height)
    part = np.ascontiguousarray(image[y0:y1, x0:x1])
    if min(part.shape[:2]) < 8:
        return []
    seen = (one.moved(x0, y0) for one in reader.read(part, page))
    left, right = (x0 + 3 if x0 else 0), (x1 - 3 if x1 < width else width)
    return [one for one in seen if one.place.box.left > left - 1 and one.place.box.right < right + 1]


def _same(one: Line, other: Line) -> bool:
    """Whether a line stands where another was read anew."""
    box = one.place.box
    return box.overlap(other.place.box) > _SAME * box.width * box.height


def _cut_from(fresh: Line, known: Sequence[Line]) -> bool:
    """Whether a line is only a part of one that was read before."""
    text, box = plain(fresh.text), fresh.place.box
    wholes: list[tuple[str, Box]] = [(plain(one.text), one.place.box) for one in known]
    return any(len(whole) > len(text) and text in whole and box.overlap(there) > 0 for whole, there in wholes)
