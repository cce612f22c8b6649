"""What intake may use and what its guard does: limits of size, time and memory, and the treatment of marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Treatment = Literal["stop", "note", "pass"]

#: State secrets. No setting lets these pass.
ALWAYS_STOPPED = frozenset({"top_secret", "secret", "confidential"})

#: Classes of marks a city or an office may treat differently; all of them stop unless it says otherwise.
CONFIGURABLE = frozenset({"internal", "work_secret", "trade_secret", "keep_confidential", "not_public", "on_request"})


@dataclass(frozen=True, slots=True)
class GuardSettings:
    """What the secrecy guard does with each configurable class of marks: stop, note or pass.

    Raises ValueError for a class that does not exist or must not be configured.
    """

    treatment: Mapping[str, Treatment] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, does in self.treatment.items():
            if name not in CONFIGURABLE:
                raise ValueError(f"no configurable class of marks: {name!r}; there are {sorted(CONFIGURABLE)}")
            if does not in ("stop", "note", "pass"):
                raise ValueError(f"treatment of {name!r} must be stop, note or pass, not {does!r}")

    def of(self, name: str) -> Treatment:
        """Treatment of a class of marks; ``stop`` for everything not set."""
        return "stop" if name in ALWAYS_STOPPED else self.treatment.get(name, "stop")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file and on the workers that read it. Bytes, pixels, pages, seconds."""

    max_bytes: int = 50 * 1024 * 1024
    max_pixels: int = 100_000_000  # One page; the largest phone cameras in everyday use give 50 to 108 million.
    max_side: int = 30_000
    max_pages: int = 60
    page_seconds: float = 60.0  # Longest silence of a worker before it is ended.
    file_seconds: float = 900.0
    memory: int = 4 * 1024**3  # Address space of one worker; its resident memory stays far below.
    queue: int = 32
    working_side: int = 4096  # Larger pages are read reduced; boxes are given at full size all the same.
