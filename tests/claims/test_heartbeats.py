"""A dead process is told by a row that stands still, whatever the clocks say."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from claims.heartbeats import Watch

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    executor: str
    beat_at: datetime
    host: str = "elsewhere"
    pid: int = 1


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.mark.parametrize("off", [timedelta(0), timedelta(days=30), timedelta(days=-30)])
def test_a_row_that_changes_is_alive_however_wrong_its_clock(clock: Clock, off: timedelta) -> None:
    watch = Watch(5.0, clock)
    for beat in range(20):
        assert watch.dead([Row("a", NOON + off + timedelta(seconds=beat))]) == []
        clock.now += 4.0


@pytest.mark.parametrize("off", [timedelta(0), timedelta(days=30), timedelta(days=-30)])
def test_a_row_that_stands_still_is_dead_however_wrong_its_clock(clock: Clock, off: timedelta) -> None:
    watch, row = Watch(5.0, clock), Row("a", NOON + off)
    assert watch.dead([row]) == []
    clock.now += 5.0
    assert watch.dead([row]) == []
    clock.now += 0.1
    assert watch.dead([row]) == [row]


def test_clocks_that_jump_kill_nobody(clock: Clock) -> None:
    watch, row = Watch(5.0, clock), Row("a", NOON)
    for jump in (timedelta(days=1), timedelta(days=-2), timedelta(hours=3)):
        row = replace(row, beat_at=row.beat_at + jump)
        clock.now += 4.0
        assert watch.dead([row]) == []


def test_after_a_time_without_a_database_everybody_gets_another_chance(clock: Clock) -> None:
    watch, row = Watch(5.0, clock), Row("a", NOON)
    watch.dead([row])
    clock.now += 60.0
    watch.start_over()
    assert watch.dead([row]) == []
    clock.now += 6.0
    assert watch.dead([row]) == [row]


def test_a_process_of_this_machine_that_is_gone_is_dead_at_once(clock: Clock) -> None:
    gone = os.spawnlp(os.P_NOWAIT, "true", "true")
    os.waitpid(gone, 0)
    here = socket.gethostname()
    rows = [Row("gone", NOON, here, gone), Row("me", NOON, here, os.getpid()), Row("other", NOON, "elsewhere", gone)]
    assert [row.executor for row in Watch(5.0, clock).dead(rows)] == ["gone"]
