"""Who may see and do what, as data: the sight of each role and its party towards a claim.

Own-unit and own-city limits go into the queries (``Sight``), so that what is not the actor's cannot be
told apart from what does not exist.
"""

from __future__ import annotations

from typing import Any

from claims.errors import Forbidden
from claims.lifecycle import Party, Stage
from claims.store.claims import Sight
from claims.views import Actor
from domain.claim import Role

#: Action → roles that may do it. Moves on claims stand in ``lifecycle.TABLE``.
ACTIONS: dict[str, frozenset[Role]] = {
    "evidence.hand_in": frozenset({Role.PROFESSIONAL, Role.UNIT_ADMIN}),
    "evidence.hand_in_for_others": frozenset({Role.UNIT_ADMIN}),
    "people.add": frozenset({Role.UNIT_ADMIN, Role.AUTHORITY}),
    "people.list": frozenset({Role.UNIT_ADMIN, Role.AUTHORITY}),
    "people.link": frozenset({Role.UNIT_ADMIN, Role.AUTHORITY}),
    "secrecy.notices": frozenset({Role.UNIT_ADMIN, Role.AUDITOR}),
    "classes.apply": frozenset({Role.UNIT_ADMIN, Role.AUTHORITY}),
    "audit.read": frozenset({Role.AUDITOR}),
    "planted": frozenset({Role.AUTHORITY}),
    "screening": frozenset({Role.INVESTIGATOR, Role.AUTHORITY}),
}


def require(actor: Actor, action: str) -> None:
    """Raise ``Forbidden`` unless one of the actor's roles may do ``action``."""
    if not actor.roles & ACTIONS[action]:
        raise Forbidden


def everywhere(actor: Actor) -> bool:
    """An authority without a city oversees all of them (the first administrator)."""
    return Role.AUTHORITY in actor.roles and actor.city is None


def sight(actor: Actor) -> Sight:
    """The claims this actor may see."""
    if everywhere(actor):
        return Sight(person_id=actor.person_id, everything=True)
    overseeing = actor.has(Role.AUTHORITY, Role.INVESTIGATOR, Role.AUDITOR)
    return Sight(
        person_id=actor.person_id,
        employer=actor.employer if Role.UNIT_ADMIN in actor.roles else None,
        city=actor.city if overseeing else None,
    )


def parties(actor: Actor, claim: Any, stages: tuple[Stage, ...], decided: dict[int, str]) -> frozenset[Party]:
    """What the actor is towards the claim (a row). ``decided``: level → who already decided on it."""
    if claim.person_id == actor.person_id:
        return frozenset({Party.OWNER})  # nobody reviews their own claim, whatever their roles
    found: set[Party] = set()
    for stage in stages:
        others = {who for level, who in decided.items() if level != stage.level}
        if _in_charge(actor, stage.role, claim) and actor.person_id not in others:
            found.add(Party.FIRST if stage.level == 1 else Party.SECOND)
    if _in_charge(actor, Role.AUTHORITY, claim) and actor.person_id not in decided.values():
        found.add(Party.CHIEF)  # who decides a dispute has not decided on the claim before
    if _in_charge(actor, Role.INVESTIGATOR, claim):
        found.add(Party.INVESTIGATOR)
    return frozenset(found)


def _in_charge(actor: Actor, role: Role, claim: Any) -> bool:
    if role not in actor.roles:
        return False
    if everywhere(actor):
        return True
    if role is Role.UNIT_ADMIN:
        return actor.employer is not None and actor.employer == claim.employer
    return actor.city is not None and actor.city == claim.city
