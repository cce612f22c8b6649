"""Which processes are dead, told without comparing clocks: a heart beats while its row keeps changing.

The moments in the rows come from many machines, whose clocks may differ or jump. Only whether a row changed counts,
and how long it has not on this process's own steady clock.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Iterable
from typing import Any


class Watch:
    """``dead(rows)`` on every look. A process is dead when its row stood still for ``patience`` seconds.

    One on this machine also when there is no such process any more.
    """

    def __init__(self, patience: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._patience = patience
        self._clock = clock
        self._host = socket.gethostname()
        self._seen: dict[str, tuple[Any, float]] = {}

    def dead(self, rows: Iterable[Any]) -> list[Any]:
        """Rows have ``executor``, ``host``, ``pid``, ``beat_at``."""
        now, seen, found = self._clock(), {}, []
        for row in rows:
            beat, since = self._seen.get(row.executor, (None, now))
            seen[row.executor] = (row.beat_at, since if beat == row.beat_at else now)
            gone = row.host == self._host and not _process_lives(row.pid)
            if gone or now - seen[row.executor][1] > self._patience:
                found.append(row)
        self._seen = seen
        return found

    def start_over(self) -> None:
        """Nobody could write for a while: whose row stood still in it may well be alive."""
        self._seen = {}


def _process_lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
