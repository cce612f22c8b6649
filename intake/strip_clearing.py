"""A line with its grain smoothed and its strokes a little sharpened, for its last reading.

Grain misleads the recogniser more than blur does. The filter is Wiener's for a blur as wide as a shaken photograph's
and for much grain: it takes away what is finer than the strokes and lifts what lies just above. Asked to undo more of
the blur it brings out rings that are read as strokes (docs/decisions/0003-reading-engine.md).
"""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

_BLUR = 1.6  # Pixels of the photograph (standard deviation).
_GRAIN = 0.4  # Power of grain by that of the writing.
_REACH, _FIELD = 6, 64  # Pixels the filter looks aside; the field it is worked out on.


def grainy(strip: NDArray[np.uint8]) -> bool:
    """Whether most of a strip's pixels differ from those around them: a photograph's do, a drawn page's do not."""
    green = strip[..., 1]
    return bool(np.median(cv2.absdiff(green, cv2.blur(green, (3, 3)))) >= 1)


def cleared(strip: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The strip (RGB, at the size it has on the page), smoothed and sharpened; as bright as before."""
    return np.asarray(cv2.filter2D(strip, -1, _filter(), borderType=cv2.BORDER_REFLECT_101), np.uint8)


@lru_cache(maxsize=1)
def _filter() -> NDArray[np.float32]:
    steps = np.fft.fftfreq(_FIELD)
    blur = np.exp(-2 * (np.pi * _BLUR) ** 2 * (steps[:, None] ** 2 + steps[None, :] ** 2))
    undone = np.fft.fftshift(np.fft.ifft2(blur / (blur**2 + _GRAIN)).real)
    middle = _FIELD // 2
    kernel = undone[middle - _REACH : middle + _REACH + 1, middle - _REACH : middle + _REACH + 1]
    return np.asarray(kernel / kernel.sum(), np.float32)
