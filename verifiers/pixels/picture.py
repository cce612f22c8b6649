"""A page's pixels as the file holds them, and as the reading saw them: upright, at full size."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from domain.reading import Page
from verifiers.pixels.bands import bands
from verifiers.pixels.waves import waves_of

Grey = NDArray[np.float32]
Pixels = NDArray[np.uint8]
T = TypeVar("T", bound=np.generic)

#: Pictures beyond this many pixels are not looked into: the time would not be worth an advisory answer.
MOST_PIXELS = 40_000_000
#: Grain is told from its surroundings: how far these reach (pixels, one standard deviation). Beyond so many grey levels
#: it is an edge.
SMOOTH, MOST_GRAIN = 1.5, 12.0
_REACH = 6  # Pixels by which that filter reaches.


@dataclass(frozen=True, slots=True)
class Turn:
    """How a stored picture is made upright: rows and columns swapped, then either of them reversed."""

    swapped: bool = False
    rows_reversed: bool = False
    columns_reversed: bool = False

    def back_a_quarter(self) -> Turn:
        """This turn followed by a quarter anticlockwise."""
        return Turn(not self.swapped, not self.columns_reversed, self.rows_reversed)

    def of(self, pixels: NDArray[T]) -> NDArray[T]:
        """The upright picture of a stored one."""
        pixels = pixels.swapaxes(0, 1) if self.swapped else pixels
        pixels = pixels[::-1] if self.rows_reversed else pixels
        return np.ascontiguousarray(pixels[:, ::-1] if self.columns_reversed else pixels)

    def undo(self, pixels: Pixels) -> Pixels:
        """The stored picture of an upright one; a view of it."""
        pixels = pixels[:, ::-1] if self.columns_reversed else pixels
        pixels = pixels[::-1] if self.rows_reversed else pixels
        return pixels.swapaxes(0, 1) if self.swapped else pixels

    def undone(self, rows: slice, columns: slice, height: int, width: int) -> tuple[slice, slice]:
        """Rows and columns of the stored picture that show a part of the upright one of ``height`` x ``width``."""
        if self.rows_reversed:
            rows = slice(height - rows.stop, height - rows.start)
        if self.columns_reversed:
            columns = slice(width - columns.stop, width - columns.start)
        return (columns, rows) if self.swapped else (rows, columns)


_BY_ORIENTATION = {
    2: Turn(columns_reversed=True),
    3: Turn(rows_reversed=True, columns_reversed=True),
    4: Turn(rows_reversed=True),
    5: Turn(swapped=True),
    6: Turn(swapped=True, columns_reversed=True),
    7: Turn(swapped=True, rows_reversed=True, columns_reversed=True),
    8: Turn(swapped=True, rows_reversed=True),
}


@dataclass(frozen=True)
class Picture:
    """``upright``: RGB (height, width, 3) as the reading's boxes mean it, ``grey`` its luminance. ``turn`` made it
    from what the file stores. ``steps``: the file's own quantisation steps of luminance, 64 in row order, None where it
    is no JPEG."""

    upright: Pixels
    grey: Pixels
    turn: Turn
    steps: tuple[int, ...] | None

    @property
    def stored(self) -> Pixels:
        """Luminance as the file stores it, where compression left its grid."""
        return self.turn.undo(self.grey)

    @cached_property
    def waves(self) -> Grey:
        """(waves, blocks) of ``stored``, as ``verifiers.pixels.waves`` names them."""
        return waves_of(self.stored)

    @cached_property
    def paper(self) -> Grey:
        """The paper's brightness everywhere (height, width): strokes filled over at a coarse size."""
        height, width = self.grey.shape
        shrink = max(1, round(max(height, width) / 500))
        # In whole grey levels the ground would wander by as much as neighbours differ.
        size = max(1, width // shrink), max(1, height // shrink)
        small = cv2.resize(self.grey.astype(np.float32), size, interpolation=cv2.INTER_AREA)
        closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
        return np.asarray(cv2.resize(cv2.GaussianBlur(closed, (0, 0), 3), (width, height)), np.float32)

    @cached_property
    def grain(self) -> Grey:
        """The fine grain everywhere (height, width): brightness beyond that of its surroundings, ``MOST_GRAIN`` either
        way at most."""
        whole = np.empty(self.grey.shape, np.float32)
        for band in bands(self.grey.shape[0], _REACH):
            grey = self.grey[band.wide].astype(np.float32)
            rough = np.asarray(cv2.subtract(grey, cv2.GaussianBlur(grey, (0, 0), SMOOTH)), np.float32)
            np.clip(rough[band.inner], -MOST_GRAIN, MOST_GRAIN, out=whole[band.rows])
        return whole

    def let_go(self) -> None:
        """Forgets the grain, which takes more memory than anything else of a page."""
        self.__dict__.pop("grain", None)


#: A scan wrapped into a PDF may have been read a few pixels larger or smaller than it is stored.
SLACK = 3


def pictured(data: bytes, page: Page, upright: Pixels | None = None, *, alone: bool = False) -> Picture | None:
    """The picture file as a page of a reading; None where sizes do not fit or there are too many pixels.

    ``upright``: the page where it was decoded already. ``alone``: the file holds this page only, whatever its number
    is. Raises OSError for bytes Pillow cannot read.
    """
    with Image.open(io.BytesIO(data)) as file:
        if file.width * file.height > MOST_PIXELS:
            return None
        if page.number > 1 and not alone:
            file.seek(page.number - 1)
        steps = _steps(file)
        turn = _BY_ORIENTATION.get(exif_of(file, data).get(0x0112, 1), Turn())
        for _ in range(page.rotation // 90):
            turn = turn.back_a_quarter()
        width, height = (file.height, file.width) if turn.swapped else (file.width, file.height)
        slack = SLACK if alone else 0
        if abs(width - page.width) > slack or abs(height - page.height) > slack:
            return None
        if upright is not None and upright.shape[:2] == (height, width):
            grey = np.asarray(cv2.cvtColor(upright, cv2.COLOR_RGB2GRAY), np.uint8)
            return Picture(upright, grey, turn, steps)
        file.load()
        flat = _on_white(file)
    upright = turn.of(np.asarray(flat, np.uint8))
    return Picture(upright, np.asarray(cv2.cvtColor(upright, cv2.COLOR_RGB2GRAY), np.uint8), turn, steps)


def exif_of(file: Image.Image, data: bytes) -> Image.Exif:
    """The EXIF data of an opened file with these bytes. Pillow would decode every PNG to look behind its pixels."""
    if file.format == "PNG" and not _words_behind_pixels(data):
        return Image.Image.getexif(file)
    return file.getexif()


def _words_behind_pixels(png: bytes) -> bool:
    at, pixels = 8, False  # Each chunk: length, kind, that many bytes, a checksum.
    while at + 8 <= len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        if pixels and kind in (b"eXIf", b"tEXt", b"zTXt", b"iTXt"):
            return True
        pixels = pixels or kind == b"IDAT"
        at += 12 + int(size)
    return False


def _on_white(file: Image.Image) -> Image.Image:
    if file.mode == "RGB" and "transparency" not in file.info:
        return file
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
