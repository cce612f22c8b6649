"""The command's part in a screening spread over workers: hands out shards, fetches what came of them, cleans up.

The workers do what is dear (reading, looking into files, comparing pairs) and their records go into the journal of
the results folder, as if this machine had done it. The screening then runs over that journal like one of a folder: it
computes itself whatever is missing, so its report cannot differ from that of one machine. Killed and started again
the command finds its batch by the journal; the workers meanwhile went on. What the store of all holds of a batch is
dropped, keys and all, once it is here.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import time
from base64 import b64encode
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from claims.audit import SYSTEM, Audit
from claims.screening.conduct import Progress
from claims.screening.examine import seen_key
from claims.screening.items import Item
from claims.screening.journal import Journal
from claims.screening.objects import told_of
from claims.screening.prepared import Known, key_of
from claims.screening.shards import sealable, unsealed
from claims.serial import from_json, to_json
from claims.settings import Settings
from claims.store import batches as rows
from claims.store.engine import Row, Store
from claims.vault import Vault

log = logging.getLogger(__name__)

STAGES = ("read", "verify")
#: A batch has some sixty-four shards, so that no worker waits long for the last; small ones are not worth the asking.
SHARDS, LEAST = 64, 8
#: Records fetched at the same time.
AT_ONCE = 8
#: After so many seconds without anybody at it the command says so.
LONELY = 20.0


class Spread:
    """``Spread(settings, store, vault, audit)``; ``into`` fills a journal, ``drop`` ends a batch nobody waits for."""

    def __init__(self, settings: Settings, store: Store, vault: Vault, audit: Audit) -> None:
        self._settings = settings
        self._store = store
        self._vault = vault
        self._audit = audit

    def into(self, journal: Journal, root: str, items: Sequence[Item], told: Progress) -> None:
        """Let the workers do what ``journal`` does not know of ``items``, and put it there. Waits for them.

        ``root`` is where the items lie. ``told`` gets the stages ``workers.read`` and ``workers.verify``,
        ``workers.none`` when nobody takes a shard, ``workers.failed`` with shards that no worker could end (the
        screening itself does what is missing). Raises StorageDown.
        """
        batch_id = self._found(journal, root, items)
        if batch_id is None:
            asked = [one.number for one in items if journal.get("seen", seen_key(journal, one)) is None]
            if not asked:
                return
            batch_id = self._begun(journal, root, items, asked)
        self._stage(journal, batch_id, "read", told)
        self._on_to_verifying(journal, batch_id, items)
        self._stage(journal, batch_id, "verify", told)
        journal.sync()
        self.drop(batch_id)

    def unseen(self, days: int) -> tuple[str, ...]:
        """Batches whose command has not been there for so many days."""
        with self._store.read() as tx:
            return tuple(rows.unseen_since(tx, datetime.now(UTC) - timedelta(days=days)))

    def drop(self, batch_id: str) -> None:
        """Remove a batch and destroy the keys of all it holds. One that is gone is no matter."""
        while True:
            with self._store.write() as tx:
                row = rows.get(tx, batch_id)
                if row is not None:  # workers that are at it find that it is over
                    rows.end_shards(tx, batch_id)
                gone = rows.drop_records(tx, batch_id)
                if row is not None and not gone:
                    gone = rows.drop(tx, batch_id)
                    self._audit.append(tx, SYSTEM, "screening.workers.end", batch_id, {})
            with ThreadPoolExecutor(AT_ONCE) as threads:
                list(threads.map(self._vault.sweep, gone))
            if not gone:
                return

    # --- beginning and going on -------------------------------------------------------------------------------------

    def _found(self, journal: Journal, root: str, items: Sequence[Item]) -> str | None:
        """The batch this journal waits for. One over other files gives what it has and is ended."""
        held = journal.get("batch", "current")
        if not held:
            return None
        with self._store.write() as tx:
            row = rows.get(tx, held["id"])
            if row is not None:
                rows.offer_failed_again(tx, row.id)
        if row is None:
            return None
        if held["digest"] == _digest(root, items):
            return str(held["id"])
        self._fetch_ended(journal, row.id, "read", all_of_it=True)
        journal.sync()
        self.drop(row.id)
        return None

    def _begun(self, journal: Journal, root: str, items: Sequence[Item], asked: Sequence[int]) -> str:
        batch_id = secrets.token_hex(16)
        journal.put("batch", "current", {"id": batch_id, "digest": _digest(root, items)})
        journal.sync()
        told = {
            "root": root,
            "items": [told_of(one) for one in items],
            "asked": list(asked),
            "secret": b64encode(journal.secret).decode("ascii"),
        }
        sealed, now = self._vault.seal(sealable(told)), datetime.now(UTC)
        with self._store.write() as tx:
            manifest_id = self._vault.admit(tx, sealed)
            rows.insert(tx, id=batch_id, stage="read", manifest_id=manifest_id, created_at=now, seen_at=now)
            rows.add_shards(tx, batch_id, "read", self._ranges(asked))
            self._audit.append(tx, SYSTEM, "screening.workers.begin", batch_id, {"files": len(asked)})
        return batch_id

    def _on_to_verifying(self, journal: Journal, batch_id: str, items: Sequence[Item]) -> None:
        with self._store.read() as tx:
            row = rows.get(tx, batch_id)
            ranges = [(shard.first, shard.last) for shard in rows.shards(tx, batch_id, "read")]
        if row is None or row.stage == "verify":
            return
        sealed = self._vault.seal(sealable([to_json(_known(journal, item)) for item in items]))
        with self._store.write() as tx:
            rows.update(tx, batch_id, stage="verify", known_id=self._vault.admit(tx, sealed))
            rows.add_shards(tx, batch_id, "verify", ranges)

    def _ranges(self, asked: Sequence[int]) -> list[tuple[int, int]]:
        """Runs of files; those in between that are not asked for cost a shard nothing."""
        size = min(self._settings.shard_files, max(LEAST, len(asked) // SHARDS))
        cut = [asked[start : start + size] for start in range(0, len(asked), size)]
        return [(part[0], part[-1]) for part in cut]

    # --- waiting ----------------------------------------------------------------------------------------------------

    def _stage(self, journal: Journal, batch_id: str, stage: str, told: Progress) -> None:
        """Wait for a stage, fetching every shard as it ends."""
        quiet = seen = time.monotonic()
        before = -1
        while True:
            with self._store.read() as tx:
                shards = rows.shards(tx, batch_id, stage)
                done, alive = rows.count(tx, batch_id, stage), rows.anybody_at(tx, batch_id)
            self._fetch_ended(journal, batch_id, stage)
            over = all(rows.ended(shard) for shard in shards)
            if done != before or over:
                told(f"workers.{stage}", done, done if over else max(done + 1, _files(shards)))
            now = time.monotonic()
            if done != before or alive:
                quiet, before = now, done
            elif now - quiet > LONELY and not over:
                told("workers.none", 0, 1)
                quiet = now + 10 * LONELY
            if over:
                failed = sum(shard.state == "failed" for shard in shards)
                if failed:
                    told("workers.failed", failed, len(shards))
                return
            if now - seen > LONELY:
                seen = now
                with self._store.write() as tx:
                    rows.update(tx, batch_id, seen_at=datetime.now(UTC))
            time.sleep(max(0.2, self._settings.poll_seconds))

    def _fetch_ended(self, journal: Journal, batch_id: str, stage: str, *, all_of_it: bool = False) -> None:
        with self._store.read() as tx:
            shards = rows.shards(tx, batch_id, stage)
        for shard in shards:
            mark = f"{batch_id}.{stage}.{shard.first}"
            if (rows.ended(shard) or all_of_it) and journal.get("fetched", mark) is None:
                self._fetch(journal, shard)
                if shard.state == "done":
                    journal.put("fetched", mark, True)

    def _fetch(self, journal: Journal, shard: Row) -> None:
        def one(sealed_id: str) -> None:
            with self._store.read() as tx:
                content = self._vault.open(tx, sealed_id)
            for kind, key, value in unsealed(content):
                if journal.get(kind, key) != value:
                    journal.put(kind, key, value)

        with self._store.read() as tx:
            held = rows.records(tx, shard.batch_id, shard.stage, shard.first, shard.last)
        with ThreadPoolExecutor(AT_ONCE) as threads:
            list(threads.map(one, held.values()))


def _known(journal: Journal, item: Item) -> Known:
    """What the journal knows of a file; the screening itself reads again what could not be read."""
    seen = journal.get("seen", seen_key(journal, item)) or {}
    if "stopped" in seen:
        return Known("", "withheld")
    held = journal.get("known", key_of(seen["sha256"])) if seen else None
    return from_json(Known, held) if held is not None else Known("", "unreadable")


def _files(shards: Sequence[Row]) -> int:
    return sum(shard.last - shard.first + 1 for shard in shards)


def _digest(root: str, items: Sequence[Item]) -> str:
    text = json.dumps([root, [told_of(one) for one in items]], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
