"""Figures a form sets one by one into squares: 2 0 2 4年0 5月0 6日, 学时 1 2.

A reader gives them as single figures with blanks between. They are put together on pages that hold a day or a long
number so written; elsewhere single figures side by side are columns of a table.
"""

from __future__ import annotations

import re
from dataclasses import replace

from domain.place import Box
from domain.reading import Line, Page, Reading

#: A day, and a number of eight figures and more, in squares.
_SHOWN = re.compile(r"(?<!\d)\d \d \d \d ?年 ?\d(?: \d)? ?月 ?\d(?: \d)? ?日|(?<!\d )(?<!\d)(?:\d ){7,}\d(?! ?\d)")
#: Single figures with blanks between, no others beside them.
_SINGLE = re.compile(r"(?<!\d)(?<!\d )\d(?: \d)+(?! ?\d)")
_DAY = re.compile(r"\d年|月\d")


def put_together(reading: Reading) -> Reading:
    """The reading with the figures in squares as the numbers they make."""
    if not any(_SHOWN.search(line.text) for page in reading.pages for line in page.lines):
        return reading
    return replace(reading, pages=tuple(_page(page) for page in reading.pages))


def _page(page: Page) -> Page:
    if not any(_SHOWN.search(line.text) and _DAY.search(line.text) for line in page.lines):
        return page
    return replace(page, lines=tuple(_line(line) for line in page.lines))


def _line(line: Line) -> Line:
    blanks = {at for found in _SINGLE.finditer(line.text) for at in range(*found.span()) if line.text[at] == " "}
    if not blanks or line.vertical:
        return line
    kept = [at for at in range(len(line.text)) if at not in blanks]
    whole = len(line.char_boxes) == len(line.text)
    boxes: tuple[Box, ...] = tuple(line.char_boxes[at] for at in kept) if whole else ()
    sure = line.char_confidence
    return replace(
        line,
        text="".join(line.text[at] for at in kept),
        char_boxes=boxes,
        char_confidence=tuple(sure[at] for at in kept) if len(sure) == len(line.text) else sure,
        others=(),
    )
