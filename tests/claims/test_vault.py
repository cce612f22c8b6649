"""Sealing, forgetting, rotation; local files and an S3-compatible store."""

from __future__ import annotations

import dataclasses
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from moto.server import ThreadedMotoServer

from claims import Settings
from claims.keys import KeyMissing
from claims.store.engine import Store
from claims.store.migrate import migrate
from claims.vault import Damaged, Forgotten, Vault

SECRET = "要封存的内容".encode() * 50


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    made = Store(settings.database)
    migrate(made)
    yield made
    made.close()


def opened(settings: Settings, store: Store) -> Vault:
    vault = Vault(settings, store)
    vault.prepare()
    return vault


def kept(vault: Vault, store: Store, data: bytes = SECRET) -> str:
    sealed = vault.seal(data)
    with store.write() as tx:
        return vault.admit(tx, sealed)


def test_what_is_sealed_opens_and_lies_encrypted(settings: Settings, store: Store) -> None:
    vault = opened(settings, store)
    blob = kept(vault, store)
    with store.write() as tx:
        small = vault.keep(tx, {"姓名": "某人"})
    with store.read() as tx:
        assert vault.open(tx, blob) == SECRET
        assert vault.open_small(tx, small) == {"姓名": "某人"}
    files = [path for path in settings.data.rglob("*") if path.is_file()]
    assert not [path for path in files if SECRET[:18] in path.read_bytes() or "某人".encode() in path.read_bytes()]
    assert stat.S_IMODE(os.stat(settings.master_key).st_mode) == 0o600


def test_a_forgotten_blob_is_gone_for_good(settings: Settings, store: Store) -> None:
    vault = opened(settings, store)
    blob = kept(vault, store)
    body = next(path for path in (settings.data / "blobs").rglob("*") if path.is_file()).read_bytes()
    with store.write() as tx:
        vault.forget(tx, blob)
    with store.read() as tx, pytest.raises(Forgotten):
        vault.open(tx, blob)
    vault.sweep(blob)
    vault.sweep(blob)  # again is harmless
    assert body  # a copy of the ciphertext in some backup is all that is left, and nothing opens it


def test_damage_is_told(settings: Settings, store: Store) -> None:
    vault = opened(settings, store)
    blob = kept(vault, store)
    path = next(path for path in (settings.data / "blobs").rglob("*") if path.is_file())
    body = bytearray(path.read_bytes())
    body[20] ^= 1
    path.write_bytes(bytes(body))
    with store.read() as tx, pytest.raises(Damaged):
        vault.open(tx, blob)


def test_rotation_rewraps_what_lives_and_ends_the_old_key(settings: Settings, store: Store) -> None:
    vault = opened(settings, store)
    blobs = [kept(vault, store, f"内容{n}".encode()) for n in range(5)]
    other = opened(settings, store)  # another process with the old key ring in memory
    old = vault.ring.current
    old_file = settings.master_key.read_bytes()
    assert vault.rotate() == 5
    with store.read() as tx:
        assert [vault.open(tx, one) for one in blobs] == [f"内容{n}".encode() for n in range(5)]
        assert other.open(tx, blobs[0]) == "内容0".encode()  # reads the new key file by itself
    assert settings.master_key.read_bytes() != old_file
    with pytest.raises(KeyMissing):
        Vault(settings, store).ring.key(old)


def test_what_was_sealed_before_a_rotation_is_admitted_under_the_new_key(settings: Settings, store: Store) -> None:
    vault = opened(settings, store)
    other = opened(settings, store)
    waiting = other.seal(SECRET)  # its row comes only after the rotation
    vault.rotate()
    with store.write() as tx:
        blob = other.admit(tx, waiting)
    with store.read() as tx:
        assert Vault(settings, store).open(tx, blob) == SECRET


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    server = ThreadedMotoServer(port=0)
    server.start()
    host, port = server.get_host_and_port()
    os.environ |= {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_REGION": "us-east-1"}
    import boto3

    boto3.client("s3", endpoint_url=f"http://{host}:{port}").create_bucket(Bucket="evidence")
    yield f"http://{host}:{port}"
    server.stop()


def test_the_same_on_an_s3_compatible_store(settings: Settings, store: Store, bucket: str, tmp_path: Path) -> None:
    remote = dataclasses.replace(settings, blobs_url="s3://evidence/desk", blobs_endpoint=bucket)
    vault = opened(remote, store)
    blob = kept(vault, store)
    with store.read() as tx:
        assert vault.open(tx, blob) == SECRET
    assert not (settings.data / "blobs").exists()
    with store.write() as tx:
        vault.forget(tx, blob)
    vault.sweep(blob)
