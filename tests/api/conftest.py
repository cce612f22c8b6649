"""A real desk behind a test client, and one signed-in client for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from tests.browser.service import Service, desk_with_people


@dataclass
class Office:
    """``client(login)`` is signed in as that person; None is a visitor."""

    service: Service
    app: object

    def client(self, login: str | None, *, csrf: bool = True) -> TestClient:
        client = TestClient(self.app, raise_server_exceptions=False)  # type: ignore[arg-type]
        if login is not None:
            session = self.service.admin if login == "admin" else self.service.sessions[login]
            client.cookies.set("hourproof_session", session.token)
            if csrf:
                client.headers["X-CSRF-Token"] = session.csrf
        return client


@pytest.fixture(scope="package")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """No worker runs here: uploads are read and receipted, their jobs wait."""
    with desk_with_people(tmp_path_factory.mktemp("office")) as service:
        yield Office(service, create_app(service.desk, service.settings))
