"""A page reduced for looking at its ink: what is paper, what was read, how much darker than the paper each pixel is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from domain.reading import Line
from intake.look import Look
from intake.sheet import Image

SIDE = 800  # Longest side of the reduced page.
_SURE = 0.9
_NIGHT = 90  # Brightness below which a page is pale on dark.

Grey = NDArray[np.uint8]
Mask = NDArray[np.uint8]
Edges = tuple[int, int, int, int]
"""Left, top, width, height in reduced pixels."""


@dataclass(frozen=True)
class Frame:
    """The frame of a stamp: its middle, how wide and high it is, and the degrees by which it stands aslant."""

    x: float
    y: float
    wide: float
    high: float
    angle: float

    def moved(self, x: float, y: float, scale: float) -> Frame:
        """Moved by ``x`` and ``y``, then enlarged."""
        return Frame((self.x + x) * scale, (self.y + y) * scale, self.wide * scale, self.high * scale, self.angle)


@dataclass(frozen=True)
class Zone:
    """A part of a page that may hold a mark, its ink dark on white.

    ``picture`` begins at ``left``, ``top`` (pixels of the page); a pixel of the page is ``scale`` of it.
    ``why`` is its trace: ``red``, ``cool``, ``pale`` or ``margin``. ``rough`` is the same place seen another way: a
    watermark without cleaning, red ink together with what it crosses. ``alone``: no more ink of the same
    colour stands in its row. ``seal``: it is the band through the middle of a seal. ``frame`` is that of a stamp, in
    pixels of the picture.
    """

    picture: Grey
    why: str
    left: float
    top: float
    scale: float
    rough: Grey | None = None
    alone: bool = False
    seal: bool = False
    frame: Frame | None = None


@dataclass(frozen=True)
class View:
    """A page and its reduction: channels, the darkest one, its share of the paper's brightness (paper is 200).

    ``sheet`` is 1 where something bright lies, ``table`` where that is likely not the paper but what a
    photographed paper lies on, ``step`` where brightness jumps as at a sheet's edge, ``read`` where words
    were read with confidence. ``row`` is the usual height of the lines read, reduced pixels; ``scale`` is
    reduced pixels per pixel of the page.
    """

    page: Image
    channels: tuple[Grey, Grey, Grey]
    dark: Grey
    share: Grey
    sheet: Mask
    table: Mask
    step: Mask
    read: Mask
    row: float
    scale: float


def view(look: Look, lines: Sequence[Line]) -> View:
    scale, small, page = look.scale(SIDE), look.small(SIDE), look.image
    if float(np.median(small[::8, ::8].max(axis=2))) < _NIGHT:  # A dark screen with pale letters.
        small, page = np.asarray(cv2.bitwise_not(small), np.uint8), np.asarray(cv2.bitwise_not(page), np.uint8)
    # cv2 throughout: numpy takes ten times as long over the channels of a page.
    red, green, blue = (np.asarray(channel, np.uint8) for channel in cv2.split(small))
    dark = np.asarray(cv2.min(cv2.min(red, green), blue), np.uint8)
    paper, sheet, table, step = _paper(dark, lines, scale)
    share = np.asarray(cv2.divide(dark, paper, scale=200), np.uint8)
    read = _read_well(lines, scale, *dark.shape)
    heights = [min(line.place.box.width, line.place.box.height) * scale for line in lines]
    row = float(np.median(heights)) if heights else 0.0
    return View(page, (red, green, blue), dark, share, sheet, table, step, read, row, scale)


def _paper(dark: Grey, lines: Sequence[Line], scale: float) -> tuple[Grey, Mask, Mask, Mask]:
    """Brightness of the paper itself at every pixel, everything written taken out; ``sheet``, ``table``, ``step``."""
    height, width = dark.shape
    tiny = cv2.resize(dark, (max(width // 5, 1), max(height // 5, 1)), interpolation=cv2.INTER_AREA)
    clear = np.asarray(cv2.medianBlur(cv2.dilate(tiny, np.ones((5, 5), np.uint8)), 11), np.uint8)
    ground = np.maximum(cv2.GaussianBlur(clear, (0, 0), 2), 1)
    sheet = (ground > 0.35 * float(np.quantile(ground, 0.85))).astype(np.uint8)
    sheet = cv2.erode(sheet, np.ones((3, 3), np.uint8), borderValue=1).astype(np.uint8)
    rise = cv2.morphologyEx(clear, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    step = cv2.compare(rise, cv2.convertScaleAbs(clear, alpha=0.15, beta=3), cv2.CMP_GT)
    step = cv2.dilate(step, np.ones((3, 3), np.uint8))
    tiny_masks = (sheet, _table(clear, lines, scale / 5), step)
    masks = (cv2.resize(mask, (width, height), interpolation=cv2.INTER_NEAREST) for mask in tiny_masks)
    bright, table, jump = (np.asarray(mask, np.uint8) for mask in masks)
    return np.asarray(cv2.resize(ground, (width, height)), np.uint8), bright, table, jump


def _table(ground: Grey, lines: Sequence[Line], scale: float) -> Mask:
    """1 on what a photographed sheet lies on: at the border, parted from all words by a step in brightness."""
    height, width = ground.shape
    middles = [(int(x * scale), int(y * scale)) for x, y in (line.place.box.center for line in lines)]
    middles = [(x, y) for x, y in middles if 0 <= x < width and 0 <= y < height]
    filled = np.zeros((height + 2, width + 2), np.uint8)
    for x, y in middles:
        if not filled[y + 1, x + 1]:
            cv2.floodFill(ground, filled, (x, y), 0, 5, 5, 4 | cv2.FLOODFILL_MASK_ONLY | (1 << 8))
    inside = cv2.morphologyEx(filled[1:-1, 1:-1], cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    count, labels = cv2.connectedComponents((inside == 0).astype(np.uint8), connectivity=4)
    border = np.unique(np.concatenate((labels[0], labels[-1], labels[:, 0], labels[:, -1])))
    table = np.zeros(count, np.uint8)
    table[border] = 1
    table[0] = 0
    return np.asarray(cv2.dilate(table[labels], np.ones((5, 5), np.uint8)), np.uint8)


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


def pieces(here: NDArray[np.bool_]) -> tuple[int, float]:
    """How many pieces of ink of some size there are, and how high letters made of them are."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(here.astype(np.uint8), connectivity=8)
    sides = stats[1:count, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1].max(axis=1)
    letter = float(np.quantile(sides, 0.85)) if sides.size else 0.0
    return int((sides >= 0.4 * letter).sum()), letter


def rulings(ink: Mask, least: float) -> Mask:
    """1 on level and upright lines at least that share of the page long, and at their edges."""
    across, down = (max(round(least * side), 25) for side in ink.shape[::-1])
    level = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, across), np.uint8))
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((down, 1), np.uint8))
    return np.asarray(cv2.dilate(cv2.max(level, upright), np.ones((3, 3), np.uint8)), np.uint8)
