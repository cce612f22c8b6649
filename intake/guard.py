"""The secrecy guard on one page: the rules over the first reading, over hidden text, and over a second look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from domain.place import Box, Place
from domain.reading import Line
from intake import read_again, second_look, secrecy, ticks, upright
from intake.look import Look
from intake.rapid_reader import RapidReader
from intake.secrecy import Mark
from intake.settings import GuardSettings
from intake.sheet import Image

_HEAD = 0.3  # Share of the page's height in which a level may stand.
_BESIDE, _ABOVE, _SEAL = 0.5, 0.1, 260  # What is read around a seal, by its size; pixels at which that is read.


def marks(
    look: Look,
    lines: Sequence[Line],
    hidden: Sequence[str],
    page: int,
    reader: RapidReader,
    settings: GuardSettings | None = None,
) -> tuple[Mark, ...]:
    """Marks of an upright page, places in its pixels. Stops looking once one is found that stops the file.

    A class of marks that ``settings`` let pass does not end the search: a worse one may stand beside it.
    """
    height, width = look.image.shape[:2]
    found = secrecy.in_lines(lines, page, width, height) + secrecy.in_hidden(hidden, page, width, height)
    found += tuple(ticks.ticked(look.image, lines, page))
    treated = settings or GuardSettings()
    if any(treated.of(mark.name) == "stop" for mark in found):
        return found
    better = read_again.again(look.image, lines, page, reader)
    if better != tuple(lines):
        found += secrecy.in_lines(better, page, width, height)
        if any(treated.of(mark.name) == "stop" for mark in found):
            return found
    periodical = secrecy.licensed(lines)
    for seen in second_look.looks(look, lines, page, reader):
        for zone in seen:
            known = () if zone.alone else lines
            found += secrecy.in_zone(zone.lines, zone.why, page, known, licensed=periodical)
        if any(treated.of(mark.name) == "stop" for mark in found):
            break
    return found


def around_seals(
    look: Look, seals: Sequence[Box], lines: Sequence[Line], page: int, reader: RapidReader
) -> tuple[Mark, ...]:
    """Marks on and beside the seals in the head of a page, where a level stands: red on red as well.

    Seals belong at the foot; so what this costs only few pages cost. Colours are not told apart, and without the rest
    of the page the detector keeps a row apart from the ring's letters.
    """
    found: tuple[Mark, ...] = ()
    height, width = look.image.shape[:2]
    for seal in seals:
        if seal.center[1] > _HEAD * height or seal.height < 20:
            continue
        x0, x1 = max(int(seal.left - _BESIDE * seal.width), 0), min(int(seal.right + _BESIDE * seal.width), width)
        y0, y1 = max(int(seal.top - _ABOVE * seal.height), 0), min(int(seal.bottom + _ABOVE * seal.height), height)
        scale = _SEAL / seal.height
        how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
        dark = cv2.resize(look.image[y0:y1, x0:x1].min(axis=2), None, fx=scale, fy=scale, interpolation=how)
        read = [_scaled(one, scale, x0, y0) for one in reader.read(np.repeat(dark[..., None], 3, axis=2), page)]
        whole = [
            one
            for one in read
            if (one.place.box.left > x0 + 3 or x0 == 0) and (one.place.box.right < x1 - 3 or x1 == width)
        ]
        found += secrecy.in_zone(whole, "seal", page, lines, licensed=secrecy.licensed(lines))
    return found


def _scaled(line: Line, scale: float, left: int, top: int) -> Line:
    """A line of a part of the page that was read ``scale`` times as large, in pixels of the page."""

    def placed(box: Box) -> Box:
        return Box(box.left / scale + left, box.top / scale + top, box.right / scale + left, box.bottom / scale + top)

    boxes = tuple(placed(box) for box in line.char_boxes)
    return replace(line, place=Place(line.place.page, placed(line.place.box)), char_boxes=boxes)


def in_unshown(
    pictures: Sequence[Image], page: int, reader: RapidReader, settings: GuardSettings | None = None
) -> tuple[Mark, ...]:
    """Marks in pictures a page holds and does not show, whichever way up; places are those of the pictures upright."""
    found: tuple[Mark, ...] = ()
    for picture in pictures:
        seen = upright.read(picture, reader, page)
        found += marks(Look(seen.image), seen.lines, (), page, reader, settings)
    return found
