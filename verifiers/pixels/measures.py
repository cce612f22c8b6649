"""Numbers of one glyph and the paper around it, each comparable with the same numbers of its neighbours.

``MEASURES`` names the columns. Grey levels 0 … 255; NaN where a cell has too little ink or paper to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from verifiers.pixels.cells import Cell
from verifiers.pixels.lattice import lattice_scores
from verifiers.pixels.picture import Grey, Picture

MEASURES = ("grain", "fringe", "level", "red", "blue", "dark", "ink_red", "ink_blue", "sharp", "stroke", "lattice")
Table = NDArray[np.float64]


@dataclass(frozen=True)
class Measures:
    """``table``: one row a cell, columns as ``MEASURES``. ``residue``: the fine grain of the page, ink set to zero.

    ``ink``: where strokes are. ``noise``: typical grain of bare paper, grey levels.
    """

    table: Table
    residue: Grey
    ink: NDArray[np.bool_]
    noise: float


def measured(picture: Picture, cells: Sequence[Cell]) -> Measures:
    """Measures of all cells of a page."""
    luma = np.asarray(cv2.cvtColor(picture.upright, cv2.COLOR_RGB2YCrCb), np.float32)
    grey, red, blue = (np.ascontiguousarray(luma[..., i]) for i in range(3))
    ground = _ground(grey)
    depth = ground - grey
    ink = depth > np.maximum(14.0, 0.22 * float(np.percentile(depth[::3, ::3], 99.5)))
    near = cv2.dilate(ink.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    fine = grey - cv2.GaussianBlur(grey, (0, 0), 1.5)
    residue = np.where(near, 0, np.clip(fine, -12, 12)).astype(np.float32)
    slope = np.asarray(cv2.magnitude(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)), np.float32)
    lattice = lattice_scores(picture)
    rows = [_row(cell, grey, red, blue, ground, ink, near, residue, slope, lattice) for cell in cells]
    table = np.array(rows, np.float64).reshape(-1, len(MEASURES))
    bare = residue[::2, ::2][~near[::2, ::2]]
    noise = float(np.mean(np.abs(bare))) if bare.size > 1000 else 0.0
    return Measures(table, residue, np.asarray(ink), noise)


def _ground(grey: Grey) -> Grey:
    """The paper's brightness everywhere: strokes filled over at a coarse size."""
    height, width = grey.shape
    shrink = max(1, round(max(height, width) / 500))
    small = cv2.resize(grey, (max(1, width // shrink), max(1, height // shrink)), interpolation=cv2.INTER_AREA)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    return np.asarray(cv2.resize(cv2.GaussianBlur(closed, (0, 0), 3), (width, height)), np.float32)


def _row(
    cell: Cell,
    grey: Grey,
    red: Grey,
    blue: Grey,
    ground: Grey,
    ink: NDArray[np.bool_],
    near: NDArray[np.bool_],
    residue: Grey,
    slope: Grey,
    lattice: tuple[Grey, Grey] | None,
) -> list[float]:
    edge = max(2, round(cell.height * 0.12))
    top, bottom = max(0, int(cell.box.top) - edge), int(cell.box.bottom) + edge
    left, right = max(0, int(cell.box.left)), int(cell.box.right) + 1
    here = (slice(top, bottom), slice(left, right))
    inked, bare = ink[here], ~near[here]
    none = float("nan")
    row = dict.fromkeys(MEASURES, none)
    if bare.sum() >= 12:
        grain = np.abs(residue[here][bare])
        row["grain"] = float(np.log(np.mean(grain) + 0.05))
        row["level"] = float(np.median((grey[here] - ground[here])[bare]))
        row["red"], row["blue"] = float(np.mean(red[here][bare])), float(np.mean(blue[here][bare]))
    fringe = near[here] & ~inked
    if fringe.sum() >= 12:
        row["fringe"] = float(np.log(np.std(grey[here][fringe]) + 0.5))
    if inked.sum() >= 12:
        depth = (ground[here] - grey[here])[inked]
        row["dark"] = float(np.percentile(depth, 85))
        row["ink_red"], row["ink_blue"] = float(np.mean(red[here][inked])), float(np.mean(blue[here][inked]))
        row["sharp"] = float(np.log(np.percentile(slope[here], 95) / max(row["dark"], 5.0) + 0.05))
        rim = inked & (cv2.erode(inked.astype(np.uint8), np.ones((3, 3), np.uint8)) == 0)
        row["stroke"] = float(np.log(inked.sum() / max(int(rim.sum()), 1) / cell.height * 20))
    if lattice is not None:
        got, count = float(lattice[0][here].sum()), float(lattice[1][here].sum())
        if count > 0:
            row["lattice"] = got / count * min(1.0, (count / 64) ** 0.5)
    return [row[name] for name in MEASURES]
