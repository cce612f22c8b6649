"""What the trees of ``words.json`` ask of a window: how it differs from the glyphs around, from the rest of its line,
and from other glyphs of its signs; how its ink stands on the line; what page it is.

``TRAITS`` names the columns. A difference is told in spreads of the others, positions in heights of the line; NaN where
there is nothing to compare with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verifiers.pixels.cells import Cell
from verifiers.pixels.measures import LEAST, MEASURES, MORE, Measures
from verifiers.pixels.same_signs import Likeness

Table = NDArray[np.float64]
Numbers = NDArray[np.intp]

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
_COLUMNS = np.array([_ALL.index(name) for name in COMPARED])
_LEAST = np.array(list(COMPARED.values()))
_STROKES = ("fringe", "dark", "ink_red", "ink_blue", "sharp", "stroke", "ink_grain", "black", "half")
_OF_STROKES = np.isin(list(COMPARED), _STROKES)
_TOP, _FOOT, _LEFT, _RIGHT = (len(MEASURES) + MORE.index(name) for name in ("top", "foot", "left", "right"))
#: Glyphs of a line that are compared: so many places away at most, and at least so many of them.
NEAR, FEWEST = 14, 2
FAR = 12.0


@dataclass(frozen=True)
class Glyphs:
    """The cells of a page with all that was measured of them."""

    cells: Sequence[Cell]
    table: Table
    measures: Measures
    likeness: Likeness
    capture: str

    @classmethod
    def of(cls, cells: Sequence[Cell], measures: Measures, likeness: Likeness, capture: str) -> Glyphs:
        return cls(cells, np.concatenate([measures.table, measures.more], axis=1), measures, likeness, capture)

    def traits(self, numbers: Sequence[int], around: tuple[Numbers, Numbers], score: float) -> Table:
        """``TRAITS`` of one window. ``around``: nearest glyphs on the page, all and those of its width."""
        own = np.array(numbers)
        line = self._line(own)
        return np.concatenate(
            [
                self._apart(own, *around),
                self._apart(own, line, line) if len(line) >= FEWEST else np.full(len(COMPARED), np.nan),
                self._placed(own, line),
                self._alike(own),
                [score],
                self._page(own),
            ]
        )

    def _line(self, own: Numbers) -> Numbers:
        """Other glyphs of the window's line and width, near it."""
        first = self.cells[own[0]]
        low, high = self.cells[own[0]].at - NEAR, self.cells[own[-1]].at + NEAR
        kept, inside = [], set(own.tolist())
        for step in (-1, 1):
            i = int(own[0] if step < 0 else own[-1]) + step
            while 0 <= i < len(self.cells) and self.cells[i].line == first.line and low <= self.cells[i].at <= high:
                if i not in inside and self.cells[i].wide == first.wide and not self.cells[i].covered:
                    kept.append(i)
                i += step
        return np.array(kept, np.intp)

    def _apart(self, own: Numbers, paper: Numbers, strokes: Numbers) -> Table:
        result = np.full(len(COMPARED), np.nan)
        for of_strokes, others in ((False, paper), (True, strokes)):
            kept = np.flatnonzero(of_strokes == _OF_STROKES)
            theirs, mine = self.table[np.ix_(others, _COLUMNS[kept])], self.table[np.ix_(own, _COLUMNS[kept])]
            enough = (np.isfinite(theirs).sum(axis=0) >= FEWEST) & np.isfinite(mine).any(axis=0)
            if not enough.any():
                continue
            theirs, mine, kept = theirs[:, enough], mine[:, enough], kept[enough]
            middle = medians(theirs)
            spread = 1.4826 * medians(np.abs(theirs - middle)) + _LEAST[kept]
            known = np.isfinite(mine)
            mean = np.where(known, mine, 0).sum(axis=0) / known.sum(axis=0)
            result[kept] = np.clip((mean - middle) / spread, -FAR, FAR)
        return result

    def _placed(self, own: Numbers, line: Numbers) -> Table:
        result = np.full(len(PLACED), np.nan)
        ends, height = self.table[:, [_TOP, _FOOT, _LEFT, _RIGHT]], self.cells[own[0]].height
        others = line[np.isfinite(ends[line, 0])]
        mine = own[np.isfinite(ends[own, 0])]
        if len(others) < FEWEST or not len(mine):
            return result
        where = (ends[others, 2] + ends[others, 3]) / 2
        here = (ends[mine, 2] + ends[mine, 3]) / 2
        for at in (0, 1):
            if len(others) >= 4 and np.ptp(where) > 3 * height:
                middle = where.mean()
                rise = float((where - middle) @ ends[others, at]) / float(np.square(where - middle).sum())
                told = ends[others, at].mean() + rise * (here - middle)
            else:
                told = np.full(len(mine), np.median(ends[others, at]))
            result[at] = float(np.mean(ends[mine, at] - told)) / height
        for at, (low, high) in ((2, (0, 1)), (3, (2, 3))):
            sizes = ends[others, high] - ends[others, low]
            result[at] = float(np.log(np.mean(ends[mine, high] - ends[mine, low]) / max(float(np.median(sizes)), 1.0)))
        gaps = []
        for i in others:
            if i + 1 < len(self.cells) and i + 1 in others and self.cells[i + 1].at == self.cells[i].at + 1:
                gaps.append(ends[i + 1, 2] - ends[i, 3])
        if gaps:
            usual = float(np.median(gaps))
            for at, mine_end, other, columns in ((4, own[0], own[0] - 1, (2, 3)), (5, own[-1], own[-1] + 1, (3, 2))):
                if 0 <= other < len(self.cells) and self.cells[other].line == self.cells[own[0]].line:
                    gap = abs(ends[mine_end, columns[0]] - ends[other, columns[1]])
                    if abs(self.cells[other].at - self.cells[mine_end].at) == 1:
                        result[at] = (gap - usual) / height
        return np.asarray(np.clip(result, -3, 3), np.float64)

    def _alike(self, own: Numbers) -> Table:
        usual, most = self.likeness.usual[own], self.likeness.most[own]
        if not np.isfinite(usual).any():
            return np.full(3, np.nan)
        page = self.likeness.page
        return np.array([float(np.nanmean(usual)) - page, float(np.nanmin(usual)) - page, float(np.nanmax(most))])

    def _page(self, own: Numbers) -> Table:
        first = self.cells[own[0]]
        return np.array(
            [
                self.measures.noise,
                float(np.log(first.height)),
                self.measures.steps,
                float(len(own)),
                float(first.sign.isdigit()),
                *(float(self.capture == name) for name in CAPTURES),
            ]
        )


def medians(values: Table) -> Table:
    """Of each column, unknown values left out (they sort last); every column has some known."""
    ordered, known = np.sort(values, axis=0), np.isfinite(values).sum(axis=0)
    across = np.arange(values.shape[1])
    return np.asarray((ordered[(known - 1) // 2, across] + ordered[known // 2, across]) / 2)


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
