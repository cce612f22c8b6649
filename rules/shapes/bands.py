"""A figure by the band a whole number falls into; both edges belong to the band.

Parameters: ``count`` (fact), ``bands`` = list of ``{from, to?, hours}`` in ascending order,
``under`` (sentence below the first band), ``fraction`` = ``{code, says}`` for a number that is
not whole and so was probably misread: the neighbouring whole numbers give a range, no default.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from rules.conditions import Facts
from rules.draft import ZERO, Draft, Scene, plain, shown
from rules.facts import FactSpec
from rules.refusal import RefusedInput

TITLE = "分段"
KEYS = ("count", "unit", "bands", "under", "fraction")


def compile_shape(row: Mapping[str, Any], clause: str, facts: Mapping[str, FactSpec]) -> Any:
    count, unit = row["count"], row["unit"]
    if count not in facts:
        raise ValueError(f"counts {count!r}, which is no fact of this row")
    title, fraction = facts[count].title, row["fraction"]
    floors: list[Decimal] = []
    figures: list[Decimal] = []
    says: list[str] = []
    expected: Decimal | None = None
    for at, band in enumerate(row["bands"]):
        low, hours = Decimal(str(band["from"])), Decimal(str(band["hours"]))
        high = None if "to" not in band else Decimal(str(band["to"]))
        if expected is not None and low != expected:
            raise ValueError(f"band {at + 1} starts at {low}, but the one before ends so that {expected} comes next")
        if high is None and at + 1 < len(row["bands"]):
            raise ValueError(f"band {at + 1} is open above but not the last")
        if high is not None and high < low:
            raise ValueError(f"band {at + 1} ends before it starts")
        expected = None if high is None else high + 1
        floors.append(low)
        figures.append(hours)
        label = f"{plain(low)} {unit}以上" if high is None else f"{plain(low)}—{plain(high)} {unit}"
        says.append(f"{label}: {plain(hours)} 学时")
    if not floors:
        raise ValueError("a banded row needs bands")
    if expected is not None:
        raise ValueError("the last band must be open above, or it says nothing about larger numbers")
    under = f"{row['under']}: 0 学时"

    def standard(draft: Draft, stated: Facts, scene: Scene) -> None:
        number = stated.get(count)
        if number is None:
            raise RefusedInput(count, f"缺少{title}，无法计算。")
        if number == number.to_integral_value():
            at = bisect_right(floors, number) - 1
            if at < 0:
                draft.exactly(clause, under, ZERO)
            else:
                draft.exactly(clause, says[at], figures[at])
            return
        below = bisect_right(floors, number.to_integral_value(ROUND_FLOOR)) - 1
        above = bisect_right(floors, number.to_integral_value(ROUND_CEILING)) - 1
        low = figures[below] if below >= 0 else ZERO
        high = figures[above] if above >= 0 else ZERO
        draft.between(clause, f"{fraction['says']}: {shown(low, high)} 学时, 不作建议", low, high, None)
        draft.doubt(fraction["code"], fraction["says"])

    return standard
