"""Pages are turned upright, horizontal and vertical writing alike."""

from __future__ import annotations

import numpy as np
import pytest

from intake import upright
from intake.rapid_reader import RapidReader
from tests.intake.drawn import page

pytestmark = pytest.mark.ocr


@pytest.fixture(scope="module")
def reader() -> RapidReader:
    return RapidReader()


@pytest.mark.parametrize("quarter", [0, 1, 2, 3])
@pytest.mark.parametrize("name", ["certificate", "columns"])
def test_says_how_far_a_page_was_turned(reader: RapidReader, name: str, quarter: int) -> None:
    given = np.ascontiguousarray(np.rot90(page(name), -quarter))
    assert upright.turn(given, reader) == 90 * quarter


def test_reads_a_page_upside_down_as_if_it_stood(reader: RapidReader) -> None:
    seen = upright.read(np.ascontiguousarray(page("certificate")[::-1, ::-1]), reader, 1)
    assert seen.lines[0].text == "培训结业证书"
    assert seen.lines[0].place.box.bottom < 140
    assert np.array_equal(seen.image, page("certificate"))


def test_columns_are_read_from_the_right(reader: RapidReader) -> None:
    lines = upright.read(page("columns"), reader, 1).lines
    assert [line.text for line in lines][:2] == ["结业证书", "沈明远同志参加城乡规划"]
    assert all(line.vertical for line in lines)
    name = lines[1].span_box(0, 3)
    assert name.height > 2 * name.width
    assert name.top < 100


def test_a_blank_page_stays(reader: RapidReader) -> None:
    assert upright.turn(np.full((400, 300, 3), 250, np.uint8), reader) == 0
