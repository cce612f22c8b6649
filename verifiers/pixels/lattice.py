"""An earlier JPEG compression leaves the waves of each block on a lattice; pixels pasted later do not keep to it.

Known idea (double quantisation; Lukáš and Fridrich 2003, Bianchi and Piva 2012). The steps of the earlier compression
are found from the whole page; then each block says how well it keeps to them. A page without an earlier compression, or
one that was cropped or scaled since, has no lattice and gets no answer. Being compressed twice is ordinary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from verifiers.pixels.picture import Grey, Picture
from verifiers.pixels.waves import BLOCK, WAVES

Table = NDArray[np.float64]

LARGEST_STEP = 64
CLEAR = 0.45  # mean cosine from which a lattice is believed
FEWEST = 400
_PER_UNIT = 8  # Waves are counted in eighths: steps are 3 and more, so next to nothing is lost.
_STRONGEST = 1024 * _PER_UNIT  # No wave of a block of 256 grey levels is stronger.
#: By step: the first count that is strong enough to tell, and the cosine of every count from there on.
_FIRST = np.array([int(0.6 * step * _PER_UNIT) + 1 for step in range(LARGEST_STEP)])
_COUNTS = np.arange(_STRONGEST)
_REGULAR = np.stack(
    [
        np.where(first <= _COUNTS, np.cos(2 * np.pi / max(step, 1) / _PER_UNIT * _COUNTS), 0).astype(np.float32)
        for step, first in enumerate(_FIRST)
    ]
)


@dataclass(frozen=True)
class Lattice:
    """Per block of the stored picture: how far it falls short of the page's lattice, and waves counted."""

    shortfall: Grey
    counted: Grey

    def kept(self, parts: Sequence[tuple[slice, slice]]) -> Table:
        """Mean shortfall of each part of the stored picture (rows, columns; pixels), less where few waves of it were
        counted, every block by its share; NaN where none was."""
        edges = np.array([(rows.start, rows.stop, columns.start, columns.stop) for rows, columns in parts]).T / BLOCK
        top, down, left, across = edges.reshape(4, -1)
        short, count = (
            _upto(sums, down, across) - _upto(sums, top, across) - _upto(sums, down, left) + _upto(sums, top, left)
            for sums in self._sums
        )
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(count > 0, short / count * np.minimum(1.0, np.sqrt(count / 64)), np.nan)

    @cached_property
    def _sums(self) -> tuple[Table, Table]:
        """Running sums of shortfalls and of waves, a row and a column of zeros before them."""
        short, count = (cv2.integral(one, sdepth=cv2.CV_64F) for one in (self.shortfall, self.counted))
        return np.asarray(short, np.float64), np.asarray(count, np.float64)


def _upto(sums: Table, row: Table, column: Table) -> Table:
    """Running sums up to fractions of a block, which are even inside: between those up to whole blocks."""
    row, column = np.minimum(row, sums.shape[0] - 1), np.minimum(column, sums.shape[1] - 1)
    top, left = (np.minimum(at.astype(np.intp), most - 2) for at, most in zip((row, column), sums.shape, strict=True))
    down, across = row - top, column - left
    above = sums[top, left] * (1 - across) + sums[top, left + 1] * across
    below = sums[top + 1, left] * (1 - across) + sums[top + 1, left + 1] * across
    return np.asarray(above * (1 - down) + below * down)


def lattice_of(picture: Picture) -> Lattice | None:
    """How well each block keeps to the page's lattice; None where the page has none."""
    grey = picture.stored
    down, across = grey.shape[0] // 8, grey.shape[1] // 8
    if down < 8 or across < 8:
        return None
    waves = picture.waves
    shortfall, counted = np.zeros((2, waves.shape[1]), np.float32)
    for values, (row, column) in zip(waves, WAVES, strict=True):
        strength = np.abs(values)
        step = _step(strength, 1 if picture.steps is None else picture.steps[row * 8 + column])
        if step is None:
            continue
        strong = np.flatnonzero(strength > 0.6 * step)
        kept = np.cos(np.float32(2 * np.pi / step) * values[strong])
        shortfall[strong] += float(kept.mean()) - kept
        counted[strong] += 1
    if not counted.any():
        return None
    return Lattice(shortfall.reshape(down, across), counted.reshape(down, across))


def _step(strength: Grey, own: int) -> int | None:
    """The earlier step of one wave, clearly larger than the file's own one; None when there is none."""
    tally = np.bincount(np.minimum(strength * _PER_UNIT + 0.5, _STRONGEST - 1).astype(np.int32), minlength=_STRONGEST)
    strong = np.append(np.cumsum(tally[::-1])[::-1], 0)[_FIRST]
    first = max(3, own + 1)
    last = first + int(np.count_nonzero(strong[first:] >= FEWEST))  # Fewer waves are strong beside larger steps.
    most = int(np.flatnonzero(tally)[-1]) + 1
    regular = _REGULAR[first:last, :most] @ tally[:most].astype(np.float32)
    best: tuple[float, int] = (CLEAR, 0)
    for step in range(first, last):
        if own > 1 and step % own == 0:
            continue  # multiples of the file's own step look regular by themselves
        mean = float(regular[step - first]) / int(strong[step])
        if mean > best[0] + 0.02:
            best = mean, step
    return best[1] or None
