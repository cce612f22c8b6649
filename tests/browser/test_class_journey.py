"""A class from its application to hours for all, in Chromium: applied for, approved, listed, confirmed at one go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from claims.classes.nouns import Application
from claims.forms import forms
from claims.forms.book import book
from claims.forms.layout import lay_out
from domain.claim import ClaimState
from tests.browser.conftest import DESK, OpenAs, fits
from tests.browser.drawn import Certificate, sign_in_sheet
from tests.browser.service import CITY, EMPLOYER, Service, desk_with_people, served
from tests.browser.written import KnownWords, hand_in

pytestmark = pytest.mark.browser

PAPER = Certificate()
NAMES = {"lin": "林书禾", "su": "苏明远", "gu": "顾清源"}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Three colleagues have handed in the certificate of one class; nobody has told the office of the class yet."""
    intake = KnownWords(workers=1)
    with desk_with_people(tmp_path_factory.mktemp("class"), intake) as found:
        papers = [
            (found.sessions[login].actor, replace(PAPER, name=name, number=f"JX20230508{at:02}"))
            for at, (login, name) in enumerate(NAMES.items())
        ]
        hand_in(found.desk, intake, papers)
        with served(found):
            yield found


def roster(*names: str) -> bytes:
    row = {"training_unit": EMPLOYER, "class_title": PAPER.course, "company": EMPLOYER, "hours": PAPER.hours}
    people = [{"number": at, "name": name, **row} for at, name in enumerate(names, 1)]
    return book([lay_out(forms()["zhoushan_roster"], {"people": people})])


def applied(page: Page, service: Service) -> str:
    """Fills in the application as the unit's clerk does; gives the address of the class."""
    page.goto(service.base + "/classes/new")
    page.locator("[name=pathway]").select_option("jiaxing-2023:industry_authority_class")
    for name, value in {
        "class_title": PAPER.course,
        "unit_name": EMPLOYER,
        "first": "2023-05-08",
        "last": "2023-05-10",
        "days": "3",
        "hours_per_day": "6",
        "hours_total": "18",
        "lecturers": "高原，主任医师，急诊护理",
        "schedule": "2023-05-08，8:30，急诊护理，高原",
    }.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("main form button.primary").click()
    expect(page.get_by_role("heading", name=PAPER.course)).to_be_visible()
    return page.url


def test_from_application_to_hours_for_all(open_as: OpenAs, service: Service, tmp_path: Path) -> None:
    unit = open_as("unit", DESK)
    place = applied(unit, service)
    authority = open_as("authority", DESK)
    authority.goto(place)
    authority.get_by_label("核定学时").fill("18")
    authority.get_by_role("button", name="同意办班").click()
    expect(authority.get_by_text("核定学时").first).to_be_visible()

    sheet = tmp_path / "roster.xlsx"
    sheet.write_bytes(roster("林书禾", "苏明远", "顾清原"))
    unit.goto(place)
    unit.locator("#roster-file").set_input_files(sheet)
    unit.get_by_role("button", name="报送汇总表").click()
    expect(unit.get_by_role("table", name="学员名单")).to_be_visible()

    unit.get_by_role("link", name="班次档案").click()
    table = unit.get_by_role("table", name="提到这个班次的申报")
    expect(table.locator("tbody tr")).to_have_count(3)
    # A look-alike name is never taken for the name: its row is out of the batch and says why.
    odd = table.locator("tbody tr", has_text="顾清源")
    expect(odd).to_contain_text("只差形近")
    expect(odd.locator("input[type=checkbox]")).to_have_count(0)
    # The rows drawn at random have to be opened first.
    expect(unit.get_by_text("须先逐份打开看过")).to_be_visible()
    expect(unit.get_by_role("button", name="认定选中的")).to_be_disabled()
    assert fits(unit)
    dossier = unit.url
    while unit.locator("tbody tr", has_text="待打开").count():
        unit.locator("tbody tr", has_text="待打开").first.get_by_role("link").click()
        expect(unit.locator("main.review")).to_be_visible()
        expect(unit.locator("[data-panel]")).to_contain_text("日期、学时和名单都相符")
        unit.goto(dossier)
    expect(unit.locator("tbody input[type=checkbox]:checked")).to_have_count(2)
    unit.get_by_role("button", name="认定选中的").click()
    expect(unit.get_by_role("status").filter(has_text="已办理")).to_contain_text("2")
    assert states(service) == {"苏明远": "second_review", "林书禾": "second_review", "顾清源": "submitted"}

    unit.get_by_role("button", name="撤销这一批").click()
    expect(unit.get_by_role("status").filter(has_text="已办理")).to_contain_text("2")
    assert set(states(service).values()) == {ClaimState.SUBMITTED.value}


def test_a_sheet_is_checked_once_for_all(open_as: OpenAs, service: Service, tmp_path: Path) -> None:
    """Photographed for the class, read, asked about by key, checked; every claim of the class then says so."""
    class_id = the_class(service)
    photo = tmp_path / "sheet.jpg"
    photo.write_bytes(sign_in_sheet(PAPER.course, "2023年5月9日", ["林书禾", "苏明园", "顾清源", "陆之遥"]))
    unit = open_as("unit", DESK)
    unit.goto(f"{service.base}/classes/{class_id}/dossier")
    # One button, as on the upload page; the photograph is sent as soon as it is chosen.
    expect(unit.locator("label.pick", has_text="补一份")).to_be_visible()
    unit.locator("#paper-file").set_input_files(photo)
    # The page waits for the reading by itself.
    expect(unit.locator("main:not([data-reading]) .sheet-names li")).to_have_count(4)
    expect(unit.locator("body.reviewing")).to_be_visible()
    assert fits(unit)
    # One name nearly is a colleague's: both readings stand there, and the strip of pixels.
    card = unit.locator(".doubt-card.now")
    expect(card).to_contain_text("苏明园")
    expect(card.locator("svg.strip")).to_have_count(1)
    version = unit.locator("[data-panel]").get_attribute("data-version")
    unit.keyboard.press("2")
    expect(unit.locator(f"[data-panel]:not([data-version='{version}'])")).to_have_count(1)
    expect(unit.locator("[data-doubt]:not(.closed)")).to_have_count(0)
    expect(unit.locator(".sheet-names input").nth(1)).to_have_value("苏明远")
    unit.keyboard.press("Enter")
    expect(unit.locator("section", has_text="班次材料").get_by_text("已核", exact=True)).to_be_visible()

    claim = next(
        one
        for one in service.desk.claims(service.sessions["unit"].actor, limit=50).items
        if one.person_name == "顾清源"
    )
    unit.goto(f"{service.base}/review/{claim.id}")
    expect(unit.locator("[data-panel]")).to_contain_text("班次材料已核 · 签到表 · 有这个名字")


def the_class(service: Service) -> str:
    """The approved class, made here where the journey before has not run."""
    unit, authority = service.sessions["unit"].actor, service.sessions["authority"].actor
    approved = [one.id for one in service.desk.classes(unit) if one.hours_approved is not None]
    if approved:
        return approved[0]
    wanted = Application(
        city=CITY,
        year=2023,
        pathway="industry_authority_class",
        unit_name=EMPLOYER,
        class_title=PAPER.course,
        first=date(2023, 5, 8),
        last=date(2023, 5, 10),
        days=Decimal(3),
        hours_total=Decimal(18),
    )
    made = service.desk.apply_class(unit, wanted).line
    service.desk.decide_class(authority, made.id, made.version, "approve", hours=Decimal(18))
    return made.id


def states(service: Service) -> dict[str, str]:
    found = service.desk.claims(service.sessions["unit"].actor, limit=50).items
    return {one.person_name: one.state.value for one in found}
