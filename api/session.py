"""Who is asking: the session cookie, the token against forged requests, and the roles a route wants."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Annotated, cast

from fastapi import Depends, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from api.problems import Problem, bare
from api.vouched import vouched_for
from claims.desk import Desk
from claims.settings import Settings
from claims.views import Actor, Session, SignedIn
from domain.claim import Role


def cookie_name(request: Request) -> str:
    """On https with the prefix that browsers take from this very host only, and never for plain http."""
    return ("__Host-" if request.url.scheme == "https" else "") + "hourproof_session"


def token_of(request: Request) -> str | None:
    return request.cookies.get(cookie_name(request))


def desk_of(request: Request) -> Desk:
    return cast(Desk, request.app.state.desk)


def settings_of(request: Request) -> Settings:
    return cast(Settings, request.app.state.settings)


async def visitor(request: Request) -> SignedIn | None:
    """The signed-in person, or None; asked once a request."""
    if not hasattr(request.state, "signed_in"):
        token = token_of(request)
        found = await run_in_threadpool(desk_of(request).signed_in, token) if token else None
        vouched = vouched_for(request, settings_of(request))
        if found is not None and vouched and found.login != vouched:
            found = None  # somebody else sits there now, says the proxy
        request.state.signed_in = found
    return cast("SignedIn | None", request.state.signed_in)


#: Where somebody may still go who must turn on a second factor first.
_UNDER_WAY = frozenset({"/me", "/me/password", "/me/factor", "/sign-out", "/api/v1/session"})


async def known(request: Request) -> SignedIn:
    """The session of the request; 401 when there is none, 403 while the role owes a second factor."""
    found = await visitor(request)
    if found is None:
        raise bare(401)
    if found.owes_factor and request.url.path not in _UNDER_WAY:
        raise Problem(
            403, "sign_in.factor_owed", "您的身份须启用动态验证码后才能使用。请先打开“我的账号”，启用动态验证码。"
        )
    return found


async def actor(request: Request) -> Actor:
    """The signed-in person; 401 when there is none."""
    return (await known(request)).actor


def proves(signed_in: SignedIn, token: str | None) -> None:
    """Second fence against forged requests: the token only our own pages know."""
    if not hmac.compare_digest(signed_in.csrf.encode(), (token or "").encode()):
        raise Problem(403, "csrf.token", "页面已过期，这一步没有执行。请刷新页面后再试，已填写的内容请先留存。")


async def writer(request: Request) -> Actor:
    """The signed-in person of a write through the interface: header ``X-CSRF-Token``."""
    found = await known(request)
    proves(found, request.headers.get("x-csrf-token"))
    return found.actor


def reading_as(*roles: Role) -> Callable[..., object]:
    """Dependency: signed in and one of ``roles``."""

    async def check(who: Annotated[Actor, Depends(actor)]) -> Actor:
        if not who.has(*roles):
            raise bare(403)
        return who

    return check


def writing_as(*roles: Role) -> Callable[..., object]:
    """Dependency: signed in, token shown, and one of ``roles``."""

    async def check(who: Annotated[Actor, Depends(writer)]) -> Actor:
        if not who.has(*roles):
            raise bare(403)
        return who

    return check


def remember(request: Request, response: Response, session: Session) -> None:
    """A fresh cookie at every sign-in, so that a planted one is worth nothing."""
    response.set_cookie(
        cookie_name(request),
        session.token,
        max_age=settings_of(request).session_hours * 3600,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
        path="/",
    )


def forget(request: Request, response: Response) -> None:
    secure = request.url.scheme == "https"
    response.delete_cookie(cookie_name(request), path="/", httponly=True, samesite="lax", secure=secure)


DeskHere = Annotated[Desk, Depends(desk_of)]
SettingsHere = Annotated[Settings, Depends(settings_of)]
Reader = Annotated[Actor, Depends(actor)]
Writer = Annotated[Actor, Depends(writer)]
REVIEWERS = (Role.UNIT_ADMIN, Role.AUTHORITY)
Reviewer = Annotated[Actor, Depends(reading_as(*REVIEWERS))]
#: Investigators look at everything of their city and may dispute what was credited; nothing waits for them.
Looker = Annotated[Actor, Depends(reading_as(*REVIEWERS, Role.INVESTIGATOR))]
Investigating = Annotated[Actor, Depends(reading_as(Role.AUTHORITY, Role.INVESTIGATOR))]
ReviewerWriting = Annotated[Actor, Depends(writing_as(*REVIEWERS))]
Auditor = Annotated[Actor, Depends(reading_as(Role.AUDITOR))]
