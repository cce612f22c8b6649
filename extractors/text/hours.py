"""Amounts of learning and time: 16学时, 共计24课时, 3天, 半天, 两个半天, 2.5小时, 学时数：8."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.text.flow import Span
from extractors.text.numbers import NUMBER, number
from extractors.text.patterns import compiled

#: Words before an amount that say it is the whole of it.
_TOTAL = r"(?:共计|累计|总计|合计|共|总|计|完成|获得|获|取得|登记|授予|认定|折合|记|为|达|满|修满|学习)"
_AMOUNT = rf"(?P<n>{NUMBER})[_\s]*(?:个)?[_\s]*(?:标准|继续教育|培训|专业科目|公需科目|必修|选修)?"
_HOURS = re.compile(rf"(?:(?<=天/)|(?<![\d.第/]))(?<!\d-)(?:{_AMOUNT})(?P<u>学时|课时|学分)(?![办证制数])")
_HOURS_LABEL = re.compile(
    rf"(?P<u>学时|课时|学分)(?:数|合计|总计|"
    rf"总数)?(?:\([^()]{{1,6}}\))?\s*[:为是]\s*[_\s]*(?P<n>{NUMBER})(?![\d年月日.:])"
)
#: 授予Ⅰ类学分3分
_CREDITS = re.compile(rf"(?P<u>学分)[_\s]*(?P<n>{NUMBER})[_\s]*分(?![钟之])")
_CLOCK = re.compile(rf"(?<![\d.:第])(?P<n>{NUMBER})[_\s]*(?:个)?[_\s]*(?P<h>半)?(?P<u>小时|钟头)(?P<t>半)?")
_HALF = re.compile(rf"(?P<n>{NUMBER})[_\s]*个[_\s]*半[天日]")
_HALVES_BESIDE = re.compile(rf"(?:半[天日]数|(?:折合|折算|合计|共计|累计)半[天日])[\s:_]*(?P<n>{NUMBER})(?![\d.])")
_ONE_HALF = re.compile(r"(?<!个)半[天日](?!数)")
_DAYS = re.compile(
    rf"(?<![\d.月年第/])(?<!\d-)(?<!\d:)(?P<n>{NUMBER})[_\s]*(?:个)?(?P<h>半)?(?:(?:工作)?天|(?<=个)(?:培训|学习|会议|工作)日)"
    rf"(?![以之]?内(?!容))(?P<t>半)?"
)
#: over 4 days
_IN_ENGLISH = re.compile(r"(?:over|for|lasting|in)\s+(?P<n>\d{1,2})\s*(?:full |training )?days?(?![A-Za-z])")
#: 历时五日: 日 counts days only behind a word that says so.
_LASTED = re.compile(
    rf"(?:历时|为期|共计?|累计|脱产学习|学习)[_\s]*(?P<n>{NUMBER})[_\s]*个?(?:工作)?日(?![期前内起后])"
)
#: “某某研讨会”5日讲席: 日 between what was held and a word for holding it.
_HELD_FOR = re.compile(rf"(?<=[”》班训会])[_\s]*(?P<n>{NUMBER})[_\s]*日(?=讲席|课程|集训|学习|培训|研修)")
_EACH = re.compile(
    r"(?:每天|每日|每半天|每人|每次|每期|每门|每个?|提前|逾期|请假|至少|不少于|不超过|最多|满分|每年|年度?不|年度最低|周期规定|周期内?|要求|应修|应当完成|须修|需修|目标|还需|还差)[^,。;\d]{0,4}$"
)


#: 每位学员计12学时, 每人授予6学分: what each gets is what the one the paper is about gets.
_EACH_GETS = re.compile(
    r"每(?:人|[位名个](?:学员|人员?|代表|教师|职工|(?:参训|参会|参加)(?:人员|者|学员))?)[可将均各予]{0,2}"
    r"(?:计|记|折算|折合|授予?|登记|认定|获得?)[为入]?(?:学分|学时)?[\s_]*$|"
    r"(?:^|[\n\t,。;:\s\u3000])每(?:人|[位名个](?:学员|人员?|代表|教师|职工|(?:参训|参会|参加)(?:人员|者|学员)))\s*$"
)
#: 按每天折算计24学时: how the sum was made.
_BY_DAYS = re.compile(r"按每[天日](?:折算|折合|计算),?(?:共|合)?计$")
#: 按45分钟计1学时: how long an hour is, not how many.
_RATE = re.compile(r"(?:分钟|小时)(?:[计为作折合算等于]{1,3})$")


def unit_around(before: str, after: str) -> str | None:
    """学时, 课时 or 学分 directly behind a figure, else among the last words before it."""
    unit = compiled(r"\s*个?(学时|课时|学分)").match(after) or compiled(
        r"(学时|课时|学分)[^\n\t]{0,6}?[:\t\s]*$"
    ).search(before)
    return unit.group(1) if unit is not None else None


def is_asked(figure: Span) -> bool:
    """Whether the words before a figure say that so much is asked for or given each time: 目标90学时, 每天8学时."""
    return _given_each(figure.flow.text[max(0, figure.start - 8) : figure.start])


def _given_each(before: str) -> bool:
    return _EACH.search(before) is not None and _EACH_GETS.search(before) is None


#: What is counted where no hours are: 总计4场主旨报告.
_COUNTER = re.compile(r"[\s_]*(?:场|人|次|门|节|堂|位|名|期|篇|份|页|条|个(?!学时|课时|学分))")


def counts_other(figure: Span) -> bool:
    """Whether the word behind a figure counts something else than hours."""
    return _COUNTER.match(figure.flow.text, figure.end) is not None


@dataclass(frozen=True, slots=True)
class Amount:
    """``value`` in ``unit`` (学时, 课时, 学分, 天, 半天, 小时); ``total`` when said to be the whole."""

    value: int | float
    unit: str
    start: int
    end: int
    number_start: int
    number_end: int
    total: bool


def _found(pattern: re.Pattern[str], text: str, unit: str | None = None) -> list[Amount]:
    held = []
    for match in pattern.finditer(text):
        value = number(match.group("n"))
        named = match.groupdict()
        if value is None:
            continue
        if named.get("h") or named.get("t"):
            value += 0.5
        before = text[max(0, match.start() - 8) : match.start()]
        if compiled(r"[^,。;\d]{0,4}不(?:计入|予计算|重复)").match(text[match.end() :]):
            continue  # 上年结转2学时不计入
        done = compiled(r"[_\s]*(?:均|都|已|全部){1,3}(?:修|学)[满完毕]").match(
            text[match.end() :]
        )  # 应修18学时均已修满
        done = done or compiled(r"[_\s]*,?实(?:修|学|际|得)[^,。;\d]{0,8}(?:相符|一致|相同|相等)").match(
            text[match.end() :]
        )
        each = _given_each(before) and _BY_DAYS.search(before) is None
        if (each and done is None) or (value == 1 and _RATE.search(before)):
            continue
        if pattern is _HOURS and compiled(r"[天日人次期场]数[\s:_]*$").search(before):
            continue  # 天数 4, 学时 24: the figure belongs to the label before it
        labelled = pattern is _HOURS and bool(compiled(r"(?:学时|课时|学分)数?\s*[:\t]\s*$").search(before))
        total = bool(compiled(rf"{_TOTAL}[\s_:]*$").search(before)) or labelled or pattern is _HOURS_LABEL
        held.append(
            Amount(value, unit or match.group("u"), match.start(), match.end(), match.start("n"), match.end("n"), total)
        )
    return held


def find_hours(text: str) -> list[Amount]:
    """Learning hours (学时, 课时, 学分) in normalised ``text``, as printed; amounts per day are left out."""
    printed = _found(_HOURS, text)
    labelled = [a for a in _found(_HOURS_LABEL, text) if all(a.number_start != b.number_start for b in printed)]
    credited = _found(_CREDITS, text)
    return sorted(printed + labelled + credited, key=lambda a: a.start)


def find_clock_hours(text: str) -> list[Amount]:
    """Hours of the clock (小时)."""
    return _found(_CLOCK, text)


def find_days(text: str) -> list[Amount]:
    """Days (天). Half days (个半天, 半天) are not among them."""
    held = (
        _found(_DAYS, text, "天")
        or _found(_IN_ENGLISH, text, "天")
        or _found(_LASTED, text, "天")
        or _found(_HELD_FOR, text, "天")
    )
    return [a for a in held if not text[a.number_end : a.end].lstrip(" _").startswith("个半")]


def find_half_days(text: str) -> list[Amount]:
    """Half days: 两个半天 is 2, a bare 半天 is 1."""
    counted = _found(_HALF, text, "半天") or _found(_HALVES_BESIDE, text, "半天")
    if counted:
        return counted
    return [
        Amount(1, "半天", m.start(), m.end(), m.start(), m.end(), False)
        for m in _ONE_HALF.finditer(text)
        if not compiled(
            r"(?:[每上下前后按以]|\d|另有[^,。;\n]{0,12}|(?:案例|评析|参观|考察|讨论|交流|自习|测试|考试|实操))$"
        ).search(text[: m.start()])
    ]


def plausible_hours(value: int | float) -> bool:
    """Whether one paper can state so many hours; a year's record stays below 1000."""
    return 0 < value <= 1000 and (value * 4) % 1 == 0
