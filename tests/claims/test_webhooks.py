"""Webhooks to a real receiver over HTTP: signed, retried durably, told once per id, nothing personal."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from claims import Desk, Settings
from claims.settings import BadSetting
from claims.webhooks import events
from claims.webhooks.delivery import WAITS, Webhooks
from claims.webhooks.signature import NotGenuine, secrets_in, signed, verify
from claims.work import wait_until
from domain.claim import Role
from intake import Intake

SECRETS = [base64.b64encode(bytes([number]) * 32).decode() for number in (1, 2)]


@dataclass
class Receiver:
    """``answers`` are given in turn, then 204. ``taken`` maps ids to bodies; a known id changes nothing."""

    answers: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    taken: dict[str, dict[str, object]] = field(default_factory=dict)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?token=of-the-operator"


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    for name in ("HTTP_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    found = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            found.requests.append((headers, body))
            status = found.answers.pop(0) if found.answers else 204
            if status < 300:
                message = verify(headers, body, secrets_in(SECRETS[0]), now=datetime.now(UTC).timestamp())
                found.taken.setdefault(message, json.loads(body))
            self.send_response(status)
            for name, value in found.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def told(settings: Settings, receiver: Receiver, tmp_path: Path) -> Settings:
    file = tmp_path / "webhook-secret"
    file.write_text("".join(f"whsec_{one}\n" for one in SECRETS), encoding="ascii")
    return replace(settings, webhook_urls=receiver.url, webhook_secret_file=file, webhook_events="*")


def moved(desk: Desk, count: int = 1) -> None:
    """Something that is told: claims that are handed in by somebody with a name."""
    token = desk.first_sign_in()
    if token is not None:
        admin = desk.sign_in_with_link(token).actor
        desk.add_person(
            admin, login="zheng", name="郑晓岚", roles=[Role.PROFESSIONAL], employer="某单位", city="jiaxing"
        )
    actor = desk.sign_in_with_link(desk.console_sign_in_link("zheng")).actor
    for _ in range(count):
        claim = desk.create_claim(
            actor,
            city="jiaxing",
            year=2023,
            pathway="study_app_score",
            activity={"score": 6000, "score_kind": "annual"},
        )
        desk.submit(actor, claim.summary.id)


def hooks(desk: Desk, settings: Settings) -> Webhooks:
    return Webhooks(settings, desk._store, desk._audit)


@pytest.fixture
def desk(told: Settings, intake: Intake) -> Iterator[Desk]:
    desk = Desk(told, intake)
    desk.start(work=False)
    yield desk
    desk.close()


def test_what_is_told_and_what_is_not(desk: Desk, told: Settings, receiver: Receiver) -> None:
    sender, now = hooks(desk, told), datetime.now(UTC)
    moved(desk)
    assert not sender.round(now)  # a new receiver learns what happens from now on
    assert not receiver.requests
    moved(desk)
    sender.round(now)
    assert [one["type"] for one in receiver.taken.values()] == ["claim.create", "claim.submit"]
    text = b"".join(body for _, body in receiver.requests).decode()
    for word in ("郑晓岚", "zheng", "某单位", "hours", "6000"):
        assert word not in text
    sender.round(now)
    assert len(receiver.requests) == 2  # once is enough
    chosen = hooks(desk, replace(told, webhook_events="claim.submit"))
    moved(desk)
    chosen.round(now)
    assert [one["type"] for one in receiver.taken.values()][2:] == ["claim.submit"]


def test_a_signature_anybody_can_work_out(desk: Desk, told: Settings, receiver: Receiver) -> None:
    sender, now = hooks(desk, told), datetime.now(UTC)
    moved(desk)
    sender.round(now)
    moved(desk)
    sender.round(now)
    headers, body = receiver.requests[0]
    text = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = [
        "v1," + base64.b64encode(hmac.new(base64.b64decode(one), text, hashlib.sha256).digest()).decode()
        for one in SECRETS
    ]
    assert headers["webhook-signature"].split() == expected


def test_what_a_receiver_refuses() -> None:
    secrets, body = secrets_in(f"whsec_{SECRETS[0]}"), b'{"id":"evt_1"}'
    headers = signed("evt_1", 1000, body, secrets)
    assert verify(headers, body, secrets, now=1100) == "evt_1"
    for changed, content, now in (
        (headers, body + b" ", 1100),
        (headers | {"webhook-id": "evt_2"}, body, 1100),
        (headers | {"webhook-timestamp": "1001"}, body, 1100),
        (headers | {"webhook-signature": headers["webhook-signature"].replace("v1,", "v2,")}, body, 1100),
        (headers | {"webhook-signature": ""}, body, 1100),
        (headers, body, 1301),  # played again later
        (headers, body, 600),
        ({}, body, 1100),
    ):
        with pytest.raises(NotGenuine):
            verify(changed, content, secrets, now=now)
    with pytest.raises(NotGenuine):
        verify(headers, body, secrets_in(SECRETS[1]), now=1100)
    for unfit in ("", "whsec_short", "whsec_" + base64.b64encode(b"short").decode()):
        with pytest.raises(ValueError, match="secret"):
            secrets_in(unfit)


def test_tried_again_over_a_restart(told: Settings, intake: Intake, receiver: Receiver) -> None:
    first = Desk(told, intake)
    first.start(work=False)
    sender, now = hooks(first, told), datetime.now(UTC)
    moved(first)
    sender.round(now)
    receiver.answers = [500]
    moved(first)
    sender.round(now)
    assert len(receiver.requests) == 1  # the second one waits: the receiver is not well
    first.close()
    second = Desk(told, intake)
    second.start(work=False)
    try:
        late = hooks(second, told)
        late.round(now + timedelta(seconds=1))
        assert len(receiver.requests) == 1  # not yet
        late.round(now + timedelta(seconds=WAITS[0] * 2))
        assert [one["type"] for one in receiver.taken.values()] == ["claim.create", "claim.submit"]
        assert receiver.requests[0][0]["webhook-id"] == receiver.requests[1][0]["webhook-id"]  # the same event, again
    finally:
        second.close()


def test_given_up_after_so_many_attempts_and_offered_again(desk: Desk, told: Settings, receiver: Receiver) -> None:
    few = replace(told, webhook_attempts=3, webhook_events="claim.submit")
    sender, now = hooks(desk, few), datetime.now(UTC)
    moved(desk)
    sender.round(now)
    moved(desk)
    receiver.answers = [503, 503, 503]
    for _ in range(5):
        sender.round(now)
        now += timedelta(days=2)
    assert len(receiver.requests) == 3
    assert [(one.state, one.count) for one in sender.counts()] == [("failed", 1)]
    assert f"127.0.0.1:{receiver.port}" == sender.counts()[0].receiver  # the token in the address is not shown
    assert desk._audit.page(before=None, limit=1).items[0].action == "webhook.gave_up"
    assert sender.send_again(now) == 1
    sender.round(now)
    assert [one.state for one in sender.counts()] == ["done"]
    assert desk.audit_verify().ok


def test_answers_that_mean_something_else(desk: Desk, told: Settings, receiver: Receiver) -> None:
    sender, now = hooks(desk, replace(told, webhook_events="claim.submit")), datetime.now(UTC)
    moved(desk)
    sender.round(now)
    receiver.answers, receiver.headers = [429], {"Retry-After": "3600"}
    moved(desk)
    sender.round(now)
    sender.round(now + timedelta(seconds=3000))
    assert len(receiver.requests) == 1  # it asked for an hour
    receiver.answers = [410]
    sender.round(now + timedelta(seconds=3700))
    assert [one.state for one in sender.counts()] == ["failed"]  # gone: not asked again
    receiver.answers, receiver.headers = [302], {"Location": "http://127.0.0.1:1/elsewhere"}
    moved(desk)
    sender.round(now)
    assert {one.state for one in sender.counts()} == {"failed", "waiting"}  # nobody is followed elsewhere


def test_two_processes_send_each_event_once(desk: Desk, told: Settings, receiver: Receiver) -> None:
    one, other, now = hooks(desk, told), hooks(desk, told), datetime.now(UTC)
    moved(desk)
    one.round(now)
    moved(desk, 5)
    threads = [threading.Thread(target=sender.round, args=(now,)) for sender in (one, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    one.round(now)
    sent = [headers["webhook-id"] for headers, _ in receiver.requests]
    assert len(sent) == len(set(sent)) == 10


def test_the_service_sends_by_itself(told: Settings, intake: Intake, receiver: Receiver) -> None:
    desk = Desk(replace(told, poll_seconds=0.1), intake)
    desk.start()
    try:
        known = wait_until(lambda: desk._store is not None and _begun(desk), 30)
        assert known
        moved(desk)
        assert wait_until(lambda: len(receiver.taken) >= 2, 30)
    finally:
        desk.close()


def _begun(desk: Desk) -> bool:
    from claims.store import webhooks

    with desk._store.read() as tx:
        return webhooks.seen(tx, desk._webhooks.receivers[0].key) is not None


def test_settings_that_cannot_be_used(told: Settings, desk: Desk) -> None:
    for change in (
        {"webhook_urls": "http://hooks.example.cn/"},
        {"webhook_urls": "ftp://127.0.0.1/"},
        {"webhook_secret_file": None},
        {"webhook_events": "sign_in"},
    ):
        with pytest.raises(BadSetting):
            hooks(desk, replace(told, **change))
    assert not events.wanted("claim.read", ("*",))
    assert not events.wanted("keys.rotate", ("*",))
    assert events.wanted("evidence.withheld", ("evidence.*",))
