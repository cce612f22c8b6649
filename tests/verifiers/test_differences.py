"""Windows compared all at once differ from their neighbours as each would alone."""

from __future__ import annotations

import numpy as np
import pytest

from verifiers.pixels.differences import beside, differences, means, medians, padded

LEAST = np.array([0.1, 0.2, 0.3])


def table(seed: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    glyphs = random.normal(0, 3, (60, 3))
    glyphs[random.random((60, 3)) < 0.2] = np.nan
    glyphs[:8, 1] = np.nan
    return glyphs


@pytest.mark.parametrize("seed", range(4))
def test_each_window_as_alone(seed: int) -> None:
    glyphs, random = table(seed), np.random.default_rng(seed + 50)
    own = [list(range(first, first + length)) for first, length in ((0, 5), (20, 1), (40, 9), (50, 4))]
    others = [random.choice(60, count, replace=False) for count in (30, 12, 1, 0)]
    found = differences(glyphs, padded(own), padded(others), LEAST)
    told = found.told(2, 12.0)
    for at, (mine, theirs) in enumerate(zip(own, others, strict=True)):
        for column in range(3):
            a, b = glyphs[mine, column], glyphs[theirs, column]
            a, b = a[np.isfinite(a)], b[np.isfinite(b)]
            assert found.others[at, column] == len(b)
            if not len(a) or len(b) < 2:
                assert np.isnan(told[at, column])
                continue
            spread = 1.4826 * np.median(np.abs(b - np.median(b))) + LEAST[column]
            assert told[at, column] == pytest.approx(np.clip((a.mean() - np.median(b)) / spread, -12, 12))


def test_unknown_values_are_left_out() -> None:
    values = np.array([[1.0, np.nan, 5.0, 2.0], [np.nan] * 4])
    assert medians(values)[0] == 2.0
    assert means(values)[0] == pytest.approx(8 / 3)
    assert np.isnan([medians(values)[1], means(values)[1]]).all()
    assert np.isnan(medians(np.empty((2, 0)))).all()


def test_equal_values_do_not_differ() -> None:
    """The trees ask whether a difference is above nought: what all glyphs share must not seem to be."""
    same = np.full((40, 3), np.log(np.float32(0.2)), np.float64)
    found = differences(same, padded([[1], range(2, 9), range(9, 22)]), padded([range(22, 40)] * 3), LEAST)
    assert (found.apart == 0).all()


def test_columns_of_two_comparisons() -> None:
    glyphs = np.nan_to_num(table(9))
    one, other = (differences(glyphs, padded([[30]]), padded([some]), LEAST) for some in (range(20), range(20, 40)))
    mixed = beside(one, other, np.array([False, True, False]))
    assert mixed.apart[0, 0] == one.apart[0, 0]
    assert mixed.apart[0, 1] == other.apart[0, 1]
    assert mixed.columns(slice(1, 2)).others.tolist() == [[other.others[0, 1]]]
