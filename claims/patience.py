"""A reader that waits its turn: jobs may take their time, uploads at the counter may not.

The sandbox's queue serves both. A job that finds it full waits and asks again, instead of spending its
few attempts on a busy hour.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from claims.reading import Progress, Reader
from domain.case import Case
from domain.fact import RereadRequest, SecondReading
from domain.reading import Reading, Refusal, Withheld
from intake import Busy, GuardSettings

T = TypeVar("T")

#: Longest wait in seconds before the busy answer is passed on after all, and between two tries.
LONGEST, BETWEEN = 1800.0, 5.0


class PatientReader:
    """``Reader`` over another one; raises ``Busy`` only after half an hour of it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def read(
        self,
        data: bytes,
        *,
        name: str | None = None,
        on_progress: Progress | None = None,
        guard: GuardSettings | None = None,
    ) -> Reading | Withheld | Refusal:
        return _patiently(lambda: self._reader.read(data, name=name, on_progress=on_progress, guard=guard))

    def reread(
        self, data: bytes, requests: Sequence[RereadRequest], *, rotations: Mapping[int, int] | None = None
    ) -> tuple[SecondReading, ...]:
        return _patiently(lambda: self._reader.reread(data, requests, rotations=rotations))

    def page_image(self, data: bytes, number: int, *, max_side: int = 1600, rotation: int | None = None) -> bytes:
        return _patiently(lambda: self._reader.page_image(data, number, max_side=max_side, rotation=rotation))

    def run(self, function: Callable[..., Any], *args: Any, timeout: float | None = None) -> Any:
        return _patiently(lambda: self._reader.run(function, *args, timeout=timeout))

    def look_into(self, function: Callable[[Case], Any], case: Case) -> Any:
        return _patiently(lambda: self._reader.look_into(function, case))


def _patiently(ask: Callable[[], T]) -> T:
    until = time.monotonic() + LONGEST
    while True:
        try:
            return ask()
        except Busy as busy:
            if time.monotonic() >= until:
                raise
            time.sleep(min(BETWEEN, max(0.1, busy.retry_after)))
