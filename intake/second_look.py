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
from intake.look import Look
from intake.sheet import Image

_SIDE = 800  # Longest side of the picture traces are looked for on; strips are cut from the page itself.
_STRIP = 48
_THIN = {"red": 0.06, "pale": 0.04, "margin": 0.12}  # Least share of ink in a group's rectangle.
_LETTER = 12  # Usual height of a mark's letters, reduced pixels.
_FINE = 110  # Rows higher than this many pixels are legible in the reduced page.
_MOST_STRIPS = 6
_PIECES = {"red": 1, "pale": 3, "margin": 2}  # Least number of separate pieces of ink in a group.
_SURE = 0.9

Grey = NDArray[np.uint8]
Mask = NDArray[np.uint8]


@dataclass(frozen=True)
class Strip:
    """A picture 48 pixels high that may say something, why it was cut (``why``), and where it stands."""

    image: Image
    why: str
    box: Box


@dataclass(frozen=True)
class _View:
    """A page and its reduction for looking: channels, the darkest one, its share of the paper's brightness.

    In ``share`` 200 is the brightness of the paper. ``scale`` is reduced pixels per pixel of the page.
    """

    page: Image
    small: Image
    channels: tuple[Grey, Grey, Grey]
    dark: Grey
    share: Grey
    sheet: Mask
    read: Mask
    scale: float


def strips(look: Look, lines: Sequence[Line]) -> list[Strip]:
    """Strips worth reading on an upright page whose first reading gave ``lines`` (places in its pixels)."""
    view = _view(look, lines)
    return _turned(look.image, lines) + _red(view) + _pale(view, lines) + _margins(view)


def _view(look: Look, lines: Sequence[Line]) -> _View:
    scale, small = look.scale(_SIDE), look.small(_SIDE)
    # cv2 throughout: numpy takes ten times as long over the channels of a page.
    red, green, blue = (np.asarray(channel, np.uint8) for channel in cv2.split(small))
    dark = np.asarray(cv2.min(cv2.min(red, green), blue), np.uint8)
    paper, sheet = _paper(dark)
    share = np.asarray(cv2.divide(dark, paper, scale=200), np.uint8)
    return _View(
        look.image,
        small,
        (red, green, blue),
        dark,
        share,
        sheet,
        _read_well(lines, scale, *dark.shape),
        scale,
    )


def _paper(dark: Grey) -> tuple[Grey, Mask]:
    """Brightness of the paper itself at every pixel, everything written taken out; and 1 where the sheet lies."""
    height, width = dark.shape
    tiny = cv2.resize(dark, (max(width // 5, 1), max(height // 5, 1)), interpolation=cv2.INTER_AREA)
    clear = cv2.medianBlur(cv2.dilate(tiny, np.ones((5, 5), np.uint8)), 11)
    ground = np.maximum(cv2.GaussianBlur(clear, (0, 0), 2), 1)
    sheet = (ground > 0.35 * float(np.quantile(ground, 0.85))).astype(np.uint8)
    sheet = cv2.erode(sheet, np.ones((3, 3), np.uint8), borderValue=1).astype(np.uint8)
    return (
        np.asarray(cv2.resize(ground, (width, height)), np.uint8),
        np.asarray(cv2.resize(sheet, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8),
    )


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


def _red(view: _View) -> list[Strip]:
    """What is printed or stamped in red, without the words it crosses."""
    red, green, blue = view.channels
    redness = np.asarray(cv2.subtract(red, cv2.max(green, blue)), np.uint8)
    mask = np.asarray(cv2.threshold(redness, 28, 1, cv2.THRESH_BINARY)[1], np.uint8)
    if cv2.countNonZero(mask) < 60:
        return []
    return [
        strip
        for reach in (5, 15)  # Letters close together, and letters set apart.
        for strip in _clusters(view, mask, "red", reach=reach, lowest=6, most=_MOST_STRIPS, seen=0.95)
    ]


def _red_layer(patch: Image) -> Grey:
    """Red as black, everything else as white."""
    red, green, blue = cv2.split(patch)
    redness = cv2.convertScaleAbs(cv2.subtract(red, cv2.max(green, blue)), alpha=2)
    return np.asarray(cv2.bitwise_not(redness), np.uint8)


def _pale(view: _View, lines: Sequence[Line]) -> list[Strip]:
    """Strokes a little darker than the paper: a watermark."""
    share = cv2.GaussianBlur(view.share, (0, 0), 0.7)
    # Closing takes out everything thinner than its kernel: the printed words, not the broad strokes.
    closed = cv2.morphologyEx(share, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5)))
    dark = cv2.dilate(cv2.inRange(share, 0, 120), np.ones((5, 5), np.uint8))
    clear = np.where(dark > 0, closed, share).astype(np.uint8)
    sample = clear[::3, ::3][view.sheet[::3, ::3] > 0]
    if sample.size < 100:
        return []
    usual = float(np.median(sample))
    unrest = float(np.median(np.abs(sample.astype(np.float32) - usual)))
    faint = usual - min(max(6 * unrest, 0.025 * usual), 0.07 * usual)
    red, green, blue = view.channels
    colour = cv2.subtract(cv2.max(cv2.max(red, green), blue), view.dark)
    coloured = np.asarray(cv2.dilate(cv2.inRange(colour, 70, 255), np.ones((3, 3), np.uint8)), np.uint8)
    pale = np.asarray(cv2.inRange(clear, int(0.6 * usual), int(faint)), np.uint8) & view.sheet
    pale[(view.read | coloured) > 0] = 0
    pale = np.asarray(cv2.morphologyEx(pale, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)), np.uint8)
    floor = np.maximum(clear.astype(np.float32), 0.75 * usual) - 0.7 * usual
    layer = np.clip(floor * (850 / max(usual, 1.0)), 0, 255).astype(np.uint8)
    along = _along_slanted(layer, lines, view.scale)
    if not 0.0008 < cv2.countNonZero(pale) / pale.size < 0.3:
        return along
    _drop_outlines(pale)
    return along + _clusters(view, pale, "pale", reach=17, lowest=17, most=4, layer=layer)


def _margins(view: _View) -> list[Strip]:
    """Ink in the margins that was not read."""
    height, width = view.share.shape
    ink = np.asarray(cv2.inRange(view.share, 0, 180), np.uint8) & view.sheet
    ink[int(0.16 * height) : int(0.88 * height), int(0.08 * width) : int(0.92 * width)] = 0
    ink[view.read > 0] = 0
    for size in ((1, max(width // 20, 25)), (max(height // 20, 25), 1)):
        ruling = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(size, np.uint8))
        ink[cv2.dilate(ruling, np.ones((3, 3), np.uint8)) > 0] = 0
    if cv2.countNonZero(ink) < 40:
        return []
    _drop_outlines(ink, speck=5)
    return [strip for reach in (5, 19) for strip in _clusters(view, ink, "margin", reach=reach, lowest=5, most=3)]


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
        if high < 12:
            continue
        x, y = line.place.box.center
        rectangle = ((x * scale, y * scale), (16 * high, 1.1 * high), angle)
        found.append(Strip(_fitted(_stretched(_straight(layer, rectangle)[0])), "pale", line.place.box))
    return found[:3]


def _drop_outlines(mask: Mask, speck: int = 1) -> None:
    """Remove shadows of the sheet's edge and frames (what touches the border, is long and hollow), and specks."""
    height, width = mask.shape
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    x, y, w, h, area = stats.T
    at_border = (x <= 1) | (y <= 1) | (x + w >= width - 1) | (y + h >= height - 1)
    hollow = (np.maximum(w / width, h / height) > 0.3) & (area < 0.12 * w * h)
    long, short = np.maximum(w, h), np.minimum(w, h)
    drop = at_border | hollow | ((long > 12 * short) & (long > 40))
    drop[0] = False
    if speck > 1 and (specks := np.flatnonzero(area < speck)).size:
        mask[np.isin(labels, specks)] = 0
    for i in np.flatnonzero(drop[:count]):
        patch = slice(y[i], y[i] + h[i]), slice(x[i], x[i] + w[i])
        mask[patch][labels[patch] == i] = 0


def _clusters(
    view: _View,
    mask: Mask,
    why: str,
    *,
    reach: int,
    lowest: int,
    most: int,
    seen: float = 0.7,
    layer: Grey | None = None,
) -> list[Strip]:
    """Groups of strokes with the shape of a few letters in a row, cut from the page (or ``layer``) and straightened.

    ``reach`` joins strokes, ``lowest`` is the least height of a row (reduced pixels); what was read
    already for more than ``seen`` of its ink is left out.
    """
    joined = cv2.dilate(mask, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    largest = np.argsort(-stats[1:count, cv2.CC_STAT_AREA], kind="stable")[:40] + 1
    found: list[tuple[float, Strip]] = []
    for i in largest:
        x, y, w, h, _ = (int(v) for v in stats[i])
        if min(w, h) < lowest:
            continue
        here = (labels[y : y + h, x : x + w] == i) & (mask[y : y + h, x : x + w] > 0)
        ink = int(np.count_nonzero(here))
        if ink < 15 or float((view.read[y : y + h, x : x + w] > 0)[here].mean()) > seen:
            continue
        rows, columns = np.nonzero(here)
        points = np.stack([columns + x, rows + y], axis=1).astype(np.float32)
        (cx, cy), (across, down), angle = cv2.minAreaRect(points)
        long, short = max(across, down) + 1, min(across, down) + 1
        density = ink / (long * short)
        if short < lowest or not 1.25 <= long / short <= 14 or not _THIN[why] <= density <= 0.8:
            continue
        if _strokes(here, short) < _PIECES[why]:
            continue
        source = layer if layer is not None else view.page if short / view.scale < _FINE else view.small
        scale = 1 / view.scale if source is view.page else 1.0
        rectangle = ((cx + 0.5) * scale, (cy + 0.5) * scale), ((across + 1) * scale, (down + 1) * scale), float(angle)
        box = Box(x / view.scale, y / view.scale, (x + w) / view.scale, (y + h) / view.scale)
        for patch in _straight(source, rectangle):
            grey = patch if patch.ndim == 2 else _red_layer(patch) if why == "red" else patch.min(axis=2)
            found.append((short, Strip(_fitted(_stretched(grey)), why, box)))
    # Watermarks are large; other marks are as high as letters are, stains and shadows higher.
    found.sort(key=lambda item: -item[0] if why == "pale" else abs(np.log(item[0] / _LETTER)))
    return [strip for _, strip in found[:most]]


def _strokes(here: NDArray[np.bool_], short: float) -> int:
    """Separate pieces of ink at least a quarter as high as the row: letters come in several, stains in one."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(here.astype(np.uint8), connectivity=8)
    sides = stats[1:count, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1].max(axis=1)
    return int((sides >= short / 4).sum())


def _straight(
    layer: NDArray[np.uint8], rectangle: tuple[tuple[float, float], tuple[float, float], float]
) -> list[NDArray[np.uint8]]:
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
    warped = cv2.warpAffine(layer, turn, (round(w), round(h)), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    level: NDArray[np.uint8] = warped.astype(np.uint8)
    if abs(angle) < 70:
        return [level]
    stacked = np.ascontiguousarray(np.rot90(level, 3 if angle > 0 else 1))
    return [level, np.ascontiguousarray(level[::-1, ::-1]), _unstacked(stacked)]


def _stretched(picture: Grey) -> Grey:
    """Contrast between what is written and its ground made full."""
    low, high = (float(v) for v in np.quantile(picture, (0.03, 0.9)))
    stretched = np.clip((picture.astype(np.float32) - low) * (255 / max(high - low, 8.0)), 0, 255)
    return np.asarray(stretched, np.uint8)


def _fitted(picture: NDArray[np.uint8]) -> Image:
    """As a strip: 48 pixels high, three channels."""
    if picture.ndim == 2:
        picture = np.repeat(picture[..., None], 3, axis=2)
    rows, columns = picture.shape[:2]
    width = min(max(round(columns * _STRIP / rows), 16), 960)
    fitted = cv2.resize(np.ascontiguousarray(picture), (width, _STRIP), interpolation=cv2.INTER_AREA)
    return fitted.astype(np.uint8, copy=False)
