"""Claims 学时申报 and the decisions on them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from api.answers import IdempotencyKey, IfMatch, key_of, optional_version, refusals, tagged, version_of
from api.session import DeskHere, Reader, ReviewerWriting, Writer
from api.shapes import BulkIn, ChangeIn, City, ClaimIn, DecisionIn, Identifier, Year, out, shape
from claims import views
from domain.claim import ClaimState

router = APIRouter(tags=["claims"])
Claim = shape(views.ClaimView)
ClaimPage = shape(views.ClaimPage)
Outcome = shape(views.BulkOutcome)


def _answer(claim: views.ClaimView, status: int = 200, **headers: str) -> JSONResponse:
    return tagged(claim, claim.summary.version, status, **headers)


@router.post("/claims", status_code=201, response_model=Claim, responses=refusals(404, 409))
def create_claim(desk: DeskHere, who: Writer, body: ClaimIn, key: IdempotencyKey = None) -> JSONResponse:
    """Join evidence into one draft."""
    claim = desk.create_claim(
        who,
        city=body.city,
        year=body.year,
        evidence_ids=body.evidence_ids,
        pathway=body.pathway,
        activity=body.activity,
        person_id=body.person_id,
        idempotency_key=key,
    )
    return _answer(claim, 201, location=f"/api/v1/claims/{claim.summary.id}")


@router.get("/claims", response_model=ClaimPage, responses=refusals())
def list_claims(
    desk: DeskHere,
    who: Reader,
    state: ClaimState | None = None,
    employer: Annotated[str | None, Query(max_length=120)] = None,
    city: City | None = None,
    year: Year | None = None,
    person_id: Identifier | None = None,
    mine: bool = False,
    queue: bool = False,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> JSONResponse:
    """Claims the asker may see; ``queue`` are those waiting for the asker, oldest first."""
    return JSONResponse(
        out(
            desk.claims(
                who,
                state=state,
                employer=employer,
                city=city,
                year=year,
                person_id=person_id,
                mine=mine,
                queue=queue,
                cursor=cursor,
                limit=limit,
            )
        )
    )


@router.get("/claims/{claim_id}", response_model=Claim, responses=refusals(404))
def one_claim(desk: DeskHere, who: Reader, claim_id: Identifier) -> JSONResponse:
    """One claim with everything beside it; its version is the ``ETag``."""
    return _answer(desk.claim(who, claim_id))


@router.patch("/claims/{claim_id}/facts", response_model=Claim, responses=refusals(400, 404, 409, 412, 428))
def change_facts(
    desk: DeskHere, who: Writer, claim_id: Identifier, body: ChangeIn, if_match: IfMatch = None
) -> JSONResponse:
    """Correct facts, choose a pathway, answer doubts; the claim is evaluated again at once."""
    return _answer(desk.change_claim(who, claim_id, version_of(if_match), body.change()))


@router.post("/claims/{claim_id}/submit", response_model=Claim, responses=refusals(400, 404, 409, 412))
def submit(desk: DeskHere, who: Writer, claim_id: Identifier, if_match: IfMatch = None) -> JSONResponse:
    return _answer(desk.submit(who, claim_id, optional_version(if_match)))


@router.post("/claims/{claim_id}/withdraw", response_model=Claim, responses=refusals(400, 404, 409, 412))
def withdraw(desk: DeskHere, who: Writer, claim_id: Identifier, if_match: IfMatch = None) -> JSONResponse:
    return _answer(desk.withdraw(who, claim_id, optional_version(if_match)))


@router.post("/claims/{claim_id}/decisions", response_model=Claim, responses=refusals(400, 404, 409, 412, 428))
def decide(
    desk: DeskHere,
    who: Writer,
    claim_id: Identifier,
    body: DecisionIn,
    if_match: IfMatch = None,
    key: IdempotencyKey = None,
) -> JSONResponse:
    """A move of whoever's turn it is. Two reviewers on one claim: one wins, the other gets 412."""
    version, name = version_of(if_match), key_of(key)
    return _answer(desk.decide(who, claim_id, version, body.decision(), idempotency_key=name))


@router.post("/claims/{claim_id}/undo", response_model=Claim, responses=refusals(400, 404, 409, 412, 428))
def undo(desk: DeskHere, who: ReviewerWriting, claim_id: Identifier, if_match: IfMatch = None) -> JSONResponse:
    """Take back one's own last decision, until the next level opened the claim."""
    return _answer(desk.undo(who, claim_id, version_of(if_match)))


@router.post("/decisions/bulk", response_model=list[Outcome], responses=refusals(400, 409))  # type: ignore[valid-type]
def decide_many(desk: DeskHere, who: ReviewerWriting, body: BulkIn, key: IdempotencyKey = None) -> JSONResponse:
    """One decision on explicit claims and versions; what changed meanwhile is skipped and says why."""
    outcomes = desk.decide_many(
        who,
        [views.BulkItem(item.id, item.version) for item in body.items],
        body.decision.decision(),
        idempotency_key=key_of(key),
    )
    return JSONResponse([out(outcome) for outcome in outcomes])
