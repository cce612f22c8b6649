"""What a policy row's rule does when its tests hold, compiled once to closures.

``effect`` of a rule:

- ``zero``: nothing is credited under this pathway;
- ``maybe``: between nothing and the full figure, ``default`` = ``zero`` | ``full`` | ``none``;
- ``range``: ``low``, ``high`` and optional ``default`` as figures;
- ``other_rate``: not this pathway; another one may give ``rate`` per ``count`` (default 0);
- ``stated``: the figure of an authority in ``fact`` takes the place of the computed one;
- ``product_range``: a stated figure and the product of ``factors`` disagree: between the two, no default;
- ``open``: the documents give no figure;
- ``ask``: the figure stands, a person looks; ``note``: the figure stands, told for information;
- ``refuse``: impossible input, ``field`` is named.

Every effect but ``note`` and ``refuse`` asks a person unless ``ask = false``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from domain.proposal import Step
from rules.conditions import Facts, compile_tests, trigger
from rules.draft import ZERO, Draft, Scene, plain, shown
from rules.refusal import RefusedInput

Rule = Callable[[Draft, Facts, Scene], None]
Effect = Callable[[Draft, Facts, Scene], None]

_OWN_KEYS: dict[str, frozenset[str]] = {
    "zero": frozenset(),
    "maybe": frozenset({"default"}),
    "range": frozenset({"low", "high", "default"}),
    "other_rate": frozenset({"rate", "count"}),
    "stated": frozenset({"fact"}),
    "product_range": frozenset({"factors", "fact"}),
    "open": frozenset(),
    "ask": frozenset(),
    "note": frozenset(),
    "refuse": frozenset({"field"}),
}
_COMMON_KEYS = frozenset(
    {"when", "effect", "code", "says", "clause", "ask", "register", "pathways", "except", "subjects"}
)


def make_zero(draft: Draft, clause: str, says: str) -> None:
    draft.doubts = ()
    draft.exactly(clause, f"{says}: 0 学时", ZERO)


def make_maybe(draft: Draft, clause: str, says: str, default: str) -> None:
    """Open the range down to nothing. A figure that is unknown stays unknown."""
    if not draft.known:
        draft.steps += (Step(clause, says, None),)
        return
    full = draft.default
    draft.low = ZERO
    draft.default = ZERO if default == "zero" else (full if default == "full" else None)
    default_says = "不作建议" if draft.default is None else f"暂按 {plain(draft.default)} 学时"
    draft.steps += (Step(clause, f"{says}: 0—{plain(draft.high)} 学时, {default_says}", draft.default),)


def _effect(row: Mapping[str, Any], clause: str) -> Effect:
    kind, says = row["effect"], row["says"]
    if kind == "zero":
        return lambda draft, facts, scene: make_zero(draft, clause, says)
    if kind == "maybe":
        wanted = row.get("default", "none")
        if wanted not in ("zero", "full", "none"):
            raise ValueError(f"default of a maybe rule is zero, full or none, not {wanted!r}")
        return lambda draft, facts, scene: make_maybe(draft, clause, says, wanted)
    if kind == "range":
        low, high = Decimal(str(row["low"])), Decimal(str(row["high"]))
        default = None if "default" not in row else Decimal(str(row["default"]))
        text = f"{says}: {shown(low, high)} 学时"
        return lambda draft, facts, scene: draft.between(clause, text, low, high, default)
    if kind == "other_rate":
        rate, count = Decimal(str(row["rate"])), row["count"]

        def other(draft: Draft, facts: Facts, scene: Scene) -> None:
            high = rate * facts.get(count, ZERO)
            draft.between(clause, f"{says}: 0—{plain(high)} 学时, 暂按 0 学时", ZERO, high, ZERO)

        return other
    if kind == "stated":
        fact = row["fact"]

        def stated(draft: Draft, facts: Facts, scene: Scene) -> None:
            draft.exactly(clause, f"{says}: {plain(facts[fact])} 学时", facts[fact])

        return stated
    if kind == "product_range":
        (one, two), fact = row["factors"], row["fact"]

        def between(draft: Draft, facts: Facts, scene: Scene) -> None:
            product, given = facts[one] * facts[two], facts[fact]
            low, high = min(product, given), max(product, given)
            draft.between(clause, f"{says}: {shown(low, high)} 学时, 不作建议", low, high, None)

        return between
    if kind == "open":
        return lambda draft, facts, scene: draft.unknown(clause, says)
    if kind == "refuse":
        where = row["field"]

        def refuse(draft: Draft, facts: Facts, scene: Scene) -> None:
            raise RefusedInput(where, says)

        return refuse
    return lambda draft, facts, scene: None


def compile_rule(row: Mapping[str, Any], clause: str) -> tuple[str | None, Rule]:
    """The rule, and a fact without which it can never act (None: always run it).

    ``clause`` is the pathway's own, used unless the rule names one. ValueError when it makes no sense.
    """
    kind = row.get("effect")
    if kind not in _OWN_KEYS:
        raise ValueError(f"unknown effect {kind!r}; known: {', '.join(_OWN_KEYS)}")
    if missing := {"when", "code", "says"} - set(row):
        raise ValueError(f"rule {row.get('code', '?')} lacks {sorted(missing)}")
    if unknown := set(row) - _COMMON_KEYS - _OWN_KEYS[kind]:
        raise ValueError(f"rule {row['code']} has unknown keys {sorted(unknown)}")
    holds = compile_tests(row["when"])
    act = _effect(row, row.get("clause", clause))
    code, says = row["code"], row["says"]
    asks = bool(row.get("ask", kind not in ("note", "refuse")))
    notes = kind == "note" or (not asks and kind not in ("refuse",))

    def rule(draft: Draft, facts: Facts, scene: Scene) -> None:
        if holds(facts, scene):
            act(draft, facts, scene)
            if asks:
                draft.ask(code, says)
            elif notes:
                draft.note(code, says)

    return trigger(row["when"]), rule
