"""The hours somebody entitled has stated: on the course, in an approval, on a certificate.

``sources`` are tried in order: ``{fact, says, when?, code?}``; with ``code`` a person is asked
even though the figure stands. None found: ``absent`` = ``{code, says}`` and no figure, or, with
``absent = "refuse"``, the first source is named as missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.conditions import Facts, compile_tests
from rules.draft import Draft, Scene, plain
from rules.facts import GENERIC, FactSpec
from rules.refusal import RefusedInput

TITLE = "按所载学时"
KEYS = ("sources", "absent")


def compile_shape(row: Mapping[str, Any], clause: str, facts: Mapping[str, FactSpec]) -> Any:
    sources = []
    for source in row["sources"]:
        if unknown := set(source) - {"fact", "says", "when", "code", "register", "clause"}:
            raise ValueError(f"unknown keys of a source: {sorted(unknown)}")
        if source["fact"] not in facts and source["fact"] not in GENERIC:
            raise ValueError(f"source {source['fact']!r} is no fact of this row")
        sources.append(
            (
                source["fact"],
                compile_tests(source.get("when", ())),
                source["says"],
                source.get("code", ""),
                source.get("clause", clause),
            )
        )
    absent = row["absent"]
    first = sources[0][0]
    title = (facts.get(first) or GENERIC[first]).title

    def standard(draft: Draft, stated: Facts, scene: Scene) -> None:
        for fact, holds, says, code, where in sources:
            hours = stated.get(fact)
            if hours is not None and holds(stated, scene):
                draft.exactly(where, f"{says}: {plain(hours)} 学时", hours)
                if code:
                    draft.doubt(code, f"{says}，请核对后确认。")
                return
        if absent == "refuse":
            raise RefusedInput(first, f"缺少{title}，无法计算。")
        draft.unknown(clause, absent["says"])
        draft.doubt(absent["code"], absent["says"])

    return standard
