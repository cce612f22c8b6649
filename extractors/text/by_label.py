"""Facts beside labels that no kind has listed: the label's words say the role, the value must look the part.

Used for what a kind must have and has not found by its own means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from extractors.text.courses import CLASS_END, names_body, uncounted
from extractors.text.dates import DateRange, find_dates, find_ranges
from extractors.text.document import Document
from extractors.text.flow import Flow, Span
from extractors.text.forms import TITLES, well_formed
from extractors.text.labels import before_glued, before_next_word
from extractors.text.name_lists import at_blanks
from extractors.text.names import known_name, without_sex
from extractors.text.numbers import number
from extractors.text.once import once
from extractors.text.organisations import organisation_in
from extractors.text.patterns import compiled
from extractors.text.role_words import LABELS, is_some_label, speaks_of

_PAIR = re.compile(
    r"(?:^|(?<=[A-Za-z\t ,;。)、])|(?<=\d)(?![日号])|(?<=\d[日号.]))"
    r"(?P<label>[\u4e00-\u9fffA-Za-z/·]{2,14}(?:\([^()\t]{1,10}\)[\u4e00-\u9fff]{0,4})?)\s*:\s*"
)
#: Where the value beside a label ends: at a gap of the table, or where the next label begins.
_END = re.compile(r"\t|[ ,;。](?=[\u4e00-\u9fffA-Za-z]{2,10}(?:\([^()]{1,10}\))?\s*:)")


def beside(document: Document, role: str) -> Iterator[Span]:
    """Values whose whole label is one of the role's, inside a row first, then cell beside cell."""
    if role not in LABELS:
        return
    for row in document.rows:
        for match in _PAIR.finditer(row.flow.text):
            if speaks_of(role, match["label"]):
                end = _END.search(row.flow.text, match.end())
                value = row.flow.span(match.end(), end.start() if end else len(row.flow.text)).stripped()
                value = before_next_word(value)
                yield _whole_title(document, before_glued(value)) if role in TITLES else value
    yield from _set_apart(document, role)
    rows = document.rows
    for row in rows if document.captions else ():
        for cell in row.cells:
            if id(cell) in document.captions and speaks_of(role, cell.text.strip()):
                yield document.captions[id(cell)].flow.whole.stripped()
    for row, following in pairwise(rows):
        # A label in a row of its own, the value in the next.
        label = compiled(r"^[◆●■▪★☆◇○•·➤►]|^(?:[一二三四五六七八九十]{1,3}、|\(?\d{1,2}[)、.])|[【】\[\]:]").sub(
            "", row.text.strip()
        )
        single = len(row.cells) == len(following.cells) == 1 and 2 <= len(label) <= 10
        single = single and id(row.cells[0]) not in document.captions
        if single and speaks_of(role, label) and ":" not in following.text:
            yield following.flow.whole.stripped()
    for row in rows:
        for at, cell in enumerate(row.cells[:-1]):
            label = _NUMBERED.sub("", cell.text.strip(" :"))
            if 2 <= len(label) <= 14 and speaks_of(role, label):
                yield row.cells[at + 1].flow.whole.stripped()
    yield from (value for label, value in under_heads(document) if speaks_of(role, label))
    for row in rows:
        for cell in row.cells:
            yield from _run_together(role, cell.flow)


def _whole_title(document: Document, value: Span) -> Span:
    """A class whose row ended before its last word, with that word: 知识更新 / 培训班。"""
    if not value or value.end < len(value.flow.text.rstrip()):
        return value
    told = document.prose.find(rf"(?<=:){re.escape(value.text)}(?P<rest>[\u4e00-\u9fff]{{1,6}})(?=[,。;])")
    return told if told is not None and compiled(rf"{CLASS_END}$").search(told.text) else value


def _set_apart(document: Document, role: str) -> Iterator[Span]:
    """Values behind labels that blanks alone part in one line: 日期 2024年5月6日  地点 某某楼301室."""
    for label, value in _apart(document):
        if speaks_of(role, label):
            yield value


@once
def _apart(document: Document) -> tuple[tuple[str, Span], ...]:
    """(label, value) of lines in which labels and values without a sign take turns."""
    found: list[tuple[str, Span]] = []
    for row in document.rows:
        for cell in row.cells:
            line = cell.line.text
            if line.count(" ") + line.count("\u3000") < _BLANKS or compiled(r"[,。;，；]").search(line):
                continue
            parts = at_blanks(cell.flow.whole.stripped())
            for label, value in pairwise(parts):
                if is_some_label(label.text) and not is_some_label(value.text) and ":" not in label.text + value.text:
                    found.append((label.text, value))
    return tuple(found)


#: Blanks of a line in which two labels stand with their values.
_BLANKS = 3


@once
def under_heads(document: Document) -> tuple[tuple[str, Span], ...]:
    """(heading, value) of tables with one row of values under a row of headings."""
    found: list[tuple[str, Span]] = []
    rows = document.rows
    for at, (row, under) in enumerate(pairwise(rows)):
        heads = [cell.text.strip(" :") for cell in row.cells]
        alike = len(row.cells) == len(under.cells) >= _HEADS and (
            at + 2 >= len(rows) or len(rows[at + 2].cells) != len(row.cells)
        )
        if (
            not alike
            or sum(map(is_some_label, heads)) < max(_HEADS, _MOSTLY * len(heads))
            or not all(_HEAD.fullmatch(head) for head in heads)
            or any(is_some_label(c.text.strip(" :")) for c in under.cells)
        ):
            continue
        found += [(head, cell.flow.whole.stripped()) for head, cell in zip(heads, under.cells, strict=True)]
    return tuple(found)


#: Fewest headings of such a table, and what numbers a label.
_HEADS, _MOSTLY = 3, 0.6
#: What such a heading looks like, whether or not anybody has met its words before.
_HEAD = re.compile(r"[\u4e00-\u9fff/()]{2,8}")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|\(?\d{1,2}[)、.])\s*")


def _run_together(role: str, flow: Flow) -> Iterator[Span]:
    """The value behind a label that no sign and no gap sets apart: 签发2025年9月10日, 研修主题乡村医生培训班."""
    text = flow.text.strip()
    if role == "person_name" and organisation_in(flow.whole) is not None:
        return  # 职工云学网: a name of something else that begins with a label's word
    if len(text) > 60 or ":" in text[:12] or compiled(r"[,。;]").search(text):
        return
    for size in range(8, 1 if role not in TITLES else 3, -1):
        if len(text) >= size + 2 and text[size] != "(" and speaks_of(role, text[:size]) and not is_some_label(text):
            yield flow.whole.stripped().part(size).stripped()
            return


#: Who teaches, answers for or signs something is not whom a paper is about; kinds that are about them look themselves.
_SOMEBODY_ELSE = re.compile(
    r"(?:授课|任课|主讲|讲课|讲师|专家|负责人|主持人|组长|签[名字]|付款人|导师|带教|师傅)[\u4e00-\u9fff]{0,4}[\s:]*$"
)


@once
def value_beside(document: Document, name: str) -> tuple[Any, Span] | None:
    """(value, words) of fact ``name`` beside a label of its role; None where nothing there looks the part."""
    for span in beside(document, name):
        # 日期 alone may be the day of anything; 完成日期 says when the learning ended.
        if name == "issue_date" and compiled(r"(?:(?:^|[^\u4e00-\u9fff])日期|完成(?:日期|时间))\s*:?\s*$").search(
            document.around(span, by_row=True)[0]
        ):
            continue
        if name == "person_name" and _SOMEBODY_ELSE.search(span.flow.text[: span.start]):
            continue
        held = _understood(name, under_total(document, span) if name == "hours" else span)
        if held is not None and well_formed(name, held[0]):
            return held
    return None


#: What papers are called.
_IS_PAPER = re.compile(
    r"(?:证书|证明书?|告知[单书]|(?:合格|结业|录取|学时)?通知[单书]|(?:合格|结业|录取|学时)通知|(?:核验|核实|核对|审核)[单书表]|凭证|凭单|登记[表卡证]|合格[证卡单]|认定[书表单]|确认[书表单])$"
)
#: Verbs that go on behind a place: 地点:某某楼301室,授予学分6分.
_DONE = r"|授予|给予|登记|折合|获得|取得|完成|修[满完毕学]|经考|考核|成绩|全程|特此|为期|历时"


def _understood(name: str, span: Span) -> tuple[Any, Span] | None:
    if name in ("issue_date", "query_date", "grant_date", "apply_date"):
        dates = [one for one in find_dates(span.text) if one.full]
        spans = find_ranges(span.text)
        alone = len(dates) == len(spans) == 1 and spans[0].single
        return (dates[0].iso, span.part(dates[0].start, dates[0].end)) if alone else None
    if name == "person_name":
        cut = compiled(r"[\u4e00-\u9fff·]{2,12}?(?=(?:同志|老师|先生|女士|同学)?(?:[^\u4e00-\u9fff·]|$))").match(
            span.text
        )
        called = without_sex(span.part(0, cut.end())) if cut else None
        return (called.text, called) if called is not None and known_name(called.text) else None
    if name in ("organiser", "unit", "unit_from"):
        kept = organisation_in(span)
        return (kept.text, kept) if kept is not None else None
    if name in ("hours", "service_hours", "days", "credits"):
        # 2 4: the figures of a number set one by one into squares.
        squares = compiled(r"(\d(?: \d){1,2})$").fullmatch(span.text)
        figure = squares or compiled(r"(?:共|总计|合计)?(\d{1,4}(?:\.\d{1,2})?)(?!\d|[./年月-])").match(span.text)
        value = number(figure.group(1).replace(" ", "")) if figure else None
        return (value, span.part(figure.start(1), figure.end(1))) if figure and value else None
    if (
        name == "place"
        and compiled(rf"^Platform|(?:[学课]堂|网校|学苑|园地|教育网|学习网|{CLASS_END})$").search(span.text)
        and not _IN_A_HOUSE.search(span.text)
    ):
        return None  # the site it was held by, beside a label that says 平台; a class: 地方|文献整理研讨会
    if name == "place" and compiled(r"负责人|联系|班主任|主任|代码|编号|名称|电话").match(span.text):
        return None  # 教学点负责人 张三: the label of somebody there
    if name in TITLES or name == "place":
        told = compiled(rf"[,;](?=[由于自在共计]|(?:19|20)\d\d{_DONE if name == 'place' else ''})").search(span.text)
        span = span.part(0, told.start()) if told else span  # a clause more, that is no part of the name
        if compiled(r"[\d.]+(?:个)?(?:学时|课时|学分|天|小时)").match(span.text):
            return None
        if compiled(r"(?:课程|日程|教学|培训|会议)?(?:安排|计划)(?:一览)?表?").fullmatch(span.text):
            return None  # the second half of a table's name: 课程 安排一览
        if _IS_PAPER.search(span.text):
            return None  # the paper's own name, whose first word may be a label: 公需科目学习合格告知单
        if name == "course_title" and (names_body(span.text) or compiled(r"/\s*[A-Za-z. ]+").fullmatch(span.text)):
            return None
        span = span if name == "place" else uncounted(span)
        return (span.text, span) if 4 <= len(span.text) <= 70 else None
    return None


#: 某某大厦七楼学术沙龙: a room may be called like what is held in it.
_IN_A_HOUSE = re.compile(r"[一二三四五六七八九十\d][楼层][\u4e00-\u9fff]{2,6}$")


@once
def period_beside(document: Document) -> tuple[DateRange, Span] | None:
    """The days beside a label that speaks of the time of something; whole days with their year only."""
    for span in beside(document, "start_date"):
        if compiled(r"授予(?:日期|时间)[\s:]*$").search(span.flow.text[: span.start]):
            continue  # when it was granted
        held = find_ranges(span.text)
        if len(held) == 1 and held[0].first.full and held[0].last.full:
            return (
                carried_on(document, span, held[0])
                if held[0].single
                else (held[0], span.part(held[0].start, held[0].end))
            )
    return None


def carried_on(document: Document, value: Span, found: DateRange) -> tuple[DateRange, Span]:
    """The day beside a label, or the days from it where sign and last day stand in the next cells of its row."""
    for row in document.rows:
        if not any(cell.line in value.lines for cell in row.cells):
            continue
        for one in find_ranges(row.run.text):
            if not one.single and one.first.iso == found.first.iso:
                return one, row.run.span(one.start, one.end)
    return found, value.part(found.start, found.end)


def under_total(document: Document, value: Span) -> Span:
    """The figure under 合计 in the row of ``value``, where the hours are set out by kind."""
    for row in document.rows:
        cells = [cell for cell in row.cells if compiled(r"\d{1,3}(?:\.\d)?").fullmatch(cell.text.strip())]
        if len(cells) > 1 and any(cell.line in value.lines for cell in cells):
            sums = [cell for cell in cells if any(_SUM.fullmatch(over) for over in document.above(cell.flow.whole))]
            return sums[0].flow.whole.stripped() if len(sums) == 1 else value
    return value


_SUM = re.compile(r"(?:合计|总计|共计|累计|总)(?:学时|课时|学分|数)?")
