"""An earlier JPEG compression leaves the waves of each block on a lattice; pixels pasted later do not keep to it.

Known idea (double quantisation; Lukáš and Fridrich 2003, Bianchi and Piva 2012). The steps of the earlier compression
are found from the whole page; then each block says how well it keeps to them. A page without an earlier compression, or
one that was cropped or scaled since, has no lattice and gets no answer. Being compressed twice is ordinary.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verifiers.pixels.picture import Grey, Picture
from verifiers.pixels.waves import WAVES

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

    def within(self, rows: slice, columns: slice) -> tuple[float, float]:
        """Sum of shortfalls and of waves over a part of the stored picture (pixels), each block by its share."""
        (top, down), (left, across) = _shares(rows), _shares(columns)
        here = slice(top, top + len(down)), slice(left, left + len(across))
        short, count = self.shortfall[here], self.counted[here]
        down, across = down[: short.shape[0]], across[: short.shape[1]]
        return float(down @ short @ across) / 64, float(down @ count @ across) / 64


def _shares(part: slice) -> tuple[int, Grey]:
    """First block of a stretch of pixels, and how many pixels of each block lie in it."""
    first, last = part.start // 8, max(part.stop - 1, part.start) // 8
    edges = np.clip(np.arange(first, last + 2) * 8, part.start, part.stop)
    return first, np.diff(edges).astype(np.float32)


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
    regular = _REGULAR @ tally.astype(np.float32)
    best: tuple[float, int] = (CLEAR, 0)
    for step in range(max(3, own + 1), LARGEST_STEP):
        if own > 1 and step % own == 0:
            continue  # multiples of the file's own step look regular by themselves
        count = int(strong[step])
        if count < FEWEST:
            break
        mean = float(regular[step]) / count
        if mean > best[0] + 0.02:
            best = mean, step
    return best[1] or None
