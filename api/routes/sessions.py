"""Signing in through the interface (pages use forms of their own)."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from api.answers import refusals
from api.problems import bare
from api.session import DeskHere, forget, remember, token_of, visitor
from api.shapes import SessionOut, SignInIn
from claims.views import Actor

router = APIRouter(tags=["session"])


def _body(actor: Actor, csrf: str) -> dict[str, object]:
    return SessionOut(
        person_id=actor.person_id,
        name=actor.name,
        roles=sorted(role.value for role in actor.roles),
        employer=actor.employer,
        city=actor.city,
        csrf=csrf,
    ).model_dump(mode="json")


@router.get("/session", response_model=SessionOut, responses=refusals())
async def who_am_i(request: Request) -> JSONResponse:
    found = await visitor(request)
    if found is None:
        raise bare(401)
    return JSONResponse(_body(found.actor, found.csrf))


@router.post("/session", status_code=201, response_model=SessionOut, responses=refusals())
def sign_in(request: Request, desk: DeskHere, body: SignInIn) -> JSONResponse:
    """A fresh session; its cookie comes with the answer."""
    session = desk.sign_in(body.login, body.password, body.code)
    response = JSONResponse(_body(session.actor, session.csrf), 201)
    remember(request, response, session)
    return response


@router.delete("/session", status_code=204, responses=refusals())
async def sign_out(request: Request, desk: DeskHere) -> Response:
    token = token_of(request)
    if token:
        await run_in_threadpool(desk.sign_out, token)
    response = Response(status_code=204)
    forget(request, response)
    return response
