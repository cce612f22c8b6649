"""Server-sent progress of a reading or a job. Polls the desk without holding a thread between looks."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable

from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from api.shapes import out
from claims.errors import NotFound
from claims.views import ProgressView

Look = Callable[[int], ProgressView | None]
MEDIA_TYPE = "text/event-stream"
_PING, _FIRST, _SLOWEST, _LONGEST = 10.0, 0.1, 0.6, 600.0


def _event(view: ProgressView) -> bytes:
    name = view.state if view.state != "running" else "progress"
    body = json.dumps(out(view), ensure_ascii=False, separators=(",", ":"))
    return f"id: {view.number}\nevent: {name}\ndata: {body}\n\n".encode()


async def _stream(look: Look, after: int, patience: float) -> AsyncIterator[bytes]:
    began = spoke = time.monotonic()
    wait = _FIRST
    yield b"retry: 1500\n\n"
    while time.monotonic() - began < _LONGEST:
        try:
            view = await run_in_threadpool(look, after)
        except NotFound:
            view = None
        now = time.monotonic()
        if view is None and now - began > patience:
            yield b"event: unknown\ndata: {}\n\n"
            return
        if view is not None and view.number > after:
            after, wait, spoke = view.number, _FIRST, now
            yield _event(view)
            if view.state != "running":
                return
        elif now - spoke > _PING:
            spoke = now
            yield b": still here\n\n"
        await asyncio.sleep(wait)
        wait = min(wait * 1.3, _SLOWEST)


def progress(look: Look, last_event_id: str | None, *, patience: float = 60.0) -> StreamingResponse:
    """``progress`` events ended by ``done``, ``failed`` or ``unknown`` (nothing began in ``patience`` seconds)."""
    after = int(last_event_id) if last_event_id and last_event_id.isdigit() and len(last_event_id) < 10 else -1
    return StreamingResponse(_stream(look, after, patience), media_type=MEDIA_TYPE, headers={"x-accel-buffering": "no"})
