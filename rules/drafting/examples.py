"""Worked examples for a drafted row: what the guessed figures come to before, at and after each edge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from rules.drafting.guess import Guess


def examples_for(row: Mapping[str, Any], guess: Guess, cap: int | float | None) -> list[dict[str, Any]]:
    """Examples in the form of a policy file. Reckoned here, apart from the evaluator they will be run by."""
    return [{"name": name, "given": given, "expect": expect} for name, given, expect in _examples(row, guess, cap)]


def exactly_reached(row: Mapping[str, Any], guess: Guess, cap: int | float) -> bool:
    """Whether whole units of this row can come to the cap exactly."""
    return guess.rate is None or Decimal(str(cap)) % guess.rate == 0


_Example = tuple[str, dict[str, Any], dict[str, Any]]


def _examples(row: Mapping[str, Any], guess: Guess, cap: int | float | None) -> Iterator[_Example]:
    shape = row["shape"]
    if shape == "bands":
        yield from _bands(row)
    elif shape == "by_level":
        words = guess.facts["level"]["words"]
        yield from ((words[word], {"level": word}, _known(hours, cap)) for word, hours in row["rate"]["of"].items())
    elif shape == "per_unit":
        yield from _per_unit(row, guess, cap)
    elif shape == "fixed":
        yield "符合条件", {}, _known(row["hours"], cap)
    elif shape == "range":
        expect = {"low": row["low"], "high": row["high"], "asks": [row["code"]]}
        yield "符合条件", {}, expect
    elif shape == "multiple":
        yield "四课时", {"class_hours": 4}, {"hours": _plain(4 * Decimal(str(row["factor"])))}
    else:
        fact = row["sources"][0]["fact"]
        for hours in _around(cap) if cap is not None else [8]:
            yield f"{hours} 学时", {fact: hours}, _known(hours, cap)
        yield "未见学时", {}, {"unknown": True, "asks": [row["absent"]["code"]]}


def _around(cap: int | float) -> list[int | float]:
    return [cap - 1, cap, cap + 1]


def _known(hours: int | float, cap: int | float | None) -> dict[str, Any]:
    return {"hours": hours} if cap is None else {"hours": hours, "counted": min(hours, cap)}


def _bands(row: Mapping[str, Any]) -> Iterator[_Example]:
    bands = row["bands"]

    def hours(score: int) -> Any:
        return next((one["hours"] for one in reversed(bands) if score >= one["from"]), 0)

    edges = {edge + step for one in bands for edge in (one["from"], one.get("to", one["from"])) for step in (-1, 0, 1)}
    for score in sorted(edges):
        yield f"{score} 分", {"score": score}, {"hours": hours(score)}


def _per_unit(row: Mapping[str, Any], guess: Guess, cap: int | float | None) -> Iterator[_Example]:
    fact, per = row["count"], row.get("per", 1)
    rate = row["rate"]
    if isinstance(rate, Mapping):
        words = guess.facts["level"]["words"]
        for word, hours in rate["of"].items():
            yield f"{words[word]}，一{row['unit']}", {"level": word, fact: per}, _known(hours, None)
        if "part" in row:
            word, hours = next(iter(rate["of"].items()))
            asks = [row["part"]["code"]]
            yield f"半{row['unit']}", {"level": word, fact: 0.5}, {"low": 0, "high": hours, "asks": asks}
        return
    each = Decimal(str(rate))
    counts = {1}
    if cap is not None:
        full = int((Decimal(str(cap)) / each).to_integral_value(ROUND_FLOOR))
        counts |= {full, full + 1}
    for count in sorted(counts - {0}):
        yield f"{count} {row['unit']}", {fact: count * per}, _known(_plain(each * count), cap)
    if "part" in row:
        yield f"半{row['unit']}", {fact: 0.5}, {"low": 0, "high": _plain(each), "asks": [row["part"]["code"]]}


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
