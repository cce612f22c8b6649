"""A whole installation to try things on: the real service and workers as processes, spoken to over loopback.

Everything lives in one folder: data, temporary files of the processes, and what they print. Nothing but
127.0.0.1 is ever spoken to.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

import httpx

from claims.desk import Desk
from claims.settings import PREFIX, Settings
from claims.views import Session
from domain.claim import Role
from intake import Intake

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "cli" / "samples"
CITY, YEAR, EMPLOYER = "jiaxing", 2023, "嘉兴市清河医院"
#: Statuses after which the upload page tries again by itself (api/static/js/send.js).
AGAIN = frozenset({408, 429, 500, 502, 503, 504})


@dataclass
class Installation:
    """``desk`` is a second window on the same data, for looking; it does no jobs."""

    folder: Path
    settings: Settings
    desk: Desk
    sessions: dict[str, Session]
    port: int
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / "processes.log"

    @property
    def temporary(self) -> Path:
        return self.folder / "tmp"

    def environment(self) -> dict[str, str]:
        named = {f"{PREFIX}{one.name.upper()}": getattr(self.settings, one.name) for one in fields(Settings)}
        own = {name: str(value) for name, value in named.items() if value not in (None, "")}
        return {**os.environ, **own, "TMPDIR": str(self.temporary), "PYTHONDONTWRITEBYTECODE": "1"}

    def start(
        self, verb: str = "serve", *, before: Sequence[str] = (), program: Path = ROOT
    ) -> subprocess.Popen[bytes]:
        """``hourproof VERB`` as a process of its own; ``before`` is a command to run it under (strace …).

        ``program`` is the folder of another version.
        """
        command = [*before, sys.executable, "-m", "cli", verb, "--readers", "1"]
        command += ["--port", str(self.port)] if verb == "serve" else []
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=program,
                env={**self.environment(), "PYTHONPATH": str(program)},
                stdout=log,
                stderr=log,
                start_new_session=bool(before),
            )
        self.processes.append(process)
        return process

    def wait_ready(self, seconds: float = 300) -> None:
        """Until uploads can be taken."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(f"{self.base}/readyz", timeout=5).status_code == 200:
                    return
            time.sleep(0.2)
        last = self.log.read_text(errors="replace")[-1500:]
        raise TimeoutError(f"the service was not ready within {seconds} s: {last}")

    def client(self, login: str) -> httpx.Client:
        """Signed in as ``login``, with the token that writes need."""
        session = self.sessions[login]
        return httpx.Client(
            base_url=self.base,
            cookies={"hourproof_session": session.token},
            headers={"X-CSRF-Token": session.csrf},
            timeout=120,
        )

    def end(self, process: subprocess.Popen[bytes], *, hard: bool = False) -> None:
        if process in self.processes:
            self.processes.remove(process)
        meant = signal.SIGKILL if hard else signal.SIGTERM
        with contextlib.suppress(ProcessLookupError):
            if os.getpgid(process.pid) == process.pid:
                # strace holds signals back from itself: what it watches must be told.
                os.killpg(process.pid, meant)
            else:
                process.send_signal(meant)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def end_all(self) -> None:
        for process in list(self.processes):
            self.end(process)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def installed(folder: Path, *, professionals: int = 2, **settings: object) -> Iterator[Installation]:
    """A fresh installation with people ``p0``, ``p1`` …, ``unit`` and ``authority`` signed in; no process runs yet."""
    data = folder / "data"
    (folder / "tmp").mkdir(parents=True, exist_ok=True)
    asked = replace(Settings(data=data, uploads_per_day=1_000_000), **settings)  # type: ignore[arg-type]
    with Intake(workers=1) as intake:
        desk = Desk(asked, intake)
        desk.start(work=False)
        try:
            token = desk.first_sign_in()
            assert token is not None
            admin = desk.sign_in_with_link(token)
            sessions = {"admin": admin}
            people = [(f"p{n}", f"林书{n}", Role.PROFESSIONAL, EMPLOYER) for n in range(professionals)]
            people += [("unit", "周管理", Role.UNIT_ADMIN, EMPLOYER)]
            for login, name, role, employer in [*people, ("authority", "吴科长", Role.AUTHORITY, None)]:
                person = desk.add_person(
                    admin.actor,
                    login=login,
                    name=name,
                    roles=[role],
                    employer=employer,
                    city=CITY,
                    settings={"title_level": "intermediate"},
                )
                sessions[login] = desk.sign_in_with_link(desk.sign_in_link(admin.actor, person.id))
            place = Installation(folder, asked, desk, sessions, free_port())
            try:
                yield place
            finally:
                place.end_all()
        finally:
            desk.close()


def variant(name: str, number: int) -> bytes:
    """A bundled sample with other bytes and the same look: something appended that no reader minds."""
    return (SAMPLES / name).read_bytes() + f"\n% {number}\n".encode()


def upload(
    client: httpx.Client,
    data: bytes,
    upload_id: str,
    *,
    name: str = "evidence",
    give_up: Callable[[], bool] | None = None,
) -> httpx.Response | None:
    """Send as the upload page does: one ``Upload-Id`` until there is a final answer. None when told to give up."""
    tries = 0
    while give_up is None or not give_up():
        try:
            answer = client.post(
                "/api/v1/evidence",
                data={"city": CITY, "year": str(YEAR)},
                files={"file": (name, data)},
                headers={"Upload-Id": upload_id},
            )
            if answer.status_code not in AGAIN:
                return answer
            wait = float(answer.headers.get("retry-after") or min(15, 2 ** min(tries, 4)))
        except httpx.HTTPError:
            wait = min(15.0, 2.0 ** min(tries, 4))
        tries += 1
        time.sleep(min(wait, 3.0))
    return None


def sandbox_children(pid: int) -> list[int]:
    """The confined readers of a service or worker process."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((place / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if parent == pid and b"intake.sandbox" in (place / "cmdline").read_bytes():
                found.append(int(place.name))
        except (OSError, ValueError, IndexError):
            continue
    return found
