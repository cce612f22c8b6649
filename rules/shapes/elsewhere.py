"""The figure stands in a text that is not held: none, until an authority or an office table gives it.

Like ``as_stated``, but an office table (rules/tables.py) may add a standard of its own, kept
under ``table``; ``text`` names the document that would give the figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.conditions import Facts
from rules.draft import Draft, Scene
from rules.facts import FactSpec
from rules.shapes import as_stated

TITLE = "由其他文件规定"
KEYS = (*as_stated.KEYS, "text")


def compile_shape(row: Mapping[str, Any], clause: str, facts: Mapping[str, FactSpec]) -> Any:
    from_authority = as_stated.compile_shape(row, clause, facts)
    from_table = row.get("table")
    if from_table is None:
        return from_authority
    standard, named = from_table

    def tabled(draft: Draft, stated: Facts, scene: Scene) -> None:
        if any(stated.get(fact) is not None for fact in named):
            from_authority(draft, stated, scene)
            if draft.known:
                return
            draft.doubts = ()
            draft.steps = ()
        standard(draft, stated, scene)

    return tabled
