"""What is claimed against what the paper says.

Sees: hours, days, dates, numbers and names given with the claim (or the sidecar of a screening) that differ from the
facts read. Cannot see: claims without figures. A figure read unsurely gives only a note.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.case import Case
from domain.fact import Fact
from domain.finding import Finding
from verifiers import NotApplicable
from verifiers.knowledge.names import Likeness, bare, likeness
from verifiers.knowledge.trust import MISREAD, graded
from verifiers.required_facts import FACT_TITLES

TITLE = "申报内容与材料是否一致"
CODES = ("contradiction.claimed",)
NEEDS: frozenset[str] = frozenset()

COMPARED = (
    "hours",
    "days",
    "service_hours",
    "score_annual",
    "score_total",
    "start_date",
    "end_date",
    "issue_date",
    "certificate_no",
    "patent_no",
    "receipt_no",
    "person_name",
    "amount",
)


def verify(case: Case) -> Iterable[Finding]:
    pairs = [
        (f, case.claimed[f.name]) for name in COMPARED if name in case.claimed and (f := case.fact(name)) is not None
    ]
    if not pairs:
        raise NotApplicable
    for fact, claimed in pairs:
        if claimed is None or _same(fact, claimed):
            continue
        title = FACT_TITLES.get(fact.name, fact.name)
        yield Finding(
            "contradiction.claimed",
            graded(fact.confidence),
            f"申报的{title}是“{claimed}”，材料上读到“{fact.value}”。",
            fact.confidence,
            fact.place,
            (MISREAD, "可能是填报笔误，或申报时按认定办法折算。"),
            "请核对后修改申报或要素。",
            facts=(fact.name,),
            detail={"claimed": claimed, "read": fact.value},
        )


def _same(fact: Fact, claimed: object) -> bool:
    if isinstance(fact.value, int | float) and isinstance(claimed, int | float | str):
        try:
            return abs(float(fact.value) - float(claimed)) < 0.01
        except ValueError:
            return False
    if fact.name == "person_name":
        return likeness(str(fact.value), str(claimed)) is not Likeness.DIFFERENT
    if fact.name.endswith("_date"):
        return str(fact.value).startswith(str(claimed)) or str(claimed).startswith(str(fact.value))
    return bare(str(fact.value)).upper() == bare(str(claimed)).upper()
