"""Dates that cannot stand in the order the paper gives them.

Sees: an end before its start (also in each activity of a yearly record), a certificate or statement issued before
the event ended, a notice issued after the training began, a patent granted before it was applied for, an issue date
in the future. Cannot see: dates that are merely wrong but in order. Errs when a digit of a date is misread, so the
confidence is that of the weakest date. Some bodies hand certificates out on the morning of the last day; an issue
on the last day is never reported. Measured (``benchmarks/suspicions.py``):
0 of 312 genuine papers doubted as drawn, 0 of 130 as read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from domain.case import Case
from domain.finding import Finding, Severity
from verifiers.knowledge.dates import said, stretch
from verifiers.knowledge.trust import MISREAD, graded, trust

TITLE = "日期先后"
CODES = (
    "contradiction.end_before_start",
    "contradiction.issue_before_end",
    "contradiction.notice_after_start",
    "contradiction.grant_before_application",
    "contradiction.date_in_future",
)
NEEDS: frozenset[str] = frozenset()

#: Kinds whose issue date follows the event they speak of.
AFTER_EVENT = frozenset({"completion_certificate", "unit_statement", "service_statement", "teaching_statement"})


def verify(case: Case) -> Iterable[Finding]:
    yield from _ordered(case, "start_date", "end_date", "contradiction.end_before_start", "结束日期早于开始日期")
    if case.paper.kind in AFTER_EVENT:
        yield from _ordered(
            case,
            "end_date",
            "issue_date",
            "contradiction.issue_before_end",
            "出具日期早于活动结束日期",
            "有的单位在结业前统一打印证书，日期按预定日填写。",
        )
    if case.paper.kind == "training_notice":
        yield from _ordered(
            case,
            "issue_date",
            "start_date",
            "contradiction.notice_after_start",
            "通知印发日期晚于活动开始日期",
            "可能是补发的通知，或补报名的第二次通知。",
        )
    if case.paper.kind == "patent_certificate":
        yield from _ordered(
            case, "apply_date", "grant_date", "contradiction.grant_before_application", "授权公告日早于申请日"
        )
    yield from _activities(case)
    yield from _future(case)


def _ordered(case: Case, earlier: str, later: str, code: str, what: str, innocent: str = "") -> Iterable[Finding]:
    first, second = case.fact(earlier), case.fact(later)
    before, after = stretch(case.value(earlier)), stretch(case.value(later))
    if first is None or second is None or before is None or after is None or after.last >= before.first:
        return
    confidence = trust(case, first, second)
    yield Finding(
        code,
        graded(confidence),
        f"{what}：“{first.quote or first.value}”与“{second.quote or second.value}”。",
        confidence,
        second.place or first.place,
        tuple(text for text in (innocent, MISREAD, "可能是填写笔误。") if text),
        "请对照原图核对两处日期；确系如此的，请出具单位更正或说明。",
        facts=(earlier, later),
        detail={earlier: first.value, later: second.value},
    )


def _activities(case: Case) -> Iterable[Finding]:
    record = case.fact("activities")
    rows: list[dict[str, Any]] = record.value if record is not None and isinstance(record.value, list) else []
    issued = stretch(case.value("issue_date"))
    for number, row in enumerate(rows, 1):
        start, end = stretch(row.get("start_date")), stretch(row.get("end_date"))
        if start and end and end.last < start.first:
            code, what, severity = "contradiction.end_before_start", "结束日期早于开始日期", graded(trust(case, record))
        elif end and issued and issued.last < end.first:
            # A record book goes on after an entry was stamped: only a hint.
            code, what = "contradiction.issue_before_end", f"晚于登记日期{said(issued.last)}才结束"
            severity = Severity.NOTE
        else:
            continue
        confidence = trust(case, record) * 0.95
        yield Finding(
            code,
            severity,
            f"第{number}项活动“{row.get('course_title', '')}”{what}。",
            confidence,
            record.place if record else None,
            (MISREAD, "可能是填写笔误，或按计划提前登记。"),
            "请对照原图核对该行日期。",
            facts=("activities",),
            detail={"row": number},
        )


def _future(case: Case) -> Iterable[Finding]:
    if case.today is None:
        return
    for name in ("issue_date", "screenshot_date", "query_date", "grant_date"):
        fact, when = case.fact(name), stretch(case.value(name))
        if fact is None or when is None or when.first <= case.today:
            continue
        yield Finding(
            "contradiction.date_in_future",
            graded(trust(case, fact)),
            f"落款（查询）日期{said(when.first)}晚于今天{said(case.today)}。",
            fact.confidence,
            fact.place,
            (MISREAD, "可能是年份笔误。"),
            "请对照原图核对日期。",
            facts=(name,),
            detail={name: fact.value},
        )
