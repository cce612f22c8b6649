"""A pale watermark below the words of a page: the words filled in from their surroundings, broad strokes kept."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from intake.page_view import Edges, Grey, Mask, View, Zone, pieces, rulings

_LETTER = 36  # Pixels a letter is to be high in a zone's picture.
_LONGEST = 416  # Side of such a picture.
_MOST = 3
_DARK, _SOFT = 0.72, 0.86  # Share of the paper's brightness below which something is print; where print is blurred.
_STRONG = 56  # Difference of channels from which a colour is no watermark's.
_BLURRED = 1.8  # How many times the dark pixels of words the soft ones are, on a page out of focus.
_STROKE = 7  # Longest side from which something pale may be a stroke.
_OF_LETTER = 1.6  # Height of a letter by that of its larger strokes.
_LONGEST_ROW = 7.0  # Letters in a row; longer bands are edges of shadows.
_RUN_TOGETHER = 250  # Pixels of ink in fewer than three pieces.
_NOISE = 11  # Longest side below which what is pale is taken out of the picture.


def zones(view: View) -> list[Zone]:
    """Strokes a little darker than the paper, broader than the remains of the words printed over them."""
    share = view.share
    sample = share[::3, ::3][view.sheet[::3, ::3] > 0]
    if sample.size < 100:
        return []
    usual = float(np.median(sample))
    words = _words(view, usual)
    pale = np.asarray(cv2.inRange(cv2.blur(share, (3, 3)), int(0.6 * usual), int(0.955 * usual)), np.uint8)
    pale[np.asarray(cv2.dilate(words, np.ones((3, 3), np.uint8)), np.uint8) > 0] = 0
    pale[(view.table > 0) | (view.sheet == 0)] = 0
    if cv2.countNonZero(cv2.morphologyEx(pale, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))) < 100:
        return []
    layer = _without_words(view, words, usual)
    rough = np.clip((layer - 0.75 * usual) * (255 / (0.235 * usual)), 0, 255).astype(np.uint8)
    rough[(view.sheet == 0) | (view.table > 0)] = 255
    paper = layer[::3, ::3][(words | view.table)[::3, ::3] == 0]
    unrest = float(np.median(np.abs(paper - usual))) if paper.size else 0.0
    faint = usual - min(max(5 * unrest, 0.035 * usual), 0.075 * usual)
    picture, strokes = _cleaned(rough, words, view, np.asarray(layer < faint, np.uint8) & view.sheet & (1 - view.table))
    found = [_zone(picture, rough, box, letter, view.scale) for box, letter in _grouped(strokes)]
    return found[:_MOST]


def _zone(picture: Grey, rough: Grey, box: Edges, letter: float, page_scale: float) -> Zone:
    x, y, w, h = box
    room = max(24, min(w, h) // 2, round(1.3 * letter))  # A letter at either end may be lost among the words.
    x0, y0 = max(x - room, 0), max(y - room, 0)
    here = slice(y0, y + h + room), slice(x0, x + w + room)
    part, raw = picture[here], rough[here]
    scale = min(_LONGEST / max(part.shape), max(0.6, _LETTER / (_OF_LETTER * letter)), 2.0)
    shrink = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    part, raw = (
        np.asarray(cv2.resize(layer, None, fx=scale, fy=scale, interpolation=shrink), np.uint8) for layer in (part, raw)
    )
    return Zone(part, "pale", x0 / page_scale, y0 / page_scale, scale * page_scale, raw)


def _grouped(strokes: Mask) -> list[tuple[Edges, float]]:
    """Groups of strokes that may be letters in a row, with the height of these; the largest first."""
    joined = cv2.dilate(strokes, np.ones((25, 25), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found: list[tuple[int, Edges, float]] = []
    for i in np.argsort(-stats[1:count, cv2.CC_STAT_AREA], kind="stable")[:12] + 1:
        x, y, w, h, _ = (int(v) for v in stats[i])
        here = (labels[y : y + h, x : x + w] == i) & (strokes[y : y + h, x : x + w] > 0)
        box = x + 12, y + 12, max(w - 24, 1), max(h - 24, 1)
        parts, letter = pieces(here)
        if parts < 3 and here.sum() >= _RUN_TOGETHER:  # Broad letters that touch: as high as their row is.
            points = np.argwhere(here).astype(np.float32)
            high, wide = sorted(cv2.minAreaRect(points)[1])
            if wide < _LONGEST_ROW * high:
                found.append((int(here.sum()), box, max(high / _OF_LETTER, 1.0)))
        elif parts >= 3 and here.sum() >= 12 * letter and max(w, h) - 24 >= 1.6 * letter:
            found.append((int(here.sum()), box, letter))
    return [(box, letter) for _, box, letter in sorted(found, key=lambda item: -item[0])]


def _words(view: View, usual: float) -> Mask:
    """1 where something dark or coloured is printed, and at its edges."""
    red, green, blue = view.channels
    colour = cv2.subtract(cv2.max(cv2.max(red, green), blue), view.dark)
    dark = np.asarray(cv2.inRange(view.share, 0, int(_DARK * usual)), np.uint8)
    soft = np.asarray(cv2.inRange(view.share, 0, int(_SOFT * usual)), np.uint8)
    soft[view.read == 0] = 0
    if cv2.countNonZero(soft) > _BLURRED * max(cv2.countNonZero(cv2.bitwise_and(dark, soft)), 1):
        dark = np.asarray(cv2.bitwise_or(dark, soft), np.uint8)
    # A pale colour is print only beside a strong one, as at the edges of a seal: watermarks are tinted too.
    strong = cv2.dilate(cv2.inRange(colour, _STRONG, 255), np.ones((7, 7), np.uint8))
    words = cv2.bitwise_or(dark, cv2.bitwise_and(cv2.inRange(colour, 28, 255), strong))
    ones = np.asarray(words, np.uint8) // 255
    return np.asarray(cv2.dilate(ones, np.ones((3, 3), np.uint8)), np.uint8)


def _without_words(view: View, words: Mask, usual: float) -> NDArray[np.float32]:
    """Share of the paper's brightness with the printed words filled in from their surroundings."""
    share = view.share.astype(np.float32)
    known = (words == 0).astype(np.float32)
    filled = np.full(share.shape, usual, np.float32)
    for sigma, least in ((4.8, 0.02), (1.6, 0.15)):
        weight = cv2.GaussianBlur(known, (0, 0), sigma)
        near = cv2.GaussianBlur(share * known, (0, 0), sigma) / np.maximum(weight, 1e-3)
        filled = np.where(weight > least, near, filled)
    return np.where(words == 0, cv2.GaussianBlur(share, (0, 0), 0.7), filled).astype(np.float32)


def _cleaned(rough: Grey, words: Mask, view: View, ink: Mask) -> tuple[Grey, Mask]:
    """Without the rests of words and rulings; and 1 on what of the ``ink`` may be strokes of a watermark."""
    ruled = rulings(ink, 0.12)
    ruled[cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)) > 0] = 0  # A broad stroke is no ruling.
    ink[ruled > 0] = 0
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    _, _, w, h, area = stats.T
    long, short = np.maximum(w, h), np.minimum(w, h)
    rest = (long > 0.5 * max(rough.shape)) | ((long > 14 * short) & (long > 60))
    rest[0] = False
    specks = long < _NOISE
    specks[0] = False
    gone = cv2.dilate((rest | specks)[labels].astype(np.uint8), np.ones((3, 3), np.uint8))
    picture = rough.copy()
    picture[(gone > 0) | (ruled > 0)] = 255
    stroke = (
        ~rest
        & (long >= _STROKE)
        & ((short > 2) | (long < 5 * short))
        & (area > 0.06 * w * h)
        & (long < 0.25 * max(rough.shape))
    )
    pieces_of = np.asarray(labels)
    # Mostly among dark print, or among words that were read and no larger than they: a rest of them.
    stroke &= _within(words, pieces_of, count) < 0.6 * area
    stroke &= (_within(view.read, pieces_of, count) < 0.9 * area) | (long > 1.1 * view.row)
    stroke[0] = False
    return picture, np.asarray(stroke[labels], np.uint8)


def _within(mask: Mask, labels: NDArray[Any], count: int) -> NDArray[np.float64]:
    """Pixels of each labelled piece that lie in a mask."""
    return np.bincount(labels.ravel(), weights=mask.ravel(), minlength=count).astype(np.float64)
