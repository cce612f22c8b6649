"""The rows of a table as a clerk types them, checked by cell, and as the rules take them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from claims.standards.nouns import RowFault
from rules import Policy

COLUMNS = {
    "pathway": "途径",
    "clause": "条款",
    "way": "算法",
    "hours": "学时",
    "count": "按什么计",
    "levels": "级别和学时",
}
WAYS = {"fixed": "固定学时", "per_unit": "按数量", "by_level": "按级别"}
#: What may be counted: fact → (title, unit, type, the paper's fact it is read from).
COUNTS: Mapping[str, tuple[str, str, str, str]] = {
    "days": ("天数", "天", "days", "days"),
    "half_days": ("半天数", "半天", "count", "half_days"),
    "course_hours": ("课时", "课时", "number", "hours"),
    "subjects_passed": ("合格科目数", "科", "count", "subjects_passed"),
    "pieces": ("篇（项）数", "篇（项）", "count", "pieces"),
}
LEVELS = {"national": "国家级", "provincial": "省级", "municipal": "市级", "county": "县级"}
MOST_ROWS = 60
MOST_HOURS = Decimal(1000)
_EMPTY = dict.fromkeys(COLUMNS, "")


def open_pathways(policy: Policy) -> dict[str, str]:
    """Pathways whose figure the document leaves to another text: id → title."""
    return {one.id: one.title for one in policy.pathways.values() if one.row.get("shape") == "elsewhere"}


def tidy(rows: Sequence[Mapping[str, str]]) -> tuple[dict[str, str], ...]:
    """Known columns only, blanks taken off, empty rows left out."""
    cleaned = [{name: str(row.get(name, "")).strip()[:300] for name in COLUMNS} for row in rows]
    return tuple(row for row in cleaned if any(value for name, value in row.items() if name != "way"))[:MOST_ROWS]


def check(rows: Sequence[Mapping[str, str]], policy: Policy, taken: frozenset[str]) -> tuple[RowFault, ...]:
    """Every fault by cell. ``taken``: pathways that another table in force gives already."""
    faults: list[RowFault] = []
    seen: dict[str, int] = {}
    known = open_pathways(policy)
    for at, given in enumerate(rows):
        row = {**_EMPTY, **given}

        def fault(column: str, what: str, at: int = at) -> None:
            faults.append(RowFault(at, column, what))

        pathway = row["pathway"]
        if pathway not in known:
            fault("pathway", "请选择一个学时由其他文件规定的途径。")
        elif pathway in seen:
            fault("pathway", f"与第 {seen[pathway] + 1} 行重复，每个途径一行。")
        elif pathway in taken:
            fault("pathway", "另一张在用的表已规定这个途径，请先停用那一张。")
        seen.setdefault(pathway, at)
        if not row["clause"]:
            fault("clause", "请写明条款，例如“第五条（二）”。")
        if row["way"] not in WAYS:
            fault("way", "请选择算法。")
            continue
        if row["way"] == "by_level":
            if row["hours"]:
                fault("hours", "按级别的学时写在“级别和学时”里，这一格请留空。")
            _, what = levels_of(row["levels"], level_words(policy, pathway))
            if what:
                fault("levels", what)
            continue
        if (unfit := _figure_fault(row["hours"])) is not None:
            fault("hours", unfit)
        if row["levels"]:
            fault("levels", "不是按级别计算，这一格请留空。")
        if row["way"] == "per_unit" and row["count"] not in COUNTS:
            fault("count", "请选择按什么计。")
        if row["way"] == "fixed" and row["count"]:
            fault("count", "固定学时不按数量计，这一格请留空。")
    if not rows:
        faults.append(RowFault(0, "pathway", "表里还没有内容。"))
    return tuple(faults)


def rates(rows: Sequence[Mapping[str, str]], policy: Policy) -> list[dict[str, Any]]:
    """Sound rows as the rules take them (``rules/tables.py``)."""
    return [_rate({**_EMPTY, **row}, policy) for row in rows]


def _rate(row: Mapping[str, str], policy: Policy) -> dict[str, Any]:
    pathway = policy.pathways[row["pathway"]]
    rate: dict[str, Any] = {"pathway": row["pathway"], "clause": row["clause"], "shape": row["way"]}
    if row["way"] == "fixed":
        return rate | {"hours": _number(row["hours"]), "says": "按标准计"}
    if row["way"] == "by_level":
        words = level_words(policy, row["pathway"])
        found, _ = levels_of(row["levels"], words)
        rate |= {"rate": {"fact": "level", "of": {word: float(hours) for word, hours in found.items()}}}
        if "level" not in pathway.facts:
            rate["facts"] = {"level": {"type": "word", "title": "级别", "words": {one: words[one] for one in found}}}
            rate["facts_from"] = {"level": "level_cue"}
        return rate
    title, unit, kind, read_from = COUNTS[row["count"]]
    rate |= {"rate": _number(row["hours"]), "count": row["count"], "unit": unit}
    says = f"不足一{unit}的部分，标准没有规定"
    rate["part"] = {"low": "floor", "high": "ceiling", "default": "floor", "code": "part_of_unit", "says": says}
    if row["count"] not in pathway.facts:
        rate["facts"] = {row["count"]: {"type": kind, "title": title} | ({"most": 366} if kind == "days" else {})}
        if read_from != row["count"]:
            rate["facts_from"] = {row["count"]: read_from}
    return rate


def level_words(policy: Policy, pathway: str) -> Mapping[str, str]:
    """Word → title of the levels the pathway knows, or the usual four."""
    held = policy.pathways.get(pathway)
    spec = held.facts.get("level") if held is not None else None
    return spec.words if spec is not None and spec.words else LEVELS


def levels_of(text: str, words: Mapping[str, str]) -> tuple[dict[str, Decimal], str]:
    """``国家级=10；省级=6`` as word → hours, and what is wrong with it."""
    titles = {title: word for word, title in words.items()}
    found: dict[str, Decimal] = {}
    for part in re.split(r"[;,、\s]+", unicodedata.normalize("NFKC", text).replace("；", ";")):
        if not part:
            continue
        title, _, value = part.replace(":", "=").partition("=")
        word = titles.get(title)
        if word is None:
            return found, f"不认识级别“{title[:10]}”，可用：{'、'.join(titles)}。"
        if word in found:
            return found, f"“{title}”写了两次。"
        if (what := _figure_fault(value)) is not None:
            return found, f"“{title}”：{what}"
        found[word] = Decimal(value)
    return found, "" if found else "请按“国家级=10；省级=6”填写。"


def _figure_fault(text: str) -> str | None:
    try:
        value = Decimal(unicodedata.normalize("NFKC", text))
    except InvalidOperation:
        return "请填写数字。" if text else "请填写学时。"
    if not value.is_finite() or value <= 0 or value > MOST_HOURS:
        return f"学时应大于 0、不超过 {MOST_HOURS}。"
    exponent = value.as_tuple().exponent
    return "最多两位小数。" if isinstance(exponent, int) and exponent < -2 else None


def _number(text: str) -> int | float:
    value = Decimal(unicodedata.normalize("NFKC", text))
    return int(value) if value == value.to_integral_value() else float(value)
