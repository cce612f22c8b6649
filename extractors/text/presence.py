"""Whether a paper bears a seal or a handwritten signature: facts that are no words."""

from __future__ import annotations

import re

from domain.place import Place
from domain.reading import MarkType, PageMark
from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.flow import Span

_SIGN_LABEL = r"(?:本人|申请人|申报人|学员)?签\s*[名字](?:\(?本人\)?)?|签署"


def add_seal(facts: FactBuilder, document: Document) -> None:
    """``sealed`` always; ``seal_text`` where the ring could be read."""
    seals = document.marks(MarkType.SEAL)
    best = max(seals, key=lambda m: (bool(m.text), m.confidence), default=None)
    if best is None:
        facts.add("sealed", False, None, confidence=0.97)
        return
    facts.add("sealed", True, None, place=best.place, confidence=best.confidence)
    if best.text:
        facts.add("seal_text", best.text, None, place=best.place, confidence=0.7 * best.confidence)


def add_signature(facts: FactBuilder, document: Document) -> None:
    """``signed``: handwriting on the page, or words behind 签名."""
    place = _written(document)
    if place is not None:
        facts.add("signed", True, None, place=place, confidence=0.99)
        return
    label = document.flow.find(_SIGN_LABEL)
    facts.add("signed", False, label, confidence=0.9 if label is not None else 0.97)


def signature(document: Document) -> Span | None:
    """The words behind 签名 or 签字, to the end of their cell; None when nothing stands there."""
    for page in document.pages:
        for row in page.rows:
            found = row.flow.find(rf"(?:{_SIGN_LABEL})\s*(?:\([^()]{{1,8}}\))?\s*[::,，.。、]?\s*([^\t\n]{{2,}})", 1)
            if found is not None and re.search(r"[\u4e00-\u9fff]", found.text):
                return found.stripped()
    return None


def _written(document: Document) -> Place | None:
    label = document.flow.find(_SIGN_LABEL)
    near = document.marks(MarkType.HANDWRITING)
    if near:
        return _nearest(near, label).place
    found = signature(document)
    return found.place if found is not None else None


def _nearest(marks: tuple[PageMark, ...], label: Span | None) -> PageMark:
    spot = label.place if label is not None else None
    if spot is None:
        return max(marks, key=lambda m: m.confidence)
    x, y = spot.box.center
    return min(marks, key=lambda m: abs(m.place.box.center[0] - x) + abs(m.place.box.center[1] - y))
