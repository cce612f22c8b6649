"""Weighing the words that speak for and against a kind of evidence."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from domain.fact import Recognition
from extractors.text.document import BRACKET, Document
from extractors.text.patterns import compiled

#: (pattern, weight). A title weighs fully as a title, less as a short line, little in running text.
Weights = Sequence[tuple[str, float]]

_AT_TOP, _AS_LINE, _IN_TEXT = 0.85, 0.6, 0.25
#: Score at which a kind is as likely as not; a clear title (4–5) with one or two words passes it.
_EVEN = 3.0


#: Most confidence of a kind whose paper lacks what all of them say, or says what none of them does.
_NOT_ONE = 0.2
#: A title before these is the name of a file somebody sent, not the title of this paper.
_FILE_NAME = re.compile(r"\s*\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|jpe?g|png|zip|rar)(?![A-Za-z])", re.IGNORECASE)


def weigh(
    document: Document,
    *,
    titles: Weights = (),
    words: Weights = (),
    against: Weights = (),
    needs: Sequence[str] = (),
    never: str = "",
) -> Recognition:
    """Confidence (0..1) from title words, structure words and words against, with the words that counted.

    Of ``titles`` only the strongest counts; ``words`` and ``against`` add up. Every pattern of ``needs`` must be on
    the paper and ``never`` must not: what titles and words promise, a paper of another sort may promise as well.
    """
    found = _weighed(document, titles, words, against)
    if all(_said(document, need) for need in needs) and not (never and _said(document, never)):
        return found
    return Recognition(min(found.confidence, _NOT_ONE), found.why, ruled_out=True)


def shifted(found: Recognition, odds: float, why: str) -> Recognition:
    """The recognition with so many log-odds more or less, from what no single word says; ``why`` where it is more.

    A kind of which no word speaks, or that is ruled out, stays as it is.
    """
    if not odds or not found.confidence or found.ruled_out:
        return found
    held = min(max(found.confidence, 1e-6), 1 - 1e-6)
    moved = 1 / (1 + math.exp(-(math.log(held / (1 - held)) + odds)))
    return replace(found, confidence=moved, why=(*found.why, why) if odds > 0 else found.why)


def _said(document: Document, pattern: str) -> bool:
    return any(compiled(pattern).search(flow.text) for flow in (document.lined, document.run, document.prose))


def _weighed(document: Document, titles: Weights, words: Weights, against: Weights) -> Recognition:
    score, why = 0.0, []
    best, best_word = 0.0, ""
    for pattern, weight in titles:
        if not _anywhere(pattern).search(document.headlines):
            continue  # told by one look, as it is of most
        value, word = _title(document, pattern, weight)
        if value > best:
            best, best_word = value, word
    if best:
        score += best
        why.append(best_word)
    text, tabbed = document.prose.text, document.flow.text
    for pattern, weight in words:
        asked = compiled(pattern)
        found = asked.search(text) or (asked.search(tabbed) if tabbed != text else None)
        if found:
            score += weight
            why.append(found.group().strip()[:20])
    for pattern, weight in against:
        found = compiled(pattern).search(text)
        if found:
            score -= weight
    return Recognition(1 / (1 + math.exp(-(score - _EVEN))) if why else 0.0, tuple(dict.fromkeys(w for w in why if w)))


@lru_cache(maxsize=4096)
def _anywhere(pattern: str) -> re.Pattern[str]:
    """A pattern of one line, asked of many lines at once."""
    return re.compile(pattern, re.MULTILINE)


def _title(document: Document, pattern: str, weight: float) -> tuple[float, str]:
    for span in document.titles:
        found = _search(pattern, span.text)
        if found:
            return weight if _ends(span.text, found) else weight * _AS_LINE, found.group()
    for page in document.pages:
        for row in page.rows[:4]:
            found = _search(pattern, row.text)
            if found and len(row.text) <= 40 and not compiled(r"[,。;:]").search(row.text) and _ends(row.text, found):
                return weight * _AT_TOP, found.group()
    for page in document.pages:
        for wrapped in page.wrapped_titles:
            found = _search(pattern, wrapped)
            if found and _ends(wrapped, found):
                return weight * _AT_TOP, found.group()
    for row in document.rows:
        found = _search(pattern, row.text)
        if found and len(row.text) <= len(found.group()) + 8 and _ends(row.text, found):
            return weight * _AS_LINE, found.group()
    found = _search(pattern, document.prose.text)
    return (weight * _IN_TEXT, found.group()) if found else (0.0, "")


def _search(pattern: str, text: str) -> re.Match[str] | None:
    """Where the words stand, unless they are the name of a file."""
    # A bracket behind a title, (样式二) or (导出), is no part of it.
    found = compiled(pattern).search(text)
    if found is None and "(" in text:
        found = compiled(pattern).search(BRACKET.sub("", text))
    return None if found is None or _FILE_NAME.match(text, found.end()) else found


def _ends(text: str, found: re.Match[str]) -> bool:
    """Whether the words close the line (a bracket may follow): titles do, chatter goes on."""
    return bool(compiled(r"(?:\(.*\))?[^\u4e00-\u9fff]*").fullmatch(text[found.end() :]))
