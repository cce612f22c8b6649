"""The real service for tests: `hourproof serve` as a process of its own, and people of every role."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from claims.desk import Desk
from claims.settings import Settings
from claims.views import Session
from domain.claim import Role
from intake import Intake

EMPLOYER = "嘉兴市清河医院"
CITY = "jiaxing"
PASSWORD = "test horse battery staple"

#: login → (name, roles, employer)
PEOPLE: dict[str, tuple[str, tuple[Role, ...], str | None]] = {
    "lin": ("林书禾", (Role.PROFESSIONAL,), EMPLOYER),
    "su": ("苏明远", (Role.PROFESSIONAL,), EMPLOYER),
    "gu": ("顾清源", (Role.PROFESSIONAL,), EMPLOYER),
    "unit": ("周管理", (Role.UNIT_ADMIN,), EMPLOYER),
    "authority": ("吴科长", (Role.AUTHORITY,), None),
    "investigator": ("郑核查", (Role.INVESTIGATOR,), None),
    "auditor": ("冯审计", (Role.AUDITOR,), None),
    "stranger": ("外单位", (Role.UNIT_ADMIN,), "温州市东湖医院"),
}


@dataclass
class Service:
    """``desk`` is a second window on the same data, for looking; ``sessions[login]`` are live sessions."""

    desk: Desk
    settings: Settings
    admin: Session
    port: int = 0
    sessions: dict[str, Session] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cookies(self, login: str) -> dict[str, str]:
        return {"hourproof_session": self.sessions[login].token}

    def start(self) -> None:
        """``hourproof serve`` as a process of its own, as in real life; waits until it answers."""
        command = [sys.executable, "-m", "cli", "serve", "--port", str(self.port), "--readers", "1"]
        environment = {
            **os.environ,
            "HOURPROOF_DATA": str(self.settings.data),
            "HOURPROOF_DEFAULT_CITY": CITY,
            "HOURPROOF_BLIND_PERCENT": "0",
            "HOURPROOF_READER_NICE": "0",  # tests wait for the readers, also beside other work of the machine
        }
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 200
        while time.monotonic() < deadline:
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(f"{self.base}/livez", timeout=2).status_code == 200:
                    return
            time.sleep(0.1)
        raise TimeoutError("the service did not answer")

    def stop(self, *, hard: bool = False) -> None:
        """End it gently, or as a power cut would."""
        if self.process is not None:
            self.process.kill() if hard else self.process.terminate()
            self.process.wait(60)
            self.process = None


@contextlib.contextmanager
def desk_with_people(folder: Path, intake: Intake | None = None) -> Iterator[Service]:
    """A desk without a worker, and one session for everybody in ``PEOPLE``."""
    settings = Settings(data=folder, default_city=CITY, blind_percent=0)
    with intake or Intake(workers=1) as intake:
        desk = Desk(settings, intake)
        desk.start(work=False)
        try:
            token = desk.first_sign_in()
            assert token is not None
            admin = desk.sign_in_with_link(token)
            service = Service(desk, settings, admin)
            for login, (name, roles, employer) in PEOPLE.items():
                person = desk.add_person(
                    admin.actor,
                    login=login,
                    name=name,
                    roles=roles,
                    employer=employer,
                    city="wenzhou" if login == "stranger" else CITY,
                    settings={"title_level": "intermediate"},
                )
                service.sessions[login] = desk.sign_in_with_link(desk.sign_in_link(admin.actor, person.id))
            yield service
        finally:
            desk.close()


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Service]:
    """The same with the real service beside it."""
    with desk_with_people(folder) as service, served(service):
        yield service


@contextlib.contextmanager
def served(service: Service) -> Iterator[None]:
    """The real service beside a desk, on a free port of loopback."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        service.port = probe.getsockname()[1]
    service.start()
    try:
        yield
    finally:
        service.stop()
