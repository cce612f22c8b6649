"""The verification table per unit (徐州 附件2): made and sealed by the unit, verified by the review body."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, Literal

from claims import access
from claims.audit import Audit
from claims.classes.nouns import Flag
from claims.errors import BadInput, Conflict, Forbidden, NotFound, Stale
from claims.serial import from_json, to_json
from claims.store import people as people_rows
from claims.store import yearly as rows
from claims.store.claims import Sight
from claims.store.engine import Row, Store, Transaction
from claims.vault import Vault
from claims.views import Actor
from claims.yearly.calendar import forms_of, verification_flags
from claims.yearly.nouns import VerificationView, VerifiedPerson
from claims.yearly.record import Records, public_hours
from domain.claim import Role

STATES = {"draft": "单位填报中", "sealed": "单位已盖章，待审验", "verified": "已审验", "returned": "退回补正"}
KINDS = {"yearly": "集中审验", "supplementary": "补充审验"}
#: The words the document has the review body write (2016年年度验审通知 二3（3）).
PASSED = "继续教育审验合格"
NOT_REACHED = "未达到要求，暂不审验"
UNCLEAR = "待核定"
REASONS = ("申报职称", "岗位聘任", "执业再注册")


class Verifications:
    def __init__(self, store: Store, vault: Vault, audit: Audit, records: Records) -> None:
        self._store, self._vault, self._audit, self._records = store, vault, audit, records

    def make(
        self,
        actor: Actor,
        year: int,
        people: Sequence[tuple[str, str]],
        kind: Literal["yearly", "supplementary"],
    ) -> str:
        """A unit's table over ``(person id, reason)`` rows, worked out from the credited hours now."""
        if Role.UNIT_ADMIN not in actor.roles or actor.employer is None:
            raise Forbidden("年度审验表由单位人事部门填报。")
        if kind not in KINDS:
            raise BadInput("kind", "审验方式应为集中审验或补充审验。")
        if not people or len(people) > 5000 or len({one for one, _ in people}) != len(people):
            raise BadInput("people", "请选择 1 到 5000 人，每人一次。")
        if any(reason not in REASONS for _, reason in people):
            raise BadInput("reason", f"审验事由应为：{'、'.join(REASONS)}。")
        policy = forms_of(actor.city or "", year, "verification")
        with self._store.write() as tx:
            busy = self._already(tx, actor.employer, year)
            checked = rows.checked_people(tx, actor.employer, year)
            found = []
            for person_id, reason in people:
                person = people_rows.by_id(tx, person_id)
                if person is None or person.employer != actor.employer:
                    raise NotFound
                if person_id in busy:
                    raise Conflict(f"{person.name}已在本年度的另一份审验表里。", code="yearly.twice")
                found.append(self._person(tx, person, year, reason, checked))
            verification_id = secrets.token_hex(16)
            rows.insert_verification(
                tx,
                id=verification_id,
                employer=actor.employer,
                city=actor.city,
                year=year,
                kind=kind,
                state="draft",
                version=1,
                headcount=len(found),
                body_id=self._vault.keep(tx, {"people": [to_json(one) for one in found]}),
                made_by=actor.person_id,
                created_at=datetime.now(UTC),
            )
            detail = {"people": len(found), "year": year, "policy": policy.id}
            self._audit.append(tx, actor.person_id, "verification.make", verification_id, detail)
        return verification_id

    def seal(self, actor: Actor, verification_id: str, version: int) -> None:
        """The unit has checked the table against the originals and sealed it. Figures are worked out anew."""
        with self._store.write() as tx:
            row = self._held(tx, actor, verification_id, version)
            if not _unit_of(actor, row):
                raise Forbidden("由填报单位盖章。")
            if row.state not in ("draft", "returned"):
                raise Conflict("这份审验表已经盖章。", code="yearly.wrong_state")
            fresh = []
            checked = rows.checked_people(tx, row.employer, row.year)
            for one in self._people(tx, row):
                person = people_rows.by_id(tx, one.person_id)
                if person is not None:
                    fresh.append(self._person(tx, person, row.year, one.reason, checked))
            self._write(tx, row, fresh, state="sealed", sealed_at=datetime.now(UTC), headcount=len(fresh), reason="")
            self._audit.append(tx, actor.person_id, "verification.seal", row.id, {"version": version + 1})

    def decide(self, actor: Actor, verification_id: str, version: int, *, in_order: bool, reason: str) -> None:
        """The review body writes its result under every row, or sends the table back."""
        if not in_order and not reason.strip():
            raise BadInput("reason", "请写明退回的理由。")
        with self._store.write() as tx:
            row = self._held(tx, actor, verification_id, version)
            if not _body_of(actor, row):
                raise Forbidden("由年审机构审验。")
            if row.state != "sealed":
                raise Conflict("单位盖章后才能审验。", code="yearly.wrong_state")
            people = self._people(tx, row)
            if in_order and any(one.met == "undetermined" for one in people):
                raise Conflict("有人的职称级别或学时还不能判定，请退回单位补充。", code="yearly.undetermined")
            now = datetime.now(UTC)
            if in_order:
                self._write(tx, row, people, state="verified", verified_by=actor.person_id, verified_at=now)
            else:
                self._write(tx, row, people, state="returned", reason=reason.strip()[:500])
            move = "verified" if in_order else "returned"
            self._audit.append(tx, actor.person_id, f"verification.{move}", row.id, {"version": version + 1})

    def view(self, actor: Actor, verification_id: str) -> VerificationView:
        with self._store.read() as tx:
            return self._view(tx, actor, self._held(tx, actor, verification_id, None))

    def listed(self, actor: Actor, year: int | None) -> tuple[VerificationView, ...]:
        with self._store.read() as tx:
            if access.everywhere(actor):
                found = rows.verifications_of(tx, year=year)
            elif actor.has(Role.AUTHORITY, Role.INVESTIGATOR, Role.AUDITOR):
                found = [
                    one for one in rows.verifications_of(tx, city=actor.city or "", year=year) if one.state != "draft"
                ]
            elif Role.UNIT_ADMIN in actor.roles:
                found = rows.verifications_of(tx, employer=actor.employer or "", year=year)
            else:
                raise Forbidden
            return tuple(self._view(tx, actor, row) for row in found)

    def verified_people(self, tx: Transaction, city: str, year: int) -> list[tuple[Row, VerifiedPerson]]:
        """Everybody on verified tables of the city and year who passed."""
        return [
            (row, one)
            for row in rows.verifications_of(tx, city=city, year=year, state="verified")
            for one in self._people(tx, row)
            if one.met == "yes"
        ]

    # --- inside -----------------------------------------------------------------------------------------------------

    def _person(self, tx: Transaction, person: Row, year: int, reason: str, checked: frozenset[str]) -> VerifiedPerson:
        record = self._records.record(tx, person, year, Sight(person_id=person.id))
        public, least = public_hours(record), record.required("public")
        known = bool(record.title_level) and record.required("total") is not None
        met = record.met if known else "undetermined"
        short = [f"{one.title}还差 {one.short}" for one in record.totals if one.short]
        return VerifiedPerson(
            person_id=person.id,
            name=person.name,
            title_level=record.title_level,
            reason=reason,
            public_hours=public,
            professional_hours=record.total("professional"),
            total_hours=record.total("total"),
            required_hours=record.required("total"),
            public_exam=least is not None and public >= least,
            registered=person.id in checked,
            met=met,
            result={"yes": PASSED, "no": NOT_REACHED}.get(met, UNCLEAR),
            remark="；".join(short),
        )

    def _already(self, tx: Transaction, employer: str, year: int) -> frozenset[str]:
        """People on a table that is not settled, or who passed; who did not reach may come back."""
        return frozenset(
            one.person_id
            for row in rows.verifications_of(tx, employer=employer, year=year)
            for one in self._people(tx, row)
            if row.state != "verified" or one.met == "yes"
        )

    def _people(self, tx: Transaction, row: Row) -> tuple[VerifiedPerson, ...]:
        held = self._vault.open_small(tx, row.body_id)["people"]
        return tuple(from_json(VerifiedPerson, one) for one in held)

    def _write(self, tx: Transaction, row: Row, people: Sequence[VerifiedPerson], **values: Any) -> None:
        body_id = self._vault.keep(tx, {"people": [to_json(one) for one in people]})
        self._vault.forget(tx, row.body_id)
        if not rows.change_verification(tx, row.id, row.version, body_id=body_id, **values):
            raise Stale("这份审验表刚刚变动过，请刷新。")

    @staticmethod
    def _held(tx: Transaction, actor: Actor, verification_id: str, version: int | None) -> Row:
        row = rows.verification(tx, verification_id, lock=version is not None)
        if row is None or not (_unit_of(actor, row) or _overseen(actor, row)):
            raise NotFound
        if version is not None and row.version != version:
            raise Stale("这份审验表刚刚变动过，请刷新。")
        return row

    def _view(self, tx: Transaction, actor: Actor, row: Row) -> VerificationView:
        policy = forms_of(row.city, row.year, "verification")
        on: date = (row.sealed_at or row.created_at).date()
        people = self._people(tx, row)
        flags = list(verification_flags(policy, row.year, row.kind, on))
        missing = sum(not one.registered for one in people)
        if missing:
            flags.append(Flag("not_registered", "note", f"{missing} 人还没有经单位核对的电子登记表。"))
        unclear = sum(one.met == "undetermined" for one in people)
        if unclear:
            flags.append(Flag("undetermined", "doubt", f"{unclear} 人不能判定（多因未填职称级别）。"))
        moves: tuple[str, ...] = ()
        if row.state in ("draft", "returned") and _unit_of(actor, row):
            moves = ("seal",)
        elif row.state == "sealed" and _body_of(actor, row):
            moves = ("verify", "return")
        return VerificationView(
            id=row.id,
            version=row.version,
            employer=row.employer,
            city=row.city,
            year=row.year,
            kind=row.kind,
            state=row.state,
            state_title=STATES[row.state],
            reason=row.reason,
            people=people,
            flags=tuple(flags),
            sealed_at=row.sealed_at,
            verified_at=row.verified_at,
            moves=moves,
        )


def _unit_of(actor: Actor, row: Row) -> bool:
    return Role.UNIT_ADMIN in actor.roles and actor.employer is not None and actor.employer == row.employer


def _overseen(actor: Actor, row: Row) -> bool:
    if access.everywhere(actor):
        return True
    overseeing = actor.has(Role.AUTHORITY, Role.INVESTIGATOR, Role.AUDITOR)
    return overseeing and actor.city is not None and actor.city == row.city and row.state != "draft"


def _body_of(actor: Actor, row: Row) -> bool:
    return Role.AUTHORITY in actor.roles and (access.everywhere(actor) or actor.city == row.city)


def verification_data(view: VerificationView) -> dict[str, Any]:
    """For the form ``xuzhou_verification``. The body's words stand only once it has spoken."""
    spoken = view.state == "verified"
    return {
        "unit": view.employer,
        "year": view.year,
        "kind": KINDS[view.kind],
        "headcount": len(view.people),
        "people": [
            {
                "number": at,
                "name": one.name,
                "title_level": one.title_level,
                "reason": one.reason,
                "public_hours": one.public_hours,
                "professional_hours": one.professional_hours,
                "total_hours": one.total_hours,
                "required_hours": one.required_hours,
                "public_exam": one.public_exam,
                "result": one.result if spoken else None,
                "remark": one.remark,
            }
            for at, one in enumerate(view.people, 1)
        ],
        "unit_opinion": f"已核对，盖章日期 {view.sealed_at.date()}" if view.sealed_at else None,
        "body_opinion": f"{PASSED}（按名单所列结果）{view.verified_at.date()}" if view.verified_at else None,
    }
