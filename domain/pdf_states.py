"""The earlier states kept inside a PDF that was saved by appending: whoever has the file has them all."""

from __future__ import annotations

import re

_END = re.compile(rb"%%EOF[\r\n]{0,2}")


def ends(data: bytes) -> tuple[int, ...]:
    """Where the file ended after each save but the last, oldest first; ``data[:end]`` is that state.

    A file arranged for the web (linearised) has an end mark near its beginning that is no state.
    """
    found = [match.end() for match in _END.finditer(data)]
    if b"/Linearized" in data[:2048] and len(found) > 1:
        found = found[1:]
    first = data.find(b"startxref")
    return tuple(end for end in found[:-1] if 0 <= first < end)
