"""What sort of value each key takes: text, number, date, list, table. Looked at before anything is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from rules.check.rows import Sheet

Sort = Callable[[Any], bool]


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _day(value: Any) -> bool:
    return isinstance(value, date)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _text_or_texts(value: Any) -> bool:
    return _text(value) or _texts(value)


def _table(value: Any) -> bool:
    return isinstance(value, Mapping)


def _tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, Mapping) for one in value)


def _groups(value: Any) -> bool:
    return isinstance(value, list) and all(_texts(one) and one for one in value)


def _papers(value: Any) -> bool:
    return _texts(value) or _groups(value)


def _rate(value: Any) -> bool:
    return _number(value) or _table(value)


def _absent(value: Any) -> bool:
    return value == "refuse" or _table(value)


def _facts(value: Any) -> bool:
    return _table(value) and all(_text(one) or _table(one) for one in value.values())


def _words(value: Any) -> bool:
    return _table(value) and all(_text(one) for one in value.values())


_TITLES: dict[Sort, str] = {
    _text: "文字（加引号）",
    _number: "数字",
    _day: "日期（如 2023-01-31，不加引号）",
    _texts: '文字列表（["甲", "乙"]）',
    _text_or_texts: "文字或文字列表",
    _table: "一组值（{ 名 = 值 }）",
    _tables: "若干组值（[[…]] 或 [{ … }]）",
    _groups: '材料分组（[["甲"], ["乙", "丙"]]）',
    _papers: "材料列表",
    _rate: "数字，或按级别的一组数字",
    _absent: "一组值（code、says）",
    _facts: "一组要素",
    _words: "一组名称",
}

#: Keys that take the same sort wherever they stand.
_EVERYWHERE: dict[str, Sort] = {
    **dict.fromkeys(
        (
            *("id", "title", "document", "city", "source", "scope", "clause", "says", "subject", "shape", "count"),
            *("unit", "code", "effect", "name", "reason", "field", "stage", "who", "inside", "under", "fact"),
            *("internal_says", "original_says", "replaced_says", "substitute", "internal_effect", "key", "mode"),
        ),
        _text,
    ),
    **dict.fromkeys(("hours", "per", "factor", "low_percent", "high_percent", "per_event_years"), _number),
    **dict.fromkeys(("city_names", "kinds", "pathways", "except", "marks", "internal", "harmless", "levels"), _texts),
    **dict.fromkeys(("part", "size", "fraction", "doubt", "dates", "given", "expect", "person"), _table),
    **dict.fromkeys(
        (
            *(
                "when",
                "bands",
                "sources",
                "minimum",
                "cap",
                "once",
                "rule",
                "pathway",
                "example",
                "variant",
                "activities",
            ),
            *("excluded", "review", "deadline", "penalty", "institution", "note", "equivalent", "evidence_when"),
        ),
        _tables,
    ),
    "facts": _facts,
    "facts_from": _words,
    "rate": _rate,
    "absent": _absent,
    "quote": _text_or_texts,
    "evidence": _papers,
}
#: Keys that mean something of their own in one place.
_IN_PLACE: dict[tuple[str, str], Sort] = {
    ("", "subjects"): _words,
    ("", "from"): _day,
    ("", "to"): _day,
    ("", "issued"): _day,
    ("", "requirement"): _table,
    ("", "restricted"): _table,
    ("rule", "subjects"): _texts,
    ("when", "deadline"): _text,
    ("pathway", "evidence"): _groups,
    ("pathway", "quote"): _text,
    ("variant", "evidence"): _groups,
    ("bands", "from"): _number,
    ("bands", "to"): _number,
    ("excluded", "text"): _text_or_texts,
    ("excluded", "kind"): _text,
}
#: Keys without which a row cannot even be looked at.
_NEEDED: dict[str, tuple[str, ...]] = {
    "pathway": ("id",),
    "cap": ("id", "hours"),
    "minimum": ("subject", "hours"),
    "rule": ("code", "effect", "when", "says"),
    "bands": ("from", "hours"),
    "excluded": (),
}
#: What people state, not what the policy says: any value goes.
_FREE = frozenset({"given", "person", "expect", "words", "synonyms", "cues", "of", "rate", "forms"})


def check_types(sheet: Sheet) -> bool:
    """Adds what is of the wrong sort to ``sheet``; False when something is, and nothing else should be tried."""
    before = len(sheet.problems)
    for key, what, todo in _faults(sheet.data, "", top=True):
        sheet.add(None, "wrong_type", f"{key} {what}。", todo)
    for row in sheet.rows:
        for key, what, todo in _faults(row.data, row.section):
            sheet.add(row, "wrong_type", f"{key} {what}。", todo)
    return len(sheet.problems) == before


def _faults(data: Mapping[str, Any], place: str, *, top: bool = False) -> Iterator[tuple[str, str, str]]:
    needed = _NEEDED.get(place, ())
    if place == "example":
        needed = ("name", "expect", "activities" if "activities" in data else "given")
    for key in needed:
        if key not in data:
            yield key, "没有写", "请补上。"
    for key, value in data.items():
        sort = _IN_PLACE.get((place, key)) or _EVERYWHERE.get(key)
        if sort is not None and not sort(value):
            yield key, f"= {str(value)[:40]} 写法不对", f"应为{_TITLES[sort]}。"
        elif key in _FREE or top:
            continue  # the file's own rows are looked at one by one
        elif isinstance(value, Mapping):
            yield from _faults(value, key)
        elif isinstance(value, list) and place != "activities":
            for one in value:
                if isinstance(one, Mapping) and key != "activities":
                    yield from _faults(one, key)
