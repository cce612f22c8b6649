"""A printed day that no calendar has (2月30日, 13月, 6月31日).

Sees: full dates in the words of the pages, in digits or Chinese numerals. Cannot see: impossible days written
without a year. Errs when a digit is misread: what was read unsurely is only a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from domain.case import Case
from domain.finding import Finding
from domain.place import Place
from domain.reading import Line
from verifiers.knowledge.trust import MISREAD, check_failed

TITLE = "不存在的日期"
CODES = ("contradiction.impossible_date",)
NEEDS: frozenset[str] = frozenset()

_DIGITS = re.compile(
    r"(?<![\dA-Za-z/.-])((?:19|20)\d{2})\s*"
    r"(?:年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日|([-/.])(\d{1,2})\4(\d{1,2})(?![-/.]?[A-Za-z\d]))"
)
_CHINESE = re.compile(
    r"([一二][〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)


def verify(case: Case) -> Iterable[Finding]:
    for page in case.reading.pages:
        for line in page.lines:
            for found, year, month, day in _dates(line):
                if _exists(year, month, day):
                    continue
                confidence = line.span_confidence(*found.span())
                yield Finding(
                    "contradiction.impossible_date",
                    check_failed(confidence),
                    f"日期“{found.group(0)}”在日历上不存在。",
                    confidence * 0.95,
                    Place(page.number, line.span_box(*found.span())),
                    (MISREAD, "可能是填写笔误。"),
                    "请对照原图核对；确系如此的，请出具单位更正。",
                    detail={"text": found.group(0)},
                )


def _dates(line: Line) -> Iterable[tuple[re.Match[str], int, int, int]]:
    for found in _DIGITS.finditer(line.text):
        month, day = found.group(2) or found.group(5), found.group(3) or found.group(6)
        # Figures between dashes or dots may be any number (2024-1-57 of an award): only a day that some other
        # month has is taken for a date there.
        if found.group(4) and not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
            continue
        yield found, int(found.group(1)), int(month), int(day)
    for found in _CHINESE.finditer(line.text):
        digits = "".join(str("〇一二三四五六七八九".index(c)) for c in re.sub("[○零]", "〇", found.group(1)))
        yield found, int(digits), _numeral(found.group(2)), _numeral(found.group(3))


def _numeral(text: str) -> int:
    """Chinese numeral below 100."""
    values = {c: i for i, c in enumerate("〇一二三四五六七八九")}
    if "十" not in text:
        return values.get(text, 99)
    tens, ones = text.split("十", 1)
    return (values.get(tens, 1) if tens else 1) * 10 + (values.get(ones, 0) if ones else 0)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
