"""Whether a picture only shows again what another shows: a preview of the page needs no reading of its own."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from intake.sheet import Image

_SIDE = 512  # Longest side at which pictures are compared, pixels.
_ALIKE = 0.05  # Difference of the proportions of two pictures that may be the same.
_WINDOW = 24  # Windows in the longest side.
_SOMETHING = 5.0  # Spread of grey levels from which there is something to see in a window.
_SAME = 0.6  # Correlation from which a window shows the same; a picture of brightness may show it inverted.
_OTHER = 0.0015  # Share of the picture that may differ: the remains of compression, no word.


def shows(page: Image, picture: Image) -> bool:
    """Whether nothing is to be seen in ``picture`` (RGB) that is not seen in the same place of ``page``, any way up."""
    high, wide = picture.shape[:2]
    scale = min(1.0, _SIDE / max(high, wide))
    size = max(round(wide * scale), 16), max(round(high * scale), 16)
    held = _grey(picture, size)
    for turn in range(4):
        rows, columns = page.shape[:2] if turn % 2 == 0 else page.shape[1::-1]
        if abs(columns * high / (rows * wide) - 1) < _ALIKE:
            shown = np.rot90(_grey(page, size if turn % 2 == 0 else size[::-1]), turn)
            if float(_others(held, np.ascontiguousarray(shown)).mean()) < _OTHER:
                return True
    return False


def _grey(picture: Image, size: tuple[int, int]) -> NDArray[np.float32]:
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), (0, 0), 1.0), np.float32)


def _others(held: NDArray[np.float32], shown: NDArray[np.float32]) -> NDArray[np.bool_]:
    """True around pixels where one has something the other has not."""
    side = max(max(held.shape) // _WINDOW, 7)

    def mean(values: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray(cv2.blur(values, (side, side)), np.float32)

    middle, other = mean(held), mean(shown)
    spread = np.maximum(mean(held * held) - middle * middle, 0)
    usual = np.maximum(mean(shown * shown) - other * other, 0)
    together = mean(held * shown) - middle * other
    alike = np.abs(together) / np.sqrt(np.maximum(spread * usual, 1e-3))
    return np.asarray((spread > _SOMETHING**2) & (alike < _SAME), np.bool_)
