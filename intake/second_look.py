"""Second look for secrecy marks: words the first reading could not see, cut out as strips to be read.

The detector misses or spoils a mark that is small and pale in a margin, stamped in red across other
words, printed across the page as a pale watermark, or turned against the writing. Each of these is
looked for by its own cheap trace (unread ink in the margins, the red layer, the pale layer, short
lines read badly), and only what is found is handed to the recogniser. A clean page costs some
20 ms; nothing here decides what the words mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from domain.place import Box
from domain.reading import Line
from intake.sheet import Image

_SIDE = 1400  # Longest side of the picture the traces are looked for on.
_STRIP = 48
_PALE_SIDE = 900
_MOST_STRIPS = 6
_SURE = 0.9

Grey = NDArray[np.uint8]
Mask = NDArray[np.uint8]


@dataclass(frozen=True)
class Strip:
    """A picture 48 pixels high that may say something, why it was cut (``why``), and where it stands."""

    image: Image
    why: str
    box: Box


def strips(image: Image, lines: Sequence[Line]) -> list[Strip]:
    """Strips worth reading on an upright page whose first reading gave ``lines`` (places in pixels of ``image``)."""
    scale = min(1.0, _SIDE / max(image.shape[:2]))
    small = image if scale == 1 else cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small = small.astype(np.uint8, copy=False)
    paper = _paper(small)
    sheet = _sheet(paper)
    read = _read_well(lines, scale, small.shape[0], small.shape[1])
    found = _turned(image, lines)
    found += _red(small, read, scale)
    found += _pale(small, paper, sheet, read, scale, lines)
    found += _margins(small, paper, sheet, read, scale)
    return found


def _paper(small: Image) -> NDArray[np.float32]:
    """Brightness of the paper itself at every pixel: the darkest channel, with everything written taken out."""
    low = cv2.resize(small.min(axis=2), None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    clear = cv2.medianBlur(cv2.dilate(low, np.ones((5, 5), np.uint8)), 11)
    full = cv2.resize(cv2.GaussianBlur(clear, (0, 0), 2), (small.shape[1], small.shape[0]))
    return np.maximum(full.astype(np.float32), 1.0)


def _sheet(paper: NDArray[np.float32]) -> Mask:
    """1 on the sheet, 0 on what it lies on and in the shadow of its edge."""
    tiny = cv2.resize(paper, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    ground = (tiny > 0.5 * float(np.quantile(tiny, 0.85))).astype(np.uint8)
    ground = cv2.erode(ground, np.ones((3, 3), np.uint8), borderValue=1).astype(np.uint8)
    return cv2.resize(ground, (paper.shape[1], paper.shape[0]), interpolation=cv2.INTER_NEAREST).astype(np.uint8)


def _read_well(lines: Sequence[Line], scale: float, height: int, width: int) -> Mask:
    """1 where words were read with confidence: nothing there needs a second look."""
    mask = np.zeros((height, width), np.uint8)
    for line in lines:
        boxes = line.char_boxes or (line.place.box,)
        chances = line.char_confidence if line.char_boxes else (line.confidence,)
        if len(chances) != len(boxes):
            chances = (line.confidence,) * len(boxes)
        for box, chance in zip(boxes, chances, strict=True):
            if chance >= _SURE:
                x0, y0, x1, y1 = (round(v * scale) for v in (box.left, box.top, box.right, box.bottom))
                mask[max(y0 - 3, 0) : y1 + 3, max(x0 - 3, 0) : x1 + 3] = 1
    return mask


def _turned(image: Image, lines: Sequence[Line]) -> list[Strip]:
    """Short lines read badly, the other way up; short columns, lying the other way and unstacked."""
    found: list[Strip] = []
    columns = sum(line.vertical for line in lines)
    doubtful = sorted((line for line in lines if len(line.text) <= 10), key=lambda line: line.confidence)
    for line in doubtful:
        if len(found) >= _MOST_STRIPS:
            break
        box = line.place.box
        x0, y0 = max(int(box.left), 0), max(int(box.top), 0)
        patch = image[y0 : int(np.ceil(box.bottom)), x0 : int(np.ceil(box.right))]
        if min(patch.shape[:2]) < 8:
            continue
        tall = patch.shape[0] > 1.3 * patch.shape[1]
        if tall and columns <= 4:
            found.append(Strip(_fitted(np.rot90(patch, 3)), "turned", box))
            found.append(Strip(_fitted(_unstacked(patch)), "stacked", box))
        elif not tall and line.confidence < 0.6:
            found.append(Strip(_fitted(np.rot90(patch, 2)), "turned", box))
    return found


def _unstacked(patch: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Letters standing below each other, laid side by side; their number follows from the shape."""
    height, width = patch.shape[:2]
    count = min(max(2, round(height / width)), 8)
    edges = np.linspace(0, height, count + 1).astype(int)
    side = max(int(edges[1]), width)
    letters = [cv2.resize(patch[a:b], (side, side)) for a, b in pairwise(edges)]
    return np.hstack(letters).astype(np.uint8, copy=False)


def _red(small: Image, read: Mask, scale: float) -> list[Strip]:
    """What is printed or stamped in red, without the words it crosses."""
    channels = small.astype(np.int16)
    redness = np.clip(channels[..., 0] - channels[..., 1:].max(axis=2), 0, 255).astype(np.uint8)
    mask = (redness > 45).astype(np.uint8)
    if int(mask.sum()) < 60:
        return []
    layer = 255 - np.clip(redness.astype(np.int16) * 2, 0, 255).astype(np.uint8)
    return [
        strip
        for reach in (9, 27)  # Letters close together, and letters set apart.
        for strip in _clusters(mask, layer, read, scale, "red", reach=reach, lowest=11, most=4, seen=0.95)
    ]


def _pale(
    small: Image, paper: NDArray[np.float32], sheet: Mask, read: Mask, scale: float, lines: Sequence[Line]
) -> list[Strip]:
    """Broad strokes a little darker than the paper: a watermark."""
    shrink = _PALE_SIDE / max(small.shape[:2])
    size = (round(small.shape[1] * shrink), round(small.shape[0] * shrink))
    grey = cv2.resize(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), size, interpolation=cv2.INTER_AREA)
    ratio = cv2.GaussianBlur(grey, (0, 0), 0.7).astype(np.float32) / cv2.resize(paper, size)
    # Closing takes out everything thinner than its kernel: the printed words, not the broad strokes.
    closed = cv2.morphologyEx(ratio, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5)))
    dark = cv2.dilate((ratio < 0.6).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    clear = np.where(dark, closed, ratio)
    on_sheet = cv2.resize(sheet, size, interpolation=cv2.INTER_NEAREST) > 0
    level = clear[on_sheet]
    usual = float(np.median(level)) if level.size else 0.0
    if usual < 0.2:
        return []
    clear /= usual
    faint = 1 - float(np.clip(6 * np.median(np.abs(clear[on_sheet] - 1)), 0.025, 0.07))
    coloured = cv2.resize(small.max(axis=2) - small.min(axis=2), size, interpolation=cv2.INTER_AREA) > 70
    pale = ((clear < faint) & (clear > 0.6) & on_sheet).astype(np.uint8)
    pale[cv2.resize(read, size, interpolation=cv2.INTER_NEAREST) > 0] = 0
    pale[cv2.dilate(coloured.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0] = 0
    pale = cv2.morphologyEx(pale, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)).astype(np.uint8)
    layer = np.clip((np.maximum(clear, 0.75) - 0.7) * 850, 0, 255).astype(np.uint8)
    along = _along_slanted(layer, lines, scale * shrink)
    if not 0.0008 < float(pale.mean()) < 0.3:
        return along
    _drop_outlines(pale)
    return along + _clusters(pale, layer, np.zeros_like(pale), scale * shrink, "pale", reach=19, lowest=20, most=4)


def _along_slanted(layer: Grey, lines: Sequence[Line], scale: float) -> list[Strip]:
    """The whole length of what the first reading saw a slanted part of."""
    found = []
    for line in lines:
        if not 2 <= len(line.char_boxes) <= 10 or line.vertical:
            continue
        (x0, y0), (x1, y1) = line.char_boxes[0].center, line.char_boxes[-1].center
        rise = (y1 - y0) / max(x1 - x0, 1.0)
        if not 0.2 < abs(rise) < 1.5:
            continue
        angle = float(np.degrees(np.arctan(rise)))
        turn = np.radians(abs(angle))
        high = line.char_boxes[0].height / (np.cos(turn) + np.sin(turn)) * scale
        if high < 14:
            continue
        x, y = line.place.box.center
        rectangle = ((x * scale, y * scale), (16 * high, 1.1 * high), angle)
        picture = _stretched(_straight(layer, rectangle)[0])
        found.append(Strip(_fitted(np.repeat(picture[..., None], 3, axis=2)), "pale", line.place.box))
    return found[:3]


def _drop_outlines(mask: Mask) -> None:
    """Remove shadows of the sheet's edge and frames: what touches the border or is long and hollow."""
    height, width = mask.shape
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    drop = np.zeros(count, bool)
    for i in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[i])
        at_border = x <= 1 or y <= 1 or x + w >= width - 1 or y + h >= height - 1
        hollow = max(w / width, h / height) > 0.3 and area < 0.12 * w * h
        thin = max(w, h) > 12 * min(w, h) and max(w, h) > 40
        drop[i] = at_border or hollow or thin
    mask[drop[labels]] = 0


def _margins(small: Image, paper: NDArray[np.float32], sheet: Mask, read: Mask, scale: float) -> list[Strip]:
    """Ink in the margins that was not read."""
    height, width = small.shape[:2]
    ratio = small.min(axis=2).astype(np.float32) / paper
    ink = (ratio < 0.85).astype(np.uint8)
    margin = np.zeros_like(ink)
    margin[: int(0.16 * height)] = margin[int(0.88 * height) :] = 1
    margin[:, : int(0.08 * width)] = margin[:, int(0.92 * width) :] = 1
    ink &= margin & sheet
    ink[read > 0] = 0
    for size in ((1, max(width // 20, 25)), (max(height // 20, 25), 1)):
        ruling = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(size, np.uint8))
        ink[cv2.dilate(ruling, np.ones((3, 3), np.uint8)) > 0] = 0
    _drop_outlines(ink)
    layer = np.clip((ratio - 0.45) * 425, 0, 255).astype(np.uint8)
    return _clusters(ink, layer, read, scale, "margin", reach=9, lowest=9, most=4)


def _clusters(
    mask: Mask,
    layer: Grey,
    read: Mask,
    scale: float,
    why: str,
    *,
    reach: int,
    lowest: int,
    most: int,
    seen: float = 0.7,
) -> list[Strip]:
    """Groups of strokes with the shape of a few letters in a row, straightened."""
    joined = cv2.dilate(mask, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    order = sorted(range(1, count), key=lambda i: -int(stats[i, cv2.CC_STAT_AREA]))[:40]
    found: list[tuple[float, Strip]] = []
    for i in order:
        x, y, w, h, _ = (int(v) for v in stats[i])
        here = (labels[y : y + h, x : x + w] == i) & (mask[y : y + h, x : x + w] > 0)
        ink = int(here.sum())
        if ink < 40 or float((read[y : y + h, x : x + w] > 0)[here].mean()) > seen:
            continue
        rows, columns = np.nonzero(here)
        points = np.stack([columns + x, rows + y], axis=1).astype(np.float32)
        (cx, cy), (across, down), angle = cv2.minAreaRect(points)
        rectangle = ((float(cx), float(cy)), (float(across), float(down)), float(angle))
        long, short = max(rectangle[1]), max(min(rectangle[1]), 1.0)
        density = ink / max(long * short, 1.0)
        if why != "red" and _strokes(here, short) < 3:
            continue
        if short < lowest or not 1.25 <= long / short <= 14 or not 0.04 <= density <= 0.75:
            continue
        box = Box(x / scale, y / scale, (x + w) / scale, (y + h) / scale)
        for picture in _straight(layer, rectangle):
            clear = _stretched(picture)
            found.append((short, Strip(_fitted(np.repeat(clear[..., None], 3, axis=2)), why, box)))
    found.sort(key=lambda item: -item[0])
    return [strip for _, strip in found[:most]]


def _strokes(here: NDArray[np.bool_], short: float) -> int:
    """Separate pieces of ink at least a quarter as high as the row: letters come in several, stains in one."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(here.astype(np.uint8), connectivity=8)
    sides = stats[1:count, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1].max(axis=1)
    return int((sides >= short / 4).sum())


def _straight(layer: Grey, rectangle: tuple[tuple[float, float], tuple[float, float], float]) -> list[Grey]:
    """The rectangle lying level. Nearly upright ones are given both ways up and unstacked."""
    (cx, cy), (w, h), angle = rectangle
    if w < h:
        w, h, angle = h, w, angle + 90
    angle = (angle + 90) % 180 - 90  # The reading direction goes to the right.
    pad = 0.12 * h + 2
    w, h = w + 2 * pad, h + 2 * pad
    turn = cv2.getRotationMatrix2D((cx, cy), angle, 1.0)
    turn[0, 2] += w / 2 - cx
    turn[1, 2] += h / 2 - cy
    warped = cv2.warpAffine(layer, turn, (round(w), round(h)), flags=cv2.INTER_CUBIC, borderValue=255)
    level: Grey = warped.astype(np.uint8)
    if abs(angle) < 70:
        return [level]
    stacked = np.ascontiguousarray(np.rot90(level, 3 if angle > 0 else 1))
    return [level, np.ascontiguousarray(level[::-1, ::-1]), _unstacked(stacked)]


def _stretched(picture: Grey) -> Grey:
    low, high = (float(v) for v in np.quantile(picture, (0.03, 0.9)))
    stretched = np.clip((picture.astype(np.float32) - low) * (255 / max(high - low, 8.0)), 0, 255)
    return np.asarray(stretched, np.uint8)


def _fitted(picture: Image) -> Image:
    rows, columns = picture.shape[:2]
    width = min(max(round(columns * _STRIP / rows), 16), 960)
    fitted = cv2.resize(np.ascontiguousarray(picture), (width, _STRIP), interpolation=cv2.INTER_AREA)
    return fitted.astype(np.uint8, copy=False)
