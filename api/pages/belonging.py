"""Pages of one's own: which unit one belongs to, and the years of an appointment period side by side."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from api.forms import written
from api.pages.door import see
from api.problems import bare
from api.render import page
from api.session import DeskHere, Reader
from api.shapes import Identifier, Year
from claims.desk import Desk
from claims.errors import DeskError
from claims.views import Actor

router = APIRouter(include_in_schema=False)
_PERIOD = 5


async def _unit(request: Request, desk: Desk, who: Actor, failed: str = "", status: int = 200) -> HTMLResponse:
    def gather() -> dict[str, Any]:
        own = [one for one in desk.bindings(who) if one.person_id == who.person_id]
        return {
            "bindings": own,
            "waiting": any(one.state == "waiting" for one in own),
            "units": [one.name for one in desk.units(who) if one.name != who.employer],
        }

    return await page(request, "unit.html", status=status, failed=failed, **await run_in_threadpool(gather))


@router.get("/me/unit")
async def own_unit(request: Request, desk: DeskHere, who: Reader) -> HTMLResponse:
    """Where one belongs, what one has asked for (温州 第四条)."""
    return await _unit(request, desk, who)


@router.post("/me/unit")
async def ask_for_unit(request: Request, desk: DeskHere) -> Response:
    """``then``: ask for another registered unit, or withdraw what was asked."""
    who, fields = await written(request)
    moves = {
        "ask": lambda: desk.ask_for_unit(who, fields.get("unit", ""), fields.get("reason", "")),
        "withdraw": lambda: desk.withdraw_binding(who, fields.get("id", "")),
    }
    move = moves.get(fields.get("then", "ask"))
    if move is None:
        raise bare(404)
    try:
        await run_in_threadpool(move)
    except DeskError as refused:
        return await _unit(request, desk, who, refused.detail, refused.status)
    return see("/me/unit")


@router.get("/years")
async def years(
    request: Request,
    desk: DeskHere,
    who: Reader,
    first: Annotated[Year | None, Query()] = None,
    last: Annotated[Year | None, Query()] = None,
    person: Identifier | None = None,
) -> HTMLResponse:
    """Several years of a person side by side; the last five by default."""
    until = last or date.today().year
    since = first or until - _PERIOD + 1
    found = await run_in_threadpool(desk.years, who, person or who.person_id, since, until)
    return await page(request, "years.html", view=found, first=since, last=until, person=person or "")
