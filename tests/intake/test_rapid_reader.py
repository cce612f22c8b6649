"""The first reader on pages drawn here."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from intake.rapid_reader import RapidReader

pytestmark = pytest.mark.ocr


@pytest.fixture(scope="module")
def reader() -> RapidReader:
    return RapidReader()


def page(*rows: tuple[str, int, int]) -> np.ndarray:
    image = np.full((600, 900, 3), 255, np.uint8)
    for text, left, base in rows:
        cv2.putText(image, text, (left, base), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (20, 20, 20), 2, cv2.LINE_AA)
    return image


def test_reads_lines_with_places(reader: RapidReader) -> None:
    lines = reader.read(page(("2024-03-05", 80, 120), ("No. 330402", 500, 125), ("16 hours", 80, 300)), 3)
    assert [line.text.replace(" ", "") for line in lines] == ["2024-03-05", "No.330402", "16hours"]
    first = lines[0]
    assert first.place.page == 3
    assert 60 < first.place.box.left < 100
    assert 70 < first.place.box.top < 120 < first.place.box.bottom < 145


def test_every_character_has_a_probability_and_a_box(reader: RapidReader) -> None:
    (line,) = reader.read(page(("2024-03-05", 80, 120)), 1)
    assert len(line.char_confidence) == len(line.char_boxes) == len(line.text)
    assert min(line.char_confidence) > 0.9
    lefts = [box.left for box in line.char_boxes]
    assert lefts == sorted(lefts)
    month = line.span_box(5, 7)
    full = line.place.box
    assert full.left + 0.4 * full.width < month.left < month.right < full.left + 0.8 * full.width


def test_a_printed_border_is_not_read_as_figures(reader: RapidReader) -> None:
    image = page(("2024-03-05", 80, 320))
    for middle in range(30, 870, 18):
        cv2.circle(image, (middle, 26), 8, (150, 60, 60), 2, cv2.LINE_AA)
        cv2.circle(image, (middle, 42), 8, (150, 60, 60), 2, cv2.LINE_AA)
    steps = np.arange(20, 880)
    for phase in (0, np.pi):
        wave = np.stack([steps, 560 + 12 * np.sin(steps / 7 + phase)], 1).astype(np.int32)
        cv2.polylines(image, [wave], False, (60, 60, 160), 2, cv2.LINE_AA)
    assert [line.text for line in reader.read(image)] == ["2024-03-05"]


def test_an_empty_page_has_no_lines(reader: RapidReader) -> None:
    assert reader.read(page(), 1) == ()


def test_a_line_reads_the_same_alone_and_among_others(reader: RapidReader) -> None:
    alone = reader.read(page(("Certificate 20240305", 80, 120)), 1)
    among = reader.read(page(("Certificate 20240305", 80, 120), ("A", 80, 300), ("wide " * 8, 20, 500)), 1)
    assert alone[0].text == among[0].text
