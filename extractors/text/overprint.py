"""Words printed over other words in a PDF's text layer: what a person sees is the upper ones.

A text layer keeps what was covered. A short piece that lies squarely on part of a longer line is
taken to have been printed over it; the line is read as it looks, with little confidence in the
letters exchanged. That this happened at all is for the verifiers to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.place import Box
from domain.reading import Line

#: Share of the piece that must lie on the line, and of a letter that must be covered.
_ON, _COVERED = 0.7, 0.6
#: Confidence in letters that were printed over others: never sure.
_EXCHANGED = 0.9


def as_seen(lines: Sequence[Line]) -> list[Line]:
    """The lines with overprinted letters exchanged and the pieces that did it left out."""
    kept = list(lines)
    for piece in sorted(lines, key=lambda line: len(line.text)):
        at = next((i for i, line in enumerate(kept) if line is piece), None)
        if at is None:
            continue
        for index, line in enumerate(kept):
            if line is piece:
                continue
            if _lies_on(piece, line):
                kept[index] = _exchanged(line, piece)
                del kept[at]
                break
            if index < at and _same_spot(piece, line):
                kept[at] = replace(piece, char_confidence=(_EXCHANGED,) * len(piece.text))
                del kept[index]
                break
    return kept


def _same_spot(piece: Line, line: Line) -> bool:
    """Whether two lines of like length stand on one another: the later one is the upper."""
    a, b = piece.place.box, line.place.box
    shared = a.overlap(b)
    return shared > _ON * max(1.0, a.width * a.height) and shared > _ON * max(1.0, b.width * b.height)


def _lies_on(piece: Line, line: Line) -> bool:
    a, b = piece.place.box, line.place.box
    if len(piece.text) >= len(line.text) or len(line.char_boxes) != len(line.text):
        return False
    if not 0.6 < a.height / max(b.height, 1) < 1.4:
        return False
    return a.overlap(b) > _ON * max(1.0, a.width * a.height) and bool(_covered(a, line))


def _covered(over: Box, line: Line) -> list[int]:
    """Indices of the letters of ``line`` that ``over`` covers, without gaps."""
    found = []
    for index, box in enumerate(line.char_boxes):
        shared = min(over.right, box.right) - max(over.left, box.left)
        if shared > _COVERED * max(1.0, box.width):
            found.append(index)
    return list(range(found[0], found[-1] + 1)) if found else []


def _exchanged(line: Line, piece: Line) -> Line:
    covered = _covered(piece.place.box, line)
    first, last = covered[0], covered[-1] + 1
    place, count = piece.place.box, len(piece.text)
    step = place.width / max(1, count)
    boxes = piece.char_boxes or tuple(
        Box(place.left + i * step, place.top, place.left + (i + 1) * step, place.bottom) for i in range(count)
    )
    confidence = line.char_confidence or (line.confidence,) * len(line.text)
    return replace(
        line,
        text=line.text[:first] + piece.text + line.text[last:],
        char_confidence=(*confidence[:first], *(_EXCHANGED,) * count, *confidence[last:]),
        char_boxes=(*line.char_boxes[:first], *boxes, *line.char_boxes[last:]),
        others=(),
    )
