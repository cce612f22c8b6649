"""The page of one screening of what is stored: how far it is, and what stands out over all its papers."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from api.forms import written
from api.pages.door import see
from api.render import page
from api.routes.evidence import year_of
from api.session import DeskHere, Investigating
from api.shapes import Identifier
from domain.claim import Role

router = APIRouter(include_in_schema=False)


@router.post("/screenings")
async def begin(request: Request, desk: DeskHere) -> Response:
    """Begin one over the reader's city, of one year or of all; where one is running, that is shown."""
    who, fields = await written(request, Role.AUTHORITY, Role.INVESTIGATOR)
    year = year_of(fields["year"]) if fields.get("year") else None
    begun = await run_in_threadpool(desk.start_screening, who, year)
    return see(f"/screenings/{begun.id}")


@router.get("/screenings/{screening_id}")
async def screening(request: Request, desk: DeskHere, who: Investigating, screening_id: Identifier) -> HTMLResponse:
    run = await run_in_threadpool(desk.screening, who, screening_id)
    found = await run_in_threadpool(desk.screening_findings, who, screening_id)
    return await page(request, "screening.html", run=run, found=found)
