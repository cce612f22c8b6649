"""Electronic registration (徐州 附件1): the person hands in the year's form, the unit checks it and seals it."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime

from claims import access
from claims.audit import Audit
from claims.errors import BadInput, Conflict, Forbidden, NotFound, Stale
from claims.serial import from_json, to_json
from claims.store import people as people_rows
from claims.store import yearly as rows
from claims.store.claims import Sight
from claims.store.engine import Row, Store, Transaction
from claims.vault import Vault
from claims.views import Actor
from claims.yearly.calendar import forms_of, registration_flags
from claims.yearly.nouns import RegistrationView, YearRecord
from claims.yearly.record import Records
from domain.claim import Role

STATES = {"submitted": "待单位核对", "checked": "单位已核对盖章", "returned": "单位退回补正"}


class Registrations:
    def __init__(self, store: Store, vault: Vault, audit: Audit, records: Records) -> None:
        self._store, self._vault, self._audit, self._records = store, vault, audit, records

    def submit(self, actor: Actor, year: int, person_id: str | None) -> str:
        """The actor's own form of the year's credited hours, as they stand now; again after a return."""
        person_id = person_id or actor.person_id
        now = datetime.now(UTC)
        with self._store.write() as tx:
            person = people_rows.by_id(tx, person_id)
            if person is None or not _for_person(actor, person):
                raise NotFound
            if person.employer is None:
                raise Conflict("还没有所属单位，请先登记单位。", code="yearly.no_unit")
            forms_of(person.city or "", year, "register")
            record = self._records.record(tx, person, year, Sight(person_id=person.id))
            body = _sealed(record)
            earlier = rows.registration_of(tx, person.id, year)
            if earlier is None:
                registration_id = secrets.token_hex(16)
                rows.insert_registration(
                    tx,
                    id=registration_id,
                    person_id=person.id,
                    employer=person.employer,
                    city=person.city,
                    year=year,
                    state="submitted",
                    version=1,
                    body_id=self._vault.keep(tx, body),
                    submitted_at=now,
                )
            else:
                if earlier.state != "returned":
                    raise Conflict("本年度的登记表已经报送。", code="yearly.registered")
                registration_id = earlier.id
                self._vault.forget(tx, earlier.body_id)
                self._change(tx, earlier, state="submitted", body_id=self._vault.keep(tx, body), submitted_at=now)
            self._audit.append(tx, actor.person_id, "registration.submit", registration_id, {"year": year})
        return registration_id

    def check(self, actor: Actor, registration_id: str, version: int, *, in_order: bool, reason: str) -> None:
        """The unit's step: held against the originals and sealed, or returned with a sentence."""
        if not in_order and not reason.strip():
            raise BadInput("reason", "请写明需要补正什么。")
        with self._store.write() as tx:
            row = rows.registration(tx, registration_id, lock=True)
            if row is None or not _may_see(actor, row):
                raise NotFound
            if not _unit_of(actor, row):
                raise Forbidden("登记表由所在单位核对盖章，本人的由他人核对。")
            if row.version != version:
                raise Stale("这份登记表刚刚变动过，请刷新。")
            if row.state != "submitted":
                raise Conflict("这份登记表已经办理。", code="yearly.wrong_state")
            state = "checked" if in_order else "returned"
            self._change(
                tx,
                row,
                state=state,
                reason=reason.strip()[:500],
                checked_by=actor.person_id,
                checked_at=datetime.now(UTC),
            )
            self._audit.append(tx, actor.person_id, f"registration.{state}", registration_id, {"version": version + 1})

    def view(self, actor: Actor, registration_id: str) -> RegistrationView:
        with self._store.read() as tx:
            row = rows.registration(tx, registration_id)
            if row is None or not _may_see(actor, row):
                raise NotFound
            return self._view(tx, actor, row)

    def listed(self, actor: Actor, year: int | None) -> tuple[RegistrationView, ...]:
        with self._store.read() as tx:
            if access.everywhere(actor):
                found = rows.registrations_of(tx, year=year)
            elif actor.has(Role.AUTHORITY, Role.INVESTIGATOR, Role.AUDITOR):
                found = rows.registrations_of(tx, city=actor.city or "", year=year)
            elif Role.UNIT_ADMIN in actor.roles:
                found = rows.registrations_of(tx, employer=actor.employer or "", year=year)
            else:
                found = [
                    row
                    for row in rows.registrations_of(tx, employer=actor.employer or "", year=year)
                    if row.person_id == actor.person_id
                ]
            return tuple(self._view(tx, actor, row) for row in found)

    def _view(self, tx: Transaction, actor: Actor, row: Row) -> RegistrationView:
        policy = forms_of(row.city, row.year, "register")
        flags = registration_flags(policy, row.year, row.submitted_at.date())
        unit_turn = row.state == "submitted" and _unit_of(actor, row)
        return RegistrationView(
            id=row.id,
            version=row.version,
            person_id=row.person_id,
            name=row.person_name,
            employer=row.employer,
            city=row.city,
            year=row.year,
            state=row.state,
            state_title=STATES[row.state],
            reason=row.reason,
            submitted_at=row.submitted_at,
            checked_at=row.checked_at,
            record=_opened(self._vault.open_small(tx, row.body_id)),
            flags=flags,
            moves=("check", "return") if unit_turn else (),
        )

    @staticmethod
    def _change(tx: Transaction, row: Row, **values: object) -> None:
        if not rows.change_registration(tx, row.id, row.version, **values):
            raise Stale("这份登记表刚刚变动过，请刷新。")


def _for_person(actor: Actor, person: Row) -> bool:
    if person.id == actor.person_id:
        return True
    return Role.UNIT_ADMIN in actor.roles and actor.employer is not None and actor.employer == person.employer


def _unit_of(actor: Actor, row: Row) -> bool:
    own = Role.UNIT_ADMIN in actor.roles and actor.employer is not None and actor.employer == row.employer
    return own and row.person_id != actor.person_id


def _may_see(actor: Actor, row: Row) -> bool:
    if row.person_id == actor.person_id or access.everywhere(actor):
        return True
    if Role.UNIT_ADMIN in actor.roles and actor.employer is not None and actor.employer == row.employer:
        return True
    overseeing = actor.has(Role.AUTHORITY, Role.INVESTIGATOR, Role.AUDITOR)
    return overseeing and actor.city is not None and actor.city == row.city


def _sealed(record: YearRecord) -> dict[str, object]:
    body: dict[str, object] = to_json(_texted(record))
    return body


def _texted(record: YearRecord) -> YearRecord:
    from dataclasses import replace

    entries = tuple(
        replace(
            one,
            first=one.first.isoformat() if one.first else None,  # type: ignore[arg-type] # JSON holds text
            last=one.last.isoformat() if one.last else None,  # type: ignore[arg-type]
        )
        for one in record.entries
    )
    return replace(record, entries=entries)


def _opened(body: object) -> YearRecord:
    from dataclasses import replace

    record = from_json(YearRecord, body)
    entries = tuple(
        replace(
            one,
            first=date.fromisoformat(str(one.first)) if one.first else None,
            last=date.fromisoformat(str(one.last)) if one.last else None,
        )
        for one in record.entries
    )
    return replace(record, entries=entries)
