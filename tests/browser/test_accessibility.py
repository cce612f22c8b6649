"""axe finds nothing on any page, light and dark; nothing is moved sideways at any size, large type included."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import DESK, PHONE, sideways
from tests.browser.pictures import Shown, stage
from tests.browser.service import Service

#: Some forty pages a walk, their papers really read first: patience for a loaded machine.
pytestmark = [pytest.mark.browser, pytest.mark.ocr, pytest.mark.timeout(1200)]


@pytest.fixture(scope="module")
def pages(service: Service) -> list[Shown]:
    return list(stage(service))


@pytest.mark.parametrize(
    ("size", "theme", "large", "lang"),
    [(DESK, "dark", "0", "en"), (PHONE, "light", "1", "zh")],
    ids=["desk-dark-english", "phone-light-large"],
)
def test_every_page(
    browser: Browser, service: Service, pages: list[Shown], size: dict[str, int], theme: str, large: str, lang: str
) -> None:
    wrong: list[str] = []
    for shown in pages:
        context = browser.new_context(viewport=size)  # type: ignore[arg-type]
        chosen = {"hourproof_theme": theme, "hourproof_large": large, "hourproof_lang": lang}
        if shown.login:
            chosen |= service.cookies(shown.login)
        context.add_cookies([{"name": name, "value": value, "url": service.base} for name, value in chosen.items()])
        page = context.new_page()
        page.goto(service.base + shown.path)
        page.wait_for_selector(shown.wait)
        for violation in Axe().run(page).response["violations"]:
            places = [node["target"] for node in violation["nodes"]][:4]
            wrong.append(f"{shown.name}: {violation['id']} {places}")
        wrong += [f"{shown.name}: {part} has to be moved sideways" for part in sideways(page)]
        context.close()
    assert wrong == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_is_moved_sideways_on_a_phone(
    browser: Browser, service: Service, pages: list[Shown], lang: str
) -> None:
    """In the type most people have; a table too wide counts as well. A desk's width is seen by the walk above."""
    wrong: list[str] = []
    for shown in pages:
        context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
        chosen = {"hourproof_lang": lang} | (service.cookies(shown.login) if shown.login else {})
        context.add_cookies([{"name": name, "value": value, "url": service.base} for name, value in chosen.items()])
        page = context.new_page()
        page.goto(service.base + shown.path)
        page.wait_for_selector(shown.wait)
        wrong += [f"{shown.name}: {part}" for part in sideways(page)]
        context.close()
    assert wrong == []
