"""The bare paper of a whole page: where it is, how bright, and how much grain each piece of it has.

Grain is what a camera or scanner adds to everything alike. A program's page has none, hard compression flattens most of
it; then there is nothing to compare.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from verifiers.pixels.bands import bands
from verifiers.pixels.picture import Grey, Picture, Pixels
from verifiers.pixels.quantiles import quantile

#: Side of a tile, pixels: a line of words is two or three of them high.
TILE = 12
#: Share of a tile that must be bare paper, and of its pixels that may be white or black altogether (over-exposed).
BARE, CLIPPED = 0.85, 0.3
#: Rows beyond a band by which ink spreads.
REACH = 3
#: Redness beyond the paper's from which a pixel is a seal's ink.
REDDISH = 14.0
_BRIGHTER = 40.0  # Far brighter than the paper around: a reflection or another sheet, no paper.

Mask = NDArray[np.bool_]
Tiles = NDArray[np.float32]


@dataclass(frozen=True)
class Ground:
    """Of an upright page (height x width): ``grey`` 0 … 255, ``paper`` how bright it would be without ink, ``fine``
    its grain, ``bare`` where no ink is near. ``inked``: grey levels below the paper from which a pixel is ink."""

    colours: Pixels
    grey: Pixels
    paper: Grey
    fine: Grey
    bare: Mask
    inked: float

    @cached_property
    def grain(self) -> Tiles:
        """(rows, columns) log of the mean grain of each tile; NaN where it is not bare."""
        found = []
        for band in bands(self.grey.shape[0] // TILE * TILE):
            weight = self.bare[band.rows].astype(np.float32)
            share = _tiles(weight)
            mean = _tiles(np.abs(self.fine[band.rows]) * weight) / np.maximum(share, 1e-3)
            found.append(np.where(share > BARE, np.log(mean + 0.05), np.nan).astype(np.float32))
        return np.concatenate(found) if found else np.full((1, 1), np.nan, np.float32)

    @cached_property
    def level(self) -> Tiles:
        """(rows, columns) brightness of each tile."""
        return _tiles(self.grey.astype(np.float32))

    @cached_property
    def exposed(self) -> Mask:
        """(rows, columns) tiles that are not white or black altogether."""
        clear = np.asarray(cv2.inRange(self.grey, np.array(2), np.array(253)), np.uint8)
        return np.asarray(_tiles(clear) > 255 * (1 - CLIPPED))

    @cached_property
    def sums(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Running sums, (height + 1) x (width + 1), of bare pixels and of their brightness."""
        weight = self.bare.view(np.uint8)
        bright = cv2.integral(cv2.multiply(self.grey, weight))
        return np.asarray(cv2.integral(weight), np.int32), np.asarray(bright, np.int32)

    def redness(self, rows: slice, columns: slice) -> Grey:
        """Of a part of the page: red beyond green and blue, less what the paper has of it, grey levels."""
        return _rise(self.colours[rows, columns]) - np.float32(_usual_rise(self.colours))


def ground_of(picture: Picture) -> Ground:
    """What is bare on a page."""
    paper = picture.paper
    inked = max(14.0, 0.22 * quantile((paper[::5, ::5] - picture.grey[::5, ::5]).ravel(), 0.995))
    reddish = REDDISH + _usual_rise(picture.upright)
    bare = np.empty(picture.grey.shape, np.bool_)
    for band in bands(picture.grey.shape[0], REACH):
        grey = picture.grey[band.wide].astype(np.float32)
        # cv2 throughout: numpy takes several times as long over all the pixels of a page.
        under = cv2.subtract(paper[band.wide], grey)
        clear = cv2.inRange(under, np.array(-_BRIGHTER), np.array(inked))
        ink = cv2.bitwise_or(cv2.bitwise_not(clear), _reddish(picture.upright[band.wide], reddish))
        near = np.asarray(cv2.dilate(ink, np.ones((7, 7), np.uint8)), np.uint8)
        np.equal(near[band.inner], 0, out=bare[band.rows])
    return Ground(picture.upright, picture.grey, paper, picture.grain, bare, inked)


def _rise(colours: Pixels) -> Grey:
    """Red beyond green and blue, grey levels."""
    red, green, blue = (channel.astype(np.float32) for channel in cv2.split(np.ascontiguousarray(colours)))
    return np.asarray(red - (green + blue) / 2, np.float32)


def _usual_rise(colours: Pixels) -> float:
    """What the paper has of it."""
    return float(np.median(_rise(colours[::7, ::7])))


def _reddish(colours: Pixels, rise: float) -> NDArray[np.uint8]:
    """1 where red is that far beyond green and blue. In whole numbers, twice as large, which is much quicker."""
    twice, green, blue = (channel.astype(np.int16) for channel in cv2.split(colours))
    twice += twice
    twice -= green
    twice -= blue
    return (twice > math.floor(2 * rise)).view(np.uint8)


def _tiles(values: Grey | Pixels) -> Tiles:
    """Mean of every whole tile."""
    height, width = values.shape[0] // TILE, values.shape[1] // TILE
    whole = values[: height * TILE, : width * TILE]
    return np.asarray(cv2.resize(whole, (max(width, 1), max(height, 1)), interpolation=cv2.INTER_AREA), np.float32)
