"""The real service for tests: real desk, real intake, uvicorn on a free port of loopback, people of every role."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import uvicorn

from api.app import create_app
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
    "unit": ("周管理", (Role.UNIT_ADMIN,), EMPLOYER),
    "authority": ("吴科长", (Role.AUTHORITY,), None),
    "investigator": ("郑核查", (Role.INVESTIGATOR,), None),
    "auditor": ("冯审计", (Role.AUDITOR,), None),
    "stranger": ("外单位", (Role.UNIT_ADMIN,), "温州市东湖医院"),
}


@dataclass
class Service:
    """``sessions[login]`` is a live session; ``admin`` the first administrator's."""

    desk: Desk
    settings: Settings
    admin: Session
    base: str = ""
    sessions: dict[str, Session] = field(default_factory=dict)

    def cookies(self, login: str) -> dict[str, str]:
        return {"hourproof_session": self.sessions[login].token}


@contextlib.contextmanager
def desk_with_people(folder: Path, *, workers: int = 1) -> Iterator[Service]:
    """A started desk and one session for everybody in ``PEOPLE``; the reader loads its models on first use."""
    settings = Settings(data=folder, default_city=CITY)
    with Intake(workers=workers) as intake:
        desk = Desk(settings, intake)
        desk.start()
        try:
            token = desk.first_sign_in()
            assert token is not None
            admin = desk.sign_in_with_link(token)
            service = Service(desk, settings, admin)
            for login, (name, roles, employer) in PEOPLE.items():
                city = "wenzhou" if login == "stranger" else CITY
                person = desk.add_person(
                    admin.actor,
                    login=login,
                    name=name,
                    roles=roles,
                    employer=employer,
                    city=city,
                    settings={"title_level": "intermediate"},
                )
                service.sessions[login] = desk.sign_in_with_link(desk.sign_in_link(admin.actor, person.id))
            yield service
        finally:
            desk.close()


@contextlib.contextmanager
def running(folder: Path, *, workers: int = 1) -> Iterator[Service]:
    """The same over HTTP on loopback."""
    with desk_with_people(folder, workers=workers) as service:
        listener = socket.create_server(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        config = uvicorn.Config(create_app(service.desk, service.settings), log_level="warning", access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        service.base = f"http://127.0.0.1:{port}"
        try:
            deadline = time.monotonic() + 30
            while time.monotonic() < deadline:
                with contextlib.suppress(httpx.HTTPError):
                    if httpx.get(f"{service.base}/livez", timeout=2).status_code == 200:
                        break
                time.sleep(0.1)
            yield service
        finally:
            server.should_exit = True
            thread.join(20)
            listener.close()
