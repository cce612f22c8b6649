"""Figures of a Chinese text: Arabic and Chinese numerals, percentages, both ends of a range.

A Chinese numeral is a figure when a measure word follows (``两天``, ``十个工作日``, ``半天``) or when it numbers
something (``第八条``, ``（三）``); in words such as ``统一`` or ``一般`` it is none.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple


class Figure(NamedTuple):
    """A figure at ``text[start:end]`` of the source."""

    text: str
    value: Decimal
    start: int
    end: int


_DIGITS = "零〇一二两三四五六七八九"
_MEASURES = (
    "个|天|日|周|星期|月|年|门|次(?!性)|名|项|级|学时|课时|学分|小时|分(?![级别为散公])|人|倍|科|册|篇|字|家|份|季度|类|位|种|"
    "档|节|期|届|旬|方(?!面|案|式)|工作日|条|款|章|元|岁"
)
_CHINESE = re.compile(
    rf"(?<![同统唯专单{_DIGITS}十百千万])[{_DIGITS}十百千万]+(?=\s*(?:{_MEASURES}|至[{_DIGITS}十]))|半(?=[天年月])"
)
_NUMBERING = re.compile(
    rf"(?<=第)[{_DIGITS}十百千]+|(?<=[（(])[{_DIGITS}十百]+(?=[）)])|(?m:^)\s*[{_DIGITS}十百]+(?=、)"
)
_ARABIC = re.compile(r"\d+(?:\.\d+)?")
_TEN_THOUSAND = re.compile(r"\s*万")
_PLACES = {"十": 10, "百": 100, "千": 1000}


def chinese_number(text: str) -> Decimal:
    """``十二`` → 12, ``两`` → 2, ``三百`` → 300, ``万`` → 10000."""
    if text == "半":
        return Decimal("0.5")
    total = section = digit = 0
    bare = all(character in _DIGITS for character in text)
    if bare and len(text) > 1:
        return Decimal("".join(str(_digit(character)) for character in text))
    for character in text:
        if character == "万":
            total, section, digit = (total + section + digit or 1) * 10_000, 0, 0
        elif character in _PLACES:
            section, digit = section + (digit or 1) * _PLACES[character], 0
        else:
            digit = _digit(character)
    return Decimal(total + section + digit)


def _digit(character: str) -> int:
    return 2 if character == "两" else 0 if character == "零" else "〇一二三四五六七八九".index(character)


def find_figures(text: str) -> tuple[Figure, ...]:
    """All figures in reading order."""
    found: dict[int, Figure] = {}
    for match in _ARABIC.finditer(text):
        value, end = Decimal(match[0]), match.end()
        if tail := _TEN_THOUSAND.match(text, end):
            value, end = value * 10_000, tail.end()
        found[match.start()] = Figure(match[0], value, match.start(), end)
    for pattern in (_NUMBERING, _CHINESE):
        for match in pattern.finditer(text):
            word = match[0].strip()
            start = match.end() - len(word)
            if start not in found and not (start and text[start - 1].isdigit()):
                found[start] = Figure(word, chinese_number(word), start, match.end())
    return tuple(found[start] for start in sorted(found))
