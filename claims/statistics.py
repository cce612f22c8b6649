"""Figures of a year's reviewing, by unit and by clause. Never by person: nobody is ranked here.

Lines are in order of their names. ``blind`` compares second reviews made without sight of the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from claims import access
from claims.dashboard import clause_of
from claims.errors import Forbidden
from claims.store import planted as planted_rows
from claims.store import statistics as rows
from claims.store.engine import Store
from claims.views import Actor
from domain.claim import Role


@dataclass(frozen=True, slots=True)
class StatisticsLine:
    """Moves of reviewers on the claims of one unit or clause."""

    title: str
    credited: int = 0
    adjusted: int = 0
    returned: int = 0
    declined: int = 0
    disputed: int = 0

    @property
    def decided(self) -> int:
        return self.credited + self.adjusted + self.returned + self.declined + self.disputed


@dataclass(frozen=True, slots=True)
class Statistics:
    """``blind_agreed`` of ``blind_decided`` second reviews made blind came to the first level's figure;
    ``planted_found`` of ``planted_decided`` planted items were not credited."""

    year: int
    units: tuple[StatisticsLine, ...]
    clauses: tuple[StatisticsLine, ...]
    waiting: int
    blind_decided: int
    blind_agreed: int
    planted_decided: int = 0
    planted_found: int = 0


_COLUMN = {
    "credit": "credited",
    "adjust": "adjusted",
    "return": "returned",
    "decline": "declined",
    "dispute": "disputed",
}


class Figures:
    def __init__(self, store: Store, blind: Callable[[str], bool]) -> None:
        self._store = store
        self._blind = blind

    def of(self, actor: Actor, year: int) -> Statistics:
        """Of the claims in the actor's sight. ``Forbidden`` for professionals and investigators."""
        if not actor.has(Role.UNIT_ADMIN, Role.AUTHORITY, Role.AUDITOR):
            raise Forbidden
        with self._store.read() as tx:
            found = rows.moves_of_year(tx, access.sight(actor), year, not_person=actor.person_id)
            ended = planted_rows.outcomes(tx, None if access.everywhere(actor) else actor.city or "", year)
            waiting = rows.waiting(tx, access.sight(actor), year, not_person=actor.person_id)
        units: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        clauses: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        blind = agreed = 0
        for row in found:
            column = _COLUMN[row.move]
            units[row.employer or "—"][column] += 1
            clauses[clause_of(row.policy, row.pathway)][column] += 1
            if row.from_level == 2 and row.move in ("credit", "adjust") and self._blind(row.claim_id):
                blind, agreed = blind + 1, agreed + (row.move == "credit")
        found_wrong, let_through = ended.get("found", 0), ended.get("missed", 0)
        return Statistics(
            year, _lines(units), _lines(clauses), waiting, blind, agreed, found_wrong + let_through, found_wrong
        )


def _lines(counted: dict[str, dict[str, int]]) -> tuple[StatisticsLine, ...]:
    return tuple(StatisticsLine(title, **counted[title]) for title in sorted(counted))
