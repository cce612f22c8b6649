"""Keys of pages: near for copies, far for other papers."""

from __future__ import annotations

import cv2
import numpy as np

from intake import fingerprint
from intake.corners import corners
from intake.sheet import Image
from tests.intake.drawn import page


def test_keys_have_256_bits() -> None:
    keys = fingerprint.of_page(page("certificate"))
    assert set(keys) == {"page", "ink", "sheet"}
    assert all(len(key) * 4 == fingerprint.BITS for key in keys.values())


def test_recompressed_and_scaled_copies_are_near() -> None:
    image = page("certificate")
    ok, packed = cv2.imencode(".jpg", cv2.resize(image, None, fx=0.7, fy=0.7, interpolation=cv2.INTER_AREA), [1, 40])
    assert ok
    copy = cv2.imdecode(packed, cv2.IMREAD_COLOR)
    one, other = fingerprint.of_page(image), fingerprint.of_page(np.asarray(copy, np.uint8))
    assert fingerprint.distance(one["page"], other["page"]) <= 24


def test_the_ink_key_forgives_cropped_margins() -> None:
    image = page("certificate")
    one, other = fingerprint.of_page(image), fingerprint.of_page(np.ascontiguousarray(image[30:, 60:]))
    assert fingerprint.distance(one["ink"], other["ink"]) <= 24
    assert fingerprint.distance(one["page"], other["page"]) > 40


def test_other_papers_are_far() -> None:
    one, other = fingerprint.of_page(page("certificate")), fingerprint.of_page(page("sheet"))
    assert min(fingerprint.distance(one[name], other[name]) for name in one) > 60


def test_a_blank_page_has_no_key() -> None:
    assert fingerprint.of_page(np.full((600, 400, 3), 252, np.uint8)) == {}


def on_a_desk(image: Image, ground: int) -> Image:
    """The page photographed from a corner, with what lies around it."""
    height, width = image.shape[:2]
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = np.array([[60, 40], [width - 10, 90], [width + 30, height + 20], [20, height - 30]], np.float32)
    laid = cv2.warpPerspective(
        image,
        cv2.getPerspectiveTransform(flat, seen),
        (width + 80, height + 60),
        borderValue=(ground, ground - 20, ground - 40),
    )
    return np.asarray(laid, np.uint8)


def test_the_sheet_key_forgives_desk_and_perspective() -> None:
    image = page("certificate")
    one, other = fingerprint.of_page(image), fingerprint.of_page(on_a_desk(image, 110))
    assert fingerprint.distance(one["page"], other["page"]) > 46
    assert fingerprint.distance(one["sheet"], other["sheet"]) <= 40


def test_the_sheet_key_forgives_the_bars_of_a_gallery() -> None:
    image = page("certificate")
    framed = cv2.copyMakeBorder(image, 300, 260, 30, 30, cv2.BORDER_CONSTANT, value=(18, 18, 18))
    one, other = fingerprint.of_page(image), fingerprint.of_page(np.asarray(framed, np.uint8))
    assert fingerprint.distance(one["page"], other["page"]) > 46
    assert fingerprint.distance(one["sheet"], other["sheet"]) <= 40


def test_a_frame_printed_on_the_paper_is_not_its_edge() -> None:
    image = np.full((900, 640, 3), 250, np.uint8)
    cv2.rectangle(image, (50, 50), (590, 850), (160, 30, 30), 9)
    assert corners(image) is None
    assert corners(on_a_desk(image, 110)) is not None
