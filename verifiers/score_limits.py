"""学习强国 figures that cannot go together on one page.

Sees: a year's points above the total of all years, or above what its days so far could give; more points in a task,
or in all tasks today, than the page itself says are possible; today's figure below the sum of its tasks; a day's
figure beyond any the app ever gave. The limits of the tasks are read from the page, so a new edition of the app needs
no change. Cannot see: a total altered within reason. Errs when a digit is lost in reading a large figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from domain.case import Case
from domain.finding import Finding
from domain.place import Place
from verifiers import NotApplicable
from verifiers.knowledge.dates import stretch
from verifiers.knowledge.trust import MISREAD, graded, trust

TITLE = "积分数字之间是否矛盾"
CODES = (
    "contradiction.annual_over_total",
    "contradiction.annual_over_limit",
    "contradiction.today_over_limit",
    "contradiction.today_under_tasks",
)
NEEDS: frozenset[str] = frozenset()

#: Well above what any edition of the app let a person earn in a day.
NEVER_IN_A_DAY = 120
DAYS = 366
#: Figures of a task read from two lines may belong to two tasks.
TWO_LINES = 0.7
_TASK = re.compile(r"已[获得]\s*(\d{1,3})\s*分\s*[/／|｜]?\s*每日上限\s*(\d{1,3})\s*分")


def verify(case: Case) -> Iterable[Finding]:
    if case.paper.kind != "xuexi_score":
        raise NotApplicable
    total, annual, today = (case.fact(name) for name in ("score_total", "score_annual", "score_today"))
    if total and annual and _number(annual.value) > _number(total.value):
        confidence = trust(case, total, annual)
        yield Finding(
            "contradiction.annual_over_total",
            graded(confidence),
            f"年度积分{annual.value}大于历年总积分{total.value}。",
            confidence,
            annual.place,
            (MISREAD, "两个数字可能来自不同日期的页面。"),
            "请对照原图核对两个积分。",
            facts=("score_annual", "score_total"),
            detail={"annual": annual.value, "total": total.value},
        )
    yield from _year(case)
    tasks = [(int(got), int(most)) for got, most in _TASK.findall(case.reading.text)]
    over = [(got, most) for got, most in tasks if got > most > 0]
    if over:
        got, most = over[0]
        confidence, place = _where(case, got, most)
        yield Finding(
            "contradiction.today_over_limit",
            graded(confidence),
            f"某项任务显示已获{got}分，超过页面所写的每日上限{most}分。",
            0.9 * confidence,
            place,
            (MISREAD, "应用改版时可能出现短暂的显示差异。"),
            "请对照原图核对该任务的分数。",
            facts=("score_today",),
        )
    if today is None:
        return
    value, earned = _number(today.value), sum(got for got, most in tasks if got <= most)
    if value > NEVER_IN_A_DAY:
        yield Finding(
            "contradiction.today_over_limit",
            graded(trust(case, today)),
            f"今日积分{today.value}超过应用一天可得的分数。",
            today.confidence,
            today.place,
            (MISREAD, "可能把其他数字读成了今日积分。"),
            "请对照原图核对今日积分。",
            facts=("score_today",),
            detail={"today": today.value},
        )
    elif not over and earned > value:
        seen = trust(case, today)
        confidence = seen * 0.8
        yield Finding(
            "contradiction.today_under_tasks",
            graded(seen),
            f"各项任务已获分数相加为{earned}，今日积分却写作{today.value}。",
            confidence,
            today.place,
            (MISREAD, "页面刷新前后可能有短暂差异。"),
            "请对照原图核对今日积分与各项任务。",
            facts=("score_today",),
            detail={"today": today.value, "tasks": earned},
        )


def _year(case: Case) -> Iterable[Finding]:
    """A year's points beyond what the app ever gave in so many days."""
    annual, year, taken = (case.fact(name) for name in ("score_annual", "score_year", "screenshot_date"))
    if annual is None:
        return
    last = stretch(taken.value) if taken is not None else None
    end = last.last if last is not None else case.today
    # Of a year that is over, and where nothing tells the year, all its days.
    within = end is not None and year is not None and year.value == end.year
    days = (end - date(end.year, 1, 1)).days + 1 if end is not None and within else DAYS
    if _number(annual.value) <= NEVER_IN_A_DAY * days:
        return
    confidence = trust(case, annual, year if within else None, taken if within else None)
    yield Finding(
        "contradiction.annual_over_limit",
        graded(confidence),
        f"年度积分{annual.value}超过{days}天里应用可能给出的积分。",
        confidence,
        annual.place,
        (MISREAD, "可能把历年总积分读成了年度积分。", "截图日期或积分年度可能有误。"),
        "请对照原图核对年度积分、积分年度和截图日期。",
        facts=("score_annual",),
        detail={"annual": annual.value, "days": days},
    )


def _where(case: Case, got: int, most: int) -> tuple[float, Place | None]:
    """How surely a task's two figures were read, and its line; the figures may stand on two lines."""
    for page in case.reading.pages:
        for line in page.lines:
            for found in _TASK.finditer(line.text):
                if (int(found.group(1)), int(found.group(2))) == (got, most):
                    return min(line.span_confidence(*found.span(n)) for n in (1, 2)), line.place
    return TWO_LINES, None


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
