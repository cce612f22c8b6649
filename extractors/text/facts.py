"""Facts in the making: value, the words it was read from, where they stand, how well they were read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from domain.fact import Alternative, Extraction, Fact, Unread
from domain.place import Place
from domain.reading import Source
from extractors.text.by_label import period_beside, value_beside
from extractors.text.dates import DateRange
from extractors.text.document import Document
from extractors.text.flow import Span
from extractors.text.hours import unit_around
from extractors.text.names import lone_name
from extractors.text.patterns import compiled
from extractors.text.spelling import spelt
from extractors.text.ties import tie

#: Trust below which a value is a guess, and trust in a value beside its own label.
_GUESSED, LABELLED = 0.96, 0.995
#: Raw confidence of a value that contradicts common sense (year 2204, day 32, hours 900).
_INSANE = 0.5
#: Raw confidence of a value whose letters stand so unevenly that one may be missing.
GAPPED = 0.9
#: Values of figures: one figure more or less is another value.
_FIGURES = frozenset(
    {
        "certificate_no", "receipt_no", "admission_no", "student_no", "project_no", "id_number", "issn", "cn", "doc_no",
        "amount", "hours", "service_hours", "days", "credits", "start_date", "end_date", "issue_date", "query_date",
        "screenshot_date", "apply_date", "grant_date", "score_total", "score_annual", "score_today", "patent_no",
    }
)  # fmt: skip
#: Values of words, and what a day looks like.
_WORDED = frozenset(
    {
        "course_title", "lecture_title", "meeting_title", "notice_title", "organiser", "unit", "unit_from", "place",
        "paper_title", "project_name", "award_name", "exam_name", "patent_name", "owner", "payer", "payee", "item",
    }
)  # fmt: skip
#: How else one can follow what is held at a place: no part of the place.
SHOWN_TOO = (
    r"\((?:线上|网络|视频|全程|现场)?(?:同步|也可|并可?|含|及|另有)(?:线上|网络|视频)?(?:直播|转播|线上|网络|视频)"
    r"[^()]{0,6}\)"
)
_DAY = re.compile(r"[\d年月日时分:./~至到\-—\s]+")
#: Bodies at the head of a page or beside a platform's name are guessed by the signs, too.
_HOSTS = frozenset({"organiser", "unit"})
#: Names of two letters are set apart to match those of three.
_SPACED = frozenset({"person_name", "names", "authors", "inventors"})


class FactBuilder:
    """Collects the facts of one paper.

    ``confidence`` of the facts built here is raw: the smallest character confidence of the quoted
    words times ``trust``, the extractor's own trust in having picked the right words (1 = a label
    or an unmistakable pattern, less = a guess). ``sure`` and the calibrated confidence are set
    afterwards by ``extractors.understand``.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._facts: dict[str, Fact] = {}
        self._spans: dict[str, Span] = {}
        self._unread: dict[str, Unread] = {}
        self._doubtful: set[str] = set()  # what is wrong with them no other opinion mends
        self._guessed: set[str] = set()  # picked by place or the like

    def __contains__(self, name: str) -> bool:
        return name in self._facts

    def value(self, name: str) -> Any:
        """The value built so far, None when there is none."""
        fact = self._facts.get(name)
        return None if fact is None else fact.value

    def add(
        self,
        name: str,
        value: Any,
        span: Span | None,
        *,
        trust: float = 1.0,
        sane: bool = True,
        alternatives: Iterable[Alternative] = (),
        place: Place | None = None,
        confidence: float | None = None,
    ) -> bool:
        """Adds a fact unless it is already there or has no value. Returns whether it was added.

        ``span`` gives quote, place and confidence; ``place`` and ``confidence`` override it (for
        facts that are no words: a seal, a signature).
        """
        if value is None or value in ("", []) or name in self._facts:
            return False
        if name in _WORDED and _DAY.fullmatch(str(value)):
            return False  # a day or figure of the neighbouring column
        if name == "place" and isinstance(value, str):
            value = compiled(rf"(?<=..){SHOWN_TOO}$").sub("", value)
        raw = confidence if confidence is not None else (span.confidence if span is not None else 0.5)
        if name == "person_name" and span is not None and value == span.text:
            spelling = spelt(span)
            value, alternatives = spelling.text, (*alternatives, *spelling.others)
            raw = min(raw, spelling.confidence)
        raw *= trust
        broken = span is not None and torn(name, span)
        if broken:
            raw = min(raw, GAPPED)
        if not sane:
            raw = min(raw, _INSANE)
        if broken or not sane or confidence is not None:
            self._doubtful.add(name)
        elif trust < _GUESSED:
            self._guessed.add(name)
        where = place if place is not None else (span.place if span is not None else None)
        self._facts[name] = Fact(
            name=name,
            value=value,
            quote=span.quote if span is not None else "",
            place=where,
            confidence=max(0.0, min(1.0, raw)),
            alternatives=tuple(alternatives),
            source=source_of(self.document, where),
        )
        self._unread.pop(name, None)
        if span is not None:
            self._spans[name] = span
        return True

    def add_text(self, name: str, span: Span | None, *, trust: float = 1.0, sane: bool = True) -> bool:
        """Adds the plain text of a span."""
        return span is not None and self.add(name, span.text.strip(), span, trust=trust, sane=sane)

    def add_range(self, found: DateRange | None, span: Span | None, *, trust: float = 1.0, sane: bool = True) -> bool:
        """Adds ``start_date`` and ``end_date`` of a span of dates; ``span`` quotes the whole of it."""
        if found is None or span is None or found.first.iso is None or found.last.iso is None:
            return False
        ordered = found.first.iso <= found.last.iso and not found.broken
        first = self.add("start_date", found.first.iso, span, trust=trust, sane=sane and ordered)
        last = self.add("end_date", found.last.iso, span, trust=trust, sane=sane and ordered)
        return first and last

    def span(self, name: str) -> Span | None:
        """The words a fact was read from."""
        return self._spans.get(name)

    def fact(self, name: str) -> Fact | None:
        """The fact built so far."""
        return self._facts.get(name)

    def doubt(self, name: str, factor: float) -> None:
        """Lowers the raw confidence of a fact that does not fit another one."""
        fact = self._facts.get(name)
        self._doubtful.add(name)
        if fact is not None:
            self._facts[name] = Fact(
                fact.name, fact.value, fact.quote, fact.place, fact.confidence * factor, False,
                fact.alternatives, fact.source,
            )  # fmt: skip

    def unread(self, name: str, span: Span | None, why: str) -> None:
        """Says that a fact stands at ``span`` but could not be read."""
        self.unseen(name, span.place if span is not None else None, why)

    def unseen(self, name: str, place: Place | None, why: str) -> None:
        """Says that a fact stands at ``place`` but could not be read."""
        if name not in self._facts:
            self._unread[name] = Unread(name, place, why)

    def also(self, names: Iterable[str]) -> None:
        """Facts a paper of this kind may have: looked for beside any label of their role, not missed otherwise."""
        for name in names:
            if name not in self._facts:
                self._beside_label(name)

    def _beside_label(self, name: str) -> bool:
        days = period_beside(self.document) if name == "start_date" else None
        if days is not None and days[0].single and days[0].first.iso == self.value("issue_date"):
            days = None  # the day of issue beside a word like 登记 is no time of what was done
        if days is not None and self.add_range(*days, trust=0.98):
            return True
        held = value_beside(self.document, name)
        if held is None or not self.add(name, held[0], held[1], trust=0.98):
            return False
        unit = unit_around(*self.document.around(held[1], by_row=True)) if name == "hours" else None
        heads = self.document.above(held[1])[:1] if name == "hours" and unit is None else ()
        unit = next((head for head in heads if head in ("学时", "课时", "学分")), unit)
        self.add("hours_unit", unit, held[1], trust=0.9)
        return True

    def require(self, names: Iterable[str], labels: dict[str, str] | None = None) -> None:
        """Every name not found is looked for beside any label of its role, else becomes an explicit ``Unread``.

        ``labels`` are patterns of where it should be.
        """
        for name in names:
            if name in self._facts:
                continue
            if self._beside_label(name):
                continue
            alone = lone_name(self.document) if name == "person_name" else None
            if alone is not None and self.add(name, alone.text, alone, trust=0.985):
                continue
            if name in self._unread:
                continue
            pattern = (labels or {}).get(name)
            seen = self.document.flow.find(pattern) if pattern else None
            why = "标签旁未能识别出内容" if seen else "页面上未找到"
            self._unread[name] = Unread(name, seen.place if seen else None, why)

    def done(self) -> Extraction:
        """What was found, and what of it is not tied to its role.

        A value picked with little less than full trust whose own label stands beside it was picked rightly.
        """
        ties = {name: tie(name, self._facts[name].value, span, self.document) for name, span in self._spans.items()}
        untied = frozenset(name for name, held in ties.items() if not held.firm)
        for name, held in ties.items():
            fact = self._facts[name]
            if held.firm and "label" in held.signs and name not in self._doubtful | self._guessed:
                raw = max(fact.confidence, LABELLED * self._spans[name].confidence)
                self._facts[name] = replace(fact, confidence=min(1.0, raw))
        loose = frozenset(name for name in untied - self._doubtful - self._guessed if ties[name].loose)
        modest = {
            name: LABELLED * self._spans[name].confidence
            for name, held in ties.items()
            if held.firm and name not in self._doubtful and not (name in self._guessed and name in _HOSTS)
        }
        return Extraction(tuple(self._facts.values()), tuple(self._unread.values()), untied, loose, modest)


def torn(name: str, span: Span) -> bool:
    """Whether letters may be missing within the value, or a figure at its edge."""
    return (name not in _SPACED and span.gapped) or (name in _FIGURES and span.frayed)


def source_of(document: Document, place: Place | None) -> str:
    """Who read what stands at ``place``: the text layer of a PDF, or the first reader."""
    layered = any(
        place is not None and page.number == place.page and page.source is Source.TEXT_LAYER
        for page in document.reading.pages
    )
    return "text_layer" if layered else "rapidocr"


def tidy(text: str) -> str:
    """A value without leading and trailing signs and with the brackets closed."""
    text = text.strip(" \t\n,;:。、")
    if text.count("(") > text.count(")"):
        text = text + ")" if compiled(r"\([^)]{1,12}$").search(text) else text.replace("(", "", 1)
    return text
