"""Pieces of paper that stand on a page twice: grain is never the same in two places, unless one was copied.

For scans and photos with grain. The grain of a window (its strokes left out) is searched in the surroundings; a second
place with the very same grain means that the patch, or what covers it, was taken from there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np

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
#: So many places are looked at one by one; among more it is quicker to look at all.
FEW = 300
#: How far around a window is searched, in its heights.
REACH = 8


@dataclass(frozen=True, slots=True)
class Twin:
    """``likeness``: correlation of the grain of both places. ``box``: the other place."""

    likeness: float
    box: Box


def twin_of(measures: Measures, window: Box, least: float = 0.0) -> Twin | None:
    """The place whose grain is most like the window's; None where there is too little grain or bare paper.

    A place less alike than ``least`` may be left out, which is mostly found out in half the time.
    """
    if measures.noise < LEAST_GRAIN:
        return None
    height, width = measures.residue.shape
    left, top = max(0, int(window.left)), max(0, int(window.top))
    right, bottom = min(width, int(window.right) + 1), min(height, int(window.bottom) + 1)
    piece = measures.residue[top:bottom, left:right]
    bare = piece != 0
    if bare.sum() < max(FEWEST, LEAST_BARE * bare.size) or float(piece[bare].std()) < LEAST_GRAIN:
        return None
    high, wide = piece.shape
    x0, y0 = max(0, left - 2 * REACH * high), max(0, top - REACH * high)
    x1, y1 = min(width, right + 2 * REACH * high), min(height, bottom + REACH * high)
    around = measures.residue[y0:y1, x0:x1]
    found = np.asarray(cv2.matchTemplate(around, piece, cv2.TM_CCORR), np.float32)
    own = float(np.square(piece).sum())
    _clear(found, left - x0, top - y0, wide, high)
    # A comparable place's sum is divided by at least this much (see below): a lower one cannot be alike enough.
    rows, columns = np.nonzero(found > least * LEAST_SHARE * LEAST_ENERGY**0.5 * own)
    if len(rows) <= FEW and not _any_alike(around, piece, zip(rows.tolist(), columns.tolist(), strict=True), least):
        return None
    # Energy of both where both are bare: strokes elsewhere must not dilute the likeness.
    energy = cv2.matchTemplate(np.square(around), bare.astype(np.float32), cv2.TM_CCORR)
    both = cv2.matchTemplate((around != 0).astype(np.float32), bare.astype(np.float32), cv2.TM_CCORR)
    share = both / max(1.0, float(bare.sum()))
    comparable = (share > LEAST_SHARE) & (energy > LEAST_ENERGY * own * share)
    likeness = np.where(comparable, found / np.sqrt(np.maximum(energy * own * share, 1.0)), 0).astype(np.float32)
    _clear(likeness, left - x0, top - y0, wide, high)
    _, best, _, (ox, oy) = cv2.minMaxLoc(likeness)
    _clear(likeness, ox, oy, wide, high)
    if cv2.minMaxLoc(likeness)[1] > NEXT_BEST * best:
        return None
    x, y = x0 + ox, y0 + oy
    return Twin(min(1.0, float(best)), Box(x, y, x + wide, y + high))


def _any_alike(around: Grey, piece: Grey, places: Iterable[tuple[int, int]], least: float) -> bool:
    """Whether the grain at any of the places (row, column of their corner) is more like the piece than ``least``."""
    bare = piece != 0
    own, size = float(np.square(piece).sum()), float(bare.sum())
    high, wide = piece.shape
    for y, x in places:
        there = around[y : y + high, x : x + wide][bare]
        energy, share = float(there @ there), np.count_nonzero(there) / size
        comparable = share > LEAST_SHARE and energy > LEAST_ENERGY * own * share
        if comparable and float(there @ piece[bare]) > least * float(np.sqrt(energy * own * share)):
            return True
    return False


def _clear(likeness: Grey, x: int, y: int, wide: int, high: int) -> None:
    """Forgets the neighbourhood of a place: it is like itself."""
    rows = slice(max(0, y - high // 2), max(0, y + high // 2 + 1))
    likeness[rows, max(0, x - wide // 2) : max(0, x + wide // 2 + 1)] = 0
