"""The order in which a person reads the lines of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from domain.place import Box
from domain.reading import Line

_LEAST_ROWS = 6
#: Share of lines with leaders or page numbers from which they are a list of contents.
_LISTS = 0.25
#: Least lines of a half that has nothing to do with the other; least width of the gutter between, in heights of the
#: writing; least width of its longest line, of the page's or in heights; how far lines of one row are from level.
_HALF, _GUTTER, _LONG, _LEVEL = 3, 2.0, (0.25, 7.5), 0.15
#: Share of lines that may stand level with one of the other half by chance.
_CHANCE = 0.45
_LISTED = re.compile(r"[.·…]{2,}|[(（]\d{1,4}[)）]?$|^\d+$")


def is_vertical(boxes: Sequence[Box]) -> bool:
    """Whether most of the writing stands in columns: more ink length in tall boxes than in wide ones."""
    tall = sum(b.height for b in boxes if b.height >= 1.5 * b.width)
    wide = sum(b.width for b in boxes if b.width >= 1.5 * b.height)
    return tall > wide


def order(boxes: Sequence[Box], slopes: Sequence[float | None] = (), texts: Sequence[str] = ()) -> list[int]:
    """Indices in reading order.

    Rows downward and each from left to right; two text columns (an article's body) or halves (the pages of
    a booklet) one after the other; where writing is vertical, columns from right to left. ``slopes``: rise
    of each line per pixel along it, ``None`` where too short to tell; a photographed page leans, and more so
    at one end. ``texts`` tell a list of titles with leaders and page numbers from running text.
    """
    vertical = is_vertical(boxes)
    if vertical:
        boxes = [Box(b.top, -b.right, b.bottom, -b.left) for b in boxes]
        slopes = [None if s is None else -s for s in slopes]
    listed = {i for i, text in enumerate(texts) if _LISTED.search(text)}
    return _columns(_levelled(boxes, slopes), list(range(len(boxes))), listed, halved=not vertical)


def in_order(lines: Sequence[Line]) -> list[Line]:
    """Lines in reading order, their lean told by their characters' places."""
    slopes = [_lean(line) for line in lines]
    return [lines[i] for i in order([line.place.box for line in lines], slopes, [line.text for line in lines])]


def level(boxes: Sequence[Box], lines: Sequence[Line]) -> Sequence[Box]:
    """``boxes`` as they would stand on a page that does not lean; ``lines`` tell how it does."""
    slopes = [_lean(line) for line in lines] + [None] * len(boxes)
    return _levelled([*(line.place.box for line in lines), *boxes], slopes)[len(lines) :]


def _lean(line: Line) -> float | None:
    box = line.place.box
    if len(line.char_boxes) < 4 or line.vertical or box.width < 4 * box.height:
        return None
    (x0, y0), (x1, y1) = line.char_boxes[0].center, line.char_boxes[-1].center
    return (y1 - y0) / max(x1 - x0, 1.0)


def _levelled(boxes: Sequence[Box], slopes: Sequence[float | None]) -> Sequence[Box]:
    """The boxes as they would stand on a page that does not lean."""
    known = [(box.center[1], slope) for box, slope in zip(boxes, slopes, strict=False) if slope is not None]
    if len(known) < 4:
        return boxes
    y, lean = np.array(known).T
    near = np.abs(lean - np.median(lean)) < 0.06
    if near.sum() < 3:
        return boxes
    at = np.polynomial.Polynomial.fit(y[near], lean[near], 1 if near.sum() >= 8 else 0)
    middle = float(np.mean([box.center[0] for box in boxes]))
    level = []
    for box in boxes:
        rise = float(at(box.center[1]))
        down = rise * (box.center[0] - middle)
        # The box of a leaning line is taller than its letters.
        less = min(abs(rise) * box.width, 0.6 * box.height) / 2
        level.append(Box(box.left, box.top - down + less, box.right, box.bottom - down - less))
    return level


def _columns(boxes: Sequence[Box], rows: list[int], listed: set[int], halved: bool) -> list[int]:
    """Parts a block in two columns or halves from what spans the page above and below it."""
    body = _two_columns(boxes, rows, listed) or (_halves(boxes, rows, listed) if halved else None)
    if body is None:
        return _rows(boxes, rows)
    left, right = body
    block = {*left, *right}
    top = min(boxes[i].center[1] for i in block)
    above = [i for i in rows if i not in block and boxes[i].center[1] < top]
    below = [i for i in rows if i not in block and boxes[i].center[1] >= top]
    return [*_rows(boxes, above), *_rows(boxes, left), *_rows(boxes, right), *_columns(boxes, below, listed, halved)]


def _two_columns(boxes: Sequence[Box], rows: list[int], listed: set[int]) -> tuple[list[int], list[int]] | None:
    """The lines left and right of a gutter, where both sides are running text.

    Running text fills its column: most lines begin at the same left edge and reach the same right
    edge. The cells of a table do not, so tables stay row by row.
    """
    if len(rows) < 2 * _LEAST_ROWS:
        return None
    edge_left, edge_right = min(boxes[i].left for i in rows), max(boxes[i].right for i in rows)
    width = edge_right - edge_left
    long = [i for i in rows if 0.3 * width < boxes[i].width < 0.55 * width]
    if len(long) < 2 * _LEAST_ROWS:
        return None
    gutter = float(
        (
            np.median([boxes[i].right for i in long if boxes[i].center[0] < edge_left + width / 2] or [edge_left])
            + np.median([boxes[i].left for i in long if boxes[i].center[0] >= edge_left + width / 2] or [edge_right])
        )
        / 2
    )
    first = [i for i in long if boxes[i].right < gutter + 0.02 * width]
    second = [i for i in long if boxes[i].left > gutter - 0.02 * width]
    if min(len(first), len(second)) < _LEAST_ROWS or len(first) + len(second) < 0.8 * len(long):
        return None
    if not (_justified(boxes, first, 0.03 * width) and _justified(boxes, second, 0.03 * width)):
        return None
    top = max(min(boxes[i].top for i in first), min(boxes[i].top for i in second)) - boxes[first[0]].height
    bottom = max(boxes[i].bottom for i in (*first, *second))
    spans = [i for i in rows if boxes[i].left < gutter - 0.05 * width and boxes[i].right > gutter + 0.05 * width]
    # What spans the page just above the columns may stand a little below the highest line of theirs on a leaning page.
    top = max([top, *(boxes[i].center[1] for i in spans if boxes[i].center[1] < top + 2 * boxes[first[0]].height)])
    bottom = min([bottom, *(boxes[i].top for i in spans if boxes[i].center[1] > top)])
    inside = [i for i in rows if top <= boxes[i].center[1] <= bottom and i not in spans]
    if sum(i in listed for i in inside) > _LISTS * len(inside):
        return None
    if sum(boxes[i].width < 0.12 * width for i in inside) > 0.3 * len(inside):
        return None  # Many short pieces: a list (title, author, page number), not running text.
    left = [i for i in inside if boxes[i].center[0] < gutter]
    right = [i for i in inside if boxes[i].center[0] >= gutter]
    return (left, right) if min(len(left), len(right)) >= _LEAST_ROWS else None


def _halves(boxes: Sequence[Box], rows: list[int], listed: set[int]) -> tuple[list[int], list[int]] | None:
    """The lines left and right of a gutter that have nothing to do with each other: two pages of a booklet.

    In a table and beside labels a line stands level with its neighbour across the gutter; lines of two halves are level
    by chance only, and either half has lines too long for a label. None where no stretch of the page is so.
    """
    if len(rows) < 2 * _HALF or len(listed.intersection(rows)) > _LISTS * len(rows):
        return None
    edge_left, edge_right = min(boxes[i].left for i in rows), max(boxes[i].right for i in rows)
    width = edge_right - edge_left
    height = float(np.median([boxes[i].height for i in rows]))
    best: tuple[list[int], list[int]] | None = None
    for gutter in np.linspace(edge_left + 0.3 * width, edge_left + 0.7 * width, 33):
        crossing = sorted(boxes[i].center[1] for i in rows if boxes[i].left < gutter < boxes[i].right)
        for top, bottom in pairwise([-np.inf, *crossing, np.inf]):
            inside = [i for i in rows if top < boxes[i].center[1] < bottom]
            left = [i for i in inside if boxes[i].right <= gutter]
            right = [i for i in inside if boxes[i].left >= gutter]
            more = best is None or len(inside) > len(best[0]) + len(best[1])
            if more and _unrelated(boxes, left, right, width, height):
                best = left, right
    return best


def _unrelated(boxes: Sequence[Box], left: Sequence[int], right: Sequence[int], width: float, height: float) -> bool:
    """Whether two halves are lines of their own each."""
    if min(len(left), len(right)) < _HALF:
        return False
    if min(boxes[i].left for i in right) - max(boxes[i].right for i in left) < _GUTTER * height:
        return False
    if any(max(boxes[i].width for i in half) < min(_LONG[0] * width, _LONG[1] * height) for half in (left, right)):
        return False
    top = max(min(boxes[i].center[1] for i in half) for half in (left, right))
    bottom = min(max(boxes[i].center[1] for i in half) for half in (left, right))
    beside = [[i for i in half if top - height < boxes[i].center[1] < bottom + height] for half in (left, right)]
    fewer, more = sorted(beside, key=len)
    level = sum(any(abs(boxes[i].center[1] - boxes[j].center[1]) < _LEVEL * height for j in more) for i in fewer)
    return len(fewer) >= _HALF and level <= _CHANCE * len(fewer)


def _justified(boxes: Sequence[Box], column: Sequence[int], slack: float) -> bool:
    """Whether most lines of a column reach its left and its right edge (perspective may slant both)."""
    middles = np.array([boxes[i].center[1] for i in column])
    edges = []
    for side in (np.array([boxes[i].left for i in column]), np.array([boxes[i].right for i in column])):
        slant = np.polynomial.Polynomial.fit(middles, side, 1)
        straight = np.abs(side - slant(middles)) < 2 * slack
        if straight.sum() >= 4:
            slant = np.polynomial.Polynomial.fit(middles[straight], side[straight], 1)
        edges.append(np.abs(side - slant(middles)) < slack)
    reaching = int((edges[0] & edges[1]).sum())
    return reaching >= 0.5 * len(column)


def _rows(boxes: Sequence[Box], chosen: Sequence[int]) -> list[int]:
    """Lines share a row when their middles differ by less than half the smaller height.

    Each line is compared with its nearest already placed neighbour to the left or right, not with the
    first of the row, so that a row that climbs across a skewed page stays together.
    """
    rows: list[list[int]] = []
    for index in sorted(chosen, key=lambda i: boxes[i].center[1]):
        box = boxes[index]
        best, nearest = None, np.inf
        for row in rows[-6:]:
            other = boxes[min(row, key=lambda i: abs(boxes[i].center[0] - box.center[0]))]
            apart = abs(other.center[1] - box.center[1])
            shared = min(other.right, box.right) - max(other.left, box.left)
            level = apart < 0.5 * min(box.height, other.height)
            if level and shared < 0.3 * min(box.width, other.width) and apart < nearest:
                best, nearest = row, apart
        if best is None:
            rows.append([index])
        else:
            best.append(index)
    rows.sort(key=lambda row: float(np.median([boxes[i].center[1] for i in row])))
    return [i for row in rows for i in sorted(row, key=lambda i: boxes[i].left)]
