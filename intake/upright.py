"""Which way up a page stands, and its reading once it stands upright.

Three questions, cheapest first. Which way do most lines run? Do they stand on their head: the turn
network's vote over the longest lines (one line alone misleads it: 6 and 9)? And is a line that runs
across the reading direction a column of vertical writing or a line of a page lying on its side? The
recogniser reads both equally well, so its characters are cut out, turned one by one, and read again:
only in vertical writing do they say the same as before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from domain.reading import Line
from intake import dust, text_boxes
from intake.ctc import Written
from intake.rapid_reader import STRIP, Image, RapidReader
from intake.text_boxes import Spot

_VOTERS = 12
_CLEAR_VOTE = 0.15
_GLYPHS = 10
_SAME = 0.6
_WESTERN = 0.04  # Share of Latin letters and digits above which writing is certainly horizontal.


@dataclass(frozen=True, slots=True)
class UprightReading:
    """``turn``: clockwise degrees the content was turned in the given image. ``image`` is upright."""

    turn: int
    image: Image
    lines: tuple[Line, ...]


def turned(image: Image, turn: int) -> Image:
    """The image with a clockwise ``turn`` of 0, 90, 180 or 270 degrees undone."""
    return np.ascontiguousarray(np.rot90(image, turn // 90))


def turn(image: Image, reader: RapidReader) -> int:
    """Clockwise degrees by which the content of an RGB page is turned: 0, 90, 180 or 270."""
    return read(image, reader).turn


def read(image: Image, reader: RapidReader, page: int = 1) -> UprightReading:
    """The page turned upright, with its lines in reading order. Costs one reading unless it was turned."""
    shown = dust.wiped(image)
    spots = reader.detect(shown)
    if not spots:
        return UprightReading(0, image, ())
    tall = _runs_down(spots)
    voters = sorted((s for s in spots if s.tall == tall), key=lambda s: -max(s.size))[:_VOTERS]
    strips = [text_boxes.cut(shown, spot, STRIP) for spot in voters]
    on_head = _on_head(strips, reader)
    if not tall and not on_head:
        lines = reader.read_spots(shown, spots, page)
        if not _maybe_vertical(lines) or not _stands_in_columns(strips, reader):
            return UprightReading(0, image, lines)
        found = 270
    else:
        if on_head:
            strips = [np.ascontiguousarray(strip[::-1, ::-1]) for strip in strips]
        columns = _stands_in_columns(strips, reader)
        found = _TURN[tall, columns, on_head]
    return UprightReading(found, turned(image, found), reader.read(turned(shown, found), page))


# (lines run down the image, writing is vertical, strips stood on their head) -> clockwise turn
_TURN = {
    (False, False, False): 0,
    (False, False, True): 180,
    (False, True, False): 270,
    (False, True, True): 90,
    (True, False, False): 90,
    (True, False, True): 270,
    (True, True, False): 0,
    (True, True, True): 180,
}


def _runs_down(spots: Sequence[Spot]) -> bool:
    """Whether more of the writing runs down the image than across; squarish spots have no say."""
    down = across = 0.0
    for spot in spots:
        width, height = spot.size
        if height >= 1.5 * width:
            down += height
        elif width >= 1.5 * height:
            across += width
    return down > across


def _on_head(strips: Sequence[Image], reader: RapidReader) -> bool:
    """The vote of the longest lines; where it is close, the way up that reads more surely."""
    votes = reader.head_down(strips)
    vote = float(np.median(votes) + np.mean(votes)) / 2
    if abs(vote - 0.5) > 0.5 - _CLEAR_VOTE:
        return vote > 0.5
    few = strips[:4]
    as_is = reader.recognise(few)
    over = reader.recognise([np.ascontiguousarray(strip[::-1, ::-1]) for strip in few])
    return sum(sum(w.probabilities) for w in over) > sum(sum(w.probabilities) for w in as_is)


def _maybe_vertical(lines: Sequence[Line]) -> bool:
    text = "".join(line.text for line in lines)
    western = sum(c.isascii() and c.isalnum() for c in text)
    return western <= _WESTERN * len(text) and sum(map(_ideograph, text)) >= 4


def _stands_in_columns(strips: Sequence[Image], reader: RapidReader) -> bool:
    """Whether the characters on strips that read left to right lie on their left side."""
    few = strips[:4]
    glyphs: list[NDArray[np.uint8]] = []
    said = ""
    for strip, written in zip(few, reader.recognise(few), strict=True):
        for character, glyph in _glyphs(strip, written):
            if len(glyphs) < _GLYPHS:
                said += character
                glyphs.append(np.rot90(glyph, -1))
    if len(said) < 3:
        return False
    (again,) = reader.recognise([np.ascontiguousarray(np.concatenate(glyphs, axis=1))])
    kept = "".join(filter(_ideograph, again.text))
    return Levenshtein.normalized_similarity(said, kept) >= _SAME


def _glyphs(strip: Image, written: Written) -> list[tuple[str, NDArray[np.uint8]]]:
    """Square cut-outs of the clearly read Chinese characters of a strip."""
    height, width = strip.shape[:2]
    cut = []
    for character, probability, (start, end) in zip(written.text, written.probabilities, written.spans, strict=True):
        if not _ideograph(character) or probability < 0.7 or character in "一二三丨":
            continue
        left = round((start + end) / 2 * width) - height // 2
        if left >= 0 and left + height <= width:
            cut.append((character, strip[:, left : left + height]))
    return cut


def _ideograph(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
