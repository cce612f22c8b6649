"""How a forged picture travels: saved, sent, shrunk, printed and scanned, photographed off a screen."""

from __future__ import annotations

import io
from dataclasses import dataclass
from random import Random

import numpy as np
from PIL import Image

from benchmarks.draw.capture import Map, photo_screen, scan
from benchmarks.draw.forgers.brushes import Array

#: Way → how often, in parts.
WAYS = {"png": 2, "jpeg": 3, "messenger_twice": 2, "shrunk": 1, "rescanned": 1, "off_screen": 1}


@dataclass(frozen=True)
class Sent:
    """``data``: the file that arrives. ``map``: from the forged picture's pixels to its (3 × 3)."""

    data: bytes
    map: Map
    way: str


def send(image: Array, way: str, rng: Random) -> Sent:
    """Saves an RGB picture by one of ``WAYS``."""
    if way == "png":
        return Sent(encoded(image, None), np.eye(3), way)
    if way == "jpeg":
        return Sent(encoded(image, rng.randint(70, 95)), np.eye(3), way)
    if way == "messenger_twice":
        small, first = _within(image, 1280)
        once = decoded(encoded(small, rng.choice([65, 75])))
        again, second = _within(once, 1080) if rng.random() < 0.4 else (once, np.eye(3))
        return Sent(encoded(again, rng.choice([55, 65])), second @ first, way)
    if way == "shrunk":
        small, matrix = _within(image, round(max(image.shape[:2]) * rng.uniform(0.55, 0.8)))
        return Sent(encoded(small, rng.choice([80, 90])), matrix, way)
    taken = scan(image, rng) if way == "rescanned" else photo_screen(image, rng)
    return Sent(encoded(taken.image, taken.quality or 85), taken.map, way)


def _within(image: Array, side: int) -> tuple[Array, Map]:
    scale = min(1.0, side / max(image.shape[:2]))
    size = (round(image.shape[1] * scale), round(image.shape[0] * scale))
    small = Image.fromarray(image).resize(size, Image.Resampling.LANCZOS)
    return np.asarray(small, np.uint8), np.diag([size[0] / image.shape[1], size[1] / image.shape[0], 1.0])


def encoded(image: Array, quality: int | None) -> bytes:
    to = io.BytesIO()
    if quality is None:
        Image.fromarray(image).save(to, "PNG")
    else:
        Image.fromarray(image).save(to, "JPEG", quality=quality)
    return to.getvalue()


def decoded(data: bytes) -> Array:
    with Image.open(io.BytesIO(data)) as picture:
        return np.array(picture.convert("RGB"), np.uint8)
