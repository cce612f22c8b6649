"""What was read of a file, as Chinese text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claims.labels import FACTS
from claims.masks import shown
from domain.kind import KINDS

SEVERITY = {"stop": "拦截", "doubt": "存疑", "note": "提示"}


def reading_text(result: Mapping[str, Any]) -> str:
    """Kind, facts (those to be checked marked with ？) and findings of one ``read --json`` object."""
    lines = [f"■ {result['file']}"]
    if result["status"] == "unreadable":
        return "\n".join([*lines, f"  无法使用：{result['error']['message']}"])
    if result["status"] == "withheld":
        return "\n".join([*lines, "  已拦截，未保存任何内容。", *_findings(result.get("findings", []))])
    parts = result.get("parts")
    if parts is None:
        return "\n".join([*lines, *_paper(result)])
    for part in parts:
        lines.append(f"  第 {'、'.join(str(page) for page in part['pages'])} 页")
        lines += _paper(part)
    return "\n".join([*lines, *_findings(result.get("findings", []))])


def _paper(paper: Mapping[str, Any]) -> list[str]:
    kind = paper["kind"]
    lines = [f"  {KINDS.get(kind['value'], kind['value'])}（把握 {kind['confidence']:.0%}）"]
    for fact in paper["facts"]:
        mark = "" if fact["sure"] else " ？"
        # A terminal is looked over shoulders: the middle of an ID number is covered, as on every page.
        value, _ = shown(fact["name"], fact["value"], others=True, own_name="")
        lines.append(f"    {FACTS.get(fact['name'], fact['name'])}：{_value(value)}{mark}")
    return [*lines, *_findings(paper.get("findings", []))]


def _value(value: Any) -> str:
    if isinstance(value, list):
        shown = [
            str(item.get("name") or item.get("course_title") or item) if isinstance(item, dict) else str(item)
            for item in value
        ]
        return f"{'、'.join(shown[:8])}{'…' if len(shown) > 8 else ''}（共 {len(shown)}）"
    if isinstance(value, bool):
        return "有" if value else "无"
    return str(value)


def _findings(findings: list[Mapping[str, Any]]) -> list[str]:
    return [f"    〔{SEVERITY[finding['severity']]}〕{finding['message']}" for finding in findings]
