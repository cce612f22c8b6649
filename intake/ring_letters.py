"""Letters of seals that a PDF prints as text: words of the seal, not lines of the page.

A seal drawn by the program that made the file may carry its ring as characters of the text layer, each turned its own
way. As lines they stand between the words below the seal and tear them apart.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from domain.reading import Line
from intake.seals import Seal

_INNER, _OUTER = 0.5, 1.0  # Where the ring's letters stand, as shares of its half axes.
_LETTERS, _LEAST = 2, 4  # Most letters of one piece, fewest pieces of a ring.
_KNOWN = 0.5  # Share of them that the ring's own reading must hold.
_PURPOSE = "专用章"


def without(lines: Sequence[Line], seals: Sequence[tuple[Seal, str]]) -> tuple[Line, ...]:
    """``lines`` of a text layer without the words of ``seals`` (each with what was read along its ring)."""
    gone: set[int] = set()
    for seal, text in seals:
        around = {i for i, line in enumerate(lines) if len(line.text.strip()) <= _LETTERS and _on_ring(line, seal)}
        known = sum(any(letter in text for letter in lines[i].text.strip()) for i in around)
        if len(around) < _LEAST or known < _KNOWN * len(around):
            continue
        gone |= around
        gone |= {i for i, line in enumerate(lines) if line.text.strip().endswith(_PURPOSE) and _inside(line, seal)}
    return tuple(line for i, line in enumerate(lines) if i not in gone)


def _on_ring(line: Line, seal: Seal) -> bool:
    x, y = line.place.box.center
    return _INNER <= _share(x, y, seal) <= _OUTER


def _inside(line: Line, seal: Seal) -> bool:
    box = line.place.box
    corners = ((box.left, box.top), (box.right, box.top), (box.left, box.bottom), (box.right, box.bottom))
    return all(_share(x, y, seal) <= _OUTER for x, y in corners)


def _share(x: float, y: float, seal: Seal) -> float:
    """How far from the seal's centre, as a share of its half axes."""
    turn = math.radians(seal.angle)
    across, down = x - seal.x, y - seal.y
    u = across * math.cos(turn) + down * math.sin(turn)
    v = down * math.cos(turn) - across * math.sin(turn)
    return math.hypot(u / seal.a, v / seal.b)
