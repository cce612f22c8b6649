"""Pictures of a page made smaller: averaged over whole pixels as often as it halves, then in between.

OpenCV's area averaging by other factors than two costs ten times as much, and a page is reduced to
half a dozen sizes. Strokes as thin as a pixel keep their darkness either way: the last step, from less than twice
the size, leaves no pixel out.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray


def shrunk(image: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """The image (one or three channels) at ``width`` x ``height``, as it is where that is its size."""
    while image.shape[0] >= 2 * height and image.shape[1] >= 2 * width:
        rows, columns = image.shape[0] // 2, image.shape[1] // 2
        half = cv2.resize(image[: 2 * rows, : 2 * columns], (columns, rows), interpolation=cv2.INTER_AREA)
        image = half.astype(np.uint8, copy=False)
    if image.shape[:2] == (height, width):
        return image
    return cv2.resize(image, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.uint8, copy=False)
