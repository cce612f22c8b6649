"""The capture class, on one page put through what scanners, copiers and lenses do."""

from __future__ import annotations

import cv2
import numpy as np

from intake import capture
from tests.intake.drawn import page


def grainy(image: np.ndarray, strength: float) -> np.ndarray:
    grain = np.random.default_rng(7).normal(0, strength, image.shape)
    return np.clip(image.astype(np.float32) + grain, 0, 255).astype(np.uint8)


def test_a_drawn_page_is_clean() -> None:
    assert capture.capture_class(page("certificate")) == "clean"


def test_grain_in_even_light_is_a_scan() -> None:
    assert capture.capture_class(grainy(np.minimum(page("certificate"), 246), 2.0)) == "scan"


def test_uneven_light_is_a_photograph() -> None:
    image = page("certificate").astype(np.float32)
    shade = np.linspace(0.95, 0.55, image.shape[1], dtype=np.float32)[None, :, None]
    assert capture.capture_class(grainy(cv2.GaussianBlur(image * shade, (0, 0), 0.8), 2.0)) == "photo"


def test_two_levels_are_a_copy() -> None:
    grey = page("certificate").min(axis=2)
    assert (
        capture.capture_class(np.repeat(np.where(grey < 150, 0, 255)[..., None], 3, axis=2).astype(np.uint8)) == "copy"
    )


def test_every_answer_is_a_known_class() -> None:
    for size in ((1, 1, 3), (40, 2000, 3), (300, 300, 3)):
        assert capture.capture_class(np.full(size, 255, np.uint8)) in capture.CLASSES
