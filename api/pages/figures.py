"""The chief's page of a year: plots with their numbers beside them, by kind, unit and clause, never by person."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool

from api.charts import Bar, bars
from api.render import page
from api.session import DeskHere, reading_as
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
    return await page(
        request,
        "statistics.html",
        figures=figures,
        board=board,
        ages=AGES,
        plots=_plots(board, figures),
        may_plant=who.has(Role.AUTHORITY),
    )


def _plots(board: Dashboard, figures: Statistics) -> dict[str, Markup]:
    """Only plots that have something to show."""
    year, found = board.year, {}
    if any(sum(one.counts) for one in board.ages):
        found["ages"] = bars(
            "ages",
            f"{year} 年度在办申报的状态和停留时间",
            "每种状态的件数，按停留时间分段。",
            [Bar(one.state, one.counts, f"{sum(one.counts)} 件") for one in board.ages],
            AGES,
        )
    if sum(board.looks.counts):
        found["looks"] = bars(
            "looks",
            f"{year} 年度审核一件所用时间",
            "从打开到作出决定，按时长分段的件数。",
            [Bar(title, (count,), f"{count} 件") for title, count in zip(LOOKS, board.looks.counts, strict=True)],
        )
    if board.doubts:
        found["doubts"] = bars(
            "doubts",
            f"{year} 年度疑点的种类",
            "各类疑点的个数，分未处理和已核实。",
            [Bar(one.title, (one.open, one.settled)) for one in board.doubts],
            ("未处理", "已核实"),
        )
    if (bounds := share_bounds(figures.planted_found, figures.planted_decided)) is not None:
        missed = figures.planted_decided - figures.planted_found
        low, high = bounds
        found["planted"] = bars(
            "planted",
            f"{year} 年度质检件的发现情况",
            f"发现 {figures.planted_found}/{figures.planted_decided}，95% 区间 {low:.0%}–{high:.0%}。",
            [
                Bar("发现", (figures.planted_found,), f"{figures.planted_found} 件"),
                Bar("放过", (missed,), f"{missed} 件"),
            ],
        )
    if board.overturned:
        found["overturned"] = bars(
            "overturned",
            f"{year} 年度改动最多的条款",
            "各条款下调整、退回、不予认定、提出异议的次数，共决定多少次。",
            [
                Bar(
                    one.clause.rsplit(" · ", 1)[-1],
                    (one.adjusted, one.returned, one.disputed, one.declined),
                    f"{one.touched}/{one.decided}",
                )
                for one in board.overturned
            ],
            ("调整", "退回", "异议", "不予认定"),
        )
    return found
