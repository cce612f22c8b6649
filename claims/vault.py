"""The vault: every original and every reading sealed with a key of its own; the only place of blobs.

AES-256-GCM; the blob's key is wrapped by the master key and stands in the database, so destroying that
row's key forgets the blob wherever its ciphertext still lies (backups, object versions). Originals go
to the blob store before the row; small documents (readings, facts, sheets) keep their ciphertext in the row.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import obstore
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from obstore.exceptions import BaseError
from obstore.store import LocalStore, S3Store

from claims.errors import StorageDown
from claims.keys import KEY_BYTES, KeyRing, fsync_folder
from claims.settings import Settings
from claims.store import sealed as rows
from claims.store.engine import Row, Store, Transaction

log = logging.getLogger(__name__)

_NONCE = 12


def object_store(url: str, endpoint: str) -> Any:
    """obstore's face of ``s3://bucket/prefix``; ``endpoint`` is empty for Amazon's own. Raises BaseError for a bad URL.

    Nothing is asked of it yet. A store that is gone is told within the patience of an upload, not after obstore's
    three minutes.
    """
    config: Any = {"endpoint": endpoint} if endpoint else None
    client: Any = {"timeout": "30s", "connect_timeout": "5s"}
    if endpoint.startswith("http://"):
        client["allow_http"] = True
    retry: Any = {"max_retries": 3, "retry_timeout": timedelta(seconds=20)}
    return S3Store.from_url(url, config=config, client_options=client, retry_config=retry)


class Forgotten(LookupError):
    """The blob's key was destroyed: its content is gone for good."""


class Damaged(RuntimeError):
    """The ciphertext does not match its key: changed or mixed up on disk."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed thing that waits for its row. ``body`` is None when it lies in the blob store."""

    id: str
    master_id: str
    wrapped_key: bytes
    body: bytes | None
    size: int


class Vault:
    """``seal`` / ``seal_small`` then ``admit`` in the transaction; ``open`` reads; ``forget`` destroys."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self.ring = KeyRing(settings.master_key)
        self._store = store
        self._folder: Path | None = None
        if settings.blobs_url:
            self._blobs: Any = object_store(settings.blobs_url, settings.blobs_endpoint)
        else:
            self._folder = settings.data / "blobs"
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._blobs = LocalStore(str(self._folder))

    def prepare(self) -> None:
        """Make the database agree with the key file at start."""
        with self._store.write() as tx:
            if rows.current_master(tx, lock=True) is None:
                rows.set_master(tx, self.ring.current)

    # --- sealing ----------------------------------------------------------------------------------------------------

    def seal(self, data: bytes) -> Sealed:
        """Encrypt and put into the blob store; on disk (fsynced) when this returns. No row yet.

        Raises ``StorageDown`` when the store is full or gone.
        """
        sealed, body = self._encrypt(data)
        self._put(sealed.id, body)
        return sealed

    def _put(self, sealed_id: str, body: bytes) -> None:
        try:
            obstore.put(self._blobs, _path(sealed_id), body)
            if self._folder is not None:
                self._flush(self._folder / _path(sealed_id))
        except (BaseError, OSError) as error:
            log.error("blob store refused: %s", type(error).__name__)
            raise StorageDown from error

    def seal_small(self, value: Any) -> Sealed:
        """A JSON value whose ciphertext will stand in the row itself."""
        data = zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 3)
        sealed, body = self._encrypt(data)
        return Sealed(sealed.id, sealed.master_id, sealed.wrapped_key, body, sealed.size)

    def admit(self, tx: Transaction, sealed: Sealed) -> str:
        """Insert the row; its id. Re-wraps when the master key was rotated since sealing."""
        current = rows.current_master(tx) or self.ring.current
        wrapped = sealed.wrapped_key
        if current != sealed.master_id:
            wrapped = self._wrap(sealed.id, current, self._unwrap(sealed.id, sealed.master_id, wrapped))
        rows.insert(
            tx,
            id=sealed.id,
            master_id=current,
            wrapped_key=wrapped,
            body=sealed.body,
            size=sealed.size,
            created_at=datetime.now(UTC),
        )
        return sealed.id

    def keep(self, tx: Transaction, value: Any) -> str:
        """``seal_small`` and ``admit`` in one."""
        return self.admit(tx, self.seal_small(value))

    # --- opening ----------------------------------------------------------------------------------------------------

    def open(self, tx: Transaction, sealed_id: str) -> bytes:
        """The content. Raises ``Forgotten``, ``Damaged``, ``KeyMissing``."""
        row = rows.get(tx, sealed_id)
        if row is None:
            raise Forgotten(sealed_id)
        return self._opened(row)

    def _opened(self, row: Row) -> bytes:
        if row.wrapped_key is None:
            raise Forgotten(row.id)
        key = self._unwrap(row.id, row.master_id, row.wrapped_key)
        body = row.body
        if body is None:
            body = self.ciphertext(row.id)
        try:
            return AESGCM(key).decrypt(body[:_NONCE], body[_NONCE:], row.id.encode())
        except InvalidTag as error:
            raise Damaged(f"密封文件 {row.id} 与其密钥不符，可能在磁盘上被改动。") from error

    def ciphertext(self, sealed_id: str) -> bytes:
        """What lies in the blob store. Raises ``Damaged`` when it is missing there, ``StorageDown``."""
        try:
            return bytes(obstore.get(self._blobs, _path(sealed_id)).bytes())
        except FileNotFoundError as error:
            raise Damaged(f"密封文件 {sealed_id} 不在存储中，可能被删除或没有恢复。") from error
        except (BaseError, OSError) as error:
            log.error("blob store refused: %s", type(error).__name__)
            raise StorageDown from error

    def put_ciphertext(self, sealed_id: str, body: bytes) -> None:
        """Put back what ``ciphertext`` gave, durably. For restoring a backup."""
        self._put(sealed_id, body)

    def orphans(self, tx: Transaction, older_than: datetime) -> tuple[str, ...]:
        """Ciphertexts without a living row: of uploads cut off before their receipt, and of forgotten ones."""
        there = {
            str(entry["path"]).rsplit("/", 1)[-1]
            for chunk in obstore.list(self._blobs)
            for entry in chunk
            if entry["last_modified"] < older_than
        }
        return tuple(sorted(there - {row.id for row in rows.live(tx)}))

    def open_small(self, tx: Transaction, sealed_id: str) -> Any:
        return _value(self.open(tx, sealed_id))

    def open_several(self, tx: Transaction, sealed_ids: Collection[str]) -> dict[str, Any]:
        """``open_small`` of all of them by id, in one query: a list must not ask once a line."""
        opened = {row.id: _value(self._opened(row)) for row in rows.several(tx, sealed_ids)}
        for sealed_id in sealed_ids:
            if sealed_id not in opened:
                raise Forgotten(sealed_id)
        return opened

    # --- forgetting -------------------------------------------------------------------------------------------------

    def forget(self, tx: Transaction, sealed_id: str) -> None:
        """Destroy the key; call ``sweep`` after the commit to drop the ciphertext as well."""
        rows.drop_key(tx, sealed_id, datetime.now(UTC))

    def sweep(self, sealed_id: str) -> None:
        """Remove a forgotten blob's ciphertext from the blob store; its absence is fine."""
        try:
            obstore.delete(self._blobs, _path(sealed_id))
        except FileNotFoundError:
            return

    def rotate(self) -> int:
        """New master key; live keys re-wrapped; the old master key destroyed. How many were re-wrapped.

        What was forgotten before is then gone from logs and backups of the database too, as the key
        that wrapped it no longer exists. A crash in between leaves both keys; rotate again.
        """
        name = self.ring.add()
        count = 0
        with self._store.write() as tx:
            rows.set_master(tx, name)
            for batch in rows.live_not_under(tx, name):
                for row in batch:
                    key = self._unwrap(row.id, row.master_id, row.wrapped_key)
                    rows.rewrap(tx, row.id, name, self._wrap(row.id, name, key))
                    count += 1
        self.ring.destroy_all_but(name)
        return count

    # --- inside -----------------------------------------------------------------------------------------------------

    def _encrypt(self, data: bytes) -> tuple[Sealed, bytes]:
        blob_id, key, nonce = secrets.token_hex(16), secrets.token_bytes(KEY_BYTES), secrets.token_bytes(_NONCE)
        body = nonce + AESGCM(key).encrypt(nonce, data, blob_id.encode())
        master = self.ring.current
        return Sealed(blob_id, master, self._wrap(blob_id, master, key), None, len(data)), body

    def _wrap(self, blob_id: str, master: str, key: bytes) -> bytes:
        nonce = secrets.token_bytes(_NONCE)
        return nonce + AESGCM(self.ring.key(master)).encrypt(nonce, key, blob_id.encode())

    def _unwrap(self, blob_id: str, master: str, wrapped: bytes) -> bytes:
        return AESGCM(self.ring.key(master)).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], blob_id.encode())

    @staticmethod
    def _flush(path: Path) -> None:
        """obstore does not fsync local files: file, its folder, and the folder above."""
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        fsync_folder(path.parent)
        fsync_folder(path.parent.parent)


def _value(content: bytes) -> Any:
    return json.loads(zlib.decompress(content))


def _path(blob_id: str) -> str:
    return f"{blob_id[:2]}/{blob_id}"
