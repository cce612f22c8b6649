"""Pairs of drawn pages: copies, edits, second captures, siblings."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from verifiers.pairs import Relation, Shelf, compare, compare_sides

Image = NDArray[np.uint8]


def sheet(name: str, number: str) -> Image:
    """One page of a class's certificate: the same words but for name and number."""
    page = np.full((1300, 1000, 3), 247, np.uint8)
    cv2.rectangle(page, (40, 40), (960, 1260), (120, 60, 30), 6)
    cv2.putText(page, "CERTIFICATE", (260, 170), cv2.FONT_HERSHEY_TRIPLEX, 2.0, (30, 30, 150), 4)
    words = np.random.default_rng(7)
    for row in range(9):
        line = " ".join("".join(chr(words.integers(97, 123)) for _ in range(words.integers(3, 9))) for _ in range(6))
        cv2.putText(page, line, (90, 420 + 60 * row), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (20, 20, 20), 2)
    cv2.putText(page, name, (110, 300), cv2.FONT_HERSHEY_DUPLEX, 1.5, (10, 10, 10), 3)
    cv2.putText(page, number, (560, 1180), cv2.FONT_HERSHEY_DUPLEX, 1.1, (10, 10, 10), 2)
    cv2.circle(page, (700, 1030), 110, (60, 60, 210), 7)
    return page


def photographed(page: Image, seed: int) -> Image:
    """A capture of the page: perspective, uneven light, noise of its own."""
    random = np.random.default_rng(seed)
    height, width = page.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    bent = corners + random.uniform(-40, 40, (4, 2)).astype(np.float32)
    moved = cv2.warpPerspective(
        page, cv2.getPerspectiveTransform(corners, bent), (width, height), borderValue=(90, 95, 99)
    )
    light = np.linspace(random.uniform(0.7, 0.9), 1.05, width)[None, :, None]
    grain = random.normal(0, 3.0, page.shape)
    return np.clip(moved * light + grain, 0, 255).astype(np.uint8)


def recompressed(page: Image, quality: int) -> Image:
    coded = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)


@pytest.fixture(scope="module")
def photo() -> Image:
    return photographed(sheet("LI LEI", "No 2023-0417"), 1)


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_a_turned_recompressed_copy_is_the_same_capture(photo: Image, turn: int) -> None:
    copy = recompressed(np.ascontiguousarray(np.rot90(photo, turn)), 80)
    result = compare(photo, copy)
    assert result.relation is Relation.SAME_CAPTURE
    assert result.changed == ()


def test_a_cropped_and_shrunk_copy_is_the_same_capture(photo: Image) -> None:
    cropped = photo[100:1250, 60:970]
    small = cv2.resize(cropped, None, fx=0.8, fy=0.8, interpolation=cv2.INTER_AREA)
    assert compare(photo, np.asarray(small, np.uint8)).relation is Relation.SAME_CAPTURE


def test_a_mirrored_copy_is_the_same_capture_and_said_to_be_mirrored(photo: Image) -> None:
    result = compare(photo, np.ascontiguousarray(photo[:, ::-1]))
    assert result.relation is Relation.SAME_CAPTURE
    assert result.mirrored


def test_an_edited_copy_shows_the_changed_box(photo: Image) -> None:
    edited = photo.copy()
    edited[255:320, 100:420] = np.median(edited[200:240, 100:420], axis=(0, 1)).astype(np.uint8)
    cv2.putText(edited, "HAN MEI", (110, 305), cv2.FONT_HERSHEY_DUPLEX, 1.5, (10, 10, 10), 3)
    result = compare(photo, recompressed(edited, 85))
    assert result.relation is Relation.SAME_CAPTURE
    assert result.changed
    assert all(80 < box.center[0] < 440 and 240 < box.center[1] < 330 for box in result.changed)


def test_where_a_crop_ends_nothing_was_changed() -> None:
    page = sheet("LI LEI", "No 2023-0417")
    result = compare(page, recompressed(np.ascontiguousarray(page[30:1262, 30:970]), 85))
    assert result.relation in (Relation.SAME_CAPTURE, Relation.SAME_RENDERING)
    assert result.changed == ()


def test_the_same_sheet_photographed_again_is_no_copy(photo: Image) -> None:
    again = photographed(sheet("LI LEI", "No 2023-0417"), 2)
    assert compare(photo, again).relation is Relation.SAME_LAYOUT


def test_a_sibling_of_the_class_is_no_copy(photo: Image) -> None:
    sibling = photographed(sheet("WEI HUA", "No 2023-0418"), 3)
    assert compare(photo, sibling).relation is Relation.SAME_LAYOUT


def test_another_paper_is_different(photo: Image) -> None:
    other = np.full((900, 1400, 3), 240, np.uint8)
    random = np.random.default_rng(5)
    for row in range(12):
        cv2.putText(other, str(random.integers(1e9)), (80, 80 + 65 * row), cv2.FONT_HERSHEY_COMPLEX, 1.2, (0, 0, 0), 2)
    assert compare(photo, photographed(other, 9)).relation is Relation.DIFFERENT


def test_blank_pages_are_different_not_an_error() -> None:
    blank = np.full((400, 300, 3), 255, np.uint8)
    assert compare(blank, blank).relation is Relation.DIFFERENT


def test_siblings_laid_side_by_side_again_are_not_decoded_again() -> None:
    pages = [photographed(sheet(name, "No 2023-0417"), seed) for seed, name in ((4, "LI LEI"), (5, "HAN MEI"))]
    loaded: list[int] = []

    def load(number: int) -> Image:
        loaded.append(number)
        return pages[number]

    shelf = Shelf(most=2)
    for _ in range(2):
        sides = [shelf.side(number, lambda number=number: load(number)) for number in (0, 1)]  # type: ignore[misc]
        assert compare_sides(*sides).relation is Relation.SAME_LAYOUT
        for number, side in enumerate(sides):
            shelf.keep(number, side)
    assert loaded == [0, 1]
    shelf.keep(2, shelf.side(2, lambda: pages[0]))
    compare_sides(shelf.side(0, lambda: load(0)), shelf.side(1, lambda: load(1)))
    assert loaded == [0, 1, 0]


def test_siblings_that_a_program_drew_are_told_apart_from_their_scans() -> None:
    """What compression leaves around the same words is alike on all siblings: it must not pass for paper noise."""
    random = np.random.default_rng(11)
    mine = recompressed(sheet("LI LEI", "No 2023-0417"), 85)
    grain = random.normal(0, 1.2, mine.shape[:2])[..., None]
    other = recompressed(sheet("HAN MEI", "No 2023-0424"), 60)
    scanned = recompressed(np.clip(other + grain, 0, 255).astype(np.uint8), 85)
    assert compare(mine, scanned).relation is Relation.SAME_LAYOUT
    again = recompressed(np.clip(mine + random.normal(0, 1.2, mine.shape[:2])[..., None], 0, 255).astype(np.uint8), 85)
    assert compare(scanned, again).relation is Relation.SAME_LAYOUT


def test_streaks_that_one_scanner_leaves_on_all_sheets_are_no_common_noise() -> None:
    random = np.random.default_rng(12)
    streaks = random.normal(0, 2.0, (1, 1000, 1))

    def scanned(name: str, number: str) -> Image:
        page = sheet(name, number) + streaks + random.normal(0, 1.5, (1300, 1000, 1))
        return recompressed(np.clip(page, 0, 255).astype(np.uint8), 88)

    result = compare(scanned("LI LEI", "No 2023-0417"), scanned("HAN MEI", "No 2023-0424"))
    assert result.relation is Relation.SAME_LAYOUT


def test_a_symmetric_frame_does_not_hide_that_a_page_is_mirrored() -> None:
    page = sheet("LI LEI", "No 2023-0417")
    for step in range(24):
        across = 60 + 20 * step
        for at in ((across, 70), (999 - across, 70), (across, 1230), (999 - across, 1230)):
            cv2.circle(page, at, 8, (90, 90, 200), 2)
    photo = photographed(page, 9)
    result = compare(photo, np.ascontiguousarray(photo[:, ::-1]))
    assert result.relation is Relation.SAME_CAPTURE
    assert result.mirrored
