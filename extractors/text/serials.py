"""How many rows of a list are numbered: 1 to n, each beside words. A second count of the people on it."""

from __future__ import annotations

import re

from extractors.text.document import Document

_SERIAL = re.compile(r"\s*(?P<number>[1-9]\d{0,2})[.、]?(?:\s+(?P<words>.*))?")
_HAN = re.compile(r"[\u4e00-\u9fff]")
#: Fewest numbers that are a list's.
_FEWEST = 3


def numbered_rows(document: Document) -> int | None:
    """The last of the numbers 1, 2, … that stand before words, None where they are not each there once."""
    found: list[int] = []
    for row in document.rows:
        texts = [cell.text for cell in row.cells]
        for text, after in zip(texts, [*texts[1:], ""], strict=True):
            serial = _SERIAL.fullmatch(text)
            if serial is not None and _HAN.search(serial["words"] or after):
                found.append(int(serial["number"]))
    return len(found) if len(found) >= _FEWEST and sorted(found) == list(range(1, len(found) + 1)) else None
