"""Pages whose words come from a text layer: what is painted besides them is still read and guarded."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from domain.place import Box
from domain.reading import Line
from intake import guard, reading_order, secrecy, ticks
from intake.look import Look
from intake.rapid_reader import RapidReader
from intake.secrecy import Mark
from intake.settings import GuardSettings
from intake.sheet import Image, Sheet

_WHOLE = 0.3  # Share of the page above which everything painted is read at once.
_LOW, _NARROW = 14, 24
_SEAL = 120  # Pixels at the resolution pages are looked at (100 a inch): seals are 38 to 45 mm, stamps smaller.


def words(sheet: Sheet, reader: RapidReader) -> tuple[Line, ...]:
    """Lines of the layer and of the pictures on the page, in reading order."""
    extra = _in_pictures(sheet, reader)
    if not extra:
        return sheet.lines
    lines = [*sheet.lines, *extra]
    return tuple(lines[i] for i in reading_order.order([line.place.box for line in lines]))


def marks(
    sheet: Sheet, lines: Sequence[Line], reader: RapidReader, settings: GuardSettings | None = None
) -> tuple[Mark, ...]:
    """Secrecy marks in the words, in hidden text, and where there are pictures in these, by a second look."""
    height, width = sheet.image.shape[:2]
    found = secrecy.in_lines(lines, sheet.number, width, height)
    found += secrecy.in_hidden(sheet.hidden, sheet.number, width, height)
    found += tuple(ticks.ticked(sheet.image, lines, sheet.number))
    treated = settings or GuardSettings()
    if any(treated.of(mark.name) == "stop" for mark in found) or not _readable(sheet) or sheet.unlettered is None:
        return found
    return guard.marks(Look(sheet.unlettered), lines, sheet.hidden, sheet.number, reader, treated)


def _readable(sheet: Sheet) -> list[Box]:
    """Pictures that may hold words of their own: not rulers, dots and round seals."""
    if not sheet.pictures or sheet.unlettered is None:
        return []
    boxes = [box for box in sheet.pictures if box.height >= _LOW and box.width >= _NARROW]
    return [box for box in boxes if not _round_seal(sheet.unlettered, box)]


def _round_seal(image: Image, box: Box) -> bool:
    """A red thing as large and as square as official seals are; those are read elsewhere. A quick look only."""
    if not 0.85 < box.width / box.height < 1.18 or box.height < _SEAL:
        return False
    patch = image[int(box.top) : int(box.bottom), int(box.left) : int(box.right)].astype(np.int16)
    ink = patch.min(axis=2) < 200
    red = patch[..., 0] - patch[..., 1:].max(axis=2) > 40
    return bool(ink.any() and (red & ink).sum() > 0.8 * ink.sum())


def _in_pictures(sheet: Sheet, reader: RapidReader) -> list[Line]:
    if sheet.unlettered is None:
        return []
    height, width = sheet.unlettered.shape[:2]
    boxes = _readable(sheet)
    if sum(box.width * box.height for box in boxes) > _WHOLE * width * height:
        boxes = [Box(0, 0, width, height)]
    found: list[Line] = []
    for box in boxes:
        around = box.grown(8)
        x0, y0 = max(int(around.left), 0), max(int(around.top), 0)
        part = sheet.unlettered[y0 : int(around.bottom), x0 : int(around.right)]
        found += [line.moved(x0, y0) for line in reader.read(np.ascontiguousarray(part), sheet.number)]
    return found
