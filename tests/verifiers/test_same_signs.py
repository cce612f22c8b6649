"""Glyphs of one sign: alike in one typeface, never the same twice on captured paper."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.verifiers.drawn_pages import COLUMNS, HEIGHT, ROWS, WIDTH, Pixels, box_of
from verifiers.pixels.cells import Cell
from verifiers.pixels.same_signs import likeness_of

FACES = (cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_COMPLEX)


def page_of(seed: int, other: tuple[int, ...] = (), *, noise: float = 3.0) -> tuple[Pixels, list[Cell]]:
    """A grey page of figures; those numbered in ``other`` are set in another face."""
    random = np.random.default_rng(seed)
    page = np.full((HEIGHT, WIDTH), 236, np.uint8)
    cells = []
    for number in range(ROWS * COLUMNS):
        row, column = divmod(number, COLUMNS)
        sign = str(int(random.integers(10)))
        at = (40 + column * 34, 70 + row * 60)
        cv2.putText(page, sign, at, FACES[number in other], 1.0, 40, 2, cv2.LINE_AA)
        box = box_of(row, column)
        cells.append(Cell(sign, box, row, column, box.height))
    soft = cv2.GaussianBlur(page, (0, 0), 0.7).astype(np.float32)
    return (soft + random.normal(0, noise, page.shape)).clip(0, 255).astype(np.uint8), cells


@pytest.mark.parametrize("seed", range(4))
def test_a_figure_in_another_face_is_less_alike_than_any_other(seed: int) -> None:
    page, cells = page_of(seed, (100,))
    found = likeness_of(page, cells, range(len(cells)))
    others = np.delete(found.usual, 100)
    assert found.usual[100] < float(others.min()) - 0.02
    assert found.page > 0.97


@pytest.mark.parametrize("seed", range(4))
def test_a_form_filled_in_with_another_face_is_alike_among_itself(seed: int) -> None:
    """All figures of every second line stand in another face, as values do beside labels."""
    filled = tuple(range(90, 108)) + tuple(range(126, 144))
    page, cells = page_of(seed, filled)
    wanted = filled
    found = likeness_of(page, cells, wanted)
    told = found.usual[list(wanted)]
    assert float(np.nanmin(told)) > 0.95


def test_a_figure_copied_on_the_page_is_more_alike_than_two_prints_of_it() -> None:
    page, cells = page_of(5, noise=8.0)
    genuine = likeness_of(page, cells, range(len(cells))).most
    source = next(i for i, cell in enumerate(cells) if cell.sign == cells[-1].sign)
    rows = slice(int(cells[source].box.top) - 2, int(cells[source].box.bottom) + 2)
    columns = slice(int(cells[source].box.left) - 2, int(cells[source].box.right) + 2)
    copied = page.copy()
    down, across = (int(cells[-1].box.top - cells[source].box.top), int(cells[-1].box.left - cells[source].box.left))
    copied[rows.start + down : rows.stop + down, columns.start + across : columns.stop + across] = page[rows, columns]
    wanted = [*[i for i, cell in enumerate(cells) if cell.sign == cells[-1].sign][:5], len(cells) - 1]
    assert likeness_of(copied, cells, wanted).most[-1] > float(np.nanmax(genuine))


def test_a_sign_that_stands_once_has_nothing_to_be_compared_with() -> None:
    page, cells = page_of(6)
    found = likeness_of(page, cells, [3])
    assert np.isnan(found.usual[3])
    assert np.isnan(found.page)
