"""axe finds nothing on any page, light and dark; nothing is moved sideways at any size, large type included."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import DESK, PHONE, sideways
from tests.browser.pictures import Shown, stage
from tests.browser.service import Service

pytestmark = [pytest.mark.browser, pytest.mark.ocr]


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


@pytest.mark.parametrize(
    ("size", "lang"), [(PHONE, "zh"), (PHONE, "en"), (DESK, "zh")], ids=["phone", "phone-en", "desk"]
)
def test_no_page_is_moved_sideways(
    browser: Browser, service: Service, pages: list[Shown], size: dict[str, int], lang: str
) -> None:
    """At 360 and 1366 pixels, in the type most people have; a table too wide for a phone counts as well."""
    wrong: list[str] = []
    for shown in pages:
        context = browser.new_context(viewport=size)  # type: ignore[arg-type]
        chosen = {"hourproof_lang": lang} | (service.cookies(shown.login) if shown.login else {})
        context.add_cookies([{"name": name, "value": value, "url": service.base} for name, value in chosen.items()])
        page = context.new_page()
        page.goto(service.base + shown.path)
        page.wait_for_selector(shown.wait)
        wrong += [f"{shown.name}: {part}" for part in sideways(page)]
        context.close()
    assert wrong == []
