"""Running text that remembers, character by character, where on the page it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from domain.place import Box, Place
from domain.reading import Line
from extractors.text.normalise import aligned, is_han, plain
from extractors.text.patterns import compiled


def _pattern(pattern: str | re.Pattern[str]) -> re.Pattern[str]:
    return compiled(pattern) if isinstance(pattern, str) else pattern


@dataclass(frozen=True, slots=True)
class Flow:
    """Plain text; ``origin[i]`` is (line, index in line) of character i, None for a joint.

    Joints are the characters put between pieces: tab between cells of a row, newline between
    paragraphs.
    """

    text: str
    origin: tuple[tuple[Line, int] | None, ...] = field(repr=False)

    @staticmethod
    def of_line(line: Line) -> Flow:
        text, indices = aligned(line.text)
        return Flow(text, tuple((line, index) for index in indices))

    @staticmethod
    def joined(pieces: Iterable[Flow], joint: str = "") -> Flow:
        """Pieces one after another. An empty joint still keeps two Latin words apart."""
        text: list[str] = []
        origin: list[tuple[Line, int] | None] = []
        for piece in pieces:
            if not piece.text:
                continue
            if text:
                between = joint
                if not joint and text[-1][-1].isascii() and piece.text[0].isascii():
                    between = " " if text[-1][-1].isalpha() and piece.text[0].isalpha() else ""
                if between:
                    text.append(between)
                    origin.extend([None] * len(between))
            text.append(piece.text)
            origin.extend(piece.origin)
        return Flow("".join(text), tuple(origin))

    def __bool__(self) -> bool:
        return bool(self.text)

    def __hash__(self) -> int:
        """By the words alone: going through the places of all letters would take a tenth of the understanding."""
        return hash(self.text)

    @property
    def whole(self) -> Span:
        return Span(self, 0, len(self.text))

    def span(self, start: int, end: int) -> Span:
        return Span(self, start, end)

    def group(self, match: re.Match[str], group: int | str = 0) -> Span:
        return Span(self, match.start(group), match.end(group))

    def find(self, pattern: str | re.Pattern[str], group: int | str = 0) -> Span | None:
        """First match of ``pattern`` as a span, None when there is none."""
        match = _pattern(pattern).search(self.text)
        return None if match is None or match.start(group) < 0 else self.group(match, group)

    def find_all(self, pattern: str | re.Pattern[str], group: int | str = 0) -> Iterator[Span]:
        for match in _pattern(pattern).finditer(self.text):
            if match.start(group) >= 0:
                yield self.group(match, group)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a flow: what a fact quotes."""

    flow: Flow
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.flow.text[self.start : self.end]

    def __bool__(self) -> bool:
        return self.end > self.start

    def part(self, start: int, end: int | None = None) -> Span:
        """A stretch of this span, counted from its own start."""
        until = self.end if end is None else self.start + end
        return Span(self.flow, self.start + start, until)

    def stripped(self, chars: str = " \t\n:,;.。、_-—()") -> Span:
        """Without blanks and loose punctuation at both ends (balanced brackets stay)."""
        text, start, end = self.flow.text, self.start, self.end
        while start < end and text[start] in chars and not (text[start] == "(" and ")" in text[start:end]):
            start += 1
        while end > start and text[end - 1] in chars and not (text[end - 1] == ")" and "(" in text[start:end]):
            end -= 1
        return Span(self.flow, start, end)

    def match(self, pattern: str | re.Pattern[str], group: int | str = 0) -> Span | None:
        """First match of ``pattern`` inside this span."""
        found = _pattern(pattern).search(self.text)
        if found is None or found.start(group) < 0:
            return None
        return self.part(found.start(group), found.end(group))

    def _stretches(self) -> list[tuple[Line, int, int]]:
        """(line, first index, index after the last) of every line touched, in order."""
        held: list[tuple[Line, int, int]] = []
        for point in self.flow.origin[self.start : self.end]:
            if point is None:
                continue
            line, index = point
            if held and held[-1][0] is line:
                first, last = held[-1][1], held[-1][2]
                held[-1] = (line, min(first, index), max(last, index + 1))
            else:
                held.append((line, index, index + 1))
        return held

    @property
    def quote(self) -> str:
        """The words as they were read."""
        return "".join(line.text[start:end] for line, start, end in self._stretches()).strip()

    @property
    def confidence(self) -> float:
        """Smallest character confidence of the span (Chinese, letters, digits; loose signs do not count)."""
        values = []
        for point in self.flow.origin[self.start : self.end]:
            if point is None:
                continue
            line, index = point
            if line.text[index].isalnum() or is_han(line.text[index]):
                values.append(_chance(line, index))
        if not values:
            values = [line.span_confidence(start, end) for line, start, end in self._stretches()]
        return min(values, default=0.0)

    @property
    def choices(self) -> tuple[tuple[tuple[str, float], ...], ...]:
        """For each letter what it may be, each with the reader's probability; what was read stands first."""
        found: list[tuple[tuple[str, float], ...]] = []
        for at, point in enumerate(self.flow.origin[self.start : self.end], self.start):
            letter = self.flow.text[at]
            if point is None:
                found.append(((letter, 1.0),))
                continue
            line, index = point
            others = ((other.letter, other.probability) for other in line.others if other.at == index)
            found.append(((letter, line.span_confidence(index, index + 1)), *others))
        return tuple(found)

    @property
    def gapped(self) -> bool:
        """Whether the letters stand unevenly, as they do where one was lost under a seal or a fold.

        Chinese letters of one line stand at even steps; what stands between digits and Chinese
        letters is compared with its like in the same span. Needs the reader's letter boxes.
        """
        stretches = self._stretches()
        return any(_uneven(line, start, end) for line, start, end in stretches) or any(
            _torn(one[0], other[0]) for one, other in pairwise(stretches)
        )

    @property
    def frayed(self) -> bool:
        """Whether a letter or figure that touches either end was read badly: the value may end elsewhere.

        Colons and brackets do not count: readers are seldom sure of them, and they are no figures. Nor do Chinese
        letters of many strokes: no figure is taken for one.
        """
        for line, start, end in self._stretches():
            for at in (start - 1, end):
                known = 0 <= at < len(line.text) and at < len(line.char_confidence)
                figure = line.text[at : at + 1].isascii() or line.text[at : at + 1] in _LIKE_FIGURES
                if known and line.text[at].isalnum() and figure and line.char_confidence[at] < _FRAYED:
                    return True
        return False

    @property
    def place(self) -> Place | None:
        """Box around the span on the page it starts on."""
        stretches = self._stretches()
        if not stretches:
            return None
        page = stretches[0][0].place.page
        boxes = [line.span_box(start, end) for line, start, end in stretches if line.place.page == page]
        return Place(page, Box.around(boxes))

    @property
    def first_line(self) -> Line | None:
        """The line in which the span begins; None where it is all joints."""
        return next((spot[0] for spot in self.flow.origin[self.start : self.end] if spot is not None), None)

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for line, _, _ in self._stretches())


def _chance(line: Line, index: int) -> float:
    """How probably a letter was read right in whichever form: 統 and 统 are one letter, 〇 and ○ one figure.

    The reader shares its belief among the forms of a letter it knows, so that a well printed 統 stands at one half.
    """
    chance, letter = line.span_confidence(index, index + 1), line.text[index]
    meant = "〇" if letter in _NOUGHTS else plain(letter)
    for other in line.others:
        if other.at == index and (other.letter in _NOUGHTS_TOO if meant == "〇" else plain(other.letter) == meant):
            chance += other.probability
    return min(chance, 1.0)


#: Forms of the Chinese nought, and what readers take it for where it is one.
_NOUGHTS = frozenset("〇○◯")
_NOUGHTS_TOO = _NOUGHTS | frozenset("0oOＯ０")
#: Confidence below which a letter beside a value may be one of its figures misread.
_FRAYED = 0.95
#: Chinese letters of few strokes that a badly read figure may be taken for.
_LIKE_FIGURES = frozenset("一二三四五六七八九十〇○零口日目曰工土士王己已巳乙丁了人入末未卜上下小川几儿廿卅丨丿厂广")

#: Steps from which a letter may be lost: between Chinese letters, and beside digits against their like
#: (in letters); the gap between two pieces of one row (in heights). Of 1,900 right facts 2, 12 and none reach them.
_LOST_HAN, _LOST_DIGIT, _TORN = 1.4, 0.25, 0.5


def _uneven(line: Line, start: int, end: int) -> bool:
    boxes = line.char_boxes
    if len(boxes) != len(line.text) or end - start < 3:
        return False

    middles = [box.center for box in boxes]
    sorts = ["h" if is_han(char) else "d" if char.isdigit() else "o" for char in line.text]

    def step(i: int) -> float:
        (x0, y0), (x1, y1) = middles[i], middles[i + 1]
        return float(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5)

    usual: dict[str, list[float]] = {}
    # Where a value is wrapped inside its cell the next line begins: no step.
    beside = [i for i in range(len(boxes) - 1) if boxes[i + 1].top <= middles[i][1] or line.vertical]
    for i in beside:
        usual.setdefault(sorts[i] + sorts[i + 1], []).append(step(i))
    letter = 0.0
    if len(usual.get("hh", [])) >= 3:
        letter = median(usual["hh"])
    elif usual.get("dd"):
        letter = 1.9 * median(usual["dd"])
    if letter <= 0:
        return False
    steps: dict[str, list[float]] = {}
    for i in beside:
        if not start <= i < end - 1:
            continue
        steps.setdefault(sorts[i] + sorts[i + 1], []).append(step(i) / letter)
    if any(one > _LOST_HAN for one in steps.get("hh", [])):
        return True
    return any(
        len(found) > 1 and max(found) - min(found) > _LOST_DIGIT for found in (steps.get("hd", []), steps.get("dh", []))
    )


def _torn(one: Line, other: Line) -> bool:
    """Whether two pieces of a span stand in one row with a gap between them."""
    a, b = one.place.box, other.place.box
    height = min(a.height, b.height)
    beside = min(a.bottom, b.bottom) - max(a.top, b.top) > 0.4 * height
    return beside and not one.vertical and b.left - a.right > _TORN * height
