"""A private PostgreSQL cluster for trials, from the server binary of the distribution; reached by a socket only."""

from __future__ import annotations

import contextlib
import os
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


@contextlib.contextmanager
def cluster(user: str | None = None) -> Iterator[str]:
    """URL pattern with ``{name}`` for the database; the cluster is gone afterwards.

    The server refuses to run as root: ``postgres`` owns it then, or ``user``. RuntimeError without a server.
    """
    folder = server_folder()
    if folder is None:
        raise RuntimeError("PostgreSQL server is not installed (apt-get install postgresql)")
    owner = (user or "postgres") if os.geteuid() == 0 else None
    home = Path(tempfile.mkdtemp(prefix="hourproof-pg-"))
    if owner is not None:
        shutil.chown(home, owner)
    data = home / "data"

    def run(*command: str) -> None:
        subprocess.run(command, check=True, user=owner, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    run(str(folder / "initdb"), "-D", str(data), "-U", "desk", "--auth=trust", "--encoding=UTF8", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories={home} -c max_connections=200"
    try:
        run(str(folder / "pg_ctl"), "-D", str(data), "-o", options, "-l", str(home / "log"), "-w", "start")
        try:
            yield f"postgresql://desk@/{{name}}?host={home}"
        finally:
            run(str(folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
