"""Painting a PDF page whole or in part, what is drawn on it, and where its points lie in the painting (pdfium)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from intake.sheet import Image

MOST_DRAWN = 4000  # A page that draws more is a drawing; looking for cells in its picture is quicker.
_RULE = 12.0  # Points from which a drawn line or box can be a side of a cell.
_DEPTH = 8


def render(page: pypdfium2.PdfPage, scale: float) -> Image:
    bitmap = page.render(scale=scale, may_draw_forms=True, rev_byteorder=True, prefer_bgrx=False, fill_color=(255,) * 4)
    try:
        pixels = bitmap.to_numpy()
        if pixels.ndim == 2:
            pixels = pixels[..., None].repeat(3, axis=2)
        return np.ascontiguousarray(pixels[..., :3])
    finally:
        bitmap.close()


def show(items: Iterable[Any], *, shown: bool) -> None:
    for item in items:
        pdfium.FPDFPageObj_SetIsActive(item, shown)


def to_pixels(page: pypdfium2.PdfPage, scale: float) -> NDArray[np.float64]:
    """2x3 matrix from points of the unturned page to pixels of the page painted at ``scale``."""
    width, height = page.get_size()
    fine = 1000
    x, y = ctypes.c_int(), ctypes.c_int()
    corners = []
    for at in ((0.0, 0.0), (100.0, 0.0), (0.0, 100.0)):
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, round(width * fine), round(height * fine), 0, *at, x, y)
        corners.append((x.value / fine * scale, y.value / fine * scale))
    (ox, oy), (ax, ay), (bx, by) = corners
    return np.array([[(ax - ox) / 100, (bx - ox) / 100, ox], [(ay - oy) / 100, (by - oy) / 100, oy]])


@dataclass(frozen=True)
class Drawn:
    """Handles of the text objects of a page and of its paths, also inside forms, the latter with the matrix from their
    coordinates to those of the page; and how many of them are as long as a rule.
    """

    texts: list[Any]
    paths: list[tuple[Any, NDArray[np.float64]]]
    rules: int


def drawn_on(page: pypdfium2.PdfPage) -> Drawn:
    texts: list[Any] = []
    paths: list[tuple[Any, NDArray[np.float64]]] = []
    rules = 0
    edges = [ctypes.c_float() for _ in range(4)]
    waiting: list[tuple[Any, NDArray[np.float64], int]] = [
        (pdfium.FPDFPage_GetObject(page.raw, i), np.eye(3), 1) for i in range(pdfium.FPDFPage_CountObjects(page.raw))
    ]
    while waiting:
        item, around, depth = waiting.pop()
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            texts.append(item)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            pdfium.FPDFPageObj_GetBounds(item, *(ctypes.byref(edge) for edge in edges))
            left, bottom, right, top = (edge.value for edge in edges)
            rules += max(right - left, top - bottom) >= _RULE
            if len(paths) <= MOST_DRAWN:
                paths.append((item, around @ _matrix(item)))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            inside = range(max(0, int(pdfium.FPDFFormObj_CountObjects(item))))
            within = around @ _matrix(item)
            waiting += [(pdfium.FPDFFormObj_GetObject(item, i), within, depth + 1) for i in inside]
    return Drawn(texts, paths, rules)


def _matrix(item: Any) -> NDArray[np.float64]:
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, own)
    return np.array([[own.a, own.c, own.e], [own.b, own.d, own.f], [0, 0, 1]])
