"""Handwriting: ink of a pen beside a label that asks for a signature, in signature cells, or of pen colour.

What is looked for is ink where a person was asked to write, not the look of the letters: a printed
name after 签名： is rare, and a script font is hard to tell from a pen even for people. What cannot be
seen here: a signature far from any label written in black.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from domain.place import Box
from domain.reading import Line
from intake.look import Look
from intake.sheet import Image

_LABEL = re.compile(
    r"(?:本人|学员|参训人|申报人|申请人|承诺人|当事人|个人)?(?:签\s*名|签\s*字|手\s*签|亲\s*签)[^:：]{0,6}[:：]?"
)
_COLUMN = re.compile(r"^(?:本人|学员|参会人员?|人员)?(?:签\s*[到名字]|签到签名|签名签到|手签)[栏处]?(?:[（(].*[)）])?$")
_WORDS = re.compile(r"[\u4e00-\u9fff·]{2,}")
_SIDE = 1150
_GLANCE = 800  # Enough to tell whether there is any pen blue at all.
_ROOM = 7.0  # Heights of the label within which its signature stands.
_LEAST_INK = 0.012

Mask = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Written:
    """Something written by hand: where, how surely, and what was read of it."""

    box: Box
    confidence: float
    text: str


def find(
    page: Image | Look, lines: Sequence[Line], cells: Sequence[Box], *, coloured: bool = True
) -> tuple[Written, ...]:
    """Handwriting on an upright RGB page whose lines and ruled cells are known; places in its pixels.

    ``coloured`` false: there is nothing on the page but a text layer, so pen colour tells nothing.
    """
    ink = _Ink(page if isinstance(page, Look) else Look(page))
    found = _beside_labels(ink, lines, cells) + _in_columns(ink, lines, cells)
    found += _in_pen_colour(ink, lines, found) if coloured else []
    return tuple(found)


class _Ink:
    """Dark ink and pen-blue ink of a page at a bounded size; red (seals) counts as neither."""

    def __init__(self, look: Look) -> None:
        self.scale = look.scale(_SIDE)
        self._look = look

    @cached_property
    def _channels(self) -> tuple[Mask, Mask, Mask]:
        red, green, blue = cv2.split(self._look.small(_SIDE))
        return np.asarray(red, np.uint8), np.asarray(green, np.uint8), np.asarray(blue, np.uint8)

    @cached_property
    def dark(self) -> NDArray[np.bool_]:
        # In the red channel a red seal is as pale as paper, and blue ink is as dark as black.
        red = self._channels[0]
        paper = cv2.blur(cv2.dilate(red, np.ones((9, 9), np.uint8)), (31, 31))
        least = np.maximum(paper // 5, 18).astype(np.uint8)
        return np.asarray(cv2.compare(cv2.subtract(paper, red), least, cv2.CMP_GT) > 0, np.bool_)

    @cached_property
    def blue(self) -> NDArray[np.bool_] | None:
        """None where there is next to no blue on the page."""
        red, green, blue = (np.asarray(channel, np.uint8) for channel in cv2.split(self._look.small(_GLANCE)))
        if np.count_nonzero(_pen_blue(red, green, blue)) <= 10:
            return None
        return np.asarray(_pen_blue(*self._channels) & self.dark, np.bool_)

    def within(self, mask: NDArray[np.bool_], box: Box) -> NDArray[np.bool_]:
        x0, y0, x1, y1 = (max(0, round(v * self.scale)) for v in (box.left, box.top, box.right, box.bottom))
        return mask[y0:y1, x0:x1]

    def share(self, mask: NDArray[np.bool_], box: Box) -> float:
        part = self.within(mask, box)
        return float(part.mean()) if part.size else 0.0

    def strokes(self, box: Box) -> float:
        """Share of dark ink, ruled lines across the whole box left out."""
        part = self.within(self.dark, box)
        if not part.size:
            return 0.0
        ruled = part.mean(axis=1) > 0.6
        upright = part.mean(axis=0) > 0.8
        return float(part[~ruled][:, ~upright].sum()) / part.size


def _pen_blue(red: Mask, green: Mask, blue: Mask) -> NDArray[np.bool_]:
    """Where the colour leans to blue, against the usual tint of the page."""
    lean = np.asarray(cv2.subtract(blue, cv2.max(red, green), dtype=cv2.CV_16S))
    rise = np.asarray(cv2.subtract(blue, red, dtype=cv2.CV_16S))
    usual = int(np.median(lean[::4, ::4]))
    return np.asarray((lean > 14 + usual) & (rise > 22 + usual), np.bool_)


def _beside_labels(ink: _Ink, lines: Sequence[Line], cells: Sequence[Box]) -> list[Written]:
    found = []
    for line in lines:
        label = _LABEL.search(line.text)
        if label is None or line.vertical or len(line.text) > 24 or (_COLUMN.match(line.text.strip()) and cells):
            continue
        after = line.text[label.end() :].strip(" _：:.一—")
        own = line.span_box(label.start(), label.end())
        height = line.place.box.height
        until = min((b for b in _rights_of(line, lines)), default=own.right + _ROOM * height)
        room = Box(own.right, own.top - 0.4 * height, min(until, own.right + _ROOM * height), own.bottom + 0.4 * height)
        if after and _WORDS.search(after):
            box = line.span_box(label.end(), len(line.text))
            found.append(Written(box, 0.9, after))
        elif room.width > height and ink.strokes(room) > _LEAST_INK:
            beside = [o for o in lines if o is not line and room.overlap(o.place.box) > 0.4 * _area(o.place.box)]
            text = "".join(o.text for o in beside)
            found.append(Written(Box.around([o.place.box for o in beside]) if beside else room, 0.8, text))
    return found


def _rights_of(line: Line, lines: Sequence[Line]) -> list[float]:
    """Left edges of further labels standing to the right of a line."""
    box = line.place.box
    return [
        other.place.box.left
        for other in lines
        if other is not line
        and other.place.box.left >= box.right
        and abs(other.place.box.center[1] - box.center[1]) < 0.5 * box.height
        and re.search(r"[:：]", other.text)
    ]


def _in_columns(ink: _Ink, lines: Sequence[Line], cells: Sequence[Box]) -> list[Written]:
    """Filled cells below a heading such as 签名 or 签到."""
    found: list[Written] = []
    for line in lines:
        if not _COLUMN.match(line.text.strip()):
            continue
        x, y = line.place.box.center
        heading = min((c for c in cells if c.contains(x, y)), key=_area, default=None)
        if heading is None:
            continue
        for cell in cells:
            middle, down = cell.center
            like = abs(middle - heading.center[0]) < 0.35 * heading.width + 0.06 * (down - y)
            if down <= heading.bottom or not like or not 0.5 < cell.width / heading.width < 1.8:
                continue
            inner = cell.grown(-0.12 * cell.height)
            if ink.strokes(inner) > _LEAST_INK:
                inside = [o for o in lines if cell.contains(*o.place.box.center)]
                found.append(Written(cell, 0.85, "".join(o.text for o in inside)))
    return found


def _in_pen_colour(ink: _Ink, lines: Sequence[Line], known: Sequence[Written]) -> list[Written]:
    """Lines in blue ink on a page whose print is not blue."""
    pen = ink.blue
    if pen is None:
        return []
    judged = [(line, _blueness(ink, pen, line.place.box)) for line in lines if not line.vertical]
    blue = [line for line, share in judged if share > 0.5]
    if not blue or len(blue) > 0.7 * len(judged):
        return []
    return [
        Written(line.place.box, 0.7, line.text)
        for line in blue
        if not any(w.box.overlap(line.place.box) > 0.3 * _area(line.place.box) for w in known)
    ]


def _blueness(ink: _Ink, pen: NDArray[np.bool_], box: Box) -> float:
    dark = ink.within(ink.dark, box).sum()
    return float(ink.within(pen, box).sum() / dark) if dark > 20 else 0.0


def _area(box: Box) -> float:
    return box.width * box.height
