"""Refused accesses go on record: who, which route, how it ended. Never which id: that is the refused one's guess."""

from __future__ import annotations

import contextlib

from fastapi import Request
from limits import parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from starlette.concurrency import run_in_threadpool

from api.measure import template_of
from api.problems import Problem
from claims.desk import Desk
from claims.errors import StorageDown

#: The record grows by the desk's own words only: whoever hammers on a door is on it soon enough.
MOST = parse("30/hour")


class Refusals:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._windows = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, request: Request, problem: Problem) -> None:
        """403 of anybody signed in, and 404 of what was asked for by id: it may be somebody else's."""
        signed_in = getattr(request.state, "signed_in", None)
        if signed_in is None or request.scope.get("route") is None:
            return
        if problem.status != 403 and not (problem.status == 404 and request.path_params):
            return
        person = signed_in.actor.person_id
        if not await self._windows.hit(MOST, person):
            return
        where = f"{request.method} {template_of(request.scope)}"
        with contextlib.suppress(StorageDown):
            await run_in_threadpool(self._desk.note_refusal, signed_in.actor, where, problem.status)
