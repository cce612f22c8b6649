"""PDF to pages: the text layer where it is what a person sees, otherwise pixels to be read (pdfium).

A text layer can lie: be invisible, painted over, white on white, off the page or too small to see.
Each page is painted twice, with and without its text objects; a character counts as seen only where
the two differ. Where two characters claim one place (new words on a patch over old ones) their runs are
painted apart. What is painted without the text (scans, pictures, seals, outlined letters) has to be read
from pixels. Text that is carried but not seen goes to the secrecy guard alone.
"""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from domain.place import Box
from domain.reading import Source
from intake import (
    accept,
    attachments,
    pdf_letters,
    pdf_paint,
    pdf_seen,
    pdf_strings,
    pdf_unshown,
    pdf_words,
    vector_grid,
)
from intake.accept import UnusableError
from intake.pdf_words import Letter
from intake.settings import Limits
from intake.sheet import Image, Sheet

_POINT = 1 / 72
_NATIVE_DPI = 150  # Pixels of a page that is no picture.
_LOOK_DPI = 100  # For comparing the layer with what is painted, and for seals.
_SCAN_DPI = (120.0, 300.0)
_FEW_RULES, _RULES = 4, 8  # Fewer lines and boxes can be no table; few are searched for in the picture.
_FILLED = 0.15  # Least share of a table's cells that hold words.
_MOST_ATTACHED = 50
_MOST_NAMES = 2000  # Bookmarks, and attachments.

_log = logging.getLogger("pypdfium2")


@dataclass(frozen=True)
class Extras:
    """What a file carries beside its pages: hidden texts for the guard; active or attached contents."""

    texts: tuple[str, ...]
    attachments: int
    scripts: int


@dataclass(frozen=True)
class Glance:
    """A page as painted small (RGB), and the rows of its text layer."""

    picture: Image
    words: frozenset[str]


class PdfFile:
    """An opened PDF. Use as a context manager. Raises UnusableError."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        _log.setLevel(logging.CRITICAL)
        self._limits = limits
        self._data = data
        try:
            self._pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as fault:
            if "password" in str(fault).lower() or "security" in str(fault).lower():
                raise UnusableError(
                    "unusable.encrypted",
                    "PDF 设有打开密码，无法读取。请取消密码（用密码打开后另存或打印为 PDF）后再上传，"
                    "不要把密码告诉别人。",
                ) from fault
            raise accept.damaged() from fault
        try:
            accept.check_page_count(len(self._pdf), limits)
            self._pdf.init_forms()
        except UnusableError:
            self._pdf.close()
            raise
        self._carried = pdf_strings.carried(data)
        self._unshown = pdf_unshown.Unshown(data, self._carried.layered, pdf_paint.render)

    def __enter__(self) -> PdfFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._unshown.close()
        self._pdf.close()

    def __len__(self) -> int:
        return len(self._pdf)

    def extras(self) -> Extras:
        """Titles, bookmarks, labels, names of attachments and layers and the like that nobody sees on a page."""
        texts = [text for text in self._pdf.get_metadata_dict(skip_empty=True).values() if text]
        texts += self._carried.texts
        texts += [bookmark.get_title() for bookmark in islice(self._pdf.get_toc(), _MOST_NAMES)]
        attachments = max(0, int(pdfium.FPDFDoc_GetAttachmentCount(self._pdf.raw)))
        for index in range(min(attachments, _MOST_NAMES)):
            with suppress(pypdfium2.PdfiumError):
                texts.append(self._pdf.get_attachment(index).get_name())
        scripts = max(0, int(pdfium.FPDFDoc_GetJavaScriptActionCount(self._pdf.raw)))
        return Extras(tuple(texts), attachments, scripts)

    def attached(self) -> Iterator[tuple[str, bytes]]:
        """Names and contents of what is attached to the file or to a note on a page. Raises UnusableError."""
        count = max(0, int(pdfium.FPDFDoc_GetAttachmentCount(self._pdf.raw)))
        if count > _MOST_ATTACHED:
            raise attachments.unscreened()
        for index in range(count):
            yield _content(pdfium.FPDFDoc_GetAttachment(self._pdf.raw, index), self._limits)
        for number in range(len(self._pdf) if self._carried.pinned else 0):
            page = pdfium.FPDF_LoadPage(self._pdf.raw, number)
            try:
                for index in range(min(max(0, int(pdfium.FPDFPage_GetAnnotCount(page))), 2000)):
                    note = pdfium.FPDFPage_GetAnnot(page, index)
                    held = pdfium.FPDFAnnot_GetFileAttachment(note) if note else None
                    if held:
                        yield _content(held, self._limits)
                    if note:
                        pdfium.FPDFPage_CloseAnnot(note)
            finally:
                pdfium.FPDF_ClosePage(page)

    def glance(self, number: int) -> Glance:
        """The page at one pixel a point with the rows of its words, for comparing. Raises UnusableError."""
        try:
            page = self._pdf[number - 1]
        except pypdfium2.PdfiumError as fault:
            raise accept.damaged() from fault
        try:
            picture = pdf_paint.render(page, min(1.0, 2000 / max(page.get_size())))
            text = page.get_textpage()
            try:
                rows = text.get_text_range().split("\n")
            finally:
                text.close()
            return Glance(picture, frozenset(row.strip() for row in rows if row.strip()))
        finally:
            page.close()

    def sheet(self, number: int) -> Sheet:
        try:
            page = self._pdf[number - 1]
        except pypdfium2.PdfiumError as fault:
            raise accept.damaged() from fault
        try:
            unshown = self._unshown.pictures(page, number)
            return replace(self._sheet(page, number), unshown=unshown)
        except MemoryError as lack:
            raise accept.damaged() from lack
        finally:
            page.close()

    def _sheet(self, page: pypdfium2.PdfPage, number: int) -> Sheet:
        letters = pdf_letters.letters_of(page)
        turned = pdf_words.turn(letters)
        if turned:  # From here on the page is as a person would turn it.
            page.set_rotation((page.get_rotation() - turned) % 360)
            letters = [letter.turned_back(turned) for letter in letters]
        width, height = page.get_size()
        if not (1 <= width <= 20_000 and 1 <= height <= 20_000):
            raise UnusableError(
                "unusable.page_size", f"第 {number} 页的页面尺寸异常，无法显示。请重新导出 PDF（A4 幅面）后再上传。"
            )
        hidden = _annotation_texts(self._pdf, page)
        look = min(_LOOK_DPI * _POINT, 2000 / max(width, height))
        painted = pdf_paint.render(page, look)
        unlettered = painted
        drawn = pdf_paint.drawn_on(page)
        if letters:
            pdf_paint.show(drawn.texts, shown=False)
            unlettered = pdf_paint.render(page, look)
            pdf_paint.show(drawn.texts, shown=True)
        to_pixels = pdf_paint.to_pixels(page, look)
        placed = [letter.placed(to_pixels) for letter in letters]
        seen = pdf_seen.seen_among(placed, painted, unlettered)
        pdf_seen.uncover(placed, seen, painted, page, look)
        hidden += pdf_words.texts([letter for letter, visible in zip(placed, seen, strict=True) if not visible])
        visible = [letter for letter, shown in zip(placed, seen, strict=True) if shown]
        left = pdf_seen.pictures_on(unlettered)
        covered = sum(box.width * box.height for box in left) / (painted.shape[0] * painted.shape[1])
        if len(visible) < 4 and (left or not letters):
            return self._scanned(page, number, hidden + pdf_words.texts(visible), covered)
        native = min(_NATIVE_DPI * _POINT, self._limits.working_side / max(width, height))
        lines = pdf_words.lines(visible, number)
        return Sheet(
            number,
            round(width * native),
            round(height * native),
            painted,
            Source.TEXT_LAYER,
            tuple(lines),
            tuple(hidden),
            tuple(left),
            unlettered,
            turned,
            _cells(page, drawn, visible, look, covered) if not turned else None,
        )

    def _scanned(self, page: pypdfium2.PdfPage, number: int, hidden: list[str], covered: float) -> Sheet:
        """A page that is a picture, painted at the resolution of that picture."""
        width, height = page.get_size()
        scale = 200 * _POINT
        images = list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))[:50]
        best = 0.0
        for image in images:
            try:
                left, bottom, right, top = image.get_bounds()
                pixels = image.get_px_size()
            except pypdfium2.PdfiumError:
                continue
            area = max(right - left, 0) * max(top - bottom, 0) / (width * height)
            if area > max(best, 0.3):
                best = area
                turned = (pixels[0] > pixels[1]) != (right - left > top - bottom)
                across = pixels[1] if turned else pixels[0]
                scale = across / max(right - left, 1.0)
        low, high = (dpi * _POINT for dpi in _SCAN_DPI)
        if not best or covered < 0.05:
            scale = min(max(scale, low), high)
        full = (max(1, round(width * scale)), max(1, round(height * scale)))
        if full[0] * full[1] > self._limits.max_pixels:
            scale *= (self._limits.max_pixels / (full[0] * full[1])) ** 0.5
            full = (max(1, round(width * scale)), max(1, round(height * scale)))
        working = min(scale, self._limits.working_side / max(width, height))
        return Sheet(number, *full, pdf_paint.render(page, working), Source.OCR, (), tuple(hidden))

    def picture(self, number: int, side: int, turned: int = 0) -> Image:
        """The page as a person sees it, a clockwise turn undone, not larger than ``side`` pixels."""
        page = self._pdf[number - 1]
        try:
            if turned:
                page.set_rotation((page.get_rotation() - turned) % 360)
            return pdf_paint.render(page, side / max(page.get_size()))
        finally:
            page.close()


def _content(held: Any, limits: Limits) -> tuple[str, bytes]:
    """Name and content of something attached. Raises UnusableError where pdfium cannot unpack it."""
    size = ctypes.c_ulong()
    name = _wide(partial(pdfium.FPDFAttachment_GetName, held))
    if (
        not held
        or not pdfium.FPDFAttachment_GetFile(held, None, 0, ctypes.byref(size))
        or size.value > limits.max_bytes
    ):
        raise attachments.unscreened()
    buffer = ctypes.create_string_buffer(max(size.value, 1))
    if not pdfium.FPDFAttachment_GetFile(held, buffer, size.value, ctypes.byref(size)):
        raise attachments.unscreened()
    return name, buffer.raw[: size.value]


def _cells(
    page: pypdfium2.PdfPage, drawn: pdf_paint.Drawn, letters: list[Letter], look: float, covered: float
) -> tuple[Box, ...] | None:
    """Ruled cells in pixels of the page painted at ``look``; None where its picture has to be searched."""
    if drawn.rules > pdf_paint.MOST_DRAWN or _FEW_RULES <= drawn.rules < _RULES:
        return None
    tables: tuple[tuple[Box, ...], ...] = ()
    if drawn.rules >= _RULES:
        shown = np.vstack([pdf_paint.to_pixels(page, 1.0), (0, 0, 1)])
        tables = vector_grid.tables([(path, shown @ own) for path, own in drawn.paths], *page.get_size())
    if not tables and covered > 0.3:
        return None
    middles = np.array([letter.box.center for letter in letters if not letter.spacing]).reshape(-1, 2)
    held: list[Box] = []
    for table in tables:
        cells = [Box(b.left * look, b.top * look, b.right * look, b.bottom * look) for b in table]
        edges = np.array([(b.left, b.top, b.right, b.bottom) for b in cells])[:, :, None]
        inside = (edges[:, 0] < middles[:, 0]) & (middles[:, 0] < edges[:, 2])
        inside &= (edges[:, 1] < middles[:, 1]) & (middles[:, 1] < edges[:, 3])
        # A table has words in it; an ornament of crossing lines has none.
        held += cells if inside.any(axis=1).mean() >= _FILLED else []
    return tuple(held)


def _annotation_texts(pdf: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> list[str]:
    """Texts of notes, stamps and form fields, seen or not."""
    texts = []
    for index in range(min(max(0, int(pdfium.FPDFPage_GetAnnotCount(page.raw))), 2000)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not note:
            continue
        for key in (b"Contents", b"T", b"Subj", b"Name", b"RC"):
            texts.append(_wide(partial(pdfium.FPDFAnnot_GetStringValue, note, key)))
        if pdf.formenv:
            texts.append(_wide(partial(pdfium.FPDFAnnot_GetFormFieldValue, pdf.formenv.raw, note)))
        pdfium.FPDFPage_CloseAnnot(note)
    return [text for text in texts if text.strip()]


def _wide(fetch: Callable[[Any, int], int]) -> str:
    """A UTF-16 string of pdfium: first its length, then its bytes."""
    size = min(int(fetch(None, 0)), 1 << 20)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    fetch(buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\x00")
