"""Signing in: argon2 passwords, one-time links, server sessions whose tokens are stored hashed only.

The password functions are slow on purpose; windows call them off their event loop.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from claims import access
from claims.audit import SYSTEM, Audit
from claims.errors import BadInput, Conflict, NotFound, SignInFailed
from claims.people import People, actor_of, may_see
from claims.settings import Settings
from claims.store import people as rows
from claims.store.engine import Row, Store, Transaction
from claims.views import Actor, Session, SignedIn
from domain.claim import Role

LINK_HOURS = 24
SHORTEST_PASSWORD = 10
FIRST_LOGIN = "admin"

_hasher = PasswordHasher()
#: Verified when a login is unknown, so that the time taken does not tell which logins exist.
_NOBODY = _hasher.hash(secrets.token_hex(16))


class SignIn:
    def __init__(self, settings: Settings, store: Store, audit: Audit, people: People) -> None:
        self._settings = settings
        self._store = store
        self._audit = audit
        self._people = people

    def first(self) -> str | None:
        """A one-time link for the first administrator (all roles), made when nobody exists.

        Until somebody has ever signed in, a restart makes a fresh link; afterwards None.
        """
        with self._store.read() as tx:
            row = rows.by_login(tx, FIRST_LOGIN)
            if rows.anybody_signed_in(tx) or (row is None and rows.any_person(tx)):
                return None
        if row is None:
            roles = list(Role)
            person_id = self._people.add(
                None, login=FIRST_LOGIN, name="管理员", roles=roles, employer=None, city=None
            ).id
        else:
            person_id = row.id
        return self._link(person_id, SYSTEM)

    def link(self, actor: Actor, person_id: str) -> str:
        access.require(actor, "people.link")
        with self._store.read() as tx:
            row = rows.by_id(tx, person_id)
        if row is None or not may_see(actor, row):
            raise NotFound
        return self._link(person_id, actor.person_id)

    def link_from_console(self, login: str) -> str:
        """For the command line on the machine itself: whoever can run it holds the keys anyway."""
        with self._store.read() as tx:
            row = rows.by_login(tx, login)
        if row is None:
            raise NotFound("没有这个登录名。")
        return self._link(row.id, SYSTEM)

    def _link(self, person_id: str, by: str) -> str:
        token, now = secrets.token_urlsafe(32), datetime.now(UTC)
        with self._store.write() as tx:
            rows.add_link(
                tx,
                token_hash=_hash(token),
                person_id=person_id,
                created_at=now,
                expires_at=now + timedelta(hours=LINK_HOURS),
            )
            self._audit.append(tx, by, "sign_in.link", person_id)
        return token

    def with_password(self, login: str, password: str) -> Session:
        """Raises ``SignInFailed`` for every cause alike; locks the account after repeated failures."""
        now = datetime.now(UTC)
        with self._store.read() as tx:
            row = rows.by_login(tx, login)
        known = row if row is not None and row.active and row.password_hash is not None else None
        locked = known is not None and known.locked_until is not None and known.locked_until > now
        right = _verified(known.password_hash if known is not None else _NOBODY, password)
        if known is None or locked or not right:
            if known is not None and not locked:
                self._failed(login, now)
            raise SignInFailed
        with self._store.write() as tx:
            rows.update(tx, known.id, failures=0, locked_until=None)
            return self._open(tx, known, "password")

    def _failed(self, login: str, now: datetime) -> None:
        with self._store.write() as tx:
            row = rows.by_login(tx, login, lock=True)
            if row is None:
                return
            failures = row.failures + 1
            if failures >= self._settings.sign_in_attempts:
                until = now + timedelta(minutes=self._settings.lock_minutes)
                rows.update(tx, row.id, failures=0, locked_until=until)
                self._audit.append(tx, row.id, "sign_in.locked", row.id)
            else:
                rows.update(tx, row.id, failures=failures)

    def with_link(self, token: str) -> Session:
        now = datetime.now(UTC)
        with self._store.write() as tx:
            person_id = rows.use_link(tx, _hash(token), now)
            row = rows.by_id(tx, person_id) if person_id else None
            if row is None or not row.active:
                raise SignInFailed("登录链接无效、已用过或已过期。请向管理员重新索取。")
            return self._open(tx, row, "link")

    def trusted(self, login: str) -> Session:
        with self._store.write() as tx:
            row = rows.by_login(tx, login)
            if row is None or not row.active:
                raise SignInFailed("单点登录成功，但本系统没有这个人员。请联系单位管理员添加。")
            return self._open(tx, row, "trusted")

    def outside(self, issuer: str, subject: str, login: str) -> Session:
        """For whom an identity provider has vouched. ``login`` finds the person once; from then on it is the subject.

        A login that somebody else takes over at the provider (names there may be given again) opens nothing here.
        """
        digest = _hash(f"{issuer}\n{subject}")
        with self._store.write() as tx:
            row = rows.identity(tx, digest)
            if row is None:
                row = rows.by_login(tx, login, lock=True)
                if row is not None and not rows.bind_identity(tx, digest, row.id, datetime.now(UTC)):
                    raise SignInFailed("这个登录名先前绑定的是另一个统一身份账号。请联系管理员核对，必要时解除原绑定。")
                if row is not None:
                    self._audit.append(tx, row.id, "sign_in.bound", row.id)
            if row is None or not row.active:
                raise SignInFailed("统一身份认证成功，但本系统没有这个人员。请联系单位管理员添加。")
            return self._open(tx, row, "oidc")

    def release(self, actor: Actor, person_id: str) -> None:
        """Undo the binding to an outside identity and end that person's sessions; the next sign-in binds anew."""
        access.require(actor, "people.link")
        with self._store.write() as tx:
            row = rows.by_id(tx, person_id)
            if row is None or not may_see(actor, row):
                raise NotFound
            if not rows.release_identity(tx, person_id):
                raise Conflict("这个人员没有绑定统一身份账号。", code="sign_in.not_bound")
            rows.end_sessions_of(tx, person_id)
            self._audit.append(tx, actor.person_id, "sign_in.released", person_id)

    def bound(self, actor: Actor) -> frozenset[str]:
        """Ids of people with an outside identity, for whoever may release them."""
        access.require(actor, "people.link")
        with self._store.read() as tx:
            return rows.bound(tx)

    def _open(self, tx: Transaction, row: Row, way: str) -> Session:
        token, csrf, now = secrets.token_urlsafe(32), secrets.token_urlsafe(24), datetime.now(UTC)
        expires = now + timedelta(hours=self._settings.session_hours)
        rows.end_expired(tx, now)
        rows.add_session(tx, token_hash=_hash(token), person_id=row.id, csrf=csrf, created_at=now, expires_at=expires)
        self._audit.append(tx, row.id, "sign_in", row.id, {"way": way})
        return Session(token, csrf, actor_of(row), expires)

    def whose(self, token: str) -> SignedIn | None:
        with self._store.read() as tx:
            row = rows.session(tx, _hash(token), datetime.now(UTC))
        return SignedIn(actor_of(row), row.csrf, row.expires_at, row.login) if row else None

    def out(self, token: str) -> None:
        with self._store.write() as tx:
            rows.end_session(tx, _hash(token))

    def set_password(self, actor: Actor, password: str) -> None:
        if len(password) < SHORTEST_PASSWORD or len(set(password)) < 4 or len(password) > 200:
            raise BadInput("password", f"密码至少 {SHORTEST_PASSWORD} 个字符，且不能只由两三种字符组成。")
        hashed = _hasher.hash(password)
        with self._store.write() as tx:
            rows.update(tx, actor.person_id, password_hash=hashed, failures=0, locked_until=None)
            rows.end_sessions_of(tx, actor.person_id)
            self._audit.append(tx, actor.person_id, "sign_in.password_set", actor.person_id)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _verified(hashed: str, password: str) -> bool:
    try:
        return _hasher.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False
