"""Pages of the standards an office keeps: tables of rates by cell, policies of its own, the effect before and after."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from api.charts import Bar, bars
from api.forms import version_in, written
from api.pages.door import see
from api.problems import bare
from api.render import page
from api.session import DeskHere, proves, reading_as, visitor
from api.shapes import Identifier, Year
from api.upload import receive_form
from claims.desk import Desk
from claims.errors import DeskError
from claims.standards.grid import COLUMNS, COUNTS, WAYS, open_pathways
from claims.views import Actor
from domain.claim import Role
from rules import policies

router = APIRouter(include_in_schema=False)
Chief = Annotated[Actor, Depends(reading_as(Role.AUTHORITY))]

MOST_FILE = 2_000_000
_FREE_ROWS = 3
_SHOWN = 200
_CELL = re.compile(r"^r(\d{1,2}):(\w+)$")
_MET = {"yes": "已达到", "no": "未达到"}


async def _list(request: Request, desk: Desk, who: Actor, failed: str = "", status: int = 200) -> HTMLResponse:
    return await page(
        request,
        "standards.html",
        status=status,
        failed=failed,
        standards=await run_in_threadpool(desk.standards, who),
        deferring=await run_in_threadpool(desk.deferring_policies, who),
    )


@router.get("/standards")
async def standards(request: Request, desk: DeskHere, who: Chief) -> HTMLResponse:
    return await _list(request, desk, who)


@router.post("/standards")
async def begin(request: Request, desk: DeskHere) -> Response:
    """A new draft table."""
    who, fields = await written(request, Role.AUTHORITY)
    try:
        made = await run_in_threadpool(desk.begin_table, who, fields.get("policy", ""), fields.get("copy") or None)
    except DeskError as refused:
        return await _list(request, desk, who, refused.detail, refused.status)
    return see(f"/standards/{made}")


@router.post("/standards/policies")
async def take_policy(request: Request, desk: DeskHere) -> Response:
    """A policy file or its edited sheet, as a draft."""
    found = await visitor(request)
    if found is None:
        raise bare(401)
    form = await receive_form(request, MOST_FILE)
    proves(found, form.fields.get("csrf"))
    if not found.actor.has(Role.AUTHORITY):
        raise bare(403)
    try:
        made = await run_in_threadpool(desk.begin_policy, found.actor, bytes(form.data or b""))
    except DeskError as refused:
        return await _list(request, desk, found.actor, refused.detail, refused.status)
    return see(f"/standards/{made}")


async def _one(
    request: Request, desk: Desk, who: Actor, standard_id: str, failed: str = "", status: int = 200, saved: str = ""
) -> HTMLResponse:
    view = await run_in_threadpool(desk.standard, who, standard_id)
    policy = policies().get(view.policy)
    faults = {(one.row, one.column): one.what for one in view.faults}
    rows = [*view.rows, *({} for _ in range(_FREE_ROWS if view.state == "draft" else 0))]
    return await page(
        request,
        "standard.html",
        status=status,
        failed=failed,
        notice=("ok", "已保存。") if saved else None,
        view=view,
        rows=rows,
        # An empty table is not reproached before anybody has typed anything.
        faults=faults if view.rows else {},
        columns=COLUMNS,
        ways=WAYS,
        counts={name: one[0] for name, one in COUNTS.items()},
        pathways=open_pathways(policy) if policy is not None else {},
    )


@router.get("/standards/{standard_id}")
async def standard(
    request: Request, desk: DeskHere, who: Chief, standard_id: Identifier, saved: str = ""
) -> HTMLResponse:
    return await _one(request, desk, who, standard_id, saved=saved)


@router.post("/standards/{standard_id}")
async def move(request: Request, desk: DeskHere, standard_id: Identifier) -> Response:
    """``then``: save · discard · on · off · copy."""
    who, fields = await written(request, Role.AUTHORITY)
    version, then = version_in(fields), fields.get("then", "")
    moves: dict[str, Callable[[], object]] = {
        "save": lambda: desk.save_table(
            who, standard_id, version, document=fields.get("document", ""), rows=_rows(fields)
        ),
        "discard": lambda: desk.discard_standard(who, standard_id, version),
        "on": lambda: desk.switch_on(who, standard_id, version),
        "off": lambda: desk.switch_off(who, standard_id, version),
        "copy": lambda: desk.begin_table(who, fields.get("policy", ""), standard_id),
    }
    if then not in moves:
        raise bare(404)
    try:
        done = await run_in_threadpool(moves[then])
    except DeskError as refused:
        return await _one(request, desk, who, standard_id, refused.detail, refused.status)
    if then in ("discard", "copy"):
        return see(f"/standards/{done}" if then == "copy" else "/standards")
    return see(f"/standards/{standard_id}" + ("?saved=1" if then == "save" else ""))


def _rows(fields: dict[str, str]) -> list[dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for name, value in fields.items():
        if cell := _CELL.match(name):
            found.setdefault(int(cell[1]), {})[cell[2]] = value
    return [found[at] for at in sorted(found)]


@router.get("/standards/{standard_id}/effect")
async def effect(
    request: Request,
    desk: DeskHere,
    who: Chief,
    standard_id: Identifier,
    year: Year | None = None,
    whole: Annotated[bool, Query()] = False,
) -> HTMLResponse:
    """Who gains and who loses, before anybody does."""
    try:
        view = await run_in_threadpool(desk.standard, who, standard_id)
        found, years = await run_in_threadpool(lambda: desk.standard_effect(who, standard_id, year, whole=whole))
    except DeskError as refused:
        return await _one(request, desk, who, standard_id, refused.detail, refused.status)
    compared = found.comparison
    counts = {name: compared.count(name) for name in ("gains", "loses", "either", "same")}
    titles = {"gains": "增加", "loses": "减少", "either": "视情况增减", "same": "不变"}
    changed = sorted(
        (one for one in compared.people if one.direction != "same" or one.refused or one.met_before != one.met_after),
        key=lambda one: (found.people[one.ref].employer, found.people[one.ref].name, one.ref),
    )
    chart = bars(
        "effect",
        f"{found.year} 年度按人统计的影响",
        "试算后学时变化的人数。",
        [Bar(titles[name], (counts[name],), f"{counts[name]} 人") for name in titles],
    )
    return await page(
        request,
        "effect.html",
        view=view,
        effect=found,
        years=years,
        counts=counts,
        changed=changed[:_SHOWN],
        more=max(0, len(changed) - _SHOWN),
        chart=chart,
        met=_MET,
        clause_rows=compared.clauses[:_SHOWN],
        row_changes=compared.rows[:_SHOWN],
    )
