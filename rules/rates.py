"""A rate of a policy row: one figure, or a figure looked up by a word such as the level.

In a policy file: ``rate = 4`` or ``rate = {fact = "level", of = {national = 12, …}, missing = {…}}``.
A figure may itself be a range ``{low, high, default, code, says}``, where the text gives one or
leaves the case open; with ``code`` it asks a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from rules.conditions import Facts
from rules.draft import plain, shown
from rules.facts import FactSpec
from rules.refusal import RefusedInput


class Rate(NamedTuple):
    low: Decimal
    high: Decimal
    default: Decimal | None
    label: str = ""
    code: str = ""
    says: str = ""
    text: str = ""  # the figure as shown


def figure(value: Any, label: str = "") -> Rate:
    if isinstance(value, Mapping):
        row = dict(value)
        low, high = Decimal(str(row.pop("low"))), Decimal(str(row.pop("high")))
        raw = row.pop("default", None)
        default = None if raw is None else Decimal(str(raw))
        rate = Rate(
            low, high, default, row.pop("label", label), row.pop("code", ""), row.pop("says", ""), shown(low, high)
        )
        row.pop("register", None)
        if row:
            raise ValueError(f"unknown keys of a figure: {sorted(row)}")
        if not 0 <= low <= high or (default is not None and not low <= default <= high):
            raise ValueError(f"figure out of order: {value!r}")
        return rate
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError(f"not a figure: {value!r}")
    number = Decimal(str(value))
    if number < 0:
        raise ValueError(f"a figure cannot be negative: {value!r}")
    return Rate(number, number, number, label, text=plain(number))


def compile_rate(given: Any, facts: Mapping[str, FactSpec]) -> Callable[[Facts], Rate]:
    """ValueError when the table and the fact's words do not match."""
    if not isinstance(given, Mapping) or "of" not in given:
        fixed = figure(given)
        return lambda stated: fixed
    fact = given["fact"]
    spec = facts.get(fact)
    if spec is None or not spec.words:
        raise ValueError(f"rate by {fact!r}, which is no fact with words")
    if unknown := set(given["of"]) - set(spec.words):
        raise ValueError(f"rates for unknown words of {fact}: {sorted(unknown)}")
    table = {word: figure(value, spec.words[word]) for word, value in given["of"].items()}
    absent = figure(given["missing"], f"{spec.title}未说明") if "missing" in given else None
    title = spec.title

    def look_up(stated: Facts) -> Rate:
        word = stated.get(fact)
        if word is None:
            if absent is None:
                raise RefusedInput(fact, f"缺少{title}，无法计算。")
            return absent
        rate = table.get(word)
        if rate is None:
            raise RefusedInput(fact, f"此类材料不能使用{title}“{spec.words.get(word, word)}”，请核对。")
        return rate

    return look_up
