"""Taking words away: cover patches, stamps, fills and brushes. Boxes are (left, top, right, bottom) in pixels."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.uint8]
Mask = NDArray[np.float32]
Rect = tuple[int, int, int, int]


def inside(box: Rect, by: int, image: Array) -> Rect:
    """``box`` grown by ``by``, kept on the picture."""
    left, top, right, bottom = box
    return max(0, left - by), max(0, top - by), min(image.shape[1], right + by), min(image.shape[0], bottom + by)


def ground(image: Array, box: Rect) -> NDArray[np.float32]:
    """The paper's colour about ``box``, as an eye picks it."""
    left, top, right, bottom = inside(box, max(3, (box[3] - box[1]) // 3), image)
    around = image[top:bottom, left:right].reshape(-1, 3).astype(np.float32)
    bright = around.sum(1)
    dark_page = np.median(bright) < 250
    kept = around[bright <= np.percentile(bright, 45)] if dark_page else around[bright >= np.percentile(bright, 55)]
    return np.asarray(np.median(kept, axis=0), np.float32)


def soft_mask(shape: tuple[int, ...], box: Rect, feather: float) -> Mask:
    """1 inside ``box``, fading over ``feather`` pixels; height × width × 1."""
    mask = np.zeros(shape[:2], np.float32)
    left, top, right, bottom = box
    mask[top:bottom, left:right] = 1
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), feather) if feather > 0 else mask, np.float32)[..., None]


def patch_flat(image: Array, box: Rect, rng: Random) -> None:
    """A rectangle of the colour under the eyedropper: one pixel, or the mean of 5 × 5."""
    left, top, right, bottom = inside(box, rng.randint(1, 3), image)
    side = rng.choice([1, 5])
    at = max(0, min(left - rng.randint(2, 8), image.shape[1] - side))
    row = max(0, min((top + bottom) // 2, image.shape[0] - side))
    picked = image[row : row + side, at : at + side].reshape(-1, 3).mean(axis=0)
    if np.abs(picked - ground(image, box)).max() > 25:  # it hit ink: the forger picks again
        picked = ground(image, box)
    image[top:bottom, left:right] = picked.round().astype(np.uint8)


def patch_gradient(image: Array, box: Rect, rng: Random) -> None:
    """A patch that runs from the paper's colour at one side to that at the other, with a little noise or none."""
    left, top, right, bottom = inside(box, rng.randint(1, 3), image)
    wide = max(2, (bottom - top) // 4)
    at_left = ground(image, (max(0, left - wide), top, left + 1, bottom))
    at_right = ground(image, (right - 1, top, min(image.shape[1], right + wide), bottom))
    run = np.linspace(0, 1, right - left, dtype=np.float32)[None, :, None]
    filled = np.repeat(at_left * (1 - run) + at_right * run, bottom - top, axis=0)
    if rng.random() < 0.5:
        random = np.random.default_rng(rng.randrange(2**32))
        filled = filled + random.normal(0, rng.uniform(0.8, 2.5), filled.shape[:2])[..., None]
    image[top:bottom, left:right] = filled.clip(0, 255).round().astype(np.uint8)


def stamp_clone(image: Array, box: Rect, rng: Random) -> None:
    """The clone stamp: bare paper from nearby, laid on with a soft round brush in a few dabs."""
    left, top, right, bottom = inside(box, 2, image)
    height = bottom - top
    source = bare_near(image, (left, top, right, bottom))
    if source is None:
        patch_flat(image, box, rng)
        return
    before = image.copy()
    size = max(4, round(height * rng.uniform(0.55, 0.8)))
    mask = np.zeros(image.shape[:2], np.float32)
    radius = size // 2 + 1
    for x in range(left, right + radius, max(2, size // 2)):
        for y in (top + size // 3, (top + bottom) // 2, bottom - size // 3):
            cv2.circle(mask, (min(max(x, left + radius - 2), max(left, right - radius + 2)), y), radius, 1.0, -1)
    mask[top:bottom, left:right] = 1
    mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), rng.uniform(0.8, 2.5)), np.float32)
    dy, dx = source[1] - top, source[0] - left
    pad = size
    y0, x0, y1, x1 = (
        max(0, top - pad),
        max(0, left - pad),
        min(image.shape[0], bottom + pad),
        min(image.shape[1], right + pad),
    )
    ys = np.clip(np.arange(y0, y1) + dy, 0, image.shape[0] - 1)
    xs = np.clip(np.arange(x0, x1) + dx, 0, image.shape[1] - 1)
    taken = before[ys][:, xs].astype(np.float32)
    veil = mask[y0:y1, x0:x1, None]
    image[y0:y1, x0:x1] = (before[y0:y1, x0:x1] * (1 - veil) + taken * veil).clip(0, 255).round().astype(np.uint8)


def bare_near(image: Array, box: Rect) -> tuple[int, int] | None:
    """Left and top of the calmest piece of paper of the box's size nearby; None where all is busy."""
    left, top, right, bottom = box
    height, width = bottom - top, right - left
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.float32)
    best: tuple[float, int, int] | None = None
    for y in range(max(0, top - 5 * height), min(grey.shape[0] - height, top + 5 * height), max(2, height // 3)):
        for x in range(max(0, left - 2 * width), min(grey.shape[1] - width, left + 2 * width), max(3, width // 3)):
            if abs(y - top) < height and abs(x - left) < width:
                continue
            piece = grey[y : y + height, x : x + width]
            score = float(piece.std()) + 0.01 * (abs(y - top) + abs(x - left))
            if best is None or score < best[0]:
                best = score, x, y
    return None if best is None or best[0] > 30 else (best[1], best[2])


def fill_aware(image: Array, box: Rect, rng: Random) -> None:
    """Content-aware fill: little pieces of the paper around, each chosen to meet what lies beside it, feathered."""
    left, top, right, bottom = inside(box, 3, image)
    height = bottom - top
    block, lap = max(6, min(16, height // 3)), 3
    y0, y1 = max(0, top - 4 * height), min(image.shape[0], bottom + 4 * height)
    x0, x1 = max(0, left - 6 * height), min(image.shape[1], right + 6 * height)
    grey = np.asarray(cv2.cvtColor(image[y0:y1, x0:x1], cv2.COLOR_RGB2GRAY), np.float32)
    side = block + 2 * lap
    mean = cv2.boxFilter(grey, -1, (side, side))
    busy = cv2.boxFilter(grey * grey, -1, (side, side)) - mean * mean
    busy[max(0, top - y0 - side) : bottom - y0 + side, max(0, left - x0 - side) : right - x0 + side] = 1e6
    half = side // 2 + 1
    busy[:half], busy[-half:], busy[:, :half], busy[:, -half:] = 1e6, 1e6, 1e6, 1e6
    calm = np.argwhere(busy <= np.percentile(busy[busy < 1e6], 30)) if (busy < 1e6).sum() > 50 else np.empty((0, 2))
    if not len(calm):
        patch_gradient(image, box, rng)
        return
    before = image.copy()
    wide = soft_mask((side, side), (lap, lap, side, side), 1.2)
    wide[lap + 1 :, lap + 1 :] = 1
    for y in range(top, bottom, block):
        for x in range(left, right, block):
            ya, xa = max(0, y - lap), max(0, x - lap)
            here = image[ya : ya + side, xa : xa + side].astype(np.float32)
            best, chosen = 1e18, here
            for _ in range(24):
                cy, cx = calm[rng.randrange(len(calm))]
                from_y, from_x = int(cy) + y0 - side // 2, int(cx) + x0 - side // 2
                piece = image[from_y : from_y + here.shape[0], from_x : from_x + here.shape[1]].astype(np.float32)
                if piece.shape != here.shape:
                    continue
                gap = float(np.abs(piece[:lap] - here[:lap]).mean() + np.abs(piece[:, :lap] - here[:, :lap]).mean())
                if gap < best:
                    best, chosen = gap, piece
            blend = wide[: here.shape[0], : here.shape[1]]
            image[ya : ya + side, xa : xa + side] = (here * (1 - blend) + chosen * blend).round().astype(np.uint8)
    rim = inside((left, top, right, bottom), side, image)
    kept = (slice(rim[1], rim[3]), slice(rim[0], rim[2]))
    inner = (left - rim[0], top - rim[1], right - rim[0], bottom - rim[1])
    veil = soft_mask(image[kept].shape, inner, 0.8)
    image[kept] = (before[kept] * (1 - veil) + image[kept] * veil).round().astype(np.uint8)


def inpaint(image: Array, box: Rect, rng: Random) -> None:
    """A phone's healing pen: what is marked is grown over from its rim."""
    left, top, right, bottom = inside(box, 3, image)
    pad = 20
    y0, y1, x0, x1 = max(0, top - pad), bottom + pad, max(0, left - pad), right + pad
    part = np.ascontiguousarray(image[y0:y1, x0:x1])
    mask = np.zeros(part.shape[:2], np.uint8)
    mask[top - y0 : bottom - y0, left - x0 : right - x0] = 255
    image[y0:y1, x0:x1] = cv2.inpaint(part, mask, rng.choice([3, 5]), cv2.INPAINT_TELEA)


def smudge(image: Array, box: Rect, rng: Random) -> None:
    """The smudge finger drawn over the words from left to right, twice."""
    left, top, right, bottom = inside(box, 2, image)
    begin = max(0, left - 6)
    for _ in range(2):
        carried = image[top:bottom, begin : begin + 4].astype(np.float32).mean(axis=1)
        hold = rng.uniform(0.9, 0.97)
        for x in range(left, right):
            carried = carried * hold + image[top:bottom, x].astype(np.float32) * (1 - hold)
            image[top:bottom, x] = (image[top:bottom, x] * 0.12 + carried * 0.88).clip(0, 255).round().astype(np.uint8)


def blur_away(image: Array, box: Rect, rng: Random) -> None:
    """The blur brush held on the words until nothing can be read, with a soft rim."""
    rim = inside(box, 12, image)
    left, top, right, bottom = rim
    part = image[top:bottom, left:right].astype(np.float32)
    wide = max(4.0, (box[3] - box[1]) * rng.uniform(0.5, 0.9))
    blurred = np.asarray(cv2.GaussianBlur(part, (0, 0), wide), np.float32)
    inner = (box[0] - left, box[1] - top, box[2] - left, box[3] - top)
    veil = soft_mask(part.shape, inner, rng.uniform(1.5, 4))
    image[top:bottom, left:right] = (part * (1 - veil) + blurred * veil).clip(0, 255).round().astype(np.uint8)
