"""Sentences a reviewer can choose by one digit: for a return, first what this very claim lacks, then the usual ones."""

from __future__ import annotations

from collections.abc import Mapping

from api.words import ASK_FOR, PHOTOGRAPH, evidence_title, fact_title
from claims.views import ClaimView
from domain.said import Said, in_a_row

#: Digits 1 to 9.
MOST = 9

RETURN = (
    "照片不清楚，请在亮处平放、拍全四角后重拍。",
    "材料上的姓名与本人不一致，请核对后重新上传，或附单位说明。",
    "材料不属于申报的年度，请改选年度或换材料。",
    "申报途径与材料不符，请改选途径。",
    "缺少单位盖章或本人签名，请补齐后重新上传。",
    "这项活动已经申报过，请核对；如不是同一次活动，请说明。",
)
DECLINE = (
    "这项活动不在认定办法列出的途径内。",
    "这项活动不在申报的年度内。",
    "同一项活动已经认定过学时。",
    "认定办法要求的材料未能补齐。",
    "经与出具单位核实，材料内容与底册不符。",
)
ADJUST = (
    "按材料写明的天数计算。",
    "按材料写明的学时认定。",
    "按本市规定的标准核定。",
    "扣除与另一项申报重叠的时间。",
)
DISPUTE = (
    "与另一份材料相近，请核查后再定。",
    "材料上有待核实之处，请向出具单位核对。",
    "对认定的学时有不同意见，请裁定。",
)


def reasons_for(claim: ClaimView) -> Mapping[str, tuple[str, ...]]:
    """Verdict → sentences in the order of their digits."""
    lacking: list[str] = []
    for group in (claim.proposal or {}).get("missing_evidence", ()):
        papers = in_a_row((Said(evidence_title(str(name))) for name in group), "或")
        lacking.append(Said(ASK_FOR, papers=papers))
    for paper in claim.evidence:
        for gap in paper.unread:
            what = Said(fact_title(str(gap["name"])))
            lacking.append(Said(PHOTOGRAPH, kind=Said(paper.kind_title), what=what))
    returned = tuple(dict.fromkeys((*lacking, *RETURN)))[:MOST]
    return {"return": returned, "decline": DECLINE, "adjust": ADJUST, "dispute": DISPUTE}
