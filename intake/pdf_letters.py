"""The characters a PDF page carries, as pdfium tells them."""

from __future__ import annotations

import ctypes
import math

import pypdfium2
import pypdfium2.raw as pdfium

from intake.pdf_words import Letter

_MOST_LETTERS = 60_000


def letters_of(page: pypdfium2.PdfPage) -> list[Letter]:
    """Characters in the order of the content stream, places in points of the unturned page, angles as shown."""
    turned = math.radians(page.get_rotation())
    text = page.get_textpage()
    try:
        raw = text.raw
        x, y = ctypes.c_double(), ctypes.c_double()
        box = pdfium.FS_RECTF()
        matrix = pdfium.FS_MATRIX()
        letters = []
        for index in range(min(text.count_chars(), _MOST_LETTERS)):
            if pdfium.FPDFText_IsGenerated(raw, index) == 1:
                letters.append(Letter(" ", 0, 0, 0, 0, 0, spacing=True))
                continue
            code = pdfium.FPDFText_GetUnicode(raw, index)
            character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
            if character.isspace() or character in "\x00\ufffe":
                letters.append(Letter(" ", 0, 0, 0, 0, 0, spacing=True))
                continue
            pdfium.FPDFText_GetLooseCharBox(raw, index, box)
            pdfium.FPDFText_GetMatrix(raw, index, matrix)
            pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
            place = (box.left, box.bottom, box.right, box.top)
            if _off_line(x.value - matrix.e, y.value - matrix.f, matrix):
                # Letters of Type 3 fonts inside a form come without the form's own transformation.
                place = _square_at(matrix, pdfium.FPDFText_GetFontSize(raw, index))
            letters.append(Letter(character, *place, math.atan2(-matrix.b, matrix.a) + turned, index=index))
        return letters
    finally:
        text.close()


def _off_line(dx: float, dy: float, matrix: pdfium.FS_MATRIX) -> bool:
    """Whether a letter's origin lies neither on the line its run writes along nor on the column below its start.

    The matrix belongs to the whole run, so only the run's first letter stands at its origin.
    """
    along, down = math.hypot(matrix.a, matrix.b) or 1.0, math.hypot(matrix.c, matrix.d) or 1.0
    beside = abs(dx * matrix.b - dy * matrix.a) / along
    below = abs(dx * matrix.d - dy * matrix.c) / down
    return bool(beside > 1 and below > 1)


def _square_at(matrix: pdfium.FS_MATRIX, size: float) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a full-width letter drawn by ``matrix`` at its font size."""
    corners = [
        (matrix.e + (matrix.a * u + matrix.c * v) * size, matrix.f + (matrix.b * u + matrix.d * v) * size)
        for u in (0.0, 1.0)
        for v in (-0.12, 0.88)
    ]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
