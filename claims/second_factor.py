"""The second factor: six digits that change every half minute (RFC 6238 over RFC 4226; SHA-1, as all phones do).

A code is taken half a minute early or late and never twice.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
import struct
from datetime import UTC, datetime
from hashlib import sha1
from urllib.parse import quote

from claims.audit import Audit
from claims.errors import BadInput, NotFound
from claims.store import people as rows
from claims.store.engine import Row, Transaction
from claims.vault import Vault
from claims.views import Actor

SECONDS, DIGITS, SECRET_BYTES = 30, 6, 20
_EITHER_WAY = 1


def fresh_secret() -> str:
    """Base32, as a person types it into a phone."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def address(secret: str, login: str) -> str:
    """What an authenticator on the same phone opens."""
    return f"otpauth://totp/HourProof:{quote(login)}?secret={secret}&issuer=HourProof&period={SECONDS}&digits={DIGITS}"


def code_at(secret: bytes, step: int) -> str:
    """RFC 4226 section 5.3."""
    digest = hmac.new(secret, struct.pack(">Q", step), sha1).digest()
    at = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def step_of(secret: str, code: str, now: datetime, after: int | None) -> int | None:
    """The step that gives ``code`` about ``now`` and is later than ``after``; None when none does."""
    key, this = _key(secret), int(now.timestamp()) // SECONDS
    digits = "".join(code.split())
    found = None
    for step in range(this - _EITHER_WAY, this + _EITHER_WAY + 1):
        if hmac.compare_digest(code_at(key, step).encode(), digits.encode()) and (after is None or step > after):
            found = step
    return found


def _key(secret: str) -> bytes:
    try:
        key = base64.b32decode(secret, casefold=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != SECRET_BYTES:
        raise BadInput("secret", "密钥不完整。请重新打开“启用动态验证码”。")
    return key


class SecondFactor:
    def __init__(self, vault: Vault, audit: Audit) -> None:
        self._vault = vault
        self._audit = audit

    def fits(self, tx: Transaction, row: Row, code: str) -> bool:
        """Whether ``code`` is good for this person now; used up with the transaction. True for who has no factor."""
        if row.factor_id is None:
            return True
        step = step_of(str(self._vault.open_small(tx, row.factor_id)), code, datetime.now(UTC), row.factor_step)
        if step is None:
            return False
        rows.update(tx, row.id, factor_step=step)
        return True

    def begin(self, tx: Transaction, actor: Actor, secret: str, code: str) -> None:
        """Turn it on for oneself once the phone has shown a right code. ``BadInput``."""
        row = rows.by_id(tx, actor.person_id)
        if row is None:
            raise NotFound
        step = step_of(secret, code, datetime.now(UTC), None)
        if step is None:
            raise BadInput("code", "验证码不对。请确认手机时间准确，输入正在显示的六位数字。")
        self._drop(tx, row)
        rows.update(tx, row.id, factor_id=self._vault.keep(tx, secret), factor_step=step)
        self._audit.append(tx, actor.person_id, "sign_in.factor_set", row.id)

    def end(self, tx: Transaction, by: str, row: Row) -> None:
        """Turn it off: by the person, or by an administrator for somebody who lost the phone."""
        self._drop(tx, row)
        rows.update(tx, row.id, factor_id=None, factor_step=None)
        self._audit.append(tx, by, "sign_in.factor_removed", row.id)

    def _drop(self, tx: Transaction, row: Row) -> None:
        if row.factor_id is not None:
            self._vault.forget(tx, row.factor_id)
