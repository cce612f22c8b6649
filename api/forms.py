"""Small HTML forms: url-encoded, a few fields, with the token of the session."""

from __future__ import annotations

from urllib.parse import parse_qsl

from fastapi import Request

from api.problems import Problem, bare
from api.session import known, proves
from claims.views import Actor
from domain.claim import Role

LIMIT = 256 * 1024


async def fields_of(request: Request) -> dict[str, str]:
    """The fields of a form, last value wins; 413 beyond 256 KiB. Never used for files."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LIMIT:
            raise bare(413)
    try:
        pairs = parse_qsl(bytes(body).decode("utf-8"), keep_blank_values=True, max_num_fields=500)
    except ValueError:
        raise Problem(422, "input.invalid", "表单内容不完整，未处理。请返回上一页重新提交。") from None
    return {name: value.strip() for name, value in pairs}


async def written(request: Request, *roles: Role) -> tuple[Actor, dict[str, str]]:
    """Who sends the form and its fields; 401, 403 without session, role or token."""
    found = await known(request)
    fields = await fields_of(request)
    proves(found, fields.get("csrf"))
    if roles and not found.actor.has(*roles):
        raise bare(403)
    return found.actor, fields


def version_in(fields: dict[str, str]) -> int:
    """The version a form was rendered from."""
    text = fields.get("version", "")
    if not text.isdigit() or len(text) > 9:
        raise Problem(422, "input.invalid", "表单缺少版本号，未处理。请刷新页面后再试。")
    return int(text)
