"""Is it alive, can it take uploads, how much does it do. Counts only, never names."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.concurrency import run_in_threadpool

from api.problems import bare
from api.session import DeskHere
from api.shapes import HealthOut

router = APIRouter(tags=["health"])


@router.get("/livez", response_class=PlainTextResponse)
async def livez() -> str:
    """The process answers."""
    return "ok"


@router.get("/readyz", response_model=HealthOut, responses={503: {"model": HealthOut, "description": "尚未就绪"}})
async def readyz(request: Request, desk: DeskHere) -> JSONResponse:
    """Uploads can be taken: database, vault, queue and reader stand. 503 while the models load."""
    health, loading = await run_in_threadpool(desk.health), await request.app.state.loading()
    ready = health.ready and not loading
    body = HealthOut(
        ready=ready,
        loading=loading,
        parts=dict(health.parts),
        jobs_waiting=health.jobs_waiting,
        jobs_failed=health.jobs_failed,
    )
    return JSONResponse(body.model_dump(mode="json"), 200 if ready else 503)


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(request: Request) -> Response:
    """Prometheus text, for the machine itself only (a scraper on another host goes through the reverse proxy)."""
    host = request.client.host if request.client else ""
    if host not in ("127.0.0.1", "::1", "testclient") or "x-forwarded-for" in request.headers:
        raise bare(403)
    return Response(generate_latest(request.app.state.registry), media_type=CONTENT_TYPE_LATEST)
