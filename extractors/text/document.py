"""All pages of a reading as understood text: the one thing an extractor works on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from domain.reading import MarkType, PageMark, Reading
from extractors.text import labels as label_values
from extractors.text.flow import Flow, Span
from extractors.text.labels import Accept
from extractors.text.layout import PageLayout, Row


class Document:
    """Layout of every page plus the text of the whole.

    ``text``/``flow``: paragraphs joined by newline, cells of a row by tab. ``prose``: the same
    without tabs, so that sentences with filled-in gaps read on.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.pages = tuple(PageLayout(page) for page in reading.pages)

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
    def titles(self) -> tuple[Span, ...]:
        return tuple(span for page in self.pages for span in page.titles)

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
                yield from label_values.values(page, (label,), below=below)

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

    def find(self, pattern: str | re.Pattern[str], group: int | str = 0) -> Span | None:
        """First match in the sentences, then in the text with tabs, then in everything run together."""
        return self.prose.find(pattern, group) or self.flow.find(pattern, group) or self.run.find(pattern, group)
