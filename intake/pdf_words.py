"""Characters of a PDF text layer to lines of words, horizontal, vertical or turned."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
from numpy.typing import NDArray

from domain.place import Box, Place
from domain.reading import Line
from intake import reading_order

_GAP = 1.1  # Of the letter size: a wider gap starts another line (a neighbouring cell or column).
_SPACED = 4.0  # Single letters set wide apart (证　　明) still belong together.


@dataclass(frozen=True, slots=True)
class Letter:
    """One character: left, bottom, right, top in points (or pixels once placed), its angle in radians."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    angle: float
    spacing: bool = False

    def placed(self, to_pixels: NDArray[np.float64]) -> Letter:
        """The same letter in pixels; ``bottom`` is then the upper edge's y, since pixels count downward."""
        if self.spacing and self.right <= self.left:
            return self
        (a, c, e), (b, d, f) = to_pixels.tolist()
        corners = [(x, y) for x in (self.left, self.right) for y in (self.bottom, self.top)]
        xs, ys = [a * x + c * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
        return replace(self, left=min(xs), right=max(xs), bottom=min(ys), top=max(ys))

    @property
    def box(self) -> Box:
        return Box(self.left, self.bottom, self.right, self.top)

    @property
    def size(self) -> float:
        return max(self.right - self.left, self.top - self.bottom, 0.1)


def texts(letters: Sequence[Letter]) -> list[str]:
    """Plain text in the order of the content stream, for what nobody sees."""
    text = "".join(letter.text for letter in letters).strip()
    return [text] if text else []


def lines(letters: Sequence[Letter], page: int) -> tuple[list[Line], int]:
    """Lines in reading order, and the clockwise turn (0, 90, 180, 270) most of the writing has."""
    written = [letter for letter in letters if not letter.spacing]
    if not written:
        return [], 0
    found = []
    turns: dict[int, int] = {}
    for letter in written:
        turns[round(math.degrees(letter.angle) / 5) * 5 % 360] = (
            turns.get(round(math.degrees(letter.angle) / 5) * 5 % 360, 0) + 1
        )
    for turn in turns:
        same = [
            letter for letter in letters if letter.spacing or round(math.degrees(letter.angle) / 5) * 5 % 360 == turn
        ]
        found += [_line(run, page, vertical) for run, vertical in _runs(same, turn)]
    main = max(turns, key=lambda turn: turns[turn])
    order = reading_order.order([line.place.box for line in found])
    return [found[i] for i in order], main if main in (90, 180, 270) else 0


def _runs(letters: Sequence[Letter], turn: int) -> list[tuple[list[Letter], bool]]:
    """Letters that stand next to each other in one direction; the flag says whether they go downward."""
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))

    def along(letter: Letter) -> tuple[float, float]:
        x, y = letter.box.center
        return x * cos + y * sin, -x * sin + y * cos

    runs: list[tuple[list[Letter], bool]] = []
    current: list[Letter] = []
    downward: bool | None = None
    space = False
    for letter in letters:
        if letter.spacing:
            space = True
            continue
        if current:
            last = next(item for item in reversed(current) if not item.spacing)
            (x0, y0), (x1, y1) = along(last), along(letter)
            size = max(last.size, letter.size)
            onward = 0 < x1 - x0 <= size * (1 + _GAP) and abs(y1 - y0) < 0.5 * size
            below = 0 < y1 - y0 <= size * 1.6 and abs(x1 - x0) < 0.3 * size and _is_wide(letter) and _is_wide(last)
            if (onward and downward is not True) or (below and downward is not False):
                downward = below and not onward
                if space and not (_is_wide(last) and _is_wide(letter)):
                    current.append(replace(letter, text=" ", right=letter.left, spacing=True))
                current.append(letter)
                space = False
                continue
            runs.append((current, bool(downward)))
        current, downward, space = [letter], None, False
    if current:
        runs.append((current, bool(downward)))
    return _joined(runs, along)


def _joined(runs: list[tuple[list[Letter], bool]], along: object) -> list[tuple[list[Letter], bool]]:
    """Runs of one row that belong together: touching ones, and single letters set apart regularly."""
    assert callable(along)
    flat = [run for run, downward in runs if not downward]
    flat.sort(key=lambda run: (round(along(run[0])[1] / max(run[0].size, 1)), along(run[0])[0]))
    joined: list[list[Letter]] = []
    for run in flat:
        if joined:
            before = joined[-1]
            (x0, y0), (x1, y1) = along(before[-1]), along(run[0])
            size = max(before[-1].size, run[0].size)
            same_row = abs(y1 - y0) < 0.4 * size and x1 - x0 > 0
            lone = len(run) <= 1 and len(before) <= 4 and _is_wide(run[0]) and _is_wide(before[-1])
            reach = _SPACED if lone else _GAP
            if same_row and x1 - x0 <= size * (1 + reach) and _alike(before[-1], run[0]):
                before.extend(run)
                continue
        joined.append(list(run))
    return [(run, False) for run in joined] + [(run, True) for run, downward in runs if downward]


def _alike(first: Letter, second: Letter) -> bool:
    tall, low = max(first.size, second.size), min(first.size, second.size)
    return tall < 2.5 * low


def _is_wide(letter: Letter) -> bool:
    return unicodedata.east_asian_width(letter.text[0]) in "WF"


def _line(run: Sequence[Letter], page: int, vertical: bool) -> Line:
    boxes = [letter.box for letter in run]
    text = "".join(letter.text for letter in run)
    heights = median(box.height for box in boxes)
    if not vertical and heights:
        top, bottom = min(b.top for b in boxes), max(b.bottom for b in boxes)
        boxes = [Box(b.left, top, b.right, bottom) if bottom - top < 2.5 * heights else b for b in boxes]
    # Letters like ligatures carry more than one character; each gets the same box.
    spread = tuple(box for letter, box in zip(run, boxes, strict=True) for _ in letter.text)
    return Line(text, Place(page, Box.around(boxes)), 1.0, (1.0,) * len(text), spread, vertical)
