"""Crash and fault trials: kills at random moments under load, and places that stop working.

    python -m benchmarks.faults --kills 200 [--uploads 120] [--seed 1] [--postgres] [--json FILE]
    python -m benchmarks.faults --places
    python -m benchmarks.faults --times [--postgres]

With ``--kills`` a service, a further worker and their sandbox children are killed with SIGKILL while
people upload (marked files among them) and a reviewer decides; every client tries again as the page
does. Afterwards: receipted uploads lost, claims doubled, decisions lost or doubled, marked material
left. All of it must be 0. ``--places`` takes the disk, the database and the object store away
(benchmarks/fault_places.py), ``--times`` lets clocks jump, upgrades with jobs in flight and loses machines
(benchmarks/fault_times.py). Everything runs on loopback in a temporary folder.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import httpx
import sqlalchemy as sa

from benchmarks.installation import (
    AGAIN,
    CITY,
    SAMPLES,
    YEAR,
    Installation,
    installed,
    sandbox_children,
    upload,
    variant,
)
from benchmarks.plain_papers import notice
from benchmarks.remains import remains_of
from claims.store.tables import claim_evidence, evidence, moves, uploads
from claims.work import wait_until

#: A notice of its own words that is cheap to read; another name is a bundled sample.
PLAIN = "plain"
#: One of these, turn by turn, and now and then a marked notice. Few samples: copies that look alike are laid beside
#: each other pixel by pixel, which is another load than this.
FILES = (*[PLAIN] * 9, "10-journal-cover.heic", *[PLAIN] * 9, "08-sign-in-sheet.jpg")
MARKED = "12-marked-notice.jpg"
MARKED_EVERY = 8
VERDICTS = ("return", "decline")
TARGETS = ("server", "worker", "server's sandbox", "worker's sandbox")

_PER_UPLOAD = (
    sa.select(uploads.c.upload_id, sa.func.count(evidence.c.id).label("n"))
    .join(evidence, evidence.c.upload_key == uploads.c.id)
    .where(evidence.c.part_of.is_(None))
    .group_by(uploads.c.upload_id)
)
_PER_EVIDENCE = sa.select(claim_evidence.c.evidence_id, sa.func.count().label("n")).group_by(
    claim_evidence.c.evidence_id
)


@dataclass
class Outcome:
    """What came of a trial. Everything after ``sent_again`` must be 0."""

    uploads: int = 0
    receipted: int = 0
    withheld: int = 0
    decisions: int = 0
    kills: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    settled_s: float = 0.0
    sent_again: int = 0
    refused: int = 0
    uploads_lost: int = 0
    claims_missing: int = 0
    claims_doubled: int = 0
    decisions_lost: int = 0
    decisions_doubled: int = 0
    marked_left: int = 0
    audit_faults: int = 0

    @property
    def sound(self) -> bool:
        bad = (self.refused, self.uploads_lost, self.claims_missing, self.claims_doubled, self.decisions_lost)
        return not any((*bad, self.decisions_doubled, self.marked_left, self.audit_faults))


class Trial:
    """One installation under load while parts of it are killed."""

    def __init__(
        self, place: Installation, files: Sequence[str], *, uploads: int, kills: int, seed: int, pause: float
    ) -> None:
        self.place, self.files, self.uploads, self.kills, self.pause = place, files, uploads, kills, pause
        self.chance = random.Random(seed)
        self.receipts: dict[str, str] = {}  # upload id → evidence id
        self.decided: dict[str, str] = {}  # claim id → the verdict that was acknowledged
        self.outcome = Outcome()
        self._over = threading.Event()
        self._calm = threading.Event()  # no more kills
        self._numbers = itertools.count()
        self._lock = threading.Lock()

    def run(self) -> Outcome:
        began = time.monotonic()
        server, worker = self.place.start("serve"), self.place.start("worker")
        self.place.wait_ready()
        people = [login for login in self.place.sessions if login.startswith("p")]
        senders = [threading.Thread(target=self._send, args=(login,)) for login in people]
        reviewer = threading.Thread(target=self._decide)
        for thread in (*senders, reviewer):
            thread.start()
        counted: Counter[str] = Counter()
        alive = {"server": server, "worker": worker}
        while counted.total() < self.kills:
            time.sleep(self.chance.uniform(0.0, 2 * self.pause))
            target = self.chance.choice(TARGETS)
            counted[target] += self._kill(alive, target)
        self._calm.set()
        for thread in senders:
            thread.join()
        self._over.set()
        reviewer.join()
        self.outcome.kills = dict(counted)
        self.outcome.seconds = round(time.monotonic() - began, 1)
        self._settle()
        self._judge()
        return self.outcome

    def _kill(self, alive: dict[str, Any], target: str) -> int:
        role = target.split("'")[0]
        if target == role:
            self.place.end(alive[role], hard=True)
            alive[role] = self.place.start("serve" if role == "server" else "worker")
            return 1
        # A reader that has only just been asked for by a fresh service is worth waiting for.
        wait_until(lambda: bool(sandbox_children(alive[role].pid)), 30)
        children = sandbox_children(alive[role].pid)
        if not children:
            return 0
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.chance.choice(children), signal.SIGKILL)
        return 1

    # --- the people -------------------------------------------------------------------------------------------------

    def _send(self, login: str) -> None:
        with self.place.client(login) as client:
            while True:
                with self._lock:
                    number = next(self._numbers)
                    if number >= self.uploads and self._calm.is_set():
                        return
                    self.outcome.uploads = number + 1
                marked = number % MARKED_EVERY == MARKED_EVERY - 1
                name = MARKED if marked else self.files[number % len(self.files)]
                data = notice(number) if name == PLAIN else variant(name, number)
                upload_id = f"trial-{number:06}"
                answer = upload(client, data, upload_id)
                while answer is not None and answer.json().get("code", "").startswith("unreadable."):
                    # Its reader was killed twice under this file: the page says so, the person sends it again.
                    self.outcome.sent_again += 1
                    answer = upload(client, data, upload_id)
                assert answer is not None
                with self._lock:
                    if answer.status_code == 201:
                        self.receipts[upload_id] = answer.json()["id"]
                    elif marked and str(answer.json().get("code", "")).startswith("secrecy."):
                        self.outcome.withheld += 1
                    else:
                        self.outcome.refused += 1

    def _decide(self) -> None:
        """Claims without evidence, handed in by one person and returned or declined by the unit, over and over."""
        with self.place.client("p0") as owner, self.place.client("unit") as unit:
            while not self._over.is_set():
                body = {
                    "city": CITY,
                    "year": YEAR,
                    "pathway": "industry_authority_class",
                    "activity": {"days": 2, "event": "质量管理培训班", "start": "2023-05-10", "end": "2023-05-11"},
                }
                made = self._ask(owner, "POST", "/api/v1/claims", body, {"Idempotency-Key": uuid.uuid4().hex})
                if made is None or made.status_code != 201:
                    continue
                claim = made.json()["summary"]["id"]
                self._ask(owner, "POST", f"/api/v1/claims/{claim}/submit", None, {})
                seen = self._ask(unit, "GET", f"/api/v1/claims/{claim}", None, {})
                if seen is None or seen.status_code != 200:
                    continue
                verdict = self.chance.choice(VERDICTS)
                said = {"verdict": verdict, "reason": "材料不全，请补正。", "clause": "四（一）"}
                headers = {"If-Match": seen.headers["etag"], "Idempotency-Key": uuid.uuid4().hex}
                answer = self._ask(unit, "POST", f"/api/v1/claims/{claim}/decisions", said, headers)
                if answer is not None and answer.status_code == 200:
                    self.decided[claim] = verdict
                self._over.wait(0.3)

    def _ask(
        self, client: httpx.Client, method: str, path: str, body: Any, headers: dict[str, str]
    ) -> httpx.Response | None:
        """One request until it is answered, always with the same keys."""
        while not self._over.is_set():
            with contextlib.suppress(httpx.HTTPError):
                answer = client.request(method, path, json=body, headers=headers, timeout=20)
                if answer.status_code not in AGAIN:
                    return answer
            self._over.wait(0.5)
        return None

    # --- afterwards -------------------------------------------------------------------------------------------------

    def _settle(self) -> None:
        """Wait until every upload that is in the database has been worked on."""
        began = time.monotonic()
        wait_until(lambda: not self._unfinished(), 600, every=1.0)
        self.outcome.settled_s = round(time.monotonic() - began, 1)
        self.place.end_all()

    def _unfinished(self) -> int:
        with self.place.desk._store.read() as tx:
            query = sa.select(sa.func.count()).where(evidence.c.state.in_(("received", "processing")))
            return int(tx.execute(query).scalar_one())

    def _judge(self) -> None:
        outcome = self.outcome
        outcome.receipted, outcome.decisions = len(self.receipts), len(self.decided)
        with self.place.desk._store.read() as tx:
            there = set(tx.execute(sa.select(evidence.c.id)).scalars())
            of_upload = {row.upload_id: row.n for row in tx.execute(_PER_UPLOAD)}
            claims = {row.evidence_id: row.n for row in tx.execute(_PER_EVIDENCE)}
            made = Counter((row.claim_id, row.move) for row in tx.execute(sa.select(moves.c.claim_id, moves.c.move)))
        outcome.uploads_lost = sum(
            of_upload.get(upload_id) is None or evidence_id not in there
            for upload_id, evidence_id in self.receipts.items()
        )
        outcome.claims_missing = sum(claims.get(one, 0) == 0 for one in there)
        outcome.claims_doubled = sum(number - 1 for number in (*claims.values(), *of_upload.values()))
        outcome.decisions_lost = sum(made[(claim, verdict)] == 0 for claim, verdict in self.decided.items())
        outcome.decisions_doubled = sum(number - 1 for (_, move), number in made.items() if move in VERDICTS)
        outcome.audit_faults = len(self.place.desk.audit_verify().faults)
        outcome.marked_left = len(remains_of((SAMPLES / MARKED).read_bytes(), [self.place.folder]))


def crash_trial(
    folder: Path,
    *,
    uploads: int,
    kills: int,
    seed: int,
    pause: float = 2.0,
    people: int = 3,
    files: Sequence[str] = FILES,
    **settings: object,
) -> Outcome:
    """See the module's docstring. ``pause`` is the mean time between two kills in seconds."""
    given = {"poll_seconds": 0.2, "heartbeat_seconds": 0.5, "dead_after_seconds": 5.0, "job_attempts": 1000, **settings}
    with installed(folder, professionals=people, **given) as place:
        return Trial(place, files, uploads=uploads, kills=kills, seed=seed, pause=pause).run()


@contextlib.contextmanager
def _database(wanted: bool) -> Iterator[str]:
    if not wanted:
        yield ""
        return
    from benchmarks.cluster import cluster

    with cluster() as pattern:
        yield pattern.format(name="postgres")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Crash and fault trials on loopback.")
    parser.add_argument(
        "--kills", type=int, default=0, metavar="N", help="kill -9 of service, worker, sandbox children"
    )
    parser.add_argument("--uploads", type=int, default=120, help="at least so many; more while kills go on")
    parser.add_argument("--pause", type=float, default=2.0, help="mean seconds between two kills")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true", help="on a private PostgreSQL cluster instead of SQLite")
    parser.add_argument("--places", action="store_true", help="full disk, read-only disk, database and store gone")
    parser.add_argument(
        "--times", action="store_true", help="clocks that jump, an upgrade; with --postgres dead machines"
    )
    parser.add_argument("--json", type=Path, help="where to write the figures")
    asked = parser.parse_args(arguments)
    figures: dict[str, Any] = {}
    sound = True
    with tempfile.TemporaryDirectory(prefix="hourproof-trial-") as folder, _database(asked.postgres) as url:
        if asked.kills:
            outcome = crash_trial(
                Path(folder) / "kills",
                uploads=asked.uploads,
                kills=asked.kills,
                seed=asked.seed,
                pause=asked.pause,
                database_url=url,
            )
            figures["kills"] = asdict(outcome)
            sound = outcome.sound
        if asked.places:
            from benchmarks.fault_places import every_place

            figures["places"] = every_place(Path(folder) / "places")
            sound = sound and all(one["sound"] for one in figures["places"].values())
        if asked.times:
            from benchmarks.fault_times import every_time

            figures["times"] = every_time(Path(folder) / "times", url)
            sound = sound and all(one["sound"] for one in figures["times"].values())
    text = json.dumps(figures, ensure_ascii=False, indent=1)
    print(text)
    if asked.json:
        asked.json.write_text(text, encoding="utf-8")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
