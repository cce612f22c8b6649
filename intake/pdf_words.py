"""Characters of a PDF text layer to lines of words, horizontal, vertical or turned."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
from numpy.typing import NDArray

from domain.place import Box, Place
from domain.reading import Line
from intake import reading_order

_GAP = 1.1  # Of the letter size: a wider gap starts another line (a neighbouring cell or column).
_MOSTLY = 0.6
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
    index: int = -1  # In pdfium's text page.

    def turned_back(self, turn: int) -> Letter:
        """The same letter when the page it stands on has been turned back by ``turn`` degrees."""
        return self if self.spacing else replace(self, angle=self.angle - math.radians(turn))

    @property
    def direction(self) -> int:
        """Clockwise degrees of its writing, in steps of five."""
        return round(math.degrees(self.angle) / 5) * 5 % 360

    def placed(self, to_pixels: NDArray[np.float64]) -> Letter:
        """The same letter in pixels; ``bottom`` is then the upper edge's y, since pixels count downward."""
        if self.spacing and self.right <= self.left:
            return self
        (a, c, e), (b, d, f) = to_pixels.tolist()
        left, bottom, right, top = self.left, self.bottom, self.right, self.top
        xs = (a * left + c * bottom + e, a * left + c * top + e, a * right + c * bottom + e, a * right + c * top + e)
        ys = (b * left + d * bottom + f, b * left + d * top + f, b * right + d * bottom + f, b * right + d * top + f)
        return Letter(self.text, min(xs), min(ys), max(xs), max(ys), self.angle, False, self.index)

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


def turn(letters: Sequence[Letter]) -> int:
    """The clockwise turn (0, 90, 180, 270) that most of the writing has."""
    turns = Counter(letter.direction for letter in letters if not letter.spacing)
    if not turns:
        return 0
    main, count = turns.most_common(1)[0]
    return main if main in (90, 180, 270) and count > _MOSTLY * turns.total() else 0


def lines(letters: Sequence[Letter], page: int) -> list[Line]:
    """Lines in reading order; ``letters`` are placed in pixels."""
    by_turn: dict[int, list[Letter]] = {}
    for letter in letters:
        if letter.spacing:
            for same in by_turn.values():
                same.append(letter)
        else:
            by_turn.setdefault(letter.direction, []).append(letter)
    found = [_line(run, page, down) for way, same in by_turn.items() for run, down in _runs(same, way)]
    return [found[i] for i in reading_order.order([line.place.box for line in found])]


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


def _joined(
    runs: list[tuple[list[Letter], bool]], along: Callable[[Letter], tuple[float, float]]
) -> list[tuple[list[Letter], bool]]:
    """Runs of one row that belong together: touching ones, and single letters set apart regularly."""
    flat = [run for run, downward in runs if not downward]
    joined: list[list[Letter]] = []
    for run in _by_rows(flat, along):
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
    return [(run, False) for run in _filled_in(joined, along)] + [(run, True) for run, downward in runs if downward]


def _by_rows(runs: list[list[Letter]], along: Callable[[Letter], tuple[float, float]]) -> list[list[Letter]]:
    """Runs row by row, each from its start to its end; letters of other sizes stand a little off the row."""
    rows: list[tuple[float, list[list[Letter]]]] = []
    for run in sorted(runs, key=lambda run: along(run[0])[1]):
        level = along(run[0])[1]
        if rows and level - rows[-1][0] < 0.4 * min(run[0].size, rows[-1][1][0][0].size):
            rows[-1][1].append(run)
        else:
            rows.append((level, [run]))
    return [run for _, row in rows for run in sorted(row, key=lambda run: along(run[0])[0])]


def _filled_in(runs: list[list[Letter]], along: Callable[[Letter], tuple[float, float]]) -> list[list[Letter]]:
    """Runs written into a gap of another one (a value set later, or put over an older one) become part of it."""
    ends = [(along(run[0])[0], along(run[-1])[0], along(run[0])[1]) for run in runs]
    whole: list[list[Letter]] = []
    for run, (first, last, level) in sorted(zip(runs, ends, strict=True), key=lambda item: item[1][1] - item[1][0]):
        host = next(
            (
                other
                for other, (left, right, row) in zip(runs, ends, strict=True)
                if other is not run and left < first and last < right and abs(row - level) < 0.4 * run[0].size
            ),
            None,
        )
        at = _gap_for(run, host, along) if host is not None and _alike(run[0], host[0]) else 0
        if host is not None and at:
            host[at:at] = run
        else:
            whole.append(run)
    return [run for run in runs if any(run is kept for kept in whole)]


def _gap_for(run: Sequence[Letter], host: Sequence[Letter], along: Callable[[Letter], tuple[float, float]]) -> int:
    """Where in ``host`` there is room for ``run``; 0 where there is none."""
    first, last = along(run[0])[0], along(run[-1])[0]
    least = 0.1 * run[0].size
    for at in range(1, len(host)):
        if along(host[at - 1])[0] < first - least and last + least < along(host[at])[0]:
            return at
    return 0


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
