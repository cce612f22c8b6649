"""The door: home, sign-in, one-time links, display preferences."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from api.forms import fields_of, written
from api.oidc import NotVouched, Provider, Trip
from api.problems import bare
from api.render import navigation, page, safe_path
from api.session import REVIEWERS, DeskHere, desk_of, forget, remember, settings_of, token_of, visitor
from api.vouched import vouched_for
from claims.errors import SignInFailed
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
    if found.owes_factor:
        return see("/me")
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
        return await _gate(request, safe_path(next), failed, 401)
    return await _gate(request, safe_path(next))


async def _gate(request: Request, goal: str, failed: str = "", status: int = 200) -> HTMLResponse:
    settings = settings_of(request)
    outside = settings.oidc_title if settings.oidc_issuer else ""
    return await page(request, "sign_in.html", status=status, next=goal, failed=failed, outside=outside)


@router.post("/sign-in")
async def sign_in(request: Request, desk: DeskHere) -> Response:
    fields = await fields_of(request)
    goal = safe_path(fields.get("next"))
    try:
        session = await run_in_threadpool(
            desk.sign_in, fields.get("username", ""), fields.get("password", ""), fields.get("code", "")
        )
    except SignInFailed as failed:
        return await _gate(request, goal, failed.detail, 401)
    return _enter(request, session, goal)


@router.get("/sign-in/oidc")
async def away(request: Request, next: str = "/") -> Response:  # noqa: A002
    """Off to the identity provider; a cookie remembers the trip."""
    trip = Trip.begin(safe_path(next))
    try:
        response = RedirectResponse(await _provider(request).away(trip, _back(request)), 303)
    except NotVouched as refused:
        return await _gate(request, trip.goal, refused.detail, 503)
    secure = request.url.scheme == "https"
    # Lax: the provider sends the browser back by a plain link, and that must carry it.
    response.set_cookie(
        _trip(request), trip.cookie(), max_age=600, httponly=True, samesite="lax", secure=secure, path="/"
    )
    return response


@router.get("/sign-in/oidc/back")
async def back(request: Request) -> Response:
    """Back again: who the provider vouches for, if it is the same browser and everything fits."""
    provider, trip = _provider(request), Trip.read(request.cookies.get(_trip(request)))
    try:
        if trip is None:
            raise NotVouched("这次登录不是从本页面开始的，或已过期。请重新点击统一身份认证登录。")
        who = await provider.back(trip, _back(request), request.query_params)
        session = await run_in_threadpool(desk_of(request).sign_in_outside, who.issuer, who.subject, who.login)
    except (NotVouched, SignInFailed) as refused:
        response: Response = await _gate(request, trip.goal if trip else "/", refused.detail, 401)
    else:
        response = _enter(request, session, safe_path(trip.goal))
    response.delete_cookie(
        _trip(request), path="/", httponly=True, samesite="lax", secure=request.url.scheme == "https"
    )
    return response


def _provider(request: Request) -> Provider:
    provider: Provider | None = request.app.state.provider
    if provider is None:
        raise bare(404)
    return provider


def _trip(request: Request) -> str:
    return ("__Host-" if request.url.scheme == "https" else "") + "hourproof_trip"


def _back(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers.get('host', request.url.netloc)}/sign-in/oidc/back"


@router.get("/sign-in/link")
async def link_page(request: Request, token: Token) -> HTMLResponse:
    """Shows a button only: looking at a link (mail scanners do) must not use it up."""
    return await page(request, "once.html", token=token, failed="", code=False)


@router.post("/sign-in/link")
async def link(request: Request, desk: DeskHere) -> Response:
    fields = await fields_of(request)
    token = fields.get("token", "")
    try:
        session = await run_in_threadpool(desk.sign_in_with_link, token, fields.get("code", ""))
    except SignInFailed as failed:
        code = failed.code == "sign_in.code"
        return await page(request, "once.html", status=401, token=token, failed=failed.detail, code=code)
    return _enter(request, session, "/me?welcome=1")


def _enter(request: Request, session: Session, goal: str) -> Response:
    response = see(goal)
    remember(request, response, session)
    return response


@router.post("/sign-out")
async def sign_out(request: Request, desk: DeskHere) -> Response:
    await written(request)
    await run_in_threadpool(desk.sign_out, token_of(request) or "")
    response = see("/sign-in")
    forget(request, response)
    return response


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
