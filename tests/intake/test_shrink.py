"""Smaller pictures keep their size to the pixel and the darkness of thin strokes."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from intake.shrink import shrunk


@pytest.mark.parametrize("size", [(1400, 1050), (701, 523), (333, 1), (64, 64), (2000, 1500)])
def test_the_picture_has_the_asked_size(size: tuple[int, int]) -> None:
    width, height = size
    assert shrunk(np.zeros((1500, 2000, 3), np.uint8), width, height).shape == (height, width, 3)


@pytest.mark.parametrize("side", [350, 480, 700, 960, 1300])
def test_thin_strokes_stay_as_dark_as_by_averaging(side: int) -> None:
    page = np.full((1400, 1400), 255, np.uint8)
    page[:, 10::37] = 0
    page[5::41] = 0
    averaged = cv2.resize(page, (side, side), interpolation=cv2.INTER_AREA)
    assert abs(float(shrunk(page, side, side).mean()) - float(averaged.mean())) < 2


def test_a_picture_of_the_asked_size_is_given_back_as_it_is() -> None:
    page = np.zeros((40, 30), np.uint8)
    assert shrunk(page, 30, 40) is page
