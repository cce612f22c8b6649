"""What the trees of ``words.json`` ask of a window: how it differs from the glyphs around, from the rest of its line,
and from other glyphs of its signs; how its ink stands on the line; what page it is.

``TRAITS`` names the columns. A difference is told in spreads of the others, positions in heights of the line; NaN where
there is nothing to compare with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from verifiers.pixels.cells import Cell
from verifiers.pixels.differences import Differences, Numbers, Table, differences, means, medians, rows_of
from verifiers.pixels.measures import LEAST, MEASURES, MORE, Measures
from verifiers.pixels.same_signs import Likeness

#: Measures compared, and the least spread of each: closer agreement is chance.
COMPARED = {
    **LEAST,
    "coarse": 0.06,
    "tone": 0.08,
    "even": 0.03,
    "ink_grain": 0.6,
    "black": 3.0,
    "half": 0.08,
}
PLACED = ("top", "foot", "tall", "broad", "gap_before", "gap_behind")
CAPTURES = ("clean", "scan", "photo", "copy", "screen")
PAGE = ("noise", "height", "steps", "length", "digits", *CAPTURES)
TRAITS = (
    *(f"{name} around" for name in COMPARED),
    *(f"{name} in line" for name in COMPARED),
    *PLACED,
    "alike",
    "least alike",
    "most alike",
    "score",
    *PAGE,
)
_ALL = (*MEASURES, *MORE)
#: Columns of ``COMPARED`` in ``MEASURES`` and ``MORE``, least spread of each, and whether it tells of strokes.
COLUMNS = np.array([_ALL.index(name) for name in COMPARED])
LEAST_SPREAD = np.array(list(COMPARED.values()))
_STROKES = ("fringe", "dark", "ink_red", "ink_blue", "sharp", "stroke", "ink_grain", "black", "half")
OF_STROKES = np.isin(list(COMPARED), _STROKES)
_TOP, _FOOT, _LEFT, _RIGHT = (len(MEASURES) + MORE.index(name) for name in ("top", "foot", "left", "right"))
#: Glyphs of a line that are compared: so many places away at most, and at least so many of them.
NEAR, FEWEST = 14, 2
FAR = 12.0


@dataclass(frozen=True)
class Windows:
    """Windows of a page (``own``: numbers of their cells, (windows, most), -1 behind the last) with all that was
    measured of its cells."""

    cells: Sequence[Cell]
    own: Numbers
    measures: Measures
    likeness: Likeness
    capture: str

    def traits(self, around: Differences, scores: Sequence[float]) -> Table:
        """``TRAITS`` of each window. ``around``: how far it lies from the nearest glyphs on the page (``COMPARED``)."""
        line = self._line
        in_line = differences(self.table[:, COLUMNS], self.own, line, LEAST_SPREAD).told(FEWEST, FAR)
        in_line[(line >= 0).sum(axis=1) < FEWEST] = np.nan
        parts = (around.told(FEWEST, FAR), in_line, self._placed, self._alike, np.array(scores)[:, None], self._page)
        return np.concatenate(parts, axis=1)

    @cached_property
    def table(self) -> Table:
        """``MEASURES`` and ``MORE`` of every cell."""
        return np.concatenate([self.measures.table, self.measures.more], axis=1)

    @cached_property
    def _first(self) -> Numbers:
        return self.own[:, 0]

    @cached_property
    def _last(self) -> Numbers:
        return np.asarray(self.own.max(axis=1), np.intp)

    @cached_property
    def _at(self) -> tuple[Numbers, Numbers]:
        """Line of each cell and its place there."""
        return np.array([cell.line for cell in self.cells], np.intp), np.array(
            [cell.at for cell in self.cells], np.intp
        )

    @cached_property
    def _height(self) -> Table:
        return np.array([self.cells[i].height for i in self._first.tolist()], np.float64)

    @cached_property
    def _line(self) -> Numbers:
        """Other glyphs of the window's line and width, near it."""
        lines, places = self._at
        wide, bare = (
            np.array(told, np.bool_) for told in zip(*((c.wide, not c.covered) for c in self.cells), strict=True)
        )
        first, last, steps = self._first[:, None], self._last[:, None], np.arange(1, NEAR + 1)
        near = np.concatenate([first - steps, last + steps], axis=1)
        inside = (near >= 0) & (near < len(self.cells))
        near = np.where(inside, near, first)
        kept = inside & (lines[near] == lines[first]) & (wide[near] == wide[first]) & bare[near]
        kept &= (places[near] >= places[first] - NEAR) & (places[near] <= places[last] + NEAR)
        return np.asarray(np.where(kept, near, -1), np.intp)

    @cached_property
    def _placed(self) -> Table:
        """How its ink stands on the line (``PLACED``), in heights of the line."""
        ends, height = self.table[:, [_TOP, _FOOT, _LEFT, _RIGHT]], self._height
        others, mine = rows_of(ends, self._line), rows_of(ends, self.own)
        known = np.isfinite(others[..., 0])
        count = known.sum(axis=1)
        where, here = others[..., 2:].mean(axis=2), means(mine[..., 2:].mean(axis=2))
        middle = means(where)
        apart = np.where(known, where - middle[:, None], 0)
        broad = np.ptp(np.where(known, where, middle[:, None]), axis=1)
        leaning = (count >= 4) & (broad > 3 * height)
        result = np.full((len(self.own), len(PLACED)), np.nan)
        for at in (0, 1):
            told = medians(others[..., at])
            rise = (apart * np.where(known, others[..., at], 0)).sum(axis=1) / np.maximum(
                np.square(apart).sum(axis=1), 1e-9
            )
            told = np.where(leaning, means(others[..., at]) + rise * (here - middle), told)
            result[:, at] = (means(mine[..., at]) - told) / height
        for at, (low, high) in ((2, (0, 1)), (3, (2, 3))):
            sizes = np.maximum(medians(others[..., high] - others[..., low]), 1.0)
            result[:, at] = np.log(means(mine[..., high] - mine[..., low]) / sizes)
        result[:, 4:] = self._gaps(ends, known) / height[:, None]
        result[(count < FEWEST) | ~np.isfinite(here)] = np.nan
        return np.asarray(np.clip(result, -3, 3), np.float64)

    def _gaps(self, ends: Table, known: NDArray[np.bool_]) -> Table:
        """Gaps before and behind the window less those usual between other glyphs of the line, pixels."""
        lines, places = self._at
        line = np.where(known, self._line, -9)
        following = (line[:, :, None] + 1 == line[:, None, :]).any(axis=2)
        behind = np.minimum(self._line + 1, len(self.cells) - 1)
        following &= places[behind] == places[self._line] + 1
        usual = medians(np.where(following, ends[behind, 2] - ends[self._line, 3], np.nan))
        gaps = []
        for end, step, (own_side, other_side) in ((self._first, -1, (2, 3)), (self._last, 1, (3, 2))):
            other = np.clip(end + step, 0, len(self.cells) - 1)
            beside = (lines[other] == lines[end]) & (places[other] == places[end] + step)
            gap = np.abs(ends[end, own_side] - ends[other, other_side]) - usual
            gaps.append(np.where(beside, gap, np.nan))
        return np.stack(gaps, axis=1)

    @cached_property
    def _alike(self) -> Table:
        usual, most = (rows_of(one[:, None], self.own)[..., 0] for one in (self.likeness.usual, self.likeness.most))
        least, highest = np.where(np.isfinite(usual), usual, np.inf), np.where(np.isfinite(most), most, -np.inf)
        page = self.likeness.page
        told = np.stack([means(usual) - page, least.min(axis=1) - page, highest.max(axis=1)], axis=1)
        told[~np.isfinite(usual).any(axis=1)] = np.nan
        return told

    @cached_property
    def _page(self) -> Table:
        signs = [self.cells[i].sign.isdigit() for i in self._first.tolist()]
        whole = np.empty((len(self.own), len(PAGE)))
        whole[:, 0], whole[:, 1], whole[:, 2] = self.measures.noise, np.log(self._height), self.measures.steps
        whole[:, 3], whole[:, 4] = (self.own >= 0).sum(axis=1), signs
        whole[:, 5:] = [self.capture == name for name in CAPTURES]
        return whole


def strength(traits: Table) -> dict[str, float]:
    """By name of ``COMPARED``, and for ``alike`` (shapes of its signs), ``placed`` (off the line) and ``size``:
    about how many spreads a window differs; what cannot be said is left out."""
    told = dict(zip(TRAITS, traits.tolist(), strict=True))
    found = {name: max(_far(told[f"{name} around"]), _far(told[f"{name} in line"])) for name in COMPARED}
    found["alike"] = max(0.0, -told["alike"]) / 0.02 if np.isfinite(told["alike"]) else 0.0
    found["placed"] = max(_far(told["top"]), _far(told["foot"])) / 0.04
    found["size"] = _far(told["tall"]) / 0.05
    return {name: far for name, far in found.items() if far > 0}


def _far(value: float) -> float:
    return abs(value) if np.isfinite(value) else 0.0
