"""Drawing a sample that can be drawn again, and saying what it can show. Pure: no storage, no clock.

The random part alone speaks for everybody (each person has the same chance); the top-up looks where
something was unusual and says nothing about the rest.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from hashlib import sha256
from math import comb

#: How sure the bounds are.
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Draw:
    """``random`` and ``risk`` are item names in drawn order; ``population`` how many there were."""

    population: int
    random: tuple[str, ...]
    risk: tuple[str, ...]


def chance(seed: str, item: str, purpose: str) -> float:
    """A number in (0, 1) that anybody can work out again from the seed (SHA-256, first 52 bits)."""
    digest = sha256(f"{purpose} {seed} {item}".encode()).digest()
    return (int.from_bytes(digest[:8], "big") >> 12) / 2**52 + 2**-54


def draw(weights: Mapping[str, float], *, percent: Decimal, seed: str, extra: int = 0) -> Draw:
    """At least ``percent`` of the items at random, then ``extra`` of the rest by weight.

    ``weights``: item → risk weight (only for the top-up). The weighted draw is Efraimidis and Spirakis
    2006: the largest ``u ** (1 / weight)``. Raises ValueError for a percentage outside 0..100.

    >>> len(draw({str(n): 1.0 for n in range(41)}, percent=Decimal(20), seed="x").random)
    9
    """
    if not 0 <= percent <= 100:
        raise ValueError("percent must lie between 0 and 100")
    names = sorted(weights)
    wanted = int((Decimal(len(names)) * percent / 100).to_integral_value(ROUND_CEILING))
    ranked = sorted(names, key=lambda item: chance(seed, item, "random"))
    base = tuple(ranked[:wanted])
    rest = ranked[wanted:]
    by_risk = sorted(rest, key=lambda item: -_key(chance(seed, item, "risk"), weights[item]))
    return Draw(len(names), base, tuple(one for one in by_risk[: max(0, extra)] if weights[one] > 0))


def _key(uniform: float, weight: float) -> float:
    return math.log(uniform) / weight if weight > 0 else -math.inf


def most_differing(population: int, sampled: int, differing: int, confidence: float = CONFIDENCE) -> int:
    """The largest number of differing items in the population that the sample still allows (exact, hypergeometric)."""
    if sampled <= 0:
        return population
    low, high = differing, population - (sampled - differing)
    while low < high:  # P(X <= differing) falls as the true number grows
        middle = (low + high + 1) // 2
        if _at_most(population, middle, sampled, differing) > 1 - confidence:
            low = middle
        else:
            high = middle - 1
    return low


def least_differing(population: int, sampled: int, differing: int, confidence: float = CONFIDENCE) -> int:
    """The smallest number that the sample still allows."""
    if differing <= 0:
        return 0
    low, high = differing, population - (sampled - differing)
    while low < high:
        middle = (low + high) // 2
        if 1 - _at_most(population, middle, sampled, differing - 1) > 1 - confidence:
            high = middle
        else:
            low = middle + 1
    return low


def _at_most(population: int, marked: int, sampled: int, found: int) -> float:
    """P(X <= found) when ``sampled`` of ``population`` are drawn and ``marked`` of them are marked."""
    everything = comb(population, sampled)
    ways = sum(
        comb(marked, one) * comb(population - marked, sampled - one)
        for one in range(max(0, sampled - (population - marked)), min(found, marked, sampled) + 1)
    )
    return ways / everything


def sentences(population: int, sampled: int, checked: int, differing: int, topped_up: int) -> tuple[str, ...]:
    """What the random part can show, for people."""
    told = [f"应抽 {population} 人，随机抽出 {sampled} 人，另按风险加抽 {topped_up} 人。"]
    if checked < sampled:
        told.append(f"随机部分已核查 {checked} 人，还有 {sampled - checked} 人；未核查完前不能推断全体。")
        zero = most_differing(population, sampled, 0)
        told.append(f"若全部相符，可以 95% 的把握说：全体中不符的不超过 {zero} 人（{_share(zero, population)}）。")
        return tuple(told)
    most, least = most_differing(population, sampled, differing), least_differing(population, sampled, differing)
    told.append(
        f"随机部分 {sampled} 人全部核查，{differing} 人不符。"
        f"以 95% 的把握，全体中不符的不超过 {most} 人（{_share(most, population)}）"
        + (f"；同样的把握，不少于 {least} 人。" if differing else "。")
    )
    told.append("按风险加抽的结果只说明被抽的人，不能用来推断全体。")
    return tuple(told)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "—"
