"""The pages of an open booklet, left and right, told from one page that is wider than high."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from domain.place import Box
from domain.reading import Page
from extractors.text.role_words import is_some_label

if TYPE_CHECKING:
    from extractors.text.layout import Cell

Cells = tuple["Cell", ...]
#: A page is at least so much wider than high, and holds so many cells, before it can be a booklet.
_WIDER, _FEWEST = 1.15, 7
#: Where the fold may be, as shares of the width: in the middle, further off it; beside a stub.
_MIDDLE, _AROUND, _STUB = (0.38, 0.62), (0.3, 0.7), (0.2, 0.8)
_IS_STUB = re.compile(r"\(?(?:存根|存查|留存)(?:联)?\)?")
#: A gap so many times wider than the one in the middle is where the pages part.
_PLAINLY = 2.0
#: Least gap between two pages, in heights of the writing.
_GAP = 1.2
#: Letters from which words under a label are its value, no further label.
_VALUE = 6
#: Labels answered across the fold that make a form of it.
_ANSWERED = 3


def opened(page: Page, cells: Cells, writing: float, level: Callable[[Box], float]) -> tuple[Cells, ...]:
    """The cells of the left and of the right page of an open booklet; all of them as one where it is none.

    A booklet is wider than high and nothing is written across its fold: not even a title. ``writing`` is the usual
    height of the writing, ``level`` the height of a box with the lean of the page taken out (pixels both).
    """
    if page.width < _WIDER * page.height or len(cells) < _FEWEST:
        return (cells,)
    # The stub beside a certificate is narrower than it.
    stub = any(_IS_STUB.fullmatch(cell.text) for cell in cells)
    found = [_parted(cells, low * page.width, high * page.width, writing) for low, high in _places(stub)]
    middle = found[0][0] if found[0] is not None else _GAP * writing
    if found[-1] is not None and found[-1][0] > _PLAINLY * middle:
        found.reverse()  # between the columns of a table on the right page gapes less than between the pages
    for parted in found:
        if parted is None:
            return (cells,)
        _, sides = parted
        answered = sum(_answered_across(cell, sides, level) for cell in sides[0])
        if answered < _ANSWERED and not _lists_names(sides[1]):
            return sides
    return (cells,)  # labels, whose values stand right of the middle: a form, no booklet


def _places(stub: bool) -> tuple[tuple[float, float], ...]:
    return (_STUB,) if stub else (_MIDDLE, _AROUND)


def _parted(cells: Cells, low: float, high: float, writing: float) -> tuple[float, tuple[Cells, Cells]] | None:
    """The widest gap between ``low`` and ``high`` with the cells on both its sides; None where these are no pages."""
    edges = sorted((cell.box.left, cell.box.right) for cell in cells)
    reached, best = low, (0.0, 0.0)
    for left, right in [*edges, (high, high)]:
        if low < left <= high and left - reached > best[0]:
            best = (left - reached, (left + reached) / 2)
        if left < high:
            reached = max(reached, right)
    width, fold = best
    sides = tuple(c for c in cells if c.box.center[0] < fold), tuple(c for c in cells if c.box.center[0] >= fold)
    running = sum(1 for cell in sides[1] if len(cell.text) >= 10)
    if width < _GAP * writing or len(sides[0]) < 3 or len(sides[1]) < 3 or running < 2:
        return None
    return width, sides


def _answered_across(label: Cell, sides: tuple[Cells, Cells], level: Callable[[Box], float]) -> bool:
    """Whether a label has nothing beside it on its own half and something on the other one."""
    if not is_some_label(label.text.strip(" :")):
        return False
    height, reach = level(label.box), 0.5 * label.height
    if any(_stands_under(cell, label, level) for cell in sides[0]):
        return False
    own, other = (
        any(cell.box.left >= label.box.right and abs(level(cell.box) - height) < reach for cell in side)
        for side in sides
    )
    return other and not own


def _stands_under(value: Cell, label: Cell, level: Callable[[Box], float]) -> bool:
    """Whether a cell is the value of a label, set flush beneath it."""
    down = level(value.box) - level(label.box)
    flush = abs(value.box.left - label.box.left) < 0.5 * label.height
    plain = value.text.strip(" :")
    return (
        flush and 0.8 * label.height < down < 2.4 * label.height and len(plain) >= _VALUE and not is_some_label(plain)
    )


#: Names of people in a cell: 张三、李四.
_NAMES = re.compile(r"[\u4e00-\u9fff·]{2,5}(?:[,、; ]+[\u4e00-\u9fff·]{2,5})*")


def _lists_names(side: Sequence[Cell]) -> bool:
    """Whether a half holds hardly anything but names: those who wrote what stands on the other, a table of contents."""
    named = sum(_NAMES.fullmatch(cell.text.strip()) is not None for cell in side)
    return named >= 5 and named > 0.6 * len(side) and sum("," in c.text or "、" in c.text for c in side) >= 2
