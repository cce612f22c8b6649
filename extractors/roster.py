"""学员名册: printed list of the people of a class, a meeting or a plan; nobody signs on it.

A table with a column of names (and number, unit, post, telephone …), or names set in columns under units.
"""

from __future__ import annotations

import re
from dataclasses import replace

from domain.fact import Extraction, Recognition
from domain.reading import Reading
from extractors.text.by_label import value_beside
from extractors.text.courses import CLASS_END, COURSE_LABELS, EDITION, quoted
from extractors.text.current import document_of
from extractors.text.dates import find_dates, find_ranges
from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.flow import Flow, Span
from extractors.text.hours import find_hours
from extractors.text.name_lists import split_names
from extractors.text.names import known_name
from extractors.text.once import once
from extractors.text.organisations import (
    HOST_LABELS,
    ORGANISATION,
    is_organisation,
    labelled_organisation,
    organisation_in,
)
from extractors.text.patterns import compiled
from extractors.text.people import Person, Sheets, people_of
from extractors.text.period import begin_and_end
from extractors.text.places import add_place
from extractors.text.recognition import weigh
from extractors.text.signing import add_signatory, issue_date, issuer

TITLE = "学员名册"

_SHEET = (
    r"(?:学员|参训|参会|人员|参加|培训|代表|教师|结业|合格|报名|录取|参培)?(?:人员|学员)?"
    r"(?:名册|名单|花名册|一览表|通讯录|登记册|汇总表|信息表|编组表|分组表|同学录|学友录|(?<=学员)登记表)"
)
_OF_PEOPLE = (
    r"(?:学员|参训|参会|人员|参加|培训班?|代表|结业|合格|参培).{0,10}(?:名册|名单|花名册|一览表|通讯录|编组表|分组表)"
)


#: 参加某某培训班人员名单: whose list it is says a verb, the class stands within; a 学员登记表 is the form of a class.
_INSIDE = re.compile(
    rf"(?:参加|参与|报名参加)(?P<t>[^,。;:]{{4,50}}{CLASS_END})的?(?:人员|学员|教师|干部)(?:名单|名册|花名册)|"
    rf"(?P<u>[^,。;:]{{4,50}}{CLASS_END}{EDITION})学员登记表"
)


def recognise(reading: Reading) -> Recognition:
    document = document_of(reading)
    found = weigh(
        document,
        titles=(
            (_OF_PEOPLE, 5.0),
            (r"(?:发证|录取|受训|获证|拟[\u4e00-\u9fff]{1,4})人员(?:名册|名单)", 4.6),
            (r"(?:结业|合格|获证|参训|培训|录取)(?:人员|学员)(?:公布|公示|公告|通报)$|(?:同学|学员|学友)录$", 4.6),
            (_SHEET, 3.0),
        ),
        words=((r"序号", 1.0), (r"姓名", 1.0), (r"工作单位|单位", 0.5), (r"联系电话|职称|职务|性别", 0.5)),
        against=(
            (r"签到|签名|签字|[现当]场(?:手|亲)?填|字迹[请须]?[清工]", 3.0),
            (r"通知如下|请.{0,20}参加|兹证明|特此证明", 2.5),
            (r"课程名称|学分|成绩单|授课教师", 2.0),
            (r"获奖|证书编号:", 1.0),
        ),
        # Telephone numbers by offices: the list of an employer, not of a class.
        never=r"(?:单位|公司|部门|内部|机关|干部|职工|医院|全[院校局])(?:内部)?(?:通讯录|通信录|电话表|电话号码)|办公电话",
    )
    people = _people(document)
    if len(people.people) >= 5 and found.confidence >= 0.5:
        return Recognition(found.confidence + 0.7 * (1 - found.confidence), (*found.why, f"{len(people.people)}人"))
    if len(people.people) < 3:
        return replace(found, confidence=min(found.confidence, 0.35))
    return found


def extract(reading: Reading) -> Extraction:
    document = document_of(reading)
    facts = FactBuilder(document)
    title = _title(document)
    inner = _INSIDE.fullmatch(title.text) if title is not None else None
    if title is not None and inner is not None:
        title = title.part(*inner.span("t" if inner["t"] else "u"))
    # 学员名单 alone names nothing: the class stands beside a label.
    rest = (
        compiled(
            rf"{_SHEET}|学员|人员|参训|参会|结业|培训|及|住宿|安排|联系|方式|合格|录取|拟|发证|人员|报名|考核|考试|成绩|通过|公示|公布|公告|附件|[()]"
        ).sub(
            "",
            _without_body(title.text),
        )
        if title
        else ""
    )
    if len(rest) < 3:
        named = document.labelled(*COURSE_LABELS, accept=r"^[^\t\n:]{4,60}?(?=\((?:19|20)\d\d|$)", below=False)
        facts.add_text("meeting_title", named)
        facts.add_text("meeting_title", _told(document), trust=0.985)
        facts.also(("meeting_title",))
    facts.add_text("meeting_title", title, trust=1.0 if len(rest) >= 3 else 0.9)
    labels = ("培训时间", "时间", "会期", "班期", "会议时间", "举办时间", "办班时间", "学习时间", "培训日期")
    for value in document.values(*labels, below=False):
        for found in find_ranges(value.text):
            if found.first.iso and found.first.full:
                facts.add_range(found, value.part(found.start, found.end))
                break
    ends = begin_and_end(document)
    facts.add_range(*(ends or (None, None)))
    place = document.labelled(
        "培训地点",
        "会议地点",
        "举办地点",
        "地点",
        "(?:上课|报到|面授)?地址",
        below=False,
        accept=r"[\u4e00-\u9fff\d].{2,}",
    )
    facts.add_text("place", place)
    told = document.prose.find(
        r"(?:报到|培训|学习|上课|办班)地点(?:设在|定在|[为是在])([^,。;:\n]{4,40})(?=[,。;\n])", 1
    )
    arrived = document.prose.find(_ARRIVAL, "p") or document.prose.find(_ARRIVED, "p")
    facts.add_text("place", told or arrived, trust=0.98)
    add_place(facts)
    bidden = document.prose.find(_BIDDEN_TO, "p")
    room = bidden is not None and compiled(r"(?:室|楼|(?:报告|会议|多功能|宴会|演播)厅)$").search(bidden.text)
    if bidden is not None and (room or not is_organisation(bidden.text)):
        facts.add_text("place", bidden, trust=0.97)
    facts.add_text(
        "organiser",
        labelled_organisation(
            document,
            (*HOST_LABELS, "[校院]方", "开班[方者]", "(?:填报|报送|制表|编制|汇总)单位", "编制|编印|汇总|整理"),
        ),
    )
    hours = document.labelled("学时", "培训学时", "总学时", below=False, accept=lambda s: bool(find_hours(s.text)))
    if hours is not None:
        amount = find_hours(hours.text)[0]
        facts.add("hours", amount.value, hours)
        facts.add("hours_unit", amount.unit, hours.part(amount.start, amount.end))
    _hours_of_all(facts, document)
    _under_title(facts, document)
    _signed(facts, document)
    facts.also(("place",))
    beside = value_beside(document, "organiser")
    if beside is not None:
        facts.add("organiser", beside[0], beside[1], trust=0.97)
    facts.add_text("organiser", _site(document), trust=0.97)
    people = _people(document)
    if people.people:
        values = [person.as_value() for person in people.people]
        weakest = min(person.confidence for person in people.people)
        facts.add("names", values, people.people[0].name, confidence=weakest)
    facts.require(("names",), {"names": r"姓名"})
    return facts.done()


def _without_body(title: str) -> str:
    """A title without the body that stands before it, in a row of its own: 某某协会 / 培训班录取人员名单."""
    body = compiled(ORGANISATION).match(title)
    alone = body is not None and is_organisation(body.group()) and not compiled(r"[的第]").match(title, body.end())
    return title[body.end() :] if body is not None and alone else title


def _told(document: Document) -> Span | None:
    """The class of a list whose title names none: quoted in its sentence, above the title, or in brackets below."""
    for span, taken in quoted(document.prose):
        if taken and compiled(rf"{CLASS_END}$").search(span.text):
            return span
    admitted = document.prose.find(
        rf"(?:^|[\n。])(?P<t>[^,。;:\n]{{4,40}}?{CLASS_END})(?:的)?(?:(?:报名|录取|招生|遴选|审核|选拔)(?:工作)?(?:已|业已|现已|结束)|(?:定|拟|将|已|业已)于)",
        "t",
    )
    if admitted is not None:
        return admitted
    held = document.prose.find(
        rf"(?:举办|组织|开展|主办|承办|参加|完成)(?:的|了)?(?P<t>(?!的|了)[^,。;:“”《》\n]{{4,50}}?{CLASS_END}{EDITION})(?=[,。;]|\((?:19|20)\d\d)",
        "t",
    )
    if held is not None:
        return held
    start = next((i for i, row in enumerate(document.rows) if compiled(_SHEET).search(row.text)), 0)
    for row in reversed(document.rows[:start]):
        above = row.run.whole.stripped()
        if len(row.cells) == 1 and len(above.text) >= 6 and compiled(rf"{CLASS_END}$").search(above.text):
            return above
    for row in document.rows[start + 1 : start + 3]:
        named = row.run.find(rf"^\((?P<t>[^(),]{{4,60}}?{CLASS_END}{EDITION})(?=[,)])", "t")
        # 某某研修班(2022年4月29日至5月3日): the class with its days in brackets behind it.
        named = named or row.run.find(
            rf"^(?P<t>[^(),。;:]{{4,60}}?{CLASS_END})(?=\((?:(?:培训|学习)?时间:?)?(?:19|20)\d\d[^()]*\)$)", "t"
        )
        if named is not None:
            return named
    return None


def _hours_of_all(facts: FactBuilder, document: Document) -> None:
    """The hours said of the whole list in a line over or under it: 每人计40学时, 共24学时."""
    if "hours" in facts:
        return
    told = [
        (amount, row.run)
        for row in document.rows
        if not compiled(r"^\d{1,3}\D").match(row.run.text)  # a row of the list
        for amount in find_hours(row.run.text)
        if amount.total
    ]
    if len({amount.value for amount, _ in told}) == 1:
        amount, run = told[0]
        facts.add("hours", amount.value, run.span(amount.number_start, amount.number_end), trust=0.99)
        facts.add("hours_unit", amount.unit, run.span(amount.start, amount.end), trust=0.99)


#: 请于5月6日到某某大厦报到,5月9日结束
_ARRIVAL = re.compile(
    r"于[^,。;\n]{8,14}?(?:到|在|赴|至)(?P<p>[\u4e00-\u9fff\dA-Za-z()]{4,30}?)报到,[^,。;\n]{8,14}?(?:结束|结业)"
)


#: 已于5月6日到某某大厦报到参训
_ARRIVED = re.compile(
    r"于[^,。;\n]{8,14}?[日号](?:到|在|赴|至)(?P<p>(?!我|本|贵|该)[\u4e00-\u9fff\dA-Za-z()]{4,30}?)"
    r"报到(?:参训|参加|学习|入学|[,。;])"
)
#: 请各单位通知学员准时到某某大厦三楼报到: where people are bidden to, whoever passes it on.
_BIDDEN_TO = re.compile(
    r"请[^。;\n]{0,24}?(?:按时|准时|按期|如期|届时|提前|统一|直接|集中|自行)(?:前往|[到至赴在])"
    r"(?P<p>(?!我|本|贵|该|指定|各)[\u4e00-\u9fff\dA-Za-z()]{4,30}?)(?:现场|集中)?(?:报到|参加(?:培训|学习|会议)|集合|签到)(?=[,。;\n]|$)"
)


def _under_title(facts: FactBuilder, document: Document) -> None:
    """The days of the class in brackets below the title: (2021.11.01—11.03)."""
    if "start_date" in facts:
        return
    if (said := document.prose.find(_ARRIVAL, 0)) is not None and len(days := find_dates(said.text)) == 2:
        for name, day in zip(("start_date", "end_date"), days, strict=True):
            facts.add(name, day.iso, said.part(day.start, day.end), trust=0.98)
        return
    arrived = document.prose.find(_ARRIVED, 0)
    days = find_dates(arrived.text) if arrived is not None else []
    if arrived is not None and len(days) == 1 and days[0].full and len(find_dates(document.prose.text)) <= 2:
        facts.add("start_date", days[0].iso, arrived.part(days[0].start, days[0].end), trust=0.98)
        return
    for found in find_ranges(document.prose.text):
        # 3月4日到甲地报到,3月5日至7日参加学习
        does = compiled(r"(?:期间)?,?(?:参加|集中)?(?:学习|培训|参训|举办|举行|开班|上课)").match(
            document.prose.text[found.end :]
        )
        if not found.single and found.first.full and does is not None:
            facts.add_range(found, document.prose.span(found.start, found.end), trust=0.99)
            return
    start = next((i for i, row in enumerate(document.rows) if compiled(_SHEET).search(row.text)), 0)
    for row in document.rows[start : start + 4]:
        for found in find_ranges(row.run.text):
            if compiled(r"报到(?:日期|时间)?[为:]?$").search(row.run.text[: found.start]):
                continue  # when they arrive, not when it is held
            if found.single and compiled(r"[^,。;]{0,20}报到").match(row.run.text[found.end :]):
                continue
            opens = compiled(r"(?:开班|开课|开训|开学|报到)(?:日期|时间|日)?[为:\s]*$").search(
                row.run.text[: found.start]
            )
            if found.first.full and found.first.iso and found.single and opens is not None:
                facts.add("start_date", found.first.iso, row.run.span(found.start, found.end), trust=0.98)
                return
            if found.first.full and found.first.iso:
                span = row.run.span(found.start, found.end)
                if found.single and _CLOSES.search(row.run.text[: found.start]):
                    facts.add("end_date", found.first.iso, span, trust=0.98)  # when it began nobody says
                    return
                if found.single and _ENTERS.match(_behind(document, span)):
                    facts.add("start_date", found.first.iso, span, trust=0.98)
                    return
                if found.single and _OPENS.search(row.run.text[: found.start]):
                    facts.add("start_date", found.first.iso, span, trust=0.98)  # when it ends nobody says
                    return
                facts.add_range(found, span, trust=0.98)
                return


#: 已于5月6日在某某楼301室入班学习: the day on which they come.
_ENTERS = re.compile(
    r"(?:[上下]午)?(?:前)?(?:[在到赴至][^,。;:]{4,30}?)?(?:入[班学训校营]|进班|到[校班]|开[班课学]|报到|注册)"
)


def _behind(document: Document, span: Span) -> str:
    """What a sentence goes on with behind a day, over the end of its row."""
    said = document.prose.find(re.escape(span.text))
    return document.prose.text[said.end : said.end + 48] if said is not None else ""


#: 结业日期:2024-05-08: the last day alone.
_CLOSES = re.compile(r"(?:结业|结班|结课|结训|结束|闭班)(?:日期|时间)?[于为:\s]*$")
#: 开课 2024-05-06: the first day alone.
_OPENS = re.compile(r"(?:开课|开班|开学|开训|开始)(?:日期|时间)?[于为:\s]*$")


def _site(document: Document) -> Span | None:
    """The site whose own pages list the people: 某某网络学院 管理后台>班级管理>学员列表."""
    for row in document.rows[:3]:
        named = row.run.find(
            r"^([\u4e00-\u9fff]{4,24}?)(?:管理后台|后台管理|管理平台|管理系统|管理端)(?=\s*(?:[>|·/]|$))", 1
        )
        if named is not None:
            return named
    return None


#: An office that signs for the body named over the list.
_OFFICE_ALONE = re.compile(r"(?:招生|报名|培训|教务|会务|班务|教学|学员|继续教育)(?:工作)?(?:办公室|办|处|科|组|部)")


def _signed(facts: FactBuilder, document: Document) -> None:
    """Date and unit at the foot, below the people."""
    signed = issue_date(document)
    last = document.rows[-1] if document.rows else None
    if signed is None and last is not None and len(last.cells) == 1 and not compiled(r"\d").search(last.text):
        # A body by itself in the last row has made the list; a row of people read in one begins with its number.
        made = last.run.find(r"^(.{4,40}?)(?:整理|编制|编印|印制|汇总|制表|提供|制)$", 1)
        facts.add_text("organiser", organisation_in(made or last.run.whole), trust=0.95)
    if signed is None or signed[2] < 0.6 * len(document.rows):
        return
    found, span, row, trust = signed
    facts.add("issue_date", found.iso, span, trust=trust)
    by = issuer(document, row)
    # The unit of somebody on the list, whose row stands over a day told in a sentence, has not signed.
    listed = by is not None and any(
        len(r.cells) > 2 and any(c.line in by.lines for c in r.cells) for r in document.rows
    )
    if by is not None and (listed or _OFFICE_ALONE.fullmatch(by.text)):
        headed = (organisation_in(one.run.whole) for one in document.rows[:3] if len(one.cells) == 1)
        facts.add_text("organiser", next((one for one in headed if one is not None), None), trust=0.97)
    if listed:
        return
    add_signatory(facts, "organiser", row, trust=0.98)


def _title(document: Document) -> Span | None:
    """The row that ends in 名单 or its like, with the rows of like size above it that it ends."""
    for page in document.pages[:1]:
        for index, row in enumerate(page.rows[:6]):
            if not compiled(_SHEET).search(row.text) or len(row.text) > 50:
                continue
            rows = [row]
            for above in reversed(page.rows[:index]):
                like = 0.8 < above.height / max(rows[0].height, 1) < 1.25
                rest = compiled(_SHEET).sub("", rows[0].text)
                short = len(rest) < 8 or above.height > 1.1 * page.writing
                if is_organisation(above.text) and len(rest) >= 6 and compiled(rf"{CLASS_END}$").search(rest):
                    short = False  # a body over a title that names the class by itself is who holds it
                if (
                    not like
                    or not short
                    or len(rows) > 3
                    or compiled(r":|附件|^\d").search(above.text)
                    or len(above.cells) > 1
                ):
                    break
                rows.insert(0, above)
            if len(rows) > 1 and compiled(rf"(?:参加|参训)?{_SHEET}").fullmatch(rows[-1].text):
                over = Flow.joined(r.run for r in rows[:-1]).whole.stripped()
                if compiled(rf"{CLASS_END}{EDITION}$").search(over.text):
                    return over  # what sort of list it is stands in a row of its own
            return Flow.joined(r.run for r in rows).whole.stripped()
    return None


#: A table of fewer people may be none.
_FEW = 5


@once
def _people(document: Document) -> Sheets:
    people = people_of(document, signing=False)
    # A word or two under what looked like a heading: the names stand in rows of their own.
    listed = _in_columns(document) if len(people.people) < _FEW else people
    if len(listed.people) > 2 * len(people.people):
        return listed
    # 第一组组长:… under the table is a label with its value, no row of it.
    kept = [one for one in people.people if not any(_HEADED.search(line.text) for line in one.name.lines)]
    return replace(people, people=kept)


_HEADED = re.compile(r"[\u4e00-\u9fff]{2}[:\uff1a]")


def _in_columns(document: Document) -> Sheets:
    """Names without a table: rows that hold nothing but names (after a unit and a colon)."""
    start = next((i for i, row in enumerate(document.rows) if compiled(_SHEET).search(row.text)), None)
    found: list[Person] = []
    for row in document.rows[(start or 0) + 1 :]:
        # Units on the left, in a cell of their own, and the people of each on the right.
        aside = [cell for cell in row.cells if not is_organisation(cell.text)] if len(row.cells) > 1 else []
        flow = aside[0].flow if len(aside) == 1 else row.flow
        colon = max(flow.text.find(":"), -1)
        if flow.text.startswith("("):
            continue  # a remark below the list names people a second time
        value = flow.span(colon + 1, len(flow.text)).stripped(" \t,。")
        names = split_names(value)
        letters = len(compiled(r"[^\u4e00-\u9fff·]").sub("", value.text))
        if (
            names
            and sum(len(n.text) for n in names) >= 0.6 * letters
            and sum(known_name(n.text) for n in names) * 2 > len(names)
        ):
            found += [Person(n, None, True, n.confidence * (1.0 if known_name(n.text) else 0.9)) for n in names]
    return Sheets(found, [])
