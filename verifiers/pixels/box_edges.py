"""Straight edges around something put onto a page: the paper it came with is a shade brighter or darker.

On each of the four sides the paper just inside is compared with that just outside, at every distance that a margin may
have, and in spreads of the same comparison all over the page. Light, folds and chance make one side or two; a piece of
other paper makes four, all of one sign.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.place import Box
from verifiers.pixels.ground import Ground

#: Pixels on either side of an edge that are compared, one between them left out.
BAND = 4
#: Rows or columns of a band that must be bare paper.
FEWEST = 20
#: A margin is at most such a share of the piece, and is looked for on at least so many pixels.
MARGIN, LEAST_MARGIN = 0.2, 16
#: Places all over the page that say what a difference is worth, and how many of them are needed.
ELSEWHERE, ENOUGH = 600, 80
#: Least spread of brightness, grey levels.
LEAST_SPREAD = 0.15

Values = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class BoxEdges:
    """``score``: spreads by which the weakest of the four sides differs. ``box``: the edges found."""

    score: float
    brighter: bool
    box: Box


def box_edges(ground: Ground, around: Box) -> BoxEdges | None:
    """Edges of a piece of paper around ``around`` (pixels); None where there is too little bare paper to say."""
    left, top, right, bottom = around.as_list()
    margin = max(LEAST_MARGIN, round(MARGIN * max(around.width, around.height)))
    steps = np.arange(-2, margin)
    height, width = ground.grey.shape
    best: dict[bool, list[tuple[float, int]]] = {True: [], False: []}
    for level, start, first, last, inward in (
        (True, top, left, right, 1),
        (True, bottom, left, right, -1),
        (False, left, top, bottom, 1),
        (False, right, top, bottom, -1),
    ):
        spread = _spread(ground, level, last - first)
        first, last = max(0, first), min(last, width if level else height)
        if spread is None or last - first < FEWEST:
            return None
        places = start - inward * steps
        apart = inward * _steps(ground, level, places, np.full(len(places), first), last - first) / spread
        for brighter in (True, False):
            told = np.where(np.isfinite(apart), apart if brighter else -apart, -1.0)
            at = int(np.argmax(told))
            best[brighter].append((float(told[at]), int(places[at])))
    brighter = min(one[0] for one in best[True]) >= min(one[0] for one in best[False])
    sides = best[brighter]
    box = Box(sides[2][1], sides[0][1], sides[3][1], sides[1][1])
    return BoxEdges(min(value for value, _ in sides), brighter, box)


def _spread(ground: Ground, level: bool, length: int) -> float | None:
    """How far brightness differs across a line of this length all over the page, robustly."""
    height, width = ground.grey.shape
    across, along = (height, width) if level else (width, height)
    if across < 4 * BAND or along <= length + 1:
        return None
    random = np.random.default_rng(1)  # the same places for the same page
    places = random.integers(2 * BAND, across - 2 * BAND, ELSEWHERE)
    apart = _steps(ground, level, places, random.integers(0, along - length, ELSEWHERE), length)
    apart = apart[np.isfinite(apart)]
    if apart.size < ENOUGH:
        return None
    return 1.4826 * float(np.median(np.abs(apart - np.median(apart)))) + LEAST_SPREAD


def _steps(ground: Ground, level: bool, places: Places, first: Places, length: int) -> Values:
    """Brightness behind a line less that before it, for lines at ``places`` (rows where ``level``, else columns)."""
    whole, bright = ground.sums
    across = ground.grey.shape[0 if level else 1]
    fits = (places >= BAND) & (places + 1 + BAND <= across)
    at = np.clip(places, BAND, across - 1 - BAND)

    def mean(low: Places, high: Places) -> tuple[Values, Values]:
        count, total = (_within(sums, level, low, high, first, first + length) for sums in (whole, bright))
        return count, total / np.maximum(count, 1)

    before, dark = mean(at - BAND, at)
    behind, light = mean(at + 1, at + 1 + BAND)
    enough = fits & (np.minimum(before, behind) >= FEWEST * BAND)
    return np.where(enough, light - dark, np.nan)


def _within(sums: NDArray[np.int32], level: bool, low: Places, high: Places, first: Places, last: Places) -> Values:
    rows, columns = ((low, high), (first, last)) if level else ((first, last), (low, high))
    (top, bottom), (left, right) = rows, columns
    return np.asarray(sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left], np.float64)
