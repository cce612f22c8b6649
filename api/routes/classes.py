"""Training classes 班次: application, approval, roster, registration, dossier."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from api.answers import IdempotencyKey, IfMatch, file_body, key_of, optional_version, refusals, tagged
from api.session import DeskHere, Reader, Writer
from api.shapes import Identifier, Year, out, shape
from api.upload import receive_form
from claims.classes.nouns import Application, ClassLine, ClassView, Dossier
from claims.classes.states import ClassState
from claims.forms.grid import MOST_BYTES
from claims.views import BulkItem, BulkOutcome

router = APIRouter(tags=["classes"])
View, Line, DossierOut, Outcome = shape(ClassView), shape(ClassLine), shape(Dossier), shape(BulkOutcome)


class ClassDecisionIn(BaseModel):
    """The authority's move on a class."""

    model_config = ConfigDict(extra="forbid")
    move: Literal["approve", "return", "decline", "return_roster", "register"]
    reason: str = Field(default="", max_length=2000)
    hours: Decimal | None = Field(default=None, ge=0, le=1000)


class ConfirmItem(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: Identifier
    version: int = Field(ge=1, le=999_999_999)


class ConfirmIn(BaseModel):
    """Explicit claims and versions, never a filter."""

    model_config = ConfigDict(extra="forbid")
    items: list[ConfirmItem] = Field(min_length=1, max_length=500)

    def bulk(self) -> list[BulkItem]:
        return [BulkItem(one.id, one.version) for one in self.items]


def _answer(view: ClassView, status: int = 200, **headers: str) -> JSONResponse:
    return tagged(view, view.line.version, status, **headers)


@router.post("/classes", status_code=201, response_model=View, responses=refusals(409))
def apply_class(desk: DeskHere, who: Writer, body: Application) -> JSONResponse:
    """A provider applies; an authority may file a paper application with the day it was received."""
    view = desk.apply_class(who, body)
    return _answer(view, 201, location=f"/api/v1/classes/{view.line.id}")


@router.put("/classes/{class_id}", response_model=View, responses=refusals(400, 404, 409, 412))
def apply_again(
    desk: DeskHere, who: Writer, class_id: Identifier, body: Application, if_match: IfMatch = None
) -> JSONResponse:
    """A returned application, put right."""
    return _answer(desk.apply_class(who, body, class_id=class_id, version=optional_version(if_match)))


@router.get("/classes", response_model=list[Line], responses=refusals())  # type: ignore[valid-type]
def list_classes(
    desk: DeskHere, who: Reader, year: Year | None = None, state: Annotated[ClassState | None, Query()] = None
) -> JSONResponse:
    return JSONResponse([out(line) for line in desk.classes(who, year=year, state=state)])


@router.get("/classes/{class_id}", response_model=View, responses=refusals(404))
def one_class(desk: DeskHere, who: Reader, class_id: Identifier) -> JSONResponse:
    return _answer(desk.training_class(who, class_id))


@router.post("/classes/{class_id}/decisions", response_model=View, responses=refusals(400, 404, 409, 412))
def decide_class(
    desk: DeskHere, who: Writer, class_id: Identifier, body: ClassDecisionIn, if_match: IfMatch = None
) -> JSONResponse:
    """approve with hours · return · decline · return_roster · register the hours for all."""
    version = optional_version(if_match)
    return _answer(desk.decide_class(who, class_id, version, body.move, reason=body.reason, hours=body.hours))


@router.put(
    "/classes/{class_id}/roster",
    response_model=View,
    responses=refusals(400, 404, 409, 412, 415),
    openapi_extra=file_body(),
)
async def hand_in_roster(
    request: Request, desk: DeskHere, who: Writer, class_id: Identifier, if_match: IfMatch = None
) -> JSONResponse:
    """学时登记信息汇总表 as Excel; 422 with ``faults`` by cell, nothing changes then."""
    version = optional_version(if_match)
    form = await receive_form(request, MOST_BYTES)
    data = bytes(form.data or b"")
    return _answer(await run_in_threadpool(desk.hand_in_roster, who, class_id, version, data))


@router.get("/classes/{class_id}/dossier", response_model=DossierOut, responses=refusals(404, 409))
def class_dossier(desk: DeskHere, who: Reader, class_id: Identifier) -> JSONResponse:
    """Claims that mention the class, held against roster and approval."""
    return JSONResponse(out(desk.dossier(who, class_id)))


@router.post(
    "/classes/{class_id}/dossier/decisions",
    response_model=list[Outcome],  # type: ignore[valid-type]
    responses=refusals(400, 404, 409),
)
def confirm_dossier(
    desk: DeskHere, who: Writer, class_id: Identifier, body: ConfirmIn, key: IdempotencyKey = None
) -> JSONResponse:
    """Credit explicit claims of the dossier; what is not clear or changed meanwhile is skipped and says why."""
    told = desk.confirm_class(who, class_id, body.bulk(), idempotency_key=key_of(key))
    return JSONResponse([out(one) for one in told])
