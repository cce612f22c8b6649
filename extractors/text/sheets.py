"""Sheets of people, courses and sums: rows and columns found from the words, however the sheet is bent.

Evidence tables are photographed bent, tilted and in perspective, and their rules are often too
faint to be found. So a table is read from its heading row: the headings give the columns and the
run of the rows (``heading line``); below it, every word is put into the coordinates of the sheet
(``down`` = distance below the heading line, ``across`` = position along it) after a small search
for the perspective that makes rows and columns sharpest. Rows are then anchored by the words of
the anchor columns (number, name, course), so wrapped cells stay together. A heading that repeats
(序号 姓名 签名 | 序号 姓名 签名) opens a further group of columns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from domain.place import Box, Place
from domain.reading import Line, Page
from extractors.text.flow import Flow
from extractors.text.names import known_name
from extractors.text.normalise import is_han, normalise
from extractors.text.patterns import compiled
from extractors.text.sheet_heading import Head, Heading, Headings, Piece, find_heading, tight
from extractors.text.sheet_plane import Curve, Plane, column_borders


@dataclass(frozen=True, slots=True)
class Row:
    """One row of one column group: cells by role. ``box`` spans the row inside its group."""

    page: int
    group: int
    cells: Mapping[str, tuple[Piece, ...]]
    box: Box
    columns: Mapping[str, Box]

    def pieces(self, role: str) -> tuple[Piece, ...]:
        return self.cells.get(role, ())

    def flow(self, role: str) -> Flow:
        """Plain text of a cell, wrapped lines joined; empty where nothing stands."""
        return Flow.joined(piece.flow for piece in self.pieces(role))

    def text(self, role: str) -> str:
        return self.flow(role).text

    def place(self, role: str) -> Place | None:
        """Where the words of the cell stand; the empty cell itself when there are none."""
        pieces = self.pieces(role)
        if pieces:
            return Place(self.page, Box.around(piece.box for piece in pieces))
        box = self.columns.get(role)
        return None if box is None else Place(self.page, box)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table found on a page: heading roles by group and the rows in reading order."""

    page: int
    groups: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    heading: Box
    #: Roles with left and right edge of their heading, in shares of the page's width.
    layout: tuple[tuple[str, float, float], ...] = ()

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(role for group in self.groups for role in group)


def _cut(line: Line, plane: Plane, borders: Sequence[float]) -> list[tuple[int, Piece]]:
    """The line cut where it crosses column borders: (column, piece)."""
    text = line.text
    if not text:
        return []
    box = line.place.box
    y = box.center[1]
    first = sum(plane.across(box.left + 0.6 * box.height, y) > b for b in borders)
    last = sum(plane.across(box.right - 0.6 * box.height, y) > b for b in borders)
    if first == last or len(text) < 3 or (is_han(text[0]) and known_name(normalise(text).strip())):
        middle = sum(plane.across(*box.center) > b for b in borders)
        return [(middle, Piece.whole(line))]
    columns = []
    for i in range(len(text)):
        across = plane.across(*line.span_box(i, i + 1).center)
        columns.append(sum(across > b for b in borders))
    cuts = [0]
    for i, (here, there) in enumerate(pairwise(columns), 1):
        if here != there:
            cuts.append(_best_cut(text, i))
    # One letter of a long word over the border is no cell of its own.
    cuts = sorted({cut for cut in cuts if not cut or not _one_letter(text, cut)})
    pieces = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        if text[start:end].strip():
            spot = plane.across(*line.span_box(start, end).center)
            pieces.append((sum(spot > b for b in borders), Piece(line, start, end)))
    return pieces


def _in_one_cell(line: Line, page: Page, heads: Sequence[Head]) -> bool:
    """Whether a line stands in one ruled cell, which is no wider than its column: nothing parts it there."""
    box = line.place.box
    around = [
        cell
        for cell in page.cells
        if cell.contains(*box.center) and cell.left <= box.left + box.height and box.right - box.height <= cell.right
    ]
    if not around:
        return False
    cell = min(around, key=lambda one: one.width * one.height)
    return sum(cell.left < head.x < cell.right for head in heads) == 1


def _one_letter(text: str, cut: int) -> bool:
    """Whether a cut inside a run of Chinese leaves one letter alone at either end."""
    lone = cut == 1 or cut == len(text) - 1
    return lone and len(text) >= 5 and is_han(text[cut - 1]) and is_han(text[cut])


#: 2024-03-05至2024-03-08: no border falls into a day or a span of days.
_DAYS = re.compile(
    r"(?:19|20)\d\d(?:[-./年]\d{1,2}){1,2}[月日]?(?:\d{1,2}日)?(?:\s?[至到~—-]\s?(?:[\d年月日./-]{2,11}))?"
)


def _best_cut(text: str, near: int) -> int:
    """A border falls between unlike letters: nearest space, then digit against word, then bracket."""
    for days in _DAYS.finditer(text):
        if days.start() < near < days.end():
            edges = [edge for edge in days.span() if 0 < edge < len(text)]
            return min(edges, key=lambda edge: abs(edge - near), default=0)

    def sort(c: str) -> str:
        return "d" if c.isdigit() or c in ".-" else "s" if c.isspace() else "w"

    def cost(i: int) -> float:
        before, after = text[i - 1], text[i]
        unlike = 0.0 if "s" in (sort(before), sort(after)) else 0.5 if sort(before) != sort(after) else 2.0
        return abs(i - near) + 1.5 * unlike

    return min((i for i in range(max(1, near - 2), min(len(text), near + 3))), key=cost, default=near)


def read_sheet(
    page: Page, columns: Headings, *, need: Sequence[str], anchors: Sequence[str], until: str | None = None
) -> Sheet | None:
    """The table under a heading row that holds all roles of ``need``; None when there is none.

    ``anchors`` are the roles whose words open a row, best first. ``until`` is a pattern: the first
    line below the heading that matches it ends the table.
    """
    heading = find_heading(page, columns, need)
    return None if heading is None else _read(page, heading, anchors, until)


def continue_sheet(page: Page, before: Sheet, *, anchors: Sequence[str], until: str | None = None) -> Sheet | None:
    """The table carried on from the page before, without a heading of its own.

    Columns are taken from ``before`` in shares of the page's width, so both pages must have been
    captured alike; None where nothing stands in the anchor columns.
    """
    if not page.lines or page.number != before.page + 1:
        return None
    top = min(page.lines, key=lambda line: line.place.box.top).place.box
    heads = []
    for role, left, right in before.layout:
        box = Box(left * page.width, top.top - 2 * top.height, right * page.width, top.top - top.height)
        word = Line(role, Place(page.number, box), 1.0)
        heads.append(Head(role, Piece.whole(word)))
    table = _read(page, Heading(heads, heads, []), anchors, until)
    return table if any(row.text(role) for row in table.rows for role in anchors) else None


def _read(page: Page, heading: Heading, anchors: Sequence[str], until: str | None) -> Sheet:
    heads = heading.columns
    held = {id(h.piece.line) for h in heading.words}
    curve = Curve([(h.x, h.y) for h in heading.line])
    height = float(median(h.height for h in heading.line))
    below = [
        line
        for line in page.lines
        if id(line) not in held and line.place.box.center[1] - curve(line.place.box.center[0]) > 0.6 * height
    ]
    first = min(h.piece.box.left for h in heading.line)
    last = max(h.piece.box.right for h in heads if not h.role.startswith("?"))
    below = [line for line in below if not _aside(line.place.box, first, height)]
    if until is not None:
        # What stands left or right of all columns, in a form beside the table, does not end it.
        ends = [
            box.center
            for line in below
            if (box := line.place.box).left < last
            and compiled(until).search(tight(line.text))
            and not (box.right < first and _goes_on(box, first, below))
        ]
        if ends:
            stop = min(y - curve(x) for x, y in ends)
            below = [ln for ln in below if ln.place.box.center[1] - curve(ln.place.box.center[0]) < stop - 0.3 * height]
    plane = Plane([h.piece.box for h in heading.line], below)
    spots = [
        (plane.across(b.left, b.center[1]), plane.across(*b.center), plane.across(b.right, b.center[1]))
        for b in (h.piece.box for h in heads)
    ]
    slim = 0.25 * height
    spans = [(left + slim, right - slim) for left, _, right in spots]
    for line in below:
        b = line.place.box
        spans.append((plane.across(b.left, b.center[1]) + slim, plane.across(b.right, b.center[1]) - slim))
    borders = column_borders(spots, spans)
    groups, group_of = _groups(heads)
    filled: list[tuple[int, Piece, float]] = []
    for line in below:
        ruled = _in_one_cell(line, page, heads)
        for column, piece in _cut(line, plane, () if ruled else borders):
            column = sum(plane.across(*line.place.box.center) > b for b in borders) if ruled else column
            filled.append((column, piece, plane.down(*piece.box.center)))
    rows: list[Row] = []
    outer = (spots[0][0] - height, spots[-1][2] + height)
    for number in range(len(groups)):
        members = [i for i in range(len(heads)) if group_of[i] == number]
        cells = [(heads[i].role, piece, down) for i, piece, down in filled if i in members]
        limits = {
            heads[i].role: (
                borders[i - 1] if i else min(outer[0], spots[0][0]),
                borders[i] if i < len(borders) else max(outer[1], spots[-1][2]),
            )
            for i in members
        }
        rows += _rows(page.number, number, cells, anchors, plane, limits)
    layout = tuple((h.role, h.piece.box.left / page.width, h.piece.box.right / page.width) for h in heads)
    box = Box.around(h.piece.box for h in heading.words or heads)
    return Sheet(page.number, tuple(groups), tuple(rows), box, layout)


def _goes_on(box: Box, first: float, below: Sequence[Line]) -> bool:
    """Whether the table goes on at the height of a box left of it."""
    return any(
        one.place.box.left > first and abs(one.place.box.center[1] - box.center[1]) < 2 * box.height for one in below
    )


def _aside(box: Box, first: float, height: float) -> bool:
    """Whether a box left of the first heading spans rows: the name of the whole table, written down its side."""
    return box.right < first and box.height > 1.6 * height and box.width < 3 * box.height


#: Roles of columns nothing is taken from; several may stand in one row.
_GATHERING = frozenset({"other", "note"})


def _groups(heads: Sequence[Head]) -> tuple[list[tuple[str, ...]], list[int]]:
    """Column groups: a role that comes again opens the next group, unless it only gathers what is not asked for."""
    groups: list[list[str]] = [[]]
    group_of: list[int] = []
    for head in heads:
        if head.role in groups[-1] and head.role not in _GATHERING:
            groups.append([])
        groups[-1].append(head.role)
        group_of.append(len(groups) - 1)
    return [tuple(group) for group in groups], group_of


def _rows(
    page: int,
    group: int,
    cells: Sequence[tuple[str, Piece, float]],
    anchors: Sequence[str],
    plane: Plane,
    limits: Mapping[str, tuple[float, float]],
) -> list[Row]:
    downs: list[float] = []
    pitch = _pitch(cells, anchors, plane.height)
    for role in anchors:
        for _, _, down in sorted((c for c in cells if c[0] == role), key=lambda c: c[2]):
            if all(abs(down - known) > 0.55 * pitch for known in downs):
                downs.append(down)
    downs.sort()
    if not downs:
        return []
    taken: list[dict[str, list[Piece]]] = [{} for _ in downs]
    for role, piece, down in sorted(cells, key=lambda c: (c[2], c[1].box.left)):
        nearest = min(range(len(downs)), key=lambda i: abs(downs[i] - down))
        if abs(downs[nearest] - down) <= 0.9 * pitch:
            taken[nearest].setdefault(role, []).append(piece)
    rows = []
    for down, held in zip(downs, taken, strict=True):
        boxes = {}
        for role, (left, right) in limits.items():
            corners = [plane.point(a, down + b) for a in (left, right) for b in (-pitch / 2, pitch / 2)]
            boxes[role] = Box(
                min(c[0] for c in corners), min(c[1] for c in corners),
                max(c[0] for c in corners), max(c[1] for c in corners),
            )  # fmt: skip
        ordered = {role: tuple(_in_order(pieces, plane.height)) for role, pieces in held.items()}
        rows.append(Row(page, group, ordered, Box.around(boxes.values()), boxes))
    return rows


def _in_order(pieces: Sequence[Piece], height: float) -> list[Piece]:
    """Wrapped lines of a cell top to bottom, pieces of one line left to right."""
    return sorted(pieces, key=lambda p: (round(p.box.center[1] / max(height, 1.0)), p.box.left))


def _pitch(cells: Sequence[tuple[str, Piece, float]], anchors: Sequence[str], height: float) -> float:
    """Distance between rows: the median step of the anchor column that has most words."""
    best: list[float] = []
    for role in anchors:
        downs = sorted(down for r, _, down in cells if r == role)
        steps = [b - a for a, b in pairwise(downs) if b - a > 0.5 * height]
        if len(steps) > len(best):
            best = steps
    return float(median(best)) if best else 1.6 * height
