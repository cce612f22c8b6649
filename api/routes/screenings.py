"""Screenings 批量筛查 over stored evidence: begun and followed here; what stands out over all of it, both sides."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from api.answers import refusals
from api.session import DeskHere, Investigating, writing_as
from api.shapes import Identifier, ScreeningIn, out, shape
from claims.rescreen import ScreeningView
from claims.stored_patterns import ScreeningFindings
from claims.views import Actor
from domain.claim import Role

router = APIRouter(tags=["screenings"])
Screening = shape(ScreeningView)
Findings = shape(ScreeningFindings)
Beginning = Annotated[Actor, Depends(writing_as(Role.AUTHORITY, Role.INVESTIGATOR))]


@router.post(
    "/screenings",
    status_code=202,
    response_model=Screening,
    responses={
        **refusals(404),
        202: {"headers": {"Location": {"schema": {"type": "string"}, "description": "筛查地址"}}},
    },
)
def begin_screening(desk: DeskHere, who: Beginning, body: ScreeningIn) -> JSONResponse:
    """Compare all evidence of the asker's city once more; one at a time, a second request gives the running one."""
    found = desk.start_screening(who, body.year)
    return JSONResponse(out(found), 202, {"location": f"/api/v1/screenings/{found.id}"})


@router.get("/screenings/{screening_id}", response_model=Screening, responses=refusals(404))
def one_screening(desk: DeskHere, who: Investigating, screening_id: Identifier) -> JSONResponse:
    """How far it is."""
    return JSONResponse(out(desk.screening(who, screening_id)))


@router.get("/screenings/{screening_id}/findings", response_model=Findings, responses=refusals(404))
def screening_findings(desk: DeskHere, who: Investigating, screening_id: Identifier) -> JSONResponse:
    """What only shows over all its papers: a 文号 on two papers, numbers of another form, many of a unit on one day.

    Hints where to look, never doubts about one paper. Papers resembling each other stand on the investigator's pages.
    """
    return JSONResponse(out(desk.screening_findings(who, screening_id)))
