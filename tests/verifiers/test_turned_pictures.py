"""A picture stored turned: the upright page, and places of it in what the file stores."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageOps

from domain.reading import Page, Source
from verifiers.pixels import pictured


def stored() -> Image.Image:
    return Image.fromarray(np.random.default_rng(3).integers(0, 256, (24, 40, 3), dtype=np.uint8))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_every_way_a_picture_can_be_stored(orientation: int, turn: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = io.BytesIO()
    stored().save(file, "PNG", exif=exif)
    with Image.open(file) as shown:
        upright = np.rot90(np.asarray(ImageOps.exif_transpose(shown)), turn // 90)
    height, width = upright.shape[:2]
    page = Page(1, width, height, turn, Source.OCR, ())
    picture = pictured(file.getvalue(), page)
    assert picture is not None
    assert np.array_equal(picture.upright, upright)
    given = pictured(file.getvalue(), page, np.ascontiguousarray(upright))
    assert given is not None
    assert np.array_equal(given.stored, picture.stored)
    rows, columns = slice(3, 9), slice(5, 17)
    there = picture.stored[picture.turn.undone(rows, columns, height, width)]
    assert np.array_equal(np.sort(there.ravel()), np.sort(picture.grey[rows, columns].ravel()))
    assert picture.stored.shape == (24, 40)
