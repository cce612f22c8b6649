"""Counts and times of requests by route template and status; no paths, names or ids."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def template_of(scope: Scope) -> str:
    """The address that was asked for with names in place of ids; ``other`` where there is no such route."""
    route = scope.get("route")
    if not isinstance(route, Route):
        return str(getattr(route, "path", "other"))  # a folder of static files
    names = {str(value): f"{{{name}}}" for name, value in scope.get("path_params", {}).items()}
    return "/".join(names.get(part, part) for part in scope["path"].split("/"))


class Measured:
    """ASGI layer around everything: ``hourproof_http_requests_total`` and ``hourproof_http_seconds``."""

    def __init__(self, app: ASGIApp, registry: CollectorRegistry) -> None:
        self.app = app
        self.requests = Counter(
            "hourproof_http_requests", "Requests answered", ["method", "route", "status"], registry=registry
        )
        self.seconds = Histogram(
            "hourproof_http_seconds",
            "Seconds until the answer was complete",
            ["route"],
            registry=registry,
            buckets=(0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15, 60),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            route = template_of(scope)
            method = scope["method"] if scope["method"] in ("GET", "POST", "PATCH", "DELETE", "HEAD") else "other"
            self.requests.labels(method, route, str(status)).inc()
            if not route.endswith("/events"):
                self.seconds.labels(route).observe(time.perf_counter() - began)
