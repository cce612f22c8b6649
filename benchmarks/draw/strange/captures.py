"""Captures by a second hand: copying apps, fax machines, low scans, curled sheets, glare, forwarded pictures."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import cv2
import numpy as np

from benchmarks.draw.capture import Array, Capture, capture, noise, photographed, scan, turned

WAYS: dict[str, Callable[[Array, Random], Capture]] = {}
#: What of these is a photograph or comes from one; the rest is scanned or clean.
PHOTOS = frozenset({"photo", "curled", "glare", "forwarded", "photo_screen"})


def way(function: Callable[[Array, Random], Capture]) -> Callable[[Array, Random], Capture]:
    WAYS[function.__name__] = function
    return function


def _sized(image: Array, width: int, height: int) -> Array:
    return np.asarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


@way
def clean(image: Array, rng: Random) -> Capture:
    return capture(image, "clean", rng)


@way
def low_scan(image: Array, rng: Random) -> Capture:
    """Scanned at 100 to 120 points an inch, compressed hard."""
    taken = scan(image, rng)
    share = rng.uniform(0.67, 0.8)
    height, width = taken.image.shape[:2]
    small = _sized(taken.image, round(width * share), round(height * share))
    return Capture(small, np.diag([share, share, 1.0]) @ taken.map, taken.info, rng.choice([55, 65]))


@way
def scan_turned(image: Array, rng: Random) -> Capture:
    """Scanned and left lying on its side or head."""
    return turned(scan(image, rng, 0.9), rng.choice([90, 180, 270]))


@way
def fax(image: Array, rng: Random) -> Capture:
    """Two tones only, at some 150 points an inch."""
    taken = scan(image, rng)
    grey = np.asarray(cv2.cvtColor(taken.image, cv2.COLOR_RGB2GRAY), np.uint8)
    out = np.where(grey > rng.uniform(150, 185), 255, 0).astype(np.uint8)
    return Capture(np.repeat(out[..., None], 3, 2), taken.map, {"fax": True})


@way
def app_scan(image: Array, rng: Random) -> Capture:
    """A telephone's scanning app: the sheet cut out, the ground made white, colours strengthened."""
    taken = photographed(image, rng, rng.uniform(0.05, 0.3))
    height, width = image.shape[:2]
    flat = np.asarray(cv2.warpPerspective(taken.image, np.linalg.inv(taken.map), (width, height)), np.float32)
    ground = cv2.blur(cv2.dilate(flat, np.ones((25, 25), np.uint8)), (61, 61))
    out = (flat / np.maximum(ground, 40) * 255 - 128) * rng.uniform(1.1, 1.35) + 134
    return Capture(out.clip(0, 255).astype(np.uint8), np.eye(3), {"app": True}, rng.choice([70, 80]))


@way
def photo(image: Array, rng: Random) -> Capture:
    return capture(image, "photo", rng)


@way
def curled(image: Array, rng: Random) -> Capture:
    """A sheet that does not lie flat: its rows are bent, then it is photographed."""
    height, width = image.shape[:2]
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    depth, phase = rng.uniform(0.006, 0.02) * height, rng.uniform(0, 3.14)
    bent = np.asarray(
        cv2.remap(image, xs, ys + depth * np.sin(xs / width * 3.14 + phase), cv2.INTER_LINEAR, borderValue=(235,) * 3),
        np.uint8,
    )
    shade = 1 - 0.12 * np.cos(xs / width * 3.14 + phase) ** 2
    return photographed((bent * shade[..., None]).astype(np.uint8), rng, rng.uniform(0.1, 0.4))


@way
def glare(image: Array, rng: Random) -> Capture:
    """A lamp mirrored in the sheet, dark corners, a warm tint."""
    taken = photographed(image, rng, rng.uniform(0.1, 0.4))
    height, width = taken.image.shape[:2]
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y, far = rng.uniform(0.2, 0.8) * width, rng.uniform(0.2, 0.8) * height, rng.uniform(0.15, 0.3) * width
    spot = np.exp(-((xs - x) ** 2 + (ys - y) ** 2) / (2 * far * far)) * rng.uniform(40, 85)
    edge = 1 - 0.25 * (((xs - width / 2) / width) ** 2 + ((ys - height / 2) / height) ** 2) * 2
    out = taken.image.astype(np.float32) * edge[..., None] * np.array([1.0, 0.96, 0.86]) + spot[..., None]
    return Capture(out.clip(0, 255).astype(np.uint8), taken.map, taken.info, rng.choice([70, 80]))


@way
def forwarded(image: Array, rng: Random) -> Capture:
    """A photo sent on twice by messengers: shrunk, compressed, compressed again."""
    taken = photographed(image, rng, rng.uniform(0.05, 0.25))
    height, width = taken.image.shape[:2]
    share = min(1.0, rng.choice([1440, 1600]) / max(height, width))
    small = _sized(taken.image, round(width * share), round(height * share))
    _, packed = cv2.imencode(".jpg", small[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, rng.choice([50, 60])])
    again = np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)[..., ::-1]
    return Capture(
        np.ascontiguousarray(again), np.diag([share, share, 1.0]) @ taken.map, taken.info, rng.choice([60, 70])
    )


@way
def viewer(image: Array, rng: Random) -> Capture:
    """A screenshot of the page in a viewer: shrunk, grey around, a bar above; no noise at all."""
    share, bar, side = rng.uniform(0.7, 0.9), rng.randint(50, 120), rng.randint(10, 60)
    height, width = image.shape[:2]
    small = _sized(image, round(width * share), round(height * share))
    out = np.full((small.shape[0] + bar + 20, small.shape[1] + 2 * side, 3), rng.choice([60, 200, 235]), np.uint8)
    out[bar : bar + small.shape[0], side : side + small.shape[1]] = small
    out = noise(out, 0.4, rng)
    return Capture(out, np.array([[share, 0, side], [0, share, bar], [0, 0, 1]]), {}, rng.choice([80, 90, None]))


@way
def photo_screen(image: Array, rng: Random) -> Capture:
    return capture(image, "photo_screen", rng)
