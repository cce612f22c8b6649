"""One card for one place: questions about the same value, or the same strip of pixels, are asked together.

A date that a claimant changed, that the class says otherwise and that another date contradicts is one look at one
strip of pixels. What may be somebody's doing (reuse, tampering, active content) is never joined with anything: it has
to be answered for itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.doubts import consequential
from claims.views import Doubt
from domain.finding import Severity
from domain.said import Said, in_a_row

#: Families that stand alone.
ALONE = frozenset({"reuse", "tampering", "security"})
#: Share of the smaller box that must lie in the other for one place.
SAME_PLACE = 0.6


def joined(found: Sequence[Doubt]) -> tuple[Doubt, ...]:
    """The same questions in the same order, those still open about one place joined into the first of them."""
    cards: list[list[Doubt]] = []
    for doubt in found:
        same = [card for card in cards if _joins(doubt) and any(_one_place(doubt, one) for one in card)]
        if not same:
            cards.append([doubt])
            continue
        # A doubt may tie two cards together: one named the value, the other the strip of pixels.
        first, *others = same
        for other in others:
            first.extend(other)
            cards.remove(other)
        first.append(doubt)
    return tuple(_card(card) if len(card) > 1 else card[0] for card in cards)


def _joins(doubt: Doubt) -> bool:
    return (
        not doubt.settled
        and consequential(doubt)
        and doubt.evidence_id is not None
        and doubt.code.split(".", 1)[0] not in ALONE
        and doubt.type != "kind"
    )


def _one_place(one: Doubt, other: Doubt) -> bool:
    if not _joins(other) or one.evidence_id != other.evidence_id:
        return False
    if one.fact is not None and other.fact is not None:
        return one.fact == other.fact
    if one.page != other.page or one.box is None or other.box is None:
        return False
    left, top = max(one.box[0], other.box[0]), max(one.box[1], other.box[1])
    right, bottom = min(one.box[2], other.box[2]), min(one.box[3], other.box[3])
    shared = max(0, right - left) * max(0, bottom - top)
    smaller = min((b[2] - b[0]) * (b[3] - b[1]) for b in (one.box, other.box))
    return smaller > 0 and shared / smaller >= SAME_PLACE


def _ended(sentence: str) -> str:
    """A title as one of several sentences."""
    if sentence.endswith(("。", "？")):
        return sentence
    return Said("{sentence}。", sentence=sentence if isinstance(sentence, Said) else Said(sentence))


def _card(card: Sequence[Doubt]) -> Doubt:
    """The one with readings to choose from leads, else the weightiest; what the others say stands below it."""
    lead = next((one for one in card if one.choices), card[0])
    others = [one for one in card if one is not lead]
    return replace(
        lead,
        why=in_a_row(dict.fromkeys([lead.why, *(_ended(one.title) for one in others)]), " "),
        severity=Severity.STOP.value if any(one.severity == Severity.STOP.value for one in card) else lead.severity,
        weight=max(one.weight for one in card),
        changes=tuple(dict.fromkeys(what for one in card for what in one.changes)),
        box=lead.box or next((one.box for one in others if one.box is not None), None),
        page=lead.page or next((one.page for one in others if one.page is not None), None),
        innocent=tuple(dict.fromkeys(text for one in card for text in one.innocent)),
        next_step=lead.next_step or next((one.next_step for one in others if one.next_step), ""),
        covers=tuple(one.id for one in others),
    )
