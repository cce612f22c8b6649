"""What an office looks at: the secrecy register, the audit chain, whether all is well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


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
