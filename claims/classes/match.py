"""Whether a paper speaks of a class: by number, by title and by dates. Different issues of one series never match."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

_NUMBERS = re.compile(r"\d+|[一二三四五六七八九十]+(?=[期批届讲场轮])")
_NOISE = re.compile(r"[\s“”\"'《》（）()、,，.。·\-—_]|关于举办|的通知")
_CHINESE = {char: number for number, char in enumerate("一二三四五六七八九十", 1)}

#: Titles this alike are taken for one when the dates do not contradict.
TITLE_ALIKE = 0.85
#: Titles this alike are taken for one when the dates are the same to the day.
TITLE_NEAR = 0.7


@dataclass(frozen=True, slots=True)
class Told:
    """What a paper or claim says of its class; None where it says nothing."""

    title: str
    first: date | None = None
    last: date | None = None
    doc_no: str = ""


def plain_title(text: str) -> str:
    """The title for comparing: NFKC, without marks and the usual frame of a notice."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text))


def numbers(text: str) -> frozenset[str]:
    """Figures of a title, Chinese issue numbers included (``第二期`` is 2)."""
    found = _NUMBERS.findall(unicodedata.normalize("NFKC", text))
    return frozenset(str(_CHINESE.get(one, one)) for one in found)


def title_likeness(first: str, second: str) -> float:
    """0..1. One title inside the other counts nearly as much as the same title."""
    a, b = plain_title(first), plain_title(second)
    if not a or not b:
        return 0.0
    alike = float(fuzz.ratio(a, b)) / 100
    if min(len(a), len(b)) >= 6:
        alike = max(alike, float(fuzz.partial_ratio(a, b)) / 100 * 0.95)
    one, two = numbers(first), numbers(second)
    if one and two and one != two:
        alike = min(alike, 0.6)  # another issue of the series
    return alike


def fit(told: Told, title: str, first: date, last: date, doc_no: str = "") -> float:
    """How well what is told fits the class, 0 when it is another one.

    >>> fit(Told("装配式建筑施工培训班"), "装配式建筑施工培训班", date(2024, 5, 6), date(2024, 5, 8)) > 0.8
    True
    """
    start = told.first or told.last
    end = told.last or told.first
    if start is not None and end is not None and (end < first or start > last):
        return 0.0
    same_days = told.first == first and told.last == last
    if doc_no and told.doc_no and plain_title(told.doc_no) == plain_title(doc_no):
        return 1.0
    alike = title_likeness(told.title, title)
    if alike >= TITLE_ALIKE or (same_days and alike >= TITLE_NEAR):
        return alike if same_days else alike * 0.95
    return 0.0
