"""A pre-filled claim as Chinese text for a terminal: kind, facts, doubts, hours with clauses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claims.doubts import consequential
from claims.views import ClaimView, EvidenceView
from cli.proposal_text import hours_text

SEVERITY = {"stop": "拦截", "doubt": "存疑", "note": "提示"}
LONGEST = 60


def claim_text(claim: ClaimView) -> str:
    """All a person needs to see whether the claim is right, without the pictures."""
    lines = [line for evidence in claim.evidence for line in _evidence(evidence)]
    if claim.proposal is None:
        said = claim.proposal_error["message"] if claim.proposal_error else "尚不能计算学时，请先选择途径。"
        lines.append(f"  学时：{said}")
    else:
        lines += _proposal(claim.summary.pathway_title, claim.proposal)
    asked = [one for one in (*claim.doubts, *claim.folded) if consequential(one)]
    for doubt in asked:
        said = doubt.title if doubt.why in ("", doubt.title) else f"{doubt.title}：{doubt.why}"
        lines.append(f"  〔{SEVERITY.get(doubt.severity, doubt.severity)}〕{said}")
    folded = len(claim.doubts) + len(claim.folded) - len(asked)
    if folded:
        lines.append(f"  另有 {folded} 处改变不了学时、人员、年度和真实性，审核时不问。")
    return "\n".join(lines)


def _evidence(evidence: EvidenceView) -> list[str]:
    lines = [f"  {evidence.kind_title}（把握 {evidence.kind_confidence:.0%}）"]
    for fact in evidence.facts:
        lines.append(f"    {fact.title}：{_value(fact.value)}{'' if fact.sure else ' ？'}")
    for unread in evidence.unread:
        lines.append(f"    {unread.get('title') or unread.get('name')}：没有读到")
    return lines


def _proposal(title: str, proposal: Mapping[str, Any]) -> list[str]:
    counted = "" if proposal.get("counted", True) else "（材料补齐前不计入）"
    lines = [f"  建议：{title} {hours_text(proposal['hours'])}{counted}"]
    lines += [f"    {step['clause']}：{step['says']}" for step in proposal["steps"]]
    lines += [f"    需人工：{reason['message']}" for reason in proposal.get("needs_human", [])]
    return lines


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "有" if value else "无"
    if isinstance(value, list):
        names = [
            str(one.get("name") or one.get("course_title") or "") if isinstance(one, dict) else str(one)
            for one in value
        ]
        shown = "、".join(name for name in names if name)
        return f"{shown[:LONGEST]}{'…' if len(shown) > LONGEST else ''}（{len(value)} 项）"
    return str(value)
