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
import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any

import cv2
import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from domain.place import Box
from domain.reading import Source
from intake import accept, attachments, pdf_strings, pdf_unshown, pdf_words, vector_grid
from intake.accept import UnusableError
from intake.pdf_words import Letter
from intake.settings import Limits
from intake.sheet import Image, Sheet

_POINT = 1 / 72
_NATIVE_DPI = 150  # Pixels of a page that is no picture.
_LOOK_DPI = 100  # For comparing the layer with what is painted, and for seals.
_SCAN_DPI = (120.0, 300.0)
_CONTRAST = 20  # Grey levels by which a painted character changes the page.
_MIN_PAINTED = 0.008  # Share of a character's box it has to change.
_MOST_LETTERS = 60_000
_ABREAST = 120  # Letters that may stand above each other in one column of a page.
_MOST_RUNS = 12  # Runs of text painted apart because they stand in one place.
_RULE = 12.0  # Points from which a drawn line or box can be a side of a cell.
_FEW_RULES, _RULES = 4, 8  # Fewer lines and boxes can be no table; few are searched for in the picture.
_FILLED = 0.15  # Least share of a table's cells that hold words.
_MOST_DRAWN = 4000  # A page that draws more is a drawing; looking for cells in its picture is quicker.
_DEPTH = 8
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
        self._unshown = pdf_unshown.Unshown(data, self._carried.layered, _render)

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
            picture = _render(page, min(1.0, 2000 / max(page.get_size())))
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
        letters = _letters(page)
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
        painted = _render(page, look)
        unlettered = painted
        drawn = _drawn(page)
        if letters:
            _show(drawn.texts, shown=False)
            unlettered = _render(page, look)
            _show(drawn.texts, shown=True)
        to_pixels = _to_pixels(page, look)
        placed = [letter.placed(to_pixels) for letter in letters]
        seen = _seen(placed, painted, unlettered)
        _uncover(placed, seen, painted, page, look)
        hidden += pdf_words.texts([letter for letter, visible in zip(placed, seen, strict=True) if not visible])
        visible = [letter for letter, shown in zip(placed, seen, strict=True) if shown]
        left = _pictures(unlettered)
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
        return Sheet(number, *full, _render(page, working), Source.OCR, (), tuple(hidden))

    def picture(self, number: int, side: int, turned: int = 0) -> Image:
        """The page as a person sees it, a clockwise turn undone, not larger than ``side`` pixels."""
        page = self._pdf[number - 1]
        try:
            if turned:
                page.set_rotation((page.get_rotation() - turned) % 360)
            return _render(page, side / max(page.get_size()))
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


def _render(page: pypdfium2.PdfPage, scale: float) -> Image:
    bitmap = page.render(scale=scale, may_draw_forms=True, rev_byteorder=True, prefer_bgrx=False, fill_color=(255,) * 4)
    try:
        pixels = bitmap.to_numpy()
        if pixels.ndim == 2:
            pixels = pixels[..., None].repeat(3, axis=2)
        return np.ascontiguousarray(pixels[..., :3])
    finally:
        bitmap.close()


@dataclass(frozen=True)
class _Drawn:
    """Handles of the text objects of a page and of its paths, also inside forms, the latter with the matrix from their
    coordinates to those of the page; and how many of them are as long as a rule.
    """

    texts: list[Any]
    paths: list[tuple[Any, NDArray[np.float64]]]
    rules: int


def _drawn(page: pypdfium2.PdfPage) -> _Drawn:
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
            if len(paths) <= _MOST_DRAWN:
                paths.append((item, around @ _matrix(item)))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            inside = range(max(0, int(pdfium.FPDFFormObj_CountObjects(item))))
            within = around @ _matrix(item)
            waiting += [(pdfium.FPDFFormObj_GetObject(item, i), within, depth + 1) for i in inside]
    return _Drawn(texts, paths, rules)


def _matrix(item: Any) -> NDArray[np.float64]:
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, own)
    return np.array([[own.a, own.c, own.e], [own.b, own.d, own.f], [0, 0, 1]])


def _cells(
    page: pypdfium2.PdfPage, drawn: _Drawn, letters: list[Letter], look: float, covered: float
) -> tuple[Box, ...] | None:
    """Ruled cells in pixels of the page painted at ``look``; None where its picture has to be searched."""
    if drawn.rules > _MOST_DRAWN or _FEW_RULES <= drawn.rules < _RULES:
        return None
    tables: tuple[tuple[Box, ...], ...] = ()
    if drawn.rules >= _RULES:
        shown = np.vstack([_to_pixels(page, 1.0), (0, 0, 1)])
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


def _show(items: Iterable[Any], *, shown: bool) -> None:
    for item in items:
        pdfium.FPDFPageObj_SetIsActive(item, shown)


def _letters(page: pypdfium2.PdfPage) -> list[Letter]:
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


def _to_pixels(page: pypdfium2.PdfPage, scale: float) -> NDArray[np.float64]:
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


def _seen(letters: list[Letter], painted: Image, unlettered: Image) -> list[bool]:
    """For each character, placed in pixels, whether it changes what is painted where it claims to stand."""
    if not letters:
        return []
    height, width = painted.shape[:2]
    red, green, blue = cv2.split(cv2.absdiff(painted, unlettered))
    table = cv2.integral((cv2.max(cv2.max(red, green), blue) > _CONTRAST).astype(np.uint8))
    seen = []
    before = False
    for letter in letters:
        if letter.spacing:
            seen.append(before)
            continue
        x0, y0 = max(math.floor(letter.left), 0), max(math.floor(letter.bottom), 0)
        x1, y1 = min(math.ceil(letter.right), width), min(math.ceil(letter.top), height)
        before = False
        if x1 > x0 and y1 > y0:
            ink = int(table[y1, x1]) - int(table[y0, x1]) - int(table[y1, x0]) + int(table[y0, x0])
            before = ink >= max(2, _MIN_PAINTED * (x1 - x0) * (y1 - y0))
        seen.append(before)
    return seen


def _uncover(letters: list[Letter], seen: list[bool], painted: Image, page: pypdfium2.PdfPage, scale: float) -> None:
    """Mark as unseen what stands below something else with other words on it.

    Characters of two runs that claim one place are both believed at first, since something changes
    there. Each such run is left out once: what stays the same without it was not seen.
    """
    crossing = _crossing(letters, seen)
    if not crossing:
        return
    text = page.get_textpage()
    try:
        runs: dict[int, tuple[Any, list[int]]] = {}
        for i in crossing:
            handle = pdfium.FPDFText_GetTextObject(text.raw, letters[i].index)
            if handle:
                runs.setdefault(ctypes.cast(handle, ctypes.c_void_p).value or 0, (handle, []))[1].append(i)
        for handle, members in list(runs.values())[:_MOST_RUNS]:
            _show([handle], shown=False)
            without = _render(page, scale)
            _show([handle], shown=True)
            for i, still in zip(members, _seen([letters[i] for i in members], painted, without), strict=True):
                seen[i] = still
    finally:
        text.close()


def _crossing(letters: list[Letter], seen: list[bool]) -> list[int]:
    """Seen characters that share most of their place with another seen one."""
    at = [i for i, letter in enumerate(letters) if seen[i] and not letter.spacing]
    if len(at) < 2:
        return []
    boxes = np.array([(letters[i].left, letters[i].bottom, letters[i].right, letters[i].top) for i in at])
    order = np.argsort(boxes[:, 0] + boxes[:, 2], kind="stable")
    left, top, right, bottom = boxes[order].T
    size = np.maximum(right - left, bottom - top)
    found: set[int] = set()
    for step in range(1, min(_ABREAST, len(at))):
        one, other = slice(None, -step), slice(step, None)
        large, small = np.maximum(size[one], size[other]), np.minimum(size[one], size[other])
        wide = np.minimum(right[one], right[other]) - np.maximum(left[one], left[other])
        high = np.minimum(bottom[one], bottom[other]) - np.maximum(top[one], top[other])
        apart = np.abs(right[one] + left[one] - right[other] - left[other]) / 2
        crossing = (large < 2 * small) & (apart < 0.3 * large) & (high > 0.6 * small)
        crossing &= wide > 0.3 * np.minimum(right[one] - left[one], right[other] - left[other])
        found.update(order[one][crossing].tolist(), order[other][crossing].tolist())
    return sorted(at[k] for k in found)


def _pictures(unlettered: Image) -> list[Box]:
    """Boxes of what is painted besides text and ruling: scans, pictures, seals, outlined letters."""
    grey = cv2.cvtColor(unlettered, cv2.COLOR_RGB2GRAY)
    height, width = grey.shape
    ink = (cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 24).astype(np.uint8)
    for size in ((max(width // 25, 15), 1), (1, max(height // 40, 15))):
        ruling = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(size[::-1], np.uint8))
        ink[cv2.dilate(ruling, np.ones((5, 5), np.uint8)) > 0] = 0
    joined = cv2.dilate(ink, np.ones((9, 9), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    boxes = []
    for x, y, w, h, _area in stats[1:count]:
        if w >= 16 and h >= 16 and int(ink[y : y + h, x : x + w].sum()) >= 24:
            boxes.append(Box(float(x), float(y), float(x + w), float(y + h)))
    return _merged(boxes)


def _merged(boxes: list[Box]) -> list[Box]:
    """Overlapping boxes joined, at most sixteen; more than that is one picture."""
    waiting, done = list(boxes[:400]), []
    while waiting:
        box = waiting.pop()
        near = [other for other in waiting if box.grown(12).overlap(other) > 0]
        if near:
            waiting = [other for other in waiting if other not in near]
            waiting.append(Box.around([box, *near]))
        else:
            done.append(box)
    return [Box.around(done)] if len(done) > 16 else done


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
