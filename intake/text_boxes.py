"""Where lines of text stand: from the detector's probability map to quadrilaterals.

The detector (a DB-style network) shrinks each line to its core. A core found in the map is
measured as a rotated rectangle and grown back by ``area * GROW / perimeter``, the inverse of the
shrinking the network was trained with.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Quad = NDArray[np.float32]
"""Four corners (4, 2) in pixels, clockwise from the text's own top left."""

_CORE = 0.3
_KEEP = 0.4  # The stock 0.5 drops whole long lines on bent photographs.
_GROW = 1.6
_SMALLEST = 3.0
_MOST = 3000


def quads(probability: NDArray[np.float32], width: int, height: int) -> list[Quad]:
    """Quadrilaterals of the lines in a probability map (H, W), in pixels of ``width`` x ``height``.

    Corners are ordered for horizontal writing: the first edge is the top one as it lies in the image.
    """
    rows, columns = probability.shape
    mask = cv2.dilate((probability > _CORE).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    scale = np.array([width / columns, height / rows], np.float32)
    limit = np.array([width - 1, height - 1], np.float32)
    found: list[Quad] = []
    for contour in contours[:_MOST]:
        (cx, cy), (w, h), angle = cv2.minAreaRect(contour)
        if min(w, h) < _SMALLEST or _mean_inside(probability, contour) < _KEEP:
            continue
        by = w * h * _GROW / (2 * (w + h))
        corners = cv2.boxPoints(((cx, cy), (w + 2 * by, h + 2 * by), angle))
        quad = np.clip(_clockwise(corners.astype(np.float32)) * scale, 0, limit).astype(np.float32)
        if np.linalg.norm(quad[0] - quad[1]) > _SMALLEST and np.linalg.norm(quad[0] - quad[3]) > _SMALLEST:
            found.append(quad)
    return found


def _mean_inside(probability: NDArray[np.float32], contour: NDArray[np.int32]) -> float:
    """Mean probability inside the outline itself; its rectangle would dilute bent lines."""
    x, y, w, h = cv2.boundingRect(contour)
    inside = np.zeros((h, w), np.uint8)
    cv2.fillPoly(inside, [contour.reshape(-1, 2) - (x, y)], 1)
    return float(cv2.mean(probability[y : y + h, x : x + w], inside)[0])


def _clockwise(corners: Quad) -> Quad:
    """Top left, top right, bottom right, bottom left: the two left-most corners are the left side."""
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left = by_x[:2][np.argsort(by_x[:2, 1], kind="stable")]
    right = by_x[2:][np.argsort(by_x[2:, 1], kind="stable")]
    return np.array([left[0], right[0], right[1], left[1]], np.float32)


def size(quad: Quad) -> tuple[float, float]:
    """Width and height of a quadrilateral: the longer of each pair of opposite edges."""
    width = max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[3] - quad[2]))
    height = max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2]))
    return float(width), float(height)


def is_tall(quad: Quad) -> bool:
    """A column of vertical writing, or a line of a page lying on its side."""
    width, height = size(quad)
    return height >= 1.5 * width


def cut(image: NDArray[np.uint8], quad: Quad, height: int) -> NDArray[np.uint8]:
    """The line as a straight strip ``height`` pixels high; tall ones are turned to lie (top goes left)."""
    width, tall = size(quad)
    w, h = max(round(width), 1), max(round(tall), 1)
    left, top = np.floor(quad.min(axis=0)).astype(int)
    right, bottom = np.ceil(quad.max(axis=0)).astype(int)
    right, bottom = max(right, left + 1), max(bottom, top + 1)
    skew = max(abs(quad[0, 1] - quad[1, 1]), abs(quad[0, 0] - quad[3, 0]))
    strip: NDArray[np.uint8]
    if skew <= 1.0:
        strip = image[top : bottom + 1, left : right + 1]
    else:
        patch = np.ascontiguousarray(image[top : bottom + 1, left : right + 1])
        target = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
        turn = cv2.getPerspectiveTransform((quad - (left, top)).astype(np.float32), target)
        warped = cv2.warpPerspective(patch, turn, (w, h), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        strip = warped.astype(np.uint8, copy=False)
    if is_tall(quad):
        strip = np.rot90(strip)
    rows, columns = strip.shape[:2]
    return resized(strip, max(1, int(np.ceil(columns * height / rows))), height)


def resized(image: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """The image at another size; averaged when it shrinks to less than half, so that thin strokes survive."""
    shrink = cv2.INTER_AREA if image.shape[0] > 2 * height or image.shape[1] > 2 * width else cv2.INTER_LINEAR
    return cv2.resize(image, (width, height), interpolation=shrink).astype(np.uint8, copy=False)
