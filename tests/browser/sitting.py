"""A reviewer's day in one sitting: ``python -m tests.browser.sitting [CLAIMS] [EVERY]`` prints figures.

Claims are made without reading pictures (``tests.browser.written``); every EVERY-th one has its figures on a badly
read line and asks. A driven Chromium on the real service presses Enter as soon as the next claim has been fetched,
which is faster than anybody looks: what is measured is the desk, not the reviewer.
"""

from __future__ import annotations

import itertools
import os
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from claims.views import Actor
from domain.claim import Role
from tests.browser.conftest import ARGUMENTS, DESK, chromium
from tests.browser.drawn import Certificate
from tests.browser.service import CITY, EMPLOYER, Service, desk_with_people, served
from tests.browser.written import KnownWords, hand_in

#: Waits until the next claim is fetched, presses Enter, and waits frame by frame: for
#: another claim (``{painted: ms}``), or for the answered doubt to close and the panel to follow (``{answered: ms}``).
PRESS = """(queued) => new Promise((done) => {
  const main = () => document.querySelector('main');
  const here = main();
  const start = performance.now();
  const press = () => {
    const began = performance.now();
    const version = here.querySelector('[data-panel]').dataset.version;
    document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, cancelable: true}));
    const look = () => {
      const now = performance.now();
      const told = () => done({painted: performance.now() - began, waited: began - start});
      if (main() !== here) requestAnimationFrame(told);
      else if (here.querySelector('[data-panel]').dataset.version !== version) done({answered: now - began});
      else if (now - began > 60000) done({stuck: true});
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };
  const ready = () => {
    if (here.dataset.next || queued < 2) press();
    else if (performance.now() - start > 60000) done({stuck: true});
    else setTimeout(ready, 10);
  };
  ready();
})"""


def papers(count: int, every: int) -> list[Certificate]:
    """Certificates of different classes on different days; every ``every``-th badly read where its figures stand."""
    found = []
    for n in range(count):
        first = date(2023, 1, 1) + timedelta(days=n % 350)
        last = first + timedelta(days=2)
        found.append(
            Certificate(
                start=f"{first.year}年{first.month}月{first.day}日",
                end=f"{last.year}年{last.month}月{last.day}日",
                course=f"卫生专业技术人员第{n + 1}期研修班",
                number=f"JX2023{n:06}",
                blurred="共3天" if every and n % every == every - 1 else "",
            )
        )
    return found


def colleagues(service: Service, count: int) -> list[Actor]:
    """People who each hand in five claims, as a unit's staff does."""
    found: list[Actor] = []
    for n in range(0, count, 5):
        person = service.desk.add_person(
            service.admin.actor,
            login=f"staff-{n}",
            name="林书禾",
            roles=[Role.PROFESSIONAL],
            employer=EMPLOYER,
            city=CITY,
            settings={"title_level": "intermediate"},
        )
        found += [Actor(person.id, person.name, frozenset({Role.PROFESSIONAL}), EMPLOYER, CITY)] * 5
    return found[:count]


def spent(service: Service) -> float:
    """Seconds of processor the service has used, its reader included: what a busy machine does not stretch."""
    assert service.process is not None
    wanted, total = {service.process.pid}, 0.0
    while wanted:
        pid = wanted.pop()
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        for task in Path(f"/proc/{pid}/task").iterdir():
            wanted |= {int(child) for child in (task / "children").read_text(encoding="utf-8").split()}
    return total


def sit(desk: Page, service: Service, count: int) -> None:
    """Press until the queue is through, and say how it went."""
    painted: list[float] = []
    waited: list[float] = []
    keys: list[int] = []
    pressed = 0
    began = time.perf_counter()
    heap: list[float] = []
    used: list[float] = [spent(service)]
    while len(painted) < count - 1:
        told = desk.evaluate(PRESS, count - len(painted))
        if told.get("stuck"):
            print(f"stuck after {len(painted)} claims: {desk.url}")
            return
        pressed += 1
        if "painted" in told:
            painted.append(told["painted"])
            waited.append(told["waited"])
            keys.append(pressed)
            pressed = 0
            if len(painted) % 50 == 0:
                used.append(spent(service))
                heap.append(desk.evaluate("performance.memory.usedJSHeapSize") / 1e6)
                print(f"{len(painted)} claims, {time.perf_counter() - began:.0f} s, heap {heap[-1]:.0f} MB", flush=True)
    first, last = painted[:50], painted[-50:]
    print(
        f"next claim painted after the key: median {statistics.median(painted):.0f} ms, "
        f"95 of 100 within {sorted(painted)[int(len(painted) * 0.95)]:.0f} ms; "
        f"first 50 {statistics.median(first):.0f} ms, last 50 {statistics.median(last):.0f} ms"
    )
    print(
        f"until the one after is fetched: first 50 {statistics.median(waited[:50]):.0f} ms, "
        f"last 50 {statistics.median(waited[-50:]):.0f} ms"
    )
    rounds = [(after - before) / 50 for before, after in itertools.pairwise(used)]
    print(f"processor a claim: first 50 {1000 * rounds[0]:.0f} ms, last 50 {1000 * rounds[-1]:.0f} ms")
    print(f"keys: {dict(sorted((n, keys.count(n)) for n in set(keys)))}; nodes {desk.evaluate(NODES)}")


NODES = "document.querySelectorAll('*').length"


def main(count: int, every: int) -> int:
    path = chromium()
    if path is None:
        print("Chromium is missing (apt install chromium)", file=sys.stderr)
        return 2
    intake = KnownWords(workers=1)
    with tempfile.TemporaryDirectory() as folder, desk_with_people(Path(folder), intake) as service:
        staff = colleagues(service, count)
        made = list(zip(staff, papers(count, every), strict=True))
        began = time.perf_counter()
        ids = hand_in(service.desk, intake, made)
        print(f"{len(ids)} claims made in {time.perf_counter() - began:.0f} s", flush=True)
        with served(service), sync_playwright() as play:
            browser = play.chromium.launch(executable_path=path, args=[*ARGUMENTS, "--enable-precise-memory-info"])
            context = browser.new_context(viewport=DESK)  # type: ignore[arg-type]
            context.add_cookies(
                [{"name": n, "value": v, "url": service.base} for n, v in service.cookies("unit").items()]
            )
            page = context.new_page()
            page.set_default_timeout(120_000)
            page.goto(f"{service.base}/review/{ids[0]}")
            page.wait_for_selector("body.reviewing")
            sit(page, service, count)
            states = service.desk.claims(service.sessions["authority"].actor, queue=True, limit=200).items
            print(f"waiting for the second level afterwards: {len(states)}{'+' if len(states) == 200 else ''}")
            browser.close()
    return 0


if __name__ == "__main__":
    arguments = [int(one) for one in sys.argv[1:]]
    sys.exit(main(*(arguments + [500, 10][len(arguments) :])))
