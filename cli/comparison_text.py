"""Two policies compared, for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from domain.hours import Hours
from rules.diff import Comparison
from rules.wire import number

DIRECTIONS = {"gains": "增加", "loses": "减少", "either": "可增可减", "same": "不变"}
MET = {"yes": "已达到", "no": "未达到", "undetermined": "尚不能确定", "": ""}


def comparison_text(compared: Comparison) -> str:
    return "\n".join(_lines(compared))


def _lines(compared: Comparison) -> Iterator[str]:
    yield f"条款不同：{len(compared.rows)} 处"
    for row in compared.rows:
        yield f"- {row.row} · {row.what}：{row.before or '（无）'} → {row.after or '（无）'}"
    if not compared.people:
        return
    counted = "，".join(f"{title} {compared.count(way)} 人" for way, title in DIRECTIONS.items())  # type: ignore[arg-type]
    yield f"共 {len(compared.people)} 例：{counted}"
    for clause in compared.clauses:
        span = _signed(clause.low) if clause.low == clause.high else f"{_signed(clause.low)} 至 {_signed(clause.high)}"
        yield f"- {clause.clause}：增加 {clause.gains} 项，减少 {clause.loses} 项，合计 {span} 学时（封顶前）"
    for person in compared.people:
        if person.refused:
            yield f"{person.ref}：不能计算，{person.refused}"
        elif person.direction != "same" or person.met_before != person.met_after:
            met = (
                "" if person.met_before == person.met_after else f"；{MET[person.met_before]} → {MET[person.met_after]}"
            )
            told = f"{_hours(person.before)} → {_hours(person.after)} 学时"
            yield f"{person.ref}：{DIRECTIONS[person.direction]}，{told}{met}"


def _signed(value: Decimal) -> str:
    return f"{number(value):+}"


def _hours(hours: Hours | None) -> str:
    if hours is None:
        return "无数字"
    low, high = number(hours.low), number(hours.high)
    return f"{low}" if low == high else f"{low}—{high}"


def comparison_json(compared: Comparison) -> dict[str, Any]:
    """``rows``, ``people`` (with their activities) and ``clauses``; hours as low and high."""
    return {
        "rows": [{"row": row.row, "what": row.what, "before": row.before, "after": row.after} for row in compared.rows],
        "people": [
            {
                "ref": person.ref,
                "direction": person.direction,
                "before": _span(person.before),
                "after": _span(person.after),
                "requirement": {"before": person.met_before, "after": person.met_after},
                "activities": [
                    {"ref": one.ref, "clause": one.clause, "before": _span(one.before), "after": _span(one.after)}
                    for one in person.activities
                ],
                **({"error": person.refused} if person.refused else {}),
            }
            for person in compared.people
        ],
        "clauses": [
            {
                "clause": one.clause,
                "gains": one.gains,
                "loses": one.loses,
                "low": number(one.low),
                "high": number(one.high),
            }
            for one in compared.clauses
        ],
    }


def _span(hours: Hours | None) -> dict[str, Any] | None:
    return None if hours is None else {"low": number(hours.low), "high": number(hours.high)}
