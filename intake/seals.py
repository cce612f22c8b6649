"""Seals: red rings (and dark ones on black-and-white copies) with what is written along and inside them.

A seal is looked for as a thin closed ring of one ink, round or oval, seen a little from the side. A
filled disc (an emblem, a button), a red title or a red frame is none. The ring's text is unrolled
into a straight strip; the strip starts in the widest gap of the text, so a seal set askew reads too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from domain.place import Box
from intake import broken_rings, dust
from intake.look import Look
from intake.rapid_reader import STRIP, Image, RapidReader
from intake.shrink import shrunk

_SIDE = 900  # Longest side of the picture in which rings are looked for.
_ROOM = 24.0  # Reduced pixels of paper kept around a picture that may be a seal.
_ANGLES = 120
_SMALLEST, _LARGEST = 0.022, 0.17  # Radius as a share of the longer side.
_RED_ENOUGH = 0.0004
_RED = (0.4, 0.22, 0.1)  # A fresh seal, among other red things; a usual one; a pale one.
_GUESSES = 40
_BLUR, _EDGE, _VOTES = 0.7, 120, 13
_BARE = 2 * STRIP  # Of the gap in the writing so much is left at either end: first letters are misread without paper.
_LETTERED = 0.2  # Share of columns with ink below the star from which words may stand there.
_BUSY = 0.06  # Share of ink from which a picture is too crowded to tell rings.
_COVERED, _COVERED_DARK = 0.8, 0.86
_SURE_BROKEN = 0.7  # Most confidence in a seal of which but pieces of the ring are left.
_RULE = 0.06  # Length of a ruled line as a share of the longer side.

Mask = NDArray[np.uint8]
Ink = NDArray[np.float32]
Angles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Seal:
    """An ellipse in pixels of the page: centre, half axes, angle of the first axis in degrees.

    ``red`` is false for the dark ring of a black-and-white copy.
    """

    x: float
    y: float
    a: float
    b: float
    angle: float
    confidence: float
    red: bool

    @property
    def box(self) -> Box:
        turn = np.radians(self.angle)
        half_w = float(np.hypot(self.a * np.cos(turn), self.b * np.sin(turn)))
        half_h = float(np.hypot(self.a * np.sin(turn), self.b * np.cos(turn)))
        return Box(self.x - half_w, self.y - half_h, self.x + half_w, self.y + half_h)


def find(page: Image | Look, within: Sequence[Box] | None = None) -> tuple[Seal, ...]:
    """Seals on an upright RGB page, surest first. ``within``: boxes outside of which there can be none."""
    look = page if isinstance(page, Look) else Look(page)
    scale, small = look.scale(_SIDE), look.small(_SIDE)
    left, top, right, bottom = 0, 0, small.shape[1], small.shape[0]
    if within is not None:
        large = [box for box in within if min(box.width, box.height) > _SMALLEST * max(look.image.shape[:2])]
        if not large:
            return ()
        around = Box.around(large).grown(_ROOM / scale)
        left, top = max(round(around.left * scale), 0), max(round(around.top * scale), 0)
        right, bottom = round(around.right * scale), round(around.bottom * scale)
    part, page_size = np.ascontiguousarray(small[top:bottom, left:right]), small.shape[:2]
    rise = redness(part)
    found: list[Seal] = []
    for threshold in _RED:
        red = (rise > threshold).astype(np.uint8)
        if not found and cv2.countNonZero(red) > _RED_ENOUGH * page_size[0] * page_size[1]:
            found = _rings(red, page_size, True)
    if not found and _colourless(small):
        found = _rings(_without_rules(_dark(part), max(page_size)), page_size, False)
        if not found and within is None:
            return _broken(look)
    placed = [
        Seal((s.x + left) / scale, (s.y + top) / scale, s.a / scale, s.b / scale, s.angle, s.confidence, s.red)
        for s in _apart(found)
    ]
    return tuple(placed)


def written(image: Image, seal: Seal, reader: RapidReader) -> str:
    """The words along the ring and below the star; empty where too little is legible."""
    strips = [strip for strip in (_unrolled(image, seal), _below_star(image, seal)) if strip is not None]
    words = [w.text.strip() for w in reader.recognise(strips) if w.confidence > 0.6 and len(w.text.strip()) > 2]
    return " ".join(words)


def _ink(image: Image, seal: Seal, across: NDArray[np.float32], down: NDArray[np.float32]) -> Image:
    """The seal's own ink at the given places, dark on white, other ink left out where colour allows."""
    picked = cv2.remap(image, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(np.uint8)
    if seal.red:
        # Against the palest and the strongest red in the cut-out: stamps are pressed unevenly.
        whole = picked.astype(np.float32)
        rise = whole[..., 0] - (whole[..., 1] + whole[..., 2]) / 2
        low, high = np.percentile(rise, 30), np.percentile(rise, 97)
        shade = np.clip((rise - low) / max(high - low, 12.0), 0, 1)
        grey = (255 * (1 - shade)).astype(np.uint8)
    else:
        grey = cv2.cvtColor(picked, cv2.COLOR_RGB2GRAY).astype(np.uint8)
    return np.repeat(grey[..., None], 3, axis=2)


def _unrolled(image: Image, seal: Seal) -> Image:
    """The band of writing inside the ring as a straight strip, from the widest gap of the band round."""
    long = int(np.clip(2 * np.pi * 0.8 * (seal.a + seal.b) / 2 * STRIP / (0.36 * (seal.a + seal.b) / 2), 320, 760))
    # From the bottom of the seal clockwise: left side first, as the words run.
    round_trip = np.linspace(0.5 * np.pi, 2.5 * np.pi, long, endpoint=False)
    shares = np.linspace(0.93, 0.62, STRIP)
    turn = np.radians(seal.angle)
    points = _at(seal.x, seal.y, seal.a, seal.b, turn, (round_trip - turn)[None], shares[:, None]).astype(np.float32)
    strip = _ink(image, seal, points[..., 0], points[..., 1])
    inked = np.asarray((strip[6:-8, :, 0] < 128).any(axis=0), np.bool_)
    gap = _widest_gap(inked)
    letters = np.flatnonzero(np.roll(inked, -gap))
    first, last = (letters[0], letters[-1]) if len(letters) else (0, long)
    return np.ascontiguousarray(np.roll(strip, -gap, axis=1)[:, max(first - _BARE, 0) : last + _BARE])


def _widest_gap(ink: NDArray[np.bool_]) -> int:
    """Middle of the longest run without ink, going round the end."""
    twice = np.concatenate((ink, ink)).astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate(([1], twice, [1]))))
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return 0
    longest = int((ends - starts).argmax())
    return int((starts[longest] + ends[longest]) // 2 % len(ink))


def _below_star(image: Image, seal: Seal) -> Image | None:
    """The level line of words under the star, as a strip; None where next to nothing stands there."""
    width, height = 1.5 * seal.a, 0.34 * seal.b
    across, down = np.meshgrid(
        np.linspace(seal.x - width / 2, seal.x + width / 2, max(int(STRIP * width / height), STRIP)),
        np.linspace(seal.y + 0.33 * seal.b, seal.y + 0.33 * seal.b + height, STRIP),
    )
    strip = _ink(image, seal, across.astype(np.float32), down.astype(np.float32))
    return strip if float((strip[4:-4, :, 0] < 128).any(axis=0).mean()) >= _LETTERED else None


def without_red(image: Image) -> NDArray[np.uint8]:
    """The page in grey with red ink taken away and other ink left standing.

    In the red channel a bright seal is as pale as paper already; a dark or shaded one is lifted by
    its own redness, never above the paper.
    """
    whole = image.astype(np.float32)
    rise = whole[..., 0] - (whole[..., 1] + whole[..., 2]) / 2
    rise -= float(np.median(rise))
    paper = max(float(np.percentile(whole[..., 0], 90)), 1.0)
    lifted = np.minimum(whole[..., 0] + 0.6 * np.maximum(rise, 0), paper)
    return np.asarray(np.maximum(lifted, np.minimum(whole[..., 0], 255)), np.uint8)


def redness(image: Image) -> Ink:
    """How red each pixel is, 0 to 1, against the tint of the paper and the light on it."""
    # cv2 throughout: numpy takes ten times as long over the channels of a page.
    red, green, blue = cv2.split(image)
    other = cv2.max(green, blue)
    brightest = cv2.max(red, other).astype(np.float32) + 16
    # Gold and brown are red too, but with far more green than blue in them.
    lean = red.astype(np.float32)
    lean -= other
    lean -= np.float32(0.5) * cv2.absdiff(green, blue)
    lean /= brightest
    # The light on a photograph is warmer here than there: each place is judged against its surroundings.
    height, width = lean.shape
    coarse = cv2.resize(lean, (max(width // 6, 1), max(height // 6, 1)), interpolation=cv2.INTER_AREA)
    tint = cv2.medianBlur((np.clip(coarse, -0.5, 0.5) * 255 + 128).astype(np.uint8), 25).astype(np.float32)
    around = cv2.resize((tint - 128) / 255, (width, height), interpolation=cv2.INTER_LINEAR)
    lean -= np.maximum(around, np.float32(-0.08))
    lean *= np.float32(2.2)
    return np.asarray(np.clip(lean, 0, 1, out=lean), np.float32)


def _broken(look: Look) -> tuple[Seal, ...]:
    """Seals of which a dusty black-and-white copy left but pieces of the ring."""
    searched = dusty_ink(look)
    if searched is None:
        return ()
    mask, scale = searched
    return tuple(
        Seal(ring.x / scale, ring.y / scale, *(2 * (ring.radius / scale,)), 0.0, min(_SURE_BROKEN, ring.left), False)
        for ring in broken_rings.found(mask)
    )


def dusty_ink(look: Look) -> tuple[Mask, float] | None:
    """Where a dusty black-and-white copy has ink but for ruled lines, and the scale of that; None for other pages."""
    clean = dust.wiped(look.image)
    if clean is look.image:
        return None
    wiped = Look(clean).small(_SIDE)
    return _without_rules(_dark(wiped), max(wiped.shape[:2])), look.scale(_SIDE)


def _colourless(small: Image) -> bool:
    part = small[::4, ::4].astype(np.int16)
    spread = part.max(axis=2) - part.min(axis=2)
    return bool(np.percentile(spread - np.median(spread), 99) < 24)


def _dark(small: Image) -> Mask:
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    paper = cv2.medianBlur(cv2.dilate(grey, np.ones((7, 7), np.uint8)), 21).astype(np.int16)
    return (paper - grey > 40).astype(np.uint8)


def _without_rules(mask: Mask, longest: int) -> Mask:
    """Without lines, level or upright, longer than any letter: a seal over a table hangs together with them."""
    length = int(_RULE * longest)
    level = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    upright = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    return cv2.subtract(mask, cv2.max(level, upright)).astype(np.uint8)


def _rings(mask: Mask, page: tuple[int, ...], red: bool) -> list[Seal]:
    """Seals in a mask of ink, which may be a part of a ``page`` of that shape."""
    longest = max(page)
    mask = _large(mask, longest, red)
    if not 0 < cv2.countNonZero(mask) < _BUSY * page[0] * page[1]:
        return []
    # Nearly all a search costs grows with the paper around the ink, and a page has few seals.
    x0, y0, wide, high = cv2.boundingRect(mask)
    x0, y0, x1, y1 = max(x0 - int(_ROOM), 0), max(y0 - int(_ROOM), 0), x0 + wide + int(_ROOM), y0 + high + int(_ROOM)
    mask = np.ascontiguousarray(mask[y0:y1, x0:x1])
    found: list[Seal] = []
    for x, y, radius in _guesses(mask, longest):
        # The same ring is guessed many times, and its letters guess at circles too.
        if any(np.hypot(x - seal.x, y - seal.y) < 0.7 * max(seal.a, seal.b) for seal in found):
            continue
        if _outlined(mask, x, y, radius):
            seal = _measured(mask, x, y, radius, red)
            found += [] if seal is None else [seal]
    return [replace(seal, x=seal.x + x0, y=seal.y + y0) for seal in found]


def _guesses(mask: Mask, longest: int) -> list[tuple[float, float, float]]:
    """Centres and radii of circles in a mask of ink, likeliest first. Looked for at half its size."""
    low, high = int(_SMALLEST * longest), int(_LARGEST * longest)
    # HoughCircles wants a picture with gradients; a slightly blurred mask gives clean ones.
    half = shrunk(mask * 255, mask.shape[1] // 2, mask.shape[0] // 2)
    circles = cv2.HoughCircles(
        cv2.GaussianBlur(half, (0, 0), _BLUR),
        cv2.HOUGH_GRADIENT,
        1,
        low / 2,
        param1=_EDGE,
        param2=_VOTES,
        minRadius=low // 2,
        maxRadius=high // 2,
    )
    if circles is None:
        return []
    guesses = np.asarray(circles).reshape(-1, np.asarray(circles).shape[-1])[:_GUESSES, :3]
    return [(2 * x + 0.5, 2 * y + 0.5, 2 * radius) for x, y, radius in guesses.tolist()]


def _outlined(mask: Mask, x: float, y: float, radius: float) -> bool:
    """A cheap first look: ink near most of a guessed circle."""
    angles = np.linspace(0, 2 * np.pi, 36, endpoint=False)[:, None]
    points = _at(x, y, radius, radius, 0.0, angles, np.linspace(0.82, 1.18, 9)[None])
    return float(_sampled(mask, points).any(axis=1).mean()) > 0.6


def _large(mask: Mask, longest: int, red: bool) -> Mask:
    """Without specks and letters, too small for a ring, and without the table the paper lies on."""
    x, y, across, down = cv2.boundingRect(mask)
    if not across:
        return mask
    # Labels are dear: they are only given where there is ink, and a pixel beyond, by which it grows.
    top, start = max(y - 1, 0), max(x - 1, 0)
    part = np.ascontiguousarray(mask[top : y + down + 1, start : x + across + 1])
    joined = cv2.dilate(part, np.ones((3, 3), np.uint8)) if red else part
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    left, above, wide, high, area = stats.T
    right, below, left, above = start + left + wide, top + above + high, start + left, top + above
    least = _SMALLEST * longest
    big = (np.maximum(wide, high) >= least) & (area >= least)
    edge = (left <= 1) | (above <= 1) | (right >= mask.shape[1] - 1) | (below >= mask.shape[0] - 1)
    table = edge & (area > 0.01 * mask.size) & (area > 0.2 * wide * high)
    if not red:
        table |= np.maximum(wide, high) > 2.4 * _LARGEST * longest  # Ruled lines and frames.
    solid = (area > 0.6 * wide * high) & (np.minimum(wide, high) > least)
    keep = big & ~table & ~solid
    keep[0] = False
    kept = np.zeros_like(mask)
    kept[top : y + down + 1, start : x + across + 1] = part * keep.astype(np.uint8)[labels]
    return kept


def _measured(mask: Mask, x: float, y: float, radius: float, red: bool) -> Seal | None:
    """The ellipse that follows the outermost ink around a guessed centre, or None when it is no ring."""
    angles = np.linspace(0, 2 * np.pi, _ANGLES, endpoint=False)
    a, b, turn = radius, radius, 0.0
    points = np.empty((0, 2))
    for reach in (0.25, 0.12, 0.07):
        points = _outline(mask, x, y, a, b, turn, angles, reach)
        if len(points) < 0.5 * _ANGLES:
            return None
        (x, y), (wide, high), degrees = cv2.fitEllipseDirect(points.astype(np.float32))
        a, b, turn = wide / 2, high / 2, np.radians(degrees)
        if not (np.isfinite([x, y, a, b]).all() and 0.5 * radius < min(a, b) and max(a, b) < 2 * radius):
            return None
    box = Seal(x, y, a, b, float(np.degrees(turn)), 0.0, red).box
    inside_page = box.left >= 0 and box.top >= 0 and box.right < mask.shape[1] and box.bottom < mask.shape[0]
    if max(a, b) > 1.9 * min(a, b) or not inside_page:
        return None
    points = _outline(mask, x, y, a, b, turn, angles, max(0.05, 2.0 / min(a, b)))
    covered = len(points) / _ANGLES
    inside = _fill(mask, x, y, a * 0.9, b * 0.9, turn)
    if (
        covered < (_COVERED if red else _COVERED_DARK)
        or not 0.03 < inside < 0.62
        or not _like_a_seal(mask, x, y, a, b, turn, angles)
    ):
        return None
    # Copies have many dark curves; a red ring is rarely anything else.
    confidence = min(0.99, covered if red else covered - 0.1)
    return Seal(x, y, a, b, float(np.degrees(turn)), confidence, red)


def _at(x: float, y: float, a: float, b: float, turn: float, angles: Angles, share: Angles) -> NDArray[np.float64]:
    """Points of the ellipse scaled by ``share`` at ``angles``; shape of both broadcast, then (…, 2)."""
    u, v = share * a * np.cos(angles), share * b * np.sin(angles)
    return np.stack((x + u * np.cos(turn) - v * np.sin(turn), y + u * np.sin(turn) + v * np.cos(turn)), axis=-1)


def _sampled(mask: Mask, points: NDArray[np.float64]) -> Mask:
    column = np.clip(points[..., 0].round().astype(int), 0, mask.shape[1] - 1)
    row = np.clip(points[..., 1].round().astype(int), 0, mask.shape[0] - 1)
    return np.asarray(mask[row, column], np.uint8)


def _outline(
    mask: Mask, x: float, y: float, a: float, b: float, turn: float, angles: Angles, reach: float
) -> NDArray[np.float64]:
    """For each angle the outermost ink within ``reach`` of the ellipse, where there is any."""
    shares = np.linspace(1 + reach, 1 - reach, max(int(2 * reach * max(a, b)) + 1, 5))
    points = _at(x, y, a, b, turn, angles[:, None], shares[None])
    ink = _sampled(mask, points)
    hit = ink.any(axis=1)
    return np.asarray(points[hit, ink[hit].argmax(axis=1)])


def _fill(mask: Mask, x: float, y: float, a: float, b: float, turn: float) -> float:
    shape = np.zeros_like(mask)
    cv2.ellipse(shape, ((x, y), (2 * a, 2 * b), float(np.degrees(turn))), 1, -1)
    return float(cv2.mean(mask, shape)[0])


def _like_a_seal(mask: Mask, x: float, y: float, a: float, b: float, turn: float, angles: Angles) -> bool:
    """A thin line with paper around it and writing inside it: no disc, no portrait in a frame, no chance curve."""
    inward = _sampled(mask, _at(x, y, a, b, turn, angles[:, None], np.linspace(0.55, 0.93, 14)[None]))
    solid = float((inward.mean(axis=1) > 0.8).mean())
    written = _sampled(mask, _at(x, y, a, b, turn, angles[:, None], np.linspace(0.6, 0.88, 12)[None]))
    outward = _sampled(mask, _at(x, y, a, b, turn, angles[:, None], np.linspace(1.06, 1.16, 6)[None]))
    return solid < 0.5 and float(written.any(axis=1).mean()) > 0.14 and float(outward.any(axis=1).mean()) < 0.4


def _apart(found: list[Seal]) -> list[Seal]:
    """The surest of those that share a place."""
    kept: list[Seal] = []
    for seal in sorted(found, key=lambda s: -s.confidence * (1 + 0.002 * s.a)):
        box = seal.box
        if all(box.overlap(k.box) < 0.4 * min(box.width * box.height, k.box.width * k.box.height) for k in kept):
            kept.append(seal)
    return kept
