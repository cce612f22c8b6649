"""Intake 收件: from the bytes of a file to words with places, inside a sandbox, past the secrecy guard.

The face of the room is ``Intake``; see its methods for shapes and errors. Everything that decodes
foreign bytes runs in worker processes that can write no file and reach no network.
"""

from __future__ import annotations

import hashlib
import logging
import os
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any

from domain.case import Case
from domain.fact import RereadRequest, SecondReading
from domain.reading import Reading, Refusal, Withheld
from intake.accept import UnusableError, media_type_of
from intake.moving import without_video
from intake.sandbox import Busy, JobFailed, PoolClosed, SandboxError, SandboxPool, TimedOut, WorkerDied
from intake.settings import GuardSettings, Limits

__all__ = [
    "Busy",
    "GuardSettings",
    "Intake",
    "JobFailed",
    "Limits",
    "PoolClosed",
    "SandboxError",
    "TimedOut",
    "WorkerDied",
    "read_in_process",
    "without_video",
]

# onnxruntime from 1.29 on keeps a device number in the home folder and reports to its maker unless told
# not to before it is first imported; this package is imported before any of its modules.
for _name in ("ORT_DISABLE_TELEMETRY", "ORT_TELEMETRY_DISABLED"):
    os.environ[_name] = "1"

Progress = Callable[[str, float], None]

_log = logging.getLogger(__name__)


class Intake:
    """Reads files in ``workers`` confined processes. Thread-safe; starts on first use or by ``start``.

    ``guard`` says what configurable secrecy marks do, ``limits`` bounds files and workers. ``nice`` (0–19) lets other
    processes of the machine go first, for readers beside people who wait for pages.
    """

    def __init__(
        self,
        workers: int | None = None,
        guard: GuardSettings | None = None,
        limits: Limits | None = None,
        *,
        nice: int = 0,
    ) -> None:
        self._guard = guard or GuardSettings()
        self._limits = limits or Limits()
        self._pool = SandboxPool(
            workers or os.cpu_count() or 1,
            memory=self._limits.memory,
            queue=self._limits.queue,
            warm=[("intake.jobs", "warm")],
            warm_arguments=(self._guard, self._limits),
            nice=nice,
            scratch=True,  # For Tesseract, which reads files; only called once the guard has passed.
        )

    def start(self) -> None:
        """Begin loading the models; returns at once."""
        self._pool.start()

    @property
    def ready(self) -> bool:
        """Whether a worker has its models loaded."""
        return self._pool.ready

    @property
    def protections(self) -> Mapping[str, Any]:
        """What the kernel granted the workers: ``landlock`` and ``no_network`` (bool). Empty until ready."""
        return self._pool.protections

    @property
    def worker_pids(self) -> tuple[int, ...]:
        return self._pool.pids

    def close(self) -> None:
        """End the workers; waiting callers get PoolClosed."""
        self._pool.close()

    def __enter__(self) -> Intake:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def read(
        self,
        data: bytes,
        *,
        name: str | None = None,
        on_progress: Progress | None = None,
        guard: GuardSettings | None = None,
    ) -> Reading | Withheld | Refusal:
        """The whole first half for one file. ``on_progress`` gets (stage, share 0..1).

        Refusal codes begin with ``unusable.`` (the file) or ``unreadable.`` (reading it failed).
        ``name`` is not used to tell the type: only content counts. ``guard`` is what configurable secrecy marks do
        for this file, where it differs from the rest. Raises Busy.
        """
        try:
            # Size and type need no decoding; a worker is not troubled with what cannot be read anyway.
            media_type_of(data, self._limits)
        except UnusableError as fault:
            return fault.as_refusal()
        try:
            result = self._read_in_worker(data, on_progress, guard)
        except TimedOut:
            return Refusal(
                "unreadable.timeout",
                "文件读取超时，已停止处理。文件可能过于复杂或已损坏：请重新拍照，或打印成 PDF 后再上传。",
            )
        except (WorkerDied, JobFailed) as fault:
            # Kind of error and places in the code: neither carries words of the file.
            _log.warning("reading failed: %s", fault)
            return Refusal(
                "unreadable.crashed",
                "读取这份文件时发生故障，已停止处理，其他文件不受影响。请重新拍照，或打印成 PDF 后再上传。",
            )
        if not isinstance(result, Reading | Withheld | Refusal):
            return Refusal("unreadable.crashed", "读取这份文件时发生故障，已停止处理。请稍后再试一次。")
        return result

    def _read_in_worker(self, data: bytes, on_progress: Progress | None, guard: GuardSettings | None) -> Any:
        from intake import jobs

        def read() -> Any:
            return self._pool.run(
                jobs.read,
                data,
                guard,
                key=hashlib.sha256(data).hexdigest(),
                seconds=self._limits.file_seconds,
                silence=self._limits.page_seconds,
                on_progress=on_progress,
            )

        began = time.monotonic()
        try:
            return read()
        except WorkerDied:
            # Not always the file's doing (memory ran out, somebody killed the worker): it gets a second chance,
            # unless the first already cost about as much as a hostile file may.
            if time.monotonic() - began > self._limits.page_seconds / 2:
                raise
            return read()

    def reread(
        self, data: bytes, requests: Sequence[RereadRequest], *, rotations: Mapping[int, int] | None = None
    ) -> tuple[SecondReading, ...]:
        """The second reader on boxes of upright pages of a file that has been read and has passed the guard.

        ``rotations`` (page → turn, as in the Reading) saves finding it again. Without Tesseract the
        answer is empty. Raises Busy and SandboxError.
        """
        from intake import jobs

        if not requests:
            return ()
        answer = self._on(data, jobs.reread, data, tuple(requests), dict(rotations or {}))
        return tuple(item for item in answer if isinstance(item, SecondReading))

    def page_image(self, data: bytes, number: int, *, max_side: int = 1600, rotation: int | None = None) -> bytes:
        """WebP of an upright page for viewing, without metadata. ``rotation`` as in its Page, if known.

        Raises ValueError for a page that does not exist, Busy and SandboxError.
        """
        from intake import jobs

        picture = self._on(data, jobs.page_image, data, number, max_side, rotation)
        if not isinstance(picture, bytes):
            raise ValueError(f"no page {number} in this file")
        return picture

    def run(self, function: Callable[..., Any], *args: object, timeout: float | None = None) -> Any:
        """A module-level function in a worker. Its result must be plain values and nouns of ``domain``.

        Raises Busy, TimedOut, WorkerDied, and JobFailed where the function raised.
        """
        return self._pool.run(function, *args, seconds=timeout or 2 * self._limits.page_seconds)

    def look_into(self, function: Callable[[Case], Any], case: Case) -> Any:
        """As ``run``, for a function of a case with its original, in the worker that just read that file where it can.

        There the case also gets the file's ``pictures``, so that the function need not decode them again.
        """
        from intake import jobs

        if case.original is None:
            raise ValueError("a case without its original has nothing to look into")
        return self._on(case.original, jobs.look_into, function, case)

    def _on(self, data: bytes, function: Callable[..., Any], *args: object) -> Any:
        key = hashlib.sha256(data).hexdigest()
        return self._pool.run(function, *args, key=key, seconds=2 * self._limits.page_seconds)


def read_in_process(
    data: bytes, guard: GuardSettings | None = None, limits: Limits | None = None
) -> Reading | Withheld | Refusal:
    """What a worker runs, without a worker: for benchmarks and debugging on files that are trusted."""
    from intake import jobs

    jobs.warm(guard or GuardSettings(), limits or Limits())
    return jobs.read(data)
