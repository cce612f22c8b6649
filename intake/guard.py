"""The secrecy guard on one page: the rules over the first reading, over hidden text, and over a second look."""

from __future__ import annotations

from collections.abc import Sequence

from domain.place import Place
from domain.reading import Line
from intake import second_look, secrecy
from intake.look import Look
from intake.rapid_reader import RapidReader
from intake.secrecy import Mark

#: Strips of these traces are judged leniently: crossed by other words, some letters are lost.
_DAMAGED = frozenset({"red", "pale"})


def marks(look: Look, lines: Sequence[Line], hidden: Sequence[str], page: int, reader: RapidReader) -> tuple[Mark, ...]:
    """Marks of an upright page, places in its pixels. Stops looking once one is found."""
    height, width = look.image.shape[:2]
    found = secrecy.in_lines(lines, page, width, height) + secrecy.in_hidden(hidden, page, width, height)
    return found or _second(look, lines, page, reader)


def _second(look: Look, lines: Sequence[Line], page: int, reader: RapidReader) -> tuple[Mark, ...]:
    strips = second_look.strips(look, lines)
    if not strips:
        return ()
    licensed = secrecy.licensed(lines)
    found = []
    for strip, written in zip(strips, reader.recognise([strip.image for strip in strips]), strict=True):
        text = secrecy.plain(written.text)
        seen = secrecy.judge(text, edge=True, licensed=licensed)
        if seen is None and strip.why in _DAMAGED:
            seen = secrecy.judge_damaged(text, licensed=licensed)
        if seen is not None:
            name, rule = seen
            found.append(Mark(name, f"{strip.why}_{rule}", Place(page, strip.box), max(0.5, written.confidence)))
    return tuple(found)
