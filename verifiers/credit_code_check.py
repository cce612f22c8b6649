"""A unified social credit code (统一社会信用代码) that fails its check character.

Sees: 18-character codes after their label on invoices, receipts and statements. Cannot see: another body's right
code. Small print is often misread: unless every character was read surely it is only a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from domain.case import Case
from domain.finding import Finding, Severity
from domain.place import Place
from verifiers import NotApplicable
from verifiers.knowledge.checksums import credit_code_ok, repairs
from verifiers.knowledge.trust import MISREAD, check_failed

TITLE = "统一社会信用代码校验"
CODES = ("contradiction.credit_code",)
NEEDS: frozenset[str] = frozenset()

#: Letters no code has (GB 32100): whoever printed the code did not print these.
_NEVER = frozenset("IOSVZ")
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
                misread = check_failed(confidence) is Severity.NOTE or bool(_NEVER & set(code))
                yield Finding(
                    "contradiction.credit_code",
                    Severity.NOTE if misread else Severity.DOUBT,
                    f"统一社会信用代码{code}的校验位不符{'，可能识别有误' if misread else ''}。",
                    confidence * (0.5 if misread else 0.9),
                    Place(page.number, line.span_box(*found.span(1))),
                    (MISREAD, "可能是开票时的填写笔误。"),
                    "请对照原图核对，并到国家企业信用信息公示系统查询。",
                    detail={"code": code, "one_character_away": near},
                )
    if not seen:
        raise NotApplicable
