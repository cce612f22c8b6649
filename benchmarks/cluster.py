"""A private PostgreSQL cluster for trials, from the server binary of the distribution; reached by a socket only."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path


def server_folder() -> Path | None:
    """Where ``initdb`` and ``pg_ctl`` lie; None where no server is installed."""
    for place in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (place / "initdb").exists():
            return place
    found = shutil.which("initdb")
    return Path(found).parent if found else None


class NoServer(RuntimeError):
    """There is no PostgreSQL server here, or nobody it may run as."""


def _owner() -> str | None:
    """The server refuses to run as root: an unprivileged account owns the cluster then."""
    if os.geteuid() != 0:
        return None
    accounts = {entry.pw_name for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in accounts:
            return name
    raise NoServer("running as root and there is no unprivileged account for PostgreSQL")


@contextlib.contextmanager
def cluster(*, fleeting: bool = False) -> Iterator[str]:
    """URL pattern with ``{name}`` for the database; the cluster is gone afterwards. Raises ``NoServer``.

    ``fleeting``: in memory where possible (a cluster with many databases is thousands of small files), never flushed
    and never vacuumed; for tests that do not lose power.
    """
    folder = server_folder()
    if folder is None:
        raise NoServer("PostgreSQL server is not installed (apt-get install postgresql)")
    owner = _owner()
    memory = "/dev/shm" if fleeting and os.access("/dev/shm", os.W_OK) else None
    home = Path(tempfile.mkdtemp(prefix="hourproof-pg-", dir=memory))
    if owner is not None:
        shutil.chown(home, owner)
    data = home / "data"

    def run(*command: str) -> None:
        subprocess.run(command, check=True, user=owner, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    run(str(folder / "initdb"), "-D", str(data), "-U", "desk", "--auth=trust", "--encoding=UTF8", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories={home} -c max_connections=200"
    # Hundreds of databases would keep the vacuum's launcher going round all the time.
    options += " -c fsync=off -c full_page_writes=off -c autovacuum=off" if fleeting else ""
    try:
        run(str(folder / "pg_ctl"), "-D", str(data), "-o", options, "-l", str(home / "log"), "-w", "start")
        try:
            yield f"postgresql://desk@/{{name}}?host={home}"
        finally:
            run(str(folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
