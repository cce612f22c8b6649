"""What a professional has to look at on a paper before handing in, and what may stay folded away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.render import value_text
from claims.views import ClaimView, EvidenceView, FactView

#: Facts that a claim stands or falls with, whatever the pathway takes from the paper.
MATTERS = frozenset(
    {"person_name", "start_date", "end_date", "hours", "days", "half_days", "service_hours", "signed", "sealed"}
    | {"score_annual", "score_total", "score_year", "paper_title", "patent_no", "issue_date"}
)
#: What says in a few words which paper it is.
BRIEF = ("person_name", "start_date", "end_date", "hours", "score_annual", "score_total")


@dataclass(frozen=True, slots=True)
class Sorted:
    """``look``: unsure values something depends on. ``gaps``: such that could not be read. ``rest``: all others."""

    look: tuple[FactView, ...]
    gaps: tuple[Mapping[str, Any], ...]
    rest: tuple[FactView, ...]
    brief: tuple[str, ...]


def asked_of(claim: ClaimView, paper: EvidenceView) -> Sorted:
    """A reading nobody depends on, such as the ring of a seal, is no question however badly it was read."""
    used = {str(source["fact"]) for source in claim.activity_sources.values() if source.get("evidence_id") == paper.id}
    counts = MATTERS | used
    # A part photographed again: what another picture of this kind shows for sure is asked no more.
    others = [one for one in claim.evidence if one.id != paper.id and one.kind == paper.kind]
    again = {fact.name for one in others for fact in one.facts if fact.value is not None and not _unsure(fact)}
    look = tuple(fact for fact in paper.facts if _unsure(fact) and fact.name in counts and fact.name not in again)
    values = {fact.name: fact for fact in paper.facts if fact not in look}
    return Sorted(
        look=look,
        gaps=tuple(gap for gap in paper.unread if gap["name"] not in again | {"seal_text"}),
        rest=tuple(fact for fact in paper.facts if fact not in look),
        brief=tuple(value_text(values[name].value) for name in BRIEF if name in values and not values[name].masked),
    )


def _unsure(fact: FactView) -> bool:
    return not fact.sure and fact.correction is None and not isinstance(fact.value, list | tuple)
