"""A policy against its document: every quote found, every figure covered or expressly excluded.

A figure is covered where a row quotes the place it stands in **and** carries that number; the same
number elsewhere in the file proves nothing. Turned round: a standard's figures must stand in the
row's own quote, unless the row says (``register``) that they follow from a reading of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rules.check.excluded import EXCLUDED_KINDS
from rules.check.figures import Figure, find_figures
from rules.check.places import Located
from rules.check.rows import Row, Sheet, figures_in

_WEEK = re.compile(r"\s*(?:周|星期)")
_HALF = Decimal("0.5")
#: Parts of a pathway's row that are no figures of its standard.
_NOT_STANDARD = frozenset({"rule", "part", "also", "variant", "subject_from", "sources"})


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many figures of the document are accounted for, and by what."""

    figures: int
    covered: int
    excluded: int

    @property
    def open(self) -> int:
        return self.figures - self.covered - self.excluded

    @property
    def percent(self) -> Decimal:
        """Covered or excluded, of all figures; 100 for a text without figures."""
        if not self.figures:
            return Decimal(100)
        return (Decimal(100) * (self.figures - self.open) / self.figures).quantize(Decimal("0.1"))


@dataclass(slots=True)
class _Stretch:
    row: Row
    start: int
    end: int
    numbers: frozenset[Decimal]


@dataclass(slots=True)
class _Held:
    """Figures of a text by what accounts for them; ``quoted`` are the stretches rows quote."""

    figures: tuple[Figure, ...]
    quoted: list[_Stretch]
    covered: int
    excluded: int
    left: list[tuple[Figure, list[_Stretch]]]


def check_source(sheet: Sheet, text: str) -> Coverage:
    """Adds what is wrong to ``sheet`` and tells how far the figures of ``text`` are accounted for."""
    held = _account(sheet, text)
    for figure, stretches in held.left:
        _tell_open(sheet, text, figure, stretches)
    _check_standards(sheet, held.quoted, held.figures)
    return Coverage(len(held.figures), held.covered, held.excluded)


def open_figures(sheet: Sheet, text: str) -> list[Figure]:
    """Figures of ``text`` that no row quotes and nothing excludes."""
    return [figure for figure, stretches in _account(sheet, text).left if not stretches]


def _account(sheet: Sheet, text: str) -> _Held:
    located = Located(text)
    quoted, taken_out = list(_quoted(sheet, located)), list(_taken_out(sheet, located, text))
    held = _Held(find_figures(text), quoted, 0, 0, [])
    for figure in held.figures:
        stretches = [one for one in quoted if one.start <= figure.start and figure.end <= one.end]
        meant = {figure.value, figure.value * 7} if _WEEK.match(text, figure.end) else {figure.value}
        if any(meant & one.numbers for one in stretches):
            held.covered += 1
        elif any(start <= figure.start and figure.end <= end for start, end in taken_out):
            held.excluded += 1
        else:
            held.left.append((figure, stretches))
    return held


def _quotes(row: Mapping[str, Any]) -> list[str]:
    given = row.get("quote", ())
    return [given] if isinstance(given, str) else list(given)


def _quoted(sheet: Sheet, located: Located) -> Iterator[_Stretch]:
    for row in sheet.rows:
        if row.section == "excluded":
            continue
        for quote in _quotes(row.data):
            spans = located.find(quote)
            if not spans:
                short = quote if len(quote) <= 30 else quote[:30] + "…"
                sheet.add(row, "quote_not_found", f"引文“{short}”在原文中找不到。", "请照原文抄录，省略处用……")
            numbers = frozenset(_numbers(sheet, row))
            yield from (_Stretch(row, start, end, numbers) for start, end in spans)


def _numbers(sheet: Sheet, row: Row) -> Iterator[Decimal]:
    """The numbers a row stands for: its own, and those of the caps and minima that belong to it."""
    data = row.data
    yield from figures_in(data)
    if row.section == "in_force":
        yield from figures_in([sheet.data.get(key) for key in ("issued", "from", "to")])
    if row.section == "requirement":
        yield from (hours for one in sheet.of("minimum") for hours in figures_in(one.data))
    if row.section == "once":
        yield Decimal(1)  # of several, one counts
    if row.section == "cap":
        yield from (
            hours
            for one in sheet.of("cap")
            if one.data.get("inside") == data.get("id")
            for hours in figures_in(one.data.get("hours"))
        )
    if row.section != "pathway":
        return
    if "per_unit" in (data.get("shape"), *(one.get("shape") for one in data.get("variant", ()))):
        yield Decimal(1)  # one unit
    if "半天" in str(data.get("unit", "")):
        yield _HALF
    if "per_event_years" in data:
        yield Decimal(1)  # one event
    caps = {one.data.get("id"): one.data for one in sheet.of("cap")}
    held = [cap for cap in caps.values() if data.get("id") in cap.get("pathways", ())]
    while held:
        cap = held.pop()
        yield from figures_in(cap.get("hours"))
        if cap.get("inside") in caps:
            held.append(caps[cap["inside"]])


def _taken_out(sheet: Sheet, located: Located, text: str) -> Iterator[tuple[int, int]]:
    for row in sheet.of("excluded"):
        kind, texts = row.data.get("kind"), row.data.get("text", ())
        if kind in EXCLUDED_KINDS:
            yield from (match.span() for match in EXCLUDED_KINDS[kind][1].finditer(text))
        for one in [texts] if isinstance(texts, str) else texts:
            spans = located.find(one)
            if not spans:
                sheet.add(row, "excluded_not_found", f"“{one}”在原文中找不到。", "请照原文抄录，或删去这一条。")
            yield from spans


def _tell_open(sheet: Sheet, text: str, figure: Figure, stretches: list[_Stretch]) -> None:
    line = text.count("\n", 0, figure.start) + 1
    around = "".join(text[max(0, figure.start - 12) : figure.end + 8].split())
    message = f"原文第 {line} 行“{around}”中的数字 {figure.text} "
    if stretches:
        message += "已被本行引用，但本行数据中没有这个数。"
        sheet.add(
            stretches[0].row, "figure_without_data", message, "请核对本行的数字，或写入 [[excluded]] 并说明理由。"
        )
    else:
        message += "没有任何一行引用。"
        sheet.add(None, "figure_open", message, "请在对应行的 quote 和数据中补上，或写入 [[excluded]] 并说明理由。")


def _check_standards(sheet: Sheet, quoted: list[_Stretch], figures: tuple[Figure, ...]) -> None:
    said: dict[int, set[Decimal]] = {}
    for one in quoted:
        inside = {figure.value for figure in figures if one.start <= figure.start and figure.end <= one.end}
        said.setdefault(id(one.row), set()).update(inside)
    for row in sheet.of("pathway"):
        if id(row) not in said:
            continue
        for number in sorted({*_standard_figures(row.data)} - said[id(row)] - {Decimal(1), Decimal(0)}):
            sheet.add(
                row,
                "figure_not_in_quote",
                f"数据中的 {number} 在本行引文里找不到。",
                "请核对是否抄错；如出自对条文的理解，请在该处写明 register。",
            )


def _standard_figures(row: Mapping[str, Any]) -> Iterator[Decimal]:
    """The figures of a standard that the text itself must give."""
    for part in (row, *(one for one in row.get("variant", ()) if "register" not in one)):
        kept = {key: value for key, value in part.items() if key not in _NOT_STANDARD}
        yield from figures_in(_without_readings(kept), frozenset({"kinds", "evidence"}))


def _without_readings(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {
            key: _without_readings(inner)
            for key, inner in value.items()
            if not (isinstance(inner, Mapping) and "register" in inner)
        }
    return value
