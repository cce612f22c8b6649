"""The second reader on single lines."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from domain.fact import RereadRequest
from domain.place import Box
from intake import tesseract_library, tesseract_reader
from tests.intake.drawn import page

needs_tesseract = pytest.mark.skipif(not tesseract_reader.available(), reason="Tesseract with chi_sim is not installed")
DATE = Box(552, 538, 785, 582)


@needs_tesseract
@pytest.mark.ocr
def test_reads_each_requested_line_and_keeps_the_request() -> None:
    body = RereadRequest("person_name", 1, Box(105, 192, 795, 242))
    hours = RereadRequest("hours", 1, Box(480, 315, 650, 362))
    read = {item.request.fact: item for item in tesseract_reader.reread(page("certificate"), (body, hours))}
    assert "2023年5月8日" in read["person_name"].text
    assert "40学时" in read["hours"].text
    assert read["hours"].request == hours
    assert read["hours"].source == "tesseract"
    assert 0 <= read["hours"].confidence <= 1


@needs_tesseract
@pytest.mark.ocr
def test_digits_only_gives_no_other_signs() -> None:
    request = RereadRequest("start_date", 1, Box(310, 192, 520, 242), digits_only=True)
    (read,) = tesseract_reader.reread(page("certificate"), (request,))
    assert set(read.text) <= set("0123456789.-/:年月日")
    assert "2023" in read.text


@needs_tesseract
@pytest.mark.ocr
def test_reads_through_a_seal() -> None:
    request = RereadRequest("issue_date", 1, DATE, under_seal=True)
    (read,) = tesseract_reader.reread(page("certificate"), (request,))
    assert read.text.startswith("2023年5月15")
    assert read.source == "tesseract-red"


@needs_tesseract
@pytest.mark.ocr
def test_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract_reader, "_MEMORY", tmp_path)
    monkeypatch.setattr(tesseract_reader, "_library", lambda: None)
    tesseract_reader.reread(page("certificate"), (RereadRequest("hours", 1, Box(480, 315, 650, 362)),))
    assert os.listdir(tmp_path) == []


@needs_tesseract
@pytest.mark.ocr
def test_the_library_reads_as_the_program_does(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = (
        RereadRequest("person_name", 1, Box(105, 192, 795, 242)),
        RereadRequest("hours", 1, Box(480, 315, 650, 362), digits_only=True),
        RereadRequest("issue_date", 1, DATE, under_seal=True),
    )
    if tesseract_reader._library() is None:
        pytest.skip("only the program is installed")
    inside = tesseract_reader.reread(page("certificate"), asked)
    monkeypatch.setattr(tesseract_reader, "_library", lambda: None)
    assert inside == tesseract_reader.reread(page("certificate"), asked)
    assert len(inside) == len(asked)


def test_without_the_library_the_program_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract_library, "_LIBRARY", "libnone.so.0")
    with pytest.raises(OSError, match="libnone"):
        tesseract_library.TesseractLibrary("chi_sim")
    tesseract_reader._library.cache_clear()
    try:
        assert tesseract_reader._library() is None
    finally:
        tesseract_reader._library.cache_clear()


def test_places_off_the_page_are_left_out() -> None:
    assert tesseract_reader.reread(page("certificate"), (RereadRequest("hours", 1, Box(2000, 10, 2100, 40)),)) == ()


def test_without_the_program_there_is_no_second_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract_reader, "available", lambda: False)
    assert tesseract_reader.reread(page("certificate"), (RereadRequest("hours", 1, DATE),)) == ()


def test_says_when_the_program_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    tesseract_reader.available.cache_clear()
    try:
        assert not tesseract_reader.available()
    finally:
        tesseract_reader.available.cache_clear()
