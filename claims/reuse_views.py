"""What the investigation shows: papers that resemble each other, in the order they were handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from claims.views import EvidenceView, FindingView

Judgement = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class ReuseMember:
    """One paper of a cluster. ``hours`` is what its claim stands for, None where nothing is known."""

    evidence_id: str
    receipt_no: str
    person_name: str
    employer: str | None
    year: int
    kind_title: str
    received_at: datetime
    hours: Decimal | None
    claim_id: str | None
    claim_state: str


@dataclass(frozen=True, slots=True)
class ReuseLink:
    """Two papers that resemble each other; ``evidence_id`` came later. ``judged`` is empty while nobody has said."""

    evidence_id: str
    other_id: str
    codes: tuple[str, ...]
    severity: str
    confidence: float
    judged: Judgement | Literal[""] = ""
    judged_by: str = ""
    judged_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReuseCluster:
    """Papers joined by links, the earliest first. Being first says nothing about whose it is.

    ``at_stake``: hours of the claims that hang on the later papers, those told apart left out.
    """

    id: str
    members: tuple[ReuseMember, ...]
    links: tuple[ReuseLink, ...]
    people: int
    at_stake: Decimal
    severity: str
    open: int


@dataclass(frozen=True, slots=True)
class ReusePair:
    """Two papers side by side. ``aligned``: the other one can be laid over the one at hand.

    ``changed``: places that differ, each with ``page``, ``box``, ``here``, ``there``.
    """

    here: EvidenceView
    there: EvidenceView
    findings: tuple[FindingView, ...]
    link: ReuseLink
    aligned: bool
    page: int
    other_page: int
    changed: tuple[Mapping[str, Any], ...]
