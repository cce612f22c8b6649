"""How a value is tied to its role: what on the paper says that these words are *that* fact.

How well words were read says nothing about whether they are the right words. A fact is tied when its
own label stands beside it, when its sentence says what it is, or when it has a form nothing else has;
otherwise two independent signs must agree (it stands where such values stand, nothing else on the
paper could be it, the paper says it twice, a seal says it). A label of another role, a form that no
such value has, or a rival of equal claim unties it. An untied fact is never sure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from extractors.text.by_label import value_beside
from extractors.text.courses import CLASS_END, EDITION
from extractors.text.dates import DateRange, find_ranges
from extractors.text.document import Document
from extractors.text.flow import Span
from extractors.text.foot import lone_organisations, signature_dates
from extractors.text.forms import TITLES, well_formed
from extractors.text.names import known_name
from extractors.text.once import once
from extractors.text.organisations import unsealed
from extractors.text.patterns import compiled
from extractors.text.rings import organisations_on_seals
from extractors.text.role_words import LABELS, SAID, is_some_label, label_before, speaks_of

#: Most raw confidence of a fact that is not tied: below every threshold of the calibration.
UNTIED = 0.96


@dataclass(frozen=True, slots=True)
class Tie:
    """``signs`` that speak for the value in its role, ``against`` what unties it; whether a loose one has rivals."""

    signs: frozenset[str]
    against: frozenset[str]
    rivals: bool = False

    @property
    def firm(self) -> bool:
        return not self.against and (bool(self.signs & {"label", "said", "form"}) or len(self.signs) >= 2)

    @property
    def loose(self) -> bool:
        """Whether nothing speaks against it nor stands as it does, but too little speaks for it."""
        return not self.firm and not self.against and not self.rivals


def tie(name: str, value: Any, span: Span, document: Document) -> Tie:
    """What ties ``value``, read at ``span``, to the role ``name``. Roles without rules are taken as tied."""
    role = "start_date" if name == "end_date" else name
    against = {"form"} if not well_formed(name, value) else set()
    if role not in LABELS:
        return Tie(frozenset({"form"}), frozenset(against))
    before, after = document.around(span)
    beside = document.around(span, by_row=True)[0]
    signs: set[str] = set()
    caption = document.caption(span)
    label = label_before(beside) if caption is None else (caption, "\n")
    if label is not None and speaks_of(role, label[0]):
        signs.add("label")
    elif any(
        (not a or compiled(a).search(before)) and (not b or compiled(b).search(after)) for a, b in SAID.get(role, ())
    ):
        signs.add("said")
    elif label is not None and (label[1] == ":" or is_some_label(label[0])):
        against.add("label")
    elif any(speaks_of(role, above) for above in document.above(span)):
        signs.add("label")
        if len(document.below(span)) >= 1 and name not in _IN_LISTS:
            against.add("list")
    if name in TITLES and _carried_on(before, after) and not _ends_as_class(str(value)):
        against.add("longer")
    if name in _HELD and _LISTS.search(str(value)) and not (name == "meeting_title" and _ROLLS.search(str(value))):
        against.add("a list's own name")
    if name in _DATES_OF_TIME and label is not None and _ONE_END.search(label[0]) and len(find_ranges(span.text)) == 1:
        its = (_FIRST if name == "start_date" else _LAST).search(label[0])
        against |= {"one end"} if find_ranges(span.text)[0].single and its is None else set()
    if name in _DATES_OF_TIME and len(ends := find_ranges(span.text)) == 1 and ends[0].single:
        against |= {"one end"} if _TILL.search(before) or _TO.match(after) else set()
    if name in _FIGURES and compiled(r"\d\s?[/.\-年月]\Z|\d\Z").search(beside):
        against.add("inside a number")
    if not signs:
        own = _OWN.get(name)
        signs |= own(value, span, document) if own is not None else set()
    if "label" not in signs and name in _ASKED_ELSEWHERE:
        elsewhere = value_beside(document, name)
        if elsewhere is not None and "said" in signs and _tells_topics(name, elsewhere[1], document):
            elsewhere = None
        if elsewhere is not None and not _alike(str(elsewhere[0]), str(value)):
            against.add("label elsewhere")
    if name == "organiser" and "label" not in signs and _other_host(str(value), document):
        against.add("another host")
    if name == "organiser" and str(value).endswith(_SIGNS_FOR):
        against.add("signs for another")
    if name == "organiser" and not signs & {"label", "said", "seal"} and _PART_OF.search(str(value)):
        against.add("part of another")
    held = Tie(frozenset(signs), frozenset(against))
    return replace(held, rivals=_has_rivals(name, value, document)) if held.loose else held


def _has_rivals(name: str, value: Any, document: Document) -> bool:
    """Whether other days or bodies stand by themselves at the foot, any of which may be meant."""
    if name == "issue_date":
        return len(_days_at_foot(document)) > 1
    return name == "organiser" and any(held != unsealed(str(value)) for held in lone_organisations(document))


#: Parts of a society that sign for it and are no bodies of their own: which of both is meant the paper does not say.
_SIGNS_FOR = ("秘书处", "会务组")
#: A part of a body named behind it: whose paper it is only a label or seal says.
_PART_OF = re.compile(
    r"(?:大学|学院|医院|学校|中学|公司|集团|研究院)[\u4e00-\u9fff]{1,8}(?:处|科|室|部|中心|学院|办公室|委员会)$"
)
_ASKED_ELSEWHERE = frozenset(
    {"organiser", "course_title", "meeting_title", "person_name", "issue_date", "hours", "place", "project_name"}
)


def _tells_topics(name: str, span: Span, document: Document) -> bool:
    """Whether a label is but that of what is taught: 内容:…, where the sentence says what the class is called."""
    label = label_before(document.around(span, by_row=True)[0]) if name == "course_title" else None
    return (
        label is not None
        and compiled(r".*(?:内容|专题|科目)").fullmatch(label[0].strip("()一二三四五六、.")) is not None
    )


def _alike(one: str, other: str) -> bool:
    return one in other or other in one


def _ends_as_class(title: str) -> bool:
    """Whether a title ends with the word for a class: what follows its quotation mark is no part of it."""
    return (
        len(title) >= _NAMED_CLASS
        and compiled(rf"(?:{CLASS_END}|[班课营周]|课堂|(?:提升|培养|进修|轮训)(?:项目|计划|工程)){EDITION}$").search(
            title
        )
        is not None
    )


#: Least letters of a class with its subject: 领航班 may be the first word of a longer name.
_NAMED_CLASS = 8
_DATES_OF_TIME = frozenset({"start_date", "end_date"})
_FIGURES = frozenset({"hours", "days", "service_hours", "half_days", "credits"})
_IN_LISTS = frozenset({"subjects", "activities", "names"})
#: What is held, and what lists of it are called: 某某培训班学员名单 names a list, the class ends before 学员. A sheet's
#: 签到表 may be meant, and what is asked of a roll of people is its whole heading.
_HELD = frozenset({"course_title", "lecture_title", "meeting_title"})
_LISTS = re.compile(r"(?:名[单册]|(?:报到|登记|点名)[表簿册单]|(?:课程|日程|安排)表)$")
_ROLLS = re.compile(r"[\u4e00-\u9fff]{6}名[单册]$")
#: A span of days whose other end could not be read stands there.
_TILL = re.compile(r"(?:[至到~—–]|(?<!\d)-)\s*$")
_TO = re.compile(r"\s*(?:[至~—–]|到(?![\u4e00-\u9fff\d]{2,24}报到)|-(?!\d)|起(?![讫止草])|(?:to|until|till|through)\b)")
_ONE_END = re.compile(r"^[起自从止讫]$|开始|起始|结束|完成|截止|开班|开课|结业|结课|报到|[开结]训")
#: Which of both a label speaks of: 完成日期 is that of the last day.
_FIRST = re.compile(r"^(?!.*(?:结束|完成|截止|结业|结课|结训)).*(?:开始|起始|开班|开课|开训)")
_LAST = re.compile(r"^(?!.*(?:开始|起始|开班|开课|开训)).*(?:结束|完成|结业|结课|结训)")
_HOSTED = re.compile(
    r"(?:(?:^|[\n\t ,;])(?:主办|举办)(?:单位|方|机构)?\s*[:\t]\s*|[由受])(?P<who>[\u4e00-\u9fffA-Za-z0-9()、]{4,40}?)"
    r"(?=[\n\t ,;。]|$|(?:联合|共同)?(?:主办|举办|委托))"
)


def _other_host(value: str, document: Document) -> bool:
    """Whether the paper names a host in so many words, and it is not this one."""
    plain = unsealed(value)
    hosts = _hosts_told(document)
    return bool(hosts) and all(plain not in who and who not in plain for who in hosts)


@once
def _hosts_told(document: Document) -> tuple[str, ...]:
    """Who is said to have held what the paper is about, beside a label or in a sentence."""
    found = [match["who"] for flow in (document.lined, document.prose) for match in _HOSTED.finditer(flow.text)]
    return tuple(who for who in found if well_formed("organiser", who))


def _carried_on(before: str, after: str) -> bool:
    """Whether a quotation is but part of a longer title: 《…规范》宣贯培训."""
    if not compiled(r"[“《]$").search(before):
        return bool(
            compiled(
                r"\((?!第|共|计|公需|专业[科课)]|[必选]修|\d|[一二三四五六七八九十]|含|以下|身份|证书|项目)[^()]{1,12}\)"
            ).match(
                after,
            )
        )
    more = compiled(r"[”》](?P<rest>[\u4e00-\u9fff]{2,14}?)(?:[,。;:\n\t(]|$)").match(after)
    return more is not None and not compiled(
        r"(?:的|等)?(?:为期|专题|线上|网络|集中|专家|企业实践|实践|跟岗|挂职)?(?:通知|函|邀请函|培训|学习|课程|研修|讲座|授课|主讲|培训班|研修班|学习班|会议|活动|"
        r"学员|内容(?:之一)?|"
        r"论坛|班|课|共|计|"
        r"(?:已|业已|现已|经|获|被|准予|符合|通过|于|列[入为]|纳入|作为).*|"
        r"[\u4e00-\u9fff]{0,3}(?:[一二三四五六七八九十]|\d).*|一课|一文|项目|课题|立项|结题)的?(?:培训|学习|授课|"
        r"教学|考核|任务)*.{0,3}"
    ).fullmatch(more["rest"])


# -- signs of roles that stand without label or sentence ----------------------------------------------


@once
def _days_told(document: Document) -> tuple[DateRange, ...]:
    """All spans of days and single days of the sentences."""
    return tuple(find_ranges(document.prose.text))


@once
def _days_at_foot(document: Document) -> frozenset[str | None]:
    """Days that stand by themselves, but those with which a span of days told elsewhere begins or ends.

    A line that breaks within the span leaves its last day alone in the next one.
    """
    spans = (held for flow in (document.prose, document.run) for held in find_ranges(flow.text) if not held.single)
    told = {day for held in spans for day in (held.first.iso, held.last.iso)}
    standing = [held.iso for _, _, held, _ in signature_dates(document)]
    return frozenset(day for day in standing if day not in told or day == standing[0])


def _date_of_issue(value: Any, span: Span, document: Document) -> set[str]:
    """By itself at the foot, after all other days, and the only day that stands so."""
    standing = _days_at_foot(document)
    if len(standing) > 1:
        return set()
    signs = {"alone"} if standing else set()
    if document.depth(span) > (0.5 if standing else 0.66):
        signs.add("place")
    days = [r.last.iso for r in _days_told(document) if r.last.iso and r.last.full]
    if len(str(value)) == 10 and str(value) >= max(days, default=""):
        signs.add("order")
    return signs


def _only_span(value: Any, span: Span, document: Document) -> set[str]:
    """The only span of days on the paper, no longer than a course lasts, over before the paper was issued."""
    spans = {(r.first.iso, r.last.iso) for r in _days_told(document) if not r.single and r.first.full}
    if len(spans) != 1 or compiled(_OTHER_SPAN).search(document.around(span)[0][-12:]):
        return set()
    first, last = next(iter(spans))
    try:
        days = (date.fromisoformat(str(last)) - date.fromisoformat(str(first))).days
    except ValueError:
        return set()
    return {"alone", "shape"} if 0 < days <= 120 and str(value) in (first, last) else set()


_OTHER_SPAN = r"有效|聘期|任期|报名|公示|报到|受理|申报|截止"


def _body_at_foot(value: Any, span: Span, document: Document) -> set[str]:
    """Standing by itself beside the date at the foot, the only one there; or named twice; or the seal's."""
    signs = set()
    names = lone_organisations(document)
    plain = unsealed(str(value))
    if not {n for n in names if n != plain}:
        signs.add("alone")
    if document.depth(span) > 0.5:
        signs.add("place")
    if document.flow.text.count(plain) > 1:
        signs.add("twice")
    if document.depth(span) < 0.12:
        signs.add("head")
    before, after = document.around(span, by_row=True)
    over = compiled(r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.?)?([^\n\t]+)\n$").search(before)
    if over is not None and known_name(over.group(1).strip()):
        signs.add("under a name")
    if compiled(r"\s*\((?:盖|公|签|印|加盖)?.{0,3}章").match(after):
        signs.add("label")
    another = over is not None and over.group(1).strip() in names
    if not another and compiled(r"\s*\n?[^\n\t]{0,2}(?:19|20|二)[\d〇○零一二三四五六七八九]{2,3}[年./-]").match(after):
        signs.add("dated")
    if plain in organisations_on_seals(document):
        signs.add("seal")
    return signs - {"place"} if signs == {"place", "twice"} and len(names) > 1 else signs


def _code(value: Any, span: Span, document: Document) -> set[str]:
    """A form of its own: letters or 第 … 号 with many digits; the only such one."""
    text = str(value)
    if compiled(r"字.{0,3}第?.*\d{3,}号?$|第\s?[A-Z\d\-]{4,}号").search(text):
        return {"form"}
    digits = len(compiled(r"\d").findall(text))
    return {"shape", "place"} if digits >= 6 and document.depth(span) < 0.6 else set()


def _numbered(value: Any, span: Span, document: Document) -> set[str]:
    return {"form"} if compiled(r"[\u4e00-\u9fff]{2,12}〔(?:19|20)\d\d〕\d{1,5}号").fullmatch(str(value)) else set()


def _large(value: Any, span: Span, document: Document) -> set[str]:
    """Written as a title."""
    large = any(str(value)[:6] in title.text or title.text in str(value) for title in document.titles)
    return {"place", "size"} if large else set()


def _examination(value: Any, span: Span, document: Document) -> set[str]:
    """The year and 考试: a form nothing else has."""
    return {"form"} if compiled(r"(?:19|20)\d\d年度?.+考试(?:\(.+\))?").fullmatch(str(value)) else set()


def _lone_person(value: Any, span: Span, document: Document) -> set[str]:
    """A name in a cell of its own in the upper half, the only one on the paper."""
    lone = {cell.text.strip() for row in document.rows for cell in row.cells if known_name(cell.text.strip())}
    upper = document.depth(span) < 0.6 and span.text in lone
    return {"alone", "place"} if upper and len(lone) == 1 else set()


_OWN: Mapping[str, Callable[[Any, Span, Document], set[str]]] = {
    "issue_date": _date_of_issue,
    "start_date": _only_span,
    "end_date": _only_span,
    "organiser": _body_at_foot,
    "unit": _body_at_foot,
    "certificate_no": _code,
    "doc_no": _numbered,
    "meeting_title": _large,
    "course_title": _large,
    "award_name": _large,
    "journal_name": _large,
    "project_no": _code,
    "receipt_no": _code,
    "person_name": _lone_person,
    "exam_name": _examination,
}
