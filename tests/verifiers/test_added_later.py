"""What was put onto a JPEG before it was saved anew is seen, wherever it stands; saving twice alone stays quiet."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from domain.finding import Finding, Severity
from domain.place import Box
from tests.verifiers.drawn_pages import Pixels, box_of, case, coded, sheet
from verifiers import image_areas
from verifiers.pixels.added_later import added_later
from verifiers.pixels.picture import Picture, Turn

WORDS = Box.around([box_of(5, 4), box_of(5, 9)])


def opened(data: bytes) -> Pixels:
    with Image.open(io.BytesIO(data)) as file:
        return np.array(file.convert("RGB"), np.uint8)


def scanned(seed: int, quality: int = 75) -> Pixels:
    """A page as whoever opens its scan sees it."""
    return opened(coded(sheet(seed), "JPEG", quality=quality))


def replaced(page: Pixels, seed: int) -> Pixels:
    """Words of another page with as much grain, in the same typeface, in place of those in ``WORDS``."""
    left, top, right, bottom = WORDS.as_list()
    page = page.copy()
    page[top:bottom, left:right] = sheet(seed + 50)[top:bottom, left:right]
    return page


def said(data: bytes, *, capture: str = "scan", thresholds: dict[str, float] | None = None) -> list[Finding]:
    found = image_areas.verify(case(data, WORDS, capture=capture, thresholds=thresholds))
    return [finding for finding in found if finding.code == "tampering.added_later"]


def assert_at(found: Box, put_on: Box) -> None:
    """Two blocks beyond the place at most, and most of it."""
    assert put_on.grown(16).overlap(found) == pytest.approx(found.width * found.height)
    assert found.overlap(put_on) > 0.5 * put_on.width * put_on.height


@pytest.mark.parametrize(("form", "how"), [("PNG", {}), ("JPEG", {"quality": 92})])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_words_put_on_later_are_a_note_at_their_place(seed: int, form: str, how: dict[str, int]) -> None:
    page = scanned(seed)
    assert said(coded(page, form, **how)) == []
    (finding,) = said(coded(replaced(page, seed), form, **how))
    assert finding.severity is Severity.NOTE
    assert finding.place is not None
    assert WORDS.grown(16).overlap(finding.place.box) == pytest.approx(
        finding.place.box.width * finding.place.box.height
    )
    assert finding.place.box.overlap(WORDS) > 0.5 * WORDS.width * WORDS.height
    assert len(finding.innocent) >= 2


def test_a_page_without_an_earlier_compression_says_nothing() -> None:
    assert said(coded(replaced(sheet(1), 1))) == []
    assert said(coded(replaced(sheet(1), 1), "JPEG", quality=85)) == []


def test_a_page_cropped_in_between_says_nothing() -> None:
    page = replaced(scanned(1), 1)
    assert said(coded(np.pad(page[3:, 3:], ((0, 3), (0, 3), (0, 0)), "edge"))) == []


def test_pages_of_programs_are_not_asked_about() -> None:
    data = coded(replaced(scanned(1), 1))
    assert said(data, capture="clean") == []
    assert said(data, capture="photo") != []


def test_an_office_that_puts_seals_on_scans_learns_its_own_threshold() -> None:
    data = coded(replaced(scanned(1), 1))
    usual = dict(image_areas.scores(case(data, WORDS)))["added.note"]
    assert said(data, thresholds={"added.note": usual - 1}) != []
    assert said(data, thresholds={"added.note": usual}) == []
    assert dict(image_areas.scores(case(coded(scanned(1)), WORDS)))["added.note"] == 0


def test_a_picture_put_together_of_two_says_nothing() -> None:
    page = scanned(1)
    page[400:] = sheet(2)[400:]
    assert said(coded(page)) == []


def test_the_place_is_right_however_the_picture_was_stored() -> None:
    """Blocks are counted from the stored corner, and neither side is whole blocks."""
    stored = replaced(scanned(1), 1)[:797, :693]
    where = Box(*WORDS.as_list())
    for swapped in (False, True):
        for rows in (False, True):
            for columns in (False, True):
                turn = Turn(swapped, rows, columns)
                upright = turn.of(stored)
                marks = np.zeros(stored.shape[:2], np.uint8)
                left, top, right, bottom = where.as_list()
                marks[top:bottom, left:right] = 1
                ys, xs = np.nonzero(turn.of(marks))
                box = Box(float(xs.min()), float(ys.min()), float(xs.max() + 1), float(ys.max() + 1))
                (found, *_) = added_later(Picture(upright, np.ascontiguousarray(upright[..., 0]), turn, None))
                assert_at(found.box, box)
