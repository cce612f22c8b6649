"""Pieces of captured pages, forged on the fly in manners that nothing is held back of, and sent on.

For training alone: thousands of pieces an hour where whole pages make hundreds. The same pieces are sent on untouched,
so that saving again tells nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.draw.capture import scan
from benchmarks.draw.collage import put, wipe
from benchmarks.draw.forgers import brushes
from benchmarks.draw.forgers.areas import put_seal, put_strip, scanned_seal
from benchmarks.draw.forgers.typing import lay_ink, rendered, seen_hand
from benchmarks.draw.retouch import ERASE, moved_piece, set_words, wiped
from benchmarks.taken import Rect, Taken
from domain.reading import Line

Array = NDArray[np.uint8]
Shares = NDArray[np.float32]

SPOT = 8
#: Way of sending on → how often, in parts.
WAYS = {"png": 2.5, "jpeg": 3.5, "twice": 1.5, "shrunk": 1.0, "scan": 0.7}
DRAWN_SEALS = ("seal_over", "seal_plain", "seal_multiply", "seal_boxed")
WIPES = ("smudge", "smudge", "stamp", "flat", "brushed", "median", "clone", "telea")
RIM = 12  # Words nearer to the rim of a piece are left alone.


@dataclass(frozen=True)
class Base:
    """A captured page that pieces are cut from."""

    pixels: Array
    lines: tuple[Line, ...]

    @classmethod
    def of(cls, one: Taken) -> Base:
        lines = (line for line in one.page.lines if not line.vertical and line.place.box.height >= 10)
        return cls(one.pixels, tuple(lines))


@dataclass
class Crops:
    """Makes pieces of the bases. ``seals``: scanned seals that serve several times, for each takes a while."""

    bases: Sequence[Base]
    rng: Random
    seals: list[Array] = field(default_factory=list)

    def piece(self, side: int, *, forged: bool) -> tuple[Array, Shares]:
        """RGB, ``side`` x ``side``, as it arrives, and what share of each spot was put in."""
        rng = self.rng
        base = rng.choice(self.bases)
        way = rng.choices(list(WAYS), list(WAYS.values()))[0]
        scale = min(1.0, 1280 / max(base.pixels.shape)) if way == "twice" else 1.0
        scale = rng.uniform(0.55, 0.8) if way == "shrunk" else scale
        raw = side if scale == 1 else int(side / scale + 2 * SPOT) // SPOT * SPOT
        image, words = self._cut(base, raw)
        before = image.copy()
        for _ in range(rng.choice([1, 1, 2, 3]) if forged else 0):
            self._edit(image, words)
        changed = (image != before).any(axis=2).astype(np.uint8)
        share = cv2.morphologyEx(changed, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8)).astype(np.float32)
        if scale != 1:
            size = (max(SPOT, round(raw * scale) // SPOT * SPOT),) * 2
            image = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)[:side, :side]
            share = np.asarray(cv2.resize(share, size, interpolation=cv2.INTER_AREA), np.float32)[:side, :side]
            image, share = _filled(image, side), np.pad(share, ((0, side - len(share)), (0, side - share.shape[1])))
        image, share = self._sent(image, share, way)
        return image, np.asarray(cv2.resize(share, (side // SPOT,) * 2, interpolation=cv2.INTER_AREA), np.float32)

    def _sent(self, image: Array, share: Shares, way: str) -> tuple[Array, Shares]:
        rng = self.rng
        if way == "jpeg":
            return saved(image, rng.randint(70, 95)), share
        if way == "twice":
            return saved(saved(image, rng.choice([65, 75])), rng.choice([55, 65])), share
        if way == "shrunk":
            return saved(image, rng.choice([80, 90])), share
        if way == "scan":
            taken = scan(image, rng)
            warped = cv2.warpPerspective(share, taken.map, (share.shape[1], share.shape[0]))
            return saved(taken.image, taken.quality or 85), np.asarray(warped, np.float32)
        return image, share

    def _cut(self, base: Base, side: int) -> tuple[Array, list[list[Rect]]]:
        """A piece around some line, on the grid of compression, with the glyphs of its lines."""
        rng, (height, width) = self.rng, base.pixels.shape[:2]
        line = rng.choice(base.lines).place.box
        top = max(0, min(int(line.center[1]) - rng.randrange(40, side - 40), height - side)) // SPOT * SPOT
        left = max(0, min(int(rng.uniform(line.left, line.right)) - rng.randrange(40, side - 40), width - side))
        left = left // SPOT * SPOT
        image = _filled(base.pixels[top : top + side, left : left + side].copy(), side)
        words = []
        for one in base.lines:
            if one.place.box.top - top < RIM or one.place.box.bottom - top > side - RIM:
                continue
            glyphs = [box for box in one.char_boxes if box.left - left > RIM and box.right - left < side - RIM]
            if glyphs:
                words.append(
                    [
                        (int(b.left - left), int(b.top - top), int(b.right - left) + 1, int(b.bottom - top) + 1)
                        for b in glyphs
                    ]
                )
        return image, words

    def _edit(self, image: Array, words: list[list[Rect]]) -> None:
        lot = self.rng.random()
        if words and lot < 0.42:
            self._retyped(image, words)
        elif words and lot < 0.68:
            self._wiped(image, words)
        elif lot < 0.9:
            self._sealed(image)
        else:
            self._stripped(image)

    def _retyped(self, image: Array, words: list[list[Rect]]) -> None:
        rng, glyphs = self.rng, self.rng.choice(words)
        first = rng.randrange(len(glyphs))
        own = glyphs[first : first + rng.choice([1, 1, 2, 2, 3, 4, 6])]
        box = _around(own)
        if box[3] - box[1] < 9 or box[2] - box[0] < 4:
            return
        how = rng.choice(["set", "set", "typed", "typed", "moved", "near"])
        if how == "moved":
            moved_piece(image, box, rng)
        elif how == "near":
            left, top, right, bottom = rng.choice(rng.choice(words))
            piece = image[top - 1 : bottom + 1, left - 1 : right + 1].copy()
            if rng.random() < 0.6:
                piece = np.asarray(cv2.resize(piece, (max(3, box[2] - box[0]), max(3, box[3] - box[1]))), np.uint8)
            into = image[box[1] : box[1] + piece.shape[0], box[0] : box[0] + piece.shape[1]]
            into[:] = piece[: into.shape[0], : into.shape[1]]
        elif how == "set":
            wiped(image, box, rng.choice(ERASE), rng)
            count = max(len(own), round((box[2] - box[0]) / (0.55 * (box[3] - box[1]))))
            digits = rng.random() < 0.7
            text = "".join(
                str(rng.randrange(10)) if digits else rng.choice("王李周吴郑赵华明年月日时") for _ in range(count)
            )
            set_words(image, box, text, rng.choice(["plain", "soft", "grainy"]), rng)
        else:
            self._typed(image, box, len(own))

    def _typed(self, image: Array, box: Rect, count: int) -> None:
        rng = self.rng
        text = "".join(str(rng.randrange(10)) for _ in range(count))
        hand = seen_hand(image, box, text, 0.0, rng, exact=rng.random() < 0.5)
        how = rng.choice(["flat", "clone", "white"])
        if how == "white":
            left, top, right, bottom = brushes.inside(box, rng.randint(1, 4), image)
            image[top:bottom, left:right] = 255 if rng.random() < 0.5 else brushes.ground(image, box).round()
        else:
            (brushes.patch_flat if how == "flat" else brushes.stamp_clone)(image, box, rng)
        cover, _ = rendered(image.shape, hand, text, rng, rng.choice(["crisp", "fine"]))
        ink = (0.0, 0.0, 0.0) if how == "white" else hand.ink
        blur, grain = rng.choice([0, 0, 0.5, 0.7]), rng.choice([0, 0, 2.0])
        lay_ink(image, cover, ink, blur=blur, grain=grain, seed=rng.randrange(2**31))

    def _wiped(self, image: Array, words: list[list[Rect]]) -> None:
        rng, glyphs = self.rng, self.rng.choice(words)
        count = rng.randint(2, max(2, min(len(glyphs), 12)))
        first = rng.randrange(max(1, len(glyphs) - count + 1))
        box = _around(glyphs[first : first + count])
        if box[3] - box[1] < 9 or box[2] - box[0] < RIM:
            return
        how = rng.choice(WIPES)
        if how == "smudge":
            brushes.smudge(image, box, rng)
        elif how == "stamp":
            brushes.stamp_clone(image, box, rng)
        else:
            wipe(image, box, how, rng)

    def _sealed(self, image: Array) -> None:
        rng = self.rng
        how = rng.choice(["multiplied", "feathered", *DRAWN_SEALS])
        at = rng.randint(8, len(image) - 200), rng.randint(8, len(image) - 200)
        if how in DRAWN_SEALS:
            put(image, at, rng.randint(110, 240), how, rng, image, (0, 0, 10, 10))
            return
        if len(self.seals) < 40 or rng.random() < 0.03:
            self.seals.append(scanned_seal(rng, rng.randint(110, 260)))
            del self.seals[:-60]
        put_seal(image, at, rng.choice(self.seals), how, rng)

    def _stripped(self, image: Array) -> None:
        """A strip of another page, brought to this one's tone or as it is."""
        rng, donor = self.rng, self.rng.choice(self.bases).pixels
        high, wide = rng.randint(20, 60), rng.randint(60, 260)
        top, left = rng.randrange(donor.shape[0] - high), rng.randrange(donor.shape[1] - wide)
        piece = donor[top : top + high, left : left + wide]
        at = rng.randint(8, len(image) - wide - 8), rng.randint(8, len(image) - high - 8)
        if rng.random() < 0.6:
            put_strip(image, at, piece, "hard")
        else:
            image[at[1] : at[1] + high, at[0] : at[0] + wide] = piece


def saved(image: Array, quality: int) -> Array:
    """The picture as a JPEG of this quality shows it."""
    bgr = cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_RGB2BGR)
    done, packed = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])
    assert done
    return np.asarray(cv2.cvtColor(cv2.imdecode(packed, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB), np.uint8)


def _around(boxes: Sequence[Rect]) -> Rect:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _filled(image: Array, side: int) -> Array:
    """The piece grown to its full size where the page ends."""
    below, beyond = side - image.shape[0], side - image.shape[1]
    whole = cv2.copyMakeBorder(np.ascontiguousarray(image), 0, below, 0, beyond, cv2.BORDER_REPLICATE)
    return np.asarray(whole, np.uint8)
