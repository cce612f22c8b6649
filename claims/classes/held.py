"""A class as its row holds it: who stands on which side, its lines and rows as people see them, its sealed form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

import rules
from claims import access
from claims.casebook import Folder
from claims.classes.checked import Checked
from claims.classes.checks import CLASS_FILE, row_flags
from claims.classes.match import Told
from claims.classes.nouns import Application, ClassLine, RosterLine
from claims.classes.states import STATE_TITLES, YARDSTICKS, ClassState
from claims.masks import masked_number
from claims.serial import from_json
from claims.store.engine import Row
from claims.views import Actor
from domain.claim import Role
from rules.evidence import evidence_of

OUTCOMES = {
    "waiting": "待登记",
    "registered": "已登记",
    "claimed_before": "本人已申报，按本人申报办理",
    "unknown_person": "系统里没有这个人，未登记",
    "several_people": "有同名的人，请核对单位后另行登记",
    "own": "审核人本人，由他人登记",
}


def on_file(city: str, year: int, pathway: str, papers: Sequence[Checked] = ()) -> list[str]:
    """Which of the pathway's papers the office holds from the class itself, those that were checked among them."""
    policy = rules.policy_for(city, year)
    if policy is None or pathway not in policy.pathways:
        return []
    wanted = {name for group in policy.pathways[pathway].evidence for name in group} | {"hours_summary_table"}
    held = [name for one in papers for name in evidence_of(one.kind, one.facts)]
    return [name for name in dict.fromkeys((*CLASS_FILE, *held)) if name in wanted]


def told_by(folder: Folder) -> Told:
    """What a claim says of its class, from its activity."""
    return told_of(folder.held.get("activity") or {}, str(folder.held.get("title") or ""))


def told_of(activity: Mapping[str, Any], title: str) -> Told:
    """The same from an activity just reckoned; ``title`` where it names no event."""
    title = str(activity.get("event") or activity.get("course") or title)
    first = _day(activity.get("opens_on") or activity.get("start") or activity.get("start_date"))
    last = _day(activity.get("ended_on") or activity.get("end") or activity.get("end_date"))
    return Told(title, first, last)


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def person_of(row: Mapping[str, Any], known: Sequence[Row]) -> list[Row]:
    """People of that name; those of the company named when it is one of theirs."""
    same = [one for one in known if one.name == row["name"] and Role.PROFESSIONAL.value in one.roles and one.active]
    company = row.get("company")
    if company:
        return [one for one in same if one.employer == company]
    return same


def roster_line(at: int, one: Mapping[str, Any], row: Row | None, approved: Decimal | None) -> RosterLine:
    outcome = row.outcome if row is not None else "waiting"
    return RosterLine(
        row=at,
        name=one["name"],
        company=one.get("company") or "",
        id_number=masked_number(one["id_number"]) if one.get("id_number") else "",
        title=one.get("title") or "",
        hours=Decimal(str(one["hours"])),
        outcome=outcome,
        outcome_title=OUTCOMES[outcome],
        person_id=row.person_id if row is not None else None,
        claim_id=row.claim_id if row is not None else None,
        flags=row_flags(approved, one),
    )


def line_of(row: Row) -> ClassLine:
    state = ClassState(row.state)
    return ClassLine(
        id=row.id,
        version=row.version,
        city=row.city,
        year=row.year,
        provider=row.provider,
        title=row.title,
        first=date.fromisoformat(row.first_day),
        last=date.fromisoformat(row.last_day),
        state=state,
        state_title=STATE_TITLES[state],
        hours_asked=row.hours_asked,
        hours_approved=row.hours_approved,
    )


def sides_of(actor: Actor, row: Row) -> frozenset[str]:
    """Provider's side, authority's side, both never for one's own application."""
    sides = set()
    in_charge = access.everywhere(actor) or (actor.city is not None and actor.city == row.city)
    if Role.UNIT_ADMIN in actor.roles and actor.employer is not None and actor.employer == row.provider:
        sides.add("provider")
    if Role.AUTHORITY in actor.roles and in_charge:
        sides |= {"authority", "provider"}  # a paper application is filed by the office
    return frozenset(sides)


def may_see(actor: Actor, row: Row) -> bool:
    if sides_of(actor, row) or access.everywhere(actor):
        return True
    if actor.city is None or actor.city != row.city:
        return False
    if actor.has(Role.INVESTIGATOR, Role.AUDITOR):
        return True
    return Role.UNIT_ADMIN in actor.roles and ClassState(row.state) in YARDSTICKS


def application_json(application: Application) -> dict[str, Any]:
    return {name: plain(value) for name, value in asdict(application).items()}


def application_from(held: Mapping[str, Any]) -> Application:
    days = {name: date.fromisoformat(held[name]) for name in ("first", "last", "applied_on") if held.get(name)}
    sessions = [{**one, "day": date.fromisoformat(one["day"])} for one in held.get("schedule", ())]
    return from_json(Application, {**held, **days, "schedule": sessions})


def plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value
