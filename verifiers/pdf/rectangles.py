"""Rectangles on a painted page and their place on the page as read."""

from __future__ import annotations

from collections.abc import Iterable

from domain.case import Case
from domain.place import Box, Place
from verifiers.pdf.painted import PaintedPage, Rect


def area(box: Rect) -> float:
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)


def shared(a: Rect, b: Rect) -> float:
    """Common area of two rectangles."""
    return area((max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])))


def around(boxes: Iterable[Rect]) -> Rect:
    """Smallest rectangle around ``boxes`` (at least one)."""
    held = list(boxes)
    return (min(b[0] for b in held), min(b[1] for b in held), max(b[2] for b in held), max(b[3] for b in held))


def place(case: Case, page: PaintedPage, box: Rect) -> Place | None:
    """Where ``box`` (points) stands on the page of the reading; None for pages that were turned."""
    read = next((p for p in case.reading.pages if p.number == page.number), None)
    if read is None or page.turned or read.rotation or not (page.width and page.height and read.width):
        return None
    x, y = read.width / page.width, read.height / page.height
    return Place(page.number, Box(box[0] * x, box[1] * y, box[2] * x, box[3] * y))
