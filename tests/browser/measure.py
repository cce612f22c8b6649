"""How quick the desk feels, in a driven browser: ``python -m tests.browser.measure [CLAIMS]`` prints figures."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Error, Page, Response, sync_playwright

from tests.browser.conftest import ARGUMENTS, DESK, PHONE, chromium
from tests.browser.drawn import certificate
from tests.browser.pictures import hand_in
from tests.browser.service import Service, running

#: Presses Enter (1 where a question wants a digit) in the page itself and waits, frame by frame, until another claim is
#: painted.
NEXT = """() => new Promise((done) => {
  const before = document.querySelector('main').dataset.review;
  const began = performance.now();
  const key = document.querySelector('.doubt-card.now[data-deliberate]') ? '1' : 'Enter';
  document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
  const look = () => {
    const main = document.querySelector('main');
    if (main.dataset.review && main.dataset.review !== before) {
      requestAnimationFrame(() => done(performance.now() - began));
    } else if (performance.now() - began > 1500) done(null);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""


def open_page(browser: object, service: Service, login: str, size: dict[str, int]) -> Page:
    context = browser.new_context(viewport=size)  # type: ignore[attr-defined]
    cookies = service.cookies(login)
    context.add_cookies([{"name": name, "value": value, "url": service.base} for name, value in cookies.items()])
    page: Page = context.new_page()
    return page


def upload_seconds(page: Page, service: Service, number: str) -> float:
    page.goto(service.base + "/upload")
    page.locator("#year").select_option("2023")
    began = time.perf_counter()
    page.locator("[data-pick]").nth(1).set_input_files(
        [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": certificate(number=number)}]
    )
    page.wait_for_selector("[data-card]", timeout=120_000)
    return time.perf_counter() - began


def weight(browser: object, service: Service, login: str, path: str) -> int:
    """Bytes of a page with everything it loads, pictures left out, nothing cached before."""
    page = open_page(browser, service, login, DESK)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(service.base + path)
    page.wait_for_load_state("networkidle")
    words = [
        one
        for one in answers
        if one.ok
        and not one.headers.get("content-type", "").startswith("image/")
        and "x-ahead" not in one.request.headers  # the next claims, fetched once this one stands
    ]
    total = sum(len(one.body()) for one in words)
    page.context.close()
    return total


def main(claims: int) -> int:
    path = chromium()
    if path is None:
        print("Chromium is missing (apt install chromium)", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as service, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=ARGUMENTS)
        phone = open_page(browser, service, "lin", PHONE)
        seconds = [upload_seconds(phone, service, f"JX20230501{n:02}") for n in range(4)]
        later = statistics.median(seconds[1:])
        print(f"upload to pre-filled claim: first {seconds[0]:.1f} s, then {later:.1f} s (median)", flush=True)
        ids = []
        for n in range(claims):
            first = date(2023, 1, 1) + timedelta(days=5 * n)  # no two at the same time
            last = first + timedelta(days=2)
            picture = certificate(
                number=f"JX202309{n:04}",
                course=f"卫生专业技术人员第{n + 1}期研修班",
                start=f"{first.year}年{first.month}月{first.day}日",
                end=f"{last.year}年{last.month}月{last.day}日",
            )
            ids.append(hand_in(service, "lin", picture, f"measure-{n:04}"))
        desk = open_page(browser, service, "unit", DESK)
        for login, path_of in (("lin", "/upload"), ("lin", "/claims"), ("unit", f"/review/{ids[0]}")):
            print(f"weight of {path_of[:9]}: {weight(browser, service, login, path_of) / 1000:.0f} kB")
        desk.goto(f"{service.base}/review/{ids[0]}")
        desk.wait_for_selector("body.reviewing")
        waits: list[float] = []
        presses: list[int] = []
        pressed = 0
        for _ in range(claims * 4):
            if not desk.locator("main.review").count():
                break
            desk.wait_for_timeout(1500)  # somebody looks at the claim; the next one comes meanwhile
            pressed += 1
            try:
                took = desk.evaluate(NEXT) if desk.locator("main.review").count() else None
            except Error:  # the last claim leads back to the queue: the page is gone
                break
            if took is not None:
                waits.append(float(took))
                presses.append(pressed)
                pressed = 0
        if waits:
            print(
                f"next claim painted after the confirming key: median {statistics.median(waits):.0f} ms, "
                f"largest {max(waits):.0f} ms over {len(waits)} claims; keys per claim: {statistics.mean(presses):.1f}"
            )
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 8))
