"""The suspicion of reused pictures, over a history that answers as told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from domain.case import Case, Earlier, Submitter
from domain.fact import Fact, Paper, Recognition
from domain.finding import Severity
from domain.pair import ChangedPart, PairComparison
from domain.place import Box, Place
from domain.reading import Page, Reading, Source
from verifiers.image_reuse import verify

NAME_BOX = Box(100, 100, 200, 130)
CHANGED = (ChangedPart(Place(1, NAME_BOX), 1, NAME_BOX, "李四", "张三"),)
BASE = {
    "person_name": "张三",
    "certificate_no": "NO20230017",
    "course_title": "水利工程质量培训班",
    "start_date": "2023-05-08",
    "issue_date": "2023-05-12",
}


@dataclass
class Told:
    """A history with one earlier paper and one answer about the pictures."""

    earlier: Earlier
    answer: PairComparison | None
    asked: list[str] = field(default_factory=list)

    def same_bytes(self, sha256: str) -> Sequence[Earlier]:
        return ()

    def same_number(self, kind: str, fact_name: str, value: str) -> Sequence[Earlier]:
        return ()

    def near_copies(self, fingerprints: Mapping[str, Sequence[str]]) -> Sequence[Earlier]:
        return (self.earlier,)

    def of_person(self, person_id: str, year: int | None) -> Sequence[Earlier]:
        return ()

    def compare(self, case: Case, earlier: Earlier) -> PairComparison | None:
        self.asked.append(earlier.evidence_id)
        return self.answer


def findings(
    here: Mapping[str, Any],
    there: Mapping[str, Any],
    answer: PairComparison | None,
    *,
    kind: str = "completion_certificate",
    capture: str = "photo",
    person: str = "b",
    owner: str = "a",
) -> list[str]:
    facts = tuple(Fact(name, value, str(value), Place(1, NAME_BOX), 0.99) for name, value in here.items())
    reading = Reading("new", "image/jpeg", (Page(1, 800, 600, 0, Source.OCR, (), capture=capture),))
    earlier = Earlier("old", "oldbytes", kind, owner, None, None, date(2023, 6, 1), dict(there), found_by={"page": 0.8})
    case = Case(
        "new", reading, Paper((1,), kind, Recognition(0.9), facts), Submitter(person), history=Told(earlier, answer)
    )
    return [finding.code for finding in verify(case)]


def seen(relation: str, changed: tuple[ChangedPart, ...] = ()) -> PairComparison:
    return PairComparison(relation, 0.97, changed)  # type: ignore[arg-type]


OTHER = BASE | {"person_name": "李四"}
NEXT = BASE | {"certificate_no": "NO20230411", "start_date": "2023-09-04", "issue_date": "2023-09-08"}
UNNAMED = {name: value for name, value in BASE.items() if name not in ("person_name", "certificate_no")}
SIBLING = OTHER | {"certificate_no": "NO20230018"}


@pytest.mark.parametrize(
    ("here", "relation", "changed", "capture", "expected"),
    [
        (BASE, "same_capture", (), "photo", ["reuse.same_capture"]),
        (OTHER, "same_capture", CHANGED, "photo", ["reuse.edited_copy"]),
        (SIBLING, "same_capture", CHANGED, "scan", ["reuse.edited_copy"]),
        (SIBLING, "same_rendering", CHANGED, "clean", []),
        (SIBLING, "same_capture", CHANGED, "clean", []),
        (OTHER, "same_rendering", CHANGED, "clean", ["reuse.edited_copy"]),
        (NEXT, "same_rendering", CHANGED, "clean", []),
        (NEXT, "same_capture", CHANGED, "photo", ["reuse.edited_copy"]),
        (BASE | {"certificate_no": "NO20230071"}, "same_rendering", CHANGED, "clean", ["reuse.edited_copy"]),
        (BASE | {"hours": 40}, "same_rendering", CHANGED, "clean", ["reuse.edited_copy"]),
        (UNNAMED, "same_rendering", CHANGED, "clean", []),
        (UNNAMED, "same_capture", CHANGED, "scan", ["reuse.edited_copy"]),
        (BASE, "same_layout", (), "photo", ["reuse.same_sheet"]),
        (SIBLING, "same_layout", (), "photo", []),
        (OTHER, "same_layout", (), "photo", []),
        (BASE, "different", (), "photo", []),
    ],
)
def test_what_is_said_of_a_pair(
    here: dict[str, Any], relation: str, changed: tuple[ChangedPart, ...], capture: str, expected: list[str]
) -> None:
    assert findings(here, BASE, seen(relation, changed), capture=capture) == expected


def test_colleagues_rightly_share_a_sheet_but_not_an_edited_one() -> None:
    shared = {"meeting_title": "年会", "start_date": "2023-05-08", "place": "二楼", "unit": "甲"}
    assert findings(shared, shared, seen("same_capture"), kind="sign_in_sheet") == []
    assert findings(shared, shared, seen("same_layout"), kind="sign_in_sheet") == []
    assert findings(shared, shared, seen("same_capture", CHANGED), kind="sign_in_sheet") == ["reuse.edited_copy"]


def test_a_batch_that_names_nobody_calls_no_shared_sheet_reuse() -> None:
    sheet = {"kind": "sign_in_sheet", "person": ""}
    assert findings(BASE, BASE, seen("same_capture"), owner="", **sheet) == []  # type: ignore[arg-type]
    assert findings(BASE, BASE, seen("same_capture"), owner="", person="") == ["reuse.same_capture"]


def test_one_misread_word_on_a_poor_photo_does_not_hide_the_same_sheet() -> None:
    blurred = BASE | {"course_title": "水利工程厦量培洲班"}
    assert findings(blurred, BASE, seen("same_layout")) == ["reuse.same_sheet"]


def test_siblings_found_by_words_alone_are_not_even_compared() -> None:
    reading = Reading("new", "image/jpeg", ())
    facts = tuple(Fact(name, value, "", None, 0.9) for name, value in SIBLING.items())
    earlier = Earlier("old", "x", "completion_certificate", "a", None, None, None, dict(BASE), found_by={"text": 0.9})
    told = Told(earlier, seen("same_capture"))
    case = Case(
        "new", reading, Paper((1,), "completion_certificate", Recognition(1), facts), Submitter("b"), history=told
    )
    assert list(verify(case)) == []
    assert told.asked == []


def test_an_earlier_paper_that_can_no_longer_be_shown_says_nothing() -> None:
    assert findings(BASE, BASE, None) == []


@dataclass
class Family(Told):
    """A history of many papers of one class."""

    members: tuple[Earlier, ...] = ()

    def near_copies(self, fingerprints: Mapping[str, Sequence[str]]) -> Sequence[Earlier]:
        return self.members


def family(size: int) -> tuple[Earlier, ...]:
    """Siblings by picture and words, the later ones nearer by their pictures."""
    return tuple(
        Earlier(
            f"e{n}",
            f"b{n}",
            "completion_certificate",
            f"p{n}",
            None,
            None,
            None,
            BASE | {"person_name": f"王{n}", "certificate_no": f"NO20231{n:03d}"},
            found_by={"page": n / 100, "text": 0.9},
        )
        for n in range(size)
    )


def compared(here: Mapping[str, Any], members: tuple[Earlier, ...], capture: str) -> list[str]:
    facts = tuple(Fact(name, value, str(value), Place(1, NAME_BOX), 0.99) for name, value in here.items())
    reading = Reading("new", "image/jpeg", (Page(1, 800, 600, 0, Source.OCR, (), capture=capture),))
    told = Family(members[0], seen("same_layout"), members=members)
    paper = Paper((1,), "completion_certificate", Recognition(0.9), facts)
    list(verify(Case("new", reading, paper, Submitter("b"), history=told)))
    return told.asked


def test_of_a_family_only_the_nearest_pictures_are_laid_side_by_side() -> None:
    assert compared(SIBLING, family(18), "photo") == ["e15", "e16", "e17"]


def test_siblings_that_a_program_drew_are_not_compared_because_nothing_could_be_said() -> None:
    assert compared(SIBLING, family(18), "clean") == []
    assert compared(OTHER, family(18), "clean") == []
    assert compared(OTHER | {"certificate_no": "NO20231007"}, family(18), "clean") == ["e7"]


def test_the_same_sheet_is_compared_however_large_its_family() -> None:
    own = Earlier("own", "x", "completion_certificate", "a", None, None, None, dict(BASE), found_by={"content": 2.0})
    assert compared(BASE | {"person_name": "张三"}, (*family(18), own), "photo")[-1] == "own"


def test_an_edited_screenshot_that_names_nobody_is_still_told() -> None:
    scores = {"score_annual": 6200, "score_total": 30100, "screenshot_date": "2023-12-20"}
    edited = seen("same_rendering", CHANGED)
    assert findings(scores | {"score_annual": 8200}, scores, edited, kind="xuexi_score", capture="clean") == [
        "reuse.edited_copy"
    ]


def test_an_edited_scan_with_another_name_and_number_is_only_a_note() -> None:
    for here, severity in ((OTHER, Severity.DOUBT), (SIBLING, Severity.NOTE)):
        told = Told(
            Earlier("old", "x", "completion_certificate", "a", None, None, None, dict(BASE), found_by={"page": 0.9}),
            seen("same_capture", CHANGED),
        )
        facts = tuple(Fact(name, value, str(value), Place(1, NAME_BOX), 0.99) for name, value in here.items())
        reading = Reading("new", "image/jpeg", (Page(1, 800, 600, 0, Source.OCR, (), capture="scan"),))
        paper = Paper((1,), "completion_certificate", Recognition(0.9), facts)
        (found,) = verify(Case("new", reading, paper, Submitter("b"), history=told))
        assert (found.code, found.severity) == ("reuse.edited_copy", severity)
        assert ("底纹" in "".join(found.innocent)) is (severity is Severity.NOTE)
