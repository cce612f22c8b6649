"""Numbers of one glyph and the paper around it, each comparable with the same numbers of its neighbours.

``MEASURES`` names the columns. Grey levels 0 … 255; NaN where a cell has too little ink or paper to say.
Only the lines that hold a wanted glyph are worked on, each with a margin as wide as the filters reach.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from verifiers.pixels.cells import Cell
from verifiers.pixels.lattice import Lattice, lattice_of
from verifiers.pixels.picture import Grey, Picture, Pixels

MEASURES = ("grain", "fringe", "level", "red", "blue", "dark", "ink_red", "ink_blue", "sharp", "stroke", "lattice")
#: More of a glyph, for the trees of ``groves``: grain at a larger scale and in the colours, bare pixels like all their
#: neighbours, grain inside the ink, its blackest grey, half tones by the length of its rim, and where its ink begins
#: and ends (rows, columns of the page).
MORE = ("coarse", "tone", "even", "ink_grain", "black", "half", "top", "foot", "left", "right")
#: Least spread of each measure: closer agreement of the neighbours than this is chance.
LEAST = {
    "grain": 0.06,
    "fringe": 0.08,
    "level": 0.6,
    "red": 0.35,
    "blue": 0.35,
    "dark": 3.0,
    "ink_red": 0.8,
    "ink_blue": 0.8,
    "sharp": 0.06,
    "stroke": 0.06,
    "lattice": 0.08,
}
Table = NDArray[np.float64]
Part = tuple[slice, slice]

#: Grey levels below which grain is but the ripple of compression and one place differs from another by chance.
LEAST_GRAIN = 0.2
_REACH = 8  # Pixels beyond a part on which its numbers depend: the widest filter reaches six, ink spreads by two.
_HIGH = 192  # Rows worked on at once: what they need stays in the processor's cache.
_BAND = 12  # Rows of a band of which the page's grain is taken.
_BANDS = 30


@dataclass(frozen=True)
class Measures:
    """``table``: one row a cell, columns as ``MEASURES``, ``more`` as ``MORE``; NaN for cells not wanted. ``noise``:
    typical grain of bare paper, grey levels. ``steps``: mean quantisation step of the file, 0 where it is no JPEG."""

    table: Table
    more: Table
    noise: float
    steps: float
    paper: _Paper

    @cached_property
    def residue(self) -> Grey:
        """The fine grain of the whole page, ink set to zero."""
        height, width = self.paper.grey.shape
        whole = np.empty((height, width), np.float32)
        for top in range(0, height, _HIGH):
            rows = slice(top, min(top + _HIGH, height))
            whole[rows] = self.paper.at((rows, slice(0, width))).residue
        return whole


def measured(picture: Picture, cells: Sequence[Cell], wanted: Collection[int] | None = None) -> Measures:
    """Measures of the cells of a page, or only of those whose numbers are ``wanted``."""
    paper = _Paper(picture)
    lattice = lattice_of(picture)
    table, more = np.full((len(cells), len(MEASURES)), np.nan), np.full((len(cells), len(MORE)), np.nan)
    lines: dict[int, list[int]] = {}
    for i in range(len(cells)) if wanted is None else sorted(wanted):
        lines.setdefault(cells[i].line, []).append(i)
    for numbers in lines.values():
        parts = [_around(cells[i], paper.grey.shape) for i in numbers]
        strip = paper.at(_spanned(parts))
        for i, part in zip(numbers, parts, strict=True):
            row = strip.measures(part, cells[i].height)
            row["lattice"] = _kept(lattice, picture, part)
            table[i] = [row[name] for name in MEASURES]
            more[i] = strip.more(part)
    steps = float(np.mean(picture.steps)) if picture.steps is not None else 0.0
    return Measures(table, more, paper.noise(), steps, paper)


def _around(cell: Cell, shape: tuple[int, ...]) -> Part:
    edge = max(2, round(cell.height * 0.12))
    rows = slice(max(0, int(cell.box.top) - edge), min(int(cell.box.bottom) + edge, shape[0]))
    return rows, slice(max(0, int(cell.box.left)), min(int(cell.box.right) + 1, shape[1]))


def _spanned(parts: Sequence[Part]) -> Part:
    rows = slice(min(part[0].start for part in parts), max(part[0].stop for part in parts))
    return rows, slice(min(part[1].start for part in parts), max(part[1].stop for part in parts))


def _kept(lattice: Lattice | None, picture: Picture, part: Part) -> float:
    if lattice is None:
        return float("nan")
    got, count = lattice.within(*picture.turn.undone(*part, *picture.upright.shape[:2]))
    return got / count * min(1.0, (count / 64) ** 0.5) if count > 0 else float("nan")


class _Paper:
    """A page's brightness, and what is known of all of it: the ground under the strokes, how dark ink is."""

    def __init__(self, picture: Picture) -> None:
        self._upright = picture.upright
        self.grey = picture.grey
        self._ground = picture.paper
        some = self._ground[::5, ::5] - self.grey[::5, ::5]
        self._inked = max(14.0, 0.22 * quantile(some.ravel(), 0.995))

    def at(self, part: Part) -> _Strip:
        """A part of the page, worked out with what lies around it."""
        rows, columns = part
        wide = tuple(
            slice(max(0, side.start - _REACH), min(side.stop + _REACH, most))
            for side, most in zip(part, self.grey.shape, strict=True)
        )
        grey = self.grey[wide].astype(np.float32)
        ground = self._ground[wide]
        ink = ground - grey > self._inked
        near = cv2.dilate(ink.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        fine = np.clip(grey - cv2.GaussianBlur(grey, (0, 0), 1.5), -12, 12)
        fine[near] = 0
        inner = (
            slice(rows.start - wide[0].start, rows.stop - wide[0].start),
            slice(columns.start - wide[1].start, columns.stop - wide[1].start),
        )
        return _Strip(
            part,
            self._upright[part],
            grey,
            ground[inner],
            ink[inner],
            near[inner],
            fine.astype(np.float32)[inner],
            inner,
        )

    def noise(self) -> float:
        """Mean grain of the bare paper in bands all over the page; 0 where hardly any paper is bare."""
        height, width = self.grey.shape
        tops = np.unique(np.linspace(0, max(height - _BAND, 0), _BANDS).astype(int)).tolist()
        total, count = 0.0, 0
        for top in tops:
            strip = self.at((slice(top, min(top + _BAND, height)), slice(0, width)))
            total += float(np.abs(strip.residue).sum())
            count += strip.near.size - int(np.count_nonzero(strip.near))
        return total / count if count > 1000 else 0.0


@dataclass(frozen=True)
class _Strip:
    """A part of the page (``part``): its colours, ground, strokes (``ink``), their surroundings (``near``), grain."""

    part: Part
    colours: Pixels
    wide: Grey
    ground: Grey
    ink: NDArray[np.bool_]
    near: NDArray[np.bool_]
    residue: Grey
    inner: Part

    @cached_property
    def grey(self) -> Grey:
        return self.wide[self.inner]

    @cached_property
    def _tint(self) -> Pixels:
        return np.asarray(cv2.cvtColor(np.ascontiguousarray(self.colours), cv2.COLOR_RGB2YCrCb), np.uint8)

    @cached_property
    def _coarse(self) -> Grey:
        """Waves of the paper some pixels long."""
        finer, coarser = (cv2.GaussianBlur(self.wide, (0, 0), sigma) for sigma in (1.5, 3.0))
        return np.asarray(np.clip(finer - coarser, -12, 12)[self.inner], np.float32)

    @cached_property
    def _tone(self) -> Grey:
        """Grain of the colours."""
        tint = self._tint[..., 1:].astype(np.float32)
        return np.asarray(np.abs(tint - cv2.GaussianBlur(tint, (0, 0), 1.5)).sum(axis=2), np.float32)

    @cached_property
    def _even(self) -> Grey:
        """1 where a pixel is like its four neighbours."""
        rise = cv2.morphologyEx(self.wide, cv2.MORPH_GRADIENT, cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3)))
        return np.asarray(rise[self.inner] == 0, np.float32)

    def more(self, part: Part) -> list[float]:
        """``MORE`` of one glyph."""
        here = tuple(
            slice(own.start - whole.start, own.stop - whole.start) for own, whole in zip(part, self.part, strict=True)
        )
        inked, near = self.ink[here], self.near[here]
        row = dict.fromkeys(MORE, float("nan"))
        bare = np.flatnonzero(~near)
        if len(bare) >= 12:
            row["coarse"] = float(np.log(np.abs(self._coarse[here].ravel()[bare]).mean() + LEAST_GRAIN))
            row["tone"] = float(np.log(self._tone[here].ravel()[bare].mean() + LEAST_GRAIN))
            row["even"] = float(self._even[here].ravel()[bare].mean())
        strokes = np.flatnonzero(inked)
        if len(strokes) >= 12:
            depth = self.ground[here] - self.grey[here]
            deep = depth.ravel()[strokes]
            dark = quantile(deep, 0.85)
            kernel = cv2.erode(inked.astype(np.uint8), np.ones((3, 3), np.uint8))
            rim = len(strokes) - int(np.count_nonzero(kernel))
            core = depth[kernel > 0]
            row["ink_grain"] = float(core.std()) if len(core) >= 8 else float("nan")
            row["black"] = quantile(self.grey[here].ravel()[strokes], 0.02)
            row["half"] = np.count_nonzero((depth > 0.25 * dark) & (depth < 0.75 * dark)) / max(rim, 1)
            rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
            row["top"], row["foot"] = float(part[0].start + rows[0]), float(part[0].start + rows[-1] + 1)
            row["left"], row["right"] = float(part[1].start + columns[0]), float(part[1].start + columns[-1] + 1)
        return [row[name] for name in MORE]

    @cached_property
    def _slope(self) -> Grey:
        level, upright = cv2.Sobel(self.wide, cv2.CV_32F, 1, 0), cv2.Sobel(self.wide, cv2.CV_32F, 0, 1)
        return np.asarray(cv2.magnitude(level, upright), np.float32)[self.inner]

    def measures(self, part: Part, height: float) -> dict[str, float]:
        """The measures of one glyph but for the lattice; ``part`` in pixels of the page, inside this one."""
        here = tuple(
            slice(own.start - whole.start, own.stop - whole.start) for own, whole in zip(part, self.part, strict=True)
        )
        inked, near = self.ink[here], self.near[here]
        row = dict.fromkeys(MEASURES, float("nan"))
        bare, fringe = np.flatnonzero(~near), np.flatnonzero(near & ~inked)
        strokes = np.flatnonzero(inked)
        grey, red, blue = self.grey[here].ravel(), self._tint[here][..., 1].ravel(), self._tint[here][..., 2].ravel()
        if len(bare) >= 12:
            grain = np.abs(self.residue[here].ravel()[bare])
            row["grain"] = float(np.log(grain.mean() + LEAST_GRAIN))
            row["level"] = quantile((grey - self.ground[here].ravel())[bare], 0.5)
            row["red"], row["blue"] = float(red[bare].mean()), float(blue[bare].mean())
        if len(fringe) >= 12:
            row["fringe"] = float(np.log(grey[fringe].std() + 0.5))
        if len(strokes) >= 12:
            depth = (self.ground[here].ravel() - grey)[strokes]
            row["dark"] = quantile(depth, 0.85)
            row["ink_red"], row["ink_blue"] = float(red[strokes].mean()), float(blue[strokes].mean())
            steep = quantile(self._slope[here].ravel(), 0.95)
            row["sharp"] = float(np.log(steep / max(row["dark"], 5.0) + 0.05))
            kernel = cv2.erode(inked.astype(np.uint8), np.ones((3, 3), np.uint8))
            rim = len(strokes) - int(np.count_nonzero(kernel))
            row["stroke"] = float(np.log(len(strokes) / max(rim, 1) / height * 20))
        return row


def quantile(values: NDArray[np.float32], share: float) -> float:
    """As ``np.quantile``, many times faster on the few hundred points of a glyph."""
    at = share * (len(values) - 1)
    low = int(at)
    high = min(low + 1, len(values) - 1)
    ordered = np.partition(values, (low, high))
    return float(ordered[low] + (at - low) * (ordered[high] - ordered[low]))
