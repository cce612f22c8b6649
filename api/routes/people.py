"""The account of a person's year."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from api.answers import refusals
from api.session import DeskHere, Reader
from api.shapes import Identifier, Year, out, shape
from claims.views import YearAccount

router = APIRouter(tags=["people"])
Account = shape(YearAccount)


@router.get("/people/{person_id}/years/{year}", response_model=Account, responses=refusals(404))
def year_account(desk: DeskHere, who: Reader, person_id: Identifier, year: Year) -> JSONResponse:
    """Claimed, credited, caps left, shortfall. ``me`` stands for the asker."""
    return JSONResponse(out(desk.year_account(who, who.person_id if person_id == "me" else person_id, year)))
