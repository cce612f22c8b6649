"""The year's account of a person: claimed, counted, room left, what is short and what would close it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from domain.hours import Hours
from domain.proposal import CapUse, Met, Proposal
from rules.draft import ZERO, Scene, plain
from rules.evaluate import propose
from rules.evidence import named
from rules.library import load_all
from rules.person import read_person
from rules.policy import Policy


@dataclass(frozen=True, slots=True)
class SubjectAccount:
    """``claimed`` is before caps and with evidence still missing; ``counted`` what the year's total holds."""

    subject: str
    title: str
    claimed: Hours
    counted: Hours
    required: Decimal | None
    shortfall: Hours | None


@dataclass(frozen=True, slots=True)
class CapRoom:
    """Room left under a cap, unused caps included (``left`` in hours)."""

    id: str
    clause: str
    says: str
    counted: Decimal
    left: Decimal


@dataclass(frozen=True, slots=True)
class Closing:
    """One way to close a gap: a paper still to be handed in (``ref``), or a pathway with room left.

    ``hours`` is what it could add at most; None where nothing limits it or no figure is held.
    """

    subject: str
    pathway: str
    title: str
    clause: str
    says: str
    hours: Decimal | None
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    policy: str
    year: int
    subjects: tuple[SubjectAccount, ...]
    total: SubjectAccount
    caps: tuple[CapRoom, ...]
    met: Met
    closing: tuple[Closing, ...]
    proposal: Proposal


def account(case: Mapping[str, Any], *, tables: Path | None = None) -> Account:
    """RefusedInput as for ``propose``."""
    proposal = propose(case, tables=tables)
    policy = load_all(tables)[proposal.policy]
    person = read_person(case.get("person"), policy)
    shortfall, required = proposal.requirement.shortfall, proposal.requirement.required

    def of(subject: str) -> SubjectAccount:
        rows = [one.hours for one in proposal.activities if subject in ("total", one.subject) and one.hours]
        low, high = sum((row.low for row in rows), ZERO), sum((row.high for row in rows), ZERO)
        return SubjectAccount(
            subject,
            policy.subject_title(subject),
            Hours(low, high, None),
            proposal.totals[subject],
            required.get(subject),
            shortfall.get(subject),
        )

    caps = _room(policy, proposal.caps, person, proposal.year)
    return Account(
        policy=policy.id,
        year=proposal.year,
        subjects=tuple(of(subject) for subject in policy.subjects),
        total=of("total"),
        caps=caps,
        met=proposal.requirement.met,
        closing=tuple(_closing(policy, proposal, {cap.id: cap.left for cap in caps})),
        proposal=proposal,
    )


def _room(policy: Policy, uses: tuple[CapUse, ...], person: dict[str, Any], year: int) -> tuple[CapRoom, ...]:
    scene = Scene(year, person, None)
    used = {use.key: use for use in uses}
    rooms = []
    for cap in policy.caps:
        if not cap.applies({}, scene) and not (cap.doubtful is not None and cap.doubtful({}, scene)):
            continue
        use = used.get(cap.id)
        counted = use.counted if use is not None else ZERO
        rooms.append(CapRoom(cap.id, cap.clause, cap.says, counted, cap.hours - counted))
    return tuple(rooms)


def _room_of(policy: Policy, pathway: str, left: Mapping[str, Decimal]) -> Decimal | None:
    """Smallest room along the caps a pathway stands in; None when nothing limits it."""
    inside = {cap.id: cap.inside for cap in policy.caps}
    room: Decimal | None = None
    cap_id = policy.cap_of.get(pathway)
    while cap_id is not None:
        here = left.get(cap_id)
        if here is not None:
            room = here if room is None else min(room, here)
        cap_id = inside[cap_id]
    return room


def _closing(policy: Policy, proposal: Proposal, left: Mapping[str, Decimal]) -> list[Closing]:
    short = {name for name, hours in proposal.requirement.shortfall.items() if hours.high > 0}
    if not short:
        return []
    found = []
    for activity in proposal.activities:
        wanted = activity.subject in short or "total" in short
        if wanted and activity.missing_evidence and activity.hours is not None and activity.hours.high > 0:
            pathway = policy.pathways[activity.pathway]
            room = _room_of(policy, pathway.id, left)
            most = activity.hours.high if room is None else min(activity.hours.high, room)
            if most > 0:
                papers = "；".join(named(group) for group in activity.missing_evidence)
                found.append(
                    Closing(
                        activity.subject,
                        pathway.id,
                        pathway.title,
                        pathway.clause,
                        f"补交{papers}，最多可计 {plain(most)} 学时",
                        most,
                        activity.ref,
                    )
                )
    for pathway in policy.pathways.values():
        if pathway.subject not in short and short != {"total"}:
            continue
        room = _room_of(policy, pathway.id, left)
        if room is not None and room <= 0:
            continue
        limit = "" if room is None else f"，本年度还可登记 {plain(room)} 学时"
        found.append(
            Closing(pathway.subject, pathway.id, pathway.title, pathway.clause, f"{pathway.quote}{limit}", room)
        )
    return found
