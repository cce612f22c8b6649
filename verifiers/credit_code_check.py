"""A unified social credit code (统一社会信用代码) that fails its check character.

Sees: 18-character codes after their label on invoices, receipts and statements. Cannot see: another body's right
code. Small print is often misread: one confusable character away from a right code is only a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from domain.case import Case
from domain.finding import Finding, Severity
from domain.place import Place
from verifiers import NotApplicable
from verifiers.knowledge.checksums import credit_code_ok, repairs
from verifiers.knowledge.trust import MISREAD

TITLE = "统一社会信用代码校验"
CODES = ("contradiction.credit_code",)
NEEDS: frozenset[str] = frozenset()

READ_SURELY = 0.9
_CODE = re.compile(r"(?:信用代码|识别号)[^0-9A-Z]{0,8}([0-9][0-9A-Z]{17})(?![0-9A-Z])")


def verify(case: Case) -> Iterable[Finding]:
    seen = False
    for page in case.reading.pages:
        for line in page.lines:
            for found in _CODE.finditer(line.text):
                seen = True
                code, confidence = found.group(1), line.span_confidence(*found.span(1))
                if credit_code_ok(code):
                    continue
                near = bool(repairs(code, credit_code_ok))
                yield Finding(
                    "contradiction.credit_code",
                    Severity.NOTE if near or confidence < READ_SURELY else Severity.DOUBT,
                    f"统一社会信用代码{code}的校验位不符{'，可能有一位识别有误' if near else ''}。",
                    confidence * (0.5 if near else 0.9),
                    Place(page.number, line.span_box(*found.span(1))),
                    (MISREAD, "可能是开票时的填写笔误。"),
                    "请对照原图核对，并到国家企业信用信息公示系统查询。",
                    detail={"code": code},
                )
    if not seen:
        raise NotApplicable
