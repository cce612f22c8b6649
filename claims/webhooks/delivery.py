"""Getting events to their receivers: at least once, with backoff, over restarts and several processes.

Each receiver has a place in the audit log up to which events were taken over as deliveries; a delivery is leased
while it is sent, so that of several processes one sends it, and a process that dies meanwhile only delays it.
"""

from __future__ import annotations

import ipaddress
import logging
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

import httpx2

from claims.audit import SYSTEM, Audit
from claims.settings import BadSetting, Settings
from claims.store import audit as audit_rows
from claims.store import webhooks as rows
from claims.store.engine import Row, Store
from claims.webhooks import events
from claims.webhooks.signature import secrets_in, signed

log = logging.getLogger(__name__)

#: Waits after the first, second … failed attempt, in seconds; the last one goes on.
WAITS = (10, 30, 120, 600, 1800, 3600, 7200, 14400, 28800, 57600, 86400)
LEASE = timedelta(seconds=60)
ANSWER = 15.0
AT_ONCE = 50
KEPT = timedelta(days=30)
_LONGEST_ASKED = 86400


@dataclass(frozen=True, slots=True)
class Receiver:
    """``key`` stands for the address in the database: an address may hold a token."""

    key: str
    url: str


@dataclass(frozen=True, slots=True)
class DeliveryCount:
    receiver: str
    state: str
    count: int


class Webhooks:
    """``round(now)`` is one look; ``start`` looks every few seconds in a thread. Without receivers both do nothing."""

    def __init__(self, settings: Settings, store: Store, audit: Audit) -> None:
        self._store, self._audit = store, audit
        self.receivers, self._secrets, self._chosen = agreed(settings)
        self._attempts = settings.webhook_attempts
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, *, every: float = 2.0) -> None:
        if not self.receivers:
            return
        self._thread = threading.Thread(target=self._run, args=(every,), name="hourproof-webhooks", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """What is under way is sent to its end or taken up again after its lease."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=ANSWER + 5)

    def _run(self, every: float) -> None:
        while not self._stop.is_set():
            try:
                busy = self.round(datetime.now(UTC))
            except Exception as error:  # noqa: BLE001 - a locked or absent database must not end the thread
                log.warning("webhooks: %s; trying again", type(error).__name__)
                busy = False
            if not busy:
                self._stop.wait(every)

    def round(self, now: datetime, *, send: Callable[..., httpx2.Response] | None = None) -> bool:
        """Take over new events, then send what is due; whether there may be more to do at once."""
        more = False
        for receiver in self.receivers:
            more |= self._take_over(receiver, now)
            more |= self._send_due(receiver, now, send)
        return more

    def counts(self) -> tuple[DeliveryCount, ...]:
        """Deliveries by receiver and state, addresses without their paths."""
        with self._store.read() as tx:
            found = rows.counts(tx)
        hosts = {one.key: urlsplit(one.url).netloc.rpartition("@")[2] for one in self.receivers}
        return tuple(DeliveryCount(hosts.get(key, "（已不再设置）"), state, count) for key, state, count in found)

    def send_again(self, now: datetime) -> int:
        """Everything that was given up, once more from the start; how many."""
        with self._store.write() as tx:
            return sum(rows.again(tx, receiver.key, now) for receiver in self.receivers)

    # --- inside -----------------------------------------------------------------------------------------------------

    def _take_over(self, receiver: Receiver, now: datetime) -> bool:
        with self._store.read() as tx:
            seen, (head, _) = rows.seen(tx, receiver.key), audit_rows.head(tx, lock=False)
        if seen == head:
            return False
        with self._store.write() as tx:
            seen = rows.seen(tx, receiver.key, lock=True)
            if seen is None:  # a new receiver learns what happens from now on
                rows.begin(tx, receiver.key, audit_rows.head(tx, lock=False)[0])
                return False
            now_head = audit_rows.head(tx, lock=False)[0]
            if seen > now_head:  # the database is an older one, restored
                rows.move(tx, receiver.key, now_head)
                return False
            found = audit_rows.after(tx, seen, limit=500)
            for row in found:
                if events.wanted(row.action, self._chosen):
                    rows.add(tx, receiver.key, row.seq, now)
            if found:
                rows.move(tx, receiver.key, found[-1].seq)
            rows.forget_done(tx, receiver.key, now - KEPT)
        return len(found) == 500

    def _send_due(self, receiver: Receiver, now: datetime, send: Callable[..., httpx2.Response] | None) -> bool:
        with self._store.write() as tx:
            due = rows.lease(tx, receiver.key, now, until=now + LEASE, limit=AT_ONCE)
            told = {row.seq: row for row in audit_rows.some(tx, [one.seq for one in due])}
        if not due:
            return False
        with httpx2.Client(timeout=ANSWER, follow_redirects=False) as client:
            for at, one in enumerate(due):
                if self._stop.is_set() or not self._send(receiver, one, told.get(one.seq), now, send or client.post):
                    self._give_back(receiver, due[at + 1 :], now)
                    return False
        return len(due) == AT_ONCE

    def _send(
        self, receiver: Receiver, delivery: Row, row: Row | None, now: datetime, send: Callable[..., httpx2.Response]
    ) -> bool:
        """Whether the receiver is there at all (then the next one may be tried)."""
        if row is None:  # restored from a backup without it
            self._end(receiver, delivery, now, "failed", "gone")
            return True
        content = events.body(row)
        # The time of this attempt, by the clock: a message kept back and sent later must be told from a replayed one.
        headers = signed(events.message_id(row), int(datetime.now(UTC).timestamp()), content, self._secrets)
        try:
            answer = send(receiver.url, content=content, headers=headers | {"content-type": "application/json"})
        except httpx2.HTTPError as error:
            self._later(receiver, delivery, now, type(error).__name__)
            return False
        if 200 <= answer.status_code < 300:
            self._end(receiver, delivery, now, "done", str(answer.status_code))
            return True
        if answer.status_code == 410:
            self._end(receiver, delivery, now, "failed", "410")
            return True
        asked = answer.headers.get("retry-after", "")
        self._later(receiver, delivery, now, str(answer.status_code), int(asked) if asked.isdigit() else 0)
        return answer.status_code < 500 and answer.status_code != 429

    def _later(self, receiver: Receiver, delivery: Row, now: datetime, why: str, asked: int = 0) -> None:
        if delivery.attempts >= self._attempts:
            self._end(receiver, delivery, now, "failed", why)
            return
        wait = WAITS[min(delivery.attempts, len(WAITS)) - 1]
        spread = wait * random.uniform(0.8, 1.2)  # noqa: S311 - so that not all come back at one moment
        later = now + timedelta(seconds=max(spread, min(asked, _LONGEST_ASKED)))
        with self._store.write() as tx:
            rows.change(tx, receiver.key, delivery.seq, due_at=later, answer=why)
        log.warning("webhook %s not taken (%s), attempt %d", delivery.seq, why, delivery.attempts)

    def _end(self, receiver: Receiver, delivery: Row, now: datetime, state: str, answer: str) -> None:
        with self._store.write() as tx:
            rows.change(tx, receiver.key, delivery.seq, state=state, answer=answer, ended_at=now)
            if state == "failed":
                detail = {"attempts": delivery.attempts, "answer": answer}
                self._audit.append(tx, SYSTEM, "webhook.gave_up", str(delivery.seq), detail)

    def _give_back(self, receiver: Receiver, due: list[Row], now: datetime) -> None:
        """Leased but not tried: it counts as no attempt."""
        wait = now + timedelta(seconds=WAITS[0])
        with self._store.write() as tx:
            for one in due:
                rows.change(tx, receiver.key, one.seq, due_at=wait, attempts=one.attempts - 1)


def agreed(settings: Settings) -> tuple[tuple[Receiver, ...], tuple[bytes, ...], tuple[str, ...]]:
    """Receivers, secrets and patterns of events of the settings. ``BadSetting`` names what cannot be used."""
    receivers = tuple(_receiver(url) for url in settings.webhook_urls.split(",") if url.strip())
    return receivers, _secrets(settings) if receivers else (), events.patterns(settings.webhook_events)


def _receiver(url: str) -> Receiver:
    url = url.strip()
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and loopback)):
        raise BadSetting("设置 HOURPROOF_WEBHOOK_URLS 里的地址应为 https（仅本机可用 http）。")
    return Receiver(sha256(url.encode()).hexdigest()[:32], url)


def _secrets(settings: Settings) -> tuple[bytes, ...]:
    if settings.webhook_secret_file is None:
        raise BadSetting("设置了 HOURPROOF_WEBHOOK_URLS 时须同时设置 HOURPROOF_WEBHOOK_SECRET_FILE。")
    try:
        return secrets_in(settings.webhook_secret_file.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise BadSetting(
            "HOURPROOF_WEBHOOK_SECRET_FILE 读不出可用的密钥：每行一个，whsec_ 加 base64，至少 24 字节。"
        ) from error
