"""How endpoints speak of their refusals in the OpenAPI document, and how versions travel in headers."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import Header
from fastapi.responses import JSONResponse

from api.problems import MEDIA_TYPE, TITLES, Problem
from api.shapes import out

Responses = dict[int | str, dict[str, Any]]


def refusals(*statuses: int) -> Responses:
    """OpenAPI entries of problem answers; 401, 403 and 429 can come from anywhere."""
    wanted = dict.fromkeys((401, 403, 422, 429, *statuses))
    return {
        status: {
            "description": TITLES[status],
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}},
        }
        for status in sorted(wanted)
    }


IfMatch = Annotated[str | None, Header(alias="If-Match", description='看过的版本号，如 "3"', max_length=40)]
IdempotencyKey = Annotated[
    str | None,
    Header(alias="Idempotency-Key", description="同一个键重复提交只执行一次", max_length=120),
]


def version_of(if_match: str | None) -> int:
    """The claim version in ``If-Match``; 428 when it is missing, 400 when it is no version of ours."""
    if if_match is None:
        raise Problem(428, "version.missing", "缺少 If-Match 版本号。请先读取该申报，再带上看到的版本号提交。")
    found = re.fullmatch(r'(?:W/)?"?([0-9]{1,9})"?', if_match.strip())
    if found is None:
        raise Problem(400, "version.malformed", "If-Match 版本号格式不对，应为读取时 ETag 中的数字。")
    return int(found[1])


def optional_version(if_match: str | None) -> int | None:
    return None if if_match is None else version_of(if_match)


def key_of(idempotency_key: str | None) -> str:
    """The idempotency key; 400 when it is missing."""
    if not idempotency_key or not re.fullmatch(r"[\x21-\x7e]{1,120}", idempotency_key):
        raise Problem(
            400,
            "idempotency.missing",
            "缺少 Idempotency-Key（1 至 120 个可见字符）。请为每次决定生成一个新的标识，重试时沿用。",
        )
    return idempotency_key


def file_body(also: dict[str, Any] | None = None, **fields: dict[str, Any]) -> dict[str, Any]:
    """OpenAPI of a body with one file; ``fields`` have to come with it, those in ``also`` may."""
    properties = {"file": {"type": "string", "format": "binary"}, **fields}
    schema = {"type": "object", "required": list(properties), "properties": {**properties, **(also or {})}}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}


def etag(version: int) -> str:
    return f'"{version}"'


def tagged(view: Any, version: int, status: int = 200, **headers: str) -> JSONResponse:
    """A view with its version as ``ETag``."""
    return JSONResponse(out(view), status, {"etag": etag(version), **headers})
