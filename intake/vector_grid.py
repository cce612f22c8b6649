"""Ruled table cells of a native PDF page, from the rules it draws (paths by pdfium, tables by pdfplumber).

Rules that a program drew are exact: no pixels need be searched, and cells too small or too pale for
the search are found. pdfium has the page open already; having pdfplumber read it once more takes ten
times as long as finding the tables. What this was measured against is told in
docs/decisions/0006-pdf-text-layer.md.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray
from pdfplumber import table

from domain.place import Box

_LOW, _NARROW = 7.0, 10.0  # Points: letters of the smallest print are as high.
_TOLERANCE, _JOIN, _SHORTEST = 2.0, 3.0, 3.0  # Points by which rules may miss each other, and least length.
_MOST, _MOST_TABLES, _MOST_SEGMENTS = 2000, 100, 40_000
_LEVEL = 0.01  # Points by which the corners of a box may miss a right angle.

Matrix = NDArray[np.float64]
"""3 x 3, from the coordinates of a path to points from the top left of the page as shown."""


def tables(paths: Iterable[tuple[Any, Matrix]], width: float, height: float) -> tuple[tuple[Box, ...], ...]:
    """Cells of each table in the painted paths of a page of that size, row by row; everything in points.

    ``paths``: handles of pdfium path objects, each with the matrix its points need.
    """
    edges = [edge for path, matrix in paths for box in _rules(path, matrix) for edge in _edges(box)]
    merged = table.merge_edges(edges, _TOLERANCE, _TOLERANCE, _JOIN, _JOIN)
    long = [edge for edge in merged if edge["height" if edge["orientation"] == "v" else "width"] >= _SHORTEST]
    crossings = table.edges_to_intersections(long, _TOLERANCE, _TOLERANCE)
    found = []
    for cells in table.cells_to_tables(table.intersections_to_cells(crossings))[:_MOST_TABLES]:
        held = [
            Box(float(x0), float(y0), float(x1), float(y1))
            for x0, y0, x1, y1 in cells[:_MOST]
            if x1 - x0 >= _NARROW and y1 - y0 >= _LOW and (x1 - x0) * (y1 - y0) < 0.6 * width * height
        ]
        if len(held) > 1 and not _nested(held):
            found.append(tuple(sorted(held, key=lambda box: (round(box.top), box.left))))
    return tuple(found)


def _rules(path: Any, matrix: Matrix) -> Iterator[Box]:
    """Level boxes and straight level or upright lines of a painted path; no curves, nothing slanted."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if not (fill.value or stroke.value):
        return
    for points in _pieces(path):
        x, y = (matrix @ np.array([*zip(*points, strict=True), (1.0,) * len(points)]))[:2]
        box = Box(float(x.min()), float(y.min()), float(x.max()), float(y.max()))
        if len(points) == 2:
            if min(box.width, box.height) <= 1:
                yield box
        elif len(points) == 4:
            # Each side of a level box runs along one axis: only one of its two differences is more than nothing.
            across, down = np.abs(np.diff(x, append=x[0])), np.abs(np.diff(y, append=y[0]))
            if np.minimum(across, down).max() < _LEVEL:
                yield box


def _pieces(path: Any) -> Iterator[list[tuple[float, float]]]:
    """The corners of each piece of a path that is made of straight lines; closing corners are left out."""
    points: list[tuple[float, float]] = []
    straight = True
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if straight and len(points) > 1:
                yield points
            points, straight = [], True
        straight &= kind != pdfium.FPDF_SEGMENT_BEZIERTO
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        corner = (x.value, y.value)
        if not points or corner not in (points[0], points[-1]):
            points.append(corner)
    if straight and len(points) > 1:
        yield points


def _edges(box: Box) -> list[dict[str, Any]]:
    """A line as one edge, a box as its four, in pdfplumber's terms."""

    def edge(x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
        upright = bottom - top > x1 - x0
        sides = {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top}
        return {**sides, "object_type": "line", "orientation": "v" if upright else "h"}

    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    if min(box.width, box.height) < _LEVEL:
        return [edge(left, top, right, bottom)]
    return [
        edge(left, top, right, top),
        edge(left, bottom, right, bottom),
        edge(left, top, left, bottom),
        edge(right, top, right, bottom),
    ]


def _nested(cells: list[Box]) -> bool:
    """Whether cells lie within each other: frames and ornaments, no table."""
    left, top, right, bottom = np.array([(b.left, b.top, b.right, b.bottom) for b in cells]).T
    wide = np.minimum(right[:, None], right) - np.maximum(left[:, None], left)
    high = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    area = (right - left) * (bottom - top)
    over = np.clip(wide, 0, None) * np.clip(high, 0, None) > 0.3 * np.minimum(area[:, None], area)
    return bool(over.sum() > len(cells))
