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
from dataclasses import dataclass
from typing import Any

from extractors.text.dates import find_ranges
from extractors.text.document import Document
from extractors.text.flow import Span
from extractors.text.foot import lone_organisations, signature_dates
from extractors.text.labels import is_label
from extractors.text.names import known_name
from extractors.text.organisations import cut_short, is_organisation, unsealed
from extractors.text.patterns import compiled
from extractors.text.rings import organisations_on_seals
from extractors.text.role_words import LABELS, SAID

#: Most raw confidence of a fact that is not tied: below every threshold of the calibration.
UNTIED = 0.96

_TITLES = frozenset(
    {"course_title", "lecture_title", "meeting_title", "notice_title", "project_name", "paper_title", "patent_name"}
)
_PEOPLE = frozenset({"person_name"})
_BODIES = frozenset({"organiser", "unit", "unit_from"})
_DATES = frozenset(
    {"start_date", "end_date", "issue_date", "query_date", "screenshot_date", "apply_date", "grant_date"}
)

_TITLE_STARTS = re.compile(
    r"^(?:[的和与及由于在等了并或为至到参完，,。、;)）”》]|学时|共计|累计|我单位|本单位|特此|兹)"
)
_TITLE_ENDS = re.compile(r"(?:[的和与及于在为由至(（“《、,]|关于|举办|参加|第)$")
_TITLE_HOLDS = re.compile(
    r"[\n\t。;:]|身份证|证书编号|特此|学时[,。]|(?:19|20)\d{2}年\d{1,2}月\d{1,2}日|同志(?!.*精神)|准予"
)
_SHORT = re.compile(
    r"(?![市区县省州镇局])[\u4e00-\u9fff]{2,3}(?:大学|学院|医院|中学|小学|学校|协会|学会|集团|公司|党校)|国务院"
)
_BODY_STARTS = re.compile(r"^(?:[由受应在于与及和的并为至到经对]|参加|兹|证明|主办|承办|举办|\d)")


@dataclass(frozen=True, slots=True)
class Tie:
    """``signs`` that speak for the value in its role, ``against`` what unties it."""

    signs: frozenset[str]
    against: frozenset[str]

    @property
    def firm(self) -> bool:
        return not self.against and (bool(self.signs & {"label", "said", "form"}) or len(self.signs) >= 2)


def tie(name: str, value: Any, span: Span, document: Document) -> Tie:
    """What ties ``value``, read at ``span``, to the role ``name``. Roles without rules are taken as tied."""
    role = "start_date" if name == "end_date" else name
    against = {"form"} if not well_formed(name, value) else set()
    if role not in LABELS:
        return Tie(frozenset({"form"}), frozenset(against))
    before, after = document.around(span)
    signs: set[str] = set()
    label = label_before(document.around(span, by_row=True)[0])
    if label is not None and _is(role, label[0]):
        signs.add("label")
    elif any(
        (not a or compiled(a).search(before)) and (not b or compiled(b).search(after)) for a, b in SAID.get(role, ())
    ):
        signs.add("said")
    elif label is not None and (label[1] == ":" or (label[1] in ("\t", "\n") and is_label(label[0]))):
        against.add("label")
    elif any(_is(role, above) for above in document.above(span)):
        signs.add("label")
    if name in _TITLES and _carried_on(before, after):
        against.add("longer")
    if not signs:
        own = _OWN.get(name)
        signs |= own(value, span, document) if own is not None else set()
    return Tie(frozenset(signs), frozenset(against))


def _carried_on(before: str, after: str) -> bool:
    """Whether a quotation is but part of a longer title: 《…规范》宣贯培训."""
    if not re.search(r"[“《]$", before):
        return False
    more = re.match(r"[”》](?P<rest>[\u4e00-\u9fff]{2,14}?)(?:[,。;:\n\t(]|$)", after)
    return more is not None and not compiled(
        r"(?:的|等|为期|专题|线上|网络|集中)?(?:培训|学习|课程|研修|讲座|授课|主讲|培训班|研修班|学习班|会议|活动|"
        r"论坛|班|课|共|计|"
        r"[\u4e00-\u9fff]{0,3}(?:[一二三四五六七八九十]|\d).*|一课|一文|项目|课题|立项|结题)的?(?:培训|学习|授课|"
        r"教学|考核|任务)*.{0,3}"
    ).fullmatch(more["rest"])


def _is(role: str, label: str) -> bool:
    plain = re.sub(r"\([^()]*\)|[\s_【】\[\]*·.]", "", label)
    return bool(compiled(LABELS[role]).fullmatch(plain))


_LABEL = re.compile(
    r"(?<![\u4e00-\u9fff])(?:[一二三四五六七八九十]{1,3}[、.]|\(?[一二三四五六七八九十\d]{1,2}[)、.])?"
    r"(?:(?<=\d)(?:日|号|天|学时|课时|学分|小时|元))?"
    r"(?P<label>[【\[]?[\u4e00-\u9fffA-Za-z№./· ]{1,16}(?:\([^()]{1,10}\))?[】\]]?)\s*?(?P<sign>:|\t|\n|(?<=[】\]]))"
    r"[\s_]*[“《\"'(【〔\[]?\s*[¥￥]?\s*-?$"
)
_JOINED = re.compile(r"(?:^|[\n\t,;。])\s*(?P<label>[\u4e00-\u9fff]{2,8})[_\s]*[“《\"']?$")


def label_before(before: str) -> tuple[str, str] | None:
    """(label, sign) that ends the text before a value: the sign is a colon, a tab, a new line, or nothing at all."""
    found = _LABEL.search(before)
    if found is not None:
        return found["label"].strip(), found["sign"]
    joined = _JOINED.search(before)
    return None if joined is None else (joined["label"], "")


# -- forms ------------------------------------------------------------------------------------------


def well_formed(name: str, value: Any) -> bool:
    """Whether a value looks as such values do; values that are no text are not judged."""
    if not isinstance(value, str):
        return True
    if name in _PEOPLE:
        return known_name(value)
    if name in _BODIES:
        parts = re.split(r"[、,;]", value)
        return all(_is_body(part) for part in parts if part)
    if name in _TITLES:
        return _is_title(value)
    if name == "place":
        return len(value) >= 2 and not re.search(r"[\n\t:。;]|联系|电话|时间|学时", value) and _closed(value)
    if name in _DATES:
        return 1980 <= int(value[:4]) <= 2060 if value[:4].isdigit() else False
    return True


def _is_body(text: str) -> bool:
    whole = unsealed(text)
    cut = cut_short(whole) and not _SHORT.fullmatch(whole)
    return is_organisation(whole) and not cut and not _BODY_STARTS.match(whole) and _closed(whole)


def _is_title(text: str) -> bool:
    return (
        len(text) >= 4
        and not _TITLE_STARTS.match(text)
        and not _TITLE_ENDS.search(text)
        and not _TITLE_HOLDS.search(text)
        and _closed(text)
    )


def _closed(text: str) -> bool:
    """Whether brackets and quotation marks come in pairs."""
    return all(text.count(one) == text.count(other) for one, other in ("()", "《》", "“”", "〔〕", "【】"))


# -- signs of roles that stand without label or sentence ----------------------------------------------


def _date_of_issue(value: Any, span: Span, document: Document) -> set[str]:
    """By itself at the foot, after all other days, and the only day that stands so."""
    if len({held.iso for _, _, held, _ in signature_dates(document)}) != 1:
        return set()
    signs = {"alone"}
    if document.depth(span) > 0.5:
        signs.add("place")
    days = [r.last.iso for r in find_ranges(document.prose.text) if r.last.iso and r.last.full]
    if len(str(value)) == 10 and str(value) >= max(days, default=""):
        signs.add("order")
    return signs


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
    over = re.search(r"([^\n\t]+)\n$", before)
    if over is not None and known_name(over.group(1).strip()):
        signs.add("under a name")
    if re.match(r"\s*\((?:盖|公|签|印|加盖)?.{0,3}章", after):
        signs.add("label")
    if plain in organisations_on_seals(document):
        signs.add("seal")
    return signs - {"place"} if signs == {"place", "twice"} and len(names) > 1 else signs


def _code(value: Any, span: Span, document: Document) -> set[str]:
    """A form of its own: letters or 第 … 号 with many digits; the only such one."""
    text = str(value)
    if re.search(r"字.{0,3}第?.*\d{3,}号?$|第\s?[A-Z\d\-]{4,}号", text):
        return {"form"}
    digits = len(re.findall(r"\d", text))
    return {"shape", "place"} if digits >= 6 and document.depth(span) < 0.6 else set()


def _numbered(value: Any, span: Span, document: Document) -> set[str]:
    return {"form"} if re.fullmatch(r"[\u4e00-\u9fff]{2,12}〔(?:19|20)\d\d〕\d{1,5}号", str(value)) else set()


def _large(value: Any, span: Span, document: Document) -> set[str]:
    """Written as a title."""
    large = any(str(value)[:6] in title.text or title.text in str(value) for title in document.titles)
    return {"place", "size"} if large else set()


def _examination(value: Any, span: Span, document: Document) -> set[str]:
    """The year and 考试: a form nothing else has."""
    return {"form"} if re.fullmatch(r"(?:19|20)\d\d年度?.+考试(?:\(.+\))?", str(value)) else set()


def _lone_person(value: Any, span: Span, document: Document) -> set[str]:
    """A name in a cell of its own in the upper half, the only one on the paper."""
    lone = {cell.text.strip() for row in document.rows for cell in row.cells if known_name(cell.text.strip())}
    upper = document.depth(span) < 0.6 and span.text in lone
    return {"alone", "place"} if upper and len(lone) == 1 else set()


_OWN: Mapping[str, Callable[[Any, Span, Document], set[str]]] = {
    "issue_date": _date_of_issue,
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
