"""A line read in doubt is read once more without its grain."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from intake import strip_clearing
from intake.rapid_reader import Image, RapidReader
from tests.intake.drawn import page


def test_grain_is_smoothed_and_brightness_kept() -> None:
    paper = np.full((40, 400, 3), 180, np.uint8)
    grain = np.random.default_rng(2).normal(0, 12, paper.shape)
    grainy = np.clip(paper + grain, 0, 255).astype(np.uint8)
    assert np.array_equal(strip_clearing.cleared(paper), paper)
    assert strip_clearing.grainy(grainy)
    assert not strip_clearing.grainy(paper), "nothing to clear"
    smooth = strip_clearing.cleared(grainy)
    assert smooth.shape == grainy.shape
    assert float(smooth.std()) < 0.5 * float(grainy.std())
    assert abs(float(smooth.mean()) - float(grainy.mean())) < 1


def test_strokes_stay_darker_than_a_plain_smoothing_leaves_them() -> None:
    strokes = np.full((40, 400, 3), 220, np.uint8)
    strokes[:, ::12] = strokes[:, 1::12] = 40
    blurred = cv2.GaussianBlur(strokes, (0, 0), 1.6)
    assert int(strip_clearing.cleared(blurred).min()) < int(cv2.GaussianBlur(blurred, (0, 0), 1.0).min())


def grainy(image: Image) -> Image:
    """A small, dim, grainy photograph."""
    small = cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA).astype(np.float32)
    blurred = cv2.GaussianBlur(small * 0.6 + 20, (0, 0), 1.0)
    grain = np.random.default_rng(3).normal(0, 14, (*small.shape[:2], 1))
    return np.clip(blurred + grain, 0, 255).astype(np.uint8)


@pytest.mark.ocr
def test_more_of_a_grainy_page_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, image = RapidReader(), grainy(page("certificate"))
    spots = reader.detect(image)

    def sureness() -> float:
        return sum(sum(line.char_confidence) for line in reader.read_spots(image, spots))

    with_it = sureness()
    monkeypatch.setattr(strip_clearing, "cleared", lambda strip: strip)
    assert with_it > sureness()
