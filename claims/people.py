"""People known to the desk, their roles, and the person facts the policies ask for."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from claims import access
from claims.audit import Audit
from claims.errors import BadInput, Conflict, Forbidden, NotFound
from claims.store import people as rows
from claims.store.engine import Row, Store
from claims.views import Actor, PersonView
from domain.claim import Role

#: Person facts of the policies and the values each may take (None: free text or yes/no).
PERSON_FACTS: dict[str, tuple[str, ...] | None] = {
    "title_level": ("senior", "intermediate", "junior", "none"),
    "sector": None,
    "sector_zh": None,
    "unit_scope": ("municipal", "county"),
    "title_review_organised_by": ("city", "province"),
    "provincial_detailed_rules_exist": None,
    "person_in_psych_service_system": None,
}


def actor_of(row: Row) -> Actor:
    return Actor(row.id, row.name, frozenset(Role(r) for r in row.roles), row.employer, row.city)


def view(row: Row) -> PersonView:
    return PersonView(
        id=row.id,
        login=row.login,
        name=row.name,
        employer=row.employer,
        city=row.city,
        roles=tuple(Role(r) for r in row.roles),
        settings=dict(row.settings),
        has_password=row.password_hash is not None,
        active=bool(row.active),
        has_factor=row.factor_id is not None,
    )


class People:
    def __init__(self, store: Store, audit: Audit) -> None:
        self._store = store
        self._audit = audit

    def add(
        self,
        actor: Actor | None,
        *,
        login: str,
        name: str,
        roles: Sequence[Role],
        employer: str | None,
        city: str | None,
        settings: Mapping[str, Any] | None = None,
    ) -> PersonView:
        """Add a person. ``actor`` None is the system itself (first start, demonstration people)."""
        login, name = login.strip(), name.strip()
        if not login or len(login) > 200 or any(ord(c) < 33 for c in login):
            raise BadInput("login", "登录名不能为空，不能含空格，最长 200 字。")
        if not name or len(name) > 200:
            raise BadInput("name", "姓名不能为空，最长 200 字。")
        if not roles:
            raise BadInput("roles", "至少要有一个角色。")
        if actor is not None:
            self._may_add(actor, roles, employer, city)
        values = {
            "id": secrets.token_hex(16),
            "login": login,
            "name": name,
            "employer": employer,
            "city": city,
            "roles": sorted(role.value for role in set(roles)),
            "settings": checked_settings(settings or {}),
            "failures": 0,
            "active": True,
            "created_at": datetime.now(UTC),
        }
        try:
            with self._store.write() as tx:
                rows.insert(tx, **values)
                by = actor.person_id if actor else "system"
                self._audit.append(tx, by, "people.add", str(values["id"]), {"roles": values["roles"]})
                row = rows.by_id(tx, str(values["id"]))
        except IntegrityError as error:
            raise Conflict("这个登录名已被使用，请换一个。", code="people.login_taken") from error
        return view(row)

    @staticmethod
    def _may_add(actor: Actor, roles: Sequence[Role], employer: str | None, city: str | None) -> None:
        access.require(actor, "people.add")
        if access.everywhere(actor):
            return
        if Role.AUTHORITY in actor.roles:
            if city != actor.city or Role.AUTHORITY in roles:
                raise Forbidden("只能添加本市的人员；主管部门人员请由上级管理员添加。")
            return
        if employer != actor.employer or city != actor.city or set(roles) != {Role.PROFESSIONAL}:
            raise Forbidden("单位管理员只能添加本单位的专业技术人员。")

    def listed(self, actor: Actor) -> tuple[PersonView, ...]:
        access.require(actor, "people.list")
        with self._store.read() as tx:
            if access.everywhere(actor):
                found = rows.listed(tx)
            elif Role.AUTHORITY in actor.roles:
                found = rows.listed(tx, city=actor.city)
            else:
                found = rows.listed(tx, employer=actor.employer or "")
        return tuple(view(row) for row in found)

    def get(self, actor: Actor, person_id: str) -> PersonView:
        with self._store.read() as tx:
            row = rows.by_id(tx, person_id)
        if row is None or not may_see(actor, row):
            raise NotFound
        return view(row)

    def set_facts(self, actor: Actor, person_id: str, settings: Mapping[str, Any]) -> PersonView:
        with self._store.write() as tx:
            row = rows.by_id(tx, person_id)
            if row is None or not may_see(actor, row):
                raise NotFound
            if person_id != actor.person_id:
                access.require(actor, "people.add")
            merged = {**row.settings, **checked_settings(settings)}
            rows.update(tx, person_id, settings={k: v for k, v in merged.items() if v is not None})
            self._audit.append(tx, actor.person_id, "people.set", person_id, {"fields": sorted(settings)})
            row = rows.by_id(tx, person_id)
        return view(row)


def may_see(actor: Actor, row: Row) -> bool:
    """Oneself; people of the own unit; people of the own city."""
    if row.id == actor.person_id or access.everywhere(actor):
        return True
    if Role.UNIT_ADMIN in actor.roles and actor.employer is not None and row.employer == actor.employer:
        return True
    overseeing = actor.has(Role.AUTHORITY, Role.INVESTIGATOR, Role.AUDITOR)
    return overseeing and actor.city is not None and row.city == actor.city


def checked_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Only known person facts with known values; ``BadInput`` names the other."""
    for name, value in settings.items():
        if name not in PERSON_FACTS:
            raise BadInput(name, f"没有名为 {name} 的个人信息项。")
        allowed = PERSON_FACTS[name]
        if value is not None and allowed is not None and value not in allowed:
            raise BadInput(name, f"{name} 只能是 {'、'.join(allowed)}。")
    return dict(settings)
