"""The first reader on pages drawn here."""

from __future__ import annotations

import resource
from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from intake.ctc import Written
from intake.rapid_reader import Image, RapidReader
from intake.text_boxes import Spot

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


def test_only_the_middle_of_a_frames_side_is_tried(reader: RapidReader, monkeypatch: pytest.MonkeyPatch) -> None:
    image = page()
    cv2.putText(image, "No. 7 / 2024-03-05 / 16 hours / 2 days", (30, 60), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (20,) * 3, 2)
    for left in range(40, 860, 40):
        cv2.ellipse(image, (left, 560), (16, 9), 0, 0, 360, (170, 120, 40), 3, cv2.LINE_AA)
    sides = [Spot(np.array([[20, y], [880, y], [880, y + 34], [20, y + 34]], np.float32)) for y in (32, 543)]
    widths: list[int] = []
    recognise = RapidReader.recognise

    def watched(self: RapidReader, strips: Sequence[Image]) -> list[Written]:
        widths.extend(strip.shape[1] for strip in strips)
        return recognise(self, strips)

    monkeypatch.setattr(RapidReader, "recognise", watched)
    (line,) = reader.read_spots(image, sides)
    assert "2024-03-05" in line.text
    assert sorted(width > 900 for width in widths) == [False, False, True]


def test_an_empty_page_has_no_lines(reader: RapidReader) -> None:
    assert reader.read(page(), 1) == ()


def test_a_line_reads_the_same_alone_and_among_others(reader: RapidReader) -> None:
    alone = reader.read(page(("Certificate 20240305", 80, 120)), 1)
    among = reader.read(page(("Certificate 20240305", 80, 120), ("A", 80, 300), ("wide " * 8, 20, 500)), 1)
    assert alone[0].text == among[0].text


def test_a_large_page_leaves_the_room_of_usual_ones_as_it_was(reader: RapidReader) -> None:
    usual, large = np.full((960, 768, 3), 255, np.uint8), np.full((1920, 1440, 3), 255, np.uint8)
    for image in (usual, usual, large):
        reader.detect(image, max(image.shape))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    reader.detect(usual)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before < 8000  # 23,000 where it is got anew.
