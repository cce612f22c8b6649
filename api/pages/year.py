"""Pages of the office's year: registration, verification, spot checks; imports, units, institutions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from api.forms import written
from api.pages.door import see
from api.policy_view import cities
from api.problems import bare
from api.render import page
from api.session import DeskHere, Looker, Reader, Reviewer, proves, visitor
from api.shapes import Identifier, Year
from api.upload import receive_form
from claims.desk import Desk
from claims.errors import DeskError
from claims.forms.faults import BadSheet
from claims.forms.grid import MOST_BYTES
from claims.imports.sheets import SHEETS
from claims.institutions import KINDS
from claims.views import Actor
from claims.yearly.verification import REASONS
from domain.claim import Role

router = APIRouter(include_in_schema=False)


async def _year(
    request: Request, desk: Desk, who: Actor, year: int, failed: str = "", status: int = 200
) -> HTMLResponse:
    def gather() -> dict[str, Any]:
        unit = Role.UNIT_ADMIN in who.roles
        overseeing = who.has(Role.AUTHORITY, Role.INVESTIGATOR, Role.AUDITOR)
        return {
            "registrations": desk.registrations(who, year=year),
            "verifications": desk.verifications(who, year=year) if unit or overseeing else (),
            "checks": desk.spot_checks(who, year=year) if overseeing else (),
            "people": [one for one in desk.people(who) if Role.PROFESSIONAL in one.roles] if unit else (),
        }

    found = await run_in_threadpool(gather)
    return await page(request, "year.html", status=status, year=year, failed=failed, reasons=REASONS, **found)


@router.get("/year")
async def this_year(request: Request, desk: DeskHere, who: Reader, year: Year | None = None) -> HTMLResponse:
    return await _year(request, desk, who, year or date.today().year - 1)


@router.post("/year/{year}")
async def year_move(request: Request, desk: DeskHere, year: Year) -> Response:
    """One form for the moves of the year; ``then`` names the move."""
    who, fields = await written(request)
    then, key = fields.get("then", ""), fields.get("id", "")
    version = int(fields["version"]) if fields.get("version", "").isdigit() else 0
    reason, extra = fields.get("reason", ""), fields.get("extra", "0")
    chosen = [(name.removeprefix("person:"), fields.get("why", "")) for name in fields if name.startswith("person:")]
    if fields.get("everybody") == "1":  # a form of many hundred boxes is no form
        people = await run_in_threadpool(desk.people, who)
        chosen = [(one.id, fields.get("why", "")) for one in people if Role.PROFESSIONAL in one.roles and one.active]
    moves: dict[str, Callable[[], object]] = {
        "submit": lambda: desk.submit_registration(who, year),
        "check": lambda: desk.check_registration(who, key, version, in_order=True),
        "return": lambda: desk.check_registration(who, key, version, in_order=False, reason=reason),
        "make": lambda: desk.make_verification(
            who, year, chosen, kind="supplementary" if fields.get("kind") == "supplementary" else "yearly"
        ),
        "seal": lambda: desk.seal_verification(who, key, version),
        "verify": lambda: desk.decide_verification(who, key, version, in_order=True),
        "send_back": lambda: desk.decide_verification(who, key, version, in_order=False, reason=reason),
        "draw": lambda: desk.draw_spot_check(
            who,
            fields.get("city") or who.city or "",
            year,
            seed=fields.get("seed", ""),
            extra=int(extra) if extra.isdigit() else 0,
        ),
        "note": lambda: desk.note_spot_check(
            who, key, fields.get("item", ""), fields.get("outcome", ""), note=fields.get("note", "")
        ),
    }
    if then not in moves:
        raise bare(404)
    try:
        await run_in_threadpool(moves[then])
    except DeskError as refused:
        return await _year(request, desk, who, year, refused.detail, refused.status)
    return see(f"/year?year={year}")


@router.get("/verifications/{verification_id}")
async def verification(request: Request, desk: DeskHere, who: Looker, verification_id: Identifier) -> HTMLResponse:
    return await page(
        request, "verification.html", view=await run_in_threadpool(desk.verification, who, verification_id)
    )


@router.get("/spot-checks/{check_id}")
async def spot_check(request: Request, desk: DeskHere, who: Looker, check_id: Identifier) -> HTMLResponse:
    return await page(request, "spot_check.html", view=await run_in_threadpool(desk.spot_check, who, check_id))


# --- what the office brings and keeps -------------------------------------------------------------------------------


async def _office(
    request: Request, desk: Desk, who: Actor, failed: str = "", status: int = 200, **more: Any
) -> HTMLResponse:
    def gather() -> dict[str, Any]:
        return {
            "units": desk.units(who),
            "bindings": desk.bindings(who),
            "institutions": desk.institutions(who) if Role.AUTHORITY in who.roles else (),
        }

    values: dict[str, Any] = {"faults": (), "told": None, **more, **await run_in_threadpool(gather)}
    return await page(
        request,
        "office.html",
        status=status,
        failed=failed,
        sheets=[*SHEETS.values()],
        kinds=KINDS,
        cities=cities(),
        this_year=date.today().year,
        **values,
    )


@router.get("/office")
async def office(request: Request, desk: DeskHere, who: Reviewer) -> HTMLResponse:
    return await _office(request, desk, who)


@router.post("/office/imports/{kind}")
async def take_sheet(request: Request, desk: DeskHere, kind: Identifier) -> Response:
    found = await visitor(request)
    if found is None:
        raise bare(401)
    who = found.actor
    form = await receive_form(request, MOST_BYTES)
    proves(found, form.fields.get("csrf"))
    if not who.has(Role.UNIT_ADMIN, Role.AUTHORITY):
        raise bare(403)
    work = {"units": desk.import_units, "people": desk.import_people, "hours": desk.import_hours}.get(kind)
    if work is None:
        raise bare(404)
    try:
        city = form.fields.get("city") or who.city or ""
        told = await run_in_threadpool(work, who, city, bytes(form.data or b""))
    except BadSheet as bad:
        return await _office(request, desk, who, bad.detail, 422, faults=bad.faults[:200])
    except DeskError as refused:
        return await _office(request, desk, who, refused.detail, refused.status)
    return await _office(request, desk, who, told=told)


@router.post("/office")
async def office_move(request: Request, desk: DeskHere) -> Response:
    who, fields = await written(request, Role.UNIT_ADMIN, Role.AUTHORITY)
    city, key = fields.get("city") or who.city or "", fields.get("id", "")

    def count(name: str) -> int | None:
        return int(fields[name]) if fields.get(name, "").isdigit() else None

    moves: dict[str, Callable[[], object]] = {
        "agree": lambda: desk.decide_binding(who, key, agreed=True),
        "decline": lambda: desk.decide_binding(who, key, agreed=False, answer=fields.get("answer", "")),
        "unit": lambda: desk.register_unit(who, city, fields.get("name", "")),
        "load": lambda: desk.load_institutions(who, city, count("year") or date.today().year),
        "institution": lambda: desk.add_institution(who, city, fields.get("name", ""), fields.get("kind", "")),
        "assess": lambda: desk.assess_institution(
            who,
            key,
            count("year") or date.today().year,
            {
                "trainees": count("trainees"),
                "complaints": count("complaints") or 0,
                "verified": fields.get("verified") == "1",
                "evasion": fields.get("evasion") == "1",
            },
        ),
    }
    if fields.get("then", "") not in moves:
        raise bare(404)
    try:
        await run_in_threadpool(moves[fields["then"]])
    except DeskError as refused:
        return await _office(request, desk, who, refused.detail, refused.status)
    return see("/office")
