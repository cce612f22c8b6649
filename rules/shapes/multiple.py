"""A multiple of a stated number of hours (teaching counts twice, say)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rules.conditions import Facts
from rules.draft import Draft, Scene, plain
from rules.facts import FactSpec
from rules.refusal import RefusedInput

TITLE = "倍数"
KEYS = ("factor", "count", "unit")


def compile_shape(row: Mapping[str, Any], clause: str, facts: Mapping[str, FactSpec]) -> Any:
    factor, count, unit = Decimal(str(row["factor"])), row["count"], row["unit"]
    if count not in facts:
        raise ValueError(f"counts {count!r}, which is no fact of this row")
    title = facts[count].title

    def standard(draft: Draft, stated: Facts, scene: Scene) -> None:
        number = stated.get(count)
        if number is None:
            raise RefusedInput(count, f"缺少{title}，无法计算。")
        hours = number * factor
        draft.exactly(clause, f"{plain(number)} {unit} × {plain(factor)} = {plain(hours)} 学时", hours)

    return standard
