"""Seals of a paper as facts, and the doubt they cast on the words they cover."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from domain.fact import Fact
from domain.reading import MarkType, PageMark, Reading, Source
from extractors.text.normalise import normalise

#: Kinds that are sealed or signed in practice: here a missing seal says something.
SEALED_KINDS = frozenset(
    {
        "completion_certificate",
        "unit_statement",
        "service_statement",
        "teaching_statement",
        "training_notice",
        "transcript",
        "degree_certificate",
        "award_certificate",
        "project_document",
        "patent_certificate",
        "payment_receipt",
        "xuexi_score",
        "roster",
        "sign_in_sheet",
        "exam_result",
    }
)
#: Share of a fact's box under a seal from which a stroke may be lost, and the most it is then trusted.
_COVERED, _UNDER_SEAL = 0.08, 0.94


def seals_of(reading: Reading) -> list[PageMark]:
    """Seals of all pages, surest first."""
    found = [mark for page in reading.pages for mark in page.marks if mark.type is MarkType.SEAL]
    return sorted(found, key=lambda mark: -mark.confidence)


def seal_facts(kind: str, reading: Reading, facts: Iterable[Fact]) -> list[Fact]:
    """``sealed`` and ``seal_text`` where the extractor has not said them itself."""
    named = {fact.name for fact in facts}
    if kind not in SEALED_KINDS:
        return []
    marks, made = seals_of(reading), []
    if "sealed" not in named:
        best = marks[0] if marks else None
        confidence = best.confidence if best is not None else 0.9
        made.append(Fact("sealed", best is not None, "", best.place if best else None, confidence, source="marks"))
    texts = [mark for mark in marks if normalise(mark.text)]
    if "seal_text" not in named and texts:
        mark = texts[0]
        made.append(
            Fact("seal_text", normalise(mark.text), mark.text, mark.place, 0.8 * mark.confidence, source="marks")
        )
    return made


def doubted(fact: Fact, reading: Reading) -> Fact:
    """A fact under a seal is no surer than that a stroke may be lost; words of a text layer are not covered."""
    if fact.place is None or fact.source == Source.TEXT_LAYER or fact.confidence <= _UNDER_SEAL:
        return fact
    box = fact.place.box
    # A letter before or behind may have gone altogether.
    near = box.grown(0.8 * min(box.width, box.height))
    area = max(1.0, box.width * box.height)
    for mark in seals_of(reading):
        if mark.place.page == fact.place.page and mark.place.box.overlap(near) > _COVERED * area:
            return replace(fact, confidence=_UNDER_SEAL)
    return fact
