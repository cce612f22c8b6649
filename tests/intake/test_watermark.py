"""Which pale strokes are taken for letters in a row."""

from __future__ import annotations

import numpy as np
import pytest

from intake import watermark


@pytest.mark.parametrize(("thick", "groups"), [(10, 1), (4, 0)])
def test_two_small_letters_run_together_are_a_row_and_thin_remains_are_none(thick: int, groups: int) -> None:
    strokes = np.zeros((300, 300), np.uint8)
    strokes[100 : 100 + thick, 100:118] = 1
    strokes[100 : 100 + thick, 121:139] = 1
    assert len(watermark._grouped(strokes)) == groups
