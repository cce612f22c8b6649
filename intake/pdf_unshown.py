"""Pictures a PDF page holds and does not show: layers switched off, what is cropped away or hidden, what is covered.

For the secrecy guard alone. The page is painted once more with everything shown, or with one picture alone, and only
where that brings something to light is there anything to read; most pages have no reason to be painted again.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cv2
import numpy as np
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from domain.place import Box
from intake.accept import UnusableError
from intake.sheet import Image

_DPI = 150 / 72  # Pixels per point at which what came to light is read.
_LOOK = 72 / 72  # And at which pages are compared.
_DIFFERENT, _LEAST = 40, 40  # Grey levels by which pixels differ; how many of them make something to read.
_HIDDEN = 2 | 32  # Flags of annotations: hidden, no view.
_MOST_PICTURES, _MOST_ABOVE = 6, 400
_LARGE = 0.01  # Share of the page from which a picture may hold words.
_ROOM = 40

Paint = Callable[[pypdfium2.PdfPage, float], Image]


@dataclass
class Unshown:
    """What the pages of one file do not show. ``layered``: the file has layers. ``paint`` paints a page at a scale."""

    data: bytes
    layered: bool
    paint: Paint

    @cached_property
    def _all_on(self) -> pypdfium2.PdfDocument:
        """The file with its layers taken out, so that all are shown; opened apart, to be changed freely."""
        data = self.data
        try:
            pdf = pypdfium2.PdfDocument(_without_layers(data) if self.layered else data)
        except Exception as fault:  # pypdf says what it cannot read in every kind of exception there is.
            raise UnusableError(
                "unusable.layers",
                "PDF 含有图层，其中关闭的图层无法展开检查，不能确认是否有密级标志。"
                "请用“打印为 PDF”另存一份（图层会合并）后再上传。",
            ) from fault
        pdf.init_forms()
        return pdf

    def close(self) -> None:
        if "_all_on" in self.__dict__:
            self._all_on.close()

    def pictures(self, page: pypdfium2.PdfPage, number: int) -> tuple[Image, ...]:
        """Pictures (RGB) to be read besides what the page shows; mostly none."""
        return (*self._everything(page, number), *self._covered(page))

    def _everything(self, page: pypdfium2.PdfPage, number: int) -> Iterator[Image]:
        media, crop = page.get_mediabox(), page.get_cropbox()
        cropped = any(abs(one - other) > 2 for one, other in zip(media, crop, strict=True))
        if not (self.layered or cropped or _hidden_notes(page)):
            return
        try:
            whole = self._all_on[number - 1]
        except (pypdfium2.PdfiumError, IndexError):
            return
        try:
            if cropped:
                whole.set_cropbox(*media)
            _show_notes(whole)
            shown, held = self.paint(page, _LOOK), self.paint(whole, _LOOK)
            if _differs(shown, held):
                yield self.paint(whole, _DPI)
        finally:
            whole.close()

    def _covered(self, page: pypdfium2.PdfPage) -> Iterator[Image]:
        """Parts of pictures over which something else is painted."""
        items = list(page.get_objects(max_depth=1))
        width, height = page.get_size()
        if page.get_rotation() or len(items) > _MOST_ABOVE:
            return
        boxes = [_bounds(item) for item in items]
        tried, shown = 0, None
        for place, item in enumerate(items):
            box = boxes[place]
            if item.type != pdfium.FPDF_PAGEOBJ_IMAGE or box is None or tried >= _MOST_PICTURES:
                continue
            if box.width * box.height < _LARGE * width * height or not any(
                items[above].type in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)
                and (other := boxes[above]) is not None
                and min(other.width, other.height) > 6
                and box.overlap(other) > 100
                for above in range(place + 1, len(items))
            ):
                continue
            tried += 1
            shown = self.paint(page, _LOOK) if shown is None else shown
            others = [other for other in items if other is not item]
            _activate(others, active=False)
            try:
                found = lost(self.paint(page, _LOOK), shown)
                alone = self.paint(page, _DPI) if found is not None else None
            finally:
                _activate(others, active=True)
            if found is not None and alone is not None:
                x0, y0, x1, y1 = (round(v * _DPI / _LOOK) for v in found)
                yield np.ascontiguousarray(alone[max(y0 - _ROOM, 0) : y1 + _ROOM, max(x0 - _ROOM, 0) : x1 + _ROOM])


def _without_layers(data: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.root_object.pop("/OCProperties", None)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _bounds(item: pypdfium2.PdfObject) -> Box | None:
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item.raw, *(ctypes.byref(edge) for edge in edges)):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    return Box(left, bottom, right, top)


def _activate(items: list[pypdfium2.PdfObject], *, active: bool) -> None:
    for item in items:
        pdfium.FPDFPageObj_SetIsActive(item.raw, active)


def _differs(shown: Image, held: Image) -> bool:
    """Whether painting everything brings up ink that the page does not show."""
    one, other = (cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) for picture in (shown, held))
    if one.shape == other.shape:
        return int((cv2.absdiff(one, other) > _DIFFERENT).sum()) > _LEAST
    return abs(int((_edges(one) > _DIFFERENT).sum()) - int((_edges(other) > _DIFFERENT).sum())) > _LEAST


def lost(alone: Image, shown: Image) -> tuple[int, int, int, int] | None:
    """Left, top, right, bottom of what one picture of a page has and another of the same size does not show."""
    own, seen = (_edges(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)) for picture in (alone, shown))
    near = cv2.dilate((seen > _DIFFERENT // 3).astype(np.uint8), np.ones((5, 5), np.uint8))
    lost = (own > _DIFFERENT) & (near == 0)
    if int(lost.sum()) < _LEAST:
        return None
    rows, columns = np.nonzero(lost)
    return int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max())


def _edges(grey: NDArray[Any]) -> NDArray[np.uint8]:
    return np.asarray(cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)), np.uint8)


def _notes(page: pypdfium2.PdfPage) -> Iterator[object]:
    for index in range(min(max(0, int(pdfium.FPDFPage_GetAnnotCount(page.raw))), 2000)):
        if note := pdfium.FPDFPage_GetAnnot(page.raw, index):
            yield note
            pdfium.FPDFPage_CloseAnnot(note)


def _hidden_notes(page: pypdfium2.PdfPage) -> bool:
    return any(pdfium.FPDFAnnot_GetFlags(note) & _HIDDEN for note in _notes(page))


def _show_notes(page: pypdfium2.PdfPage) -> None:
    for note in _notes(page):
        pdfium.FPDFAnnot_SetFlags(note, pdfium.FPDFAnnot_GetFlags(note) & ~_HIDDEN)
