"""Policies 认定办法 and proposals 认定建议 under them. Nothing is stored."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body
from fastapi.responses import JSONResponse

from api.answers import refusals
from api.policy_view import policy_detail, policy_line
from api.problems import Problem, bare
from api.session import Reader, Writer
from api.shapes import Identifier, PolicyDetailOut, PolicyOut, plain
from rules import RefusedInput, policies, proposal_json, propose

router = APIRouter(tags=["policies"])


@router.get("/policies", response_model=list[PolicyOut], responses=refusals())
def list_policies(who: Reader) -> list[PolicyOut]:
    return [policy_line(policy) for policy in policies().values()]


@router.get("/policies/{policy_id}", response_model=PolicyDetailOut, responses=refusals(404))
def one_policy(who: Reader, policy_id: Identifier) -> PolicyDetailOut:
    """A document with its pathways, each with clause and required evidence."""
    found = policies().get(policy_id)
    if found is None:
        raise bare(404)
    return policy_detail(found)


_CASE = {
    "policy": "jiaxing-2023",
    "person": {"title_level": "intermediate"},
    "year": 2023,
    "activities": [
        {
            "ref": "a1",
            "pathway": "study_app_score",
            "score": 7200,
            "score_year": 2023,
            "score_kind": "annual",
            "evidence": ["annual_score_screenshot_signed_and_sealed"],
        }
    ],
}


@router.post("/proposals", response_model=dict[str, Any], responses=refusals())
def proposal(who: Writer, case: Annotated[dict[str, Any], Body(examples=[_CASE])]) -> JSONResponse:
    """Evaluate activities against a policy, as ``hourproof propose`` does."""
    try:
        return JSONResponse(plain(proposal_json(propose(case))))
    except RefusedInput as refused:
        raise Problem(422, "proposal.refused", refused.message, field=refused.field) from None
