"""One's own account: password, second factor, where one is signed in."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from api.forms import written
from api.pages.door import see
from api.problems import bare
from api.render import page
from api.session import DeskHere, known, visitor
from claims.desk import Desk
from claims.errors import DeskError
from claims.own_account import asks_for_password
from claims.passwords import SHORTEST
from claims.second_factor import address, fresh_secret
from claims.views import SignedIn

router = APIRouter(include_in_schema=False)
Known = Annotated[SignedIn, Depends(known)]

#: How a session began, for people.
WAYS = {"password": "密码", "link": "一次性链接", "trusted": "单点登录", "oidc": "统一身份认证"}
_SAVED = {
    "password": "密码已保存，其他设备上的登录已退出。",
    "factor": "动态验证码已启用，其他设备上的登录已退出。",
    "no-factor": "动态验证码已停用。",
    "sessions": "所选的登录已退出。",
}


async def _me(request: Request, desk: Desk, who: SignedIn, *, status: int = 200, **more: Any) -> HTMLResponse:
    def facts() -> dict[str, Any]:
        person = desk.person(who.actor, who.actor.person_id)
        secret = more.pop("secret", None) or fresh_secret()
        return {
            "person": person,
            "sessions": desk.own_sessions(who),
            "asked": asks_for_password(person, who),
            "secret": secret,
            "spaced": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
            "address": address(secret, person.login),
        }

    values = {"failed": "", "failed_in": "", "notice": None, **await run_in_threadpool(facts), **more}
    return await page(request, "me.html", status=status, shortest=SHORTEST, ways=WAYS, owes=who.owes_factor, **values)


@router.get("/me")
async def me(request: Request, desk: DeskHere, who: Known, welcome: str = "", saved: str = "") -> HTMLResponse:
    notice = ("ok", _SAVED[saved]) if saved in _SAVED else None
    if welcome and not (await run_in_threadpool(desk.person, who.actor, who.actor.person_id)).has_password:
        notice = ("act", "您已登录。请现在设置密码，下次就用登录名和密码进入。")
    if who.owes_factor:
        notice = ("act", "您的身份须启用动态验证码后才能使用其他页面。请在本页启用。")
    return await _me(request, desk, who, notice=notice)


async def _written(request: Request) -> tuple[SignedIn, dict[str, str]]:
    _, fields = await written(request)
    found = await visitor(request)
    if found is None:
        raise bare(401)
    return found, fields


@router.post("/me/password")
async def set_password(request: Request, desk: DeskHere) -> Response:
    who, fields = await _written(request)
    try:
        await run_in_threadpool(desk.set_password, who, fields.get("password", ""), fields.get("current", ""))
    except DeskError as refused:
        return await _me(request, desk, who, status=refused.status, failed=refused.detail, failed_in="password")
    return see("/me?saved=password")


@router.post("/me/factor")
async def second_factor(request: Request, desk: DeskHere) -> Response:
    """Turn it on with the secret that the page showed and a code that the phone shows, or off."""
    who, fields = await _written(request)
    current, secret = fields.get("current", ""), fields.get("secret", "")
    off = fields.get("action") == "off"
    try:
        if off:
            await run_in_threadpool(desk.end_second_factor, who, current)
        else:
            await run_in_threadpool(desk.set_second_factor, who, secret, fields.get("code", ""), current)
    except DeskError as refused:
        kept = secret if refused.extra.get("field") != "secret" else None
        return await _me(
            request, desk, who, status=refused.status, failed=refused.detail, failed_in="factor", secret=kept
        )
    return see("/me?saved=no-factor" if off else "/me?saved=factor")


@router.post("/me/sessions")
async def end_sessions(request: Request, desk: DeskHere) -> Response:
    """End one of one's own sessions, or all others."""
    who, fields = await _written(request)
    try:
        await run_in_threadpool(desk.end_own_session, who, fields.get("session", ""), fields.get("current", ""))
    except DeskError as refused:
        return await _me(request, desk, who, status=refused.status, failed=refused.detail, failed_in="sessions")
    return see("/me?saved=sessions")
