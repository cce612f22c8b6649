"""Counting grey levels says the same as sorting them."""

from __future__ import annotations

import numpy as np
import pytest

from intake import levels


@pytest.mark.parametrize("shape", [(1, 1), (1, 2), (7, 9), (64, 33)])
def test_quantiles_are_those_of_numpy(shape: tuple[int, int]) -> None:
    grey = np.random.default_rng(3).integers(0, 256, shape).astype(np.uint8)
    shares = (0.0, 0.2, 0.5, 0.77, 0.995, 1.0)
    assert levels.quantiles(grey, *shares) == pytest.approx(np.quantile(grey, shares).tolist())


def test_parts_of_a_picture_are_counted_as_they_lie() -> None:
    grey = np.arange(256, dtype=np.uint8).reshape(16, 16)
    assert levels.counts(grey[::2, 1::3]).tolist() == np.bincount(grey[::2, 1::3].ravel(), minlength=256).tolist()
