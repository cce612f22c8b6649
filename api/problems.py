"""Problems as people and programs meet them: RFC 9457 for ``/api``, a page for everything else.

Every problem has a stable ``code`` and a Chinese ``detail`` that says what is wrong, why, and what to do next; a page
that was switched to English gets it in English.
Detail texts never repeat what was sent: an ID number or a marked text must not come back in an error.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import words

MEDIA_TYPE = "application/problem+json"
log = logging.getLogger("hourproof.api")

TITLES: dict[int, str] = {
    400: "请求不完整",
    401: "请先登录",
    403: "没有权限",
    404: "没有找到",
    405: "不支持的操作",
    409: "已被他人处理",
    411: "缺少长度",
    412: "版本已变化",
    413: "文件过大",
    415: "格式不支持",
    422: "材料或内容不能使用",
    428: "缺少版本号",
    429: "操作过于频繁",
    500: "系统出错",
    503: "暂时繁忙",
}

#: What a bare status means when nobody raised a :class:`Problem`.
_BARE: dict[int, tuple[str, str]] = {
    401: ("session.missing", "您尚未登录或登录已过期。请重新登录后再试。"),
    403: ("access.denied", "您的身份不能进行这项操作。如确有需要，请联系单位管理员。"),
    404: ("not_found", "没有这条记录，或者它不在您可以查看的范围内。请从列表中重新进入。"),
    405: ("method_not_allowed", "这个地址不支持该操作。请从页面上的按钮进入。"),
    413: ("upload.too_large", "提交的内容超过大小上限，未保存。请压缩或分开后再传。"),
}


class Problem(Exception):
    """A refusal on its way to the client.

    ``status`` is the HTTP status, ``code`` the stable name, ``detail`` the Chinese sentence,
    ``extra`` further members of the problem document.
    """

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.detail = status, code, detail
        self.headers = dict(headers or {})
        self.extra = extra

    @property
    def title(self) -> str:
        return TITLES.get(self.status, "未能完成")

    def document(self) -> dict[str, Any]:
        return {
            "type": f"urn:hourproof:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            **self.extra,
        }


def bare(status: int) -> Problem:
    """The problem of a status nobody explained further."""
    code, detail = _BARE.get(status, (f"http.{status}", "这一步没有完成。请返回上一页重试。"))
    return Problem(status, code, detail)


def _where(location: tuple[Any, ...]) -> str:
    """``("body", "items", 0, "id")`` → ``items[0].id``."""
    path = ""
    for part in location[1:]:
        path += f"[{part}]" if isinstance(part, int) else (f".{part}" if path else str(part))
    return path


def _ours(error: Any) -> tuple[Any, ...]:
    """Where the error is, without the name of an unknown field: that is the sender's word, not ours."""
    location = tuple(error["loc"])
    return location[:-1] if error["type"] == "extra_forbidden" else location


def invalid(errors: list[Any]) -> Problem:
    """The problem of input that does not fit its form; names the fields, never their content."""
    fields = [{"field": _where(_ours(e)), "kind": str(e["type"])} for e in errors]
    named = "、".join(dict.fromkeys(f["field"] for f in fields if f["field"])) or "内容"
    return Problem(422, "input.invalid", f"{named} 的格式不符合要求，未处理。请对照接口说明改正后重试。", errors=fields)


Translate = Callable[[Exception], Problem]
PageFor = Callable[[Request, Problem], Awaitable[Response]]
Noted = Callable[[Request, Problem], Awaitable[None]]


def _for_programs(path: str) -> bool:
    return path.startswith("/api/") or path in ("/livez", "/readyz", "/metrics")


def as_json(problem: Problem) -> JSONResponse:
    return JSONResponse(problem.document(), problem.status, problem.headers, MEDIA_TYPE)


def install(
    app: FastAPI, expected: type[Exception], translate: Translate, page_for: PageFor, noted: Noted | None = None
) -> None:
    """Answers every failure in one place.

    ``translate`` turns the desk's refusals (``expected``) into problems; ``page_for`` renders one for people;
    ``noted`` hears of each.
    """

    async def answer(request: Request, problem: Problem) -> Response:
        if noted is not None:
            await noted(request, problem)
        if _for_programs(request.url.path):
            problem.detail = words.translator(words.language(request.cookies))(problem.detail)
            return as_json(problem)
        response = await page_for(request, problem)
        response.headers.update(problem.headers)
        return response

    @app.exception_handler(Problem)
    async def _problem(request: Request, error: Problem) -> Response:
        return await answer(request, error)

    @app.exception_handler(expected)
    async def _expected(request: Request, error: Exception) -> Response:
        return await answer(request, translate(error))

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        return await answer(request, invalid(list(error.errors())))

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        problem = bare(error.status_code)
        problem.headers.update(error.headers or {})
        return await answer(request, problem)


class Faults:
    """Catches what nobody expected. Logs its type and place only: a message may hold personal data."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:  # noqa: BLE001 - the last fence before the server would print the message
            trace = error.__traceback__
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
            log.error("unhandled %s at %s", type(error).__name__, place)
            if scope["type"] != "http" or begun:
                return
            problem = Problem(500, "fault", "系统内部出错，这一步没有完成，已记录。请稍后重试；多次出现请联系管理员。")
            plain = PlainTextResponse(f"{problem.detail}", 500)
            await (as_json(problem) if _for_programs(scope["path"]) else plain)(scope, receive, send)
