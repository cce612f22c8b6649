"""axe finds nothing on any page, light and dark; nothing is moved sideways at any size, large type included."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESK, PHONE, sideways
from tests.browser.pictures import Shown, stage
from tests.browser.service import Service

#: Some forty pages a walk, their papers really read first: patience for a loaded machine.
pytestmark = [pytest.mark.browser, pytest.mark.ocr, pytest.mark.timeout(1200)]


@pytest.fixture(scope="module")
def pages(service: Service) -> list[Shown]:
    return list(stage(service))


class Visitor:
    """One window that shows page after page as different people see them; each finds nothing of those before it.

    A window of its own for every page starts a process of the browser for it, which costs as much as looking at it.
    """

    def __init__(self, page: Page, base: str, chosen: dict[str, str]) -> None:
        self._page, self._base, self._chosen = page, base, chosen
        self._inside = page.context.new_cdp_session(page)

    def see(self, path: str, cookies: dict[str, str], wait: str = "main") -> Page:
        """The page at ``path`` with these cookies besides the chosen ones, once ``wait`` is there."""
        if self._page.url.startswith(self._base):
            self._page.evaluate("sessionStorage.clear()")
        self._inside.send("Storage.clearDataForOrigin", {"origin": self._base, "storageTypes": "all"})
        self._page.context.clear_cookies()
        self._page.context.add_cookies(
            [{"name": name, "value": value, "url": self._base} for name, value in (self._chosen | cookies).items()]
        )
        self._page.goto(self._base + path)
        self._page.wait_for_selector(wait)
        return self._page


@contextlib.contextmanager
def visitor(browser: Browser, service: Service, size: dict[str, int], chosen: dict[str, str]) -> Iterator[Visitor]:
    """A window of this size, everything in it as ``chosen`` by the settings' cookies."""
    context = browser.new_context(viewport=size)  # type: ignore[arg-type]
    yield Visitor(context.new_page(), service.base, chosen)
    context.close()


def seen(visit: Visitor, service: Service, pages: list[Shown]) -> Iterator[tuple[Shown, Page]]:
    """The pages one after another, each as its own person sees it."""
    for shown in pages:
        yield shown, visit.see(shown.path, service.cookies(shown.login) if shown.login else {}, shown.wait)


@pytest.mark.parametrize(
    ("size", "theme", "large", "lang"),
    [(DESK, "dark", "0", "en"), (PHONE, "light", "1", "zh")],
    ids=["desk-dark-english", "phone-light-large"],
)
def test_every_page(
    browser: Browser, service: Service, pages: list[Shown], size: dict[str, int], theme: str, large: str, lang: str
) -> None:
    wrong: list[str] = []
    chosen = {"hourproof_theme": theme, "hourproof_large": large, "hourproof_lang": lang}
    with visitor(browser, service, size, chosen) as visit:
        for shown, page in seen(visit, service, pages):
            for violation in Axe().run(page).response["violations"]:
                places = [node["target"] for node in violation["nodes"]][:4]
                wrong.append(f"{shown.name}: {violation['id']} {places}")
            wrong += [f"{shown.name}: {part} has to be moved sideways" for part in sideways(page)]
    assert wrong == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_is_moved_sideways_on_a_phone(
    browser: Browser, service: Service, pages: list[Shown], lang: str
) -> None:
    """In the type most people have; a table too wide counts as well. A desk's width is seen by the walk above."""
    wrong: list[str] = []
    with visitor(browser, service, PHONE, {"hourproof_lang": lang}) as visit:
        for shown, page in seen(visit, service, pages):
            wrong += [f"{shown.name}: {part}" for part in sideways(page)]
    assert wrong == []


LEAVE = """() => new Promise((done, failed) => {
  localStorage.setItem('left', '1'); sessionStorage.setItem('left', '1'); document.cookie = 'left=1';
  const request = indexedDB.open('left', 1);
  request.onerror = failed; request.onsuccess = () => { request.result.close(); done(); };
})"""
LEFT = """async () => [
  localStorage.length, sessionStorage.length, document.cookie.includes('left'), (await indexedDB.databases()).length
]"""


def test_a_page_finds_nothing_of_the_one_before_and_its_own_person(browser: Browser, service: Service) -> None:
    with visitor(browser, service, DESK, {"hourproof_lang": "zh"}) as visit:
        page = visit.see("/me", service.cookies("lin"))
        page.evaluate(LEAVE)
        assert page.evaluate(LEFT) == [1, 1, True, 1]
        assert "苏明远" in visit.see("/me", service.cookies("su")).content()
        assert page.evaluate(LEFT) == [0, 0, False, 0]
        assert "苏明远" not in visit.see("/me", {}).content()
