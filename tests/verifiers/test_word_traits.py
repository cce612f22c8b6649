"""Words put into a picture, told by many small differences; and everything innocent that differs in some."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import cv2
import numpy as np
import pytest

from domain.case import Case
from domain.place import Box
from domain.reading import Page
from tests.verifiers.drawn_pages import (
    COLUMNS,
    HEIGHT,
    ROWS,
    STEP_X,
    STEP_Y,
    WIDTH,
    Pixels,
    box_of,
    case,
    coded,
    reading,
)
from verifiers import image_tampering
from verifiers.pixels import Judged, cells_of, judged_windows, measured, pictured, runs_of
from verifiers.pixels.groves import grove
from verifiers.pixels.same_signs import likeness_of

OTHER = cv2.FONT_HERSHEY_COMPLEX
PLACE = Box.around([box_of(5, 6), box_of(5, 10)])
ONE = frozenset({(5, 8)})
LINE = frozenset((5, column) for column in range(COLUMNS))
FORM = frozenset((row, column) for row in (1, 3, 5, 7, 9) for column in range(COLUMNS))


def signs(seed: int) -> list[str]:
    random = np.random.default_rng(seed)
    return ["".join(str(int(digit)) for digit in random.integers(0, 10, COLUMNS)) for _ in range(ROWS)]


def printed(
    seed: int,
    others: Collection[tuple[int, int]] = (),
    *,
    face: int = OTHER,
    thick: int = 2,
    low: int = 0,
    size: float = 1.0,
) -> Pixels:
    """A page of figures before its capture; ``others`` in another face, lower by ``low`` pixels or larger."""
    page = np.full((HEIGHT, WIDTH), 236, np.uint8)
    for row, line in enumerate(signs(seed)):
        for column, sign in enumerate(line):
            other = (row, column) in others
            at = (40 + column * STEP_X, 70 + row * STEP_Y + (low if other else 0))
            how = (face, size, 40, thick) if other else (cv2.FONT_HERSHEY_SIMPLEX, 1.0, 40, 3)
            cv2.putText(page, sign, at, *how, cv2.LINE_AA)
    return page


def captured(page: Pixels, seed: int) -> Pixels:
    soft = cv2.GaussianBlur(page, (0, 0), 0.7).astype(np.float32)
    grain = np.random.default_rng(seed + 100).normal(0, 3, page.shape)
    return np.repeat((soft + grain).clip(0, 255).astype(np.uint8)[..., None], 3, 2)


def read(seed: int) -> Page:
    page = reading().pages[0]
    return replace(
        page, lines=tuple(replace(line, text=text) for line, text in zip(page.lines, signs(seed), strict=True))
    )


def windows(pixels: Pixels, seed: int, quality: int = 88) -> list[Judged]:
    """The windows of the place, likeliest put in first."""
    page = read(seed)
    picture = pictured(coded(pixels, "JPEG", quality=quality), page)
    assert picture is not None
    cells = cells_of(page)
    likeness = likeness_of(picture.grey, cells, range(len(cells)))
    return judged_windows(cells, measured(picture, cells), likeness, "scan", runs_of(cells, [PLACE]), grove("words"))


def looked_at(pixels: Pixels, seed: int, quality: int) -> Case:
    one = case(coded(pixels, "JPEG", quality=quality), PLACE)
    return replace(one, reading=replace(one.reading, pages=(read(seed),)))


def patched(seed: int) -> Pixels:
    """A finished scan on which somebody put a patch of the paper's colour and typed other figures in a near face."""
    page = captured(printed(seed), seed)
    rows, columns = slice(int(PLACE.top), int(PLACE.bottom)), slice(int(PLACE.left), int(PLACE.right))
    page[rows, columns] = 236
    for column in range(6, 11):
        at = (40 + column * STEP_X, 70 + 5 * STEP_Y)
        cv2.putText(page, str((int(signs(seed)[5][column]) + 3) % 10), at, OTHER, 1.0, (25, 25, 25), 2, cv2.LINE_AA)
    return page


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("quality", [75, 92])
def test_figures_typed_onto_a_patch_are_spoken_of(seed: int, quality: int) -> None:
    found = list(image_tampering.verify(looked_at(patched(seed), seed, quality)))
    words = [finding for finding in found if finding.code == "tampering.picture_words"]
    assert len(words) == 1
    assert words[0].place is not None
    assert words[0].place.box.overlap(PLACE) > 0
    assert words[0].detail["score"] > words[0].detail["usual"]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("quality", [55, 75, 92])
@pytest.mark.parametrize(
    "others", [frozenset(), LINE, FORM, frozenset((5, c) for c in range(6, 11))], ids=["none", "line", "form", "field"]
)
def test_forms_filled_in_with_another_face_before_the_capture_are_not(
    others: frozenset[tuple[int, int]], quality: int, seed: int
) -> None:
    page = captured(printed(seed, others), seed)
    assert list(image_tampering.verify(looked_at(page, seed, quality))) == []


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("alike", {"thick": 2}),
        ("placed", {"face": cv2.FONT_HERSHEY_SIMPLEX, "thick": 3, "low": 4}),
        ("size", {"face": cv2.FONT_HERSHEY_SIMPLEX, "thick": 3, "size": 1.2}),
    ],
)
def test_what_a_figure_differs_in_is_told(name: str, how: dict[str, float], seed: int) -> None:
    """Not by itself spoken of: a hand, a typewriter or a second print may do that."""

    def own(page: Pixels) -> float:
        single = [one for one in windows(page, seed) if len(one.window.signs) == 1]
        left = box_of(5, 8).left
        return next(one for one in single if abs(one.window.box.left - left) < 2).strength.get(name, 0.0)

    genuine = own(captured(printed(seed), seed))
    other = own(captured(printed(seed, ONE, **how), seed))  # type: ignore[arg-type]
    assert other > 2
    assert other > 2 * genuine


def test_a_picture_saved_again_is_judged_alike() -> None:
    """That a page was compressed twice counts for nothing."""
    page = captured(printed(1), 1)
    done, packed = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, 60])
    assert done
    again = np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
    assert windows(again, 1, 92)[0].odds < 0
