"""Moves on classes: apply, approve, hand in the roster, register the hours. One transaction each, audited."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import rules
from claims import access
from claims.audit import Audit
from claims.casebook import Casebook
from claims.classes.checks import facts_of, flags_of, roster_flags
from claims.classes.held import (
    application_from,
    application_json,
    line_of,
    may_see,
    on_file,
    person_of,
    plain,
    roster_line,
    sides_of,
    told_by,
)
from claims.classes.match import fit
from claims.classes.nouns import Application, ClassLine, ClassMove, ClassView
from claims.classes.states import MOVE_TITLES, STATE_TITLES, YARDSTICKS, ClassRule, ClassState, moves_for, rule_for
from claims.errors import BadInput, Conflict, Forbidden, NotFound, Stale
from claims.forms import forms
from claims.forms.reading import read_form
from claims.lifecycle import LIVING
from claims.outright import credit_outright
from claims.prefill import ON_FILE
from claims.store import claims as claim_rows
from claims.store import classes as rows
from claims.store import people as people_rows
from claims.store.engine import Row, Store, Transaction
from claims.vault import Vault
from claims.views import Actor
from domain.claim import ClaimState, Role

#: Classes offered for narrowing a queue.
MOST_YARDSTICKS = 60


class Classes:
    def __init__(self, store: Store, vault: Vault, audit: Audit, casebook: Casebook) -> None:
        self._store, self._vault, self._audit, self._casebook = store, vault, audit, casebook

    # --- the provider -----------------------------------------------------------------------------------------------

    def apply(self, actor: Actor, application: Application, class_id: str | None, version: int | None) -> str:
        """A new application, or a returned one handed in again. An authority may file a paper application."""
        access.require(actor, "classes.apply")
        application = self._checked(actor, application)
        now = datetime.now(UTC)
        columns: dict[str, Any] = {
            "city": application.city,
            "year": application.year,
            "provider": application.unit_name,
            "title": application.class_title,
            "pathway": application.pathway,
            "first_day": application.first.isoformat(),
            "last_day": application.last.isoformat(),
            "hours_asked": application.hours_total,
            "planned": application.planned,
            "doc_no": application.doc_no,
            "updated_at": now,
        }
        with self._store.write() as tx:
            if class_id is None:
                class_id = secrets.token_hex(16)
                applied = application.applied_on or now.date()
                application = replace(application, applied_on=applied)
                rows.insert(
                    tx,
                    id=class_id,
                    state=ClassState.APPLIED.value,
                    version=1,
                    applied_on=applied.isoformat(),
                    applicant_id=actor.person_id,
                    body_id=self._vault.keep(tx, application_json(application)),
                    created_at=now,
                    **columns,
                )
                self._note(tx, actor, class_id, 1, "apply", None, ClassState.APPLIED)
                return class_id
            row = self._held(tx, actor, class_id, version, lock=True)
            rule = self._rule(actor, row, "apply")
            # The day of the first application counts: a return for correction does not make it late.
            application = replace(application, applied_on=date.fromisoformat(row.applied_on))
            body_id = self._vault.keep(tx, application_json(application))
            self._vault.forget(tx, row.body_id)
            self._move(tx, actor, row, rule, body_id=body_id, **columns)
        return class_id

    def hand_in_roster(
        self, actor: Actor, class_id: str, version: int | None, data: bytes, received_on: date | None
    ) -> None:
        """The filled 学时登记信息汇总表. Raises ``BadSheet`` with faults by cell; nothing changes then."""
        found = read_form(forms()["zhoushan_roster"], data)
        people = [{name: plain(value) for name, value in one.items() if name != "_row"} for one in found["people"]]
        with self._store.write() as tx:
            row = self._held(tx, actor, class_id, version, lock=True)
            rule = self._rule(actor, row, "hand_in_roster")
            on = received_on if received_on is not None and Role.AUTHORITY in actor.roles else date.today()
            if on < date.fromisoformat(row.last_day):
                raise BadInput("received_on", "汇总表报送日期早于培训结束日期，请核对。")
            roster_id = self._vault.keep(tx, {"people": people})
            if row.roster_id:
                self._vault.forget(tx, row.roster_id)
            rows.set_people(tx, class_id, [{"row": at, "outcome": "waiting"} for at in range(1, len(people) + 1)])
            self._move(tx, actor, row, rule, roster_id=roster_id, roster_on=on.isoformat())

    def withdraw(self, actor: Actor, class_id: str, version: int | None) -> None:
        with self._store.write() as tx:
            row = self._held(tx, actor, class_id, version, lock=True)
            self._move(tx, actor, row, self._rule(actor, row, "withdraw"))

    # --- the authority ----------------------------------------------------------------------------------------------

    def decide(
        self, actor: Actor, class_id: str, version: int | None, move: str, reason: str, hours: Decimal | None
    ) -> None:
        """``approve`` (with the hours), ``return``, ``decline``, ``return_roster``, ``register``."""
        if move not in ("approve", "return", "decline", "return_roster", "register"):
            raise BadInput("move", "没有这种办理。")
        if move in ("return", "decline", "return_roster") and not reason.strip():
            raise BadInput("reason", "请写明理由，举办单位会看到这句话。")
        with self._store.write() as tx:
            row = self._held(tx, actor, class_id, version, lock=True)
            rule = self._rule(actor, row, move)
            values: dict[str, Any] = {}
            if move == "approve":
                figure = hours if hours is not None else row.hours_asked
                if figure is None or not 0 < figure <= 1000:
                    raise BadInput("hours", "请填写核定的学时（0 到 1000 之间）。")
                values["hours_approved"] = figure
            if move == "register":
                self._register(tx, actor, row)
            self._move(tx, actor, row, rule, reason=reason, hours=values.get("hours_approved"), **values)

    def _register(self, tx: Transaction, actor: Actor, row: Row) -> None:
        """Credit the hours to everybody of the roster whom the desk knows for certain; the rest is said by row."""
        application = self.application(tx, row)
        people = self._vault.open_small(tx, row.roster_id)["people"]
        if any(Decimal(str(one["hours"])) > row.hours_approved for one in people):
            raise Conflict(
                f"名单里有人的学时高于核定的 {row.hours_approved} 学时，请退回汇总表更正。", code="class.hours_above"
            )
        known = people_rows.listed(tx, city=row.city)
        told = [self._register_one(tx, actor, row, application, at, one, known) for at, one in enumerate(people, 1)]
        rows.set_people(tx, row.id, told)

    def _register_one(
        self,
        tx: Transaction,
        actor: Actor,
        row: Row,
        application: Application,
        at: int,
        one: Mapping[str, Any],
        known: Sequence[Row],
    ) -> dict[str, Any]:
        found = person_of(one, known)
        person = found[0] if len(found) == 1 else None
        outcome, claim_id = "several_people" if found else "unknown_person", None
        if person is not None and person.id == actor.person_id:
            outcome = "own"
        elif person is not None:
            claim_id = self._claimed(tx, row, person)
            outcome = "claimed_before"
            if claim_id is None:
                claim_id = self._credit(tx, actor, row, application, person, Decimal(str(one["hours"])))
                outcome = "registered"
        return {
            "row": at,
            "person_id": person.id if person is not None else None,
            "claim_id": claim_id,
            "outcome": outcome,
        }

    def _claimed(self, tx: Transaction, row: Row, person: Row) -> str | None:
        """A claim of that person's own for this class that is already on its way or credited."""
        living = [
            claim
            for claim in claim_rows.of_year(tx, person.id, row.year, claim_rows.Sight(everything=True))
            if (state := ClaimState(claim.state)) in LIVING and state is not ClaimState.DRAFT
        ]
        days = date.fromisoformat(row.first_day), date.fromisoformat(row.last_day)
        for one in self._casebook.slim(tx, living):
            if fit(told_by(one), row.title, *days, row.doc_no) > 0:
                return str(one.row.id)
        return None

    def _credit(
        self, tx: Transaction, actor: Actor, row: Row, application: Application, person: Row, hours: Decimal
    ) -> str:
        given = facts_of(
            application,
            approved=hours,
            approved_by=actor.name,
            roster_on=date.fromisoformat(row.roster_on) if row.roster_on else None,
        )
        return credit_outright(
            tx,
            self._casebook,
            self._audit,
            actor,
            person,
            city=row.city,
            year=row.year,
            pathway=row.pathway,
            given={**given, ON_FILE: on_file(row.city, row.year, row.pathway)},
            hours=hours,
            reason=f"班次统一登记：{row.title}",
        )

    # --- looking ----------------------------------------------------------------------------------------------------

    def listed(self, actor: Actor, *, year: int | None, state: ClassState | None) -> tuple[ClassLine, ...]:
        states = [state.value] if state is not None else None
        with self._store.read() as tx:
            if access.everywhere(actor):
                found = rows.listed(tx, year=year, states=states)
            elif actor.has(Role.AUTHORITY, Role.INVESTIGATOR, Role.AUDITOR):
                found = rows.listed(tx, city=actor.city or "", year=year, states=states)
            elif Role.UNIT_ADMIN in actor.roles:
                found = rows.listed(tx, provider=actor.employer or "", year=year, states=states)
                wanted = [one for one in YARDSTICKS if state is None or one is state]
                others = rows.listed(tx, city=actor.city or "", year=year, states=[one.value for one in wanted])
                found += [one for one in others if one.provider != actor.employer]
            else:
                raise Forbidden
        return tuple(line_of(row) for row in found)

    def yardsticks(self, actor: Actor) -> tuple[ClassLine, ...]:
        """Approved classes in the actor's sight, the newest first; none for people who do not deal with classes."""
        if not actor.has(Role.UNIT_ADMIN, Role.AUTHORITY):
            return ()
        found = [line for line in self.listed(actor, year=None, state=None) if line.state in YARDSTICKS]
        return tuple(sorted(found, key=lambda line: line.first, reverse=True)[:MOST_YARDSTICKS])

    def view(self, actor: Actor, class_id: str) -> ClassView:
        with self._store.read() as tx:
            row = self._held(tx, actor, class_id, None)
            return self.view_of(tx, actor, row)

    def view_of(self, tx: Transaction, actor: Actor, row: Row) -> ClassView:
        application = self.application(tx, row)
        roster_on = date.fromisoformat(row.roster_on) if row.roster_on else None
        facts = facts_of(application, approved=row.hours_approved, approved_by="核定", roster_on=roster_on)
        flags = list(flags_of(application, facts, roster_on))
        people = self._vault.open_small(tx, row.roster_id)["people"] if row.roster_id else []
        flags += roster_flags(application, row.hours_approved, people)
        outcomes = {one.row: one for one in rows.people_of(tx, row.id)}
        own_only = None if actor.has(Role.AUTHORITY, Role.INVESTIGATOR) or row.provider == actor.employer else actor
        return ClassView(
            line=line_of(row),
            application=application,
            applicant_name=row.applicant_name,
            flags=tuple(flags),
            roster=tuple(
                roster_line(at, one, outcomes.get(at), row.hours_approved)
                for at, one in enumerate(people, 1)
                if own_only is None or one.get("company") == own_only.employer
            ),
            roster_on=roster_on,
            timeline=tuple(
                ClassMove(move.at, move.actor_name, move.move, MOVE_TITLES[move.move], move.reason, move.hours)
                for move in rows.moves_of(tx, row.id)
            ),
            moves=moves_for(ClassState(row.state), sides_of(actor, row)),
        )

    def roster_people(self, tx: Transaction, row: Row) -> list[Mapping[str, Any]]:
        return list(self._vault.open_small(tx, row.roster_id)["people"]) if row.roster_id else []

    def form_data(self, actor: Actor, class_id: str) -> dict[str, Any]:
        """The class as data of ``zhoushan_application`` and ``zhoushan_roster`` (ID numbers whole: official form)."""
        with self._store.read() as tx:
            row = self._held(tx, actor, class_id, None)
            if not sides_of(actor, row):
                raise Forbidden
            application, people = self.application(tx, row), self.roster_people(tx, row)
            approved = next((one for one in reversed(rows.moves_of(tx, class_id)) if one.move == "approve"), None)
        return {
            "unit_name": application.unit_name,
            "unit_code": application.unit_code,
            "address": application.address,
            "contact": application.contact,
            "class_title": application.class_title,
            "place": application.place,
            "content": application.content,
            "period": {"first": application.first, "last": application.last, "days": application.days},
            "hours": {"per_day": application.hours_per_day, "total": application.hours_total},
            "planned": application.planned,
            "filed_on": application.applied_on,
            "opinion": {"hours": approved.hours, "reviewer": approved.actor_name, "on": approved.at.date()}
            if approved is not None
            else {},
            "people": people,
            "filled_on": date.fromisoformat(row.roster_on) if row.roster_on else None,
        }

    # --- inside -----------------------------------------------------------------------------------------------------

    def application(self, tx: Transaction, row: Row) -> Application:
        return application_from(self._vault.open_small(tx, row.body_id))

    @staticmethod
    def _checked(actor: Actor, application: Application) -> Application:
        policy = rules.policy_for(application.city, application.year)
        if policy is None or application.pathway not in policy.pathways:
            raise BadInput("pathway", "本市这一年度的认定办法里没有这个途径。")
        if not application.class_title.strip() or not application.unit_name.strip():
            raise BadInput("class_title", "请填写单位名称和培训名称。")
        if application.last < application.first or application.days <= 0:
            raise BadInput("last", "培训时间不对：结束日期早于开始日期，或天数不是正数。")
        if application.first.year != application.year:
            raise BadInput("year", "培训时间不在所选年度之内。")
        if access.everywhere(actor) or (Role.AUTHORITY in actor.roles and actor.city == application.city):
            if application.applied_on is not None and application.applied_on > date.today():
                raise BadInput("applied_on", "申请日期不能晚于今天。")
            return application
        if application.unit_name != actor.employer or application.city != actor.city:
            raise Forbidden("只能为本单位申请办班。")
        return replace(application, applied_on=None)

    def _held(self, tx: Transaction, actor: Actor, class_id: str, version: int | None, *, lock: bool = False) -> Row:
        row = rows.get(tx, class_id, lock=lock)
        if row is None or not may_see(actor, row):
            raise NotFound
        if version is not None and row.version != version:
            raise Stale("这个班次刚刚被别人办理过，请刷新后再办。")
        return row

    @staticmethod
    def _rule(actor: Actor, row: Row, move: str) -> ClassRule:
        state = ClassState(row.state)
        rule = rule_for(move, state, sides_of(actor, row))
        if rule is not None:
            return rule
        if rule_for(move, state, frozenset({"provider", "authority"})) is None:
            raise Conflict(f"“{STATE_TITLES[state]}”的班次不能{MOVE_TITLES[move]}。", code="class.wrong_state")
        raise Forbidden(f"这一步的“{MOVE_TITLES[move]}”不由您办理。")

    def _move(
        self,
        tx: Transaction,
        actor: Actor,
        row: Row,
        rule: ClassRule,
        *,
        reason: str = "",
        hours: Decimal | None = None,
        **values: Any,
    ) -> None:
        values = {"updated_at": datetime.now(UTC), **values}
        if not rows.change(tx, row.id, row.version, state=rule.to.value, **values):
            raise Stale("这个班次刚刚被别人办理过，请刷新后再办。")
        self._note(tx, actor, row.id, row.version + 1, rule.move, row.state, rule.to, reason, hours)

    def _note(
        self,
        tx: Transaction,
        actor: Actor,
        class_id: str,
        version: int,
        move: str,
        before: str | None,
        to: ClassState,
        reason: str = "",
        hours: Decimal | None = None,
    ) -> None:
        rows.add_move(
            tx,
            id=secrets.token_hex(16),
            class_id=class_id,
            version=version,
            at=datetime.now(UTC),
            actor_id=actor.person_id,
            move=move,
            from_state=before,
            to_state=to.value,
            reason=reason.strip()[:2000],
            hours=hours,
        )
        detail = {"from": before, "to": to.value, "version": version} | ({"hours": str(hours)} if hours else {})
        self._audit.append(tx, actor.person_id, f"class.{move}", class_id, detail)
