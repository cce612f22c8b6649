"""Official forms for download as Excel and as print pages, filled from what the desk holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from api.problems import bare
from api.render import page
from api.session import DeskHere, Looker, Reader
from api.shapes import Identifier, Year
from claims.desk import Desk
from claims.forms import forms
from claims.forms.book import book
from claims.forms.layout import lay_out
from claims.forms.parts import Sheet
from claims.forms.slips import investigation_data, return_data
from claims.imports.sheets import SHEETS
from claims.views import Actor
from claims.yearly.record import record_data, registration_data
from claims.yearly.verification import verification_data

router = APIRouter(include_in_schema=False)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Shape = Annotated[Literal["xlsx", "print"], Query(alias="as")]


async def _answer(request: Request, sheet: Sheet, shape: str) -> Response:
    if shape == "print":
        return await page(request, "form.html", sheet=sheet)
    data = await run_in_threadpool(book, [sheet])
    name = quote(f"{sheet.title}.xlsx")
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{name}", "cache-control": "no-store"}
    return Response(data, media_type=EXCEL, headers=headers)


async def _filled(request: Request, form_id: str, data: Callable[[], dict[str, Any]], shape: str) -> Response:
    filled = await run_in_threadpool(data)
    return await _answer(request, lay_out(forms()[form_id], filled), shape)


@router.get("/forms")
async def all_forms(request: Request, who: Reader) -> HTMLResponse:
    """Empty forms and import sheets."""
    return await page(request, "forms.html", forms=[*forms().values()], sheets=[*SHEETS.values()])


@router.get("/forms/{form_id}")
async def blank(request: Request, who: Reader, form_id: Identifier, shape: Shape = "xlsx") -> Response:
    form = forms().get(form_id) or SHEETS.get(form_id)
    if form is None:
        raise bare(404)
    return await _answer(request, lay_out(form, {}), shape)


@router.get("/account/{year}/record")
async def record(
    request: Request, desk: DeskHere, who: Reader, year: Year, person: Identifier | None = None, shape: Shape = "xlsx"
) -> Response:
    """年度继续教育情况表."""

    def data() -> dict[str, Any]:
        return record_data(desk.year_record(who, person or who.person_id, year), printed_on=date.today())

    return await _filled(request, "yearly_record", data, shape)


@router.get("/account/{year}/registration")
async def registration(
    request: Request, desk: DeskHere, who: Reader, year: Year, person: Identifier | None = None, shape: Shape = "xlsx"
) -> Response:
    """徐州 电子登记表."""

    def data() -> dict[str, Any]:
        return registration_data(desk.year_record(who, person or who.person_id, year))

    return await _filled(request, "xuzhou_registration", data, shape)


@router.get("/classes/{class_id}/{which}")
async def class_form(
    request: Request,
    desk: DeskHere,
    who: Looker,
    class_id: Identifier,
    which: Literal["application", "roster"],
    shape: Shape = "xlsx",
) -> Response:
    return await _filled(request, f"zhoushan_{which}", lambda: desk.class_form_data(who, class_id), shape)


@router.get("/verifications/{verification_id}/form")
async def verification(
    request: Request, desk: DeskHere, who: Looker, verification_id: Identifier, shape: Shape = "xlsx"
) -> Response:
    return await _filled(
        request, "xuzhou_verification", lambda: verification_data(desk.verification(who, verification_id)), shape
    )


@router.get("/claims/{claim_id}/return-slip")
async def return_slip(
    request: Request, desk: DeskHere, who: Reader, claim_id: Identifier, shape: Shape = "xlsx"
) -> Response:
    return await _filled(request, "return_slip", lambda: _slip(desk, who, claim_id, return_data), shape)


@router.get("/claims/{claim_id}/investigation-slip")
async def investigation_slip(
    request: Request, desk: DeskHere, who: Looker, claim_id: Identifier, shape: Shape = "xlsx"
) -> Response:
    return await _filled(request, "investigation_slip", lambda: _slip(desk, who, claim_id, investigation_data), shape)


def _slip(desk: Desk, who: Actor, claim_id: str, data: Callable[..., dict[str, Any] | None]) -> dict[str, Any]:
    found = data(desk.claim(who, claim_id), date.today())
    if found is None:
        raise bare(404)
    return found
