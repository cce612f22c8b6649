"""A 学习强国 score page without the person's signature or the unit's seal.

Sees: the facts ``signed`` and ``sealed`` of the page. Cannot see: whose signature it is, or whether the seal is the
unit's own beyond its readable name. Errs with very faint stamps and signatures written over the screenshot; where
presence could not be judged at all, it says so instead of calling it missing. Whether a signature is required at all
is for the policy: this only says what is on the page.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.case import Case
from domain.finding import Finding, Severity
from verifiers import NotApplicable

TITLE = "积分截图的签名和盖章"
CODES = ("completeness.unsigned", "completeness.unsealed", "completeness.signature_unclear")
NEEDS: frozenset[str] = frozenset()

_ASKED = (
    ("signed", "completeness.unsigned", "没有看到本人签名", "请打印后由本人签名，再拍照上传。"),
    ("sealed", "completeness.unsealed", "没有看到单位印章", "请由单位核对后盖章，再拍照上传。"),
)


def verify(case: Case) -> Iterable[Finding]:
    if case.paper.kind != "xuexi_score":
        raise NotApplicable
    for name, code, what, step in _ASKED:
        fact = case.fact(name)
        if fact is None:
            yield Finding(
                "completeness.signature_unclear",
                Severity.NOTE,
                f"无法判断这张积分截图上{what[4:]}是否齐全。",
                0.5,
                innocent=("图片可能不够清楚。",),
                next_step="请对照原图查看签名和印章。",
                facts=(name,),
            )
        elif fact.value is False:
            yield Finding(
                code,
                Severity.DOUBT,
                f"这张学习强国积分截图上{what}。",
                fact.confidence,
                fact.place,
                ("签名或印章可能很淡、在图片之外，或另附在别页。",),
                step,
                facts=(name,),
            )
