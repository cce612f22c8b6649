"""Evidence 佐证材料: upload, progress, what was read, page images."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Annotated, Any

import anyio
from anyio.to_thread import run_sync
from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.concurrency import run_in_threadpool

from api import events
from api.answers import file_body, refusals
from api.problems import Problem
from api.session import DeskHere, Reader, SettingsHere, Writer
from api.shapes import Identifier, ReceiptOut, out, shape
from api.upload import Form, receive_form
from claims.desk import Desk
from claims.views import Actor, EvidenceView, Receipt

router = APIRouter(tags=["evidence"])
Evidence = shape(EvidenceView)
#: Files held in memory at once, all people together; the next one is asked to come back.
AT_ONCE = 16
_UPLOAD_ID = r"^[0-9A-Za-z._:\-]{1,80}$"

_BODY = file_body(
    city={"type": "string", "examples": ["jiaxing"]},
    year={"type": "integer", "minimum": 1990, "maximum": 2100},
    also={
        "pathway": {"type": "string"},
        "claim_id": {"type": "string", "description": "把这一件加入已有的草稿或退回件（重拍该处）"},
        "person_id": {"type": "string", "description": "单位管理员代本单位人员上传"},
    },
)


def year_of(text: str) -> int:
    """The year field of an upload; refused when it is none."""
    if not (text.isdigit() and len(text) == 4 and 1990 <= int(text) <= 2100):
        raise Problem(422, "input.invalid", "年度应为四位数字，如 2023。请改正后重新上传。", field="year")
    return int(text)


async def taken(request: Request, limit: int, hand_in: Callable[[Form, bytes], Receipt]) -> Receipt:
    """One upload from stream to receipt; the file is only ever in memory until the desk has it safe.

    ``hand_in`` runs on a thread; what it looks at before it hands the bytes on is looked at before anything is done.
    """
    slots: anyio.CapacityLimiter = request.app.state.upload_slots
    try:
        slots.acquire_on_behalf_of_nowait(request)
    except anyio.WouldBlock:
        raise Problem(
            503,
            "desk.busy",
            "现在上传的人较多，请稍候；页面会自动重试，文件仍在您手机上。",
            headers={"retry-after": "3"},
        ) from None
    try:
        form = await receive_form(request, limit)
        data, form.data = bytes(form.data or b""), None
        receipt = await run_sync(lambda: hand_in(form, data), limiter=request.app.state.upload_threads)
    finally:
        slots.release_on_behalf_of(request)
    return receipt


async def take(
    request: Request,
    desk: Desk,
    limit: int,
    who: Actor,
    upload_id: str,
    *,
    check: Callable[[dict[str, str]], None] | None = None,
) -> Receipt:
    """An upload for a claim. ``check`` looks at the text fields first."""

    def hand_in(form: Form, data: bytes) -> Receipt:
        fields = form.fields
        if check is not None:
            check(fields)
        return desk.receive(
            who,
            data,
            upload_id=upload_id,
            city=fields.get("city", ""),
            year=year_of(fields.get("year", "")),
            pathway=fields.get("pathway") or None,
            claim_id=fields.get("claim_id") or None,
            person_id=fields.get("person_id") or None,
            name=form.name or None,
        )

    return await taken(request, limit, hand_in)


def receipt_answer(receipt: Receipt) -> JSONResponse:
    """201 with where the evidence is and what tells of its job."""
    place = f"/api/v1/evidence/{receipt.evidence_id}"
    body = ReceiptOut(
        id=receipt.evidence_id,
        upload_id=receipt.upload_id,
        receipt_no=receipt.receipt_no,
        sha256=receipt.sha256,
        received_at=receipt.received_at,
        pages=receipt.pages,
        created=receipt.created,
        duplicate_of=receipt.duplicate_of,
        events=f"{place}/events",
    )
    return JSONResponse(body.model_dump(mode="json"), 201, {"location": place})


@router.post(
    "/evidence",
    status_code=201,
    response_model=ReceiptOut,
    openapi_extra=_BODY,
    responses={
        **refusals(400, 409, 413, 415, 503),
        201: {"headers": {"Location": {"schema": {"type": "string"}, "description": "材料地址"}}},
    },
)
async def upload(
    request: Request,
    desk: DeskHere,
    settings: SettingsHere,
    who: Writer,
    upload_id: Annotated[
        str | None,
        Header(alias="Upload-Id", pattern=_UPLOAD_ID, description="由客户端生成；重试沿用，不会重复登记"),
    ] = None,
) -> Response:
    """Take one file. 201 only once the secrecy guard has passed and it is safe on disk; otherwise nothing is kept."""
    receipt = await take(request, desk, settings.upload_limit, who, upload_id or secrets.token_hex(16))
    return receipt_answer(receipt)


_EVENTS: dict[int | str, dict[str, Any]] = {
    **refusals(404),
    200: {
        "description": "事件 progress，最后是 done、failed 或 unknown；data 为进度",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    },
}
LastEvent = Annotated[str | None, Header(alias="Last-Event-ID", max_length=20)]


@router.get("/uploads/{upload_id}/events", response_class=StreamingResponse, responses=_EVENTS)
async def upload_events(
    desk: DeskHere, who: Reader, upload_id: Annotated[str, Path(pattern=_UPLOAD_ID)], last: LastEvent = None
) -> StreamingResponse:
    """Progress of the reading while the upload waits for its receipt."""
    return events.progress(lambda after: desk.upload_progress(who, upload_id, after=after), last, patience=20)


@router.get("/evidence/{evidence_id}", response_model=Evidence, responses=refusals(404))
def evidence(desk: DeskHere, who: Reader, evidence_id: Identifier) -> JSONResponse:
    """State, facts, findings; masked for the asker."""
    return JSONResponse(out(desk.evidence(who, evidence_id)))


@router.get("/evidence/{evidence_id}/events", response_class=StreamingResponse, responses=_EVENTS)
async def evidence_events(
    desk: DeskHere, who: Reader, evidence_id: Identifier, last: LastEvent = None
) -> StreamingResponse:
    """Progress of the job until its claim is there."""
    await run_in_threadpool(desk.evidence_progress, who, evidence_id)
    return events.progress(lambda after: desk.evidence_progress(who, evidence_id, after=after), last)


_IMAGE: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}


@router.get(
    "/evidence/{evidence_id}/pages/{number}",
    response_class=Response,
    responses={
        **refusals(404, 503),
        200: {"content": {"image/webp": _IMAGE, "image/jpeg": _IMAGE}, "description": "正向的页面图像，已按查看人遮蔽"},
    },
)
def page_image(
    desk: DeskHere,
    who: Reader,
    evidence_id: Identifier,
    number: Annotated[int, Path(ge=1, le=2000)],
    max_side: Annotated[int, Query(ge=64, le=4000)] = 1600,
) -> Response:
    """The upright page, its longer side at most ``max_side`` pixels, metadata stripped."""
    image, media_type = desk.page_image(who, evidence_id, number, max_side=max_side)
    return Response(image, media_type=media_type)
