"""The care of one's own account: password, second factor, sessions. Every change asks who it is once more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from claims.audit import Audit
from claims.credentials import Failures, fits, hashed, locked
from claims.errors import BadInput, NotFound
from claims.passwords import weakness
from claims.second_factor import SecondFactor
from claims.sessions import Sessions
from claims.store import people as rows
from claims.store.engine import Row, Store
from claims.views import PersonView, SignedIn

#: So long after a one-time link was opened its session may set a password without knowing the old one.
LINK_PROVES = timedelta(minutes=15)


def asks_for_password(person: PersonView, signed_in: SignedIn) -> bool:
    """Whether changes of the account need the current password."""
    return person.has_password and not _fresh_link(signed_in)


def _fresh_link(signed_in: SignedIn) -> bool:
    return signed_in.way == "link" and abs(datetime.now(UTC) - signed_in.began) < LINK_PROVES


class OwnAccount:
    """``current`` is the password as it is now; ``BadInput`` names the field that does not fit."""

    def __init__(
        self, store: Store, audit: Audit, failures: Failures, sessions: Sessions, factor: SecondFactor
    ) -> None:
        self._store = store
        self._audit = audit
        self._failures = failures
        self._sessions = sessions
        self._factor = factor

    def set_password(self, signed_in: SignedIn, password: str, current: str) -> None:
        row = self._row(signed_in)
        if reason := weakness(password, about=(row.login, row.name, row.employer or "")):
            raise BadInput("password", reason)
        self._prove(signed_in, row, current)
        value = hashed(password)
        with self._store.write() as tx:
            rows.update(tx, row.id, password_hash=value, failures=0, locked_until=None)
            self._sessions.end(tx, signed_in, "others")
            self._audit.append(tx, row.id, "sign_in.password_set", row.id)

    def end_session(self, signed_in: SignedIn, which: str, current: str) -> int:
        """One of one's own sessions by id, or ``"others"``; how many ended."""
        self._prove(signed_in, self._row(signed_in), current)
        with self._store.write() as tx:
            return self._sessions.end(tx, signed_in, which)

    def set_factor(self, signed_in: SignedIn, secret: str, code: str, current: str) -> None:
        """Turn the second factor on (or move it to another phone) once ``code`` shows that the phone has it."""
        self._prove(signed_in, self._row(signed_in), current)
        with self._store.write() as tx:
            self._factor.begin(tx, signed_in.actor, secret, code)
            self._sessions.end(tx, signed_in, "others")

    def end_factor(self, signed_in: SignedIn, current: str) -> None:
        self._prove(signed_in, self._row(signed_in), current)
        with self._store.write() as tx:
            row = rows.by_id(tx, signed_in.actor.person_id, lock=True)
            if row is not None:
                self._factor.end(tx, row.id, row)

    def _row(self, signed_in: SignedIn) -> Row:
        with self._store.read() as tx:
            row = rows.by_id(tx, signed_in.actor.person_id)
        if row is None:
            raise NotFound
        return row

    def _prove(self, signed_in: SignedIn, row: Row, current: str) -> None:
        """A session left open on a desk must not be enough to take an account over.

        Not asked of who has no password yet, nor right after a one-time link, which is the way in for who forgot it.
        """
        if row.password_hash is None or _fresh_link(signed_in):
            return
        now = datetime.now(UTC)
        if not locked(row, now):
            if fits(row, current):
                return
            self._failures.count(row.login, now, "proof")
        raise BadInput("current", "当前密码不正确，没有改动。忘记密码请向管理员索取一次性登录链接。")
