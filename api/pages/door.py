"""The door: home, sign-in, one-time links, own account, display preferences."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from api.forms import fields_of, written
from api.render import navigation, page, safe_path
from api.session import COOKIE, REVIEWERS, DeskHere, Reader, desk_of, forget, remember, settings_of, visitor
from api.vouched import vouched_for
from claims.errors import BadInput, SignInFailed
from claims.sign_in import SHORTEST_PASSWORD
from claims.views import Session
from domain.claim import Role

router = APIRouter(include_in_schema=False)
Token = Annotated[str, Query(pattern=r"^[0-9A-Za-z_\-]{8,200}$")]


def see(path: str) -> RedirectResponse:
    """After a form: go and look (so that reloading does not send it again)."""
    return RedirectResponse(path, 303)


@router.get("/")
async def home(request: Request) -> Response:
    """Everybody starts where their work is."""
    found = await visitor(request)
    if found is None:
        return see("/sign-in")
    if found.actor.has(Role.INVESTIGATOR) and not found.actor.has(*REVIEWERS):
        return see("/investigation")
    return see(navigation(found.actor, "/")[0]["href"])


@router.get("/sign-in")
async def sign_in_page(request: Request, next: str = "/") -> Response:  # noqa: A002
    if await visitor(request):
        return see(safe_path(next))
    vouched, failed = vouched_for(request, settings_of(request)), ""
    if vouched:
        try:
            return _enter(request, await run_in_threadpool(desk_of(request).sign_in_trusted, vouched), safe_path(next))
        except SignInFailed as unknown:
            failed = unknown.detail
    if failed:
        return await page(request, "sign_in.html", status=401, next=safe_path(next), failed=failed)
    return await page(request, "sign_in.html", next=safe_path(next), failed="")


@router.post("/sign-in")
async def sign_in(request: Request, desk: DeskHere) -> Response:
    fields = await fields_of(request)
    goal = safe_path(fields.get("next"))
    try:
        session = await run_in_threadpool(desk.sign_in, fields.get("username", ""), fields.get("password", ""))
    except SignInFailed as failed:
        return await page(request, "sign_in.html", status=401, next=goal, failed=failed.detail)
    return _enter(request, session, goal)


@router.get("/sign-in/link")
async def link_page(request: Request, token: Token) -> HTMLResponse:
    """Shows a button only: looking at a link (mail scanners do) must not use it up."""
    return await page(request, "once.html", token=token, failed="")


@router.post("/sign-in/link")
async def link(request: Request, desk: DeskHere) -> Response:
    token = (await fields_of(request)).get("token", "")
    try:
        session = await run_in_threadpool(desk.sign_in_with_link, token)
    except SignInFailed as failed:
        return await page(request, "once.html", status=401, token=token, failed=failed.detail)
    return _enter(request, session, "/me?welcome=1")


def _enter(request: Request, session: Session, goal: str) -> Response:
    response = see(goal)
    remember(request, response, session)
    return response


@router.post("/sign-out")
async def sign_out(request: Request, desk: DeskHere) -> Response:
    await written(request)
    await run_in_threadpool(desk.sign_out, request.cookies[COOKIE])
    response = see("/sign-in")
    forget(response)
    return response


@router.get("/me")
async def me(request: Request, desk: DeskHere, who: Reader, welcome: str = "", saved: str = "") -> HTMLResponse:
    own = await run_in_threadpool(desk.person, who, who.person_id)
    notice = ("ok", "密码已保存，其他设备上的登录已退出。") if saved else None
    if welcome and not own.has_password:
        notice = ("act", "您已登录。请现在设置密码，下次就用登录名和密码进入。")
    return await page(request, "me.html", person=own, failed="", notice=notice, shortest=SHORTEST_PASSWORD)


@router.post("/me/password")
async def set_password(request: Request, desk: DeskHere) -> Response:
    who, fields = await written(request)
    try:
        await run_in_threadpool(desk.set_password, who, fields.get("password", ""))
    except BadInput as bad:
        own = await run_in_threadpool(desk.person, who, who.person_id)
        return await page(request, "me.html", status=422, person=own, failed=bad.detail, shortest=SHORTEST_PASSWORD)
    return see("/me?saved=1")


@router.post("/preferences")
async def preferences(request: Request) -> Response:
    """Language, light or dark, large type: kept in cookies of this device; nothing personal."""
    fields = await fields_of(request)
    response = see(safe_path(fields.get("back")))
    chosen = {
        "hourproof_lang": "en" if fields.get("lang") == "en" else "zh",
        "hourproof_theme": fields.get("theme") if fields.get("theme") in ("light", "dark") else "auto",
        "hourproof_large": "1" if fields.get("large") == "1" else "0",
    }
    for name, value in chosen.items():
        response.set_cookie(name, str(value), max_age=365 * 86400, samesite="lax", httponly=True, path="/")
    return response
