"""The child side of the sandbox: confines itself, loads the models, then answers one job at a time.

Messages are a four-byte length and a pickle; each job is answered, and ``rested`` follows once its
memory is given back. What comes from the parent is trusted; what goes back is data the parent checks
again (``replies``). Error texts never leave this process: they could carry words of a withheld file.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import os
import pickle
import struct
import sys
import traceback
from pathlib import Path
from typing import Any, BinaryIO

from intake.sandbox import confinement

_MOST_UNUSED = 128 * 1024 * 1024  # Bytes of memory a worker may hold between jobs without using them.
_MUCH = 500 * 1024 * 1024  # Of one that holds so much in all, every unused byte is given back.

_to_parent: BinaryIO | None = None
_held: BinaryIO | None = None  # What tells how much memory is held: opened before nothing can be opened any more.


def report(stage: str, share: float) -> None:
    """Tell the parent how far the job is (0..1). Does nothing outside a worker."""
    if _to_parent is not None:
        _send(("progress", stage, round(float(share), 3)))


def serve(parent: int, jobs: int, replies: int) -> None:
    """Run until the pipe of jobs ends. ``parent`` is the process that must stay alive."""
    confinement.die_with_parent(parent)
    global _to_parent, _held
    incoming = os.fdopen(jobs, "rb")
    _to_parent = os.fdopen(replies, "wb")
    setup: dict[str, Any] = _receive(incoming)
    os.nice(max(0, setup["nice"]))
    confinement.limit_resources(setup["memory"])
    alone = confinement.leave_network()
    with contextlib.suppress(OSError):
        _held = open("/proc/self/statm", "rb", buffering=0)  # noqa: SIM115 - for as long as the process lives
    for module, function in setup["warm"]:
        getattr(importlib.import_module(module), function)(*setup["warm_arguments"])
    locked = confinement.restrict_files(confinement.needed_to_read(), [Path(folder) for folder in setup["writable"]])
    _send(("ready", {"landlock": locked, "no_network": alone, "landlock_version": confinement.landlock_version()}))
    while True:
        try:
            function, arguments, seconds = _receive(incoming)
        except EOFError:
            return
        except Exception as fault:  # noqa: BLE001 - a function this process cannot import is an answer, not an end
            _send(("failed", type(fault).__name__, _where(fault)))
            _send(("rested",))
            continue
        confinement.limit_cpu(seconds)
        try:
            reply: tuple[Any, ...] = ("done", function(*arguments))
            payload = pickle.dumps(reply, protocol=5)
        except Exception as fault:  # noqa: BLE001 - whatever went wrong, the worker lives on and says what kind it was
            reply = "failed", type(fault).__name__, _where(fault)
            payload = pickle.dumps(reply)
        _write(payload)
        del arguments, payload, reply
        gc.collect()
        # What outlives a job (modules, networks, kept pages) need not be searched again after each of the next:
        # that would take as long as a tenth of a reading. Reference counts still free it.
        gc.freeze()
        _give_back()
        _send(("rested",))


class _Heap(ctypes.Structure):
    """``mallinfo2`` of the C library; ``free`` is what it holds and nobody uses, in bytes."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "used", "free", "keepcost")
    ]


def _give_back() -> None:
    """Return memory to the system where a large page left much of it unused; a little is kept for the next page."""
    library = ctypes.CDLL(None)
    if not hasattr(library, "mallinfo2"):
        return
    library.mallinfo2.restype = _Heap
    if library.mallinfo2().free > _MOST_UNUSED or _resident() > _MUCH:
        library.malloc_trim(0)


def _resident() -> int:
    """Bytes of memory this process holds; 0 when unknown."""
    if _held is None:
        return 0
    _held.seek(0)
    return int(_held.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _where(fault: BaseException) -> list[str]:
    """Places in the code only: file, line, function; no messages and no values."""
    frames = traceback.extract_tb(fault.__traceback__)[-8:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


def _receive(stream: BinaryIO) -> Any:
    head = stream.read(4)
    if len(head) < 4:
        raise EOFError
    (size,) = struct.unpack(">I", head)
    body = stream.read(size)
    if len(body) < size:
        raise EOFError
    return pickle.loads(body)  # noqa: S301 - comes from the parent process, which is trusted


def _send(message: object) -> None:
    _write(pickle.dumps(message, protocol=5))


def _write(payload: bytes) -> None:
    assert _to_parent is not None
    _to_parent.write(struct.pack(">I", len(payload)))
    _to_parent.write(payload)
    _to_parent.flush()


if __name__ == "__main__":
    # Started by process.py as: python -c "…"; this guard only says so to who tries it by hand.
    sys.exit("沙箱进程由程序自己启动，不能单独运行。")
