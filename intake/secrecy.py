"""Secrecy guard: which lines of a page are secrecy or disclosure marks.

Source: GB/T 9704-2012 (密级和保密期限 at the top corners, 公开方式 in the note below the date) and the
marks offices use for internal papers. A mark is a *short thing standing by itself*. Words inside
running text (why an original may not be handed in, a course on the secrecy law, a certificate of
secrecy training) are no marks. What the words must be says ``mark_words``; here it is asked whether they
stand by themselves. ``second_look`` finds words the first reading could not see.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from domain.finding import Finding, Severity
from domain.place import Box, Place
from domain.reading import Line
from intake.mark_remains import judge_damaged, judge_garbled, judge_half, judge_part
from intake.mark_words import judge, menu_item, plain
from intake.mark_words import licensed as says_licensed
from intake.mark_words import menu as says_menu
from intake.settings import GuardSettings

_ASLANT = 0.13  # Difference of slopes from which a line was laid across the page rather than printed with it.
_SENTENCE = "。！？；，、：:,.;!?”’」》）)"

_MESSAGES = {
    "top_secret": "文件上有“绝密”标志，按保密规定不能上传。",
    "secret": "文件上有“机密”标志，按保密规定不能上传。",
    "confidential": "文件上有“秘密”标志，按保密规定不能上传。",
    "internal": "文件上有内部文件类标志（如内部资料、工作秘密、注意保密），按规定不上传原件。",
    "not_public": "文件上标明“不予公开”，按规定不上传原件。",
    "on_request": "文件上标明“依申请公开”，按规定不上传原件。",
}
_NEXT = "系统没有保存这份文件。请改为上传单位出具的书面证明，写明培训名称、时间、学时和不便上传原件的原因。"
_INNOCENT = ("标志可能是误读，例如与正文或印章重叠；如确无此类标志，请重新拍摄清楚后再上传。",)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that was seen: its class (settings name), the rule that saw it, its page. Never its words."""

    name: str
    rule: str
    place: Place
    confidence: float

    @property
    def code(self) -> str:
        own = {"top_secret", "secret", "confidential", "not_public", "on_request"}
        return f"secrecy.{self.name if self.name in own else 'internal'}"

    def as_finding(self, severity: Severity) -> Finding:
        name = self.code.removeprefix("secrecy.")
        return Finding(
            self.code,
            severity,
            _MESSAGES[name],
            self.confidence,
            self.place,
            _INNOCENT,
            _NEXT if severity is Severity.STOP else "请单位保密员确认这份文件可以使用。",
            detail={"class": self.name, "rule": self.rule, "page": self.place.page},
        )


def findings(marks: Iterable[Mark], settings: GuardSettings) -> tuple[Finding, ...]:
    """One finding per class and page, worst first, treated as the settings say; ``pass`` gives none."""
    best: dict[tuple[str, int], Mark] = {}
    for mark in marks:
        key = (mark.name, mark.place.page)
        if key not in best or mark.confidence > best[key].confidence:
            best[key] = mark
    order = list(_MESSAGES)
    chosen = sorted(best.values(), key=lambda mark: (order.index(mark.code.removeprefix("secrecy.")), mark.place.page))
    severities = {"stop": Severity.STOP, "note": Severity.NOTE}
    return tuple(
        mark.as_finding(severities[settings.of(mark.name)]) for mark in chosen if settings.of(mark.name) != "pass"
    )


def in_lines(lines: Sequence[Line], page: int, width: float, height: float) -> tuple[Mark, ...]:
    """Marks among the lines of a page of that size (pixels of the lines' own boxes)."""
    periodical, website = licensed(lines), _has_menu(lines)
    usual = median([_slope(line) for line in lines if len(line.text) >= 6] or [0.0])
    marks = []
    for text, box, confidence, line in _candidates(lines):
        apart = _at_edge(box, width, height) or (line is not None and abs(_slope(line) - usual) > _ASLANT)
        seen = judge(text, edge=apart, licensed=periodical)
        if seen is None and apart:
            seen = judge_garbled(text)
        if seen is None and line is not None and abs(_slope(line) - usual) > _ASLANT:
            seen = judge_damaged(text, licensed=periodical)
        if seen is None and line is None and apart and len(text) >= 3:
            seen = judge_damaged(text, licensed=periodical)
        if seen is None or (not apart and line is not None and _continues(line, lines)):
            continue
        if website and menu_item(text):
            continue
        marks.append(Mark(*seen, Place(page, box), confidence))
    return (*marks, *_tiled(lines, page, periodical))


_TILES = 4  # Times a text stands on a page from which it is a watermark in rows.


def _tiled(lines: Sequence[Line], page: int, periodical: bool) -> Iterator[Mark]:
    """Marks with a name or a day beside them, printed again and again all over a page."""
    counts = Counter(plain(line.text) for line in lines if 4 <= len(line.text) <= 30)
    for line in lines:
        words = line.text.split()
        if len(words) < 2 or counts[plain(line.text)] < _TILES:
            continue
        for word in words:
            if seen := judge(plain(word), edge=True, licensed=periodical):
                yield Mark(seen[0], f"tiled_{seen[1]}", line.place, line.confidence)


#: In zones with these traces words are judged leniently: crossed by others, some letters are lost.
_DAMAGED = frozenset({"red", "cool", "pale"})
_CLEAR, _LEGIBLE = 0.8, 0.5
_SPECKS = re.compile(r"[.,'`·~\-_:;]")


def in_zone(lines: Sequence[Line], why: str, page: int, known: Sequence[Line], *, licensed: bool) -> tuple[Mark, ...]:
    """Marks among the lines of a zone that was looked at because of the trace ``why``.

    What is only a part of a longer line of the first reading (``known``) does not stand by itself.
    """
    found = []
    for text, box, confidence, _ in _candidates(lines):
        if any(_part_of(text, box, line) for line in known):
            continue
        seen = judge(text, edge=True, licensed=licensed)
        if seen is None and _SPECKS.search(text):  # Between letters set apart a speck reads as a dot.
            seen = judge(_SPECKS.sub("", text), edge=True, licensed=licensed)
        if seen is None and confidence >= _LEGIBLE:
            seen = judge_half(text) or judge_garbled(text)
        if seen is None and why in _DAMAGED:
            seen = judge_damaged(text, licensed=licensed)
        if seen is None and confidence >= _CLEAR:
            seen = judge_part(text, licensed=licensed, levels=why == "pale")
        if seen is not None:
            found.append(Mark(seen[0], f"{why}_{seen[1]}", Place(page, box), max(0.5, confidence)))
    return tuple(found)


def _has_menu(lines: Sequence[Line]) -> bool:
    """Whether an authority's website is shown, in whose menus 依申请公开 is a place to go to."""
    short = [text for line in lines for text in [plain(line.text), *(plain(part) for part, _ in _parts(line))]]
    return any(len(text) <= 24 and says_menu(text) for text in short)


def _part_of(text: str, box: Box, line: Line) -> bool:
    """Whether a text was read before as a part of a line of its own size that says more."""
    there = line.place.box
    size, off = there.height / max(box.height, 1.0), abs(there.center[1] - box.center[1])
    if there.overlap(box) < 0.4 * box.width * box.height or not 0.7 < size < 1.4 or off > 0.3 * box.height:
        return False
    whole = plain(line.text)
    return len(whole) >= len(text) + 2 and text in whole


def licensed(lines: Sequence[Line]) -> bool:
    """Whether the page is of a periodical printed with permission (准印证), "internal" by law."""
    return any(says_licensed(plain(line.text)) for line in lines)


def in_hidden(texts: Iterable[str], page: int, width: float, height: float) -> tuple[Mark, ...]:
    """Marks in text a file carries and nobody sees: every row is judged by itself, as if at the edge."""
    whole = Box(0.0, 0.0, width, height)
    rows = [row for text in texts for row in re.split(r"[\r\n]+|\s{2,}", text)]
    periodical = any(says_licensed(plain(row)) for row in rows)
    found = (judge(plain(row), edge=True, licensed=periodical) for row in rows)
    return tuple(Mark(name, f"hidden_{rule}", Place(page, whole), 0.9) for name, rule in filter(None, found))


def _candidates(lines: Sequence[Line]) -> Iterator[tuple[str, Box, float, Line | None]]:
    """Texts that stand by themselves: lines, parts of lines set apart by a gap, and letters set wide apart."""
    for line in lines:
        text = plain(line.text)
        if len(text) <= 40:
            yield text, line.place.box, line.confidence, line
        yield from ((plain(part), box, line.confidence, None) for part, box in _parts(line))
    yield from _spaced(lines)


def _parts(line: Line) -> Iterator[tuple[str, Box]]:
    """A line cut where the gap between two letters is wider than a letter is high."""
    boxes = line.char_boxes
    if len(boxes) != len(line.text) or len(boxes) < 3:
        return
    size = line.place.box.width if line.vertical else line.place.box.height
    starts = [0]
    for i in range(1, len(boxes)):
        gap = boxes[i].top - boxes[i - 1].bottom if line.vertical else boxes[i].left - boxes[i - 1].right
        if gap > 0.9 * size:
            starts.append(i)
    if len(starts) == 1:
        return
    for start, end in zip(starts, [*starts[1:], len(boxes)], strict=True):
        yield line.text[start:end], Box.around(boxes[start:end])


_MARK_LETTERS = frozenset("绝机秘密内部资料文件使用不予公开依申请工作商业★0123456789年长期")


def _spaced(lines: Sequence[Line]) -> Iterator[tuple[str, Box, float, Line | None]]:
    """Short pieces in one row or one column that only together say something (机　密, or stacked in a stamp)."""
    short = [
        (text, line)
        for line in lines
        if 1 <= len(text := plain(line.text)) <= 4 and all(letter in _MARK_LETTERS for letter in text)
    ]
    if not 2 <= len(short) <= 60:
        return
    for across in (True, False):
        rest = sorted(short, key=lambda item: item[1].place.box.left if across else item[1].place.box.top)
        for i, (text, line) in enumerate(rest):
            joined, boxes, confidence = text, [line.place.box], line.confidence
            for other_text, other in rest[i + 1 :]:
                if not _follows(boxes[-1], other.place.box, across):
                    continue
                joined, confidence = joined + other_text, min(confidence, other.confidence)
                boxes.append(other.place.box)
                if len(joined) > 12:
                    break
                yield joined, Box.around(boxes), confidence, None


def _follows(first: Box, second: Box, across: bool) -> bool:
    if not across:
        first, second = (Box(b.top, b.left, b.bottom, b.right) for b in (first, second))
    size = max(first.height, second.height)
    alike = min(first.height, second.height) > 0.6 * size
    level = abs(first.center[1] - second.center[1]) < 0.4 * size
    return alike and level and -0.2 * size < second.left - first.right < 4 * size


def _slope(line: Line) -> float:
    """Rise of a line of words, as far as its letters tell: 0 is level, positive goes down."""
    if line.vertical or len(line.char_boxes) < 2:
        return 0.0
    (x0, y0), (x1, y1) = line.char_boxes[0].center, line.char_boxes[-1].center
    return (y1 - y0) / (x1 - x0) if abs(x1 - x0) > 1 else 0.0


def _at_edge(box: Box, width: float, height: float) -> bool:
    """In the top or bottom margin, or in a side margin."""
    x, y = box.center
    return y < 0.14 * height or y > 0.9 * height or x < 0.06 * width or x > 0.94 * width


def _continues(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a short line ends the paragraph or the table cell of the line right above it.

    That one is longer, as high, runs on without a full stop, and begins where this one does or, in a
    cell, stands in the middle above it.
    """
    box = line.place.box
    if line.vertical:  # A column beside a paragraph is no part of it.
        return False
    for other in lines:
        above, text = other.place.box, plain(other.text)
        if other is line or len(text) < 4 or above.width < 1.8 * box.width or text[-1:] in _SENTENCE:
            continue
        close = 0 < box.center[1] - above.center[1] < (2.5 if len(text) >= 10 else 1.7) * above.height
        alike = 0.75 < above.height / max(box.height, 1.0) < 1.35
        begins = abs(box.left - above.left) < (2.5 if len(text) >= 10 else 0.6) * above.height
        centred = abs(box.center[0] - above.center[0]) < 0.6 * above.height
        if close and alike and (begins or centred) and not _something_between(line, other, lines):
            return True
    return False


def _something_between(below: Line, above: Line, lines: Sequence[Line]) -> bool:
    """Whether another line stands between two that might go on from one to the other."""
    top, bottom = above.place.box.center[1], below.place.box.center[1]
    left, right = below.place.box.left, below.place.box.right
    return any(
        other is not below
        and other is not above
        and top + 0.5 * above.place.box.height < other.place.box.center[1] < bottom - 0.5 * below.place.box.height
        and other.place.box.left < right
        and other.place.box.right > left
        for other in lines
    )
