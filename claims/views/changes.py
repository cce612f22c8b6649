"""What a person changes or decides on a claim, one by one or in bulk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from domain.claim import ClaimState, Verdict


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
