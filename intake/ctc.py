"""From the recogniser's time steps to characters, each with its probability and its stretch of the line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.reading import OtherLetter

_BLANK = 0
_IN_DOUBT = 0.98  # A letter read less surely is kept with what else it may be.
_MOST_OTHERS, _LEAST_OTHER = 6, 0.002


@dataclass(frozen=True, slots=True)
class Written:
    """Characters of one line. ``spans`` are (from, to) along the strip, 0 to 1 of its width.

    ``others`` are the next likely letters where one was read in doubt.
    """

    text: str
    probabilities: tuple[float, ...]
    spans: tuple[tuple[float, float], ...]
    others: tuple[OtherLetter, ...] = ()

    @property
    def confidence(self) -> float:
        """Mean probability; 0 for an empty line."""
        return float(np.mean(self.probabilities)) if self.probabilities else 0.0


def decode(
    best: NDArray[np.intp],
    sure: NDArray[np.float32],
    alphabet: Sequence[str],
    used: float,
    scores: Callable[[int, int], NDArray[np.float32]] | None = None,
) -> Written:
    """Greedy reading of one line.

    ``best`` and ``sure`` hold the winning class and its probability per time step; ``used`` is how
    many steps (a fraction is allowed) the strip itself covers, the rest being padding. ``scores``
    gives the probabilities (steps x classes) from one step to before another, to tell what else a doubtful letter
    may be; it is asked for steps that a letter won only.
    """
    first = np.flatnonzero(np.concatenate(([True], best[1:] != best[:-1])))
    until = np.append(first[1:], len(best))
    # A character may hold several steps; its surest one speaks for it.
    surest = np.maximum.reduceat(sure, first)
    held = best[first] != _BLANK
    if not held.any():
        return Written("", (), ())
    text = [alphabet[letter] for letter in best[first[held]]]
    centres = (first[held] + until[held]) / 2
    others: list[OtherLetter] = []
    if scores is not None:
        for at in np.flatnonzero(surest[held] < _IN_DOUBT).tolist():
            steps = scores(int(first[held][at]), int(until[held][at]))
            others += _others(at, steps.max(axis=0), int(best[first[held][at]]), alphabet)
    return Written("".join(text), tuple(surest[held].tolist()), _spans(text, centres, used), tuple(others))


def _others(at: int, scores: NDArray[np.float32], won: int, alphabet: Sequence[str]) -> list[OtherLetter]:
    likely = np.flatnonzero(scores >= _LEAST_OTHER)  # A few hundred at most: a probability is shared by all letters.
    likely = likely[np.argsort(-scores[likely], kind="stable")]
    return [
        OtherLetter(at, alphabet[letter], round(float(scores[letter]), 4))
        for letter in likely.tolist()
        if letter not in (_BLANK, won) and alphabet[letter].strip()
    ][:_MOST_OTHERS]


def _spans(text: Sequence[str], centres: NDArray[np.float64], used: float) -> tuple[tuple[float, float], ...]:
    """Stretches around the centres: up to half-way to a neighbour, but no wider than a character is.

    A full-width character is about six steps of eight pixels wide in a strip 48 pixels high.
    """
    most = np.array([3.3 if ord(c) > 0x2E7F else 2.0 for c in text])
    middle = (centres[1:] + centres[:-1]) / 2
    left = np.maximum(np.concatenate(([0.0], middle)), centres - most)
    right = np.minimum(np.concatenate((middle, [used])), centres + most)
    scale = max(used, 1e-6)
    ends = np.clip(np.stack((left, np.maximum(right, left))) / scale, 0, 1)
    return tuple(zip(*ends.tolist(), strict=True))
