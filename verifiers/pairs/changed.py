"""What differs between two files of one capture: boxes on A where B was changed.

The light of both is made equal locally, then what still differs far beyond the difference of untouched paper and
untouched ink is grouped into boxes the size of words.
"""

from __future__ import annotations

import cv2
import numpy as np

from domain.place import Box
from verifiers.pairs.align import Image, Matrix
from verifiers.pairs.capture import overlaid

SIDE = 1600
MOST = 12


def changed_boxes(a: Image, b: Image, rigid: Matrix) -> tuple[Box, ...]:
    """Boxes in pixels of A, largest first, at most twelve; empty when nothing was changed."""
    first, second, covered = overlaid(a, b, rigid, SIDE)
    if not covered.any():
        return ()
    scale = a.shape[1] / first.shape[1]
    # Where B ends there is nothing to take the light of: what lies beyond must not darken the edge.
    known = covered.astype(np.float32)
    share = np.maximum(cv2.GaussianBlur(known, (0, 0), 25), 1e-3)
    light, other = (cv2.GaussianBlur(grey * known, (0, 0), 25) / share for grey in (first, second))
    second = np.asarray(second * ((light + 4) / (other + 4)), np.float32)
    # A slight blur on both sides forgives re-compression and half a pixel of resampling.
    apart = np.abs(cv2.GaussianBlur(first, (0, 0), 1.2) - cv2.GaussianBlur(second, (0, 0), 1.2))
    edges = cv2.dilate(
        np.abs(cv2.Laplacian(cv2.GaussianBlur(first, (0, 0), 1.2), cv2.CV_32F)), np.ones((5, 5), np.uint8)
    )
    quiet = float(np.percentile(apart[covered], 98))
    threshold = max(14.0, 3.0 * quiet) + 0.6 * np.minimum(edges, 30) * (quiet > 3)
    hot = ((apart > threshold) & covered).astype(np.uint8)
    hot = cv2.morphologyEx(hot, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    grouped = cv2.dilate(hot, np.ones((7, 15), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(grouped)
    found: list[tuple[float, Box]] = []
    for left, top, width, height, _area in stats[1:count]:
        inside = hot[top : top + height, left : left + width]
        weight = float(inside.sum())
        if weight < 12:
            continue
        rows, columns = np.nonzero(inside)
        box = Box(
            (left + columns.min()) * scale,
            (top + rows.min()) * scale,
            (left + columns.max() + 1) * scale,
            (top + rows.max() + 1) * scale,
        )
        found.append((weight, box))
    found.sort(key=lambda pair: -pair[0])
    return tuple(box for _, box in found[:MOST])
