"""What on a paper could be the value of some fact, whatever labels it has: days, figures, codes, names, bodies, words.

Nothing is chosen here: every stretch that has the form of a value is listed once, with its value as facts give it.
``extractors/papers/roles.py`` weighs which of them plays which role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from extractors.text.courses import uncounted
from extractors.text.dates import find_dates, find_ranges
from extractors.text.document import Document
from extractors.text.flow import Flow, Span
from extractors.text.identifiers import tidy_number
from extractors.text.labels import before_glued
from extractors.text.names import known_name, names_in_sentences
from extractors.text.numbers import CARDINAL, NUMBER, number
from extractors.text.organisations import ORGANISATION, is_organisation, organisation_in
from extractors.text.patterns import compiled
from extractors.text.role_words import is_some_label


class Sort(StrEnum):
    """The form of a value."""

    DAY = "day"  # ISO, as far as the paper says it
    SPAN = "span"  # first and last day, ISO, joined by "/"
    FIGURE = "figure"  # int or float
    YEAR = "year"  # int
    CODE = "code"
    PERSON = "person"
    BODY = "body"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible value and where it stands."""

    sort: Sort
    value: str | int | float
    span: Span


_MOST, _LONGEST = 400, 60
#: Most letters between the first and the last day of something, and most days.
_APART, _LONG = 24, 400
_FIGURE = re.compile(
    rf"(?<![\d.年/〔\-A-Za-z])(?<!\d,)(?<!{CARDINAL}){NUMBER}(?![\d/]|[.,]\d|月|年|号|日(?!制)|[\-—]\d)"
)
_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?!\d|[.\-/]\d|年(?:\d{1,2}月)?创[刊办])")
_CODE = re.compile(
    r"(?:[\u4e00-\u9fff]{1,10}[字证函发办]?)?[〔\[(【](?:19|20)\d\d[〕\])】][\u4e00-\u9fff]{0,4}第?[A-Za-z]{0,4}-?\d{1,10}号?|"
    r"[\u4e00-\u9fff]{0,8}字?第[A-Za-z\d\-]{4,24}号|"
    r"(?<![A-Za-z\d])[A-Za-z]{0,10}[\-—]?\d[A-Za-z\d\-—_/.]{3,40}(?![A-Za-z\d])"
)
_BREAK = re.compile(r"[\t\n:,;。、《》“”【】「」!?]|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_PARTS = re.compile(r"[\t\n:;。《》“”【】「」]")
#: 公共建筑“双碳”节能改造: a word in quotation marks inside a name of something.
_QUOTING = re.compile(r"[^\t\n:,;。、《》“”【】「」!?]*“[^“”\n:,;。]{1,12}”[^\t\n:,;。、《》“”【】「」!?]+")
_FINE = re.compile(r"[\t\n:,;。、《》“”【】「」!?()]")
#: Behind these a name of something may begin in a sentence; before these it may end.
_BEGINS = re.compile(
    r"(?:参加|完成|举办|举行|召开|组织|开展|主办|承办|协办|通过|学完|修完|讲授|主讲|担任|报名|申报|主持|承担|撰写|关于|选修|"
    r"修读|结束|出席|参与)(?:了|的|由)?|[的在为是“《]|[我本贵该](?:单位|公司|[校院局所站馆会])|[日号]起?[·•]?(?:在|赴)?|题为|(?<=期)间"
)
_ENDS = re.compile(
    r"[”》]|的(?:通知|函|邀请|培训|学习|学员|授课)|等?(?:学习|授课|主讲|一课|共|计|,|。|\(|\n|$)|(?:开展|举办|召开|结束|期间)"
)

#: Names of notices and awards, which go over rows or have no signs around them.
_NOTICE = re.compile(r"关于[^。;:]{6,56}?(?:的通知|的?邀请函|的函|的公告)")
_AWARD = tuple(
    re.compile(rf"(?=({where}[\u4e00-\u9fff]{{2,16}}?奖)(?:[一二三特]等|[^\u4e00-\u9fff]|$))")
    for where in (r"[\u4e00-\u9fff]{2}[省市县区]", r"[\u4e00-\u9fff]{3}[省市县区]", "(?:国家|全国)")
)


def candidates(document: Document) -> tuple[Candidate, ...]:
    """All of a paper, at most a few hundred, in the order of the paper within each sort."""
    found: dict[tuple[Sort, str, tuple[int, int] | None], Candidate] = {}
    for one in _every(document):
        if len(found) == _MOST:
            break
        spot = next((spot for spot in one.span.flow.origin[one.span.start : one.span.end] if spot is not None), None)
        key = (one.sort, str(one.value), None if spot is None else (id(spot[0]), spot[1]))
        found.setdefault(key, one)
    return tuple(found.values())


def _every(document: Document) -> Iterator[Candidate]:
    for flow in (document.lined, document.flow):
        yield from _days(flow)
        yield from _figures(flow)
    yield from _codes(document.lined)
    met: set[_Met] = set()
    pieces = _Pieces()
    for flow in (document.lined, document.flow, document.prose):
        yield from _people(flow, pieces)
        yield from _bodies(flow, pieces, met)
    for row in document.rows:
        if 1 < len(row.cells) <= 3:
            yield from _bodies(row.run, pieces, met)  # a name torn by a seal or set wide
    for name, _ in names_in_sentences(document.prose):
        yield Candidate(Sort.PERSON, name.text, name)
    yield from _days(document.prose)
    met = set()
    for flow in (document.lined, document.flow, document.prose):
        yield from _words(flow, pieces, met)
    yield from _clauses(document.prose)
    for named in _NOTICE.finditer(document.run.text):
        yield Candidate(Sort.WORDS, named.group(), document.run.group(named))
    for award in _AWARD:
        for named in award.finditer(document.run.text):
            yield Candidate(Sort.WORDS, named.group(1), document.run.group(named, 1))


def _days(flow: Flow) -> Iterator[Candidate]:
    days = [one for one in find_dates(flow.text) if one.iso is not None and one.month is not None]
    for one in days:
        yield Candidate(Sort.DAY, str(one.iso), flow.span(one.start, one.end))
    for held in find_ranges(flow.text):
        first, last = held.first.iso, held.last.iso
        if first is not None and last is not None and held.first.month is not None and first <= last:
            yield Candidate(Sort.SPAN, f"{first}/{last}", flow.span(held.start, held.end))
    # A first and a last day each beside its own words: 学习自 … 学习至 …, … 报到, … 结束.
    for one, other in pairwise(days):
        if other.start - one.end <= _APART and one.day is not None and other.day is not None:
            first, last = str(one.iso), str(other.iso)
            if first < last and (date.fromisoformat(last) - date.fromisoformat(first)).days <= _LONG:
                yield Candidate(Sort.SPAN, f"{first}/{last}", flow.span(one.start, other.end))


def _figures(flow: Flow) -> Iterator[Candidate]:
    for match in _FIGURE.finditer(flow.text):
        text = match.group()
        if not text[0].isdigit() and not compiled(r"\s*个?(?:学时|课时|学分|天|日|小时|半天)").match(
            flow.text[match.end() :]
        ):
            continue
        value = number(text)
        if value is not None and len(text) <= 9:
            yield Candidate(Sort.FIGURE, value, flow.group(match))
    for match in _YEAR.finditer(flow.text):
        yield Candidate(Sort.YEAR, int(match.group()), flow.group(match))


def _codes(flow: Flow) -> Iterator[Candidate]:
    for match in _CODE.finditer(flow.text):
        text = match.group()
        if len(compiled(r"\d").findall(text)) < 3 or find_dates(text):
            continue
        if "第" in text and not text.endswith("号") and flow.text[match.end() :].lstrip().startswith("号"):
            continue  # its last letter went into the next row
        worded = compiled(r"[\u4e00-\u9fff]{2,}(?=第)|[\u4e00-\u9fff]{2,10}(?=[(\[])").match(text)
        yield Candidate(Sort.CODE, tidy_number(text), flow.group(match))
        bare = compiled(r".*第([A-Za-z\d\-]{4,24})号").fullmatch(text)
        if bare is not None:
            inner = flow.span(match.start() + bare.start(1), match.start() + bare.end(1))
            yield Candidate(Sort.CODE, tidy_number(inner.text), inner)
        if worded is not None:
            rest = flow.span(match.start() + worded.end(), match.end())
            yield Candidate(Sort.CODE, tidy_number(rest.text), rest)


_BEFORE_NAME = re.compile(
    r"学生|学员|研究生|聘请|授予|表彰|证明|兹有|邀请|感谢|祝贺|恭喜|[我本贵该](?:单位|公司|[校院局所站馆会])"
)
_AFTER_NAME = re.compile(r"同志|老师|先生|女士|教授|同学|,?性别|,[男女]|\([男女]")


class _Pieces:
    """The stretches of a paper's flows between signs, cut once for all who ask."""

    def __init__(self) -> None:
        self._held: dict[tuple[int, re.Pattern[str]], tuple[Span, ...]] = {}

    def of(self, flow: Flow, cut: re.Pattern[str]) -> tuple[Span, ...]:
        # By identity: the document holds its flows for as long as they are asked about.
        key = (id(flow), cut)
        if key not in self._held:
            self._held[key] = tuple(_pieces(flow, cut))
        return self._held[key]


def _pieces(flow: Flow, cut: re.Pattern[str]) -> Iterator[Span]:
    start = 0
    for sign in cut.finditer(flow.text):
        if sign.start() > start:
            yield flow.span(start, sign.start()).stripped()
        start = sign.end()
    yield flow.span(start, len(flow.text)).stripped()


#: Words with where their first and last letter stand.
_Met = tuple[str, int, int, int, int]


def _seen(piece: Span, met: set[_Met]) -> bool:
    """Whether a stretch was met before: most stand alike in rows, in paragraphs and between other signs."""
    first, last = piece.flow.origin[piece.start], piece.flow.origin[piece.end - 1]
    if first is None or last is None:
        return False
    key = (piece.text, id(first[0]), first[1], id(last[0]), last[1])
    if key in met:
        return True
    met.add(key)
    return False


def _people(flow: Flow, pieces: _Pieces) -> Iterator[Candidate]:
    for piece in pieces.of(flow, _BREAK):
        cut = compiled(r"[\u4e00-\u9fff·]{2,12}?(?=(?:同志|老师|先生|女士|同学)?(?:[^\u4e00-\u9fff·]|$))").match(
            piece.text
        )
        if cut is not None and known_name(cut.group()):
            yield Candidate(Sort.PERSON, cut.group(), piece.part(0, cut.end()))
    # Inside a sentence: every length, for only what stands around tells where a name begins.
    for lead in _BEFORE_NAME.finditer(flow.text):
        yield from _names(flow, lead.end(), 1)
    for follow in _AFTER_NAME.finditer(flow.text):
        yield from _names(flow, follow.start(), -1)


def _names(flow: Flow, at: int, towards: int) -> Iterator[Candidate]:
    for size in (2, 3, 4):
        start, end = sorted((at, at + towards * size))
        if start >= 0 and known_name(flow.text[start:end]):
            yield Candidate(Sort.PERSON, flow.text[start:end], flow.span(start, end))


#: What a body's name may follow in a sentence.
_LEADS = re.compile(
    r"(?![经应于在](?:纬|济|贸|典|开|信|管|用|急|城|都|洪|田|线))[在由受于系为是与赴应经给向到]|参加了?|来自|代表|隶属于?|兹?证明|兹有|聘请|邀请|感谢|[\u4e00-\u9fff]{2}(?:单位|机构|部门|方|者)|同志|老师|^"
)
_LONG_BODY = re.compile(ORGANISATION.replace("{2,40}?", "{2,40}"))


def _bodies(flow: Flow, pieces: _Pieces, met: set[_Met]) -> Iterator[Candidate]:
    for cut in (_BREAK, _PARTS, _FINE):
        for piece in pieces.of(flow, cut):
            if not 4 <= len(piece.text) <= _LONGEST or _seen(piece, met):
                continue
            kept = organisation_in(piece)
            if kept is not None:
                yield Candidate(Sort.BODY, kept.text, kept)
                continue
            for lead in _LEADS.finditer(piece.text):
                rest = piece.part(lead.end())
                for told in (compiled(ORGANISATION).match(rest.text), _LONG_BODY.match(rest.text)):
                    # With its department and without: 某某医院, 某某医院护理部.
                    if told is not None and is_organisation(told.group()):
                        yield Candidate(Sort.BODY, told.group(), rest.part(0, told.end()))


def _words(flow: Flow, pieces: _Pieces, met: set[_Met]) -> Iterator[Candidate]:
    for cut in (_BREAK, _PARTS):
        for piece in pieces.of(flow, cut):
            if flow.text[piece.end : piece.end + 1] == ":":
                piece = before_glued(flow.span(piece.start, piece.end + 1)).stripped(" \t:")
            text = piece.text
            if not 2 <= len(text) <= _LONGEST or _seen(piece, met):
                continue
            if compiled(r"[\u4e00-\u9fff]{2}").search(text) and not is_some_label(text):
                yield Candidate(Sort.WORDS, text, piece)
                plain = uncounted(piece)
                if plain.text != text:
                    yield Candidate(Sort.WORDS, plain.text, plain)
    for match in _QUOTING.finditer(flow.text):
        piece = flow.group(match).stripped()
        if len(piece.text) <= _LONGEST:
            yield Candidate(Sort.WORDS, piece.text, piece)


def _clauses(flow: Flow) -> Iterator[Candidate]:
    """Stretches of a sentence between words that lead a name and words that end one."""
    for piece in _pieces(flow, compiled(r"[\n。;:,]")):
        text = piece.text
        if not 8 <= len(text) <= 120:
            continue
        starts = {match.end() for match in _BEGINS.finditer(text)}
        ends = {match.start() for match in _ENDS.finditer(text)}
        for start in sorted(starts):
            for end in sorted(ends):
                if 4 <= end - start <= _LONGEST:
                    span = piece.part(start, end)
                    if not compiled(r"[”》的了]").match(span.text) and span.text.count("“") == span.text.count("”"):
                        yield Candidate(Sort.WORDS, span.text, span)
