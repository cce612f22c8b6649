"""Pieces of paper that stand on a page twice: grain is never the same in two places, unless one was copied.

For scans and photos with grain. The grain of a window (its strokes left out) is searched in the surroundings; a second
place with the very same grain means that the patch, or what covers it, was taken from there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from domain.place import Box
from verifiers.pixels.measures import Measures
from verifiers.pixels.picture import Grey

#: Grey levels of grain below which there is nothing to recognise a piece of paper by.
LEAST_GRAIN = 1.2
#: Share of bare paper a window must show, and least number of its pixels.
LEAST_BARE, FEWEST = 0.25, 900
#: Of a place to compare with, so much of the grain's usual strength must be there.
LEAST_ENERGY = 0.5
#: Of the window's bare paper, so much must be bare in a place to compare with.
LEAST_SHARE = 0.6
#: A printed pattern repeats many times; a copied piece has one origin. Likeness of the next best place by the best's.
NEXT_BEST = 0.7
#: Places are looked at one by one where that is quicker than looking at all: what one costs beside a pixel of it, and
#: what all cost by a pixel.
PLACE, ALL = 6_000, 24
#: Shifts that stand out from chance: sums beyond so many of their standard deviations, and most of them.
PEAK, MOST_PEAKS = 4.0, 300
#: How far around a window is searched, in its heights.
REACH = 8


@dataclass(frozen=True, slots=True)
class Twin:
    """``likeness``: correlation of the grain of both places. ``box``: the other place."""

    likeness: float
    box: Box


@dataclass(frozen=True)
class _Search:
    """The grain of a window (``piece``), its surroundings, and the sum of products wherever it fits into them.

    ``at``: row and column of the window in its surroundings; ``corner``: their row and column on the page.
    """

    piece: Grey
    around: Grey
    at: tuple[int, int]
    corner: tuple[int, int]
    found: Grey

    @cached_property
    def peaks(self) -> NDArray[np.intp]:
        """(n, 2) shifts down and right from the window where the sums stand out from chance."""
        rows, columns = _beyond(self.found, PEAK * float(cv2.meanStdDev(self.found)[1][0, 0]))
        highest = np.argsort(-self.found[rows, columns], kind="stable")[:MOST_PEAKS]
        return np.asarray(np.stack((rows, columns), axis=1)[highest] - np.array(self.at), np.intp)


def best_twin(measures: Measures, windows: Iterable[Box], least: float) -> tuple[Twin, Box] | None:
    """The twin most alike of any window, and that window; None where none is more alike than ``least``.

    A window inside another is looked for only at the shifts that stand out for the larger one: a piece that was
    copied with its surroundings or alone shows there too.
    """
    best: tuple[Twin, Box] | None = None
    searched: list[tuple[Box, _Search]] = []
    for window in sorted(windows, key=lambda box: -box.width * box.height):
        piece = _piece(measures, window)
        if piece is None:
            continue
        host = next((search for box, search in searched if _within(window, box)), None)
        if host is not None and not _shows(measures, host, window, piece, least):
            continue
        search = _searched(measures, window, piece)
        if host is None:
            searched.append((window, search))
        twin = _twin(search, least)
        if twin is not None and twin.likeness > max(least, best[0].likeness if best else 0.0):
            best = twin, window
    return best


def twin_of(measures: Measures, window: Box) -> Twin | None:
    """The place whose grain is most like the window's; None where there is too little grain or bare paper."""
    piece = _piece(measures, window)
    return None if piece is None else _twin(_searched(measures, window, piece), 0.0)


def _piece(measures: Measures, window: Box) -> Grey | None:
    """The grain of a window; None where there is too little of it or of bare paper."""
    if measures.noise < LEAST_GRAIN:
        return None
    rows, columns = _part(measures, window)
    piece = measures.residue[rows, columns]
    bare = piece != 0
    if bare.sum() < max(FEWEST, LEAST_BARE * bare.size) or float(piece[bare].std()) < LEAST_GRAIN:
        return None
    return piece


def _part(measures: Measures, window: Box) -> tuple[slice, slice]:
    height, width = measures.residue.shape
    rows = slice(max(0, int(window.top)), min(height, int(window.bottom) + 1))
    return rows, slice(max(0, int(window.left)), min(width, int(window.right) + 1))


def _within(window: Box, other: Box) -> bool:
    return window.overlap(other) > 0.9 * window.width * window.height


def _shows(measures: Measures, host: _Search, window: Box, piece: Grey, least: float) -> bool:
    """Whether a window inside a searched one is alike some place at a shift that stands out there."""
    rows, columns = _part(measures, window)
    high, wide = piece.shape
    height, width = measures.residue.shape
    there = host.peaks[(np.abs(host.peaks) > np.array((high // 2, wide // 2))).any(axis=1)] + (
        rows.start,
        columns.start,
    )
    fits = (there >= 0).all(axis=1) & (there[:, 0] + high <= height) & (there[:, 1] + wide <= width)
    places = [(int(y), int(x)) for y, x in there[fits]]
    return _any_alike(measures.residue, piece, places, least)


def _searched(measures: Measures, window: Box, piece: Grey) -> _Search:
    height, width = measures.residue.shape
    rows, columns = _part(measures, window)
    high = piece.shape[0]
    y0, x0 = max(0, rows.start - REACH * high), max(0, columns.start - 2 * REACH * high)
    y1, x1 = min(height, rows.stop + REACH * high), min(width, columns.stop + 2 * REACH * high)
    around = measures.residue[y0:y1, x0:x1]
    found = np.asarray(cv2.matchTemplate(around, piece, cv2.TM_CCORR), np.float32)
    return _Search(piece, around, (rows.start - y0, columns.start - x0), (y0, x0), found)


def _twin(search: _Search, least: float) -> Twin | None:
    """The best place of a search. One less alike than ``least`` may be left out, which is mostly found out quickly."""
    piece, around, (top, left) = search.piece, search.around, search.at
    high, wide = piece.shape
    bare = piece != 0
    own = float(np.square(piece).sum())
    found = search.found.copy()
    _clear(found, left, top, wide, high)
    # A comparable place's sum is divided by at least this much (see below): a lower one cannot be alike enough.
    rows, columns = _beyond(found, least * LEAST_SHARE * LEAST_ENERGY**0.5 * own)
    few = len(rows) * (piece.size + PLACE) < ALL * around.size
    if few and not _any_alike(around, piece, zip(rows.tolist(), columns.tolist(), strict=True), least):
        return None
    # Energy of both where both are bare: strokes elsewhere must not dilute the likeness.
    energy = cv2.matchTemplate(np.square(around), bare.astype(np.float32), cv2.TM_CCORR)
    both = cv2.matchTemplate((around != 0).astype(np.float32), bare.astype(np.float32), cv2.TM_CCORR)
    share = both / max(1.0, float(bare.sum()))
    comparable = (share > LEAST_SHARE) & (energy > LEAST_ENERGY * own * share)
    likeness = np.where(comparable, found / np.sqrt(np.maximum(energy * own * share, 1.0)), 0).astype(np.float32)
    _, best, _, (ox, oy) = cv2.minMaxLoc(likeness)
    _clear(likeness, ox, oy, wide, high)
    if cv2.minMaxLoc(likeness)[1] > NEXT_BEST * best:
        return None
    y, x = search.corner[0] + oy, search.corner[1] + ox
    return Twin(min(1.0, float(best)), Box(x, y, x + wide, y + high))


def _any_alike(around: Grey, piece: Grey, places: Iterable[tuple[int, int]], least: float) -> bool:
    """Whether the grain at any of the places (row, column of their corner) is more like the piece than ``least``."""
    (high, wide), bare = piece.shape, np.flatnonzero(piece)
    own, size = float(np.square(piece).sum()), len(bare)
    lowest = least * LEAST_SHARE * LEAST_ENERGY**0.5 * own  # See ``_twin``.
    flat = piece.ravel()
    for y, x in places:
        there = around[y : y + high, x : x + wide].ravel()
        if (product := float(there @ flat)) <= lowest:
            continue
        there = there[bare]
        energy, share = float(there @ there), np.count_nonzero(there) / size
        comparable = share > LEAST_SHARE and energy > LEAST_ENERGY * own * share
        if comparable and product > least * float(np.sqrt(energy * own * share)):
            return True
    return False


def _beyond(found: Grey, least: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns of what is more than ``least``: as ``np.nonzero``, which takes forty times as long over it."""
    rows, columns = np.divmod(np.flatnonzero(found > least), found.shape[1])
    return rows, columns


def _clear(likeness: Grey, x: int, y: int, wide: int, high: int) -> None:
    """Forgets the neighbourhood of a place: it is like itself."""
    rows = slice(max(0, y - high // 2), max(0, y + high // 2 + 1))
    likeness[rows, max(0, x - wide // 2) : max(0, x + wide // 2 + 1)] = 0
