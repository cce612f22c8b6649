"""Sessions on the server: opened, used, listed and ended. Their tokens are stored hashed only."""

from __future__ import annotations

import contextlib
import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from claims import access
from claims.audit import Audit
from claims.errors import NotFound, StorageDown
from claims.people import actor_of, may_see
from claims.settings import BadSetting, Settings
from claims.store import people as rows
from claims.store.engine import Row, Store, Transaction
from claims.views import Actor, Session, SessionView, SignedIn
from domain.claim import Role

#: Use is noted this often, so that reading pages does not write all the time.
_NOTED = timedelta(minutes=1)
_SHOWN = 16
#: Somebody else vouched for these, with whatever factors they ask for.
VOUCHED = frozenset({"trusted", "oidc"})


class Sessions:
    def __init__(self, settings: Settings, store: Store, audit: Audit) -> None:
        self._lasts = timedelta(hours=settings.session_hours)
        self._idle = timedelta(minutes=settings.idle_minutes)
        self._owing = _roles(settings.second_factor_roles)
        self._store = store
        self._audit = audit

    def open(self, tx: Transaction, row: Row, way: str) -> Session:
        """A fresh session of that person; ``way`` says how they showed who they are."""
        token, csrf, now = secrets.token_urlsafe(32), secrets.token_urlsafe(24), datetime.now(UTC)
        rows.end_expired(tx, now, now - self._idle)
        rows.add_session(
            tx,
            token_hash=token_hash(token),
            person_id=row.id,
            csrf=csrf,
            created_at=now,
            expires_at=now + self._lasts,
            seen_at=now,
            way=way,
        )
        self._audit.append(tx, row.id, "sign_in", row.id, {"way": way})
        return Session(token, csrf, actor_of(row), now + self._lasts)

    def whose(self, token: str) -> SignedIn | None:
        """None when unknown, ended, expired or too long unused. Notes that it is used."""
        hashed, now = token_hash(token), datetime.now(UTC)
        with self._store.read() as tx:
            row = rows.session(tx, hashed, now, now - self._idle)
        if row is None:
            return None
        if abs(now - row.seen_at) > min(_NOTED, self._idle / 4):
            # A database that takes no writes at the moment must not keep anybody from reading.
            with contextlib.suppress(StorageDown), self._store.write() as tx:
                rows.see_session(tx, hashed, now)
        roles = frozenset(Role(role) for role in row.roles)
        owes = row.factor_id is None and row.way not in VOUCHED and bool(roles & self._owing)
        return SignedIn(
            actor_of(row), row.csrf, row.expires_at, row.login, hashed[:_SHOWN], row.began_at, row.way, owes
        )

    def out(self, token: str) -> None:
        with self._store.write() as tx:
            rows.end_session(tx, token_hash(token))

    def listed(self, signed_in: SignedIn) -> tuple[SessionView, ...]:
        """One's own living sessions, the last used first."""
        now = datetime.now(UTC)
        with self._store.read() as tx:
            found = rows.sessions_of(tx, signed_in.actor.person_id, now, now - self._idle)
        shown = [(row.token_hash[:_SHOWN], row) for row in found]
        return tuple(
            SessionView(name, row.created_at, row.seen_at, row.way, name == signed_in.id) for name, row in shown
        )

    def end(self, tx: Transaction, signed_in: SignedIn, which: str) -> int:
        """End one of one's own sessions by its id, or ``"others"``: all but this one; how many ended."""
        person, now = signed_in.actor.person_id, datetime.now(UTC)
        found = rows.sessions_of(tx, person, now, now - self._idle)
        ended = [
            row.token_hash
            for row in found
            if row.token_hash[:_SHOWN] == which or (which == "others" and row.token_hash[:_SHOWN] != signed_in.id)
        ]
        if not ended and which != "others":
            raise NotFound
        for hashed in ended:
            rows.end_session(tx, hashed)
        self._audit.append(tx, person, "sessions.end", person, {"ended": len(ended)})
        return len(ended)

    def end_of(self, actor: Actor, person_id: str) -> int:
        """All sessions of somebody, by who may also make their sign-in links: a lost phone, a person who left."""
        access.require(actor, "people.link")
        with self._store.write() as tx:
            row = rows.by_id(tx, person_id)
            if row is None or not may_see(actor, row):
                raise NotFound
            ended = rows.end_sessions_of(tx, person_id)
            self._audit.append(tx, actor.person_id, "sessions.end", person_id, {"ended": ended})
        return ended


def token_hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _roles(listed: str) -> frozenset[Role]:
    try:
        return frozenset(Role(one.strip()) for one in listed.split(",") if one.strip())
    except ValueError as unknown:
        known = "、".join(role.value for role in Role)
        raise BadSetting(f"设置 HOURPROOF_SECOND_FACTOR_ROLES 里有不认识的角色；可用的是 {known}") from unknown
