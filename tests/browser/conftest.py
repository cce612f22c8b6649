"""Chromium and the real service, once for all journeys."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.service import Service, running

ARGUMENTS = [
    "--no-sandbox",
    "--headless=new",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
#: Generous: a loaded machine is slow, not wrong.
expect.set_options(timeout=60_000)

PHONE, DESK = {"width": 360, "height": 640}, {"width": 1366, "height": 768}

OpenAs = Callable[..., Page]


def chromium() -> str | None:
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.skip("Chromium is missing (apt install chromium): pages are not driven")
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("service")) as found:
        yield found


@pytest.fixture
def open_as(browser: Browser, service: Service) -> Iterator[OpenAs]:
    """``open_as("lin", PHONE)``: a page signed in as that person; complaints of the browser fail the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opener(login: str | None, size: dict[str, int] = DESK, **more: object) -> Page:
        context = browser.new_context(viewport=size, **more)  # type: ignore[arg-type]
        contexts.append(context)
        if login is not None:
            context.add_cookies(
                [{"name": name, "value": value, "url": service.base} for name, value in service.cookies(login).items()]
            )
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
        page.goto(service.base + "/")
        return page

    yield opener
    for context in contexts:
        context.close()
    assert complaints == []


def fits(page: Page) -> bool:
    """Nothing sticks out sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


#: What may be moved sideways by itself: the menu, the order of hand-in, official forms as they are printed.
_MAY_SCROLL = ".nav, .graph, .official-sheet, .verdict > .row, .table:has(> table.grid)"


def sideways(page: Page) -> list[str]:
    """What has to be moved sideways to be read: the page itself, or a part of it that is none of the few above."""
    found: list[str] = page.evaluate(
        """(allowed) => [...document.querySelectorAll('main, main *, body')].filter((one) => {
          if (one.scrollWidth <= one.clientWidth + 1 || one.closest(allowed)) return false;
          return ['auto', 'scroll'].includes(getComputedStyle(one).overflowX);
        }).map((one) => `${one.tagName.toLowerCase()}.${one.className}`)""",
        _MAY_SCROLL,
    )
    return found if fits(page) else ["page", *found]


__all__ = ["DESK", "PHONE", "OpenAs", "Path", "fits", "sideways"]
