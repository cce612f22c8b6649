"""Whether a paper bears a seal or a handwritten signature: facts that are no words."""

from __future__ import annotations

from domain.place import Place
from domain.reading import MarkType, PageMark
from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.flow import Span
from extractors.text.foot import lone_organisations
from extractors.text.layout import Cell
from extractors.text.patterns import compiled
from extractors.text.rings import ring_text

_SIGN_LABEL = r"(?:本人|申请人|申报人|学员)?签\s*[名字](?:\(?本人\)?)?|签署"


def add_seal(facts: FactBuilder, document: Document) -> None:
    """``sealed`` always; ``seal_text`` where the ring could be read."""
    seals = document.marks(MarkType.SEAL)
    best = max(seals, key=lambda m: (bool(m.text), m.confidence), default=None)
    if best is None:
        facts.add("sealed", False, None, confidence=0.97)
        return
    facts.add("sealed", True, None, place=best.place, confidence=best.confidence)
    shown = ring_text(best, lone_organisations(document)) if best.text else None
    if shown is not None:
        facts.add("seal_text", shown[0], None, place=best.place, confidence=shown[1] * best.confidence)
    elif best.text:
        facts.unseen("seal_text", best.place, "印章文字看不清")


def add_signature(facts: FactBuilder, document: Document) -> None:
    """``signed``: handwriting on the page, or words behind 签名."""
    place = _written(document)
    if place is not None:
        facts.add("signed", True, None, place=place, confidence=0.99)
        return
    label = document.flow.find(_SIGN_LABEL)
    facts.add("signed", False, label, confidence=0.9 if label is not None else 0.97)


def signature(document: Document) -> Span | None:
    """The words behind 签名 or 签字, to the end of their cell or in the cell beside it; None when there are none."""
    for page in document.pages:
        for row in page.rows:
            found = row.flow.find(rf"(?:{_SIGN_LABEL})\s*(?:\([^()]{{1,8}}\))?\s*[::,，.。、]?\s*([^\t\n]{{2,}})", 1)
            if found is not None and compiled(r"[\u4e00-\u9fff]").search(found.text):
                return found.stripped()
        for cell in page.cells:
            if compiled(rf"(?:{_SIGN_LABEL}|\S?名)\s*[::,、]?").fullmatch(cell.text.strip()):
                beside = [other for other in page.cells if _stands_right(cell, other)]
                if beside:
                    return min(beside, key=lambda c: c.box.left).flow.whole.stripped()
    return None


def _stands_right(label: Cell, other: Cell) -> bool:
    """Whether a cell of Chinese stands right of the label on about the same line (photos bend lines)."""
    gap = other.box.left - label.box.right
    off = abs(other.box.center[1] - label.box.center[1])
    reach = max(label.height, other.height)
    return (
        -0.8 * reach < gap < 4 * reach
        and off < 0.9 * reach
        and bool(compiled(r"[\u4e00-\u9fff]{2}").search(other.text))
    )


def _written(document: Document) -> Place | None:
    label = document.flow.find(_SIGN_LABEL)
    near = document.marks(MarkType.HANDWRITING)
    if near:
        return _nearest(near, label).place
    found = signature(document)
    if found is None and document.marks(MarkType.SEAL):
        # Beside a seal a badly read 签名 still tells (答名、客名): 姓名 and 名称 are printed words.
        found = document.flow.find(r"(?<![\u4e00-\u9fff])[^姓户品\s]名\s*[:、,]\s*[\u4e00-\u9fff]{2,}")
    return found.place if found is not None else None


def _nearest(marks: tuple[PageMark, ...], label: Span | None) -> PageMark:
    spot = label.place if label is not None else None
    if spot is None:
        return max(marks, key=lambda m: m.confidence)
    x, y = spot.box.center
    return min(marks, key=lambda m: abs(m.place.box.center[0] - x) + abs(m.place.box.center[1] - y))
