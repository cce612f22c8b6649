"""A percentage of another standard's figure, where the text may mean either of two percentages.

``rate`` is the full standard; ``low_percent`` and ``high_percent`` the two readings. Both figures
are shown, none is proposed.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rules.conditions import Facts
from rules.draft import Draft, Scene, plain, shown
from rules.facts import FactSpec
from rules.rates import compile_rate

TITLE = "按比例"
KEYS = ("rate", "low_percent", "high_percent", "code", "says")


def compile_shape(row: Mapping[str, Any], clause: str, facts: Mapping[str, FactSpec]) -> Any:
    rate_of = compile_rate(row["rate"], facts)
    least, most = (Decimal(str(row[key])) / 100 for key in ("low_percent", "high_percent"))
    code, says = row["code"], row["says"]

    def standard(draft: Draft, stated: Facts, scene: Scene) -> None:
        rate = rate_of(stated)
        low, high = rate.low * least, rate.high * most
        draft.between(
            clause,
            f"{rate.label} {shown(rate.low, rate.high)} 学时；按 {plain(least * 100)}% 计为 "
            f"{shown(rate.low * least, rate.high * least)} 学时，按 {plain(most * 100)}% 计为 "
            f"{shown(rate.low * most, rate.high * most)} 学时，不作建议",
            low,
            high,
            None,
        )
        draft.doubt(code, says)

    return standard
