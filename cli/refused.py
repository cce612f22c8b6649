"""Input that cannot be used: one class, so that every verb says it the same way."""

from __future__ import annotations


class Refused(Exception):
    """Becomes exit status 2, the message on stderr, and ``{"error": …}`` with ``--json``."""

    def __init__(self, message: str, *, code: str | None = None, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.error: dict[str, str] = {}
        if code is not None:
            self.error["code"] = code
        if field is not None:
            self.error["field"] = field
        self.error["message"] = message
