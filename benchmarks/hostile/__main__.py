"""Try every hostile file on a real reader: ``python -m benchmarks.hostile [--seed S] [--kind K] [--json FILE]``.

For each: a clear refusal or a reading, how long it took, how much memory the worker held. Between the kinds an honest
page must still be read. Exit status 1 when a file ended otherwise or an honest page was not read.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.hostile.kinds import every_kind, good
from domain.reading import Reading, Refusal
from intake import Intake, Limits


class MemoryWatch:
    """The most resident memory any worker held (MB), looked at ten times a second."""

    def __init__(self, intake: Intake) -> None:
        self.peak = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, args=(intake,), daemon=True)
        self._thread.start()

    def _look(self, intake: Intake) -> None:
        while not self._over.wait(0.1):
            for pid in intake.worker_pids:
                try:
                    status = Path(f"/proc/{pid}/status").read_text()
                except OSError:
                    continue
                found = re.search(r"VmRSS:\s+(\d+)", status)
                self.peak = max(self.peak, int(found.group(1)) / 1024 if found else 0.0)

    def stop(self) -> float:
        self._over.set()
        self._thread.join()
        return round(self.peak)


def try_all(seed: int, kinds: Sequence[str], page_seconds: float = 20.0) -> dict[str, Any]:
    """Figures per kind and the files that did not end as they should."""
    rows: dict[str, list[float]] = defaultdict(list)
    ends: dict[str, Counter[str]] = defaultdict(Counter)
    bad: list[str] = []
    slow: list[tuple[float, str]] = []
    honest_page = good()["png"]
    with Intake(1, limits=Limits(page_seconds=page_seconds, file_seconds=3 * page_seconds)) as intake:
        intake.read(honest_page)
        watch = MemoryWatch(intake)
        last = ""
        for kind, name, data in every_kind(seed):
            if kinds and kind not in kinds:
                continue
            if kind != last and not isinstance(intake.read(honest_page), Reading):
                bad.append(f"an honest page was not read before {kind}")
            last = kind
            began = time.monotonic()
            try:
                seen: Any = intake.read(data, name=name)
            except Exception as error:  # noqa: BLE001 - what must not happen is what is looked for
                bad.append(f"{kind} {name!r}: {type(error).__name__}")
                continue
            took = time.monotonic() - began
            rows[kind].append(took)
            slow.append((took, f"{kind} {name[:60]!r}"))
            ends[kind][seen.code if isinstance(seen, Refusal) else type(seen).__name__] += 1
            if isinstance(seen, Refusal) and not re.fullmatch(r"(unusable|unreadable)\.[a-z_]+", seen.code):
                bad.append(f"{kind} {name!r}: {seen.code}")
            if took > 4 * page_seconds:
                bad.append(f"{kind} {name!r}: took {took:.0f} s")
        if not isinstance(intake.read(honest_page), Reading):
            bad.append("an honest page was not read at the end")
        peak = watch.stop()
    told = {kind: {"files": len(took), "slowest_s": round(max(took), 1), **ends[kind]} for kind, took in rows.items()}
    return {
        "files": sum(map(len, rows.values())),
        "kinds": told,
        "slowest": [f"{seconds:.1f} s {what}" for seconds, what in sorted(slow, reverse=True)[:8]],
        "worker_memory_peak_mb": peak,
        "bad": bad,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Hostile and broken files on a real reader.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", default=[], help="only these kinds")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    asked = parser.parse_args(arguments)
    figures = try_all(asked.seed, asked.kind)
    text = json.dumps(figures, ensure_ascii=False, indent=1)
    print(text)
    if asked.json:
        asked.json.write_text(text, encoding="utf-8")
    return 1 if figures["bad"] else 0


if __name__ == "__main__":
    sys.exit(main())
