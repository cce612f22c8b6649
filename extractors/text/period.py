"""When an activity took place: first and last day, beside a label, in cells of their own, or told in a sentence."""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.text.by_label import carried_on, period_beside, under_heads
from extractors.text.dates import DateRange, find_ranges
from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.flow import Flow, Span
from extractors.text.letters import posted
from extractors.text.patterns import compiled

_PERIOD_LABELS = (
    "(?:培训|学习|研修|进修|参训|服务|值班)(?:期限|期间|时段|周期|起止|区间)",
    "(?:活动|会议|课程|计学)(?:区间|周期|期间)",
    "培训时间",
    "学习时间",
    "(?:活动|研修|进修|参训)日期",
    "培训日期",
    "学习日期",
    "培训起止时间",
    "起止时间",
    "起止日期",
    "学习起止时间",
    "参训时间",
    "授课时间",
    "活动时间",
    "会议时间",
    "举办时间",
    "服务时间",
    "时间",
)
#: A date after these words is no time of training.
_NOT_PERIOD = re.compile(
    r"(?:出生|生于|生日|报到时间|报到|发证|颁发|签发|(?:打印|导出|生成|截图|查询)(?:时间)?|有效期至?|"
    r"截止|报名|联系|编号|填表|(?<!学习)(?<!培训)(?<!研修)(?<!参训)(?<!活动)(?<!上课)日期|印发|下发|[〔(]|前将?)\W{0,3}$"
)
_NOT_AFTER = re.compile(r"\s*(?:出生|生[,。,]|生于|前|之前|报到(?!.{0,24}(?:结束|离会|返程))|截止|印发|以前|发布)")


def period(builder: FactBuilder, *, labels: tuple[str, ...] = _PERIOD_LABELS) -> tuple[DateRange, Span] | None:
    """The time of the activity: beside its label, else the first span of dates told in a sentence."""
    document = builder.document
    year = context_year(builder)
    apart = begin_and_end(document, year)
    sent = posted(document)
    signed = builder.value("issue_date")
    day: tuple[DateRange, Span] | None = None
    for value in document.values(*labels):
        if sent and compiled(r"\S{8,11}\s*\d{1,2}:\d{2}(?::\d{2})?").fullmatch(value.text.strip()):
            continue  # when the letter was sent
        for found in find_ranges(value.text):
            # 开班时间 may be asked for as the time of all: with a day of the end it is the first day only.
            whole = found.first.day is not None or (found.first.month is not None and not found.single)
            if not whole or _not_period(value.text, found) or (found.single and apart):
                continue
            if not found.single:
                days = found.with_year(year), value.part(found.start, found.end)
                # 时间 over a grid stands beside its first day, 日期 above it beside all of them.
                if day is None or _covers(days[0], day[0]):
                    return days
            elif day is None:
                rest, where = carried_on(document, value, found)
                day = rest.with_year(year), where
                if not day[0].single:
                    return day
    if day is not None and day[0].first.iso != signed:
        return day
    if apart is not None:
        return apart
    told = next((held for flow in (document.prose, document.run) if (held := _told(flow, year, signed))), None)
    if told is None or told[0].single:
        # With its gaps: run together, the figures of the next cell follow the last day.
        tabbed = _told(document.flow, year, signed)
        told = tabbed if tabbed is not None and not tabbed[0].single else told
    beside = period_beside(document)
    if beside is not None and beside[0].single and beside[0].first.iso == signed:
        beside = None  # 日期 alone is the day of issue
    # One day beside a word like 培训 may be another day: a span told in a sentence is the time.
    vague = beside is not None and beside[0].single and told is not None and not told[0].single
    held = told if beside is None or vague else beside
    return day if held is None or (day is not None and held[0].single) else held


def _covers(span: DateRange, day: DateRange) -> bool:
    first, last, one = span.first.iso, span.last.iso, day.first.iso
    return None not in (first, last, one) and str(first) <= str(one) <= str(last)


_BEGIN = (
    *(
        f"{what}{word}"
        for what in ("学习", "培训", "课程", "")
        for word in ("开始时间", "开始日期", "起始日期", "起始时间", "开始")
    ),
    *(f"开始{what}(?:日期|时间)" for what in ("学习", "培训", "参训")),
    *("开训(?:日期|时间)?", "开班", "开课", "开始学习", "开课日期", "开课时间", "开班日期", "开班时间", "起学时间"),
    *(f"{what}自" for what in ("学习", "培训", "研修", "参训")),
    "(?:起学|开学)(?:日期?|时间)",
    "起",
)
_FINISH = (
    *(
        f"{what}{word}"
        for what in ("学习", "培训", "课程", "")
        for word in ("结束时间", "结束日期", "完成时间", "完成日期", "结束", "完成")
    ),
    *(
        "截止日期",
        "完成学习",
        "结训(?:日期|时间)?",
        "结班",
        "结课",
        "闭班",
        "结课日期",
        "结课时间",
        "结班日期",
        "结班时间",
        "闭班时间",
        "结业日期",
        "结业时间",
        "完成学习时间",
        "(?:学完|修完|学毕|修毕)(?:日期?|时间)?",
    ),
    *(f"{what}至" for what in ("学习", "培训", "研修", "参训")),
    "(?:考试|考核|测试|测验)(?:通过|合格)(?:日期|时间)",
    *("止", "讫"),
)


def begin_and_end(document: Document, year: int | None = None) -> tuple[DateRange, Span] | None:
    """First and last day beside labels of their own, as sites print them."""
    ends = []
    for labels in (_BEGIN, _FINISH):
        for value in document.values(*labels, below=False):
            value = _over_cells(document, value)
            held = [one.with_year(year) for one in find_ranges(value.text) if one.single and one.first.full]
            if held:
                ends.append((held[0], value.part(held[0].start, held[0].end)))
                break
    if not ends:
        ends = _under_heads(document)
    if len(ends) == 1:
        ends = [*_arrived(document, ends[0][1]), *ends]
    if len(ends) == 1:
        ends += _told_finish(document, year)
    if not ends:
        ends = [*_told_start(document, year), *_told_finish(document, year)]
    if len(ends) < 2:
        return None
    (first, span), (last, other) = ends
    joined = Flow.joined([_flow_of(span), _flow_of(other)])
    return DateRange(first.first, last.last, 0, len(joined.text)), joined.whole


def _arrived(document: Document, finish: Span) -> list[tuple[DateRange, Span]]:
    """The day of arrival beside its label in the row of the last day: 报到:2024年5月6日 结束:2024年5月8日."""
    for row in document.rows:
        if not any(cell.line in finish.lines for cell in row.cells):
            continue
        for match in compiled(r"(?:^|\s)报到(?:日期|时间)?:\s*").finditer(row.run.text):
            held = [one for one in find_ranges(row.run.text[match.end() :]) if one.single and one.first.full]
            if held and held[0].start == 0:
                return [(held[0], row.run.span(match.end(), match.end() + held[0].end))]
    return []


def _under_heads(document: Document) -> list[tuple[DateRange, Span]]:
    """First and last day under headings of their own in a table of one row."""
    found = []
    for labels in (_BEGIN, _FINISH):
        asked = compiled("|".join(labels))
        for head, value in under_heads(document):
            held = [one for one in find_ranges(value.text) if one.single and one.first.full]
            if asked.fullmatch(head) and len(held) == 1:
                found.append((held[0], value.part(held[0].start, held[0].end)))
                break
    return found if len(found) == 2 else _under_two(document)


def _under_two(document: Document) -> list[tuple[DateRange, Span]]:
    """First and last day under two words that stand alone in a row: 开始 | 结束."""
    for row, under in pairwise(document.rows):
        if len(row.cells) != 2 or len(under.cells) != 2:
            continue
        words = [cell.text.strip() for cell in row.cells]
        if not all(
            compiled("|".join(asked)).fullmatch(word) for asked, word in zip((_BEGIN, _FINISH), words, strict=True)
        ):
            continue
        days = [(cell, find_ranges(cell.text)) for cell in under.cells]
        if all(len(held) == 1 and held[0].single and held[0].first.full for _, held in days):
            return [(held[0], cell.flow.span(held[0].start, held[0].end)) for cell, held in days]
    return []


def _over_cells(document: Document, value: Span) -> Span:
    """The value, or all of its row from it where it is but a year: 2022 年 7 月 2 日, each in a cell of its own."""
    if not _YEAR_ALONE.fullmatch(value.text.strip()):
        return value
    for row in document.rows:
        if any(cell.line in value.lines for cell in row.cells):
            start = row.run.text.find(value.text.strip())
            return row.run.span(start, len(row.run.text)) if start >= 0 else value
    return value


_YEAR_ALONE = re.compile(r"(?:19|20)\d\d年?")


def only_finish(builder: FactBuilder) -> tuple[DateRange, Span] | None:
    """The last day beside its label where no label tells the first one and no span is told."""
    document, year = builder.document, context_year(builder)
    if any(find_ranges(value.text) for value in document.values(*_BEGIN, *_PERIOD_LABELS[:-1])):
        return None
    under = [value for value in document.values(*_FINISH) if document.breadth(value) == 1]
    for value in (*document.values(*_FINISH, below=False), *under):
        held = [one.with_year(year) for one in find_ranges(value.text)]
        if len(held) == 1 and held[0].single and held[0].first.full:
            return held[0], value.part(held[0].start, held[0].end)
    return next(iter(_told_learnt(document, year)), None)


#: The first day, named so within a sentence: …,开课日期2021年11月26日,….
_STARTED_ON = re.compile(r"(?:开课|开班|开始|起始|入学|报名)(?:学习)?(?:日期|时间)[为是]?\s*$")


#: 2024年5月6日起参加…, 2024年5月6日开班, 2024年5月6日,该同志赴外参加…
_SETS_OUT = re.compile(
    r"\s*(?:起(?=参加|,)|始(?=[,\n至到]|$)|开班|开课|召开|开幕|选课|开始学习|入学|开训|[入进]班|入[学训]|,?(?:该同志|该职工|本人|其)?(?:赴外|外出|前往|赴)[^,。;]{0,12}参加)"
)
#: 于…完成, 至…止, …结束返岗, with the day between left out.
_ENDED = re.compile(
    r"于\s*\0\s*(?:完成|学完|修完|学毕|修毕|结束|结业|结班|结课|修满)|[至到]\s*\0\s*(?:止|结束)|\0\s*(?:结束(?:后?返|离)|[出离]班|离[校训]|散会|闭幕|闭会|返程|学毕|修毕|学完|修完)"
)


def _told_start(document: Document, year: int | None) -> list[tuple[DateRange, Span]]:
    """The first day where a sentence names it without a colon."""
    flow = document.prose
    told = [
        (one.with_year(year), flow.span(one.start, one.end))
        for one in find_ranges(flow.text)
        if one.single and (_STARTED_ON.search(flow.text[: one.start]) or _SETS_OUT.match(flow.text[one.end :]))
    ]
    return [one for one in told if one[0].first.full][:1]


def _told_finish(document: Document, year: int | None) -> list[tuple[DateRange, Span]]:
    """The last day where only the first has a label: 已于2024年3月26日完成…学习."""
    return _said_of_day(document, year, _ENDED)


def _said_of_day(document: Document, year: int | None, said: re.Pattern[str]) -> list[tuple[DateRange, Span]]:
    """The first day about which the words around it (a NUL stands for the day) say so."""
    flow = document.prose
    told = [
        (one.with_year(year), flow.span(one.start, one.end))
        for one in find_ranges(flow.text)
        if one.single
        and said.search(flow.text[max(0, one.start - 4) : one.start] + "\0" + flow.text[one.end : one.end + 8])
    ]
    return [one for one in told if one[0].first.full][:1]


#: 已于…结束 tells the last day of a class. 已于…学完: who learnt alone learnt until then; what was held on a day
#: (于…完成) may be of that day only.
_LEARNT = re.compile(
    r"(?:已|业已|现已|已经)于\s*\0\s*(?:学完|修完|学毕|修毕|学习完毕|完成学习|修习完毕|结束|结业|结班|结课|结训|闭班)"
)


def _told_learnt(document: Document, year: int | None) -> list[tuple[DateRange, Span]]:
    """The day on which somebody had learnt all of it, told in a sentence: 已于2024年3月26日学完…."""
    return _said_of_day(document, year, _LEARNT)


def _flow_of(span: Span) -> Flow:
    return Flow(span.text, span.flow.origin[span.start : span.end])


#: 2024年10月至2025年1月参加…: what was done follows, so months alone say when.
_DID = re.compile(r"(?:期间)?,?(?:参加|参与|接受|赴|完成|进行)")


#: 我单位2024年5月6日举办的…
_HELD = re.compile(r"(?:举办|组织|召开|开展|主办|承办|举行)的")


def _told(flow: Flow, year: int | None, signed: str | None) -> tuple[DateRange, Span] | None:
    """The first span in running text; a single date counts only inside a sentence."""
    singles: list[tuple[DateRange, Span]] = []
    for found in find_ranges(flow.text):
        if found.first.month is None or _not_period(flow.text, found):
            continue
        span = flow.span(found.start, found.end)
        complete = found.with_year(year)
        if complete.first.iso is None:
            continue
        if not found.single:
            said = compiled(r"(?:于|自|从|在)\s*$").search(flow.text[: found.start]) or _DID.match(flow.text, found.end)
            if found.first.day is not None or said:
                return complete, span
            continue
        line_start = flow.text.rfind("\n", 0, found.start) + 1
        line_end = flow.text.find("\n", found.end)
        sentence = flow.text[line_start : line_end if line_end >= 0 else len(flow.text)]
        told = bool(
            compiled(r"(?:于|在|自|从)\s*$").search(flow.text[: found.start]) or _HELD.match(flow.text, found.end)
        )
        if complete.first.full and (told or (len(sentence) > 24 and complete.first.iso != signed)):
            singles.append((complete, span))
    return singles[0] if singles else None


def _not_period(text: str, found: DateRange) -> bool:
    if (
        found.first.full
        and compiled(r"[\u4e00-\u9fff]\($").search(text[: found.start])
        and text[found.end : found.end + 1] == ")"
    ):
        return False  # the days of a class in brackets behind its name
    if not found.single and compiled(r"结束|离会|返程").search(text[found.end : found.end + 3]):
        return False
    return bool(_NOT_PERIOD.search(text[max(0, found.start - 8) : found.start]) or _NOT_AFTER.match(text, found.end))


def context_year(builder: FactBuilder) -> int | None:
    """The year a date without one belongs to: printed with 年度/年 in the text, else that of the issue date."""
    found = compiled(r"(?<!\d)((?:19|20)\d{2})年").search(builder.document.flow.text)
    if found:
        return int(found.group(1))
    issued = builder.value("issue_date")
    return int(str(issued)[:4]) if issued else None


def add_period(builder: FactBuilder, *, labels: tuple[str, ...] = _PERIOD_LABELS) -> DateRange | None:
    """Adds ``start_date`` and ``end_date``; a time after the date of issue is doubtful."""
    held = period(builder, labels=labels)
    last = only_finish(builder)
    if last is not None and (held is None or held[0].single):
        # Only when it ended is told; when it began nobody knows.
        builder.add("end_date", last[0].first.iso, last[1], trust=0.98)
        return last[0]
    if held is None:
        return None
    found, span = held
    issued = builder.value("issue_date")
    sane = not (isinstance(issued, str) and found.first.iso is not None and found.first.iso > issued)
    # One day beside 开始时间, or one of several days in a list: the other end stands elsewhere.
    alone = (
        found.single
        and compiled(
            r"(?:开始|起始|结束|完成|截止)(?:时间|"
            r"日期)"
        ).search(
            builder.document.run.text,
        )
        is not None
    )
    before = span.flow.text[max(0, span.start - 6) : span.start]
    alone = alone or (found.single and not compiled(r"(?:[于在自从间期:\t\n]|^)[_\s]*$").search(before))
    builder.add_range(found, span, trust=0.85 if alone or _listed(builder) else 1.0 if sane else 0.97)
    return found


def _listed(builder: FactBuilder) -> bool:
    """Whether many rows hold days: a list of activities, not the time of one."""
    rows = builder.document.rows
    dated = [row for row in rows if any(r.first.day is not None for r in find_ranges(row.flow.text))]
    return sum(len(row.cells) >= 3 for row in dated) >= 3 or len(dated) >= 5
