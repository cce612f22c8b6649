"""Pieces put onto a finished picture, and places wiped clean on it, in the manners of several hands.

``PASTE`` says what is put on: a drawn seal laid over the page (worn, or of one plain colour) or multiplied with it, a
seal with the paper it was cut from (opaque, or only where it is darker), a seal lifted off another capture by its
colour, a strip of another capture. ``WIPE`` says how a line of words was taken away. ``saved`` of ``retouch`` sends the
result on. Boxes are pixels of the picture (left, top, right, bottom).
"""

from __future__ import annotations

from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.draw.capture import noise
from benchmarks.draw.ink import round_seal, square_seal
from benchmarks.draw.retouch import wiped

Array = NDArray[np.uint8]
Rect = tuple[int, int, int, int]

PASTE = ("seal_over", "seal_plain", "seal_multiply", "seal_boxed", "seal_darkened", "seal_lifted", "strip")
WIPE = ("flat", "brushed", "median", "clone", "telea", "grainy", "healed")
WORDS = ("嘉兴市恒澜建筑设计院有限公司", "温州市继续教育协会", "舟山市人力资源和社会保障局", "徐州市工程师学会")


def put(image: Array, at: tuple[int, int], side: int, how: str, rng: Random, donor: Array, source: Rect) -> Rect:
    """Puts a piece onto an RGB picture. ``at``: its corner, ``side``: how large a seal is (pixels). ``donor``: another
    captured page, ``source`` what to take from it: its seal, for ``strip`` a line of it. Returns where it stands."""
    if how in ("seal_over", "seal_plain", "seal_multiply"):
        return _drawn(image, at, _seal(rng, side, plain=how == "seal_plain"), multiplied=how == "seal_multiply")
    if how == "seal_boxed":
        seal, room = _seal(rng, side), rng.randint(2, max(3, side // 8))
        paper = np.full((seal.height + 2 * room, seal.width + 2 * room, 3), rng.randint(243, 255), np.uint8)
        _drawn(paper, (room, room), seal, multiplied=True)
        return _opaque(image, at, _compressed(noise(paper, rng.uniform(0, 3), rng), rng))
    if how == "strip":
        left, top, right, bottom = source
        return _opaque(image, at, donor[top:bottom, left:right])
    left, top, right, bottom = source
    piece = donor[top:bottom, left:right]
    wide = max(8, side)
    piece = np.asarray(cv2.resize(piece, (wide, max(8, round(piece.shape[0] * wide / piece.shape[1])))), np.uint8)
    if how == "seal_darkened":
        bright = max(1.0, float(np.percentile(piece.max(axis=2), 80)))
        lifted = (piece.astype(np.float32) * 255 / bright).clip(0, 255).astype(np.uint8)
        return _darker(image, at, lifted)
    red = piece[..., 0].astype(np.float32) - piece[..., 1:].astype(np.float32).mean(axis=2)
    ground = float(np.percentile(red, 30))
    alpha = np.clip((red - ground - 12) / max(float(np.percentile(red, 97)) - ground - 12, 10.0), 0, 1)
    return _mixed(image, at, piece.astype(np.float32), np.asarray(alpha, np.float32))


def wipe(image: Array, box: Rect, how: str, rng: Random) -> None:
    """Takes away what stands in ``box``."""
    if how in ("flat", "median", "clone", "telea"):
        wiped(image, box, how, rng)
        return
    left, top, right, bottom = _inside(box, 2, image)
    around = image[max(0, top - 10) : bottom + 10, max(0, left - 10) : right + 10].reshape(-1, 3)
    bright = np.median(around[around.sum(1) >= np.percentile(around.sum(1), 60)], axis=0).astype(np.float32)
    if how == "brushed":
        mask = np.zeros(image.shape[:2], np.float32)
        size = max(3, round((bottom - top) * 0.6))
        for x in range(left, right, max(1, size // 2)):
            cv2.circle(mask, (x, (top + bottom) // 2 + rng.randint(-2, 2)), size, 1.0, -1)
        alpha = cv2.GaussianBlur(mask, (0, 0), rng.uniform(1.5, 4))[..., None]
        image[:] = (image * (1 - alpha) + bright * alpha).clip(0, 255).astype(np.uint8)
    elif how == "grainy":
        flat = np.broadcast_to(bright, (bottom - top, right - left, 3)).astype(np.uint8)
        image[top:bottom, left:right] = noise(flat, rng.uniform(0.6, 2.5), rng)
    else:
        _healed(image, (left, top, right, bottom))


def _healed(image: Array, box: Rect) -> None:
    """Another piece of paper, fitted into its new surroundings (gradients kept, edges met)."""
    left, top, right, bottom = box
    height, width = bottom - top, right - left
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.float32)
    best: tuple[float, int] | None = None
    for y in range(4, grey.shape[0] - height - 4, max(2, height // 3)):
        if abs(y - top) < height + 8:
            continue
        busy = float(grey[y : y + height, left:right].std())
        if best is None or busy < best[0]:
            best = busy, y
    if best is None or width < 6 or height < 6:
        return
    piece = np.ascontiguousarray(image[best[1] : best[1] + height, left:right])
    mask = np.full(piece.shape[:2], 255, np.uint8)
    centre = (left + width // 2, top + height // 2)
    image[:] = np.asarray(cv2.seamlessClone(piece, image.copy(), mask, centre, cv2.NORMAL_CLONE), np.uint8)


def _seal(rng: Random, side: int, *, plain: bool = False) -> Image.Image:
    """``plain``: filled with one colour, as a page that makes seals draws them."""
    name = rng.choice(WORDS)
    seal = round_seal(rng, name, size=side) if rng.random() < 0.8 else square_seal(rng, name[:4], size=side)
    if not plain:
        return seal
    ink = np.array(seal)
    inked = ink[..., 3] > 0
    ink[..., 3] = np.asarray(cv2.GaussianBlur((inked * rng.randint(215, 255)).astype(np.uint8), (0, 0), 0.5))
    ink[..., :3] = np.median(ink[inked][:, :3], axis=0)
    return Image.fromarray(ink)


def _drawn(image: Array, at: tuple[int, int], seal: Image.Image, *, multiplied: bool) -> Rect:
    ink = np.asarray(seal, np.float32)
    colour, alpha = ink[..., :3], ink[..., 3] / 255
    if not multiplied:
        return _mixed(image, at, colour, alpha)
    rows, columns, box = _place(image, at, ink.shape)
    below = image[rows, columns].astype(np.float32)
    part, veil = colour[: below.shape[0], : below.shape[1]], alpha[: below.shape[0], : below.shape[1], None]
    image[rows, columns] = (below * (1 - veil) + below * part / 255 * veil).clip(0, 255).astype(np.uint8)
    return box


def _mixed(image: Array, at: tuple[int, int], colour: NDArray[np.float32], alpha: NDArray[np.float32]) -> Rect:
    rows, columns, box = _place(image, at, colour.shape)
    below = image[rows, columns].astype(np.float32)
    veil = alpha[: below.shape[0], : below.shape[1], None]
    mixed = below * (1 - veil) + colour[: below.shape[0], : below.shape[1]] * veil
    image[rows, columns] = mixed.clip(0, 255).astype(np.uint8)
    return box


def _opaque(image: Array, at: tuple[int, int], piece: Array) -> Rect:
    rows, columns, box = _place(image, at, piece.shape)
    image[rows, columns] = piece[: rows.stop - rows.start, : columns.stop - columns.start]
    return box


def _darker(image: Array, at: tuple[int, int], piece: Array) -> Rect:
    rows, columns, box = _place(image, at, piece.shape)
    image[rows, columns] = np.minimum(
        image[rows, columns], piece[: rows.stop - rows.start, : columns.stop - columns.start]
    )
    return box


def _place(image: Array, at: tuple[int, int], shape: tuple[int, ...]) -> tuple[slice, slice, Rect]:
    left, top = max(0, at[0]), max(0, at[1])
    right, bottom = min(image.shape[1], left + shape[1]), min(image.shape[0], top + shape[0])
    return slice(top, bottom), slice(left, right), (left, top, right, bottom)


def _compressed(piece: Array, rng: Random) -> Array:
    done, packed = cv2.imencode(".jpg", piece[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, rng.choice([70, 85, 95])])
    assert done
    return np.ascontiguousarray(np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)[..., ::-1])


def _inside(box: Rect, by: int, image: Array) -> Rect:
    left, top, right, bottom = box
    return max(0, left - by), max(0, top - by), min(image.shape[1], right + by), min(image.shape[0], bottom + by)
