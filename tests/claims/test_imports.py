"""What offices bring along: people, units, hours of an earlier system; units and institutions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from claims.errors import BadInput, Conflict, Forbidden, NotFound
from claims.forms.book import book
from claims.forms.faults import BadSheet
from claims.forms.layout import lay_out
from claims.imports.sheets import SHEETS
from tests.claims.conftest import UNIT, Office


def sheet(kind: str, *rows: dict[str, Any]) -> bytes:
    (table,) = SHEETS[kind].tables
    return book([lay_out(SHEETS[kind], {table.name: list(rows)})])


def person(login: str, name: str, **more: Any) -> dict[str, Any]:
    return {"login": login, "name": name, "unit": UNIT, "level": "中级", **more}


def hours(login: str, name: str, pathway: str, number: float, **more: Any) -> dict[str, Any]:
    return {
        "login": login,
        "name": name,
        "year": 2023,
        "pathway": pathway,
        "content": f"{pathway}学习",
        "first": date(2023, 3, 1),
        "last": date(2023, 3, 3),
        "hours": number,
        **more,
    }


def faults_of(work: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(BadSheet) as refused:
        work()
    return {fault.cell: fault.code for fault in refused.value.faults}


def test_people_come_in_once_and_are_brought_up_to_date(office: Office) -> None:
    desk = office.desk
    told = desk.import_people(office.unit, "jiaxing", sheet("people", person("lu1", "陆甲"), person("lu2", "陆乙")))
    assert (told.added, told.changed, told.same) == (2, 0, 0)
    told = desk.import_people(
        office.unit, "jiaxing", sheet("people", person("lu1", "陆甲", level="高级"), person("lu2", "陆乙"))
    )
    assert (told.added, told.changed, told.same) == (0, 1, 1)
    levels = {one.login: one.settings.get("title_level") for one in desk.people(office.unit)}
    assert (levels["lu1"], levels["lu2"]) == ("senior", "intermediate")


def test_one_bad_row_keeps_all_rows_out(office: Office) -> None:
    before = len(office.desk.people(office.unit))
    rows = [person("ok", "好人"), person("zheng", "别人"), person("x y", "空格"), person("w", "外人", unit="别的单位")]
    told = faults_of(lambda: office.desk.import_people(office.unit, "jiaxing", sheet("people", *rows)))
    assert list(told.values()) == ["sheet.login_taken", "sheet.login", "sheet.other_unit"]
    assert len(office.desk.people(office.unit)) == before


def test_nobody_imports_for_others(office: Office) -> None:
    data = sheet("people", person("a", "甲"))
    for outsider in (office.person, office.auditor):
        with pytest.raises(Forbidden):
            office.desk.import_people(outsider, "jiaxing", data)
    with pytest.raises(Forbidden):
        office.desk.import_people(office.unit, "xuzhou", data)
    with pytest.raises(Forbidden):
        office.desk.import_hours(office.unit, "jiaxing", sheet("hours", hours("zheng", "郑晓岚", "online_course", 8)))


def test_hours_of_an_earlier_system_meet_the_caps_of_the_year(office: Office) -> None:
    rows = [
        hours("zheng", "郑晓岚", "online_course", 30, content="课程一"),
        hours("zheng", "郑晓岚", "online_course", 20, content="课程二"),
        hours("zheng", "郑晓岚", "public_course", 18),
    ]
    data = sheet("hours", *rows)
    assert office.desk.import_hours(office.authority, "jiaxing", data).added == 3
    account = office.desk.year_account(office.person, office.person.person_id, 2023)
    assert account.credited is not None
    assert account.credited["totals"] == {
        "public": {"low": 18, "high": 18},
        "professional": {"low": 36, "high": 36},  # 四（二）: 36 a year
        "total": {"low": 54, "high": 54},
    }
    with pytest.raises(Conflict) as refused:
        office.desk.import_hours(office.authority, "jiaxing", data)
    assert refused.value.code == "import.repeated"


def test_bad_hours_change_nothing(office: Office) -> None:
    rows = [
        hours("zheng", "郑晓岚", "online_course", 8),
        hours("nobody", "无人", "online_course", 8),
        hours("gao", "高二鸣", "online_course", 8),
        hours("gao", "高一鸣", "线上的课", 8),
        hours("gao", "高一鸣", "online_course", 8, year=1999),
        hours("gao", "高一鸣", "online_course", 8, last=date(2023, 2, 1)),
        hours("zheng", "郑晓岚", "online_course", 8),
    ]
    told = faults_of(lambda: office.desk.import_hours(office.authority, "jiaxing", sheet("hours", *rows)))
    assert list(told.values()) == [
        *("sheet.unknown_person", "sheet.other_name", "sheet.pathway", "sheet.year", "sheet.dates", "sheet.duplicate")
    ]
    assert office.desk.year_account(office.person, office.person.person_id, 2023).claims == ()


def test_a_person_belongs_to_a_registered_unit_by_consent(office: Office) -> None:
    desk = office.desk
    with pytest.raises(BadInput):
        desk.ask_for_unit(office.person, "嘉兴市园林所")
    told = desk.import_units(office.authority, "jiaxing", sheet("units", {"name": "嘉兴市园林所"}, {"name": UNIT}))
    assert told.added == 2
    wish = desk.ask_for_unit(office.person, "嘉兴市园林所", "调动")
    with pytest.raises(Conflict):
        desk.ask_for_unit(office.person, "嘉兴市园林所")
    for outsider in (office.unit, office.stranger, office.other_city):
        with pytest.raises(NotFound):
            desk.decide_binding(outsider, wish.id, agreed=True)
    with pytest.raises(Forbidden):
        desk.decide_binding(office.person, wish.id, agreed=True)
    assert [one.id for one in desk.bindings(office.other_unit) if one.may_decide] == [wish.id]
    assert desk.decide_binding(office.other_unit, wish.id, agreed=True).state == "done"
    assert desk.person(office.authority, office.person.person_id).employer == "嘉兴市园林所"
    with pytest.raises(Conflict):
        desk.decide_binding(office.other_unit, wish.id, agreed=False, answer="不")


@pytest.mark.parametrize(
    ("kind", "figures", "codes"),
    [
        ("association", {"trainees": 300, "complaints": 0}, []),
        ("association", {"trainees": 299}, ["few_trainees", "consequence"]),
        ("other", {"trainees": 499}, ["few_trainees", "consequence"]),
        ("other", {"trainees": 500, "complaints": 2}, []),
        ("other", {"trainees": 500, "complaints": 2, "verified": True}, ["complaints", "consequence"]),
        ("other", {"trainees": 900, "evasion": True}, ["evasion", "consequence"]),
    ],
)
def test_yearly_assessment(office: Office, kind: str, figures: dict[str, Any], codes: list[str]) -> None:
    office.desk.add_institution(office.authority, "jiaxing", "某某机构", kind)
    (made,) = office.desk.institutions(office.authority)
    view = office.desk.assess_institution(office.authority, made.id, 2023, figures)
    assert [flag.code for flag in view.years[0].flags] == codes


def test_the_documents_institutions_are_loaded_once(office: Office) -> None:
    assert office.desk.load_institutions(office.authority, "jiaxing", 2023) > 10
    assert office.desk.load_institutions(office.authority, "jiaxing", 2023) == 0
