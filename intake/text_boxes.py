"""Where lines of text stand: from the detector's probability map to strips along each line.

The detector (a DB-style network) shrinks each line to its core. A core found in the map is measured
and grown back by ``area * GROW / perimeter``, the inverse of the shrinking the network was trained
with. A straight line becomes a rotated rectangle; a line on curled paper gets a spine that its strip
follows; two lines whose cores touch are parted at a higher threshold.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from domain.place import Box

Points = NDArray[np.float32]
"""(n, 2) points x, y in pixels."""

_CORE = 0.3
_PARTING = (0.6, 0.8, 0.9)
_KEEP = 0.4  # The stock 0.5 drops whole long lines on bent photographs.
_GROW = 1.6
_SMALLEST = 3.0
_MOST = 3000
_BENT = 1.3  # Rectangle height over mean core thickness from which a core counts as bent or merged.


@dataclass(frozen=True)
class Spot:
    """Where one line stands. ``quad``: its four corners, clockwise from the text's own top left as it
    lies in the image. ``spine``: the middle of a bent line from left to right (top to bottom where it
    is tall), ``None`` where it is straight; ``thickness``: its height across the spine.
    """

    quad: Points
    spine: Points | None = None
    thickness: float = 0.0

    @cached_property
    def size(self) -> tuple[float, float]:
        """Width and height: the longer of each pair of opposite edges."""
        a, b, c, d = self.quad.tolist()
        return max(math.dist(a, b), math.dist(d, c)), max(math.dist(a, d), math.dist(b, c))

    @property
    def tall(self) -> bool:
        """A column of vertical writing, or a line of a page lying on its side."""
        width, height = self.size
        return height >= 1.5 * width

    @property
    def slope(self) -> float | None:
        """Pixels down per pixel to the right (per pixel down to the right where tall); None where too short."""
        width, height = self.size
        if max(width, height) < 4 * min(width, height):
            return None
        a, b, c, d = self.quad
        (x, y) = (d + c - a - b if self.tall else b + c - a - d) / 2
        return float(x / max(y, 1.0)) if self.tall else float(y / max(x, 1.0))

    @cached_property
    def box(self) -> Box:
        return Box(*(float(v) for v in (*self.quad.min(axis=0), *self.quad.max(axis=0))))

    def parts(self, stretches: Sequence[tuple[float, float]]) -> tuple[Box, ...]:
        """Boxes around stretches of the line, each from and to, 0 to 1 along it."""
        if not stretches:
            return ()
        at = np.asarray(stretches, np.float64)  # (n, 2)
        if self.spine is not None:
            along = np.linspace(0, 1, len(self.spine))
            middle = np.stack([np.interp(at, along, self.spine[:, k]) for k in (0, 1)], axis=-1)
            half = self.thickness / 2 * np.array([1, 0] if self.tall else [0, 1])
            corners = np.concatenate((middle - half, middle + half), axis=1)
        else:
            a, b, c, d = self.quad.astype(np.float64)
            edges = ((a, d), (b, c)) if self.tall else ((a, b), (d, c))
            corners = np.concatenate([p + (q - p) * at[..., None] for p, q in edges], axis=1)
        ends = np.concatenate((corners.min(axis=1), corners.max(axis=1)), axis=1).tolist()
        return tuple(Box(*end) for end in ends)


def spots(probability: NDArray[np.float32], width: int, height: int) -> list[Spot]:
    """Lines in a probability map (H, W), placed in pixels of a page of ``width`` x ``height``."""
    rows, columns = probability.shape
    scale = np.array([width / columns, height / rows], np.float32)
    limit = np.array([width - 1, height - 1], np.float32)
    mask = cv2.dilate((probability > _CORE).astype(np.uint8), np.ones((2, 2), np.uint8))
    found = []
    for contour in cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)[0][:_MOST]:
        for spot in _of_core(probability, np.asarray(contour, np.int32), 0):
            quad = np.clip(spot.quad * scale, 0, limit).astype(np.float32)
            spine = None if spot.spine is None else np.clip(spot.spine * scale, 0, limit).astype(np.float32)
            placed = Spot(quad, spine, spot.thickness * float(scale.mean()))
            if min(placed.size) > _SMALLEST:
                found.append(placed)
    return found


def _of_core(probability: NDArray[np.float32], contour: NDArray[np.int32], depth: int) -> list[Spot]:
    (cx, cy), (w, h), angle = cv2.minAreaRect(contour)
    if min(w, h) < _SMALLEST:
        return []
    x, y, wide, high = cv2.boundingRect(contour)
    inside = np.zeros((high, wide), np.uint8)
    cv2.fillPoly(inside, [contour.reshape(-1, 2) - (x, y)], 1)
    # The mean inside the outline itself: its rectangle would dilute bent lines.
    if cv2.mean(probability[y : y + high, x : x + wide], inside)[0] < _KEEP:
        return []
    long = max(w, h)
    mean_thickness = cv2.countNonZero(inside) / long
    if long > 6 * mean_thickness and min(w, h) > _BENT * mean_thickness:
        bent = _bent(inside, x, y, mean_thickness)
        if bent is not None:
            return [bent]
        if depth < len(_PARTING):
            parted = _parted(probability, inside, x, y, depth)
            if len(parted) > 1 or depth:
                return parted
    by = w * h * _GROW / (2 * (w + h))
    corners = cv2.boxPoints(((cx, cy), (w + 2 * by, h + 2 * by), angle))
    return [Spot(clockwise(corners.astype(np.float32)))]


def _bent(inside: NDArray[np.uint8], x: int, y: int, thickness: float) -> Spot | None:
    """The core as a gentle curve, or None when no single curve follows it (two lines, or a seal's ring)."""
    ys, xs = np.nonzero(inside)
    tall = inside.shape[0] > inside.shape[1]
    along, across = (ys, xs) if tall else (xs, ys)
    first, last = int(along.min()), int(along.max())
    counts = np.bincount(along - first, minlength=last - first + 1)
    if (counts == 0).any():
        return None
    steps = np.arange(first, last + 1)
    middle = np.bincount(along - first, weights=across, minlength=len(steps)) / counts
    curve = np.polynomial.Polynomial.fit(steps, middle, 3, w=np.sqrt(counts))
    off = np.abs(across - curve(along))
    slope = np.abs(np.asarray(curve.deriv()(steps)))
    if np.percentile(off, 95) > 0.75 * thickness + 1 or slope.max() > 0.6:
        return None
    length = float(last - first)
    by = length * thickness * _GROW / (2 * (length + thickness))
    knots = np.linspace(first - by, last + by, 24)
    held = np.clip(knots, first, last)
    # Beyond the core's ends the spine goes on straight: the cubic would run away.
    at = np.asarray(curve(held)) + (knots - held) * np.asarray(curve.deriv()(held))
    spine = np.stack((at, knots) if tall else (knots, at), axis=1) + np.array((x, y))
    half = thickness / 2 + by
    (cx, cy), (w, h), angle = cv2.minAreaRect(spine.astype(np.float32))
    box = cv2.boxPoints(((cx, cy), (w + 2 * half, h) if w < h else (w, h + 2 * half), angle))
    return Spot(clockwise(box.astype(np.float32)), spine.astype(np.float32), 2 * half)


def _parted(probability: NDArray[np.float32], inside: NDArray[np.uint8], x: int, y: int, depth: int) -> list[Spot]:
    """The lines whose cores have run together, cut out at a higher threshold."""
    rows, columns = inside.shape
    patch = probability[y : y + rows, x : x + columns] * inside
    cores = cv2.findContours((patch > _PARTING[depth]).astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)[0]
    found = []
    for core in cores:
        found += _of_core(probability, np.asarray(core, np.int32) + np.array((x, y), np.int32), depth + 1)
    return found


def clockwise(corners: Points) -> Points:
    """Top left, top right, bottom right, bottom left. The ends of the line are told apart along its
    longer side, so that a narrow column that leans is not taken for a line.
    """
    edges = corners - np.roll(corners, 1, axis=0)
    longest = edges[np.linalg.norm(edges, axis=1).argmax()]
    along, across = (1, 0) if abs(longest[1]) > abs(longest[0]) else (0, 1)
    ordered = corners[np.argsort(corners[:, along], kind="stable")]
    start = ordered[:2][np.argsort(ordered[:2, across], kind="stable")]
    end = ordered[2:][np.argsort(ordered[2:, across], kind="stable")]
    if along == 1:
        return np.array([start[0], start[1], end[1], end[0]], np.float32)
    return np.array([start[0], end[0], end[1], start[1]], np.float32)


def cut(image: NDArray[np.uint8], spot: Spot, height: int) -> NDArray[np.uint8]:
    """The line as a straight strip ``height`` pixels high; tall ones are turned to lie (top goes left)."""
    strip = as_large(image, spot)
    rows, columns = strip.shape[:2]
    return resized(strip, max(1, int(np.ceil(columns * height / rows))), height)


def as_large(image: NDArray[np.uint8], spot: Spot) -> NDArray[np.uint8]:
    """The line as a straight strip as large as it is in the image; tall ones are turned to lie."""
    strip = _flat(image, spot) if spot.spine is None else _unbent(image, spot, spot.spine)
    return np.ascontiguousarray(np.rot90(strip)) if spot.tall else strip


def _flat(image: NDArray[np.uint8], spot: Spot) -> NDArray[np.uint8]:
    quad = spot.quad
    # A stamp's frame may reach over the edge of the page: counted from the far end, nothing would be left of it.
    last = image.shape[1] - 1, image.shape[0] - 1
    left, top = np.clip(np.floor(quad.min(axis=0)), 0, last).astype(int)
    right, bottom = np.ceil(quad.max(axis=0)).astype(int)
    patch = image[top : max(bottom, top + 1) + 1, left : max(right, left + 1) + 1]
    if max(abs(quad[0, 1] - quad[1, 1]), abs(quad[0, 0] - quad[3, 0])) <= 1.0:
        return patch
    width, height = (max(round(v), 1) for v in spot.size)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    turn = cv2.getPerspectiveTransform((quad - (left, top)).astype(np.float32), target)
    flat = cv2.warpPerspective(
        np.ascontiguousarray(patch), turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return flat.astype(np.uint8, copy=False)


def _unbent(image: NDArray[np.uint8], spot: Spot, spine: Points) -> NDArray[np.uint8]:
    """Pixels sampled along the spine, straight across it."""
    steps = np.linalg.norm(np.diff(spine, axis=0), axis=1)
    walked = np.concatenate(([0.0], np.cumsum(steps)))
    length, high = max(round(float(walked[-1])), 2), max(round(spot.thickness), 2)
    at = np.linspace(0, walked[-1], length)
    x, y = np.interp(at, walked, spine[:, 0]), np.interp(at, walked, spine[:, 1])
    dx, dy = np.gradient(x), np.gradient(y)
    norm = np.hypot(dx, dy) + 1e-6
    nx, ny = (dy / norm, -dx / norm) if spot.tall else (-dy / norm, dx / norm)
    across = np.linspace(-spot.thickness / 2, spot.thickness / 2, high)
    map_x, map_y = x[None] + across[:, None] * nx[None], y[None] + across[:, None] * ny[None]
    if spot.tall:
        map_x, map_y = map_x.T, map_y.T
    straight = cv2.remap(
        image, map_x.astype(np.float32), map_y.astype(np.float32), cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return straight.astype(np.uint8, copy=False)


def resized(image: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """The image at another size; averaged when it shrinks to less than half, so that thin strokes survive."""
    shrink = cv2.INTER_AREA if image.shape[0] > 2 * height or image.shape[1] > 2 * width else cv2.INTER_LINEAR
    return cv2.resize(image, (width, height), interpolation=shrink).astype(np.uint8, copy=False)
