"""Dust of a copying machine: black specks strewn over a page that is nothing but black and white.

They make the detector overlook thin writing altogether, and the recogniser reads them as points. A speck is a few dark
pixels with nothing else dark around them; what stands in a row with its like (leader dots, asterisks of a masked
number, dotted print) is none. Only the reader is shown the wiped page; what looks into the picture gets it as it came.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

#: Share of pixels neither dark nor bright up to which a page is black and white, and the two bounds.
_MOST_GREY, _DARK, _BRIGHT = 0.08, 50, 205
#: Longest side (pixels) of the page for which these hold: most pixels of a speck, width of the bare place around it,
#: width and height of the row in which its like are looked for, most pixels of specks in such a row.
_SIDE, _SPECK, _AROUND, _ROW, _ALONE = 1754, 4, 11, (81, 7), 9
#: A pixel darker than this is dark; so many in specks, by million pixels of the page, make a dusty page.
_INK, _DUSTY = 160, 200


def wiped(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The RGB page without its specks; the very image where it has none or is not black and white."""
    green = image[..., 1]
    some = green[::4, ::4]
    if np.count_nonzero((some > _DARK) & (some < _BRIGHT)) > _MOST_GREY * some.size:
        return image
    scale = max(1.0, max(green.shape) / _SIDE)
    dark = (green < _INK).view(np.uint8)
    around, speck = _odd(_AROUND * scale), _SPECK * scale**2
    near = cv2.boxFilter(dark, cv2.CV_16U, (around, around), normalize=False, borderType=cv2.BORDER_CONSTANT)
    lone = (dark & (near <= speck).view(np.uint8)).astype(np.uint8)
    row = _odd(_ROW[0] * scale), _odd(_ROW[1] * scale)
    like = cv2.boxFilter(lone, cv2.CV_16U, row, normalize=False, borderType=cv2.BORDER_CONSTANT)
    specks = lone & (like <= _ALONE * scale**2).view(np.uint8)
    if np.count_nonzero(specks) < _DUSTY * green.size / 1e6:
        return image
    clean = image.copy()
    clean[cv2.dilate(specks, np.ones((3, 3), np.uint8)) > 0] = np.median(some)
    return clean


def _odd(size: float) -> int:
    return 2 * round((size - 1) / 2) + 1
