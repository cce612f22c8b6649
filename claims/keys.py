"""Keys in files outside the database: master keys with their history, the index key, the audit key.

A file is created with mode 0600 at first start and never overwritten in place: a new version is written
beside it, fsynced and renamed over it.
"""

from __future__ import annotations

import base64
import hmac
import json
import os
import secrets
from hashlib import sha256
from pathlib import Path

KEY_BYTES = 32


class KeyMissing(RuntimeError):
    """A master key that something was sealed with is not in the key file."""


def fsync_folder(folder: Path) -> None:
    """Make renames and new names in ``folder`` durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_durably(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data``, mode 0600, whole or not at all, and on disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)
    os.replace(beside, path)
    fsync_folder(path.parent)


def create_once(path: Path, data: bytes) -> bytes:
    """The content of ``path``, which is ``data`` if it did not exist; two starters agree on one content."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        beside = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)
        try:
            os.link(beside, path)  # fails when another process was first: its content counts
        except FileExistsError:
            pass
        finally:
            beside.unlink()
        fsync_folder(path.parent)
    return path.read_bytes()


def audit_key(path: Path) -> bytes:
    """The key of the audit chain, made at first start."""
    return base64.b64decode(create_once(path, base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n"))


class KeyRing:
    """Master keys by id, and the key for searchable digests. Read again when another process rotated."""

    def __init__(self, path: Path) -> None:
        self.path = path
        first = secrets.token_hex(8)
        fresh = {"current": first, "keys": {first: _text(secrets.token_bytes(KEY_BYTES))}}
        fresh["index"] = _text(secrets.token_bytes(KEY_BYTES))
        create_once(path, json.dumps(fresh, indent=1).encode())
        self._read()

    def _read(self) -> None:
        held = json.loads(self.path.read_text(encoding="utf-8"))
        self.current: str = held["current"]
        self._keys = {name: base64.b64decode(key) for name, key in held["keys"].items()}
        self._index = base64.b64decode(held["index"])

    def key(self, name: str) -> bytes:
        """The master key ``name``; KeyMissing when it was destroyed or never known."""
        if name not in self._keys:
            self._read()
        if name not in self._keys:
            raise KeyMissing(f"主密钥 {name} 不在密钥文件 {self.path.name} 中；请恢复密钥文件的备份。")
        return self._keys[name]

    def digest(self, purpose: str, value: str | bytes) -> str:
        """Keyed digest (hex) for looking things up without storing them. ``purpose`` keeps uses apart."""
        data = value.encode() if isinstance(value, str) else value
        return hmac.new(self._index, purpose.encode() + b"\0" + data, sha256).hexdigest()

    def add(self) -> str:
        """A new current master key beside the old ones; its id."""
        self._read()
        name = secrets.token_hex(8)
        self._keys[name] = secrets.token_bytes(KEY_BYTES)
        self.current = name
        self._write()
        return name

    def destroy_all_but(self, name: str) -> None:
        """Forget every other master key, and with them all that was sealed under them alone."""
        self._read()
        self._keys = {name: self._keys[name]}
        self.current = name
        self._write()

    def _write(self) -> None:
        held = {"current": self.current, "keys": {name: _text(key) for name, key in self._keys.items()}}
        held["index"] = _text(self._index)
        write_durably(self.path, json.dumps(held, indent=1).encode())


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode()
