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
from verifiers.pixels.groves import Grove
from verifiers.pixels.measures import LEAST, MEASURES, Measures
from verifiers.pixels.same_signs import Likeness
from verifiers.pixels.word_traits import Glyphs, medians, strength

Table = NDArray[np.float64]
Numbers = NDArray[np.intp]
Peers = tuple[Numbers, Numbers]
"""The nearest cells of like size, and the nearest of these with signs of like width."""
Runs = Mapping[tuple[int, ...], Peers | None]

NEIGHBOURS = 40
FEWEST_NEIGHBOURS = 10
#: Measures that only compare between signs of one width: strokes of Chinese and of digits differ by nature.
OF_STROKES = frozenset({"dark", "ink_red", "ink_blue", "sharp", "stroke", "fringe"})
MOST_SPREAD = 8.0
_LEAST = np.array([LEAST[name] for name in MEASURES])
_OF_STROKES = np.flatnonzero([name in OF_STROKES for name in MEASURES])
_GRAIN = MEASURES.index("grain")
_TINTS = np.flatnonzero([name in ("ink_red", "ink_blue") for name in MEASURES])
_OF_INK = np.flatnonzero([name in ("ink_red", "ink_blue", "dark") for name in MEASURES])
_OF_PAPER = np.flatnonzero([name not in OF_STROKES for name in MEASURES])
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
    found = []
    for numbers, peers in _on_paper(measures, runs_of(cells, places) if runs is None else runs):
        apart = _apart(peers, measures.table, numbers, measures.noise)
        if apart is not None:
            found.append(_window(cells, numbers, apart))
    return sorted(found, key=lambda window: -window.score)


def _on_paper(measures: Measures, runs: Runs) -> Iterable[tuple[tuple[int, ...], Peers | None]]:
    """Those that do not stand on a ground of another colour by design."""
    tints = [MEASURES.index(name) for name in ("red", "blue")]
    known = np.isfinite(measures.table[:, tints]).all(axis=1)
    usual = np.median(measures.table[known][:, tints], axis=0) if known.any() else np.zeros(2)
    for numbers, peers in runs.items():
        own = measures.table[list(numbers)][:, tints]
        own = own[np.isfinite(own).all(axis=1)]
        if not len(own) or np.abs(own.mean(axis=0) - usual).max() <= OTHER_GROUND:
            yield numbers, peers


def _window(cells: Sequence[Cell], numbers: Sequence[int], apart: Table) -> Window:
    box = Box.around([cells[i].box for i in numbers])
    return Window(box, "".join(cells[i].sign for i in numbers), tuple(apart), score_of(apart, len(numbers)))


@dataclass(frozen=True, slots=True)
class Judged:
    """A window with the trees' log odds that it was put in, and how far it differs in what (``strength``)."""

    window: Window
    odds: float
    strength: Mapping[str, float]


def judged_windows(
    cells: Sequence[Cell], measures: Measures, likeness: Likeness, capture: str, runs: Runs, trees: Grove
) -> list[Judged]:
    """Windows (``runs`` of the same cells) as the trees judge them, highest odds first."""
    found = traits_of_windows(cells, measures, likeness, capture, runs)
    if not found:
        return []
    odds = trees.score(np.stack([traits for _, traits in found]))
    told = [Judged(one, float(odd), strength(traits)) for (one, traits), odd in zip(found, odds, strict=True)]
    return sorted(told, key=lambda one: -one.odds)


def traits_of_windows(
    cells: Sequence[Cell], measures: Measures, likeness: Likeness, capture: str, runs: Runs
) -> list[tuple[Window, Table]]:
    """Windows with what ``word_traits`` tells of each; ``score`` as ``suspect_windows`` gives it."""
    glyphs, found = Glyphs.of(cells, measures, likeness, capture), []
    for numbers, around in _on_paper(measures, runs):
        apart = _apart(around, measures.table, numbers, measures.noise)
        if around is None or apart is None:
            continue
        window = _window(cells, numbers, apart)
        found.append((window, glyphs.traits(numbers, around, window.score)))
    return found


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
    return _apart(_Layout.of(cells).neighbours(numbers), measures.table, numbers, measures.noise)


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


def _apart(peers: Peers | None, table: Table, numbers: Sequence[int], noise: float) -> Table | None:
    if peers is None:
        return None
    own = np.array(numbers)
    result = np.zeros(len(MEASURES))
    for columns, chosen in ((_OF_PAPER, peers[0]), (_OF_STROKES, peers[1])):
        theirs, mine = table[np.ix_(chosen, columns)], table[np.ix_(own, columns)]
        enough = (np.isfinite(theirs).sum(axis=0) >= FEWEST_NEIGHBOURS) & np.isfinite(mine).any(axis=0)
        theirs, mine, kept = theirs[:, enough], mine[:, enough], columns[enough]
        middle = medians(theirs)
        spread = 1.4826 * medians(np.abs(theirs - middle)) + _LEAST[kept]
        apart = np.nanmean(mine, axis=0) - middle
        result[kept] = np.clip(apart / spread, -MOST_SPREAD, MOST_SPREAD)
        if np.abs(apart[np.isin(kept, _TINTS)]).max(initial=0) > OTHER_INK:
            result[_OF_INK] = 0
    if noise < FAINT:
        result[_GRAIN] = max(float(result[_GRAIN]), 0.0)
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
