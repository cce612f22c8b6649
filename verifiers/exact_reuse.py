"""The very same file handed in before.

Sees: equal bytes, by digest. Cannot see: the same picture saved again, cropped or photographed again. Never wrong
about the bytes; whether it means anything depends on the kind: colleagues rightly share notices, schedules, sign-in
sheets, rosters and journals, so those are not reported across people. Where a
batch does not say whose the files are, equal files count as other people's, with less confidence.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.case import Case
from domain.finding import Finding, Severity
from domain.kind import COLLECTIVE_KINDS, KINDS, UNKNOWN
from verifiers.knowledge.trust import EARLIER_MAY_BE_THE_COPY

TITLE = "同一文件重复提交"
CODES = ("reuse.same_file", "reuse.submitted_before")
NEEDS = frozenset({"history"})


def verify(case: Case) -> Iterable[Finding]:
    if case.history is None:
        return
    seen = [e for e in case.history.same_bytes(case.reading.sha256) if e.evidence_id != case.evidence_id]
    me = case.submitter.person_id
    mine = [earlier for earlier in seen if me and earlier.person_id == me]
    others = [earlier for earlier in seen if not me or earlier.person_id != me]
    if mine:
        yield Finding(
            "reuse.submitted_before",
            Severity.NOTE,
            f"本人已提交过同一个文件，共{len(mine)}次。",
            1.0,
            innocent=("可能是重复上传，或同一材料用于两项申报。",),
            next_step="请确认是否重复申报同一活动。",
            other=mine[0].file or mine[0].evidence_id,
            detail={"times": len(mine)},
        )
    if others and case.paper.kind not in COLLECTIVE_KINDS:
        first = others[0]
        told = case.paper.kind == UNKNOWN
        yield Finding(
            "reuse.same_file",
            Severity.NOTE if told else Severity.DOUBT,
            f"这份{KINDS.get(case.paper.kind, '材料')}与{'他人' if me else ''}此前提交的文件完全相同"
            + (f"（共{len(others)}份）。" if len(others) > 1 else "。"),
            0.6 if told else 0.99 if me else 0.8,
            innocent=(
                "可能由单位经办人统一上传时放错了人。",
                "可能是同一成果的合作者共同使用。",
                EARLIER_MAY_BE_THE_COPY,
                *(() if me else ("没有写明提交人，可能是同一人重复提交。",)),
            ),
            next_step="请核对材料上的姓名属于哪一位提交人。",
            other=first.file or first.evidence_id,
            detail={"times": len(others)},
        )
