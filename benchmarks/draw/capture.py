"""What happens to a page on its way to an upload: scanning, copying, photographing, messengers, screens.

Every function takes and returns RGB arrays; those that move pixels also return the 3×3 map of points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.uint8]
Map = NDArray[np.float64]

CONDITIONS = ("clean", "scan", "copy_bw", "photo", "photo_hard", "wechat", "photo_screen", "shot_of_shot")


@dataclass
class Capture:
    """A captured page: pixels, map from the drawn page to them, what was done."""

    image: Array
    map: Map = field(default_factory=lambda: np.eye(3))
    info: dict[str, Any] = field(default_factory=dict)
    quality: int | None = None  # JPEG quality; None = lossless


def capture(image: Array, condition: str, rng: Random) -> Capture:
    """Sends ``image`` through ``condition``; unknown names raise KeyError."""
    return {
        "clean": clean,
        "scan": scan,
        "feeder": feeder,
        "copy_bw": copy_bw,
        "photo": photo,
        "photo_hard": photo_hard,
        "wechat": wechat,
        "photo_screen": photo_screen,
        "shot_of_shot": shot_of_shot,
    }[condition](image, rng)


def clean(image: Array, rng: Random) -> Capture:
    return Capture(image, quality=rng.choice([None, 92, 95]))


def noise(image: Array, sigma: float, rng: Random) -> Array:
    random = np.random.default_rng(rng.randrange(2**32))
    grain = random.normal(0, sigma, image.shape[:2])[..., None] + random.normal(0, sigma * 0.4, image.shape)
    return (image.astype(np.float32) + grain).clip(0, 255).astype(np.uint8)


def warp(image: Array, matrix: Map, size: tuple[int, int], fill: tuple[int, int, int]) -> Array:
    return np.asarray(
        cv2.warpPerspective(
            image,
            matrix,
            size,
            flags=cv2.INTER_AREA | cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=fill,
        ),
        np.uint8,
    )


def scan(image: Array, rng: Random, skew: float = 0.5) -> Capture:
    """A flatbed scan: slight skew (degrees, as a rule), paper grain, sometimes grey, JPEG."""
    height, width = image.shape[:2]
    angle = rng.gauss(0, skew)
    matrix = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0), [0, 0, 1]])
    out = warp(image, matrix, (width, height), (250, 250, 250))
    out = np.asarray(cv2.GaussianBlur(out, (0, 0), rng.uniform(0.3, 0.7)), np.uint8)
    out = noise(
        (out * rng.uniform(0.95, 1.0) + rng.uniform(0, 6)).clip(0, 255).astype(np.uint8), rng.uniform(1.5, 4), rng
    )
    grey = rng.random() < 0.15
    if grey:
        out = np.repeat(np.asarray(cv2.cvtColor(out, cv2.COLOR_RGB2GRAY), np.uint8)[..., None], 3, 2)
    return Capture(out, matrix, {"skew": round(angle, 2), "grey": grey}, rng.choice([70, 80, 88]))


def feeder(image: Array, rng: Random) -> Capture:
    """A stack drawn through a feeder that sets every sheet straight: all lie nearly alike."""
    return scan(image, rng, 0.04)


def copy_bw(image: Array, rng: Random) -> Capture:
    """A photocopy: grey, hard contrast, specks, edge shadow."""
    skewed = scan(image, rng)
    grey = np.asarray(cv2.cvtColor(skewed.image, cv2.COLOR_RGB2GRAY), np.float32)
    grey = (grey - rng.uniform(95, 125)) * rng.uniform(2.2, 3.5) + 128
    random = np.random.default_rng(rng.randrange(2**32))
    specks = random.random(grey.shape) < 0.0006
    grey[np.asarray(cv2.dilate(specks.astype(np.uint8), np.ones((2, 2), np.uint8))) > 0] = 40
    if rng.random() < 0.5:
        grey[:, : rng.randint(6, 24)] *= 0.3
    out = np.repeat(grey.clip(0, 255).astype(np.uint8)[..., None], 3, 2)
    return Capture(out, skewed.map, {"copy": True}, rng.choice([75, 85]))


def desk(rng: Random, size: tuple[int, int]) -> Array:
    """A table top: one colour with a soft random pattern."""
    random = np.random.default_rng(rng.randrange(2**32))
    colour = np.array(
        rng.choice([(120, 90, 60), (70, 75, 85), (170, 150, 120), (200, 200, 196), (60, 45, 35)]), np.float32
    )
    field = cv2.resize(random.normal(0, 9, (size[1] // 40 + 2, size[0] // 40 + 2)).astype(np.float32), size)
    return (colour + field[..., None]).clip(0, 255).astype(np.uint8)


def light(image: Array, rng: Random, strength: float) -> Array:
    """Uneven light and a soft shadow from one side."""
    height, width = image.shape[:2]
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = rng.uniform(0, 6.28)
    ramp = (xs / width - 0.5) * np.cos(angle) + (ys / height - 0.5) * np.sin(angle)
    gain = 1 - strength * 0.35 - strength * 0.5 * ramp
    if rng.random() < 0.5 * strength + 0.2:
        edge = rng.uniform(-0.3, 0.3)
        gain *= 1 - strength * 0.45 / (1 + np.exp(-(ramp - edge) * rng.uniform(18, 60)))
    tint = np.array([rng.uniform(0.96, 1.04), 1, rng.uniform(0.9, 1.04)], np.float32)
    return (image.astype(np.float32) * gain[..., None] * tint).clip(0, 255).astype(np.uint8)


def photographed(image: Array, rng: Random, hard: float) -> Capture:
    """A phone photo; ``hard`` 0..1 grows tilt, shadow, blur and noise."""
    height, width = image.shape[:2]
    scale = rng.uniform(1.05, 1.3)
    out_w, out_h = int(width * scale), int(height * scale)
    margin = 0.04 + 0.04 * hard
    corners = []
    for cx, cy in ((0, 0), (1, 0), (1, 1), (0, 1)):
        dx, dy = rng.uniform(0.01, margin + 0.05 * hard), rng.uniform(0.01, margin + 0.05 * hard)
        corners.append((out_w * (dx if cx == 0 else 1 - dx), out_h * (dy if cy == 0 else 1 - dy)))
    source = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(source, np.array(corners, np.float32)), np.float64)
    table = desk(rng, (out_w, out_h))
    page = warp(image, matrix, (out_w, out_h), (0, 0, 0))
    mask = warp(np.full_like(image, 255), matrix, (out_w, out_h), (0, 0, 0)).astype(np.float32) / 255
    out = (page * mask + table * (1 - mask)).astype(np.uint8)
    out = light(out, rng, 0.35 + 0.6 * hard)
    blur = rng.uniform(0.5, 0.9) + 0.9 * hard
    out = np.asarray(cv2.GaussianBlur(out, (0, 0), blur), np.uint8)
    motion = rng.choice([0, 0, 5, 7]) if hard > 0.5 else 0
    if motion:
        kernel = np.zeros((motion, motion), np.float32)
        kernel[motion // 2, :] = 1 / motion
        out = np.asarray(cv2.filter2D(out, -1, kernel), np.uint8)
    out = noise(out, 3 + 7 * hard, rng)
    return Capture(
        out,
        matrix,
        {"corners": [[round(x), round(y)] for x, y in corners], "blur": round(blur, 2), "motion": motion},
        rng.choice([75, 82, 90]),
    )


def photo(image: Array, rng: Random) -> Capture:
    return photographed(image, rng, rng.uniform(0.05, 0.35))


def photo_hard(image: Array, rng: Random) -> Capture:
    return photographed(image, rng, rng.uniform(0.6, 1.0))


def wechat(image: Array, rng: Random) -> Capture:
    """Sent through a messenger: shrunk to a small long side and compressed hard, often after a photo."""
    taken = photographed(image, rng, 0.2) if rng.random() < 0.5 else Capture(image)
    height, width = taken.image.shape[:2]
    scale = min(1.0, rng.choice([1280, 1440]) / max(height, width))
    small = np.asarray(
        cv2.resize(taken.image, (round(width * scale), round(height * scale)), interpolation=cv2.INTER_AREA), np.uint8
    )
    matrix = np.diag([small.shape[1] / width, small.shape[0] / height, 1.0]) @ taken.map
    return Capture(small, matrix, {**taken.info, "scale": round(scale, 3)}, rng.choice([45, 55, 65]))


def photo_screen(image: Array, rng: Random) -> Capture:
    """A photo of a screen: pixel grid beating with the sensor, glow, tilt."""
    height, width = image.shape[:2]
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    period, angle = rng.uniform(2.3, 3.7), rng.uniform(-0.2, 0.2)
    moire = 1 + rng.uniform(0.03, 0.08) * np.sin(6.283 / period * (xs * np.cos(angle) + ys * np.sin(angle)))
    lit = (image.astype(np.float32) * moire[..., None] * np.array([0.97, 1.0, 1.05], np.float32)).clip(0, 255)
    taken = photographed(lit.astype(np.uint8), rng, rng.uniform(0.1, 0.4))
    taken.info["moire"] = round(period, 2)
    return taken


def shot_of_shot(image: Array, rng: Random) -> Capture:
    """A screenshot of a screenshot shown in a gallery: shrunk, bars above and below, saved twice."""
    height, width = image.shape[:2]
    scale = rng.uniform(0.55, 0.8)
    small = np.asarray(
        cv2.resize(image, (round(width * scale), round(height * scale)), interpolation=cv2.INTER_AREA), np.uint8
    )
    bar = rng.randint(60, 160)
    side = rng.randint(0, 40)
    out = np.full((small.shape[0] + 2 * bar, small.shape[1] + 2 * side, 3), rng.choice([0, 18, 255]), np.uint8)
    out[bar : bar + small.shape[0], side : side + small.shape[1]] = small
    _, packed = cv2.imencode(".jpg", out, [cv2.IMWRITE_JPEG_QUALITY, rng.choice([55, 65, 75])])
    again = np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
    matrix = np.array([[scale, 0, side], [0, scale, bar], [0, 0, 1]], np.float64)
    return Capture(again, matrix, {"scale": round(scale, 3)}, rng.choice([60, 75]))


def turned(taken: Capture, clockwise: int) -> Capture:
    """The same capture turned by 90, 180 or 270 degrees clockwise."""
    height, width = taken.image.shape[:2]
    matrices = {
        90: [[0, -1, height], [1, 0, 0], [0, 0, 1]],
        180: [[-1, 0, width], [0, -1, height], [0, 0, 1]],
        270: [[0, 1, 0], [-1, 0, width], [0, 0, 1]],
    }
    code = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}[clockwise]
    image = np.asarray(cv2.rotate(taken.image, code), np.uint8)
    return Capture(image, np.array(matrices[clockwise], np.float64) @ taken.map, taken.info, taken.quality)


def moved(box: tuple[float, float, float, float] | list[float], matrix: Map) -> list[int]:
    """The upright box around ``box`` after ``matrix``."""
    left, top, right, bottom = box
    points = np.array([[[left, top], [right, top], [right, bottom], [left, bottom]]], np.float64)
    after = cv2.perspectiveTransform(points, matrix)[0]
    return [round(float(v)) for v in (*after.min(axis=0), *after.max(axis=0))]
