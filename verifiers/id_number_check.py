"""An ID number whose check character or date of birth cannot be, or that stands for another sex than the paper says.

Sees: 18-character numbers printed in full; the sex as the extractor read it, else as it stands beside the number (in
its sentence, after 性别 in the rows around it), where the paper has but one number. Cannot see: masked numbers, or a
wrong number with a right check character (one in eleven by chance). OCR-aware: unless every character was read surely
it is only a note that the number may be misread; whether one confusable character would mend it is said in the detail.
A sex without a fact is spoken of only where its letter was read surely. The number is masked in the message.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.case import Case
from domain.fact import Fact
from domain.finding import Finding, Severity
from verifiers import NotApplicable
from verifiers.knowledge.checksums import birth_date, id_number_ok, repairs
from verifiers.knowledge.printed_sex import PrintedSex, printed_sex, several_numbers
from verifiers.knowledge.trust import MISREAD, READ_SURELY, as_read, check_failed, graded

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
    seen = _sex_told(case, fact)
    if seen is not None and (int(text[16]) % 2 == 1) != (seen.value == "男"):
        confidence = min(fact.confidence, seen.confidence)
        yield Finding(
            "contradiction.id_sex",
            graded(confidence),
            f"身份证号{shown}表示的性别与“性别”后所写“{seen.value}”不同。"
            if seen.labelled
            else f"身份证号{shown}表示的性别与同一句所写“{seen.value}”不同。",
            confidence,
            seen.place,
            (MISREAD, "可能是填写笔误。"),
            "请对照原图核对性别与身份证号。",
            facts=("sex", "id_number") if case.fact("sex") is not None else ("id_number",),
        )


def _sex_told(case: Case, number: Fact) -> PrintedSex | None:
    """The sex of the number's person as the paper says it; None where it says none, or not whose."""
    if several_numbers(case):
        return None
    sex = case.fact("sex")
    if sex is not None:
        told, beside = str(sex.value), printed_sex(case, number)
        labelled = beside is None or beside.labelled or beside.value != told
        return PrintedSex(told, sex.place, sex.confidence, labelled) if told in ("男", "女") else None
    seen = printed_sex(case, number)
    # A single letter without a fact to it: unless it was read surely nothing is said.
    return seen if seen is not None and seen.confidence >= READ_SURELY else None
