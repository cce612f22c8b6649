"""Approved institutions and their yearly assessment figures: kept by the office, held against the document's marks.

What a figure means for recognition is decided by people; here it is only said which mark a year falls under.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import rules
from claims import access
from claims.audit import Audit
from claims.classes.nouns import Flag
from claims.errors import BadInput, Conflict, Forbidden, NotFound
from claims.store import units as rows
from claims.store.engine import Row, Store, Transaction
from claims.views import Actor
from domain.claim import Role

KINDS = {"association": "协会（学会）", "other": "其他培训机构", "online": "线上教育机构"}


@dataclass(frozen=True, slots=True)
class InstitutionYear:
    year: int
    trainees: int | None
    complaints: int
    verified: bool
    evasion: bool
    note: str
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class InstitutionView:
    id: str
    city: str
    name: str
    kind: str
    kind_title: str
    subjects: tuple[str, ...]
    years: tuple[InstitutionYear, ...]


class Institutions:
    def __init__(self, store: Store, audit: Audit) -> None:
        self._store, self._audit = store, audit

    def listed(self, actor: Actor, city: str | None = None) -> tuple[InstitutionView, ...]:
        wanted = city if access.everywhere(actor) else actor.city or ""
        with self._store.read() as tx:
            return tuple(self._view(tx, row) for row in rows.institutions_of(tx, wanted))

    def load_from_policy(self, actor: Actor, city: str, year: int) -> int:
        """Put the institutions the document lists into the office's book; how many were new."""
        _office(actor, city)
        policy = rules.policy_for(city, year)
        if policy is None or not policy.institutions:
            raise Conflict("本市的办法没有列出机构。", code="institutions.none")
        added = 0
        with self._store.write() as tx:
            known = {row.name for row in rows.institutions_of(tx, city)}
            listed: dict[str, list[str]] = {}
            for one in policy.institutions:  # one body may stand in two annexes
                listed.setdefault(one.name, []).extend(one.subjects)
            for name, subjects in listed.items():
                if name in known:
                    continue
                association = any(word in name for word in ("协会", "学会"))
                kind = "association" if association else "other"
                self._insert(tx, city, name, kind, list(dict.fromkeys(subjects)))
                added += 1
            self._audit.append(tx, actor.person_id, "institutions.load", city, {"added": added})
        return added

    def add(self, actor: Actor, city: str, name: str, kind: str, subjects: tuple[str, ...]) -> None:
        _office(actor, city)
        if kind not in KINDS or not name.strip():
            raise BadInput("name", "请填写机构名称和类别。")
        with self._store.write() as tx:
            if any(row.name == name.strip() for row in rows.institutions_of(tx, city)):
                raise Conflict("这个机构已经登记。", code="institutions.known")
            self._insert(tx, city, name.strip()[:200], kind, [one[:60] for one in subjects])
            self._audit.append(tx, actor.person_id, "institutions.add", city)

    def assess(self, actor: Actor, institution_id: str, year: int, figures: Mapping[str, Any]) -> InstitutionView:
        """Figures of a year: trainees, complaints, verified, evasion, note."""
        with self._store.write() as tx:
            row = rows.institution(tx, institution_id)
            if row is None or not (access.everywhere(actor) or actor.city == row.city):
                raise NotFound
            _office(actor, row.city)
            trainees, complaints = figures.get("trainees"), figures.get("complaints", 0)
            for name, value in (("trainees", trainees), ("complaints", complaints)):
                if value is not None and not 0 <= value <= 10_000_000:
                    raise BadInput(name, "请填写不小于 0 的整数。")
            rows.set_institution_year(
                tx,
                institution_id,
                year,
                trainees=trainees,
                complaints=complaints,
                verified=bool(figures.get("verified")),
                evasion=bool(figures.get("evasion")),
                note=str(figures.get("note", ""))[:1000],
                actor_id=actor.person_id,
                at=datetime.now(UTC),
            )
            self._audit.append(tx, actor.person_id, "institutions.assess", institution_id, {"year": year})
            return self._view(tx, row)

    @staticmethod
    def _insert(tx: Transaction, city: str, name: str, kind: str, subjects: list[str]) -> None:
        rows.insert_institution(tx, id=secrets.token_hex(16), city=city, name=name, kind=kind, subjects=subjects)

    @staticmethod
    def _view(tx: Transaction, row: Row) -> InstitutionView:
        years = tuple(
            InstitutionYear(
                one.year,
                one.trainees,
                one.complaints,
                one.verified,
                one.evasion,
                one.note,
                assessment(row.city, row.kind, one),
            )
            for one in rows.years_of_institution(tx, row.id)
        )
        return InstitutionView(row.id, row.city, row.name, row.kind, KINDS[row.kind], tuple(row.subjects), years)


def assessment(city: str, kind: str, figures: Any) -> tuple[Flag, ...]:
    """Under which marks of the document (嘉人社〔2023〕7号 五（二）) the year's figures fall."""
    policy = rules.policy_for(city, figures.year)
    marks = next(
        (one for one in (policy.data.get("penalty", ()) if policy is not None else ()) if "other_trainees" in one), None
    )
    if marks is None:
        return ()
    found = []
    wanted = marks["association_trainees"] if kind == "association" else marks["other_trainees"]
    if figures.trainees is not None and figures.trainees < wanted:
        text = f"年度培训 {figures.trainees} 人次，少于 {wanted} 人次。"
        found.append(Flag("few_trainees", "doubt", text, marks["clause"]))
    if figures.complaints >= marks["complaints"] and figures.verified:
        text = f"投诉 {figures.complaints} 次且经查实违规。"
        found.append(Flag("complaints", "doubt", text, marks["clause"]))
    if figures.evasion:
        found.append(Flag("evasion", "doubt", "存在规避、变通、套取学时等情形。", marks["clause"]))
    if found:
        text = f"按文件，{marks['years']} 年内不认定为培训机构；是否适用由主管部门决定。"
        found.append(Flag("consequence", "note", text, marks["clause"]))
    return tuple(found)


def _office(actor: Actor, city: str) -> None:
    if Role.AUTHORITY not in actor.roles or not (access.everywhere(actor) or actor.city == city):
        raise Forbidden("由本市主管部门维护。")
