"""签到表: who was there. Printed list with a column to sign, or a sheet everybody writes on.

The people come from the rows of the table (``text/people.py``): a printed name with an empty cell
to sign is absent; on a sheet without printed names every written name is a presence. Sessions
(上午, 下午, dates) are columns of their own. Signatures of others are said;
whoever is noted as signed for (代签) did not come.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from domain.fact import Extraction, Recognition, Unread
from domain.reading import Reading
from extractors.text.by_label import value_beside
from extractors.text.courses import CLASS_END
from extractors.text.current import document_of
from extractors.text.dates import find_ranges
from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.flow import Flow, Span
from extractors.text.layout import Row
from extractors.text.names import known_name
from extractors.text.organisations import (
    HOST_LABELS,
    ORGANISATION,
    is_organisation,
    organisation_in,
    without_department,
)
from extractors.text.patterns import compiled
from extractors.text.people import Sheets, people_of
from extractors.text.places import HELD_IN, is_room
from extractors.text.recognition import weigh
from extractors.text.role_words import is_some_label
from extractors.text.signature_pages import SHEET, free_names, only_names

TITLE = "签到表"

#: Words of a title that name no class.
_NO_NAME = re.compile(
    rf"{SHEET}|继续教育|学员|人员|会议|培训|活动|学习|课堂|报到|现场|每日|在线|线上|线下|网络|视频|直播|电子|扫码|钉钉|腾讯|导出|打印|"
    r"主体班次|班次|班级|小组|研讨|座谈|专题|专场|到会|到课|到场|讨论|听课|汇总|明细|签到|签名|名单|记录|[()]"
)

_NAMED = (
    "会议名称",
    "会议主题",
    "培训名称",
    "培训主题",
    "培训班名称",
    "活动名称",
    "活动主题",
    "培训项目",
    "培训内容",
    "课程名称",
    "会议内容",
    "主题",
    "(?:会议|研讨|讨论)?议题",
    "直播间?(?:名称|主题)?",
    "讲座",
    "班次",
    "班级",
    "会",
    "课",
)


def recognise(reading: Reading) -> Recognition:
    document = document_of(reading)
    found = weigh(
        document,
        titles=((SHEET, 5.0),),
        words=(
            (r"签到人|签\s*名|签字|签到", 1.0),
            (r"序号", 0.7),
            (r"姓名", 0.5),
            (r"(?:会议|培训|活动)?(?:时间|地点)\s*:", 0.5),
        ),
        against=((r"特此证明|特此通知|现将.{0,20}通知|兹证明|请.{0,12}签到", 3.0), (r"成绩|学分|科目", 1.0)),
    )
    if not document.has_label("序号", "姓名") and not compiled(r"签到|签名|序号|考勤|入会|[留题具]名").search(
        document.run.text
    ):
        return replace(found, confidence=min(found.confidence, 0.3))
    people = people_of(document, signing=True)
    titled = any(compiled(SHEET).search(span.text) for span in document.titles) or any(
        compiled(rf"(?:{SHEET})(?:\([^()]{{1,8}}\))?$").search(row.text) and len(row.text) <= 45
        for row in document.rows[:6]
    )
    if titled and (people.tables or len(free_names(document).people) >= 3):
        return Recognition(max(found.confidence, 0.97), found.why)
    if not found.ruled_out and only_names(document):
        return Recognition(max(found.confidence, 0.9), (*found.why, "逐人签名"))
    known = [one for one in people.people if known_name(one.name.text)]
    if not titled and not found.ruled_out and len(_clocked(document)) >= 4:
        return Recognition(max(found.confidence, 0.7), (*found.why, "逐人记时"))
    if people.signed and len(known) >= max(4, len(people.people) / 2) and not titled:
        return Recognition(max(found.confidence, 0.7), (*found.why, "签到栏"))
    return found if titled or people.signed else replace(found, confidence=min(found.confidence, 0.4))


_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?")
_PRESENCE = re.compile(r"(?:已|未)?(?:签到|到)|请假|缺[勤席]|出勤|正常|迟到|早退|缺卡")


def _clocked(document: Document) -> list[Row]:
    """Rows with one person's name, and the hour or the word by which a device or a clerk noted the presence."""
    return [
        row
        for row in document.rows
        if sum(known_name(cell.text) for cell in row.cells) == 1
        and any(_CLOCK.fullmatch(cell.text) or _PRESENCE.fullmatch(cell.text) for cell in row.cells)
    ]


def extract(reading: Reading) -> Extraction:
    document = document_of(reading)
    facts = FactBuilder(document)
    title = _title(document)
    nameless = title is None or len(_NO_NAME.sub("", title.text)) < 3
    if nameless:
        # 培训签到表 alone names nothing: the class stands beside a label.
        named = document.labelled(*_NAMED, below=False, accept=r"[^\t\n:]{4,60}")
        facts.add_text("meeting_title", named)
        facts.also(("meeting_title",))
        facts.add_text("meeting_title", _class_above(document), trust=0.97)
        _head_line(facts, document)
    facts.add_text("meeting_title", _before_dash(title), trust=0.9 if nameless else 1.0)
    _when(facts, document)
    place = document.labelled(
        "会议地点",
        "培训地点",
        "活动地点",
        "学习地点",
        "举办地点",
        "授课地点",
        "上课地点",
        "(?:开展|举行|签到|开会|集中)地点",
        "地点",
        "教室",
        "会场",
        "会议室",
        "位置",
        "会址",
        "[地址]",
        below=False,
        accept=r"[\u4e00-\u9fff\d].{2,}",
    )
    facts.add_text("place", place)
    facts.add_text("place", _place_beside_day(document), trust=0.96)
    facts.also(("place",))
    _organisations(facts, document, title)
    hours = document.labelled("学时", "课时", "学时数", below=False, accept=r"\d{1,3}(?:\.5)?")
    if hours is not None:
        facts.add("hours", float(hours.text) if "." in hours.text else int(hours.text), hours)
    people = people_of(document, signing=True)
    if not people.people:
        people = free_names(document)
    _names(facts, people)
    facts.require(
        ("meeting_title", "names", "start_date"),
        {
            "start_date": r"时间|日期",
            "names": r"姓名|签到人|"
            r"签名",
        },
    )
    made = facts.done()
    if people.unreadable and people.people:
        note = Unread("names", None, f"另有{people.unreadable}处签名未能识别")
        return replace(made, unread=(*made.unread, note))
    return made


def _head_line(facts: FactBuilder, document: Document) -> None:
    """Class, day and place in one line without labels under a title that names nothing."""
    at = next((i for i, row in enumerate(document.rows[:6]) if compiled(SHEET).search(row.text)), 0)
    for row in document.rows[at + 1 : at + 3]:
        days = [one for one in find_ranges(row.run.text) if one.first.full and one.first.iso]
        alone = row.run.whole.stripped()
        if len(row.cells) == 1 and compiled(rf"{CLASS_END}$").search(alone.text) and 6 <= len(alone.text) <= 40:
            facts.add_text("meeting_title", alone, trust=0.985)
            return
        if len(days) != 1 or ":" in row.run.text:
            continue
        named = row.run.span(0, days[0].start).stripped()
        behind = row.run.span(days[0].end, len(row.run.text)).stripped(" \t,;、")
        if compiled(rf"{CLASS_END}$").search(named.text) and len(named.text) >= 6:
            facts.add_text("meeting_title", named, trust=0.98)
            behind = _without_at(behind)
            if 4 <= len(behind.text) <= 24 and compiled(r"[\u4e00-\u9fff]{2}").match(behind.text):
                facts.add_text("place", behind, trust=0.97)
            return


def _place_beside_day(document: Document) -> Span | None:
    """The words beside the day in a row of two cells, or behind it in one, near the head and without a label."""
    for row in document.rows[:6]:
        if len(row.cells) > 2 or ":" in row.text:
            continue
        # 2024年5月6日 晚七点 | 某某楼301室 | 主讲 张三
        parts = compiled(r"\s*[|丨]\s*").split(row.run.text)
        if len(parts) > 1 and len(days := find_ranges(parts[0])) == 1 and days[0].first.full and days[0].start == 0:
            told = row.run.find(re.escape(parts[1]))
            if told is not None and HELD_IN.search(told.text) and not is_organisation(told.text):
                return told
        first, other = _day_and_rest(row)
        days = find_ranges(first.text)
        rest = first.text[: days[0].start] + first.text[days[0].end :] if len(days) == 1 else "?"
        alone = compiled(r"\s*\(?(?:(?:星期|周)[一二三四五六日天]|[上下]午|全天)?\)?\s*").fullmatch(rest)
        if (
            days
            and days[0].first.full
            and alone
            and compiled(r"[\u4e00-\u9fff\d()A-Za-z-]{5,30}").fullmatch(other.text)
        ):
            # Who held it, as often as where.
            body = len(row.cells) == 1 and is_organisation(other.text) and not is_room(other.text)
            return other if HELD_IN.search(other.text) and not body else None
    told = document.prose.find(_PLACE_AFTER_DAY, "p")
    return told if told is not None and document.depth(told) < 0.5 and HELD_IN.search(told.text) else None


#: 讲座:某某集中复训 2025年7月1日下午 于某某会议楼: the place ends the line of class and day, which may be broken.
_PLACE_AFTER_DAY = re.compile(
    r"\d[日号](?:\(?(?:星期|周)[一二三四五六日天]\)?)?(?:[上下]午|晚上?|全天)?[于在](?![都洪田])"
    r"(?P<p>[^,。;:\n]{4,30})(?=\n|$)"
)


def _day_and_rest(row: Row) -> tuple[Span, Span]:
    """Both cells of a row; of a single one the day it begins with, and what stands behind."""
    if len(row.cells) == 2:
        first, other = (cell.flow.whole.stripped() for cell in row.cells)
        return first, other
    whole = row.run.whole.stripped()
    days = find_ranges(whole.text)
    ends = days[0].end if len(days) == 1 and days[0].start == 0 else len(whole.text)
    return whole.part(0, ends), _without_at(whole.part(ends).stripped(" \t,;、|·"))


def _without_at(place: Span) -> Span:
    """The place without the word that leads to it: 5月6日于某某楼301室; 于都 and its like are towns."""
    led = compiled(r"[于在](?![都洪田])(?=.{4})").match(place.text)
    return place.part(led.end()) if led is not None else place


def _class_above(document: Document) -> Span | None:
    """The class in a row of its own above a title that names nothing."""
    at = next((i for i, row in enumerate(document.rows[:6]) if compiled(SHEET).search(row.text)), 2)
    named = (row.run.whole.stripped() for row in reversed(document.rows[:at]) if len(row.cells) == 1)
    found = next((span for span in named if compiled(rf"{CLASS_END}$").search(span.text) and len(span.text) >= 6), None)
    # Where the list comes from may stand before the class: 系统导出 某某培训班.
    made = compiled(r"[\u4e00-\u9fff]{2,6}(?:导出|打印)\s*(?=.{6})").match(found.text) if found is not None else None
    return found.part(made.end()) if found is not None and made is not None else found


def _before_dash(title: Span | None) -> Span | None:
    """The title without what sort of list it is, set off by a sign: 某某培训班—签到明细, 签到统计·某某培训班."""
    lead = (
        compiled(r"(?:签到|考勤|出勤|参会|到课)(?:统计|明细|记录|汇总|名单)表?\s*[·•|:—–-]+\s*(?=.{6})").match(
            title.text
        )
        if title is not None
        else None
    )
    if title is not None and lead is not None:
        return title.part(lead.end())
    dash = (
        compiled(rf"\s*[—–-]+\s*[\u4e00-\u9fff]{{0,6}}(?:{SHEET})$").search(title.text) if title is not None else None
    )
    return title.part(0, dash.start()) if title is not None and dash is not None and dash.start() >= 6 else title


def _title(document: Document) -> Span | None:
    """The row with 签到表 in it, with the rows of like size above it."""
    for page in document.pages:
        for index, row in enumerate(page.rows):
            if not compiled(SHEET).search(row.text) or compiled(r"[。;]").search(row.text) or len(row.text) > 60:
                continue
            if len(row.cells) >= 3 and sum(is_some_label(cell.text.strip()) for cell in row.cells) >= 2:
                continue  # the heading of the table: 姓名 签到 姓名 签到
            if compiled(r"[\u4e00-\u9fff]\s*>\s*[\u4e00-\u9fff]").search(row.text):
                continue  # where on a site the page stands
            if compiled(r"请|凡|敬请|注").match(row.text):
                continue  # 请各位老师签到: what people are asked, no name
            text = row.run.whole.stripped()
            below = page.rows[index + 1] if index + 1 < len(page.rows) else None
            if text.text.endswith("签到") and below is not None and compiled(r"[表册簿单]").fullmatch(below.text):
                text = Flow.joined((row.run, below.run)).whole.stripped()
            if compiled(r"[::]").search(row.text):
                # A bent page has drawn the title into the row of another line.
                cells = [c for c in row.cells if compiled(SHEET).search(c.text) and ":" not in c.text]
                return cells[0].flow.whole.stripped() if cells else None
            if len(row.text) >= 8 or index == 0:
                return text
            above = page.rows[index - 1]
            alike = 0.7 < above.height / max(row.height, 1) < 1.5 and above.height > 1.1 * page.writing
            if alike and compiled(SHEET).fullmatch(row.text) and compiled(rf"{CLASS_END}$").search(above.text):
                return above.run.whole.stripped()  # what sort of sheet it is stands in a row of its own
            if alike and not compiled(r"[::]").search(above.text):
                return above.run.joined((above.run, row.run)).whole.stripped()
            return text
    # 培训班（签到） and other titles
    for span in document.titles:
        if "签到" in span.text and not compiled(r"请|凡|敬请").match(span.text):
            return span.stripped()
    return None


def _when(facts: FactBuilder, document: Document) -> None:
    labels = (
        "会议时间",
        "培训时间",
        "活动时间",
        "学习时间",
        "签到时间",
        "签到日期",
        "预定时间",
        "报到日期",
        "起止",
        "培训日期",
        "会议日期",
        "举办时间",
        "日期",
        "时间",
        "时",
    )
    for value in document.values(*labels, below=False):
        for found in find_ranges(value.text):
            if found.first.iso and found.first.full:
                facts.add_range(found, value.part(found.start, found.end))
                return
    start = next((i for i, row in enumerate(document.rows) if compiled(SHEET).search(row.text)), 0)
    for row in document.rows[max(0, start - 2) : start + 6]:
        if compiled(r"导出|打印|下载|生成|制表").search(row.run.text):
            continue  # the day of the list, not of the meeting
        for found in find_ranges(row.run.text):
            if found.first.full:
                facts.add_range(found, row.run.span(found.start, found.end), trust=0.98)
                return


def _organisations(facts: FactBuilder, document: Document, title: Span | None) -> None:
    hosts = (*HOST_LABELS, "组织部门", "主办部门", "召集单位", "导出(?:自|平台|系统)", "数据(?:来源|来自)")
    for value in document.values(*hosts, below=False):
        kept = organisation_in(value)
        if kept is not None:
            facts.add_text("organiser", kept)
            break
    facts.add_text("organiser", _letterhead(document), trust=0.985)
    beside = value_beside(document, "organiser")
    if beside is not None:
        facts.add("organiser", beside[0], beside[1], trust=0.98)
    facts.add_text("organiser", _behind_day(document), trust=0.97)
    if title is not None:
        head = compiled(rf"({ORGANISATION})(?=20\d\d|专题|业务|职工|员工|政治|集中|内部|全员|教研|院内|科室)").match(
            title.text
        )
        if head and compiled(r"(?:公司|医院|学校|学院|大学|中学|小学|研究院|研究所|协会|学会|中心|局)$").search(
            head.group(1)
        ):
            facts.add("organiser", head.group(1), title.part(0, head.end(1)), trust=0.95)
    if "organiser" not in facts:
        # Who held it signs in a row of its own under the list.
        signed = (organisation_in(row.run.whole) for row in document.rows[-3:] if len(row.cells) == 1)
        facts.add_text("organiser", next((one for one in signed if one is not None), None), trust=0.97)
    for row in reversed(document.rows):
        found = compiled(r"(?<![办织导持训集班])单位(?:名称)?\s*(?:\((?:盖|公|签)?章\)|:|盖章)").search(row.run.text)
        if found is None:
            continue
        kept = organisation_in(row.run.span(found.end(), len(row.run.text)).stripped(" :\t,。()"))
        if kept is not None:
            facts.add_text("unit", kept)
            return


def _behind_day(document: Document) -> Span | None:
    """The organisation behind the day in a line of its own near the head: 2022-12-13 某某市某某中心.

    Without the town it is as often the hall where people meet; a site is no hall.
    """
    for row in document.rows[:6]:
        days = find_ranges(row.run.text)
        if len(days) == 1 and days[0].first.full and not row.run.text[: days[0].start].strip():
            behind = organisation_in(row.run.span(days[0].end, len(row.run.text)).stripped(" \t,;|·"))
            if behind is not None and compiled(
                r"[\u4e00-\u9fff]{1,4}[省市区县旗].*[^场馆厅楼]$|.*(?:在线|网校?|平台|[学课]堂|学苑)$"
            ).match(behind.text):
                return behind
    return None


def _letterhead(document: Document) -> Span | None:
    """The organisation by itself in the row above the title."""
    for above, row in pairwise(document.rows[:5]):
        if compiled(rf"(?:{SHEET})$").search(row.text) and len(row.text) >= 6 and len(above.cells) == 1:
            held = organisation_in(above.run.whole)
            return without_department(held) if held is not None else None
    return None


def _names(facts: FactBuilder, people: Sheets) -> None:
    if not people.people:
        return
    values = [person.as_value() for person in people.people]
    weakest = min(person.confidence for person in people.people)
    first = people.people[0].name
    boxes = [table.heading for table in people.tables]
    place = first.place
    if boxes and place is not None:
        place = type(place)(people.tables[0].page, boxes[0])
    facts.add(
        "names",
        values,
        first,
        place=place,
        confidence=weakest if all(p.sure for p in people.people) and not people.unreadable else min(weakest, 0.9),
    )
