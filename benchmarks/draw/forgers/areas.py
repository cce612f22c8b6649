"""Seals and strips of other captures, put where the forger wants them."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np

from benchmarks.draw.capture import scan
from benchmarks.draw.forgers.brushes import Array, Rect, ground, soft_mask
from benchmarks.draw.forgers.saving import decoded, encoded
from benchmarks.draw.ink import round_seal

NAMES = ("金华市远帆人才服务中心", "台州市同舟教育科技有限公司", "湖州市职业技能鉴定所", "绍兴市工程技术协会")


def scanned_seal(rng: Random, side: int) -> Array:
    """A seal on white paper as another scan shows it: grain, JPEG, a little paper around."""
    seal = round_seal(rng, rng.choice(NAMES), "培训专用章" if rng.random() < 0.5 else "", size=side)
    room = side // 8
    paper = np.full((side + 2 * room, side + 2 * room, 3), rng.randint(240, 255), np.float32)
    ink = np.asarray(seal, np.float32)
    alpha = ink[..., 3:] / 255
    part = paper[room : room + side, room : room + side]
    paper[room : room + side, room : room + side] = part * (1 - alpha) + part * ink[..., :3] / 255 * alpha
    taken = scan(paper.clip(0, 255).astype(np.uint8), rng)
    image = decoded(encoded(taken.image, taken.quality))
    if image.max(axis=2).std() == 0 or (image[..., 0].astype(int) - image[..., 1]).max() < 30:  # a grey scan: again
        return scanned_seal(rng, side)
    return image


def put_seal(image: Array, at: tuple[int, int], piece: Array, how: str, rng: Random) -> Rect:
    """Lays a scanned seal on. ``how``: ``multiplied`` (white point set first), ``cut`` by colour range with a hard rim,
    ``feathered`` with its paper in a soft round selection, ``worked``: turned, half let through, only darker."""
    work = piece.astype(np.float32)
    high, wide = work.shape[:2]
    if how == "worked":
        turn = cv2.getRotationMatrix2D((wide / 2, high / 2), rng.uniform(-20, 20), rng.uniform(0.88, 1.05))
        fill = tuple(float(v) for v in np.median(work[:4].reshape(-1, 3), axis=0))
        work = np.asarray(cv2.warpAffine(work, turn, (wide, high), flags=cv2.INTER_CUBIC, borderValue=fill), np.float32)
    y0, x0 = max(0, at[1]), max(0, at[0])
    work = work[: image.shape[0] - y0, : image.shape[1] - x0]
    high, wide = work.shape[:2]
    below = image[y0 : y0 + high, x0 : x0 + wide].astype(np.float32)
    white = np.percentile(work.reshape(-1, 3), 60, axis=0)
    if how == "multiplied":
        lit = (work / np.maximum(white - rng.uniform(2, 10), 1)).clip(0, 1)
        mixed = below * lit
    elif how == "cut":
        red = work[..., 0] - work[..., 1:].mean(axis=2)
        chosen = (red > max(20.0, 0.3 * float(np.percentile(red, 98)))).astype(np.float32)
        veil = chosen[..., None]
        if rng.random() < 0.5:
            veil = np.asarray(cv2.GaussianBlur(chosen, (0, 0), 0.5), np.float32)[..., None]
        mixed = below * (1 - veil) + work * veil
    elif how == "feathered":
        here = ground(image, (x0, y0, x0 + wide, y0 + high))
        lit = (work + (here - white)).clip(0, 255)
        mask = np.zeros((high, wide), np.float32)
        cv2.ellipse(mask, (wide // 2, high // 2), (int(wide * 0.44), int(high * 0.44)), 0, 0, 360, 1.0, -1)
        veil = np.asarray(cv2.GaussianBlur(mask, (0, 0), rng.uniform(1, 3)), np.float32)[..., None]
        mixed = below * (1 - veil) + lit * veil
    else:
        lit = below * (work / np.maximum(white, 1)).clip(0, 1)
        share = rng.uniform(0.7, 0.95)
        mixed = below * (1 - share) + np.minimum(below, lit) * share
    image[y0 : y0 + high, x0 : x0 + wide] = mixed.clip(0, 255).round().astype(np.uint8)
    room = high // 10
    return x0 + room, y0 + room, x0 + wide - room, y0 + high - room


def put_strip(image: Array, at: tuple[int, int], piece: Array, how: str) -> Rect:
    """Lays a strip of another page on, brought to the paper's tone; ``soft``: with a soft rim."""
    y0, x0 = max(0, at[1]), max(0, at[0])
    work = piece[: image.shape[0] - y0, : image.shape[1] - x0].astype(np.float32)
    high, wide = work.shape[:2]
    box = (x0, y0, x0 + wide, y0 + high)
    work = work + (ground(image, box) - ground(piece, (0, 0, piece.shape[1], piece.shape[0])))
    below = image[y0 : y0 + high, x0 : x0 + wide].astype(np.float32)
    veil = soft_mask(work.shape, (3, 3, wide - 3, high - 3), 1.5) if how == "soft" else np.float32(1)
    image[y0 : y0 + high, x0 : x0 + wide] = (below * (1 - veil) + work * veil).clip(0, 255).round().astype(np.uint8)
    return box
