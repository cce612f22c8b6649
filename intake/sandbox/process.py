"""One confined process seen from outside: started, fed and heard through two pipes, measured, ended.

Messages are a four-byte length and a pickle. Every wait has an end on the monotonic clock.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from intake.sandbox.errors import TimedOut, WorkerDied
from intake.sandbox.replies import plain

_START = (
    "import sys; sys.path[:] = sys.argv[4].split('\\n'); "
    "from intake.sandbox import worker; worker.serve(*map(int, sys.argv[1:4]))"
)
_START_SECONDS = 180.0
_LARGEST_REPLY = 256 * 1024 * 1024


class SandboxProcess:
    """A worker process with ``folder`` (emptied before and removed after) as the one place it can write.

    The thread that calls ``start`` must live as long as the process: the kernel ends it with its thread.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._to, self._from = -1, -1

    @property
    def pid(self) -> int | None:
        """None while no process lives."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def start(self, setup: Mapping[str, object]) -> dict[str, Any]:
        """Start and wait until the models are loaded; what the kernel granted. OSError, SandboxError."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(mode=0o700)
        jobs_read, self._to = os.pipe()
        self._from, replies_write = os.pipe()
        try:
            self._process = subprocess.Popen(
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
        end = time.monotonic() + _START_SECONDS
        self.send(pickle.dumps({**setup, "writable": [] if self._folder is None else [str(self._folder)]}), end)
        match self.receive(end):
            case ("ready", dict(granted)):
                return granted
            case _:
                raise WorkerDied

    def kill(self) -> None:
        """From any thread; ``bury`` afterwards belongs to the one that started it."""
        process = self._process
        if process is not None and process.poll() is None:
            process.kill()

    def bury(self) -> None:
        """Killed, waited for, pipes closed, folder gone; ``start`` may follow."""
        self.kill()
        if self._process is not None:
            self._process.wait()
        for handle in (self._to, self._from):
            if handle >= 0:
                with contextlib.suppress(OSError):
                    os.close(handle)
        self._to = self._from = -1
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def resident(self) -> int:
        """Bytes of memory it holds; 0 when unknown."""
        assert self._process is not None
        try:
            pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        except (OSError, IndexError, ValueError):
            return 0
        return pages * os.sysconf("SC_PAGE_SIZE")

    def send(self, payload: bytes, end: float) -> None:
        """One pickle. TimedOut, or OSError where the process is gone."""
        os.set_blocking(self._to, False)
        view = memoryview(struct.pack(">I", len(payload)) + payload)
        while view:
            _wait(self._to, select.POLLOUT, end)
            try:
                view = view[os.write(self._to, view[: 1 << 20]) :]
            except BlockingIOError:
                continue

    def receive(self, end: float) -> tuple[Any, ...]:
        """One message built of plain values. TimedOut; WorkerDied also where it says what it may not."""
        (size,) = struct.unpack(">I", self._read(4, end))
        if size > _LARGEST_REPLY:
            raise WorkerDied
        body = self._read(size, end)
        try:
            message = plain(body)
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
            "TMPDIR": "/nonexistent" if self._folder is None else str(self._folder),
        }


def _wait(handle: int, event: int, end: float) -> None:
    """Until the pipe can be used (poll, since a busy server has handles beyond what select can take)."""
    poll = select.poll()
    poll.register(handle, event)
    if not poll.poll(max(0.0, end - time.monotonic()) * 1000):
        raise TimedOut


def _import_path() -> list[str]:
    """This process's import path with absolute entries, and the folder that holds the rooms."""
    own = str(Path(__file__).resolve().parents[2])
    return [own, *(str(Path(entry).resolve()) for entry in sys.path if entry and Path(entry).exists())]
