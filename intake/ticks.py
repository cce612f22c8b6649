"""Boxes to tick before (or behind) 主动公开, 依申请公开, 不予公开: which of them is ticked, told by its ink.

The recogniser reads a ticked box as an empty one, or drops boxes altogether. Of three boxes on one line one is
ticked: the one whose ink is unlike that of the others (crossed and filled boxes have more, a bare tick has less).
Where none is unlike the others nothing is ticked, and nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from domain.place import Box, Place
from domain.reading import Line
from intake.secrecy import Mark
from intake.sheet import Image

_CHOICES = re.compile(r"(?P<public>主动公开|全文公开)|(?P<on_request>依申请公开)|(?P<not_public>不予公开|不公开)")
_BOX = re.compile("[□☐◻口]")
_NO_BOX = re.compile(r"[^□☐◻口☑☒√✓✔■×xX\s]")  # Numbered answers of a test, a list in a sentence.
_UNLIKE, _ALIKE = 1.35, 1.22  # Ratio of inks from which two boxes differ; up to which they are alike.
_FILLED = 0.12  # Ink of a box that is black all over, in squares of a letter's width.
_LEAST = 0.03  # Ink of a box in squares of a letter's width, below which there is none.


def ticked(image: Image, lines: Sequence[Line], page: int) -> Iterator[Mark]:
    """Marks of closed choices that are ticked; ``lines`` are those of an upright RGB page, places in its pixels."""
    for line in lines:
        choices = list(_CHOICES.finditer(line.text))
        between = [line.text[a.end() : b.start()] for a, b in pairwise(choices)]
        if len(choices) != 3 or any(_NO_BOX.search(gap) for gap in between):
            continue
        if not line.vertical and len(line.char_boxes) == len(line.text):
            name = _unlike(image, line, choices)
            if name not in (None, "public"):
                yield Mark(str(name), "ticked_ink", Place(page, line.place.box), line.confidence)


def _unlike(image: Image, line: Line, choices: Sequence[re.Match[str]]) -> str | None:
    """Class of the choice whose box differs from two that are alike."""
    ends = [(line.char_boxes[c.start()], line.char_boxes[c.end() - 1]) for c in choices]
    size = float(np.median([box.width for first, last in ends for box in (first, last)]))
    lefts, rights = [first.left for first, _ in ends], [last.right for _, last in ends]
    between = list(zip(rights[:-1], lefts[1:], strict=True))
    reach = min(right - left for left, right in between)
    stretches = [(lefts[0] - reach, lefts[0]), *between, (rights[-1], rights[-1] + reach)]
    inks = [_ink(image, line.place.box, left, right) / size**2 for left, right in stretches]
    before = inks[:3] if inks[0] >= inks[3] else inks[1:]
    # A crossed box is often not read at all where empty ones are: then a little more ink is enough.
    drawn = [bool(_BOX.search(line.text[a:b])) for a, b in _gaps(line.text, choices)]
    for gaps, ink in ((drawn[:3], inks[:3]), (drawn[1:], inks[1:])):
        if drawn[0] != drawn[3] and sum(gaps) == 2 and gaps[0 if gaps == drawn[:3] else 2]:
            lacking = gaps.index(False)
            if ink[lacking] > 1.03 * max(value for i, value in enumerate(ink) if i != lacking):
                return choices[lacking].lastgroup
    lowest, second, highest = sorted(range(3), key=lambda i: before[i])
    if before[highest] > max(_FILLED, 3 * before[second]):
        return choices[highest].lastgroup
    if before[lowest] < _LEAST:
        return None
    if before[highest] > _UNLIKE * before[second] and before[second] < _ALIKE * before[lowest]:
        return choices[highest].lastgroup
    if before[second] > _UNLIKE * before[lowest] and before[highest] < _ALIKE * before[second]:
        return choices[lowest].lastgroup
    return None


def _gaps(text: str, choices: Sequence[re.Match[str]]) -> list[tuple[int, int]]:
    """Where in the text boxes may stand: before the first choice, between them, behind the last."""
    starts, ends = [choice.start() for choice in choices], [choice.end() for choice in choices]
    return list(zip([max(starts[0] - 2, 0), *ends], [*starts, min(ends[-1] + 2, len(text))], strict=True))


def _ink(image: Image, row: Box, left: float, right: float) -> float:
    """Darkness of a stretch of a line, in pixels that would be wholly black."""
    height, width = image.shape[:2]
    y0, y1 = max(round(row.top), 0), min(round(row.bottom), height)
    x0, x1 = max(round(left), 0), min(round(right), width)
    if x1 - x0 < 4 or y1 - y0 < 4:
        return 0.0
    grey: NDArray[np.float32] = cv2.cvtColor(image[y0:y1, x0:x1], cv2.COLOR_RGB2GRAY).astype(np.float32)
    paper = float(np.quantile(grey, 0.8))
    depth = np.maximum(paper - grey - 0.12 * paper, 0)
    return float(depth.sum()) / max(paper, 1.0)
