"""Blanks of a form filled in by hand: the printed words around them are one line, what was written another.

年 and 月 of a printed date stand far apart, and the month, larger and lower, is read as a line of its own. Such a line
is cut where another one stands in its blank, so that both come to stand side by side in one row.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from domain.reading import Line
from extractors.text.flow import Flow

#: Most letters of what fills a blank, how much wider than the blank it may be, share of its height within the line, and
#: least width of a blank in heights of the line.
_LETTERS, _WIDER, _BESIDE, _LEAST = 12, 1.35, 0.5, 0.3


def around_filled(line: Line, flow: Flow, others: Sequence[Line]) -> tuple[Flow, ...]:
    """The line's flow in the parts between the blanks in which one of ``others`` stands; itself where none does."""
    letters = _filled(line, others)
    if not letters:
        return (flow,)
    cuts = [at for at, spot in enumerate(flow.origin) if spot is not None and spot[1] in letters]
    edges = [0, *cuts, len(flow.text)]
    return tuple(Flow(flow.text[a:b], flow.origin[a:b]) for a, b in pairwise(edges) if flow.text[a:b].strip())


def _filled(line: Line, others: Sequence[Line]) -> set[int]:
    """Indices of the letters of ``line`` before which one of ``others`` stands in a blank."""
    boxes, around = line.char_boxes, line.place.box
    if line.vertical or len(boxes) != len(line.text):
        return set()
    letters = [at for at, char in enumerate(line.text) if not char.isspace()]
    rooms = [(boxes[a].right, boxes[b].left, b) for a, b in pairwise(letters)]
    rooms = [room for room in rooms if room[1] - room[0] > _LEAST * around.height]
    found: set[int] = set()
    for other in others if rooms else ():
        box = other.place.box
        x, y = box.center
        if not around.top < y < around.bottom or other is line:
            continue
        beside = min(box.bottom, around.bottom) - max(box.top, around.top) > _BESIDE * box.height
        found |= {
            at for left, right, at in rooms if beside and left < x < right and box.width < _WIDER * (right - left)
        }
    return found


def fillers(lines: Sequence[Line]) -> list[Line]:
    """The lines short enough to be what was written into a blank."""
    return [line for line in lines if not line.vertical and len(line.text.strip()) <= _LETTERS]
