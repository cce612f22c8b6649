"""The recogniser parted before its last layer says what the whole one says."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import pytest

from intake import last_layer, rapid_reader
from intake.rapid_reader import RapidReader

pytestmark = pytest.mark.ocr


@pytest.fixture(scope="module")
def model() -> Path:
    return rapid_reader._model("PP-OCRv6_rec_small.onnx")


def strip() -> np.ndarray:
    image = np.full((48, 480, 3), 255, np.uint8)
    cv2.putText(image, "No. 2024-0315 hours 16", (8, 36), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (20, 20, 20), 2, cv2.LINE_AA)
    return image


def test_both_parts_together_give_the_whole_networks_probabilities(model: Path) -> None:
    parted = last_layer.parted(model.read_bytes())
    assert parted is not None
    tensor = rapid_reader._tensor(strip())[None]
    (whole,) = onnxruntime.InferenceSession(str(model)).run(None, {"x": tensor})
    (features,) = onnxruntime.InferenceSession(parted.before).run(None, {"x": tensor})
    last = onnxruntime.InferenceSession(parted.last)
    (again,) = last.run(None, {last.get_inputs()[0].name: features[0]})
    np.testing.assert_allclose(again, whole[0], atol=1e-5)
    no_letter = features[0] @ parted.no_letter + parted.bias
    asked = no_letter < rapid_reader._NO_LETTER
    assert set(np.flatnonzero(whole[0].argmax(axis=1))) <= set(np.flatnonzero(asked))
    assert 0.1 < asked.mean() < 0.9


def test_a_strip_without_letters_needs_no_last_layer(model: Path) -> None:
    blank, written = RapidReader().recognise([np.full((48, 200, 3), 255, np.uint8), strip()])
    assert blank.text == ""
    assert written.text.replace(" ", "") == "No.2024-0315hours16"


def test_a_network_of_another_form_is_not_parted() -> None:
    detector = rapid_reader._model("PP-OCRv6_det_small.onnx").read_bytes()
    assert last_layer.parted(detector) is None
