"""Clocks that jump, a new version that starts while jobs are in flight, machines that die.

Each trial runs the real service and workers as processes and counts afterwards: every receipted upload has ended and
become one claim. ``jumping_clocks`` needs a C compiler; ``dead_machines`` needs the PostgreSQL server
and the right to make a host name of its own for each worker.
"""

from __future__ import annotations

import os
import shutil
import statistics
import struct
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from benchmarks.fault_places import NotPermitted
from benchmarks.installation import CITY, ROOT, YEAR, Installation, installed, upload
from benchmarks.plain_papers import notice
from claims.store.tables import claim_evidence, evidence, jobs
from claims.work import wait_until

DAY, HOUR = 86400, 3600
#: (what, offset of the service's clock, offset of the worker's clock) in seconds, one after the other.
JUMPS = (
    ("both right", 0, 0),
    ("service a day ahead", DAY, 0),
    ("both a day ahead", DAY, DAY),
    ("service back, worker a day ahead", 0, DAY),
    ("both two days behind", -2 * DAY, -2 * DAY),
    ("service right, worker an hour behind", 0, -HOUR),
    ("both right again", 0, 0),
)
#: Sessions of the trial outlive every jump; that they end otherwise is what they are for.
LASTING = {"session_hours": 24 * 400, "idle_minutes": 60 * 24 * 400}


class _Clock:
    """The wall clock of one process: what stands in a file is added to the real one (wall_clock.c)."""

    def __init__(self, library: Path, file: Path) -> None:
        self._file = file
        file.write_bytes(struct.pack("=q", 0))
        self.before = ["env", f"LD_PRELOAD={library}", f"HOURPROOF_CLOCK={file}"]

    def set(self, seconds: int) -> None:
        with self._file.open("r+b", buffering=0) as file:
            file.write(struct.pack("=q", seconds))


def _clock_library(folder: Path) -> Path:
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise NotPermitted("a clock of their own needs a C compiler (apt-get install gcc libc6-dev)")
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / "wall_clock.so"
    source = Path(__file__).with_name("wall_clock.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(made), str(source), "-ldl"], check=True)
    return made


def _send(place: Installation, numbers: Sequence[int], login: str = "p0") -> dict[int, str]:
    """Evidence id by number; an upload that was refused is missing."""
    found = {}
    with place.client(login) as client:
        for number in numbers:
            answer = upload(client, notice(number), f"times-{number:06}")
            if answer is not None and answer.status_code == 201:
                found[number] = answer.json()["id"]
    return found


def _unfinished(place: Installation) -> int:
    with place.desk._store.read() as tx:
        query = sa.select(sa.func.count()).where(evidence.c.state.in_(("received", "processing")))
        return int(tx.execute(query).scalar_one())


def _claims_of(place: Installation, ids: Sequence[str]) -> list[int]:
    with place.desk._store.read() as tx:
        query = sa.select(claim_evidence.c.evidence_id, sa.func.count().label("n")).group_by(
            claim_evidence.c.evidence_id
        )
        counted = {row.evidence_id: row.n for row in tx.execute(query)}
    return [counted.get(one, 0) for one in ids]


def _judged(place: Installation, receipts: dict[int, str], sent: int) -> dict[str, Any]:
    claims = _claims_of(place, list(receipts.values()))
    report = place.desk.audit_verify()
    figures = {
        "uploads": sent,
        "receipted": len(receipts),
        "claims_missing": claims.count(0),
        "claims_doubled": sum(one - 1 for one in claims if one > 1),
        "unfinished": _unfinished(place),
        "audit_faults": len(report.faults),
    }
    good = len(receipts) == sent and not any(
        figures[name] for name in ("claims_missing", "claims_doubled", "unfinished", "audit_faults")
    )
    return {"sound": good, **figures}


def jumping_clocks(folder: Path, *, each: int = 3) -> dict[str, Any]:
    """The service's and a worker's clocks jump apart, forward and back, while people upload and decide."""
    library = _clock_library(folder)
    settings: dict[str, Any] = {"poll_seconds": 0.2, "heartbeat_seconds": 0.5, "dead_after_seconds": 5.0, **LASTING}
    with installed(folder, professionals=1, **settings) as place:
        ours, theirs = _Clock(library, folder / "service.clock"), _Clock(library, folder / "worker.clock")
        running = [place.start("serve", before=ours.before), place.start("worker", before=theirs.before)]
        place.wait_ready()
        receipts: dict[int, str] = {}
        slowest, decided = 0.0, 0
        for at, (_, first, second) in enumerate(JUMPS):
            ours.set(first)
            theirs.set(second)
            receipts |= _send(place, range(at * each, (at + 1) * each))
            began = time.monotonic()
            wait_until(lambda: not _unfinished(place), 120, every=0.2)
            slowest = max(slowest, time.monotonic() - began)
            decided += _decision(place, at)
        alive = all(one.poll() is None for one in running)
        judged = _judged(place, receipts, each * len(JUMPS))
        sound = judged["sound"] and alive and decided == len(JUMPS)
        return {
            **judged,
            "sound": sound,
            "jumps": len(JUMPS) - 1,
            "decisions": decided,
            "alive": alive,
            "slowest_wait_s": round(slowest, 1),
        }


def _decision(place: Installation, number: int) -> int:
    """One claim handed in and returned, over HTTP; 1 when it was taken and stands."""
    activity = {"days": 2, "event": f"质量管理培训班{number}", "start": "2023-05-10", "end": "2023-05-11"}
    body = {"city": CITY, "year": YEAR, "pathway": "industry_authority_class", "activity": activity}
    with place.client("p0") as owner, place.client("unit") as unit:
        claim = owner.post("/api/v1/claims", json=body).json()["summary"]["id"]
        handed_in = owner.post(f"/api/v1/claims/{claim}/submit")
        verdict = {"verdict": "return", "reason": "请补交日程表", "clause": "试验"}
        headers = {"If-Match": handed_in.headers["etag"], "Idempotency-Key": f"times-{number:04}"}
        answers = [unit.post(f"/api/v1/claims/{claim}/decisions", json=verdict, headers=headers) for _ in range(2)]
        stands = owner.get(f"/api/v1/claims/{claim}").json()["summary"]["state"] == "returned"
        return int(all(one.is_success for one in answers) and stands)


# --- a new version ----------------------------------------------------------------------------------------------------

ROOMS = ("domain", "intake", "extractors", "verifiers", "rules", "claims", "api", "cli")
_NEW_STEP = """

@DBOS.workflow(name="of_the_next_version")
def _next_version(job_id: str) -> str:
    return job_id
"""
_NEW_TABLE = '''"""What the next version adds."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("of_the_next_version", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade() -> None:
    op.drop_table("of_the_next_version")
'''


def next_version(folder: Path) -> Path:
    """A copy of the program with other workflows and one migration more."""
    from claims.store.migrate import newest

    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    work = folder / "claims" / "work.py"
    text = work.read_text(encoding="utf-8")
    at = text.index("\n\nclass Work:")
    work.write_text(text[:at] + _NEW_STEP + text[at:], encoding="utf-8")
    added = folder / "claims" / "store" / "migrations" / "versions" / "9999_next.py"
    added.write_text(_NEW_TABLE.format(head=newest()), encoding="utf-8")
    return folder


def upgrade(folder: Path, *, uploads: int = 8, url: str = "") -> dict[str, Any]:
    """The old version is killed with jobs in flight; the new one migrates the schema and does them."""
    settings: dict[str, Any] = {"poll_seconds": 0.2, "heartbeat_seconds": 0.5, "database_url": url}
    with installed(folder / "old", professionals=1, **settings) as place:
        old = place.start("serve")
        place.wait_ready()
        receipts = _send(place, range(uploads))
        in_flight = _unfinished(place)
        place.end(old, hard=True)
        new = next_version(folder / "new")
        place.start("serve", program=new)
        place.wait_ready()
        began = time.monotonic()
        wait_until(lambda: not _unfinished(place), 120, every=0.2)
        took = time.monotonic() - began
        with place.desk._store.read() as tx:
            migrated = tx.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"
        judged = _judged(place, receipts, uploads)
        sound = judged["sound"] and migrated and in_flight > 0
        return {
            **judged,
            "sound": sound,
            "in_flight_at_the_kill": in_flight,
            "migrated": migrated,
            "drained_s": round(took, 1),
        }


# --- machines that die ------------------------------------------------------------------------------------------------


def dead_machines(folder: Path, url: str, *, workers: int = 3, rounds: int = 5) -> dict[str, Any]:
    """``workers`` on machines of their own names, on PostgreSQL; one after the other dies in the middle of a job.

    How long until somebody else has ended what it held, against the patience that is set.
    """
    if os.geteuid() != 0 or shutil.which("unshare") is None:
        raise NotPermitted("host names of their own need root and unshare")
    patience = 5.0
    settings: dict[str, Any] = {
        "poll_seconds": 0.2,
        "heartbeat_seconds": 0.5,
        "dead_after_seconds": patience,
        "database_url": url,
        "job_attempts": 100,
    }
    with installed(folder, professionals=1, **settings) as place:
        machines = _Machines(place)
        place.start("serve", before=_named("front"))
        for number in range(workers):
            machines.start(f"worker{number}")
        place.wait_ready()
        losses = [machines.lose(f"worker{turn % workers}") for turn in range(rounds)]
        wait_until(lambda: not _unfinished(place), 120)
        waits = [one for one in losses if one is not None]
        judged = _judged(place, machines.receipts, machines.sent)
        return {
            **judged,
            "sound": judged["sound"] and len(waits) == rounds,
            "workers": workers,
            "machines_lost_in_a_job": len(waits),
            "patience_s": patience,
            "ended_by_others_s": {"median": round(statistics.median(waits), 1), "longest": round(max(waits), 1)}
            if waits
            else {},
        }


class _Machines:
    def __init__(self, place: Installation) -> None:
        self.place = place
        self.receipts: dict[int, str] = {}
        self.sent = 0
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str) -> None:
        """Started, and its heart beats."""
        self._running[name] = self.place.start("worker", before=_named(name))
        pid = self._running[name].pid
        wait_until(lambda: any((row.host, row.pid) == (name, pid) for row in _beating(self.place)), 120)

    def lose(self, name: str, *, tries: int = 20) -> float | None:
        """Kill it while it holds a job; seconds until others have ended that job. None when it never held one."""
        for _ in range(tries):
            self.receipts |= _send(self.place, range(self.sent, self.sent + 3))
            self.sent += 3
            wait_until(lambda: bool(_held_by(self.place, name)) or not _unfinished(self.place), 60, every=0.02)
            self.place.end(self._running[name], hard=True)
            died = time.monotonic()
            held = _held_by(self.place, name)
            wait_until(lambda: not _still(self.place, held), 120, every=0.05)  # noqa: B023 - called at once
            took = time.monotonic() - died
            self.start(name)
            if held:
                return took
        return None


def _named(host: str) -> list[str]:
    """A command that runs another under a host name of its own."""
    return ["unshare", "--uts", "sh", "-c", f'hostname {host} && exec "$@"', "sh"]


def _held_by(place: Installation, host: str) -> list[str]:
    with place.desk._store.read() as tx:
        query = sa.select(jobs.c.id).where(jobs.c.state == "queued", jobs.c.executor.startswith(f"{host}-"))
        return list(tx.execute(query).scalars())


def _still(place: Installation, ids: Sequence[str]) -> int:
    with place.desk._store.read() as tx:
        query = sa.select(sa.func.count()).where(jobs.c.id.in_(ids), jobs.c.state.in_(("waiting", "queued")))
        return int(tx.execute(query).scalar_one())


def _beating(place: Installation) -> list[Any]:
    from claims.store import jobs as rows

    with place.desk._store.read() as tx:
        return rows.executors(tx)


def every_time(folder: Path, url: str = "") -> dict[str, Any]:
    """All trials by name; ``url`` of a PostgreSQL database for the machines. What is not permitted says so."""
    trials: dict[str, Any] = {
        "jumping_clocks": lambda: jumping_clocks(folder / "clocks"),
        "upgrade": lambda: upgrade(folder / "upgrade"),
    }
    if url:
        trials["dead_machines"] = lambda: dead_machines(folder / "machines", url)
    found: dict[str, Any] = {}
    for name, trial in trials.items():
        began = time.monotonic()
        try:
            figures = trial()
        except NotPermitted as error:
            figures = {"sound": True, "skipped": str(error)}
        found[name] = {**figures, "seconds": round(time.monotonic() - began, 1)}
        print(name, found[name], flush=True)
    return found
