"""A claim as its owner and its reviewers see it: hours, doubts with their choices, papers beside it, the year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from claims.views.evidence import EvidenceView
from domain.claim import ClaimState


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading a reviewer may choose with its digit key, and what the claim would then be."""

    number: int
    value: Any
    source: str
    confidence: float
    effect: str = ""  # e.g. "9 学时"; empty when it changes nothing


@dataclass(frozen=True, slots=True)
class Doubt:
    """One question to a person. ``type``: ``fact`` · ``unread`` · ``kind`` · ``finding`` · ``rule``.

    ``id`` is stable as long as the question is the same. ``changes`` says in words what the answer can
    change (hours, pathway, year, person, authenticity). Not settled doubts are open or folded. ``covers`` are ids of
    other questions about the same value of the same paper, which one answer answers too.
    """

    id: str
    type: Literal["fact", "unread", "kind", "finding", "rule"]
    code: str
    title: str
    why: str
    severity: str
    weight: float
    changes: tuple[str, ...]
    evidence_id: str | None = None
    fact: str | None = None
    page: int | None = None
    box: tuple[int, int, int, int] | None = None
    choices: tuple[Choice, ...] = ()
    innocent: tuple[str, ...] = ()
    next_step: str = ""
    other: str | None = None
    settled: bool = False
    settled_by: str | None = None
    settled_note: str = ""
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HoursView:
    """Hours of one claim before caps; None figures never mean 0."""

    low: Decimal
    high: Decimal
    default: Decimal | None


@dataclass(frozen=True, slots=True)
class ClaimSummary:
    """A line of a list. ``version`` is the number for If-Match."""

    id: str
    receipt_no: str
    version: int
    state: ClaimState
    state_title: str
    level: int  # review level now at work: 0 none, 1 first, 2 second, 3 chief
    person_id: str
    person_name: str
    employer: str | None
    city: str
    year: int
    pathway: str | None
    pathway_title: str
    subject: str | None
    subject_title: str
    hours: HoursView | None
    credited: Decimal | None
    title: str  # course, paper, score … what the claim is about
    kinds: tuple[str, ...]
    open_doubts: int
    stops: int
    created_at: datetime
    submitted_at: datetime | None
    updated_at: datetime

    @property
    def crediting(self) -> Decimal | None:
        """What crediting it now credits: an earlier level's figure, else the proposed one; None asks for a figure."""
        return self.credited if self.credited is not None else self.hours.default if self.hours is not None else None


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """One page of a list; ``next`` is the cursor of the following page or None."""

    items: tuple[ClaimSummary, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class MoveView:
    """One line of the timeline. ``reason`` is the sentence the uploader sees."""

    id: str
    at: datetime
    actor_id: str
    actor_name: str
    role: str
    move: str
    title: str
    from_state: ClaimState | None
    to_state: ClaimState
    reason: str = ""
    clause: str = ""
    hours: Decimal | None = None
    evidence_id: str | None = None
    fact: str | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class PathwayChoice:
    """A pathway the claim could take and why it is offered."""

    id: str
    title: str
    clause: str
    subject: str
    why: str
    evidence: tuple[Mapping[str, Any], ...] = ()  # [{"any_of": [names], "titles": [..], "given": bool}]


@dataclass(frozen=True, slots=True)
class PaperBeside:
    """A paper of the class that was checked once for all its claims, and what it says of this one."""

    kind: str
    kind_title: str
    says: str
    checked_by: str
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class ClassBeside:
    """An approved class a claim speaks of. ``on_roster``: how the person's name stands there, None without roster;
    ``differs``: sentences on what the papers say otherwise; ``papers``: those checked once for the whole class."""

    id: str
    title: str
    first: date
    last: date
    hours: Decimal | None
    on_roster: Literal["same", "look_alike", "none"] | None
    differs: tuple[str, ...]
    papers: tuple[PaperBeside, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimView:
    """All one page shows of a claim, masked for the actor.

    ``activity`` are the pathway's facts as they go into the rules; ``activity_sources`` says for each
    which evidence fact (``evidence_id``, ``fact``) or person it came from. ``proposal`` is the activity
    part of ``propose --json``; ``proposal_error`` its refusal instead. ``moves`` are what this actor may do now.
    """

    summary: ClaimSummary
    policy: str | None
    policy_title: str
    policy_digest: str
    stages: tuple[str, ...]
    activity: Mapping[str, Any]
    activity_sources: Mapping[str, Mapping[str, Any]]
    pathways: tuple[PathwayChoice, ...]
    proposal: Mapping[str, Any] | None
    proposal_error: Mapping[str, str] | None
    year_proposal: Mapping[str, Any] | None
    doubts: tuple[Doubt, ...]  # open, most weighty first, at most three
    folded: tuple[Doubt, ...]
    settled: tuple[Doubt, ...]
    evidence: tuple[EvidenceView, ...]
    timeline: tuple[MoveView, ...]
    moves: tuple[str, ...]
    can_undo: bool
    note: str = ""
    classes: tuple[ClassBeside, ...] = ()  # approved classes it speaks of, for reviewers
    planted: str = ""  # told to whoever decided on a planted item
    blind: bool = False  # the first level's word is hidden until this level has given its own
    still_open: tuple[str, ...] = ()  # facts of the pathway nobody has given that can change the result


@dataclass(frozen=True, slots=True)
class YearAccount:
    """A person's year: the proposal over all living claims, and over the credited ones alone."""

    person_id: str
    person_name: str
    city: str
    year: int
    policy: str | None
    policy_title: str
    claims: tuple[ClaimSummary, ...]
    claimed: Mapping[str, Any] | None  # propose --json over all but declined, withdrawn, withheld
    credited: Mapping[str, Any] | None  # the same over credited claims
    error: Mapping[str, str] | None = None
