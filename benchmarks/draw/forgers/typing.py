"""Setting words on a picture as near to what stands there as a forger's eye and his fonts allow."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from benchmarks.draw.fonts import sized
from benchmarks.draw.forgers.brushes import Array, Mask, Rect, ground, inside

FACES = ("serif", "sans", "kai", "ming", "zenhei", "serif_bold", "sans_bold")


@dataclass(frozen=True)
class Hand:
    """What the forger saw of the old words: face, size (pixels), where a text set with them begins, the ink's colour
    (RGB) and the line's slope (rise by run)."""

    face: str
    size: int
    at: tuple[float, float]
    ink: tuple[float, float, float]
    slope: float


def seen_hand(image: Array, box: Rect, text: str, slope: float, rng: Random, *, exact: bool) -> Hand:
    """Looks at ``text`` in ``box``: the face that resembles it most, or (not ``exact``) one of the three nearest."""
    left, top, right, bottom = inside(box, 1, image)
    crop = image[top:bottom, left:right].astype(np.float32)
    paper = ground(image, box)
    dark = np.abs(crop - paper).mean(axis=2)
    limit = max(12.0, float(dark.max()) * 0.35)
    rows, columns = np.flatnonzero((dark > limit).any(axis=1)), np.flatnonzero((dark > limit).any(axis=0))
    if not len(rows) or not len(columns):
        return Hand("serif", max(9, round((bottom - top) / 1.15)), (left, top), (25.0, 25.0, 28.0), slope)
    high, wide = rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
    shown = dark[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    shown = shown / max(float(shown.max()), 1.0)
    ranked = []
    for face in FACES:
        size = max(9, round((bottom - top) / 1.15))
        for _ in range(2):
            x0, y0, x1, y1 = sized(face, size).getbbox(text)
            size = max(9, min(200, round(size * high / max(y1 - y0, 1))))
        size = max(round((bottom - top) * 0.72), min(round((bottom - top) * 0.95), size))  # a seal may cross the words
        layer = Image.new("L", (max(1, round(x1)) + 4, max(1, round(y1)) + 4), 0)
        ImageDraw.Draw(layer).text((0, 0), text, font=sized(face, size), fill=255)
        x0, y0, x1, y1 = layer.getbbox() or (0, 0, 1, 1)
        drawn = np.asarray(layer.crop((x0, y0, x1, y1)).resize((int(wide), int(high))), np.float32) / 255
        alike = float(np.corrcoef(drawn.ravel(), shown.ravel())[0, 1]) if drawn.std() > 0 else -1.0
        alike -= abs(np.log(max(x1 - x0, 1) / wide))
        at = (left + columns[0] - x0, top + rows[0] - y0)
        if high > 0.97 * (bottom - top):
            at = (left + (right - left - wide) / 2 - x0, top + (bottom - top - (y1 - y0)) / 2 - y0)
        ranked.append((alike, face, size, at))
    ranked.sort(reverse=True)
    _, face, size, at = ranked[0] if exact else rng.choice(ranked[:3])
    worth = crop[dark >= np.percentile(dark, 95)]
    ink = tuple(float(v) for v in np.median(worth, axis=0))
    return Hand(face, size, at, (ink[0], ink[1], ink[2]), slope)


def rendered(shape: tuple[int, ...], hand: Hand, text: str, rng: Random, how: str) -> tuple[Mask, Rect]:
    """The words' cover of a picture (0..1) and where it lies. ``how``: ``crisp`` on whole pixels, ``fine`` at parts of
    a pixel, ``scaled`` drawn at another size and stretched, as phone apps do."""
    pad = hand.size
    length = round(sized(hand.face, hand.size).getlength(text)) + 2 * pad
    height = hand.size * 2 + pad
    if how == "crisp":
        layer = Image.new("L", (length, height), 0)
        ImageDraw.Draw(layer).text((pad, pad // 2), text, font=sized(hand.face, hand.size), fill=255)
        cover = np.asarray(layer, np.float32) / 255
        shift = (0.0, 0.0)
    else:
        times = 4 if how == "fine" else 3
        layer = Image.new("L", (length * times, height * times), 0)
        face = sized(hand.face, hand.size * times)
        ImageDraw.Draw(layer).text((pad * times, pad // 2 * times), text, font=face, fill=255)
        method = cv2.INTER_AREA if how == "fine" else cv2.INTER_LINEAR
        cover = np.asarray(cv2.resize(np.asarray(layer), (length, height), interpolation=method), np.float32) / 255
        shift = (rng.uniform(-0.5, 0.5), rng.uniform(-0.5, 0.5))
    if abs(hand.slope) > 0.012 or how != "crisp":
        turn = hand.slope if abs(hand.slope) > 0.012 else 0.0
        matrix = np.array([[1, 0, shift[0]], [turn, 1, shift[1] - turn * pad]], np.float32)
        cover = np.asarray(cv2.warpAffine(cover, matrix, (length, height), flags=cv2.INTER_LINEAR), np.float32)
    left, top = round(hand.at[0]) - pad + rng.randint(-1, 1), round(hand.at[1]) - pad // 2 + rng.randint(-1, 1)
    y0, x0 = max(0, top), max(0, left)
    cover = cover[y0 - top :, x0 - left :][: max(0, shape[0] - y0), : max(0, shape[1] - x0)]
    full = np.zeros(shape[:2], np.float32)
    full[y0 : y0 + cover.shape[0], x0 : x0 + cover.shape[1]] = cover
    inked = np.argwhere(full > 0.2)
    if not len(inked):
        return full, (x0, y0, x0 + 1, y0 + 1)
    (a, b), (c, d) = inked.min(axis=0), inked.max(axis=0)
    return full, (int(b), int(a), int(d + 1), int(c + 1))


def lay_ink(
    image: Array, cover: Mask, ink: tuple[float, float, float], *, blur: float = 0, grain: float = 0, seed: int = 0
) -> None:
    """Puts ink where ``cover`` says; ``blur`` softens its edge, ``grain`` adds noise to the ink's surroundings."""
    if blur:
        cover = np.asarray(cv2.GaussianBlur(cover, (0, 0), blur), np.float32)
    veil = cover[..., None]
    mixed = image * (1 - veil) + np.array(ink, np.float32) * veil
    if grain:
        near = cv2.dilate((cover > 0.05).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        random = np.random.default_rng(seed)
        mixed = mixed + (random.normal(0, grain, cover.shape) * near)[..., None]
    image[:] = mixed.clip(0, 255).round().astype(np.uint8)
