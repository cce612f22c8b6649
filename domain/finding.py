"""What a check saw: a value, never a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from domain.place import Place


class Severity(StrEnum):
    """stop 拦截 · doubt 存疑 · note 提示."""

    STOP = "stop"
    DOUBT = "doubt"
    NOTE = "note"


FAMILIES = ("secrecy", "tampering", "reuse", "contradiction", "completeness", "capture", "security")


@dataclass(frozen=True, slots=True)
class Finding:
    """One located observation with its innocent explanations.

    ``code`` is ``family.name``. ``other`` names the other file or evidence id of a reuse finding.
    ``facts`` names the facts the finding speaks about, so that the page can lead there.
    """

    code: str
    severity: Severity
    message: str
    confidence: float = 1.0
    place: Place | None = None
    innocent: tuple[str, ...] = ()
    next_step: str = ""
    other: str | None = None
    facts: tuple[str, ...] = ()
    detail: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.code.split(".", 1)[0] not in FAMILIES or "." not in self.code:
            raise ValueError(f"finding code must be family.name of {FAMILIES}: {self.code!r}")
