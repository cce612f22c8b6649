"""A document cut into paragraphs, each under its clause (``第四条（三）1``, ``四（六）2``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEADS = (
    re.compile(r"(第[零一二三四五六七八九十百]+条|[一二三四五六七八九十]+、)"),
    re.compile(r"[（(]([一二三四五六七八九十]+)[）)]"),
    re.compile(r"(\d{1,2})\s*[.．、](?!\d)"),
)
_PART = re.compile(r"第[零一二三四五六七八九十百]+章")
#: A line shorter than this under a mark of its own is a heading, not the start of a sentence.
_HEADING = 24


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``clause`` without the document's number; ``heading`` is the heading it stands under."""

    clause: str
    heading: str
    text: str


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Sentences broken over lines (and blank lines of a page break) are put together again."""
    return tuple(_labelled(_joined(text)))


def _joined(text: str) -> Iterator[str]:
    held, blank = "", False
    for line in text.splitlines():
        line = line.strip()
        if not line:
            blank = True
            continue
        starts = _mark(line) is not None or _PART.match(line) is not None
        # A line goes on where the one before ran to the margin without an end of sentence.
        if held and not starts and not _ended(held, blank):
            held += line
        else:
            if held:
                yield held
            held = line
        blank = False
    if held:
        yield held


def _ended(line: str, blank_after: bool) -> bool:
    if line[-1] in "。；：:！？”）)":
        return True
    heading = _mark(line) is not None and len(line) < _HEADING and blank_after
    short = _mark(line) is None and len(line) < 12
    return heading or short or _PART.match(line) is not None or "\t" in line


def _mark(line: str) -> tuple[int, str] | None:
    for level, pattern in enumerate(_HEADS):
        if match := pattern.match(line):
            return level, match[1].rstrip("、")
    return None


def _labelled(lines: Iterator[str]) -> Iterator[Paragraph]:
    at: list[str] = []
    headings: list[str] = []
    for line in lines:
        mark = _mark(line)
        if mark is not None:
            level, label = mark
            shown = f"（{label}）" if level == 1 else label
            at, headings = [*at[:level], shown], [*headings[:level], line if len(line) < _HEADING else ""]
        yield Paragraph("".join(at), " ".join(filter(None, headings)), line)
