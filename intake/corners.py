"""The sheet of paper inside a picture: its four corners, and the picture straightened by them.

Everything that differs from what stands at the picture's rim and fills a convex four-cornered shape is taken for the
sheet: paper on a desk, a page shown in a gallery with bars above and below. A scan has no such rim, nor has a photo
that shows paper only; those have no corners here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from intake.sheet import Image

Corners = NDArray[np.float32]

#: Shares of the picture: rim, gaps to close, least and largest sheet; shares of its shape: how full, how square.
_RIM, _GAP, _LEAST, _LARGEST, _FULL, _FOUR = 0.012, 0.02, 0.2, 0.97, 0.93, (0.95, 1.06)
_SOLID = 0.7  # of what lies inside the corners, so much differs from the rim
#: Colour distance (Lab) that is never paper against ground.
_FAINT = 6
_FLAT = 3.0  # spread of a bar's colour
_INSIDE = 0.016  # of the straightened sheet its rim is cut, where shadow and ground show


def corners(picture: Image) -> Corners | None:
    """Top left, top right, bottom right, bottom left in pixels of a small RGB picture (a few hundred across)."""
    height, width = picture.shape[:2]
    best: tuple[float, Corners] | None = None
    for mask in _apart_from_rim(picture):
        found = _four_cornered(mask)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    if best is None or cv2.contourArea(best[1]) > _LARGEST * height * width:
        return None
    shape = best[1]
    total, apart = shape.sum(axis=1), shape[:, 0] - shape[:, 1]
    return shape[[int(total.argmin()), int(apart.argmax()), int(total.argmax()), int(apart.argmin())]]


def straightened(picture: Image, shape: Corners) -> Image:
    """The sheet with ``corners`` seen from straight above, its outermost rim cut off."""
    top_left, top_right, bottom_right, bottom_left = shape

    def far(a: Corners, b: Corners) -> float:
        return float(np.linalg.norm(a - b))

    width = max(16, round(max(far(top_left, top_right), far(bottom_left, bottom_right))))
    height = max(16, round(max(far(top_left, bottom_left), far(top_right, bottom_right))))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    laid = cv2.warpPerspective(picture, cv2.getPerspectiveTransform(shape, target), (width, height))
    edge = max(1, round(_INSIDE * max(width, height)))
    return np.ascontiguousarray(laid[edge : height - edge, edge : width - edge], np.uint8)


def framed(picture: Image) -> bool:
    """Whether the picture begins and ends with bars of one colour, as a program draws and no camera takes them."""
    rim = max(3, round(_RIM * max(picture.shape)))
    sides = [side.reshape(-1, 3).std(axis=0).max() for side in _sides(picture, rim)]
    return bool(max(sides[:2]) < _FLAT or max(sides[2:]) < _FLAT)


def _sides(picture: NDArray[Any], rim: int) -> tuple[NDArray[Any], ...]:
    """Top, bottom, left and right strip."""
    return picture[:rim], picture[-rim:], picture[:, :rim], picture[:, -rim:]


def _apart_from_rim(picture: Image) -> Iterator[NDArray[np.uint8]]:
    """Where the picture differs from its rim: from all of it, then from each side's, strictly and less so."""
    lab = cv2.cvtColor(cv2.GaussianBlur(picture, (0, 0), 1.3), cv2.COLOR_RGB2LAB)
    rim = max(3, round(_RIM * max(lab.shape)))
    sides = [side.reshape(-1, 3) for side in _sides(lab, rim)]
    kernel = np.ones((max(3, round(_GAP * max(lab.shape))) | 1,) * 2, np.uint8)
    planes = [np.asarray(plane, np.float32) for plane in cv2.split(lab)]
    for ground in (np.concatenate(sides), *sides):
        away = np.zeros(lab.shape[:2], np.float32)
        for plane, usual, weight in zip(planes, np.median(ground, axis=0).tolist(), (1.0, 1.5, 1.5), strict=True):
            away += np.square((plane - np.float32(usual)) * np.float32(2 * weight))
        steps = np.minimum(np.sqrt(away), 255).astype(np.uint8)
        level, _ = cv2.threshold(steps, 0, 255, cv2.THRESH_OTSU)
        for threshold in (level, 0.6 * level):
            mask = (steps > max(threshold, 2 * _FAINT)).astype(np.uint8)
            mask = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, kernel), np.uint8)
            yield np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel), np.uint8)


def _four_cornered(mask: NDArray[np.uint8]) -> tuple[float, Corners] | None:
    """How well the largest piece of the mask fills four corners (at most 1), and those; None when it has others."""
    pieces, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not pieces:
        return None
    piece = max(pieces, key=cv2.contourArea)
    hull, own = cv2.convexHull(piece), cv2.contourArea(piece)
    area = cv2.contourArea(hull)
    if area < _LEAST * mask.size or own < _FULL * area:
        return None
    inside = cv2.drawContours(np.zeros_like(mask), [piece], 0, 1, cv2.FILLED)
    if float(mask[inside > 0].mean()) < _SOLID:  # a frame printed on the paper, not the paper
        return None
    around = cv2.arcLength(hull, True)
    shape = hull
    for slack in (0.01, 0.02, 0.03, 0.05, 0.08):
        shape = cv2.approxPolyDP(hull, slack * around, True)
        if len(shape) <= 4:
            break
    square = cv2.contourArea(shape)
    if len(shape) != 4 or not _FOUR[0] < square / area < _FOUR[1]:
        return None
    return own / max(square, area), np.asarray(shape.reshape(4, 2), np.float32)
