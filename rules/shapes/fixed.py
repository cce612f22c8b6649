"""A flat figure once the conditions are met."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rules.conditions import Facts
from rules.draft import Draft, Scene, plain
from rules.facts import FactSpec

TITLE = "固定学时"
KEYS = ("hours", "says")


def compile_shape(row: Mapping[str, Any], clause: str, facts: Mapping[str, FactSpec]) -> Any:
    hours = Decimal(str(row["hours"]))
    says = f"{row['says']}: {plain(hours)} 学时"

    def standard(draft: Draft, stated: Facts, scene: Scene) -> None:
        draft.exactly(clause, says, hours)

    return standard
