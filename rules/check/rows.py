"""The rows of a policy file by name, with the line each starts on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from rules.check.problem import Problem

#: Section of a policy file → what its rows are called, in the order they are looked at.
SECTIONS: dict[str, str] = {
    "in_force": "施行日期",
    "requirement": "年度要求",
    "minimum": "最低学时",
    "review": "审核环节",
    "deadline": "期限",
    "retention": "保存期限",
    "sampling": "抽检",
    "penalty": "罚则",
    "recognition": "学时互认",
    "sectors": "特定专业",
    "institution": "机构",
    "forms": "表格",
    "cap": "上限",
    "once": "只计一次",
    "restricted": "保密",
    "rule": "通用规则",
    "note": "说明",
    "pathway": "途径",
    "excluded": "不作规则的数字",
}

_HEADER = re.compile(r"^\[\[?([\w.]+)\]?\]")
_FIGURELESS = frozenset({"example", "register", "facts", "annex", "most", "to_confirm"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its section, name for people, line and data."""

    section: str
    name: str
    line: int
    data: Mapping[str, Any]


@dataclass(slots=True)
class Sheet:
    """A policy file opened for checking; problems are collected in order."""

    file: str
    text: str
    data: Mapping[str, Any]
    rows: tuple[Row, ...]
    problems: list[Problem] = field(default_factory=list)

    def of(self, section: str) -> Iterator[Row]:
        return (row for row in self.rows if row.section == section)

    def add(self, row: Row | None, code: str, message: str, todo: str) -> None:
        name, line = ("文件", 0) if row is None else (row.name, row.line)
        self.problems.append(Problem(self.file, name, line, code, message, todo))


def open_sheet(file: str, text: str, data: Mapping[str, Any]) -> Sheet:
    """``data`` is what ``text`` parses to; lines are found by the headers' order."""
    lines: dict[str, list[int]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if match := _HEADER.match(line):
            lines.setdefault(match[1], []).append(number)
    rows: list[Row] = []
    for section, title in SECTIONS.items():
        given = data.get(section, ())
        listed = given if isinstance(given, list) else [given] if given else []
        starts = lines.get(section, [])
        for at, one in enumerate(listed):
            if isinstance(one, Mapping):
                rows.append(Row(section, _name(title, one, at), starts[at] if at < len(starts) else 0, one))
    return Sheet(file, text, data, tuple(rows))


def _name(title: str, row: Mapping[str, Any], at: int) -> str:
    told = row.get("id") or row.get("code") or row.get("name") or row.get("subject") or row.get("stage")
    return f"{title} {told}" if told else f"{title} 第{at + 1}行"


def figures_in(value: Any, but: frozenset[str] = frozenset()) -> Iterator[Decimal]:
    """Every number of a row's data, dates as year, month and day; examples and bounds left out."""
    if isinstance(value, bool):
        return
    if isinstance(value, (int, float)):
        yield Decimal(str(value))
    elif isinstance(value, date):
        yield from (Decimal(value.year), Decimal(value.month), Decimal(value.day))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _FIGURELESS and key not in but:
                yield from figures_in(inner, but)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from figures_in(inner, but)
