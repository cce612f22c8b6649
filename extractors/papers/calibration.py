"""What a raw confidence is worth: measured share of right values, and from where on a fact is sure.

Figures come from ``benchmarks/calibrate.py`` and lie in ``extractors/calibration.json``:
``{"curves": {GROUP: [[raw, share right], ...]}, "sure": {GROUP: lowest raw confidence or null},
"seldom": lowest raw confidence of a fact that was never measured}``.
GROUP is looked up from the most to the least special: ``fact@capture``, ``fact``, ``@capture``, ``*``.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

from domain.fact import Fact
from domain.reading import Source


@cache
def _table() -> Mapping[str, Any]:
    text = resources.files("extractors").joinpath("calibration.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _groups(name: str, capture: str) -> tuple[str, ...]:
    return (f"{name}@{capture}", name, f"@{capture}", "*")


def _interpolated(curve: list[list[float]], raw: float) -> float:
    xs = [point[0] for point in curve]
    at = bisect_right(xs, raw)
    if at == 0:
        return curve[0][1]
    if at == len(curve):
        return curve[-1][1]
    (x0, y0), (x1, y1) = curve[at - 1], curve[at]
    return y0 if x1 == x0 else y0 + (y1 - y0) * (raw - x0) / (x1 - x0)


def calibrated(fact: Fact, *, capture: str, kind_confidence: float) -> Fact:
    """The fact with measured confidence and the promise ``sure``.

    A fact can be no surer than the kind of paper it was read from.
    """
    table = _table()
    layer = "layer" if fact.source == Source.TEXT_LAYER else capture
    curve: list[list[float]] | None = None
    for group in _groups(fact.name, layer):
        curve = curve or table["curves"].get(group)
    threshold: float | None = None
    for group in _groups(fact.name, layer):
        if group in table["sure"]:
            threshold = table["sure"][group]
            break
    if threshold is not None and fact.name not in table["curves"] and fact.name not in table["sure"]:
        # Never seen while measuring: nothing is known of this fact but what holds for rare ones.
        threshold = max(threshold, table.get("seldom", 0.985))
    value = _interpolated(curve, fact.confidence) if curve else fact.confidence
    sure = threshold is not None and fact.confidence >= threshold and kind_confidence >= table["kind_sure"]
    return replace(fact, confidence=round(value, 4), sure=sure)
