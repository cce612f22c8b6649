"""The reviewer's pages: queue, one claim, answers to doubts, decisions without script."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from api.corrections import answered, change_in
from api.forms import version_in, written
from api.pages.door import see
from api.policy_view import cities
from api.problems import Problem
from api.reasons import reasons_for
from api.render import page
from api.session import REVIEWERS, DeskHere, Looker, Reader
from api.shapes import Identifier
from claims.counter import MOST_COUNTED
from claims.desk import Desk
from claims.errors import DeskError
from claims.views import Actor, ClaimChange, ClaimView, Decision, Doubt, DoubtAnswer, FactCorrection
from domain.claim import ClaimState, Role, Verdict

router = APIRouter(include_in_schema=False)
#: How many claims of the queue a review page knows ahead.
AHEAD = 12

Show = Annotated[str, Field(max_length=8)]
Text = Annotated[str, Field(max_length=120)]
Cursor = Annotated[str | None, Query(max_length=200)]
Ahead = Annotated[str, Header(alias="X-Ahead", max_length=1)]


class Filters(BaseModel):
    """What the queue is narrowed to, as it stands in addresses. What makes no sense is left out, so that an old link
    still works."""

    model_config = ConfigDict(frozen=True)
    show: Show = ""
    state: Text = ""
    city: Text = ""
    year: Text = ""
    employer: Text = ""
    waiting: Text = ""
    training: Text = ""

    def query(self) -> str:
        return urlencode({name: value for name, value in self.model_dump().items() if value})

    @property
    def wanted(self) -> dict[str, Any]:
        """The same as the desk takes it."""
        states = {one.value for one in ClaimState}
        return {
            "state": ClaimState(self.state) if self.state in states else None,
            "city": self.city or None,
            "year": int(self.year) if self.year.isdigit() and len(self.year) == 4 else None,
            "employer": self.employer or None,
            "queue": self.show != "all",
            "waiting_days": int(self.waiting) if self.waiting.isdigit() and len(self.waiting) < 5 else None,
            "class_id": self.training or None,
        }


Narrowed = Annotated[Filters, Query()]


@router.get("/review")
async def queue(
    request: Request, desk: DeskHere, who: Looker, narrowed: Narrowed, cursor: Cursor = None
) -> HTMLResponse:
    if not who.has(*REVIEWERS):
        narrowed = narrowed.model_copy(update={"show": "all"})
    wanted = narrowed.wanted
    found, places = await run_in_threadpool(lambda: (desk.claims(who, **wanted, cursor=cursor, limit=50), cities()))
    return await page(
        request,
        "queue.html",
        found=found,
        total=await run_in_threadpool(lambda: desk.queue_length(who, **wanted)),
        most=MOST_COUNTED,
        waiting=wanted["queue"],
        narrowed=narrowed,
        filters=narrowed.query(),
        own_unit=who.employer is not None and not who.has(Role.AUTHORITY, Role.INVESTIGATOR),
        cities=places,
        classes=await run_in_threadpool(desk.classes_to_review, who),
        states=list(ClaimState),
        today=datetime.now(UTC),
    )


async def _render(
    request: Request, desk: Desk, who: Actor, claim: ClaimView, narrowed: Filters, **more: Any
) -> HTMLResponse:
    wanted = narrowed.wanted
    ahead = await run_in_threadpool(lambda: desk.queue_after(who, claim.summary.id, **wanted, limit=AHEAD))
    return await page(
        request,
        "review.html",
        claim=claim,
        filters=narrowed.query(),
        queue=[one for one in ahead if one != claim.summary.id],
        reasons=reasons_for(claim),
        decision_key=secrets.token_hex(12),
        **{"failed": "", **more},
    )


@router.get("/review/{claim_id}")
async def one(
    request: Request, desk: DeskHere, who: Reader, claim_id: Identifier, narrowed: Narrowed, ahead: Ahead = ""
) -> HTMLResponse:
    claim = await run_in_threadpool(lambda: desk.claim(who, claim_id, ahead=bool(ahead)))
    return await _render(request, desk, who, claim, narrowed)


@router.post("/review/{claim_id}/look")
async def look(request: Request, desk: DeskHere, claim_id: Identifier) -> JSONResponse:
    """What was fetched ahead is on the screen now; the answer says whether it still is the newest."""
    who, _ = await written(request)
    return JSONResponse({"version": await run_in_threadpool(desk.look, who, claim_id)})


def answer_of(doubt: Doubt, choice: str, written_value: str) -> ClaimChange:
    """What a reviewer's key says about a doubt: a chosen reading, ``0`` unreadable, ``write`` own words, ``seen``."""
    settled = (DoubtAnswer(doubt.id),)
    given, value = answered(doubt, choice, written_value)
    if doubt.evidence_id is None or not given:
        return ClaimChange(doubts=settled)
    if doubt.type == "kind":
        return ClaimChange(kinds={doubt.evidence_id: str(value)}, doubts=settled)
    if doubt.fact is None:
        return ClaimChange(doubts=settled)
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
        return await _render(request, desk, who, claim, Filters(), failed=failed)
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
        decided = await run_in_threadpool(
            lambda: desk.decide(
                who, claim_id, version_in(fields), decision, idempotency_key=fields.get("key") or secrets.token_hex(12)
            )
        )
    except DeskError as refused:
        claim = await run_in_threadpool(desk.claim, who, claim_id)
        return await _render(request, desk, who, claim, Filters(), failed=refused.detail)
    if not who.has(*REVIEWERS):
        return see(f"/claims/{claim_id}")  # a professional disputing a refusal
    if decided.planted:
        return see(f"/review/{claim_id}")
    filters = fields.get("filters", "")
    return see("/review" + (f"?{filters}" if filters else ""))
