"""Seals, handwriting and QR codes of one upright page."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from domain.place import Box, Place
from domain.reading import Line, MarkType, PageMark
from intake import handwriting, ring_letters, seals, table_grid, under_seals
from intake.look import Look
from intake.rapid_reader import Image, RapidReader

_SIDE = 800
_LEAST_CODE = 20
_ROOM = 40.0  # Reduced pixels of paper kept around a picture that may be a code.


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
    pictures: Sequence[Box] | None = None,
) -> tuple[tuple[PageMark, ...], tuple[Line, ...]]:
    """As ``find``, and the lines with what stands under red seals in its second reading.

    ``pictures``: where something else than a text layer is painted. Then nothing else is looked at, and
    lines are not read again; letters of a seal's ring among them are left out.
    """
    image = look.image
    found = seals.find(look, pictures)
    texts = [seals.written(image, seal, reader) for seal in found]
    if pictures is not None:
        better = ring_letters.without(lines, list(zip(found, texts, strict=True)))
    else:
        better = under_seals.reread(image, lines, found, reader, page)
    grid = table_grid.cells(look) if cells is None else cells
    stamped = [
        PageMark(MarkType.SEAL, _place(seal.box, image, page), seal.confidence, text)
        for seal, text in zip(found, texts, strict=True)
    ]
    written = [
        PageMark(MarkType.HANDWRITING, _place(item.box, image, page), item.confidence, item.text)
        for item in handwriting.find(look, better, grid, coloured=pictures is None or bool(pictures))
    ]
    return (*stamped, *written, *codes(look, page, pictures)), better


def codes(seen: Image | Look, page: int, within: Sequence[Box] | None = None) -> tuple[PageMark, ...]:
    """QR codes with their payload; a code that is seen and cannot be decoded has an empty text.

    ``within``: boxes outside of which there can be none.
    """
    if within is not None and not any(_may_be_code(box) for box in within):
        return ()
    look = seen if isinstance(seen, Look) else Look(seen)
    image, scale = look.image, look.scale(_SIDE)
    detector = cv2.QRCodeDetector()
    grey, left, top = look.grey(_SIDE), 0, 0
    if within is not None:
        around = Box.around([box for box in within if _may_be_code(box)])
        left, top, right, bottom = _on_page(around.grown(_ROOM / scale), image).as_list()
        left, top, right, bottom = (int(edge * scale) for edge in (left, top, right, bottom))
        grey = np.ascontiguousarray(grey[top : bottom + 1, left : right + 1])
    any_seen, corners = detector.detectMulti(grey)
    found = []
    for quad in corners if any_seen and corners is not None else ():
        placed = quad + np.array((left, top))
        box = Box(*(float(v) / scale for v in (*placed.min(axis=0), *placed.max(axis=0))))
        if not _may_be_code(box) or max(box.width, box.height) > 3 * min(box.width, box.height):
            continue
        box = _on_page(box, image)
        x0, y0, x1, y1 = _on_page(box.grown(0.25 * box.width), image).as_list()
        text, _, _ = detector.detectAndDecode(cv2.cvtColor(image[y0:y1, x0:x1], cv2.COLOR_RGB2GRAY))
        found.append(PageMark(MarkType.QR, _place(box, image, page), 0.99 if text else 0.5, text))
    return tuple(found)


def _may_be_code(box: Box) -> bool:
    return min(box.width, box.height) >= _LEAST_CODE


def _place(box: Box, image: Image, page: int) -> Place:
    return Place(page, _on_page(box, image))


def _on_page(box: Box, image: Image) -> Box:
    height, width = image.shape[:2]
    return Box(max(box.left, 0), max(box.top, 0), min(box.right, width), min(box.bottom, height))
