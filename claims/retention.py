"""Retention: evidence whose time under its policy is over is forgotten by destroying its keys.

The period and what it is counted from stand in the policy's ``[retention]``; where a document names none, nothing is
due by itself. Counted from the last move of the last claim the evidence belongs to, and only once all of them ended;
for a paper of a whole class, of the last claim that mentions the class.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import rules
from claims.store import evidence as rows
from claims.store.engine import Store
from domain.claim import ClaimState

ENDED = frozenset({ClaimState.CREDITED, ClaimState.DECLINED, ClaimState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Due:
    """One upload whose keys may be destroyed, and the clause that says so."""

    evidence_id: str
    policy: str
    clause: str
    since: datetime


def due(store: Store, now: datetime | None = None) -> tuple[Due, ...]:
    """Uploads past their retention at ``now``."""
    now = now or datetime.now(UTC)
    found = []
    with store.read() as tx:
        for row in (*rows.kept_with_claims(tx), *rows.kept_for_classes(tx)):
            policy = rules.policy_for(row.city, row.year)
            kept = policy.data.get("retention", {}) if policy is not None else {}
            if policy is None or "years" not in kept:
                continue
            if not all(ClaimState(state) in ENDED for state in row.states):
                continue
            if _years_after(row.last_move, int(kept["years"])) <= now:
                found.append(Due(row.id, policy.id, str(kept["clause"]), row.last_move))
    return tuple(found)


def _years_after(moment: datetime, years: int) -> datetime:
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:  # 29 February
        return moment.replace(year=moment.year + years, month=3, day=1)
