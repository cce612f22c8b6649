"""The journeys people make, in Chromium, on the real service with real reading."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

import cli
from claims.views import ClaimView
from tests.browser import pictures
from tests.browser.conftest import DESK, PHONE, OpenAs, fits
from tests.browser.drawn import certificate, edited
from tests.browser.service import Service

pytestmark = [pytest.mark.browser, pytest.mark.ocr]


def upload(page: Page, data: bytes, name: str = "证书.jpg") -> None:
    """Picks a picture on the upload page and waits for its result card."""
    page.locator("[data-pick]").nth(1).set_input_files([{"name": name, "mimeType": "image/jpeg", "buffer": data}])
    expect(page.locator("[data-card]").first).to_be_visible(timeout=120_000)


def newest(service: Service, login: str) -> ClaimView:
    who = service.sessions[login].actor
    return service.desk.claim(who, service.desk.claims(who, mine=True, limit=1).items[0].id)


def set_year(page: Page) -> None:
    page.get_by_label("学时年度").select_option("2023")


def hand_in(page: Page, service: Service, data: bytes) -> str:
    """Upload, check, submit; gives the claim's id."""
    page.goto(service.base + "/upload")
    set_year(page)
    upload(page, data)
    page.get_by_role("link", name="核对并提交").click()
    page.get_by_label("申报途径").select_option("industry_authority_class")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已保存")).to_be_visible()
    page.get_by_role("button", name="确认无误，提交").click()
    expect(page.get_by_text("已提交，等待审核")).to_be_visible()
    return page.url.split("/claims/")[1].split("?")[0]


def test_photo_to_credited_hours(open_as: OpenAs, service: Service) -> None:
    """Phone upload, pre-filled claim, submit; first level and second level confirm by keyboard."""
    phone = open_as("lin", PHONE)
    assert phone.url.endswith("/upload")
    expect(phone.get_by_text("不要拍、不要传")).to_be_visible()
    assert fits(phone)
    set_year(phone)
    upload(phone, certificate())
    card = phone.locator("[data-card]").first
    expect(card).to_contain_text("回执")
    expect(card).to_contain_text("嘉人社〔2023〕7号")
    assert fits(phone)
    card.get_by_role("link", name="核对并提交").click()
    expect(phone.get_by_label(re.compile("^姓名"))).to_have_value("林书禾")
    expect(phone.get_by_label(re.compile("^开始日期")).first).to_have_value("2023-05-08")
    phone.get_by_label("申报途径").select_option("industry_authority_class")
    phone.get_by_role("button", name="保存").click()
    expect(phone.get_by_text("已保存")).to_be_visible()
    assert fits(phone)
    phone.get_by_role("button", name="确认无误，提交").click()
    expect(phone.get_by_text("已提交，等待审核")).to_be_visible()
    claim = newest(service, "lin")
    assert claim.summary.state.value == "submitted"

    for login, after in (("unit", "second_review"), ("authority", "credited")):
        desk = open_as(login, DESK)
        assert desk.url.endswith("/review")
        desk.keyboard.press("Enter")  # the queue's own next step
        expect(desk.locator("body.reviewing main.review")).to_have_attribute("data-review", re.compile("^[0-9a-f]+$"))
        desk.goto(f"{service.base}/review/{claim.summary.id}")
        expect(desk.locator("body.reviewing main.review")).to_have_attribute("data-review", claim.summary.id)
        expect(desk.locator("[data-stage] svg[data-sheet] image").first).to_be_visible()
        assert fits(desk)
        assert confirm_all(desk) <= 4
        wait_for_state(service, claim.summary.id, after)

    credited = service.desk.claim(service.sessions["lin"].actor, claim.summary.id)
    assert credited.summary.credited == 18
    phone.goto(service.base + f"/claims/{claim.summary.id}")
    expect(phone.get_by_text("已认定").first).to_be_visible()
    phone.goto(service.base + "/account/2023")
    expect(phone.get_by_text("专业科目").first).to_be_visible()


def wait_for_state(service: Service, claim_id: str, state: str, login: str = "lin") -> None:
    """A decision shows the next claim at once and travels behind: it is there a moment later."""
    deadline = time.monotonic() + 60
    seen = ""
    while time.monotonic() < deadline:
        seen = service.desk.claim(service.sessions[login].actor, claim_id).summary.state.value
        if seen == state:
            return
        time.sleep(0.1)
    raise AssertionError(f"{claim_id}: {seen}, expected {state}")


def test_a_bundled_photo_comes_back_pre_filled(open_as: OpenAs, service: Service) -> None:
    """The sample anybody can try first: a phone photo of a certificate, read as its sidecar says."""
    samples = Path(cli.__file__).parent / "samples"
    expected = json.loads((samples / "01-certificate.expected.json").read_text(encoding="utf-8"))["facts"]
    phone = open_as("gu", PHONE)
    set_year(phone)
    upload(phone, (samples / "01-certificate.jpg").read_bytes(), "01-certificate.jpg")
    phone.get_by_role("link", name="核对并提交").click()
    for name in ("person_name", "hours", "start_date", "end_date", "certificate_no"):
        field = phone.locator(f"input[name^='fact:'][name$=':{name}']")
        expect(field).to_have_value(str(expected[name]))
    assert fits(phone)


def answer(page: Page) -> None:
    """One press: what may be somebody's doing wants a digit, everything else takes Enter."""
    page.keyboard.press("1" if page.locator(".doubt-card.now[data-deliberate]").count() else "Enter")


def confirm_all(page: Page) -> int:
    """Presses keys until the claim leaves; gives their number."""
    presses = 0
    claim_id = page.locator("main").get_attribute("data-review")
    here = page.locator(f"main[data-review='{claim_id}']")
    while here.count() and presses < 8:
        open_doubts = page.locator("[data-doubt]:not(.closed)").count()
        version = page.locator("[data-panel]").get_attribute("data-version")
        answer(page)
        presses += 1
        if open_doubts == 0:
            expect(here).to_have_count(0, timeout=60_000)
        else:  # the answer is in when the newer panel is there
            expect(page.locator(f"[data-panel]:not([data-version='{version}'])")).to_have_count(1, timeout=60_000)
    return presses


def test_the_press_that_closes_the_last_doubt_does_not_confirm(open_as: OpenAs, service: Service) -> None:
    claim_id = hand_in(open_as("su", PHONE), service, certificate("林书禾", number="JX2023050999"))
    page = open_as("unit", DESK)
    page.goto(f"{service.base}/review/{claim_id}")
    expect(page.locator("body.reviewing")).to_be_visible()
    doubts = page.locator("[data-doubt]:not(.closed)")
    expect(doubts.first).to_be_visible()  # another person's name: somebody must look
    for _ in range(doubts.count()):
        answer(page)
    page.wait_for_load_state("networkidle")
    expect(doubts).to_have_count(0)
    state = service.desk.claim(service.sessions["unit"].actor, claim_id).summary.state.value
    assert state == "submitted"
    # Keys in a text field are text; keys while an input method composes are the input method's.
    page.keyboard.press("m")
    note = page.locator("[data-note-text]")
    expect(note).to_be_visible()
    note.fill("")
    note.type("txh")
    expect(note).to_have_value("txh")
    page.keyboard.press("Escape")
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 't', bubbles: true, isComposing: true, cancelable: true}))"
    )
    expect(page.locator("dialog[open]")).to_have_count(0)
    # Return it with a sentence chosen by digit; the uploader sees exactly that sentence.
    page.keyboard.press("t")
    expect(page.locator("[data-dialog=reason]")).to_be_visible()
    sentence = page.locator("[data-reason='2'] span").inner_text()
    page.keyboard.press("2")
    expect(page.locator("[data-text]")).to_have_value(sentence)
    page.keyboard.press("Enter")
    expect(page.locator(f"main[data-review='{claim_id}']")).to_have_count(0)
    owner = open_as("su", PHONE)
    owner.goto(f"{service.base}/claims/{claim_id}")
    expect(owner.get_by_text(sentence).first).to_be_visible()


def test_a_lost_connection_and_a_busy_reader_are_tried_again(open_as: OpenAs, service: Service) -> None:
    page = open_as("lin", PHONE)
    set_year(page)
    seen: list[str] = []

    def stumble(route: Route) -> None:
        seen.append(route.request.headers["upload-id"])
        if len(seen) == 1:
            route.abort("connectionreset")
        elif len(seen) == 2:
            route.fulfill(status=503, headers={"Retry-After": "1"}, json={"code": "desk.busy", "detail": "忙"})
        else:
            route.continue_()

    page.route("**/api/v1/evidence", stumble)
    before = len(service.desk.claims(service.sessions["lin"].actor, mine=True, limit=200).items)
    upload(page, certificate(number="JX2023050444", start="2023年6月1日", end="2023年6月3日"))
    assert len(seen) == 3
    assert len(set(seen)) == 1
    after = len(service.desk.claims(service.sessions["lin"].actor, mine=True, limit=200).items)
    assert after == before + 1


def test_an_unsent_picture_survives_the_tab_only_when_asked_and_only_for_its_owner(
    browser: Browser, service: Service
) -> None:
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    context.set_default_timeout(60_000)

    def page_of(login: str) -> Page:
        context.clear_cookies()
        context.add_cookies([{"name": n, "value": v, "url": service.base} for n, v in service.cookies(login).items()])
        page = context.new_page()
        page.goto(service.base + "/upload")
        return page

    def kept(page: Page) -> list[int]:
        """Sizes of what lies in the browser's store."""
        return list(page.evaluate(KEPT))

    page = page_of("gu")
    set_year(page)
    page.route("**/api/v1/evidence", lambda route: route.abort("connectionreset"))
    picture = certificate("顾清源", number="JX2023091203", start="2023年9月12日", end="2023年9月14日")
    page.locator("[data-pick]").nth(1).set_input_files([{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture}])
    expect(page.locator("[data-ask]")).to_be_visible()
    assert kept(page) == []  # nothing before somebody agreed
    page.locator("[data-keep]").click()
    expect(page.locator("[data-held]")).to_be_visible()
    (size,) = kept(page)
    assert size > len(picture)
    assert not page.evaluate(CONTAINS, "a.jpg")  # encrypted, its name too
    page.close(run_before_unload=False)

    other = page_of("su")
    other.wait_for_load_state("networkidle")
    expect(other.locator("[data-shots] li")).to_have_count(0)
    expect(other.locator("[data-held]")).to_be_hidden()
    other.close()

    again = page_of("gu")
    expect(again.locator("[data-card]").first).to_be_visible(timeout=120_000)
    expect(again.locator("[data-card]").first).to_contain_text("2023 年度")
    assert kept(again) == []
    context.close()


#: What lies in the browser's store, in the page's own words.
_OPEN = """const all = await new Promise((done, failed) => {
    const open = indexedDB.open('hourproof-unsent', 1);
    open.onupgradeneeded = () => open.result.createObjectStore('pictures', {keyPath: 'id'});
    open.onerror = () => failed(open.error);
    open.onsuccess = () => {
      const request = open.result.transaction('pictures').objectStore('pictures').getAll();
      request.onsuccess = () => { open.result.close(); done(request.result); };
    };
  });"""
KEPT = f"async () => {{ {_OPEN} return all.map((one) => one.data.byteLength); }}"
CONTAINS = f"""async (words) => {{ {_OPEN}
  return all.some((one) => new TextDecoder('latin1').decode(one.data).includes(words)
    || JSON.stringify(one).includes(words)); }}"""


def test_the_pathway_first_ticks_its_papers_and_joins_the_pictures(open_as: OpenAs, service: Service) -> None:
    """The list of wanted papers stands before the first picture; whatever comes next joins the same claim."""
    page = open_as("su", PHONE)
    set_year(page)
    page.get_by_label("学时年度").blur()
    page.locator("details summary", has_text="先选途径").click()
    page.get_by_label("申报途径").select_option("research_or_standard")
    expect(page.locator("[data-pathways] .lacks").first).to_be_visible()
    before = page.locator("[data-pathways] .lacks").count()
    assert before > 0
    assert fits(page)
    upload(page, certificate("苏明远", number="JX2023101203", start="2023年10月12日", end="2023年10月14日"))
    claim = newest(service, "su")
    assert claim.summary.pathway == "research_or_standard"
    expect(page.locator("[data-apart]")).to_be_visible()
    upload_more = certificate("苏明远", number="JX2023101204", start="2023年10月12日", end="2023年10月15日")
    page.locator("[data-pick]").nth(1).set_input_files(
        [{"name": "b.jpg", "mimeType": "image/jpeg", "buffer": upload_more}]
    )
    expect(page.locator("[data-shots] > li").first.locator("[data-card]")).to_be_visible(timeout=120_000)
    assert len(newest(service, "su").evidence) == 2
    assert newest(service, "su").summary.id == claim.summary.id


def test_bad_files_are_refused_in_words_on_the_card(open_as: OpenAs) -> None:
    page = open_as("lin", PHONE)
    page.locator("[data-pick]").nth(1).set_input_files(
        [
            {"name": "空.jpg", "mimeType": "image/jpeg", "buffer": b""},
            {"name": "改名.jpg", "mimeType": "image/jpeg", "buffer": b"just some words, no picture"},
        ]
    )
    expect(page.get_by_text("这个文件是空的")).to_be_visible()
    expect(page.locator("[data-shots] .say.stop")).to_have_count(2)


def test_without_script_the_basics_work(open_as: OpenAs, service: Service) -> None:
    page = open_as("su", DESK, java_script_enabled=False)
    page.goto(service.base + "/upload")
    set_year(page)
    page.get_by_label("文件（图片或 PDF）").set_input_files(
        [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": certificate("苏明远", number="JX2023050555")}]
    )
    page.get_by_role("button", name="上传").click()
    page.wait_for_url("**/claims/*", timeout=90_000)
    page.get_by_label("申报途径").select_option("industry_authority_class")
    page.get_by_role("button", name="确认无误，提交").click()
    expect(page.get_by_text("已提交，等待审核")).to_be_visible()
    claim_id = page.url.split("/claims/")[1].split("?")[0]
    reviewer = open_as("unit", DESK, java_script_enabled=False)
    reviewer.goto(f"{service.base}/review/{claim_id}")
    while reviewer.locator("[data-doubt]").count():
        reviewer.locator("[data-doubt] [data-key]").first.click()
    reviewer.get_by_role("button", name="决定").click()
    reviewer.wait_for_url("**/review")
    state = service.desk.claim(service.sessions["su"].actor, claim_id).summary.state.value
    assert state == "second_review"


def test_a_power_cut_during_the_upload_loses_and_doubles_nothing(open_as: OpenAs, service: Service) -> None:
    """kill -9 while the picture is on its way; the page gets it through by itself once the service is back."""
    who = service.sessions["lin"].actor
    before = len(service.desk.claims(who, mine=True, limit=200).items)
    page = open_as("lin", PHONE)
    set_year(page)
    page.locator("[data-pick]").nth(1).set_input_files(
        [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": certificate(number="JX2023050666", end="2023年5月11日")}]
    )
    expect(page.get_by_text(re.compile("正在识别|认字|读|正在上传")).first).to_be_visible()
    service.stop(hard=True)
    try:
        expect(page.get_by_text("连接中断").first).to_be_visible()
    finally:
        service.start()
    expect(page.locator("[data-card]").first).to_be_visible(timeout=120_000)
    assert len(service.desk.claims(who, mine=True, limit=200).items) == before + 1


def test_the_next_claim_is_there_and_a_decision_can_be_undone(open_as: OpenAs, service: Service) -> None:
    first = hand_in_quietly(service, "JX2023070101", "2023年7月1日", "2023年7月3日", "quiet-upload-1")
    second = hand_in_quietly(service, "JX2023080101", "2023年8月1日", "2023年8月3日", "quiet-upload-2")
    page = open_as("unit", DESK)
    page.goto(f"{service.base}/review/{first}")
    expect(page.locator("body.reviewing")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert confirm_all(page) <= 6
    wait_for_state(service, first, "second_review", "unit")  # the owner's look would end the undo
    page.keyboard.press("Control+z")
    expect(page.locator("main")).to_have_attribute("data-review", first)
    wait_for_state(service, first, "submitted", "unit")
    assert second


def hand_in_quietly(service: Service, number: str, start: str, end: str, upload_id: str) -> str:
    return pictures.hand_in(service, "lin", certificate(number=number, start=start, end=end), upload_id)


def test_an_edited_copy_is_compared_and_judged_by_key(open_as: OpenAs, service: Service) -> None:
    """The reviewer is led to the pair; the investigator lays both over each other and says what was seen."""
    original = certificate(number="JX2023110407", start="2023年11月2日", end="2023年11月4日")
    pictures.hand_in(service, "lin", original, "copied-original-1")
    copy_id = pictures.hand_in(service, "gu", edited(original, "顾清源"), "copied-copy-1")
    reviewer = open_as("unit", DESK)
    reviewer.goto(f"{service.base}/review/{copy_id}")
    expect(reviewer.locator("body.reviewing [data-compare]").first).to_be_visible()
    # Enter goes to what may be somebody's doing and never closes it; 2 passes it on, 1 says it was looked at.
    card = reviewer.locator(".doubt-card[data-deliberate]").first
    expect(card).to_have_class(re.compile("now"))
    reviewer.keyboard.press("Enter")
    expect(reviewer.locator("[data-toasts]")).to_contain_text("按数字键作答")
    expect(card).not_to_have_class(re.compile("closed"))
    reviewer.keyboard.press("2")
    expect(reviewer.locator("dialog[open] [data-title]")).to_have_text("转核查")
    reviewer.keyboard.press("Escape")
    expect(reviewer.locator("dialog[open]")).to_have_count(0)
    expect(card).not_to_have_class(re.compile("closed"))
    reviewer.wait_for_load_state("networkidle")
    reviewer.keyboard.press("h")
    expect(reviewer.locator("[data-pair]")).to_be_visible()
    expect(reviewer.locator("[data-judge]")).to_have_count(0)  # a unit looks; the authority's people judge

    page = open_as("investigator", DESK)
    assert page.url.endswith("/investigation")
    expect(page.locator("a.cluster").first).to_be_visible()
    with service.desk._store.read() as tx:
        paper = pictures.evidence_of(tx, copy_id)
    page.goto(f"{service.base}/investigation/{paper}")
    expect(page.locator(".graph circle.first")).to_have_count(1)
    expect(page.locator(".graph .gap").first).to_be_attached()
    page.locator("ol a", has_text="顾清源").first.click()
    expect(page.locator("[data-pair] .change").first).to_be_attached()
    expect(page.get_by_text("林书禾 → 顾清源")).to_be_visible()
    assert fits(page)
    expect(page.locator("[data-near]")).to_have_attribute("aria-pressed", "true")  # the script has run
    # Both pictures stand above the bar, and a key goes through every place that differs.
    bar = page.locator("[data-judge]").bounding_box()
    assert bar is not None
    for picture in page.locator("[data-pair] svg").all():
        box = picture.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= bar["y"] <= DESK["height"]
    places = page.locator("[data-place]")
    expect(places.first).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("n")
    expect(places.nth(1 % places.count())).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("c")
    expect(page.locator("[data-pair]")).to_have_class(re.compile("difference"))
    here, there = page.locator("[data-pair] image").all()
    for image in (here, there):
        answer = page.request.get(service.base + str(image.get_attribute("href")))
        assert answer.headers["content-type"] == "image/webp"
    # The answer's way on (303) is waited for: going elsewhere before it arrives breaks off one of the two.
    with page.expect_navigation(), page.expect_response(lambda answer: answer.request.method == "POST") as said:
        page.keyboard.press("1")
    assert said.value.status == 303
    page.goto(f"{service.base}/investigation/{paper}")
    expect(page.locator("ol .tag.stop", has_text="是同一份").first).to_be_visible()
    page.get_by_role("link", name="核查单").click()
    expect(page.get_by_text("不对任何人下结论")).to_be_visible()
    expect(page.locator(".spots svg").first).to_be_visible()  # the place that differs, from both papers
