"""Who took part in what, when and for how long: the facts certificates and statements have in common."""

from __future__ import annotations

import re
from datetime import date

from extractors.text.by_label import under_heads, under_total, value_beside
from extractors.text.courses import CLASS_END, course_title, led_off, standing_title, titled_class
from extractors.text.document import Document
from extractors.text.facts import FactBuilder, tidy
from extractors.text.flow import Flow, Span
from extractors.text.hours import Amount, find_days, find_half_days, find_hours, plausible_hours
from extractors.text.identifiers import id_number
from extractors.text.letters import ADDRESSEE, addressed_host, posted
from extractors.text.names import DOTTED_NAME, KNOWN_NAME, person_name
from extractors.text.organisations import (
    ORGANISATION,
    OWN_UNIT,
    is_organisation,
    organisation_in,
    split_unit_and_name,
    units_with_names,
)
from extractors.text.patterns import compiled
from extractors.text.role_words import EMPLOYED

_HOUR_LABELS = (
    ("学时数?", "学时"),
    ("总学时", "学时"),
    ("培训学时", "学时"),
    ("课时数?", "课时"),
    ("学分", "学分"),
)


def add_person(builder: FactBuilder) -> None:
    """Adds ``person_name`` and ``id_number``."""
    named = person_name(builder.document)
    if named is None or named[1] <= 0.97:
        both = unit_and_name(builder.document)
        named = (both[1], 0.98) if both is not None else named
    if named is None and posted(builder.document):
        to = next((one for row in builder.document.rows if (one := row.run.find(ADDRESSEE, 1)) is not None), None)
        named = (to, 0.98) if to is not None else None
    if named is not None:
        span, trust = named
        builder.add("person_name", span.text, span, trust=trust)
    found = id_number(builder.document)
    if found is not None:
        span, value, sane = found
        builder.add("id_number", value, span, trust=1.0 if sane else 0.9, sane=len(value) in (15, 18))


_UNIT_SAID = re.compile(
    rf"(?:{OWN_UNIT}|(?<![\u4e00-\u9fff])单位)[_\s:为是]*(?P<u>{ORGANISATION})(?=[_\s,。;)]|$|\n|同志|于|将|请)"
)


#: 张三(某某市气象局)于…, 张三(高级工程师,某某市气象局)参加…
_UNIT_BRACKETED = re.compile(
    rf"(?:证明|兹有|\n|^){KNOWN_NAME}[_\s]*(?:同志|老师)?\((?:(?:所在|工作|任职|任教)?(?:学校|单位|部门):[_\s]*)?(?:[^,()\n]{{1,8}}[师员授长任医士讲],)?(?P<u>{ORGANISATION})(?:\)|,(?:身份证|证件|系|职务)|,[^,()\n]{{1,9}}[师员授长士]\))"
)


_IN_ONE_ROW = re.compile(
    rf"^\s*(?:{KNOWN_NAME}|{DOTTED_NAME})[\s|·/,]*\d{{3}}[\d*]{{11,14}}[\dXx*][\s|·/,]*(?P<u>{ORGANISATION})\s*$"
)
#: This is to certify that 张三 of 某某医院 took part in…
_OF_BODY = re.compile(
    rf"(?:{KNOWN_NAME}|{DOTTED_NAME})[_\s]*(?:of|from)[_\s]*(?P<u>{ORGANISATION})[_\s]*"
    r"(?=(?:has|have|had|attended|completed|took|participated|successfully)\b)"
)
#: 学员张三来自某某医院; 张三,身份证…,在某某医院从事…工作; 现就职于某某公司
_WORKS_AT = re.compile(
    rf"(?:(?<![据息录时容])来自|(?:就职|任职|供职|工作|受雇)于|供职(?!于))[_\s]*(?P<u>(?![我本该全各]){ORGANISATION})(?=[,。;)\nA-Za-z]|$|的|[_\s]*参加)|"
    rf"(?<=[,)])(?:现|一直|长期)?在(?P<v>(?![我本该贵]){ORGANISATION})(?=从事|任职|任教|供职|工作[,。;]|担任)"
)


#: 致 某某公司, in a letter that calls it 贵单位; schools called so begin otherwise (致远, 致知).
_WRITTEN_TO = re.compile(rf"^[致呈](?![远知诚公道用和真善美信新])[_\s]*(?P<u>{ORGANISATION}):?$")


def unit_and_name(document: Document) -> tuple[Span, Span] | None:
    """Unit and person said in one breath: 某某市气象局张三同志参加了…"""
    told = next(
        units_with_names(document.prose, r"(?:\n|^)?(?:兹证明|兹有|证明|授予:?|表彰|经(?:核查|核实|审核),)|\n|^"), None
    )
    if told is None:
        # A line of its own that the row before seems to run into.
        rows = (row.run for row in document.rows[:8])
        told = next(
            (pair for run in rows for pair in units_with_names(run, r"^") if "于" in run.text[pair[1].end :][:1]), None
        )
    return told if told is not None else _addressed_with_unit(document)


def _addressed_with_unit(document: Document) -> tuple[Span, Span] | None:
    """Whom a paper speaks to, with the unit before the name, in a row of their own: 某某市图书馆张三:"""
    if compiled(r"[你您](?!单位|公司|[校院局所站馆])").search(document.run.text) is None:
        return None
    for row in document.rows[:8]:
        text = row.run.text.strip()
        pair = split_unit_and_name(text[:-1].strip()) if text.endswith(":") else None
        if pair is not None:
            start = row.run.text.find(text)
            end = start + text.rfind(pair[1])
            return row.run.span(start, start + len(pair[0])), row.run.span(end, end + len(pair[1]))
    return None


#: Sentences that say where somebody works or who sent them, each with the group that holds the body.
_UNIT_SENTENCES = (
    (rf"(?:^|\n)(?P<u>{ORGANISATION})\s*(?:has |have )?(?=attended|completed|took part)", "u"),
    (_OF_BODY, "u"),
    (rf"(?:原|现)在[_\s]*(?P<u>(?!我|本|该){ORGANISATION})[_\s]*(?:工作|任职|供职|就职)(?=[,。;])", "u"),
    (_WORKS_AT, "u"),
    (_WORKS_AT, "v"),
    (rf"[您你]代表(?P<u>{ORGANISATION})[,_\s]*(?:参加|出席)", "u"),
    (rf"由(?P<u>(?!我|本|该|贵|你){ORGANISATION})(?:推荐|选派|选送|委派|派遣|派出)(?=[,来赴前参到])", "u"),
    (rf"(?:^|[\n,。;])(?P<u>(?!我|本|该|贵){ORGANISATION})(?=[派选送][派送]?来[我本][院校馆所站中会])", "u"),
)


def unit_told(document: Document) -> Span | None:
    """The person's unit in the sentence: after 工作单位, or before the name."""
    said = document.prose.find(_UNIT_SAID, "u")
    if said is not None and not compiled(r"盖章|公章|意见").match(said.text):
        return said
    both = unit_and_name(document)
    if both is not None:
        return both[0]
    for pattern, group in _UNIT_SENTENCES:
        named = document.prose.find(pattern, group)
        if named is not None and is_organisation(named.text):
            return named
    written = next((one for row in document.rows[:6] if (one := row.run.find(_WRITTEN_TO, "u")) is not None), None)
    if written is not None and is_organisation(written.text) and addressed_host(document) is None:
        return written
    employed = document.prose.find(rf"系(?P<u>(?!我|本|该){ORGANISATION})的?{EMPLOYED}", "u") or document.prose.find(
        rf"(?:^|\n|[,。;])(?:{KNOWN_NAME}|{DOTTED_NAME})[为是](?P<u>(?!我|本|该){ORGANISATION})的?{EMPLOYED}(?=[,。;])",
        "u",
    )
    if employed is None:
        beside = document.prose.find(rf"[,)](?P<u>(?!我|本|该){ORGANISATION})的?{EMPLOYED}(?=[,。;])", "u")
        employed = beside if beside is not None and is_organisation(beside.text) else None
    if employed is not None:
        return employed
    apart = document.prose.find(
        rf"(?:^|\n)(?:{KNOWN_NAME}|{DOTTED_NAME}),(?P<u>{ORGANISATION})(?=,(?:(?:19|20)\d\d|于|自))", "u"
    )
    if apart is not None and is_organisation(apart.text):
        return apart
    for row in document.rows[:6]:
        # 张三 | 3304… | 某某公司: whose page it is, in one row without labels.
        beside = row.run.find(_IN_ONE_ROW, "u")
        if beside is not None and is_organisation(beside.text):
            return beside
    bracketed = document.prose.find(_UNIT_BRACKETED, "u")
    if bracketed is not None:
        return bracketed
    if compiled(r"[你贵](?:单位|公司|[校院局所站馆])").search(document.run.text) and addressed_host(document) is None:
        addressed = document.prose.find(rf"(?:^|\n)(?P<u>{ORGANISATION}):[你贵](?:单位|公司|[校院局所站馆])", "u")
        addressed = organisation_in(addressed) if addressed is not None else None
        if addressed is not None:
            return addressed
        # A letter to the employer names it in the first line.
        for row in document.rows[:6]:
            first = organisation_in(row.run.whole.stripped()) if row.run.text.endswith(":") else None
            if first is not None:
                return first
    return None


def unit_before(document: Document, person: str) -> Span | None:
    """The body that stands right before the name in a sentence: 经查,某某公司张三报名参加…"""
    told = document.prose.find(
        rf"(?:^|[\n,。:;])(?P<u>(?!我|本|贵|你|该|兹|现){ORGANISATION})的?(?={re.escape(person)}(?:同志|老师)?"
        r"(?:报名|申请|自愿|实际|全程|已|于|自|在|参加|完成|出席|\())",
        "u",
    )
    return told if told is not None and is_organisation(told.text) else None


def best_hours(flow: Flow) -> Amount | None:
    """The amount that speaks of the whole: said to be the total, else the last one in a sentence."""
    amounts = [a for a in find_hours(flow.text) if plausible_hours(a.value)]
    if not amounts:
        return None
    asked = [a for a in amounts if compiled(r"(?:申请|申报)(?:学时|课时|学分)?[:\s]*$").search(flow.text[: a.start])]
    # 申请48学时, 认定36学时: what was granted counts.
    amounts = [a for a in amounts if a not in asked] or amounts
    totals = [a for a in amounts if a.total]
    return totals[0] if totals else amounts[0]


def add_hours(builder: FactBuilder) -> None:
    """Adds ``hours`` and ``hours_unit`` from the sentences, else from label and cell."""
    document = builder.document
    for flow in (document.prose, document.flow, document.run):
        amount = best_hours(flow)
        if amount is None:
            continue
        span = flow.span(amount.number_start, amount.number_end)
        alone = len({a.value for a in find_hours(flow.text)}) == 1
        builder.add("hours", amount.value, span, trust=1.0 if amount.total or alone else 0.9)
        builder.add("hours_unit", amount.unit, flow.span(amount.start, amount.end), trust=1.0)
        return
    for label, unit in (
        ("学时数?", "学时"),
        ("总学时", "学时"),
        ("培训学时", "学时"),
        ("课时数?", "课时"),
        ("学分", "学分"),
    ):
        value = document.labelled(label, accept=r"^\d{1,3}(?:\.\d)?(?![\d年.\-/])", below=False)
        if value is not None and plausible_hours(float(value.text)):
            value = under_total(document, value)
            figure = float(value.text)
            builder.add("hours", int(figure) if figure == int(figure) else figure, value, trust=0.99)
            # The unit is the label's word, not printed behind the figure: not every reader would call it stated.
            builder.add("hours_unit", unit, value, trust=0.9)
            return


#: A form counts the days in a cell of its own, without 天 behind the figure.
_DAY_LABELS = ("(?:培训|学习|参训|研修|会议|活动|实际|脱产)?天数",)


def add_days(builder: FactBuilder) -> None:
    """Adds ``days`` and ``half_days`` where the paper says them; days beyond the dates are doubtful."""
    flow = builder.document.prose
    days = find_days(flow.text)
    if days:
        amount = next((a for a in days if a.total), days[0])
        span = flow.span(amount.number_start, amount.number_end)
        fits = _fits(builder, amount.value)
        builder.add("days", amount.value, span, trust=1.0 if fits else 0.97, sane=0 < amount.value <= 366)
    elif (beside := _counted_days(builder.document)) is not None:
        figure = float(beside.text.removesuffix("天"))
        counted = beside.part(0, len(beside.text.removesuffix("天")))
        builder.add("days", int(figure) if figure == int(figure) else figure, counted, sane=0 < figure <= 366)
    halves = find_half_days(flow.text)
    if halves:
        builder.add("half_days", halves[0].value, flow.span(halves[0].number_start, halves[0].end), trust=0.98)


def _counted_days(document: Document) -> Span | None:
    """The figure beside the label of the days, or under it where it heads a table of one row."""
    figure = r"^\d{1,3}(?:\.5)?天?$"
    beside = document.labelled(*_DAY_LABELS, accept=figure, below=False)
    heads = compiled("|".join(_DAY_LABELS))
    under = (value for head, value in under_heads(document) if heads.fullmatch(head))
    return beside or next((value for value in under if compiled(figure).match(value.text)), None)


def _as_quoted(document: Document, title: Span) -> Span:
    """The title as the sentence quotes it, where the cell beside its label ends before the last words."""
    told = document.prose.find(rf"(?<=[“《]){re.escape(title.text)}[\u4e00-\u9fff]{{1,8}}(?=[”》])")
    return told if told is not None and compiled(rf"(?:{CLASS_END}|[修选微慕示公]课)$").search(told.text) else title


def _fits(builder: FactBuilder, days: float) -> bool:
    try:
        first = date.fromisoformat(str(builder.value("start_date")))
        last = date.fromisoformat(str(builder.value("end_date")))
    except ValueError:
        return True
    return days <= (last - first).days + 1


#: Trust in a class beside its label.
_BESIDE = 0.98


def add_course(builder: FactBuilder) -> None:
    """Adds ``course_title``."""
    document = builder.document
    found = course_title(document) or titled_class(document) or standing_title(document)
    if found is not None:
        span, trust = found
        held = str(builder.value("organiser") or "")
        if len(held) >= 4 and span.text.startswith(held) and len(span.text) >= len(held) + 4:
            span = span.part(len(held)).stripped("的")  # 参加某某学会某某培训班
        twice = compiled(r"(?:班|培训|课程)(?=(?:的)?培训$)").search(span.text)
        if twice is not None and len(span.text) > 8:
            # 某某研修班培训: the verb's noun, no part of the name.
            span = span.part(0, twice.end())
        span = led_off(_as_quoted(document, span))
        beside = value_beside(document, "course_title") if trust < _BESIDE else None
        if beside is not None and beside[0] == tidy(span.text):
            trust = _BESIDE  # found by how it looks, and a label of such values stands beside it
        builder.add("course_title", tidy(span.text), span, trust=trust)
