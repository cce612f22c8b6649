"""A handed-in paper: its receipt, how far reading it is, its pages, facts and findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

EvidenceState = Literal["received", "processing", "ready", "failed"]


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

    ``state``: ``running`` · ``done`` · ``failed``. ``evidence_id`` / ``claim_ids`` once they exist. ``read`` is what
    has been made out so far (``kind_title``, ``title``, ``person_name``); empty until the guard has passed, the file
    is safe and its first words are understood.
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
    read: Mapping[str, str] = field(default_factory=dict)


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
