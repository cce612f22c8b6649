"""Hostile files: each ends in a clear refusal or a right reading, in bounded time, and the service goes on."""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Iterator

import pytest

from domain.reading import Reading, Refusal, Withheld
from intake import Intake, Limits
from tests.intake import hostile

FILES = list(hostile.files())
SECONDS = 12.0  # What a worker may stay silent; the bound below adds its replacement.


@pytest.mark.parametrize("count", [0, 1, 65_520, 65_521, 1 << 20, 5_000_003])
def test_zeros_are_packed_as_zlib_unpacks_them(count: int) -> None:
    packed = hostile.zeros(count)
    assert zlib.decompress(packed) == bytes(count)
    assert len(packed) <= 1.2 * len(zlib.compress(bytes(count), 9)) + 100


@pytest.fixture(scope="module")
def intake() -> Iterator[Intake]:
    with Intake(1, limits=Limits(page_seconds=SECONDS, file_seconds=40.0)) as running:
        yield running


@pytest.mark.ocr
@pytest.mark.parametrize("name", [name for name, _, _ in FILES])
def test_ends_clearly_and_in_time(intake: Intake, name: str) -> None:
    data, expected = next((data, expected) for n, data, expected in FILES if n == name)
    began = time.monotonic()
    seen = intake.read(data)
    assert time.monotonic() - began < 120
    if expected is None:
        assert isinstance(seen, Reading | Withheld | Refusal)
    else:
        assert isinstance(seen, Refusal)
        assert seen.code == expected or (expected.endswith(".") and seen.code.startswith(expected))
    if isinstance(seen, Refusal):
        assert re.fullmatch(r"(unusable|unreadable)\.[a-z_]+", seen.code)
        assert len(re.findall(r"[\u4e00-\u9fff]", seen.message)) > 12, "a sentence for people"
        assert "请" in seen.message, "says what to do next"


@pytest.mark.ocr
def test_goes_on_reading_after_all_of_them(intake: Intake) -> None:
    seen = intake.read(hostile.saved(hostile.page(), "PNG"))
    assert isinstance(seen, Reading)
    assert "2024-03-05" in seen.text
