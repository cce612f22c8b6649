"""What the desk shows to its windows: frozen values, already masked for the actor who asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from domain.claim import ClaimState, Role, Verdict

EvidenceState = Literal["received", "processing", "ready", "failed"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. Every method of the desk takes one; the own-unit check happens in the query."""

    person_id: str
    name: str
    roles: frozenset[Role]
    employer: str | None = None
    city: str | None = None

    def has(self, *roles: Role) -> bool:
        return any(role in self.roles for role in roles)


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person known to the desk. ``settings`` are the person facts of a policy (title_level, sector …)."""

    id: str
    login: str
    name: str
    employer: str | None
    city: str | None
    roles: tuple[Role, ...]
    settings: Mapping[str, Any]
    has_password: bool
    active: bool
    has_factor: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """A fresh sign-in. ``token`` goes into the cookie and is stored hashed only; ``csrf`` into forms."""

    token: str
    csrf: str
    actor: Actor
    expires: datetime


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Whose a session token is, as each request asks.

    ``id`` names the session where the token must not be shown; ``owes_factor``: the role must have a second factor
    and the person has none yet.
    """

    actor: Actor
    csrf: str
    expires: datetime
    login: str
    id: str
    began: datetime
    way: str
    owes_factor: bool = False


@dataclass(frozen=True, slots=True)
class SessionView:
    """One living sign-in of a person. ``way``: password, link, trusted (proxy) or oidc."""

    id: str
    began: datetime
    seen: datetime
    way: str
    here: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """The promise after an upload: it is safe on disk and will become a claim.

    ``created`` is False when the same Upload-Id with the same bytes had been taken before.
    """

    evidence_id: str
    upload_id: str
    receipt_no: str
    sha256: str
    received_at: datetime
    pages: int
    created: bool
    duplicate_of: str | None = None  # an earlier evidence of the same person with the same bytes


@dataclass(frozen=True, slots=True)
class ProgressView:
    """Where a reading or job stands. ``number`` grows with every change; ``share`` is 0..1.

    ``state``: ``running`` · ``done`` · ``failed``. ``evidence_id`` / ``claim_ids`` once they exist.
    """

    number: int
    stage: str
    title: str
    share: float
    state: Literal["running", "done", "failed"]
    evidence_id: str | None = None
    claim_ids: tuple[str, ...] = ()
    code: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class PageView:
    """One upright page; ``masks`` are boxes covered for this actor (pixels of the upright page)."""

    number: int
    width: int
    height: int
    rotation: int
    source: str
    masks: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A person's correction beside the machine's reading. ``value`` None means: cannot be read."""

    value: Any
    by: str
    role: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact as this actor may see it. ``value`` is what counts now (the correction, if any)."""

    name: str
    title: str
    value: Any
    machine_value: Any
    quote: str
    page: int | None
    box: tuple[int, int, int, int] | None
    confidence: float
    sure: bool
    source: str
    alternatives: tuple[Mapping[str, Any], ...] = ()
    correction: CorrectionView | None = None
    masked: bool = False


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding of the contract with the id by which it is settled."""

    id: str
    code: str
    severity: str
    message: str
    page: int | None
    box: tuple[int, int, int, int] | None
    confidence: float
    innocent: tuple[str, ...]
    next_step: str
    other: str | None
    facts: tuple[str, ...]
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One paper: its file's pages (only its own in a bundle), facts, findings. Boxes are page pixels."""

    id: str
    upload_id: str
    receipt_no: str
    claim_ids: tuple[str, ...]
    person_id: str
    person_name: str
    employer: str | None
    city: str
    year: int
    state: EvidenceState
    error: str | None
    received_at: datetime
    sha256: str
    media_type: str
    kind: str
    kind_title: str
    kind_confidence: float
    kind_why: tuple[str, ...]
    kind_others: tuple[Mapping[str, Any], ...]
    pages: tuple[PageView, ...]
    facts: tuple[FactView, ...]
    unread: tuple[Mapping[str, Any], ...]
    findings: tuple[FindingView, ...]
    checks: Mapping[str, str]
    parts: tuple[str, ...] = ()  # evidence ids of a bundle's parts
    part_of: str | None = None
    forgotten: bool = False


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
class FactCorrection:
    """``value`` None means the person could not read it either."""

    evidence_id: str
    name: str
    value: Any
    note: str = ""


@dataclass(frozen=True, slots=True)
class DoubtAnswer:
    """A doubt looked at by a person and found harmless (or re-opened with ``settled=False``)."""

    id: str
    settled: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A ``PATCH``: any of corrections, another kind, another pathway, activity facts, answered doubts."""

    facts: tuple[FactCorrection, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)  # evidence_id → kind
    pathway: str | None = None
    activity: Mapping[str, Any] = field(default_factory=dict)  # None removes a person's value
    doubts: tuple[DoubtAnswer, ...] = ()
    year: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A reviewer's move. ``hours`` only for ``adjust`` and ``credit`` where none is proposed.

    ``dispute`` argues against the other level; ``reason`` is required for return, decline, adjust, dispute.
    """

    verdict: Verdict
    reason: str = ""
    clause: str = ""
    hours: Decimal | None = None
    evidence_id: str | None = None  # where the uploader should look
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class BulkItem:
    id: str
    version: int


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    """``outcome``: ``credited`` (or forwarded) · ``skipped``; then ``code`` and ``detail`` say why."""

    id: str
    outcome: Literal["done", "skipped"]
    version: int | None
    state: ClaimState | None = None
    code: str | None = None
    detail: str | None = None


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


@dataclass(frozen=True, slots=True)
class SecrecyNotice:
    """What the secrecy officer is told: who, when, which class of mark, rule and page. Nothing else was kept."""

    id: str
    at: datetime
    person_id: str
    person_name: str
    employer: str | None
    marks: tuple[Mapping[str, Any], ...]
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class AuditRow:
    """``actor_name`` is empty where the asker may not see that person."""

    seq: int
    at: datetime
    actor_id: str
    action: str
    subject: str
    detail: Mapping[str, Any]
    actor_name: str = ""


@dataclass(frozen=True, slots=True)
class AuditPage:
    items: tuple[AuditRow, ...]
    next: int | None


@dataclass(frozen=True, slots=True)
class AuditReport:
    """``faults`` are Chinese sentences with the row number; ``head`` is the digest to export."""

    ok: bool
    rows: int
    head_seq: int
    head: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Health:
    """``ready`` when uploads can be taken; ``parts`` says each part's state in a word."""

    ready: bool
    parts: Mapping[str, str]
    jobs_waiting: int
    jobs_failed: int
