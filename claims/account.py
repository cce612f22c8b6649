"""The account of a person's year: claimed, counted, cap left, shortfall. Caps of the year are worked out here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import rules
from claims import access
from claims.casebook import Casebook, Folder
from claims.errors import NotFound
from claims.evaluate import number, propose_year
from claims.lifecycle import LIVING
from claims.people import may_see
from claims.show import claim_title, summary
from claims.stages import stages_of
from claims.store import claims as rows
from claims.store import people as people_rows
from claims.store.claims import Sight
from claims.store.engine import Row, Store, Transaction
from claims.views import Actor, YearAccount
from domain.claim import ClaimState

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Year:
    """``proposal`` is ``propose --json`` over the claims that can be reckoned; ``error`` of the first refusal."""

    proposal: Mapping[str, Any] | None
    error: Mapping[str, str] | None


class Accounts:
    def __init__(self, store: Store, casebook: Casebook) -> None:
        self._store = store
        self._casebook = casebook

    def of(self, actor: Actor, person_id: str, year: int) -> YearAccount:
        with self._store.read() as tx:
            person = people_rows.by_id(tx, person_id)
            if person is None or not may_see(actor, person):
                raise NotFound
            found = rows.of_year(tx, person_id, year, access.sight(actor))
            folders = self._casebook.slim(tx, found)
        city = person.city or next((row.city for row in found), "")
        policy = rules.policy_for(city, year)
        living = [one for one in folders if ClaimState(one.row.state) in LIVING]
        credited = [one for one in living if one.row.state == ClaimState.CREDITED.value]
        claimed = reckon_year(city, year, person.settings, living)
        return YearAccount(
            person_id=person_id,
            person_name=person.name,
            city=city,
            year=year,
            policy=policy.id if policy is not None else None,
            policy_title=policy.title if policy is not None else "",
            claims=tuple(
                summary(one.row, stages_of(one.row.city, one.row.year), policy, claim_title(one)) for one in folders
            ),
            claimed=claimed.proposal,
            credited=reckon_year(city, year, person.settings, credited).proposal,
            error=claimed.error,
        )

    def beside(self, tx: Transaction, folder: Folder) -> Year:
        """The year a claim stands in, all living claims of its person together."""
        row = folder.row
        others = [
            one
            for one in rows.of_year(tx, row.person_id, row.year, Sight(everything=True))
            if one.id != row.id and one.city == row.city and ClaimState(one.state) in LIVING
        ]
        # The claim at hand always counts, whatever its state.
        room = self._casebook.slim(tx, _together(others, lambda one: one)[0][: MOST_TOGETHER - 1])
        return reckon_year(row.city, row.year, row.person_settings, [folder, *room])


#: Claims of one person and year reckoned together. Finding the best use of shared caps grows faster than
#: their number, and a person with more drafts than this must not slow down everybody else's pages.
MOST_TOGETHER = 30

#: What is left out first when there are more.
_FIRST_OUT = (ClaimState.DRAFT.value, ClaimState.RETURNED.value)


def _together(found: Sequence[T], row_of: Callable[[T], Row]) -> tuple[list[T], bool]:
    """At most ``MOST_TOGETHER`` claims, drafts left out first; whether any was."""
    if len(found) <= MOST_TOGETHER:
        return list(found), False
    ranked = sorted(found, key=lambda one: (row_of(one).state in _FIRST_OUT, row_of(one).created_at))
    return ranked[:MOST_TOGETHER], True


def reckon_year(city: str, year: int, person: Mapping[str, Any], folders: Sequence[Folder]) -> Year:
    """One proposal over several claims. A claim that the rules refuse is left out and named in ``error``."""
    policy = rules.policy_for(city, year)
    if policy is None:
        return Year(None, {"field": "city", "message": "这个城市和年度没有可用的认定办法。"})
    activities: list[dict[str, Any]] = []
    error: Mapping[str, str] | None = None
    kept, more = _together(folders, lambda one: one.row)
    if more:
        error = {
            "field": "claims",
            "message": f"本年度申报超过 {MOST_TOGETHER} 项，超出的草稿未计入合计；请先撤回多余的草稿。",
        }
    for folder in kept:
        row, held = folder.row, folder.held
        registered = row.credited if row.state == ClaimState.CREDITED.value else None
        if row.pathway is None or (held.get("error") is not None and registered is None):
            error = error or held.get("error")
            continue
        activity = {"ref": row.id, "pathway": row.pathway, **held.get("activity", {})}
        if registered is not None:  # what people decided stands, whatever the rules would propose
            activity["hours_registered"] = number(registered)
        activities.append(activity)
    proposal, refused = propose_year(policy.id, person, year, activities)
    return Year(proposal, refused or error)
