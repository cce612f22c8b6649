"""Pages of the office: people, stopped uploads, audit, rule documents."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from api.forms import written
from api.pages.door import see
from api.policy_view import cities, policy_detail, policy_line
from api.problems import bare
from api.render import page
from api.session import Auditor, DeskHere, Reader, Reviewer, reading_as
from api.shapes import Identifier
from claims.desk import Desk
from claims.errors import DeskError
from claims.views import Actor
from domain.claim import ROLE_TITLES, Role
from rules import policies

router = APIRouter(include_in_schema=False)
SecrecyOfficer = Annotated[Actor, Depends(reading_as(Role.UNIT_ADMIN, Role.AUDITOR))]


async def _people(request: Request, desk: Desk, who: Actor, status: int = 200, **more: str) -> HTMLResponse:
    found = await run_in_threadpool(desk.people, who)
    bound = await run_in_threadpool(desk.bound_people, who)
    values: dict[str, Any] = {"failed": "", "link": "", "link_for": "", **more}
    return await page(
        request,
        "people.html",
        status=status,
        people=found,
        bound=bound,
        cities=await run_in_threadpool(cities),
        roles=[(role, ROLE_TITLES[role]) for role in Role],
        **values,
    )


@router.get("/people")
async def people(request: Request, desk: DeskHere, who: Reviewer) -> HTMLResponse:
    return await _people(request, desk, who)


@router.post("/people")
async def add_person(request: Request, desk: DeskHere) -> Response:
    who, fields = await written(request, Role.UNIT_ADMIN, Role.AUTHORITY)
    roles = [role for role in Role if fields.get(f"role:{role.value}")]
    try:
        person = await run_in_threadpool(
            lambda: desk.add_person(
                who,
                login=fields.get("login", ""),
                name=fields.get("name", ""),
                roles=roles or [Role.PROFESSIONAL],
                employer=fields.get("employer") or who.employer,
                city=fields.get("city") or who.city,
                settings={"title_level": fields["title_level"]} if fields.get("title_level") else None,
            )
        )
        token = await run_in_threadpool(desk.sign_in_link, who, person.id)
    except DeskError as refused:
        return await _people(request, desk, who, refused.status, failed=refused.detail)
    return await _people(request, desk, who, link=_link(request, token), link_for=person.name)


@router.post("/people/{person_id}/link")
async def new_link(request: Request, desk: DeskHere, person_id: Identifier) -> Response:
    """A fresh one-time link, shown once to whoever hands it over."""
    who, _ = await written(request, Role.UNIT_ADMIN, Role.AUTHORITY)
    token = await run_in_threadpool(desk.sign_in_link, who, person_id)
    person = await run_in_threadpool(desk.person, who, person_id)
    return await _people(request, desk, who, link=_link(request, token), link_for=person.name)


@router.post("/people/{person_id}/release")
async def release(request: Request, desk: DeskHere, person_id: Identifier) -> Response:
    """The account at the identity provider no longer means this person; who signs in next is bound anew."""
    who, _ = await written(request, Role.UNIT_ADMIN, Role.AUTHORITY)
    await run_in_threadpool(desk.release_identity, who, person_id)
    return see("/people")


@router.post("/people/{person_id}/sessions")
async def end_sessions(request: Request, desk: DeskHere, person_id: Identifier) -> Response:
    """Sign somebody out everywhere: a lost phone, a person who left."""
    who, _ = await written(request, Role.UNIT_ADMIN, Role.AUTHORITY)
    await run_in_threadpool(desk.end_sessions, who, person_id)
    return see("/people")


@router.post("/people/{person_id}/factor")
async def end_factor(request: Request, desk: DeskHere, person_id: Identifier) -> Response:
    """Turn the second factor off for somebody who lost the phone it is on."""
    who, _ = await written(request, Role.UNIT_ADMIN, Role.AUTHORITY)
    await run_in_threadpool(desk.end_second_factor_of, who, person_id)
    return see("/people")


def _link(request: Request, token: str) -> str:
    return f"{request.url.scheme}://{request.headers.get('host', request.url.netloc)}/sign-in/link?token={token}"


@router.get("/secrecy")
async def secrecy(request: Request, desk: DeskHere, who: SecrecyOfficer) -> HTMLResponse:
    return await page(request, "secrecy.html", notices=await run_in_threadpool(desk.secrecy_notices, who))


@router.post("/secrecy/{notice_id}")
async def seen(request: Request, desk: DeskHere, notice_id: Identifier) -> Response:
    who, _ = await written(request, Role.UNIT_ADMIN, Role.AUDITOR)
    await run_in_threadpool(desk.mark_notice_seen, who, notice_id)
    return see("/secrecy")


@router.get("/audit")
async def audit(
    request: Request, desk: DeskHere, who: Auditor, before: Annotated[int | None, Query(ge=0)] = None
) -> HTMLResponse:
    found = await run_in_threadpool(lambda: desk.audit(who, before=before, limit=100))
    return await page(request, "audit.html", found=found)


@router.get("/policies")
async def documents(request: Request, who: Reader) -> HTMLResponse:
    lines = await run_in_threadpool(lambda: [policy_line(policy) for policy in policies().values()])
    return await page(request, "policies.html", documents=lines)


@router.get("/policies/{policy_id}")
async def document(request: Request, who: Reader, policy_id: Identifier) -> HTMLResponse:
    found = (await run_in_threadpool(policies)).get(policy_id)
    if found is None:
        raise bare(404)
    return await page(
        request,
        "policy.html",
        policy=policy_detail(found),
        caps=found.caps,
        minima=[(found.subject_title(m.subject), m) for m in found.minima],
    )
