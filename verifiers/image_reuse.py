"""The picture was handed in before: the same capture, an edited copy of it, or the same sheet captured again.

Sees: candidates that history retrieves by fingerprints, numbers and words, then compared pixel by pixel
(``verifiers/pairs``). A copy of one photo or scan is told by its map and its paper noise; what was changed in it is
boxed and both readings are shown. The same sheet photographed twice is told by layout *and* words: name and number or
name, title and dates agree. Of a template's family only the nearest pictures are compared.

Does not see: copies that retrieval misses; edits smaller than a few pixels; a sheet re-typed from scratch. A page drawn
by a program has no noise: there a sibling of one class (other name, other number) looks like an edited copy, so a
finding needs the same number under another name; a copy of such a page with name *and* number changed is not told. On
paper with a printed ground, siblings drawn straight through one feeder can look like one capture (2 of 6 pairs drawn
so): where neither name nor number agrees an edited copy is only a note.

Never says reuse of collective evidence (notice, schedule, sheet of a class) that colleagues rightly share, nor of
genuine siblings of one class. How often it errs: ``benchmarks/doubt.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rapidfuzz.distance import Levenshtein

from domain.case import Case, Earlier
from domain.finding import Finding, Severity
from domain.kind import COLLECTIVE_KINDS
from domain.pair import ChangedPart, PairComparison
from domain.place import Place
from domain.reading import Source
from verifiers.knowledge.trust import EARLIER_MAY_BE_THE_COPY

TITLE = "图像重复使用"
CODES = ("reuse.same_capture", "reuse.edited_copy", "reuse.same_sheet")
NEEDS: frozenset[str] = frozenset({"history"})

#: So many candidates are weighed, and of those that can only be copies of one capture (their words do not say one
#: paper) so many are laid side by side, nearest pictures first: of a template's family every member is a candidate.
#: More where the words say nothing at all, as on a mirrored page.
MOST_CANDIDATES, MOST_SIBLINGS, MOST_WORDLESS = 20, 3, 10
#: Who edits a paper changes one or two things; so many different ones make another paper of the same template.
DIFFERENT_CONTENT = 3
#: Fingerprints of what a page looks like (``intake/fingerprint.py``), as against those of what stands on it.
PICTURES = frozenset({"page", "ink", "sheet"})
#: Kinds of which every paper names its person or has a number of its own.
OF_ONE_PERSON = frozenset(
    {
        "completion_certificate",
        "unit_statement",
        "service_statement",
        "teaching_statement",
        "degree_certificate",
        "transcript",
        "exam_result",
        "award_certificate",
        "patent_certificate",
        "payment_receipt",
    }
)
NAMES = ("person_name",)
NUMBERS = ("certificate_no", "receipt_no", "patent_no", "id_number", "admission_no", "student_no")
CONTENT = (
    "course_title",
    "start_date",
    "end_date",
    "issue_date",
    "hours",
    "organiser",
    "score_annual",
    "score_total",
    "screenshot_date",
    "award_name",
    "project_name",
    "patent_name",
    "paper_title",
    "exam_name",
    "amount",
    "payer",
    "credits",
    "lecture_title",
    "unit",
)
INNOCENT_SAME = (
    "可能因换手机、补交或网络重试而重复上传。",
    "单位统一代交时，可能把同一文件附在了几个人名下。",
)
INNOCENT_EDITED = (
    "施教机构可能更正错字后重新出具了电子证书。",
    "扫描件可能经过裁边、去污等整理。",
)
INNOCENT_SIBLING = "可能是同一班次的两份证书，底纹相同，又用同一台设备扫描。"
INNOCENT_SHEET = ("本人可能为补正重新拍了更清楚的照片。",)


def verify(case: Case) -> Iterable[Finding]:
    history = case.history
    if history is None:
        return
    for earlier, words in _worth_comparing(case, history.near_copies(case.reading.fingerprints)):
        seen = history.compare(case, earlier)
        if seen is None or seen.relation == "different":
            continue
        finding = _judge(case, earlier, words, seen)
        if finding is not None:
            yield finding


def _worth_comparing(case: Case, candidates: Sequence[Earlier]) -> Iterable[tuple[Earlier, _Words]]:
    """Candidates whose pictures could show something, in their order.

    Those whose words say one paper all are; of the others only those nearest by their pictures, because they could only
    be copies of one capture. Siblings a program drew are left out: whatever their pictures show, nothing could be said.
    """
    told: list[tuple[Earlier, _Words]] = []
    for earlier in candidates[:MOST_CANDIDATES]:
        if earlier.evidence_id == case.evidence_id or earlier.sha256 == case.reading.sha256:
            continue  # the same bytes are another suspicion's business
        told.append((earlier, _words(case, earlier)))
    drawn = _drawn(case)
    siblings: list[int] = []
    wordless: list[int] = []
    for at, (earlier, words) in enumerate(told):
        if words.same_paper or not PICTURES & set(earlier.found_by):
            continue
        if not words.other_paper:
            wordless.append(at)
        elif not (drawn and (words.other_name or words.other_number)):
            siblings.append(at)

    def apart(at: int) -> float:
        return -sum(near for name, near in told[at][0].found_by.items() if name in PICTURES)

    nearest = {*sorted(siblings, key=apart)[:MOST_SIBLINGS], *sorted(wordless, key=apart)[:MOST_WORDLESS]}
    return [one for at, one in enumerate(told) if one[1].same_paper or at in nearest]


def _judge(case: Case, earlier: Earlier, words: _Words, seen: PairComparison) -> Finding | None:
    if seen.relation in ("same_capture", "same_rendering"):
        if not seen.changed and not words.other_name and not words.other_number:
            return _same_capture(case, earlier, seen)
        drawn = seen.relation == "same_rendering" or _drawn(case)
        untied = case.paper.kind in OF_ONE_PERSON and not words.tied
        if drawn and (words.other_paper or untied):
            return None  # another paper of one template: a sibling of the class, or the person's own next one
        if not seen.changed:
            return None  # the words differ but not the pictures: a reading slip, not a fact about the paper
        return _edited(case, earlier, seen, words)
    if _shared(case, earlier):
        return None
    if words.same_paper:
        return _same_sheet(case, earlier, seen)
    return None


class _Words:
    """How the facts of both papers agree."""

    def __init__(self, here: Mapping[str, Any], there: Mapping[str, Any]) -> None:
        both = [
            name
            for name in (*NAMES, *NUMBERS, *CONTENT)
            if here.get(name) not in (None, "") and there.get(name) not in (None, "")
        ]
        self.agree = {name for name in both if _alike(name, here[name], there[name])}
        differ = set(both) - self.agree
        self.other_name = bool(differ & set(NAMES))
        self.same_number = bool(self.agree & set(NUMBERS)) and not differ & set(NUMBERS)
        self.other_number = bool(differ & set(NUMBERS))
        named = bool(self.agree & set(NAMES))
        #: Something says that both are about one paper: without it a sibling whose name was not read looks the same.
        self.tied = named or self.same_number
        agreeing = len(self.agree & set(CONTENT))
        others = len(differ & set(CONTENT))
        self.other_paper = (
            (self.other_name and not self.same_number)
            or (self.other_number and others >= 1)
            or (not self.same_number and others >= DIFFERENT_CONTENT)
        )
        # A content fact may be misread on a poor photo, one more where name and number agree; a number never may.
        few_slips = others <= (agreeing >= 3) + (named and self.same_number)
        self.same_paper = (
            not self.other_name
            and not self.other_number
            and few_slips
            and (named or self.same_number)
            and agreeing >= 2
        )


def _words(case: Case, earlier: Earlier) -> _Words:
    here = {fact.name: fact.value for fact in case.paper.facts}
    there = dict(earlier.facts)
    if earlier.person_name is not None:
        there.setdefault("person_name", earlier.person_name)
    return _Words(here, there)


def _alike(name: str, here: Any, there: Any) -> bool:
    if isinstance(here, str) and isinstance(there, str):
        if name in NAMES:
            return here == there
        longest = max(len(here), len(there))
        # Numbers of siblings differ in their last digit, so only an exact number is the same number.
        slips = 0 if name in NUMBERS else longest // 8
        if "*" in here or "*" in there:
            return len(here) == len(there) and all(a == b or "*" in (a, b) for a, b in zip(here, there, strict=True))
        return Levenshtein.distance(here, there, score_cutoff=slips) <= slips
    return bool(here == there)


def _drawn(case: Case) -> bool:
    """Whether the pages come from a program and not through a camera or scanner."""
    return all(page.source is Source.TEXT_LAYER or page.capture == "clean" for page in case.reading.pages)


def _shared(case: Case, earlier: Earlier) -> bool:
    """Whether colleagues may both hand it in; where nobody says whose it is, they may."""
    return case.paper.kind in COLLECTIVE_KINDS and not _own(case, earlier)


def _own(case: Case, earlier: Earlier) -> bool:
    return bool(case.submitter.person_id) and earlier.person_id == case.submitter.person_id


def _same_capture(case: Case, earlier: Earlier, seen: PairComparison) -> Finding | None:
    if _shared(case, earlier):
        return None
    own = _own(case, earlier)
    how = "（左右翻转）" if seen.mirrored else ""
    return Finding(
        code="reuse.same_capture",
        severity=Severity.NOTE if own else Severity.DOUBT,
        message=f"与{_whose(case, earlier)}此前提交的材料是同一张照片或扫描件{how}。",
        confidence=seen.confidence,
        place=None,
        innocent=INNOCENT_SAME if own else (*INNOCENT_SAME, EARLIER_MAY_BE_THE_COPY),
        next_step="请并列查看两份材料，确认是否同一次学习、属于谁。",
        other=earlier.file or earlier.evidence_id,
        detail=_detail(seen) | {"mirrored": seen.mirrored},
    )


def _edited(case: Case, earlier: Earlier, seen: PairComparison, words: _Words) -> Finding:
    first = seen.changed[0]
    # Neither name nor number agrees: an edited copy of a scan, or a sibling whose paper has the same printed ground.
    sibling = words.other_paper or (case.paper.kind in OF_ONE_PERSON and not words.tied)
    return Finding(
        code="reuse.edited_copy",
        severity=Severity.NOTE if sibling else Severity.DOUBT,
        message=(
            f"与{_whose(case, earlier)}此前提交的材料是同一张照片或扫描件，"
            f"但有 {len(seen.changed)} 处不同{_sentence(first)}。"
        ),
        confidence=seen.confidence,
        place=first.place,
        innocent=(*((INNOCENT_SIBLING,) if sibling else ()), *INNOCENT_EDITED, EARLIER_MAY_BE_THE_COPY),
        next_step="请对照标出的位置查看两份材料，必要时请施教机构核对底册。",
        other=earlier.file or earlier.evidence_id,
        facts=tuple(fact.name for fact in case.paper.facts if _inside(fact.place, seen.changed)),
        detail=_detail(seen)
        | {
            "changed": [
                {
                    "page": part.place.page,
                    "box": part.place.box.as_list(),
                    "other_page": part.other_page,
                    "other_box": part.other_box.as_list(),
                    "here": part.here,
                    "there": part.there,
                }
                for part in seen.changed
            ],
        },
    )


def _same_sheet(case: Case, earlier: Earlier, seen: PairComparison) -> Finding:
    own = _own(case, earlier)
    return Finding(
        code="reuse.same_sheet",
        severity=Severity.NOTE if own else Severity.DOUBT,
        message=f"与{_whose(case, earlier)}此前提交的是同一份纸质材料（重新拍摄或扫描）。",
        confidence=seen.confidence,
        innocent=INNOCENT_SHEET if own else (*INNOCENT_SAME, EARLIER_MAY_BE_THE_COPY),
        next_step="请并列查看两份材料，确认是否同一次学习、属于谁。",
        other=earlier.file or earlier.evidence_id,
        detail=_detail(seen),
    )


def _detail(seen: PairComparison) -> dict[str, Any]:
    """What a page needs to lay both pictures over each other: pages, and the map in shares of their sizes."""
    matrix = None if seen.matrix is None else [list(row) for row in seen.matrix]
    return {"relation": seen.relation, "page": seen.page, "other_page": seen.other_page, "matrix": matrix}


def _whose(case: Case, earlier: Earlier) -> str:
    """Nothing where it was not said whose either paper is."""
    if _own(case, earlier):
        return "本人"
    return "他人" if case.submitter.person_id and earlier.person_id else ""


def _sentence(part: ChangedPart) -> str:
    if part.here and part.there and part.here != part.there:
        return f"（“{part.there}”变为“{part.here}”）"
    return ""


def _inside(place: Place | None, changed: tuple[ChangedPart, ...]) -> bool:
    return place is not None and any(
        part.place.page == place.page and part.place.box.overlap(place.box) > 0 for part in changed
    )
