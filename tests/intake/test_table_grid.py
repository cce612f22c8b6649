"""Cells of ruled tables."""

from __future__ import annotations

import cv2
import numpy as np

from intake import table_grid
from tests.intake.drawn import page


def ruled(lean: float = 0.0) -> np.ndarray:
    image = np.full((800, 1000, 3), 255, np.uint8)
    for y in range(100, 501, 100):
        cv2.line(image, (100, y), (900, round(y + 800 * lean)), (0, 0, 0), 2)
    for x in (100, 300, 700, 900):
        cv2.line(image, (x, round(100 + (x - 100) * lean)), (x, round(500 + (x - 100) * lean)), (0, 0, 0), 2)
    return image


def test_every_cell_is_found_row_by_row() -> None:
    cells = table_grid.cells(ruled())
    assert len(cells) == 12
    assert cells[0].contains(200, 150)
    assert cells[1].contains(500, 150)
    assert cells[11].contains(800, 450)


def test_a_table_that_leans_keeps_its_cells() -> None:
    assert len(table_grid.cells(ruled(0.03))) == 12


def test_merged_cells_are_one() -> None:
    image = ruled()
    image[105:195, 295:705] = 255
    cells = table_grid.cells(image)
    assert len(cells) == 10
    assert cells[0].width > 700


def test_a_frame_or_underlines_are_no_table() -> None:
    image = np.full((800, 1000, 3), 255, np.uint8)
    cv2.rectangle(image, (40, 40), (960, 760), (0, 0, 0), 3)
    for y in (200, 300, 400):
        cv2.line(image, (200, y), (600, y), (0, 0, 0), 2)
    assert table_grid.cells(image) == ()


def test_a_sign_in_sheet() -> None:
    assert len(table_grid.cells(page("sheet"))) == 15
