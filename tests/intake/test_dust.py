"""Specks of a copying machine are kept from the reader; what only looks like them stays."""

from __future__ import annotations

import numpy as np
import pytest

from intake import dust, upright
from intake.rapid_reader import Image, RapidReader
from tests.intake.drawn import page


@pytest.fixture(scope="module")
def reader() -> RapidReader:
    return RapidReader()


def copied(image: Image) -> Image:
    """Black and white, as hard contrast leaves it."""
    return np.repeat(np.where(image[..., 1:2] < 110, 0, 255).astype(np.uint8), 3, axis=2)


def strewn(image: Image, each_million: int = 900, size: int = 2) -> Image:
    """The page with specks of ``size`` x ``size`` pixels anywhere."""
    dusty, chance = image.copy(), np.random.default_rng(5)
    for _ in range(round(image.shape[0] * image.shape[1] * each_million / 1e6)):
        y, x = (int(chance.integers(0, side - size)) for side in image.shape[:2])
        dusty[y : y + size, x : x + size] = 0
    return dusty


@pytest.mark.parametrize("name", ["certificate", "columns", "sheet"])
def test_specks_go_and_writing_stays(name: str) -> None:
    clean = copied(page(name))
    dusty = strewn(clean)
    wiped = dust.wiped(dusty)
    left = np.count_nonzero((wiped != clean).any(axis=2))
    assert left < 0.35 * np.count_nonzero((dusty != clean).any(axis=2)), "most specks lie on bare paper"
    written = (clean == 0).all(axis=2)
    assert np.count_nonzero(written & (wiped != 0).any(axis=2)) < 0.002 * np.count_nonzero(written)


def test_a_page_without_dust_is_the_very_same() -> None:
    clean = copied(page("certificate"))
    assert dust.wiped(clean) is clean
    few = strewn(clean, each_million=20)
    assert dust.wiped(few) is few


def test_a_photograph_is_left_alone() -> None:
    dusty = strewn(page("sheet"))
    grey = np.clip(dusty * 0.5 + 70, 0, 255).astype(np.uint8)
    assert dust.wiped(grey) is grey


def test_dots_in_a_row_are_no_dust() -> None:
    dusty = strewn(np.full((900, 900, 3), 255, np.uint8), each_million=400)
    leaders = dusty.copy()
    for x in range(200, 700, 12):
        leaders[448:450, x : x + 2] = 0
    kept = dust.wiped(leaders)[446:452, 200:700]
    assert np.count_nonzero(kept[..., 0] == 0) >= 4 * len(range(200, 700, 12))


def test_a_dusty_sheet_is_read_whole(reader: RapidReader) -> None:
    clean = copied(page("sheet"))
    seen = upright.read(strewn(clean), reader)
    assert [line.text for line in seen.lines] == [line.text for line in upright.read(clean, reader).lines]
    assert np.array_equal(seen.image, strewn(clean)), "others are shown the page as it came"
