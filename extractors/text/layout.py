"""Geometry of a page: which lines stand in one row, which rows make one paragraph, which are titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import median

import numpy as np

from domain.place import Box
from domain.reading import Line, Page, Source
from extractors.text import bilingual, side_by_side
from extractors.text.apart import pieces
from extractors.text.blanks import around_filled, fillers
from extractors.text.booklets import opened
from extractors.text.flow import Flow, Span
from extractors.text.overprint import as_seen
from extractors.text.patterns import compiled
from extractors.text.ruled import folded

#: Slopes tried when the lean of a page is estimated (rise per run).
_SLOPES = np.linspace(-0.06, 0.06, 25)


@dataclass(frozen=True)
class Cell:
    """One line of the reader with its plain text and its box in writing direction.

    For vertical writing ``box`` is turned so that rows run left to right here as well.
    """

    flow: Flow
    line: Line
    box: Box
    height: float  # of the writing, lean taken out
    slope: float  # of the line itself where its letters tell, else of the page

    def level_at(self, x: float) -> float:
        """Height of the line's middle carried on to ``x``."""
        middle, y = self.box.center
        return y + self.slope * (x - middle)

    @property
    def text(self) -> str:
        return self.flow.text


@dataclass(frozen=True)
class Row:
    """Cells standing side by side, left to right."""

    cells: tuple[Cell, ...]

    @cached_property
    def flow(self) -> Flow:
        """Cells joined by tabs."""
        return Flow.joined((cell.flow for cell in self.cells), "\t")

    @cached_property
    def box(self) -> Box:
        return Box.around(cell.box for cell in self.cells)

    @cached_property
    def text(self) -> str:
        """All cells joined without any gap (letter-spaced titles become words)."""
        return "".join(cell.text for cell in self.cells)

    @cached_property
    def run(self) -> Flow:
        """Cells joined without tabs."""
        return Flow.joined(cell.flow for cell in self.cells)

    @cached_property
    def height(self) -> float:
        return median(cell.height for cell in self.cells)

    @cached_property
    def middle(self) -> float:
        return sum(cell.box.center[1] for cell in self.cells) / len(self.cells)


def _leaf(page: Page, cells: Iterable[Cell]) -> Page:
    return replace(page, lines=tuple({id(cell.line): cell.line for cell in cells}.values()))


def _turned(box: Box, width: float) -> Box:
    """Box of vertical writing (columns from the right) seen as rows from the top."""
    return Box(box.top, width - box.right, box.bottom, width - box.left)


def _own_slope(line: Line) -> float | None:
    """Slope of a line by its first and last letters; None where they do not tell."""
    boxes = line.char_boxes
    if line.vertical or len(boxes) < 4 or line.place.box.width < 3 * line.place.box.height or folded(line):
        return None
    quarter = max(1, len(boxes) // 4)
    first, last = Box.around(boxes[:quarter]).center, Box.around(boxes[-quarter:]).center
    run = last[0] - first[0]
    if run < line.place.box.height:
        return None
    slope = (last[1] - first[1]) / run
    return slope if abs(slope) < 0.3 else None


def _lean(lines: Sequence[Line], boxes: Sequence[Box]) -> float:
    """Slope of the page: the median of its lines' own slopes, else the shear that brings rows together."""
    slopes = sorted((slope, line.place.box.width) for line in lines if (slope := _own_slope(line)) is not None)
    if len(slopes) >= 3:
        half = sum(width for _, width in slopes) / 2
        for slope, width in slopes:
            half -= width
            if half <= 0:
                return slope
    return _shear(boxes)


def _shear(boxes: Sequence[Box]) -> float:
    """The shear under which most centres fall together in height; 0 unless clearly better than none."""
    if len(boxes) < 4:
        return 0.0
    xs = np.array([box.center[0] for box in boxes])
    ys = np.array([box.center[1] for box in boxes])
    heights = np.array([min(box.height, box.width) for box in boxes])
    left, right = np.triu_indices(len(boxes), 1)
    near = np.abs(ys[left] - ys[right]) < 0.1 * np.abs(xs[left] - xs[right]) + 0.6 * heights[left]
    left, right = left[near], right[near]
    if len(left) < 3:
        return 0.0
    reach = np.maximum(0.35 * np.minimum(heights[left], heights[right]), 1)

    def fit(slope: float) -> float:
        off = np.abs((ys[left] - slope * xs[left]) - (ys[right] - slope * xs[right]))
        return float(np.clip(1 - off / reach, 0, None).sum())

    best = max((float(slope) for slope in _SLOPES), key=lambda slope: fit(slope) * (1 - abs(slope)))
    return best if fit(best) > 1.15 * fit(0.0) else 0.0


class PageLayout:
    """One page as rows and paragraphs. Works on what the reader gave, never on pixels."""

    def __init__(self, page: Page) -> None:
        self.page = page
        lines = [line for line in page.lines if line.text.strip() and not _PHOTO.fullmatch(line.text.strip())]
        if page.source is Source.TEXT_LAYER:
            lines = as_seen(lines)
        letters = sum(len(line.text) for line in lines)
        upright = sum(len(line.text) for line in lines if line.vertical)
        self.vertical = letters > 0 and upright > 0.6 * letters
        width = float(page.width)
        boxes = [_turned(line.place.box, width) if self.vertical else line.place.box for line in lines]
        self.lean = 0.0 if page.source is Source.TEXT_LAYER else _lean(lines, boxes)
        written = fillers(lines)
        self.cells: tuple[Cell, ...] = tuple(
            cell
            for line, box in zip(lines, boxes, strict=True)
            if (flow := Flow.of_line(line))
            for cell in self._cells(flow, line, box, written)
        )
        pages = (self.cells,) if self.vertical else opened(page, self.cells, self.writing, self.level)
        #: The page, or the two pages of an open booklet with what is written on each.
        self.leaves: tuple[Page, ...] = (page,) if len(pages) == 1 else tuple(_leaf(page, cells) for cells in pages)
        columns = (
            pages
            if self.vertical
            else [
                part for cells in pages for column in bilingual.parted(cells) for part in side_by_side.columns(column)
            ]
        )
        zones = [self._make_rows(cells) for cells in columns]
        self.rows: tuple[Row, ...] = tuple(row for zone in zones for row in zone)
        self._areas: dict[int, Box] = {}
        for zone in zones:
            if zone:
                self._areas |= dict.fromkeys(map(id, zone), Box.around(row.box for row in zone))

    def _cells(self, flow: Flow, line: Line, box: Box, written: Sequence[Line]) -> Iterator[Cell]:
        """A line as one cell, or as several where it holds labels and values, or others fill its blanks."""
        own = None if self.vertical else _own_slope(line)
        slope = self.lean if own is None or self.page.source is Source.TEXT_LAYER else own
        height = max(box.height - abs(slope) * box.width, box.height * 0.4)
        if folded(line):
            height = median(letter.height for letter in line.char_boxes)
        parts = (
            (flow,)
            if self.vertical
            else tuple(piece for part in around_filled(line, flow, written) for piece in pieces(line, part))
        )
        for part in parts:
            spots = [spot[1] for spot in part.origin if spot is not None]
            around = box if len(parts) == 1 else line.span_box(min(spots), max(spots) + 1)
            yield Cell(part, line, around, height, slope)

    @cached_property
    def writing(self) -> float:
        """Usual height of the writing in pixels (weighted by the number of characters)."""
        heights = sorted((cell.height, len(cell.text)) for cell in self.cells)
        half = sum(count for _, count in heights) / 2
        for height, count in heights:
            half -= count
            if half <= 0:
                return height
        return 1.0

    @cached_property
    def extent(self) -> Box:
        """Box around all writing, in writing direction; the page when there is none."""
        if not self.cells:
            return Box(0, 0, self.page.width, self.page.height)
        return Box.around(cell.box for cell in self.cells)

    def level(self, box: Box) -> float:
        """Height of the box's middle with the lean of the page taken out."""
        x, y = box.center
        return y - self.lean * x

    def _make_rows(self, cells: Sequence[Cell]) -> tuple[Row, ...]:
        """Chain neighbours whose writing carries on at the same height; each line leans its own way."""
        rows: list[list[Cell]] = []
        for cell in sorted(cells, key=lambda c: self.level(c.box)):
            best: list[Cell] | None = None
            nearest = 0.0
            for row in rows[-8:]:
                side = min(row, key=lambda c: _gap(c.box, cell.box))
                gap = _gap(side.box, cell.box)
                middle = (max(side.box.left, cell.box.left) + min(side.box.right, cell.box.right)) / 2
                off = abs(side.level_at(middle) - cell.level_at(middle))
                reach = 0.5 * min(side.height, cell.height) + 0.015 * gap
                if off > reach or any(_shared(c.box, cell.box) > 0.3 for c in row):
                    continue
                if best is None or off < nearest:
                    best, nearest = row, off
            if best is None:
                rows.append([cell])
            else:
                best.append(cell)
        made = [Row(tuple(sorted(row, key=lambda c: c.box.left))) for row in rows]
        return tuple(sorted(made, key=lambda r: min(self.level(c.box) for c in r.cells)))

    # -- paragraphs -----------------------------------------------------------------------------

    @cached_property
    def groups(self) -> tuple[tuple[Row, ...], ...]:
        """Rows grouped into paragraphs: a full row runs on into the next one."""
        groups: list[list[Row]] = []
        for index, row in enumerate(self.rows):
            if groups and self._runs_on(index - 1):
                groups[-1].append(row)
            else:
                groups.append([row])
        return tuple(tuple(group) for group in groups)

    def _is_table_row(self, row: Row) -> bool:
        gaps = [b.box.left - a.box.right for a, b in zip(row.cells, row.cells[1:], strict=False)]
        if any(_SENTENCE_PART.match(cell.text) for cell in row.cells[1:]):
            return False
        short = sum(1 for cell in row.cells if len(cell.text) <= 14)
        return len(row.cells) >= 3 and short >= 2 and sum(gap > 1.2 * row.height for gap in gaps) >= 2

    def _runs_on(self, index: int) -> bool:
        """Whether the row at ``index`` is carried on by the next one."""
        row, following = self.rows[index], self.rows[index + 1]
        if self._is_table_row(row) or self._is_table_row(following):
            return False
        text, after = row.text, following.text
        if _ITEM_AHEAD.match(after) or (_DAY_AHEAD.match(after) and not _DAY_WANTED.search(text)):
            return False
        if _LABEL_AHEAD.match(after) and not _LABEL_OPEN.search(text):
            return False
        area = self._areas[id(row)]
        # Beside a photo or a seal the whole text stands right of the middle: its own edge counts.
        starts_left = row.box.left < max(area.left + 0.35 * area.width, self._left_margin(index) + 3.5 * row.height)
        if _TITLE_END.search(text) or not starts_left or self._areas[id(following)] is not area:
            return False
        ratio = following.height / max(row.height, 1)
        if not 0.62 < ratio < 1.6 or following.middle - row.middle > 3.2 * max(row.height, following.height):
            return False
        letter = row.height
        right = self._right_margin(index)
        opened = bool(_LABEL_OPEN.search(text))
        long_word = compiled(r"[A-Za-z\d*]+").match(after)
        room = 2.2 + (0.6 * len(long_word.group()) if long_word else 0.0)
        open_end = opened or row.box.right > right - room * letter or _OPEN_END.search(text) is not None
        if not open_end or (text.endswith(("。", "!")) and row.box.right < right - 0.8 * letter):
            return False
        # A centred or right-hand row below a full row is a line of its own.
        return following.box.left < row.box.left + 1.5 * letter + 0.02 * self.page.width or opened

    def _near(self, index: int) -> list[Row]:
        """The rows next to one that stand in the same column of the page."""
        area = self._areas[id(self.rows[index])]
        return [row for row in self.rows[max(0, index - 4) : index + 5] if self._areas[id(row)] is area]

    def _left_margin(self, index: int) -> float:
        """Left edge of the body near the row: neither of a column wholly left of it nor of a title."""
        own = self.rows[index]
        near = [
            row
            for row in self._near(index)
            if len(row.text) >= 8 and 0 < row.height < 1.6 * own.height and row.box.right > own.box.left
        ]
        return min((row.box.left for row in near), default=self.extent.left)

    def _right_margin(self, index: int) -> float:
        """Right edge of the body near the row (a photographed page narrows with distance)."""
        near = [row for row in self._near(index) if len(row.text) >= 8 and row.height]
        return max((row.box.right for row in near), default=self.extent.right)

    @cached_property
    def paragraphs(self) -> tuple[Flow, ...]:
        """Text of the paragraphs; cells of a row are joined by tabs."""
        return tuple(Flow.joined(row.flow for row in group) for group in self.groups)

    @cached_property
    def prose(self) -> tuple[Flow, ...]:
        """Text of the paragraphs without tabs: sentences with gaps (filled-in blanks) read on."""
        return tuple(Flow.joined(row.run for row in group) for group in self.groups)

    @cached_property
    def said(self) -> str:
        """Every text words are looked for in, once: paragraphs with and without tabs, rows and cells, by newlines."""
        texts = [flow.text for flow in (*self.paragraphs, *self.prose)]
        for row in self.rows:
            texts += [row.flow.text, row.run.text, *(cell.text for cell in row.cells)]
        return "\n".join(dict.fromkeys(texts))

    @cached_property
    def wrapped_titles(self) -> tuple[str, ...]:
        """Texts of two to four rows of like height at the top that may be one title set over several lines."""
        found = []
        rows = self.rows[:8]
        for start in range(len(rows)):
            for end in range(start + 2, min(start + 5, len(rows) + 1)):
                held = rows[start:end]
                like = all(0.75 < row.height / max(held[0].height, 1) < 1.33 for row in held)
                text = "".join(row.text for row in held)
                if (
                    like
                    and len(text) <= 100
                    and not compiled(r"[。;]|[^(]:$").search(text)
                    and all(len(r.cells) == 1 for r in held)
                ):
                    found.append(text)
        return tuple(found)

    # -- titles ---------------------------------------------------------------------------------

    @cached_property
    def titles(self) -> tuple[Span, ...]:
        """Rows that look like titles, top to bottom: large writing, or short centred rows at the top."""
        found: list[Span] = []
        if not self.rows:
            return ()
        limit = self.extent.top + 0.6 * self.extent.height
        for index, row in enumerate(self.rows):
            text = row.text
            centre = self._areas[id(row)].center[0]
            if row.middle > limit or len(text) > 40 or not compiled(r"[\u4e00-\u9fff]{2}").search(text):
                continue
            large = row.height > 1.25 * self.writing
            centred = abs(row.box.center[0] - centre) < 0.1 * self.extent.width and row.box.width < 0.9 * (
                self.extent.width
            )
            if (large or (centred and index < 5)) and not compiled(r"[。;,]").search(text):
                found.append(row.run.whole)
        return tuple(found)


#: What a form prints where the picture of the person goes: it stands in the way of the sentence beside it.
_PHOTO = re.compile(
    r"[(（]?(?:(?:[贴粘]+|免冠|[一二两小][英]?寸|近期|本人)*(?:照|相)片(?:粘?贴?处)?|"
    r"(?:加?盖)?(?:钢印|骑缝章?)(?:加盖|骑缝|钢印|有效|生效|处)*)[)）]?"
)
_ITEM_AHEAD = re.compile(
    r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[.、](?!\d)|附件|联系人"
)
#: An entry of a timetable begins with its day or time; a sentence that wants a date runs on into one.
_DAY_AHEAD = re.compile(r"\d{1,2}月\d{1,2}日|\d{1,2}:\d{2}|[上下]午|第[一二三四五]天")
#: A list that goes on, a day from which something lasted.
_OPEN_END = re.compile(r"[,、]$|\d[日号]?\s?[至到~]$")
_DAY_WANTED = re.compile(r"[年于至到自从在,—\-~(“的]$|[年月]\d$")
#: Pieces of a sentence whose blanks were filled in: no cells of a table.
_SENTENCE_PART = re.compile(
    r"[,。;、]|同志|[至于到](?:\d|$)|参加|[年月日天](?:$|[,。至到、])|(?:学时|课时|"
    r"学分)[,。]"
)
_TITLE_END = re.compile(r"(?:通知|证书|证明|证明材料|公告|通告|公示|文件|安排表|日程表?|签到[表簿册])$")
_LABEL_AHEAD = re.compile(r"[^\s,。;、“”《》()\d:]{2,9}(?:\([^()]{1,8}\))?:")
_LABEL_OPEN = re.compile(r"[“《(][^”》)]*$")


def _gap(one: Box, other: Box) -> float:
    """Horizontal distance between two boxes, 0 where they overlap."""
    return max(0.0, max(one.left, other.left) - min(one.right, other.right))


def _shared(one: Box, other: Box) -> float:
    """Share of the narrower box's width that the other one covers."""
    overlap = min(one.right, other.right) - max(one.left, other.left)
    return max(0.0, overlap) / max(1.0, min(one.width, other.width))
