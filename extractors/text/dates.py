"""Dates and spans of dates in every Chinese and numeric form, with where they stand in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractors.text.numbers import cardinal, digits

#: 二〇二四; readers drop the 〇 (二二四).
_ZH_YEAR = r"(?:[〇○零0Oo一二三四五六七八九]{4}|二[一二三][〇○零0Oo一二三四五六七八九])"
_ZH_DAY = r"(?:[一二]?十[一二三四五六七八九]?|三十一?|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九])"
_YEAR = r"(?P<y>(?:19|20)\d{2}|(?=[^年]{0,4}[一二〇○零])" + _ZH_YEAR + ")"
_MONTH = r"(?P<m>1[0-2]|0?[1-9](?!\d)|十[一二]?|[一二三四五六七八九])"
_DAY = rf"(?P<d>[12]\d|3[01]|0?[1-9]|{_ZH_DAY})"
_GAP = r"\s*"

#: Year, month, day: 2024年3月2日, 二〇二四年三月二日, 2024.3.2, 2024-03-02, 2024/3/2, 20240302.
_FULL = re.compile(
    rf"(?<![\d.]){_YEAR}{_GAP}年(?:度)?{_GAP}{_MONTH}{_GAP}(?:月(?:份)?|"
    rf"日(?={_GAP}\d{{1,2}}{_GAP}日)){_GAP}{_DAY}(?:{_GAP}(?:日|"
    rf"号|目|曰)|(?![\d一二三四五六七八九十年月期届次]))"
)
_NUMERIC = re.compile(
    r"(?<![\d.\-/])(?P<y>(?:19|20)\d{2})\s?(?P<s>[.\-/·、,—])\s?(?P<m>1[0-2]|0?[1-9])\s?"
    r"(?:(?P=s)|[.\-/]|(?<=[.\-/]\d\d):)\s?(?P<d>[12]\d|3[01]|0?[1-9])(?:(?!\d)(?!\.\d)(?!:\d{2})|(?=\d{1,2}:\d{2}))"
)
#: 2021.0822: the second point was not read.
_HALF_SOLID = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d{2})[.\-/年](?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\d.\-/])日?"
)
_SOLID = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_MONTH = (
    r"(?P<m>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_ENGLISH_DAY = r"(?P<d>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
#: April 11, 2022 and 11 April 2022, as certificates in two languages print them.
_ENGLISH = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<![A-Za-z]){_ENGLISH_MONTH}\s*{_ENGLISH_DAY}\s*,?\s*(?P<y>(?:19|20)\d\d)(?!\d)",
        rf"(?<!\d){_ENGLISH_DAY}\s*(?:of\s*)?{_ENGLISH_MONTH}\s*,?\s*(?P<y>(?:19|20)\d\d)(?!\d)",
    )
)
_YEAR_MONTH = re.compile(
    rf"(?<![\d.]){_YEAR}{_GAP}年{_GAP}{_MONTH}{_GAP}月(?:份)?(?!{_GAP}[\d一二三四五六七八九十廿卅])"
)
_NUMERIC_MONTH = re.compile(r"(?<![\d.\-/])(?P<y>(?:19|20)\d{2})\s?[./\-]\s?(?P<m>1[0-2]|0?[1-9])(?![\d./\-]|:\d)")
_MONTH_DAY = re.compile(
    rf"(?<![\d年.])(?P<m>1[0-2]|0?[1-9]|十[一二]?|"
    rf"[一二三四五六七八九])月{_GAP}{_DAY}{_GAP}[日号]"
)
_DOT_MONTH_DAY = re.compile(
    r"(?<![\d.\-/])(?P<m>1[0-2]|0?[1-9])[./](?P<d>[12]\d|3[01]|0?[1-9])(?![\d.]|[学课小天]|"
    r"分)"
)
_YEAR_ONLY = re.compile(rf"(?<![\d.]){_YEAR}{_GAP}(?:年度|年)")

#: 3月12:日, 2022.年: a speck read between a figure and its sign (replaced one for one: places stay).
_SPECK = re.compile(r"(?<=\d)[.·:,'](?=[年月日])")

#: What may stand between a date and its span sign: a weekday, a part of the day, a time.
_ASIDE = (
    r"(?:\s*\((?:星期|周)[一二三四五六日天]\)|\s*(?:星期|周)[一二三四五六日天]|\s*[上下]午|"
    r"\s*\d{1,2}[:时]\d{0,2}分?|起)*"
)
_SIGN = r"\s*(?:至今|至|到|to|---?|——?|[-~—–]|一(?=\s*\d))\s*"
_TAIL_ZH = re.compile(
    rf"{_ASIDE}{_SIGN}(?:(?P<y>(?:19|20)\d{{2}}|"
    rf"{_ZH_YEAR}){_GAP}年{_GAP})?(?:{_MONTH}{_GAP}月{_GAP})?{_DAY}{_GAP}[日号]"
)
_TAIL_NUMERIC = re.compile(
    rf"{_ASIDE}{_SIGN}(?:(?:(?P<y>(?:19|20)\d{{2}})[.\-/:])?(?P<m>1[0-2]|0?[1-9])(?:[.\-/]|(?<=[.\-/]\d\d):))?"
    r"(?P<d>[12]\d|3[01]|0?[1-9])(?![\d:月年])(?!\.\d)(?:日|号)?"
)
_TAIL_MONTH = re.compile(
    rf"起?{_SIGN}(?:(?P<y>(?:19|20)\d{{2}}|{_ZH_YEAR}){_GAP}年{_GAP})?{_MONTH}{_GAP}月(?!{_GAP}\d)"
)
_TAIL_NUMERIC_MONTH = re.compile(
    r"\s*(?:至|到|to|-|~|—+)\s*(?:(?P<y>(?:19|20)\d{2})[./\-])(?P<m>1[0-2]|0?[1-9])(?![\d./\-])"
)
_BARE_DAYS = re.compile(
    rf"(?<![\d年.])(?:(?P<y>(?:19|20)\d{{2}}){_GAP}年{_GAP}){_MONTH}{_GAP}月{_GAP}(?P<d>[12]\d|3[01]|0?[1-9]){_GAP}"
    r"(?=(?:至|到|-|~|—+|、|和|及)\s*(?:(?:1[0-2]|0?[1-9])\s*月)?\s*\d{1,2}\s*[日号])"
)
_TAIL_ENGLISH = tuple(
    re.compile(rf"\s*(?:to|through|until|[-–—~至])\s*{form.pattern}", re.IGNORECASE) for form in _ENGLISH
)
_LIST_TAIL = re.compile(
    rf"(?:{_ASIDE}\s*[、,和及与]\s*(?:(?P<m>1[0-2]|0?[1-9])月)?(?P<d>[12]\d|3[01]|0?[1-9])\s*[日号])+"
)


#: 4月8日报到,9日至11日培训: the days of the class follow the one of arrival, which leaves out none.
_ARRIVAL = re.compile(
    rf"{_GAP}(?:报到|签到)[,;、](?={_GAP}(?:\d{{1,2}}月)?\d{{1,2}}日?{_SIGN}(?:\d{{1,2}}月)?\d{{1,2}}日)"
)

#: What happens on a first day and on a last one.
_STARTED = r"(?:始|上线|开放|开通|启动|报到|到[校院站会班]|开班|开始|开课|举行|报名|入学|入班|入训)"
_ENDED = (
    r"(?:终(?!身)|关闭|下线|截止|"
    r"结束|结业|毕业|结课|结训|闭班|离会|返程|止|疏散|撤离|离[校院站会班]|(?:学习|培训)?期满|学完|修完|修满)"
)
#: 2月23日报到,2月25日结束
_TAIL_CLOSING = re.compile(
    rf"{_ASIDE}\s*{_STARTED}(?:[并及、和](?:报到|开班|开始|开课|入学|上课))?[,;。、]?\s*(?:至)?(?:(?P<y>(?:19|20)\d{{2}}){_GAP}年{_GAP})?"
    rf"(?:{_MONTH}{_GAP}月{_GAP})?{_DAY}{_GAP}[日号](?=[上下]?午?{_ENDED})"
)
_TAIL_CLOSING_NUMERIC = re.compile(
    rf"{_ASIDE}\s*{_STARTED}[,;。、]?\s*(?:至)?(?:(?P<y>(?:19|20)\d{{2}})[./\-])?"
    rf"(?P<m>1[0-2]|0?[1-9])[./\-](?P<d>[12]\d|3[01]|0?[1-9])(?=[上下]?午?{_ENDED})"
)


#: 2024年1月6日起2024年1月10日止
_TAIL_UNTIL = re.compile(
    rf"{_GAP}起{_GAP},?{_GAP}(?:(?P<y>(?:19|20)\d{{2}}){_GAP}年{_GAP})?(?:{_MONTH}{_GAP}月{_GAP})?{_DAY}{_GAP}[日号](?={_GAP}止)"
)
#: 自2024.1.6起,2024.1.10止
_TAIL_UNTIL_NUMERIC = re.compile(
    rf"{_GAP}起{_GAP},?{_GAP}(?:(?P<y>(?:19|20)\d{{2}})[./\-])?(?P<m>1[0-2]|0?[1-9])[./\-](?P<d>[12]\d|3[01]|0?[1-9])(?={_GAP}(?:止|结束|为止))"
)

#: 自2020年11月5日起在我院某某讲座学习,至2020年11月9日结束: what was learnt is told between the two days.
_TAIL_TOLD = re.compile(
    rf"{_GAP}起[^\d。;:\n]{{1,44}}(?:至|到|,)(?:(?P<y>(?:19|20)\d{{2}}){_GAP}年{_GAP})?(?:{_MONTH}{_GAP}月{_GAP})?"
    rf"{_DAY}{_GAP}[日号](?={_GAP}(?:结束|结业|毕业|结课|结训|(?:学习|培训)?期满|学完|止|为止|返岗|回岗|返程|闭幕|散会))"
)
#: 自2021年8月20日起参加某某培训班,于2021年8月24日完成学习
_TAIL_DONE = re.compile(
    rf"{_GAP}起[^\d。;:\n]{{1,44}}[,，](?:已|并)?于(?:(?P<y>(?:19|20)\d{{2}}){_GAP}年{_GAP})?(?:{_MONTH}{_GAP}月{_GAP})?"
    rf"{_DAY}{_GAP}[日号](?={_GAP}(?:完成|学完|修完|修满|结束|结业|毕业|结课|结训))"
)


@dataclass(frozen=True, slots=True)
class SomeDate:
    """A date as far as the paper says it; ``start`` and ``end`` are indices in the text."""

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int

    @property
    def iso(self) -> str | None:
        """``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``; None without a year."""
        if self.year is None:
            return None
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
            if self.day is not None:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)

    @property
    def full(self) -> bool:
        return None not in (self.year, self.month, self.day)

    def with_year(self, year: int | None) -> SomeDate:
        return SomeDate(self.year or year, self.month, self.day, self.start, self.end)


@dataclass(frozen=True, slots=True)
class DateRange:
    """First and last day; equal for a single day. ``start`` and ``end`` are indices in the text."""

    first: SomeDate
    last: SomeDate
    start: int
    end: int
    broken: bool = False  # a span sign follows, but no end that could be read

    @property
    def single(self) -> bool:
        return self.first is self.last

    def with_year(self, year: int | None) -> DateRange:
        if self.first.year is not None and self.last.year is not None:
            return self
        first = self.first.with_year(year)
        last = first if self.single else self.last.with_year(first.year)
        return DateRange(first, last, self.start, self.end, self.broken)


def possible(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether such a day exists between 1900 and 2100 (29 February is let through without a year)."""
    if year is not None and not 1900 <= year <= 2100:
        return False
    if month is not None and not 1 <= month <= 12:
        return False
    if day is None:
        return True
    try:
        date(2000 if year is None else year, month or 1, day)
    except ValueError:
        return False
    return True


def _value(text: str | None, *, year: bool = False) -> int | None:
    if text is None:
        return None
    if text.isascii() and text.isdigit():
        return int(text)
    if text.isascii() and text[:3].lower() in _MONTHS:
        return _MONTHS.index(text[:3].lower()) + 1
    if not year:
        return cardinal(text)
    value = digits(text)
    return value + 1800 if value is not None and len(text) == 3 else value


def _made(match: re.Match[str], base: SomeDate | None = None) -> SomeDate | None:
    named = match.groupdict()
    year = _value(named.get("y"), year=True) or (base.year if base else None)
    month = _value(named.get("m")) or (base.month if base else None)
    day = _value(named.get("d"))
    if not possible(year, month, day):
        return None
    return SomeDate(year, month, day, match.start(), match.end())


_WORD = re.compile(r"[A-Za-z]{3}")
_FIGURE = re.compile(r"[\d〇○零一二三四五六七八九十廿卅]")


def find_dates(text: str, *, partial: bool = False) -> list[SomeDate]:
    """All dates in normalised ``text``, left to right, without overlap.

    Full dates always; with ``partial`` also year-month, month-day and year alone.
    """
    if _FIGURE.search(text) is None:
        return []  # most of what is asked about has no figure at all
    text = _SPECK.sub(" ", text)
    patterns = [_FULL, _NUMERIC, _HALF_SOLID, _SOLID, _BARE_DAYS]
    if _WORD.search(text):
        patterns += _ENGLISH
    if partial:
        patterns += [_YEAR_MONTH, _NUMERIC_MONTH, _MONTH_DAY, _DOT_MONTH_DAY, _YEAR_ONLY]
    taken: list[SomeDate] = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            if any(match.start() < held.end and held.start < match.end() for held in taken):
                continue
            made = _made(match)
            if made is not None:
                taken.append(made)
    return sorted(taken, key=lambda d: d.start)


def find_ranges(text: str) -> list[DateRange]:
    """Spans of dates and single dates of normalised ``text``, left to right.

    What the end of a span leaves out (year, month) is taken from its beginning. A list of days
    (14日、15日) counts as the span from the first to the last. Year may be missing altogether.
    """
    text = _SPECK.sub(" ", text)
    ranges: list[DateRange] = []
    until = 0
    for first in find_dates(text, partial=True):
        if first.start < until:
            continue
        last, end = first, first.end
        for match in _tails(text, first):
            made = _made(match, first)
            if made is not None and _after(made, first):
                last, end = made, match.end()
                break
        broken = last is first and first.day is not None and bool(_OPEN_END.match(text, end))
        ranges.append(DateRange(first, last, first.start, end, broken))
        until = end
    return ranges


def _tails(text: str, first: SomeDate) -> Iterator[re.Match[str]]:
    if first.day is not None:
        patterns = [_TAIL_ZH, _TAIL_NUMERIC, _LIST_TAIL, _TAIL_CLOSING, _TAIL_CLOSING_NUMERIC, _TAIL_UNTIL]
        patterns += [_TAIL_UNTIL_NUMERIC, _TAIL_TOLD, _TAIL_DONE, *_TAIL_ENGLISH]
    elif first.month is not None:
        patterns = [_TAIL_MONTH, _TAIL_NUMERIC_MONTH]
    else:
        patterns = []
    for pattern in patterns:
        match = pattern.match(text, first.end)
        if match is not None and not _CLOCKS.match(text, first.end):
            yield match


#: 2023.1.25 9:00-11:30: hours of the day follow, no second day.
_CLOCKS = re.compile(
    r"\s*(?:\([^()]{2,4}\)|(?:星期|周)[一二三四五六日天]|[上下]午|\s)*\d{1,2}:\d{2}\s*[-~—–至到]+\s*\d{1,2}:\d{2}"
)
_OPEN_END = re.compile(rf"{_ASIDE}\s*(?:至|到|[-~—–]+)\s*(?:[^\s,。;]?\d|[一二三四五六七八九十]+[月日])(?!\d?:\d)")


def _after(last: SomeDate, first: SomeDate) -> bool:
    """A span runs forwards; a reversed one with all parts printed is kept (a person must see it)."""
    if last.year is None or first.year is None:
        return (last.month or 0, last.day or 0) >= (first.month or 0, first.day or 0)
    return True
