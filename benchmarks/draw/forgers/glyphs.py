"""Single digits copied from elsewhere, or bent into others with a few strokes."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np

from benchmarks.draw.forgers.brushes import Array, Rect, ground, inside, soft_mask

#: Digit → what a pen makes of it: the other digit, and strokes in parts of the glyph's width and height.
Strokes = tuple[tuple[tuple[float, float], ...], ...]
BENT: dict[str, tuple[str, Strokes]] = {
    "1": ("7", (((-0.9, 0.06), (0.5, 0.06)),)),
    "3": ("8", (((0.15, 0.2), (0.08, 0.35), (0.3, 0.48)), ((0.3, 0.5), (0.05, 0.65), (0.1, 0.82)))),
    "0": ("8", (((0.12, 0.48), (0.5, 0.44), (0.88, 0.48)),)),
    "5": ("6", (((0.12, 0.45), (0.06, 0.65), (0.14, 0.85)),)),
    "6": ("8", (((0.85, 0.15), (0.9, 0.32), (0.7, 0.45)),)),
    "9": ("8", (((0.3, 0.55), (0.08, 0.7), (0.2, 0.88)),)),
    "一": ("二", (((0.25, -3.5), (0.75, -3.5)),)),
    "二": ("三", (((0.2, 0.5), (0.8, 0.5)),)),
}


def inked(image: Array, box: Rect) -> Rect:
    """The ink inside ``box``; the box itself where none stands out."""
    left, top, right, bottom = inside(box, 0, image)
    crop = image[top:bottom, left:right].astype(np.float32)
    if crop.size == 0:
        return box
    dark = np.abs(crop - ground(image, box)).mean(axis=2)
    found = np.argwhere(dark > max(15.0, float(dark.max()) * 0.4))
    if not len(found):
        return box
    (a, b), (c, d) = found.min(axis=0), found.max(axis=0)
    return int(left + b), int(top + a), int(left + d + 1), int(top + c + 1)


def copied(image: Array, to: Rect, source: Array, taken: Rect, how: str, rng: Random) -> Rect:
    """Puts the glyph ``taken`` off ``source`` where ``to`` stands, feet on the same line. ``how``: ``boxed`` with its
    paper, ``feathered`` with a soft rim, ``darker`` (only where darker; the old glyph was wiped before), ``levelled``
    stretched to the height and brought to the paper's and the ink's tone."""
    own, new = inked(image, to), inked(source, taken)
    left, top, right, bottom = inside(new, 2, source)
    piece = source[top:bottom, left:right].astype(np.float32)
    shift_x = round((own[0] + own[2] - new[0] - new[2]) / 2) + rng.randint(-1, 1)
    shift_y = own[3] - new[3] + rng.choice([0, 0, 0, 1, -1])
    at = (left + shift_x, top + shift_y)
    if how == "levelled":
        factor = (own[3] - own[1]) / max(1, new[3] - new[1])
        size = (max(3, round(piece.shape[1] * factor)), max(3, round(piece.shape[0] * factor)))
        method = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
        piece = np.asarray(cv2.resize(piece, size, interpolation=method), np.float32)
        here, there = ground(image, to), ground(source, taken)
        crop = image[own[1] : own[3], own[0] : own[2]].astype(np.float32).reshape(-1, 3)
        dark_here = np.percentile(crop, 5, axis=0)
        dark_there = np.percentile(piece.reshape(-1, 3), 5, axis=0)
        gain = (here - dark_here) / np.maximum(there - dark_there, 10)
        piece = here - (there - piece) * gain
        at = (round((own[0] + own[2] - size[0]) / 2), own[3] + round(2 * factor) - size[1])
    y0, x0 = max(0, at[1]), max(0, at[0])
    piece = piece[y0 - at[1] :, x0 - at[0] :][: image.shape[0] - y0, : image.shape[1] - x0]
    high, wide = piece.shape[:2]
    below = image[y0 : y0 + high, x0 : x0 + wide].astype(np.float32)
    if how == "darker":
        mixed = np.minimum(below, piece)
    elif how == "feathered":
        veil = soft_mask(piece.shape, (1, 1, wide - 1, high - 1), 0.8)
        mixed = below * (1 - veil) + piece * veil
    else:
        mixed = piece
    image[y0 : y0 + high, x0 : x0 + wide] = mixed.clip(0, 255).round().astype(np.uint8)
    return min(own[0], x0), min(own[1], y0), max(own[2], x0 + wide), max(own[3], y0 + high)


def bent(image: Array, box: Rect, strokes: Strokes, rng: Random) -> Rect:
    """Draws strokes onto the glyph in ``box`` with a small soft brush of its own ink."""
    left, top, right, bottom = inked(image, box)
    wide, high = max(3, right - left), max(3, bottom - top)
    glyph_high = max(high, (box[3] - box[1]) // 2)
    crop = image[top:bottom, left:right].reshape(-1, 3).astype(np.float32)
    ink = np.percentile(crop, 8, axis=0)
    thick = max(1.2, glyph_high * rng.uniform(0.07, 0.11))
    pad, times = glyph_high, 4
    cover = np.zeros(((high + 2 * pad) * times, (wide + 2 * pad) * times), np.uint8)
    for stroke in strokes:
        points = [((pad + x * wide + rng.uniform(-0.4, 0.4)) * times, (pad + y * high) * times) for x, y in stroke]
        line = np.array(points, np.int32).reshape(-1, 1, 2)
        cv2.polylines(cover, [line], False, 255, max(1, round(thick * times)), cv2.LINE_AA)
    small = cv2.resize(cover, (wide + 2 * pad, high + 2 * pad), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    if rng.random() < 0.6:
        small = np.asarray(cv2.GaussianBlur(small, (0, 0), rng.uniform(0.4, 0.8)), np.float32)
    y0, x0 = max(0, top - pad), max(0, left - pad)
    part = small[y0 - top + pad :, x0 - left + pad :][: image.shape[0] - y0, : image.shape[1] - x0]
    below = image[y0 : y0 + part.shape[0], x0 : x0 + part.shape[1]].astype(np.float32)
    mixed = below * (1 - part[..., None]) + ink * part[..., None]
    image[y0 : y0 + part.shape[0], x0 : x0 + part.shape[1]] = mixed.clip(0, 255).round().astype(np.uint8)
    where = np.argwhere(part > 0.2)
    if not len(where):
        return left, top, right, bottom
    (a, b), (c, d) = where.min(axis=0), where.max(axis=0)
    return int(x0 + b), int(y0 + a), int(x0 + d + 1), int(y0 + c + 1)
