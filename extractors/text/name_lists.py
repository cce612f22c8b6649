"""Lists of people in one value: authors, inventors, members (甲、乙；丙), with marks of unit and footnote."""

from __future__ import annotations

import re

from extractors.text.flow import Span
from extractors.text.names import valid_name

#: Signs between names; NFKC has brought full-width commas and semicolons to these.
_BETWEEN = re.compile(r"[,、;/|\t\n ]+|(?<=[\u4e00-\u9fff])(?:[\d*#①-⑨△▲☆†‡]+(?:,[\d*#]+)*)(?=[\u4e00-\u9fff,、; ]|$)")
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
        if part.text and valid_name(part.text):
            names.append(part)
        at = cut.end() if cut is not None else end
    return names


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
    letters = len(re.sub(r"[^\u4e00-\u9fff·]", "", re.sub(r"\(.*?\)|等$", "", span.text)))
    return names if names and sum(len(name.text) for name in names) == letters else None
