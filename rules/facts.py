"""Facts of an activity as people and programs hand them in: checked, or refused by name.

A fact's type says what it may be; ``None`` means "not stated". Numbers come out as ``Decimal``,
dates as ``Span`` (a bare month or year is a span of days), words as the policy's own word.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from rules.refusal import RefusedInput

#: Calendar years that a typed or read date may plausibly carry.
FIRST_YEAR, LAST_YEAR = 1900, 2100


class Span(NamedTuple):
    """First and last day that a date expression may mean (``2023-05`` is the whole month)."""

    first: date
    last: date

    @property
    def exact(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class FactSpec:
    """One accepted fact: its type, Chinese title, allowed words (word → title) and bounds.

    ``cues`` are what papers print where they do not use the document's own words (allowed word → texts).
    """

    name: str
    type: str
    title: str
    words: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, str] = field(default_factory=dict)
    required: bool = False
    most: Decimal | None = None
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def word_for(self, printed: Any) -> str | None:
        """The allowed word that a paper's own words amount to; None when they amount to none, or to several."""
        text = str(printed).strip()
        if text in self.words:
            return text
        if (known := self.synonyms.get(text)) is not None:
            return known
        lowered = text.lower()
        told = [word for word, cues in self.cues.items() if any(cue in lowered for cue in cues)]
        return told[0] if len(told) == 1 else None


def _number(value: Any, spec: FactSpec, where: str) -> Decimal:
    kind = type(value)
    if kind is int:
        # Compare before converting: a hostile integer may have a million digits.
        if spec.most is not None and value > spec.most:
            raise RefusedInput(where, f"{spec.title}超出合理范围（最多 {spec.most}），请核对。")
        if value > 10**12 or value < -(10**12):
            raise RefusedInput(where, f"{spec.title}超出合理范围，请核对。")
        return Decimal(value)
    if kind is float:
        number = Decimal(repr(value))
    elif kind is Decimal:
        number = value
    else:
        raise RefusedInput(where, f"{spec.title}应为数字，收到的是“{_shown(value)}”。")
    if not number.is_finite():
        raise RefusedInput(where, f"{spec.title}不是有效数字。")
    if spec.most is not None and number > spec.most:
        raise RefusedInput(where, f"{spec.title}超出合理范围（最多 {spec.most}），请核对。")
    return number


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 20 else text[:20] + "…"


def _positive(value: Any, spec: FactSpec, where: str) -> Decimal:
    number = _number(value, spec, where)
    if number <= 0:
        raise RefusedInput(where, f"{spec.title}应大于 0，收到的是 {number}。")
    return number


def _not_negative(value: Any, spec: FactSpec, where: str) -> Decimal:
    number = _number(value, spec, where)
    if number < 0:
        raise RefusedInput(where, f"{spec.title}不能为负数，收到的是 {number}。")
    return number


def _count(value: Any, spec: FactSpec, where: str) -> Decimal:
    number = _positive(value, spec, where)
    if type(value) is not int and number != number.to_integral_value():
        raise RefusedInput(where, f"{spec.title}应为整数，收到的是 {number}。")
    return number


def _count_or_zero(value: Any, spec: FactSpec, where: str) -> Decimal:
    number = _not_negative(value, spec, where)
    if number != number.to_integral_value():
        raise RefusedInput(where, f"{spec.title}应为整数，收到的是 {number}。")
    return number


def _days(value: Any, spec: FactSpec, where: str) -> Decimal:
    number = _positive(value, spec, where)
    if type(value) is int:
        return number
    doubled = number * 2
    if doubled != doubled.to_integral_value():
        raise RefusedInput(where, f"{spec.title}只能是整天或半天，收到的是 {number}。")
    return number


def _year(value: Any, spec: FactSpec, where: str) -> Decimal:
    number = _count(value, spec, where)
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise RefusedInput(where, f"{spec.title}应为四位年份，收到的是 {number}。")
    return number


def _flag(value: Any, spec: FactSpec, where: str) -> bool:
    if value is True or value is False:
        return bool(value)
    raise RefusedInput(where, f"{spec.title}应为是或否（true/false），收到的是“{_shown(value)}”。")


def _text(value: Any, spec: FactSpec, where: str) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return str(value)
    raise RefusedInput(where, f"{spec.title}应为文字，收到的是“{_shown(value)}”。")


def _word(value: Any, spec: FactSpec, where: str) -> str:
    text = str(value).strip() if type(value) in (str, int) else ""
    if text in spec.words:
        return text
    known = spec.synonyms.get(text)
    if known is not None:
        return known
    allowed = "、".join(f"{word}（{title}）" if title != word else word for word, title in spec.words.items())
    raise RefusedInput(where, f"{spec.title}“{_shown(value)}”不在认定办法之内，可用：{allowed}。")


def _words(value: Any, spec: FactSpec, where: str) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, (list, tuple)):
        raise RefusedInput(where, f"{spec.title}应为列表，收到的是“{_shown(value)}”。")
    return tuple(_word(item, spec, f"{where}[{at}]") for at, item in enumerate(listed))


def _texts(value: Any, spec: FactSpec, where: str) -> tuple[str, ...]:
    listed = [value] if isinstance(value, (str, int)) and not isinstance(value, bool) else value
    if not isinstance(listed, (list, tuple)):
        raise RefusedInput(where, f"{spec.title}应为文字或列表，收到的是“{_shown(value)}”。")
    return tuple(_text(item, spec, f"{where}[{at}]") for at, item in enumerate(listed))


def _anything(value: Any, spec: FactSpec, where: str) -> Any:
    return value


_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


def span_of(value: Any, title: str, where: str) -> Span:
    """A date as ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY`` (or a date value of YAML)."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return Span(value, value)
    text = str(value).strip() if type(value) in (str, int) else ""
    match = _DATE.fullmatch(text)
    if match is not None:
        year, month, day = match.groups()
        try:
            if not FIRST_YEAR <= int(year) <= LAST_YEAR:
                raise ValueError(year)
            if day:
                exact = date(int(year), int(month), int(day))
                return Span(exact, exact)
            if month:
                return Span(
                    date(int(year), int(month), 1),
                    date(int(year), int(month), monthrange(int(year), int(month))[1]),
                )
            return Span(date(int(year), 1, 1), date(int(year), 12, 31))
        except ValueError:
            pass
    raise RefusedInput(where, f"{title}不是有效日期（应为 YYYY-MM-DD），收到的是“{_shown(value)}”。")


def _date(value: Any, spec: FactSpec, where: str) -> Span:
    return span_of(value, spec.title, where)


def _learned(value: Any, spec: FactSpec, where: str) -> tuple[str, ...]:
    """Years in which a course was learned before: a year, a list of years, or yes/no."""
    if value is False:
        return ()
    if value is True:
        return ("true",)
    listed = value if isinstance(value, (list, tuple)) else [value]
    return tuple(str(span_of(item, spec.title, where).first.year) for item in listed)


#: Type name → reader. ``title`` in docs/ and in the linter come from here as well.
TYPES: dict[str, Callable[[Any, FactSpec, str], Any]] = {
    "number": _not_negative,
    "positive": _positive,
    "count": _count,
    "count_or_zero": _count_or_zero,
    "days": _days,
    "year": _year,
    "flag": _flag,
    "text": _text,
    "texts": _texts,
    "word": _word,
    "words": _words,
    "date": _date,
    "learned": _learned,
    "anything": _anything,
}


def spec_from(name: str, given: Any) -> FactSpec:
    """A fact's row in a policy file; ValueError (English, for the loader) when it makes no sense."""
    row: dict[str, Any] = {"type": given} if isinstance(given, str) else dict(given)
    kind = row.pop("type", None)
    if kind not in TYPES:
        raise ValueError(f"unknown fact type {kind!r}; known: {', '.join(TYPES)}")
    raw = row.pop("words", {})
    words = dict.fromkeys(raw) if isinstance(raw, list) else dict(raw)
    titled = {word: title or word for word, title in words.items()}
    synonyms = {title: word for word, title in titled.items()}
    synonyms.update(row.pop("synonyms", {}))
    if kind in ("word", "words") and not titled:
        raise ValueError("a fact of type word needs its allowed words")
    if unknown := set(synonyms.values()) - set(titled):
        raise ValueError(f"synonyms of unknown words: {sorted(unknown)}")
    cues = {word: tuple(cue.lower() for cue in listed) for word, listed in row.pop("cues", {}).items()}
    if unknown := set(cues) - set(titled):
        raise ValueError(f"cues of unknown words: {sorted(unknown)}")
    most = row.pop("most", None)
    spec = FactSpec(
        name=name,
        type=kind,
        title=row.pop("title", name),
        words=titled,
        synonyms=synonyms,
        required=row.pop("required", False),
        most=None if most is None else Decimal(str(most)),
        cues=cues,
    )
    if row:
        raise ValueError(f"unknown keys of fact {name}: {sorted(row)}")
    return spec


def _generic(type_: str, title: str, **more: Any) -> tuple[str, Any]:
    return type_, {"title": title, **more}


#: What every pathway takes, and the authority-given hours of the contract.
GENERIC: dict[str, FactSpec] = {
    name: spec_from(name, {"type": kind, "title": title})
    for name, (kind, title) in {
        "matches_profession": ("flag", "专业是否对口"),
        "event": ("text", "活动名称"),
        "certificate_no": ("text", "证书编号"),
        "date": ("date", "日期"),
        "start": ("date", "开始日期"),
        "end": ("date", "结束日期"),
        "start_date": ("date", "开始日期"),
        "end_date": ("date", "结束日期"),
        "marks": ("texts", "材料标志"),
        "original_is_restricted": ("flag", "原件是否属于不得上传的材料"),
        "restricted_file_was_uploaded": ("flag", "是否曾上传不得上传的材料"),
        "hours_approved": ("number", "批准学时"),
        "hours_set_by_authority": ("number", "主管部门核定学时"),
        "hours_by_detailed_rules": ("number", "细则规定学时"),
        "provincial_rule_hours": ("number", "省级细则学时"),
        "city_rule_hours": ("number", "市级细则学时"),
        "hours_certified": ("number", "证明学时"),
    }.items()
} | {
    "finding": spec_from(
        "finding", {"type": "word", "title": "核查情况", "words": {"forged": "弄虚作假", "none": "无"}}
    )
}

#: Hours that only a pathway that names them goes by. Provincial ones are a matter of the policy's rules.
AUTHORITY_HOURS = (
    "hours_approved",
    "hours_set_by_authority",
    "hours_by_detailed_rules",
    "city_rule_hours",
    "hours_certified",
)

#: Facts of the contract that a pathway may carry without using them; still checked for sense.
CHECKED: dict[str, FactSpec] = {
    name: spec_from(name, {"type": kind, "title": title})
    for name, (kind, title) in {
        "days": ("days", "天数"),
        "days_each": ("days", "每门课程天数"),
        "months": ("positive", "月数"),
        "half_days": ("count", "半天数"),
        "clock_hours": ("positive", "小时数"),
        "courses": ("count", "课程门数"),
        "courses_passed": ("count", "合格课程门数"),
        "subjects_passed": ("count_or_zero", "合格科目数"),
        "subjects_failed": ("count_or_zero", "未合格科目数"),
        "score": ("number", "积分"),
        "score_year": ("year", "积分年度"),
        "rank": ("count", "排名"),
        "author_rank": ("count", "作者排序"),
        "characters": ("count", "字数"),
        "course_hours": ("positive", "课程学时"),
        "labelled_hours": ("positive", "标定学时"),
        "published_hours": ("positive", "公布学时"),
        "class_hours": ("positive", "授课课时"),
        "hours_per_day": ("positive", "每天学时"),
        "graduated_year": ("year", "毕业年份"),
        "completed_on": ("date", "完成日期"),
        "published_on": ("date", "发表日期"),
        "taken_on": ("date", "截图日期"),
        "opens_on": ("date", "开班日期"),
        "applied_on": ("date", "申请日期"),
        "ended_on": ("date", "结束日期"),
        "roster_on": ("date", "名单报送日期"),
        "passed": ("flag", "是否合格"),
        "exam_passed": ("flag", "是否考试合格"),
        "granted": ("flag", "是否已授权"),
        "hours": ("number", "材料所载学时"),
        "already_learned_in": ("learned", "已学年度"),
    }.items()
}

#: Words that describe and decide nothing: taken along without a question.
DESCRIPTIVE = frozenset(
    (
        *("title", "name", "note", "notes", "remark", "remarks", "comment", "description", "label", "course"),
        *("course_title", "organiser", "host", "provider", "institution", "place", "city", "unit", "major"),
        *("profession", "subject_name", "lecture_title", "notice_title", "meeting_title", "doc_title"),
        *("doc_no", "certificate_no", "project", "project_name", "project_no", "exam_name", "paper_title"),
        *("title_of_work", "journal_name", "issn", "cn", "volume", "issue", "person_name", "authors"),
        *("inventors", "owner", "patent_name", "patent_no", "award_name", "sex", "unit_from", "sector"),
        *("hours_unit", "issue_date", "query_date", "screenshot_date", "apply_date", "grant_date", "year"),
        *("credits", "place_of_event", "held_in", "region", "category", "level", "kind", "form", "grade"),
        *("claimed", "claimed_hours", "hours_claimed", "evidence_id", "evidence_ids", "claim_id", "subject"),
        *("id", "source", "files", "file", "place_name", "language", "topic", "theme", "reason", "basis"),
    )
)
