"""Figure × number of units: days, courses, subjects, months, thousands of characters.

Parameters: ``rate`` (see rules/rates.py), ``count`` (fact), ``unit`` (Chinese), ``per`` (size of
a unit, e.g. 1000 characters), ``part`` = what a part of a unit is worth at the low end, the high
end and by default (``floor`` | ``ceiling`` | ``proportional`` | ``none``) with ``code`` and
``says``; without ``part`` a part of a unit is refused. ``also`` = another fact that counts in
other units (``per`` of them make one), ``mode`` ``plus`` or ``instead``, with ``code`` and
``says``. ``size`` = the unit's own prescribed size (fact, ``is``): other sizes give a range.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from rules.conditions import Facts
from rules.draft import ZERO, Draft, Scene, plain, shown
from rules.facts import FactSpec
from rules.rates import compile_rate
from rules.refusal import RefusedInput

TITLE = "按数量计"
KEYS = ("rate", "count", "unit", "per", "part", "also", "size")

_CENT = Decimal("0.01")
_MILLIONTH = Decimal("0.000001")


def _floor(units: Decimal) -> Decimal:
    return units.to_integral_value(ROUND_FLOOR)


def _ceiling(units: Decimal) -> Decimal:
    return units.to_integral_value(ROUND_CEILING)


ROUNDINGS: dict[str, Callable[[Decimal], Decimal]] = {
    "floor": _floor,
    "ceiling": _ceiling,
    "proportional": lambda units: units,
}


def _hours(value: Decimal) -> Decimal:
    # Proportional parts may be endless fractions; hours are kept to the hundredth.
    # Rounding to the millionth first takes back what a division such as 2000 / 1500 lost.
    value = value.quantize(_MILLIONTH)
    return value.to_integral_value() if value == value.to_integral_value() else value.quantize(_CENT, ROUND_FLOOR)


def compile_shape(row: Mapping[str, Any], clause: str, facts: Mapping[str, FactSpec]) -> Any:
    rate_of = compile_rate(row["rate"], facts)
    count, unit = row["count"], row["unit"]
    if count not in facts:
        raise ValueError(f"counts {count!r}, which is no fact of this row")
    per = Decimal(str(row.get("per", 1)))
    title = facts[count].title
    part, also, size = row.get("part"), row.get("also"), row.get("size")
    low_of = ROUNDINGS[part["low"]] if part else None
    high_of = ROUNDINGS[part["high"]] if part else None
    default_of = ROUNDINGS.get(part.get("default", "none")) if part else None
    each = f"每{unit}" if per == 1 else f"每 {plain(per)} {unit}"
    amount = unit if per == 1 else f"个 {plain(per)} {unit}"
    whole_size = Decimal(str(size["is"])) if size else None
    also_per = Decimal(str(also["per"])) if also else Decimal(1)

    def standard(draft: Draft, stated: Facts, scene: Scene) -> None:
        counted = stated.get(count)
        if also is not None:
            other = stated.get(also["fact"])
            if other is not None and (counted is None or also["mode"] == "plus"):
                counted = (counted or ZERO) + other / also_per
                draft.doubt(also["code"], also["says"])
        if counted is None:
            raise RefusedInput(count, f"缺少{title}，无法计算。")
        units = counted if per == 1 else counted / per
        rate = rate_of(stated)
        whole = units == units.to_integral_value()
        label = f"{rate.label}{each} {rate.text} 学时"
        if whole and rate.low is rate.default:  # one figure, whole units: nothing to weigh
            low = high = default = rate.low * units
        elif whole:
            low, high = rate.low * units, rate.high * units
            default = None if rate.default is None else rate.default * units
        elif low_of is None or high_of is None or part is None:
            raise RefusedInput(count, f"{title}应为整数，收到的是 {plain(counted)}。")
        else:
            low, high = _hours(rate.low * low_of(units)), _hours(rate.high * high_of(units))
            default = None
            if default_of is not None and rate.default is not None:
                default = _hours(rate.default * default_of(units))
            draft.doubt(part["code"], part["says"])
        units_shown = plain(units) if whole else plain(units.quantize(_CENT, ROUND_FLOOR))
        hours = plain(low) if low is high else shown(low, high)
        says = f"{label} × {units_shown} {amount} = {hours} 学时"
        if low is high or low == high == default:
            draft.exactly(clause, says, low)
        else:
            if default is not None:
                says += f", 暂按 {plain(default)} 学时"
            draft.between(clause, says, low, high, default)
        if rate.code:
            draft.doubt(rate.code, rate.says)
        if size is not None and whole_size is not None:
            actual = stated.get(size["fact"])
            if actual is not None and actual != whole_size:
                _other_size(draft, clause, size, actual, whole_size)

    return standard


def _other_size(draft: Draft, clause: str, size: Mapping[str, Any], actual: Decimal, whole: Decimal) -> None:
    """The figure is for units of a prescribed size; smaller ones may give nothing, longer ones more."""
    full = draft.high
    if actual < whole:
        draft.between(clause, f"{size['says']}: 0—{plain(full)} 学时, 不作建议", ZERO, full, None)
    else:
        high = _hours(full * actual / whole)
        draft.between(
            clause,
            f"{size['says']}: {plain(full)}—{plain(high)} 学时, 暂按 {plain(full)} 学时",
            full,
            high,
            full,
        )
    draft.doubt(size["code"], size["says"])
