"""Is B a copy of the very same photo or scan as A?

Three marks of one capture: the map between the files is pure scale, shift and quarter turn; the noise of the bare
paper agrees point by point; the light agrees everywhere. A second photo of the same sheet has none of them. A file
that was drawn by a program has no noise to compare: then ``noise`` is None and only the words can tell.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from verifiers.pairs.align import SIDE, Alignment, Image, Matrix

Grey = NDArray[np.float32]

#: Pixels at working size around a stroke that are left out. Compression ripples inside blocks of 8 pixels of the file,
#: alike on all siblings of a template. Measured on 60 siblings: within 3 pixels siblings reach 0.37 (0.93 where a
#: program drew them), beyond 10 at most 0.006, copies at least 0.033 after a messenger and 0.4 else.
MARGINS = (21, 15)
ENOUGH = 20_000
LEAST_NOISE, CROWDED = 0.02, 0.4


@dataclass(frozen=True)
class CaptureMeasures:
    """How well B under the rigid map agrees with A.

    ``overlap``: share of A under B. ``noise``: correlation of the bare paper's noise, None where there is none to speak
    of; ``chance``: what two papers that have nothing to do with each other may reach. ``strength``: standard deviation
    of the weaker noise (grey levels), ``stronger`` of the other one. ``light``: spread of the illumination ratio.
    ``ink``: correlation of the strokes, near 1 where both show the same words, lower where one template was filled in
    differently.
    """

    overlap: float
    noise: float | None
    chance: float
    strength: float
    stronger: float
    light: float
    ink: float


def measure_capture(a: Image, b: Image, alignment: Alignment) -> CaptureMeasures | None:
    """Measures under the rigid map; None when there is no such map or hardly any common paper."""
    if alignment.rigid is None:
        return None
    first, second, covered = overlaid(a, b, alignment.rigid)
    ink = (_gradient(first) > 28) | (_gradient(second) > 28)
    paper = covered & (cv2.dilate(ink.astype(np.uint8), np.ones((7, 7), np.uint8)) == 0)
    if int(paper.sum()) < 2000:
        return None
    bare = _far_from(ink, covered)
    if bare is None:
        # A page without free paper: what compression leaves around its strokes is like that of its siblings.
        bare, chance = paper, CROWDED
    else:
        chance = max(LEAST_NOISE, 5 * float(np.sqrt(10 / bare.sum())))
    noise_a, noise_b = (_grain(grey, bare) for grey in (first, second))
    strength, stronger = sorted((float(noise_a.std()), float(noise_b.std())))
    correlation = float(np.corrcoef(noise_a, noise_b)[0, 1]) if strength > 0.02 else None
    ratio = (_coarse(first)[paper] + 8) / (_coarse(second)[paper] + 8)
    written = cv2.dilate((ink & covered).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    strokes_a, strokes_b = (cv2.GaussianBlur(_fine(grey), (0, 0), 0.8)[written & covered] for grey in (first, second))
    same_ink = float(np.corrcoef(strokes_a, strokes_b)[0, 1]) if len(strokes_a) > 500 else 0.0
    light = float(ratio.std() / ratio.mean())
    return CaptureMeasures(float(covered.mean()), correlation, chance, strength, stronger, light, same_ink)


def _far_from(ink: NDArray[np.bool_], covered: NDArray[np.bool_]) -> NDArray[np.bool_] | None:
    """Bare paper so far from any stroke that no compression's ripples reach it; None where there is too little."""
    for margin in MARGINS:
        bare = covered & (cv2.dilate(ink.astype(np.uint8), np.ones((margin, margin), np.uint8)) == 0)
        if int(bare.sum()) >= ENOUGH:
            return np.asarray(bare)
    return None


def _grain(grey: Grey, bare: NDArray[np.bool_]) -> Grey:
    """Noise of the bare paper, streaks along either side taken out: one scanner leaves the same on all its sheets."""
    fine = np.where(bare, np.clip(_fine(grey), -8, 8), 0)
    for axis in (0, 1):
        fine = fine - fine.sum(axis=axis, keepdims=True) / np.maximum(bare.sum(axis=axis, keepdims=True), 1)
    return np.asarray(fine[bare], np.float32)


def overlaid(a: Image, b: Image, matrix: Matrix, side: int = SIDE) -> tuple[Grey, Grey, NDArray[np.bool_]]:
    """A and B as grey float pictures on A's grid at working size, and where B covers A (its border left out)."""
    height, width = a.shape[:2]
    shrink = min(1.0, side / max(height, width))
    size = max(1, round(width * shrink)), max(1, round(height * shrink))
    first = cv2.resize(_grey(a), size, interpolation=cv2.INTER_AREA).astype(np.float32)
    grey_b = _grey(b)
    to_work = np.diag([size[0] / width, size[1] / height, 1.0]) @ matrix
    # Shrinking by more than two in one warp would alias; B is shrunk by area first.
    zoom = float(np.sqrt(abs(np.linalg.det(to_work[:2, :2]))))
    if zoom < 0.75:
        small = max(1, round(b.shape[1] * zoom)), max(1, round(b.shape[0] * zoom))
        shrunk = cv2.resize(grey_b, small, interpolation=cv2.INTER_AREA)
        to_work = to_work @ np.diag([b.shape[1] / small[0], b.shape[0] / small[1], 1.0])
        grey_b = np.asarray(shrunk, np.uint8)
    second = cv2.warpPerspective(grey_b, to_work, size, flags=cv2.INTER_CUBIC).astype(np.float32)
    cover = cv2.warpPerspective(np.full(grey_b.shape, 255, np.uint8), to_work, size)
    covered = cv2.erode((cover > 250).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    return first, second, covered


def _grey(page: Image) -> Image:
    return page if page.ndim == 2 else np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), np.uint8)


def _gradient(grey: Grey) -> Grey:
    return np.asarray(cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)), np.float32)


def _fine(grey: Grey) -> Grey:
    return np.asarray(grey - cv2.GaussianBlur(grey, (0, 0), 2), np.float32)


def _coarse(grey: Grey) -> Grey:
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), 12), np.float32)
