"""A page and its reductions, each made once, for everything that looks at the page without reading words.

Seals, rules, handwriting, codes, the guard's second look, the capture class, legibility and the copy
keys all work on reduced pictures. Reducing the full page is the dear part, so it is done once and the
smaller pictures are made from that one.
"""

from __future__ import annotations

from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from intake.sheet import Image
from intake.shrink import shrunk

Grey = NDArray[np.uint8]

_LARGEST = 1400  # Longest side of the picture all others are made from.


class Look:
    """An upright RGB page (``image``) seen at smaller sizes. Not to be shared between threads."""

    def __init__(self, image: Image) -> None:
        self.image = image
        self._reduced: dict[int, Image] = {}
        self._grey: dict[int, Grey] = {}

    def scale(self, side: int) -> float:
        """Pixels of the reduction per pixel of the page; at most 1."""
        height, width = self.image.shape[:2]
        return float(min(1.0, side / max(height, width)))

    def small(self, side: int) -> Image:
        """The page with its longest side reduced to ``side``; as it is where it is smaller."""
        if side not in self._reduced:
            self._reduced[side] = shrunk(self._base if side < _LARGEST else self.image, *self._size(side))
        return self._reduced[side]

    def grey(self, side: int) -> Grey:
        if side not in self._grey:
            if side < _LARGEST and self.scale(side) < 1:
                self._grey[side] = shrunk(self.grey(_LARGEST), *self._size(side))
            else:
                self._grey[side] = np.asarray(cv2.cvtColor(self.small(side), cv2.COLOR_RGB2GRAY), np.uint8)
        return self._grey[side]

    def _size(self, side: int) -> tuple[int, int]:
        height, width = self.image.shape[:2]
        scale = self.scale(side)
        return max(1, round(width * scale)), max(1, round(height * scale))

    @cached_property
    def _base(self) -> Image:
        return self.small(_LARGEST)
