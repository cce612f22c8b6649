"""Two opinions on every value: the extractor's own rules and what the signs beside it say (``roles.py``).

Rules know the labels somebody listed and are wrong where an office says it in other words; the signs know no rule and
are wrong where two stretches look alike. They are seldom wrong together: on drawn papers never learnt from, values both
pick were right in all of 595 cases, values only the rules pick in two of three (``benchmarks/README.md``). So a value
is tied to its role only where the signs agree, and a value the rules miss is taken from the signs, never surely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from rapidfuzz.distance import LCSseq

from domain.fact import Alternative, Extraction, Fact
from extractors.papers.agreement import (
    adds_up,
    before_table_name,
    beside_quoted,
    borne_out,
    counted,
    is_course,
    listed,
    part_of_it,
    plain,
)
from extractors.papers.roles import ITEMS, PERIOD, SORTS, Pick, opinion
from extractors.text.bounds import bounded
from extractors.text.candidates import Sort
from extractors.text.courses import EDITION
from extractors.text.dates import find_dates, find_ranges
from extractors.text.document import Document
from extractors.text.facts import GAPPED, LABELLED, source_of, torn
from extractors.text.flow import Span
from extractors.text.foot import signature_dates
from extractors.text.forms import TITLES, well_formed
from extractors.text.hours import counts_other, is_asked, unit_around
from extractors.text.patterns import compiled
from extractors.text.role_words import is_some_label, label_before
from extractors.text.ties import UNTIED, tie

#: Belief from which a pick is taken where the rules miss what the kind must have, or found nothing it may have; from
#: which it is taken for a value that is not tied, from which it bears out a tied or a loose one; from which a label or
#: seal beside it makes it sure, from which it makes a tied one surer, and from which it may be odd.
_TAKEN, _OPTIONAL, _BETTER, _BORNE_OUT, _WITNESSED, _TIES, _CERTAIN = 0.5, 0.7, 0.7, 0.7, 0.9, 0.95, 0.97
#: Belief from which a value is likely, and belief in another one up to which there is none.
_LIKELY, _NO_RIVAL, _NONE_ELSE = 0.3, 0.1, 0.02
#: Least trust of the rules in a value about which they doubt nothing but whether it is the one.
_TRUSTED = 0.95
_SOURCE = "signs"
#: Facts that a seal says by itself.
_STAMPED = frozenset({"organiser", "unit"})
#: Told by places no sign knows: the status line of a phone, which pages have a volume. The name of a journal is never
#: taken from the signs either, but they may leave it open.
_RULES_KNOW, _NEVER_TAKEN = frozenset({"volume", "screenshot_date"}), frozenset({"journal_name"})
#: Read by forms and places of their own: on the twelfth to fourteenth set, first met, the rules were never surely wrong
#: about these, and the signs often are.
_WELL_TIED = frozenset(
    {"score_total", "score_annual", "score_today", "issue", "page_start", "paper_title", "notice_title", "amount"}
)
#: Told by the rules where the signs see a wholly other value and hardly believe it: right on 22 layouts of 22.
_UNLIKE_OTHERS = frozenset({"major"})

#: What a single activity has, and a list of them has for each.
_OF_ONE = frozenset({"course_title", "start_date", "end_date", "days"})


def joined(extraction: Extraction, document: Document, kind: str) -> Extraction:
    """The extraction with what the signs add to it, and with what they do not bear out untied."""
    said = opinion(document, kind)
    told = {name: pick for name, pick in _told(said.picks) if name not in _RULES_KNOW}
    facts = {fact.name: fact for fact in extraction.facts}
    untied = set(extraction.untied)
    missed = {one.name for one in extraction.unread}
    firm = {name for name in facts if name in _WELL_TIED and name not in untied}
    rivals = dict(_rivals(said.picks))
    taken: set[str] = set()
    for name, fact in facts.items():
        if name in ITEMS and not listed(fact, said.items.get(name, {})) and not adds_up(fact, facts):
            untied.add(name)
        if name == "names" and not counted(fact, document):
            untied.add(name)
        role = PERIOD if name in ("start_date", "end_date") else name
        if role in SORTS and role not in said.asked:
            untied.add(name)  # papers of this kind have no such fact, as far as is known
    # What the rules have first: by then it is known which of it the signs bear out.
    for name, (value, span, belief) in sorted(told.items(), key=lambda item: item[0] not in facts):
        held = facts.get(name)
        if name in firm or (name in _OF_ONE and "activities" in facts):
            if held is not None and name in firm and held.value == value and belief >= _TIES:
                facts[name] = _surer(held, extraction)
            continue
        if held is not None and not well_formed(name, value) and not borne_out(held.value, value):
            continue  # no such value looks so: 证书 is no major
        paper = facts.get("paper_title")
        if name == "project_name" and held is None and paper is not None and plain(paper.value) == plain(value):
            continue  # what was honoured is a paper
        if name == "person_name" and kind in _OF_LEARNERS and held is not None and _of_signer(span):
            if held.value != value:
                untied.add(name)
            continue
        if name == "hours" and (is_asked(span) or counts_other(span)):
            continue
        if name == "year" and kind == _AWARD and _of_a_day(span):
            continue
        if name in _DAYS and (held is None or held.value != value) and _day_of_another(name, value, span, extraction):
            untied.add(name)
            continue
        if (
            name in _BODIES
            and kind != _TO_WHOM_IT_GOES
            and (held is None or held.value != value)
            and _addressed(span, document)
        ):
            untied.add(name)
            continue
        if name in _SEEN_DAYS and _limit(span):
            continue
        if held is None:
            end = facts.get("end_date")
            if name == "start_date" and end is not None and end.value == value and "end_date" not in untied:
                continue  # one day, said to be the last
            start = facts.get("start_date")
            if name == "end_date" and start is not None and start.value == value and "start_date" not in untied:
                continue  # one day, said to be the first
            if name == "end_date" and _of_arrival(span, document):
                continue
            if _is_another(value, span, facts, untied) or (name == "organiser" and _heads_site(span)):
                continue
            enough = belief >= _enough(name, value, name in missed, facts)
            if enough and name not in _NEVER_TAKEN and well_formed(name, value):
                facts[name] = _fact(name, value, span, belief, document)
                untied.add(name)
                taken.add(name)
                if name == "hours" and "hours_unit" not in facts:
                    before, behind = document.around(span, by_row=True)
                    # The heading of a schedule's column or total names no unit.
                    unit = unit_around("" if kind == _SCHEDULE else before, behind)
                    if unit is not None:
                        facts["hours_unit"] = replace(facts[name], name="hours_unit", value=unit)
                        untied.add("hours_unit")
        elif (name in _NAMED and is_course(value, facts)) or before_table_name(name, held.value, value):
            continue
        elif borne_out(held.value, value):
            if belief < _borne_out_from(name, told[name], rivals[name], document):
                untied |= set() if _unrivalled(name, told[name], rivals[name], document) else {name}
            elif (
                (name in extraction.loose and _uncut(name, told[name], document))
                or _formed(name, told[name], document)
                or _signed_last(name, told[name], rivals[name], facts, document)
            ):
                untied.discard(name)  # the signs see it too, and nothing on the paper speaks against it
                if belief >= _CERTAIN and held.confidence >= _TRUSTED * span.confidence:
                    facts[name] = replace(held, confidence=max(held.confidence, _letters(name, span)))
            elif name in _STAMPED and not held.quote and belief >= _WITNESSED:
                # Read from the ring of a seal alone, and here it stands in words.
                facts[name] = _in_words(held, span, document)
            elif belief >= _TIES and name not in untied and name not in _NAMED:
                # Two who know nothing of each other say the same: only its letters may still be wrong. Names of people
                # are cut by one hand for both.
                facts[name] = _surer(held, extraction)
        elif (
            name in _NEVER_TAKEN
            or beside_quoted(held.value, value)
            or (name in _BODIES and part_of_it(held.value, value))
        ):
            untied.add(name)
        elif belief >= _beats(name, held, told, extraction, document) and well_formed(name, value):
            untied.add(name)
            facts[name] = _fact(name, value, span, belief, document, held)
            taken.add(name)
        else:
            if name not in _UNLIKE_OTHERS or belief >= _BORNE_OUT or _overlap(held.value, value):
                untied.add(name)
            if belief >= _TAKEN:
                other = Alternative(value, round(belief, 4), _SOURCE)
                facts[name] = replace(held, alternatives=(*held.alternatives, other))
    witnessed = {name for name in taken if _witnessed(name, told[name], document)}
    for name in witnessed:
        facts[name] = _in_words(facts[name], told[name][1], document)
    unread = tuple(one for one in extraction.unread if one.name not in facts)
    return Extraction(tuple(facts.values()), unread, frozenset(untied - witnessed))


#: Papers about who learned: who answers for the class is somebody else.
_OF_LEARNERS = frozenset({"completion_certificate", "unit_statement"})


def _of_signer(name: Span) -> bool:
    """Whether the label before a name says who answers for the paper or the class: 项目负责人:张三."""
    before = name.flow.text[: name.start].rpartition("\n")[2]
    return (
        compiled(r"(?:负责人|经办人?|班主任|联系人|审核人?|填表人?|制表人?|校长|院长|主任|教务员)[\s:_]*$").search(
            before
        )
        is not None
    )


def _surer(fact: Fact, extraction: Extraction) -> Fact:
    """The fact with what its letters alone are worth."""
    return replace(fact, confidence=max(fact.confidence, extraction.modest.get(fact.name, 0.0)))


def _in_words(fact: Fact, span: Span, document: Document) -> Fact:
    """The fact as well read as the words at ``span``, which say the same."""
    raw, source = _letters(fact.name, span), source_of(document, span.place)
    return replace(fact, quote=span.quote, place=span.place, confidence=raw, source=source)


def _letters(name: str, span: Span) -> float:
    """Raw confidence of a value picked rightly."""
    return LABELLED * (min(span.confidence, GAPPED) if torn(name, span) else span.confidence)


def _witnessed(name: str, seen: Told, document: Document) -> bool:
    """Whether the paper itself says that a value only the signs see is the one, and nothing speaks against it.

    The signs know words around a value, no labels, sentences or seals, and not which day stands alone: these are second
    witnesses. Titles need the label; bodies label, sentence or seal. Names of people are cut by one hand for both.
    """
    value, span, belief = seen
    if belief < _WITNESSED or name in _NAMED:
        return False
    last = span.quote.split()[1:][-1:]
    signs = _witnesses(name, value, span, document)
    if name in TITLES:
        return "label" in signs and not (last and is_some_label(last[0]))  # the label of the next column was read along
    if signs & {"label", "said", "seal"} or (name in _DAYS and signs):
        return True
    return _formed(name, seen, document)


def _borne_out_from(name: str, seen: Told, rival: float, document: Document) -> float:
    """Belief from which the signs bear out a value of the rules that they see, too.

    What may begin or end elsewhere asks for more, unless the paper itself says where: quotation marks or a cell hold
    the whole title, both days of a time are there. A second name that might be meant mostly is a cut of the same one.
    """
    _, span, _ = seen
    if name in TITLES and bounded(span, document):
        return _LIKELY if rival <= _NO_RIVAL else _TAKEN
    if name in _TIME and (any(not held.single for held in find_ranges(span.text)) or len(find_dates(span.text)) > 1):
        return _BORNE_OUT
    return _TAKEN if name in _NAMED else _WITNESSED if name in _STRETCHED else _BORNE_OUT


def _uncut(name: str, seen: Told, document: Document) -> bool:
    """Whether both opinions cannot have cut a value at the same wrong place."""
    _, span, belief = seen
    if name not in _CUT:
        return True
    return belief >= (_CERTAIN if name in _NAMED else _WITNESSED) and bounded(span, document)


def _formed(name: str, seen: Told, document: Document) -> bool:
    """Whether the signs are certain of a day or a number, which have a form that is hard to cut wrongly.

    A label nobody listed may stand beside it; not beside a day of issue, which is told by standing alone.
    """
    value, span, belief = seen
    if belief < _CERTAIN or not SORTS[PERIOD if name in ("start_date", "end_date") else name] & _FORMED:
        return False
    held = tie(name, value, span, document)
    return not held.rivals and held.against <= (frozenset() if name == "issue_date" else {"label"})


def _unrivalled(name: str, seen: Told, rival: float, document: Document) -> bool:
    """Whether the signs doubt a value but see no other, and its label or sentence stands beside it."""
    value, span, belief = seen
    if belief < _LIKELY or rival > _NO_RIVAL or name in _NAMED:
        return False
    signs = _witnesses(name, value, span, document)
    if name in _STAMPED:
        return "label" in signs and bounded(span, document)
    if name in _TIME and len(find_dates(span.text)) > 1 and "label" in signs:
        return True  # each end beside its own label
    if name in _STRETCHED:
        # Both begin and end it at one place; titles beside a label may go on in the next row for both.
        asked = {"said"} if name in TITLES else {"label", "said"} if name == "place" else {"label"}
        return belief >= _BORNE_OUT and bool(signs & asked)
    return bool(signs & {"label", "said"})


def _signed_last(name: str, seen: Told, rival: float, facts: Mapping[str, Fact], document: Document) -> bool:
    """Whether a day of issue is the last of all days, the signs certain of it, and others by themselves the class's."""
    value, span, belief = seen
    if name != "issue_date" or belief < _CERTAIN or rival > _NONE_ELSE:
        return False
    held = {facts[one].value for one in ("start_date", "end_date") if one in facts}
    if any(day.iso not in held and day.iso != value for _, _, day, _ in signature_dates(document)):
        return False
    days = [day.iso for day in find_dates(document.prose.text) if day.full and day.iso]
    return not tie(name, value, span, document).against and str(value) >= max(days, default="9")


def _witnesses(name: str, value: object, span: Span, document: Document) -> frozenset[str]:
    """What ties the signs' value to its role, nothing speaking against it."""
    held = tie(name, value, span, document)
    return held.signs if held.firm else frozenset()


#: A project is approved in a letter to the unit that carries it out.
_TO_WHOM_IT_GOES = "project_document"
_BODIES = frozenset({"unit", "unit_from", "organiser"})
_SCHEDULE, _AWARD = "course_schedule", "award_certificate"


def _addressed(span: Span, document: Document) -> bool:
    """Whether a body is whom a letter is written to, and nothing in it says that it is the person's employer."""
    line = span.flow.text[: span.end].rpartition("\n")[2]
    written_to = line.strip("致_ :") == span.text and compiled(r"\s*:\s*(?:\n|$)").match(span.flow.text[span.end :])
    return bool(written_to) and compiled(r"[贵你](?:单位|公司|[校院局所站馆处])").search(document.run.text) is None


#: What a site is called by behind the body that keeps it: 某某市财政局人事考试网.
_SITE = re.compile(r"(?:[\u4e00-\u9fff]{0,6}考试|官方|门户)(?:信息)?(?:网站?|平台)(?![\u4e00-\u9fff])")


def _of_arrival(span: Span, document: Document) -> bool:
    """Whether a single day is that on which people arrive: when what they come for ends it does not say."""
    label = label_before(document.around(span, by_row=True)[0])
    one = len(days := find_ranges(span.text)) == 1 and days[0].single
    return one and label is not None and compiled(r"报到(?:日期|时间)?").fullmatch(label[0]) is not None


def _heads_site(span: Span) -> bool:
    """Whether a body is but the beginning of the name of a site."""
    return _SITE.match(span.flow.text, span.end) is not None


def _day_of_another(name: str, value: object, span: Span, extraction: Extraction) -> bool:
    """Whether a day is printed for something else the rules have tied: a page's day of issue is no day of the class."""
    here = span.place
    return here is not None and any(
        fact.name in _DAYS
        and fact.name != name
        and fact.name not in extraction.untied
        and fact.value == value
        and fact.place is not None
        and fact.place.page == here.page
        and (fact.place.box.contains(*here.box.center) or fact.name in _LOOKED_UP)
        for fact in extraction.facts
    )


def _limit(day: Span) -> bool:
    """Whether the words before a day say until when something may be done: 复核截止2025年3月2日."""
    before = day.flow.text[max(0, day.start - 8) : day.start]
    return (
        compiled(
            r"(?:截止(?:时间|日期)?|有效期?(?:限|至)*|(?:失效|到期|有效|复[训审查]|换证)(?:日期|时间|日)?|逾期|最迟|不晚于)[为是:\s]*$"
        ).search(before)
        is not None
    )


def _of_a_day(year: Span) -> bool:
    """Whether a year is that of a day or month: when it was given says not for which year."""
    follows = compiled(r"\s*(?:年\s*[\d一二三四五六七八九十]{1,2}\s*月|[./-]\s*\d{1,2}(?!\d))")
    return follows.match(year.flow.text, year.end) is not None


def _is_another(value: object, span: Span, facts: Mapping[str, Fact], untied: set[str]) -> bool:
    """Whether the very figure is a fact already, and surely so: 8518 is the score of the year, not of the day too."""
    here = span.place
    return here is not None and any(
        fact.value == value
        and not isinstance(value, str)
        and name not in untied
        and fact.place is not None
        and fact.place.page == here.page
        and fact.place.box.contains(*here.box.center)
        for name, fact in facts.items()
    )


#: Days a paper prints once each: when it was asked for is not when it was issued, and neither when something was held.
_DAYS = frozenset({"start_date", "end_date", "issue_date", "query_date", "screenshot_date"})
#: Days that words like 截止 before them rule out.
_SEEN_DAYS = frozenset({"query_date", "issue_date"})
#: The day a page was looked at: the foot of its print tells it a second time.
_LOOKED_UP = frozenset({"query_date", "screenshot_date"})


def _enough(name: str, value: object, missed: bool, facts: Mapping[str, Fact]) -> float:
    """Belief from which a value the rules did not find is taken."""
    time = {fact.value for fact in (facts.get("start_date"), facts.get("end_date")) if fact is not None}
    if name == "issue_date" and value in time:
        return _CERTAIN  # papers are seldom issued on a day of the class itself
    return _TAKEN if missed else _OPTIONAL


def _beats(name: str, held: Fact, told: Mapping[str, Told], extraction: Extraction, document: Document) -> float:
    """Belief from which the signs' value takes the place of the rules' one.

    Of two values one of which holds the other the shorter is mostly right: a label or a verb was taken along. Titles
    hold words that look like the end of a sentence, so that the signs must be surer there.
    """
    one, other = plain(held.value), plain(told[name][0])
    if name in ("start_date", "end_date"):
        days = {fact.name: plain(fact.value) for fact in extraction.facts}
        if {"start_date", "end_date"} <= set(days):
            first, last = plain(told["start_date"][0]), plain(told["end_date"][0])
            if days["start_date"] <= first <= last <= days["end_date"]:
                return _NEVER
    elif one in other:
        # A place that ends where its row does may be carried on by the next one.
        torn = (
            name == "place"
            and other.startswith(one)
            and any(plain(row.run.text).endswith(one) for row in document.rows)
        )
        return _BETTER if torn else _NEVER
    elif other in one:
        cut = one.replace(other, "", 1)
        if name in _NAMED or not _HAN.search(cut) or (name in TITLES and compiled(EDITION).fullmatch(cut)):
            return _NEVER
        if Sort.CODE in SORTS[name]:
            return _TAKEN if cut in _LED or is_some_label(cut) else _NEVER  # 甲教2024-0771 is all of a number
        if Sort.BODY in SORTS[name]:
            school = name not in extraction.untied and one.startswith(other) and _SCHOOL.fullmatch(cut) is not None
            return _NEVER if school else _TAKEN
        return _BETTER if name in extraction.untied else _TIES
    if name in extraction.untied:
        return _BETTER
    taken = any(plain(fact.value) == other for fact in extraction.facts if fact.name not in extraction.untied)
    if taken or LCSseq.similarity(one, other) > _SHARED * min(len(one), len(other)):
        return _NEVER  # another tied fact has it, or both cut one name at different places
    return _NEVER if name in _NAMED else _TIES if SORTS.get(name, _NUMERIC) & _NUMERIC else _BETTER


#: Values in figures, which signs mix up more; names of people, which the rules know better.
_NUMERIC, _NAMED, _NEVER = frozenset({Sort.DAY, Sort.SPAN, Sort.FIGURE, Sort.YEAR}), frozenset({"person_name"}), 2.0
#: Values with a form of their own.
_FORMED = frozenset({Sort.DAY, Sort.SPAN, Sort.CODE})
#: Values that may begin or end elsewhere: seen at less than 0.9 every eighth was wrong.
_TIME = frozenset({"start_date", "end_date"})
_STRETCHED = TITLES | _TIME | {"place"}
#: Where both opinions mostly begin and end at the same place, the wrong one, too: their agreement ties nothing.
_CUT = TITLES | _NAMED
#: Share of the letters of the shorter of two values from which they are cuts of one.
_SHARED = 0.5
_LED = frozenset({"为", "是", "号为", "号是"})
_HAN = re.compile(r"[\u4e00-\u9fff]")
#: A school inside a university is a body of its own, no label read along: 某某大学继续教育学院.
_SCHOOL = re.compile(r"[\u4e00-\u9fff]{2,8}(?:学院|研究院)")


Told = tuple[str | int | float, Span, float]
"""Value, words, belief."""


def _told(found: Mapping[str, Pick]) -> Iterator[tuple[str, Told]]:
    for name, pick in found.items():
        value, span = pick.candidate.value, pick.candidate.span
        if name == PERIOD:
            first, _, last = str(value).partition("/")
            yield "start_date", (first, span, pick.belief)
            yield "end_date", (last, span, pick.belief)
        else:
            yield name, (value, span, pick.belief)


def _overlap(one: object, other: object) -> bool:
    return plain(one) in plain(other) or plain(other) in plain(one)


def _rivals(found: Mapping[str, Pick]) -> Iterator[tuple[str, float]]:
    """Belief in the likeliest other value of every fact."""
    for name, pick in found.items():
        for told in ("start_date", "end_date") if name == PERIOD else (name,):
            yield told, pick.rival


def _fact(name: str, value: object, span: Span, belief: float, document: Document, beaten: Fact | None = None) -> Fact:
    others = (Alternative(beaten.value, beaten.confidence, beaten.source), *beaten.alternatives) if beaten else ()
    raw = min(UNTIED, span.confidence * belief)
    return Fact(name, value, span.quote, span.place, raw, False, others, source_of(document, span.place))
