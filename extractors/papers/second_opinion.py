"""Two opinions on every value: the extractor's own rules and what the signs beside it say (``roles.py``).

Rules know the labels somebody listed and are wrong where an office says it in other words; the signs know no rule and
are wrong where two stretches look alike. They are seldom wrong together: on drawn papers never learnt from, values both
pick were right in all of 595 cases, values only the rules pick in two of three (``benchmarks/README.md``). So a value
is tied to its role only where the signs agree, and a value the rules miss is taken from the signs, never surely.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from domain.fact import Alternative, Extraction, Fact
from extractors.papers.agreement import (
    adds_up,
    before_table_name,
    beside_quoted,
    borne_out,
    counted,
    is_course,
    listed,
    part_of_it,
    plain,
)
from extractors.papers.roles import ITEMS, PERIOD, SORTS, Opinion, opinion
from extractors.papers.ruled_out import Bar, bar, is_told_already
from extractors.papers.seen import BORNE_OUT, CERTAIN, NAMED, STAMPED, TAKEN, TIME, WITNESSED, Seen, seen_of
from extractors.papers.witnesses import borne_out_from, formed, signed_last, uncut, unrivalled, witnessed
from extractors.text.candidates import Sort
from extractors.text.courses import EDITION
from extractors.text.document import Document
from extractors.text.facts import source_of
from extractors.text.forms import TITLES, well_formed
from extractors.text.hours import unit_around
from extractors.text.patterns import compiled
from extractors.text.role_words import is_some_label
from extractors.text.ties import UNTIED

#: Belief from which a pick is taken where the rules found nothing the kind may have, from which it takes the place of a
#: value that is not tied, from which of one that is, and more than any.
_OPTIONAL, _BETTER, _TIES, _NEVER = 0.7, 0.7, 0.95, 2.0
#: Least trust of the rules in a value about which they doubt nothing but whether it is the one.
_TRUSTED = 0.95
_SOURCE = "signs"
#: Told by places no sign knows: the status line of a phone, which pages have a volume. The name of a journal is never
#: taken from the signs either, but they may leave it open.
_RULES_KNOW, _NEVER_TAKEN = frozenset({"volume", "screenshot_date"}), frozenset({"journal_name"})
#: Read by forms and places of their own: on the twelfth to fourteenth set, first met, the rules were never surely wrong
#: about these, and the signs often are.
_WELL_TIED = frozenset(
    {"score_total", "score_annual", "score_today", "issue", "page_start", "paper_title", "notice_title", "amount"}
)
#: Told by the rules where the signs see a wholly other value and hardly believe it: right on 22 layouts of 22.
_UNLIKE_OTHERS = frozenset({"major"})
#: What a single activity has, and a list of them has for each.
_OF_ONE = frozenset({"course_title", "start_date", "end_date", "days"})
_BODIES = frozenset({"unit", "unit_from", "organiser"})
_SCHEDULE = "course_schedule"
#: Values in figures, which signs mix up more.
_NUMERIC = frozenset({Sort.DAY, Sort.SPAN, Sort.FIGURE, Sort.YEAR})
#: Share of the letters of the shorter of two values from which they are cuts of one.
_SHARED = 0.5
_LED = frozenset({"为", "是", "号为", "号是"})
_HAN = re.compile(r"[\u4e00-\u9fff]")
#: A school inside a university is a body of its own, no label read along: 某某大学继续教育学院.
_SCHOOL = re.compile(r"[\u4e00-\u9fff]{2,8}(?:学院|研究院)")


def joined(extraction: Extraction, document: Document, kind: str) -> Extraction:
    """The extraction with what the signs add to it, and with what they do not bear out untied."""
    hearing = _Hearing(extraction, document, kind)
    hearing.look_through(opinion(document, kind))
    return hearing.outcome()


class _Hearing:
    """What is held of every fact while one value after the other that the signs see is heard."""

    def __init__(self, extraction: Extraction, document: Document, kind: str) -> None:
        self.extraction, self.document, self.kind = extraction, document, kind
        self.facts = {fact.name: fact for fact in extraction.facts}
        self.untied = set(extraction.untied)
        self.missed = {one.name for one in extraction.unread}
        self.taken: dict[str, Seen] = {}

    def look_through(self, said: Opinion) -> None:
        """Unties what no sign bears out, then hears every value of the signs."""
        seen = {one.name: one for one in seen_of(said.picks) if one.name not in _RULES_KNOW}
        firm = {name for name in self.facts if name in _WELL_TIED and name not in self.untied}
        for name, fact in self.facts.items():
            if name in ITEMS and not listed(fact, said.items.get(name, {})) and not adds_up(fact, self.facts):
                self.untied.add(name)
            if name == "names" and not counted(fact, self.document):
                self.untied.add(name)
            role = PERIOD if name in TIME else name
            if role in SORTS and role not in said.asked:
                self.untied.add(name)  # papers of this kind have no such fact, as far as is known
        # What the rules have first: by then it is known which of it the signs bear out.
        for one in sorted(seen.values(), key=lambda one: one.name not in self.facts):
            held = self.facts.get(one.name)
            if one.name in firm:
                if held is not None and held.value == one.value and one.belief >= _TIES:
                    self._make_surer(held)
            elif not (one.name in _OF_ONE and "activities" in self.facts):
                self._hear(one, held, seen)

    def outcome(self) -> Extraction:
        """All facts, and which of them are not tied: of what was taken, what nothing on the paper bears witness to."""
        borne = {name for name, seen in self.taken.items() if witnessed(seen, self.document)}
        for name in borne:
            self._put_in_words(self.facts[name], self.taken[name])
        unread = tuple(one for one in self.extraction.unread if one.name not in self.facts)
        return Extraction(tuple(self.facts.values()), unread, frozenset(self.untied - borne))

    def _hear(self, seen: Seen, held: Fact | None, all_seen: Mapping[str, Seen]) -> None:
        name, value = seen.name, seen.value
        barred = bar(seen, held, self.extraction, self.document, self.kind)
        if barred is not None:
            self.untied |= {name} if barred is Bar.DOUBTED else set()
        elif held is None:
            if not is_told_already(seen, self.facts, self.untied, self.document):
                self._add(seen)
        elif (name in NAMED and is_course(value, self.facts)) or before_table_name(name, held.value, value):
            pass
        elif borne_out(held.value, value):
            self._bear_out(seen, held)
        elif (
            name in _NEVER_TAKEN
            or beside_quoted(held.value, value)
            or (name in _BODIES and part_of_it(held.value, value))
        ):
            self.untied.add(name)
        elif seen.belief >= self._beats(seen, held, all_seen) and well_formed(name, value):
            self._take(seen, _fact(seen, self.document, held))
        else:
            self._leave_open(seen, held)

    def _add(self, seen: Seen) -> None:
        """Takes a value of which the rules found none, when there is enough belief in it."""
        if seen.belief < self._enough(seen) or seen.name in _NEVER_TAKEN or not well_formed(seen.name, seen.value):
            return
        fact = _fact(seen, self.document)
        self._take(seen, fact)
        if seen.name == "hours" and "hours_unit" not in self.facts:
            before, behind = self.document.around(seen.span, by_row=True)
            # The heading of a schedule's column or total names no unit.
            unit = unit_around("" if self.kind == _SCHEDULE else before, behind)
            if unit is not None:
                self.facts["hours_unit"] = replace(fact, name="hours_unit", value=unit)
                self.untied.add("hours_unit")

    def _bear_out(self, seen: Seen, held: Fact) -> None:
        """Ties or unties a value both see."""
        name, document = seen.name, self.document
        if seen.belief < borne_out_from(seen, document):
            self.untied |= set() if unrivalled(seen, document) else {name}
        elif (
            (name in self.extraction.loose and uncut(seen, document))
            or formed(seen, document)
            or signed_last(seen, self.facts, document)
        ):
            self.untied.discard(name)  # the signs see it too, and nothing on the paper speaks against it
            if seen.belief >= CERTAIN and held.confidence >= _TRUSTED * seen.span.confidence:
                self.facts[name] = replace(held, confidence=max(held.confidence, seen.letters))
        elif name in STAMPED and not held.quote and seen.belief >= WITNESSED:
            # Read from the ring of a seal alone, and here it stands in words.
            self._put_in_words(held, seen)
        elif seen.belief >= _TIES and name not in self.untied and name not in NAMED:
            # Two who know nothing of each other say the same: only its letters may still be wrong. Names of people
            # are cut by one hand for both.
            self._make_surer(held)

    def _leave_open(self, seen: Seen, held: Fact) -> None:
        """Keeps the value of the rules, with that of the signs beside it."""
        if seen.name not in _UNLIKE_OTHERS or seen.belief >= BORNE_OUT or _overlap(held.value, seen.value):
            self.untied.add(seen.name)
        if seen.belief >= TAKEN:
            other = Alternative(seen.value, round(seen.belief, 4), _SOURCE)
            self.facts[seen.name] = replace(held, alternatives=(*held.alternatives, other))

    def _take(self, seen: Seen, fact: Fact) -> None:
        self.facts[seen.name] = fact
        self.untied.add(seen.name)
        self.taken[seen.name] = seen

    def _make_surer(self, fact: Fact) -> None:
        """The fact with what its letters alone are worth."""
        letters = self.extraction.modest.get(fact.name, 0.0)
        self.facts[fact.name] = replace(fact, confidence=max(fact.confidence, letters))

    def _put_in_words(self, fact: Fact, seen: Seen) -> None:
        """The fact as well read as the words the signs see, which say the same."""
        span, source = seen.span, source_of(self.document, seen.span.place)
        told = replace(fact, quote=span.quote, place=span.place, confidence=seen.letters, source=source)
        self.facts[fact.name] = told

    def _enough(self, seen: Seen) -> float:
        """Belief from which a value the rules did not find is taken."""
        if seen.name == "issue_date" and seen.value in {self.facts[name].value for name in TIME if name in self.facts}:
            return CERTAIN  # papers are seldom issued on a day of the class itself
        return TAKEN if seen.name in self.missed else _OPTIONAL

    def _beats(self, seen: Seen, held: Fact, all_seen: Mapping[str, Seen]) -> float:
        """Belief from which the signs' value takes the place of the rules' one.

        Of two values one of which holds the other the shorter is mostly right: a label or a verb was taken along.
        Titles hold words that look like the end of a sentence, so that the signs must be surer there.
        """
        name, extraction = seen.name, self.extraction
        one, other = plain(held.value), plain(seen.value)
        if name in TIME:
            days = {fact.name: plain(fact.value) for fact in extraction.facts}
            if set(days) >= TIME:
                first, last = plain(all_seen["start_date"].value), plain(all_seen["end_date"].value)
                if days["start_date"] <= first <= last <= days["end_date"]:
                    return _NEVER
        elif one in other:
            # A place that ends where its row does may be carried on by the next one.
            rows = (plain(row.run.text) for row in self.document.rows)
            torn = name == "place" and other.startswith(one) and any(row.endswith(one) for row in rows)
            return _BETTER if torn else _NEVER
        elif other in one:
            return self._shorter(name, one, other)
        if name in extraction.untied:
            return _BETTER
        taken = any(plain(fact.value) == other for fact in extraction.facts if fact.name not in extraction.untied)
        if taken or LCSseq.similarity(one, other) > _SHARED * min(len(one), len(other)):
            return _NEVER  # another tied fact has it, or both cut one name at different places
        return _NEVER if name in NAMED else _TIES if SORTS.get(name, _NUMERIC) & _NUMERIC else _BETTER

    def _shorter(self, name: str, one: str, other: str) -> float:
        """Belief from which a value takes the place of one that holds it."""
        tied, cut = name not in self.extraction.untied, one.replace(other, "", 1)
        if one.endswith(other) and self._ends_a_row(cut, other) and not is_some_label(cut):
            return _NEVER
        if name in NAMED or not _HAN.search(cut) or (name in TITLES and compiled(EDITION).fullmatch(cut)):
            return _NEVER
        if Sort.CODE in SORTS[name]:
            if cut == "号" and one.endswith(cut):
                return _NEVER  # the last letter of the number, which is no label
            return TAKEN if cut in _LED or is_some_label(cut) else _NEVER  # 甲教2024-0771 is all of a number
        if Sort.BODY in SORTS[name]:
            school = tied and one.startswith(other) and _SCHOOL.fullmatch(cut) is not None
            return _NEVER if school else TAKEN
        return _TIES if tied else _BETTER

    def _ends_a_row(self, head: str, rest: str) -> bool:
        """Whether a value begins at the end of a row, so that the next one holds but the rest of it."""
        rows = [plain(row.run.text) for row in self.document.rows]
        return any(
            row.endswith(head) and row != head and following.startswith(rest) for row, following in pairwise(rows)
        )


def _overlap(one: object, other: object) -> bool:
    return plain(one) in plain(other) or plain(other) in plain(one)


def _fact(seen: Seen, document: Document, beaten: Fact | None = None) -> Fact:
    others = (Alternative(beaten.value, beaten.confidence, beaten.source), *beaten.alternatives) if beaten else ()
    span, raw = seen.span, min(UNTIED, seen.span.confidence * seen.belief)
    return Fact(seen.name, seen.value, span.quote, span.place, raw, False, others, source_of(document, span.place))
