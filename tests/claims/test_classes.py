"""Training classes: application, deadlines, approval, roster, hours for all; the dossier and its bulk confirm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from claims.classes.match import Told, fit
from claims.classes.nouns import Application, ClassView, Lecturer, Session
from claims.classes.states import ClassState
from claims.errors import BadInput, Conflict, Forbidden, NotFound, Stale
from claims.forms import forms
from claims.forms.book import book
from claims.forms.faults import BadSheet
from claims.forms.layout import lay_out
from claims.store import claims as claim_rows
from claims.views import Actor, BulkItem
from domain.claim import ClaimState, Role
from tests.claims.conftest import UNIT, Office
from tests.claims.test_review import settle

TITLE = "水利工程质量安全管理培训班"


def application(**more: Any) -> Application:
    base = Application(
        city="jiaxing",
        year=2023,
        pathway="industry_authority_class",
        unit_name=UNIT,
        class_title=TITLE,
        first=date(2023, 5, 10),
        last=date(2023, 5, 11),
        days=Decimal(2),
        hours_per_day=Decimal(6),
        hours_total=Decimal(12),
        planned=30,
        lecturers=(Lecturer("高原", "正高级工程师", "质量"),),
        schedule=(Session(date(2023, 5, 10), "8:30", "质量管理", "高原"),),
    )
    return replace(base, **more)


def roster(*names: str, hours: float = 12, title: str = TITLE, company: str = UNIT) -> bytes:
    people = [
        {
            "number": at,
            "training_unit": UNIT,
            "class_title": title,
            "name": name,
            "company": company,
            "hours": hours,
        }
        for at, name in enumerate(names, 1)
    ]
    return book([lay_out(forms()["zhoushan_roster"], {"people": people})])


def approved(office: Office, **more: Any) -> ClassView:
    view = office.desk.apply_class(office.unit, application(**more))
    return office.desk.decide_class(office.authority, view.line.id, view.line.version, "approve", hours=Decimal(12))


def with_roster(office: Office, *names: str, **more: Any) -> ClassView:
    view = approved(office)
    return office.desk.hand_in_roster(office.unit, view.line.id, view.line.version, roster(*names, **more))


def codes(view: ClassView) -> dict[str, str]:
    return {flag.code: flag.tone for flag in view.flags}


# --- the class itself ---------------------------------------------------------------------------------------------


def test_hours_are_registered_for_all_after_review(office: Office) -> None:
    view = with_roster(office, "郑晓岚", "高一鸣", "查无此人")
    assert view.line.state is ClassState.ROSTER_IN
    view = office.desk.decide_class(office.authority, view.line.id, view.line.version, "register")
    assert view.line.state is ClassState.REGISTERED
    assert [one.outcome for one in view.roster] == ["registered", "registered", "unknown_person"]
    for actor in (office.person, office.colleague):
        account = office.desk.year_account(actor, actor.person_id, 2023)
        assert account.credited is not None
        assert account.credited["totals"]["professional"] == {"low": 12, "high": 12}
        (claim,) = account.claims
        told = office.desk.claim(actor, claim.id)
        assert told.summary.state is ClaimState.CREDITED
        assert TITLE in told.timeline[-1].reason
    assert office.desk.audit_verify().ok


def test_returned_application_goes_round_and_keeps_its_day(office: Office) -> None:
    view = office.desk.apply_class(office.unit, application())
    assert view.moves == ("withdraw",)
    with pytest.raises(BadInput):
        office.desk.decide_class(office.authority, view.line.id, view.line.version, "return")
    back = office.desk.decide_class(
        office.authority, view.line.id, view.line.version, "return", reason="请补充师资介绍"
    )
    assert back.line.state is ClassState.RETURNED
    again = office.desk.apply_class(
        office.unit, application(place="嘉兴"), class_id=view.line.id, version=back.line.version
    )
    assert again.line.state is ClassState.APPLIED
    assert again.application.place == "嘉兴"
    assert again.application.applied_on == view.application.applied_on
    assert [move.move for move in again.timeline] == ["apply", "return", "apply"]


def test_who_may_do_what(office: Office) -> None:
    view = office.desk.apply_class(office.unit, application())
    with pytest.raises(Forbidden):
        office.desk.decide_class(office.unit, view.line.id, view.line.version, "approve", hours=Decimal(12))
    for outsider in (office.other_unit, office.other_city, office.person):
        with pytest.raises(NotFound):
            office.desk.training_class(outsider, view.line.id)
    with pytest.raises(Forbidden):
        office.desk.apply_class(office.other_unit, application())
    with pytest.raises(Forbidden):
        office.desk.apply_class(office.person, application())
    with pytest.raises(Stale):
        office.desk.decide_class(office.authority, view.line.id, 9, "approve", hours=Decimal(12))
    with pytest.raises(Conflict):
        office.desk.decide_class(office.authority, view.line.id, view.line.version, "register")
    # Once approved, other units of the city may hold papers against it, without seeing other people's rows.
    done = approved(office)
    office.desk.hand_in_roster(office.unit, done.line.id, done.line.version, roster("郑晓岚"))
    assert office.desk.training_class(office.other_unit, done.line.id).roster == ()


def test_a_bad_roster_changes_nothing(office: Office) -> None:
    view = approved(office)
    with pytest.raises(BadSheet):
        office.desk.hand_in_roster(office.unit, view.line.id, view.line.version, b"nonsense")
    again = office.desk.training_class(office.unit, view.line.id)
    assert (again.line.version, again.roster) == (view.line.version, ())


def test_more_hours_than_approved_are_never_registered(office: Office) -> None:
    view = with_roster(office, "郑晓岚", hours=20)
    assert codes(view)["roster_hours_differ"] == "doubt"
    with pytest.raises(Conflict) as refused:
        office.desk.decide_class(office.authority, view.line.id, view.line.version, "register")
    assert refused.value.code == "class.hours_above"
    assert office.desk.training_class(office.unit, view.line.id).line.state is ClassState.ROSTER_IN


# --- deadlines and consistency (舟山 四（三）) -----------------------------------------------------------------------


@pytest.fixture
def zhoushan(office: Office) -> Mapping[str, Actor]:
    def add(login: str, role: Role, employer: str | None) -> Actor:
        person = office.desk.add_person(
            office.admin, login=login, name=f"{login}员", roles=[role], employer=employer, city="zhoushan"
        )
        return Actor(person.id, person.name, frozenset({role}), employer, "zhoushan")

    return {"authority": add("zs1", Role.AUTHORITY, None), "unit": add("zs2", Role.UNIT_ADMIN, "舟山市建筑业协会")}


def zhoushan_class(applied: date, **more: Any) -> Application:
    return application(
        **{
            "city": "zhoushan",
            "year": 2024,
            "pathway": "approved_class",
            "unit_name": "舟山市建筑业协会",
            "first": date(2024, 6, 24),
            "last": date(2024, 6, 25),
            "organiser": "association",
            "applied_on": applied,
            "schedule": (),
            **more,
        }
    )


@pytest.mark.parametrize(
    ("applied", "code", "tone"),
    [
        # Opening Monday 24 June 2024; 10 June 2024 is the Dragon Boat holiday.
        (date(2024, 6, 7), "applied_in_time", "ok"),  # 11–14 and 17–21 June are nine, so 7 June itself …
        (date(2024, 6, 6), "applied_in_time", "ok"),
        (date(2024, 6, 11), "applied_late", "doubt"),
        (date(2024, 6, 20), "applied_late", "doubt"),
    ],
)
def test_ten_working_days(office: Office, zhoushan: Mapping[str, Actor], applied: date, code: str, tone: str) -> None:
    view = office.desk.apply_class(zhoushan["authority"], zhoushan_class(applied))
    told = codes(view)
    if applied == date(2024, 6, 7):  # nine full days between: in time only if the day of application counts
        assert told.get("applied_on_the_edge") == "doubt"
        return
    assert told.get(code) == tone


def test_beyond_the_known_calendar_the_count_is_unknown(office: Office, zhoushan: Mapping[str, Actor]) -> None:
    far = zhoushan_class(date(2026, 11, 1), year=2035, first=date(2035, 6, 20), last=date(2035, 6, 21))
    told = codes(office.desk.apply_class(zhoushan["authority"], far))
    assert told["working_days_unknown"] == "doubt"


def test_inconsistent_applications_are_flagged_not_refused(office: Office, zhoushan: Mapping[str, Actor]) -> None:
    odd = zhoushan_class(
        date(2024, 5, 6),
        hours_total=Decimal(20),
        days=Decimal(3),
        organiser="enterprise",
        qualification="三级",
        lecturers=(Lecturer("甲", "工程师"),),
        schedule=(Session(date(2024, 7, 1), "", "课", "乙"),),
    )
    told = codes(office.desk.apply_class(zhoushan["authority"], odd))
    assert {"days_exceed_dates", "hours_product", "schedule_outside", "lecturer_unknown"} <= set(told)


def test_the_one_week_rule(office: Office, zhoushan: Mapping[str, Actor]) -> None:
    told = []
    for number, day in enumerate((date(2024, 7, 2), date(2024, 7, 3)), 1):
        view = office.desk.apply_class(
            zhoushan["authority"], zhoushan_class(date(2024, 5, 6), class_title=f"{TITLE}第{number}期")
        )
        view = office.desk.decide_class(zhoushan["authority"], view.line.id, None, "approve", hours=Decimal(12))
        sheet = roster("某人", title=f"{TITLE}第{number}期")
        view = office.desk.hand_in_roster(zhoushan["authority"], view.line.id, None, sheet, received_on=day)
        told.append(codes(view))
    assert told[0]["roster_in_time"] == "ok"  # ended 25 June, seventh day is 2 July
    assert told[1]["roster_late"] == "doubt"


# --- which papers speak of the class ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "matches"),
    [
        (Told(TITLE, date(2023, 5, 10), date(2023, 5, 11)), True),
        (Told(f"“{TITLE}”", date(2023, 5, 10), None), True),
        (Told(f"关于举办{TITLE}的通知"), True),
        (Told("水利工程质量安全管理培训", date(2023, 5, 10), date(2023, 5, 11)), True),
        (Told(TITLE, date(2023, 6, 10), date(2023, 6, 11)), False),
        (Told(f"{TITLE}（第二期）", date(2023, 5, 10), date(2023, 5, 11)), False),
        (Told("水土保持监测技术研修班", date(2023, 5, 10), date(2023, 5, 11)), False),
        (Told("", None, None), False),
    ],
)
def test_matching(told: Told, matches: bool) -> None:
    title = f"{TITLE}（第一期）" if "期" in told.title else TITLE
    assert (fit(told, title, date(2023, 5, 10), date(2023, 5, 11)) > 0) is matches


# --- the dossier --------------------------------------------------------------------------------------------------


def waiting(office: Office, actor: Actor, *, days: int = 2, event: str = TITLE) -> str:
    claim_id = office.draft(actor=actor, days=days, event=event)
    office.desk.submit(actor, claim_id)
    settle(office, office.unit, claim_id)
    return claim_id


def test_the_dossier_holds_claims_against_the_roster(office: Office) -> None:
    listed, other = waiting(office, office.person), waiting(office, office.colleague)
    elsewhere = waiting(office, office.person, event="另一个完全不同的讲座")
    view = with_roster(office, "郑晓岚", "高一呜", "许未申报")
    dossier = office.desk.dossier(office.unit, view.line.id)
    rows = {row.claim.id: row for row in dossier.rows}
    assert set(rows) == {listed, other}
    assert elsewhere not in rows
    assert rows[listed].name_match == "same"
    assert rows[other].name_match == "look_alike"
    assert any(flag.code == "look_alike_name" for flag in rows[other].flags)
    assert not rows[other].clear
    assert dossier.not_claimed == ("许未申报",)
    assert office.desk.classes_of_claim(office.unit, listed) == ((view.line.id, TITLE),)
    assert office.desk.dossier(office.other_unit, view.line.id).rows == ()


def test_bulk_confirm_opens_drawn_rows_first_and_drops_the_stale(office: Office) -> None:
    ids = [waiting(office, office.person), waiting(office, office.colleague)]
    view = with_roster(office, "郑晓岚", "高一鸣")
    desk, class_id = office.desk, view.line.id
    dossier = desk.dossier(office.unit, class_id)
    assert dossier.to_open == 2
    assert not any(row.clear for row in dossier.rows)
    items = [BulkItem(row.claim.id, row.claim.version) for row in dossier.rows]
    with pytest.raises(Conflict) as refused:
        desk.confirm_class(office.unit, class_id, items, idempotency_key="first")
    assert refused.value.code == "class.open_first"
    for claim_id in ids:
        desk.look_in_dossier(office.unit, class_id, claim_id)
    assert all(row.clear for row in desk.dossier(office.unit, class_id).rows)
    stale = [BulkItem(items[0].id, items[0].version), BulkItem(items[1].id, items[1].version - 1)]
    told = desk.confirm_class(office.unit, class_id, stale, idempotency_key="second")
    assert [one.outcome for one in told] == ["done", "skipped"]
    assert told[1].code == "desk.stale"
    again = desk.confirm_class(office.unit, class_id, stale, idempotency_key="second")
    assert again == told
    assert desk.claim(office.person, items[0].id).summary.state is ClaimState.SECOND_REVIEW
    undone = desk.undo_class(office.unit, class_id, [BulkItem(items[0].id, told[0].version or 0)])
    assert undone[0].outcome in ("done", "skipped")  # the owner's look may have ended undo


def test_undo_before_anybody_looked(office: Office) -> None:
    claim_id = waiting(office, office.person)
    view = with_roster(office, "郑晓岚")
    office.desk.look_in_dossier(office.unit, view.line.id, claim_id)
    (row,) = office.desk.dossier(office.unit, view.line.id).rows
    item = BulkItem(row.claim.id, row.claim.version)
    (done,) = office.desk.confirm_class(office.unit, view.line.id, [item], idempotency_key="k")
    assert done.outcome == "done"
    (back,) = office.desk.undo_class(office.unit, view.line.id, [BulkItem(claim_id, done.version or 0)])
    assert back.outcome == "done"
    assert office.desk.claim(office.unit, claim_id).summary.state is ClaimState.SUBMITTED


def test_a_dossier_opens_what_mentions_the_class_and_nothing_else(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the class is known, nobody else's sealed sheet is opened to look at it, to narrow a queue or to confirm."""
    early = waiting(office, office.person)
    elsewhere = {waiting(office, office.person, event=f"第{at}次完全不同的讲座") for at in range(3)}
    view = with_roster(office, "郑晓岚", "高一鸣")
    late = waiting(office, office.colleague)
    with office.desk._store.read() as tx:
        sheets = {one: claim_rows.get(tx, one, claim_rows.Sight(everything=True)).sheet_id for one in elsewhere}
    opened: list[str] = []
    vault = office.desk._vault
    unsealed = vault._opened

    def noted(row: Any) -> bytes:
        opened.append(row.id)
        return unsealed(row)

    monkeypatch.setattr(vault, "_opened", noted)
    assert {row.claim.id for row in office.desk.dossier(office.unit, view.line.id).rows} == {early, late}
    assert office.desk.queue_length(office.unit, queue=True, class_id=view.line.id) == 2
    assert opened
    assert not set(opened) & set(sheets.values())


def test_claims_with_open_doubts_stay_out(office: Office) -> None:
    claim_id = office.draft(days=2)
    office.desk.submit(office.person, claim_id)
    summary = office.desk.claim(office.unit, claim_id).summary
    view = with_roster(office, "郑晓岚", hours=12)
    (row,) = office.desk.dossier(office.unit, view.line.id).rows
    if summary.open_doubts:
        assert not row.clear
        assert any("疑点" in why for why in row.why)
    else:
        assert row.must_open


def test_whoever_claimed_before_is_not_registered_twice(office: Office) -> None:
    waiting(office, office.person)
    view = with_roster(office, "郑晓岚", "高一鸣")
    view = office.desk.decide_class(office.authority, view.line.id, None, "register")
    assert [one.outcome for one in view.roster] == ["claimed_before", "registered"]
