"""A job waits for a full reader instead of failing on it."""

from __future__ import annotations

import threading
import time

from claims.patience import PatientReader
from intake import Busy, Intake, Limits


def test_a_full_queue_is_waited_for() -> None:
    with Intake(workers=1, limits=Limits(queue=1)) as intake:
        patient = PatientReader(intake)
        done: list[object] = []
        refused: list[Busy] = []

        def ask(patiently: bool) -> None:
            try:
                done.append((patient if patiently else intake).run(time.sleep, 0.4))
            except Busy as busy:
                refused.append(busy)

        for patiently in (True, False):
            threads = [threading.Thread(target=ask, args=(patiently,)) for _ in range(6)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            if patiently:
                assert len(done) == 6
                assert not refused
        assert refused  # asked plainly, the same six do not all fit
