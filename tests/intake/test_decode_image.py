"""Pictures of every kind become upright RGB on white."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from intake import decode_image
from intake.accept import media_type_of
from intake.settings import Limits
from intake.sheet import Sheet
from tests.intake.hostile import saved

LIMITS = Limits(working_side=500)


@pytest.fixture(autouse=True)
def _prepared() -> None:
    decode_image.prepare(LIMITS)


def sheets(data: bytes) -> list[Sheet]:
    return list(decode_image.sheets(data, media_type_of(data, LIMITS), LIMITS))


def marked_corner(width: int = 300, height: int = 200) -> Image.Image:
    """White, with a black square at its top left."""
    pixels = np.full((height, width, 3), 255, np.uint8)
    pixels[:60, :60] = 0
    return Image.fromarray(pixels)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientations(orientation: int) -> None:
    upright = marked_corner()
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Pillow's transpositions that the tag takes back.
    stored = upright if orientation == 1 else upright.transpose(Image.Transpose(undo[orientation]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    (sheet,) = sheets(saved(stored, "PNG", exif=exif))
    assert (sheet.width, sheet.height) == (300, 200)
    assert sheet.image[20, 20].max() < 30
    assert sheet.image[180, 280].min() > 220


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF"])
def test_formats(form: str) -> None:
    (sheet,) = sheets(saved(marked_corner(), form))
    assert sheet.image.shape == (200, 300, 3)
    assert sheet.image.dtype == np.uint8
    assert sheet.image[20, 20].max() < 60
    assert sheet.image[150, 250].min() > 200


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK", "I;16"])
def test_colour_modes(mode: str) -> None:
    picture = marked_corner()
    if mode == "I;16":
        converted = Image.fromarray(np.asarray(picture.convert("L")).astype(np.uint16) * 257)
    else:
        converted = picture.convert(mode)
    (sheet,) = sheets(saved(converted, "TIFF"))
    assert sheet.image[20, 20].max() < 40
    assert sheet.image[150, 250].min() > 215


def test_transparent_ground_is_paper() -> None:
    pixels = np.zeros((100, 100, 4), np.uint8)
    pixels[:50, :50, 3] = 255
    (sheet,) = sheets(saved(Image.fromarray(pixels), "PNG"))
    assert sheet.image[10, 10].max() == 0
    assert sheet.image[90, 90].min() == 255


def test_pages_of_a_tiff_in_order() -> None:
    first, second = marked_corner(), Image.new("RGB", (100, 120), "white")
    pages = sheets(saved(first, "TIFF", save_all=True, append_images=[second]))
    assert [(s.number, s.width, s.height) for s in pages] == [(1, 300, 200), (2, 100, 120)]


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_large_pictures_are_reduced_and_keep_their_full_size(form: str) -> None:
    (sheet,) = sheets(saved(marked_corner(3000, 2000), form))
    assert (sheet.width, sheet.height) == (3000, 2000)
    assert max(sheet.image.shape) == 500
    assert sheet.scale == pytest.approx(6.0)
