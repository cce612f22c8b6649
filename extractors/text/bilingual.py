"""The column of a bilingual certificate that says in English what the Chinese beside it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.text.layout import Cell

#: A line of running English, any line without a Chinese letter or a figure, and a line of running Chinese.
_RUNNING = re.compile(r"(?=[^a-z]*[a-z])[A-Za-z][A-Za-z',.;:()\-/ ]{9,}")
_FOREIGN = re.compile(r"[A-Za-z',.;:()\-/ ]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{4}")
#: Lines that make a column, and how far its left edges may be apart (in heights of its writing).
_SHOWN, _OFF = 3, 2.0


def parted(cells: Sequence[Cell]) -> tuple[tuple[Cell, ...], ...]:
    """The cells, or the Chinese ones and those of a column of English to their right, which no sentence runs into."""
    running = [cell for cell in cells if _RUNNING.fullmatch(cell.text)]
    if len(running) < _SHOWN:
        return (tuple(cells),)
    left = sorted(cell.box.left for cell in running)[len(running) // 2]
    off = _OFF * max(cell.height for cell in running)
    column = [cell for cell in cells if _FOREIGN.fullmatch(cell.text) and cell.box.left > left - off]
    if sum(abs(cell.box.left - left) < off for cell in running) < _SHOWN:
        return (tuple(cells),)
    top, bottom = min(cell.box.top for cell in column), max(cell.box.bottom for cell in column)
    beside = [c for c in cells if _CHINESE.search(c.text) and c.box.bottom > top and c.box.top < bottom]
    if len(beside) < _SHOWN or any(cell.box.right > left for cell in beside):
        return (tuple(cells),)
    own = {id(cell) for cell in column}
    return tuple(cell for cell in cells if id(cell) not in own), tuple(column)
