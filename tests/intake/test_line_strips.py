"""Lines cut out as strips, wherever they lie on the page."""

from __future__ import annotations

import numpy as np
import pytest

from intake.text_boxes import Spot, cut


@pytest.mark.parametrize(
    ("left", "top"), [(-40.0, 100.0), (200.0, -25.0), (380.0, 150.0), (100.0, 290.0), (-400.0, -400.0), (700.0, 700.0)]
)
@pytest.mark.parametrize("lean", [0.0, 12.0])
def test_a_line_over_the_edge_of_the_page_is_cut_all_the_same(left: float, top: float, lean: float) -> None:
    page = np.full((300, 400, 3), 240, np.uint8)
    quad = [(left, top), (left + 120, top + lean), (left + 120 - lean, top + 40 + lean), (left - lean, top + 40)]
    strip = cut(page, Spot(np.array(quad, np.float32)), 48)
    assert strip.shape[0] == 48
    assert strip.size > 0
    assert strip.min() == 240, "nothing but the page's own paper"


def test_a_line_inside_the_page_is_cut_as_before() -> None:
    page = np.full((300, 400, 3), 240, np.uint8)
    page[100:140, 50:170] = 10
    level = cut(page, Spot(np.array([(50, 100), (170, 100), (170, 140), (50, 140)], np.float32)), 48)
    assert level[4:-4, 4:-8].max() <= 30
