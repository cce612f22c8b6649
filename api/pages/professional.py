"""The professional's pages: upload, own claims, one claim, the year's account."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from api.asked import asked_of
from api.corrections import change_in
from api.forms import version_in, written
from api.pages.door import see
from api.policy_view import cities
from api.problems import bare
from api.render import page
from api.routes.evidence import take
from api.session import DeskHere, Reader, SettingsHere, proves, visitor
from api.shapes import Identifier, Year
from claims.errors import DeskError
from domain.claim import ClaimState

router = APIRouter(include_in_schema=False)


#: The oldest year offered for an upload; a year asked for in the address is offered whatever it is.
OLDEST_YEAR = 2010


class Place(BaseModel):
    """Where an upload goes, as addresses carry it; what makes no sense is passed over."""

    model_config = ConfigDict(frozen=True)
    city: str = Field("", max_length=60)
    year: str = Field("", max_length=4)
    pathway: str = Field("", max_length=80)


def _first_year(years: list[int]) -> int:
    """The year the form starts with: this one where the city's documents cover it, or the newest they do."""
    today = date.today().year
    return today if today in years or not years else years[-1]


@router.get("/upload")
async def upload_page(
    request: Request, desk: DeskHere, who: Reader, settings: SettingsHere, asked: Annotated[Place, Query()]
) -> HTMLResponse:
    choices = await run_in_threadpool(cities)
    known = {city.id: city for city in choices}
    city = next((c for c in (asked.city, who.city, settings.default_city, *known) if c in known), "")
    year = int(asked.year) if asked.year.isdigit() else _first_year(known[city].years if city else [])
    return await page(
        request,
        "upload.html",
        cities=choices,
        city=city,
        year=year,
        years=sorted({year, *range(date.today().year, OLDEST_YEAR - 1, -1)}, reverse=True),
        pathways=await run_in_threadpool(desk.pathways, city, year),
        pathway=asked.pathway,
        unsent_keys=await run_in_threadpool(desk.unsent_keys, who),
        upload_id=secrets.token_hex(16),
        limit_mb=settings.upload_limit // (1024 * 1024),
    )


@router.get("/upload/pathways")
async def upload_pathways(
    request: Request, desk: DeskHere, who: Reader, asked: Annotated[Place, Query()]
) -> HTMLResponse:
    """The pathways of a city and year with what the chosen one wants to see, as a piece of the page."""
    year = int(asked.year) if asked.year.isdigit() else 0
    found = await run_in_threadpool(desk.pathways, asked.city, year)
    return await page(request, "upload_pathways.html", pathways=found, pathway=asked.pathway)


@router.post("/upload")
async def upload_without_script(
    request: Request, desk: DeskHere, settings: SettingsHere, upload_id: Identifier
) -> Response:
    """The same upload as a plain form: one file, then the page of its claim."""
    found = await visitor(request)
    if found is None:
        raise bare(401)
    receipt = await take(
        request,
        desk,
        settings.upload_limit,
        found.actor,
        upload_id,
        check=lambda fields: proves(found, fields.get("csrf")),
    )
    return see(f"/evidence/{receipt.evidence_id}")


@router.get("/evidence/{evidence_id}")
async def evidence_page(request: Request, desk: DeskHere, who: Reader, evidence_id: Identifier) -> Response:
    """Where the claim of a fresh upload appears: waits without script, then leads on."""
    evidence = await run_in_threadpool(desk.evidence, who, evidence_id)
    if evidence.claim_ids:
        return see(f"/claims/{evidence.claim_ids[0]}")
    return await page(request, "evidence.html", evidence=evidence)


@router.get("/evidence/{evidence_id}/card")
async def evidence_card(request: Request, desk: DeskHere, who: Reader, evidence_id: Identifier) -> HTMLResponse:
    """The result of one upload as a piece of a page: hours, clause, account of the year, what is missing."""
    evidence = await run_in_threadpool(desk.evidence, who, evidence_id)
    claims = [await run_in_threadpool(desk.claim, who, claim_id) for claim_id in evidence.claim_ids]
    return await page(request, "card.html", evidence=evidence, claims=claims, asked_of=asked_of)


@router.get("/claims")
async def my_claims(
    request: Request,
    desk: DeskHere,
    who: Reader,
    state: ClaimState | None = None,
    year: Year | None = None,
    cursor: str | None = Query(None, max_length=200),
) -> HTMLResponse:
    found = await run_in_threadpool(
        lambda: desk.claims(who, mine=True, state=state, year=year, cursor=cursor, limit=50)
    )
    return await page(request, "claims.html", found=found, state=state, year=year, states=list(ClaimState))


@router.get("/claims/{claim_id}")
async def claim_page(
    request: Request, desk: DeskHere, who: Reader, claim_id: Identifier, done: str = ""
) -> HTMLResponse:
    claim = await run_in_threadpool(desk.claim, who, claim_id)
    notices = {
        "saved": ("ok", "已保存，学时已按新内容重新计算。"),
        "submitted": ("ok", "已提交，等待审核。结果会出现在“我的申报”里。"),
        "withdrawn": ("ok", "已撤回。材料仍在，可以重新申报。"),
    }
    return await page(request, "claim.html", claim=claim, notice=notices.get(done), failed=None, asked_of=asked_of)


@router.post("/claims/{claim_id}")
async def change_claim(request: Request, desk: DeskHere, claim_id: Identifier) -> Response:
    """Save corrections; the button decides what comes after: stay, submit, withdraw."""
    who, fields = await written(request)
    version, then = version_in(fields), fields.get("then", "save")
    try:
        if then == "withdraw":
            await run_in_threadpool(desk.withdraw, who, claim_id, version)
            return see(f"/claims/{claim_id}?done=withdrawn")
        before = await run_in_threadpool(desk.claim, who, claim_id)
        change = change_in(fields, before)
        if change is not None:
            version = (await run_in_threadpool(desk.change_claim, who, claim_id, version, change)).summary.version
        if then == "submit":
            await run_in_threadpool(desk.submit, who, claim_id, version)
            return see(f"/claims/{claim_id}?done=submitted")
        return see(f"/claims/{claim_id}?done=saved")
    except DeskError as refused:
        claim = await run_in_threadpool(desk.claim, who, claim_id)
        return await page(
            request, "claim.html", status=refused.status, claim=claim, failed=refused.detail, asked_of=asked_of
        )


@router.get("/account")
async def own_account(request: Request, desk: DeskHere, who: Reader, year: Year | None = None) -> Response:
    """The newest year with claims, or this one."""
    if year is None:
        newest: Any = await run_in_threadpool(lambda: desk.claims(who, mine=True, limit=1))
        year = newest.items[0].year if newest.items else date.today().year
    return see(f"/account/{year}")


@router.get("/account/{year}")
async def account_page(
    request: Request, desk: DeskHere, who: Reader, year: Year, person: Identifier | None = None
) -> HTMLResponse:
    account = await run_in_threadpool(desk.year_account, who, person or who.person_id, year)
    return await page(request, "account.html", account=account)
