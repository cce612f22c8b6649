"""All pages of a reading as understood text: the one thing an extractor works on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from domain.reading import Line, MarkType, PageMark, Reading
from extractors.text import labels as label_values
from extractors.text.captions import captions
from extractors.text.flow import Flow, Span
from extractors.text.labels import Accept
from extractors.text.layout import Cell, PageLayout, Row

#: A bracket behind a title: (样式二), (导出).
BRACKET = re.compile(r"\([^()]{1,12}\)$")


def _spot_of(points: Iterable[tuple[Line, int] | None], spots: dict[tuple[int, int], int]) -> int | None:
    """Where the first of the characters that is among ``spots`` stands."""
    for point in points:
        if point is not None and (at := spots.get((id(point[0]), point[1]))) is not None:
            return at
    return None


class Document:
    """Layout of every page plus the text of the whole.

    ``text``/``flow``: paragraphs joined by newline, cells of a row by tab. ``prose``: the same
    without tabs, so that sentences with filled-in gaps read on.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.pages = tuple(PageLayout(page) for page in reading.pages)
        #: Answers worked out once, by what gives them (see ``once.py``).
        self.kept: dict[object, Any] = {}

    @cached_property
    def flow(self) -> Flow:
        return Flow.joined((flow for page in self.pages for flow in page.paragraphs), "\n")

    @cached_property
    def prose(self) -> Flow:
        return Flow.joined((flow for page in self.pages for flow in page.prose), "\n")

    @cached_property
    def run(self) -> Flow:
        """Everything in reading order without any joints: the last resort for badly cut lines."""
        return Flow.joined(row.run for row in self.rows)

    @property
    def text(self) -> str:
        return self.flow.text

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for page in self.pages for row in page.rows)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(cell for row in self.rows for cell in row.cells)

    @cached_property
    def titles(self) -> tuple[Span, ...]:
        return tuple(span for page in self.pages for span in page.titles)

    @cached_property
    def headlines(self) -> str:
        """All a title of the paper may stand in, by newlines: titles, rows, rows put together, sentences.

        What ends in a bracket stands there without it as well.
        """
        texts = [span.text for span in self.titles] + [row.text for row in self.rows]
        texts += [text for page in self.pages for text in page.wrapped_titles] + [self.prose.text]
        return "\n".join(dict.fromkeys((*texts, *(BRACKET.sub("", text) for text in texts if "(" in text))))

    @cached_property
    def captions(self) -> dict[int, Cell]:
        """The value above each caption, by ``id`` of the caption's cell (see ``captions.py``)."""
        return {key: value for page in self.pages for key, value in captions(page.rows).items()}

    def caption(self, span: Span) -> str | None:
        """The caption below the cell in which a span begins; None where there is none."""
        seat = self._seat(span) if self.captions else None
        if seat is None:
            return None
        cells = (cell for row in seat[0].rows for cell in row.cells)
        return next((cell.text.strip() for cell in cells if self.captions.get(id(cell)) is seat[2]), None)

    @property
    def capture(self) -> str:
        """Capture class of the first page."""
        return self.reading.pages[0].capture if self.reading.pages else "clean"

    def marks(self, kind: MarkType) -> tuple[PageMark, ...]:
        return tuple(mark for page in self.reading.pages for mark in page.marks if mark.type is kind)

    def values(self, *labels: str, below: bool = True) -> Iterator[Span]:
        """Candidate values of the first label that has any, then of the next (labels are patterns)."""
        for label in labels:
            for page in self.pages:
                yield from label_values.values(page, (label,), below=below, captions=self.captions)

    def labelled(self, *labels: str, accept: Accept | str | None = None, below: bool = True) -> Span | None:
        """The value beside one of ``labels`` (in order of preference) that ``accept`` lets through.

        ``accept`` is a test or a pattern; with a pattern the value is cut to what it matches.
        """
        for value in self.values(*labels, below=below):
            if not value:
                continue
            if isinstance(accept, str):
                cut = value.match(accept)
                if cut is not None:
                    return cut
            elif accept is None or accept(value):
                return value
        return None

    def has_label(self, *labels: str) -> Span | None:
        """Where one of the labels stands, whether or not it has a value."""
        return self.flow.find(rf"(?:{'|'.join(labels)})(?=\s*:|\t|\n|$)")

    @cached_property
    def lined(self) -> Flow:
        """Everything row by row: cells joined by tab, rows by newline, no paragraphs put together."""
        return Flow.joined((row.flow for row in self.rows), "\n")

    @cached_property
    def _spots(self) -> tuple[tuple[Flow, dict[tuple[int, int], int]], ...]:
        """For ``flow`` and ``lined``: the index of every character read, by (line, index in line)."""
        return tuple(
            (flow, {(id(spot[0]), spot[1]): at for at, spot in enumerate(flow.origin) if spot is not None})
            for flow in (self.flow, self.lined)
        )

    def around(self, span: Span, *, by_row: bool = False, reach: int = 60) -> tuple[str, str]:
        """The text before and behind a span, up to ``reach`` characters each; empty when it is not there.

        In paragraphs, or with ``by_row`` in the rows as they stand on the page.
        """
        flow, spots = self._spots[by_row]
        points = span.flow.origin[span.start : span.end]
        first, last = _spot_of(points, spots), _spot_of(reversed(points), spots)
        if first is None or last is None:
            return "", ""
        return flow.text[max(0, first - reach) : first], flow.text[last + 1 : last + 1 + reach]

    def _seat(self, span: Span) -> tuple[PageLayout, int, Cell] | None:
        """Page, index of the row and cell in which a span begins."""
        spot = next((spot for spot in span.flow.origin[span.start : span.end] if spot is not None), None)
        if spot is None:
            return None
        return self._seats.get((id(spot[0]), spot[1]))

    @cached_property
    def _seats(self) -> dict[tuple[int, int], tuple[PageLayout, int, Cell]]:
        """Page, index of the row and cell of every character, by (line, index in line)."""
        found: dict[tuple[int, int], tuple[PageLayout, int, Cell]] = {}
        for page in self.pages:
            for index, row in enumerate(page.rows):
                for cell in row.cells:
                    for spot in cell.flow.origin:
                        if spot is not None and spot[0] is cell.line:
                            found.setdefault((id(spot[0]), spot[1]), (page, index, cell))
        return found

    def above(self, span: Span) -> tuple[str, ...]:
        """Texts of the cells that stand over the cell in which a span begins, the nearest first."""
        seat = self._seat(span)
        if seat is None:
            return ()
        page, index, cell = seat
        if id(cell) not in self._over:
            self._over[id(cell)] = self._above(page, index, cell)
        return self._over[id(cell)]

    @cached_property
    def _over(self) -> dict[int, tuple[str, ...]]:
        """What stands over a cell, by its ``id``: most cells are asked about again and again."""
        return {}

    @staticmethod
    def _above(page: PageLayout, index: int, cell: Cell) -> tuple[str, ...]:
        found = []
        for row in reversed(page.rows[max(0, index - 2) : index]):
            for other in row.cells:
                shared = min(other.box.right, cell.box.right) - max(other.box.left, cell.box.left)
                if shared > 0.4 * min(other.box.width, cell.box.width) and len(other.text) <= 14:
                    found.append(other.text.strip(" :"))
        return tuple(found)

    def below(self, span: Span) -> tuple[str, ...]:
        """Texts of the cells set under the cell in which a span begins, flush with it, in the next two rows."""
        seat = self._seat(span)
        if seat is None:
            return ()
        page, index, cell = seat
        return tuple(
            other.text
            for row in page.rows[index + 1 : index + 3]
            for other in row.cells
            if len(row.cells) == len(page.rows[index].cells) > 1
            and abs(other.box.left - cell.box.left) < 1.5 * cell.height
        )

    def breadth(self, span: Span) -> int:
        """How many cells the row has in which a span begins."""
        seat = self._seat(span)
        return 0 if seat is None else len(seat[0].rows[seat[1]].cells)

    def depth(self, span: Span) -> float:
        """How far down its page a span stands: 0 in the first row, 1 in the last."""
        seat = self._seat(span)
        return 0.0 if seat is None else seat[1] / max(1, len(seat[0].rows) - 1)

    def find(self, pattern: str | re.Pattern[str], group: int | str = 0) -> Span | None:
        """First match in the sentences, then in the text with tabs, then in everything run together."""
        return self.prose.find(pattern, group) or self.flow.find(pattern, group) or self.run.find(pattern, group)
