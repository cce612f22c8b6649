"""The ways in: passwords, one-time links, people that others vouch for.

Passwords are slow on purpose; windows call them off their event loop.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from claims import access
from claims.audit import SYSTEM, Audit
from claims.credentials import Failures, fits, locked
from claims.errors import Conflict, NotFound, SignInFailed
from claims.people import People, may_see
from claims.second_factor import SecondFactor
from claims.sessions import Sessions, token_hash
from claims.store import people as rows
from claims.store.engine import Store
from claims.views import Actor, Session
from domain.claim import Role

LINK_HOURS = 24
FIRST_LOGIN = "admin"


class _CodeNeeded(Exception):
    """Rolls the use of a link back."""

    def __init__(self, login: str) -> None:
        super().__init__()
        self.login = login


class SignIn:
    def __init__(
        self,
        store: Store,
        audit: Audit,
        people: People,
        sessions: Sessions,
        failures: Failures,
        factor: SecondFactor,
    ) -> None:
        self._store = store
        self._audit = audit
        self._people = people
        self._sessions = sessions
        self._failures = failures
        self._factor = factor

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
                token_hash=token_hash(token),
                person_id=person_id,
                created_at=now,
                expires_at=now + timedelta(hours=LINK_HOURS),
            )
            self._audit.append(tx, by, "sign_in.link", person_id)
        return token

    def with_password(self, login: str, password: str, code: str = "") -> Session:
        """Raises ``SignInFailed`` for every cause alike; locks the account after repeated failures.

        ``code`` is the second factor's, for who has one.
        """
        now = datetime.now(UTC)
        with self._store.read() as tx:
            row = rows.by_login(tx, login)
        known = row if row is not None and row.active and row.password_hash is not None else None
        right = fits(known, password)
        if known is None or locked(known, now):
            self._failures.refused("unknown" if known is None else "locked")
            raise SignInFailed
        if right:
            with self._store.write() as tx:
                row = rows.by_id(tx, known.id, lock=True)
                if row is not None and self._factor.fits(tx, row, code):
                    rows.update(tx, row.id, failures=0, locked_until=None)
                    return self._sessions.open(tx, row, "password")
        self._failures.count(login, now, "code" if right else "password")
        raise SignInFailed

    def with_link(self, token: str, code: str = "") -> Session:
        """A one-time link stands for the password, not for the second factor. A wrong code does not use it up."""
        now = datetime.now(UTC)
        try:
            with self._store.write() as tx:
                person_id = rows.use_link(tx, token_hash(token), now)
                row = rows.by_id(tx, person_id, lock=True) if person_id else None
                if row is None or not row.active:
                    raise SignInFailed("登录链接无效、已用过或已过期。请向管理员重新索取。")
                if row.factor_id is not None and (locked(row, now) or not self._factor.fits(tx, row, code)):
                    raise _CodeNeeded(row.login)
                return self._sessions.open(tx, row, "link")
        except _CodeNeeded as needed:
            if code:
                self._failures.count(needed.login, now, "code")
            raise SignInFailed(
                "这个账号启用了动态验证码：请输入手机上正在显示的六位数字。多次不对会暂时锁定；手机丢失请联系管理员。",
                code="sign_in.code",
            ) from None

    def trusted(self, login: str) -> Session:
        with self._store.write() as tx:
            row = rows.by_login(tx, login)
            if row is None or not row.active:
                raise SignInFailed("单点登录成功，但本系统没有这个人员。请联系单位管理员添加。")
            return self._sessions.open(tx, row, "trusted")

    def outside(self, issuer: str, subject: str, login: str) -> Session:
        """For whom an identity provider has vouched. ``login`` finds the person once; from then on it is the subject.

        A login that somebody else takes over at the provider (names there may be given again) opens nothing here.
        """
        digest = token_hash(f"{issuer}\n{subject}")
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
            return self._sessions.open(tx, row, "oidc")

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

    def end_factor(self, actor: Actor, person_id: str) -> None:
        """For somebody who lost the phone: their second factor is off and their sessions end."""
        access.require(actor, "people.link")
        with self._store.write() as tx:
            row = rows.by_id(tx, person_id, lock=True)
            if row is None or not may_see(actor, row):
                raise NotFound
            if row.factor_id is None:
                raise Conflict("这个人员没有启用动态验证码。", code="sign_in.no_factor")
            self._factor.end(tx, actor.person_id, row)
            rows.end_sessions_of(tx, person_id)
