"""The web service: pages for people, ``/api/v1`` for programs, one desk behind both."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any

import anyio
from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from prometheus_client import CollectorRegistry, Gauge
from starlette.concurrency import run_in_threadpool
from starlette.types import Scope

from api import problems
from api.measure import Measured
from api.oidc import Provider
from api.pages import account as own_account
from api.pages import (
    belonging,
    class_papers,
    door,
    figures,
    investigation,
    office,
    paperwork,
    planted,
    professional,
    review,
    screening,
    standards,
)
from api.pages import classes as class_pages
from api.pages import year as year_pages
from api.problems import Problem
from api.refused import Refusals
from api.render import STATIC, page, safe_path
from api.routes import audit, claims, classes, evidence, health, people, policies, screenings, sessions
from api.routes import class_papers as class_paper_routes
from api.security import RateLimits, SameOrigin, SecurityHeaders
from api.shapes import ProblemOut
from api.vouched import Proxied
from claims.desk import Desk
from claims.errors import DeskError, TooBusy
from claims.settings import Settings
from claims.wire import finding_json

#: (method, path prefix, limit) – generous for offices behind one address, tight where guessing pays.
LIMITS = (
    ("POST", "/sign-in", "20/minute"),
    ("GET", "/sign-in/oidc", "120/minute"),
    ("POST", "/api/v1/session", "20/minute"),
    ("POST", "/api/v1/evidence", "240/minute"),
    ("*", "/static", "6000/minute"),
    ("*", "/", "3000/minute"),
)

#: What the operations are grouped by, with the words of the field.
TAGS = [
    {"name": name, "description": title}
    for name, title in (
        ("audit", "审计"),
        ("claims", "学时申报"),
        ("classes", "班次"),
        ("evidence", "佐证材料"),
        ("health", "运行状况"),
        ("people", "人员"),
        ("policies", "认定办法"),
        ("screenings", "批量筛查"),
        ("session", "登录"),
    )
]
ABOUT = """学时证（HourProof）的接口。失败一律为 RFC 9457 `application/problem+json`，带稳定的 `code` 和中文 `detail`。
登录后用会话 Cookie；写操作另带请求头 `X-CSRF-Token`（见 `GET /api/v1/session`）。"""


class Kept(StaticFiles):
    """Static files carry their digest in the address: they may be kept for good."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        versioned = b"v=" in scope.get("query_string", b"")
        response.headers["cache-control"] = "public, max-age=31536000, immutable" if versioned else "no-cache"
        return response


def translate(error: Exception) -> Problem:
    """The desk's refusals as problems, with what their ``extra`` and findings say."""
    if not isinstance(error, DeskError):
        raise error
    headers = {"retry-after": str(error.retry_after)} if isinstance(error, TooBusy) else {}
    extra: dict[str, Any] = dict(error.extra)
    findings = getattr(error, "findings", None)
    if findings is not None:
        extra["findings"] = [finding_json(finding) for finding in findings]
    return Problem(error.status, error.code, error.detail, headers=headers, **extra)


async def _problem_page(request: Request, problem: Problem) -> Response:
    back = request.headers.get("referer", "")
    own = f"{request.url.scheme}://{request.url.netloc}"
    return await page(
        request,
        "problem.html",
        status=problem.status,
        problem=problem,
        back=safe_path(back.removeprefix(own)) if back.startswith(own) else "",
    )


def _loading(desk: Desk) -> Callable[[], Awaitable[bool]]:
    """Whether the reader is still loading its models. Asked on every page until it is warm, then never again."""
    state = {"warm": False, "asked": 0.0}

    async def ask() -> bool:
        if not state["warm"] and time.monotonic() - state["asked"] > 0.5:
            state["asked"] = time.monotonic()
            health = await run_in_threadpool(desk.health)
            state["warm"] = health.parts.get("reader") != "loading"
        return not state["warm"]

    return ask


def create_app(desk: Desk, settings: Settings) -> FastAPI:
    """The service over a started ``desk``. It answers before the reading models are warm."""
    app = FastAPI(
        title="HourProof",
        version="1",
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=lambda route: route.name,  # what a generated client calls its functions
    )
    app.state.desk, app.state.settings = desk, settings
    app.state.loading = _loading(desk)
    app.state.provider = Provider(settings) if settings.oidc_issuer else None
    app.state.upload_slots = anyio.CapacityLimiter(evidence.AT_ONCE)
    app.state.upload_threads = anyio.CapacityLimiter(evidence.AT_ONCE)
    app.state.registry = registry = CollectorRegistry()
    waiting = Gauge("hourproof_jobs_waiting", "Jobs waiting or running", registry=registry)
    waiting.set_function(lambda: desk.health().jobs_waiting)
    failed = Gauge("hourproof_jobs_failed", "Jobs given up", registry=registry)
    failed.set_function(lambda: desk.health().jobs_failed)

    for room in (evidence, claims, classes, class_paper_routes, people, policies, screenings, audit, sessions):
        app.include_router(room.router, prefix="/api/v1")
    app.include_router(health.router)
    pages = (door, own_account, professional, review, investigation, office, class_pages, year_pages, paperwork)
    for rooms in (*pages, class_papers, standards, planted, figures, belonging, screening):
        app.include_router(rooms.router)
    app.mount("/static", Kept(directory=STATIC), name="static")
    problems.install(app, DeskError, translate, _problem_page, Refusals(desk))

    app.add_middleware(problems.Faults)
    app.add_middleware(RateLimits, rules=LIMITS)
    app.add_middleware(SameOrigin)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Measured, registry=registry)
    app.add_middleware(Proxied, trusted=settings.trusted_proxies)

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = get_openapi(
                title=app.title,
                version=app.version,
                description=ABOUT,
                routes=app.routes,
                tags=TAGS,
                separate_input_output_schemas=False,  # one name, one model: generated clients have both
            )
            schemas = document.setdefault("components", {}).setdefault("schemas", {})
            schemas["ProblemOut"] = ProblemOut.model_json_schema()
            # Answers to unfit input are problems too, not FastAPI's own shape.
            schemas.pop("HTTPValidationError", None)
            schemas.pop("ValidationError", None)
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
    return app
