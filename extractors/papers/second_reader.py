"""What the second reader is asked, and what becomes of its answers: both readings are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from domain.fact import Alternative, Fact, Paper, RereadRequest, SecondReading
from domain.place import Box, Place
from domain.reading import MarkType, Reading, Source
from extractors.text.dates import find_dates, find_ranges
from extractors.text.normalise import normalise
from extractors.text.numbers import number
from extractors.text.patterns import compiled

#: Facts a wrong character of which changes hours, person, year or authenticity.
DATES = frozenset({"start_date", "end_date", "issue_date", "grant_date", "apply_date", "query_date", "screenshot_date"})
NUMBERS = frozenset(
    {"hours", "days", "half_days", "service_hours", "score_total", "score_annual", "score_today", "amount", "credits"}
)
CODES = frozenset(
    {"certificate_no", "id_number", "issn", "cn", "patent_no", "admission_no", "student_no", "receipt_no", "doc_no"}
)
#: Below this the first reading is doubtful; when both readers agree such a value was right 26 times of 27.
_DOUBTFUL, _AGREED = 0.95, 0.963
#: What the second reader's word is worth where the two disagree, or where the first read nothing.
_DISAGREED, _ALONE = 0.34, 0.6


def rereads(reading: Reading, papers: Sequence[Paper]) -> tuple[RereadRequest, ...]:
    """Boxes of doubtful critical facts, and of facts known to stand somewhere but not read."""
    painted = {page.number for page in reading.pages if page.source is Source.OCR}
    asked: list[RereadRequest] = []
    for paper in papers:
        for fact in paper.facts:
            critical = fact.name in DATES | NUMBERS | CODES
            if critical and fact.place is not None and fact.confidence < _DOUBTFUL and fact.place.page in painted:
                asked.append(_request(reading, fact.name, fact.place))
        for missing in paper.unread:
            if missing.name in DATES and missing.place is not None and missing.place.page in painted:
                asked.append(_request(reading, missing.name, missing.place))
    return tuple(dict.fromkeys(asked))


def _request(reading: Reading, name: str, place: Place) -> RereadRequest:
    page = next(page for page in reading.pages if page.number == place.page)
    box = place.box.grown(0.12 * min(place.box.height, place.box.width))
    inside = Box(max(0, box.left), max(0, box.top), min(page.width, box.right), min(page.height, box.bottom))
    sealed = any(mark.type is MarkType.SEAL and mark.place.box.overlap(inside) > 0 for mark in page.marks)
    return RereadRequest(name, place.page, inside, digits_only=name in NUMBERS, under_seal=sealed)


def settle(papers: Sequence[Paper], second: Sequence[SecondReading]) -> tuple[Paper, ...]:
    """The papers with both readings weighed. Agreement raises confidence, disagreement is kept beside the fact."""
    return tuple(_settled(paper, [s for s in second if s.request.page in paper.pages]) for paper in papers)


def _settled(paper: Paper, second: Sequence[SecondReading]) -> Paper:
    facts, unread = list(paper.facts), list(paper.unread)
    for answer in second:
        name = answer.request.fact
        index = next((i for i, fact in enumerate(facts) if fact.name == name), None)
        if index is not None:
            facts[index] = _weighed(facts[index], answer)
            continue
        value = understood(name, answer.text, None)
        if value is not None and any(missing.name == name for missing in unread):
            place = Place(answer.request.page, answer.request.box)
            confidence = round(_ALONE * answer.confidence, 4)
            facts.append(Fact(name, value, answer.text.strip(), place, confidence, source=answer.source))
            unread = [missing for missing in unread if missing.name != name]
    return replace(paper, facts=tuple(facts), unread=tuple(unread))


def _weighed(fact: Fact, answer: SecondReading) -> Fact:
    value = understood(fact.name, answer.text, fact)
    if value is None:
        return fact
    if value == fact.value:
        return replace(fact, confidence=max(fact.confidence, _AGREED))
    beaten = Alternative(value, round(min(1 - fact.confidence, _DISAGREED * answer.confidence), 4), answer.source)
    if fact.confidence < _DISAGREED * answer.confidence:
        mine = Alternative(fact.value, fact.confidence, fact.source)
        confidence = round(_DISAGREED * answer.confidence, 4)
        return replace(
            fact, value=value, confidence=confidence, sure=False, alternatives=(*fact.alternatives, mine),
            source=answer.source,
        )  # fmt: skip
    return replace(fact, sure=False, alternatives=(*fact.alternatives, beaten))


def understood(name: str, text: str, fact: Fact | None) -> Any:
    """The value of fact ``name`` in what the second reader read; None when it says no such thing."""
    plain = normalise(text)
    if name in DATES:
        if name in ("start_date", "end_date"):
            spans = [span for span in find_ranges(plain) if span.first.day is not None]
            if not spans:
                return None
            year = int(str(fact.value)[:4]) if fact is not None else None
            span = spans[0].with_year(year)
            return span.first.iso if name == "start_date" else span.last.iso
        dates = find_dates(plain)
        return dates[0].iso if dates else None
    if name in NUMBERS:
        found = compiled(r"\d[\d,]*(?:\.\d+)?").search(plain)
        return number(found.group()) if found else None
    if name in CODES:
        squeezed = compiled(r"\s").sub("", plain).strip(",.;:、。)(|'\"")
        return fact.value if fact is not None and squeezed == compiled(r"\s").sub("", str(fact.value)) else None
    return None
