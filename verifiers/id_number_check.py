"""An ID number whose check character or date of birth cannot be.

Sees: 18-character numbers printed in full. Cannot see: masked numbers, or a wrong number with a right check
character (one in eleven by chance). OCR-aware: unless every character was read surely it is only a note that the number
may be misread; whether one confusable character would mend it is said in the detail. The number is masked in the
message.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.case import Case
from domain.finding import Finding, Severity
from verifiers import NotApplicable
from verifiers.knowledge.checksums import birth_date, id_number_ok, repairs
from verifiers.knowledge.trust import MISREAD, as_read, check_failed, graded

TITLE = "身份证号校验"
CODES = ("contradiction.id_number", "contradiction.id_sex")
NEEDS: frozenset[str] = frozenset()


def verify(case: Case) -> Iterable[Finding]:
    fact = case.fact("id_number")
    text = "".join(str(fact.value).upper().split()) if fact is not None else ""
    if fact is None or len(text) != 18 or not text[:17].isdigit():
        raise NotApplicable
    shown = f"{text[:3]}***********{text[-4:]}"
    if not id_number_ok(text):
        mended = repairs(text, id_number_ok)
        # An extractor trusts a number less *because* its check fails: the characters decide.
        confidence = as_read(case, fact)
        misread = check_failed(confidence) is Severity.NOTE
        what = "没有对应的出生日期" if birth_date(text) is None else "校验码不符"
        yield Finding(
            "contradiction.id_number",
            check_failed(confidence),
            f"身份证号{shown}{what}{'，可能有数字识别有误' if misread else ''}。",
            confidence * (0.5 if misread else 0.95),
            fact.place,
            (MISREAD, "可能是打印时的笔误。"),
            "请对照原图核对身份证号。",
            facts=("id_number",),
            detail={"one_character_away": bool(mended)},
        )
        return
    sex = case.fact("sex")
    printed = str(sex.value) if sex is not None else ""
    if sex is not None and printed in ("男", "女") and (int(text[16]) % 2 == 1) != (printed == "男"):
        confidence = min(fact.confidence, sex.confidence)
        yield Finding(
            "contradiction.id_sex",
            graded(confidence),
            f"身份证号{shown}表示的性别与所写“{printed}”不同。",
            confidence,
            sex.place,
            (MISREAD, "可能是填写笔误。"),
            "请对照原图核对性别与身份证号。",
            facts=("sex", "id_number"),
        )
