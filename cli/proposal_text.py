"""A proposal as Chinese text for a terminal: hours, arithmetic, clause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
    low, high, default = hours["low"], hours["high"], hours.get("default")
    if low == high:
        return f"{low} 学时"
    return f"{low}—{high} 学时" + (f"（建议 {default}）" if default is not None else "（不建议取值，请人工认定）")


def proposal_text(result: Mapping[str, Any]) -> str:
    lines = [f"认定办法 {result['policy']} · {result['year']} 年度"]
    for activity in result["activities"]:
        counted = "" if activity.get("counted", True) else "（暂不计入）"
        subject = SUBJECTS.get(activity["subject"], activity["subject"])
        lines.append(f"- {activity['ref']} {activity['pathway']} · {subject}：{hours_text(activity['hours'])}{counted}")
        lines += [f"    {step['clause']}：{step['says']}" for step in activity["steps"]]
        lines += [f"    缺少材料：{' 或 '.join(group)}" for group in activity.get("missing_evidence", [])]
        lines += [f"    需人工：{reason['message']}" for reason in activity.get("needs_human", [])]
    for cap in result.get("caps", []):
        lines.append(f"上限 {cap['clause']}：申报 {cap['claimed']}，计入 {cap['counted']}，剩余 {cap['left']}")
    totals = "，".join(f"{SUBJECTS.get(key, key)} {hours_text(value)}" for key, value in result["totals"].items())
    lines += [f"计入：{totals}", f"年度要求：{MET[result['requirement']['met']]}"]
    return "\n".join(lines)
