"""Every key of the reviewer's desk, in Chromium on the real service; the words of the papers are known beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from claims.classes.nouns import Application
from claims.forms import forms
from claims.forms.book import book
from claims.forms.layout import lay_out
from claims.views import ClaimChange, ClaimView, Decision
from claims.work import wait_until
from domain.claim import ClaimState, Verdict
from tests.browser.conftest import DESK, OpenAs
from tests.browser.drawn import Certificate
from tests.browser.service import CITY, EMPLOYER, Service, desk_with_people, served
from tests.browser.written import KnownWords, hand_in

pytestmark = pytest.mark.browser

MONTHS = range(1, 9)
LIVE_CLASS = "recognised_institution_class"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Eight claims of one unit: of 林书禾 in seven months, and one handed in by 苏明远 with another name on it."""
    intake = KnownWords(workers=1)
    with desk_with_people(tmp_path_factory.mktemp("keys"), intake) as found:
        lin, su = found.sessions["lin"].actor, found.sessions["su"].actor
        papers = [(lin if month < 8 else su, paper(month)) for month in MONTHS]
        class_of(found, paper(8))
        ids = hand_in(found.desk, intake, papers)
        assert len(ids) == len(MONTHS)
        with served(found):
            yield found


def class_of(service: Service, paper: Certificate) -> None:
    """The class of that paper, approved for 12 hours, with both names on its roster."""
    application = Application(
        city=CITY,
        year=2023,
        pathway="industry_authority_class",
        unit_name=EMPLOYER,
        class_title=paper.course,
        first=date(2023, 8, 8),
        last=date(2023, 8, 10),
        days=Decimal(3),
        hours_per_day=Decimal(4),
        hours_total=Decimal(12),
    )
    unit, authority = service.sessions["unit"].actor, service.sessions["authority"].actor
    view = service.desk.apply_class(unit, application)
    view = service.desk.decide_class(authority, view.line.id, view.line.version, "approve", hours=Decimal(12))
    row = {"training_unit": EMPLOYER, "class_title": paper.course, "company": EMPLOYER, "hours": 12}
    people = [{"number": at, "name": name, **row} for at, name in enumerate(("林书禾", "苏明远"), 1)]
    sheet = book([lay_out(forms()["zhoushan_roster"], {"people": people})])
    service.desk.hand_in_roster(unit, view.line.id, None, sheet)


def paper(month: int) -> Certificate:
    return Certificate(
        start=f"2023年{month}月8日",
        end=f"2023年{month}月10日",
        course=f"卫生专业技术人员第{month}期研修班",
        number=f"JX2023{month:02}0817",
        blurred="共3天" if month == 7 else "",
    )


def waiting(service: Service) -> list[ClaimView]:
    who = service.sessions["unit"].actor
    return [service.desk.claim(who, one.id, ahead=True) for one in service.desk.claims(who, queue=True).items]


def opened(open_as: OpenAs, service: Service, claim_id: str) -> Page:
    page = open_as("unit", DESK)
    page.goto(f"{service.base}/review/{claim_id}")
    expect(page.locator("body.reviewing")).to_be_visible()
    return page


def here(page: Page) -> str:
    return str(page.locator("main").get_attribute("data-review"))


def test_pages_go_by_without_deciding_and_come_back(open_as: OpenAs, service: Service) -> None:
    """PgDn walks the whole queue once and never back and forth between two claims; PgUp goes the same way back."""
    ids = [one.summary.id for one in waiting(service)]
    page = opened(open_as, service, ids[0])
    seen = [here(page)]
    for _ in ids[1:]:
        page.keyboard.press("PageDown")
        expect(page.locator(f"main[data-review='{seen[-1]}']")).to_have_count(0)
        seen.append(here(page))
    assert seen == ids
    for before in reversed(ids[:-1]):
        page.keyboard.press("PageUp")
        expect(page.locator("main")).to_have_attribute("data-review", before)
    assert {one.summary.state for one in waiting(service)} == {ClaimState.SUBMITTED}


def test_picture_and_fields_by_key(open_as: OpenAs, service: Service) -> None:
    page = opened(open_as, service, waiting(service)[0].summary.id)
    sheet = page.locator("svg[data-sheet]").first
    whole = sheet.get_attribute("viewBox")
    page.keyboard.press("ArrowDown")  # no doubt is open: the first value with a place on the paper
    expect(page.locator("[data-go].now")).to_have_count(1)
    expect(sheet).not_to_have_attribute("viewBox", str(whole))
    first = page.locator("[data-go].now").inner_text()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-go].now")).not_to_have_text(first)
    page.keyboard.press("Space")
    expect(sheet).to_have_attribute("viewBox", str(whole))
    page.keyboard.press("r")
    expect(page.locator("[data-red]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("PageDown")  # the next claim keeps the seals away
    expect(page.locator("[data-red]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("svg[data-sheet] image").first).to_have_attribute("filter", "url(#no-red)")


@pytest.mark.parametrize(
    ("key", "dialog"), [("l", "law"), ("m", "note"), ("?", "help"), ("t", "reason"), ("x", "reason"), ("j", "reason")]
)
def test_dialogs_by_key(open_as: OpenAs, service: Service, key: str, dialog: str) -> None:
    page = opened(open_as, service, waiting(service)[0].summary.id)
    page.keyboard.press(key)
    expect(page.locator(f"dialog[open][data-dialog='{dialog}']")).to_have_count(1)
    page.keyboard.press("t")  # no key of the desk acts behind a dialog
    expect(page.locator("dialog[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_reasons_fit_the_verdict(open_as: OpenAs, service: Service) -> None:
    page = opened(open_as, service, waiting(service)[0].summary.id)
    page.keyboard.press("x")
    expect(page.locator("[data-reason='1']")).to_have_text("1这项活动不在认定办法列出的途径内。")
    page.keyboard.press("1")
    expect(page.locator("[data-text]")).to_have_value("这项活动不在认定办法列出的途径内。")
    page.locator("[data-clause]").fill("")
    page.locator("[data-send]").click()  # a refusal without its clause is not sent
    expect(page.locator("dialog[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("h")  # nothing resembles it: to the people who look into such things
    expect(page.locator("dialog[open] [data-title]")).to_have_text("转核查")


def test_never_while_composing_and_never_by_a_key_held_down(open_as: OpenAs, service: Service) -> None:
    first = waiting(service)[0].summary.id
    page = opened(open_as, service, first)
    for more in ("key: 'x', isComposing: true", "key: 'Enter', isComposing: true", "key: 'Enter', repeat: true"):
        said = f"new KeyboardEvent('keydown', {{bubbles: true, cancelable: true, {more}}})"
        page.evaluate(f"document.body.dispatchEvent({said})")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert here(page) == first
    assert waiting(service)[0].summary.id == first


def test_a_reading_is_chosen_called_unreadable_or_rewritten(open_as: OpenAs, service: Service) -> None:
    """Month 7 has its figures on a badly read line: they are asked one by one, and each answer is reckoned at once."""
    unsure = next(one for one in waiting(service) if "第7期" in one.summary.title)
    page = opened(open_as, service, unsure.summary.id)
    cards = page.locator("[data-doubt]:not(.closed)")
    expect(cards.first).to_be_visible()
    before = cards.count()
    expect(page.locator(".doubt-card.now svg.strip")).to_have_count(1)
    expect(page.locator(".doubt-card.now [data-key='0']")).to_have_count(1)
    version = page.locator("[data-panel]").get_attribute("data-version")
    page.keyboard.press("1")
    expect(page.locator(f"[data-panel]:not([data-version='{version}'])")).to_have_count(1)
    page.reload()
    expect(page.locator("body.reviewing")).to_be_visible()
    expect(cards).to_have_count(before - 1)
    claim = service.desk.claim(service.sessions["unit"].actor, unsure.summary.id, ahead=True)
    assert any(fact.correction is not None for fact in claim.evidence[0].facts)


def test_a_class_that_differs_is_asked_and_its_figure_can_be_rewritten(open_as: OpenAs, service: Service) -> None:
    """Month 8 belongs to a class approved for 12 hours; the paper says 18."""
    of_class = next(one for one in waiting(service) if "第8期" in one.summary.title)
    page = opened(open_as, service, of_class.summary.id)
    card = page.locator("[data-doubt]", has_text="班次核定（名单）为 12 学时")
    expect(card).to_be_visible()
    expect(page.get_by_text("班次档案").first).to_be_attached()
    while "now" not in str(card.get_attribute("class")):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("F2")
    expect(card.locator("[data-write]")).to_be_focused()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(page.locator("[data-doubt]:not(.closed)", has_text="班次核定")).to_have_count(0)
    expect(page.locator("dl.facts", has_text="原读作 18")).to_have_count(1)


def test_several_decisions_are_taken_back_one_by_one(open_as: OpenAs, service: Service) -> None:
    ids = [one.summary.id for one in waiting(service)][:3]
    page = opened(open_as, service, ids[0])
    for following in (ids[1], ids[2]):
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_have_attribute("data-review", following)
    for back in (ids[1], ids[0]):
        page.keyboard.press("Control+z")
        expect(page.locator("main")).to_have_attribute("data-review", back)
    assert wait_until(lambda: [one.summary.id for one in waiting(service)][:3] == ids, 60)


def test_a_colleague_was_first(open_as: OpenAs, service: Service) -> None:
    """Two reviewers on one claim: one wins, the other is told and led back."""
    claim = waiting(service)[0]
    page = opened(open_as, service, claim.summary.id)
    expect(page.locator("main")).to_have_attribute("data-next", waiting(service)[1].summary.id)
    service.desk.change_claim(
        service.sessions["unit"].actor, claim.summary.id, claim.summary.version, ClaimChange(note="另一位看过")
    )
    page.keyboard.press("Enter")
    expect(page.locator("[data-toasts]")).to_contain_text("刚刚被别人改动过")
    page.locator("[data-toasts] button", has_text="回到这一件").click()
    expect(page.locator("main")).to_have_attribute("data-review", claim.summary.id)
    assert waiting(service)[0].summary.state is ClaimState.SUBMITTED


def test_the_second_level_changes_and_the_first_accepts(open_as: OpenAs, service: Service) -> None:
    """J at the second level goes back to the first, which sees figure and sentence and accepts with Enter."""
    unit = service.sessions["unit"].actor
    claim = waiting(service)[1]
    credit = Decision(Verdict.CREDIT)
    service.desk.decide(unit, claim.summary.id, claim.summary.version, credit, idempotency_key="second-level")

    authority = open_as("authority", DESK)
    authority.goto(f"{service.base}/review/{claim.summary.id}")
    expect(authority.locator("body.reviewing")).to_be_visible()
    authority.keyboard.press("j")
    expect(authority.locator("[data-hours-input]")).to_be_focused()
    authority.keyboard.type("12")
    authority.locator("[data-reason='1']").click()
    expect(authority.locator("[data-text]")).to_have_value("按材料写明的天数计算。")
    authority.keyboard.press("Enter")
    assert wait_until(lambda: state_of(service, claim.summary.id) is ClaimState.DISPUTED, 60)

    page = opened(open_as, service, claim.summary.id)
    expect(page.locator("main")).to_contain_text("有异议（初审答复中）")
    expect(page.locator("[data-panel] .number")).to_have_text("12")
    expect(page.locator("[data-panel]")).to_have_attribute("data-crediting", "12")
    page.get_by_text("办理过程").click()
    expect(page.get_by_text("按材料写明的天数计算。").first).to_be_visible()
    page.locator("main").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"main[data-review='{claim.summary.id}']")).to_have_count(0)
    assert wait_until(lambda: state_of(service, claim.summary.id) is ClaimState.CREDITED, 60)
    assert service.desk.claim(unit, claim.summary.id, ahead=True).summary.credited == 12


def test_the_button_says_the_figure_that_a_range_is_credited_with(open_as: OpenAs, service: Service) -> None:
    """A live class of three days is worth 12 to 18 hours by the text; Enter credits the lower figure, and says so."""
    unit = service.sessions["unit"].actor
    chosen = waiting(service)[0].summary
    service.desk.change_claim(
        unit, chosen.id, chosen.version, ClaimChange(pathway=LIVE_CLASS, activity={"courses": 1, "days_each": 3})
    )
    hours = service.desk.claim(unit, chosen.id, ahead=True).summary.hours
    assert hours is not None
    assert (hours.low, hours.high) == (12, 18)
    page = opened(open_as, service, chosen.id)
    expect(page.locator("[data-panel] .number")).to_have_text("12–18")
    while page.locator("[data-doubt]:not(.closed)").count():
        left = page.locator("[data-doubt]:not(.closed)").count()
        page.keyboard.press("Enter")
        expect(page.locator("[data-doubt]:not(.closed)")).to_have_count(left - 1)
    expect(page.locator("[data-primary-words]")).to_have_text("确认 12 学时")
    expect(page.locator("[data-hours-input]")).to_have_attribute("placeholder", "12–18")


def state_of(service: Service, claim_id: str) -> ClaimState:
    """What the desk holds: the page shows the next claim while a decision is still on its way."""
    return service.desk.claim(service.sessions["unit"].actor, claim_id, ahead=True).summary.state
