"""The pixels of a page in all the ways that glyphs are measured by, one strip of it at a time.

Only the lines that hold a wanted glyph are worked on, each with a margin as wide as the filters reach.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from verifiers.pixels.bands import bands
from verifiers.pixels.picture import MOST_GRAIN, SMOOTH, Grey, Picture, Pixels
from verifiers.pixels.quantiles import quantile

Mask = NDArray[np.bool_]
Part = tuple[slice, slice]
"""Rows and columns of the page."""

#: What is known of every pixel of a strip. In grey levels and fractions of them: how much darker than the paper, fine
#: grain, waves of the paper some pixels long, grain of the colours, how steeply brightness changes.
FINE = ("depth", "residue", "coarse", "tone", "slope")
#: In whole levels: brightness, the two colours (Cr, Cb). Yes or no: like its four neighbours; ink; near ink.
WHOLE = ("grey", "red", "blue", "even", "ink", "near")

_REACH, _SPREAD = 8, 2  # Pixels beyond a part on which its numbers depend, and by which ink spreads.
_BAND = 12  # Rows of a band of which the page's grain is taken.
_BANDS = 30
_CROSS = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
_NEAR = np.ones((5, 5), np.uint8)


@dataclass(frozen=True)
class Strip:
    """``FINE`` and ``WHOLE`` of a part of the page (what, height, width)."""

    part: Part
    fine: NDArray[np.float32]
    whole: NDArray[np.uint8]

    def inside(self, part: Part) -> Part:
        """A part of the page where it lies in this one."""
        rows, columns = (
            slice(own.start - whole.start, own.stop - whole.start) for own, whole in zip(part, self.part, strict=True)
        )
        return rows, columns


class Paper:
    """A page's brightness, and what is known of all of it: the ground under the strokes, how dark ink is."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._upright = picture.upright
        self._grey = picture.grey
        self._ground = picture.paper
        some = self._ground[::5, ::5] - self._grey[::5, ::5]
        self._inked = max(14.0, 0.22 * quantile(some.ravel(), 0.995))

    @property
    def shape(self) -> tuple[int, int]:
        height, width = self._grey.shape
        return height, width

    def at(self, part: Part) -> Strip:
        """A part of the page, worked out with what lies around it."""
        wide, inner = self._around(part)
        grey, high, broad = self._grey[wide], part[0].stop - part[0].start, part[1].stop - part[1].start
        fine, whole = np.empty((len(FINE), high, broad), np.float32), np.empty((len(WHOLE), high, broad), np.uint8)
        bright = grey.astype(np.float32)
        smooth = cv2.GaussianBlur(bright, (0, 0), SMOOTH)
        ink, near = self._inks(wide, bright)
        np.subtract(self._ground[part], bright[inner], out=fine[0])
        np.clip((bright - smooth)[inner], -MOST_GRAIN, MOST_GRAIN, out=fine[1])
        fine[1][near[inner] > 0] = 0
        np.clip((smooth - cv2.GaussianBlur(bright, (0, 0), 2 * SMOOTH))[inner], -MOST_GRAIN, MOST_GRAIN, out=fine[2])
        tint = cv2.cvtColor(np.ascontiguousarray(self._upright[part]), cv2.COLOR_RGB2YCrCb)
        colours = tint[..., 1:].astype(np.float32)
        rough = cv2.absdiff(colours, cv2.GaussianBlur(colours, (0, 0), SMOOTH))
        np.add(rough[..., 0], rough[..., 1], out=fine[3])
        across, down = cv2.Sobel(bright, cv2.CV_32F, 1, 0), cv2.Sobel(bright, cv2.CV_32F, 0, 1)
        fine[4] = cv2.magnitude(across, down)[inner]
        whole[0], whole[1], whole[2] = grey[inner], tint[..., 1], tint[..., 2]
        whole[3] = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, _CROSS)[inner] == 0
        whole[4], whole[5] = ink[inner], near[inner]
        return Strip(part, fine, whole)

    def grain(self, part: Part) -> tuple[Grey, Mask]:
        """The fine grain of a part of the page, ink set to zero, and where ink is near."""
        wide, inner = self._around(part, _SPREAD)
        near = self._inks(wide, self._grey[wide].astype(np.float32))[1][inner] > 0
        fine = self._picture.grain[part].copy()
        fine[near] = 0
        return fine, near

    def residue(self) -> Grey:
        """The fine grain of the whole page, ink set to zero."""
        height, width = self.shape
        whole = np.empty((height, width), np.float32)
        for band in bands(height):
            whole[band.rows] = self.grain((band.rows, slice(0, width)))[0]
        return whole

    def noise(self) -> float:
        """Mean grain of the bare paper in bands all over the page; 0 where hardly any paper is bare."""
        height, width = self.shape
        tops = np.unique(np.linspace(0, max(height - _BAND, 0), _BANDS).astype(int)).tolist()
        total, count = 0.0, 0
        for top in tops:
            fine, near = self.grain((slice(top, min(top + _BAND, height)), slice(0, width)))
            total += float(np.abs(fine).sum())
            count += near.size - int(np.count_nonzero(near))
        return total / count if count > 1000 else 0.0

    def _around(self, part: Part, reach: int = _REACH) -> tuple[Part, Part]:
        """A part with its margin, and where it lies in this."""
        rows, columns = (
            slice(max(0, side.start - reach), min(side.stop + reach, most))
            for side, most in zip(part, self.shape, strict=True)
        )
        return (rows, columns), (
            slice(part[0].start - rows.start, part[0].stop - rows.start),
            slice(part[1].start - columns.start, part[1].stop - columns.start),
        )

    def _inks(self, wide: Part, bright: Grey) -> tuple[Pixels, Pixels]:
        """1 where ink is, and where it is near."""
        ink = (self._ground[wide] - bright > self._inked).view(np.uint8)
        return ink, np.asarray(cv2.dilate(ink, _NEAR), np.uint8)
