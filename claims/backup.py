"""Backup and restore: every row and every sealed blob, checked on the way in by the audit chain and by opening all.

A backup is a folder: ``manifest.json``, ``tables/NAME.jsonl.gz`` (one row a line, as the database holds it), and
``blobs/`` (ciphertext as it is). It is the same from SQLite and from PostgreSQL, so restoring is also the way from
one to the other. The keys are *not* in it: whoever holds a backup without them holds nothing readable, and what was
forgotten before the master key was rotated stays forgotten. Sessions, sign-in links and heartbeats are left out.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from claims.audit import Audit
from claims.keys import KeyMissing, audit_key, fsync_folder
from claims.settings import Settings
from claims.store import audit as audit_rows
from claims.store import sealed as sealed_rows
from claims.store.engine import Store, Transaction
from claims.store.migrate import current, migrate, migrate_to
from claims.vault import Damaged, Vault

FORMAT = 1
LEFT_OUT = frozenset({"alembic_version", "sessions", "sign_in_links", "heartbeats"})
_BATCH = 500


class BackupFault(RuntimeError):
    """A backup that cannot be made or restored; the message is Chinese and says what to do."""


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What was written or restored. ``unreadable`` are sealed ids that did not open."""

    revision: str
    rows: int
    blobs: int
    head_seq: int
    head: str
    unreadable: tuple[str, ...] = ()


def back_up(settings: Settings, folder: Path) -> BackupReport:
    """Write a backup into an empty or new ``folder`` while the service may be running. Raises ``BackupFault``."""
    if folder.exists() and any(folder.iterdir()):
        raise BackupFault(f"{folder} 不是空文件夹。请换一个新的文件夹，以免覆盖旧备份。")
    (folder / "tables").mkdir(parents=True, exist_ok=True, mode=0o700)
    store = Store(settings.database)
    try:
        revision = current(store)
        if revision is None:
            raise BackupFault("数据库里还没有任何数据，无须备份。请检查 HOURPROOF_DATA 和 HOURPROOF_DATABASE_URL。")
        vault = Vault(settings, store)
        digests, counts, live = {}, {}, []
        with _snapshot(store) as tx:
            head_seq, head = audit_rows.head(tx, lock=False)
            for table in _tables(tx):
                digests[table.name], counts[table.name] = _write_table(tx, table, folder / "tables")
            live = [row.id for row in sealed_rows.live(tx) if row.body is None]
        copied = sum(_copy_blob(store, vault, one, folder / "blobs") for one in live)
    finally:
        store.close()
    manifest = {
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "revision": revision,
        "head_seq": head_seq,
        "head": head,
        "blobs": copied,
        "rows": counts,
        "sha256": digests,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    fsync_folder(folder)
    return BackupReport(revision, sum(counts.values()), copied, head_seq, head)


def restore(settings: Settings, folder: Path) -> BackupReport:
    """Fill an empty installation from a backup, then verify it. The key files must be in place already.

    The database is brought to the backup's schema, filled, and migrated forward from there. Raises ``BackupFault``.
    """
    manifest = _manifest(folder)
    _check_tables(folder / "tables", manifest)
    for path, name in ((settings.master_key, "主密钥"), (settings.audit_key, "审计密钥")):
        if not path.exists():
            raise BackupFault(f"没有{name}文件 {path}。备份不含密钥，请先把另行保管的密钥文件放回原处。")
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    store = Store(settings.database)
    try:
        if current(store) is not None:
            raise BackupFault("目标数据库里已有数据。恢复只能进入空的数据库，请换一个 HOURPROOF_DATA 或数据库。")
        vault = Vault(settings, store)
        migrate_to(store, manifest["revision"])
        with store.write() as tx:
            for table in _tables(tx):
                if table.name in manifest["sha256"]:
                    for batch in _batches(folder / "tables" / f"{table.name}.jsonl.gz"):
                        tx.execute(sa.insert(table), batch)
        migrate(store)
        copied = 0
        for path in sorted((folder / "blobs").glob("*/*")):
            vault.put_ciphertext(path.name, path.read_bytes())
            copied += 1
        report = Audit(store, audit_key(settings.audit_key)).verify(exported=(manifest["head_seq"], manifest["head"]))
        if not report.ok:
            raise BackupFault(f"恢复后的审计链不符：{report.faults[0]} 请确认审计密钥与备份属于同一套系统。")
        return BackupReport(
            manifest["revision"],
            sum(manifest["rows"].values()),
            copied,
            report.head_seq,
            report.head,
            unreadable(store, vault),
        )
    finally:
        store.close()


def unreadable(store: Store, vault: Vault) -> tuple[str, ...]:
    """Ids of live sealed things that do not open: every blob is fetched and decrypted."""
    bad = []
    with store.read() as tx:
        for row in sealed_rows.live(tx):
            try:
                vault.open(tx, row.id)
            except (Damaged, KeyMissing):
                bad.append(str(row.id))
    return tuple(bad)


def report_json(report: BackupReport) -> dict[str, Any]:
    return asdict(report)


# --- inside ---------------------------------------------------------------------------------------------------------


def _snapshot(store: Store) -> Any:
    if store.engine.dialect.name == "postgresql":
        return store.engine.execution_options(isolation_level="REPEATABLE READ").begin()
    return store.read()  # in WAL a reading transaction is a snapshot


def _tables(tx: Transaction) -> list[sa.Table]:
    """As they are in this database, parents before children."""
    found = sa.MetaData()
    found.reflect(tx)
    tables = [table for table in found.sorted_tables if table.name not in LEFT_OUT]
    for table in tables:
        for column in table.columns:
            if isinstance(column.type, sa.JSON):
                column.type.none_as_null = True
    return tables


def _write_table(tx: Transaction, table: sa.Table, folder: Path) -> tuple[str, int]:
    """``(SHA-256 of the file, rows)``."""
    path, count = folder / f"{table.name}.jsonl.gz", 0
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=4) as out:
        for row in tx.execution_options(yield_per=_BATCH).execute(sa.select(table)).mappings():
            out.write(json.dumps({name: _plain(value) for name, value in row.items()}, ensure_ascii=False) + "\n")
            count += 1
    return hashlib.sha256(path.read_bytes()).hexdigest(), count


def _check_tables(folder: Path, manifest: Mapping[str, Any]) -> None:
    for name, wanted in manifest["sha256"].items():
        path = folder / f"{name}.jsonl.gz"
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            raise BackupFault(f"备份中的 {path.name} 缺失或已被改动，与清单不符。请换一份完好的备份。")


def _batches(path: Path) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            batch.append({name: _stored(value) for name, value in json.loads(line).items()})
            if len(batch) == _BATCH:
                yield batch
                batch = []
    if batch:
        yield batch


def _plain(value: Any) -> Any:
    return {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes | memoryview) else value


def _stored(value: Any) -> Any:
    if isinstance(value, dict) and set(value) == {"base64"}:
        return base64.b64decode(value["base64"])
    return value


def _copy_blob(store: Store, vault: Vault, sealed_id: str, folder: Path) -> int:
    try:
        body = vault.ciphertext(sealed_id)
    except Damaged:
        with store.read() as tx:
            row = sealed_rows.get(tx, sealed_id)
        if row is None or row.wrapped_key is None:
            return 0  # forgotten since the snapshot
        raise BackupFault(f"密封文件 {sealed_id} 不在存储中，备份不完整。请先检查文件存储。") from None
    path = folder / sealed_id[:2] / sealed_id
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(body)
    return 1


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise BackupFault(f"{folder} 不是一份备份：没有可读的 manifest.json。") from None
    if manifest.get("format") != FORMAT:
        raise BackupFault("这份备份的格式比程序新，请用制作它的版本或更新的版本恢复。")
    return manifest
