"""The parent side of the sandbox: a small pool of confined worker processes fed by pipes.

Each worker has a thread of its own here that starts it, hands it jobs, watches the clock and replaces
it when it dies. The thread lives as long as the pool, because a worker ends with the thread that
started it. Nothing a worker sends is trusted: replies may only be built from plain values and the
nouns of ``domain``.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib
import io
import os
import pickle
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

Progress = Callable[[str, float], None]

_START = (
    "import sys; sys.path[:] = sys.argv[4].split('\\n'); "
    "from intake import sandbox_worker as w; w.serve(*map(int, sys.argv[1:4]))"
)
_START_SECONDS = 180.0
_LARGEST_REPLY = 256 * 1024 * 1024
_RESIDENT_LIMIT = 1_400 * 1024 * 1024  # A worker that holds more after a job is replaced by a fresh one.
_REMEMBERED = 3  # Files per worker whose decoded pages it may still hold.


class Busy(Exception):
    """The queue is full; try again after ``retry_after`` seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


class SandboxError(Exception):
    """A job that did not finish."""


class TimedOut(SandboxError):
    """The worker was silent, or the job ran, for too long; the worker was ended."""


class WorkerDied(SandboxError):
    """The worker ended during the job."""


class JobFailed(SandboxError):
    """The function raised. Only the kind of error and places in the code are known, no message."""

    def __init__(self, kind: str, where: Sequence[str] = ()) -> None:
        super().__init__(kind, *where)
        self.kind, self.where = kind, tuple(where)


class PoolClosed(SandboxError):
    """The pool was closed before the job could run."""


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
    ) -> None:
        if workers < 1:
            raise ValueError("a pool needs at least one worker")
        self._queue_limit = queue
        self._setup = {
            "memory": memory,
            "warm": list(warm),
            "warm_arguments": tuple(warm_arguments),
        }
        self._scratch = _scratch_folder() if scratch else None
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
        running = [worker.process for worker in self._workers]
        return tuple(process.pid for process in running if process is not None and process.poll() is None)

    @property
    def protections(self) -> dict[str, Any]:
        """What the kernel granted the first ready worker: landlock, no_network. Empty before that."""
        return next((dict(worker.protections) for worker in self._workers if worker.ready), {})

    def close(self) -> None:
        """End all workers; jobs still waiting get PoolClosed."""
        with self._change:
            self._closing = True
            waiting = list(self._jobs)
            self._jobs.clear()
            self._change.notify_all()
        for job in waiting:
            job.done.set_exception(PoolClosed())
        for worker in self._workers:
            worker.end()
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
        the same ``key`` prefer the worker that had it last. Raises Busy and SandboxError.
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
    """One process and the thread that looks after it."""

    def __init__(self, pool: SandboxPool, number: int) -> None:
        self.pool = pool
        self.process: subprocess.Popen[bytes] | None = None
        self.ready = False
        self.idle = False
        self.remembered: OrderedDict[str, None] = OrderedDict()
        self.protections: dict[str, Any] = {}
        self.thread = threading.Thread(target=self._live, name=f"sandbox-{number}", daemon=True)
        self._to, self._from = -1, -1
        self.folder = None if pool._scratch is None else pool._scratch / str(number)

    def end(self) -> None:
        process = self.process
        if process is not None and process.poll() is None:
            process.kill()

    def _live(self) -> None:
        failures = 0
        while not self.pool._closing:
            try:
                self._spawn()
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

    def _give_up_waiting_jobs(self, failures: int) -> None:
        """Workers that cannot even start must not leave callers waiting for ever."""
        if failures < 3 or any(worker.ready for worker in self.pool._workers):
            return
        with self.pool._change:
            waiting = list(self.pool._jobs)
            self.pool._jobs.clear()
        for job in waiting:
            job.done.set_exception(Busy(10.0))  # says nothing about the file: worth coming back

    def _spawn(self) -> None:
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(mode=0o700)
        jobs_read, self._to = os.pipe()
        self._from, replies_write = os.pipe()
        try:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-B", "-s", "-c", _START),
                    *(str(os.getpid()), str(jobs_read), str(replies_write)),
                    "\n".join(_import_path()),
                ],
                pass_fds=(jobs_read, replies_write),
                stdin=subprocess.DEVNULL,
                # Libraries print words of the pages they fail on; those must not reach a log.
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=self._environment(),
                cwd="/",
            )
        finally:
            os.close(jobs_read)
            os.close(replies_write)
        setup = {**self.pool._setup, "writable": [] if self.folder is None else [str(self.folder)]}
        self._send(pickle.dumps(setup, protocol=5), time.monotonic() + _START_SECONDS)
        message = self._receive(time.monotonic() + _START_SECONDS)
        if message[0] != "ready":
            raise WorkerDied
        self.protections = dict(message[1])
        self.ready = True

    def _environment(self) -> dict[str, str]:
        kept = ("PATH", "LD_LIBRARY_PATH", "TESSDATA_PREFIX", "TZ")
        return {
            **{name: os.environ[name] for name in kept if name in os.environ},
            "LANG": "C.UTF-8",
            "HOME": "/nonexistent",
            # One thread per process; the processes are the parallelism.
            **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_THREAD_LIMIT"), "1"),
            **dict.fromkeys(("ORT_DISABLE_TELEMETRY", "ORT_TELEMETRY_DISABLED"), "1"),
            # Must be set before cv2 is imported.
            "OPENCV_IO_MAX_IMAGE_PIXELS": "100000000",
            # Without a folder of its own a worker is pointed to where it cannot write.
            "TMPDIR": "/nonexistent" if self.folder is None else str(self.folder),
        }

    def _bury(self) -> None:
        self.ready = False
        self.remembered.clear()
        self.end()
        if self.process is not None:
            self.process.wait()
        for handle in (self._to, self._from):
            if handle >= 0:
                with contextlib.suppress(OSError):
                    os.close(handle)
        self._to = self._from = -1
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _do(self, job: _Job) -> None:
        if not job.done.set_running_or_notify_cancel():
            return
        began = time.monotonic()
        try:
            job.done.set_result(self._answer(job, began))
            self.pool._took(time.monotonic() - began)
        except JobFailed as failure:
            job.done.set_exception(failure)
        except TimedOut:
            self._bury()
            job.done.set_exception(TimedOut())
        except (OSError, SandboxError):
            self._bury()
            job.done.set_exception(WorkerDied())
        except BaseException as fault:
            self._bury()
            job.done.set_exception(fault)
            raise
        if job.key is not None and self.ready:
            self.remembered[job.key] = None
            self.remembered.move_to_end(job.key)
            while len(self.remembered) > _REMEMBERED:
                self.remembered.popitem(last=False)
        if self.ready and self._resident() > _RESIDENT_LIMIT:
            self._bury()

    def _answer(self, job: _Job, began: float) -> Any:
        end = began + job.seconds
        self._send(job.payload, end)
        while True:
            message = self._receive(min(end, time.monotonic() + job.silence))
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

    def _resident(self) -> int:
        assert self.process is not None
        try:
            pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        except (OSError, IndexError, ValueError):
            return 0
        return pages * os.sysconf("SC_PAGE_SIZE")

    def _send(self, payload: bytes, end: float) -> None:
        os.set_blocking(self._to, False)
        view = memoryview(struct.pack(">I", len(payload)) + payload)
        while view:
            _wait(self._to, select.POLLOUT, end)
            try:
                view = view[os.write(self._to, view[: 1 << 20]) :]
            except BlockingIOError:
                continue

    def _receive(self, end: float) -> tuple[Any, ...]:
        (size,) = struct.unpack(">I", self._read(4, end))
        if size > _LARGEST_REPLY:
            raise WorkerDied
        try:
            message = _PlainUnpickler(io.BytesIO(self._read(size, end))).load()
        except SandboxError:
            raise
        except Exception as fault:
            raise WorkerDied from fault
        if not isinstance(message, tuple) or not message:
            raise WorkerDied
        return message

    def _read(self, size: int, end: float) -> bytes:
        parts = bytearray()
        while len(parts) < size:
            _wait(self._from, select.POLLIN, end)
            part = os.read(self._from, min(size - len(parts), 1 << 20))
            if not part:
                raise WorkerDied
            parts += part
        return bytes(parts)


def _wait(handle: int, event: int, end: float) -> None:
    """Until the pipe can be used (poll, since a busy server has handles beyond what select can take)."""
    poll = select.poll()
    poll.register(handle, event)
    if not poll.poll(max(0.0, end - time.monotonic()) * 1000):
        raise TimedOut


class _PlainUnpickler(pickle.Unpickler):
    """Builds plain values and classes defined in ``domain``, nothing else: a broken-in worker gains no call here."""

    _PLAIN = frozenset({"set", "frozenset", "bytearray", "complex", "range", "slice"})
    _OTHERS = frozenset(
        {
            ("datetime", "date"),
            ("datetime", "datetime"),
            ("datetime", "time"),
            ("datetime", "timedelta"),
            ("decimal", "Decimal"),
            ("collections", "OrderedDict"),
        }
    )

    def find_class(self, module: str, name: str) -> Any:
        if module == "builtins" and name in self._PLAIN:
            return getattr(builtins, name)
        if (module, name) == ("builtins", "getattr"):
            return _member  # Early releases of Python 3.11 pickle a member of an Enum as getattr(class, name).
        if (module, name) in self._OTHERS:
            return getattr(importlib.import_module(module), name)
        if module.startswith("domain.") and module in sys.modules and name.isidentifier():
            noun = getattr(sys.modules[module], name, None)
            if isinstance(noun, type) and noun.__module__ == module:
                return noun
        raise pickle.UnpicklingError(f"not a plain value: {module}.{name}")


def _member(kind: object, name: object) -> Enum:
    """Member of an Enum of ``domain``; anything else a worker may ask for by getattr is refused."""
    if isinstance(kind, type) and issubclass(kind, Enum) and kind.__module__.startswith("domain."):
        return kind[str(name)]
    raise pickle.UnpicklingError("not a member of a noun")


_MEMORY = Path("/dev/shm")  # noqa: S108 - a file system in memory is the point
_SCRATCH = "hourproof-scratch-"


def _scratch_folder() -> Path | None:
    """A private folder in memory, named after this process; those of dead processes are swept away."""
    if not os.access(_MEMORY, os.W_OK):
        return None
    for left in _MEMORY.glob(f"{_SCRATCH}*"):
        owner = left.name.removeprefix(_SCRATCH).split("-")[0]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists():
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{_SCRATCH}{os.getpid()}-", dir=_MEMORY))


def _import_path() -> list[str]:
    """This process's import path with absolute entries, and the folder that holds the rooms."""
    own = str(Path(__file__).resolve().parent.parent)
    return [own, *(str(Path(entry).resolve()) for entry in sys.path if entry and Path(entry).exists())]
