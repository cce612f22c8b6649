"""A patent number whose check digit, year or kind cannot be.

Sees: ``patent_no`` (ZL, year, kind, serial, check digit) against its check digit, the kind of patent named on the
certificate and the year of application. Cannot see: numbers before 2003 (eight digits), which are not judged.
OCR-aware: unless every character was read surely it is only a note. Any number can be looked up in the public register.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from domain.case import Case
from domain.finding import Finding, Severity
from verifiers import NotApplicable
from verifiers.knowledge.checksums import patent_no_ok, repairs
from verifiers.knowledge.dates import stretch
from verifiers.knowledge.trust import MISREAD, as_read, check_failed, graded, trust

TITLE = "专利号校验"
CODES = ("contradiction.patent_no", "contradiction.patent_kind", "contradiction.patent_year")
NEEDS: frozenset[str] = frozenset()

KIND_DIGITS = {
    "1": ("invention", "发明"),
    "8": ("invention", "发明"),
    "2": ("utility_model", "实用新型"),
    "9": ("utility_model", "实用新型"),
    "3": ("design", "外观设计"),
}


def verify(case: Case) -> Iterable[Finding]:
    fact = case.fact("patent_no")
    text = re.sub(r"[^0-9X]", "", str(fact.value).upper().replace("ZL", "")) if fact is not None else ""
    if fact is None or len(text) != 13:
        raise NotApplicable
    if not patent_no_ok(text):
        mended, confidence = bool(repairs(text, patent_no_ok)), as_read(case, fact)
        misread = check_failed(confidence) is Severity.NOTE
        yield Finding(
            "contradiction.patent_no",
            check_failed(confidence),
            f"专利号{fact.value}的校验位不符{'，可能识别有误' if misread else ''}。",
            confidence * (0.5 if misread else 0.95),
            fact.place,
            (MISREAD,),
            "请对照原图核对，并到国家知识产权局网站查询。",
            facts=("patent_no",),
            detail={"patent_no": fact.value, "one_character_away": mended},
        )
        return
    kind, digit = case.fact("patent_kind"), KIND_DIGITS.get(text[4])
    if kind is not None and digit is not None and digit[0] != kind.value and digit[1] not in str(kind.value):
        confidence = trust(case, fact, kind)
        yield Finding(
            "contradiction.patent_kind",
            graded(confidence),
            f"专利号{fact.value}表示{digit[1]}，与证书所写的专利类型不同。",
            confidence,
            fact.place,
            (MISREAD,),
            "请对照原图核对专利类型与专利号。",
            facts=("patent_no", "patent_kind"),
        )
    applied = stretch(case.value("apply_date"))
    if applied is not None and abs(int(text[:4]) - applied.first.year) > 1:
        confidence = trust(case, fact, case.fact("apply_date"))
        yield Finding(
            "contradiction.patent_year",
            graded(confidence),
            f"专利号{fact.value}的年份与申请日{applied.first.year}年不同。",
            confidence,
            fact.place,
            (MISREAD, "分案申请的申请日可早于受理年份。"),
            "请对照原图核对申请日与专利号。",
            facts=("patent_no", "apply_date"),
        )
