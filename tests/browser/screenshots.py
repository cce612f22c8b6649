"""Screenshots of every page, phone and desk: ``python -m tests.browser.screenshots OUT [dark] [large] [en]``.

``only=NAME,NAME`` makes those pages alone.

``python -m tests.browser.screenshots docs/screenshots docs`` makes the few of the README, with few colours to be small.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS, DESK, PHONE, chromium
from tests.browser.drawn import certificate
from tests.browser.pictures import stage
from tests.browser.service import Service, running

#: What the README shows.
DOCS = {
    *("upload-phone", "claim-phone", "claim-returned-phone", "review-doubts-desk", "review-doubts-phone"),
    *("compare-desk", "queue-desk", "dossier-desk"),
}


def small(path: Path) -> None:
    """Few colours: a page is flat, and what it weighs is paid by everybody who clones."""
    with Image.open(path) as picture:
        flat = picture.convert("RGB").quantize(96, dither=Image.Dither.NONE)
    flat.save(path, optimize=True)


def preferences(service: Service, wanted: set[str]) -> list[dict[str, str]]:
    chosen = {
        "hourproof_theme": "dark" if "dark" in wanted else "light",
        "hourproof_large": "1" if "large" in wanted else "0",
        "hourproof_lang": "en" if "en" in wanted else "zh",
    }
    return [{"name": name, "value": value, "url": service.base} for name, value in chosen.items()]


def main(out: Path, wanted: set[str]) -> int:
    out.mkdir(parents=True, exist_ok=True)
    chrome = chromium()
    if chrome is None:
        print("Chromium is missing (apt install chromium)", file=sys.stderr)
        return 2
    docs = "docs" in wanted
    only = {name for one in wanted if one.startswith("only=") for name in one.removeprefix("only=").split(",")}
    mark = "".join(f"-{one}" for one in sorted(wanted - {"docs"}) if not one.startswith("only="))
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as service, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chrome, args=ARGUMENTS)
        for shown in stage(service):
            for size, viewport in (("phone", PHONE), ("desk", DESK)):
                if (docs and f"{shown.name}-{size}" not in DOCS) or (only and shown.name not in only):
                    continue
                context = browser.new_context(viewport=viewport, device_scale_factor=2 if size == "phone" else 1)  # type: ignore[arg-type]
                context.add_cookies(preferences(service, wanted))  # type: ignore[arg-type]
                if shown.login:
                    cookies = service.cookies(shown.login)
                    context.add_cookies([{"name": n, "value": v, "url": service.base} for n, v in cookies.items()])
                page = context.new_page()
                page.goto(service.base + shown.path)
                page.wait_for_selector(shown.wait)
                page.wait_for_load_state("networkidle")
                if shown.name == "upload":
                    page.locator("#year").select_option("2023")
                    page.locator("[data-pick]").nth(1).set_input_files(
                        [{"name": "证书.jpg", "mimeType": "image/jpeg", "buffer": certificate(number=f"JX{size}1")}]
                    )
                    if not docs:
                        page.screenshot(path=out / f"upload-sending-{size}{mark}.png")
                    page.wait_for_selector("[data-card]", timeout=90_000)
                    page.evaluate("document.activeElement.blur()")
                path = out / f"{shown.name}-{size}{mark}.png"
                whole = not docs and not shown.name.startswith(("review", "compare"))
                page.screenshot(path=path, full_page=whole)
                if docs:
                    small(path)
                context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"), set(sys.argv[2:])))
