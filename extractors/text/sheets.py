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

import numpy as np
from rapidfuzz.distance import Levenshtein

from domain.place import Box, Place
from domain.reading import Line, Page
from extractors.text.flow import Flow
from extractors.text.normalise import aligned, normalise

#: Heading words by role: ``{"name": ("姓名", "学员姓名")}``.
Headings = Mapping[str, tuple[str, ...]]


def tight(text: str) -> str:
    """Normalised without any white space; the form headings are compared in."""
    return re.sub(r"\s+", "", normalise(text))


@dataclass(frozen=True, slots=True)
class Piece:
    """The part ``text[start:end]`` of a line that stands in one cell."""

    line: Line
    start: int
    end: int

    @staticmethod
    def whole(line: Line) -> Piece:
        return Piece(line, 0, len(line.text))

    @property
    def flow(self) -> Flow:
        """The piece as plain text that knows where it stands."""
        flow = Flow.of_line(self.line)
        kept = [i for i, spot in enumerate(flow.origin) if spot is not None and self.start <= spot[1] < self.end]
        while kept and flow.text[kept[0]] == " ":
            kept = kept[1:]
        while kept and flow.text[kept[-1]] == " ":
            kept = kept[:-1]
        return Flow("".join(flow.text[i] for i in kept), tuple(flow.origin[i] for i in kept))

    @property
    def box(self) -> Box:
        return self.line.span_box(self.start, self.end)

    @property
    def place(self) -> Place:
        return Place(self.line.place.page, self.box)


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

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(role for group in self.groups for role in group)


@dataclass(frozen=True, slots=True)
class _Head:
    role: str
    piece: Piece

    @property
    def x(self) -> float:
        return self.piece.box.center[0]

    @property
    def y(self) -> float:
        return self.piece.box.center[1]

    @property
    def height(self) -> float:
        return self.piece.box.height


def _split_headings(line: Line, by_word: Mapping[str, str]) -> list[_Head]:
    """Headings in a line: the whole line, or several headings run together (``姓名 单位 签名``)."""
    text, origin = aligned(line.text)
    plain = text.replace(" ", "")
    spread = [i for c, i in zip(text, origin, strict=True) if c != " "]
    found: list[_Head] = []
    at = 0
    while at < len(plain):
        word = next((w for w in by_word if plain.startswith(w, at)), None)
        if word is None:
            return []
        found.append(_Head(by_word[word], Piece(line, spread[at], spread[at + len(word) - 1] + 1)))
        at += len(word)
    return found


def _near_heading(text: str, by_word: Mapping[str, str]) -> str | None:
    """The one heading that a badly read word may be: one letter off, two letters kept."""
    plain = re.sub(r"[^\u4e00-\u9fff]", "", text)
    best = {role for word, role in by_word.items() if len(word) >= 2 and Levenshtein.distance(plain, word) <= 1}
    return best.pop() if len(plain) >= 2 and len(best) == 1 else None


@dataclass(frozen=True, slots=True)
class _Heading:
    """The heading of a table: words on its line, the columns they and a second level open, all words."""

    line: list[_Head]
    columns: list[_Head]
    words: list[_Head]


def _heading(page: Page, columns: Headings, need: Sequence[str]) -> _Heading | None:
    """The heading with all roles of ``need``; None when there is none.

    A second level (签名 over 上午 and 下午) replaces the word it stands under; words set half a
    line higher or lower (cells spanning both levels) still belong.
    """
    by_word = {tight(word): role for role, words in sorted(columns.items()) for word in words}
    by_word = dict(sorted(by_word.items(), key=lambda item: -len(item[0])))
    exact = [head for line in page.lines for head in _split_headings(line, by_word)]
    row = _heading_row(page, exact, by_word, need)
    if len(row) < 2:
        return None
    curve = _Curve([(h.x, h.y) for h in row])
    held = {id(h.piece.line) for h in row}
    roles = {h.role for h in row}
    near = [h for h in exact if id(h.piece.line) not in held and abs(h.y - curve(h.x)) < 1.9 * h.height]
    near = [h for h in near if h.role not in roles or ":" in h.role]
    words = [*row, *near]
    parents = []
    for head in words:
        under = [h for h in near if ":" in h.role and h.y - curve(h.x) > head.y - curve(head.x) + 0.5 * head.height]
        mine = [h for h in under if min(_above(words, h, curve), key=lambda w: abs(w.x - h.x)) is head]
        if mine and ":" not in head.role:
            parents.append(head)
    kept = sorted((h for h in (*words, *_unknown(page, words, curve)) if h not in parents), key=lambda h: h.x)
    if not set(need) <= {h.role for h in words}:
        return None
    return _Heading(row, kept, words)


def _unknown(page: Page, words: Sequence[_Head], curve: _Curve) -> list[_Head]:
    """Short words on the heading line that no role asks for: they are columns too (role ``?word``)."""
    held = {id(h.piece.line) for h in words}
    found = []
    for line in page.lines:
        text, box = tight(line.text), line.place.box
        x, y = box.center
        if id(line) in held or not 2 <= len(text) <= 8 or abs(y - curve(x)) > 0.35 * box.height:
            continue
        apart = all(box.left > h.piece.box.right or box.right < h.piece.box.left for h in words)
        if apart and re.fullmatch(r"[\u4e00-\u9fff()/、]+", text):
            found.append(_Head(f"?{text}", Piece.whole(line)))
    return found


def _above(words: Sequence[_Head], head: _Head, curve: _Curve) -> list[_Head]:
    """The heading words of the level above ``head``; never empty (``head`` itself when none is)."""
    level = head.y - curve(head.x)
    return [w for w in words if w.y - curve(w.x) < level - 0.5 * head.height] or [head]


def _heading_row(page: Page, exact: Sequence[_Head], by_word: Mapping[str, str], need: Sequence[str]) -> list[_Head]:
    """The heading words that stand on one (tilted) line, most roles first; empty when there is none."""
    best: list[_Head] = []
    for i, one in enumerate(exact):
        for other in exact[i + 1 :]:
            if abs(other.x - one.x) < max(one.height, other.height):
                continue
            slope = (other.y - one.y) / (other.x - one.x)
            if abs(slope) > 0.3:
                continue
            row = [h for h in exact if abs(h.y - one.y - slope * (h.x - one.x)) < 0.75 * h.height]
            if _worth(row, need) > _worth(best, need):
                best = row
    if not best or not set(need) <= {h.role for h in best} or len({h.role for h in best}) < len(best):
        best = _with_near(best, page, by_word)
    return sorted(best, key=lambda h: h.x)


def _worth(row: Sequence[_Head], need: Sequence[str]) -> tuple[int, int, float]:
    roles = {h.role for h in row}
    return (len(roles & set(need)), len(row), -min((h.y for h in row), default=0.0))


def _with_near(row: list[_Head], page: Page, by_word: Mapping[str, str]) -> list[_Head]:
    """Adds words on the heading line that are one letter off a heading."""
    if len(row) < 2:
        return row
    curve = _Curve([(h.x, h.y) for h in row])
    held = {id(h.piece.line) for h in row}
    added = list(row)
    for line in page.lines:
        x, y = line.place.box.center
        if id(line) in held or abs(y - curve(x)) > 0.75 * line.place.box.height:
            continue
        role = _near_heading(tight(line.text), by_word)
        if role is not None:
            added.append(_Head(role, Piece.whole(line)))
    return added


class _Curve:
    """Height of the heading line at x: straight pieces between the headings, carried on outside."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        ordered = sorted(points)
        self._x = np.array([x for x, _ in ordered])
        self._y = np.array([y for _, y in ordered])
        wide = max(float(self._x[-1] - self._x[0]), 1.0)
        self._left = self._slope(self._x <= self._x[0] + 0.45 * wide)
        self._right = self._slope(self._x >= self._x[-1] - 0.45 * wide)

    def _slope(self, near: np.ndarray) -> float:
        """Slope of the headings on one side; of all of them where that side holds a single one."""
        x, y = (self._x[near], self._y[near]) if near.sum() > 1 else (self._x, self._y)
        return float(np.polyfit(x, y, 1)[0]) if np.ptp(x) > 1 else 0.0

    def __call__(self, x: float) -> float:
        if x < self._x[0]:
            return float(self._y[0] + self._left * (x - self._x[0]))
        if x > self._x[-1]:
            return float(self._y[-1] + self._right * (x - self._x[-1]))
        return float(np.interp(x, self._x, self._y))


def _sharpness(values: np.ndarray, step: float) -> float:
    """How well values gather: sum of squared counts in a softened histogram of width ``step``."""
    bins = np.floor((values - values.min()) / step).astype(int)
    counts = np.bincount(bins).astype(float)
    soft = counts.copy()
    soft[1:] += 0.5 * counts[:-1]
    soft[:-1] += 0.5 * counts[1:]
    return float((soft**2).sum())


class _Plane:
    """Coordinates of the bent sheet: ``down`` below the heading line, ``across`` along it."""

    def __init__(self, heads: Sequence[_Head], lines: Sequence[Line]) -> None:
        self._curve = _Curve([(h.x, h.y) for h in heads])
        self._x0 = float(median(h.x for h in heads))
        self.height = float(median(h.height for h in heads))
        self._fan = self._lean = self._spread = 0.0
        centers = [line.place.box.center for line in lines]
        if len(centers) < 6:
            return
        x = np.array([c[0] for c in centers])
        d = np.array([c[1] - self._curve(c[0]) for c in centers])
        half = max(float(np.ptp(x)) / 2, 1.0)
        fans = np.linspace(-0.3, 0.3, 61) / half
        scores = [_sharpness(d / (1 + f * (x - self._x0)), self.height / 3) - abs(f) for f in fans]
        self._fan = float(fans[int(np.argmax(scores))])
        down = d / (1 + self._fan * (x - self._x0))
        deep = max(float(down.max()), 1.0)
        best = -1.0
        left = np.array([line.place.box.left for line in lines])
        for spread in np.linspace(-0.24, 0.24, 13) / deep:
            for lean in np.linspace(-0.3, 0.3, 61):
                scale = 1 + spread * down
                middle = (x - self._x0 - lean * down) / scale
                edge = (left - self._x0 - lean * down) / scale
                score = _sharpness(middle, self.height / 3) + _sharpness(edge, self.height / 3)
                score *= 1 - 0.02 * abs(lean) - 0.02 * abs(spread * deep)
                if score > best:
                    best, self._lean, self._spread = score, float(lean), float(spread)

    def down(self, x: float, y: float) -> float:
        return (y - self._curve(x)) / (1 + self._fan * (x - self._x0))

    def across(self, x: float, y: float) -> float:
        down = self.down(x, y)
        return (x - self._x0 - self._lean * down) / (1 + self._spread * down)

    def point(self, across: float, down: float) -> tuple[float, float]:
        """Back to pixels."""
        x = across * (1 + self._spread * down) + self._x0 + self._lean * down
        return x, self._curve(x) + down * (1 + self._fan * (x - self._x0))


def _edges(columns: Sequence[tuple[float, float, float]], spans: Sequence[tuple[float, float]]) -> list[float]:
    """Borders between neighbouring columns: the middle of the emptiest stretch between two headings.

    ``columns``: (left, centre, right) of each heading; ``spans``: what the words below cover.
    """
    borders = []
    for (_, here, _), (_, there, _) in pairwise(columns):
        points = np.linspace(here, there, max(int(there - here), 8))
        cover = np.zeros(len(points))
        for left, right in spans:
            cover += (points >= left) & (points <= right)
        lowest = cover <= cover.min() + 0.01 * len(spans)
        best = (0, 0)
        start: int | None = None
        for i, low in enumerate([*lowest, False]):
            if low and start is None:
                start = i
            elif not low and start is not None:
                if i - start > best[1] - best[0]:
                    best = (start, i)
                start = None
        borders.append(float(points[min((best[0] + best[1]) // 2, len(points) - 1)]))
    return borders


def _cut(line: Line, plane: _Plane, borders: Sequence[float]) -> list[tuple[int, Piece]]:
    """The line cut where it crosses column borders: (column, piece)."""
    text = line.text
    spots: list[tuple[int, int]] = []
    for i in range(len(text)):
        box = line.span_box(i, i + 1)
        across = plane.across(*box.center)
        spots.append((i, sum(across > b for b in borders)))
    if not spots:
        return []
    box = line.place.box
    y = box.center[1]
    first = sum(plane.across(box.left + 0.6 * box.height, y) > b for b in borders)
    last = sum(plane.across(box.right - 0.6 * box.height, y) > b for b in borders)
    if first == last or len(text) < 3:
        middle = sum(plane.across(*box.center) > b for b in borders)
        return [(middle, Piece.whole(line))]
    cuts = [0]
    for (_, here), (i, there) in pairwise(spots):
        if here != there:
            cuts.append(_best_cut(text, i))
    cuts = sorted(set(cuts))
    pieces = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        if text[start:end].strip():
            spot = plane.across(*line.span_box(start, end).center)
            pieces.append((sum(spot > b for b in borders), Piece(line, start, end)))
    return pieces


def _best_cut(text: str, near: int) -> int:
    """A border falls between unlike letters: nearest space, then digit against word, then bracket."""

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
    heading = _heading(page, columns, need)
    if heading is None:
        return None
    heads = heading.columns
    held = {id(h.piece.line) for h in heading.words}
    curve = _Curve([(h.x, h.y) for h in heading.line])
    height = float(median(h.height for h in heading.line))
    below = [
        line
        for line in page.lines
        if id(line) not in held and line.place.box.center[1] - curve(line.place.box.center[0]) > 0.6 * height
    ]
    if until is not None:
        ends = [line.place.box.center for line in below if re.search(until, tight(line.text))]
        if ends:
            stop = min(y - curve(x) for x, y in ends)
            below = [ln for ln in below if ln.place.box.center[1] - curve(ln.place.box.center[0]) < stop - 0.3 * height]
    plane = _Plane(heading.line, below)
    spots = [
        (plane.across(b.left, b.center[1]), plane.across(*b.center), plane.across(b.right, b.center[1]))
        for b in (h.piece.box for h in heads)
    ]
    slim = 0.25 * height
    spans = [(left + slim, right - slim) for left, _, right in spots]
    for line in below:
        b = line.place.box
        spans.append((plane.across(b.left, b.center[1]) + slim, plane.across(b.right, b.center[1]) - slim))
    borders = _edges(spots, spans)
    groups, group_of = _groups(heads)
    filled: list[tuple[int, Piece, float]] = []
    for line in below:
        for column, piece in _cut(line, plane, borders):
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
    return Sheet(page.number, tuple(groups), tuple(rows), Box.around(h.piece.box for h in heading.words))


def _groups(heads: Sequence[_Head]) -> tuple[list[tuple[str, ...]], list[int]]:
    """Column groups: a role that comes again opens the next group."""
    groups: list[list[str]] = [[]]
    group_of: list[int] = []
    for head in heads:
        if head.role in groups[-1]:
            groups.append([])
        groups[-1].append(head.role)
        group_of.append(len(groups) - 1)
    return [tuple(group) for group in groups], group_of


def _rows(
    page: int,
    group: int,
    cells: Sequence[tuple[str, Piece, float]],
    anchors: Sequence[str],
    plane: _Plane,
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
