"""A worker's part in a screening spread over workers: takes shards of the batches in the database, one at a time.

A shard is a run of files and a stage. What comes of a file (the records a screening in a folder would put into its
journal) is sealed and kept as soon as it is there, so that a killed worker repeats no more than the files it was at.
A shard belongs to who holds it until that process's heartbeat ends; two at one shard double nothing, for a file is
kept once. Of a marked file the only record is that it was stopped, under a keyed digest. Why there is no second queue
of DBOS: docs/decisions/0009-shards.md.
"""

from __future__ import annotations

import json
import logging
import threading
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from claims.patience import PatientReader
from claims.reading import Reader
from claims.screening.batch_history import Batch
from claims.screening.examine import Bench
from claims.screening.items import Item
from claims.screening.journal import unnamed
from claims.screening.objects import reopened
from claims.screening.prepared import Known, key_of
from claims.serial import from_json
from claims.settings import Settings
from claims.store import batches as rows
from claims.store.engine import Row, Store
from claims.vault import Vault
from intake import PoolClosed

log = logging.getLogger(__name__)

#: [kind, key, value] of a journal.
Record = list[Any]


class Gathered:
    """``Records`` that travel: what is put while ``gathering`` comes back as a list; ``fetch`` finds readings."""

    def __init__(self, secret: bytes, fetch: Callable[[str, str], Any | None]) -> None:
        self._secret = secret
        self._fetch = fetch
        self._own = threading.local()

    @contextmanager
    def gathering(self) -> Iterator[list[Record]]:
        """The records put by this thread."""
        self._own.records = []
        try:
            yield self._own.records
        finally:
            self._own.records = []

    def get(self, kind: str, key: str) -> Any | None:
        own = next((value for held, name, value in reversed(self._own.records) if (held, name) == (kind, key)), None)
        return own if own is not None else self._fetch(kind, key)

    def put(self, kind: str, key: str, value: Any) -> None:
        self._own.records.append([kind, key, value])

    def unnamed(self, text: str) -> str:
        return unnamed(self._secret, text)


class Shards:
    """``start(executor, at_once)`` takes shards until ``stop``; ``at_once`` files of one at the same time."""

    def __init__(self, settings: Settings, store: Store, vault: Vault, intake: Reader) -> None:
        self._settings = settings
        self._store = store
        self._vault = vault
        self._intake = PatientReader(intake)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._executor = ""
        self._at_once = 1
        self._at: _Part | None = None

    def start(self, executor: str, at_once: int) -> None:
        self._executor, self._at_once = executor, at_once
        self._thread = threading.Thread(target=self._run, name="hourproof-shards", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the files at hand and leave the rest of the shard to others."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(30)

    def _run(self) -> None:
        while not self._stop.is_set():
            pause = self._settings.poll_seconds
            try:
                shard = self._take()
                if shard is not None:
                    pause = 0.0 if self._do(shard) else self._settings.heartbeat_seconds
            except Exception as error:  # noqa: BLE001 - a locked or absent database must not end it
                log.warning("could not go on with a shard: %s", type(error).__name__)
                pause = self._settings.heartbeat_seconds
            self._stop.wait(pause)

    def _take(self) -> Row | None:
        with self._store.read() as tx:
            if not rows.any_free(tx, self._executor):
                self._at = None  # the memory of a batch that is over
                return None
        with self._store.write() as tx:
            shard = rows.take(tx, self._executor)
            if shard is not None and shard.attempts > self._settings.job_attempts:
                rows.leave(tx, shard, "failed")
                return None
        return shard

    def _do(self, shard: Row) -> bool:
        """Whether the shard was ended; otherwise it waits again."""
        state = "waiting"
        try:
            if self._all_of(shard):
                state = "done"
        except PoolClosed:
            self._stop.set()
        except Exception as error:  # it is tried again, here or elsewhere, and in the end left to the command
            log.warning("a shard broke off: %s", type(error).__name__, exc_info=log.isEnabledFor(logging.DEBUG))
        with self._store.write() as tx:
            rows.leave(tx, shard, state)
        return state == "done"

    def _all_of(self, shard: Row) -> bool:
        if self._at is None or not self._at.serves(shard):
            self._at = _Part(self._settings, self._store, self._vault, self._intake, shard)
        part = self._at
        with self._store.read() as tx:
            held = rows.records(tx, shard.batch_id, shard.stage, shard.first, shard.last)
        broken = threading.Event()

        def one(number: int) -> bool:
            if self._stop.is_set() or broken.is_set():
                return False
            try:
                part.do(shard, number)
            except BaseException:
                broken.set()
                raise
            return True

        open_ones = [number for number in range(shard.first, shard.last + 1) if number not in held]
        with ThreadPoolExecutor(self._at_once) as threads:
            return all(threads.map(one, [number for number in open_ones if part.asked(number)]))


class _Part:
    """One stage of one batch, as this process knows it."""

    def __init__(self, settings: Settings, store: Store, vault: Vault, intake: Reader, shard: Row) -> None:
        self._store, self._vault = store, vault
        self._batch_id, self._stage = shard.batch_id, shard.stage
        with store.read() as tx:
            row = rows.get(tx, shard.batch_id)
            if row is None:
                raise LookupError("the batch is over")
            told = unsealed(vault.open(tx, row.manifest_id))
            held = unsealed(vault.open(tx, row.known_id)) if shard.stage == "verify" else []
        self._items: Sequence[Item] = reopened(told["root"], settings.blobs_endpoint, told["items"])
        self._asked = frozenset(told["asked"])
        self._known = [from_json(Known, one) for one in held]
        self._numbers: dict[str, int] = {}
        for number, one in enumerate(self._known):
            self._numbers.setdefault(key_of(one.sha256), number)
        self._journal = Gathered(b64decode(told["secret"]), self._fetch)
        self._bench = Bench(intake, self._items, self._journal)
        self._bench.recall(self._known)
        self._batch = Batch(self._items, self._known, self._bench.compare) if self._known else None

    def serves(self, shard: Row) -> bool:
        return (self._batch_id, self._stage) == (shard.batch_id, shard.stage)

    def asked(self, number: int) -> bool:
        """Whether there is something to do for it: not known to the command already, and read when it is verified."""
        return number in self._asked and (self._batch is None or self._known[number].status == "read")

    def do(self, shard: Row, number: int) -> None:
        """One file, and keep what came of it."""
        with self._journal.gathering() as records:
            if self._batch is None:
                self._bench.prepare(self._items[number])
            else:
                self._bench.check(self._batch, number)
            content = sealable(records)
        sealed = self._vault.seal(content)
        kept = False
        try:
            with self._store.write() as tx:
                if rows.wants(tx, shard, number):
                    rows.keep(tx, shard, number, self._vault.admit(tx, sealed))
                    kept = True
        finally:
            if not kept:  # another worker was first, or the batch is over
                self._vault.sweep(sealed.id)

    def _fetch(self, kind: str, key: str) -> Any | None:
        """A reading another worker has sealed; everything else is this worker's own."""
        number = self._numbers.get(key) if kind == "read" else None
        if number is None:
            return None
        with self._store.read() as tx:
            sealed_id = rows.record(tx, self._batch_id, "read", number)
            records = unsealed(self._vault.open(tx, sealed_id)) if sealed_id is not None else []
        return next((value for held, name, value in records if (held, name) == (kind, key)), None)


def sealable(value: Any) -> bytes:
    """What is handed from process to process, as the vault seals it."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unsealed(content: bytes) -> Any:
    return json.loads(zlib.decompress(content))
