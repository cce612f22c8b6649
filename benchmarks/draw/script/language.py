"""The language of the scripts: what a head and the lines below it say.

``== name kind [words]`` opens a layout. Words: ``landscape``, ``screen``, ``dark``, ``cream``, ``frame``,
``fine`` (lines below), ``cards``, ``top=SHARE``, ``size=FACTOR``, ``host=school|office|platform|government|unit``,
``from=hospital|pupil|firm|office`` (the sort of employer; either may name any of these), ``seal=FIELD`` (or
``seal=~decoy``), ``paper=card|slip|a5``, ``years=FIRST-LAST``, and for truths that have no words of their own
``award_level=…``, ``hours_unit=…``, ``project_level=…`` and ``unit=seal`` (only the seal tells the unit). Then, by the
first sign of a line:

- ``#`` a heading, ``=`` centred, ``>`` flush right, ``P`` a paragraph that wraps, anything else from the left;
- ``:`` label and value without rules in columns, ``|a|b|`` a row of a ruled table, both in the shares of the last
  ``w 1 2 1`` (cells then wrap; ``w`` alone ends it); ``L |a|b|`` a row with a rule below it and none between;
- ``V`` an upright column, from right to left; ``B`` a coloured band; ``---`` a rule; ``T`` the head of a phone;
- ``S WORDS`` an upright cell at the left of the rows down to the next ``S``; ``D LABEL|VALUE`` figures in squares;
- ``[`` ``/`` ``]`` two halves beside each other (of a half, too); ``O FIELD 0.7`` a seal and ``Q 0.1`` a code of dots
  at a share of the width; ``I`` an empty frame for a photo at the right; ``W`` pale words across the page, ``G 0.4`` a
  gauge;
- ``*8`` a list of people (``*8x2`` two beside each other, ``*8 merge`` one cell for a unit), ``+3`` marks of subjects
  (``+3 across`` beside each other), ``&4`` a record of activities, ``$`` a timetable (``$ grid`` days beside each
  other), each with its columns ``head=code|head=code``, ``%9 manner`` the entries of a journal.

``@red,big`` before a line colours or sizes it. ``{field}`` or ``{field:style}`` says a fact of the paper, ``{-field}``
with a rule below it, ``{_field}`` by hand, ``{_field:blanks}`` a date with its figures by hand, ``{~sort}`` words that
are no fact, ``{=field:words}`` or ``{=field:words>value}`` a fact in so many words; ``{field:all}`` makes the whole
line its value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SPOT = re.compile(r"\{([_-]?)(~?)(\w+)(?::(\w+))?\}|\{=(\w+):([^}>]*)(?:>([^}]*))?\}")
UNIT_AFTER = re.compile(r"\{[_-]?(?:hours|sum)(?::\w+)?\}\s*(?:个)?(?:[（(])?(学时|课时|学分)")
UNIT_BEFORE = re.compile(r"(学时|课时|学分)[^{学课]{0,8}\{[_-]?hours(?::\w+)?\}")


@dataclass(frozen=True, slots=True)
class Script:
    """One layout as written: ``words`` of its head and the lines below it."""

    name: str
    kind: str
    words: frozenset[str]
    lines: tuple[str, ...]

    def option(self, name: str) -> str:
        return next((word.partition("=")[2] for word in sorted(self.words) if word.startswith(f"{name}=")), "")


def scripts(papers: Path, prefix: str) -> Iterator[Script]:
    """All scripts, file by file; ValueError for words before the first head or a head without a kind."""
    for path in sorted(papers.glob("*.txt")):
        head, *parts = re.split(r"(?m)^== ", path.read_text(encoding="utf-8"))
        if head.strip():
            raise ValueError(f"{path.name}: words before the first layout")
        for part in parts:
            first, *lines = part.rstrip().split("\n")
            name, kind, *words = first.split()
            yield Script(f"{prefix}_{name}", kind, frozenset(words), tuple(line.rstrip() for line in lines))
