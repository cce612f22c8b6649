"""The foot of a paper: who signed it and when."""

from __future__ import annotations

import re

from domain.reading import MarkType
from extractors.text.dates import SomeDate, find_dates
from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.flow import Span
from extractors.text.foot import signature_dates
from extractors.text.layout import Row
from extractors.text.names import known_name
from extractors.text.numbers import digits
from extractors.text.once import once
from extractors.text.organisations import (
    OWN_UNIT,
    cut_short,
    is_organisation,
    organisation_in,
    unsealed,
    without_department,
)
from extractors.text.patterns import compiled
from extractors.text.rings import organisation_on
from extractors.text.role_words import is_some_label

_ISSUE_LABELS = (
    "(?:初次|首次)?签发(?:日期|时间)?",
    "发放日期",
    "(?:核发|制发|发放)(?:日期|时间)",
    "发证日期",
    "发证时间",
    "颁发日期",
    "颁发时间",
    "颁证日期",
    "签发日期",
    "签发时间",
    "填发日期",
    "(?:出具|开具|填单|制证|出证|审验)日期",
    "证明日期",
    "批准日期",
    "落款日期",
    "(?:通知|发布|填表|填写|填报|制表|出证|制证)(?:日期|时间)",
    "(?:年审|审核|登记|认定|验印|加盖)日期",
    "(?:填报|填表|制表|制单|填发|签发|验印|出具|开具)",
)
#: A date that lost characters under a seal.
_BROKEN = re.compile(r"(?:(?:19|20)\d{2}|[二〇]{2}[〇一二三四五六七八九○]{1,2})年?.{0,8}月?.{0,5}日|\d{4}年.{0,3}$")


@once
def issue_date(document: Document) -> tuple[SomeDate, Span, int, float] | None:
    """(date, span, index of its row, trust): beside its label, else the last date standing alone."""
    for value in document.values(*_ISSUE_LABELS):
        held = find_dates(value.text, partial=True)
        if held and held[0].year is not None:
            if not held[0].full and compiled(r"\d").search(value.text, held[0].end):
                continue  # 2025年03目10日: more is printed than could be read
            span = value.part(held[0].start, held[0].end)
            return held[0], span, _row_of(document, span), 1.0
    posted = _posted_on(document)
    if posted is not None:
        return posted
    signed = signature_dates(document)
    if signed:
        index, _, held_date, span = signed[0]
        after = document.rows[index + 1 :]
        if sum(len(row.text) >= 16 and bool(compiled(r"[,。;]").search(row.text)) for row in after) >= 2:
            # Sentences follow: a day that a line break left alone, not surely the date of the foot.
            return held_date, span, index, 0.85
        cut_short = "月" in span.text and not compiled(r"[日号]$").search(span.text)
        return held_date, span, index, 0.85 if cut_short else 1.0
    return _signed_on(document) or _with_short_year(document) or _month_at_foot(document)


def _posted_on(document: Document) -> tuple[SomeDate, Span, int, float] | None:
    """The day beside how often a page was read: 某某学会 2024-05-10 阅读 312."""
    for index, row in enumerate(document.rows[:8]):
        held = [one for one in find_dates(row.run.text) if one.full]
        after = row.run.text[held[0].end :] if len(held) == 1 else ""
        if compiled(r"\s*(?:\d{1,2}:\d{2}(?::\d{2})?)?\s*[|·]?\s*(?:阅读|浏览|点击)(?:量|次数|数)?\s*:?\s*\d").match(
            after
        ):
            return held[0], row.run.span(held[0].start, held[0].end), index, 0.98
    return None


def _month_at_foot(document: Document) -> tuple[SomeDate, Span, int, float] | None:
    """2023年12月 by itself in one of the last rows: all the paper says, or a day that was not read."""
    rows = document.rows
    for index in range(len(rows) - 1, max(len(rows) // 2, len(rows) - 5) - 1, -1):
        flow = rows[index].run
        held = find_dates(flow.text, partial=True)
        if len(held) != 1 or held[0].day is not None or held[0].month is None:
            continue
        if compiled(r"[\s.。,]*").fullmatch(flow.text[: held[0].start] + flow.text[held[0].end :]):
            return held[0], flow.span(held[0].start, held[0].end), index, 0.93
    return None


def _row_of(document: Document, span: Span) -> int:
    lines = {id(line) for line in span.lines}
    for index, row in enumerate(document.rows):
        if any(id(cell.line) in lines for cell in row.cells):
            return index
    return max(0, len(document.rows) - 1)


@once
def issuer(document: Document, date_row: int | None, *, hosts: bool = True) -> Span | None:
    """The organisation that signed: in the row of the date, above it, below it, or the last one at the foot.

    ``hosts`` false: who held the activity (主办单位) is somebody else.
    """
    rows = document.rows
    if not rows:
        return None
    at = len(rows) - 1 if date_row is None else date_row
    near = [(0.0, rows[at])]
    near += [(0.06 * (at - i), rows[i]) for i in range(max(0, at - 4), at)]
    near += [(0.08 * (i - at), rows[i]) for i in range(at + 1, min(len(rows), at + 3))]
    found = [(_worth(span, row) - far, span) for far, row in near if (span := _organisation_of(row, hosts)) is not None]
    return max(found, key=lambda item: item[0])[1] if found else None


def _worth(span: Span, row: Row) -> float:
    """How much a row looks like a signature: well read, long enough, with 盖章 or a label; seal rings are not."""
    marked = bool(
        compiled(r"\((?:盖|公|签|章|印)|[盖公签印]章:|(?:单位|机构|机关|部门)(?:\(.{1,6}\))?:?\s*").search(
            row.flow.text
        )
    )
    return span.confidence + 0.3 * marked + 0.04 * min(len(span.text), 10)


#: Labels of where a person works: who stands beside one has not signed.
_OWN = re.compile(rf"现?{OWN_UNIT}(?:名称)?")


def _beside_names(row: Row) -> Span | None:
    """The one organisation of a row whose other cells are labels, names of people, numbers or days."""
    found = [(cell, named) for cell in row.cells if (named := organisation_in(cell.flow.whole)) is not None]
    if len(row.cells) < 2 or len(found) != 1 or len(found[0][1].text) < 6 or cut_short(found[0][1].text):
        return None
    others = (compiled(r"\([^()]*\)").sub("", cell.text).strip(" :") for cell in row.cells if cell is not found[0][0])
    apart = all(known_name(one) or is_some_label(one) or compiled(r"\d{4}").search(one) for one in others)
    return found[0][1] if apart and (len(row.cells) > 2 or not is_some_label(row.cells[0].text.strip(" :"))) else None


def _organisation_of(row: Row, hosts: bool) -> Span | None:
    alone = _beside_names(row) if not any(_OWN.fullmatch(cell.text.strip(" :")) for cell in row.cells) else None
    if alone is not None:
        return alone
    own = {id(cell) for at, cell in enumerate(row.cells) if at and _OWN.fullmatch(row.cells[at - 1].text.strip(" :"))}
    # 主任 张三 某某院: where a name stands in a cell of its own, the row is no name of a body.
    signed = len(row.cells) > 1 and any(_names_somebody(cell.text.strip()) for cell in row.cells)
    for flow in (*([] if own or signed else [row.run]), *(cell.flow for cell in row.cells if id(cell) not in own)):
        dates = find_dates(flow.text)
        pieces = [flow.whole]
        if dates:
            pieces = [flow.span(0, dates[0].start), flow.span(dates[-1].end, len(flow.text))]
        for piece in pieces:
            label = compiled(
                r"(?:[\u4e00-\u9fff]{0,8}(?:单位|机构|机关|部门|主办|举办)(?:\([^()]{1,6}\)|[盖公签印]章)?|落款)\s*:"
            ).match(
                piece.text,
            )
            if label is not None and compiled(
                r"承办|协办|指导|工作|所在|参训|派出|完成|承担|申报|依托|推荐|获奖|填报"
            ).search(label.group()):
                continue
            if label is not None and not hosts and compiled(_HOSTS).match(label.group()):
                continue
            named = organisation_in(piece.part(label.end()) if label else piece)
            if named is not None:
                return named
    return None


def _names_somebody(text: str) -> bool:
    """Whether a cell is a name, maybe behind the post of who signs: 科主任 张三."""
    post = compiled(
        r"[\u4e00-\u9fff]{0,4}(?:主任|院长|校长|所长|站长|馆长|园长|处长|科长|部长|局长|会长|经理|主管|负责人|秘书长)[\s:]*"
    ).match(text)
    return known_name(text) or (post is not None and known_name(text[post.end() :]))


_HOSTS = r"主办|举办|组织|培训|施教|承训"


def _without_office(document: Document, span: Span) -> Span:
    """The society whose office signed for it (…协会秘书处), where it stands by itself elsewhere on the paper."""
    if compiled(r"\s*\(代(?:盖?章|盖)?\)").match(span.flow.text, span.end):
        # 某某幼儿园教务处(代章): the office's seal stands in for that of its body.
        for letters in (3, 4):
            rest = span.text[-letters:]
            if rest[-1] in "部处科室办" and is_organisation(span.text[:-letters]):
                return span.part(0, len(span.text) - letters)
    body = compiled(r"(.{4,}[会盟院心])(?:秘书处|办公室|会务组|组委会)").fullmatch(span.text)
    alone = body is not None and any(body[1] == unsealed(row.text) for row in document.rows)
    return span.part(0, body.end(1)) if body is not None and alone else span


def _as_sealed(document: Document, span: Span) -> Span:
    """The body whose seal the paper bears, where only a department of it is printed: 某某医院科教科.

    A paper without a seal is its body's, too, where the department is one that bodies have for their own affairs.
    """
    sealed = seal_organisation(document)
    if sealed is None:
        return without_department(span)
    if OFFICE.fullmatch(span.text):
        # 职教科 alone under a seal: an office of the body that the head of the paper or its seal names.
        headed = next((one for row in document.rows[:4] if (one := organisation_in(row.run.whole)) is not None), None)
        return headed if headed is not None and headed.text == sealed[0] else span
    if not span.text.startswith(sealed[0]):
        return span
    department = compiled(r"[\u4e00-\u9fff]{2,4}[部处科室]").fullmatch(span.text[len(sealed[0]) :])
    return span.part(0, len(sealed[0])) if department is not None else span


#: An office that bodies have for their own affairs.
OFFICE = re.compile(
    r"(?:职教|科教|教务|教学|医务|护理|人事|人力资源|培训|继续教育|教育培训|安全|安技|技术|综合)(?:科|处|部|室|办)"
)


def repeated(document: Document, span: Span) -> Span:
    """The best-read printing of the same organisation on the paper (head, foot), ``span`` itself included."""
    best = span
    for row in document.rows:
        for flow in (row.run, *(cell.flow for cell in row.cells)):
            at = flow.text.find(span.text)
            if at >= 0 and is_organisation(unsealed(flow.text)):
                other = flow.span(at, at + len(span.text))
                if other.confidence > best.confidence:
                    best = other
    return best


def _printed(document: Document, name: str) -> Span | None:
    """The best-read place where the body of the seal stands by itself, in a row of its own or at its beginning."""
    firsts = [row.cells[0].flow.whole.stripped() for row in document.rows]
    # 某某港务公司·职工轮训卡: over a card, before what it is.
    firsts += [one.part(0, len(name)) for one in firsts if compiled(r"[·•]").match(one.text, len(name))]
    return max((one for one in firsts if one.text == name), key=lambda one: one.confidence, default=None)


def seal_organisation(document: Document) -> tuple[str, float] | None:
    """Organisation read from the ring of a seal, with the mark's confidence."""
    for mark in document.marks(MarkType.SEAL):
        name = organisation_on(mark)
        if name:
            return name, mark.confidence
    return None


def add_issue_date(builder: FactBuilder) -> int | None:
    """Adds ``issue_date``; returns the index of its row. A broken date becomes an ``Unread`` with its place."""
    held = issue_date(builder.document)
    if held is None:
        _mark_broken(builder)
        return None
    found, span, row, trust = held
    builder.add("issue_date", found.iso, span, trust=trust, sane=1980 <= (found.year or 0) <= 2100)
    return row


def _signed_on(document: Document) -> tuple[SomeDate, Span, int, float] | None:
    """学时证明签发于2024-05-10 09:30, 某某学会 制发 2024-05-10: the day behind the verb, or before it at the foot."""
    for index, row in enumerate(document.rows[-3:], max(0, len(document.rows) - 3)):
        held = [one for one in find_dates(row.run.text) if one.full]
        if len(held) == 1 and compiled(r"\s*(?:公布|公示|发布|印发|核发|签发|颁发)[。\s]*").fullmatch(
            row.run.text[held[0].end :]
        ):
            return held[0], row.run.span(held[0].start, held[0].end), index, 0.97
    for index, row in enumerate(document.rows):
        for match in compiled(r"(?:签发|颁发|核发|出具|制发|填发|生成)于\s*|(?:签发|颁发|核发|制发|填发)\s*").finditer(
            row.run.text
        ):
            held = [one for one in find_dates(row.run.text) if one.full and one.start == match.end()]
            if held:
                return held[0], row.run.span(held[0].start, held[0].end), index, 0.99
    return None


def printed_on(builder: FactBuilder) -> int | None:
    """Adds the day a system printed or showed the paper (打印日期) as ``issue_date``, never surely; returns its row."""
    for value in builder.document.values(
        "打印日期",
        "打印时间",
        "生成日期",
        "生成时间",
        "生成",
        "导出日期",
        "导出时间",
        "查询日期",
        "查询时间",
        "更新日期",
        "更新时间",
        below=False,
    ):
        held = [one for one in find_dates(value.text) if one.full]
        if held:
            span = value.part(held[0].start, held[0].end)
            builder.add("issue_date", held[0].iso, span, trust=0.9)
            return _row_of(builder.document, span)
    return None


#: 二六年八月十七日: the two middle digits of the year went with a fold or a seal.
_SHORT_YEAR = re.compile(
    r"(?<!二[〇零○O])二([〇零○O一二三四五六七八九])(?=年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)


def _with_short_year(document: Document) -> tuple[SomeDate, Span, int, float] | None:
    """A date whose year kept only its first and last digit: the year is one the paper speaks of, or the next."""
    spoken = [int(y) for y in compiled(r"(?<!\d)((?:19|20)\d{2})(?=[年.\-/])").findall(document.flow.text)]
    for index in range(len(document.rows) - 1, -1, -1):
        flow = document.rows[index].run
        match = _SHORT_YEAR.search(flow.text)
        if match is None:
            continue
        last = digits(match.group(1))
        year = next(
            (y for near in (0, 1) for y in (s + near for s in spoken) if y // 1000 == 2 and y % 10 == last), None
        )
        held = find_dates("2000" + flow.text[match.end() :]) if year is not None else []
        if year is not None and held and held[0].start == 0:
            end = match.end() + held[0].end - 4
            return (
                SomeDate(year, held[0].month, held[0].day, match.start(), end),
                flow.span(match.start(), end),
                index,
                0.85,
            )
    return None


def _mark_broken(builder: FactBuilder) -> None:
    rows = builder.document.rows
    for row in reversed(rows[len(rows) // 2 :]):
        broken = _BROKEN.search(row.run.text)
        if broken and len(row.text) < 30:
            builder.unread("issue_date", row.run.group(broken), "日期残缺，可能被印章或阴影遮盖")
            return


def add_signatory(
    builder: FactBuilder, name: str, date_row: int | None, *, trust: float = 1.0, from_seal: bool = True
) -> bool:
    """Adds the organisation that signed the paper as fact ``name``; with ``from_seal`` at worst the seal's."""
    document = builder.document
    span = issuer(document, date_row, hosts=name != "unit")
    if span is not None:
        span = repeated(document, _as_sealed(document, _without_office(document, span)))
        return builder.add(name, span.text, span, trust=trust * (0.9 if cut_short(span.text) else 1.0))
    sealed = seal_organisation(document) if from_seal else None
    if sealed is not None:
        text, confidence = sealed
        printed = _printed(document, text)
        if printed is not None:
            return builder.add(name, text, printed, trust=trust)
        mark = next(iter(document.marks(MarkType.SEAL)))
        return builder.add(name, text, None, place=mark.place, confidence=0.9 * confidence)
    return False
