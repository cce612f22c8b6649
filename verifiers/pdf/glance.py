"""A quick look at what a PDF paints (pdfium), to spare the slow one (``painted``) where it can find nothing.

Most native PDFs paint their fills and pictures before the words on them. Only where something is painted over words, or
a picture is as large as a page, is there anything to interpret.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from verifiers.pdf.covered import LARGEST_SHARE, LIGHT
from verifiers.pdf.painted import MOST_PAGES, OPAQUE, Rect
from verifiers.pdf.rectangles import area

MOST_OBJECTS = 20_000
LARGE = 0.5  # Share of a page from which a picture may be a scan of it.
THIN = 2.5  # Points: what overlaps less, hides no letter.
DEPTH = 8
CLEAR, MUCH = 16, 0.2  # Opacity (of 255) below which a picture's pixel is clear, and the share that makes it cut out.
_ROUNDING = 0.04  # Other colour spaces come out a little darker or lighter.
Matrix = NDArray[np.float64]


@lru_cache(maxsize=3)
def paints_over(data: bytes) -> bool:
    """Whether anything filled or any picture lies over words painted before it, or is as large as a page.

    True as well where that cannot be told in this way.
    """
    try:
        with pypdfium2.PdfDocument(data) as document:
            for number in range(min(len(document), MOST_PAGES)):
                page = document[number]
                try:
                    if _page_paints_over(document, page):
                        return True
                finally:
                    page.close()
    except pypdfium2.PdfiumError:
        return True
    return False


def _page_paints_over(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> bool:
    width, height = page.get_size()
    words: list[Rect] = []
    for count, (kind, box, item) in enumerate(_painted(page.raw, np.eye(3), 1)):
        if count >= MOST_OBJECTS:
            return True
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            words.append(box)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE and area(box) >= LARGE * width * height:
            return True
        elif words and area(box) < LARGEST_SHARE * width * height and min(box[2] - box[0], box[3] - box[1]) > THIN:
            below = np.array(words)
            across = np.minimum(below[:, 2], box[2]) - np.maximum(below[:, 0], box[0])
            down = np.minimum(below[:, 3], box[3]) - np.maximum(below[:, 1], box[1])
            hides = kind != pdfium.FPDF_PAGEOBJ_IMAGE or not _cut_out(document, page, item)
            if hides and ((across > THIN) & (down > THIN)).any():
                return True
    return False


def _cut_out(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, picture: Any) -> bool:
    """Whether a picture lets the page show through over much of it, as a seal laid on a page does.

    pdfium tells that of no picture with a soft mask before it is painted.
    """
    (a, c, _), (b, d, _), _ = _matrix(picture).tolist()
    room = (abs(a) + abs(c)) * (abs(b) + abs(d))
    raw = pdfium.FPDFImageObj_GetRenderedBitmap(document.raw, page.raw, picture) if room else None
    if not raw:
        return False
    try:
        if pdfium.FPDFBitmap_GetFormat(raw) != pdfium.FPDFBitmap_BGRA:
            return False
        width, height, stride = (
            int(told(raw))
            for told in (pdfium.FPDFBitmap_GetWidth, pdfium.FPDFBitmap_GetHeight, pdfium.FPDFBitmap_GetStride)
        )
        held = ctypes.cast(
            pdfium.FPDFBitmap_GetBuffer(raw), ctypes.POINTER(ctypes.c_ubyte * (stride * height))
        ).contents
        opacity = np.frombuffer(memoryview(held), np.uint8).reshape(height, stride)[:, 3 : 4 * width : 4]
        # Where it lies askew, the corners around it are clear in any case.
        return bool((opacity < CLEAR).mean() > 1 - abs(a * d - b * c) / room + MUCH)
    finally:
        pdfium.FPDFBitmap_Destroy(raw)


def _painted(holder: Any, matrix: Matrix, depth: int) -> Iterator[tuple[int, Rect, Any]]:
    """Kind, box (points) and handle of words, opaque light fills and opaque pictures in painting order, also inside
    forms."""
    inside = depth > 1
    count = (pdfium.FPDFFormObj_CountObjects if inside else pdfium.FPDFPage_CountObjects)(holder)
    fetch = pdfium.FPDFFormObj_GetObject if inside else pdfium.FPDFPage_GetObject
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for index in range(max(0, int(count))):
        item = fetch(holder, index)
        kind = int(pdfium.FPDFPageObj_GetType(item))
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEPTH:
            yield from _painted(item, matrix @ _matrix(item), depth + 1)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            told = pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
            filled = told and fill.value != pdfium.FPDF_FILLMODE_NONE
            if (filled and _opaque_and_light(item)) or (
                told and not filled and stroke.value and _broad_and_light(item)
            ):
                yield kind, _box(item, matrix), item
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT or (
            kind == pdfium.FPDF_PAGEOBJ_IMAGE and not pdfium.FPDFPageObj_HasTransparency(item)
        ):
            yield kind, _box(item, matrix), item


def _opaque_and_light(item: Any) -> bool:
    """Whether a fill can hide words as paper would; true as well for patterns, whose colour is not told."""
    return _light(item, pdfium.FPDFPageObj_GetFillColor)


def _broad_and_light(item: Any) -> bool:
    """Whether a stroke can hide words, as a white pen does."""
    width = ctypes.c_float()
    broad = pdfium.FPDFPageObj_GetStrokeWidth(item, width) and width.value > 0
    # Widths are told before the page's own scale; ``painted`` looks at them closer.
    return bool(broad) and _light(item, pdfium.FPDFPageObj_GetStrokeColor)


def _light(item: Any, colour_of: Any) -> bool:
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    if not colour_of(item, red, green, blue, opacity):
        return True
    light = (red.value + green.value + blue.value) / 3 >= (LIGHT - _ROUNDING) * 255
    return light and opacity.value >= (OPAQUE - _ROUNDING) * 255


def _matrix(item: Any) -> Matrix:
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, own)
    return np.array([[own.a, own.c, own.e], [own.b, own.d, own.f], [0, 0, 1]])


def _box(item: Any, matrix: Matrix) -> Rect:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
    if matrix[0, 0] == matrix[1, 1] == 1 and not matrix[:2, 2].any() and not (matrix[0, 1] or matrix[1, 0]):
        return x0, y0, x1, y1
    corners = matrix @ np.array([[x0, x0, x1, x1], [y0, y1, y0, y1], [1, 1, 1, 1]])
    (a, b), (c, d) = corners[:2].min(axis=1).tolist(), corners[:2].max(axis=1).tolist()
    return float(a), float(b), float(c), float(d)
