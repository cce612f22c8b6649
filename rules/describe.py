"""A policy told in Chinese: what each pathway gives, under which clause, cap and evidence.

Everything is taken from the policy's data; the same description feeds terminal, documents and sheets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rules.draft import plain
from rules.evidence import named
from rules.facts import GENERIC, FactSpec
from rules.pathway import Pathway
from rules.person import PERSON
from rules.policy import Cap, Policy
from rules.rates import figure
from rules.requirement import required_of

_EFFECTS = {
    "zero": "不计",
    "maybe": "可能不计",
    "range": "幅度",
    "other_rate": "不属本项",
    "stated": "以此为准",
    "product_range": "前后不一",
    "open": "文件未给出学时",
    "ask": "请人工核对",
    "note": "提示",
    "refuse": "拒绝输入",
}
_OPERATORS = {
    "is": "为{}",
    "is_not": "不为{}",
    "in": "为{}",
    "not_in": "不为{}",
    "above": "大于 {}",
    "at_least": "不小于 {}",
    "below": "小于 {}",
    "at_most": "不大于 {}",
    "contains": "含{}",
    "contains_none": "不含{}",
    "each_contains_none": "有不含{}的",
    "lacks": "缺{}",
    "holds": "有{}",
    "unless_is": "不为{}",
}
_LEVELS = PERSON["title_level"].words


@dataclass(frozen=True, slots=True)
class PathwayText:
    """One pathway for people. ``figures`` and ``conditions`` are sentences, ``caps`` whole clauses."""

    id: str
    title: str
    clause: str
    quote: str
    subject: str
    figures: tuple[str, ...]
    caps: tuple[str, ...]
    evidence: tuple[str, ...]
    conditions: tuple[str, ...]


def describe_pathway(policy: Policy, pathway: Pathway) -> PathwayText:
    return PathwayText(
        id=pathway.id,
        title=pathway.title,
        clause=pathway.clause,
        quote=pathway.quote,
        subject=policy.subjects[pathway.subject],
        figures=tuple(_figures(pathway)),
        caps=tuple(_caps(policy, pathway)),
        evidence=evidence_text(pathway.evidence),
        conditions=tuple(
            dict.fromkeys(f"{_EFFECTS[rule['effect']]}：{rule['says']}" for rule in pathway.row.get("rule", ()))
        ),
    )


def evidence_text(groups: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """One line per required paper; alternatives joined by ``或``."""
    return tuple(named(group) for group in groups)


def requirement_lines(policy: Policy) -> tuple[str, ...]:
    """The yearly minimum, one line per title level where levels differ."""
    by_level = any(minimum.levels for minimum in policy.minima)
    lines = []
    for level in [name for name in _LEVELS if name != "none"] if by_level else [None]:
        required, _ = required_of(policy, level)
        parts = "，".join(f"{policy.subject_title(name)} {plain(hours)} 学时" for name, hours in required.items())
        lines.append(f"{_LEVELS[level]}：{parts}" if level else parts)
    return tuple(dict.fromkeys(lines))


def _caps(policy: Policy, pathway: Pathway) -> Iterator[str]:
    by_id = {cap.id: cap for cap in policy.caps}
    name = policy.cap_of.get(pathway.id)
    while name is not None:
        cap: Cap = by_id[name]
        yield f"{cap.says}（{cap.clause}）"
        name = cap.inside
    if pathway.per_event_years is not None:
        yield f"一次最多认定 {pathway.per_event_years} 年的学时"


def _figures(pathway: Pathway) -> Iterator[str]:
    several = len(pathway.variants) > 1
    for variant in pathway.variants:
        tests = variant.row.get("when", ()) if several else ()
        when = "、".join(condition_text(test, pathway) for test in tests)
        told = standard_text(variant.row, variant.shape, pathway.facts)
        yield f"{when}：{told}" if when else (f"其他：{told}" if several else told)


def standard_text(row: Mapping[str, Any], shape: str, facts: Mapping[str, FactSpec]) -> str:
    """A row's standard as one Chinese sentence."""
    if shape == "fixed":
        return f"{row['says']} {_number(row['hours'])} 学时"
    if shape == "range":
        return f"{_span(row)} 学时"
    if shape == "bands":
        return "；".join(
            f"{band['from']}—{band['to']} {row['unit']} {_number(band['hours'])} 学时"
            if "to" in band
            else f"{band['from']} {row['unit']}以上 {_number(band['hours'])} 学时"
            for band in row["bands"]
        )
    if shape == "multiple":
        return f"每{row['unit']} × {_number(row['factor'])}"
    if shape == "percentage":
        return f"{_rate(row['rate'], facts)} 学时的 {row['low_percent']}% 或 {row['high_percent']}%（条文有两种理解）"
    if shape == "by_level":
        unit = f"每{row['unit']} " if "unit" in row else ""
        return f"{unit}{_rate(row['rate'], facts)} 学时"
    if shape == "per_unit":
        per = "" if row.get("per", 1) == 1 else f" {row['per']} "
        return f"每{per}{row['unit']} {_rate(row['rate'], facts)} 学时"
    if shape == "elsewhere":
        titles = dict.fromkeys(_fact_title(source["fact"], facts) for source in row["sources"])
        return f"文件未给出数字，由{row['text']}规定；已有{'、'.join(titles)}的按其计"
    return f"按{'、'.join(dict.fromkeys(source['says'] for source in row['sources']))}计"


def _fact_title(name: str, facts: Mapping[str, FactSpec]) -> str:
    return (facts.get(name) or GENERIC[name]).title


def _rate(rate: Any, facts: Mapping[str, FactSpec]) -> str:
    if not isinstance(rate, Mapping) or "of" not in rate:
        return _number(rate)
    words = facts[rate["fact"]].words
    return "，".join(f"{words[word]} {_number(value)}" for word, value in rate["of"].items())


def _number(value: Any) -> str:
    return _span(value) if isinstance(value, Mapping) else plain(Decimal(str(value)))


def _span(value: Mapping[str, Any]) -> str:
    rate = figure({key: value[key] for key in ("low", "high", "default") if key in value})
    text = plain(rate.low) if rate.low == rate.high else f"{plain(rate.low)}—{plain(rate.high)}"
    return text if rate.default is None or rate.low == rate.high else f"{text}（暂按 {plain(rate.default)}）"


def condition_text(test: Mapping[str, Any], pathway: Pathway) -> str:
    """A test such as ``{fact = "kind", in = […]}`` in words."""
    name = str(test.get("fact", ""))
    spec = (
        PERSON.get(name.removeprefix("person."))
        if name.startswith("person.")
        else pathway.facts.get(name) or GENERIC.get(name)
    )
    title = spec.title if spec else name
    if "missing" in test:
        return f"{title}{'未说明' if test['missing'] else '已说明'}"
    for operator, form in _OPERATORS.items():
        if operator in test:
            return title + form.format(_value(test[operator], spec))
    return title


def _value(value: Any, spec: FactSpec | None) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(_value(one, spec) for one in value)
    return spec.words.get(str(value), str(value)) if spec else str(value)
