"""Words that stand out from their neighbours: robust differences of every measure, and what trees make of them.

A window is a run of glyphs of one line inside a place that matters (a name, hours, dates, numbers). Each measure of the
window is compared with the nearest other glyphs of like size. Weights over these (``weights.toml``, fitted by
``benchmarks/forged_pictures.py``) say how far beyond anything genuine a window lies; trees over these and over what
``word_traits`` adds (``words.json``, grown by ``benchmarks/learn_forgeries.py``) say whether it is spoken of.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from domain.place import Box
from verifiers.pixels.cells import Cell
from verifiers.pixels.differences import Differences, Numbers, Table, beside, differences, padded
from verifiers.pixels.groves import Grove
from verifiers.pixels.measures import MEASURES, Measures
from verifiers.pixels.same_signs import Likeness
from verifiers.pixels.word_traits import COLUMNS, LEAST_SPREAD, OF_STROKES, Windows, strength

Peers = tuple[Numbers, Numbers]
"""The nearest cells of like size, and the nearest of these with signs of like width."""
Runs = Mapping[tuple[int, ...], Peers | None]

NEIGHBOURS = 40
FEWEST_NEIGHBOURS = 10
MOST_SPREAD = 8.0
_GRAIN = MEASURES.index("grain")
_PAPER_TINTS = [MEASURES.index(name) for name in ("red", "blue")]
_TINTS = [MEASURES.index(name) for name in ("ink_red", "ink_blue")]
_OF_INK = [*_TINTS, MEASURES.index("dark")]
#: Tint (levels of Cr, Cb) by which a ground differs by design: banners and coloured fields, not patches.
OTHER_GROUND = 9.0
#: Tint of the strokes by which they were printed in another colour by design: a black number among red words.
OTHER_INK = 15.0
#: Grain (grey levels) below which a page has none that a place could lack: what differs is the ripple around strokes.
FAINT = 0.4


@dataclass(frozen=True, slots=True)
class Window:
    """A run of glyphs and how far each measure lies from its neighbours, in robust spreads. ``score``: log odds."""

    box: Box
    signs: str
    apart: tuple[float, ...]
    score: float


def suspect_windows(
    cells: Sequence[Cell], measures: Measures, places: Iterable[Box], runs: Runs | None = None
) -> list[Window]:
    """Windows of the places, highest score first. ``runs``: of the same cells and places, where they are known."""
    found = _compared(cells, measures, runs_of(cells, places) if runs is None else runs)
    return [] if found is None else sorted(found.windows, key=lambda window: -window.score)


@dataclass(frozen=True)
class _Compared:
    """Windows with enough glyphs to compare with, numbers of their cells, and how they differ from those."""

    windows: list[Window]
    own: Numbers
    around: Differences


def _compared(cells: Sequence[Cell], measures: Measures, runs: Runs) -> _Compared | None:
    """None where no window can be compared. Left out are those on a ground of another colour by design."""
    kept = [(numbers, peers) for numbers, peers in runs.items() if peers is not None]
    own = padded([numbers for numbers, _ in kept])
    if kept:
        on_paper = _on_paper(measures.table, own)
        kept, own = [one for one, told in zip(kept, on_paper.tolist(), strict=True) if told], own[on_paper]
    if not kept:
        return None
    around = _around(measures, own, [peers for _, peers in kept])
    windows = []
    for (numbers, _), apart in zip(kept, _apart(around, measures.noise), strict=True):
        box, signs = Box.around([cells[i].box for i in numbers]), "".join(cells[i].sign for i in numbers)
        windows.append(Window(box, signs, tuple(apart), score_of(apart, len(numbers))))
    return _Compared(windows, own, around)


def _on_paper(table: Table, own: Numbers) -> NDArray[np.bool_]:
    """Which windows do not stand on a ground of another colour by design."""
    tints = table[:, _PAPER_TINTS]
    known = np.asarray(np.isfinite(tints).all(axis=1), np.bool_)
    usual = np.median(tints[known], axis=0) if known.any() else np.zeros(2)
    there = known[own] & (own >= 0)
    count = there.sum(axis=1)[:, None]
    mean = np.where(there[..., None], tints[own], 0).sum(axis=1) / np.maximum(count, 1)
    return np.asarray((count[:, 0] == 0) | (np.abs(mean - usual).max(axis=1) <= OTHER_GROUND), np.bool_)


@dataclass(frozen=True, slots=True)
class Judged:
    """A window with the trees' log odds that it was put in, and how far it differs in what (``strength``)."""

    window: Window
    odds: float
    traits: Table

    @property
    def strength(self) -> Mapping[str, float]:
        return strength(self.traits)


def judged_windows(
    cells: Sequence[Cell], measures: Measures, likeness: Likeness, capture: str, runs: Runs, trees: Grove
) -> list[Judged]:
    """Windows (``runs`` of the same cells) as the trees judge them, highest odds first."""
    found = traits_of_windows(cells, measures, likeness, capture, runs)
    if not found:
        return []
    odds = trees.score(np.stack([traits for _, traits in found]))
    told = [Judged(one, float(odd), traits) for (one, traits), odd in zip(found, odds, strict=True)]
    return sorted(told, key=lambda one: -one.odds)


def traits_of_windows(
    cells: Sequence[Cell], measures: Measures, likeness: Likeness, capture: str, runs: Runs
) -> list[tuple[Window, Table]]:
    """Windows with what ``word_traits`` tells of each; ``score`` as ``suspect_windows`` gives it."""
    found = _compared(cells, measures, runs)
    if found is None:
        return []
    windows = Windows(cells, found.own, measures, likeness, capture)
    traits = windows.traits(found.around, [window.score for window in found.windows])
    return list(zip(found.windows, traits, strict=True))


def runs_of(cells: Sequence[Cell], places: Iterable[Box]) -> Runs:
    """The windows of the places, by the numbers of their cells, each with the cells it is compared with."""
    layout = _Layout.of(cells)
    return {numbers: layout.neighbours(numbers) for numbers in window_cells(cells, places)}


def cells_needed(runs: Runs) -> frozenset[int]:
    """Numbers of the cells whose measures ``suspect_windows`` compares: those of the places and their neighbours."""
    needed: set[int] = set()
    for numbers, peers in runs.items():
        needed.update(numbers)
        for some in peers or ():
            needed.update(some.tolist())
    return frozenset(needed)


def window_cells(cells: Sequence[Cell], places: Iterable[Box]) -> list[tuple[int, ...]]:
    """Runs of cells to look at: all glyphs of a place in one line, its runs of digits, and single digits of those."""
    runs: dict[tuple[int, ...], None] = {}
    by_line: dict[int, list[int]] = {}
    for i, cell in enumerate(cells):
        by_line.setdefault(cell.line, []).append(i)
    for place in places:
        for numbers in by_line.values():
            inside = [i for i in numbers if place.grown(2).contains(*cells[i].box.center)]
            if not inside:
                continue
            runs[tuple(inside)] = None
            digits: list[int] = []
            for i in [*inside, -1]:
                if i >= 0 and cells[i].sign.isdigit() and (not digits or cells[digits[-1]].at + 1 == cells[i].at):
                    digits.append(i)
                    continue
                if digits:
                    runs[tuple(digits)] = None
                    runs |= dict.fromkeys((one,) for one in digits)
                digits = [i] if i >= 0 and cells[i].sign.isdigit() else []
    return list(runs)


def apart_from_neighbours(cells: Sequence[Cell], measures: Measures, numbers: Sequence[int]) -> Table | None:
    """Mean of the window against the nearest other glyphs, by measure; None without enough of them."""
    peers = _Layout.of(cells).neighbours(numbers)
    if peers is None:
        return None
    around = _around(measures, padded([numbers]), [peers])
    return np.asarray(_apart(around, measures.noise)[0])


@dataclass(frozen=True)
class _Layout:
    """Of each cell: left, top, right, bottom (four columns), height of its line, whether full-width, whether bare of
    seals and handwriting."""

    edges: Table
    height: Table
    wide: NDArray[np.bool_]
    bare: NDArray[np.bool_]

    @classmethod
    def of(cls, cells: Sequence[Cell]) -> _Layout:
        edges = [(cell.box.left, cell.box.top, cell.box.right, cell.box.bottom) for cell in cells]
        heights, wide = [cell.height for cell in cells], [cell.wide for cell in cells]
        bare = np.array([not cell.covered for cell in cells], np.bool_)
        return cls(np.array(edges).reshape(-1, 4), np.array(heights), np.array(wide, np.bool_), bare)

    def neighbours(self, numbers: Sequence[int]) -> Peers | None:
        """The nearest cells of like size, and the nearest of these with signs of like width; None for too few."""
        own = list(numbers)
        ratio = self.height / float(np.median(self.height[own]))
        eligible = (ratio > 0.7) & (ratio < 1.4) & self.bare
        eligible[own] = False
        others = np.flatnonzero(eligible)
        if len(others) < FEWEST_NEIGHBOURS:
            return None
        run = np.concatenate((self.edges[own, :2].min(axis=0), self.edges[own, 2:].max(axis=0)))
        apart = np.abs(self.edges[others][:, :2] + self.edges[others][:, 2:] - run[:2] - run[2:]) / 2
        far = apart[:, 0] + 3 * apart[:, 1]
        nearest = others[np.argsort(far, kind="stable")]
        alike = nearest[self.wide[nearest] == (2 * self.wide[own].sum() > len(own))]
        return nearest[:NEIGHBOURS], alike[:NEIGHBOURS]


def _around(measures: Measures, own: Numbers, peers: Sequence[Peers]) -> Differences:
    """How windows differ from the nearest glyphs in all that is compared: strokes from those of like width alone."""
    table = np.concatenate([measures.table, measures.more], axis=1)[:, COLUMNS]
    paper, strokes = (differences(table, own, padded([one[at] for one in peers]), LEAST_SPREAD) for at in (0, 1))
    return beside(paper, strokes, OF_STROKES)


def _apart(around: Differences, noise: float) -> Table:
    """By window and measure, in robust spreads; 0 where it cannot be said."""
    around = around.columns(slice(len(MEASURES)))
    result = np.nan_to_num(around.told(FEWEST_NEIGHBOURS, MOST_SPREAD), nan=0.0)
    tints = np.where(around.others >= FEWEST_NEIGHBOURS, np.abs(around.apart), 0)[:, _TINTS]
    other_ink = (np.nan_to_num(tints, nan=0.0) > OTHER_INK).any(axis=1, keepdims=True)
    result[:, _OF_INK] *= ~other_ink
    if noise < FAINT:
        result[:, _GRAIN] = np.maximum(result[:, _GRAIN], 0)
    return result


def traits_of(apart: Table, length: int) -> Table:
    """What the weights apply to: each measure upward and downward, alone and growing with the window's length."""
    both = np.concatenate([np.maximum(apart, 0), np.maximum(-apart, 0)])
    more = float(np.log(length))
    return np.concatenate([both, both * more, np.minimum(both, 2.0), [more]])


def score_of(apart: Table, length: int) -> float:
    """Log odds that the window was put in, before the page's capture is taken into account."""
    weights, bias = _weights()
    return float(traits_of(apart, length) @ weights + bias)


@lru_cache(maxsize=1)
def _weights() -> tuple[Table, float]:
    held = tomllib.loads(files(__package__).joinpath("weights.toml").read_text(encoding="utf-8"))
    return np.array(held["weights"], np.float64), float(held["bias"])
