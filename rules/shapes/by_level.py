"""One figure per thing, looked up by its level (or kind, or grade)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.conditions import Facts
from rules.draft import Draft, Scene, plain, shown
from rules.facts import FactSpec
from rules.rates import compile_rate

TITLE = "按级别定额"
KEYS = ("rate", "unit")


def compile_shape(row: Mapping[str, Any], clause: str, facts: Mapping[str, FactSpec]) -> Any:
    rate_of = compile_rate(row["rate"], facts)
    unit = f"每{row['unit']}" if "unit" in row else ""

    def standard(draft: Draft, stated: Facts, scene: Scene) -> None:
        rate = rate_of(stated)
        label = f"{rate.label}{unit}"
        says = f"{label}: {shown(rate.low, rate.high)} 学时"
        if rate.low == rate.high:
            draft.exactly(clause, says, rate.low)
        else:
            if rate.default is not None:
                says += f", 暂按 {plain(rate.default)} 学时"
            draft.between(clause, says, rate.low, rate.high, rate.default)
        if rate.code:
            draft.doubt(rate.code, rate.says)

    return standard
