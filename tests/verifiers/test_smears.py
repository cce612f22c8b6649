"""Smeared and blurred words are seen after every saving; printed fields, rules and words that were read stay quiet."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from domain.finding import Finding, Severity
from domain.place import Box
from tests.verifiers.drawn_pages import COLUMNS, HEIGHT, ROWS, WIDTH, Pixels, box_of, case, coded, reading, sheet
from verifiers import image_areas

ROW = 5
WORDS = Box.around([box_of(ROW, 3), box_of(ROW, COLUMNS - 4)])


def smudged(page: Pixels) -> None:
    """A finger drawn over the words from left to right."""
    left, top, right, bottom = WORDS.grown(2).as_list()
    carried = page[top:bottom, left - 4 : left].astype(np.float32).mean(axis=1)
    for _ in range(2):
        for x in range(left, right):
            carried = carried * 0.94 + page[top:bottom, x].astype(np.float32) * 0.06
            page[top:bottom, x] = (page[top:bottom, x] * 0.12 + carried * 0.88).round().astype(np.uint8)


def blurred(page: Pixels) -> None:
    """A soft brush held on the words until nothing can be read."""
    soft = cv2.GaussianBlur(page, (0, 0), 0.6 * WORDS.height)
    veil = np.zeros(page.shape[:2], np.float32)
    left, top, right, bottom = WORDS.as_list()
    veil[top:bottom, left:right] = 1
    veil = cv2.GaussianBlur(veil, (0, 0), 3)[..., None]
    page[:] = (page * (1 - veil) + soft * veil).round().astype(np.uint8)


def alone(page: Pixels) -> None:
    """The rest of the row is bare."""
    top, bottom = WORDS.grown(8).as_list()[1::2]
    left, right = WORDS.grown(2).as_list()[::2]
    paper = np.random.default_rng(7).normal(236, 3, (bottom - top, WIDTH, 1)).clip(0, 255).astype(np.uint8)
    page[top:bottom, :left], page[top:bottom, right:] = paper[:, :left], paper[:, right:]


def said(page: Pixels, *, row_read: bool = False, quality: int = 92) -> list[Finding]:
    """What is said of smears on a page whose words in ``ROW`` could not be read."""
    height, width = page.shape[:2]
    seen = reading(width=width, height=height)
    scale = width / WIDTH
    lines = []
    for number, line in enumerate(seen.pages[0].lines):
        left, top, right, bottom = line.place.box.as_list()
        box = Box(left * scale, top * scale, right * scale, bottom * scale)
        if number != ROW or row_read:
            lines.append(replace(line, place=replace(line.place, box=box)))
    one = case(coded(page, "JPEG", quality=quality), WORDS)
    pages = (replace(seen.pages[0], lines=tuple(lines)),)
    one = replace(one, reading=replace(seen, pages=pages))
    return [finding for finding in image_areas.verify(one) if finding.code == "tampering.words_smeared"]


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("how", [smudged, blurred])
@pytest.mark.parametrize(("quality", "scale"), [(92, 1.0), (50, 1.0), (60, 0.6)])
def test_words_smeared_away_are_a_note_however_they_were_sent(seed: int, how, quality: int, scale: float) -> None:  # type: ignore[no-untyped-def]
    page = sheet(seed)
    alone(page)
    how(page)
    size = round(WIDTH * scale), round(HEIGHT * scale)
    page = np.asarray(cv2.resize(page, size, interpolation=cv2.INTER_AREA), np.uint8)
    (finding,) = said(page, quality=quality)
    assert finding.severity is Severity.NOTE
    assert finding.place is not None
    left, top, right, bottom = WORDS.as_list()
    wanted = Box(left * scale, top * scale, right * scale, bottom * scale)
    assert finding.place.box.overlap(wanted) > 0.6 * finding.place.box.width * finding.place.box.height
    assert len(finding.innocent) >= 2


@pytest.mark.parametrize("seed", [4, 5])
def test_pages_as_captured_hold_no_smears(seed: int) -> None:
    page = sheet(seed)
    assert said(page) == []
    assert said(page, row_read=True) == []


@pytest.mark.parametrize("shade", [120, 190])
def test_printed_fields_and_rules_are_no_smears(shade: int) -> None:
    page = sheet(6)
    left, top, right, bottom = WORDS.grown(3).as_list()
    page[top - 5 : bottom + 5] = 236
    page[top:bottom, left:right] = shade
    assert said(page) == []
    page[top - 5 : bottom + 5] = 236
    page[top : top + 3, left:right] = page[bottom - 3 : bottom, left:right] = 60
    assert said(page) == []


def test_what_was_read_is_no_smear() -> None:
    page = sheet(8)
    alone(page)
    smudged(page)
    assert said(page) != []
    assert said(page, row_read=True) == []


def test_light_words_on_dark_ground_are_left_alone() -> None:
    page = sheet(9)
    alone(page)
    smudged(page)
    assert ROWS > 5
    assert said(255 - page) == []
