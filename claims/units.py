"""Units and who belongs to them: a person picks a registered unit, the unit confirms (温州 第四条)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from claims import access
from claims.audit import Audit
from claims.errors import BadInput, Conflict, Forbidden, NotFound
from claims.store import people as people_rows
from claims.store import units as rows
from claims.store.engine import Row, Store
from claims.views import Actor
from domain.claim import Role

STATES = {"waiting": "待确认", "done": "已变更", "declined": "未同意", "withdrawn": "已撤回"}


@dataclass(frozen=True, slots=True)
class UnitView:
    id: str
    name: str
    city: str
    code: str
    nature: str
    authority: str
    municipal: bool | None


@dataclass(frozen=True, slots=True)
class BindingView:
    """A person's wish to belong to a unit. ``may_decide``: this actor may confirm or decline."""

    id: str
    person_id: str
    person_name: str
    city: str
    from_unit: str | None
    to_unit: str
    state: str
    state_title: str
    reason: str
    answer: str
    at: datetime
    may_decide: bool


class Units:
    def __init__(self, store: Store, audit: Audit) -> None:
        self._store, self._audit = store, audit

    def listed(self, actor: Actor, city: str | None) -> tuple[UnitView, ...]:
        wanted = city if access.everywhere(actor) else actor.city or ""
        with self._store.read() as tx:
            found = rows.units_of(tx, wanted)
        return tuple(
            UnitView(one.id, one.name, one.city, one.code, one.nature, one.authority, one.municipal) for one in found
        )

    def register(self, actor: Actor, city: str, name: str, *, code: str, nature: str, authority: str) -> UnitView:
        """By the city's authority. ``Conflict`` when the name is there already."""
        if Role.AUTHORITY not in actor.roles or not (access.everywhere(actor) or actor.city == city):
            raise Forbidden("由本市主管部门登记单位。")
        name = name.strip()
        if not name or len(name) > 200:
            raise BadInput("name", "请填写单位名称。")
        with self._store.write() as tx:
            if rows.unit(tx, city, name) is not None:
                raise Conflict("这个单位已经登记。", code="units.known")
            unit_id = secrets.token_hex(16)
            values = {"code": code.strip()[:40], "nature": nature.strip()[:60], "authority": authority.strip()[:200]}
            rows.insert_unit(tx, id=unit_id, name=name, city=city, created_at=datetime.now(UTC), **values)
            self._audit.append(tx, actor.person_id, "unit.register", unit_id)
        return UnitView(unit_id, name, city, values["code"], values["nature"], values["authority"], None)

    def ask(self, actor: Actor, unit: str, reason: str) -> BindingView:
        """The actor asks to belong to a registered unit; the unit confirms. One wish at a time."""
        unit = unit.strip()
        with self._store.write() as tx:
            person = people_rows.by_id(tx, actor.person_id)
            if person is None or person.city is None:
                raise Conflict("您的账号没有所属地区，请联系主管部门。", code="units.no_city")
            if rows.unit(tx, person.city, unit) is None:
                raise BadInput("unit", "这个单位还没有登记，请先由单位登记后再选择。")
            if person.employer == unit:
                raise Conflict("您已经属于这个单位。", code="units.same")
            if any(one.state == "waiting" for one in rows.bindings_of(tx, person_id=person.id)):
                raise Conflict("已有一项变更在等待确认，可先撤回。", code="units.waiting")
            binding_id = secrets.token_hex(16)
            rows.insert_binding(
                tx,
                id=binding_id,
                person_id=person.id,
                city=person.city,
                from_unit=person.employer,
                to_unit=unit,
                state="waiting",
                reason=reason.strip()[:500],
                answer="",
                at=datetime.now(UTC),
            )
            self._audit.append(tx, actor.person_id, "binding.ask", binding_id)
            row = rows.binding(tx, binding_id)
            assert row is not None
            return _view(actor, row)

    def decide(self, actor: Actor, binding_id: str, *, agreed: bool, answer: str) -> BindingView:
        """By the new unit's administrator or the city's authority. What was claimed before stays with the old unit."""
        with self._store.write() as tx:
            row = rows.binding(tx, binding_id)
            if row is None or not _may_see(actor, row):
                raise NotFound
            if not _may_decide(actor, row):
                raise Forbidden("由新单位的管理员或主管部门确认。")
            if not agreed and not answer.strip():
                raise BadInput("answer", "请写明不同意的理由。")
            state = "done" if agreed else "declined"
            now = datetime.now(UTC)
            values = {"state": state, "answer": answer.strip()[:500], "decided_by": actor.person_id, "decided_at": now}
            if not rows.decide_binding(tx, binding_id, **values):
                raise Conflict("这项变更已经办理。", code="units.decided")
            if agreed:
                people_rows.update(tx, row.person_id, employer=row.to_unit)
                # Whoever administered the old unit does not carry that into the new one.
                people_rows.end_sessions_of(tx, row.person_id)
            self._audit.append(tx, actor.person_id, f"binding.{state}", binding_id)
            row = rows.binding(tx, binding_id)
            assert row is not None
            return _view(actor, row)

    def withdraw(self, actor: Actor, binding_id: str) -> None:
        with self._store.write() as tx:
            row = rows.binding(tx, binding_id)
            if row is None or row.person_id != actor.person_id:
                raise NotFound
            if not rows.decide_binding(tx, binding_id, state="withdrawn", decided_at=datetime.now(UTC)):
                raise Conflict("这项变更已经办理。", code="units.decided")
            self._audit.append(tx, actor.person_id, "binding.withdrawn", binding_id)

    def bindings(self, actor: Actor) -> tuple[BindingView, ...]:
        with self._store.read() as tx:
            if access.everywhere(actor):
                found = rows.bindings_of(tx)
            elif Role.AUTHORITY in actor.roles:
                found = rows.bindings_of(tx, city=actor.city or "")
            elif Role.UNIT_ADMIN in actor.roles:
                found = rows.bindings_of(tx, city=actor.city or "", unit=actor.employer or "")
            else:
                found = rows.bindings_of(tx, person_id=actor.person_id)
        return tuple(_view(actor, row) for row in found)


def _may_decide(actor: Actor, row: Row) -> bool:
    if row.person_id == actor.person_id:
        return False
    if access.everywhere(actor) or (Role.AUTHORITY in actor.roles and actor.city == row.city):
        return True
    return Role.UNIT_ADMIN in actor.roles and actor.employer == row.to_unit and actor.city == row.city


def _may_see(actor: Actor, row: Row) -> bool:
    return row.person_id == actor.person_id or _may_decide(actor, row)


def _view(actor: Actor, row: Row) -> BindingView:
    return BindingView(
        id=row.id,
        person_id=row.person_id,
        person_name=row.person_name,
        city=row.city,
        from_unit=row.from_unit,
        to_unit=row.to_unit,
        state=row.state,
        state_title=STATES[row.state],
        reason=row.reason,
        answer=row.answer,
        at=row.at,
        may_decide=row.state == "waiting" and _may_decide(actor, row),
    )
