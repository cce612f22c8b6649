"""A proposal as Chinese text for a terminal: hours, arithmetic, clause."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rules import EVIDENCE, policy
from rules.policy import Policy

SUBJECTS = {
    "public": "公需（公共）科目",
    "general_public": "一般公需",
    "industry_public": "行业公需",
    "professional": "专业科目",
    "total": "合计",
}
MET = {"yes": "已达到", "no": "未达到", "undetermined": "尚不能确定"}


def hours_text(hours: Mapping[str, Any] | None) -> str:
    """``12 学时``, ``6—12 学时（建议 9）`` or ``文件未给出学时数``."""
    if hours is None:
        return "文件未给出学时数"
    low, high = hours["low"], hours["high"]
    if low == high:
        return f"{low} 学时"
    if "default" not in hours:  # a total: what stands between is not proposed
        return f"{low}—{high} 学时"
    default = hours["default"]
    return f"{low}—{high} 学时" + (f"（建议 {default}）" if default is not None else "（不建议取值，请人工认定）")


def proposal_text(result: Mapping[str, Any], tables: Path | None = None) -> str:
    """``result`` is a proposal in the contract's JSON form; titles come from its policy."""
    rules = policy(result["policy"], tables)
    lines = [f"{rules.title}（{rules.id}）· {result['year']} 年度"]
    for activity in result["activities"]:
        lines += _activity(activity, rules)
    for cap in result.get("caps", []):
        told = f"：{cap['says']}" if cap.get("says") else ""
        lines.append(f"上限 {cap['clause']}{told}；申报 {cap['claimed']}，计入 {cap['counted']}，剩余 {cap['left']}")
    totals = "，".join(f"{_subject(key, rules)} {hours_text(value)}" for key, value in result["totals"].items())
    lines.append(f"计入：{totals}")
    asked, told = result["requirement"], MET[result["requirement"]["met"]]
    lines.append(f"年度要求（{asked.get('clause', '')}）：{told}{_gap(result, rules)}")
    lines += [f"需人工：{reason['message']}" for reason in result.get("reasons", [])]
    lines += [f"提示：{note['message']}" for note in result.get("notes", [])]
    return "\n".join(lines)


def _activity(activity: Mapping[str, Any], rules: Policy) -> list[str]:
    counted = "" if activity.get("counted", True) else "（暂不计入）"
    title = rules.pathways[activity["pathway"]].title
    subject = _subject(activity["subject"], rules)
    lines = [f"- {activity['ref']} {title} · {subject}：{hours_text(activity['hours'])}{counted}"]
    lines += [f"    {step['clause']}：{step['says']}" for step in activity["steps"]]
    for group in activity.get("missing_evidence", []):
        lines.append(f"    缺少材料：{' 或 '.join(EVIDENCE.get(name, name) for name in group)}")
    # What is missing stands above already.
    asked = [reason for reason in activity.get("needs_human", []) if reason["code"] != "missing_evidence"]
    lines += [f"    需人工：{reason['message']}" for reason in asked]
    lines += [f"    提示：{note['message']}" for note in activity.get("notes", [])]
    return lines


def _subject(subject: str, rules: Policy) -> str:
    if subject == "total" or subject in rules.subjects:
        return rules.subject_title(subject)
    return SUBJECTS.get(subject, subject)


def _gap(result: Mapping[str, Any], rules: Policy) -> str:
    short = result["requirement"].get("shortfall", {})
    parts = [f"{_subject(key, rules)}差 {hours_text(value)}" for key, value in short.items() if value["high"]]
    return f"；{'，'.join(parts)}" if parts and result["requirement"]["met"] != "yes" else ""
