"""A seal of which a hard copy left but pieces of its ring is seen; rows of writing and plain circles are none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from intake import broken_rings, seals
from tests.intake.drawn import page
from tests.intake.test_dust import copied, strewn

Mask = broken_rings.Mask
_CENTRE, _RADIUS = (620, 480), 60


def stamped(mask: Mask, left: float = 0.5, star: bool = True) -> Mask:
    """A ring with ``left`` of its line, in eight pieces, a star's disc and letters inside."""
    for piece in range(8):
        start = 45 * piece
        cv2.ellipse(mask, _CENTRE, (_RADIUS, _RADIUS), 0, start, start + 45 * left, 1, 2)
        angle = np.radians(start + 20)
        x, y = (round(c + 44 * t) for c, t in zip(_CENTRE, (np.cos(angle), np.sin(angle)), strict=True))
        cv2.rectangle(mask, (x - 4, y - 4), (x + 4, y + 4), 1, 1)
    if star:
        cv2.circle(mask, _CENTRE, 10, 1, -1)
    return mask


def written() -> Mask:
    """Rows of letter-like boxes down the page."""
    mask = np.zeros((900, 900), np.uint8)
    for top in range(80, 820, 36):
        for left in range(80, 560, 24):
            cv2.rectangle(mask, (left, top), (left + 16, top + 16), 1, 2)
            cv2.line(mask, (left, top + 8), (left + 16, top + 8), 1, 1)
    return mask


@pytest.mark.parametrize("left", [0.5, 0.3])
def test_pieces_of_a_ring_around_letters_and_a_star_are_a_seal(left: float) -> None:
    (ring,) = broken_rings.found(stamped(written(), left))
    assert np.hypot(ring.x - _CENTRE[0], ring.y - _CENTRE[1]) < 4
    assert abs(ring.radius - _RADIUS) < 4
    assert abs(ring.left - left) < 0.25


def test_a_tenth_of_a_ring_is_none() -> None:
    assert broken_rings.found(stamped(written(), left=0.1)) == []


def test_writing_and_empty_circles_are_none() -> None:
    assert broken_rings.found(written()) == []
    empty = written()
    cv2.circle(empty, _CENTRE, _RADIUS, 1, 2)
    assert broken_rings.found(empty) == []


def test_a_dusty_copy_shows_its_broken_seal_and_no_other() -> None:
    sheet = copied(page("sheet"))
    bare = np.full((1754, 1240, 3), 255, np.uint8)
    bare[: sheet.shape[0], : sheet.shape[1]] = sheet
    assert seals.find(strewn(bare)) == ()
    seal = cv2.resize(stamped(np.zeros((900, 900), np.uint8)), None, fx=1.9, fy=1.9, interpolation=cv2.INTER_NEAREST)
    bare[: seal.shape[0], :1240][seal[:, :1240] > 0] = 0
    (found,) = seals.find(strewn(bare))
    assert not found.red
    assert abs(found.x - 1.9 * _CENTRE[0]) < 15
    assert abs(found.y - 1.9 * _CENTRE[1]) < 15
    assert found.confidence <= 0.7
