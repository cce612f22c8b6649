"""Papers of a training class that are checked once for all its claims."""

from __future__ import annotations

import secrets
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from api.answers import IfMatch, file_body, refusals, tagged, version_of
from api.routes.evidence import receipt_answer, taken
from api.session import DeskHere, Reader, SettingsHere, Writer
from api.shapes import Identifier, ReceiptOut, shape
from claims.classes.nouns import ClassPaperView, PaperChange

router = APIRouter(tags=["classes"])
View = shape(ClassPaperView)
Name = Annotated[str, Field(max_length=40)]
Number = Annotated[str, Field(pattern="^[0-9]{1,4}$")]
Value = str | int | float | bool | None


class PaperChangeIn(BaseModel):
    """Corrections and answered questions; what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")
    values: dict[Annotated[str, Field(max_length=40)], Value] = Field(default_factory=dict, max_length=40)
    names: dict[Number, Name | None] = Field(default_factory=dict, max_length=500)
    added: list[Name] | None = Field(default=None, max_length=500)
    seen: list[Annotated[str, Field(max_length=40)]] = Field(default_factory=list, max_length=200)

    def change(self) -> PaperChange:
        added = tuple(self.added) if self.added is not None else None
        return PaperChange(self.values, self.names, added, tuple(self.seen))


class PaperMoveIn(BaseModel):
    """``check`` once nothing is open · ``reopen`` · ``set_aside`` when it is no paper of this class."""

    model_config = ConfigDict(extra="forbid")
    move: Literal["check", "reopen", "set_aside"]


def _answer(view: ClassPaperView) -> JSONResponse:
    return tagged(view, view.paper.version)


@router.post(
    "/classes/{class_id}/papers",
    status_code=201,
    response_model=ReceiptOut,
    responses=refusals(400, 404, 409, 413, 415, 503),
    openapi_extra=file_body(),
)
async def attach_paper(
    request: Request,
    desk: DeskHere,
    settings: SettingsHere,
    who: Writer,
    class_id: Identifier,
    upload_id: Annotated[str | None, Header(alias="Upload-Id", pattern=r"^[0-9A-Za-z._:\-]{1,80}$")] = None,
) -> Response:
    """A notice, schedule or sign-in sheet for the class itself; it makes no claim."""
    receipt = await taken(
        request,
        settings.upload_limit,
        lambda form, data: desk.attach_class_paper(
            who, class_id, data, upload_id=upload_id or secrets.token_hex(16), name=form.name or None
        ),
    )
    return receipt_answer(receipt)


@router.get("/classes/{class_id}/papers/{evidence_id}", response_model=View, responses=refusals(404, 409))
def one_paper(desk: DeskHere, who: Reader, class_id: Identifier, evidence_id: Identifier) -> JSONResponse:
    """What was read, what is asked before it is checked, and what people have said of it."""
    return _answer(desk.class_paper(who, class_id, evidence_id))


@router.patch(
    "/classes/{class_id}/papers/{evidence_id}", response_model=View, responses=refusals(400, 404, 409, 412, 428)
)
def change_paper(
    desk: DeskHere,
    who: Writer,
    class_id: Identifier,
    evidence_id: Identifier,
    body: PaperChangeIn,
    if_match: IfMatch = None,
) -> JSONResponse:
    """Corrections beside the machine's reading; version 0 is a paper nobody has touched yet."""
    return _answer(desk.change_class_paper(who, class_id, evidence_id, version_of(if_match), body.change()))


@router.post(
    "/classes/{class_id}/papers/{evidence_id}/moves", response_model=View, responses=refusals(400, 404, 409, 412, 428)
)
async def move_paper(
    desk: DeskHere,
    who: Writer,
    class_id: Identifier,
    evidence_id: Identifier,
    body: PaperMoveIn,
    if_match: IfMatch = None,
) -> JSONResponse:
    """Once checked it speaks for every claim of the class; claims under review are asked anew at once."""
    version = version_of(if_match)
    return _answer(await run_in_threadpool(desk.move_class_paper, who, class_id, evidence_id, version, body.move))
