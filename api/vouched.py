"""Sign-in that a reverse proxy vouches for: the login in a header, believed only from the proxies' own addresses.

``X-Forwarded-For`` and ``X-Forwarded-Proto`` are believed from the same addresses and from nobody else.
"""

from __future__ import annotations

import ipaddress
from functools import cache

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from claims.settings import BadSetting, Settings

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_PEER = "hourproof.peer"


@cache
def networks(listed: str) -> tuple[Network, ...]:
    """``"127.0.0.1, 10.0.0.0/8"`` as networks; ``BadSetting`` names what is none."""
    found: list[Network] = []
    for one in (part.strip() for part in listed.split(",")):
        if not one:
            continue
        try:
            found.append(ipaddress.ip_network(one, strict=False))
        except ValueError:
            raise BadSetting(f"设置 HOURPROOF_TRUSTED_PROXIES 里的 {one!r} 不是 IP 地址或网段") from None
    return tuple(found)


def _trusted(address: str, listed: str) -> bool:
    try:
        host = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(host in network for network in networks(listed))


def vouched_for(request: Request, settings: Settings) -> str:
    """The login a trusted proxy names, or nothing. A header from anybody else is as if it were not there."""
    if not settings.trusted_header:
        return ""
    if not _trusted(str(request.scope.get(_PEER, "")), settings.trusted_proxies):
        return ""
    return request.headers.get(settings.trusted_header, "").strip()


class Proxied:
    """Remembers who really connected, then lets trusted proxies say whom they speak for."""

    def __init__(self, app: ASGIApp, trusted: str) -> None:
        networks(trusted)  # a mistyped list is refused at the start, not at the first request
        hosts = [one.strip() for one in trusted.split(",") if one.strip()]
        self.app = ProxyHeadersMiddleware(app, trusted_hosts=hosts)  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope.get("client"):
            scope = {**scope, _PEER: scope["client"][0]}
        await self.app(scope, receive, send)  # type: ignore[arg-type]
