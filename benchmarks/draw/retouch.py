"""Words changed on a finished picture, by as many methods as forgers have: how the old words went, how the new ones
came, and how the picture was saved.

``METHODS`` is the cross of the three; each draw takes one of each. Boxes are pixels of the picture.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from benchmarks.draw.fonts import advance, sized

Array = NDArray[np.uint8]

ERASE = ("flat", "median", "clone", "telea", "ns")
SET = ("plain", "soft", "grainy", "moved")
POST = ("same", "recompress", "messenger", "png")
FACES = ("serif", "sans", "kai", "ming", "zenhei")


@dataclass(frozen=True)
class Retouched:
    """``data``: the saved file. ``box``: where the change stands in it (pixels). ``scale``: its size by the old."""

    data: bytes
    suffix: str
    box: tuple[int, int, int, int]
    scale: float
    erase: str
    set: str
    post: str


def retouch(
    image: Array,
    box: tuple[int, int, int, int],
    text: str,
    rng: Random,
    *,
    erase: str,
    how: str,
    post: str,
    quality: int,
) -> Retouched:
    """Replace what stands in ``box`` by ``text`` on an RGB picture. ``quality``: JPEG quality the picture came with."""
    out = image.copy()
    if how == "moved":
        done = moved_piece(out, box, rng)
    else:
        wiped(out, box, erase, rng)
        done = set_words(out, box, text, how, rng)
    data, suffix, scale = saved(out, post, quality, rng)
    left, top, right, bottom = (round(v * scale) for v in done)
    return Retouched(data, suffix, (left, top, right, bottom), scale, erase, how, post)


def wiped(out: Array, box: tuple[int, int, int, int], how: str, rng: Random) -> None:
    """Takes away what stands in ``box`` by one of ``ERASE``."""
    left, top, right, bottom = _grown(box, 2, out)
    around = out[max(0, top - 8) : bottom + 8, max(0, left - 8) : right + 8].reshape(-1, 3)
    bright = around[around.sum(1) >= np.percentile(around.sum(1), 60)]
    if how == "flat":
        out[top:bottom, left:right] = np.median(bright, axis=0)
    elif how == "median":
        patch = out[top:bottom, left:right]
        side = max(3, (bottom - top) // 2 * 2 + 1)
        grown = cv2.morphologyEx(patch, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
        out[top:bottom, left:right] = cv2.medianBlur(np.ascontiguousarray(grown), 5)
    elif how == "clone":
        _clone(out, (left, top, right, bottom))
    else:
        mask = np.zeros(out.shape[:2], np.uint8)
        mask[top:bottom, left:right] = 255
        pad = 24
        y0, y1, x0, x1 = max(0, top - pad), bottom + pad, max(0, left - pad), right + pad
        flag = cv2.INPAINT_TELEA if how == "telea" else cv2.INPAINT_NS
        out[y0:y1, x0:x1] = cv2.inpaint(np.ascontiguousarray(out[y0:y1, x0:x1]), mask[y0:y1, x0:x1].copy(), 4, flag)


def _clone(out: Array, box: tuple[int, int, int, int]) -> None:
    """Covers the box with the barest patch of paper nearby."""
    left, top, right, bottom = box
    grey = cv2.cvtColor(out, cv2.COLOR_RGB2GRAY).astype(np.float32)
    height, width = bottom - top, right - left
    best: tuple[float, int, int] | None = None
    for dy in range(-4 * height, 4 * height + 1, max(2, height // 4)):
        for dx in (-width, -width // 2, 0, width // 2, width):
            y, x = top + dy, left + dx
            if abs(dy) < height and abs(dx) < width:
                continue
            if y < 0 or x < 0 or y + height > grey.shape[0] or x + width > grey.shape[1]:
                continue
            busy = float(grey[y : y + height, x : x + width].std()) + 0.02 * abs(dy)
            if best is None or busy < best[0]:
                best = busy, y, x
    if best is not None:
        out[top:bottom, left:right] = out[best[1] : best[1] + height, best[2] : best[2] + width].copy()


def set_words(
    out: Array, box: tuple[int, int, int, int], text: str, how: str, rng: Random
) -> tuple[int, int, int, int]:
    """Sets ``text`` into ``box`` as one of ``SET`` but ``moved``; returns where it stands."""
    left, top, right, bottom = box
    face = rng.choice(FACES)
    size = max(9, round((bottom - top) / rng.uniform(1.05, 1.2)))
    while advance(face, size, text) > (right - left) * 1.3 and size > 9:
        size -= 1
    near = out[max(0, top - 40) : bottom + 40, max(0, left - 200) : right + 200].reshape(-1, 3)
    ink = tuple(int(c) for c in np.percentile(near, 3, axis=0))
    layer = Image.new("L", (right - left + 60, bottom - top + 20), 0)
    ImageDraw.Draw(layer).text((2, 2), text, font=sized(face, size), fill=255)
    if how in ("soft", "grainy"):
        layer = layer.filter(ImageFilter.GaussianBlur(rng.uniform(0.4, 0.9)))
    alpha = np.asarray(layer, np.float32)[..., None] / 255
    y0, x0 = max(0, top - 2), max(0, left - 2)
    alpha = alpha[: out.shape[0] - y0, : out.shape[1] - x0]
    part = out[y0 : y0 + alpha.shape[0], x0 : x0 + alpha.shape[1]].astype(np.float32)
    mixed = part * (1 - alpha) + np.array(ink, np.float32) * alpha
    if how == "grainy":
        random = np.random.default_rng(rng.randrange(2**32))
        grain = random.normal(0, rng.uniform(1.5, 4), mixed.shape[:2])[..., None]
        mixed[2 : bottom - y0, 2 : right - x0] += grain[2 : bottom - y0, 2 : right - x0]
    out[y0 : y0 + alpha.shape[0], x0 : x0 + alpha.shape[1]] = mixed.clip(0, 255).astype(np.uint8)
    wide = min(round(advance(face, size, text)) + 4, alpha.shape[1])
    return (x0, y0, max(right, x0 + wide), bottom)


def moved_piece(out: Array, box: tuple[int, int, int, int], rng: Random) -> tuple[int, int, int, int]:
    """Copies a piece of the same page over the end of the box: one line's height, two glyphs wide."""
    left, top, right, bottom = box
    height = bottom - top
    width = min(right - left, height * 2)
    to = (right - width, top)
    for _ in range(60):
        y = min(max(0, top + rng.choice([-3, -2, 2, 3, 4]) * height), out.shape[0] - height)
        x = rng.randrange(max(0, left - 6 * width), max(1, min(out.shape[1] - width, right + 6 * width)))
        if abs(y - top) >= height and out[y : y + height, x : x + width].std() > 20:
            out[to[1] : bottom, to[0] : right] = out[y : y + height, x : x + width].copy()
            break
    return (to[0], top, right, bottom)


def saved(out: Array, post: str, quality: int, rng: Random) -> tuple[bytes, str, float]:
    """The picture saved by one of ``POST``: file, suffix, size by the old. ``quality``: of the JPEG it came from."""
    picture, scale = Image.fromarray(out), 1.0
    if post == "messenger":
        scale = min(1.0, 1280 / max(picture.size))
        picture = picture.resize(
            (round(picture.width * scale), round(picture.height * scale)), Image.Resampling.LANCZOS
        )
    to = io.BytesIO()
    if post == "png":
        picture.save(to, "PNG")
        return to.getvalue(), "png", scale
    asked = {"same": quality, "recompress": rng.choice([65, 75, 92, 95]), "messenger": rng.choice([50, 60, 70])}[post]
    picture.save(to, "JPEG", quality=asked)
    return to.getvalue(), "jpg", scale


def _grown(box: tuple[int, int, int, int], by: int, image: Array) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    return max(0, left - by), max(0, top - by), min(image.shape[1], right + by), min(image.shape[0], bottom + by)
