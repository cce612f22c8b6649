"""Which characters of a PDF page a person sees, and what else is painted on it.

A character counts as seen only where the page painted with and without its text objects differs. Where two
characters claim one place (new words on a patch over old ones) their runs are painted apart.
"""

from __future__ import annotations

import ctypes
import math
from typing import Any

import cv2
import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from domain.place import Box
from intake import pdf_paint
from intake.pdf_words import Letter
from intake.sheet import Image

_CONTRAST = 20  # Grey levels by which a painted character changes the page.
_MIN_PAINTED = 0.008  # Share of a character's box it has to change.
_ABREAST = 120  # Letters that may stand above each other in one column of a page.
_MOST_RUNS = 12  # Runs of text painted apart because they stand in one place.


def seen_among(letters: list[Letter], painted: Image, unlettered: Image) -> list[bool]:
    """For each character, placed in pixels, whether it changes what is painted where it claims to stand."""
    if not letters:
        return []
    height, width = painted.shape[:2]
    red, green, blue = cv2.split(cv2.absdiff(painted, unlettered))
    table = cv2.integral((cv2.max(cv2.max(red, green), blue) > _CONTRAST).astype(np.uint8))
    seen = []
    before = False
    for letter in letters:
        if letter.spacing:
            seen.append(before)
            continue
        x0, y0 = max(math.floor(letter.left), 0), max(math.floor(letter.bottom), 0)
        x1, y1 = min(math.ceil(letter.right), width), min(math.ceil(letter.top), height)
        before = False
        if x1 > x0 and y1 > y0:
            ink = int(table[y1, x1]) - int(table[y0, x1]) - int(table[y1, x0]) + int(table[y0, x0])
            before = ink >= max(2, _MIN_PAINTED * (x1 - x0) * (y1 - y0))
        seen.append(before)
    return seen


def uncover(letters: list[Letter], seen: list[bool], painted: Image, page: pypdfium2.PdfPage, scale: float) -> None:
    """Mark as unseen what stands below something else with other words on it.

    Characters of two runs that claim one place are both believed at first, since something changes
    there. Each such run is left out once: what stays the same without it was not seen.
    """
    crossing = _crossing(letters, seen)
    if not crossing:
        return
    text = page.get_textpage()
    try:
        runs: dict[int, tuple[Any, list[int]]] = {}
        for i in crossing:
            handle = pdfium.FPDFText_GetTextObject(text.raw, letters[i].index)
            if handle:
                runs.setdefault(ctypes.cast(handle, ctypes.c_void_p).value or 0, (handle, []))[1].append(i)
        for handle, members in list(runs.values())[:_MOST_RUNS]:
            pdf_paint.show([handle], shown=False)
            without = pdf_paint.render(page, scale)
            pdf_paint.show([handle], shown=True)
            for i, still in zip(members, seen_among([letters[i] for i in members], painted, without), strict=True):
                seen[i] = still
    finally:
        text.close()


def _crossing(letters: list[Letter], seen: list[bool]) -> list[int]:
    """Seen characters that share most of their place with another seen one."""
    at = [i for i, letter in enumerate(letters) if seen[i] and not letter.spacing]
    if len(at) < 2:
        return []
    boxes = np.array([(letters[i].left, letters[i].bottom, letters[i].right, letters[i].top) for i in at])
    order = np.argsort(boxes[:, 0] + boxes[:, 2], kind="stable")
    left, top, right, bottom = boxes[order].T
    size = np.maximum(right - left, bottom - top)
    found: set[int] = set()
    for step in range(1, min(_ABREAST, len(at))):
        one, other = slice(None, -step), slice(step, None)
        large, small = np.maximum(size[one], size[other]), np.minimum(size[one], size[other])
        wide = np.minimum(right[one], right[other]) - np.maximum(left[one], left[other])
        high = np.minimum(bottom[one], bottom[other]) - np.maximum(top[one], top[other])
        apart = np.abs(right[one] + left[one] - right[other] - left[other]) / 2
        crossing = (large < 2 * small) & (apart < 0.3 * large) & (high > 0.6 * small)
        crossing &= wide > 0.3 * np.minimum(right[one] - left[one], right[other] - left[other])
        found.update(order[one][crossing].tolist(), order[other][crossing].tolist())
    return sorted(at[k] for k in found)


def pictures_on(unlettered: Image) -> list[Box]:
    """Boxes of what is painted besides text and ruling: scans, pictures, seals, outlined letters."""
    grey = cv2.cvtColor(unlettered, cv2.COLOR_RGB2GRAY)
    height, width = grey.shape
    ink = (cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 24).astype(np.uint8)
    for size in ((max(width // 25, 15), 1), (1, max(height // 40, 15))):
        ruling = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(size[::-1], np.uint8))
        ink[cv2.dilate(ruling, np.ones((5, 5), np.uint8)) > 0] = 0
    joined = cv2.dilate(ink, np.ones((9, 9), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    boxes = []
    for x, y, w, h, _area in stats[1:count]:
        if w >= 16 and h >= 16 and int(ink[y : y + h, x : x + w].sum()) >= 24:
            boxes.append(Box(float(x), float(y), float(x + w), float(y + h)))
    return _merged(boxes)


def _merged(boxes: list[Box]) -> list[Box]:
    """Overlapping boxes joined, at most sixteen; more than that is one picture."""
    waiting, done = list(boxes[:400]), []
    while waiting:
        box = waiting.pop()
        near = [other for other in waiting if box.grown(12).overlap(other) > 0]
        if near:
            waiting = [other for other in waiting if other not in near]
            waiting.append(Box.around([box, *near]))
        else:
            done.append(box)
    return [Box.around(done)] if len(done) > 16 else done
