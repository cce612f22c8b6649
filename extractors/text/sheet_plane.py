"""Coordinates of a bent sheet: the run of its heading line, and rows and columns made straight."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import numpy as np

from domain.place import Box
from domain.reading import Line


class Curve:
    """Height of the heading line at x: straight pieces between the headings, carried on outside."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        ordered = sorted(points)
        self._x = np.array([x for x, _ in ordered])
        self._y = np.array([y for _, y in ordered])
        wide = max(float(self._x[-1] - self._x[0]), 1.0)
        self._left = self._slope(self._x <= self._x[0] + 0.45 * wide)
        self._right = self._slope(self._x >= self._x[-1] - 0.45 * wide)
        self._points = ordered
        self._places = [x for x, _ in ordered]

    def _slope(self, near: np.ndarray) -> float:
        """Slope of the headings on one side; of all of them where that side holds a single one."""
        x, y = (self._x[near], self._y[near]) if near.sum() > 1 else (self._x, self._y)
        return float(np.polyfit(x, y, 1)[0]) if np.ptp(x) > 1 else 0.0

    def __call__(self, x: float) -> float:
        # One height at a time is told sooner without arrays.
        (first, high), (last, low) = self._points[0], self._points[-1]
        if x < first:
            return high + self._left * (x - first)
        if x > last:
            return low + self._right * (x - last)
        at = bisect_right(self._places, x)
        if at == len(self._points):
            return low
        (x0, y0), (x1, y1) = self._points[at - 1 : at + 1]
        return y0 if x0 == x else (y1 - y0) / (x1 - x0) * (x - x0) + y0


def _sharpness(values: np.ndarray, step: float) -> np.ndarray:
    """How well the values of each row gather: sum of squared counts in a softened histogram of width ``step``."""
    bins = np.floor((values - values.min(axis=1, keepdims=True)) / step).astype(int)
    wide = int(bins.max()) + 1
    tally = np.bincount((bins + wide * np.arange(len(bins))[:, None]).ravel(), minlength=wide * len(bins))
    counts = np.pad(tally.reshape(len(bins), wide), ((0, 0), (1, 1)))
    soft = counts[:, 1:-1] + 0.5 * (counts[:, :-2] + counts[:, 2:])
    soft[np.arange(wide) > bins.max(axis=1, keepdims=True)] = 0
    return np.asarray((soft**2).sum(axis=1))


class Plane:
    """Coordinates of the bent sheet: ``down`` below the heading line, ``across`` along it."""

    def __init__(self, heading: Sequence[Box], lines: Sequence[Line]) -> None:
        """``heading``: boxes of the words on the heading line; ``lines``: what stands below it."""
        self._curve = Curve([box.center for box in heading])
        self._x0 = float(median(box.center[0] for box in heading))
        self.height = float(median(box.height for box in heading))
        self._fan = self._lean = self._spread = 0.0
        centers = [line.place.box.center for line in lines]
        if len(centers) < 6:
            return
        x = np.array([c[0] for c in centers])
        d = np.array([c[1] - self._curve(c[0]) for c in centers])
        half = max(float(np.ptp(x)) / 2, 1.0)
        fans = np.linspace(-0.3, 0.3, 61) / half
        scores = _sharpness(d / (1 + fans[:, None] * (x - self._x0)), self.height / 3) - np.abs(fans)
        self._fan = float(fans[int(np.argmax(scores))])
        down = d / (1 + self._fan * (x - self._x0))
        deep = max(float(down.max()), 1.0)
        best = -1.0
        left = np.array([line.place.box.left for line in lines])
        leans = np.linspace(-0.3, 0.3, 61)
        for spread in np.linspace(-0.24, 0.24, 13) / deep:
            scale = 1 + spread * down
            leaning = leans[:, None] * down
            middles, edges = ((places - self._x0 - leaning) / scale for places in (x, left))
            scores = _sharpness(middles, self.height / 3) + _sharpness(edges, self.height / 3)
            scores *= 1 - 0.02 * np.abs(leans) - 0.02 * abs(spread * deep)
            at = int(np.argmax(scores))
            if scores[at] > best:
                best, self._lean, self._spread = float(scores[at]), float(leans[at]), float(spread)

    def down(self, x: float, y: float) -> float:
        return (y - self._curve(x)) / (1 + self._fan * (x - self._x0))

    def across(self, x: float, y: float) -> float:
        down = self.down(x, y)
        return (x - self._x0 - self._lean * down) / (1 + self._spread * down)

    def point(self, across: float, down: float) -> tuple[float, float]:
        """Back to pixels."""
        x = across * (1 + self._spread * down) + self._x0 + self._lean * down
        return x, self._curve(x) + down * (1 + self._fan * (x - self._x0))


def column_borders(columns: Sequence[tuple[float, float, float]], spans: Sequence[tuple[float, float]]) -> list[float]:
    """Borders between neighbouring columns: the middle of the emptiest stretch between two headings.

    ``columns``: (left, centre, right) of each heading; ``spans``: what the words below cover.
    """
    borders = []
    for (_, here, _), (_, there, _) in pairwise(columns):
        points = np.linspace(here, there, max(int(there - here), 8))
        cover = np.zeros(len(points))
        for left, right in spans:
            cover += (points >= left) & (points <= right)
        lowest = cover <= cover.min() + 0.01 * len(spans)
        best = (0, 0)
        start: int | None = None
        for i, low in enumerate([*lowest, False]):
            if low and start is None:
                start = i
            elif not low and start is not None:
                if i - start > best[1] - best[0]:
                    best = (start, i)
                start = None
        borders.append(float(points[min((best[0] + best[1]) // 2, len(points) - 1)]))
    return borders
