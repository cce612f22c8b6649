"""What the doctor sees of the work queue: whose heart beats, what waits, what was given up."""

from __future__ import annotations

import time

from claims.store import jobs
from claims.store.engine import Store


def queue_of(store: Store, heartbeat_seconds: float) -> tuple[int, int, int]:
    """Processes at work, jobs that wait or are under way, jobs that were left to people.

    A heart beats when its row changes between two looks; no clocks are compared, they may differ from machine to
    machine.
    """

    def beats() -> dict[str, object]:
        with store.read() as tx:
            return {row.executor: row.beat_at for row in jobs.executors(tx)}

    with store.read() as tx:
        counts = jobs.counts(tx)
    before = beats()
    working = 0
    if before:
        time.sleep(2 * heartbeat_seconds)
        working = sum(before.get(executor) != beat for executor, beat in beats().items())
    return working, counts.get("waiting", 0) + counts.get("queued", 0), counts.get("failed", 0)
