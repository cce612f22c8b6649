"""The network that compares a seal's making with the page's: what it is shown, and which seals it tells apart."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from domain.case import Case
from domain.finding import Finding, Severity
from domain.place import Box, Place
from domain.reading import MarkType, PageMark
from tests.verifiers.drawn_pages import HEIGHT, WIDTH, Pixels, case, coded, reading, sheet
from verifiers import image_areas
from verifiers.pixels.making import planes, unlike_map, unlikeness
from verifiers.pixels.picture import Picture, pictured

SEAL = Box(300, 330, 460, 490)
RED = (200, 30, 35)


def stamped(page: Pixels, box: Box) -> None:
    """A ring, a star's worth of ink and some strokes, multiplied with what is below."""
    ink = np.full_like(page, 255)
    middle, side = (int(box.center[0]), int(box.center[1])), int(box.width)
    cv2.circle(ink, middle, side // 2 - 6, RED, 5, cv2.LINE_AA)
    cv2.circle(ink, middle, side // 8, RED, -1, cv2.LINE_AA)
    for turn in np.linspace(0, 2 * np.pi, 14)[:-1]:
        at = middle + (side / 2 - 20) * np.array([np.cos(turn), np.sin(turn)])
        cv2.putText(ink, "8", tuple(int(v) - 5 for v in at), cv2.FONT_HERSHEY_SIMPLEX, 0.5, RED, 1, cv2.LINE_AA)
    page[:] = (page.astype(np.float32) * ink / 255).astype(np.uint8)


def captured(drawn: Pixels, seed: int) -> Pixels:
    light = cv2.GaussianBlur(drawn.astype(np.float32), (0, 0), 0.7)
    noise = np.random.default_rng(seed).normal(0, 3, (HEIGHT, WIDTH, 1))
    return np.asarray((light + noise).clip(0, 255), np.uint8)


def genuine(seed: int) -> Pixels:
    page = sheet(seed, grain=0.0)
    stamped(page, SEAL)
    return captured(page, seed)


def pasted(seed: int) -> Pixels:
    """A seal out of another picture with less grain, enlarged and cut out with a soft round rim."""
    page = captured(sheet(seed, grain=0.0), seed)
    other = np.full((HEIGHT, WIDTH, 3), 236, np.uint8)
    stamped(other, SEAL)
    left, top, right, bottom = SEAL.as_list()
    small = cv2.resize(other[top:bottom, left:right], None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA)
    piece = cv2.resize(small, (right - left, bottom - top), interpolation=cv2.INTER_CUBIC).astype(np.float32)
    piece = piece + np.random.default_rng(seed + 50).normal(0, 1.6, (*piece.shape[:2], 1))
    veil = np.zeros(piece.shape[:2], np.float32)
    cv2.circle(veil, (veil.shape[1] // 2, veil.shape[0] // 2), veil.shape[0] // 2 - 2, 1.0, -1)
    veil = cv2.GaussianBlur(veil, (0, 0), 2)[..., None]
    below = page[top:bottom, left:right]
    page[top:bottom, left:right] = (below * (1 - veil) + piece * veil).clip(0, 255).round().astype(np.uint8)
    return page


def picture(page: Pixels) -> Picture:
    found = pictured(coded(page, "JPEG", quality=90), reading().pages[0])
    assert found is not None
    return found


def sealed(page: Pixels, *, capture: str = "scan") -> Case:
    one = case(coded(page, "JPEG", quality=90), Box(40, 60, 100, 80), capture=capture)
    mark = PageMark(MarkType.SEAL, Place(1, SEAL), 0.9)
    pages = (replace(one.reading.pages[0], marks=(mark,)),)
    return replace(one, reading=replace(one.reading, pages=pages))


def said(one: Case) -> list[Finding]:
    return [finding for finding in image_areas.verify(one) if finding.code == "tampering.seal_unlike"]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_seal_out_of_another_picture_is_told_from_one_captured_with_the_page(seed: int) -> None:
    put_on, stamped_on = unlikeness(picture(pasted(seed)), SEAL), unlikeness(picture(genuine(seed)), SEAL)
    assert put_on is not None
    assert stamped_on is not None
    assert put_on > stamped_on + 0.5


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_only_the_seal_put_on_is_a_note(seed: int) -> None:
    assert said(sealed(genuine(seed))) == []
    (finding,) = said(sealed(pasted(seed)))
    assert finding.severity is Severity.NOTE
    assert finding.place is not None
    assert finding.place.box == SEAL
    assert finding.facts == ("sealed",)
    assert len(finding.innocent) >= 2


def test_seals_of_programs_are_not_asked_about() -> None:
    one = sealed(pasted(1), capture="clean")
    assert said(one) == []
    assert "making.note" not in dict(image_areas.scores(one))
    assert "making.note" in dict(image_areas.scores(sealed(genuine(1))))


def test_the_map_has_a_spot_for_every_eight_pixels() -> None:
    bright, tint = planes(np.full((517, 530, 3), 200, np.uint8))
    assert bright.shape == (1, 1, 520, 536)
    assert tint.shape == (1, 2, 260, 268)
    assert np.abs(tint).max() == 0
    assert unlike_map(np.full((517, 530, 3), 200, np.uint8)).shape == (65, 67)


def test_a_seal_as_large_as_the_page_cannot_be_compared() -> None:
    assert unlikeness(picture(genuine(1)), Box(0, 0, WIDTH, HEIGHT)) is None
