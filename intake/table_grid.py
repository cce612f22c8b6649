"""Ruled table cells of a page: the holes in its net of horizontal and vertical lines."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from domain.place import Box
from intake.look import Look
from intake.sheet import Image

_SIDE = 1400
_RULE = 36  # Shortest straight stroke that counts as a rule, in pixels of the reduced picture.
_LOW, _NARROW = 10, 14
_MOST = 2000
_CROSSING = 6  # Pixels in which the rules of a table meet.
_TOUCH = 14.0  # Pixels of the reduced picture between the edges of neighbouring cells.

Mask = NDArray[np.uint8]


def cells(page: Image | Look) -> tuple[Box, ...]:
    """Cells of all ruled tables on an upright RGB page, row by row, in its pixels.

    Rules may be broken, lean a little, or bend on curled paper. Frames around a whole page are no
    cells; a table needs at least two cells beside or above each other.
    """
    look = page if isinstance(page, Look) else Look(page)
    scale = look.scale(_SIDE)
    net = _net(look.grey(_SIDE))
    if net is None:
        return ()
    held = [box for box in _holes(net) if box.width * box.height < 0.6 * net.size]
    table = [box for box, neighbour in zip(held, _beside_another(held), strict=True) if neighbour]
    return tuple(_in_rows([Box(*(v / scale for v in (b.left, b.top, b.right, b.bottom))) for b in table]))


def _net(small: Mask) -> Mask | None:
    """Horizontal and vertical rules, only where both meet; None where there are none."""
    ink = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 9)
    # A rule that leans steps from row to row: some thickness across it keeps it whole.
    flat = cv2.dilate(ink, np.ones((4, 1), np.uint8))
    steep = cv2.dilate(ink, np.ones((1, 4), np.uint8))
    down = cv2.morphologyEx(steep, cv2.MORPH_OPEN, np.ones((_RULE, 1), np.uint8))
    if not cv2.countNonZero(down):
        return None
    across = cv2.morphologyEx(flat, cv2.MORPH_OPEN, np.ones((1, _RULE), np.uint8))
    if not cv2.countNonZero(across):
        return None
    across = cv2.morphologyEx(across, cv2.MORPH_CLOSE, np.ones((3, 21), np.uint8))
    down = cv2.morphologyEx(down, cv2.MORPH_CLOSE, np.ones((21, 3), np.uint8))
    if cv2.countNonZero(cv2.bitwise_and(across, down)) < _CROSSING:
        return None
    net = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8)).astype(np.uint8)
    kept = np.zeros_like(net)
    for outline in cv2.findContours(net, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]:
        x, y, w, h = cv2.boundingRect(outline)
        if w < 2 * _RULE or h < _RULE:
            continue
        part = slice(y, y + h), slice(x, x + w)
        inside = np.zeros((h, w), np.uint8)
        cv2.fillPoly(inside, [np.asarray(outline, np.int32).reshape(-1, 2) - (x, y)], 1)
        if cv2.countNonZero(cv2.bitwise_and(cv2.bitwise_and(across[part], down[part]), inside)) >= _CROSSING:
            kept[part] |= net[part] & inside
    return kept if kept.any() else None


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


def _beside_another(boxes: list[Box]) -> NDArray[np.bool_]:
    """For each cell whether it shares a rule with another: an edge in common within a few pixels."""
    if not boxes:
        return np.zeros(0, np.bool_)
    left, top, right, bottom = np.array([(b.left, b.top, b.right, b.bottom) for b in boxes]).T
    width, height = right - left, bottom - top
    low, high = np.minimum, np.maximum
    shared_y = low(bottom[:, None], bottom) - high(top[:, None], top)
    shared_x = low(right[:, None], right) - high(left[:, None], left)
    touch_x = np.abs(right[:, None] - left) < _TOUCH
    touch_y = np.abs(bottom[:, None] - top) < _TOUCH
    beside = ((shared_y > 0.4 * low(height[:, None], height)) & (touch_x | touch_x.T)) | (
        (shared_x > 0.4 * low(width[:, None], width)) & (touch_y | touch_y.T)
    )
    np.fill_diagonal(beside, False)
    return np.asarray(beside.any(axis=1), np.bool_)


def _in_rows(boxes: list[Box]) -> list[Box]:
    """Rows from top to bottom, each from left to right; rows of a leaning table overlap a little."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda b: b.center[1]):
        if rows and abs(rows[-1][-1].center[1] - box.center[1]) < 0.5 * min(rows[-1][-1].height, box.height):
            rows[-1].append(box)
        else:
            rows.append([box])
    return [box for row in rows for box in sorted(row, key=lambda b: b.left)]
