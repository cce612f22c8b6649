"""Pages of training classes: list, application, one class, its dossier."""

from __future__ import annotations

import secrets
from datetime import date
from decimal import Decimal, InvalidOperation

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from api.forms import written
from api.pages.door import see
from api.policy_view import cities
from api.problems import bare
from api.render import page
from api.session import DeskHere, Looker, proves, visitor
from api.shapes import Identifier, Year
from api.upload import receive_form
from claims.classes.nouns import Application, Lecturer, Session
from claims.errors import DeskError
from claims.forms.faults import BadSheet
from claims.forms.grid import MOST_BYTES
from claims.views import BulkItem, BulkOutcome
from domain.claim import Role
from rules import policies

router = APIRouter(include_in_schema=False)
OFFICE = (Role.UNIT_ADMIN, Role.AUTHORITY)


@router.get("/classes")
async def classes(request: Request, desk: DeskHere, who: Looker, year: Year | None = None) -> HTMLResponse:
    found = await run_in_threadpool(lambda: desk.classes(who, year=year))
    return await page(request, "classes.html", classes=found, year=year, may_apply=who.has(*OFFICE))


@router.get("/classes/new")
async def new_class(request: Request, who: Looker) -> HTMLResponse:
    return await _form(request, {}, "")


@router.post("/classes/new")
async def apply(request: Request, desk: DeskHere) -> Response:
    who, fields = await written(request, *OFFICE)
    try:
        application = _application(fields)
        view = await run_in_threadpool(desk.apply_class, who, application)
    except (ValueError, InvalidOperation):
        return await _form(request, fields, "日期或数字填写不对：日期如 2024-05-06，天数和学时填数字。", 422)
    except DeskError as refused:
        return await _form(request, fields, refused.detail, refused.status)
    return see(f"/classes/{view.line.id}")


async def _form(request: Request, fields: dict[str, str], failed: str, status: int = 200) -> HTMLResponse:
    pathways = [
        (f"{policy.id}:{one.id}", policy.city, one.title)
        for policy in policies().values()
        for one in policy.pathways.values()
        if {"completion_certificate", "roster"} & set(one.kinds)
    ]
    return await page(
        request, "class_form.html", status=status, fields=fields, failed=failed, pathways=pathways, cities=cities()
    )


def _application(fields: dict[str, str]) -> Application:
    policy_id, _, pathway = fields.get("pathway", "").partition(":")
    policy = policies().get(policy_id)
    first, last = date.fromisoformat(fields.get("first", "")), date.fromisoformat(fields.get("last", ""))

    def figure(name: str) -> Decimal | None:
        return Decimal(fields[name]) if fields.get(name) else None

    return Application(
        city=policy.city_names[2] if policy is not None and len(policy.city_names) > 2 else "",
        year=first.year,
        pathway=pathway,
        unit_name=fields.get("unit_name", ""),
        class_title=fields.get("class_title", ""),
        first=first,
        last=last,
        days=figure("days") or Decimal((last - first).days + 1),
        hours_per_day=figure("hours_per_day"),
        hours_total=figure("hours_total"),
        unit_code=fields.get("unit_code", ""),
        address=fields.get("address", ""),
        contact=fields.get("contact", ""),
        place=fields.get("place", ""),
        content=fields.get("content", ""),
        planned=int(fields["planned"]) if fields.get("planned") else None,
        organiser=fields.get("organiser", ""),
        qualification=fields.get("qualification", ""),
        doc_no=fields.get("doc_no", ""),
        applied_on=date.fromisoformat(fields["applied_on"]) if fields.get("applied_on") else None,
        lecturers=tuple(Lecturer(*_parts(line, 3)) for line in _lines(fields.get("lecturers", ""))),
        schedule=tuple(
            Session(date.fromisoformat(parts[0]), *parts[1:])
            for parts in (_parts(line, 4) for line in _lines(fields.get("schedule", "")))
        ),
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()][:200]


def _parts(line: str, count: int) -> list[str]:
    """``a，b，c`` in at most ``count`` parts, padded."""
    parts = [part.strip() for part in line.replace("，", ",").replace("、", ",").split(",", count - 1)]
    return parts + [""] * (count - len(parts))


@router.get("/classes/{class_id}")
async def one_class(request: Request, desk: DeskHere, who: Looker, class_id: Identifier) -> HTMLResponse:
    view = await run_in_threadpool(desk.training_class, who, class_id)
    return await page(request, "class.html", view=view, failed="", faults=())


@router.post("/classes/{class_id}")
async def decide(request: Request, desk: DeskHere, class_id: Identifier) -> Response:
    who, fields = await written(request, *OFFICE)
    version = int(fields["version"]) if fields.get("version", "").isdigit() else None
    move = fields.get("move", "")
    try:
        if move == "withdraw":
            await run_in_threadpool(desk.withdraw_class, who, class_id, version)
        else:
            hours = Decimal(fields["hours"]) if fields.get("hours") else None
            await run_in_threadpool(
                lambda: desk.decide_class(who, class_id, version, move, reason=fields.get("reason", ""), hours=hours)
            )
    except InvalidOperation:
        return await _again(request, desk, class_id, "学时应为数字。", 422)
    except DeskError as refused:
        return await _again(request, desk, class_id, refused.detail, refused.status)
    return see(f"/classes/{class_id}")


@router.post("/classes/{class_id}/roster")
async def roster(request: Request, desk: DeskHere, class_id: Identifier) -> Response:
    found = await visitor(request)
    if found is None:
        raise bare(401)
    form = await receive_form(request, MOST_BYTES)
    proves(found, form.fields.get("csrf"))
    data = bytes(form.data or b"")
    try:
        await run_in_threadpool(desk.hand_in_roster, found.actor, class_id, None, data)
    except BadSheet as bad:
        view = await run_in_threadpool(desk.training_class, found.actor, class_id)
        return await page(request, "class.html", status=422, view=view, failed=bad.detail, faults=bad.faults[:200])
    except DeskError as refused:
        return await _again(request, desk, class_id, refused.detail, refused.status)
    return see(f"/classes/{class_id}")


async def _again(request: Request, desk: DeskHere, class_id: str, failed: str, status: int) -> HTMLResponse:
    found = await visitor(request)
    if found is None:
        raise bare(401)
    view = await run_in_threadpool(desk.training_class, found.actor, class_id)
    return await page(request, "class.html", status=status, view=view, failed=failed, faults=())


@router.get("/classes/{class_id}/dossier")
async def dossier(request: Request, desk: DeskHere, who: Looker, class_id: Identifier) -> HTMLResponse:
    found = await run_in_threadpool(desk.dossier, who, class_id)
    return await page(request, "dossier.html", dossier=found, key=secrets.token_hex(12), outcomes=(), failed="")


@router.get("/classes/{class_id}/claims/{claim_id}")
async def open_claim(desk: DeskHere, who: Looker, class_id: Identifier, claim_id: Identifier) -> Response:
    """Open a claim from the dossier: the look is noted, the review page follows."""
    await run_in_threadpool(desk.look_in_dossier, who, class_id, claim_id)
    return see(f"/review/{claim_id}")


@router.post("/classes/{class_id}/dossier")
async def confirm(request: Request, desk: DeskHere, class_id: Identifier) -> HTMLResponse:
    """Confirm the ticked rows, take confirmations back, or take the class's facts over."""
    who, fields = await written(request, *OFFICE)
    items = [
        BulkItem(name.removeprefix("claim:"), int(value))
        for name, value in fields.items()
        if name.startswith("claim:") and value.isdigit() and len(value) < 10
    ]
    outcomes: tuple[BulkOutcome, ...] = ()
    failed, status = "", 200
    try:
        if fields.get("then") == "take_over":
            await run_in_threadpool(desk.take_over_class, who, class_id)
        elif fields.get("then") == "undo":
            outcomes = await run_in_threadpool(desk.undo_class, who, class_id, items)
        else:
            key = fields.get("key", "")[:100] or secrets.token_hex(12)
            outcomes = await run_in_threadpool(
                lambda: desk.confirm_class(who, class_id, items, idempotency_key=f"class-{key}")
            )
    except DeskError as refused:
        failed, status = refused.detail, refused.status
    found = await run_in_threadpool(desk.dossier, who, class_id)
    return await page(
        request,
        "dossier.html",
        status=status,
        dossier=found,
        key=secrets.token_hex(12),
        outcomes=outcomes,
        failed=failed,
    )
