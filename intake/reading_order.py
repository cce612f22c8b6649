"""The order in which a person reads the lines of a page."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from domain.place import Box


def is_vertical(boxes: Sequence[Box]) -> bool:
    """Whether most of the writing stands in columns: more ink length in tall boxes than in wide ones."""
    tall = sum(b.height for b in boxes if b.height >= 1.5 * b.width)
    wide = sum(b.width for b in boxes if b.width >= 1.5 * b.height)
    return tall > wide


def order(boxes: Sequence[Box]) -> list[int]:
    """Indices in reading order: rows downward and left to right; columns right to left when writing is vertical."""
    if is_vertical(boxes):
        turned = [Box(b.top, -b.right, b.bottom, -b.left) for b in boxes]
        return _rows(turned)
    return _rows(boxes)


def _rows(boxes: Sequence[Box]) -> list[int]:
    """Lines share a row when their middles differ by less than half the smaller height.

    Each line is compared with its nearest already placed neighbour to the left or right, not with the
    first of the row, so that a row that climbs across a skewed page stays together.
    """
    rows: list[list[int]] = []
    for index in sorted(range(len(boxes)), key=lambda i: boxes[i].center[1]):
        box = boxes[index]
        best, nearest = None, np.inf
        for row in rows[-6:]:
            gap = min(row, key=lambda i: abs(boxes[i].center[0] - box.center[0]))
            other = boxes[gap]
            apart = abs(other.center[1] - box.center[1])
            shared = min(other.right, box.right) - max(other.left, box.left)
            if (
                apart < 0.5 * min(box.height, other.height)
                and shared < 0.3 * min(box.width, other.width)
                and apart < nearest
            ):
                best, nearest = row, apart
        if best is None:
            rows.append([index])
        else:
            best.append(index)
    rows.sort(key=lambda row: float(np.median([boxes[i].center[1] for i in row])))
    return [i for row in rows for i in sorted(row, key=lambda i: boxes[i].left)]
