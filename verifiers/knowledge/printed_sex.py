"""男 or 女 on the page beside an ID number: in its sentence, or after 性别 in the rows around it.

For papers whose extractor gives no fact ``sex``. Silent unless the paper speaks of one person: on lists, beside a
second number or a second 性别 nobody knows whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.case import Case
from domain.fact import Fact
from domain.place import Place
from domain.reading import Line, Page
from verifiers.knowledge.checksums import birth_date

#: Kinds that speak of many people.
OF_MANY = frozenset({"roster", "sign_in_sheet", "course_schedule", "training_notice"})
#: A row counts as near the number up to so many heights of its line.
_NEAR = 8.0
#: Signs back from the number in which its sentence is looked at.
_REACH = 70

_NUMBER = re.compile(r"(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])")
#: A number with its middle covered; shorter ones are telephones.
_MASKED = re.compile(r"(?<![\dA-Za-z*])(?=[\d*xX×＊]{15,20}(?![\dA-Za-z*]))\d{2,14}[*xX×＊]{2,16}[\dXx]{0,6}")
#: 男 and 女 to choose from, or a word that only begins so, say no one's sex.
_WHOLE = r"(?P<v>[男女])(?!性别|[/、或]?[男女□☐○◯√✓])"
_LABEL = r"性别(?:/?(?:Gender|Sex|GENDER|SEX))?"
#: What may stand between the sex and the number: a day of birth, a nation, what the number is called.
_BORN = r"(?:\d{4}[年./-]\d{1,2}(?:[月./-](?:\d{1,2}日?)?)?(?:出?生)?[，,、；;])?(?:[\u4e00-\u9fff]{1,5}族[，,、；;])?"
_CALLED = r"(?:(?:居民|公民)?身份(?:证件?)?(?:号码?)?|证件(?:号码?)?)?(?:为|是|[:：])*$"
_BEFORE = (
    re.compile(rf"{_LABEL}[:：为是]*{_WHOLE}[，,、；;）)]*{_BORN}{_CALLED}"),
    re.compile(rf"[（(，,、；;]{_WHOLE}性?[，,、；;）)]+{_BORN}{_CALLED}"),
)
_BEHIND = re.compile(rf"[，,、；;]{_WHOLE}(?=[，,、；;）)])")
_HONOUR = r"(?:同志|先生|女士|老师)?"
_IN_ROW = re.compile(rf"{_LABEL}[:：]?{_WHOLE}")
_ALONE = re.compile(rf".*{_LABEL}[:：]?")


@dataclass(frozen=True, slots=True)
class PrintedSex:
    """``value`` 男 or 女, where it stands, how surely it was read; ``labelled``: after 性别, not in the sentence."""

    value: str
    place: Place | None
    confidence: float
    labelled: bool


def printed_sex(case: Case, number: Fact) -> PrintedSex | None:
    """The sex printed beside ``number`` (a full ID number); None where none is, or it is not told whose."""
    pages = [page for page in case.reading.pages if page.number in case.paper.pages]
    page = next((one for one in pages if number.place is not None and one.number == number.place.page), None)
    if page is None or case.paper.kind in OF_MANY or several_numbers(case):
        return None
    signs = _signs(page.lines)
    text = "".join(line.text[at] for line, at in signs)
    digits = "".join(str(number.value).split())
    start = text.upper().find(digits.upper())
    if start < 0:
        return None
    at = _in_sentence(text, start, start + len(digits), str(case.value("person_name") or ""))
    if at is not None:
        return _seen(*signs[at], labelled=False)
    return _in_rows(page, pages, signs[start][0])


def several_numbers(case: Case) -> bool:
    """Whether more than one ID number, in full or masked, stands on the paper."""
    pages = (page for page in case.reading.pages if page.number in case.paper.pages)
    texts = ["".join(line.text.split()).upper() for page in pages for line in page.lines]
    found = {one for text in texts for one in _NUMBER.findall(text) if birth_date(one) is not None}
    return len(found | {one for text in texts for one in _MASKED.findall(text)}) > 1


def _signs(lines: Sequence[Line]) -> list[tuple[Line, int]]:
    """(line, index) of every sign of a page in reading order, blanks left out."""
    return [(line, at) for line in lines for at, sign in enumerate(line.text) if not sign.isspace()]


def _in_sentence(text: str, start: int, end: int, name: str) -> int | None:
    """Index of the sex said with the number: right before or behind it, or behind the name in the same sentence."""
    first = max(0, start - _REACH, text.rfind("。", 0, start) + 1)
    before = text[first:start]
    for pattern in _BEFORE:
        if (found := pattern.search(before)) is not None:
            return first + found.start("v")
    if (found := _BEHIND.match(text, end)) is not None:
        return found.start("v")
    named = re.compile(rf"{re.escape(name)}{_HONOUR}[（(，,]{_WHOLE}(?=[，,、；;）)])") if len(name) > 1 else None
    held = list(named.finditer(before)) if named is not None else []
    return first + held[-1].start("v") if held else None


def _in_rows(page: Page, pages: Sequence[Page], number: Line) -> PrintedSex | None:
    """The one value after the only 性别 of the paper, in the rows around the number."""
    texts = ["".join(line.text.split()) for one in pages for line in one.lines]
    if sum(text.count("性别") for text in texts) != 1 or sum(text in ("男", "女") for text in texts) > 1:
        return None
    reach = _NEAR * number.place.box.height
    for line in page.lines:
        if abs(line.place.box.center[1] - number.place.box.center[1]) > reach:
            continue
        signs = _signs([line])
        text = "".join(line.text[at] for _, at in signs)
        if (found := _IN_ROW.search(text)) is not None:
            return _seen(*signs[found.start("v")], labelled=True)
        if _ALONE.fullmatch(text):
            beside = min(_right_of(line, page), key=lambda one: one.place.box.left, default=None)
            if beside is not None and beside.text.strip() in ("男", "女"):
                return _seen(beside, len(beside.text) - len(beside.text.lstrip()), labelled=True)
    return None


def _right_of(label: Line, page: Page) -> Iterator[Line]:
    """Lines in the row of a label, right of it."""
    box = label.place.box
    for line in page.lines:
        other = line.place.box
        level = min(box.bottom, other.bottom) - max(box.top, other.top)
        if line is not label and other.left >= box.right - 0.3 * box.height and level > 0.4 * other.height:
            yield line


def _seen(line: Line, at: int, *, labelled: bool) -> PrintedSex:
    place = Place(line.place.page, line.span_box(at, at + 1))
    return PrintedSex(line.text[at], place, line.span_confidence(at, at + 1), labelled)
