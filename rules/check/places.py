"""Where a quoted text stands in a document: blanks, line breaks and full-width forms do not matter."""

from __future__ import annotations

import re
import unicodedata

_GAP = re.compile(r"…+|\.{3,}")
_SAME = str.maketrans({"—": "-", "–": "-", "－": "-", "“": '"', "”": '"', "‘": "'", "’": "'"})


class Located:
    """A document prepared for finding quotes in it."""

    def __init__(self, text: str) -> None:
        kept: list[str] = []
        self._origin: list[int] = []
        for at, character in enumerate(text):
            for plain in _squeezed(character):
                kept.append(plain)
                self._origin.append(at)
        self._text = "".join(kept)

    def find(self, quote: str) -> list[tuple[int, int]]:
        """Spans of the document that the quote covers (every occurrence); empty when it is not there.

        Parts joined by ``……`` must follow each other; each part then counts where it first stands.
        """
        parts = [squeezed for part in _GAP.split(quote) if (squeezed := _squeezed(part))]
        if not parts:
            return []
        if len(parts) == 1:
            return [self._span(match.start(), parts[0]) for match in re.finditer(re.escape(parts[0]), self._text)]
        spans, after = [], 0
        for part in parts:
            at = self._text.find(part, after)
            if at < 0:
                return []
            spans.append(self._span(at, part))
            after = at + len(part)
        return spans

    def _span(self, at: int, part: str) -> tuple[int, int]:
        return self._origin[at], self._origin[at + len(part) - 1] + 1


def _squeezed(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(_SAME)
    return "".join(character for character in plain if not character.isspace())
