"""Uploads and review over HTTP on loopback: pages a minute, waiting times, memory, back-pressure.

    python -m benchmarks.load [--uploads N] [--senders K] [--seconds S] [--crowd N] [--photos N] [--json FILE]

``senders`` people send bundled one-page photos (the same look with other bytes, kinds that colleagues share), with
``--photos N`` only every Nth time and otherwise small native PDFs that all look different, while a reviewer opens the
queue, a claim and a page picture in turn. Bounded by ``--uploads`` and ``--seconds``, whatever comes first.
"Bare engine" is our reader on the same pages in this process, without decoding, guard, storage and jobs.
At the end more people than the service takes at once send at the same moment: each must get 503 with Retry-After
or a receipt, nothing else. Memory is told by tenths of the run and at every quarter of the uploads asked for, and the
largest of the whole run.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from benchmarks.installation import CITY, YEAR, Installation, installed, sandbox_children, upload, variant
from benchmarks.plain_papers import notice

PAGES = ("09-notice.pdf", "08-sign-in-sheet.jpg", "10-journal-cover.heic", "11-unit-statement.jpg")


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """p50, p95, p99 in seconds."""
    if len(seconds) < 2:
        return {"n": len(seconds)}
    cut = statistics.quantiles(seconds, n=100, method="inclusive")
    return {"n": len(seconds), "p50": round(cut[49], 3), "p95": round(cut[94], 3), "p99": round(cut[98], 3)}


def resident_mb(pids: Sequence[int]) -> float:
    total = 0.0
    for pid in pids:
        try:
            found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
        except OSError:
            continue
        total += int(found.group(1)) / 1024 if found else 0.0
    return round(total)


def bare_engine(rounds: int = 2) -> float:
    """Pages a minute of one reader on the pages that need OCR, decoding not counted."""
    import numpy as np
    import pillow_heif
    from PIL import Image, ImageOps

    from benchmarks.installation import SAMPLES
    from intake.pipeline import reader

    pillow_heif.register_heif_opener()
    pictures = []
    for name in PAGES:
        if not name.endswith(".pdf"):
            with Image.open(SAMPLES / name) as picture:
                pictures.append(np.ascontiguousarray(ImageOps.exif_transpose(picture).convert("RGB")))
    reader().read(pictures[0])
    began = time.monotonic()
    for _ in range(rounds):
        for pixels in pictures:
            reader().read(pixels)
    return round(60 * rounds * len(pictures) / (time.monotonic() - began), 1)


class Load:
    def __init__(self, place: Installation, *, uploads: int, senders: int, seconds: float, photos: int = 1) -> None:
        self.photos = photos
        self.place, self.uploads, self.senders = place, uploads, senders
        self.until = time.monotonic() + seconds
        self.receipts: list[float] = []
        self.review: dict[str, list[float]] = {"queue": [], "claim": [], "picture": []}
        self.statuses: Counter[int] = Counter()
        self._lock = threading.Lock()
        self._next = 0
        self._latest = ""  # evidence of the person whose pictures are looked at
        self._over = threading.Event()

    def run(self, service: int) -> dict[str, Any]:
        began = time.monotonic()
        threads = [threading.Thread(target=self._send, args=(f"p{n}",)) for n in range(self.senders)]
        reviewer = threading.Thread(target=self._look)
        for thread in (*threads, reviewer):
            thread.start()
        memory = []
        while any(thread.is_alive() for thread in threads):
            memory.append(
                {
                    "uploads": len(self.receipts),
                    "service": resident_mb([service]),
                    "readers": resident_mb(sandbox_children(service)),
                }
            )
            time.sleep(2.0)
        took = time.monotonic() - began
        self._over.set()
        reviewer.join()
        tenths = [memory[min(len(memory) - 1, len(memory) * part // 10)] for part in range(1, 11)]
        return {
            "uploads": len(self.receipts),
            "seconds": round(took, 1),
            "pages_per_minute": round(60 * len(self.receipts) / took, 1),
            "receipt_s": spread(self.receipts),
            "review_s": {name: spread(found) for name, found in self.review.items()},
            "statuses": dict(self.statuses),
            "memory_mb_by_tenths": {name: [one[name] for one in tenths] for name in ("service", "readers")},
            "memory_mb_after_uploads": {
                self.uploads * quarter // 4: found
                for quarter in range(1, 5)
                if (found := _first_after(memory, self.uploads * quarter // 4)) is not None
            },
            "memory_mb_peak": {name: max(one[name] for one in memory) for name in ("service", "readers")},
        }

    def _send(self, login: str) -> None:
        with self.place.client(login) as client:
            while time.monotonic() < self.until:
                with self._lock:
                    number = self._next
                    self._next += 1
                if number >= self.uploads:
                    return
                began = time.monotonic()
                photo = number % self.photos == 0
                data = variant(PAGES[number // self.photos % len(PAGES)], number) if photo else notice(number)
                answer = upload(client, data, f"load-{number:07}")
                with self._lock:
                    self.statuses[answer.status_code if answer is not None else 0] += 1
                    if answer is not None and answer.status_code == 201:
                        self.receipts.append(time.monotonic() - began)
                        if login == "p0":
                            self._latest = answer.json()["id"]

    def _look(self) -> None:
        """A reviewer who never pauses longer than a quarter of a second."""
        with self.place.client("p0") as owner, self.place.client("unit") as unit:
            activity = {"days": 2, "event": "质量管理培训班", "start": "2023-05-10", "end": "2023-05-11"}
            body = {"city": CITY, "year": YEAR, "pathway": "industry_authority_class", "activity": activity}
            claim = owner.post("/api/v1/claims", json=body).json()["summary"]["id"]
            owner.post(f"/api/v1/claims/{claim}/submit")
            while not self._over.wait(0.25):
                self._timed("queue", unit, "/review")
                self._timed("claim", unit, f"/review/{claim}")
                if self._latest:
                    self._timed("picture", owner, f"/api/v1/evidence/{self._latest}/pages/1")

    def _timed(self, name: str, client: httpx.Client, path: str) -> None:
        began = time.monotonic()
        answer = client.get(path)
        if answer.status_code == 200:
            self.review[name].append(time.monotonic() - began)


def _first_after(memory: Sequence[dict[str, float]], uploads: int) -> dict[str, float] | None:
    """What was held when so many uploads had been receipted; of the last look for the last of them."""
    found = next((one for one in memory if one["uploads"] >= uploads), None)
    if found is None and memory[-1]["uploads"] >= uploads - 4:  # receipted since the last look
        found = memory[-1]
    return {name: found[name] for name in ("service", "readers")} if found is not None else None


def crowd(place: Installation, people: int) -> dict[str, int]:
    """Everybody sends at the same moment, once, without trying again."""
    answers: Counter[str] = Counter()
    lock = threading.Lock()
    gate = threading.Barrier(people)

    def send(number: int) -> None:
        with place.client(f"p{number % 2}") as client:
            gate.wait()
            answer = client.post(
                "/api/v1/evidence",
                data={"city": CITY, "year": str(YEAR)},
                files={"file": ("a.jpg", variant("08-sign-in-sheet.jpg", 10_000_000 + number))},
                headers={"Upload-Id": f"crowd-{number:05}"},
            )
        patient = " with Retry-After" if "retry-after" in answer.headers else ""
        with lock:
            answers[f"{answer.status_code}{patient}"] += 1

    threads = [threading.Thread(target=send, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(answers)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Load on loopback.")
    parser.add_argument("--uploads", type=int, default=200)
    parser.add_argument("--senders", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--crowd", type=int, default=40, help="how many send at one moment at the end")
    parser.add_argument("--photos", type=int, default=1, metavar="N", help="every Nth upload is a photo")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(arguments)
    figures: dict[str, Any] = {"bare_engine_pages_per_minute_one_process": bare_engine()}
    with (
        tempfile.TemporaryDirectory(prefix="hourproof-load-") as folder,
        installed(Path(folder), professionals=max(2, asked.senders)) as place,
    ):
        service = place.start("serve")
        place.wait_ready()
        load = Load(place, uploads=asked.uploads, senders=asked.senders, seconds=asked.seconds, photos=asked.photos)
        figures["load"] = load.run(service.pid)
        figures["crowd"] = crowd(place, asked.crowd) if asked.crowd else {}
    text = json.dumps(figures, ensure_ascii=False, indent=1)
    print(text)
    if asked.json:
        asked.json.write_text(text, encoding="utf-8")
    sound = all(key == "201" or key == "503 with Retry-After" for key in figures["crowd"])
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
