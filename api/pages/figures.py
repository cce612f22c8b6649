"""The chief's page of a year: plots with their numbers beside them, by kind, unit and clause, never by person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool

from api import words
from api.charts import Bar, bars
from api.render import page
from api.session import DeskHere, reading_as
from api.words import doubt_title, translator
from claims.dashboard import AGES, LOOKS, Dashboard, share_bounds
from claims.statistics import Statistics
from claims.views import Actor
from domain.claim import Role

router = APIRouter(include_in_schema=False)
Overseer = Annotated[Actor, Depends(reading_as(Role.UNIT_ADMIN, Role.AUTHORITY, Role.AUDITOR))]


@router.get("/statistics")
async def statistics(
    request: Request, desk: DeskHere, who: Overseer, year: Annotated[int | None, Query(ge=1990, le=2100)] = None
) -> HTMLResponse:
    if year is None:
        newest = await run_in_threadpool(lambda: desk.claims(who, limit=1))
        year = newest.items[0].year if newest.items else date.today().year
    chosen = year
    figures = await run_in_threadpool(desk.statistics, who, chosen)
    board = await run_in_threadpool(desk.dashboard, who, chosen)
    lang = words.language(request.cookies)
    return await page(
        request,
        "statistics.html",
        figures=figures,
        board=board,
        ages=AGES,
        plots=_plots(board, figures, translator(lang), lang),
        doubt_title=lambda one: doubt_title(one, lang),
        may_plant=who.has(Role.AUTHORITY),
    )


def _plots(board: Dashboard, figures: Statistics, say: Callable[[str], str], lang: str) -> dict[str, Markup]:
    """Only plots that have something to show, in the reader's language."""
    found = {}

    def title(text: str) -> str:
        return say(text).replace("{year}", str(board.year))

    def pieces(count: int) -> str:
        return f"{count} {say('件')}"

    if any(sum(one.counts) for one in board.ages):
        found["ages"] = bars(
            "ages",
            title("{year} 年度在办申报的状态和停留时间"),
            say("每种状态的件数，按停留时间分段。"),
            [Bar(say(one.state), one.counts, pieces(sum(one.counts))) for one in board.ages],
            [say(one) for one in AGES],
        )
    if sum(board.looks.counts):
        found["looks"] = bars(
            "looks",
            title("{year} 年度审核一件所用时间"),
            say("从打开到作出决定，按时长分段的件数。"),
            [Bar(say(name), (count,), pieces(count)) for name, count in zip(LOOKS, board.looks.counts, strict=True)],
        )
    if board.doubts:
        found["doubts"] = bars(
            "doubts",
            title("{year} 年度疑点的种类"),
            say("各类疑点的个数，分未处理和已核实。"),
            [Bar(doubt_title(one, lang), (one.open, one.settled)) for one in board.doubts],
            (say("未处理"), say("已核实")),
        )
    if (bounds := share_bounds(figures.planted_found, figures.planted_decided)) is not None:
        missed = figures.planted_decided - figures.planted_found
        low, high = bounds
        told = say("发现 {found}，95% 区间 {low}–{high}。")
        for name, value in {
            "found": f"{figures.planted_found}/{figures.planted_decided}",
            "low": f"{low:.0%}",
            "high": f"{high:.0%}",
        }.items():
            told = told.replace(f"{{{name}}}", value)
        found["planted"] = bars(
            "planted",
            title("{year} 年度质检件的发现情况"),
            told,
            [
                Bar(say("发现"), (figures.planted_found,), pieces(figures.planted_found)),
                Bar(say("放过"), (missed,), pieces(missed)),
            ],
        )
    if board.overturned:
        found["overturned"] = bars(
            "overturned",
            title("{year} 年度改动最多的条款"),
            say("各条款下调整、退回、不予认定、提出异议的次数，共决定多少次。"),
            [
                Bar(
                    one.clause.rsplit(" · ", 1)[-1],
                    (one.adjusted, one.returned, one.disputed, one.declined),
                    f"{one.touched}/{one.decided}",
                )
                for one in board.overturned
            ],
            [say(one) for one in ("调整", "退回", "异议", "不予认定")],
        )
    return found
