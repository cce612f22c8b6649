"""What the year's end is made of, as the windows see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from claims.classes.nouns import Flag


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """One claim of the year. ``hours`` are credited, or proposed while it is on its way."""

    claim_id: str
    content: str
    pathway: str
    clause: str
    subject: str
    subject_title: str
    first: date | None
    last: date | None
    hours: Decimal | None
    state: str
    credited: bool
    organiser: str = ""


@dataclass(frozen=True, slots=True)
class SubjectTotal:
    """``counted`` after caps; ``required`` None where the document sets no minimum."""

    subject: str
    title: str
    counted: Decimal
    required: Decimal | None
    short: Decimal | None


@dataclass(frozen=True, slots=True)
class YearRecord:
    """A person's year over credited claims. ``met``: ``yes`` · ``no`` · ``undetermined``."""

    person_id: str
    name: str
    employer: str | None
    city: str
    year: int
    title_level: str
    policy: str | None
    policy_title: str
    entries: tuple[RecordEntry, ...]
    totals: tuple[SubjectTotal, ...]
    met: str
    closing: tuple[str, ...] = ()  # what would close a gap, in the document's words

    def total(self, subject: str) -> Decimal:
        return next((one.counted for one in self.totals if one.subject == subject), Decimal(0))

    def required(self, subject: str) -> Decimal | None:
        return next((one.required for one in self.totals if one.subject == subject), None)


@dataclass(frozen=True, slots=True)
class YearsView:
    """Several years side by side, for an appointment period.

    ``average`` is of the years a policy covers, and information only (A-02).
    """

    person_id: str
    name: str
    years: tuple[YearRecord, ...]
    average: Decimal
    average_met: bool | None


@dataclass(frozen=True, slots=True)
class RegistrationView:
    """A person's electronic registration form and where it stands (``submitted`` · ``checked`` · ``returned``)."""

    id: str
    version: int
    person_id: str
    name: str
    employer: str
    city: str
    year: int
    state: str
    state_title: str
    reason: str
    submitted_at: datetime
    checked_at: datetime | None
    record: YearRecord
    flags: tuple[Flag, ...]
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerifiedPerson:
    """One row of the verification table. ``result`` is the proposed wording until the body decided."""

    person_id: str
    name: str
    title_level: str
    reason: str
    public_hours: Decimal
    professional_hours: Decimal
    total_hours: Decimal
    required_hours: Decimal | None
    public_exam: bool
    registered: bool
    met: str
    result: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class VerificationView:
    """A unit's table. ``state``: ``draft`` · ``sealed`` · ``verified`` · ``returned``."""

    id: str
    version: int
    employer: str
    city: str
    year: int
    kind: Literal["yearly", "supplementary"]
    state: str
    state_title: str
    reason: str
    people: tuple[VerifiedPerson, ...]
    flags: tuple[Flag, ...]
    sealed_at: datetime | None
    verified_at: datetime | None
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpotItem:
    """A person drawn. ``why``: ``random`` or ``risk``; ``weight`` with its reasons in words."""

    item: str
    name: str
    employer: str
    why: Literal["random", "risk"]
    weight: Decimal
    reasons: tuple[str, ...]
    outcome: str = "open"
    note: str = ""


@dataclass(frozen=True, slots=True)
class SpotCheckView:
    """A drawn sample and what it can show. ``shows`` are sentences; ``numbers`` the figures behind them."""

    id: str
    city: str
    year: int
    seed: str
    percent: Decimal
    clause: str
    population: int
    random: int
    topped_up: int
    items: tuple[SpotItem, ...]
    shows: tuple[str, ...]
    numbers: Mapping[str, Any]
    at: datetime
