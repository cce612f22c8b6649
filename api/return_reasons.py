"""Sentences a reviewer can return a claim with by one digit: first what this very claim lacks, then the usual ones."""

from __future__ import annotations

from dataclasses import dataclass

from api.words import evidence_title, fact_title
from claims.views import ClaimView

#: Digits 1 to 9.
MOST = 9

USUAL = (
    "照片不清楚，请在亮处平放、拍全四角后重拍。",
    "材料上的姓名与本人不一致，请核对后重新上传，或附单位说明。",
    "材料不属于申报的年度，请改选年度或换材料。",
    "申报途径与材料不符，请改选途径。",
    "缺少单位盖章或本人签名，请补齐后重新上传。",
    "这项活动已经申报过，请核对；如不是同一次活动，请说明。",
)


@dataclass(frozen=True, slots=True)
class ReturnReason:
    text: str


def reasons_for(claim: ClaimView) -> list[ReturnReason]:
    texts: list[str] = []
    for group in (claim.proposal or {}).get("missing_evidence", ()):
        texts.append(f"请补交{'或'.join(evidence_title(str(name), 'zh') for name in group)}。")
    for paper in claim.evidence:
        for gap in paper.unread:
            texts.append(f"{paper.kind_title}上的{fact_title(str(gap['name']), 'zh')}看不清，请重拍该处。")
    return [ReturnReason(text) for text in dict.fromkeys((*texts, *USUAL))][:MOST]
