"""What the rules propose for a person's year: hours with a clause per step. Never a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from domain.hours import Hours

Met = Literal["yes", "no", "undetermined"]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of arithmetic. ``hours`` is what stands after it; None where nothing can be said."""

    clause: str
    says: str
    hours: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a person has to look: stable code and a Chinese sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ActivityProposal:
    """The proposal for one activity. ``hours`` are before yearly and shared caps; None = no figure.

    ``missing_evidence`` lists any-of groups that are still to be supplied.
    """

    ref: str
    pathway: str
    subject: str
    hours: Hours | None
    steps: tuple[Step, ...]
    missing_evidence: tuple[tuple[str, ...], ...] = ()
    counted: bool = True
    needs_human: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class CapUse:
    """How far a yearly or shared cap is used, in hours."""

    clause: str
    says: str
    claimed: Decimal
    counted: Decimal
    left: Decimal
    key: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """Annual requirement against the totals: shortfall per subject (hours)."""

    met: Met
    shortfall: Mapping[str, Hours]
    required: Mapping[str, Decimal]
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The whole year of one person under one policy version."""

    policy: str
    policy_digest: str
    year: int
    activities: tuple[ActivityProposal, ...]
    totals: Mapping[str, Hours]
    totals_if_evidence_completed: Mapping[str, Hours]
    caps: tuple[CapUse, ...]
    requirement: Requirement
    open_subjects: tuple[str, ...] = ()
    needs_human: bool = False
    reasons: tuple[Reason, ...] = field(default=())
    notes: tuple[Reason, ...] = ()
