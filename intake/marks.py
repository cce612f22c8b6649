"""Seals, handwriting and QR codes of one upright page."""

from __future__ import annotations

from collections.abc import Sequence

import cv2

from domain.place import Box, Place
from domain.reading import Line, MarkType, PageMark
from intake import handwriting, seals, table_grid, under_seals
from intake.look import Look
from intake.rapid_reader import Image, RapidReader

_SIDE = 800


def find(
    image: Image, lines: Sequence[Line], reader: RapidReader, page: int, cells: Sequence[Box] | None = None
) -> tuple[PageMark, ...]:
    """All marks of an upright RGB page; ``lines`` are its reading, places in pixels of ``image``.

    ``cells`` are its ruled table cells where they are known already; otherwise they are looked for.
    """
    return read(Look(image), lines, reader, page, cells)[0]


def read(
    look: Look,
    lines: Sequence[Line],
    reader: RapidReader,
    page: int,
    cells: Sequence[Box] | None = None,
    *,
    certain: bool = False,
) -> tuple[tuple[PageMark, ...], tuple[Line, ...]]:
    """As ``find``, and the lines with what stands under red seals in its second reading.

    Lines that are ``certain`` (a text layer) are not read again.
    """
    image = look.image
    found = seals.find(look)
    better = tuple(lines) if certain else under_seals.reread(image, lines, found, reader, page)
    grid = table_grid.cells(look) if cells is None else cells
    stamped = [
        PageMark(MarkType.SEAL, _place(seal.box, image, page), seal.confidence, seals.written(image, seal, reader))
        for seal in found
    ]
    written = [
        PageMark(MarkType.HANDWRITING, _place(item.box, image, page), item.confidence, item.text)
        for item in handwriting.find(look, better, grid)
    ]
    return (*stamped, *written, *codes(look, page)), better


def codes(seen: Image | Look, page: int) -> tuple[PageMark, ...]:
    """QR codes with their payload; a code that is seen and cannot be decoded has an empty text."""
    look = seen if isinstance(seen, Look) else Look(seen)
    image, scale = look.image, look.scale(_SIDE)
    detector = cv2.QRCodeDetector()
    any_seen, corners = detector.detectMulti(look.grey(_SIDE))
    found = []
    for quad in corners if any_seen and corners is not None else ():
        box = Box(*(float(v) / scale for v in (*quad.min(axis=0), *quad.max(axis=0))))
        if min(box.width, box.height) < 20 or max(box.width, box.height) > 3 * min(box.width, box.height):
            continue
        box = _on_page(box, image)
        x0, y0, x1, y1 = _on_page(box.grown(0.25 * box.width), image).as_list()
        text, _, _ = detector.detectAndDecode(cv2.cvtColor(image[y0:y1, x0:x1], cv2.COLOR_RGB2GRAY))
        found.append(PageMark(MarkType.QR, _place(box, image, page), 0.99 if text else 0.5, text))
    return tuple(found)


def _place(box: Box, image: Image, page: int) -> Place:
    return Place(page, _on_page(box, image))


def _on_page(box: Box, image: Image) -> Box:
    height, width = image.shape[:2]
    return Box(max(box.left, 0), max(box.top, 0), min(box.right, width), min(box.bottom, height))
