"""What the desk refuses, each with a stable code and a Chinese sentence: what, why, what next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.finding import Finding


class DeskError(Exception):
    """Base of every refusal of the desk. ``code`` is stable; ``detail`` is for people; ``status`` for HTTP.

    The text never carries personal data or words read from evidence.
    """

    code = "desk.refused"
    status = 400

    def __init__(self, detail: str, *, code: str | None = None, extra: Mapping[str, Any] | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or type(self).code
        self.extra = dict(extra or {})


class NotFound(DeskError):
    """The object does not exist, or is not the actor's to see: the two cannot be told apart."""

    code = "desk.not_found"
    status = 404

    def __init__(self, detail: str = "没有找到这一项，可能已被撤回，或不在您的权限范围内。") -> None:
        super().__init__(detail)


class Forbidden(DeskError):
    """The actor's role does not allow the move."""

    code = "desk.forbidden"
    status = 403

    def __init__(self, detail: str = "您的角色不能进行这项操作。如有需要，请联系本单位管理员。") -> None:
        super().__init__(detail)


class Stale(DeskError):
    """Somebody else changed the claim meanwhile (If-Match does not match)."""

    code = "desk.stale"
    status = 412


class Conflict(DeskError):
    """The state does not allow the move, or an idempotency key was used for something else."""

    code = "desk.conflict"
    status = 409


class BadInput(DeskError):
    """A field that cannot be used; ``extra["field"]`` names it."""

    code = "desk.bad_input"
    status = 422

    def __init__(self, field: str, detail: str, *, code: str | None = None) -> None:
        super().__init__(detail, code=code, extra={"field": field})


class UnusableFile(DeskError):
    """A file that cannot be read; ``code`` is intake's refusal code. Nothing was stored."""

    code = "unreadable"
    status = 422


class WithheldFile(DeskError):
    """The secrecy guard stopped the file; nothing of it was kept. ``findings`` name mark, rule and page."""

    code = "secrecy.withheld"
    status = 422

    def __init__(self, detail: str, findings: tuple[Finding, ...], *, code: str) -> None:
        super().__init__(detail, code=code)
        self.findings = findings


class TooBusy(DeskError):
    """The reader's queue or a quota is full; ``retry_after`` in seconds."""

    code = "desk.busy"
    status = 503

    def __init__(self, detail: str, retry_after: int, *, code: str | None = None, status: int = 503) -> None:
        super().__init__(detail, code=code, extra={"retry_after": retry_after})
        self.retry_after = retry_after
        self.status = status


class StorageDown(TooBusy):
    """Disk, database or object store refuses or is gone. What was not acknowledged was not kept; try again."""

    code = "desk.storage"

    def __init__(self) -> None:
        super().__init__(
            "数据存储暂时不可用，这一步没有完成，也没有保存。请稍候，页面会自动重试；"
            "多次出现请联系管理员检查磁盘空间、数据库和文件存储（hourproof doctor）。",
            15,
        )


class SignInFailed(DeskError):
    """Wrong name or password, a used or expired link, or a locked account: one sentence for all."""

    code = "sign_in.failed"
    status = 401

    def __init__(
        self,
        detail: str = "登录名、密码或动态验证码不正确，或账号暂时锁定。请稍后再试，或请单位管理员重发登录链接。",
        *,
        code: str | None = None,
    ) -> None:
        super().__init__(detail, code=code)
