"""A page's pixels as the file holds them, and as the reading saw them: upright, at full size."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from domain.reading import Page

Grey = NDArray[np.float32]
Pixels = NDArray[np.uint8]

#: Pictures beyond this many pixels are not looked into: the time would not be worth an advisory answer.
MOST_PIXELS = 40_000_000
_CLOCKWISE = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}


@dataclass(frozen=True)
class Picture:
    """``upright``: RGB (height, width, 3) as the reading's boxes mean it. ``stored``: luminance as the file stores it
    (before any turn), where compression left its grid. ``turned`` maps an array of the stored shape to the upright one.
    ``steps``: the file's own quantisation steps of luminance, 64 in row order, None where it is no JPEG."""

    upright: Pixels
    stored: Grey
    exif_turn: Image.Transpose | None
    page_turn: int
    steps: tuple[int, ...] | None

    def turned(self, array: Grey) -> Grey:
        """An array of the stored shape, turned upright."""
        picture = Image.fromarray(array)
        if self.exif_turn is not None:
            picture = picture.transpose(self.exif_turn)
        if self.page_turn:
            picture = picture.transpose(_CLOCKWISE[(-self.page_turn) % 360])
        return np.asarray(picture, np.float32)


_BY_ORIENTATION = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


#: A scan wrapped into a PDF may have been read a few pixels larger or smaller than it is stored.
SLACK = 3


def pictured(data: bytes, page: Page, *, alone: bool = False) -> Picture | None:
    """The picture file as a page of a reading; None where sizes do not fit or there are too many pixels.

    ``alone``: the file holds this page only, whatever its number is. Raises OSError for bytes Pillow cannot read.
    """
    with Image.open(io.BytesIO(data)) as file:
        if file.width * file.height > MOST_PIXELS:
            return None
        if page.number > 1 and not alone:
            file.seek(page.number - 1)
        steps = _steps(file)
        exif_turn = _BY_ORIENTATION.get(file.getexif().get(0x0112, 1))
        file.load()
        flat = _on_white(file)
    stored = np.asarray(flat.convert("YCbCr").getchannel(0), np.float32)
    upright = flat if exif_turn is None else flat.transpose(exif_turn)
    if page.rotation:
        upright = upright.transpose(_CLOCKWISE[(-page.rotation) % 360])
    slack = SLACK if alone else 0
    if abs(upright.width - page.width) > slack or abs(upright.height - page.height) > slack:
        return None
    return Picture(np.asarray(upright, np.uint8), stored, exif_turn, page.rotation, steps)


def _on_white(file: Image.Image) -> Image.Image:
    if file.mode in ("RGBA", "LA", "PA") or "transparency" in file.info:
        layer = file.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        ground.alpha_composite(layer)
        return ground.convert("RGB")
    return file.convert("RGB")


def _steps(file: Image.Image) -> tuple[int, ...] | None:
    tables = getattr(file, "quantization", None)
    if file.format not in ("JPEG", "MPO") or not tables or 0 not in tables:
        return None
    return tuple(int(step) for step in tables[0])
