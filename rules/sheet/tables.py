"""What stands in which sheet: a policy's data as tables of cells. Writer and reader share this."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rules.evidence import EVIDENCE
from rules.facts import TYPES
from rules.shapes import SHAPES
from rules.sheet.paths import flat, title_of

GROUPS, ALTERNATIVES = 4, 3
BY_VARIANT = "分情形"
YES, NO = "是", "否"
SHAPE_TITLES = {name: f"{shape.title}（{name}）" for name, shape in SHAPES.items()}
FACT_TYPES = {
    "number": "数字（可为零）",
    "positive": "正数",
    "count": "正整数",
    "count_or_zero": "整数（可为零）",
    "days": "天数（可有半天）",
    "year": "年份",
    "flag": "是或否",
    "text": "文字",
    "texts": "若干文字",
    "word": "选一词",
    "words": "选若干词",
    "date": "日期",
    "learned": "已学年度",
    "anything": "任意",
}
assert FACT_TYPES.keys() == TYPES.keys()
LEVELS = {"senior": "高级", "intermediate": "中级", "junior": "初级", "none": "无"}


@dataclass(frozen=True, slots=True)
class Column:
    """``choices`` names a list of the options sheet; ``guarded`` cells may not be changed."""

    title: str
    width: int
    guarded: bool = False
    choices: str = ""
    figure: bool = False


EVIDENCE_COLUMNS = tuple(
    Column(f"材料{group}" if one == 1 else f"材料{group}（或）", 16, choices="evidence")
    for group in range(1, GROUPS + 1)
    for one in range(1, ALTERNATIVES + 1)
)
SHEETS: dict[str, tuple[Column, ...]] = {
    "途径": (
        Column("编号", 26, guarded=True),
        Column("名称", 30),
        Column("条款", 28),
        Column("引文", 50),
        Column("科目", 16, choices="subjects"),
        Column("标准形式", 22, choices="shapes"),
        Column("一次最多几年学时", 10, figure=True),
        *EVIDENCE_COLUMNS,
    ),
    "标准": (
        Column("途径编号", 26, guarded=True),
        Column("位置", 30, guarded=True),
        Column("说明", 34, guarded=True),
        Column("值", 40),
    ),
    "要素": (
        Column("途径编号", 26, guarded=True),
        Column("要素", 22, guarded=True),
        Column("名称", 22),
        Column("类型", 18, choices="types"),
        Column("必填", 8, choices="flags"),
        Column("最多", 12, figure=True),
        Column("可选词（词=名称，分号隔开）", 60),
    ),
    "上限": (
        Column("编号", 22, guarded=True),
        Column("说明", 44),
        Column("条款", 28),
        Column("学时", 10, figure=True),
        Column("套在", 22, choices="caps"),
        Column("途径（分号隔开）", 60),
    ),
    "年度要求": (
        Column("科目", 18, guarded=True, choices="minimum_subjects"),
        Column("学时", 10, figure=True),
        Column("职称级别（分号隔开，空为全部）", 30, guarded=True),
    ),
    "例子": (
        Column("途径编号", 26, guarded=True),
        Column("名称", 26),
        Column("给定要素", 60),
        Column("年度", 8, figure=True),
        Column("人员", 28),
        Column("材料", 40),
        Column("应得", 50),
    ),
}


def options(data: Mapping[str, Any]) -> dict[str, list[str]]:
    """Lists for the drop-downs."""
    subjects = list(data["subjects"].values())
    return {
        "subjects": subjects,
        "minimum_subjects": [*subjects, "合计"],
        "shapes": [*SHAPE_TITLES.values(), BY_VARIANT],
        "evidence": list(EVIDENCE.values()),
        "types": list(FACT_TYPES.values()),
        "flags": [YES, NO],
        "caps": [cap["id"] for cap in data.get("cap", ())] or ["（无）"],
    }


def tables_of(data: Mapping[str, Any]) -> dict[str, list[list[Any]]]:
    """Cells of every sheet, row by row."""
    pathways: Sequence[Mapping[str, Any]] = data["pathway"]
    return {
        "途径": [pathway_cells(row, data["subjects"]) for row in pathways],
        "标准": [
            [row["id"], path, title_of(path, _words(row)), value] for row in pathways for path, value in flat(row)
        ],
        "要素": [
            [row["id"], name, *fact_cells(given)] for row in pathways for name, given in row.get("facts", {}).items()
        ],
        "上限": [cap_cells(cap) for cap in data.get("cap", ())],
        "年度要求": [minimum_cells(one, data["subjects"]) for one in data["minimum"]],
        "例子": [[row["id"], *example_cells(one)] for row in pathways for one in row.get("example", ())],
    }


def _words(row: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for given in row.get("facts", {}).values():
        words = given.get("words", {}) if isinstance(given, Mapping) else {}
        found.update(words if isinstance(words, Mapping) else dict.fromkeys(words, ""))
    return found


def pathway_cells(row: Mapping[str, Any], subjects: Mapping[str, str]) -> list[Any]:
    cells: list[Any] = [row["id"], row["title"], row["clause"], row["quote"], subjects[row["subject"]]]
    cells.append(BY_VARIANT if row.get("variant") else SHAPE_TITLES[row["shape"]])
    cells.append(row.get("per_event_years"))
    for group in range(GROUPS):
        names = row["evidence"][group] if group < len(row["evidence"]) else []
        cells += [EVIDENCE[names[one]] if one < len(names) else None for one in range(ALTERNATIVES)]
    return cells


def fact_cells(given: Any) -> list[Any]:
    row = {"type": given} if isinstance(given, str) else given
    words = row.get("words", {})
    titled = words if isinstance(words, Mapping) else dict.fromkeys(words, "")
    told = "；".join(f"{word}={title}" for word, title in titled.items()) or None
    required = YES if row.get("required") else NO
    return [row.get("title", ""), FACT_TYPES[row["type"]], required, row.get("most"), told]


def cap_cells(cap: Mapping[str, Any]) -> list[Any]:
    names = "；".join(cap.get("pathways", ())) or None
    return [cap["id"], cap["says"], cap["clause"], cap["hours"], cap.get("inside"), names]


def minimum_cells(row: Mapping[str, Any], subjects: Mapping[str, str]) -> list[Any]:
    levels = "；".join(LEVELS[level] for level in row.get("levels", ())) or None
    return ["合计" if row["subject"] == "total" else subjects[row["subject"]], row["hours"], levels]


def example_cells(row: Mapping[str, Any]) -> list[Any]:
    def told(key: str) -> str | None:
        return json.dumps(row[key], ensure_ascii=False, default=str) if key in row else None

    return [row["name"], told("given"), row.get("year"), told("person"), told("evidence"), told("expect")]
