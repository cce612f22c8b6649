"""Headers on every answer, a check on every write, a limit on every address. ASGI, so streams are never buffered."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import Problem, as_json

#: No inline script or style, nothing from elsewhere. ``blob:`` is the phone's own picture before it is sent.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class SecurityHeaders:
    """Adds the fixed headers; answers about people are never kept by caches."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
                if scope["scheme"] == "https":
                    headers.setdefault("strict-transport-security", "max-age=31536000")
            await send(message)

        await self.app(scope, receive, with_headers)


class SameOrigin:
    """First fence against forged requests: a write that a browser says comes from another site is refused.

    The second fence is the token of the session (``api/session.py``).
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE:
            headers = Headers(scope=scope)
            origin, site = headers.get("origin"), headers.get("sec-fetch-site")
            foreign = site == "cross-site" or (
                origin is not None and origin != "null" and urlsplit(origin).netloc != headers.get("host")
            )
            if foreign or origin == "null":
                problem = Problem(
                    403, "csrf.foreign_origin", "这个请求来自其他网站，未执行。请直接在本系统页面中操作。"
                )
                await as_json(problem)(scope, receive, send)
                return
        await self.app(scope, receive, send)


class RateLimits:
    """Moving windows per client address: (method or ``*``, path prefix, limit) – the first match counts."""

    def __init__(self, app: ASGIApp, rules: Iterable[tuple[str, str, str]]) -> None:
        self.app = app
        self.rules: list[tuple[str, str, RateLimitItem]] = [(m, p, parse(limit)) for m, p, limit in rules]
        self.windows = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            client = scope["client"][0] if scope.get("client") else "local"
            for method, prefix, limit in self.rules:
                if method in ("*", scope["method"]) and scope["path"].startswith(prefix):
                    if not await self.windows.hit(limit, method, prefix, client):
                        wait = str(limit.get_expiry())
                        problem = Problem(
                            429,
                            "rate.limited",
                            f"操作过于频繁，请在 {wait} 秒后再试。已提交的内容不受影响。",
                            headers={"retry-after": wait},
                        )
                        await as_json(problem)(scope, receive, send)
                        return
                    break
        await self.app(scope, receive, send)
