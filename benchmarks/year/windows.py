"""The service's pages as people open them, over HTTP; how long each kind of page took."""

from __future__ import annotations

import re
import time
from collections import defaultdict

from fastapi.testclient import TestClient

from api.app import create_app
from claims import Desk, Settings
from claims.views import Actor

_ID = re.compile(r"[0-9a-f]{32}")


class Windows:
    def __init__(self, desk: Desk, settings: Settings, admin: Actor) -> None:
        self._desk, self._admin = desk, admin
        self._app = create_app(desk, settings)
        self._clients: dict[str, TestClient] = {}
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.wrong: list[str] = []

    def get(self, who: Actor, address: str) -> bytes:
        """The answer; one that is not 200 is noted."""
        client = self._clients.get(who.person_id)
        if client is None:
            client = self._clients[who.person_id] = TestClient(self._app)
            session = self._desk.sign_in_with_link(self._desk.sign_in_link(self._admin, who.person_id))
            client.cookies.set("hourproof_session", session.token)
        began = time.perf_counter()
        answer = client.get(address)
        kind = _ID.sub("…", address.split("?")[0])
        self.seconds[kind].append(time.perf_counter() - began)
        if answer.status_code != 200:
            self.wrong.append(f"{address}: {answer.status_code}")
        return answer.content

    def slowest(self, count: int) -> list[tuple[str, float]]:
        """Kinds of pages by their slowest answer."""
        ranked = sorted(((max(took), kind) for kind, took in self.seconds.items()), reverse=True)
        return [(kind, took) for took, kind in ranked[:count]]
