"""Areas that did not come with the page: what is seen, and every innocent look-alike that stays quiet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import pytest

import verifiers
from domain.case import Case
from domain.finding import Finding, Severity
from domain.place import Box, Place
from domain.reading import MarkType, PageMark
from tests.verifiers.drawn_pages import HEIGHT, WIDTH, Pixels, box_of, case, coded, sheet
from verifiers import image_areas

WORDS = Box.around([box_of(5, 4), box_of(5, 11)])
SEAL = Box(470, 640, 630, 790)


def captured(drawn: Pixels, seed: int, *, grain: float = 3.0, white: bool = False) -> Pixels:
    """A page that goes through a lens: blurred and with grain on everything; ``white``: a reflection amid it."""
    light = cv2.GaussianBlur(drawn.astype(np.float32), (0, 0), 0.7)
    if white:
        down, across = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
        far = ((down - 400) / 130) ** 2 + ((across - 350) / 170) ** 2
        light = light + 90 * np.exp(-far)[..., None]
    noise = np.random.default_rng(seed).normal(0, grain, (HEIGHT, WIDTH, 1))
    return np.asarray((light + noise).clip(0, 255), np.uint8)


def drawn(seed: int) -> Pixels:
    """The figures alone, without grain."""
    return sheet(seed, grain=0.0)


def stamped(page: Pixels) -> None:
    """A seal of one colour: a ring and a filled star, as a disc."""
    middle = (int(SEAL.center[0]), int(SEAL.center[1]))
    cv2.circle(page, middle, 66, (200, 30, 35), 8)
    cv2.circle(page, middle, 24, (200, 30, 35), -1)


def looked_at(page: Pixels, *, sealed: bool = False, capture: str = "scan", quality: int = 92) -> Case:
    data = coded(page, "JPEG", quality=quality)
    one = case(data, WORDS, capture=capture)
    if sealed:
        mark = PageMark(MarkType.SEAL, Place(1, SEAL), 0.9)
        pages = (replace(one.reading.pages[0], marks=(mark,)),)
        one = replace(one, reading=replace(one.reading, pages=pages))
    return one


def said(one: Case) -> list[Finding]:
    try:
        return list(image_areas.verify(one))
    except verifiers.NotRun:
        return []


def codes(found: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(finding.code, finding.severity.value) for finding in found]


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("how", ["painted", "smeared", "filled in"])
def test_words_wiped_away_leave_paper_without_grain(seed: int, how: str) -> None:
    page = captured(drawn(seed), seed)
    left, top, right, bottom = WORDS.grown(4).as_list()
    if how == "painted":
        page[top:bottom, left:right] = 236
    elif how == "smeared":
        page[top:bottom, left:right] = cv2.medianBlur(np.full_like(page[top:bottom, left:right], 235), 5)
    else:
        mask = np.zeros(page.shape[:2], np.uint8)
        mask[top:bottom, left:right] = 255
        page = np.asarray(cv2.inpaint(page, mask, 4, cv2.INPAINT_TELEA), np.uint8)
    (finding,) = said(looked_at(page))
    assert finding.code == "tampering.picture_flat"
    assert finding.place is not None
    assert finding.place.box.overlap(WORDS) > 0.5 * finding.place.box.width * finding.place.box.height
    assert finding.facts == ("certificate_no",)
    assert len(finding.innocent) >= 2


def covered(page: Pixels, how: str) -> None:
    """The words covered with paper from the foot of the page."""
    left, top, right, bottom = WORDS.grown(6).as_list()
    piece = page[HEIGHT - 10 - (bottom - top) : HEIGHT - 10, left:right].copy()
    if how == "cloned":
        page[top:bottom, left:right] = piece
    else:
        mask = np.full(piece.shape[:2], 255, np.uint8)
        page[:] = cv2.seamlessClone(
            piece, page.copy(), mask, ((left + right) // 2, (top + bottom) // 2), cv2.NORMAL_CLONE
        )


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("how", ["cloned", "healed"])
def test_words_covered_with_paper_from_elsewhere_on_the_page(seed: int, how: str) -> None:
    page = captured(drawn(seed), seed)
    covered(page, how)
    (finding,) = said(looked_at(page))
    assert finding.code == "tampering.paper_copied"
    assert finding.place is not None
    assert finding.place.box.overlap(WORDS) > 0.5 * WORDS.width * WORDS.height
    assert Box(*finding.detail["from"]).top > HEIGHT - 80
    assert len(finding.innocent) >= 2


@pytest.mark.parametrize("seed", [1, 2])
def test_streaks_of_a_scanner_and_a_printed_ground_are_no_copies(seed: int) -> None:
    """What repeats all over the page has no one origin."""
    page = captured(drawn(seed), seed).astype(np.float32)
    page += np.random.default_rng(seed).normal(0, 3, (1, WIDTH, 1))
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH]
    page += 4 * np.cos((down + across) / 3)[..., None]
    assert said(looked_at(page.clip(0, 255).astype(np.uint8))) == []


@pytest.mark.parametrize("seed", [4, 5])
@pytest.mark.parametrize("quality", [50, 75, 95])
@pytest.mark.parametrize("grain", [0.5, 2.0, 6.0])
def test_pages_as_captured_are_even(seed: int, quality: int, grain: float) -> None:
    page = drawn(seed)
    stamped(page)
    assert said(looked_at(captured(page, seed, grain=grain), sealed=True, quality=quality)) == []


@pytest.mark.parametrize("seed", [8, 9])
def test_paper_that_a_reflection_makes_white_is_left_alone(seed: int) -> None:
    page = captured(drawn(seed), seed, white=True)
    assert np.count_nonzero(page[..., 0] == 255) > 20_000
    assert said(looked_at(page, capture="photo")) == []


@pytest.mark.parametrize("area", [(0, HEIGHT, 360, WIDTH), (300, 350, 60, 600)])
def test_a_field_of_another_colour_is_another_surface(area: tuple[int, int, int, int]) -> None:
    """A copier makes white quite white, and grain stays in the grey of a coloured field."""
    page = drawn(1)
    page[page > 200] = 190
    top, bottom, left, right = area
    page[top:bottom, left:right] = 255
    page = captured(page, 1)
    page[page > 235] = 255
    assert said(looked_at(page, capture="photo")) == []


def test_a_page_without_grain_of_its_own_says_nothing() -> None:
    page = drawn(1)
    page[300:340, 100:500] = 236
    findings, checks = verifiers.verify_all(
        looked_at(page, capture="clean", quality=95), with_original=True, only=["image_areas"]
    )
    assert findings == ()
    assert set(checks.values()) == {"not_run"}


def boxed(page: Pixels, shade: int, grain: float) -> None:
    """A seal with a box of other paper around it, put on the finished page."""
    left, top, right, bottom = SEAL.grown(8).as_list()
    paper = np.full((HEIGHT, WIDTH, 3), shade, np.uint8)
    stamped(paper)
    paper = captured(paper, 77, grain=grain)
    page[top:bottom, left:right] = paper[top:bottom, left:right]


@pytest.mark.parametrize("shade", [231, 241])
def test_a_seal_with_other_paper_around_it_is_a_note(shade: int) -> None:
    page = captured(drawn(1), 1)
    boxed(page, shade, 3.0)
    (finding,) = said(looked_at(page, sealed=True))
    assert codes([finding]) == [("tampering.picture_pasted", "note")]
    assert finding.place is not None
    wanted, found = SEAL.grown(8), finding.place.box
    assert max(abs(a - b) for a, b in zip(wanted.as_list(), found.as_list(), strict=True)) <= 3
    assert "印章" in finding.message


def test_two_signs_that_agree_make_a_doubt() -> None:
    page = captured(drawn(1), 1)
    boxed(page, 241, 0.0)
    (finding,) = said(looked_at(page, sealed=True))
    assert finding.severity is Severity.DOUBT


@pytest.mark.parametrize("capture", ["clean", "copy", "screen"])
def test_programs_and_screens_put_seals_on_as_pictures(capture: str) -> None:
    page = captured(drawn(1), 1)
    boxed(page, 241, 3.0)
    assert said(looked_at(page, sealed=True, capture=capture)) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_ink_without_grain_was_put_on_afterwards(seed: int) -> None:
    page = captured(drawn(seed), seed)
    stamped(page)
    (finding,) = said(looked_at(page, sealed=True))
    assert codes([finding]) == [("tampering.picture_pasted", "note")]
    assert "颗粒" in finding.message


def test_a_sheet_of_signatures_is_not_looked_at_one_by_one() -> None:
    page = captured(drawn(1), 1)
    boxed(page, 241, 3.0)
    one = looked_at(page)
    marks = tuple(PageMark(MarkType.HANDWRITING, Place(1, SEAL), 0.9) for _ in range(image_areas.MOST_WRITTEN + 1))
    for kept, expected in ((marks[:1], 1), (marks, 0)):
        pages = (replace(one.reading.pages[0], marks=kept),)
        assert len(said(replace(one, reading=replace(one.reading, pages=pages)))) == expected


def test_an_office_may_find_more_usual_and_never_less() -> None:
    page = captured(drawn(1), 1)
    boxed(page, 241, 3.0)
    one = looked_at(page, sealed=True)
    assert said(replace(one, thresholds={"edges.note": 1000.0})) == []
    quiet = looked_at(captured(drawn(2), 2), sealed=True)
    assert said(replace(quiet, thresholds={"edges.note": -5.0, "flat.note": -5.0, "ink.note": -5.0})) == []


def test_scores_for_an_offices_own_thresholds() -> None:
    page = captured(drawn(1), 1)
    stamped(page)
    names = dict(image_areas.scores(looked_at(page, sealed=True)))
    assert names["flat.note"] == 0.0
    assert names["edges.note"] < 3.0
