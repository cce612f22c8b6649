"""Seals with their words, what stands under them, handwriting, codes."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from domain.reading import Line, MarkType
from intake import marks, seals
from intake.look import Look
from intake.rapid_reader import RapidReader
from tests.intake.drawn import page

pytestmark = pytest.mark.ocr


@pytest.fixture(scope="module")
def reader() -> RapidReader:
    return RapidReader()


def text(lines: tuple[Line, ...]) -> str:
    return "\n".join(line.text for line in lines)


def test_a_seal_is_found_and_its_ring_read(reader: RapidReader) -> None:
    image = page("certificate")
    found = marks.find(image, reader.read(image), reader, 1)
    (seal,) = [mark for mark in found if mark.type is MarkType.SEAL]
    left, top, right, bottom = seal.place.box.as_list()
    assert abs(left - 585) < 8
    assert abs(right - 795) < 8
    assert abs(top - 410) < 8
    assert abs(bottom - 620) < 8
    assert "湖山市水利学会" in seal.text


def test_words_under_a_seal_are_read_and_red_titles_kept(reader: RapidReader) -> None:
    image = page("certificate")
    first = reader.read(image)
    _, better = marks.read(Look(image), first, reader, 1)
    assert "2023年5月15日" in text(better)
    assert "湖山市水利学会" in text(better)
    assert better[0].text == "培训结业证书"


def test_red_words_and_frames_and_discs_are_no_seals() -> None:
    image = np.full((900, 700, 3), 255, np.uint8)
    cv2.putText(image, "2023 SCORE 8021", (60, 120), cv2.FONT_HERSHEY_SIMPLEX, 1.8, (205, 30, 40), 5)
    cv2.rectangle(image, (60, 200), (640, 420), (205, 30, 40), 3)
    cv2.circle(image, (350, 600), 90, (205, 30, 40), -1)
    assert seals.find(image) == ()


def test_a_seal_on_a_copy_without_colour_is_found() -> None:
    grey = cv2.cvtColor(page("certificate"), cv2.COLOR_RGB2GRAY)
    copy = np.where(grey < 170, 0, 255).astype(np.uint8)
    (seal,) = seals.find(np.repeat(copy[..., None], 3, axis=2))
    assert not seal.red
    assert abs(seal.x - 690) < 8
    assert abs(seal.y - 515) < 8


def test_a_seal_without_colour_across_a_ruled_table_is_found() -> None:
    grey = cv2.cvtColor(page("certificate"), cv2.COLOR_RGB2GRAY)
    for row in range(360, 720, 60):
        cv2.line(grey, (80, row), (820, row), 20, 2)
    for column in (80, 300, 560, 700, 820):
        cv2.line(grey, (column, 360), (column, 660), 20, 2)
    (seal,) = seals.find(np.repeat(grey[..., None], 3, axis=2))
    assert abs(seal.x - 690) < 8
    assert abs(seal.y - 515) < 8


def test_a_ruled_table_without_colour_is_no_seal() -> None:
    grey = np.full((1200, 900), 255, np.uint8)
    for row in range(360, 720, 60):
        cv2.line(grey, (80, row), (820, row), 20, 3)
    for column in (80, 300, 560, 700, 820):
        cv2.line(grey, (column, 360), (column, 660), 20, 3)
    assert seals.find(np.repeat(grey[..., None], 3, axis=2)) == ()


def test_a_page_without_red_has_no_seal(reader: RapidReader) -> None:
    image = page("columns")
    assert marks.find(image, reader.read(image), reader, 1) == ()


def test_signatures_are_told_from_empty_cells(reader: RapidReader) -> None:
    image = page("sheet")
    found = marks.find(image, reader.read(image), reader, 1)
    hands = [mark for mark in found if mark.type is MarkType.HANDWRITING]
    rows = sorted(round((mark.place.box.center[1] - 240) / 80) for mark in hands)
    assert rows == [1, 3, 4]  # The second and fourth person, and the signature below the table.


def test_an_unsigned_sheet_has_no_handwriting(reader: RapidReader) -> None:
    image = page("sheet")
    image[205:515, 530:790][image[205:515, 530:790].min(axis=2) < 170] = 255
    image[540:, 262:] = 255
    for y in (200, 280, 360, 440, 520):
        image[y : y + 2, 520:800] = 25
    found = marks.find(image, reader.read(image), reader, 1)
    assert [mark for mark in found if mark.type is MarkType.HANDWRITING] == []


def test_a_code_is_decoded() -> None:
    code = cv2.QRCodeEncoder.create().encode("https://example.invalid/c/20230515")
    image = np.full((700, 900, 3), 255, np.uint8)
    large = cv2.resize(code, (160, 160), interpolation=cv2.INTER_NEAREST)
    image[400:560, 600:760] = large[..., None]
    (found,) = marks.codes(image, 2)
    assert found.type is MarkType.QR
    assert found.text == "https://example.invalid/c/20230515"
    assert found.place.page == 2
    assert found.place.box.contains(680, 480)
