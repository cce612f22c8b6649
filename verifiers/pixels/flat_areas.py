"""Areas of paper flatter than the paper around: grain was wiped away there after the capture.

Only where the page's own grain is clear and even: each tile is compared with the quietest quarter of the page, in
spreads of the page itself, so that a page compressed hard, whose grain is patchy anyway, says nothing. White that was
over-exposed is flat by nature and is left out with everything beside it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from domain.place import Box
from verifiers.pixels.ground import TILE, Ground, Mask

#: Mean grain (grey levels) from which a page has any to miss.
LEAST_GRAIN = 0.6
#: Tiles of bare paper a page needs, and tiles of an area worth naming.
FEWEST, SMALLEST = 150, 4
#: Least spread of the grain's logarithm: closer agreement is chance.
LEAST_SPREAD = 0.08
#: Spreads below the quiet quarter from which a tile counts as flat.
FLAT = 3.0
#: Share of the page's bare paper that was wiped at most: what is larger is another surface.
LARGEST = 0.1
#: Grey levels between an area and its surroundings from which it is another surface: a coloured field, a label.
OTHER_SURFACE = 30.0
#: Spreads below it that the surroundings may lie: a soft passage is a light or a blur, no edit.
SURROUNDED = -1.5


@dataclass(frozen=True, slots=True)
class FlatArea:
    """``depth``: how many spreads below the quiet quarter of the page it lies, in the middle; ``tiles``: how large."""

    box: Box
    depth: float
    tiles: int

    @property
    def score(self) -> float:
        """Depth, less where only few tiles say so."""
        return self.depth * min(1.0, math.sqrt(self.tiles / 12))


def flat_areas(ground: Ground, lines: Sequence[Box]) -> list[FlatArea] | None:
    """Areas among the page's ``lines`` (pixels), most striking first; None where the page has no grain to go by."""
    tiles = ground.grain
    inside = _among(lines, tiles.shape)
    known = np.isfinite(tiles) & inside
    usual = tiles[known & ground.exposed]
    if usual.size < FEWEST:
        return None
    middle, quiet, low = (float(value) for value in np.quantile(usual, (0.5, 0.25, 0.1)))
    if np.exp(middle) < LEAST_GRAIN:
        return None
    spread = max((middle - low) / 1.28, LEAST_SPREAD)
    depth = np.where(known, (quiet - tiles) / spread, 0)
    flat = (depth > FLAT).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(flat, connectivity=8)
    found = []
    for number in range(1, count):
        left, top, width, height, size = (int(value) for value in stats[number])
        if size < SMALLEST or size > LARGEST * np.count_nonzero(known):
            continue
        area = np.asarray(labels == number)
        around = _ring(area) & known
        if np.count_nonzero(around) < 4 or not ground.exposed[around].all():
            continue
        if float(np.median(-depth[around])) < SURROUNDED:
            continue
        if abs(float(np.median(ground.level[area])) - float(np.median(ground.level[around]))) > OTHER_SURFACE:
            continue
        box = Box(left * TILE, top * TILE, (left + width) * TILE, (top + height) * TILE)
        found.append(FlatArea(box, float(np.median(depth[area])), size))
    return sorted(found, key=lambda one: -one.score)


def _among(lines: Sequence[Box], shape: tuple[int, ...]) -> Mask:
    """Tiles between and beside the lines, two lines' height around them all."""
    inside = np.zeros(shape, np.bool_)
    if lines:
        around = Box.around(lines).grown(2 * float(np.median([line.height for line in lines])))
        left, top, right, bottom = (int(value // TILE) for value in around.as_list())
        inside[max(0, top) : max(0, bottom + 1), max(0, left) : max(0, right + 1)] = True
    return inside


def _ring(area: Mask) -> Mask:
    """Tiles two away from an area: those beside it may hold a part of it."""
    whole = area.astype(np.uint8)
    outer = cv2.dilate(whole, np.ones((5, 5), np.uint8)) > 0
    return np.asarray(outer & ~(cv2.dilate(whole, np.ones((3, 3), np.uint8)) > 0))
