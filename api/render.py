"""Pages: one Jinja environment, the words of the reader's language, and what every page knows."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2
from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from api import words
from api.activity_form import questions
from api.other_year import year_offered
from api.session import visitor
from api.shapes import figure, plain
from claims.views import Actor, HoursView
from domain.claim import CLAIM_STATE_TITLES, ROLE_TITLES, Role
from domain.kind import KINDS
from domain.said import Said

HERE = Path(__file__).parent
STATIC = HERE / "static"


@functools.cache
def asset(name: str) -> str:
    """Address of a static file with its digest, so that browsers may keep it for good."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


def hours_text(value: Any) -> str:
    """16 · 6–9 · — for a Decimal, a number, a range or nothing."""
    if value is None:
        return "—"
    low: Any = value
    high: Any = value
    if isinstance(value, HoursView):
        low, high = value.low, value.high
    elif isinstance(value, Mapping):
        low, high = value.get("low"), value.get("high")
    if low is None or high is None:
        return "—"
    first, last = figure(Decimal(str(low))), figure(Decimal(str(high)))
    return f"{first}" if first == last else f"{first}–{last}"


def moment(value: datetime | None) -> Markup:
    """A moment as local wall time, machine-readable beside it."""
    if value is None:
        return Markup("")
    local = value.astimezone()
    return Markup('<time datetime="{}">{}</time>').format(
        value.isoformat(timespec="seconds"), local.strftime("%Y-%m-%d %H:%M")
    )


#: How many of a list are shown.
SHOWN = 8


def _item(one: Any) -> str:
    return str(one.get("name", one)) if isinstance(one, dict) else str(one)


def value_text(value: Any) -> str:
    """A fact's value for reading: lists joined, yes and no in words."""
    if value is None:
        return "看不清"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        more = f" 等 {len(value)} 项" if len(value) > SHOWN else ""
        return "、".join(_item(one) for one in value[:SHOWN]) + more
    if isinstance(value, Decimal):
        return str(figure(value))
    return str(value)


@jinja2.pass_context
def told(context: jinja2.runtime.Context, value: Any) -> str:
    """A value for reading, in the reader's language; ``value_text`` is what stands in a form."""
    translate = context["_"]
    if value is None or isinstance(value, bool):
        return str(translate(value_text(value)))
    if isinstance(value, list | tuple) and context["lang"] == "en":
        more = "" if len(value) <= SHOWN else f" {translate(Said('等 {n} 项', n=len(value)))}"
        return ", ".join(_item(one) for one in value[:SHOWN]) + more
    return value_text(value)


def brief(title: str) -> str:
    """A title without the bracket that explains it: on a phone's card and a button it takes lines."""
    return _EXPLAINED.sub("", title)


_EXPLAINED = re.compile(r"\s*[（(][^（）()]*[）)]$")


@functools.cache
def environment() -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    env.globals["asset"] = asset
    env.filters.update(hours=hours_text, moment=moment, value=value_text, told=told, plain=plain, brief=brief)
    env.policies["json.dumps_function"] = functools.partial(json.dumps, default=plain)
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    return env


#: Where each role's work stands: (path, title, roles that see it).
NAVIGATION: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("/upload", "上传", frozenset({Role.PROFESSIONAL})),
    ("/claims", "我的申报", frozenset({Role.PROFESSIONAL})),
    ("/account", "年度学时", frozenset({Role.PROFESSIONAL})),
    ("/review", "审核", frozenset({Role.UNIT_ADMIN, Role.AUTHORITY, Role.INVESTIGATOR})),
    ("/investigation", "核查", frozenset({Role.AUTHORITY, Role.INVESTIGATOR})),
    ("/statistics", "统计", frozenset({Role.AUTHORITY, Role.AUDITOR})),
    ("/classes", "班次", frozenset({Role.UNIT_ADMIN, Role.AUTHORITY})),
    ("/year", "年度审验", frozenset({Role.UNIT_ADMIN, Role.AUTHORITY})),
    ("/office", "单位和导入", frozenset({Role.UNIT_ADMIN, Role.AUTHORITY})),
    ("/people", "人员", frozenset({Role.UNIT_ADMIN, Role.AUTHORITY})),
    ("/secrecy", "涉密拦截", frozenset({Role.UNIT_ADMIN, Role.AUDITOR})),
    ("/audit", "审计", frozenset({Role.AUDITOR})),
    ("/policies", "认定办法", frozenset(Role)),
)


def navigation(actor: Actor, path: str) -> list[dict[str, Any]]:
    return [
        {"href": href, "title": title, "current": path == href or path.startswith(href + "/")}
        for href, title, roles in NAVIGATION
        if actor.roles & roles
    ]


def safe_path(path: str | None) -> str:
    """A path of ours to go back to; anything else becomes the home page."""
    if not path or not path.startswith("/") or path.startswith(("//", "/\\")):
        return "/"
    parts = urlsplit(path)
    return "/" if parts.scheme or parts.netloc else path


async def page(
    request: Request, template: str, *, status: int = 200, notice: tuple[str, str] | None = None, **values: Any
) -> HTMLResponse:
    """Render ``template`` for whoever asks. ``notice`` is ``(tone, text)`` shown above."""
    signed_in = await visitor(request)
    lang = words.language(request.cookies)
    loading = await request.app.state.loading()
    theme = request.cookies.get("hourproof_theme", "auto")
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    actor = signed_in.actor if signed_in else None
    translate = words.translator(lang)
    context = {
        "_": translate,
        "lang": lang,
        "theme": theme if theme in ("light", "dark") else "auto",
        "large": request.cookies.get("hourproof_large") == "1",
        "loading": loading and actor is not None,
        "notice": {"tone": notice[0], "text": notice[1]} if notice else None,
        "here": here if request.method == "GET" else "/",
        "actor": actor,
        "csrf": signed_in.csrf if signed_in else "",
        "actor_name": actor.name if actor else "",
        "role_titles": "、".join(translate(ROLE_TITLES[role]) for role in Role if actor and role in actor.roles),
        "navigation": navigation(actor, request.url.path) if actor else [],
        "city_title": words.city_title,
        "evidence_title": words.evidence_title,
        "fact_title": words.fact_title,
        "subject_title": words.subject_title,
        "mark_title": words.mark_title,
        "change_title": words.change_title,
        "code_titles": words.CODE_TITLES,
        "kinds": KINDS,
        "year_offered": year_offered,
        "questions": questions,
        "state_titles": CLAIM_STATE_TITLES,
        "role_titles_of": ROLE_TITLES,
        "script_words": words.script_words(lang),
    }
    body = environment().get_template(template).render(context | values)
    return HTMLResponse(body, status_code=status)
