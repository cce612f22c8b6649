"""How a page came into the picture: drawn, scanned, copied, photographed, photographed off a screen.

The class decides only how far a reading may be trusted; it is never held against anybody.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from intake import levels
from intake.look import Look
from intake.sheet import Image

CLASSES = ("clean", "scan", "copy", "photo", "screen")

_SIDE = 800
_BLOCK = 64
_BLOCKS = 24


@dataclass(frozen=True, slots=True)
class Traits:
    """What is measured. ``noise``: grey levels of grain on bare paper. ``unlit``: spread of the paper's
    brightness over the page, 0 to 1. ``colour``: strength of the strongest colours, grey levels.
    ``levels``: grey levels that make up nearly all
    of the page (two for a fax). ``moire``: how far one frequency stands
    out of the grain on paper.
    """

    noise: float
    unlit: float
    colour: float
    levels: int
    moire: float


def capture_class(page: Image | Look) -> str:
    """One of ``clean``, ``scan``, ``copy``, ``photo``, ``screen`` for an upright RGB page."""
    return _class(traits(page if isinstance(page, Look) else Look(page)))


def _class(seen: Traits) -> str:
    if seen.noise < 0.1 and seen.levels > 12:
        return "clean"  # Not a grain on the paper: no lens and no scanner was between.
    if seen.noise > 0.6 and seen.moire > 18 and seen.unlit > 0.005:
        return "screen"
    if seen.unlit > 0.05 and seen.levels > 12:
        return "photo"
    if seen.colour < 6 and (seen.levels <= 12 or seen.noise > 2.6):
        return "copy"
    return "clean" if seen.noise < 0.25 else "scan"


def traits(look: Look) -> Traits:
    """The measurements behind ``capture_class``."""
    image = look.image
    red, green, blue = cv2.split(look.small(_SIDE))
    spread = cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue))
    usual, strong = levels.quantiles(np.asarray(spread, np.uint8), 0.2, 0.995)
    noise, moire = _grain(image[..., 1])
    return Traits(
        noise=noise,
        unlit=_unlit(look.grey(_SIDE)),
        colour=strong - usual,
        levels=_levels(image[::3, ::3, 1]),
        moire=moire,
    )


def _unlit(grey: NDArray[np.uint8]) -> float:
    """Spread of the brightest tenth of each part of the page: shade, and the table beside the paper."""
    if min(grey.shape) < 16:
        return 0.0
    rows = np.array_split(grey, 8, axis=0)
    light = np.array([_brightest(part) for row in rows for part in np.array_split(row, 8, axis=1)])
    return float((np.percentile(light, 95) - np.percentile(light, 12)) / max(float(np.percentile(light, 95)), 1.0))


def _brightest(part: NDArray[np.uint8]) -> float:
    """Grey level below which nine tenths of a part lie."""
    at = int(0.9 * (part.size - 1))
    return float(np.searchsorted(np.cumsum(levels.counts(part)), at, side="right"))


def _levels(green: NDArray[np.uint8]) -> int:
    most = np.sort(levels.counts(green))[::-1]
    return int(np.searchsorted(np.cumsum(most), 0.985 * green.size)) + 1


def _grain(grey: NDArray[np.uint8]) -> tuple[float, float]:
    """Grain and moiré on the flattest blocks of the page at full size."""
    height, width = grey.shape
    tops = np.linspace(0, max(height - _BLOCK, 0), 10).astype(int)
    lefts = np.linspace(0, max(width - _BLOCK, 0), 10).astype(int)
    blocks = [grey[y : y + _BLOCK, x : x + _BLOCK].astype(np.float32) for y in tops for x in lefts]
    bright = np.array([float(block.mean()) for block in blocks])
    middling = float(np.median(bright))
    light = [b for b, mean in zip(blocks, bright, strict=True) if mean >= middling]
    light = sorted(light, key=lambda block: float(block.std()))[: max(len(light) // 2, 1)]
    rests = [block - cv2.GaussianBlur(block, (0, 0), 3) for block in light if block.shape == (_BLOCK, _BLOCK)]
    if not rests:
        return 0.0, 0.0
    rests = sorted(rests, key=lambda rest: float(rest.std()))[: max(len(rests) // 3, 1)][:_BLOCKS]
    noise = float(np.median([rest.std() for rest in rests]))
    power = np.mean([np.abs(np.fft.rfft2(rest)) for rest in rests], axis=0)[:, 2:]
    return noise, float(power.max() / max(float(np.median(power)), 1e-3)) if noise > 0.3 else 0.0
