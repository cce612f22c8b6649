"""The yearly record of learning: a table with one row per activity, its day and its hours; and the total printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from domain.place import Box, Place
from extractors.text.courses import COURSE_LABELS
from extractors.text.dates import find_ranges
from extractors.text.document import Document
from extractors.text.facts import FactBuilder, tidy
from extractors.text.flow import Span
from extractors.text.hours import find_hours, plausible_hours
from extractors.text.numbers import number
from extractors.text.patterns import compiled
from extractors.text.role_words import is_some_label
from extractors.text.sheets import Row, read_sheet

_COLUMNS = {
    "when": (
        *(
            f"{a}{b}"
            for a in ("", "学习", "培训", "起止", "活动", "举办", "参训", "参加", "开始", "起始")
            for b in ("时间", "日期", "年月")
        ),
        "起止时间",
        "学习起止时间",
        "培训起止时间",
        "起止年月",
        *(
            "年月日",
            "起止",
            "起讫",
            "开始",
            "起",
            "开课",
            "开班",
            "起日",
            "始日",
            "开始日",
            "起始日",
            "起讫日期",
            "起讫时间",
        ),
    ),
    "what": (
        "学习项目",
        *(f"{a}内容" for a in ("学习", "培训", "继续教育", "活动", "")),
        *(f"{a}名称" for a in ("课程", "培训班", "项目", "班次", "培训", "学习", "培训项目", "活动")),
        *(f"{a}{b}{c}" for a, c in (("课程", "活动"), ("活动", "课程")) for b in ("或", "/", "及", "、")),
        *("事项", "教育培训事项", "培训事项", "学习事项", "教育事项", "研修活动", "培训活动", "所学课程"),
        *(
            "学习项目",
            "培训项目",
            "课程",
            "课名",
            "培训课程",
            "学习课程",
            "学习内容及形式",
            "培训班次",
            "项目",
            "继续教育项目",
        ),
        *(
            f"{of}{what}"
            for of in ("研修", "进修", "教育", "参训", "受训", "修读", "学习", "培训", "活动")
            for what in ("项目", "课程", "课目", "科目", "主题", "名目", "班次", "课题")
        ),
    ),
    "hours": (
        *(
            f"{a}{b}"
            for a in ("", "所获", "培训", "获得", "认定", "登记", "折算", "折合", "核定", "授予", "实得")
            for b in ("学时", "课时", "学分", "学时数")
        ),
        *("计", "学时(分)", "获得", "所获", "计入", "得分", "所得", "分值"),
    ),
    # The hours of a year set out by subject, under one head.
    "hours:general": ("公需", "公需科目", "公需课", "公共", "公共科目", "一般公需"),
    "hours:industry": ("行业公需", "行业"),
    "hours:subject": ("专业", "专业科目", "专业课"),
    "until": (
        *(f"{a}{b}" for a in ("结束", "完成", "截止") for b in ("时间", "日期")),
        *("结束", "止", "结课", "结班", "止日", "讫日", "讫", "结束日", "终止日"),
    ),
    # 开始 | 完成: the last day; by itself it is only when a course was done.
    "done": ("完成", "学完"),
    "number": ("序号", "序", "次", "编号", "号", "项次", "次序"),
    "other": (
        *(
            "途径",
            "办班形式",
            "审验",
            "经办",
            "经办人",
            "审核人",
            "形式",
            "学习形式",
            "培训形式",
            "方式",
            "学习方式",
            "考核",
            "考核结果",
            "考核情况",
            "结果",
            "结论",
            "修读方式",
            "成绩",
            "备注",
        ),
        *("组织机构", "办班机构", "主办机构", "举办机构", "承办机构", "教学机构", "主办方"),
        *("承训单位", "承训机构", "承办单位", "办班单位", "组织单位", "施训单位"),
        *("施教机构", "施教单位", "施教机构盖章", "主办单位", "举办单位", "培训机构", "培训单位", "证明单位", "科目"),
        *(
            "状态",
            "天",
            "天数",
            "日数",
            "科目类别",
            "课程类别",
            "审核状态",
            "盖章",
            "类别",
            "学习类别",
            "单位盖章",
            "登记人",
            "审核",
            "审核盖章",
            "地点",
            "学习地点",
            "培训地点",
        ),
    ),
}


#: What the year of a record stands beside.
_YEAR_LABEL = r"(?:登记|统计|认定|学习|考核|所属|验证|培训|核验|审验|审核|结转|年检)?(?:年度|学年|年份)"


def _names_course(text: str) -> bool:
    """Whether a cell names what was learned; labels below the table (登记单位:…) do not."""
    return bool(text) and not compiled(r"[\u4e00-\u9fff]{2,8}:|(?:合计|总计|共计|累计)").match(text)


def _no_title(text: str) -> bool:
    return is_some_label(text) or any(one.first.day is not None for one in find_ranges(text))


def record_rows(document: Document) -> list[Row] | None:
    """Rows of activities: the table has a column of dates; a list of lessons without dates is none."""
    found: list[Row] = []
    for page in (leaf for layout in document.pages for leaf in layout.leaves):
        for day in ("when", "until"):
            sheet = read_sheet(page, _COLUMNS, need=(day, "what", "hours"), anchors=("hours", "when", "number"))
            if sheet is not None:
                rows = [_in_its_column(row) for row in sheet.rows]
                found += [row for row in rows if find_ranges(row.text(day)) and _names_course(row.text("what"))]
                break
    # A form whose labels look like headings holds days and labels where titles should be.
    odd = [row for row in found if _no_title(row.text("what"))]
    if 2 * len(odd) >= len(found):
        return None
    if len(found) == 1 and "年度" not in document.flow.text:
        return None  # one class set in a table is no record of a year
    return found or None


def _in_its_column(row: Row) -> Row:
    """The row without words left of the column of titles: what is written on the facing page of a booklet."""
    column, pieces = row.columns.get("what"), row.pieces("what")
    if column is None:
        return row
    kept = tuple(piece for piece in pieces if piece.box.right > column.left)
    return replace(row, cells={**row.cells, "what": kept}) if kept else row


def undated_rows(document: Document) -> list[Row] | None:
    """Rows of a record whose table has no days: the paper is one of a year and prints the sum of its rows.

    The lessons of one class are listed in the same way: no year is asked for there.
    """
    told = _of_a_year(document) or _THIS_YEAR.search(document.flow.text) or _YEAR_SAID.search(document.prose.text)
    if told is None and not _lists_hours(document):
        return None
    for page in (leaf for layout in document.pages for leaf in layout.leaves):
        sheet = read_sheet(page, _COLUMNS, need=("what", "hours"), anchors=("hours", "number"))
        rows = (
            [] if sheet is None else [row for row in map(_in_its_column, sheet.rows) if _names_course(row.text("what"))]
        )
        rows = [row for row in rows if _figure(row.text("hours")) is not None and not _no_title(row.text("what"))]
        summed = sum(_figure(row.text("hours")) or 0 for row in rows)
        total = _total(document) or _told_total(document, summed)
        if len(rows) > 1 and total is not None and summed == total[0]:
            return rows
    return None


def _lists_hours(document: Document) -> bool:
    """Whether the paper calls itself a list of hours, and no class stands beside a label or between quotation marks."""
    if not any(_LIST_OF_HOURS.fullmatch(row.run.text.strip()) for row in document.rows[:4]):
        return False
    named = document.labelled(*COURSE_LABELS, accept=lambda span: len(span.text) >= _LEAST_CLASS, below=False)
    return named is None and compiled(r"[“《]").search(document.prose.text) is None


#: 学时清单, 个人学分明细: hours of several classes, though no year is named.
_LIST_OF_HOURS = re.compile(
    r"(?:我的|个人|本人|学员)?(?:继续教育)?(?:学时|学分)(?:清单|明细|汇总|台账|账单|对账单)[表单]?"
)
#: Letters of the shortest name of a class.
_LEAST_CLASS = 6

#: 本年已获64学时, 今年累计学时 40: a page of the running year, which it does not name.
_THIS_YEAR = re.compile(
    r"(?:^|[\n\t])(?:本年度?|今年|当年|年内)(?:已|累计|共|总共|合计){1,2}(?:获得?|修[得满]?|完成|登记|取得|认定|计)?(?:学时|学分|课时)?[\s:]{0,2}\d"
)


def _of_a_year(document: Document) -> Span | None:
    """The year beside its label, on a paper called a list or record of a year."""
    called = compiled(
        r"(?:年度|学年)[\u4e00-\u9fff]{0,14}(?:清单|记录|汇总|登记|明细|档案|一览|证明|审验|审核|核验|结转|成绩单|台账)"
    )
    if called.search(document.flow.text) is None:
        return document.flow.find(_SO_FAR, 1) or document.prose.find(_DONE_IN, 1)
    return _year_beside(document) or document.flow.find(
        r"(?:^|[\n\t])((?:19|20)\d\d)年度(?:[\u4e00-\u9fff]{2,10})?(?=[\n\t]|$)", 1
    )


#: 2024年度已获, over the sum on a page of a phone.
_SO_FAR = re.compile(
    r"(?:^|[\n\t])((?:19|20)\d\d)\s?年度?(?=(?:已|累计)(?:获得?|修|完成|登记|取得)(?:学时)?(?:$|[\n\t:]|\s?\d))"
)


#: …已完成2024年度会计人员继续教育,其情况如下: the sentence over the table of a year.
_DONE_IN = re.compile(
    r"(?:完成|参加|接受)了?((?:19|20)\d\d)年度(?=[\u4e00-\u9fff]{0,12}(?:继续教育|培训|学习|学时)(?:任务|要求|情况)?[,。;:])"
)


def _year_beside(document: Document) -> Span | None:
    beside = document.labelled(_YEAR_LABEL, accept=r"(?:19|20)\d\d(?=年?$|年度|学年)", below=False)
    if beside is not None:
        return beside
    return document.flow.find(rf"(?:^|[\n\t]){_YEAR_LABEL}((?:19|20)\d\d)(?=[\n\t]|$)", 1)


def _figure(text: str) -> int | float | None:
    """The number of a cell, without the unit it may repeat."""
    return number(compiled(r"(?:学时|课时|学分|个|\s)").sub("", text))


def add_record(builder: FactBuilder, rows: list[Row]) -> bool:
    """Adds ``activities`` (title, days, hours of each row), ``score_year`` and the total as printed.

    Returns whether a total is printed and is the sum of the rows, none of which has more hours than its days hold.
    """
    document = builder.document
    year = compiled(r"(?<!\d)((?:19|20)\d{2})\s?学?年度").search(document.flow.text)
    activities: list[dict[str, Any]] = []
    spans: list[Span] = []
    unread = False
    for at, row in enumerate(rows, 1):
        when, what, many = row.flow("when").whole, row.flow("what").whole, row.flow("hours").whole
        if compiled(rf"{at}(?=[\u4e00-\u9fff])").match(what.text) and not row.text("number"):
            what = what.part(len(str(at)))  # the number of the row, read along with the title
        if compiled(r"月\s?\d{1,2}\s*$").search(when.text) and compiled(r"\s*[日号]").match(what.text):
            what = what.stripped().part(1).stripped()  # the last letter of the day, which ran into the title
        days = [one.with_year(int(year.group(1)) if year else None) for one in find_ranges(when.text)]
        item: dict[str, Any] = {"course_title": tidy(what.text)}
        if days and (found := days[0]).first.iso and found.first.month and found.last.iso:
            until = [one.with_year(found.first.year) for one in find_ranges(row.text("until") or row.text("done"))]
            if len(days) == _BOTH and all(one.single for one in days) and not row.text("until"):
                until = days[1:]  # both days in one column, with no sign between
            unread |= not until and compiled(r"\d\D*\d").search(row.text("until") or row.text("done")) is not None
            last = until[0].last.iso if len(until) == 1 and found.single else None
            last = None if last is not None and last < found.first.iso else last
            item |= {"start_date": found.first.iso, "end_date": last or found.last.iso}
        hours = _figure(many.text) if many else _by_subject(row)
        if hours is not None and plausible_hours(hours):
            item["hours"] = hours
        activities.append(item)
        spans += [span for span in (when, what, many) if span]
    figures = [item.get("hours") for item in activities]
    summed = sum(f for f in figures if f is not None) if None not in figures else None
    total = _total(document) or _told_total(document, summed)
    agrees = summed is not None and (total is None or total[0] == summed)
    boxes = [place.box for span in spans if (place := span.place) is not None]
    builder.add(
        "activities",
        activities,
        None,
        place=Place(rows[0].page, Box.around(boxes)),
        confidence=min(span.confidence for span in spans)
        * (1.0 if agrees and not unread and not any(map(_day_unheaded, rows)) else 0.9),
    )
    beside = _year_beside(document) or _year_alone(document, activities) or _year_of_total(document, activities)
    if year is None and beside is not None:
        builder.add("score_year", int(beside.text), beside)
    if year is not None:
        builder.add("score_year", int(year.group(1)), document.flow.span(year.start(1), year.end(1)))
    whole = document.flow.find(_SO_FAR, 1) or _whole_year(document)
    builder.add("score_year", int(whole.text) if whole is not None else None, whole, trust=0.98)
    said = _YEAR_SAID.search(document.prose.text)
    if said is not None:
        group = said.lastgroup or "a"
        builder.add("score_year", int(said[group]), document.prose.group(said, group), trust=0.99)
    if total is not None:
        builder.add("hours", total[0], total[1], trust=1.0 if agrees else 0.95)
        # In the head of a column or beside the sum (合计学时 76) the unit is a label, nothing the figure states.
        behind = compiled(r"(?:个)?(学时|课时|学分)").match(total[1].flow.text, total[1].end)
        before = document.around(total[1], by_row=True)[0].rpartition("\n")[2]
        label = compiled(r"^(?!合计|总计|共计|累计)[\u4e00-\u9fff]{2,6}\(?(学时|课时|学分)\)?\s*$").search(before)
        if behind is not None:
            builder.add("hours_unit", behind.group(1), total[1].flow.group(behind, 1))
        elif label is not None:
            builder.add("hours_unit", label.group(1), total[1], trust=0.9)
    return agrees and total is not None and all(_fits(item) for item in activities)


#: 继续教育情况记载(2018年), 完成2021年公需科目下列课程: the year without 度.
_YEAR_SAID = re.compile(
    r"(?:^|(?<=\n))[—\-·\s]*[\u4e00-\u9fff]{2,24}(?:记载|记录|登记|清单|汇总|明细|证明|经历|履历)表?[—\-·\s]*\((?P<a>(?:19|20)\d{2})年?\)(?=\n|$)|"
    r"(?:^|(?<=\n))(?P<c>(?:19|20)\d{2})年(?=继续[\u4e00-\u9fff]{0,4}教育[\u4e00-\u9fff]{0,6}(?:审验|登记|验证|记录|明细|汇总|清单|统计|证明)[单表卡册书]?(?:\n|$))|"
    r"(?:完成|修完|学完|参加)了?(?P<b>(?:19|20)\d{2})年(?:公需|专业|必修|选修|继续教育)(?:科目|课程|学习)?(?:下列|以下|规定)"
)


def _whole_year(document: Document) -> Span | None:
    """The year from whose first to last day the record counts: 统计区间 2024-01-01 至 2024-12-31."""
    for held in find_ranges(document.flow.text):
        first, last = held.first.iso, held.last.iso
        if first is not None and first.endswith("-01-01") and last == f"{first[:4]}-12-31":
            return document.flow.span(held.start, held.start + 4)
    return None


def _year_alone(document: Document, activities: Sequence[Mapping[str, Any]]) -> Span | None:
    """2019年 by itself over the table, where all its days are of that year."""
    years = {item["start_date"][:4] for item in activities if "start_date" in item}
    alone = [one for cell in document.cells if (one := cell.flow.find(r"^((?:19|20)\d\d)年度?$", 1)) is not None]
    return alone[0] if len(alone) == 1 and {alone[0].text} == years else None


#: A first and a last day.
_BOTH = 2


def _day_unheaded(row: Row) -> bool:
    """Whether a row has a day more, under a heading nobody knows: maybe the last one."""
    return any(role.startswith("?") and find_ranges(row.text(role)) for role in row.columns)


def _year_of_total(document: Document, activities: Sequence[Mapping[str, Any]]) -> Span | None:
    """The year before the sum of the table, where all its days are of that year: 2020年合计, 2022年已记70学时."""
    years = {item["start_date"][:4] for item in activities if "start_date" in item}
    told = (
        one
        for row in document.rows
        if (
            one := row.run.find(
                r"^((?:19|20)\d\d)\s?年度?\s*(?=(?:合计|总计|共计|累计|已[记获修登完]|共[记获修登])(?!.{16}))", 1
            )
        )
    )
    found = next(told, None)
    return found if found is not None and {found.text} == years else None


#: Most hours of a day of a class.
_A_DAY = 8


def _fits(activity: Mapping[str, Any]) -> bool:
    """Whether the hours fit into the days: where a last day was lost they do not."""
    if "start_date" not in activity or len(activity["start_date"]) < 10 or len(activity["end_date"]) < 10:
        return True
    try:
        first, last = (date.fromisoformat(activity[name]) for name in ("start_date", "end_date"))
    except ValueError:
        return False  # no such day
    return bool(activity.get("hours", 0) <= _A_DAY * ((last - first).days + 1))


def _by_subject(row: Row) -> int | float | None:
    """Hours of a row whose figures stand in columns by subject."""
    texts = [row.text(role) for role in _COLUMNS if role.startswith("hours:")]
    held = [number(text) for text in texts if compiled(r"\d").search(text)]
    return sum(one for one in held if one is not None) if held and None not in held else None


def _told_total(document: Document, summed: float | None) -> tuple[int | float, Span] | None:
    """The sum of the rows where it is printed outside the table, with words of the whole or by itself."""
    flow = document.flow
    told = [a for a in find_hours(flow.text) if a.total or a.value == summed]
    best = next((a for a in told if a.value == summed), None) or next((a for a in told if a.total), None)
    if best is not None and best.value == summed:
        return best.value, flow.span(best.number_start, best.number_end)
    # 本年结转(学时) 78: the last row of the table, whatever it is called.
    for row in document.rows:
        head, *rest = row.cells
        labelled = len(rest) == 1 and compiled(r"[学课]时|学分").search(head.text) is not None
        if labelled and summed is not None and _figure(rest[0].text) == summed:
            return summed, rest[0].flow.whole.stripped()
    # A page on a phone shows the sum large, by itself.
    shown = (row.run.whole.stripped() for row in document.rows if len(row.cells) == 1)
    large = next((one for one in shown if summed is not None and number(one.text) == summed), None)
    if large is not None and summed is not None:
        return summed, large
    return None if best is None else (best.value, flow.span(best.number_start, best.number_end))


def _total(document: Document) -> tuple[int | float, Span] | None:
    """The figure beside 合计; on a bent sheet the last bare figure below it."""
    for row in document.rows:
        found = compiled(
            r"(?:合计|总计|共计|累计)\D{0,8}?(\d{1,4}(?:\.\d)?)(?:学时|课时|"
            r"学分)?\D{0,4}$"
        ).search(
            row.run.text,
        )
        if found:
            value = number(found.group(1))
            if value is not None:
                return value, row.run.group(found, 1)
    for page in document.pages:
        sums = [
            cell for cell in page.cells if compiled(r"(?:合计|总计|共计|累计)(?:学时|课时)?:?").fullmatch(cell.text)
        ]
        for cell in sums:
            below = [
                other
                for other in page.cells
                if compiled(r"\d{1,4}(?:\.\d)?").fullmatch(other.text)
                and abs(other.box.center[1] - cell.box.center[1]) < 0.12 * abs(other.box.center[0] - cell.box.center[0])
            ]
            if below:
                figure = min(below, key=lambda o: abs(o.box.center[1] - cell.box.center[1]))
                value = number(figure.text)
                if value is not None:
                    return value, figure.flow.whole
    return None
