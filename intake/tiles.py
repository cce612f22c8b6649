"""A small watermark in rows all over a page: faint letters on paper where nothing was read.

Its letters are too small for the reduced page on which other traces are looked for, so a few windows of empty paper
are looked at closer: where several of them hold faint strokes of a letter's size, the fullest is cut out.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from intake.look import Look
from intake.page_view import Grey, Mask, View, Zone

_SIDE = 1400  # Longest side of the page on which windows are looked at: the largest reduction there is.
_WINDOW = 260  # Side of a window, pixels of that.
_TRIED, _LEAST_WINDOWS = 4, 2
_COARSE = 20  # Reduced pixels of the view per step in which windows are chosen.
_EMPTY = 0.06  # Share of a window that may have been read.
_LEAST, _MOST = 5, 44  # Longest side of a stroke or a letter, pixels of the window.
_STROKES = 8  # Of them in a window.
_SMALLEST = 11.0  # Height of letters in a window; the blocks of a JPEG are smaller.
_LETTER, _LARGEST = 32, 520  # Height of letters and longest side in the picture that is cut out.
_FAINT = 34.0  # Darkest a faint stroke may be, grey levels below its paper; what is darker was seen before.


@dataclass(frozen=True)
class _Window:
    """``left``, ``top`` in pixels of the page reduced to ``_SIDE``; its strokes and how high they are."""

    left: int
    top: int
    strokes: int
    letter: float


def zones(look: Look, view: View) -> list[Zone]:
    """At most one zone: a window full of faint letters."""
    scale = look.scale(_SIDE)
    grey = look.grey(_SIDE)
    found: list[_Window] = []
    for tried, (left, top) in enumerate(_empty_windows(view, scale / view.scale, grey.shape[1], grey.shape[0])):
        if tried == _LEAST_WINDOWS and not found:
            break
        window = _looked_at(grey[top : top + _WINDOW, left : left + _WINDOW], left, top)
        found += [window] if window is not None else []
    if len(found) < _LEAST_WINDOWS:
        return []
    return [_cut(look, max(found, key=lambda window: window.strokes), scale)]


def _empty_windows(view: View, factor: float, width: int, height: int) -> list[tuple[int, int]]:
    """Corners of windows that do not overlap, those with the least read in them first; on the sheet only."""
    taken = cv2.max(view.read, cv2.max(view.table, np.asarray(1 - view.sheet, np.uint8)))
    rows, columns = max(taken.shape[0] // _COARSE, 1), max(taken.shape[1] // _COARSE, 1)
    coarse = cv2.resize(taken.astype(np.float32), (columns, rows), interpolation=cv2.INTER_AREA)
    side = max(round(_WINDOW / factor / _COARSE), 1)
    if rows < side or columns < side:
        return []
    share = cv2.boxFilter(coarse, -1, (side, side), anchor=(0, 0), borderType=cv2.BORDER_CONSTANT)
    share = share[: rows - side + 1, : columns - side + 1].copy()
    corners: list[tuple[int, int]] = []
    for _ in range(_TRIED):
        y, x = (int(v) for v in np.unravel_index(int(share.argmin()), share.shape))
        if share[y, x] > _EMPTY:
            break
        share[max(y - side + 1, 0) : y + side, max(x - side + 1, 0) : x + side] = 1
        left, top = round(x * _COARSE * factor), round(y * _COARSE * factor)
        corners.append((max(min(left, width - _WINDOW), 0), max(min(top, height - _WINDOW), 0)))
    return corners


def _looked_at(patch: Grey, left: int, top: int) -> _Window | None:
    smooth = cv2.GaussianBlur(patch, (0, 0), 1.1)
    hat = cv2.subtract(
        np.asarray(cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, np.ones((13, 13), np.uint8)), np.uint8), smooth
    )
    usual = float(np.median(hat[::2, ::2]))
    unrest = float(np.median(np.abs(hat[::2, ::2].astype(np.float32) - usual)))
    ink: Mask = np.asarray(cv2.threshold(hat, usual + 4.5 * unrest + 2, 1, cv2.THRESH_BINARY)[1], np.uint8)
    if not 0.004 < float(ink.mean()) < 0.25 or float(np.quantile(hat, 0.995)) > _FAINT:
        return None
    ink = np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)), np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    _, _, w, h, area = stats[1:].T
    long = np.maximum(w, h)
    strokes = (long >= _LEAST) & (long <= _MOST) & (area >= 1.2 * long)
    specks = int((long < _LEAST).sum())
    count = int(strokes.sum())
    letter = float(np.quantile(long[strokes], 0.85)) if count else 0.0
    if count < _STROKES or specks > 6 * count or letter < _SMALLEST:
        return None
    return _Window(left, top, count, letter)


def _cut(look: Look, window: _Window, scale: float) -> Zone:
    """The window out of the full page, its faint ink made dark."""
    x0, y0, side = round(window.left / scale), round(window.top / scale), round(_WINDOW / scale)
    patch = cv2.cvtColor(look.image[y0 : y0 + side, x0 : x0 + side], cv2.COLOR_RGB2GRAY)
    zoom = min(_LETTER * scale / window.letter, _LARGEST / max(patch.shape), 3.0)
    shrink = cv2.INTER_AREA if zoom < 1 else cv2.INTER_CUBIC
    sized = cv2.GaussianBlur(cv2.resize(patch, None, fx=zoom, fy=zoom, interpolation=shrink), (0, 0), 0.8)
    ground = cv2.blur(np.asarray(cv2.dilate(sized, np.ones((21, 21), np.uint8)), np.uint8), (41, 41)).astype(np.float32)
    depth = np.maximum(ground - sized, 0)
    low, high = (float(v) for v in np.quantile(depth, (0.5, 0.99)))
    picture = 255 * (1 - np.clip((depth - low) / max(high - low, 4.0), 0, 1))
    return Zone(np.asarray(picture, np.uint8), "pale", float(x0), float(y0), zoom)
