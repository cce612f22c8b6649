"""Where a secrecy mark may stand that the first reading of a page missed: cheap traces, cut out as pictures.

The detector misses or spoils a mark that is small and pale in a margin, stamped in colour across other
words or in the middle of a seal, or printed across the page as a pale watermark. Each leaves a trace of its
own: ink in the margins that was not read, the red layer and that of blue, green and violet inks, strokes a
little darker than the paper (``watermark``). They are looked for on a reduced page; without traces a page
costs some 20 ms. Nothing here reads words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from domain.reading import Line
from intake import tiles, watermark
from intake.look import Look
from intake.page_view import Edges, Frame, Grey, Mask, View, Zone, pieces, rulings, view
from intake.sheet import Image

_LETTER = 36  # Pixels a letter is to be high in a zone's picture.
_NONE = np.zeros((0, 0), np.uint8)
_WIDEST, _HIGHEST = 640, 320  # Of a zone's picture.
_MOST = {"red": 4, "cool": 3, "margin": 6}
_MOST_TRIED = 12
_BLACK = 0.04  # Share of black in a zone of coloured ink from which the ink is looked at without it.
_STROKES = 2.6  # Strokes in a row of a seal's middle from which it is no star.
_BESIDE_STAR = 0.12  # Share of ink on either side of a seal's star from which something is written there.
_SOLID = 17  # Thickness of coloured areas, reduced pixels, that are no strokes.
_LEAST_STAMP, _LONGEST_STAMP = 14, 9  # Height of a framed stamp, reduced pixels, and its length by that.
_CLOSED, _STAMPED_INK = 0.8, 12  # Share of each side that its frame covers; least ink within.
_FRAME, _FRAMED = 50, 0.02  # Difference of channels and share of pixels from which a cool frame runs through a zone.
_CLEAN = 0.5  # Grey levels of grain up to which paper counts as even, and paler strokes are seen.
_RUN_TOGETHER = 12  # Height of a row, reduced pixels, below which its letters may be one block of ink.


def zones(look: Look, lines: Sequence[Line]) -> list[Zone]:
    """Parts of an upright page worth a closer look, whose first reading gave ``lines`` (places in its pixels)."""
    page = view(look, lines)
    return [
        *tiles.zones(look, page),
        *watermark.zones(page),
        *_coloured(page, "red"),
        *_coloured(page, "cool"),
        *_margins(page),
    ]


# --- coloured ink -------------------------------------------------------------------------------------------------


def _coloured(view: View, ink: str) -> list[Zone]:
    """What is printed or stamped in red, or in a cool colour, without the words it crosses; of a seal its middle."""
    strength = np.asarray(cv2.blur(_INKS[ink](*view.channels), (3, 3)), np.uint8)
    usual = float(np.median(strength[::4, ::4]))
    unrest = float(np.median(np.abs(strength[::4, ::4].astype(np.float32) - usual)))
    lift = usual + max(_LIFT[ink], 6 * unrest)
    mask = np.asarray(cv2.threshold(strength, lift, 1, cv2.THRESH_BINARY)[1], np.uint8)
    if ink == "cool":  # Compression fringes red ink with its opposite.
        red = np.asarray(cv2.inRange(_redness(*view.channels), round(_LIFT["red"]), 255), np.uint8)
        mask[np.asarray(cv2.dilate(red, np.ones((5, 5), np.uint8)), np.uint8) > 0] = 0
    if cv2.countNonZero(mask) < 60:
        return []
    mask &= np.asarray(cv2.inRange(view.share, 0, 190), np.uint8)
    _drop_outlines(mask)
    solid = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((_SOLID, _SOLID), np.uint8)), np.uint8)
    if solid.any():  # A banner beside a stamp would be of one piece with it.
        mask[np.asarray(cv2.dilate(solid, np.ones((7, 7), np.uint8)), np.uint8) > 0] = 0
    return _clusters(view, mask, ink, across=15, down=9, lowest=6, seen=0.95)


def _redness(red: Grey, green: Grey, blue: Grey) -> Grey:
    return np.asarray(cv2.subtract(red, cv2.max(green, blue)), np.uint8)


def _coolness(red: Grey, green: Grey, blue: Grey) -> Grey:
    """Blue and green have more of either than of red, violet more blue than green."""
    return np.asarray(cv2.max(cv2.subtract(cv2.max(green, blue), red), cv2.subtract(blue, green)), np.uint8)


#: Least strength of an ink: photographs in the shade leave little of blue and green.
_LIFT = {"red": 20.0, "cool": 12.0}
_INKS: dict[str, Callable[[Grey, Grey, Grey], Grey]] = {"red": _redness, "cool": _coolness}


# --- margins ------------------------------------------------------------------------------------------------------


def _margins(view: View) -> list[Zone]:
    """Ink in the margins that was not read."""
    height, width = view.share.shape
    # The red channel shows every ink but red, also below a seal or a red frame; red has a search of its own.
    ink = _sharp(view.channels[0]) & view.sheet
    ink[int(0.16 * height) : int(0.88 * height), int(0.08 * width) : int(0.92 * width)] = 0
    ink[view.read > 0] = 0
    ink[rulings(ink, 0.05) > 0] = 0
    if cv2.countNonZero(ink) < 40:
        return []
    _drop_outlines(ink, speck=4)
    found = _clusters(view, ink, "margin", across=27, down=9, lowest=5, seen=0.7)
    return [*found, *(zone for one in found if (zone := _without_colour(view, one)) is not None)]


def _without_colour(view: View, zone: Zone) -> Zone | None:
    """A zone of the margin in black alone, where a blue or green frame runs through it; None where none does."""
    rows, columns = (round(side / zone.scale) for side in zone.picture.shape)
    top, left = int(zone.top), int(zone.left)
    patch = view.page[top : top + rows, left : left + columns]
    red, green, blue = (np.asarray(channel, np.uint8) for channel in cv2.split(np.ascontiguousarray(patch)))
    brightest = np.asarray(cv2.max(cv2.max(red, green), blue), np.uint8)
    if float((cv2.subtract(brightest, red) > _FRAME).mean()) < _FRAMED:
        return None
    return Zone(_sized(brightest, zone.scale), "margin", zone.left, zone.top, zone.scale)


def _sharp(channel: Grey) -> Mask:
    """1 on what is darker than everything a letter's height around it: strokes, not noise or a table top's pattern."""
    smooth = cv2.GaussianBlur(channel, (0, 0), 0.9)
    grain = float(np.median(cv2.absdiff(channel, smooth)[::3, ::3]))
    closed = cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    least = cv2.convertScaleAbs(closed, alpha=0.08 if grain > _CLEAN else 0.045, beta=2.5 * grain + 4)
    return np.asarray(
        cv2.threshold(cv2.subtract(cv2.subtract(closed, smooth), least), 0, 1, cv2.THRESH_BINARY)[1], np.uint8
    )


def _drop_outlines(mask: Mask, speck: int = 1) -> None:
    """Remove shadows of the sheet's edge and frames (what touches the border, is long and hollow), and specks."""
    height, width = mask.shape
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    x, y, w, h, area = stats.T
    at_border = ((x <= 1) | (y <= 1) | (x + w >= width - 1) | (y + h >= height - 1)) & (
        np.maximum(w, h) > 0.12 * max(height, width)
    )
    long, short = np.maximum(w, h), np.minimum(w, h)
    hollow = (np.maximum(w / width, h / height) > 0.3) & (area < 0.12 * w * h) & (long > 1.25 * short)
    drop = at_border | hollow | ((long > 12 * short) & (long > 40))
    drop[0] = False
    if speck > 1 and (specks := np.flatnonzero(area < speck)).size:
        mask[np.isin(labels, specks)] = 0
    for i in np.flatnonzero(drop[:count]):
        patch = slice(y[i], y[i] + h[i]), slice(x[i], x[i] + w[i])
        mask[patch][labels[patch] == i] = 0


def _clusters(view: View, mask: Mask, why: str, *, across: int, down: int, lowest: int, seen: float) -> list[Zone]:
    """Groups of strokes that may be a few letters, cut from the page.

    ``across`` and ``down`` join strokes, ``lowest`` is the least height of a row (reduced pixels); what
    was read already for more than ``seen`` of its ink is left out.
    """
    joined = cv2.bitwise_or(
        cv2.dilate(mask, np.ones((5, across), np.uint8)), cv2.dilate(mask, np.ones((down, 5), np.uint8))
    )
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    largest = np.argsort(-stats[1:count, cv2.CC_STAT_AREA], kind="stable")[:40] + 1
    found: list[tuple[float, Edges, float, Zone]] = []
    for i in largest:
        x, y, w, h, _ = (int(v) for v in stats[i])
        here = (labels[y : y + h, x : x + w] == i) & (mask[y : y + h, x : x + w] > 0)
        ink = int(np.count_nonzero(here))
        if ink < 15:
            continue
        if float((view.read[y : y + h, x : x + w] > 0)[here].mean()) > seen and not (
            why in _INKS and _crossing(view, mask, (x, y, w, h), ink)
        ):
            continue
        if float((view.step[y : y + h, x : x + w] > 0)[here].mean()) > 0.7:
            continue
        rows, columns = np.nonzero(here)
        x, y, w, h = x + int(columns.min()), y + int(rows.min()), int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1
        here = here[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
        seal = _round(here)
        if seal:
            middle = _middle(here) if why in _INKS else None
            if middle is None:
                continue
            left, top, w, h = middle
            x, y, here = x + left, y + top, here[top : top + h, left : left + w]
            ink = int(np.count_nonzero(here))
        solid = ink > 0.8 * w * h and min(w, h) > _RUN_TOGETHER
        if max(w, h) < 1.25 * lowest or solid or ink < 0.02 * w * h:
            continue
        framed = _inside_frame(here) if why in _INKS else None
        parts, letter = pieces(here if framed is None else framed[1])
        if (framed is None and parts < 2 and max(w, h) < 1.6 * min(w, h)) or letter < 3:
            continue
        letter = min(letter, min(w, h) if framed is None else 0.75 * framed[1].shape[0])
        # Letters in a row, neither dense nor thin, of usual height.
        unlike = abs(float(np.log(letter / 12))) + (0.7 if max(w, h) < 1.5 * letter or parts < 3 else 0.0)
        unlike += 0.7 if not 0.1 < ink / (w * h) < 0.6 else 0.0
        unlike += max(0.0, 1.0 - float((200 - view.share[y : y + h, x : x + w][here]).mean()) / 60)
        unlike += float(view.table[y : y + h, x : x + w].mean())
        alone = why in _INKS and _alone(mask, (x, y, w, h), letter, ink)
        frame = None if framed is None else framed[0].moved(x, y, 1.0)
        found.append((unlike, (x, y, w, h), letter, Zone(_NONE, why, 0, 0, 1, None, alone, seal, frame)))
    found.sort(key=lambda item: item[0])
    cut = (_cut(view, box, letter, told) for _, box, letter, told in found[:_MOST_TRIED])
    return [zone for zone in cut if zone is not None][: _MOST[why]]


def _round(here: NDArray[np.bool_]) -> bool:
    """A round seal: nearly no ink in the corners around the circle. Seals are read elsewhere."""
    height, width = here.shape
    if not 0.8 < width / height < 1.25 or height < 40:
        return False
    y, x = np.ogrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    outside = (x * x + y * y) > 1.08
    return bool(here[outside].sum() < 0.06 * here.sum())


def _inside_frame(here: NDArray[np.bool_]) -> tuple[Frame, NDArray[np.bool_]] | None:
    """The frame of a stamp and what stands within it, laid level; None where no frame is around anything."""
    points = np.argwhere(here)[:, ::-1].astype(np.float32)
    middle, (wide, high), angle = cv2.minAreaRect(points)
    if wide < high:
        wide, high, angle = high, wide, angle - 90
    if high < _LEAST_STAMP or not 1.2 < wide / high < _LONGEST_STAMP:
        return None
    columns, rows = round(wide) + 2, round(high) + 2
    level = cv2.getRotationMatrix2D(middle, angle, 1.0)
    level[:, 2] += np.array((columns / 2 - middle[0], rows / 2 - middle[1]))
    flat = cv2.warpAffine(here.astype(np.uint8) * 255, level, (columns, rows)) > 100
    edge = max(round(0.22 * high), 3)
    sides = (flat[:edge].any(axis=0), flat[-edge:].any(axis=0), flat[:, :edge].any(axis=1), flat[:, -edge:].any(axis=1))
    inside = flat[edge:-edge, edge:-edge]
    hollow = min(flat[:, edge : 2 * edge].any(axis=1).mean(), flat[:, -2 * edge : -edge].any(axis=1).mean())
    if min(float(side.mean()) for side in sides) < _CLOSED or hollow > _CLOSED or int(inside.sum()) < _STAMPED_INK:
        return None
    return Frame(middle[0], middle[1], wide, high, angle), np.asarray(inside, np.bool_)


def _middle(here: NDArray[np.bool_]) -> Edges | None:
    """Left, top, width, height of the level band through a seal's middle where more than a star stands in it."""
    height, width = here.shape
    rows = slice(round(0.36 * height), round(0.64 * height))
    # Between the points of the star and the letters of the ring; and in place of the star, which is of one piece.
    flanks = (slice(round(0.22 * width), round(0.32 * width)), slice(round(0.68 * width), round(0.78 * width)))
    beside = max(float(here[rows, flank].mean()) for flank in flanks)
    core = here[round(0.43 * height) : round(0.57 * height), round(0.3 * width) : round(0.7 * width)]
    strokes = float((core[:, 1:] & ~core[:, :-1]).sum(axis=1).mean())
    if beside < _BESIDE_STAR and strokes < _STROKES:
        return None
    left, top = round(0.13 * width), rows.start
    return left, top, width - 2 * left, rows.stop - top


def _crossing(view: View, mask: Mask, box: Edges, ink: int) -> bool:
    """Whether red letters stand among black ones: what was read there are the black ones."""
    x, y, w, h = box
    here = slice(y, y + h), slice(x, x + w)
    black = (view.channels[0][here] < 0.6 * np.median(view.channels[0][here])) & (mask[here] == 0)
    return int(np.count_nonzero(black)) > 0.25 * ink


def _over_black(view: View, box: Edges) -> bool:
    """Whether something colourless is printed there too."""
    x, y, w, h = box
    red, green, blue = (channel[y : y + h, x : x + w] for channel in view.channels)
    brightest = cv2.max(cv2.max(red, green), blue)
    return bool((np.asarray(brightest) < 0.55 * np.median(brightest)).mean() > _BLACK)


def _alone(mask: Mask, box: Edges, letter: float, ink: int) -> bool:
    """Whether no other red ink stands in the same row, as it would beside a part of a red title."""
    x, y, w, h = box
    reach = round(3 * letter)
    left, right = mask[y : y + h, max(x - reach, 0) : x], mask[y : y + h, x + w : x + w + reach]
    return int(np.count_nonzero(left)) + int(np.count_nonzero(right)) < 0.08 * ink


def _cut(view: View, box: Edges, letter: float, told: Zone) -> Zone | None:
    """The zone around a box of the reduced page, its letters (reduced pixels high) as large as the detector likes.

    ``told`` is what is known of it so far, its frame in reduced pixels. None where it turns out at this size to hold
    no letters.
    """
    why = told.why
    x, y, w, h = box
    pad = 0.7 * letter + 4
    height, width = view.page.shape[:2]
    left, top = max((x - pad) / view.scale, 0.0), max((y - pad) / view.scale, 0.0)
    right, bottom = min((x + w + pad) / view.scale, width), min((y + h + pad) / view.scale, height)
    patch = view.page[int(top) : int(np.ceil(bottom)), int(left) : int(np.ceil(right))]
    rows, columns = patch.shape[:2]
    scale = min(_LETTER * view.scale / letter, _WIDEST / columns, _HIGHEST / rows, 4.0)
    red, green, blue = (np.asarray(channel, np.uint8) for channel in cv2.split(patch))
    dark = np.asarray(cv2.min(cv2.min(red, green), blue), np.uint8)
    picture, rough = _sized(dark if why in _INKS else red, scale), None
    if why in _INKS and (view.read[y : y + h, x : x + w].mean() > 0.1 or _over_black(view, box)):
        picture, rough = _sized(_layer(patch, why), scale), picture
    size = letter * scale / view.scale
    if not _lettered(picture, size) and (rough is None or not _lettered(rough, size)):
        return None
    x0, y0 = float(int(left)), float(int(top))
    frame = told.frame and told.frame.moved(0, 0, 1 / view.scale).moved(-x0, -y0, scale)
    return replace(told, picture=picture, left=x0, top=y0, scale=scale, rough=rough, frame=frame)


def _lettered(picture: Grey, letter: float) -> bool:
    """Whether some pieces of ink have the size of letters or their parts, and they are not lost among specks."""
    ink = np.asarray(cv2.inRange(picture, 0, 128), np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    x, y, w, h, area = stats[1:count].T
    height, width = picture.shape
    inside = (x > 0) & (y > 0) & (x + w < width) & (y + h < height)
    long = np.maximum(w, h)
    parts = inside & (long > 0.3 * letter) & (long < 6 * letter) & (area > 0.08 * w * h)
    specks = long < 0.15 * letter
    return bool(specks.sum() <= max(5 * parts.sum(), 6))


def _sized(grey: Grey, scale: float) -> Grey:
    if scale > 1.5:
        grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), 0.8), np.uint8)
    shrink = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return _unruled(_stretched(np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=shrink), np.uint8)))


def _unruled(picture: Grey) -> Grey:
    """Without a frame's line that runs through the whole picture, level or upright."""
    dark = picture < 150
    for axis in (0, 1):
        ruled = dark.mean(axis=1 - axis) > 0.85
        if 0 < ruled.sum() < 0.35 * ruled.size:
            band = np.asarray(cv2.dilate(ruled.astype(np.uint8), np.ones(7, np.uint8)), np.uint8).ravel() > 0
            if axis == 0:
                picture[band] = 255
            else:
                picture[:, band] = 255
    return picture


def _layer(patch: Image, ink: str) -> Grey:
    """What is of that ink as dark as it is, everything else white. Colour is blurred in a JPEG, darkness is not."""
    red, green, blue = (np.asarray(channel, np.uint8) for channel in cv2.split(patch))
    strength = cv2.blur(_INKS[ink](red, green, blue), (3, 3))
    usual = float(np.median(strength))
    # Blue and green fade in the shade; to red a fixed measure does, or the print next to it darkens too.
    span = 24.0 if ink == "red" else min(24.0, max(6.0, 0.5 * (float(np.quantile(strength, 0.98)) - usual)))
    weight = np.clip((strength.astype(np.float32) - usual - span / 3) / span, 0, 1)
    dark = cv2.min(red if ink == "cool" else blue, green).astype(np.float32)
    paper = float(np.quantile(dark, 0.7))
    return np.asarray(paper - np.clip(paper - dark, 0, 255) * weight, np.uint8)


def _stretched(picture: Grey) -> Grey:
    """Contrast between what is written and its ground made full."""
    low, usual = (float(v) for v in np.quantile(picture, (0.01, 0.6)))
    unrest = float(np.median(np.abs(picture.astype(np.float32) - usual)))
    high = max(usual - min(1.5 * unrest, 0.3 * (usual - low)), low)
    stretched = np.clip((picture.astype(np.float32) - low) * (255 / max(high - low, 8.0)), 0, 255)
    return np.asarray(stretched, np.uint8)
