"""A value as the signs beside it tell it, and what belief in it is worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.papers.roles import PERIOD, Pick
from extractors.text.candidates import Sort
from extractors.text.facts import GAPPED, LABELLED, torn
from extractors.text.flow import Span
from extractors.text.forms import TITLES

#: Belief from which a value is likely, from which it is taken where the kind must have it, from which it bears out what
#: the rules tell, from which a label or seal beside it makes it sure, and from which it cannot well be another one.
LIKELY, TAKEN, BORNE_OUT, WITNESSED, CERTAIN = 0.3, 0.5, 0.7, 0.9, 0.97

#: Days a paper prints once each: when it was asked for is not when it was issued, and neither when something was held.
DAYS = frozenset({"start_date", "end_date", "issue_date", "query_date", "screenshot_date"})
TIME = frozenset({"start_date", "end_date"})
#: Facts that a seal says by itself.
STAMPED = frozenset({"organiser", "unit"})
#: Names of people, which the rules know better and one hand cuts for both.
NAMED = frozenset({"person_name"})
#: Values with a form of their own.
FORMED = frozenset({Sort.DAY, Sort.SPAN, Sort.CODE})
#: Values that may begin or end elsewhere: seen at less than 0.9 every eighth was wrong.
STRETCHED = TITLES | TIME | {"place"}
#: Where both opinions mostly begin and end at the same place, the wrong one, too: their agreement ties nothing.
CUT = TITLES | NAMED


@dataclass(frozen=True, slots=True)
class Seen:
    """Value, words, and the belief (0..1) in it and in the likeliest other value of the fact ``name``."""

    name: str
    value: str | int | float
    span: Span
    belief: float
    rival: float

    @property
    def letters(self) -> float:
        """Raw confidence of the value if it was picked rightly."""
        return LABELLED * (min(self.span.confidence, GAPPED) if torn(self.name, self.span) else self.span.confidence)


def seen_of(picks: Mapping[str, Pick]) -> Iterator[Seen]:
    """What the signs tell of every fact; of a period they tell both days."""
    for name, pick in picks.items():
        value, span = pick.candidate.value, pick.candidate.span
        if name == PERIOD:
            first, _, last = str(value).partition("/")
            yield Seen("start_date", first, span, pick.belief, pick.rival)
            yield Seen("end_date", last, span, pick.belief, pick.rival)
        else:
            yield Seen(name, value, span, pick.belief, pick.rival)
