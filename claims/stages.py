"""The stages of review a city's policy names, as the lifecycle table wants them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import rules
from claims.lifecycle import DEFAULT_STAGES, Stage
from domain.claim import Role

#: Who does a stage, as the documents name them, when it is the employer.
_EMPLOYER = ("用人单位", "单位管理员", "所在单位")


@cache
def _stages(policy_id: str, digest: str) -> tuple[Stage, ...]:
    named: Sequence[Mapping[str, Any]] = rules.policy(policy_id).data.get("review", ())
    roles = dict.fromkeys(_role(one) for one in named)
    if not roles:
        return DEFAULT_STAGES
    # The employer checks first wherever it takes part; several offices of one authority are one stage here.
    ordered = [role for role in (Role.UNIT_ADMIN, Role.AUTHORITY) if role in roles]
    titles = ("初审", "复审") if len(ordered) == 2 else ("审核",)
    return tuple(Stage(level, role, title) for level, (role, title) in enumerate(zip(ordered, titles, strict=True), 1))


def _role(stage: Mapping[str, Any]) -> Role:
    if stage.get("role") in set(Role):
        return Role(stage["role"])
    return Role.UNIT_ADMIN if str(stage.get("who", "")).startswith(_EMPLOYER) else Role.AUTHORITY


def stages_of(city: str, year: int) -> tuple[Stage, ...]:
    """One or two stages; the default pair where no policy covers the city and year."""
    policy = rules.policy_for(city, year)
    return DEFAULT_STAGES if policy is None else _stages(policy.id, policy.digest)
