"""Rings of which a hard copy left but arcs: looked for all over the page by how much darker a circle is than its sides.

A seal's ring is a thin line with bare paper on both sides of it, whatever the copy left of it; rows of writing are as
dark beside such a circle as on it. Every circle of every size is tried at once by correlation (a half of the mask's
size), the few that stand out most are measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.uint8]
Floats = NDArray[np.float32]
#: Radii looked for, as shares of the longer side; how many places are measured; pixels of half size kept around each.
_SMALLEST, _LARGEST, _TRIED, _APART = 0.035, 0.125, 14, 5
#: Rings beside the line that are bare, as shares of its radius; where letters stand, what is bare between them and the
#: star, and how far the star reaches.
_OUTSIDE, _INSIDE, _LETTERED, _BARE, _STAR = (1.06, 1.14), (0.925, 0.95), (0.62, 0.9), (0.4, 0.56), 0.22
#: What each sign (``Ring.signs``) counts, what is asked beforehand, and how much must be left over: a logistic fit on
#: drawn copies (``benchmarks/learn_rings.py``). From 1 one of 98 copies without a seal, none learnt from, shows one.
_COUNTS, _ASKED, _ENOUGH = (8.55, 4.39, -4.49, 5.02, 25.71, 24.76), 10.07, 1.0
#: Least share of angles with letters: an empty circle is no seal.
_WRITTEN = 0.05
_ANGLES = np.linspace(0, 2 * np.pi, 120, endpoint=False)[:, None]


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle on a page, in pixels of the mask, and what lies on and in it, as shares of its angles or its ink.

    ``left`` is the share of the line that is there, ``beyond`` how much more that is than beside it, ``letters`` and
    ``bare`` are shares of angles with ink where a seal has letters and where it has none, ``star`` is the ink in the
    middle; ``longest`` is the longer side of the mask.
    """

    x: float
    y: float
    radius: float
    beyond: float
    left: float
    letters: float
    bare: float
    star: float
    longest: int

    @property
    def signs(self) -> tuple[float, ...]:
        return self.left, self.letters, self.bare, self.star, self.radius / self.longest, self.beyond

    @property
    def likely(self) -> float:
        """Log-odds that it is a seal."""
        if self.letters < _WRITTEN:
            return -np.inf
        return sum(count * sign for count, sign in zip(_COUNTS, self.signs, strict=True)) - _ASKED


def found(mask: Mask) -> list[Ring]:
    """The rings in a page's mask of ink (height x width, 0 or 1)."""
    apart: list[Ring] = []
    for ring in sorted(tried(mask), key=lambda ring: -ring.beyond):
        # Beside a circle others of its arcs and letters stand out, too.
        if all(np.hypot(ring.x - one.x, ring.y - one.y) >= max(ring.radius, one.radius) for one in apart):
            apart.append(ring)
    return [ring for ring in apart if ring.likely >= _ENOUGH]


def tried(mask: Mask) -> list[Ring]:
    """The circles that stand out most on a page, whatever they are."""
    return [_measured(mask, *_moved(mask, *at)) for at in _places(mask, max(mask.shape))]


def _measured(mask: Mask, beyond: float, x: float, y: float, radius: float) -> Ring:
    star = np.zeros_like(mask)
    cv2.circle(star, (round(x), round(y)), max(1, round(_STAR * radius)), 1, -1)
    left, letters, bare = (
        float(_hit(mask, x, y, radius, shares).mean())
        for shares in (_line(radius), np.linspace(*_LETTERED, 12), np.linspace(*_BARE, 8))
    )
    return Ring(x, y, radius, beyond, left, letters, bare, float(cv2.mean(mask, star)[0]), max(mask.shape))


def _places(mask: Mask, longest: int) -> Iterator[tuple[float, float, float]]:
    """Centres and radii of the circles that stand out most."""
    height, width = mask.shape[0] // 2, mask.shape[1] // 2
    half = (cv2.resize(mask * np.uint8(255), (width, height), interpolation=cv2.INTER_AREA) > 60).astype(np.float32)
    around = round(1.2 * _LARGEST * longest)
    size = cv2.getOptimalDFTSize(height + around), cv2.getOptimalDFTSize(width + around)
    spectrum = np.fft.rfft2(half, size)
    best, radii = np.full((height, width), -1.0), np.zeros((height, width))
    for radius in np.arange(_SMALLEST * longest / 2, _LARGEST * longest / 2):
        template = np.fft.rfft2(_template(float(radius), size))
        here = np.fft.irfft2(spectrum * np.conj(template), size)[:height, :width]
        better = here > best
        best[better], radii[better] = here[better], radius
    for _ in range(_TRIED):
        y, x = (int(at) for at in np.unravel_index(int(best.argmax()), best.shape))
        yield 2 * x + 0.5, 2 * y + 0.5, 2 * float(radii[y, x])
        best[max(0, y - _APART) : y + _APART + 1, max(0, x - _APART) : x + _APART + 1] = -1


def _template(radius: float, size: tuple[int, int]) -> Floats:
    """A ring against what lies beside it, its centre at the first pixel."""
    reach = int(1.16 * radius) + 2
    rows, columns = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    away = np.hypot(rows, columns)

    def share(low: float, high: float) -> Floats:
        ring = ((away >= low) & (away < high)).astype(np.float32)
        return np.asarray(ring / max(1.0, float(ring.sum())), np.float32)

    drawn = np.zeros(size, np.float32)
    drawn[: 2 * reach + 1, : 2 * reach + 1] = (
        share(radius - 1, radius + 1)
        - share(1.05 * radius + 1, 1.14 * radius + 1)
        - 0.7 * share(0.9 * radius - 1, 0.95 * radius - 1)
    )
    return np.roll(drawn, (-reach, -reach), (0, 1))


def _moved(mask: Mask, x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    """How far the line is darker than its sides, at the best place near by, and that place."""
    best = _beyond(mask, x, y, radius), x, y, radius
    for step in (3.0, 1.5, 1.0):
        _, x, y, radius = best
        for dx in (-step, 0.0, step):
            for dy in (-step, 0.0, step):
                for grown in (-step, 0.0, step):
                    there = x + dx, y + dy, radius + grown
                    best = max(best, (_beyond(mask, *there), *there))
    return best


def _beyond(mask: Mask, x: float, y: float, radius: float) -> float:
    line = _hit(mask, x, y, radius, _line(radius)).mean()
    beside = sum(
        _hit(mask, x, y, radius, np.linspace(*sides, many)).mean() for sides, many in ((_OUTSIDE, 4), (_INSIDE, 2))
    )
    return float(line - beside)


def _line(radius: float) -> NDArray[np.float64]:
    return np.array([1 - 1 / radius, 1, 1 + 1 / radius])


def _hit(mask: Mask, x: float, y: float, radius: float, shares: NDArray[np.float64]) -> NDArray[np.bool_]:
    """For each angle whether there is ink at one of the ``shares`` of the radius."""
    columns = np.clip((x + shares * radius * np.cos(_ANGLES)).round().astype(int), 0, mask.shape[1] - 1)
    rows = np.clip((y + shares * radius * np.sin(_ANGLES)).round().astype(int), 0, mask.shape[0] - 1)
    return np.asarray(mask[rows, columns].any(axis=1), np.bool_)
