"""What a screening has already done, as an append-only file: survives kill -9, makes the next run quick.

One line a record: kind, key, and a compressed value. A torn last line (the crash) is left out on opening. In memory
stand only the places of the records, so that a hundred thousand files need little. Files with a secrecy mark are never
written here; of them only a keyed digest (the key lies beside, readable by its owner alone) and what the guard said.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import hmac
import json
import os
import secrets
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

SYNC_EVERY = 16


class Records(Protocol):
    """What is remembered of a screening's files, by ``(kind, key)``; the last value of a key counts."""

    def get(self, kind: str, key: str) -> Any | None: ...

    def put(self, kind: str, key: str, value: Any) -> None: ...

    def unnamed(self, text: str) -> str:
        """A keyed digest: tells the same file again, and nothing to those without the key."""
        ...


class InUse(OSError):
    """Another run is working on the same results."""


class Journal:
    """``Records`` in a folder, which is made; thread-safe. ``secret`` is the key of its digests.

    Raises InUse while another process has it open, OSError when it cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._places: dict[tuple[str, str], tuple[int, int]] = {}
        self._file = (folder / "journal.txt").open("a+b", buffering=0)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._file.close()
            raise InUse(0, "另一个筛查正在写同一个结果文件夹") from None
        self.secret = _secret(folder / "key")
        self._end = self._find_records()
        self._file.truncate(self._end)
        self._unsynced = 0

    def get(self, kind: str, key: str) -> Any | None:
        place = self._places.get((kind, key))
        if place is None:
            return None
        packed = base64.b85decode(os.pread(self._file.fileno(), place[1], place[0]))
        return json.loads(zlib.decompress(packed))

    def put(self, kind: str, key: str, value: Any) -> None:
        head = f"{kind}\t{key}\t".encode("ascii")
        packed = base64.b85encode(
            zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 6)
        )
        line = head + packed + b"\n"
        with self._lock:
            self._file.write(line)
            self._places[kind, key] = self._end + len(head), len(packed)
            self._end += len(line)
            self._unsynced += 1
            if self._unsynced >= SYNC_EVERY:
                self._sync()

    def keys(self, kind: str) -> Iterator[str]:
        """Keys of one kind, oldest record first."""
        return (key for held, key in list(self._places) if held == kind)

    def unnamed(self, text: str) -> str:
        return unnamed(self.secret, text)

    def sync(self) -> None:
        """On disk when this returns."""
        with self._lock:
            self._sync()

    def close(self) -> None:
        with self._lock:
            self._sync()
            self._file.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def _find_records(self) -> int:
        """Notes where the values stand; the end of the last whole record."""
        good = 0
        self._file.seek(0)
        with open(self._file.fileno(), "rb", closefd=False) as lines:
            for line in lines:
                parts = line.split(b"\t")
                if not line.endswith(b"\n") or len(parts) != 3:
                    break
                kind, key, value = parts
                start = good + len(kind) + len(key) + 2
                self._places[kind.decode("ascii", "replace"), key.decode("ascii", "replace")] = start, len(value) - 1
                good += len(line)
        return good

    def _sync(self) -> None:
        os.fsync(self._file.fileno())
        self._unsynced = 0


def unnamed(secret: bytes, text: str) -> str:
    """A keyed digest: tells the same file again, and nothing to those without the key."""
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()


def _secret(path: Path) -> bytes:
    """The key of this folder's digests, made on first use."""
    try:
        held = path.read_bytes()
        if len(held) == 32:
            return held
    except FileNotFoundError:
        pass
    made = secrets.token_bytes(32)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(made)
        file.flush()
        os.fsync(file.fileno())
    return made
