"""A name whose letters were read in doubt, spelt the way a name is most likely spelt.

The reader gives each doubtful letter with the next likely ones. Which of them it is, its picture says
together with what names are made of: 存思琪 is no name where 应思琪 would be one. What was read at
first stays as an alternative, so that a person chooses with one key.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from domain.fact import Alternative
from extractors.text.flow import Span
from extractors.text.name_letters import weight
from extractors.text.names import compound_surname, known_name, valid_name

#: What a respelt name is worth at most: it is never sure.
_RESPELT = 0.9
#: A reading beaten by more than this is not worth showing.
_WORTH_SHOWING = 0.02
_MOST_SHOWN = 2
_MOST_WEIGHED = 4


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name, how surely it is spelt so, and the other spellings, likeliest first."""

    text: str
    confidence: float
    others: tuple[Alternative, ...] = ()


def spelt(span: Span) -> Spelling:
    """The likeliest spelling of the name in a span; the span's own where nothing was in doubt."""
    text = span.text
    choices = [_likeliest(letters) for letters in span.choices]
    if all(len(letters) == 1 for letters in choices) or "·" in text or not 2 <= len(text) <= 4:
        return Spelling(text, span.confidence)
    weighed: list[tuple[float, str]] = []
    for chosen in product(*choices):
        name = "".join(letter for letter, _ in chosen)
        seen = sum(math.log(max(chance, 1e-4)) for _, chance in chosen)
        weighed.append((seen + _likeliness(name), name))
    top = max(score for score, _ in weighed)
    total = sum(math.exp(score - top) for score, _ in weighed)
    chances: dict[str, float] = {}
    for score, name in sorted(weighed, reverse=True):
        chances.setdefault(name, math.exp(score - top) / total)
    best = next((name for name in chances if valid_name(name)), text)
    if not known_name(best) and known_name(text):
        best = text
    shown = [name for name, chance in chances.items() if name != best and chance >= _WORTH_SHOWING]
    if best != text:
        shown = [text, *(name for name in shown if name != text)]
    others = tuple(Alternative(name, round(chances[name], 4), "rapidocr") for name in shown[:_MOST_SHOWN])
    confidence = span.confidence if best == text else min(_RESPELT, chances[best])
    return Spelling(best, confidence, others)


def _likeliest(letters: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """What was read and the few letters that may beat it, be they a surname or not."""

    def score(choice: tuple[str, float]) -> float:
        letter, chance = choice
        return math.log(max(chance, 1e-4)) + max(weight(letter, first=True), weight(letter, first=False))

    return [letters[0], *sorted(letters[1:], key=score, reverse=True)[:_MOST_WEIGHED]]


def _likeliness(name: str) -> float:
    family = 2 if compound_surname(name) else 1
    surname = 0.0 if family == 2 else weight(name[0], first=True)
    return surname + sum(weight(letter, first=False) for letter in name[family:])
