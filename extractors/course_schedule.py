"""日程（课程）安排表: the timetable of a class.

Looks like: the name of the class with 日程安排 / 课程安排表 / 课程表, time and place above a table of
day, time, lesson, teacher, hours; a total of hours below, and who holds it. ``course_title`` is the
class without the word for the table.
"""

from __future__ import annotations

import re
from itertools import pairwise

from domain.fact import Extraction, Recognition
from domain.reading import Reading
from extractors.text.by_label import value_beside
from extractors.text.courses import CLASS_END, EDITION, unquoted
from extractors.text.current import document_of
from extractors.text.dates import DateRange, find_ranges
from extractors.text.document import Document
from extractors.text.facts import FactBuilder, tidy
from extractors.text.flow import Flow, Span
from extractors.text.hours import plausible_hours
from extractors.text.layout import Row
from extractors.text.numbers import number
from extractors.text.organisations import (
    HOST_LABELS,
    ORGANISATION,
    is_organisation,
    labelled_organisation,
    labelled_site,
    organisation_in,
    without_department,
)
from extractors.text.patterns import compiled
from extractors.text.period import context_year, period
from extractors.text.places import HELD_IN, is_room
from extractors.text.recognition import weigh
from extractors.text.role_words import is_some_label
from extractors.text.signing import add_signatory, issue_date

TITLE = "日程（课程）安排表"

_TABLE_NAME = (
    r"(?:[一每]?周)?(?:教学|培训|会议|学习|课程|活动)?(?:(?:日程|课程|教学)(?:安排|计划)?[及与和暨])?"
    r"(?:日程|课程|教学|授课|培训|议程|时间|日程课程)?"
    r"(?:行程[单表]?|课目编排表?|课程编排表?|周历|日程总览表?|课程总览表?|总览表|(?:课程|日程)总表|上课(?:安排表?|时间表|表)|教学进程表?|学习日程|设置(?:及|与|和)?(?:师资|教师)?(?:一览表?|安排表?)?|安排一览表?|排课表?|排班表?|计划安排表?|安排计划表|安排表?|计划表?|(?:课次|课目)?一览表?|日程表?|议程表?|课程表|课表|时间表|进度表)"
)
#: What the name of a class ends in; where 培训 follows anything else it is the end of the name, not of the table's.
_CLASS_END = re.compile(
    r"(?:班|会|研修|进修|轮训|培训|学习|讲座|论坛|课程|活动|教育|学院|大会|会议|(?:培训|研修|教育|学习)项目)(?:\([^()]{1,10}\))?$"
)
_TITLES = (
    (r"(?:日程|课程|教学|授课|学习|培训|会议)(?:安排|计划)(?:一览)?表?", 4.4),
    (r"(?:日程|课程|教学|议程)(?:表|安排)$|^(?:日程|议程)$", 4.0),
    (r"(?:学习|培训|会议|教学|课程|研修)(?:日程|进程|议程)(?:表|安排)?$", 4.2),
    (r"(?:班|会|论坛|讲座|研修|培训)(?:日程|课程|活动|会议)?安排$", 4.0),
    (r"(?:班|会|营|课|论坛|讲座|研修|培训|学习|活动)行程[单表]?(?:\s*/\s*[A-Z][A-Za-z ]+)?$", 4.0),
    (r"课\s*程?\s*表|日\s*程\s*表|议\s*程", 4.2),
)
_WORDS = (
    (r"(?:授课|主讲|任课)(?:教师|老师|人|专家|嘉宾)|主讲|讲师|师资", 1.4),
    (r"(?:课程|授课|培训|学习|主题|活动|教学)内容|课程名称|课程/?主题|讲座题目", 1.2),
    (r"上午[\s\S]{0,200}下午", 1.4),
    (r"\d{1,2}:\d{2}\s*[-~—至]+\s*\d{1,2}:\d{2}", 1.4),
    (r"(?:星期|周)[一二三四五六日]", 0.6),
    (r"节次|第\d{1,2}(?:-\d{1,2})?节|(?:星期|周)一[\s\S]{1,16}(?:星期|周)二", 1.4),
    (r"(?:开班|结业|报到|签到|茶歇|午餐|考试|讨论|交流)", 0.3),
)
_AGAINST = (
    (r"兹证明|特此证明|准予结业|特发此证", 3.5),
    (r"完成(?:了)?(?:以下|本|该|全部)?课程|证书编?[号码]|颁发(?:机构|日期)|发证(?:单位|机构|日期)", 2.5),
    (r"通知如下|关于.{2,50}的通知", 2.6),
    (r"签到表|签到册|签到簿|签名", 2.6),
    (r"学号|绩点|成绩单|必修", 2.5),
    (r"名单|花名册|名册", 2.0),
    (r"(?:[一二三四五六七八九]|[初高][一二三])年级|(?:语文|数学)[\s\S]{0,60}(?:体育|音乐|美术)", 4.0),
)


def recognise(reading: Reading) -> Recognition:
    return weigh(document_of(reading), titles=_TITLES, words=_WORDS, against=_AGAINST)


def extract(reading: Reading) -> Extraction:
    document = document_of(reading)
    builder = FactBuilder(document)
    _add_title(builder)
    _add_time(builder)
    _add_place(builder)
    _add_hours(builder)
    labelled = labelled_organisation(document, HOST_LABELS)
    if labelled is None or not builder.add_text("organiser", labelled):
        row = _add_signed(builder)
        if row is not None:
            add_signatory(builder, "organiser", row)
        else:
            builder.add_text("organiser", labelled_site(document, HOST_LABELS[:-1]), trust=0.97)
            builder.add_text("organiser", _at_foot(document))
            builder.add_text("organiser", _in_head(document), trust=0.97)
            # 共计24学时,由某某局统一登记; 教员由某某公司指派.
            kept = document.prose.find(_KEPT_BY, "o")
            builder.add_text("organiser", kept if kept is not None and is_organisation(kept.text) else None, trust=0.96)
    builder.also(("place",))
    builder.require(("course_title", "start_date"), {"start_date": "时间|日期"})
    return builder.done()


#: Who keeps the hours of a class or sends its teachers holds it.
_KEPT_BY = re.compile(
    rf"(?:学时|学分|教[员师]|师资|考勤|证书|结业证书?)[^,。;\n]{{0,8}},?由(?P<o>(?!我|本|各|所在){ORGANISATION})(?=[\u4e00-\u9fff]{{0,6}}?(?:统一|负责)?(?:登记|指派|选派|聘请|发放|颁发|记录|认定|授予))"
)


def _at_foot(document: Document) -> Span | None:
    """An organisation by itself in the last two rows."""
    for row in reversed(document.rows[-2:]):
        if len(row.cells) >= 3:
            continue  # the last row of the table
        # The last words of a remark may stand before who signs: …交给工作人员。 某某医院
        signed = row.run.find(r"。\s*([^,。;:\n]{4,30})$", 1)
        if signed is not None and organisation_in(signed) is not None:
            return organisation_in(signed)
        named = organisation_in(
            row.run.find(r"^(.{4,40}?)(?:会务组|教务组|办班组|培训组|筹备组|编印|印制|编制)?$", 1) or row.run.whole
        )
        if named is not None:
            return without_department(named)
    return None


def _in_head(document: Document) -> Span | None:
    """The one organisation by itself in a row above the table."""
    named = [one for row in _head_rows(document) if len(row.cells) == 1 and (one := organisation_in(row.run.whole))]
    return named[0] if len(named) == 1 else None


_TAIL = re.compile(rf"(?P<t>.+?)(?:的)?(?P<n>{_TABLE_NAME}(?:\s*/?\s*[A-Z][A-Za-z ]+)?)$")
_ONLY_TABLE_NAME = re.compile(rf"^\(?{_TABLE_NAME}\)?$")


def _add_title(builder: FactBuilder) -> None:
    """The class: the title without 日程安排表, or the title rows above a bare 课程安排表."""
    document = builder.document
    rows = _head_rows(document)
    for index, row in enumerate(rows):
        text = unquoted(row.run.whole.stripped()).text
        found = _TAIL.fullmatch(text)
        if _ONLY_TABLE_NAME.fullmatch(text):
            above = _title_above(rows, index, 1.7)
            if above and not is_organisation("".join(r.run.text for r in above)):
                joined = Flow.joined(r.run for r in above).whole
                builder.add("course_title", _bare(joined.text), joined)
                return
            below = rows[index + 1] if index + 1 < len(rows) else None
            if below is not None and _CLASS_END.search(below.text) and len(below.text) >= 6:
                builder.add("course_title", _bare(below.run.text), below.run.whole, trust=0.98)
                return
        elif found and len(found.group("t")) >= 4:
            below_it = _dated_below(rows[index + 1 : index + 2]) if not _CLASS_END.search(found.group("t")) else None
            if below_it is not None:
                builder.add("course_title", _bare(below_it.text), below_it, trust=0.98)
                return
            joined = Flow.joined(r.run for r in (*_title_above(rows, index, 1.25), row)).whole
            inner = joined.match(_TAIL, "t")
            if inner is not None:
                if not _CLASS_END.search(inner.text) and joined.text[len(inner.text) :].startswith(
                    ("培训", "学习", "会议")
                ):
                    inner = joined.part(0, len(inner.text) + 2)
                if joined.text[len(inner.text) :].startswith("活动") and compiled(rf"{CLASS_END}$").search(
                    f"{inner.text}活动"
                ):
                    inner = joined.part(0, len(inner.text) + 2)
                # 某某远程课程日程表: 课程 is what is held, behind a word for how.
                if compiled(r"(?:远程|网络|线上|在线|直播|公需|专业|选修|必修)$").search(inner.text) and compiled(
                    rf"课程{_TABLE_NAME}"
                ).fullmatch(joined.text[len(inner.text) :]):
                    inner = joined.part(0, len(inner.text) + 2)
                # …继续教育课程安排表: whether 课程 ends the class or begins the table, nobody can tell.
                open_end = inner.text.endswith("教育") and joined.text[len(inner.text) :].startswith("课程")
                builder.add("course_title", _bare(inner.text), inner, trust=0.96 if open_end else 1.0)
                return
    labels = ("培训班名称", "培训名称", "培训项目", "班次名称", "班次", "项目名称", "会议名称", "课程主题")
    labelled = document.labelled(*labels) or document.labelled("培训班", "班级名称", accept=_names_class, below=False)
    if labelled is not None:
        builder.add("course_title", tidy(labelled.text), labelled, trust=0.98)
        return
    named = value_beside(document, "course_title")
    if named is not None and _names_class(named[1]):
        builder.add("course_title", tidy(named[0]), named[1], trust=0.98)
    elif rows and not _ONLY_TABLE_NAME.fullmatch(rows[0].run.text.strip()) and not is_organisation(rows[0].run.text):
        joined = rows[0].run.whole
        builder.add("course_title", _bare(joined.text), joined, trust=0.9)


def _dated_below(rows: list[Row]) -> Span | None:
    """The class with its days behind it, right under a table's name that names only whom it is for."""
    told = rf"^(?P<t>[^\d,。;:][^,。;:]{{5,50}}?(?:{CLASS_END}|[课营]){EDITION})\s*\(?(?=(?:19|20)\d\d[年./-])"
    return rows[0].run.find(told, "t") if rows else None


def _names_class(span: Span) -> bool:
    """Whether a value ends as names of classes do; a lesson of the table does not."""
    return len(span.text) >= 6 and compiled(rf"{CLASS_END}(?:\([^()]{{1,10}}\))?$").search(span.text) is not None


def _title_above(rows: list[Row], index: int, ratio: float) -> list[Row]:
    """Rows of like height directly above: the broken first part of the title."""
    kept: list[Row] = []
    for row in reversed(rows[:index]):
        like = row.height / max(1.0, rows[index].height)
        if not 1 / ratio < like < ratio or len(row.text) < 5 or compiled(r":|附件").search(row.text):
            break
        kept.insert(0, row)
    return kept


def _bare(text: str) -> str:
    for opens, closes in ("《》", "“”", '""'):
        inner = text[1:-1]
        if text[:1] == opens and text[-1:] == closes and opens not in inner and closes not in inner:
            text = inner
        elif (text.count(opens) != text.count(closes)) or opens == closes:
            text = text.strip(opens + closes)
    # 某某班 | 课程一览: the bar before what the table is called.
    return tidy(text).rstrip("|丨· ")


def _head_rows(document: Document) -> list[Row]:
    """Rows above the table and its labels."""
    kept: list[Row] = []
    for row in document.rows[:8]:
        if len(row.cells) >= 3 or compiled(r"(?:培训|会议|上课|学习)?(?:时间|地点|日期|对象|班主任)").match(row.text):
            break
        if len(row.cells) == 2 and is_some_label(row.cells[0].text.strip(" :")):
            break
        if compiled(r"[\u4e00-\u9fff]{3}").search(row.text):
            kept.append(row)
    return kept


def _add_time(builder: FactBuilder) -> None:
    """Time beside its label; else from the first to the last day of the table."""
    document = builder.document
    year = context_year(builder)
    days: list[tuple[DateRange, Span]] = []
    first_cells = 0
    for row in document.rows:
        for place, cell in enumerate(row.cells):
            for found in find_ranges(cell.text):
                complete = found.with_year(year)
                if complete.first.full:
                    days.append((complete, cell.flow.span(found.start, found.end)))
                    first_cells += place == 0 and len(row.cells) >= 3
    held = period(
        builder,
        labels=(
            "培训时间",
            "会议时间",
            "学习时间",
            "举办时间",
            "活动时间",
            "(?:教学|授课|上课|办班)时间",
            "培训日期",
            "时间",
        ),
    )
    headings = _day_headings(document, year)
    if len({found.first.iso for found, _ in headings}) > 1 and (held is None or held[0].single):
        days, first_cells = headings, len(headings)
    # A table whose rows begin with days says when by itself; a day in running text says less than all of it.
    if held is None or held[0].single:
        held = _in_brackets(document) or held
    if held is not None and not (held[0].single and first_cells >= 2 and len({d[0].first.iso for d in days}) > 1):
        builder.add_range(held[0], held[1])
        return
    if days:
        first, last = min(days, key=lambda d: d[0].first.iso or ""), max(days, key=lambda d: d[0].last.iso or "")
        printed = document.run.find(r"(?:19|20)\d{2}年") is not None
        builder.add("start_date", first[0].first.iso, first[1], trust=0.98 if printed else 0.9)
        builder.add("end_date", last[0].last.iso, last[1], trust=0.98 if printed else 0.9)


def _in_brackets(document: Document) -> tuple[DateRange, Span] | None:
    """First and last day opening a row under the title: (2024年5月6日至5月8日 某某会议中心), maybe without brackets."""
    for row in document.rows[:6]:
        days = find_ranges(row.run.text)
        if len(days) == 1 and row.run.text[: days[0].start] in ("", "(") and not days[0].single and days[0].first.full:
            return days[0], row.run.span(days[0].start, days[0].end)
    return None


#: 第三天 … (星期六): what may stand beside the day.
_DAY_WORDS = re.compile(
    r"[\s()、:,.]*(?:第[一二三四五六七八九十\d]{1,2}天)?[\s():,.]*(?:(?:星期|周)[一二三四五六日天])?[\s()、:,.]*"
)
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.时点][0-5]?\d?|[上下]午|晚[上间]")


def _day_headings(document: Document, year: int | None) -> list[tuple[DateRange, Span]]:
    """Days that stand alone in a row as the heading of a day, with the hours of that day below."""
    found: list[tuple[DateRange, Span]] = []
    for row, following in pairwise(document.rows):
        held = find_ranges(row.run.text)
        if len(held) != 1 or not held[0].single or not _CLOCK.match(following.text):
            continue
        rest = row.run.text[: held[0].start] + row.run.text[held[0].end :]
        complete = held[0].with_year(year)
        if complete.first.full and _DAY_WORDS.fullmatch(rest):
            found.append((complete, row.run.span(held[0].start, held[0].end)))
    return found


#: 会场：…, 上课地址：…
_HALL = (
    r"(?:主|分|培训|会议|上课|活动)?(?:会场|地址|场所)|"
    r"(?:教学|办班|施教|开课|上课)点|[传讲研实]习[处所点]|(?:办班|上课|教学)?校区"
)


def _add_place(builder: FactBuilder) -> None:
    document = builder.document
    for value in document.values(
        "培训地点",
        "会议地点",
        "上课地点",
        "学习地点",
        "授课地点",
        "活动地点",
        "教学地点",
        "地点",
        "教室",
        _HALL,
        below=False,
    ):
        if len(value.text) >= 2:
            days = find_ranges(value.text)
            # The heading of the first day, drawn onto the line before it.
            behind = bool(days) and days[0].first.full and days[0].start >= 2
            span = (value.part(0, days[0].start) if behind else value).stripped(" \t\n,;。、")
            counted = compiled(r"(?:共计|总计|合计|共)\d{1,3}(?:学时|课时|天)").search(span.text)
            span = span.part(0, counted.start()) if counted is not None and counted.start() >= 4 else span
            builder.add("place", tidy(span.text), span)
            return
    named = document.lined.find(r"(?:^|[\n\t])(?:报告厅|学术厅|会议室|讲堂|礼堂)\s*:\s*([^\n\t:]{4,40})", 1)
    builder.add_text("place", named)
    for row in document.rows[:6]:
        dates = find_ranges(row.run.text)
        bracketed = row.run.text.startswith("(") and row.run.text.endswith(")")
        if len(dates) == 1 and row.run.text[: dates[0].start] in ("", "(") and not dates[0].single:
            rest = row.run.span(dates[0].end, len(row.run.text) - bracketed).stripped(" \t,、;于在")
            if _is_place(rest.text):
                builder.add("place", rest.text, rest, trust=0.95)
        elif len(dates) == 1 and row.run.text[: dates[0].start] == "(" and bracketed:
            rest = row.run.span(dates[0].end, len(row.run.text) - 1).stripped(" ,、;于在")
            if _is_place(rest.text):
                builder.add("place", rest.text, rest, trust=0.95)

    for row, under in pairwise(document.rows[:6]):
        # The days by themselves in a row under the title, the place by itself in the next.
        dates = find_ranges(row.run.text)
        plain = under.run.whole.stripped()
        if len(dates) == 1 and (dates[0].start, dates[0].end) == (0, len(row.run.text)):
            hall = compiled(r"\([^()]*\)$").sub("", plain.text)
            if len(under.cells) == 1 and _BRACKETED_PLACE.fullmatch(hall):
                builder.add("place", plain.text, plain, trust=0.95)


#: (5月6日至8日 某某会议中心) under the title.
_BRACKETED_PLACE = re.compile(
    r"[^()\n]{2,24}(?:会议室|会议中心|报告厅|教室|会场|大厅|楼|酒店|宾馆|平台|直播间|会议|中心|图书馆|会议厅|多功能厅|演厅|宴会厅|"
    r"培训室|直播|[\d一二三四五六七八九十]+[楼层室])(?:\([\u4e00-\u9fff]{2,4}\))?"
)


def _is_place(text: str) -> bool:
    """Whether what stands behind the days in brackets is a house or a room."""
    held = HELD_IN.search(text) is not None and (is_room(text) or not is_organisation(text))
    return _BRACKETED_PLACE.fullmatch(text) is not None or (held and 4 <= len(text) <= 24)


def _add_hours(builder: FactBuilder) -> None:
    """The total as printed: beside 合计学时 and its like. A sum that nobody printed is no fact."""
    document = builder.document
    for row in document.rows:
        found = compiled(
            r"(?:(?:合计|全部|全程|累计|总计|共计)(?:学时|课时)数?|总学时数?|总课时数?|(?:课时|学时)(?:合计|总计|总数)|合计|总计|"
            r"共计)[\s\t:]*(?:\(学时\))?(\d{1,3}(?:\.\d)?)(?![\d.]|[场人天门节次堂位名期]|个(?!学时))(?:学时|课时|个学时)?"
        ).search(
            row.run.text,
        )
        if found is None:
            continue
        value = number(found.group(1))
        if value is not None and plausible_hours(value):
            builder.add("hours", value, row.run.group(found, 1))
            _add_unit(builder, row.run, found.end(1))
            return
    found_in = document.prose.find(r"(?:共|总|计)(?:计)?(\d{1,3}(?:\.\d)?)(?:个)?(?:学时|课时)", 1)
    if found_in is not None:
        builder.add("hours", number(found_in.text), found_in)
        _add_unit(builder, found_in.flow, found_in.end)


def _add_signed(builder: FactBuilder) -> int | None:
    """The date below the table; the days of the lessons are none."""
    document = builder.document
    table = max((i for i, row in enumerate(document.rows) if len(row.cells) >= 3), default=-1)
    signed = issue_date(document)
    if signed is None or signed[2] <= table:
        return None
    builder.add("issue_date", signed[0].iso, signed[1], trust=signed[3])
    return signed[2]


def _add_unit(builder: FactBuilder, flow: Flow, end: int) -> None:
    """``hours_unit`` where it is printed behind the figure; as the heading of a column it is none."""
    match = compiled(r"(?:个)?(学时|课时|学分)").match(flow.text, end)
    if match is not None:
        builder.add("hours_unit", match.group(1), flow.group(match, 1))
        return
    # 总学时:40 is said with its unit before the figure, never surely.
    said = compiled(r"(学时|课时)数?:\d{1,3}(?:\.\d)?$").search(flow.text[:end])
    if said is not None:
        builder.add("hours_unit", said.group(1), flow.group(said, 1), trust=0.9)
