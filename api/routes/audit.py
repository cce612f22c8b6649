"""The audit log, newest first, for auditors."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from api.answers import refusals
from api.session import Auditor, DeskHere
from api.shapes import out, shape
from claims.views import AuditPage

router = APIRouter(tags=["audit"])


@router.get("/audit", response_model=shape(AuditPage), responses=refusals())
def audit(
    desk: DeskHere,
    who: Auditor,
    before: Annotated[int | None, Query(ge=0)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> JSONResponse:
    """Rows before sequence number ``before``."""
    return JSONResponse(out(desk.audit(who, before=before, limit=limit)))
