"""A person's year over credited claims, from the account; several years side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import rules
from claims import access
from claims.account import Accounts, reckon_year
from claims.casebook import Casebook, Folder
from claims.classes.held import told_by
from claims.errors import NotFound
from claims.lifecycle import LIVING, state_title
from claims.people import may_see
from claims.stages import stages_of
from claims.store import claims as rows
from claims.store import people as people_rows
from claims.store.claims import Sight
from claims.store.engine import Row, Store, Transaction
from claims.views import Actor
from claims.yearly.nouns import RecordEntry, SubjectTotal, YearRecord, YearsView
from domain.claim import ClaimState

LEVELS = {"senior": "高级", "intermediate": "中级", "junior": "初级", "none": "无"}


class Records:
    def __init__(self, store: Store, casebook: Casebook, accounts: Accounts) -> None:
        self._store, self._casebook, self._accounts = store, casebook, accounts

    def of(self, actor: Actor, person_id: str, year: int) -> YearRecord:
        with self._store.read() as tx:
            person = self._person(tx, actor, person_id)
            return self.record(tx, person, year, access.sight(actor))

    def years(self, actor: Actor, person_id: str, first: int, last: int) -> YearsView:
        with self._store.read() as tx:
            person = self._person(tx, actor, person_id)
            sight = access.sight(actor)
            found = tuple(self.record(tx, person, year, sight) for year in range(first, last + 1))
        judged = [one for one in found if one.policy is not None]  # a year without a document is no year of nothing
        totals = [one.total("total") for one in judged]
        average = (sum(totals, Decimal(0)) / len(totals)).quantize(Decimal("0.1")) if totals else Decimal(0)
        required = {one.required("total") for one in judged} - {None}
        met = average >= max(one for one in required if one is not None) if len(required) == 1 else None
        return YearsView(person_id, person.name, found, average, met)

    @staticmethod
    def _person(tx: Transaction, actor: Actor, person_id: str) -> Row:
        person = people_rows.by_id(tx, person_id)
        if person is None or not may_see(actor, person):
            raise NotFound
        return person

    def record(self, tx: Transaction, person: Row, year: int, sight: Sight) -> YearRecord:
        """Inside the caller's transaction; ``sight`` limits the claims."""
        found = rows.of_year(tx, person.id, year, sight)
        city = person.city or next((row.city for row in found), "")
        policy = rules.policy_for(city, year)
        folders = self._casebook.slim(tx, [row for row in found if ClaimState(row.state) in LIVING])
        credited = [one for one in folders if one.row.state == ClaimState.CREDITED.value]
        proposal = reckon_year(city, year, person.settings, credited).proposal
        return YearRecord(
            person_id=person.id,
            name=person.name,
            employer=person.employer,
            city=city,
            year=year,
            title_level=LEVELS.get(person.settings.get("title_level", ""), ""),
            policy=policy.id if policy is not None else None,
            policy_title=policy.title if policy is not None else "",
            entries=tuple(_entry(one, policy) for one in folders),
            totals=_totals(policy, proposal),
            met=str(proposal["requirement"]["met"]) if proposal is not None else "undetermined",
        )


def _entry(folder: Folder, policy: Any) -> RecordEntry:
    row, told = folder.row, told_by(folder)
    pathway = policy.pathways.get(row.pathway) if policy is not None and row.pathway else None
    activity = folder.held.get("activity") or {}
    state = ClaimState(row.state)
    return RecordEntry(
        claim_id=row.id,
        content=told.title or (pathway.title if pathway is not None else ""),
        pathway=pathway.title if pathway is not None else "",
        clause=pathway.clause if pathway is not None else "",
        subject=row.subject or "",
        subject_title=policy.subjects.get(row.subject, "") if policy is not None and row.subject else "",
        first=told.first,
        last=told.last,
        hours=row.credited if row.credited is not None else row.default_hours,
        state=state_title(state, row.level, stages_of(row.city, row.year)),
        credited=state is ClaimState.CREDITED,
        organiser=str(activity.get("approved_by") or activity.get("provider") or ""),
    )


def _totals(policy: Any, proposal: Mapping[str, Any] | None) -> tuple[SubjectTotal, ...]:
    if policy is None or proposal is None:
        return ()
    required = proposal["requirement"].get("required", {})
    shortfall = proposal["requirement"].get("shortfall", {})
    found = []
    for subject in (*policy.subjects, "total"):
        short = shortfall.get(subject)
        least = required.get(subject)
        found.append(
            SubjectTotal(
                subject=subject,
                title=policy.subject_title(subject),
                counted=Decimal(str(proposal["totals"][subject]["low"])),
                required=Decimal(str(least)) if least is not None else None,
                short=Decimal(str(short["high"])) if short else None,
            )
        )
    return tuple(found)


def record_data(record: YearRecord, *, printed_on: date) -> dict[str, Any]:
    """For the form ``yearly_record``: credited entries and the totals after caps."""
    result = {"yes": "已达到年度要求", "no": "未达到年度要求"}.get(record.met, "尚不能判定")
    short = [f"{one.title}还差 {one.short} 学时" for one in record.totals if one.short]
    return {
        "name": record.name,
        "unit": record.employer,
        "year": record.year,
        "title_level": record.title_level,
        "policy": record.policy_title,
        "printed_on": printed_on,
        "entries": [
            {
                "number": at,
                "content": one.content,
                "pathway": one.pathway,
                "clause": one.clause,
                "subject": one.subject_title,
                "first": one.first,
                "last": one.last,
                "hours": one.hours,
                "state": one.state,
            }
            for at, one in enumerate(credited_entries(record), 1)
        ],
        "totals": [
            {"subject": one.title, "counted": one.counted, "required": one.required, "short": one.short or 0}
            for one in record.totals
        ],
        "result": "；".join([result, *short]),
    }


def registration_data(record: YearRecord, *, unit_opinion: str = "") -> dict[str, Any]:
    """For the form ``xuzhou_registration``."""
    public, professional = public_hours(record), record.total("professional")
    return {
        "name": record.name,
        "unit": record.employer,
        "year": record.year,
        "title_level": record.title_level,
        "entries": [
            {
                "number": at,
                "content": one.content,
                "form": one.pathway[:100],
                "first": one.first,
                "last": one.last,
                "public_hours": one.hours if one.subject != "professional" else None,
                "professional_hours": one.hours if one.subject == "professional" else None,
                "result": "已认定",
                "provider": one.organiser,
            }
            for at, one in enumerate(credited_entries(record), 1)
        ],
        "public_total": public,
        "professional_total": professional,
        "unit_opinion": unit_opinion,
    }


def credited_entries(record: YearRecord) -> Sequence[RecordEntry]:
    return [one for one in record.entries if one.credited]


def public_hours(record: YearRecord) -> Decimal:
    """Counted hours of all public subjects together."""
    left_out = ("professional", "total")
    return sum((one.counted for one in record.totals if one.subject not in left_out), Decimal(0))
