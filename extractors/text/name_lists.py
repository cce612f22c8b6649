"""Lists of people in one value: authors, inventors, members (甲、乙；丙), with marks of unit and footnote."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from extractors.text.flow import Span
from extractors.text.names import valid_name
from extractors.text.normalise import is_han
from extractors.text.patterns import compiled

#: Step between two letters, in usual steps, from which a blank stands between them.
_BLANK = 1.3

#: Signs between names; NFKC has brought full-width commas and semicolons to these.
_BETWEEN = re.compile(
    r"[,、;/|\t\n ]+|(?<=[\u4e00-\u9fff])(?:[\d*#①-⑨△▲☆†‡]+(?:,[\d*#]+)*)(?=[\u4e00-\u9fff,、; ]|"
    r"$)"
)
#: Words that may be two names or more, set apart only by how far their letters stand from one another.
_NAMES_ALONE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff·]{4,}")
_AROUND = re.compile(r"^[\d*#.()①-⑨△▲☆†‡:·]+|[\d*#.()①-⑨△▲☆†‡:]+$|\(.*?\)$|等$")


def split_names(span: Span) -> list[Span]:
    """The names of a list, in order; words that can be no name are left out.

    Two names of one character each side of a blank stay one name (张 三).
    """
    names: list[Span] = []
    text, at = span.text, 0
    for cut in [*_BETWEEN.finditer(text), None]:
        end = cut.start() if cut is not None else len(text)
        part = _bare(span.part(at, end))
        pieces = at_blanks(part) if _NAMES_ALONE.fullmatch(part.text) else []
        if len(pieces) > 1 and all(valid_name(piece.text) for piece in pieces):
            names += pieces
        elif part.text and valid_name(part.text):
            names.append(part)
        at = cut.end() if cut is not None else end
    return names


def at_blanks(part: Span) -> list[Span]:
    """The pieces between blanks: those the reader wrote down, and those it did not, where letters stand apart.

    The latter need the reader's letter boxes; in a list of names most letters stand close to the next.
    """
    points = part.flow.origin[part.start : part.end]
    steps: dict[int, float] = {}
    written: list[int] = []
    here, x1, y1 = -1, 0.0, 0.0  # the letter measured last, and its middle
    for i, (one, other) in enumerate(pairwise(points)):
        if one is None or other is None or one[0] is not other[0]:
            return [part]
        line, boxes = one[0], one[0].char_boxes
        if other[1] > one[1] + 1 and not line.text[one[1] + 1 : other[1]].strip():
            written.append(i + 1)
        if len(boxes) != len(line.text) or not (is_han(line.text[one[1]]) and is_han(line.text[other[1]])):
            continue
        if here != one[1]:
            x1, y1 = boxes[one[1]].center
        x0, y0 = x1, y1
        here, (x1, y1) = other[1], boxes[other[1]].center
        steps[i + 1] = float(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5)
    if written:
        cuts = [0, *written, len(part.text)]
        return [part.part(a, b) for a, b in pairwise(cuts)]
    if len(steps) < 3:
        return [part]
    usual = median(sorted(steps.values())[: max(1, (len(steps) + 1) // 2)])
    cuts = [0, *(i for i, step in sorted(steps.items()) if step > _BLANK * usual), len(part.text)]
    return [part.part(a, b) for a, b in pairwise(cuts)]


def _bare(part: Span) -> Span:
    """Without footnote digits, brackets and 等 around the name."""
    while part:
        edge = _AROUND.search(part.text)
        if edge is None:
            return part
        part = part.part(edge.end()) if edge.start() == 0 else part.part(0, edge.start())
    return part


def all_names(span: Span) -> list[Span] | None:
    """The names when the span holds nothing but names; None otherwise."""
    names = split_names(span)
    letters = len(compiled(r"[^\u4e00-\u9fff·]").sub("", compiled(r"\(.*?\)|等$").sub("", span.text)))
    return names if names and sum(len(name.text) for name in names) == letters else None
