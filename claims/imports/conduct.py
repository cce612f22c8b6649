"""Taking an office's sheets: every row is checked first, then all are written in one transaction, or none."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from openpyxl.utils import get_column_letter

import rules
from claims import access
from claims.audit import Audit
from claims.casebook import Casebook
from claims.errors import Conflict, Forbidden
from claims.forms.faults import BadSheet, CellFault
from claims.forms.parts import Form
from claims.forms.reading import read_form
from claims.imports.sheets import HOURS, LEVEL_WORDS, PEOPLE, ROLE_WORDS, UNITS
from claims.outright import credit_outright
from claims.people import may_see
from claims.prefill import ON_FILE
from claims.store import people as people_rows
from claims.store import units as rows
from claims.store.engine import Store, Transaction
from claims.views import Actor
from domain.claim import Role


@dataclass(frozen=True, slots=True)
class Imported:
    """``added`` new rows, ``changed`` known ones, ``same`` untouched; ``notes`` in sentences."""

    added: int
    changed: int
    same: int
    notes: tuple[str, ...] = ()


class Imports:
    def __init__(self, store: Store, audit: Audit, casebook: Casebook) -> None:
        self._store, self._audit, self._casebook = store, audit, casebook

    def units(self, actor: Actor, city: str, data: bytes) -> Imported:
        """By the authority of the city."""
        _authority(actor, city)
        found = read_form(UNITS, data)["units"]

        def work(tx: Transaction, faults: _Faults) -> Imported:
            added = changed = same = 0
            for one in found:
                values = {
                    "code": one["code"] or "",
                    "nature": one["nature"] or "",
                    "authority": one["authority"] or "",
                    "municipal": one["municipal"],
                }
                held = rows.unit(tx, city, one["name"])
                if held is None:
                    rows.insert_unit(
                        tx,
                        id=secrets.token_hex(16),
                        name=one["name"],
                        city=city,
                        created_at=datetime.now(UTC),
                        **values,
                    )
                    added += 1
                elif any(getattr(held, name) != value for name, value in values.items()):
                    rows.change_unit(tx, held.id, **values)
                    changed += 1
                else:
                    same += 1
            return Imported(added, changed, same)

        return self._take(actor, UNITS, "units", city, data, work)

    def people(self, actor: Actor, city: str, data: bytes) -> Imported:
        """By the authority for units of its city, or by a unit administrator for the own unit."""
        access.require(actor, "people.add")
        office = Role.AUTHORITY in actor.roles
        if office:
            _authority(actor, city)
        elif city != actor.city:
            raise Forbidden("只能导入本市本单位的人员。")
        found = read_form(PEOPLE, data)["people"]

        def work(tx: Transaction, faults: _Faults) -> Imported:
            added = changed = same = 0
            known_units = {one.name for one in rows.units_of(tx, city)}
            for one in found:
                role = ROLE_WORDS[one["role"] or "专业技术人员"]
                if any(ord(char) < 33 for char in one["login"]):
                    faults.add(one, "login", "sheet.login", "登录名不能含空格。", "请删去空格。")
                    continue
                if office and known_units and one["unit"] not in known_units:
                    faults.add(one, "unit", "sheet.unknown_unit", "这个单位还没有登记。", "请先导入单位，或核对名称。")
                    continue
                if not office and (one["unit"] != actor.employer or role != Role.PROFESSIONAL.value):
                    faults.add(one, "unit", "sheet.other_unit", "只能导入本单位的专业技术人员。", "请删去这一行。")
                    continue
                facts = {"title_level": LEVEL_WORDS.get(one["level"] or ""), "sector_zh": one["sector"]}
                facts = {name: value for name, value in facts.items() if value}
                held = people_rows.by_login(tx, one["login"])
                if held is None:
                    people_rows.insert(
                        tx,
                        id=secrets.token_hex(16),
                        login=one["login"],
                        name=one["name"],
                        employer=one["unit"],
                        city=city,
                        roles=[role],
                        settings=facts,
                        failures=0,
                        active=True,
                        created_at=datetime.now(UTC),
                    )
                    added += 1
                elif held.name != one["name"] or held.city != city or not may_see(actor, held):
                    faults.add(
                        one, "login", "sheet.login_taken", "这个登录名已属于别人。", "请换一个登录名，或核对姓名。"
                    )
                elif held.employer != one["unit"]:
                    faults.add(one, "unit", "sheet.other_unit_now", "此人现属另一单位。", "请由本人申请变更单位。")
                elif facts and {**held.settings, **facts} != dict(held.settings):
                    people_rows.update(tx, held.id, settings={**held.settings, **facts})
                    changed += 1
                else:
                    same += 1
            return Imported(added, changed, same)

        return self._take(actor, PEOPLE, "people", city, data, work)

    def hours(self, actor: Actor, city: str, data: bytes) -> Imported:
        """Hours an earlier system registered, so that caps and accounts are right. The same file counts once."""
        _authority(actor, city)
        found = read_form(HOURS, data)["hours"]
        digest = sha256(data).hexdigest()

        def work(tx: Transaction, faults: _Faults) -> Imported:
            if rows.imported_before(tx, "hours", digest, city) is not None:
                raise Conflict("这份文件已经导入过，没有再次计入。", code="import.repeated")
            seen: dict[tuple[Any, ...], int] = {}
            added = 0
            for one in found:
                person = people_rows.by_login(tx, one["login"])
                if person is None or person.city != city:
                    faults.add(one, "login", "sheet.unknown_person", "没有这个登录名。", "请先导入人员，或核对登录名。")
                    continue
                if person.name != one["name"]:
                    faults.add(one, "name", "sheet.other_name", "姓名与这个登录名不符。", "请核对。")
                    continue
                if person.id == actor.person_id:
                    faults.add(one, "login", "sheet.own", "不能导入自己的学时。", "请由其他人导入。")
                    continue
                policy = rules.policy_for(city, one["year"])
                if policy is None:
                    faults.add(one, "year", "sheet.year", "这一年度没有可用的认定办法。", "请核对年度。")
                    continue
                pathway = _pathway(policy, one["pathway"])
                if pathway is None:
                    near = "、".join(item.title for item in list(policy.pathways.values())[:6])
                    faults.add(
                        one, "pathway", "sheet.pathway", "认不出这个途径。", f"请填办法里的名称或代码，如：{near}。"
                    )
                    continue
                if one["first"] and one["last"] and one["last"] < one["first"]:
                    faults.add(one, "last", "sheet.dates", "结束日期早于开始日期。", "请核对。")
                    continue
                key = (person.id, one["year"], pathway, one["content"], one["first"], one["record_no"])
                if key in seen:
                    faults.add(
                        one, "content", "sheet.duplicate", f"与第 {seen[key]} 行是同一条登记。", "请删去重复的一行。"
                    )
                    continue
                seen[key] = one["_row"]
                if faults.none:
                    self._one(tx, actor, city, person, one, pathway)
                added += 1
            return Imported(added, 0, 0)

        return self._take(actor, HOURS, "hours", city, data, work)

    def _one(self, tx: Transaction, actor: Actor, city: str, person: Any, one: Mapping[str, Any], pathway: str) -> None:
        given: dict[str, Any] = {"event": one["content"], ON_FILE: ["platform_record"]}
        spec = rules.policy_for(city, one["year"])
        known = spec.pathways[pathway].spec if spec is not None else None
        for name, value in (("start", one["first"]), ("end", one["last"]), ("certificate_no", one["record_no"])):
            if value is not None and known is not None and known(name) is not None:
                given[name] = value if isinstance(value, str) else value.isoformat()
        credit_outright(
            tx,
            self._casebook,
            self._audit,
            actor,
            person,
            city=city,
            year=one["year"],
            pathway=pathway,
            given=given,
            hours=Decimal(str(one["hours"])),
            reason=f"原系统已登记，导入：{one['record_no'] or one['content']}",
        )

    def _take(
        self,
        actor: Actor,
        form: Form,
        kind: str,
        city: str,
        data: bytes,
        work: Callable[[Transaction, _Faults], Imported],
    ) -> Imported:
        faults = _Faults(form)
        with self._store.write() as tx:
            told = work(tx, faults)
            if faults.found:
                raise BadSheet(faults.found)  # rolls everything back
            rows.note_import(
                tx,
                id=secrets.token_hex(16),
                kind=kind,
                city=city,
                digest=sha256(data).hexdigest(),
                rows=told.added + told.changed + told.same,
                actor_id=actor.person_id,
                at=datetime.now(UTC),
            )
            detail = {"added": told.added, "changed": told.changed, "same": told.same}
            self._audit.append(tx, actor.person_id, f"import.{kind}", city, detail)
        return told


class _Faults:
    """Faults found against what the desk already knows, by cell."""

    def __init__(self, form: Form) -> None:
        (table,) = form.tables
        self._sheet = form.title
        self._columns = {field.name: get_column_letter(at) for at, field in enumerate(table.columns, 1)}
        self.found: list[CellFault] = []

    @property
    def none(self) -> bool:
        return not self.found

    def add(self, row: Mapping[str, Any], column: str, code: str, what: str, fix: str) -> None:
        self.found.append(CellFault(code, self._sheet, f"{self._columns[column]}{row['_row']}", what, fix))


def _authority(actor: Actor, city: str) -> None:
    if Role.AUTHORITY not in actor.roles or not (access.everywhere(actor) or actor.city == city):
        raise Forbidden("由本市主管部门导入。")


def _pathway(policy: rules.Policy, text: str) -> str | None:
    """By id, or by its whole title (blanks aside). Never guessed."""
    if text in policy.pathways:
        return text
    wanted = "".join(text.split())
    found = [one.id for one in policy.pathways.values() if "".join(one.title.split()) == wanted]
    return found[0] if len(found) == 1 else None
