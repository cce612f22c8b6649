"""The places a service writes to, taken away under it: full disk, read-only disk, locked database, object store gone.

Each trial uploads while the place is well, then while it is not, then when it is well again, and tells
what was answered. ``sound``: while the place is ill every upload is answered with 503 and Retry-After and
the service lives on; afterwards all that was receipted is there, opens, and the rest gets through.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx

from benchmarks.installation import CITY, YEAR, Installation, installed, upload
from benchmarks.plain_papers import notice

NAME = "notice.pdf"


class NotPermitted(RuntimeError):
    """The trial needs a right this machine does not give (mounting)."""


@contextlib.contextmanager
def _memory_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        raise NotPermitted("mounting a small disk needs root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)


def _once(client: httpx.Client, number: int) -> httpx.Response:
    return client.post(
        "/api/v1/evidence",
        data={"city": CITY, "year": str(YEAR)},
        files={"file": (NAME, notice(number))},
        headers={"Upload-Id": f"place-{number:06}"},
    )


def _trial(place: Installation, ill: Callable[[], contextlib.AbstractContextManager[None]]) -> dict[str, Any]:
    place.start("serve")
    place.wait_ready()
    receipts: dict[int, str] = {}
    refused: list[str] = []
    with place.client("p0") as client:
        for number in range(3):
            receipts[number] = _once(client, number).json()["id"]
        with ill():
            for number in range(3, 6):
                answer = _once(client, number)
                if answer.status_code == 201:  # still fitted in
                    receipts[number] = answer.json()["id"]
                    continue
                code = answer.json().get("code", "") if answer.content else ""
                refused.append(f"{answer.status_code} {code} {'retry-after' in answer.headers}")
            alive = httpx.get(f"{place.base}/livez", timeout=10).status_code == 200
        for number in range(3, 6):
            again = upload(client, notice(number), f"place-{number:06}")
            if again is not None and again.status_code == 201:
                receipts[number] = again.json()["id"]
        opened = sum(client.get(f"/api/v1/evidence/{one}/pages/1").status_code == 200 for one in set(receipts.values()))
    report = place.desk.audit_verify()
    good = alive and len(set(receipts.values())) == 6 == opened and report.ok
    good = good and bool(refused) and set(refused) == {"503 desk.storage True"}
    told = {"refused": sorted(set(refused)), "refusals": len(refused), "alive": alive}
    return {"sound": good, **told, "receipted": len(receipts), "open_afterwards": opened, "audit": report.ok}


def full_disk(folder: Path) -> dict[str, Any]:
    with _memory_disk(folder / "small", 24) as disk, installed(disk, professionals=1) as place:

        @contextlib.contextmanager
        def ill() -> Iterator[None]:
            ballast = disk / "ballast"
            with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
                while file.write(bytes(4096)):
                    pass
            yield
            ballast.unlink()

        return _trial(place, ill)


def read_only_disk(folder: Path) -> dict[str, Any]:
    with _memory_disk(folder / "fixed", 64) as disk, installed(folder / "rest", professionals=1, data=disk) as place:
        # A file system with files open for writing cannot be made read-only; the blobs can be covered by one that is.
        @contextlib.contextmanager
        def ill() -> Iterator[None]:
            blobs = disk / "blobs"
            cover = ["mount", "--bind", str(blobs), str(blobs)]
            subprocess.run(cover, check=True)
            subprocess.run(["mount", "-o", "remount,ro,bind", str(blobs)], check=True)
            yield
            subprocess.run(["umount", "-l", str(blobs)], check=True)

        return _trial(place, ill)


def locked_database(folder: Path) -> dict[str, Any]:
    with installed(folder / "locked", professionals=1) as place:

        @contextlib.contextmanager
        def ill() -> Iterator[None]:
            holder = sqlite3.connect(place.settings.sqlite_path, isolation_level=None)
            holder.execute("BEGIN EXCLUSIVE")
            yield
            holder.execute("ROLLBACK")
            holder.close()

        return _trial(place, ill)


class Gate:
    """A door of loopback in front of another one; ``shut`` cuts every connection and takes no new one."""

    def __init__(self, behind: int) -> None:
        self._behind = behind
        self._door: socket.socket | None = None
        self._open: list[socket.socket] = []
        self.port = 0
        self.open()

    def open(self) -> None:
        self._door = socket.create_server(("127.0.0.1", self.port))
        self.port = self._door.getsockname()[1]
        threading.Thread(target=self._take, args=(self._door,), daemon=True).start()

    def shut(self) -> None:
        assert self._door is not None
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for one in self._open:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._open.clear()

    def _take(self, door: socket.socket) -> None:
        while True:
            try:
                came, _ = door.accept()
                on = socket.create_connection(("127.0.0.1", self._behind))
            except OSError:
                return
            self._open += [came, on]
            for one, other in ((came, on), (on, came)):
                threading.Thread(target=_pass, args=(one, other), daemon=True).start()


def _pass(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
    with contextlib.suppress(OSError):
        other.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def object_store() -> Iterator[int]:
    """Port of an S3-compatible server (moto) with the bucket ``evidence``; credentials go into the environment."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    try:
        _, port = server.get_host_and_port()
        os.environ |= {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_REGION": "us-east-1"}
        boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}").create_bucket(Bucket="evidence")
        yield port
    finally:
        server.stop()


def object_store_gone(folder: Path) -> dict[str, Any]:
    with object_store() as port:
        gate = Gate(port)
        where = {"blobs_url": "s3://evidence/desk", "blobs_endpoint": f"http://127.0.0.1:{gate.port}"}
        with installed(folder / "remote", professionals=1, **where) as place:

            @contextlib.contextmanager
            def ill() -> Iterator[None]:
                gate.shut()
                yield
                gate.open()

            return _trial(place, ill)


TRIALS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "full_disk": full_disk,
    "read_only_disk": read_only_disk,
    "locked_database": locked_database,
    "object_store_gone": object_store_gone,
}


def every_place(folder: Path) -> dict[str, Any]:
    """All trials by name; one that this machine does not permit says so and counts as sound."""
    found: dict[str, Any] = {}
    for kind, trial in TRIALS.items():
        began = time.monotonic()
        try:
            figures = trial(folder / kind)
        except NotPermitted as error:
            figures = {"sound": True, "skipped": str(error)}
        found[kind] = {**figures, "seconds": round(time.monotonic() - began, 1)}
        print(kind, found[kind], flush=True)
    return found
