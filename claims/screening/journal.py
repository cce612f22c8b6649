"""What a screening has already done, as an append-only file: survives kill -9, makes the next run quick.

One line a record: kind, key, and a compressed value. A torn last line (the crash) is left out on opening. Files with a
secrecy mark are never written here, not even their digest.
"""

from __future__ import annotations

import base64
import json
import os
import threading
import zlib
from pathlib import Path
from types import TracebackType
from typing import Any

SYNC_EVERY = 16


class Journal:
    """Thread-safe. ``get`` and ``put`` by ``(kind, key)``; the last value of a key counts."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._held: dict[tuple[str, str], bytes] = {}
        good = 0
        if path.exists():
            with path.open("rb") as handle:
                for line in handle:
                    try:
                        kind, key, value = line.decode("ascii").rstrip("\n").split("\t")
                        packed = base64.b85decode(value)
                    except ValueError:
                        break
                    if not line.endswith(b"\n"):
                        break
                    self._held[kind, key] = packed
                    good += len(line)
        self._file = path.open("ab")
        self._file.truncate(good)
        self._unsynced = 0

    def get(self, kind: str, key: str) -> Any | None:
        packed = self._held.get((kind, key))
        return None if packed is None else json.loads(zlib.decompress(packed))

    def put(self, kind: str, key: str, value: Any) -> None:
        packed = zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 6)
        line = f"{kind}\t{key}\t".encode("ascii") + base64.b85encode(packed) + b"\n"
        with self._lock:
            self._held[kind, key] = packed
            self._file.write(line)
            self._unsynced += 1
            if self._unsynced >= SYNC_EVERY:
                self._sync()

    def close(self) -> None:
        with self._lock:
            self._sync()
            self._file.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def _sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._unsynced = 0
