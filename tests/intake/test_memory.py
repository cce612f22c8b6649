"""What a worker still holds of a file is handed to checks of that file, at full size only."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import numpy as np
import pytest

from domain.case import Case, Submitter
from domain.fact import Paper, Recognition
from domain.reading import Reading
from intake import jobs, memory
from intake.sheet import Sheet


@pytest.fixture(autouse=True)
def nothing_held() -> Iterator[None]:
    memory.forget_all()
    yield
    memory.forget_all()


def pictures_seen(original: bytes) -> list[int]:
    reading = Reading("", "image/jpeg", ())
    case = Case("", reading, Paper((1,), "unknown", Recognition(1.0), ()), Submitter(""), original=original)
    found: list[int] = jobs.look_into(lambda given: sorted(given.pictures), case)
    return found


def test_pages_of_the_very_file_are_handed_on() -> None:
    small = np.zeros((6, 4, 3), np.uint8)
    held = [Sheet(1, 4, 6, small), Sheet(2, 8, 12, small)]
    memory.remember(hashlib.sha256(b"one").hexdigest(), held, {1: 0, 2: 0})
    assert pictures_seen(b"one") == [1]
    assert pictures_seen(b"another") == []


def test_the_oldest_file_goes_before_another_is_read_and_the_newest_stays() -> None:
    sheet = Sheet(1, 4, 6, np.zeros((6, 4, 3), np.uint8))
    for name in ("one", "two"):
        memory.remember(name, [sheet], {1: 0})
    jobs.read(b"no file at all")
    assert memory.recall("one") is None
    assert memory.recall("two") is not None
