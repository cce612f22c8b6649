"""Short keys of a page by which copies of it are found: 256 signs of its slow waves.

The idea is that of Facebook's PDQ (published description, 2019): a page reduced to 64 by 64 grey
values, its discrete cosine transform, the 16 by 16 lowest waves above the mean, each above or below
their median. Re-encoding, scaling and slight shading change few bits; other papers differ in about
half. ``page`` is of the whole picture; ``ink`` of the box that holds its ink, so that margins and
cropping do not matter; ``sheet`` the same of the sheet inside the picture after its corners were
straightened, so that perspective, desk and frame do not matter either (``ink`` again where it has no
corners). Measured on 60 siblings of a class with 20 copies: a sheet photographed again 66 bits from
its scan by ``page``, 8 by ``sheet``; a screenshot in a gallery 84 and 6.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from intake.corners import corners, framed, straightened
from intake.look import Look
from intake.sheet import Image

BITS = 256
_SIDE, _WAVES = 64, 16
_LOOK = 512  # Longest side of the picture the keys are made from.
_CORNERED = 320  # Longest side of the picture in which corners are looked for.


def of_page(page: Image | Look) -> dict[str, str]:
    """Hex keys (64 digits) of an upright RGB page by name: ``page``, ``ink``, ``sheet``. A blank page has none."""
    look = page if isinstance(page, Look) else Look(page)
    grey = look.grey(_LOOK).astype(np.float32)
    if grey.std() < 2:
        return {}
    ink = _ink_key(grey)
    sheet = _straight(look.small(_LOOK))
    if sheet is None:
        return {"page": _key(grey), "ink": ink, "sheet": ink}
    if framed(look.small(_CORNERED)):  # a photo shown in a gallery: first the frame, then the desk
        within = _straight(sheet)
        sheet = sheet if within is None else within
    laid = np.asarray(cv2.cvtColor(sheet, cv2.COLOR_RGB2GRAY), np.float32)
    return {"page": _key(grey), "ink": ink, "sheet": _ink_key(laid)}


def distance(one: str, other: str) -> int:
    """Differing bits of two keys, 0 to 256."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _straight(picture: Image) -> Image | None:
    small = Look(picture).small(_CORNERED)
    shape = corners(small)
    return None if shape is None else straightened(picture, shape * np.float32(picture.shape[0] / small.shape[0]))


def _ink_key(grey: NDArray[np.float32]) -> str:
    box = _ink_box(grey)
    return _key(box if min(box.shape) >= 16 else grey)


def _key(grey: NDArray[np.float32]) -> str:
    tiny = cv2.resize(cv2.GaussianBlur(grey, (0, 0), max(min(grey.shape) / 128, 0.5)), (_SIDE, _SIDE))
    waves = cv2.dct(cv2.resize(tiny, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA))[1 : _WAVES + 1, 1 : _WAVES + 1]
    return np.packbits(np.asarray(waves > np.median(waves)).ravel()).tobytes().hex()


def _ink_box(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    """The part between the outermost strokes: rows and columns that hold more than stray specks."""
    # So smooth a picture is the same made at a quarter of the size.
    small = cv2.resize(grey, (max(grey.shape[1] // 4, 1), max(grey.shape[0] // 4, 1)), interpolation=cv2.INTER_AREA)
    paper = cv2.resize(cv2.GaussianBlur(small, (0, 0), 3), grey.shape[::-1])
    ink = (paper - grey) > 14
    rows = np.flatnonzero(ink.sum(axis=1) > max(2, 0.004 * grey.shape[1]))
    columns = np.flatnonzero(ink.sum(axis=0) > max(2, 0.004 * grey.shape[0]))
    if len(rows) < 8 or len(columns) < 8:
        return grey
    return grey[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
