"""Ruled table cells of a page: the holes in its net of horizontal and vertical lines."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from domain.place import Box
from intake.rapid_reader import Image

_SIDE = 1400
_RULE = 36  # Shortest straight stroke that counts as a rule, in pixels of the reduced picture.
_LOW, _NARROW = 10, 14
_MOST = 2000

Mask = NDArray[np.uint8]


def cells(image: Image) -> tuple[Box, ...]:
    """Cells of all ruled tables on an upright RGB page, row by row, in its pixels.

    Rules may be broken, lean a little, or bend on curled paper. Frames around a whole page are no
    cells; a table needs at least two cells beside or above each other.
    """
    scale = min(1.0, _SIDE / max(image.shape[:2]))
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    small = cv2.resize(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    net = _net(small)
    if net is None:
        return ()
    held = [box for box in _holes(net) if box.width * box.height < 0.6 * net.size]
    table = [box for box in held if any(_beside(box, other) for other in held if other is not box)]
    return tuple(_in_rows([Box(*(v / scale for v in (b.left, b.top, b.right, b.bottom))) for b in table]))


def _net(small: Mask) -> Mask | None:
    """Horizontal and vertical rules, only where both meet; None where there are none."""
    ink = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 9)
    # A rule that leans steps from row to row: some thickness across it keeps it whole.
    flat = cv2.dilate(ink, np.ones((4, 1), np.uint8))
    steep = cv2.dilate(ink, np.ones((1, 4), np.uint8))
    across = cv2.morphologyEx(flat, cv2.MORPH_OPEN, np.ones((1, _RULE), np.uint8))
    down = cv2.morphologyEx(steep, cv2.MORPH_OPEN, np.ones((_RULE, 1), np.uint8))
    across = cv2.morphologyEx(across, cv2.MORPH_CLOSE, np.ones((3, 21), np.uint8))
    down = cv2.morphologyEx(down, cv2.MORPH_CLOSE, np.ones((21, 3), np.uint8))
    net = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8)).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(net)
    keep = np.zeros(count, np.uint8)
    for part in range(1, count):
        x, y, w, h, _area = stats[part]
        if w < 2 * _RULE or h < _RULE:
            continue
        here = labels[y : y + h, x : x + w] == part
        both = cv2.bitwise_and(across[y : y + h, x : x + w], down[y : y + h, x : x + w])
        keep[part] = (both.astype(bool) & here).sum() >= 6
    return keep[labels] if keep.any() else None


def _holes(net: Mask) -> list[Box]:
    """Rectangular holes of the net. A hole much smaller than its bounding box is no cell."""
    contours, tree = cv2.findContours(net, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    found: list[Box] = []
    for contour, links in zip(contours[:_MOST], tree[0][:_MOST], strict=True):
        if links[3] < 0:  # An outer outline, not a hole.
            continue
        x, y, w, h = cv2.boundingRect(contour)
        if w >= _NARROW and h >= _LOW and cv2.contourArea(contour) > 0.7 * w * h:
            found.append(Box(float(x), float(y), float(x + w), float(y + h)))
    return found


def _beside(one: Box, other: Box) -> bool:
    """Whether two cells share a rule: an edge in common within a few pixels."""
    gap = 14.0
    level = min(one.bottom, other.bottom) - max(one.top, other.top) > 0.4 * min(one.height, other.height)
    stacked = min(one.right, other.right) - max(one.left, other.left) > 0.4 * min(one.width, other.width)
    touch_x = min(abs(one.right - other.left), abs(other.right - one.left)) < gap
    touch_y = min(abs(one.bottom - other.top), abs(other.bottom - one.top)) < gap
    return (level and touch_x) or (stacked and touch_y)


def _in_rows(boxes: list[Box]) -> list[Box]:
    """Rows from top to bottom, each from left to right; rows of a leaning table overlap a little."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda b: b.center[1]):
        if rows and abs(rows[-1][-1].center[1] - box.center[1]) < 0.5 * min(rows[-1][-1].height, box.height):
            rows[-1].append(box)
        else:
            rows.append([box])
    return [box for row in rows for box in sorted(row, key=lambda b: b.left)]
