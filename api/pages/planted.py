"""The page of planted items: known-wrong claims put among the others, and how many were found."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from api.pages.door import see
from api.policy_view import city_id
from api.problems import bare
from api.render import page
from api.routes.evidence import year_of
from api.session import DeskHere, SettingsHere, proves, reading_as, visitor
from api.upload import receive_form
from claims.desk import Desk
from claims.errors import DeskError
from claims.planted import NewItem
from claims.views import Actor
from domain.claim import Role
from rules import policies

router = APIRouter(include_in_schema=False)
Planter = Annotated[Actor, Depends(reading_as(Role.AUTHORITY))]


@router.get("/planted")
async def planted(request: Request, desk: DeskHere, who: Planter) -> HTMLResponse:
    return await _page(request, desk, who, {}, "")


@router.post("/planted")
async def plant(request: Request, desk: DeskHere, settings: SettingsHere) -> Response:
    found = await visitor(request)
    if found is None:
        raise bare(401)
    form = await receive_form(request, settings.upload_limit)
    proves(found, form.fields.get("csrf"))
    city, _, pathway = form.fields.get("pathway", "").partition(":")
    item = NewItem(
        name=form.fields.get("name", ""),
        employer=form.fields.get("employer", ""),
        city=city,
        year=year_of(form.fields.get("year", "")),
        pathway=pathway,
        wrong=form.fields.get("wrong", ""),
    )
    try:
        await run_in_threadpool(desk.plant, found.actor, bytes(form.data or b""), item)
    except DeskError as refused:
        return await _page(request, desk, found.actor, form.fields, refused.detail, refused.status)
    return see("/planted")


async def _page(
    request: Request, desk: Desk, who: Actor, fields: dict[str, str], failed: str, status: int = 200
) -> HTMLResponse:
    items = await run_in_threadpool(desk.planted, who)
    known = [
        {"title": one.title, "city": city_id(one), "pathways": one.pathways}
        for one in policies().values()
        if who.city in (None, city_id(one))
    ]
    return await page(
        request,
        "planted.html",
        status=status,
        items=items,
        fields=fields,
        failed=failed,
        year=date.today().year,
        policies=known,
    )
