"""Durable jobs: kill -9 at random moments, poison, lost work database; nothing lost, nothing doubled."""

from __future__ import annotations

import asyncio
import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims import Desk
from claims.store import jobs
from claims.store.engine import Row
from claims.work import STEPS, Work, wait_until
from intake import Intake
from tests.claims import papers
from tests.claims.conftest import CITY, YEAR, Office

KILLS, UPLOADS = 3, 6


def worker(settings_file: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.claims.worker", str(settings_file)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "working"
    return process


def settings_file(office: Office, folder: Path) -> Path:
    path = folder / "settings.toml"
    lines = [f'data = "{office.settings.data}"', f'database_url = "{office.settings.database_url}"']
    lines += ["poll_seconds = 0.1", "heartbeat_seconds = 0.3", "dead_after_seconds = 3.0", "job_attempts = 20"]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.timeout(600)
def test_killed_workers_lose_nothing_and_double_nothing(office: Office, tmp_path: Path) -> None:
    file = settings_file(office, tmp_path)
    random.seed(7)
    waiting = []
    for variant in range(UPLOADS):
        receipt = office.desk.receive(
            office.person, papers.certificate(variant), upload_id=f"upload-{variant:04}", city=CITY, year=YEAR
        )
        waiting.append(receipt.evidence_id)
    for _ in range(KILLS):
        process = worker(file)
        time.sleep(random.uniform(0.0, 1.2))
        process.send_signal(signal.SIGKILL)
        process.wait()
    process = worker(file)
    try:

        def all_done() -> bool:
            states = [office.desk.evidence_progress(office.person, one).state for one in waiting]
            return all(state == "done" for state in states)

        assert wait_until(all_done, 400, every=0.3)
    finally:
        process.kill()
        process.wait()
    claims = [office.desk.evidence(office.person, one).claim_ids for one in waiting]
    assert all(len(ids) == 1 for ids in claims)
    listed = office.desk.claims(office.person, mine=True, limit=200).items
    assert {claim.id for claim in listed} == {ids[0] for ids in claims}
    assert len(listed) == UPLOADS
    assert office.desk.audit_verify().ok


@pytest.mark.timeout(120)
def test_a_stop_in_the_middle_of_a_job_neither_ends_it_nor_counts(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step may last longer than a stopping process may: others go on with the job as if nothing had been."""
    monkeypatch.setattr("claims.work.ENDING", 1)
    receipt = office.desk.receive(office.person, papers.certificate(), upload_id="upload-0001", city=CITY, year=YEAR)
    settings = replace(office.settings, dead_after_seconds=1.0)
    at_it, go_on, given_up = threading.Event(), threading.Event(), list[str]()
    store = office.desk._store

    def slow(_name: str, _job_id: str) -> None:
        at_it.set()
        go_on.wait(60)

    def quick(name: str, job_id: str) -> None:
        if name == STEPS[-1]:
            with store.write() as tx:
                jobs.end(tx, job_id, datetime.now(UTC))

    def job() -> Row:
        with store.read() as tx:
            found = jobs.of_evidence(tx, receipt.evidence_id)
        assert found is not None
        return found

    stopped = Work(settings, store, slow, lambda job_id, _code: given_up.append(job_id))
    stopped.start()
    assert at_it.wait(60)
    stopped.stop()
    other = Work(settings, store, quick, lambda job_id, _code: given_up.append(job_id))
    other.start()
    try:
        go_on.set()  # the step ends now, in a process whose queue is gone
        assert wait_until(lambda: job().state == "done", 60), job()
    finally:
        other.stop()
    assert given_up == []
    assert job().attempts == 1
    with store.read() as tx:
        assert jobs.executors(tx) == []


def test_a_poisonous_job_still_becomes_a_claim(office: Office, intake: Intake, monkeypatch: pytest.MonkeyPatch) -> None:
    receipt = office.desk.receive(office.person, papers.certificate(), upload_id="upload-0001", city=CITY, year=YEAR)
    # The reader's second half breaks for good: its module lost a name it needs.
    monkeypatch.delattr("extractors.understand")
    again = Desk(office.settings, intake)
    again.start()
    try:
        assert wait_until(lambda: again.evidence_progress(office.person, receipt.evidence_id).state == "failed", 200)
        progress = again.evidence_progress(office.person, receipt.evidence_id)
        assert progress.code == "work.failed"
        assert len(progress.claim_ids) == 1
        claim = again.claim(office.person, progress.claim_ids[0])
        assert claim.proposal is None
        assert claim.doubts
    finally:
        again.close()


def test_jobs_survive_the_loss_of_the_work_database(office: Office, intake: Intake) -> None:
    if not office.settings.on_sqlite:
        pytest.skip("on PostgreSQL the queue lives in the same database")
    receipt = office.desk.receive(office.person, papers.certificate(), upload_id="upload-0001", city=CITY, year=YEAR)
    with office.desk._store.write() as tx:  # the state a restored backup is in: offered, but the queue is gone
        for job_id in jobs.waiting(tx):
            jobs.mark_queued(tx, job_id)
    again = Desk(office.settings, intake)
    again.start()
    try:
        assert wait_until(lambda: again.evidence_progress(office.person, receipt.evidence_id).state == "done", 200)
    finally:
        again.close()


def test_what_the_queue_stores_names_no_one(working_office: Office) -> None:
    office = working_office
    office.upload(papers.certificate())
    if not office.settings.on_sqlite:
        pytest.skip("looked at as a file on SQLite")
    for path in office.settings.data.glob("*.sqlite*"):
        content = path.read_bytes()
        for word in ("结业", "JX2023-0417", "水利工程质量"):
            assert word.encode() not in content, (path.name, word)
    assert "郑晓岚".encode() not in (office.settings.data / "work.sqlite").read_bytes()


def test_work_starts_where_an_event_loop_is_running(office: Office, intake: Intake) -> None:
    """A web server or a test's browser may drive a loop in the thread that starts the desk."""

    async def within_a_loop() -> bool:
        desk = Desk(office.settings, intake)
        desk.start()
        try:
            return bool(desk.health().parts)
        finally:
            desk.close()

    # In a thread of its own, because a browser's driver may hold a loop in this one.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, within_a_loop()).result()
