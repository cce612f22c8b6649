"""Numbers of many glyphs at once, out of their pixels laid one glyph after another.

A glyph has some hundred pixels: asked glyph by glyph, numpy takes longer to be called than to count them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from verifiers.pixels.strips import FINE, WHOLE, Part, Strip

Column = NDArray[np.float64]
Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]
Values = NDArray[np.float32] | NDArray[np.uint8] | NDArray[np.float64]

#: Pixels of a sort from which a glyph says something of them; pixels inside its ink from which these have a grain.
ENOUGH, ENOUGH_INSIDE = 12, 8
#: Grey levels below which grain is but the ripple of compression and one place differs from another by chance.
LEAST_GRAIN = 0.2
_RIM = np.ones((3, 3), np.uint8)


@dataclass(frozen=True)
class Glyphs:
    """Glyphs at ``parts`` of the page: ``FINE`` and ``WHOLE`` of their pixels (what, pixels), one after another;
    ``ends``: where each begins, and the end of the last."""

    parts: Sequence[Part]
    fine: NDArray[np.float32]
    whole: NDArray[np.uint8]
    ends: Counts

    @classmethod
    def of(cls, cut: Sequence[tuple[Strip, Sequence[Part]]]) -> Glyphs:
        """Those at the given parts of each strip."""
        parts = [part for _, own in cut for part in own]
        ends = np.cumsum([0, *(high * wide for high, wide in map(_size, parts))])
        fine, whole = np.empty((len(FINE), ends[-1]), np.float32), np.empty((len(WHOLE), ends[-1]), np.uint8)
        at = 0
        for strip, own in cut:
            for part in own:
                (rows, columns), shape = strip.inside(part), _size(part)
                here = slice(ends[at], ends[at + 1])
                fine[:, here].reshape(-1, *shape)[...] = strip.fine[:, rows, columns]
                whole[:, here].reshape(-1, *shape)[...] = strip.whole[:, rows, columns]
                at += 1
        return cls(parts, fine, whole, ends)

    def numbers(self, heights: Sequence[float]) -> Mapping[str, Column]:
        """By name of ``measures.MEASURES`` (but for the lattice) and ``measures.MORE``: a number of each glyph, NaN
        where it cannot be said. ``heights``: of their lines."""
        depth, residue, coarse, tone, slope = self.fine
        grey, red, blue, even, inked, near = self.whole
        ink, bare = self._sort(inked > 0), self._sort(near == 0)
        fringe = self._sort((near > 0) & (inked == 0))
        core, ends = self._inside(inked)
        inside = self._sort(core > 0, ENOUGH_INSIDE)
        dark, written = ink.quantile(depth, 0.85), ink.count >= ENOUGH
        steep = self._sort(np.ones(len(depth), np.bool_)).quantile(slope, 0.95)
        rim = np.maximum(ink.count - inside.count, 1)
        half = (depth > self._each(0.25 * dark)) & (depth < self._each(0.75 * dark))
        with np.errstate(divide="ignore"):
            stroke = np.log(ink.count / rim / np.array(heights) * 20)
        told = {
            "grain": np.log(bare.mean(np.abs(residue)) + LEAST_GRAIN),
            "fringe": np.log(fringe.spread(grey) + 0.5),
            "level": -bare.quantile(depth, 0.5),
            "red": bare.mean(red),
            "blue": bare.mean(blue),
            "dark": dark,
            "ink_red": ink.mean(red),
            "ink_blue": ink.mean(blue),
            "sharp": np.log(steep / np.maximum(dark, 5.0) + 0.05),
            "stroke": stroke,
            "coarse": np.log(bare.mean(np.abs(coarse)) + LEAST_GRAIN),
            "tone": np.log(bare.mean(tone) + LEAST_GRAIN),
            "even": bare.mean(even),
            "ink_grain": inside.spread(depth),
            "black": ink.quantile(grey, 0.02),
            "half": self._sort(half).count / rim,
        }
        told |= dict(zip(("top", "foot", "left", "right"), ends.T, strict=True))
        # In single precision the mean of equal numbers is that number, on pages without any grain.
        told |= {name: told[name].astype(np.float32) for name in ("grain", "fringe", "coarse", "tone", "ink_grain")}
        of_paper = ("grain", "level", "red", "blue", "coarse", "tone", "even", "fringe")
        return {name: one if name in of_paper else np.where(written, one, np.nan) for name, one in told.items()}

    def _sort(self, mask: Mask, enough: int = ENOUGH) -> _Sort:
        return _Sort(mask, np.add.reduceat(mask, self.ends[:-1], dtype=np.int64), self.ends[:-1], enough)

    def _each(self, numbers: Column) -> NDArray[np.float32]:
        """A number of each glyph for all of its pixels."""
        return np.repeat(numbers.astype(np.float32), np.diff(self.ends))

    def _inside(self, inked: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], Column]:
        """1 where a glyph's ink is no rim, and where the ink of each begins and ends: rows, columns of the page."""
        core, ends = np.empty_like(inked), np.empty((len(self.parts), 4))
        for at, (rows, columns) in enumerate(self.parts):
            here, shape = slice(self.ends[at], self.ends[at + 1]), _size((rows, columns))
            glyph = inked[here].reshape(shape)
            cv2.erode(glyph, _RIM, core[here].reshape(shape))
            left, top, wide, high = cv2.boundingRect(glyph)
            ends[at] = rows.start + top, rows.start + top + high, columns.start + left, columns.start + left + wide
        return core, ends


@dataclass(frozen=True)
class _Sort:
    """Pixels of one sort (``mask``) in all glyphs, how many each has (``count``), where each glyph begins (``first``),
    and how many it must have to say something of them (``enough``)."""

    mask: Mask
    count: Counts
    first: Counts
    enough: int

    def mean(self, values: Values) -> Column:
        sums = np.add.reduceat(values * self.mask, self.first, dtype=np.float64)
        return np.where(self.count >= self.enough, sums / np.maximum(self.count, 1), np.nan)

    def spread(self, values: Values) -> Column:
        """Standard deviation."""
        own = values.astype(np.float64)
        square, mean = self.mean(own * own), self.mean(own)
        return np.asarray(np.sqrt(np.maximum(square - mean**2, 0)))

    def quantile(self, values: Values, share: float) -> Column:
        """As ``np.quantile`` of each glyph; ``share`` below 1."""
        chosen = values[np.flatnonzero(self.mask)]
        told = np.flatnonzero(self.count >= self.enough)
        found = np.full(len(self.count), np.nan)
        if not len(told):
            return found
        last, at = np.cumsum(self.count)[told], share * (self.count[told] - 1)
        first, high = last - self.count[told], at.astype(np.intp) + 1
        for begin, end, place in zip(first.tolist(), last.tolist(), high.tolist(), strict=True):
            # One place alone is put in order: two take five times as long.
            chosen[begin:end].partition(place)
        below = np.maximum.reduceat(chosen, np.stack((first, first + high), axis=1).ravel())[::2].astype(np.float32)
        beyond = chosen[first + high].astype(np.float32) - below
        found[told] = below + (at + 1 - high).astype(np.float32) * beyond
        return found


def _size(part: Part) -> tuple[int, int]:
    rows, columns = part
    return rows.stop - rows.start, columns.stop - columns.start
