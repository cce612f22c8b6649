"""Lays page B over page A by local features.

SIFT points (Lowe 2004) with root normalisation (Arandjelović and Zisserman 2012), ratio test 0.8, homography by
MAGSAC (Barath and others 2019). The interesting question is *which* map is enough: two files of one capture differ by
scale, shift and quarter turns alone; a sheet photographed again needs a perspective map.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Matrix = NDArray[np.float64]
Points = NDArray[np.float64]

SIDE = 1100
POINTS = 1500
RATIO = 0.8
FEWEST = 14
#: So many agreeing matches that the page cannot be a mirrored one: frames that are symmetric reach 116 by themselves.
PLENTY = 250


@dataclass(frozen=True)
class Alignment:
    """How B lies over A. Matrices map homogeneous pixels of B to pixels of A (both at full size).

    ``inliers`` matches agree with the perspective map ``homography``; ``rigid`` is the best map of scale, shift and
    quarter turn alone, with ``rigid_error`` its median error (pixels at working size, longest side 1100) and
    ``corner_residue`` how far the corners of B lie apart under the best affine map and under ``rigid``, in percent of
    A's diagonal. ``mirrored`` tells that B was flipped left to right first (the matrices hold the flip).
    """

    inliers: int
    matches: int
    homography: Matrix
    rigid: Matrix | None
    rigid_error: float
    corner_residue: float
    mirrored: bool


@dataclass(frozen=True)
class Features:
    """Local features of one page; ``scale`` is full-size pixels per working pixel (x, y).

    ``descriptors``: one row of 128 a point, in whole 512ths, so that many pages' fit into memory.
    """

    points: Points
    descriptors: NDArray[np.uint8]
    scale: tuple[float, float]
    size: tuple[int, int]  # width, height at working size
    full: tuple[int, int]  # width, height of the page


def features(page: Image) -> Features:
    """SIFT features of an RGB or grey page at working size."""
    grey = page if page.ndim == 2 else cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    height, width = grey.shape
    shrink = min(1.0, SIDE / max(height, width))
    size = max(1, round(width * shrink)), max(1, round(height * shrink))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    keys, found = cv2.SIFT.create(nfeatures=POINTS).detectAndCompute(small, None)
    if len(keys) == 0:  # OpenCV answers None instead of an empty array
        found = np.zeros((0, 128), np.float32)
    root = np.sqrt(found / (found.sum(axis=1, keepdims=True) + 1e-9))
    points = np.array([key.pt for key in keys], dtype=np.float64).reshape(-1, 2)
    whole = np.minimum(np.rint(root * 512), 255).astype(np.uint8)
    return Features(points, whole, (width / size[0], height / size[1]), size, (width, height))


def align(a: Features, b: Features, mirrored: Callable[[], Features]) -> Alignment | None:
    """Best alignment of B over A, trying B mirrored when it does not fit as it is; None when nothing fits.

    ``mirrored`` gives B's features flipped left to right.
    """
    straight = align_features(a, b)
    if straight is not None and straight.inliers >= PLENTY:
        return straight
    flipped = align_features(a, mirrored())
    if flipped is None or (straight is not None and straight.inliers >= flipped.inliers):
        return straight
    flip = np.array([[-1.0, 0.0, b.full[0] - 1.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    rigid = None if flipped.rigid is None else flipped.rigid @ flip
    return Alignment(
        flipped.inliers,
        flipped.matches,
        flipped.homography @ flip,
        rigid,
        flipped.rigid_error,
        flipped.corner_residue,
        True,
    )


def align_features(a: Features, b: Features) -> Alignment | None:
    """Alignment of B over A as they are."""
    if len(a.points) < FEWEST or len(b.points) < FEWEST:
        return None
    pairs = cv2.BFMatcher(cv2.NORM_L2).knnMatch(b.descriptors, a.descriptors, k=2)
    good = [
        first
        for first, second in (pair for pair in pairs if len(pair) == 2)
        if first.distance < RATIO * second.distance
    ]
    if len(good) < FEWEST:
        return None
    source = np.array([b.points[match.queryIdx] for match in good])
    target = np.array([a.points[match.trainIdx] for match in good])
    found, mask = cv2.findHomography(source, target, cv2.USAC_MAGSAC, 1.5, maxIters=5000, confidence=0.999)
    perspective = np.asarray(found, np.float64)
    if perspective.shape != (3, 3):  # no map agrees with the matches: OpenCV answers None
        return None
    kept = mask.ravel().astype(bool)
    if int(kept.sum()) < FEWEST or not _keeps_shape(perspective, b.size):
        return None
    source, target = source[kept], target[kept]
    rigid, error = _scale_and_shift(source, target)
    residue = float("inf")
    if rigid is not None:
        width, height = b.size
        corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float64)
        apart = np.hypot(*(_mapped(_affine(source, target), corners) - _mapped(rigid, corners)).T)
        residue = float(apart.max() / np.hypot(*a.size) * 100)
    up = np.diag([a.scale[0], a.scale[1], 1.0])
    down = np.diag([1 / b.scale[0], 1 / b.scale[1], 1.0])
    return Alignment(
        inliers=int(kept.sum()),
        matches=len(good),
        homography=up @ perspective @ down,
        rigid=None if rigid is None else up @ rigid @ down,
        rigid_error=error,
        corner_residue=residue,
        mirrored=False,
    )


def _keeps_shape(homography: Matrix, size: tuple[int, int]) -> bool:
    """A page never folds over or shrinks to a sliver; such maps come from chance matches."""
    width, height = size
    corners = _mapped(homography, np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float64))
    if not np.isfinite(corners).all():
        return False
    area = cv2.contourArea(corners.astype(np.float32), oriented=False) / (width * height)
    return bool(cv2.isContourConvex(corners.astype(np.float32)) and 0.02 < area < 50)


def _mapped(matrix: Matrix, points: Points) -> Points:
    with np.errstate(divide="ignore", invalid="ignore"):
        mapped = np.c_[points, np.ones(len(points))] @ matrix.T
        return np.asarray(mapped[:, :2] / mapped[:, 2:])


def _affine(source: Points, target: Points) -> Matrix:
    solved, *_ = np.linalg.lstsq(np.c_[source, np.ones(len(source))], target, rcond=None)
    return np.vstack([solved.T, [0.0, 0.0, 1.0]])


def _scale_and_shift(source: Points, target: Points) -> tuple[Matrix | None, float]:
    """Best quarter turn with one scale per axis and a shift; two robust refits leave stray matches out."""
    best: tuple[Matrix | None, float] = (None, float("inf"))
    for cos, sin in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        turn = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]], dtype=np.float64)
        turned = _mapped(turn, source)
        system = np.zeros((2 * len(turned), 4))
        system[0::2, 0], system[0::2, 2] = turned[:, 0], 1
        system[1::2, 1], system[1::2, 3] = turned[:, 1], 1
        wanted = target.reshape(-1)
        kept = np.ones(len(wanted), bool)
        solved: NDArray[np.float64] = np.zeros(4)
        errors: Points = np.zeros(len(turned))
        for _ in range(3):
            solved = np.asarray(np.linalg.lstsq(system[kept], wanted[kept], rcond=None)[0], np.float64)
            errors = np.asarray(np.hypot(*(system @ solved - wanted).reshape(-1, 2).T), np.float64)
            kept = np.repeat(errors < max(0.3, 3 * float(np.median(errors))), 2)
        if solved[0] <= 0 or solved[1] <= 0:
            continue
        error = float(np.median(errors))
        if error < best[1]:
            matrix = np.array([[solved[0], 0, solved[2]], [0, solved[1], solved[3]], [0, 0, 1]]) @ turn
            best = matrix, error
    return best
