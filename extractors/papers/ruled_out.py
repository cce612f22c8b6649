"""What keeps a value the signs see from being the fact they take it for: the words beside it, or what it is already."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from enum import Enum

from domain.fact import Extraction, Fact
from extractors.papers.agreement import borne_out, plain
from extractors.papers.seen import DAYS, Seen
from extractors.text.dates import find_ranges
from extractors.text.document import Document
from extractors.text.flow import Span
from extractors.text.foot import printed_over
from extractors.text.forms import well_formed
from extractors.text.hours import counts_other, is_asked
from extractors.text.patterns import compiled
from extractors.text.role_words import label_before

#: Papers about who learned: who answers for the class is somebody else.
_OF_LEARNERS = frozenset({"completion_certificate", "unit_statement"})
#: A project is approved in a letter to the unit that carries it out.
_TO_WHOM_IT_GOES = "project_document"
_AWARD = "award_certificate"
_BODIES = frozenset({"unit", "unit_from", "organiser"})
#: Days that words like 截止 before them rule out.
_SEEN_DAYS = frozenset({"query_date", "issue_date"})
#: The day a page was looked at: the foot of its print tells it a second time.
_LOOKED_UP = frozenset({"query_date", "screenshot_date"})
#: What a site is called by behind the body that keeps it: 某某市财政局人事考试网.
_SITE = re.compile(r"(?:[\u4e00-\u9fff]{0,6}考试|官方|门户)(?:信息)?(?:网站?|平台)(?![\u4e00-\u9fff])")


class Bar(Enum):
    """``IGNORED``: not heard; ``DOUBTED``: not heard, and what the rules have is no longer tied."""

    IGNORED = "ignored"
    DOUBTED = "doubted"


def bar(seen: Seen, held: Fact | None, extraction: Extraction, document: Document, kind: str) -> Bar | None:
    """What keeps a value from being its fact, whether or not the rules ``held`` one."""
    name, span = seen.name, seen.span
    other = held is None or held.value != seen.value
    if held is not None and not well_formed(name, seen.value) and not borne_out(held.value, seen.value):
        return Bar.IGNORED  # no such value looks so: 证书 is no major
    if name == "person_name" and kind in _OF_LEARNERS and held is not None and _of_signer(span):
        return Bar.DOUBTED if other else Bar.IGNORED
    if name == "major" and _of_signer(span):
        return Bar.IGNORED  # 院长 and a name
    if name == "hours" and (is_asked(span) or counts_other(span)):
        return Bar.IGNORED
    if name == "year" and _IN_NUMBER.search(span.flow.text[: span.start]):
        return Bar.IGNORED
    if name == "year" and kind == _AWARD and _of_a_day(span):
        return Bar.IGNORED
    if other and name in DAYS and _day_of_another(seen, extraction):
        return Bar.DOUBTED
    if other and name in _BODIES and kind != _TO_WHOM_IT_GOES and _addressed(span, document):
        return Bar.DOUBTED
    return Bar.IGNORED if name in _SEEN_DAYS and until_when(span) else None


#: CN 32-1946/G, ISSN 2020-2021: figures of a number, no year.
_IN_NUMBER = re.compile(r"(?:CN\s?\d\d|(?<!\d)\d{4})-$")
_OWN_NUMBERS = ("project_no", "certificate_no")


def is_told_already(seen: Seen, facts: Mapping[str, Fact], untied: Set[str], document: Document) -> bool:
    """Whether a value the rules do not have as this fact is another one, or a part of something else."""
    name, value, span = seen.name, seen.value, seen.span
    if name == "project_name":
        paper = facts.get("paper_title")
        return paper is not None and plain(paper.value) == plain(value)  # what was honoured is a paper
    if name == "doc_no" and any(plain(facts[of].value) == plain(value) for of in _OWN_NUMBERS if of in facts):
        return True  # by itself over a project's form stands the number it has, too
    head = document.rows[:1] if name == "issue_date" else ()
    if any(printed_over(row) and cell.line in span.lines for row in head for cell in row.cells):
        return True  # when somebody printed the page
    if name in ("start_date", "end_date"):
        # One day, said to be the last, or the first.
        far = "end_date" if name == "start_date" else "start_date"
        if far in facts and facts[far].value == value and (far not in untied or _last_by_label(seen, document)):
            return True
    if name == "end_date" and _of_arrival(span, document):
        return True
    return _is_another(value, span, facts, untied) or (name == "organiser" and _heads_site(span))


def _last_by_label(seen: Seen, document: Document) -> bool:
    """Whether the label before a day says that it is the last one: then no first one is told."""
    before = document.around(seen.span, by_row=True)[0]
    last = compiled(
        r"(?:结业|结班|结课|结训|结束|闭班|学完|修完|(?:考试|考核|测试|测验)(?:通过|合格))(?:日期|时间)?[\s:_]*$"
    )
    return seen.name == "start_date" and last.search(before) is not None


def until_when(day: Span) -> bool:
    """Whether the words before a day say until when something may be done: 复核截止2025年3月2日."""
    before = day.flow.text[max(0, day.start - 8) : day.start]
    return (
        compiled(
            r"(?:截止(?:时间|日期)?|有效期?(?:限|至)*|(?:失效|到期|有效|复[训审查]|换证)(?:日期|时间|日)?|逾期|最迟|不晚于)[为是:\s]*$"
        ).search(before)
        is not None
    )


def _of_signer(name: Span) -> bool:
    """Whether the label before a name says who answers for the paper or the class: 项目负责人:张三."""
    before = name.flow.text[: name.start].rpartition("\n")[2]
    return (
        compiled(r"(?:负责人|经办人?|班主任|联系人|审核人?|填表人?|制表人?|校长|院长|主任|教务员)[\s:_]*$").search(
            before
        )
        is not None
    )


def _addressed(span: Span, document: Document) -> bool:
    """Whether a body is whom a letter is written to, and nothing in it says that it is the person's employer."""
    line = span.flow.text[: span.end].rpartition("\n")[2]
    written_to = line.strip("致_ :") == span.text and compiled(r"\s*:\s*(?:\n|$)").match(span.flow.text[span.end :])
    return bool(written_to) and compiled(r"[贵你](?:单位|公司|[校院局所站馆处])").search(document.run.text) is None


def _of_arrival(span: Span, document: Document) -> bool:
    """Whether a single day is that on which people arrive: when what they come for ends it does not say."""
    label = label_before(document.around(span, by_row=True)[0])
    one = len(days := find_ranges(span.text)) == 1 and days[0].single
    return one and label is not None and compiled(r"报到(?:日期|时间)?").fullmatch(label[0]) is not None


def _heads_site(span: Span) -> bool:
    """Whether a body is but the beginning of the name of a site."""
    return _SITE.match(span.flow.text, span.end) is not None


def _day_of_another(seen: Seen, extraction: Extraction) -> bool:
    """Whether a day is printed for something else the rules have tied: a page's day of issue is no day of the class."""
    here = seen.span.place
    return here is not None and any(
        fact.name in DAYS
        and fact.name != seen.name
        and fact.name not in extraction.untied
        and fact.value == seen.value
        and fact.place is not None
        and fact.place.page == here.page
        and (fact.place.box.contains(*here.box.center) or fact.name in _LOOKED_UP)
        for fact in extraction.facts
    )


def _of_a_day(year: Span) -> bool:
    """Whether a year is that of a day or month: when it was given says not for which year."""
    follows = compiled(r"\s*(?:年\s*[\d一二三四五六七八九十]{1,2}\s*月|[./-]\s*\d{1,2}(?!\d))")
    return follows.match(year.flow.text, year.end) is not None


def _is_another(value: object, span: Span, facts: Mapping[str, Fact], untied: Set[str]) -> bool:
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
