"""The page of a class's notice, schedule or sign-in sheet: attached, asked about, checked once."""

from __future__ import annotations

import re
import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from api.corrections import answered, shown, typed
from api.forms import version_in, written
from api.pages.classes import OFFICE
from api.pages.door import see
from api.problems import bare
from api.render import page
from api.routes.evidence import taken
from api.session import DeskHere, Looker, SettingsHere, proves, visitor
from api.shapes import Identifier
from api.upload import Form
from claims.classes.nouns import ClassPaperView, PaperChange
from claims.errors import DeskError
from claims.views import Doubt, Receipt

router = APIRouter(include_in_schema=False)


@router.post("/classes/{class_id}/papers")
async def attach(request: Request, desk: DeskHere, settings: SettingsHere, class_id: Identifier) -> Response:
    """Take a photograph for the class; the dossier shows it once it has been read."""
    found = await visitor(request)
    if found is None:
        raise bare(401)

    def hand_in(form: Form, data: bytes) -> Receipt:
        proves(found, form.fields.get("csrf"))
        return desk.attach_class_paper(
            found.actor, class_id, data, upload_id=secrets.token_hex(16), name=form.name or None
        )

    try:
        receipt = await taken(request, settings.upload_limit, hand_in)
    except DeskError as refused:
        view = await run_in_threadpool(desk.dossier, found.actor, class_id)
        key = secrets.token_hex(12)
        return await page(
            request, "dossier.html", status=refused.status, dossier=view, key=key, outcomes=(), failed=refused.detail
        )
    return see(f"/classes/{class_id}/papers/{receipt.evidence_id}")


@router.get("/classes/{class_id}/papers/{evidence_id}")
async def paper(
    request: Request, desk: DeskHere, who: Looker, class_id: Identifier, evidence_id: Identifier
) -> HTMLResponse:
    view = await run_in_threadpool(desk.class_paper, who, class_id, evidence_id)
    return await page(request, "class_paper.html", view=view, failed="")


@router.post("/classes/{class_id}/papers/{evidence_id}")
async def answer(
    request: Request,
    desk: DeskHere,
    class_id: Identifier,
    evidence_id: Identifier,
    part: Annotated[str, Header(alias="X-Part", max_length=10)] = "",
) -> Response:
    """Answer one doubt, save corrections, or move the paper. ``X-Part: panel`` gives only the panel back."""
    who, fields = await written(request, *OFFICE)
    failed, status = "", 200
    try:
        version = version_in(fields)
        if fields.get("move"):
            await run_in_threadpool(desk.move_class_paper, who, class_id, evidence_id, version, fields["move"])
            checked = fields["move"] == "check"
            return see(f"/classes/{class_id}/dossier" if checked else f"/classes/{class_id}/papers/{evidence_id}")
        before = await run_in_threadpool(desk.class_paper, who, class_id, evidence_id)
        change = change_in(fields, before)
        view = (
            await run_in_threadpool(desk.change_class_paper, who, class_id, evidence_id, version, change)
            if change is not None
            else before
        )
    except DeskError as refused:
        failed, status = refused.detail, refused.status
        view = await run_in_threadpool(desk.class_paper, who, class_id, evidence_id)
    if part == "panel" or failed:
        template = "paper_panel.html" if part == "panel" else "class_paper.html"
        return await page(request, template, status=status, view=view, failed=failed)
    return see(f"/classes/{class_id}/papers/{evidence_id}")


def change_in(fields: dict[str, str], view: ClassPaperView) -> PaperChange | None:
    """What a form says: one doubt answered, or fields ``fact:NAME``, ``name:N`` and ``added``; None for nothing new."""
    if "doubt" in fields:
        doubt = next((one for one in view.doubts if one.id == fields["doubt"]), None)
        return answer_of(doubt, fields.get("choice", ""), fields.get("value", "")) if doubt is not None else None
    values: dict[str, Any] = {}
    for fact in view.facts:
        given = fields.get(f"fact:{fact.name}")
        if given is not None and given != shown(fact.value):
            values[fact.name] = typed(given, fact.value if fact.value is not None else fact.machine_value)
    names = {
        str(one.number): fields[f"name:{one.number}"] or None
        for one in view.names
        if one.number is not None and fields.get(f"name:{one.number}", one.name) != one.name
    }
    added = tuple(one for one in re.split(r"[、，,;；\s]+", fields.get("added", "")) if one)
    if added == tuple(one.name for one in view.names if one.number is None):
        return PaperChange(values=values, names=names) if values or names else None
    return PaperChange(values=values, names=names, added=added)


def answer_of(doubt: Doubt, choice: str, given: str) -> PaperChange:
    """A chosen reading, ``0`` unreadable, ``write`` own words; anything else is looked at."""
    seen = (doubt.id,)
    said, value = answered(doubt, choice, given)
    if doubt.type not in ("fact", "unread", "kind") or not said:
        return PaperChange(seen=seen)
    if doubt.fact is not None and doubt.fact.startswith("name:"):
        return PaperChange(names={doubt.fact.removeprefix("name:"): value}, seen=seen)
    return PaperChange(values={"kind" if doubt.type == "kind" else str(doubt.fact): value}, seen=seen)
