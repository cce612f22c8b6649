"""What a paragraph probably lays down: its standard, its caps, its papers. Guesses, to be confirmed.

All patterns look at a text without blanks. Nothing here knows a figure: figures come out of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from rules.check.figures import chinese_number
from rules.drafting.words import EVIDENCE_WORDS, UNITS, level_word

_HOURS = r"(\d+(?:\.\d+)?)\s*个?(?:学时|课时)"
_CAP = re.compile(
    r"(?:(?:每个途径|叠加后|累计)?(?:每人)?每?(?:个)?年(?:度)?(?:内)?(?:累计)?(?:最多|不超过|封顶)[^\d，。；]{0,8}"
    r"|（?封顶)" + _HOURS + "）?"
)
_EVENT_CAP = re.compile(r"[一每]次最多[^，。；]{0,6}?([一二两三四五]|\d+)年的?学时")
_BAND = re.compile(r"(\d+)[—\-–~～至](\d+)(分)(?:以下|以内)?[^\d，。；、]{0,8}?" + _HOURS)
_TOP_BAND = re.compile(r"(\d+)(分)?以上[^\d，。；、]{0,8}?" + _HOURS)
_LISTED = re.compile(
    r"((?:[^，。；、按]{2,12}、)+[^，。；、]{2,12}?)(?:课题|项目|规划|刊物|的)*(?:可以?|应)?分别"
    r"[^\d，。；]{0,8}((?:\d+个?(?:学时)?、)+\d+)个?学时"
)
_EACH = re.compile(
    r"每(\d+|[一二两三十百千万]+)?(个?[^\d，。；、每]{0,4}?(?:半天|天|日|月|科目|课程|门|科|字|课时|小时|篇|项|次|部|课题|件))[^\d，。；]{0,18}?"
    + _HOURS
)
_RANGE = re.compile(r"(\d+)[—\-–~～至](\d+)个?学时")
_TIMES = re.compile(r"(\d+|[两二三四五])倍")
_STATED = re.compile(r"按[^，。；]{0,16}(?:批准|标定|公布|核定|标明|课程)[^，。；\d]{0,8}学时")
_ELSEWHERE = re.compile(r"按[^，。；]{0,24}《([^》]+)》[^，。；]{0,12}(?:执行|规定|登记|标准)")
_PLAIN = re.compile(_HOURS)
_PAPERS = re.compile(r"(?:以|凭|提供|提交|出具|包括)([^，。；]+(?:，[^，。；]{0,12}材料)?)")


@dataclass(slots=True)
class Guess:
    """``row``: shape and parameters; ``facts`` and ``facts_from`` it counts by; ``rate`` where it is one number."""

    row: dict[str, Any]
    facts: dict[str, Any] = field(default_factory=dict)
    facts_from: dict[str, str] = field(default_factory=dict)
    says: str = ""
    rate: Decimal | None = None


def number(text: str) -> int | float:
    value = Decimal(text) if text[0].isdigit() else chinese_number(text)
    return int(value) if value == value.to_integral_value() else float(value)


def yearly_caps(text: str) -> list[int | float]:
    """``每年最多登记 24 个学时``: the figures, in reading order."""
    return [number(match[1]) for match in _CAP.finditer(text)]


def event_years(text: str) -> int | float | None:
    match = _EVENT_CAP.search(text)
    return number(match[1]) if match else None


def standard(text: str) -> Guess | None:
    """The form a paragraph's figures suggest; None when it gives no standard."""
    text = _EVENT_CAP.sub("", _CAP.sub("", text))
    for guess in (_bands, _listed, _by_clause, _per_unit, _range, _times, _stated, _elsewhere, _fixed):
        found = guess(text)
        if found is not None:
            return found
    return None


def _bands(text: str) -> Guess | None:
    bands = [
        {"from": number(match[1]), "to": number(match[2]), "hours": number(match[4])} for match in _BAND.finditer(text)
    ]
    if not bands:
        return None
    if top := _TOP_BAND.search(text):
        bands.append({"from": number(top[1]), "hours": number(top[3])})
    fraction = {"code": "not_whole", "says": "积分应为整数，可能识别有误，请核对原图"}
    row = {
        "shape": "bands",
        "count": "score",
        "unit": "分",
        "bands": bands,
        "under": "不足最低分段",
        "fraction": fraction,
    }
    facts = {
        "score": {"type": "number", "title": "当年度积分", "required": True},
        "score_year": {"type": "year", "title": "积分年度"},
    }
    sources = {"score": "score_annual", "score_year": "score_year"}
    return Guess(row, facts, sources, f"分段，共 {len(bands)} 段")


def _levels(pairs: list[tuple[str, int | float]]) -> tuple[dict[str, Any], dict[str, Any]] | None:
    words: dict[str, str] = {}
    figures: dict[str, int | float] = {}
    for title, hours in pairs:
        word = level_word(title)
        if word == "level" or word in words:
            return None
        words[word], figures[word] = title, hours
    fact = {"type": "word", "title": "级别", "required": True, "words": words}
    return {"fact": "level", "of": figures}, {"level": fact}


def _listed(text: str) -> Guess | None:
    match = _LISTED.search(text)
    if match is None:
        return None
    titles = [re.sub(r"(?:课题|项目|规划|刊物)$", "", one) for one in match[1].split("、")]
    hours = [number(re.sub(r"\D", "", one)) for one in match[2].split("、")]
    held = _levels(list(zip(titles, hours, strict=True))) if len(titles) == len(hours) else None
    if held is None:
        return None
    rate, facts = held
    return Guess({"shape": "by_level", "rate": rate}, facts, {}, "按级别定额：" + "，".join(titles))


def _by_clause(text: str) -> Guess | None:
    """``全国性会议每天 10 学时；省级会议每天 8 学时``: the same unit with a figure for each level."""
    pairs: list[tuple[str, int | float]] = []
    units = set()
    for part in re.split(r"[；;，,]", text):
        each = _EACH.search(part)
        title = re.search(r"(?:国际|全国|国家|省部|省|市厅|市|县处|县|校|院)(?:性|级)[^每，。；]{0,12}", part)
        if each is not None and title is not None and title.start() < each.start():
            pairs.append((title[0], number(each[3])))
            units.add(each[2])
    held = _levels(pairs) if len(pairs) > 1 and len(units) == 1 else None
    if held is None:
        return None
    rate, facts = held
    counted = _unit(units.pop())
    if counted is None:
        return Guess({"shape": "by_level", "rate": rate}, facts, {}, "按级别定额")
    row, unit_facts, sources = counted
    return Guess({**row, "rate": rate}, {**facts, **unit_facts}, sources, f"按级别，每{row['unit']}")


def _unit(text: str) -> tuple[dict[str, Any], dict[str, Any], dict[str, str]] | None:
    for pattern, counted in UNITS:
        if pattern.search(text):
            if counted is None:
                return None
            fact, kind, title, sources = counted
            row: dict[str, Any] = {"shape": "per_unit", "count": fact, "unit": text.removeprefix("个")}
            if kind in ("days", "positive"):
                says = "不足一个单位的部分如何计算文件未规定"
                row["part"] = {"low": "floor", "high": "ceiling", "code": "part_of_unit", "says": says}
            return row, {fact: {"type": kind, "title": title, "required": True}}, dict(sources)
    return None


def _per_unit(text: str) -> Guess | None:
    match = _EACH.search(text)
    if match is None:
        return None
    hours, counted = number(match[3]), _unit(match[2])
    if counted is None:
        return Guess({"shape": "fixed", "hours": hours, "says": f"每{match[2]}"}, says=f"每{match[2]} {hours} 学时")
    row, facts, sources = counted
    row = {"shape": "per_unit", "rate": hours, **row}
    if match[1] and number(match[1]) != 1:
        row["per"] = number(match[1])
    return Guess(row, facts, sources, f"每{match[1] or ''}{row['unit']} {hours} 学时", Decimal(str(hours)))


def _range(text: str) -> Guess | None:
    match = _RANGE.search(text)
    if match is None:
        return None
    low, high = sorted((number(match[1]), number(match[2])))
    says = "文件给出幅度，未说明如何取值"
    return Guess(
        {"shape": "range", "low": low, "high": high, "code": "range_in_text", "says": says}, says=f"{low}—{high} 学时"
    )


def _times(text: str) -> Guess | None:
    match = _TIMES.search(text)
    if match is None or "学时" not in text:
        return None
    facts = {"class_hours": {"type": "positive", "title": "授课课时", "required": True}}
    factor = number(match[1])
    return Guess(
        {"shape": "multiple", "factor": factor, "count": "class_hours", "unit": "课时"}, facts, {}, f"{factor} 倍"
    )


def _stated(text: str) -> Guess | None:
    match = _STATED.search(text)
    if match is None:
        return None
    source = {"fact": "labelled_hours", "says": match[0].removeprefix("按")}
    absent = {"code": "hours_missing", "says": "未见所载学时"}
    facts = {"labelled_hours": {"type": "positive", "title": "所载学时"}}
    row = {"shape": "as_stated", "sources": [source], "absent": absent}
    return Guess(row, facts, {"labelled_hours": "hours"}, f"{match[0]}")


def _elsewhere(text: str) -> Guess | None:
    match = _ELSEWHERE.search(text)
    if match is None:
        return None
    source = {"fact": "hours_set_by_authority", "says": "主管部门核定学时"}
    absent = {"code": "no_rate_held", "says": f"学时标准在未收录的《{match[1]}》"}
    row = {"shape": "elsewhere", "text": f"《{match[1]}》", "sources": [source], "absent": absent}
    return Guess(row, says=f"由《{match[1]}》规定")


def _fixed(text: str) -> Guess | None:
    match = _PLAIN.search(text)
    if match is None:
        return None
    hours = number(match[1])
    return Guess({"shape": "fixed", "hours": hours, "says": "符合条件"}, says=f"固定 {hours} 学时")


def evidence(text: str) -> list[list[str]]:
    """Papers named as proof: an all-of list of any-of groups. ``或`` joins alternatives."""
    groups: list[list[str]] = []
    for match in _PAPERS.finditer(text):
        if "依据" not in match[1] and not re.match("提|出|凭|包", match[0]):
            continue
        joined = False
        for part, mark in _parts(match[1]):
            name = next((name for pattern, name in EVIDENCE_WORDS if pattern.search(part)), None)
            if name is not None and all(name not in group for group in groups):
                if joined and groups:
                    groups[-1].append(name)
                else:
                    groups.append([name])
            joined = mark == "或"
    return groups


def _parts(text: str) -> Iterator[tuple[str, str]]:
    pieces = re.split(r"(、|和|及|并|或|后)", text)
    for at in range(0, len(pieces), 2):
        yield pieces[at], pieces[at + 1] if at + 1 < len(pieces) else ""
