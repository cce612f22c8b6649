"""Label and value that one line of the reader holds without any sign between them: 学　员 张三　性　别 女.

A label is known by what it says (``role_words``); where it ends is told by the blank behind it, or by figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from domain.reading import Line
from extractors.text.flow import Flow
from extractors.text.normalise import is_wide
from extractors.text.patterns import compiled
from extractors.text.role_words import is_some_label

#: Room between two letters, in letters and beyond what they need, from which a form left a blank.
_BLANK = 0.3
#: Values that no word runs into: a day, a code of letters and figures, a masked number.
_FIGURES = re.compile(r"(?:[A-Z]{1,6}-?)?\d[\dA-Za-z*.\-/年月日至~—: ]{5,}")
_PROSE = re.compile(r"[。;](?!$)|:|,.*,")
_NUMBERING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}|\(?[一二三四五六七八九十\d]{1,2}\)?)[、.)]|\([一二三四五六七八九十\d]{1,2}\)|[◆●■▪★☆◇○•·➤►]"
)

#: A label said again in English: 项目名称 Program. Only words that name a column: 课程 Python程序设计 holds its value.
_IN_ENGLISH = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:(?:Training|Course|Program(?:me)?|Project|Class|Subject|Topic|Event|Activity|Item|Title|Name|"
    r"Content|Host|Organi[sz]er|Unit|Period|Date|From|To|Hours|Credits?|Result|Issued?|By|On|of|the)(?-i:(?![a-z]))[.:/]?)+$",
    re.I,
)


def pieces(line: Line, flow: Flow) -> tuple[Flow, ...]:
    """The line cut behind and before the labels it begins with and goes on with; itself where it begins with none."""
    if line.vertical or len(flow.text) < 4 or _PROSE.search(flow.text):
        return (flow,)
    cuts = sorted(set(_cuts(line, flow)))
    edges = [0, *cuts, len(flow.text)]
    return tuple(Flow(flow.text[a:b], flow.origin[a:b]) for a, b in pairwise(edges) if flow.text[a:b].strip())


def _cuts(line: Line, flow: Flow) -> Iterator[int]:
    blanks = [0, *_blanks(line, flow), len(flow.text)]
    at = 0
    while at < len(blanks) - 1:
        end = _label(flow.text, blanks, at)
        if end is None:
            if at == 0:
                yield from _before_figures(flow.text)
                return
            at += 1
            continue
        if end < len(blanks) - 1:
            yield from (blanks[at], blanks[end]) if at else (blanks[end],)
        at = end + 1 if end < len(blanks) - 1 else end


def _label(text: str, blanks: list[int], at: int) -> int | None:
    """Index of the blank that ends the label beginning at blank ``at``: one word, or letters set apart."""
    # 1. 主办 …: its number stands apart from the label.
    begin = at + 1 if at == 0 and len(blanks) > 2 and _NUMBERING.fullmatch(text[: blanks[1]].strip()) else at
    for end in range(min(len(blanks) - 1, begin + 4), begin, -1):
        word = text[blanks[at] : blanks[end]].replace(" ", "")
        numbered = _NUMBERING.match(word) if at == 0 else None
        word = word[numbered.end() :] if numbered else word
        apart = all(b - a == 1 for a, b in pairwise(blanks[begin : end + 1]))
        own = _IN_ENGLISH.sub("", word)
        whole = end == begin + 1 or apart or (own != word and own == text[blanks[at] : blanks[at + 1]].strip())
        if whole and 2 <= len(own) <= 10 and is_some_label(own):
            return end
    return None


def _before_figures(text: str) -> Iterator[int]:
    """Where a label runs into figures: 证书编码PX-2021-43713, 开始学习2021-02-11."""
    label = compiled(r"[\u4e00-\u9fff/]{2,8}(?:\([\u4e00-\u9fff]{1,6}\))?|[起止讫](?=\d)").match(text)
    if label and _FIGURES.fullmatch(text, label.end()) and is_some_label(label.group()):
        yield label.end()


def _blanks(line: Line, flow: Flow) -> Iterator[int]:
    """Indices of the letters before which the form left a blank: one was read, or the letters stand far apart."""
    spots = [spot[1] if spot is not None else -1 for spot in flow.origin]
    boxes = line.char_boxes if len(line.char_boxes) == len(line.text) else ()
    letter = _letter(line) if boxes else 0.0
    for at in range(1, len(flow.text)):
        before, after = spots[at - 1], spots[at]
        if flow.text[at - 1] == " " or any(char.isspace() for char in line.text[before + 1 : after]):
            yield at
        elif letter and after > before:
            wide = sum(1.0 if is_wide(line.text[i]) else 0.55 for i in (before, after)) / 2
            if (boxes[after].center[0] - boxes[before].center[0]) / letter - wide > _BLANK:
                yield at


def _letter(line: Line) -> float:
    """Usual step from one Chinese letter to the next in pixels; 0 where too few stand side by side."""
    steps = [
        line.char_boxes[i + 1].center[0] - line.char_boxes[i].center[0]
        for i in range(len(line.text) - 1)
        if is_wide(line.text[i]) and is_wide(line.text[i + 1])
    ]
    return median(steps) if len(steps) >= 3 else 0.0
