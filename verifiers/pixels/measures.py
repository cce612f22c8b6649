"""Numbers of one glyph and the paper around it, each comparable with the same numbers of its neighbours.

``MEASURES`` names the columns. Grey levels 0 … 255; NaN where a cell has too little ink or paper to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from verifiers.pixels.cells import Cell
from verifiers.pixels.glyphs import Glyphs
from verifiers.pixels.lattice import lattice_of
from verifiers.pixels.picture import Grey, Picture
from verifiers.pixels.strips import Paper, Part, Strip

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

_TOGETHER = 60_000  # Pixels of glyphs counted at once: as many as stay in the processor's cache.


@dataclass(frozen=True)
class Measures:
    """``table``: one row a cell, columns as ``MEASURES``, ``more`` as ``MORE``; NaN for cells not wanted. ``noise``:
    typical grain of bare paper, grey levels. ``steps``: mean quantisation step of the file, 0 where it is no JPEG."""

    table: Table
    more: Table
    noise: float
    steps: float
    paper: Paper

    @cached_property
    def residue(self) -> Grey:
        """The fine grain of the whole page, ink set to zero."""
        return self.paper.residue()


def measured(picture: Picture, cells: Sequence[Cell], wanted: Collection[int] | None = None) -> Measures:
    """Measures of the cells of a page, or only of those whose numbers are ``wanted``."""
    paper, lattice, size = Paper(picture), lattice_of(picture), picture.upright.shape[:2]
    table, more = np.full((len(cells), len(MEASURES)), np.nan), np.full((len(cells), len(MORE)), np.nan)
    for numbers, glyphs in _cut(paper, cells, range(len(cells)) if wanted is None else sorted(wanted)):
        told = dict(glyphs.numbers([cells[i].height for i in numbers]))
        if lattice is not None:
            told["lattice"] = lattice.kept([picture.turn.undone(*part, *size) for part in glyphs.parts])
        table[numbers] = np.stack([told.get(name, np.full(len(numbers), np.nan)) for name in MEASURES], axis=1)
        more[numbers] = np.stack([told[name] for name in MORE], axis=1)
    steps = float(np.mean(picture.steps)) if picture.steps is not None else 0.0
    return Measures(table, more, paper.noise(), steps, paper)


def _cut(paper: Paper, cells: Sequence[Cell], wanted: Iterable[int]) -> Iterator[tuple[list[int], Glyphs]]:
    """The wanted glyphs line by line, as many lines at once as ``_TOGETHER`` says; with the numbers of their cells."""
    numbers: list[int] = []
    cut: list[tuple[Strip, list[Part]]] = []
    pixels = 0
    for _, line in groupby(sorted(wanted, key=lambda i: (cells[i].line, i)), lambda i: cells[i].line):
        own = list(line)
        parts = [_around(cells[i], paper.shape) for i in own]
        numbers += own
        cut.append((paper.at(_spanned(parts)), parts))
        pixels += sum((rows.stop - rows.start) * (columns.stop - columns.start) for rows, columns in parts)
        if pixels > _TOGETHER:
            yield numbers, Glyphs.of(cut)
            numbers, cut, pixels = [], [], 0
    if numbers:
        yield numbers, Glyphs.of(cut)


def _around(cell: Cell, shape: tuple[int, int]) -> Part:
    edge = max(2, round(cell.height * 0.12))
    rows = slice(max(0, int(cell.box.top) - edge), min(int(cell.box.bottom) + edge, shape[0]))
    return rows, slice(max(0, int(cell.box.left)), min(int(cell.box.right) + 1, shape[1]))


def _spanned(parts: Sequence[Part]) -> Part:
    rows = slice(min(part[0].start for part in parts), max(part[0].stop for part in parts))
    return rows, slice(min(part[1].start for part in parts), max(part[1].stop for part in parts))
