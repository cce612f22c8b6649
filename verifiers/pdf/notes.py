"""Annotations that hide what the page paints below them, seen by showing the page without and with them (pdfium)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from verifiers.pdf.painted import MOST_PAGES, Rect

#: Pixels a point: enough to tell the rows of a letter.
SCALE = 2.0
#: Grey levels of ink, and of what may lie over it.
DARK, LIGHT = 150, 190
#: Share of the ink below that is gone (new words may lie on much of the old ones), of the rows and columns of the note
#: in which it stood (a rule has few rows, words below a large signature too).
GONE, ROWS, COLUMNS = 0.15, 0.4, 0.15
#: A note over a value is about as high as a line: share of the page's height.
LINE_HIGH = 0.06
#: Links and windows show nothing; free text and redactions are spoken of in any case.
OTHERS = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_FREETEXT})
Grey = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class HidingNote:
    """``rect`` as the file has it (points from the lower left); ``hidden``: the words below, where the file tells
    them."""

    page: int
    rect: Rect
    hidden: str


@lru_cache(maxsize=3)
def hiding_notes(data: bytes) -> tuple[HidingNote, ...]:
    """Annotations and filled form fields as high as a line, with ink under them. Raises what pdfium raises on broken
    files."""
    found: list[HidingNote] = []
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number]
            try:
                found += _of_page(page, number + 1)
            finally:
                page.close()
    return tuple(found)


def _of_page(page: pypdfium2.PdfPage, number: int) -> Iterator[HidingNote]:
    height = page.get_height()
    boxes = [box for box in _boxes(page) if 0 < box[3] - box[1] < LINE_HIGH * height and box[2] > box[0]]
    if not boxes or page.get_rotation():
        return
    below, above = (_shown(page, notes=notes) for notes in (False, True))
    words = page.get_textpage()
    left, low = page.get_mediabox()[:2]
    for box in boxes:
        x0, x1 = (max(0, round((x - left) * SCALE)) for x in (box[0], box[2]))
        y0, y1 = (max(0, round((height + low - y) * SCALE)) for y in (box[3], box[1]))
        if _hides(below[y0:y1, x0:x1], above[y0:y1, x0:x1]):
            yield HidingNote(number, box, words.get_text_bounded(*box).strip())


def _boxes(page: pypdfium2.PdfPage) -> Iterator[Rect]:
    """Of the page's notes, in points from the lower left."""
    for index in range(int(pdfium.FPDFPage_GetAnnotCount(page.raw))):
        note = pdfium.FPDFPage_GetAnnot(page.raw, index)
        try:
            rect = pdfium.FS_RECTF()
            if pdfium.FPDFAnnot_GetSubtype(note) not in OTHERS and pdfium.FPDFAnnot_GetRect(note, rect):
                yield rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top)
        finally:
            pdfium.FPDFPage_CloseAnnot(note)


def _shown(page: pypdfium2.PdfPage, *, notes: bool) -> Grey:
    bitmap = page.render(scale=SCALE, draw_annots=notes, may_draw_forms=notes, grayscale=True)
    return np.asarray(bitmap.to_numpy()).reshape(bitmap.height, bitmap.width, -1)[..., 0]


def _hides(below: Grey, above: Grey) -> bool:
    if not below.size or below.shape != above.shape:
        return False
    ink = below < DARK
    gone = ink & (above > LIGHT)
    if not gone.any() or gone.sum() < GONE * ink.sum():
        return False
    return bool(gone.any(axis=1).mean() >= ROWS and gone.any(axis=0).mean() >= COLUMNS)
