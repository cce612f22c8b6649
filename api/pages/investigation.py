"""The investigator's pages: papers that resemble each other, a pair side by side, the sheet for the file."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from api import words
from api.forms import written
from api.pages.door import see
from api.render import page
from api.session import DeskHere, Investigating, Reader
from api.shapes import Identifier
from api.words import translator
from claims.errors import NotFound
from claims.reuse_views import ReuseCluster, ReuseLink, ReuseMember
from domain.claim import Role

router = APIRouter(include_in_schema=False)
SHOWN = 100
#: The graph in its own units: room for each paper at least, how much each tenfold of time adds, the longest arc.
STEP, TENFOLD, REACH = 110, 34, 60


@dataclass(frozen=True)
class Arc:
    """A link drawn over the papers in the order they came."""

    path: str
    link: ReuseLink


@dataclass(frozen=True)
class Node:
    """A paper on the line of time; ``gap``: the time since the one before in words, ``middle``: where it is written."""

    member: ReuseMember
    x: int
    gap: str
    middle: int


def nodes(cluster: ReuseCluster, say: Callable[[str], str]) -> list[Node]:
    """The papers in the order they came; the longer the time between two, the wider apart (by its logarithm)."""
    found: list[Node] = []
    for member in cluster.members:
        if not found:
            found.append(Node(member, STEP // 2, "", 0))
            continue
        before = found[-1]
        seconds = max(0.0, (member.received_at - before.member.received_at).total_seconds())
        x = before.x + STEP + round(TENFOLD * math.log10(1 + seconds / 60))
        found.append(Node(member, x, elapsed(seconds, say), (before.x + x) // 2))
    return found


def elapsed(seconds: float, say: Callable[[str], str]) -> str:
    """``12 天``, ``3 小时``, ``5 分钟`` in the reader's words."""
    for unit, size in (("天", 86400), ("小时", 3600), ("分钟", 60)):
        if seconds >= size:
            return f"{seconds // size:.0f} {say(unit)}"
    return say("不到一分钟")


def arcs(cluster: ReuseCluster, drawn: Sequence[Node]) -> list[Arc]:
    place = {node.member.evidence_id: node.x for node in drawn}
    longest = max((abs(place[link.evidence_id] - place[link.other_id]) for link in cluster.links), default=1)
    found = []
    for link in cluster.links:
        left, right = sorted((place[link.evidence_id], place[link.other_id]))
        top = REACH + 10 - REACH * 2 * (right - left) / max(longest, 1) * 0.9
        found.append(Arc(f"M{left} {REACH + 10} Q{(left + right) / 2:.0f} {top:.0f} {right} {REACH + 10}", link))
    return found


@router.get("/investigation")
async def clusters(
    request: Request, desk: DeskHere, who: Investigating, show: Annotated[str, Query(max_length=8)] = ""
) -> HTMLResponse:
    found = await run_in_threadpool(desk.reuse_clusters, who)
    waiting = [one for one in found if one.open]
    latest = await run_in_threadpool(desk.latest_screening, who)
    return await page(
        request,
        "investigation.html",
        clusters=(found if show == "all" else waiting)[:SHOWN],
        waiting=len(waiting),
        total=len(found),
        show_all=show == "all",
        latest=latest,
    )


@router.get("/investigation/{evidence_id}")
async def cluster(request: Request, desk: DeskHere, who: Investigating, evidence_id: Identifier) -> HTMLResponse:
    found = await run_in_threadpool(desk.reuse_cluster, who, evidence_id)
    drawn = nodes(found, translator(words.language(request.cookies)))
    wide = drawn[-1].x + STEP // 2
    return await page(
        request, "cluster.html", cluster=found, arcs=arcs(found, drawn), nodes=drawn, wide=wide, reach=REACH
    )


@router.get("/investigation/{evidence_id}/sheet")
async def sheet(request: Request, desk: DeskHere, who: Investigating, evidence_id: Identifier) -> HTMLResponse:
    """The verification sheet for printing: what was seen, innocent reasons, what people said, room to sign."""
    found = await run_in_threadpool(desk.reuse_cluster, who, evidence_id)
    pairs = [
        await run_in_threadpool(desk.reuse_pair, who, link.evidence_id, link.other_id) for link in found.links[:20]
    ]
    return await page(request, "sheet.html", cluster=found, pairs=pairs)


@router.get("/compare/{evidence_id}/{other_id}")
async def compare(
    request: Request, desk: DeskHere, who: Reader, evidence_id: Identifier, other_id: Identifier
) -> HTMLResponse:
    pair = await run_in_threadpool(desk.reuse_pair, who, evidence_id, other_id)
    following, cluster_id = None, ""
    may_judge = who.has(Role.AUTHORITY, Role.INVESTIGATOR)
    if may_judge:
        try:
            group = await run_in_threadpool(desk.reuse_cluster, who, evidence_id)
        except NotFound:
            pass
        else:
            cluster_id = group.id
            own = {pair.link.evidence_id, pair.link.other_id}
            following = next(
                (one for one in group.links if not one.judged and {one.evidence_id, one.other_id} != own), None
            )
    return await page(
        request, "compare.html", pair=pair, following=following, cluster_id=cluster_id, may_judge=may_judge
    )


@router.post("/compare/{evidence_id}/{other_id}")
async def judge(request: Request, desk: DeskHere, evidence_id: Identifier, other_id: Identifier) -> Response:
    who, fields = await written(request, Role.AUTHORITY, Role.INVESTIGATOR)
    await run_in_threadpool(
        desk.judge_pair, who, evidence_id, other_id, fields.get("verdict", ""), fields.get("note", "")
    )
    goal = fields.get("next", "")
    if goal.startswith(("/compare/", "/investigation/")):
        return see(goal)
    return see(f"/compare/{evidence_id}/{other_id}")


@router.get("/compare/{evidence_id}/{other_id}/{which}")
async def picture(
    desk: DeskHere, who: Reader, evidence_id: Identifier, other_id: Identifier, which: Literal["here", "there"]
) -> Response:
    """The page at hand, or the other one laid over it."""
    image, media_type = await run_in_threadpool(
        lambda: desk.reuse_picture(who, evidence_id, other_id, other=which == "there")
    )
    return Response(image, media_type=media_type)
