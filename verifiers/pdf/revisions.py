"""The earlier states kept inside a PDF that was saved by appending."""

from __future__ import annotations

import re

_END = re.compile(rb"%%EOF[\r\n]{0,2}")
MOST_REVISIONS = 12


def revisions(data: bytes) -> tuple[bytes, ...]:
    """The file as it was after each save, oldest first; the last is ``data`` itself.

    A file arranged for the web (linearised) has an end mark near its beginning that is no revision.
    """
    ends = [found.end() for found in _END.finditer(data)]
    if b"/Linearized" in data[:2048] and len(ends) > 1:
        ends = ends[1:]
    states = [data[:end] for end in ends[:-1][-MOST_REVISIONS:] if b"startxref" in data[:end]]
    return (*states, data)
