"""The annual requirement against a year's totals: yes, no, or undetermined."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from domain.hours import Hours
from domain.proposal import Met, Requirement
from rules.draft import ZERO, Scene
from rules.policy import Policy


@lru_cache(maxsize=256)
def required_of(policy: Policy, level: str | None) -> tuple[Mapping[str, Decimal], bool]:
    """Hours required per subject and in ``total``, and whether all of it is known for this level."""
    required: dict[str, Decimal] = {}
    by_level: set[str] = set()
    for minimum in policy.minima:
        if minimum.levels:
            by_level.add(minimum.subject)
        if not minimum.levels or level in minimum.levels:
            required[minimum.subject] = minimum.hours
    return MappingProxyType(required), by_level <= set(required)


def check_requirement(
    policy: Policy,
    scene: Scene,
    low: Mapping[str, Decimal],
    high: Mapping[str, Decimal],
    open_subjects: tuple[str, ...],
) -> Requirement:
    """A minimum that only an open figure could reach makes the answer ``undetermined``."""
    required, complete = required_of(policy, scene.person.get("title_level"))
    shortfall: dict[str, Hours] = {}
    met: Met = "yes" if complete else "undetermined"
    failed = False
    for subject, hours in required.items():
        least, most = low[subject], high[subject]
        shortfall[subject] = Hours(max(hours - most, ZERO), max(hours - least, ZERO), None)
        if least >= hours:
            continue
        could = most >= hours or bool(open_subjects if subject == "total" else subject in open_subjects)
        if could:
            met = "undetermined"
        else:
            failed = True
    return Requirement("no" if failed else met, shortfall, required, policy.requirement_clause)
