"""Keys of pages: near for copies, far for other papers."""

from __future__ import annotations

import cv2
import numpy as np

from intake import fingerprint
from tests.intake.drawn import page


def test_keys_have_256_bits() -> None:
    keys = fingerprint.of_page(page("certificate"))
    assert set(keys) == {"page", "ink"}
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
