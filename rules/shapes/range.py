"""A range the text states, with or without a figure proposed inside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.conditions import Facts
from rules.draft import Draft, Scene, plain, shown
from rules.facts import FactSpec
from rules.rates import figure

TITLE = "幅度"
KEYS = ("low", "high", "default", "code", "says")


def compile_shape(row: Mapping[str, Any], clause: str, facts: Mapping[str, FactSpec]) -> Any:
    rate = figure({key: row[key] for key in ("low", "high", "default") if key in row})
    code, says = row["code"], row["says"]
    text = f"{says}: {shown(rate.low, rate.high)} 学时"
    text += ", 不作建议" if rate.default is None else f", 暂按 {plain(rate.default)} 学时"

    def standard(draft: Draft, stated: Facts, scene: Scene) -> None:
        draft.between(clause, text, rate.low, rate.high, rate.default)
        draft.doubt(code, says)

    return standard
