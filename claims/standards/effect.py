"""A standard tried on real claims before it is put in force: who gains, who loses, by which clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from claims.casebook import Casebook, Folder
from claims.evaluate import number
from claims.lifecycle import LIVING
from claims.standards.nouns import Effect, Named
from claims.store import claims as claim_rows
from claims.store import people as people_rows
from claims.store.claims import Sight
from claims.store.engine import Transaction
from domain.claim import ClaimState
from rules import Policy, RefusedInput
from rules.diff import diff
from rules.evaluate import propose_under

MOST_CLAIMS = 20_000
MOST_PEOPLE = 2_000
#: Claims of one person taken together, as in the year's account.
MOST_TOGETHER = 30


def effect(
    tx: Transaction, casebook: Casebook, before: Policy, after: Policy, *, city: str, year: int, whole: bool
) -> Effect:
    """Both policies over the living claims of the city and year, person by person."""
    states = tuple((state.value, None) for state in LIVING)
    wanted = claim_rows.Wanted(states=states, city=city, year=year, planted=False)
    found = claim_rows.listed(tx, Sight(everything=True), wanted, oldest_first=True, limit=MOST_CLAIMS)
    of_person: dict[str, list[Any]] = defaultdict(list)
    for row in found:
        if row.pathway is not None:
            of_person[row.person_id].append(row)
    chosen = sorted(of_person)[:MOST_PEOPLE]
    kept = [row for person in chosen for row in of_person[person][:MOST_TOGETHER]]
    sheets: dict[str, list[Folder]] = defaultdict(list)
    for folder in casebook.slim(tx, kept):
        sheets[folder.row.person_id].append(folder)
    people = {one.id: one for one in people_rows.some(tx, chosen)}
    cases = [_case(person, people[person].settings, year, sheets[person]) for person in chosen]
    if whole:
        changed = _changed(before, after)
        cases = [_as_if_all_year(case, after, changed) for case in cases]
    return Effect(
        year=year,
        whole=whole,
        claims=len(kept),
        comparison=diff(before, after, cases),
        people={one.id: Named(one.name, one.employer or "") for one in people.values()},
        left_out=len(of_person) - len(chosen),
    )


def _case(person: str, settings: Mapping[str, Any], year: int, folders: Sequence[Folder]) -> dict[str, Any]:
    """The year as it stands: what was decided counts as decided, under either policy."""
    activities = []
    for folder in folders:
        row = folder.row
        activity: dict[str, Any] = {"ref": row.id, "pathway": row.pathway, **(folder.held.get("activity") or {})}
        if row.state == ClaimState.CREDITED.value and row.credited is not None:
            activity["hours_registered"] = number(row.credited)
        activities.append(activity)
    return {"ref": person, "person": dict(settings), "year": year, "activities": activities}


def _changed(before: Policy, after: Policy) -> frozenset[str]:
    """Pathways that stand otherwise in ``after``, or whose figure another table gives."""

    def stands(policy: Policy, name: str) -> Any:
        row = {key: value for key, value in policy.pathways[name].row.items() if key not in ("table", "facts_from")}
        given = [(table.document, rate) for table in policy.tables for rate in table.rates if rate["pathway"] == name]
        return row, given

    return frozenset(
        name for name in after.pathways if name not in before.pathways or stands(before, name) != stands(after, name)
    )


def _as_if_all_year(case: dict[str, Any], after: Policy, changed: frozenset[str]) -> dict[str, Any]:
    """What was decided against what the policy at hand would give for the same facts, the papers taken as accepted.

    Where it gives no figure (hours an earlier system registered come without facts), the decided one stays.
    """
    free = [_undecided(one, after) if one["pathway"] in changed else one for one in case["activities"]]
    try:
        found = propose_under(_always(after), {**case, "activities": free})
    except RefusedInput:
        return case
    figures = {one.ref for one in found.activities if one.hours is not None}
    kept = [new if new["ref"] in figures else old for old, new in zip(case["activities"], free, strict=True)]
    return {**case, "activities": kept, "before": case["activities"]}


def _undecided(activity: Mapping[str, Any], after: Policy) -> dict[str, Any]:
    if "hours_registered" not in activity:
        return dict(activity)
    pathway = after.pathways.get(activity["pathway"])
    wanted = {name for group in pathway.evidence for name in group} if pathway is not None else set()
    facts = {name: value for name, value in activity.items() if name != "hours_registered"}
    return facts | {"evidence": sorted(wanted | set(activity.get("evidence", ())))}


def _always(policy: Policy) -> Policy:
    return replace(policy, first_year=0, last_year=None, broken_years=frozenset())
