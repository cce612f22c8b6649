"""From the recogniser's time steps to characters, each with its probability and its stretch of the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_BLANK = 0


@dataclass(frozen=True, slots=True)
class Written:
    """Characters of one line. ``spans`` are (from, to) along the strip, 0 to 1 of its width."""

    text: str
    probabilities: tuple[float, ...]
    spans: tuple[tuple[float, float], ...]

    @property
    def confidence(self) -> float:
        """Mean probability; 0 for an empty line."""
        return float(np.mean(self.probabilities)) if self.probabilities else 0.0


def decode(best: NDArray[np.intp], sure: NDArray[np.float32], alphabet: Sequence[str], used: float) -> Written:
    """Greedy reading of one line.

    ``best`` and ``sure`` hold the winning class and its probability per time step; ``used`` is how
    many steps (a fraction is allowed) the strip itself covers, the rest being padding.
    """
    start = np.flatnonzero((best != _BLANK) & np.concatenate(([True], best[1:] != best[:-1])))
    if not len(start):
        return Written("", (), ())
    text, probabilities, centres = [], [], []
    for step in start:
        until = step + 1
        while until < len(best) and best[until] == best[step]:
            until += 1
        # A character may hold several steps; its surest one speaks for it.
        text.append(alphabet[best[step]])
        probabilities.append(float(sure[step:until].max()))
        centres.append((step + until) / 2)
    return Written("".join(text), tuple(probabilities), _spans(text, np.array(centres), used))


def _spans(text: Sequence[str], centres: NDArray[np.float64], used: float) -> tuple[tuple[float, float], ...]:
    """Stretches around the centres: up to half-way to a neighbour, but no wider than a character is.

    A full-width character is about six steps of eight pixels wide in a strip 48 pixels high.
    """
    most = np.array([3.3 if ord(c) > 0x2E7F else 2.0 for c in text])
    middle = (centres[1:] + centres[:-1]) / 2
    left = np.maximum(np.concatenate(([0.0], middle)), centres - most)
    right = np.minimum(np.concatenate((middle, [used])), centres + most)
    scale = max(used, 1e-6)
    return tuple(
        (float(np.clip(a / scale, 0, 1)), float(np.clip(b / scale, 0, 1)))
        for a, b in zip(left, np.maximum(right, left), strict=True)
    )
