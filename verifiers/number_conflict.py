"""A number that belongs to one paper only, seen before with another name.

Sees: certificate, patent, receipt, admission and document-like numbers equal to an earlier one of the same kind
while the names differ: the strongest sign of a certificate passed on. Cannot see: a number changed together with
the name. Co-inventors and co-winners share a patent or award rightly; a unit pays for several people on one receipt:
those are told apart by the lists of names and by the payer.

How much it says follows the evidence. A misread digit can turn a classmate's number into this one, so the digits that
tell siblings apart must have been read surely on both papers; where one of them was read fairly only, what else the
papers say must agree; below that, or where a name was read badly, it is a note. Two issuers may number alike: with
another issuer it is a note too. The same ID number under two names is a doubt whatever else was read. Measured
(``benchmarks/suspicions.py --as-drawn``, two sets): 0 of 312 genuine papers doubted, nine classes of siblings among
them; every certificate whose name alone was changed was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rapidfuzz.distance import LCSseq

from domain.case import Case, Earlier
from domain.fact import Fact
from domain.finding import Finding, Severity
from verifiers import NotApplicable
from verifiers.knowledge.names import Likeness, likeness, nearest
from verifiers.knowledge.serials import FAIR, SURE, own_digits_read
from verifiers.knowledge.trust import EARLIER_MAY_BE_THE_COPY

TITLE = "编号与他人材料相同"
CODES = ("reuse.number_conflict", "reuse.number_again")
NEEDS = frozenset({"history"})

#: Numbers that one paper alone carries.
UNIQUE = {
    "completion_certificate": ("certificate_no",),
    "degree_certificate": ("certificate_no",),
    "award_certificate": ("certificate_no",),
    "patent_certificate": ("patent_no", "certificate_no"),
    "payment_receipt": ("receipt_no",),
    "exam_result": ("admission_no",),
    "transcript": ("student_no",),
}
TITLES = {
    "certificate_no": "证书编号",
    "patent_no": "专利号",
    "receipt_no": "票据号码",
    "admission_no": "准考证号",
    "student_no": "学号",
}
SHORTEST = 4
#: Facts that papers of one class share; so many that agree say that one number should have been enough.
OF_THE_CLASS = ("course_title", "start_date", "end_date", "issue_date", "hours", "exam_name", "major")
FEWEST_AGREEING = 2
#: Names of one issuer share so much of the shorter one, in order (full name and short name, one with its place).
ONE_ISSUER = 0.7
ONE_TITLE = 0.85
#: Below this a name may well be the other one, misread.
NAME_READ = 0.8
MISREAD = "编号个别数字可能识别有误，实为相邻编号。"
WHOLE_CLASS = "发证单位可能用同一编号表示整个班次。"
OTHER_ISSUER = "两份材料的出具单位不同，可能各自编号、碰巧相同。"
OTHER_NAME = "姓名可能识别有误或本人更名。"
CORRECTED = "发证单位可能更正姓名后用原编号重新出具。"


def verify(case: Case) -> Iterable[Finding]:
    names = UNIQUE.get(case.paper.kind)
    if names is None:
        raise NotApplicable
    for name in names:
        fact = case.fact(name)
        if fact is None or case.history is None or sum(c.isalnum() for c in str(fact.value)) < SHORTEST:
            continue
        seen = case.history.same_number(case.paper.kind, name, str(fact.value))
        for earlier in seen:
            # The very same file is told by its bytes already.
            if earlier.evidence_id == case.evidence_id or earlier.sha256 == case.reading.sha256:
                continue
            found = _compared(case, fact, earlier)
            if found:
                yield found
                return


def _people(facts: Mapping[str, Any], person_name: str | None) -> list[str]:
    listed = [str(name) for key in ("inventors", "authors", "members") for name in facts.get(key) or ()]
    own = [str(value) for value in (facts.get("person_name"), person_name) if value]
    return own + listed


def _compared(case: Case, fact: Fact, earlier: Earlier) -> Finding | None:
    mine = {f.name: f.value for f in case.paper.facts}
    here, there = mine.get("person_name"), earlier.facts.get("person_name") or earlier.person_name
    what = TITLES.get(fact.name, "编号")
    known = bool(case.submitter.person_id and earlier.person_id)
    same_person = known and earlier.person_id == case.submitter.person_id
    if case.paper.kind in ("patent_certificate", "award_certificate"):
        # Partners of one patent or award: each may hand in the same paper.
        everybody = _people(mine, None) + _people(earlier.facts, None)
        joint = case.submitter.name and nearest(case.submitter.name, everybody)
        if joint or (case.paper.kind == "award_certificate" and mine.get("rank") != earlier.facts.get("rank")):
            return None
    if case.paper.kind == "payment_receipt":
        here, there = mine.get("payer"), earlier.facts.get("payer")
        if here and there and likeness(str(here), str(there)) is not Likeness.DIFFERENT and len(str(here)) > 4:
            return None
    if here and there and likeness(str(here), str(there)) is not Likeness.DIFFERENT:
        if same_person:
            return None
        return Finding(
            "reuse.number_again",
            Severity.DOUBT if known and min(_read(case, fact, earlier)) >= SURE else Severity.NOTE,
            f"{what}“{fact.value}”及姓名与{'另一账户' if known else ''}此前提交的材料相同。",
            fact.confidence * 0.9,
            fact.place,
            ("同一人可能有两个账户，或由单位经办人代为提交。", "可能是同名的两个人，传错了材料。"),
            "请核对两个账户是否同一人。",
            earlier.file or earlier.evidence_id,
            (fact.name,),
            {"number": fact.value},
        )
    if not here or not there:
        if same_person:
            return None
        here, there = here or "（未读出姓名）", there or "（未读出姓名）"
    strong, innocent = _weighed(case, fact, earlier, mine)
    return Finding(
        "reuse.number_conflict",
        Severity.DOUBT if strong else Severity.NOTE,
        f"{what}“{fact.value}”此前出现在另一份材料上，姓名不同：本件“{here}”，此前“{there}”。",
        min(max(fact.confidence, 0.8), 0.98) if strong else fact.confidence * 0.6,
        fact.place,
        innocent,
        "请调出两份材料并排核对编号与姓名，必要时向发证单位查询。",
        earlier.file or earlier.evidence_id,
        (fact.name, "person_name"),
        {"number": fact.value, "here": here, "there": there},
    )


def _weighed(case: Case, fact: Fact, earlier: Earlier, mine: Mapping[str, Any]) -> tuple[bool, tuple[str, ...]]:
    """Whether it is a doubt, and the innocent explanations that are open, likeliest first."""
    theirs = earlier.facts
    own_id, other_id = str(mine.get("id_number") or ""), str(theirs.get("id_number") or "")
    if own_id and own_id == other_id:
        return True, (CORRECTED, EARLIER_MAY_BE_THE_COPY, OTHER_NAME)
    issuers = mine.get("organiser"), theirs.get("organiser")
    if all(issuers) and not _one_issuer(str(issuers[0]), str(issuers[1])):
        return False, (OTHER_ISSUER, MISREAD, OTHER_NAME)
    read = _read(case, fact, earlier)
    unsure = sum(one < SURE for one in read)
    named = case.fact("person_name")
    legible = named is None or named.confidence >= NAME_READ
    both = [name for name in OF_THE_CLASS if mine.get(name) is not None and theirs.get(name) is not None]
    agreeing = sum(_agree(mine[name], theirs[name]) for name in both)
    one_paper = agreeing >= FEWEST_AGREEING and len(both) - agreeing <= (agreeing > FEWEST_AGREEING)
    strong = legible and min(read) >= FAIR and (unsure == 0 or (unsure == 1 and one_paper))
    likely = (MISREAD,) if unsure else (CORRECTED, EARLIER_MAY_BE_THE_COPY)
    return strong, (*likely, WHOLE_CLASS, OTHER_NAME)


def _read(case: Case, fact: Fact, earlier: Earlier) -> tuple[float, float]:
    """How surely the digits that tell siblings apart were read, here and there."""
    return own_digits_read(case.reading, fact), earlier.read.get(fact.name, 1.0)


def _agree(first: Any, second: Any) -> bool:
    """Titles may be misread in a character or two; dates and figures are compared as they are."""
    if isinstance(first, str) and isinstance(second, str) and not first[:1].isdigit():
        return LCSseq.normalized_similarity(first, second) >= ONE_TITLE
    return bool(first == second)


def _one_issuer(first: str, second: str) -> bool:
    return LCSseq.similarity(first, second) >= ONE_ISSUER * min(len(first), len(second))
