"""Whether a password is right, and what happens after wrong ones. Slow on purpose: call it off an event loop."""

from __future__ import annotations

import base64
import logging
import secrets
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from claims.audit import Audit
from claims.settings import Settings
from claims.store import people as rows
from claims.store.engine import Row, Store

log = logging.getLogger(__name__)

_hasher = PasswordHasher()


def _nobodys() -> str:
    """Looks like a password hash of ``_hasher`` and is of no password: drawn at random, so that no start hashes.

    Written as RFC 9106's reference code does (``$argon2id$v=19$m=…,t=…,p=…$salt$hash``, base64 without padding).
    """
    costs = f"m={_hasher.memory_cost},t={_hasher.time_cost},p={_hasher.parallelism}"
    drawn = (secrets.token_bytes(size) for size in (_hasher.salt_len, _hasher.hash_len))
    salt, digest = (base64.b64encode(part).decode().rstrip("=") for part in drawn)
    return f"$argon2id$v=19${costs}${salt}${digest}"


#: Verified when a login is unknown, so that the time taken does not tell which logins exist.
_NOBODY = _nobodys()


def hashed(password: str) -> str:
    return _hasher.hash(password)


def fits(row: Row | None, password: str) -> bool:
    """Whether it is this person's password; takes as long for nobody."""
    try:
        return _hasher.verify(row.password_hash if row is not None else _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False


def locked(row: Row, now: datetime) -> bool:
    return row.locked_until is not None and row.locked_until > now


class Failures:
    """Counts wrong passwords and codes, and locks an account after so many."""

    def __init__(self, settings: Settings, store: Store, audit: Audit) -> None:
        self._most = settings.sign_in_attempts
        self._lock = timedelta(minutes=settings.lock_minutes)
        self._store = store
        self._audit = audit

    def refused(self, why: str) -> None:
        """For the service's log: no login and no address, both are personal data."""
        log.warning("sign-in refused: %s", why)

    def count(self, login: str, now: datetime, what: str) -> None:
        """One more failure of a known account. ``what``: password, code or proof (asked again before a change)."""
        self.refused(what)
        with self._store.write() as tx:
            row = rows.by_login(tx, login, lock=True)
            if row is None:
                return
            failures = row.failures + 1
            self._audit.append(tx, row.id, "sign_in.failed", row.id, {"what": what})
            if failures >= self._most:
                rows.update(tx, row.id, failures=0, locked_until=now + self._lock)
                self._audit.append(tx, row.id, "sign_in.locked", row.id)
            else:
                rows.update(tx, row.id, failures=failures)
