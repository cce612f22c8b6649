"""The manners: who does what with which tool. See the package."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from benchmarks.draw.forgers import brushes
from benchmarks.draw.forgers.areas import put_seal, put_strip, scanned_seal
from benchmarks.draw.forgers.brushes import Array, Rect
from benchmarks.draw.forgers.glyphs import BENT, bent, copied
from benchmarks.draw.forgers.typing import lay_ink, rendered, seen_hand
from benchmarks.draw.words import Words
from domain.place import Box
from domain.reading import Line, Page

LOWEST = 12  # pixels: smaller words are left alone


@dataclass(frozen=True)
class Target:
    """Words worth changing: glyphs ``begin`` to ``end`` of the page's line ``line``."""

    line: int
    begin: int
    end: int
    text: str
    boxes: tuple[Rect, ...]
    slope: float

    @property
    def box(self) -> Rect:
        lefts, tops, rights, bottoms = zip(*self.boxes, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)


@dataclass(frozen=True)
class Forgery:
    """The forged picture, where the change stands in it, and the page as it reads now."""

    image: Array
    box: Rect
    page: Page
    manner: str


@dataclass
class _Work:
    """One forgery being made. ``donor``: another captured page with its picture."""

    image: Array
    page: Page
    target: Target
    rng: Random
    donor: tuple[Array, Page]


def targets_of(page: Page, places: Mapping[str, Box], size: tuple[int, int]) -> Iterator[Target]:
    """Every word worth changing: numbers, dates and names where ``places`` say the page's facts stand. ``size``:
    width and height of the picture."""
    for number, line in enumerate(page.lines):
        if line.vertical or len(line.char_boxes) != len(line.text):
            continue
        for name, place in places.items():
            held = [i for i, box in enumerate(line.char_boxes) if place.contains(*box.center)]
            if not held:
                continue
            begin, end = held[0], held[-1] + 1
            text = line.text[begin:end]
            spans = [m.span() for m in re.finditer(r"\d{1,8}", text)]
            if name == "person_name" and 2 <= len(text) <= 4 and "·" not in text:
                spans = [(0, len(text))]
            for a, b in spans:
                boxes = tuple(_rect(box) for box in line.char_boxes[begin + a : begin + b])
                low = min(box[3] - box[1] for box in boxes)
                inside = all(
                    box[0] >= 4 and box[1] >= 4 and box[2] <= size[0] - 4 and box[3] <= size[1] - 4 for box in boxes
                )
                if low >= LOWEST and inside:
                    yield Target(number, begin + a, begin + b, text[a:b], boxes, _slope(line))


def forge(
    image: Array, page: Page, target: Target, manner: str, rng: Random, donor: tuple[Array, Page]
) -> Forgery | None:
    """``image`` (RGB, left alone) forged in one of ``MANNERS``; None where the page offers no place for it."""
    work = _Work(image.copy(), page, target, rng, donor)
    done = MANNERS[manner](work)
    if done is None:
        return None
    left, top, right, bottom = done
    if right - left < 2 or bottom - top < 2:
        return None
    return Forgery(work.image, done, work.page, manner)


# --- words typed anew ------------------------------------------------------------------------------------------------


def _typed(
    work: _Work,
    away: Callable[[Array, Rect, Random], None],
    *,
    exact: bool,
    how: str,
    blur: float = 0,
    grain: float = 0,
    ink: tuple[float, float, float] | None = None,
    face: str | None = None,
) -> Rect:
    target = work.target
    hand = seen_hand(work.image, target.box, target.text, target.slope, work.rng, exact=exact)
    if face is not None:
        hand = replace(hand, face=face)
    text = _other(target.text, work.rng)
    away(work.image, target.box, work.rng)
    cover, box = rendered(work.image.shape, hand, text, work.rng, how)
    lay_ink(work.image, cover, ink or hand.ink, blur=blur, grain=grain, seed=work.rng.randrange(2**31))
    work.page = _reworded(work.page, target, text)
    return _joined(box, target.box)


def patch_typed(work: _Work) -> Rect:
    """Photoshop: a patch of the picked colour, then type in a near font, ink picked too."""
    return _typed(work, brushes.patch_flat, exact=False, how=work.rng.choice(["crisp", "fine"]))


def office_box(work: _Work) -> Rect:
    """WPS: a text box filled white or with the paper's colour, black words of the office's standing fonts."""

    def box(image: Array, rect: Rect, rng: Random) -> None:
        left, top, right, bottom = brushes.inside(rect, rng.randint(1, 4), image)
        image[top:bottom, left:right] = 255 if rng.random() < 0.5 else brushes.ground(image, rect).round()

    face = work.rng.choice(["ming", "serif", "zenhei"])
    return _typed(work, box, exact=True, how="crisp", ink=(0.0, 0.0, 0.0), face=face)


def phone_healed(work: _Work) -> Rect:
    """A phone app: the healing pen, then its own sans words, stretched to fit."""
    ink = work.rng.choice([None, (0.0, 0.0, 0.0), (51.0, 51.0, 51.0)])
    return _typed(work, brushes.inpaint, exact=True, how="scaled", ink=ink, face=work.rng.choice(["sans", "zenhei"]))


def gradient_typed(work: _Work) -> Rect:
    """A patch running from the colour at the left to that at the right, then type."""
    blur = work.rng.choice([0, 0.5])
    return _typed(work, brushes.patch_gradient, exact=work.rng.random() < 0.6, how="fine", blur=blur)


def cloned_typed(work: _Work) -> Rect:
    """The clone stamp, then type softened and roughened to resemble its neighbours."""
    rng = work.rng
    blur, grain = rng.uniform(0.4, 0.8), rng.uniform(1, 3.5)
    return _typed(work, brushes.stamp_clone, exact=True, how="fine", blur=blur, grain=grain)


def filled_typed(work: _Work) -> Rect:
    """Content-aware fill, then type in the face that fits best, softened."""
    return _typed(work, brushes.fill_aware, exact=True, how="fine", blur=work.rng.uniform(0.3, 0.7))


def digit_added(work: _Work) -> Rect | None:
    """One more digit typed before the number; nothing is taken away."""
    target = work.target
    if not target.text.isdigit() or len(target.text) > 3:
        return None
    left, top, right, bottom = target.box
    wide = max(4, (right - left) // len(target.text))
    room = work.image[top:bottom, max(0, left - wide) : left - 1].astype(np.float32)
    if left < wide or np.abs(room - brushes.ground(work.image, target.box)).max() > 60:  # other words stand there
        return None
    hand = seen_hand(work.image, target.box, target.text, target.slope, work.rng, exact=work.rng.random() < 0.7)
    digit = work.rng.choice("12345")
    hand = replace(hand, at=(hand.at[0] - wide, hand.at[1]))
    cover, box = rendered(work.image.shape, hand, digit, work.rng, work.rng.choice(["crisp", "fine"]))
    lay_ink(work.image, cover, hand.ink, blur=work.rng.choice([0, 0.5]))
    work.page = _reworded(work.page, target, digit + target.text, (left - wide, top, left, bottom))
    return box


# --- digits copied or bent -------------------------------------------------------------------------------------------


def _from_page(work: _Work, source: Array, page: Page, how: str) -> Rect | None:
    target, rng = work.target, work.rng
    places = [i for i, char in enumerate(target.text) if char.isdigit()]
    if not places:
        return None
    at = places[-1] if rng.random() < 0.7 else rng.choice(places)
    own = target.boxes[at]
    high = own[3] - own[1]
    near = 0.12 if how != "levelled" else 0.6
    found: list[tuple[str, Rect]] = []
    for number, line in enumerate(page.lines):
        if line.vertical or len(line.char_boxes) != len(line.text):
            continue
        for i, char in enumerate(line.text):
            if char not in "0123456789" or char == target.text[at]:
                continue
            if page is work.page and number == target.line and target.begin <= i < target.end:
                continue
            box = _rect(line.char_boxes[i])
            inside = 2 <= box[0] < box[2] < source.shape[1] - 2 and 2 <= box[1] < box[3] < source.shape[0] - 2
            if inside and box[3] - box[1] >= LOWEST and abs((box[3] - box[1]) / high - 1) <= near:
                found.append((char, box))
    if not found:
        return None
    char, taken = rng.choice(found)
    kept = source.copy()
    if how == "darker":
        brushes.stamp_clone(work.image, own, rng)
    done = copied(work.image, own, kept, taken, how, rng)
    text = target.text[:at] + char + target.text[at + 1 :]
    work.page = _reworded(work.page, target, text)
    return done


def digit_near(work: _Work) -> Rect | None:
    """A digit of the same page with a little of its paper."""
    return _from_page(work, work.image, work.page, "boxed")


def digit_blended(work: _Work) -> Rect | None:
    """A digit of the same page, soft at its rim or darkening only."""
    return _from_page(work, work.image, work.page, work.rng.choice(["feathered", "darker"]))


def digit_foreign(work: _Work) -> Rect | None:
    """A digit of another page, stretched and brought to this page's tones."""
    return _from_page(work, *work.donor, "levelled")


def digit_bent(work: _Work) -> Rect | None:
    """Strokes drawn onto a digit: 3 becomes 8, 1 becomes 7."""
    places = [i for i, char in enumerate(work.target.text) if char in BENT]
    if not places:
        return None
    at = work.rng.choice(places)
    other, strokes = BENT[work.target.text[at]]
    done = bent(work.image, work.target.boxes[at], strokes, work.rng)
    text = work.target.text[:at] + other + work.target.text[at + 1 :]
    work.page = _reworded(work.page, work.target, text)
    return done


# --- words taken away ------------------------------------------------------------------------------------------------


def _erased(work: _Work, away: Callable[[Array, Rect, Random], None]) -> Rect | None:
    lines = [
        (number, line)
        for number, line in enumerate(work.page.lines)
        if 40 < line.place.box.width < 0.7 * work.image.shape[1]
        and LOWEST <= line.place.box.height < 80
        and not line.vertical
        and _within(line.place.box, work.image)
        and not any(mark.place.box.overlap(line.place.box) > 0 for mark in work.page.marks)
    ]
    if not lines:
        return None
    number, chosen = work.rng.choice(lines)
    box = _rect(chosen.place.box)
    away(work.image, box, work.rng)
    work.page = replace(work.page, lines=tuple(line for i, line in enumerate(work.page.lines) if i != number))
    return box


def erased_filled(work: _Work) -> Rect | None:
    """A line gone by content-aware fill."""
    return _erased(work, brushes.fill_aware)


def erased_smudged(work: _Work) -> Rect | None:
    """A line smeared away with the smudge finger."""
    return _erased(work, brushes.smudge)


def erased_blurred(work: _Work) -> Rect | None:
    """A line blurred until it is gone."""
    return _erased(work, brushes.blur_away)


def erased_stamped(work: _Work) -> Rect | None:
    """A line covered with the clone stamp."""
    return _erased(work, brushes.stamp_clone)


# --- seals and strips ------------------------------------------------------------------------------------------------


def _sealed(work: _Work, how: str) -> Rect | None:
    if not work.page.lines:
        return None
    high, wide = work.image.shape[:2]
    last = max(work.page.lines, key=lambda line: line.place.box.bottom).place.box
    side = round(max(high, wide) * work.rng.uniform(0.1, 0.16))
    piece = scanned_seal(work.rng, side)
    x = round(min(max(2, last.center[0] - side * work.rng.uniform(0.1, 0.9)), wide - piece.shape[1] - 2))
    y = round(min(max(2, last.center[1] - side * work.rng.uniform(0.3, 0.8)), high - piece.shape[0] - 2))
    return put_seal(work.image, (x, y), piece, how, work.rng)


def seal_multiplied(work: _Work) -> Rect | None:
    return _sealed(work, "multiplied")


def seal_cut(work: _Work) -> Rect | None:
    return _sealed(work, "cut")


def seal_feathered(work: _Work) -> Rect | None:
    return _sealed(work, "feathered")


def seal_worked(work: _Work) -> Rect | None:
    return _sealed(work, "worked")


def _strip(work: _Work, how: str) -> Rect | None:
    source, page = work.donor
    lines = [
        line.place.box
        for line in page.lines
        if 80 < line.place.box.width < 0.6 * work.image.shape[1]
        and LOWEST <= line.place.box.height < 80
        and not line.vertical
        and _within(line.place.box, source)
    ]
    if not lines:
        return None
    left, top, right, bottom = brushes.inside(_rect(work.rng.choice(lines)), work.rng.randint(3, 10), source)
    own = work.target.box
    at = (min(own[0], max(0, work.image.shape[1] - (right - left))), max(0, own[1] - 4))
    return put_strip(work.image, at, source[top:bottom, left:right], how)


def strip_levelled(work: _Work) -> Rect | None:
    """A line of another page with its paper, brought to this paper's tone."""
    return _strip(work, "hard")


def strip_feathered(work: _Work) -> Rect | None:
    """The same with a soft rim."""
    return _strip(work, "soft")


MANNERS: dict[str, Callable[[_Work], Rect | None]] = {
    function.__name__: function
    for function in (
        patch_typed, office_box, phone_healed, gradient_typed, cloned_typed, filled_typed, digit_added,
        digit_near, digit_blended, digit_foreign, digit_bent,
        erased_filled, erased_smudged, erased_blurred, erased_stamped,
        seal_multiplied, seal_cut, seal_feathered, seal_worked, strip_levelled, strip_feathered,
    )
}  # fmt: skip
#: Manners nothing is fitted or tuned on, and whose misses nobody looks at.
HELD = frozenset(
    {
        "phone_healed", "gradient_typed", "filled_typed", "digit_blended", "digit_bent",
        "erased_filled", "erased_blurred", "seal_cut", "seal_worked", "strip_feathered",
    }
)  # fmt: skip
AREAS = frozenset(name for name in MANNERS if name.startswith(("erased", "seal", "strip")))


# --- small things ----------------------------------------------------------------------------------------------------


def _other(text: str, rng: Random) -> str:
    if not text.isdigit():
        name = Words(rng).name()
        while len(name) != len(text) or name == text:
            name = Words(rng).name() if len(text) in (2, 3) else name[: len(text)].ljust(len(text), "华")
            if len(text) not in (2, 3):
                break
        return name
    at = rng.randrange(len(text)) if rng.random() < 0.5 else len(text) - 1
    return text[:at] + str((int(text[at]) + rng.randint(1, 9)) % 10) + text[at + 1 :]


def _reworded(page: Page, target: Target, text: str, more: Rect | None = None) -> Page:
    """The page with other words in the target's place; ``more``: the box of a glyph added before them."""
    line = page.lines[target.line]
    boxes = list(line.char_boxes)
    if more is not None:
        boxes.insert(target.begin, Box(*more))
    sure = line.char_confidence
    if more is not None and sure:
        sure = (*sure[: target.begin], sure[target.begin], *sure[target.begin :])
    words = line.text[: target.begin] + text + line.text[target.end :]
    new = replace(line, text=words, char_boxes=tuple(boxes), char_confidence=sure)
    return replace(page, lines=(*page.lines[: target.line], new, *page.lines[target.line + 1 :]))


def _slope(line: Line) -> float:
    first, last = line.char_boxes[0], line.char_boxes[-1]
    run = last.center[0] - first.center[0]
    return (last.center[1] - first.center[1]) / run if run > 40 else 0.0


def _within(box: Box, image: Array) -> bool:
    return box.left >= 6 and box.top >= 6 and box.right <= image.shape[1] - 6 and box.bottom <= image.shape[0] - 6


def _rect(box: Box) -> Rect:
    left, top, right, bottom = box.as_list()
    return left, top, right, bottom


def _joined(first: Rect, second: Rect) -> Rect:
    return (
        min(first[0], second[0]),
        min(first[1], second[1]),
        max(first[2], second[2]),
        max(first[3], second[3]),
    )
