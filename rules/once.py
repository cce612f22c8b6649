"""One event, work or project counts once: which activities exclude each other, and how surely.

A ``Bond`` says that of its members at most one counts. It is certain (``hard``), or only possible:
then it binds the low end and the default of the year, and not the high end. ``residual`` holds
what a member that is not chosen keeps at the low end (an event sharing one day of five loses one).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal

from rules.activity import Worked
from rules.draft import ZERO, Scene
from rules.policy import Once, Policy

_CENT = Decimal("0.01")


@dataclass(slots=True)
class Bond:
    members: tuple[int, ...]
    hard: bool
    least: bool = False
    residual: dict[int, Decimal] = field(default_factory=dict)


def _apart(once: Once, members: Sequence[Worked]) -> bool:
    """Whether the relation's sides are both there (always, when it has none)."""
    if not once.sides:
        return len(members) > 1
    return all(any(work.pathway.id in side for work in members) for side in once.sides)


def find_bonds(policy: Policy, works: Sequence[Worked], scene: Scene) -> list[Bond]:
    """Bonds among ``works``, by position. Asks a person on every member (activities are amended)."""
    year = str(scene.year)
    grouped: dict[int, dict[str, list[int]]] = {}
    keyless: dict[int, list[int]] = {}
    for at, work in enumerate(works):
        if work.draft.known and work.draft.high == 0:
            continue  # what earns nothing takes nobody's place
        facts = work.facts
        for place in policy.onces_of[work.pathway.id]:
            once = policy.onces[place]
            key = year if once.key == "year" else facts.get(once.key) or None
            if (key is None and not once.unknown) or not once.when(facts, scene):
                continue
            if key is None:
                keyless.setdefault(place, []).append(at)
            else:
                grouped.setdefault(place, {}).setdefault(str(key), []).append(at)
    bonds: list[Bond] = []
    seen: set[tuple[str, frozenset[int]]] = set()
    for place in sorted(grouped.keys() | keyless.keys()):
        once = policy.onces[place]
        groups, unknown = grouped.get(place, {}), keyless.get(place, [])
        for members in groups.values():
            if len(members) < 2 or not _apart(once, [works[at] for at in members]):
                continue
            if (once.key, frozenset(members)) in seen:
                continue
            seen.add((once.key, frozenset(members)))
            _tell(once, works, members)
            bonds.append(Bond(tuple(members), once.mode == "best", once.low == "least"))
        if unknown:
            everyone = [at for members in groups.values() for at in members] + unknown
            if len(everyone) > 1 and _apart(once, [works[at] for at in everyone]):
                _tell(once, works, everyone)
                bonds.append(Bond(tuple(everyone), False))
    return bonds


def _tell(once: Once, works: Sequence[Worked], members: Sequence[int]) -> None:
    for at in members:
        others = "、".join(sorted(works[other].ref for other in members if other != at))
        message = f"{once.says}（另见 {others}）。"
        if once.asks:
            works[at].draft.ask(once.code, message)
        else:
            works[at].draft.note(once.code, message)


def find_overlaps(works: Sequence[Worked], bonds: Sequence[Bond]) -> list[Bond]:
    """Full-day events on one date: possible bonds, with what the other days leave."""
    bound = [frozenset(bond.members) for bond in bonds if bond.hard]
    dated = [at for at, work in enumerate(works) if work.period is not None and work.period.full_days]
    dated.sort(key=lambda at: works[at].period.first)  # type: ignore[union-attr]
    found: list[Bond] = []
    for place, one in enumerate(dated):
        first = works[one].period
        assert first is not None
        for other in dated[place + 1 :]:
            second = works[other].period
            assert second is not None
            if second.first > first.last:
                break
            if any({one, other} <= members for members in bound):
                continue
            shared = first.overlap(second)
            residual = {
                at: (works[at].draft.low * (days - shared) / days).quantize(_CENT, ROUND_FLOOR)
                for at, days in ((one, first.days), (other, second.days))
            }
            found.append(Bond((one, other), False, residual=residual))
            for at, against in ((one, other), (other, one)):
                works[at].draft.ask(
                    "same_day", f"与 {works[against].ref} 有 {shared} 天日期重叠，两项全天活动不能同时参加，请核对。"
                )
    return found


def zero_residual(bond: Bond, at: int) -> Decimal:
    return bond.residual.get(at, ZERO)
