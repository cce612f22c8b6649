"""The reviewer's pages: queue, one claim, answers to doubts, decisions without script."""

from __future__ import annotations

import secrets
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from api.corrections import change_in, typed
from api.forms import version_in, written
from api.pages.door import see
from api.policy_view import cities
from api.problems import Problem
from api.render import page
from api.return_reasons import reasons_for
from api.session import REVIEWERS, DeskHere, Looker, Reader
from api.shapes import Identifier
from claims.desk import Desk
from claims.errors import DeskError
from claims.views import Actor, ClaimChange, ClaimPage, ClaimView, Decision, Doubt, DoubtAnswer, FactCorrection
from domain.claim import ClaimState, Verdict

router = APIRouter(include_in_schema=False)
#: How many claims of the queue a review page knows ahead.
AHEAD = 12

Show = Annotated[str, Query(max_length=8)]
Text = Annotated[str, Query(max_length=120)]


def _wanted(show: str, state: str, city: str, year: str, employer: str) -> dict[str, Any]:
    """Filters as the desk takes them; what makes no sense is left out, so that an old link still works."""
    states = {one.value for one in ClaimState}
    return {
        "state": ClaimState(state) if state in states else None,
        "city": city or None,
        "year": int(year) if year.isdigit() and len(year) == 4 else None,
        "employer": employer or None,
        "queue": show != "all",
    }


def _query(show: str, **filters: str) -> str:
    return urlencode({name: value for name, value in {"show": show, **filters}.items() if value})


@router.get("/review")
async def queue(
    request: Request,
    desk: DeskHere,
    who: Looker,
    show: Show = "",
    state: Text = "",
    city: Text = "",
    year: Text = "",
    employer: Text = "",
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> HTMLResponse:
    if not who.has(*REVIEWERS):
        show = "all"
    wanted = _wanted(show, state, city, year, employer)
    found, places = await run_in_threadpool(lambda: (desk.claims(who, **wanted, cursor=cursor, limit=50), cities()))
    return await page(
        request,
        "queue.html",
        found=found,
        waiting=wanted["queue"],
        state=wanted["state"],
        year=wanted["year"],
        city=city,
        employer=employer,
        filters=_query(show, state=state, city=city, year=year, employer=employer),
        cities=places,
        states=list(ClaimState),
    )


async def _render(
    request: Request, desk: Desk, who: Actor, claim: ClaimView, wanted: dict[str, Any], filters: str, **more: Any
) -> HTMLResponse:
    ahead: ClaimPage = await run_in_threadpool(lambda: desk.claims(who, **wanted, limit=AHEAD))
    return await page(
        request,
        "review.html",
        claim=claim,
        filters=filters,
        queue=[one.id for one in ahead.items if one.id != claim.summary.id],
        reasons=reasons_for(claim),
        decision_key=secrets.token_hex(12),
        **{"failed": "", **more},
    )


@router.get("/review/{claim_id}")
async def one(
    request: Request,
    desk: DeskHere,
    who: Reader,
    claim_id: Identifier,
    show: Show = "",
    state: Text = "",
    city: Text = "",
    year: Text = "",
    employer: Text = "",
    ahead: Annotated[str, Header(alias="X-Ahead", max_length=1)] = "",
) -> HTMLResponse:
    claim = await run_in_threadpool(lambda: desk.claim(who, claim_id, ahead=bool(ahead)))
    wanted = _wanted(show, state, city, year, employer)
    filters = _query(show, state=state, city=city, year=year, employer=employer)
    return await _render(request, desk, who, claim, wanted, filters)


@router.post("/review/{claim_id}/look")
async def look(request: Request, desk: DeskHere, claim_id: Identifier) -> Response:
    """What was fetched ahead is on the screen now."""
    who, _ = await written(request)
    await run_in_threadpool(desk.look, who, claim_id)
    return Response(status_code=204)


def answer_of(doubt: Doubt, choice: str, written_value: str) -> ClaimChange:
    """What a reviewer's key says about a doubt: a chosen reading, ``0`` unreadable, ``write`` own words, ``seen``."""
    settled = (DoubtAnswer(doubt.id),)
    chosen = next((c for c in doubt.choices if str(c.number) == choice), None)
    if doubt.evidence_id is None or (chosen is None and choice not in ("0", "write")):
        return ClaimChange(doubts=settled)
    if doubt.type == "kind":
        kind = str(chosen.value) if chosen is not None else written_value
        return ClaimChange(kinds={doubt.evidence_id: kind}, doubts=settled)
    if doubt.fact is None:
        return ClaimChange(doubts=settled)
    value = None
    if chosen is not None:
        value = chosen.value
    elif choice == "write":
        like = doubt.choices[0].value if doubt.choices else (0 if written_value.isdigit() else "")
        value = typed(written_value, like)
    return ClaimChange(facts=(FactCorrection(doubt.evidence_id, doubt.fact, value),), doubts=settled)


@router.post("/review/{claim_id}")
async def answer(
    request: Request,
    desk: DeskHere,
    claim_id: Identifier,
    part: Annotated[str, Header(alias="X-Part", max_length=10)] = "",
) -> Response:
    """Answer one doubt; the claim is evaluated again at once. ``X-Part: panel`` gives only the panel back."""
    who, fields = await written(request)
    failed, status = "", 200
    try:
        before = await run_in_threadpool(desk.claim, who, claim_id)
        doubt = next((d for d in before.doubts + before.folded if d.id == fields.get("doubt")), None)
        if "doubt" not in fields:
            wanted = change_in(fields, before)
            claim = (
                await run_in_threadpool(desk.change_claim, who, claim_id, version_in(fields), wanted)
                if wanted is not None
                else before
            )
        elif doubt is not None:
            change = answer_of(doubt, fields.get("choice", ""), fields.get("value", ""))
            claim = await run_in_threadpool(desk.change_claim, who, claim_id, version_in(fields), change)
        else:
            claim = before  # already answered: by somebody else, or by the answer before
    except DeskError as refused:
        failed, status = refused.detail, refused.status
        claim = await run_in_threadpool(desk.claim, who, claim_id)
    if part == "panel":
        return await page(request, "panel.html", status=status, claim=claim, failed=failed)
    if failed:
        return await _render(request, desk, who, claim, {"queue": True}, "", failed=failed)
    return see(f"/review/{claim_id}")


@router.post("/review/{claim_id}/decision")
async def decide(request: Request, desk: DeskHere, claim_id: Identifier) -> Response:
    """A decision by plain form."""
    who, fields = await written(request)
    verdict, hours = fields.get("verdict", ""), None
    if verdict not in {one.value for one in Verdict}:
        raise Problem(422, "input.invalid", "没有选择决定。请返回上一页选择后再提交。")
    if fields.get("hours"):
        try:
            hours = Decimal(fields["hours"])
        except InvalidOperation:
            raise Problem(422, "input.invalid", "学时应为数字。请返回上一页改正。", field="hours") from None
    decision = Decision(Verdict(verdict), fields.get("reason", ""), fields.get("clause", ""), hours)
    try:
        await run_in_threadpool(
            lambda: desk.decide(
                who, claim_id, version_in(fields), decision, idempotency_key=fields.get("key") or secrets.token_hex(12)
            )
        )
    except DeskError as refused:
        claim = await run_in_threadpool(desk.claim, who, claim_id)
        return await _render(request, desk, who, claim, {"queue": True}, "", failed=refused.detail)
    if not who.has(*REVIEWERS):
        return see(f"/claims/{claim_id}")  # a professional disputing a refusal
    filters = fields.get("filters", "")
    return see("/review" + (f"?{filters}" if filters else ""))
