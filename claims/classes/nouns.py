"""What a class is made of, as the windows see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from claims.classes.states import ClassState
from claims.views import ClaimSummary, Doubt, EvidenceView


@dataclass(frozen=True, slots=True)
class Lecturer:
    name: str
    title: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """One entry of the schedule."""

    day: date
    hours: str = ""
    subject: str = ""
    lecturer: str = ""


@dataclass(frozen=True, slots=True)
class Application:
    """The fields of 培训班申请表, with lecturers, schedule and the provider's qualification.

    ``pathway`` is the policy's pathway under which the hours will be registered. ``organiser`` is the kind
    of provider (``enterprise``, ``design_institute``, ``association``, ``institution``, ``training_institution``).
    """

    city: str
    year: int
    pathway: str
    unit_name: str
    class_title: str
    first: date
    last: date
    days: Decimal
    hours_per_day: Decimal | None = None
    hours_total: Decimal | None = None
    unit_code: str = ""
    address: str = ""
    contact: str = ""
    place: str = ""
    content: str = ""
    planned: int | None = None
    organiser: str = ""
    qualification: str = ""
    doc_no: str = ""
    applied_on: date | None = None  # None: today
    lecturers: tuple[Lecturer, ...] = ()
    schedule: tuple[Session, ...] = ()
    facts: Mapping[str, Any] | None = None  # further facts of the pathway (level, in_annual_plan …)


@dataclass(frozen=True, slots=True)
class Flag:
    """Something late or inconsistent: shown, never decided here. ``tone``: ``ok`` · ``note`` · ``doubt``."""

    code: str
    tone: Literal["ok", "note", "doubt"]
    text: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A line of the list of classes."""

    id: str
    version: int
    city: str
    year: int
    provider: str
    title: str
    first: date
    last: date
    state: ClassState
    state_title: str
    hours_asked: Decimal | None
    hours_approved: Decimal | None


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One row of the roster as this actor may see it; ``id_number`` is masked.

    ``outcome``: ``waiting`` before registration, then ``registered``, ``claimed_before``, ``unknown_person``,
    ``several_people``.
    """

    row: int
    name: str
    company: str
    id_number: str
    title: str
    hours: Decimal
    outcome: str
    outcome_title: str
    person_id: str | None = None
    claim_id: str | None = None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassMove:
    at: datetime
    actor_name: str
    move: str
    title: str
    reason: str
    hours: Decimal | None


@dataclass(frozen=True, slots=True)
class ClassView:
    """A class with everything beside it. ``moves`` are what this actor may do now."""

    line: ClassLine
    application: Application
    applicant_name: str
    flags: tuple[Flag, ...]
    roster: tuple[RosterLine, ...]
    roster_on: date | None
    timeline: tuple[ClassMove, ...]
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DossierRow:
    """One claim whose papers mention the class. ``clear``: may be confirmed in bulk by this actor.

    ``why`` says in sentences why not. ``must_open``: drawn at random to be looked at first.
    """

    claim: ClaimSummary
    match: float  # 0..1, how well title and dates fit the class
    roster_row: int | None
    roster_name: str
    name_match: Literal["same", "look_alike", "none"]
    flags: tuple[Flag, ...]
    must_open: bool
    opened: bool
    clear: bool
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """The class with the claims that mention it, those waiting for this actor first.

    ``not_claimed`` are names of the roster without a claim. ``papers``: notices, schedules, sheets that were handed in
    for the class or stand in claims of it; ``may_check``: whether this actor may check them.
    """

    view: ClassView
    rows: tuple[DossierRow, ...]
    not_claimed: tuple[str, ...]
    to_open: int  # drawn rows still unopened
    papers: tuple[ClassPaperLine, ...] = ()
    may_check: bool = False


PaperState = Literal["reading", "failed", "open", "checked", "set_aside"]
PAPER_STATES: dict[str, str] = {
    "reading": "正在识别",
    "failed": "没有识别成功",
    "open": "待核",
    "checked": "已核",
    "set_aside": "不属于这个班次",
}


@dataclass(frozen=True, slots=True)
class ClassPaperLine:
    """A paper of the class. ``copies``: in how many claims it stands; ``says``: it in a line once checked."""

    evidence_id: str
    kind: str
    kind_title: str
    state: PaperState
    state_title: str
    version: int
    copies: int
    says: str
    checked_by: str
    checked_at: datetime | None


@dataclass(frozen=True, slots=True)
class CheckedFact:
    """A value of the paper as it counts now; ``said``: a person has said so. ``agrees`` with the class, None where
    the class says nothing of it."""

    name: str
    title: str
    value: Any
    machine_value: Any
    page: int | None
    box: tuple[int, int, int, int] | None
    sure: bool
    said: bool
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class SheetName:
    """An entry of the list; ``number`` from 1 as read, None for one a person added. ``known``: how it stands to the
    names known of the class."""

    number: int | None
    name: str
    machine_name: str
    page: int | None
    box: tuple[int, int, int, int] | None
    attended: bool | None
    sure: bool
    known: Literal["same", "look_alike", "none"]


@dataclass(frozen=True, slots=True)
class ClassPaperView:
    """A paper of the class as its check shows it. ``moves`` are what this actor may do now."""

    line: ClassLine
    paper: ClassPaperLine
    evidence: EvidenceView
    doubts: tuple[Doubt, ...]  # open, most weighty first, at most three
    more: int  # open ones beyond those
    settled: tuple[Doubt, ...]
    facts: tuple[CheckedFact, ...]
    names: tuple[SheetName, ...]
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperChange:
    """What a person says of a class paper. ``values``: fact name (or ``kind``) → value, None where it cannot be read;
    ``names``: number of the entry → the name, None where it is none; ``added``: names that were not read; ``seen``: ids
    of questions looked at."""

    values: Mapping[str, Any] = field(default_factory=dict)
    names: Mapping[str, str | None] = field(default_factory=dict)
    added: tuple[str, ...] | None = None
    seen: tuple[str, ...] = ()
