"""Seals of a paper as facts, and what their rings say about the names beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from domain.fact import Alternative, Fact, Unread
from domain.reading import MarkType, PageMark, Reading
from extractors.text.current import document_of
from extractors.text.foot import lone_organisations
from extractors.text.normalise import normalise
from extractors.text.organisations import is_organisation
from extractors.text.rings import organisation_on, ring_text

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
#: Facts that name who stamped the paper.
_STAMPED = frozenset({"organiser", "unit", "payee"})
#: Likeness from which a ring means the same organisation; raw confidences by what the ring says.
_ALIKE, _BADLY = 0.7, 0.7
#: Most letters in which two readings of one name may differ and both be readings.
_SWAPPED = 2
_CONFIRMED, _AGREED, _UNLIKE, _RING = 0.99, 0.93, 0.94, 0.7


#: A part of a body that signs for it.
_PART = re.compile(r"[\u4e00-\u9fff]{1,10}(?:处|科|室|部|中心|学院|办公室|委员会|分会|专委会)")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}[市省县区]|中[国华]|全国|浙江|江苏")


def seals_of(reading: Reading) -> list[PageMark]:
    """Seals of all pages, surest first."""
    found = [mark for page in reading.pages for mark in page.marks if mark.type is MarkType.SEAL]
    return sorted(found, key=lambda mark: -mark.confidence)


def seal_facts(kind: str, reading: Reading, facts: Iterable[Fact]) -> list[Fact]:
    """``sealed`` and ``seal_text`` where the extractor has not said them itself."""
    held = list(facts)
    named = {fact.name for fact in held}
    if kind not in SEALED_KINDS:
        return []
    marks, made = seals_of(reading), list[Fact]()
    names = {fact.value for fact in held if fact.name in _STAMPED and isinstance(fact.value, str)}
    names |= lone_organisations(document_of(reading))
    if "sealed" not in named:
        best = marks[0] if marks else None
        confidence = best.confidence if best is not None else 0.9
        made.append(Fact("sealed", best is not None, "", best.place if best else None, confidence, source="marks"))
    if "seal_text" not in named:
        for mark in marks:
            shown = ring_text(mark, names)
            if shown is not None:
                beaten = () if shown[0] == normalise(mark.text) else (Alternative(normalise(mark.text), 0.3, "seal"),)
                confidence = shown[1] * mark.confidence
                made.append(Fact("seal_text", shown[0], mark.text, mark.place, confidence, False, beaten, "marks"))
                break
    return made


def unread_seal(kind: str, reading: Reading, facts: Iterable[Fact]) -> tuple[Unread, ...]:
    """Says that a seal's words could not be read, where a seal is and nothing of it can be shown."""
    if kind not in SEALED_KINDS or any(fact.name == "seal_text" for fact in facts):
        return ()
    marks = [mark for mark in seals_of(reading) if normalise(mark.text)]
    return (Unread("seal_text", marks[0].place, "印章文字看不清"),) if marks else ()


def weighed(fact: Fact, reading: Reading) -> Fact:
    """An organisation compared with the ring of the seals: the paper says its name twice.

    The same name confirms the reading. A name of the same length that differs in a letter or two makes both
    doubtful; of a badly read line the ring's reading is taken. Seals of other organisations say nothing, and
    neither does a ring that was itself read badly: letters lost or added are the ring's own.
    """
    if fact.name not in _STAMPED or not isinstance(fact.value, str) or not fact.quote:
        return fact
    for mark in seals_of(reading):
        ring = organisation_on(mark)
        if not ring:
            continue
        if ring == fact.value:
            return replace(fact, confidence=max(fact.confidence, _CONFIRMED if fact.confidence >= 0.8 else _AGREED))
        cut = len(fact.value) >= 3 and ring.endswith(fact.value)
        # A stroke of the ring was read along: what is left begins with a whole place name.
        spilt = 0 < len(fact.value) - len(ring) <= 2 and fact.value.endswith(ring) and bool(_PLACE.match(ring))
        if cut or spilt:
            beaten = Alternative(fact.value, fact.confidence, fact.source)
            return replace(fact, value=ring, confidence=_RING, alternatives=(*fact.alternatives, beaten), source="seal")
        if fact.value.startswith(ring) and _PART.fullmatch(fact.value[len(ring) :]) and is_organisation(ring):
            # A part of the body signs, the body seals: which of both stands for it, the paper does not say.
            other = Alternative(ring, round(0.5 * mark.confidence, 4), "seal")
            return replace(fact, confidence=min(fact.confidence, _UNLIKE), alternatives=(*fact.alternatives, other))
        if Levenshtein.normalized_similarity(ring, fact.value) < _ALIKE:
            continue
        if fact.confidence < _BADLY and mark.confidence > fact.confidence and is_organisation(ring):
            beaten = Alternative(fact.value, fact.confidence, fact.source)
            return replace(fact, value=ring, confidence=_RING, alternatives=(*fact.alternatives, beaten), source="seal")
        swapped = len(ring) == len(fact.value) and Levenshtein.distance(ring, fact.value) <= _SWAPPED
        if not swapped:
            continue
        other = Alternative(ring, round(0.3 * mark.confidence, 4), "seal")
        return replace(fact, confidence=min(fact.confidence, _UNLIKE), alternatives=(*fact.alternatives, other))
    return fact
