"""Grey pages of figures drawn with numpy and OpenCV alone, with the lines and boxes a reader would give."""

from __future__ import annotations

import io

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from domain.case import Case, Submitter
from domain.fact import Fact, Paper, Recognition
from domain.place import Box, Place
from domain.reading import Line, Page, Reading, Source

Pixels = NDArray[np.uint8]
ROWS, COLUMNS, STEP_X, STEP_Y = 12, 18, 34, 60
WIDTH, HEIGHT = 700, 800


def sheet(seed: int, *, grain: float = 3.0) -> Pixels:
    """A page full of figures with paper grain (standard deviation in grey levels)."""
    random = np.random.default_rng(seed)
    page = np.full((HEIGHT, WIDTH), 236, np.float32)
    drawn = page.astype(np.uint8)
    for row in range(ROWS):
        for column in range(COLUMNS):
            _figure(drawn, row, column, str(int(random.integers(10))))
    page = cv2.GaussianBlur(drawn, (0, 0), 0.7).astype(np.float32) + random.normal(0, grain, page.shape)
    return np.repeat(page.clip(0, 255).astype(np.uint8)[..., None], 3, 2)


def _figure(page: Pixels, row: int, column: int, sign: str) -> None:
    at = (40 + column * STEP_X, 70 + row * STEP_Y)
    cv2.putText(page, sign, at, cv2.FONT_HERSHEY_SIMPLEX, 1.0, 40, 3, cv2.LINE_AA)


def box_of(row: int, column: int) -> Box:
    left, base = 40 + column * STEP_X, 70 + row * STEP_Y
    return Box(left - 2, base - 26, left + 24, base + 4)


def reading(capture: str = "scan", *, width: int = WIDTH, height: int = HEIGHT) -> Reading:
    lines = tuple(
        Line(
            "8" * COLUMNS,
            Place(1, Box.around([box_of(row, 0), box_of(row, COLUMNS - 1)])),
            0.99,
            char_boxes=tuple(box_of(row, column) for column in range(COLUMNS)),
        )
        for row in range(ROWS)
    )
    page = Page(1, width, height, 0, Source.OCR, lines, capture=capture)
    return Reading("0" * 64, "image/png", (page,))


def case(data: bytes, place: Box, *, capture: str = "scan", thresholds: dict[str, float] | None = None) -> Case:
    """A case whose certificate number stands at ``place``."""
    fact = Fact("certificate_no", "888888", "888888", Place(1, place), 0.99, True)
    paper = Paper((1,), "completion_certificate", Recognition(0.99), (fact,))
    return Case("x", reading(capture), paper, Submitter("p"), original=data, thresholds=thresholds or {})


def coded(page: Pixels, form: str = "PNG", **how: object) -> bytes:
    out = io.BytesIO()
    Image.fromarray(page).save(out, form, **how)
    return out.getvalue()
