"""Pages that people wait for beside reading that takes every core: does the readers' priority help?

    python -m benchmarks.beside [--seconds S] [--core N]

The real service is held to one core together with two processes that never rest, once of its own priority and once of
the one that ``hourproof serve`` gives its readers; a reviewer opens the queue and a claim (a read that goes on record)
all the time. One core and endless loops instead of OCR, so that other work of the machine disturbs the figure little.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from benchmarks.installation import CITY, YEAR, installed
from benchmarks.load import spread
from claims.settings import Settings

ACTIVITY = {"days": 2, "event": "质量管理培训班", "start": "2023-05-10", "end": "2023-05-11"}


@contextmanager
def busy(core: int, nice: int, count: int) -> Iterator[None]:
    command = ["nice", "-n", str(nice), sys.executable, "-c", "while True: pass"]
    running = [subprocess.Popen(command) for _ in range(count)]
    for one in running:
        os.sched_setaffinity(one.pid, {core})
    try:
        time.sleep(0.5)
        yield
    finally:
        for one in running:
            one.kill()
            one.wait()


def pages(client: httpx.Client, claim: str, seconds: float) -> dict[str, dict[str, float]]:
    """Seconds until the answer, by page."""
    found: dict[str, list[float]] = {"queue": [], "claim": []}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for name, path in (("queue", "/review"), ("claim", f"/review/{claim}")):
            began = time.monotonic()
            client.get(path).raise_for_status()
            found[name].append(time.monotonic() - began)
        time.sleep(0.1)
    return {name: spread(times) for name, times in found.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Review pages beside busy cores.")
    parser.add_argument("--seconds", type=float, default=7.0, help="of each measurement")
    parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)))
    asked = parser.parse_args(arguments)
    figures: dict[str, object] = {}
    with (
        tempfile.TemporaryDirectory(prefix="hourproof-beside-") as folder,
        installed(Path(folder), professionals=1) as place,
    ):
        service = place.start("serve", before=["taskset", "-c", str(asked.core)])
        place.wait_ready()
        with place.client("p0") as owner, place.client("unit") as unit:
            body = {"city": CITY, "year": YEAR, "pathway": "industry_authority_class", "activity": ACTIVITY}
            claim = owner.post("/api/v1/claims", json=body).json()["summary"]["id"]
            owner.post(f"/api/v1/claims/{claim}/submit").raise_for_status()
            pages(unit, claim, 2.0)
            figures["alone"] = pages(unit, claim, asked.seconds)
            usual = Settings().reader_nice
            for nice in (0, usual, 0, usual):
                with busy(asked.core, nice, 2):
                    seen: list[object] = figures.setdefault(f"beside two at nice {nice}", [])  # type: ignore[assignment]
                    seen.append(pages(unit, claim, asked.seconds))
        place.end(service)
    print(json.dumps(figures, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
