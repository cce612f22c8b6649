"""The secrecy guard on one page: the rules over the first reading, over hidden text, and over a second look."""

from __future__ import annotations

from collections.abc import Sequence

from domain.reading import Line
from intake import read_again, second_look, secrecy, ticks, upright
from intake.look import Look
from intake.rapid_reader import RapidReader
from intake.secrecy import Mark
from intake.settings import GuardSettings
from intake.sheet import Image


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


def in_unshown(
    pictures: Sequence[Image], page: int, reader: RapidReader, settings: GuardSettings | None = None
) -> tuple[Mark, ...]:
    """Marks in pictures a page holds and does not show, whichever way up; places are those of the pictures upright."""
    found: tuple[Mark, ...] = ()
    for picture in pictures:
        seen = upright.read(picture, reader, page)
        found += marks(Look(seen.image), seen.lines, (), page, reader, settings)
    return found
