"""Whose name is on the paper: missing, different, or one look-alike character apart.

Sees: the person's name against the name on the paper; on sign-in sheets and rosters, whether the name is in the
list and whether it is signed; among authors, inventors and members. Cannot see: another person of the same name.
Handwriting and look-alike characters (己已, 辉晖) are the usual causes of a difference: one character apart is only
a note. A name not found on a hand-written sheet is a question, not a fault: reading handwriting fails often.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from domain.case import Case
from domain.fact import Fact
from domain.finding import Finding, Severity
from domain.place import Box, Place
from verifiers import NotApplicable, NotRun
from verifiers.knowledge.names import Likeness, likeness, nearest
from verifiers.knowledge.trust import MISREAD, graded

TITLE = "姓名是否相符"
CODES = (
    "contradiction.other_person",
    "contradiction.name_alike",
    "completeness.name_missing",
    "completeness.name_not_on_sheet",
    "completeness.not_signed_in",
)
NEEDS: frozenset[str] = frozenset()

#: Kinds that name one person, and the facts where the name may stand.
OWN = {
    "completion_certificate": ("person_name",),
    "xuexi_score": ("person_name",),
    "exam_result": ("person_name",),
    "transcript": ("person_name",),
    "degree_certificate": ("person_name",),
    "award_certificate": ("person_name", "members"),
    "unit_statement": ("person_name", "names"),
    "service_statement": ("person_name", "names"),
    "teaching_statement": ("person_name", "names"),
    "patent_certificate": ("inventors", "owner", "person_name"),
    "article_page": ("authors",),
    "journal_contents": ("authors",),
    "project_document": ("person_name", "members"),
}
LISTS = frozenset({"sign_in_sheet", "roster"})


def verify(case: Case) -> Iterable[Finding]:
    if case.paper.kind not in LISTS and case.paper.kind not in OWN:
        raise NotApplicable
    wanted = case.submitter.name
    if not wanted:
        raise NotRun
    if case.paper.kind in LISTS:
        yield from _on_list(case, wanted)
        return
    facts = [fact for name in OWN[case.paper.kind] if (fact := case.fact(name)) is not None]
    named = [(name, fact) for fact in facts for name in _names_in(fact)]
    if not named and any(missing.name == "person_name" for missing in case.paper.unread):
        return  # the name is asked for already, as a fact the paper must have
    if not named:
        yield Finding(
            "completeness.name_missing",
            Severity.NOTE if case.paper.kind == "xuexi_score" else Severity.DOUBT,
            "材料上没有读到姓名，无法确认是本人的材料。",
            0.8,
            None,
            ("姓名可能被印章遮住、字迹潦草或未被识别。", "有的页面本身不显示姓名。"),
            "请在原图上找到姓名并填写；确无姓名的，请补充签名或单位证明。",
            facts=("person_name",),
        )
        return
    match = nearest(wanted, [name for name, _ in named])
    if match is None:
        name, fact = named[0]
        yield Finding(
            "contradiction.other_person",
            graded(fact.confidence),
            f"材料上的姓名“{name}”与提交人“{wanted}”不同。",
            fact.confidence,
            fact.place,
            (MISREAD, "可能曾用名、更名或同音字登记。", "可能由他人代为上传时选错了人。"),
            "请核对姓名；如系更名，请附说明。",
            facts=(fact.name,),
            detail={"read": name, "submitter": wanted},
        )
    elif match[1] is Likeness.ALIKE:
        fact = next(f for name, f in named if name == match[0])
        yield _alike(match[0], wanted, fact.place, fact.name, fact.confidence)


def _names_in(fact: Fact) -> list[str]:
    if isinstance(fact.value, list):
        return [str(item["name"]) if isinstance(item, dict) else str(item) for item in fact.value]
    return [str(fact.value)] if fact.value else []


def _alike(read: str, wanted: str, place: Place | None, fact: str, confidence: float) -> Finding:
    return Finding(
        "contradiction.name_alike",
        Severity.NOTE,
        f"材料上读到“{read}”，与提交人“{wanted}”只差形近或个别字。",
        confidence,
        place,
        ("多为识别或手写造成的形近字差异。",),
        "请对照原图确认是哪个字。",
        facts=(fact,),
        detail={"read": read, "submitter": wanted},
    )


def _on_list(case: Case, wanted: str) -> Iterable[Finding]:
    sheet = case.fact("names")
    rows: list[dict[str, Any]] = [r for r in (sheet.value if sheet else ()) if isinstance(r, dict) and r.get("name")]
    match = nearest(wanted, [str(row["name"]) for row in rows])
    where = "签到表" if case.paper.kind == "sign_in_sheet" else "名册"
    if match is None:
        confidence = 0.75 if rows else 0.5
        yield Finding(
            "completeness.name_not_on_sheet",
            Severity.DOUBT,
            f"{where}上没有找到“{wanted}”（共读到{len(rows)}个姓名）。",
            confidence,
            sheet.place if sheet else None,
            ("手写姓名可能没有读对。", "姓名可能在其他页。"),
            "请在图上指出本人姓名所在位置，或补传该页。",
            facts=("names",),
            detail={"read": len(rows)},
        )
        return
    same = [row for row in rows if likeness(wanted, str(row["name"])) is match[1]]
    row = next((r for r in same if r.get("attended") is not False), same[0])
    place = _place(row) or (sheet.place if sheet else None)
    certain = float(row.get("confidence") or (sheet.confidence if sheet else 0.8))
    if match[1] is Likeness.ALIKE:
        yield _alike(str(row["name"]), wanted, place, "names", certain)
    if case.paper.kind == "sign_in_sheet" and row.get("attended") is False:
        proxy = row.get("proxy") is True
        yield Finding(
            "completeness.not_signed_in",
            graded(certain),
            f"签到表列有“{wanted}”，但注明由他人代签。" if proxy else f"签到表列有“{wanted}”，但该栏没有看到签名。",
            certain,
            place,
            ("本人可能到场而由他人代为签名。",) if proxy else ("签名可能很淡、写在格外，或签在另一场次。",),
            "请对照原图查看签名栏。",
            facts=("names",),
        )


def _place(row: dict[str, Any]) -> Place | None:
    box, page = row.get("box"), row.get("page")
    if isinstance(box, list | tuple) and len(box) == 4 and isinstance(page, int):
        return Place(page, Box(*(float(value) for value in box)))
    return None
