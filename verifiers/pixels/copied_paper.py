"""Bare paper that stands on a page twice: a line was covered with paper from elsewhere on the same page.

Grain is never the same in two places. The grain of all larger bare areas among the lines is compared at once with that
of the whole page at every shift (one correlation by Fourier transforms): a covered line makes one shift stand out from
millions of others. Where that shift holds is then looked at in the grain itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from domain.place import Box
from verifiers.pixels.ground import TILE, Ground
from verifiers.pixels.picture import Grey

#: Mean grain (grey levels) from which a piece of paper can be known again.
LEAST_GRAIN = 0.6
#: Of larger pages every second pixel will do: there are enough of them.
MOST_PIXELS = 4_000_000
#: Bare areas are looked at from this many line heights up and across: gaps between lines are no covered lines.
HIGH, WIDE = 1.2, 2.5
#: Standard deviations a shift's sum stands out by; what the next best may have of it (a pattern repeats often).
STANDS_OUT, NEXT_BEST = 7.0, 0.7
#: Side of what is taken for strokes rather than grains (pixels), and how dark these are by the page's ink.
STROKE, INK = 5, 0.6
#: Share of a tile that must be bare.
BARE = 0.9
#: Grain beyond so many grey levels is a speck.
SPECK = 8.0
#: Likeness from which pixels around belong to the copied piece, as a share of the best.
BELONGS = 0.6


@dataclass(frozen=True, slots=True)
class CopiedPaper:
    """``likeness``: correlation of the grain of ``box`` and of the place ``other`` (pixels of the page)."""

    likeness: float
    box: Box
    other: Box


def copied_paper(ground: Ground, lines: Sequence[Box]) -> CopiedPaper | None:
    """The piece of bare paper among the ``lines`` that is most like another one; None where no shift stands out."""
    grain = ground.grain
    known = grain[np.isfinite(grain)]
    if not lines or known.size < 150 or math.exp(float(np.median(known))) < LEAST_GRAIN:
        return None
    line = float(np.median([box.height for box in lines]))
    step = 2 if ground.grey.size > MOST_PIXELS else 1
    bare = _bare(ground, step)
    paper = _paper(ground, bare, step)
    covered = _areas(bare, [_shrunk(box, step) for box in lines], line / step)
    if not covered.any():
        return None
    shift = _standing_out(paper, paper * covered, line / step)
    if shift is None:
        return None
    return _where(paper, covered, shift, line / step, step, lines)


def _shrunk(box: Box, step: int) -> Box:
    return Box(box.left / step, box.top / step, box.right / step, box.bottom / step)


def _bare(ground: Ground, step: int) -> NDArray[np.float32]:
    """1 where no ink is near, also where single grains are as dark as ink: strokes are larger."""
    size = ground.grey.shape[1] // step, ground.grey.shape[0] // step
    under = cv2.subtract(ground.paper, ground.grey, dtype=cv2.CV_32F)
    under = cv2.resize(under, size, interpolation=cv2.INTER_AREA) if step > 1 else under
    ink = cv2.blur(under, (STROKE, STROKE)) > INK * ground.inked
    return np.asarray(cv2.dilate(ink.astype(np.uint8), np.ones((STROKE, STROKE), np.uint8)) == 0, np.float32)


def _paper(ground: Ground, bare: NDArray[np.float32], step: int) -> Grey:
    """Grain of the bare paper, zero elsewhere, without what a row or column has throughout (streaks of a scanner)."""
    fine = np.clip(ground.fine, -SPECK, SPECK)
    if step > 1:
        fine = np.asarray(cv2.resize(fine, bare.shape[::-1], interpolation=cv2.INTER_AREA), np.float32)
    fine *= bare
    for axis in (0, 1):
        fine -= fine.sum(axis=axis, keepdims=True) / np.maximum(bare.sum(axis=axis, keepdims=True), 1)
        fine *= bare
    return fine


def _areas(bare: NDArray[np.float32], lines: Sequence[Box], line: float) -> NDArray[np.float32]:
    """1 in bare areas as large as a covered line, among the lines."""
    height, width = bare.shape
    tiles = cv2.resize(bare, (width // TILE, height // TILE), interpolation=cv2.INTER_AREA) > BARE
    left, top, right, bottom = (max(0, int(value // TILE)) for value in Box.around(lines).grown(line).as_list())
    inside = np.zeros(tiles.shape, np.uint8)
    inside[top : bottom + 1, left : right + 1] = 1
    kernel = np.ones((max(2, round(HIGH * line / TILE)), max(3, round(WIDE * line / TILE))), np.uint8)
    large = cv2.morphologyEx(tiles.astype(np.uint8) & inside, cv2.MORPH_OPEN, kernel)
    return np.asarray(cv2.resize(large, (width, height), interpolation=cv2.INTER_NEAREST), np.float32)


def _standing_out(paper: Grey, areas: Grey, line: float) -> tuple[int, int] | None:
    """Rows and columns from the areas to where the same grain stands again; None where no shift stands out."""
    height, width = (cv2.getOptimalDFTSize(side) for side in paper.shape)
    below, beside = height - paper.shape[0], width - paper.shape[1]
    # All in the same two pictures: fresh memory would take as long as the sums.
    whole, some = (
        cv2.copyMakeBorder(picture, 0, below, 0, beside, cv2.BORDER_CONSTANT, value=0) for picture in (paper, areas)
    )
    product = cv2.mulSpectrums(cv2.dft(whole, whole), cv2.dft(some, some), 0, whole, conjB=True)
    found = np.asarray(cv2.idft(product, some, cv2.DFT_REAL_OUTPUT), np.float32)
    _forget(found, 0, 0, round(line), round(2 * line))
    spread = float(cv2.meanStdDev(found)[1][0, 0])
    _, best, _, (across, down) = cv2.minMaxLoc(found)
    if spread == 0 or best < STANDS_OUT * spread:
        return None
    for sign in (1, -1):
        _forget(found, sign * down, sign * across, 4, 4)
    if cv2.minMaxLoc(found)[1] > NEXT_BEST * best:
        return None
    return down, across


def _forget(found: Grey, down: int, across: int, high: int, wide: int) -> None:
    """Clears what lies around a shift; shifts go round at the ends."""
    rows = np.arange(down - high, down + high + 1) % found.shape[0]
    columns = np.arange(across - wide, across + wide + 1) % found.shape[1]
    found[np.ix_(rows, columns)] = 0


def _where(
    paper: Grey, areas: Grey, shift: tuple[int, int], line: float, step: int, lines: Sequence[Box]
) -> CopiedPaper | None:
    """The piece for which a shift holds. A shift down may as well be one up by the rest of the page."""
    best: CopiedPaper | None = None
    height, width = (cv2.getOptimalDFTSize(side) for side in paper.shape)
    for down in (shift[0], shift[0] - height):
        for across in (shift[1], shift[1] - width):
            one = _piece(paper, areas, down, across, line, step, lines)
            if one is not None and (best is None or one.likeness > best.likeness):
                best = one
    return best


def _piece(
    paper: Grey, areas: Grey, down: int, across: int, line: float, step: int, lines: Sequence[Box]
) -> CopiedPaper | None:
    height, width = paper.shape
    top, left = max(0, -down), max(0, -across)
    bottom, right = min(height, height - down), min(width, width - across)
    if bottom - top < line or right - left < 2 * line:
        return None
    here = (paper * areas)[top:bottom, left:right]
    there = paper[top + down : bottom + down, left + across : right + across]
    both = ((here != 0) & (there != 0)).astype(np.float32)
    window = (max(3, round(2.5 * line)), max(3, round(0.7 * line)))
    joint, own, other, share = (
        np.asarray(cv2.boxFilter(part, cv2.CV_32F, window), np.float32)
        for part in (here * there, here * here * both, there * there * both, both)
    )
    likeness = np.where(share > 0.6, joint / np.sqrt(np.maximum(own * other, 1e-3)), 0).astype(np.float32)
    _, best, _, (x, y) = cv2.minMaxLoc(likeness)
    if best <= 0:
        return None
    _, labels = cv2.connectedComponents((likeness > BELONGS * best).astype(np.uint8))
    rows, columns = np.nonzero(labels == labels[y, x])
    edges = columns.min() + left, rows.min() + top, columns.max() + left + 1, rows.max() + top + 1
    box = Box(*(float(edge * step) for edge in edges))
    other_box = Box(
        *(float(edge * step) for edge in (edges[0] + across, edges[1] + down, edges[2] + across, edges[3] + down))
    )
    if _beside(other_box, lines) > _beside(box, lines):
        box, other_box = other_box, box
    return CopiedPaper(float(best), box, other_box)


def _beside(box: Box, lines: Sequence[Box]) -> int:
    """How many lines stand right above or below: a covered line had neighbours, spare paper has fewer."""
    near = Box(box.left, box.top - 1.5 * box.height, box.right, box.bottom + 1.5 * box.height)
    return sum(line.overlap(near) > 0 for line in lines)
