"""One file of every kind of the large hostile set; the whole of it runs as ``python -m benchmarks.hostile``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pytest

from benchmarks.hostile.kinds import KINDS, every_kind, good
from domain.reading import Reading, Refusal, Withheld
from intake import Intake, Limits

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def files() -> list[tuple[str, str, bytes]]:
    return list(every_kind())


def test_the_set_is_large_and_the_same_every_time(files: list[tuple[str, str, bytes]]) -> None:
    light = [make for make in KINDS if make.__name__ not in ("codec_bombs", "metadata_bombs", "pdf_bombs")]
    assert len(KINDS) >= 20
    counted = Counter(kind for kind, _, _ in files)
    assert counted.total() >= 300
    assert set(counted) == {make.__name__ for make in KINDS}
    from random import Random

    for make in light[:8]:
        assert _repeatable(make(Random(1))) == _repeatable(make(Random(1)))


def _repeatable(files: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Names and bytes; of HEIC the names alone, because its encoder's threads do not always write the same bytes."""
    return [(name, b"" if b"ftyp" in data[:32] else data) for name, data in files]


@pytest.mark.ocr
def test_one_of_each_kind_ends_clearly_and_reading_goes_on(files: list[tuple[str, str, bytes]]) -> None:
    with Intake(1, limits=Limits(page_seconds=12.0, file_seconds=30.0)) as intake:
        seen_kinds = set()
        for kind, name, data in files:
            if kind in seen_kinds or len(data) > 2_000_000:
                continue
            seen_kinds.add(kind)
            seen = intake.read(data, name=name)
            assert isinstance(seen, Reading | Withheld | Refusal), (kind, name)
            if isinstance(seen, Refusal):
                assert re.fullmatch(r"(unusable|unreadable)\.[a-z_]+", seen.code), (kind, name)
                assert "请" in seen.message
        assert isinstance(intake.read(good()["png"]), Reading)
        assert len(seen_kinds) == len(KINDS)
