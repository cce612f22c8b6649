"""Signs a form sets one by one into squares: 2 0 2 4年0 5月0 6日, 学时 1 2, 项目编号 2 0 1 9 B 3 8 5.

A reader gives them as single signs with blanks between. Figures are put together on pages that hold a day so written
(elsewhere single figures side by side are columns of a table), numbers with letters where a label asks for a number.
"""

from __future__ import annotations

import re
from dataclasses import replace

from domain.place import Box
from domain.reading import Line, Page, Reading

#: A day in squares, and a number with a letter among its figures behind its label.
_SHOWN = re.compile(r"(?<!\d)\d \d \d \d ?年 ?\d(?: \d)? ?月 ?\d(?: \d)? ?日")
_NUMBER = re.compile(r"号码?\s?[::]?\s?(?P<n>(?=[\d -]*[A-Za-z])(?:[A-Za-z\d-] ){5,}[A-Za-z\d])$")
#: Single figures with blanks between, no others beside them.
_SINGLE = re.compile(r"(?<!\d)(?<!\d )\d(?: \d)+(?! ?\d)")


def put_together(reading: Reading) -> Reading:
    """The reading with what is set in squares as the numbers it makes."""
    pages = tuple(_page(page) for page in reading.pages)
    return (
        replace(reading, pages=pages) if any(a is not b for a, b in zip(pages, reading.pages, strict=True)) else reading
    )


def _page(page: Page) -> Page:
    dated = any(_SHOWN.search(line.text) for line in page.lines)
    lines = tuple(_joined(line, _blanks(line.text, dated)) for line in page.lines)
    return replace(page, lines=lines) if any(a is not b for a, b in zip(lines, page.lines, strict=True)) else page


def _blanks(text: str, dated: bool) -> set[int]:
    """Where blanks part the signs of one number; single figures make one on ``dated`` pages only."""
    numbers = [found.span("n") for found in _NUMBER.finditer(text)]
    numbers += [found.span() for found in _SINGLE.finditer(text)] if dated else []
    return {at for span in numbers for at in range(*span) if text[at] == " "}


def _joined(line: Line, blanks: set[int]) -> Line:
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
