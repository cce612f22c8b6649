"""Ruled table cells of a native PDF page, from the rules it draws (pdfplumber).

Rules that a program drew are exact: no pixels need be searched, and cells too small or too pale for
the search are found. Fonts are left out: they are half of what pdfplumber costs, and words come from
pdfium. What this was measured against is told in docs/decisions/0006-pdf-text-layer.md.
"""

from __future__ import annotations

import io
import logging
from typing import Any

import numpy as np
import pdfplumber
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager

from domain.place import Box

_LOW, _NARROW = 7.0, 10.0  # Points: letters of the smallest print are as high.
_TOLERANCE = 2.0  # Points by which rules may miss each other.
_MOST, _MOST_TABLES = 2000, 100

# pdfminer tells of every odd colour; nothing of a foreign file belongs on standard error.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


class _NoFont(PDFFont):
    def __init__(self) -> None:
        super().__init__({}, {})

    def decode(self, _bytes: bytes) -> Any:
        return ()


class _WithoutFonts(PDFResourceManager):
    """Gives every run of text a font without letters."""

    _font = _NoFont()

    def get_font(self, objid: Any, spec: Any) -> PDFFont:
        return self._font


def _is_rule(thing: dict[str, Any]) -> bool:
    """Whether an object is a box or a straight level or upright line; pdfplumber takes slanted ones for upright."""
    if thing["object_type"] == "line":
        return bool(min(thing["width"], thing["height"]) <= 1)
    return bool(thing["object_type"] == "rect")


def _nested(cells: list[Box]) -> bool:
    """Whether cells lie within each other: frames and ornaments, no table."""
    left, top, right, bottom = np.array([(b.left, b.top, b.right, b.bottom) for b in cells]).T
    wide = np.minimum(right[:, None], right) - np.maximum(left[:, None], left)
    high = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    area = (right - left) * (bottom - top)
    over = np.clip(wide, 0, None) * np.clip(high, 0, None) > 0.3 * np.minimum(area[:, None], area)
    return bool(over.sum() > len(cells))


def tables(data: bytes, number: int) -> tuple[tuple[Box, ...], ...] | None:
    """Cells of each table on a page in points from the top left of the page as shown, row by row.

    None where pdfplumber cannot read the page, so that they have to be looked for in its picture.
    """
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[number]) as pdf:
            pdf.rsrcmgr = _WithoutFonts()
            page = pdf.pages[0]
            left, top, right, bottom = (float(v) for v in page.cropbox)
            ruled = page.filter(_is_rule).find_tables(
                {"snap_tolerance": _TOLERANCE, "intersection_tolerance": _TOLERANCE}
            )
            frame = 0.6 * (right - left) * (bottom - top)
            found = []
            for table in ruled[:_MOST_TABLES]:
                held = [
                    Box(float(x0) - left, float(y0) - top, float(x1) - left, float(y1) - top)
                    for x0, y0, x1, y1 in table.cells[:_MOST]
                    if x1 - x0 >= _NARROW and y1 - y0 >= _LOW and (x1 - x0) * (y1 - y0) < frame
                ]
                if len(held) > 1 and not _nested(held):
                    found.append(tuple(sorted(held, key=lambda box: (round(box.top), box.left))))
            return tuple(found)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - pdfminer fails on foreign files in every way there is
        return None
