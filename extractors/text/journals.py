"""What identifies an issue of a journal: year, volume, issue, ISSN, CN number, permit, level cues.

Issues are written 2024年第3期, 第41卷第2期, Vol.41 No.2, 2021·06, 4/2022, 2021.7; the running count
(总第158期) is no issue number. ISSN is checked by its check digit (ISO 3297), the CN number has the
form CN 33-1234/TU (GB/T 9999). Journals without a number carry a permit (准印证, 内部资料).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from stdnum import issn as issn_check

from domain.place import Place
from extractors.text.flow import Flow, Span
from extractors.text.layout import Row
from extractors.text.name_lists import at_blanks
from extractors.text.numbers import CARDINAL, digits, number
from extractors.text.organisations import is_organisation
from extractors.text.patterns import compiled
from extractors.text.role_words import is_some_label

_YEAR = r"(?<!\d)(?P<year>(?:19|20)\d\d|(?:二[〇○零]|一九)[〇○零一二三四五六七八九]{2}(?=年))"
_NO = rf"(?P<issue>\d{{1,2}}|{CARDINAL}{{1,3}})"
#: Best forms first; each names what it gives.
_ISSUE_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}\s*年?\s*[,，/·.]?\s*第?\s*\d{{1,3}}\s*卷\s*[,，/·]?\s*\(?第\s*{_NO}\s*期",
        # 2022,20(6):112-117: as the paper is cited, volume and issue.
        rf"{_YEAR}\s*年?\s*[,;]\s*(?:Vol\.?\s*)?\d{{1,3}}\s*\(\s*{_NO}\s*\)",
        rf"{_YEAR}\s*年?(?:度)?\s*[,，/·.]?\s*\(?(?<!总)第\s*{_NO}\s*期",
        rf"(?<!总)(?<!累计)第\s*{_NO}\s*期\s*[,，/·(]?\s*{_YEAR}\s*年?",
        rf"{_YEAR}\s*年?\s*[,，/]?\s*(?:Vol\.?\s*\d+\s*[,，]?\s*)?No\.?\s*{_NO}",
        rf"No\.?\s*{_NO}\s*[,，/(]?\s*{_YEAR}",
        rf"{_YEAR}\s*年\s*{_NO}\s*期",
        rf"{_YEAR}\s*年\s*{_NO}\s*月[号刊](?![\u4e00-\u9fff])",
        rf"(?<!总)(?<!累计)第\s*{_NO}\s*期",
        rf"(?<!\d)(?<!{CARDINAL}){_NO}\s*期",
        rf"\bNo\.?\s*{_NO}(?!\d)",
        rf"{_YEAR}\s*[./·—\-,]\s*{_NO}(?![\d./·\-]|\s*[月日]|\s*\((?!总))",
        rf"(?<![\d./·\-]){_NO}\s*[/·]\s*{_YEAR}(?![\d./\-])",
        rf"^\s*{_YEAR}\s{{1,3}}{_NO}\s*$",
    )
)
_VOLUME = re.compile(
    rf"(?:第|总)\s*(?P<volume>\d{{1,3}}|{CARDINAL}{{1,4}})\s*卷|"
    rf"^\s*(?P<bare>{CARDINAL}{{1,4}})\s*卷|"
    rf"卷[次号]\s*[::]?\s*(?P<no>\d{{1,3}})|"
    rf"\bVol\.?\s*(?P<vol>\d{{1,3}})",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(rf"{_YEAR}\s*年(?!\s*(?:\d{{1,2}}月)?\s*创[刊办])|{_YEAR.replace('year', 'bare')}(?!\d|\s*年)")

_ISSN = re.compile(
    r"(?P<label>(?:[IilL1|][S5][S5][NM]|国际(?:标准)?(?:连续出版物号|刊号)|\bISSN)\s*[::]?\s*)?"
    r"(?<![\d/-])(?P<issn>\d{4}\s*[-—–~]\s*\d{3}[\dXx])(?![\d-])"
)
_CN = re.compile(
    r"(?:C\s?N|国内(?:统一)?(?:连续出版物号|"
    r"刊号))\s*[::]?\s*(?:CN\s*)?(?P<area>\d{2})\s*[-—–]\s*(?P<no>\d{4})(?P<cls>\s*/\s*[A-Z]{1,2}\d{0,2})?"
)
_PERMIT = re.compile(
    r"[^\s,。;|]*(?:准印(?!数)|内资准字)(?:证)?号?\s*(?:编号)?\s*[::]?\s*"
    r"[^\s,。;|]*(?:第\s*[A-Za-z]?\d+[A-Za-z\d]*\s*号|\d{3,}[A-Za-z\d-]*号?)"
)
_CUE = re.compile(
    r"核心期刊|核心库|来源期刊|来源集刊|统计源|科技核心|中文核心|北大核心|CSSCI|CSCD|SCIE?\b|\bEI\b|AMI|"
    r"(?:国家|省|部|市)级.{0,8}期刊|学术期刊$|优秀(?:[\u4e00-\u9fff]{0,4})期刊|(?:核心|要目总览)[\u4e00-\u9fff]{0,4}收录期刊|期刊方阵|双百期刊|百强[\u4e00-\u9fff]{0,4}(?:报刊|期刊)|双效期刊|一级期刊"
)


@dataclass(frozen=True, slots=True)
class Issue:
    """Year and number of an issue with the words they stand in."""

    year: int | None
    issue: int | None
    year_span: Span | None
    issue_span: Span | None


def find_issue(flows: Iterable[Flow]) -> Issue:
    """Year and issue number; the clearest form on the page wins, form by form, then place by place."""
    held = list(flows)
    year: tuple[int, Span] | None = None
    issue: tuple[int, Span] | None = None
    for form in _ISSUE_FORMS:
        for flow in held:
            for match in form.finditer(flow.text):
                named = match.groupdict()
                value = number(named["issue"]) if named.get("issue") else None
                if not isinstance(value, int) or not 1 <= value <= 60:
                    continue
                if compiled(r"总$|总第$|累计$").search(flow.text[: match.start()]):
                    continue
                issue = issue or (value, flow.group(match, "issue"))
                if named.get("year") and year is None and issue[0] == value:
                    year = (_of_year(named["year"]), flow.group(match, "year"))
                break
            if issue:
                break
        if issue:
            break
    if issue is None:
        issue = _beside_year(held)
    if year is None:
        year = _lone_year(held)
    return Issue(
        year[0] if year else None, issue[0] if issue else None, year[1] if year else None, issue[1] if issue else None
    )


def _beside_year(flows: Sequence[Flow]) -> tuple[int, Span] | None:
    """A small number by itself directly above or below a year by itself: 9 over 2019年."""
    for one, other in pairwise(flows):
        for count, dated in ((one, other), (other, one)):
            if compiled(r"\s*(?:19|20)\d\d年?\s*").fullmatch(dated.text) and compiled(
                r"\s*(?:[1-9]|[12]\d)\s*"
            ).fullmatch(count.text):
                return int(count.text), count.whole.stripped()
    # In a corner of a cover they stand among other words: the one right over the other.
    years = [flow for flow in flows if compiled(r"\s*(?:19|20)\d\d年?\s*").fullmatch(flow.text)]
    counts = [flow for flow in flows if compiled(r"\s*(?:[1-9]|1\d|2[0-4])\s*").fullmatch(flow.text)]
    near = [count for dated in years for count in counts if _stacked(dated.whole.place, count.whole.place)]
    return (int(near[0].text), near[0].whole.stripped()) if len(near) == 1 else None


def name_over_issue(flows: Iterable[Flow]) -> Span | None:
    """The words by themselves right over an issue by itself, in a column of their own: 某某学刊 over 2023年第7期."""
    held = list(flows)
    for issue in held:
        if not compiled(r"\s*(?:19|20)\d\d\s*年?\s*第?\s*\d{1,2}\s*期\s*").fullmatch(issue.text):
            continue
        below = issue.whole.place
        for flow in held:
            above = flow.whole.place
            named = compiled(r"\s*《?[\u4e00-\u9fff]{3,16}》?\s*").fullmatch(flow.text) is not None
            if not named or above is None or below is None or not _stacked(above, below):
                continue
            if above.box.bottom <= below.box.top + 0.3 * below.box.height:
                return flow.whole.stripped(" 《》")
    return None


def name_over_heading(rows: Sequence[Row], heading: str) -> Span | None:
    """What stands by itself in the row over a page's heading (目次), which may look like a person's name."""
    for row, under in pairwise(rows):
        named = row.run.find(r"^\s*《?([\u4e00-\u9fff]{4,16})》?\s*$", 1) if len(row.cells) == 1 else None
        if named is None or not compiled(rf"\s*(?:{heading})(?![\u4e00-\u9fff])").match(under.run.text):
            continue
        if not is_organisation(named.text) and not is_some_label(named.text):
            return named
    return None


def _stacked(one: Place | None, other: Place | None) -> bool:
    """Whether the one stands right over the other: their middles near, no more than a line between them."""
    if one is None or other is None or one.page != other.page:
        return False
    a, b = one.box, other.box
    high = max(a.height, b.height)
    beside = abs(a.center[0] - b.center[0]) < 0.5 * max(a.width, b.width) + high
    return beside and max(a.top, b.top) - min(a.bottom, b.bottom) < 1.5 * high


def _of_year(text: str) -> int:
    """2024 or 二〇二四."""
    return int(text) if text.isascii() else digits(text) or 0


def without_site(name: Span) -> Span:
    """期刊在线 | 某某技术: the journal's name without the name of the site that shows it."""
    site = compiled(r"[^|]{0,10}(?:在线|官网|网站?|平台|首页|数据库|期刊界|编辑部)\s*\|\s*(?=[^|]{2,}$)").match(
        name.text
    )
    return name.part(site.end()) if site is not None else name


#: Since when there is the journal, or whose the copyright is.
_FOUNDED = re.compile(
    r"(?:\b(?:since|est(?:ablished|d)?\.?|founded(?: in)?)|创[刊办]于?|始[创刊]于?|©|\(c\))\s*:?\s*$", re.I
)


def _lone_year(flows: Iterable[Flow]) -> tuple[int, Span] | None:
    """A year that stands by itself: 2024年 before a bare 2024; never one inside ISSN, CN or a price."""
    bare: tuple[int, Span] | None = None
    for flow in flows:
        for match in _YEAR_ALONE.finditer(flow.text):
            if match["year"]:
                return _of_year(match["year"]), flow.group(match, "year")
            if _FOUNDED.search(flow.text[: match.start()]):
                continue
            around = flow.text[max(0, match.start() - 1) : match.end() + 1]
            if bare is None and not compiled(r"[-/*()]").search(around):
                bare = int(match["bare"]), flow.group(match, "bare")
    return bare


#: Volume and pages of a paper as it is cited: 2022,20(6):112-117.
_CITED = re.compile(
    r"(?<!\d)(?:19|20)\d\d\s*年?\s*(?:[,;]\s*(?:Vol\.?\s*)?(?P<volume>\d{1,3})\s*\(\s*\d{1,2}\s*\)|\(\s*\d{1,2}\s*\)(?=\s*:\s*\d))"
    r"(?:\s*:\s*(?P<first>\d{1,4})(?:\s*[-—–~至]+\s*(?P<last>\d{1,4}))?)?"
)


def cited(flows: Iterable[Flow]) -> dict[str, tuple[int, Span]]:
    """``volume``, ``first`` and ``last`` page from the line that says how a paper is cited, as far as it says them."""
    for flow in flows:
        match = _CITED.search(flow.text)
        if match is not None:
            return {name: (int(text), flow.group(match, name)) for name, text in match.groupdict().items() if text}
    return {}


_PAGES = re.compile(
    r"(?:第|页码|页数|起止页码?|(?<![A-Za-z])pp?\.?|\d\s*期\)?[,:·]?(?!\s*(?:19|20)\d\d))\s*:?\s*(?P<first>\d{1,4})\s*[-—–~至]+\s*(?:p{1,2}\.?)?\s*(?P<last>\d{1,4})(?!\s*[\d期卷年月日章节学.])"
)


def page_range(flows: Iterable[Flow]) -> tuple[tuple[int, Span], tuple[int, Span]] | None:
    """First and last page where the range is printed as one: 第85—87页, 页码 79-81, pp. 12-15."""
    for flow in flows:
        match = _PAGES.search(flow.text)
        if match is not None and int(match["first"]) <= int(match["last"]):
            return (int(match["first"]), flow.group(match, "first")), (int(match["last"]), flow.group(match, "last"))
    return None


_FIRST_PAGE = re.compile(r"(?:起始|开始|首)页码?\s*[:\t]?\s*(\d{1,4})(?!\d)")


def first_page(flows: Iterable[Flow]) -> tuple[int, Span] | None:
    """The first page beside a label of its own: 起始页码:69."""
    for flow in flows:
        match = _FIRST_PAGE.search(flow.text)
        if match is not None:
            return int(match.group(1)), flow.group(match, 1)
    return None


def find_volume(flows: Iterable[Flow]) -> tuple[int, Span] | None:
    """The volume (卷) with its words."""
    for flow in flows:
        match = _VOLUME.search(flow.text)
        if match is not None:
            group = next(name for name, held in match.groupdict().items() if held)
            value = number(match[group])
            if isinstance(value, int):
                return value, flow.group(match, group)
    return None


def find_issn(flows: Iterable[Flow]) -> tuple[str, Span, bool] | None:
    """ISSN as ``1234-567X``, its words, and whether its check digit fits. Without a label it must fit."""
    loose: tuple[str, Span, bool] | None = None
    for flow in flows:
        for match in _ISSN.finditer(flow.text):
            value = compiled(r"\s|[—–~]").sub(lambda m: "-" if m.group() in "—–~" else "", match["issn"]).upper()
            fits = bool(issn_check.is_valid(value))
            if fits and match["label"]:
                return value, flow.group(match, "issn"), True
            year_span = compiled(r"(?:19|20)\d\d-(?:19|20)\d\d").fullmatch(value)
            if match["label"] or (fits and not year_span):
                loose = loose or (value, flow.group(match, "issn"), fits)
    return loose


def find_cn(flows: Iterable[Flow]) -> tuple[str, Span] | None:
    """CN number in the form ``CN 33-1234/TU``."""
    for flow in flows:
        match = _CN.search(flow.text)
        if match is not None:
            kind = compiled(r"\s").sub("", match["cls"] or "")
            return f"CN {match['area']}-{match['no']}{kind}", flow.group(match)
    return None


def find_permit(flows: Iterable[Flow]) -> Span | None:
    """The permit of a journal without CN number (准印证), as printed."""
    for flow in flows:
        match = _PERMIT.search(flow.text)
        if match is not None:
            return flow.group(match)
    return None


def find_level_cue(flows: Iterable[Flow]) -> Span | None:
    """The words that hint at the level of a journal (全国中文核心期刊, CSSCI来源期刊), as printed."""
    for flow in flows:
        for part in compiled(r"(?:(?!(?<=期刊)主[办管])[^\t\n;|,。])+").finditer(flow.text):
            text = part.group()
            listed = compiled(r"[\u4e00-\u9fff()]{2,20}?(?:核心|来源)期刊(?=[\u4e00-\u9fff]{2,10}收录$)").match(text)
            if listed is not None:
                return flow.group(part).part(0, listed.end())
            pieces = at_blanks(flow.group(part))
            # 省级期刊 中国学术期刊数据库收录: what it is, and behind a blank where it is listed.
            apart = next((one for one in pieces if _CUE.fullmatch(one.text)), None) if len(pieces) > 1 else None
            if apart is not None and "期刊" in apart.text:
                return apart
            cue = _CUE.search(text)
            if cue is None or compiled(r"收录(?!期刊)|检索|网络版|光盘|投稿").search(text):
                continue
            if "数据库" in text and "来源期刊" not in text:
                continue
            span = flow.group(part)
            if len(pieces) > 1:
                # 创刊于1983年 全国优秀科技期刊: of several said in a row the one that has the words.
                one = next((one for one in pieces if one.start <= span.start + cue.start() < one.end), None)
                cue = _CUE.search(one.text) if one is not None else None
                if one is None or cue is None:
                    continue
                span, text = one, one.text
            after = compiled(r"(?:^|.*\s)(?=\S*$)").search(text[: cue.start()])
            begin = after.end() if after else 0
            # 某某类统计源期刊: which subject, no part of what the journal is.
            begin += (
                len(named.group())
                if (named := compiled(r"[\u4e00-\u9fff]{2,12}类").match(text[begin : cue.start()]))
                else 0
            )
            period = compiled(r"((?:期刊)?)(?:周|旬|半月|月|双月|季|半年|年)刊(?=$|\s)").match(text[cue.end() :])
            blank = compiled(r"\s|ISSN|CN\d|$").search(text, cue.end())
            end = cue.end() + period.end(1) if period else blank.start() if blank is not None else len(text)
            held = span.part(begin, end).stripped(" ·•:★☆*")
            if 3 <= len(held.text) <= 32:
                return held
    return None
