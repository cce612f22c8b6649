"""Sums of a year: item caps, then shared caps, then the subject; low and high end apart.

Where activities exclude each other, the choice that gives the person most is proposed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import product
from typing import Any

from domain.proposal import CapUse
from rules.activity import Worked
from rules.draft import ZERO, Scene
from rules.once import Bond, zero_residual
from rules.policy import Cap, Policy

#: Above this many combinations the choice is improved step by step instead of tried out in full.
_MOST_COMBINATIONS = 729

Totals = dict[str, Decimal]


@dataclass(slots=True)
class Tally:
    low: Totals
    high: Totals
    caps: tuple[CapUse, ...]
    chosen: frozenset[int]


@lru_cache(maxsize=1024)
def sums_for(policy: Policy, person: frozenset[tuple[str, Any]]) -> Sums:
    """The caps for one sort of person (kept: a city has few sorts of people)."""
    return Sums(policy, Scene(0, dict(person), None))


class Sums:
    """The caps of a policy as they apply to one person, ready to add up figures."""

    __slots__ = ("certain", "default_caps", "high_caps", "low_caps", "policy")

    def __init__(self, policy: Policy, scene: Scene) -> None:
        self.policy = policy
        low, high, default = [], [], []
        lifted = policy.lifts is not None and policy.lifts({}, scene)
        for cap in policy.caps:
            applies = cap.applies({}, scene)
            doubtful = cap.doubtful is not None and cap.doubtful({}, scene)
            surely = applies and not (doubtful and not cap.capped_by_default)
            perhaps_not = lifted and cap.subject == policy.lifted_subject
            low.append((cap, applies or doubtful))
            high.append((cap, applies and not doubtful and not perhaps_not))
            default.append((cap, (surely or (doubtful and cap.capped_by_default)) and not perhaps_not))
        self.low_caps, self.high_caps, self.default_caps = low, high, default
        self.certain = low == high == default

    def add(
        self,
        works: Sequence[Worked],
        figures: Sequence[Decimal],
        caps: Sequence[tuple[Cap, bool]],
        uses: list[CapUse] | None = None,
    ) -> Totals:
        """Totals by subject and ``total``; cap uses are appended to ``uses`` when asked for."""
        policy = self.policy
        totals: Totals = dict.fromkeys(policy.subjects, ZERO)
        held: dict[str, Decimal] = {}
        for work, hours in zip(works, figures, strict=True):
            if not hours:
                continue
            cap_id = policy.cap_of.get(work.pathway.id)
            if cap_id is None:
                totals[work.draft.subject] += hours
            else:
                held[cap_id] = held.get(cap_id, ZERO) + hours
        if held:
            for cap, active in caps:
                claimed = held.get(cap.id)
                if claimed is None:
                    continue
                counted = cap.hours if active and claimed > cap.hours else claimed
                if uses is not None and active:
                    uses.append(CapUse(cap.clause, cap.says, claimed, counted, cap.hours - counted, cap.id))
                if cap.inside is None:
                    totals[cap.subject] += counted
                else:
                    held[cap.inside] = held.get(cap.inside, ZERO) + counted
        totals["total"] = sum(totals.values(), ZERO)
        return totals


def tally(works: Sequence[Worked], bonds: Sequence[Bond], sums: Sums) -> Tally:
    """``bonds`` name positions in ``works``."""
    lows = [work.draft.low for work in works]
    highs = [work.draft.high for work in works]
    defaults = [work.draft.low if work.draft.default is None else work.draft.default for work in works]
    uses: list[CapUse] = []
    if not bonds and sums.certain and lows == highs == defaults:
        totals = sums.add(works, lows, sums.low_caps, uses)
        return Tally(totals, dict(totals), tuple(uses), frozenset(range(len(works))))
    if not bonds:
        sums.add(works, defaults, sums.default_caps, uses)
        return Tally(
            sums.add(works, lows, sums.low_caps),
            sums.add(works, highs, sums.high_caps),
            tuple(uses),
            frozenset(range(len(works))),
        )
    hard = [bond for bond in bonds if bond.hard]
    low, _ = _best(works, lows, bonds, sums, sums.low_caps, bounded=True)
    high, _ = _best(works, highs, hard, sums, sums.high_caps)
    _, figures = _best(works, defaults, bonds, sums, sums.default_caps)
    for subject in low:
        # The ends may come from different choices; a subject then lies between what the two leave it.
        low[subject], high[subject] = sorted((low[subject], high[subject]))
    sums.add(works, figures, sums.default_caps, uses)
    chosen = frozenset(at for at in range(len(works)) if figures[at] == defaults[at])
    kept = frozenset(at for at in range(len(works)) if at in chosen or not any(at in bond.members for bond in hard))
    return Tally(low, high, tuple(uses), kept)


def _best(
    works: Sequence[Worked],
    figures: list[Decimal],
    bonds: Sequence[Bond],
    sums: Sums,
    caps: Sequence[tuple[Cap, bool]],
    bounded: bool = False,
) -> tuple[Totals, list[Decimal]]:
    """The choice with the largest total; with ``bounded``, bonds that say so keep their least member."""
    if not bonds:
        return sums.add(works, figures, caps), figures
    options = []
    combinations = 1
    for bond in bonds:
        members = sorted(bond.members, key=lambda at: (-figures[at], works[at].pathway.id, works[at].ref))
        if bounded and bond.least:
            members = [min(members, key=lambda at: (figures[at], works[at].pathway.id, works[at].ref))]
        elif _one_purse(works, members, sums):
            # Under the same caps a larger figure never leaves less: there is nothing to try out.
            members = members[:1]
        options.append(members)
        combinations *= len(members)

    def under(choice: Sequence[int]) -> list[Decimal]:
        result = list(figures)
        for bond, kept in zip(bonds, choice, strict=True):
            for at in bond.members:
                if at != kept:
                    result[at] = min(result[at], zero_residual(bond, at))
        return result

    best = under([members[0] for members in options])
    best_totals = sums.add(works, best, caps)
    if combinations <= _MOST_COMBINATIONS:
        for choice in product(*options):
            result = under(choice)
            totals = sums.add(works, result, caps)
            if totals["total"] > best_totals["total"]:
                best, best_totals = result, totals
        return best_totals, best
    choice_now = [members[0] for members in options]
    for place, members in enumerate(options):
        for member in members[1:]:
            tried = [*choice_now[:place], member, *choice_now[place + 1 :]]
            result = under(tried)
            totals = sums.add(works, result, caps)
            if totals["total"] > best_totals["total"]:
                best, best_totals, choice_now = result, totals, tried
    return best_totals, best


def _one_purse(works: Sequence[Worked], members: Sequence[int], sums: Sums) -> bool:
    """Whether all members count into the same cap and subject."""
    purses = {(sums.policy.cap_of.get(works[at].pathway.id), works[at].draft.subject) for at in members}
    return len(purses) == 1
