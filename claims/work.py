"""Durable work: the only place that knows DBOS.

Jobs are rows of our own, committed in the same transaction as the upload they belong to (an outbox).
Every process starts workflows from waiting rows under the job's id, which DBOS takes once only; so a
crash between commit and start loses nothing and two starters double nothing
(docs/decisions/0005-durable-work.md). Workflow arguments and results are ids, never text or facts.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetWorkflowID

from claims.heartbeats import Watch
from claims.settings import Settings
from claims.store import jobs
from claims.store.engine import Store, make_engine

log = logging.getLogger(__name__)

QUEUE = "evidence"
#: Constant on purpose: DBOS leaves jobs of other versions alone, so an upgrade would strand them.
APPLICATION_VERSION = "hourproof-1"
STEPS = ("understand", "examine", "propose")

Step = Callable[[str, str], None]


#: So many seconds jobs under way may take to come to an end when the process stops.
ENDING = 5


class _Doing:
    """Who does the jobs in this process; set by ``Work.start``. DBOS workflows are module-level functions."""

    work: Work | None = None


@DBOS.step(name="evidence_step", retries_allowed=True, max_attempts=3, interval_seconds=1.0, backoff_rate=3.0)
def _step(name: str, job_id: str) -> str:
    if _Doing.work is None:
        raise RuntimeError("work has not been started")
    _Doing.work.run_step(name, job_id)
    return name


@DBOS.workflow(name="evidence_job")
def _job(job_id: str) -> str:
    # Not a step, so it runs on every start and every recovery: that is what a retry count must count.
    work = _Doing.work
    if work is None or not work.began(job_id):
        return job_id
    try:
        for name in STEPS:
            _step(name, job_id)
    except Exception as error:
        if work.stopping:  # the queue goes down around the job: nothing is wrong with it, and others go on with it
            raise
        # Whatever the step died of, the upload still becomes a claim.
        log.error("job gave up after retries: %s", type(error).__name__)
        work.give_up(job_id, "work.failed")
    return job_id


class Work:
    """``Work(settings, store, step)``: does the jobs of the table, on as many processes as there are.

    ``step(name, job_id)`` must be idempotent. ``give_up(job_id)`` is called when a job was started more
    often than ``job_attempts`` without ending.
    """

    def __init__(self, settings: Settings, store: Store, step: Step, give_up: Callable[[str, str], None]) -> None:
        self._settings = settings
        self._store = store
        self._step = step
        self.give_up = give_up
        self.executor = f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self._others = Watch(settings.dead_after_seconds)
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._look_again = True
        self._threads: list[threading.Thread] = []
        self.running = False

    def start(self) -> None:
        """Begin taking jobs. Blocking; call it outside an event loop."""
        _Doing.work = self
        self._beat()
        config: DBOSConfig = {
            "name": "hourproof",
            "executor_id": self.executor,
            "application_version": APPLICATION_VERSION,
            "system_database_url": self._settings.work_database,
            "serializer": DBOSPortableJSONSerializer(),
            "enable_otlp": False,
            "log_level": "ERROR",
            "notification_listener_polling_interval_sec": 1.0,
        }
        if self._settings.on_sqlite:
            config["system_database_engine"] = make_engine(self._settings.work_database, manual_begin=False)
        _apart(lambda: self._open(config))
        self.running = True
        for body, name in ((self._dispatch, "hourproof-dispatch"), (self._keep_alive, "hourproof-heartbeat")):
            thread = threading.Thread(target=body, name=name, daemon=True)
            thread.start()
            self._threads.append(thread)

    def _open(self, config: DBOSConfig) -> None:
        DBOS(config=config)
        DBOS.launch()
        DBOS.register_queue(
            QUEUE,
            worker_concurrency=self._settings.job_concurrency,
            polling_interval_sec=self._settings.poll_seconds,
            on_conflict="always_update",
        )

    def stop(self) -> None:
        """Stop taking jobs; one that is under way is taken up again elsewhere or at the next start."""
        self._stop.set()
        self._wake.set()
        for thread in self._threads:
            thread.join(timeout=5)
        if self.running:
            _apart(lambda: DBOS.destroy(workflow_completion_timeout_sec=ENDING))
            with self._store.write() as tx:
                # By the heartbeat that stands still others see that there is something to take over.
                if not jobs.broken_off(tx, self.executor):
                    jobs.forget_executor(tx, self.executor)
        self.running = False

    def wake(self) -> None:
        """There is a new job; do not wait for the next look."""
        self._wake.set()

    @property
    def stopping(self) -> bool:
        return self._stop.is_set()

    # --- inside -----------------------------------------------------------------------------------------------------

    def run_step(self, name: str, job_id: str) -> None:
        try:
            self._step(name, job_id)
        except Exception as error:
            # DBOS stores the error: its type may be kept, its words (perhaps read from evidence) may not.
            log.warning("step %s failed: %s", name, type(error).__name__, exc_info=log.isEnabledFor(logging.DEBUG))
            raise RuntimeError(f"{name}: {type(error).__name__}") from None

    def began(self, job_id: str) -> bool:
        """Count the start; False when there is nothing left to do or the job has proved poisonous."""
        with self._store.write() as tx:
            attempts = jobs.count_attempt(tx, job_id, self.executor)
        if attempts == 0:
            return False
        if attempts > self._settings.job_attempts:
            self.give_up(job_id, "work.gave_up")
            return False
        return True

    def _dispatch(self) -> None:
        # Rows marked queued whose workflow was lost (a restored backup without the work database) or ended without
        # the job are offered again, at the start and after a process has died; DBOS ignores the ids that it knows.
        while not self._stop.is_set():
            try:
                again, self._look_again = self._look_again, False
                self._start_waiting(again=again)
            except Exception:  # noqa: BLE001 - a locked or absent database must not end the dispatcher
                self._look_again = True
                log.warning("could not look for waiting jobs; trying again")
            self._wake.wait(self._settings.poll_seconds)
            self._wake.clear()

    def _start_waiting(self, *, again: bool) -> None:
        with self._store.read() as tx:
            waiting = jobs.waiting(tx, queued_too=again)
        ended = self._ended_without_result(waiting) if again else frozenset()
        for job_id in waiting:
            # DBOS takes an id once only; a job whose workflow broke off for good gets another one.
            with SetWorkflowID(f"{job_id}.{uuid.uuid4().hex[:8]}" if job_id in ended else job_id):
                DBOS.enqueue_workflow(QUEUE, _job, job_id)
            with self._store.write() as tx:
                jobs.mark_queued(tx, job_id)

    @staticmethod
    def _ended_without_result(job_ids: list[str]) -> frozenset[str]:
        """Jobs not ended whose workflow has: even giving up had failed (say, a policy file was broken)."""
        found = set()
        for start in range(0, len(job_ids), 500):
            found |= {
                one.workflow_id
                for one in DBOS.list_workflows(
                    workflow_ids=job_ids[start : start + 500],
                    status=["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"],
                    load_input=False,
                    load_output=False,
                )
            }
        return frozenset(found)

    def _keep_alive(self) -> None:
        while not self._stop.wait(self._settings.heartbeat_seconds):
            try:
                self._beat()
                self._adopt()
            except Exception:  # noqa: BLE001 - as above
                self._others.start_over()
                log.warning("heartbeat failed; trying again")

    def _beat(self) -> None:
        with self._store.write() as tx:
            jobs.beat(tx, self.executor, socket.gethostname(), os.getpid(), datetime.now(UTC))

    def _adopt(self) -> None:
        """Take over what dead processes left pending; DBOS itself recovers only its own executor's."""
        with self._store.read() as tx:
            others = [row for row in jobs.executors(tx) if row.executor != self.executor]
        for row in self._others.dead(others):
            pending = DBOS.list_workflows(
                status="PENDING", executor_id=row.executor, load_input=False, load_output=False
            )
            if pending:
                log.info("taking over %d jobs of a dead worker", len(pending))
                DBOS.resume_workflows([one.workflow_id for one in pending], queue_name=QUEUE)
            with self._store.write() as tx:
                jobs.forget_executor(tx, row.executor)
            self._look_again = True


def wait_until(condition: Callable[[], bool], seconds: float, *, every: float = 0.1) -> bool:
    """Poll ``condition`` for at most ``seconds``; whether it came true."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(every)
    return condition()


def _apart(function: Callable[[], None]) -> None:
    """Run in a thread of its own: DBOS refuses its synchronous calls in a thread whose caller drives an event loop."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(function).result()
