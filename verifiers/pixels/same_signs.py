"""Glyphs of one sign beside each other: set in one typeface they are alike, captured once they are never the same.

A figure typed in a near face is less like the others of its sign than these are among each other; a figure copied on
the same page is more like one of them than any two prints of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from verifiers.pixels.cells import Cell
from verifiers.pixels.picture import Grey, Pixels

#: Heights of the lines that are compared, one by the other.
LIKE_HEIGHT = 0.85
#: So many others of a sign are looked at, and how far a glyph may lie from where its box says (pixels).
MOST, SLACK = 5, 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """Of each cell, NaN where its sign stands nowhere else: correlation with the others of its sign (``usual`` their
    median, ``most`` the highest). ``page``: the median of ``usual`` over the whole page, NaN without any."""

    usual: NDArray[np.float64]
    most: NDArray[np.float64]
    page: float


def likeness_of(grey: Pixels, cells: Sequence[Cell], wanted: Collection[int]) -> Likeness:
    """Compares the ``wanted`` cells (numbers) with each other, sign by sign."""
    usual, most = np.full(len(cells), np.nan), np.full(len(cells), np.nan)
    groups: dict[str, list[int]] = defaultdict(list)
    for i in sorted(wanted):
        if not cells[i].covered:
            groups[cells[i].sign].append(i)
    for numbers in groups.values():
        if len(numbers) < 2:
            continue
        pieces = {i: _piece(grey, cells[i]) for i in numbers}
        for i in numbers:
            piece = pieces[i]
            if piece is None:
                continue
            told = [
                _alike(grey, piece, cells[j])
                for j in sorted(numbers, key=lambda j: (abs(j - i), j))
                if j != i and LIKE_HEIGHT < cells[j].height / cells[i].height < 1 / LIKE_HEIGHT
            ][:MOST]
            if told:
                usual[i], most[i] = float(np.median(told)), max(told)
    known = usual[np.isfinite(usual)]
    return Likeness(usual, most, float(np.median(known)) if len(known) else float("nan"))


def _piece(grey: Pixels, cell: Cell) -> Grey | None:
    left, top, right, bottom = cell.box.as_list()
    piece = grey[max(0, top) : bottom, max(0, left) : right]
    if min(piece.shape) < 5 or float(piece.std()) < 4:
        return None
    return piece.astype(np.float32)


def _alike(grey: Pixels, piece: Grey, other: Cell) -> float:
    middle_x, middle_y = other.box.center
    high, wide = piece.shape[0] + 2 * SLACK, piece.shape[1] + 2 * SLACK
    top, left = max(0, round(middle_y - high / 2)), max(0, round(middle_x - wide / 2))
    around = grey[top : top + high, left : left + wide]
    if around.shape[0] < piece.shape[0] or around.shape[1] < piece.shape[1]:
        return 0.0
    found = cv2.matchTemplate(around.astype(np.float32), piece, cv2.TM_CCOEFF_NORMED)
    return float(found.max())
