"""The pool: who does which job next, and what happens when a worker is silent, dies or grows.

Each worker has a thread of its own here that starts it, hands it jobs, watches the clock and replaces
it when it dies. The thread lives as long as the pool, because a worker ends with the thread that
started it.
"""

from __future__ import annotations

import contextlib
import pickle
import shutil
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from intake.sandbox.errors import Busy, JobFailed, PoolClosed, SandboxError, TimedOut, WorkerDied
from intake.sandbox.process import SandboxProcess
from intake.sandbox.scratch import scratch_folder

Progress = Callable[[str, float], None]

_RESIDENT_LIMIT = 540 * 1024 * 1024  # A worker that holds more after a job is replaced by a fresh one.
_REST_SECONDS = 30.0  # Clearing up takes some hundredths of one; longer, and something is wrong with the process.
_REMEMBERED = 3  # Files per worker whose decoded pages it may still hold.


@dataclass(eq=False)
class _Job:
    payload: bytes
    key: str | None
    seconds: float
    silence: float
    on_progress: Progress | None
    done: Future[Any] = field(default_factory=Future)


class SandboxPool:
    """``workers`` processes, each loading ``warm`` (module, function) once and then confined.

    ``scratch`` gives each worker a folder of its own in memory (``TMPDIR``) for outside programs that
    need files; without such a file system there is none. No worker can write anywhere else.
    ``nice`` lets others go first where processors are short.
    """

    def __init__(
        self,
        workers: int,
        *,
        memory: int,
        queue: int,
        warm: Sequence[tuple[str, str]] = (),
        warm_arguments: Sequence[object] = (),
        scratch: bool = False,
        nice: int = 0,
    ) -> None:
        if workers < 1:
            raise ValueError("a pool needs at least one worker")
        self._queue_limit = queue
        self._setup = {
            "memory": memory,
            "nice": nice,
            "warm": list(warm),
            "warm_arguments": tuple(warm_arguments),
        }
        self._scratch = scratch_folder() if scratch else None
        self._jobs: deque[_Job] = deque()
        self._change = threading.Condition()
        self._closing = False
        self._workers = [_Worker(self, number) for number in range(workers)]
        self._started = False
        self._usual_seconds = 3.0

    def start(self) -> None:
        """Start the workers if they are not running; returns at once."""
        with self._change:
            if self._closing:
                raise PoolClosed
            if self._started:
                return
            self._started = True
        for worker in self._workers:
            worker.thread.start()

    @property
    def ready(self) -> bool:
        return any(worker.ready for worker in self._workers)

    @property
    def pids(self) -> tuple[int, ...]:
        """Process ids of the living workers."""
        pids = [worker.process.pid for worker in self._workers]
        return tuple(pid for pid in pids if pid is not None)

    @property
    def protections(self) -> dict[str, Any]:
        """What the kernel granted the first ready worker: landlock, no_network. Empty before that."""
        return next((dict(worker.protections) for worker in self._workers if worker.ready), {})

    def close(self) -> None:
        """End all workers; jobs waiting or under way get PoolClosed."""
        with self._change:
            self._closing = True
            waiting = list(self._jobs)
            self._jobs.clear()
            self._change.notify_all()
        for job in waiting:
            job.done.set_exception(PoolClosed())
        for worker in self._workers:
            worker.process.kill()
        if self._started:
            for worker in self._workers:
                worker.thread.join(timeout=10)
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def run(
        self,
        function: Callable[..., Any],
        *arguments: object,
        key: str | None = None,
        seconds: float = 120.0,
        silence: float | None = None,
        on_progress: Progress | None = None,
    ) -> Any:
        """Result of a module-level function run in a worker.

        ``seconds`` bounds the whole job, ``silence`` the time between two signs of progress. Jobs with
        the same ``key`` prefer the worker that had it last. Raises Busy, SandboxError and PoolClosed.
        """
        self.start()
        payload = pickle.dumps((function, arguments, seconds), protocol=5)
        job = _Job(payload, key, seconds, silence or seconds, on_progress)
        with self._change:
            if self._closing:
                raise PoolClosed
            if len(self._jobs) >= self._queue_limit:
                raise Busy(round(max(1.0, self._usual_seconds * len(self._jobs) / len(self._workers)), 1))
            self._jobs.append(job)
            self._change.notify_all()
        return job.done.result()

    def _next(self, worker: _Worker) -> _Job | None:
        """The job this worker should do now; None when the pool closes."""
        with self._change:
            while not self._closing:
                job = self._choose(worker)
                if job is not None:
                    self._jobs.remove(job)
                    worker.idle = False
                    return job
                worker.idle = True
                self._change.wait()
            return None

    def _choose(self, worker: _Worker) -> _Job | None:
        for job in self._jobs:
            if job.key is not None and job.key in worker.remembered:
                return job
        elsewhere = {key for other in self._workers if other is not worker and other.idle for key in other.remembered}
        for job in self._jobs:
            if job.key is None or job.key not in elsewhere:
                return job
        return None

    def _took(self, seconds: float) -> None:
        self._usual_seconds += 0.2 * (seconds - self._usual_seconds)


class _Worker:
    """The thread that looks after one process."""

    def __init__(self, pool: SandboxPool, number: int) -> None:
        self.pool = pool
        self.process = SandboxProcess(None if pool._scratch is None else pool._scratch / str(number))
        self.ready = False
        self.idle = False
        self.remembered: OrderedDict[str, None] = OrderedDict()
        self.protections: dict[str, Any] = {}
        self.thread = threading.Thread(target=self._live, name=f"sandbox-{number}", daemon=True)

    def _live(self) -> None:
        failures = 0
        while not self.pool._closing:
            try:
                self.protections = self.process.start(self.pool._setup)
                self.ready = True
                failures = 0
            except (OSError, SandboxError):
                self._bury()
                failures += 1
                self._give_up_waiting_jobs(failures)
                time.sleep(min(0.2 * 2**failures, 10.0))
                continue
            while self.ready:
                job = self.pool._next(self)
                if job is None:
                    break
                self._do(job)
            self._bury()

    def _bury(self) -> None:
        self.ready = False
        self.remembered.clear()
        self.process.bury()

    def _give_up_waiting_jobs(self, failures: int) -> None:
        """Workers that cannot even start must not leave callers waiting for ever."""
        if failures < 3 or any(worker.ready for worker in self.pool._workers):
            return
        with self.pool._change:
            waiting = list(self.pool._jobs)
            self.pool._jobs.clear()
        for job in waiting:
            job.done.set_exception(Busy(10.0))  # says nothing about the file: worth coming back

    def _do(self, job: _Job) -> None:
        if not job.done.set_running_or_notify_cancel():
            return
        began = time.monotonic()
        try:
            job.done.set_result(self._answer(job, began))
            self.pool._took(time.monotonic() - began)
        except JobFailed as failure:
            job.done.set_exception(failure)
        except (OSError, SandboxError) as fault:
            self._bury()
            told = TimedOut() if isinstance(fault, TimedOut) else WorkerDied()
            job.done.set_exception(PoolClosed() if self.pool._closing else told)
        except BaseException as fault:
            self._bury()
            job.done.set_exception(fault)
            raise
        if job.key is not None and self.ready:
            self.remembered[job.key] = None
            self.remembered.move_to_end(job.key)
            while len(self.remembered) > _REMEMBERED:
                self.remembered.popitem(last=False)
        if self.ready and self._rested() > _RESIDENT_LIMIT:
            self._bury()

    def _rested(self) -> int:
        """Bytes the process still holds once it has given back what its last job needed; the caller has its answer."""
        try:
            message = self.process.receive(time.monotonic() + _REST_SECONDS)
        except (OSError, SandboxError):
            message = ("dead",)
        if message != ("rested",):
            self._bury()
            return 0
        return self.process.resident()

    def _answer(self, job: _Job, began: float) -> Any:
        end = began + job.seconds
        self.process.send(job.payload, end)
        while True:
            message = self.process.receive(min(end, time.monotonic() + job.silence))
            match message:
                case ("progress", str(stage), float(share)):
                    if job.on_progress is not None:
                        with contextlib.suppress(Exception):
                            job.on_progress(stage, share)
                case ("done", result):
                    return result
                case ("failed", str(kind), list(where)):
                    raise JobFailed(kind, [str(place) for place in where])
                case _:
                    raise WorkerDied
