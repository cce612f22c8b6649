"""The figures and words of a standard as flat rows: ``rate.of.core``, ``bands[2].from`` (counted from 1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from rules.shapes import SHAPES

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
#: Conditions stay in the TOML file; an office changes figures and words.
_NOT_FLAT = frozenset({"when", "register"})
_TITLES = {
    "rate": "学时",
    "of": "",
    "hours": "学时",
    "low": "低值",
    "high": "高值",
    "default": "建议值",
    "missing": "未说明时",
    "bands": "分段",
    "from": "起",
    "to": "止",
    "count": "计数要素",
    "unit": "单位",
    "per": "每多少计一个单位",
    "part": "不足一个单位",
    "also": "另一计法",
    "size": "规定规格",
    "is": "等于",
    "factor": "倍数",
    "sources": "学时来源",
    "absent": "没有时",
    "says": "说明",
    "code": "代码",
    "fact": "要素",
    "mode": "方式",
    "low_percent": "百分比（低）",
    "high_percent": "百分比（高）",
    "under": "最低一段之下",
    "fraction": "不是整数时",
    "text": "所在文件",
    "variant": "情形",
    "clause": "条款",
}


def standard_keys(row: Mapping[str, Any]) -> frozenset[str]:
    """Which keys of a pathway's row belong to its standard."""
    shape = SHAPES.get(row.get("shape", ""))
    own = frozenset() if shape is None else shape.keys
    return frozenset(key for key in row if key in own) | ({"variant"} & set(row))


def flat(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """(path, value) of every scalar of a pathway's standard."""
    for key in row:
        if key in standard_keys(row):
            yield from _flat(row[key], key)


def _flat(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _NOT_FLAT:
                yield from _flat(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for at, inner in enumerate(value, 1):
            yield from _flat(inner, f"{path}[{at}]")
    else:
        yield path, value


def set_at(row: dict[str, Any], path: str, value: Any) -> None:
    """Sets (``None``: removes) the value at ``path``, making tables and list items on the way.

    ValueError (Chinese) for a path that cannot be.
    """
    steps: list[str | int] = [int(index) - 1 if index else name for name, index in _STEP.findall(path)]
    if not steps or not isinstance(steps[0], str):
        raise ValueError(f"位置“{path}”写法不对")
    at: Any = row
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        fresh: Any = [] if isinstance(following, int) else {}
        if isinstance(step, int):
            if not isinstance(at, list) or step > len(at) or step < 0:
                raise ValueError(f"位置“{path}”的序号不连续")
            if step == len(at):
                at.append(fresh)
        elif not isinstance(at, dict):
            raise ValueError(f"位置“{path}”写法不对")
        elif following is not None and step not in at:
            at[step] = fresh
        if following is None:
            if value is None and isinstance(step, str):
                at.pop(step, None)
            elif value is not None:
                at[step] = value
        else:
            at = at[step]


def title_of(path: str, words: Mapping[str, str]) -> str:
    """A path in Chinese; ``words`` are the titles of the row's own words (levels, kinds)."""
    told = []
    for name, index in _STEP.findall(path):
        told.append(f"第{index}项" if index else words.get(name) or _TITLES.get(name, name))
    return " · ".join(one for one in told if one)
