"""Planted items 质检件: known-wrong claims of invented people among the others, to see whether they are found.

An item looks like any claim of the first level's queue. Whatever is decided on it, it ends there: it is withdrawn,
never credited, counts in nobody's year, resembles nobody's paper and stands in no statistics but its own. Whoever
decided is told at once; the figures say how many were found, not by whom.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from claims import access
from claims.audit import Audit
from claims.errors import BadInput, DeskError, Forbidden
from claims.lifecycle import FIRST, Party, rule_for
from claims.receive import Reception, Wanted
from claims.stages import stages_of
from claims.store import claims as claim_rows
from claims.store import people as people_rows
from claims.store import planted as rows
from claims.store.engine import Row, Store, Transaction
from claims.views import Actor
from domain.claim import ClaimState, Role, Verdict
from domain.said import Said

PlantedState = Literal["reading", "waiting", "found", "missed", "void"]
#: A credit lets the wrong one through; every other verdict has found something.
_MISSED = frozenset({Verdict.CREDIT})


@dataclass(frozen=True, slots=True)
class PlantedItem:
    """One item as those see it who may plant. ``void``: it could not be read or was stopped."""

    person_id: str
    person_name: str
    employer: str | None
    wrong: str
    made_at: datetime
    state: PlantedState
    claim_id: str | None
    receipt_no: str
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewItem:
    """What is planted: in whose unit's queue, under which invented name, and what is wrong with it."""

    name: str
    employer: str
    city: str
    year: int
    pathway: str
    wrong: str


class Planting:
    def __init__(self, store: Store, audit: Audit, reception: Reception) -> None:
        self._store, self._audit, self._reception = store, audit, reception

    def plant(self, actor: Actor, data: bytes, item: NewItem) -> None:
        """Hand in as an invented person; the claim enters the queue once it has been read.

        The paper passes the same guard as any other. Raises as ``Reception.receive`` does, and ``BadInput``.
        """
        access.require(actor, "planted")
        self._check(actor, item)
        person_id, now = secrets.token_hex(16), datetime.now(UTC)
        with self._store.write() as tx:
            people_rows.insert(
                tx,
                id=person_id,
                login=f"planted-{person_id}",
                name=item.name.strip(),
                employer=item.employer.strip(),
                city=item.city,
                roles=[Role.PROFESSIONAL.value],
                settings={"title_level": "intermediate"},
                failures=0,
                active=False,
                created_at=now,
            )
            rows.insert(tx, person_id=person_id, wrong=item.wrong.strip(), made_by=actor.person_id, made_at=now)
            self._audit.append(tx, actor.person_id, "planted.make", person_id)
        invented = Actor(person_id, item.name, frozenset({Role.PROFESSIONAL}), item.employer, item.city)
        wanted = Wanted(secrets.token_hex(16), item.city, item.year, item.pathway)
        try:
            self._reception.receive(invented, data, wanted)
        except DeskError:
            with self._store.write() as tx:
                rows.update(tx, person_id, outcome="void", ended_at=datetime.now(UTC))
            raise

    @staticmethod
    def _check(actor: Actor, item: NewItem) -> None:
        if not access.everywhere(actor) and item.city != actor.city:
            raise Forbidden("只能在本市放入质检件。")
        for name, value, most in (
            ("name", item.name, 60),
            ("employer", item.employer, 120),
            ("wrong", item.wrong, 300),
        ):
            if not value.strip() or len(value) > most:
                raise BadInput(name, Said("请填写虚构姓名、单位和问题所在（最长 {most} 字）。", most=most))

    def listed(self, actor: Actor) -> tuple[PlantedItem, ...]:
        access.require(actor, "planted")
        with self._store.read() as tx:
            found = rows.listed(tx, None if access.everywhere(actor) else actor.city or "")
        return tuple(_item(row) for row in found)


def _item(row: Row) -> PlantedItem:
    state: PlantedState = row.outcome or ("waiting" if row.claim_id else "reading")
    return PlantedItem(
        row.person_id,
        row.name,
        row.employer,
        row.wrong,
        row.made_at,
        state,
        row.claim_id,
        row.receipt_no or "",
        row.ended_at,
    )


def enter(tx: Transaction, person_id: str, claim_ids: Sequence[str], *, failed: bool) -> None:
    """A planted paper has been read: its claim goes into the queue as if handed in just now. Else nothing happens."""
    if rows.of_person(tx, person_id) is None:
        return
    now = datetime.now(UTC)
    claim = claim_rows.get(tx, claim_ids[0], claim_rows.Sight(everything=True), lock=True) if claim_ids else None
    if failed or claim is None or claim.pathway is None:
        rows.update(tx, person_id, outcome="void", ended_at=now)
        return
    stages = stages_of(claim.city, claim.year)
    rule = rule_for("submit", ClaimState(claim.state), claim.level, frozenset({Party.OWNER}), stages)
    if rule is None:
        return  # it entered before: a step that ran again
    values = {"state": rule.to.value, "level": rule.to_level, "submitted_at": now, "updated_at": now}
    claim_rows.change(tx, claim.id, claim.version, **values)
    claim_rows.add_move(
        tx,
        id=secrets.token_hex(16),
        claim_id=claim.id,
        version=claim.version + 1,
        at=now,
        actor_id=person_id,
        role=Role.PROFESSIONAL.value,
        move="submit",
        from_state=claim.state,
        to_state=rule.to.value,
        from_level=claim.level,
        to_level=FIRST,
        reason="",
        clause="",
        undone=False,
    )
    rows.update(tx, person_id, claim_id=claim.id)


def of_claim(tx: Transaction, row: Row) -> Row | None:
    """The planted item behind a claim's or a paper's row, or None for everybody's own."""
    return rows.of_person(tx, row.person_id)


def end(tx: Transaction, actor: Actor, item: Row, verdict: Verdict, level: int) -> None:
    """Somebody has decided. ``Forbidden`` for whoever put it there."""
    if item.made_by == actor.person_id:
        raise Forbidden("这是您放入的质检件，请由其他审核人员办理。")
    outcome = "missed" if verdict in _MISSED else "found"
    rows.update(tx, item.person_id, outcome=outcome, level=level, ended_at=datetime.now(UTC))


def told(tx: Transaction, claim: Row) -> str:
    """What whoever decided on an item is told; empty while it waits and for every real claim."""
    item = of_claim(tx, claim)
    if item is None or item.outcome is None:
        return ""
    return Said("这是一件质检件，人是虚构的。问题在：{wrong}。没有登记任何学时。", wrong=item.wrong.rstrip("。"))
