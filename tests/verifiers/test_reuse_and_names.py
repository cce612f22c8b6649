"""The same file, the same number, whose name, what is claimed, who organised it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.fact import Alternative
from domain.finding import Finding, Severity
from domain.kind import COLLECTIVE_KINDS
from tests.verifiers.cases import Memory, case, codes, earlier
from verifiers import (
    NotApplicable,
    NotRun,
    claimed_facts,
    exact_reuse,
    number_conflict,
    organiser_on_list,
    person_name,
    qr_against_print,
    required_facts,
)
from verifiers.knowledge.names import Likeness, likeness


def test_same_bytes_of_another_person() -> None:
    history = Memory(earlier("p2", sha256="digest"))
    assert codes(exact_reuse.verify(case(history=history)), "doubt") == {"reuse.same_file"}


def test_same_bytes_of_the_same_person_are_a_note() -> None:
    history = Memory(earlier("p1", sha256="digest"))
    (found,) = exact_reuse.verify(case(history=history))
    assert (found.code, found.severity) == ("reuse.submitted_before", Severity.NOTE)


@pytest.mark.parametrize("kind", sorted(COLLECTIVE_KINDS))
def test_collective_papers_are_shared_rightly(kind: str) -> None:
    history = Memory(earlier("p2", kind, sha256="digest"))
    assert not list(exact_reuse.verify(case(kind, history=history)))


def test_number_with_another_name() -> None:
    history = Memory(earlier("p2", certificate_no="PX-2024-00123", person_name="李明轩"))
    (found,) = number_conflict.verify(case(history=history, certificate_no="PX-2024-00123", person_name="赵雪琳"))
    assert (found.code, found.severity) == ("reuse.number_conflict", Severity.DOUBT)
    assert "李明轩" in found.message
    assert "赵雪琳" in found.message
    assert found.other == "earlier.jpg"


OF_ONE_CLASS = {"course_title": "工程造价管理继续教育培训班", "start_date": "2024-05-06", "end_date": "2024-05-08"}
NUMBER = "PX-2024-00123"
ID = "330402********1234"


def conflict(
    *,
    here: dict[str, object] | None = None,
    there: dict[str, object] | None = None,
    signs: dict[int, float] | None = None,
    theirs: float = 1.0,
    others: tuple[Alternative, ...] = (),
    name_confidence: float = 0.99,
) -> Finding:
    """What is said of one number under two names; ``signs``: probabilities of single characters of the number."""
    shared = {"certificate_no": NUMBER, **OF_ONE_CLASS}
    history = Memory(
        replace(earlier("p2", **shared | {"person_name": "李明轩"} | (there or {})), read={"certificate_no": theirs})  # type: ignore[arg-type]
    )
    mine = case(history=history, text=f"编号{NUMBER}", **shared | {"person_name": "赵雪琳"} | (here or {}))  # type: ignore[arg-type]
    line = mine.reading.pages[0].lines[0]
    sure = [1.0] * len(line.text)
    for at, value in (signs or {}).items():
        sure[line.text.index(NUMBER) + at] = value
    page = replace(mine.reading.pages[0], lines=(replace(line, char_confidence=tuple(sure)),))
    lowest = min(sure)
    facts = tuple(
        replace(fact, confidence=lowest, sure=lowest > 0.985, alternatives=others, place=line.place)
        if fact.name == "certificate_no"
        else replace(fact, confidence=name_confidence)
        if fact.name == "person_name"
        else fact
        for fact in mine.paper.facts
    )
    mine = replace(mine, reading=replace(mine.reading, pages=(page,)), paper=replace(mine.paper, facts=facts))
    (found,) = number_conflict.verify(mine)
    assert found.code == "reuse.number_conflict"
    assert found.innocent
    return found


LAST, LETTER = len(NUMBER) - 1, 0


@pytest.mark.parametrize(
    "seen",
    [
        {},
        {"signs": {LETTER: 0.4}},  # letters are alike on all siblings: no misreading of them makes two numbers one
        {"signs": {LAST: 0.95}},  # read fairly, and all else agrees
        {"theirs": 0.95},
        {"signs": {LAST: 0.95}, "here": {"course_title": "工程造价管理继续教有培训班"}},
        {"there": {"organiser": "嘉兴市建设行业协会"}, "here": {"organiser": "浙江省嘉兴市建设行业协会"}},
        {"signs": {LAST: 0.5}, "here": {"id_number": ID}, "there": {"id_number": ID}},
    ],
)  # fmt: skip
def test_one_number_under_two_names_is_a_doubt_where_the_reading_could_not_have_made_it(
    seen: dict[str, object],
) -> None:
    assert conflict(**seen).severity is Severity.DOUBT  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "seen",
    [
        {"signs": {LAST: 0.85}},  # a classmate's number may have become this one
        {"signs": {LAST: 0.95}, "theirs": 0.95},
        {"theirs": 0.85},  # the classmate's may have become mine as well
        {"signs": {LAST: 0.95}, "here": {"start_date": "2024-06-06", "end_date": "2024-06-08"}},
        {"signs": {LAST: 0.95}, "here": {"course_title": None, "start_date": None, "end_date": None}},
        {"others": (Alternative("PX-2024-00128", 0.3, "tesseract"),)},
        {"there": {"organiser": "嘉兴市建设行业协会"}, "here": {"organiser": "温州大学继续教育学院"}},
        {"name_confidence": 0.5},
    ],
)
def test_one_number_under_two_names_is_a_note_where_it_may_have_come_about_innocently(seen: dict[str, object]) -> None:
    assert conflict(**seen).severity is Severity.NOTE  # type: ignore[arg-type]


def test_digits_all_siblings_share_may_be_badly_read() -> None:
    """Of 2024 in PX-2024-00123 the first three digits lie before the six that tell siblings apart."""
    assert conflict(signs={NUMBER.index("2024"): 0.6}).severity is Severity.DOUBT


def test_a_number_whose_place_is_unknown_is_as_sure_as_the_whole() -> None:
    history = Memory(earlier("p2", certificate_no=NUMBER, person_name="李明轩"))
    mine = case(history=history, confidence=0.8, certificate_no=NUMBER, person_name="赵雪琳")
    assert codes(number_conflict.verify(mine), "note") == {"reuse.number_conflict"}


def test_siblings_of_a_class_are_no_reuse() -> None:
    history = Memory(earlier("p2", certificate_no="PX-2024-00123", person_name="李明轩", course_title="甲班"))
    mine = case(history=history, certificate_no="PX-2024-00124", person_name="赵雪琳", course_title="甲班")
    assert not list(number_conflict.verify(mine))


def test_own_paper_again_is_no_conflict() -> None:
    history = Memory(earlier("p1", certificate_no="PX-2024-00123", person_name="赵雪琳"))
    assert not list(number_conflict.verify(case(history=history, certificate_no="PX-2024-00123", person_name="赵雪琳")))


def test_same_number_and_name_in_another_account() -> None:
    history = Memory(earlier("p2", certificate_no="PX-2024-00123", person_name="赵雪琳"))
    mine = case(history=history, certificate_no="PX-2024-00123", person_name="赵雪琳")
    assert codes(number_conflict.verify(mine), "doubt") == {"reuse.number_again"}


def test_partners_of_a_patent_or_award_share_its_number() -> None:
    patent = {"patent_no": "ZL 2017 1 0601862.3", "inventors": ["赵雪琳", "李明轩"]}
    history = Memory(earlier("p2", "patent_certificate", **patent))
    assert not list(number_conflict.verify(case("patent_certificate", name="赵雪琳", history=history, **patent)))
    assert list(number_conflict.verify(case("patent_certificate", name="王刚", history=history, **patent)))
    history = Memory(earlier("p2", "award_certificate", certificate_no="2024-J-2-113", person_name="李明轩", rank=2))
    mine = case("award_certificate", history=history, certificate_no="2024-J-2-113", person_name="赵雪琳", rank=1)
    assert not list(number_conflict.verify(mine))


def test_a_unit_pays_for_several_people_on_one_receipt() -> None:
    history = Memory(earlier("p2", "payment_receipt", receipt_no="88123456", payer="嘉兴市恒澜建筑设计院有限公司"))
    mine = case("payment_receipt", history=history, receipt_no="88123456", payer="嘉兴市恒澜建筑设计院有限公司")
    assert not list(number_conflict.verify(mine))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("张 晓明", "张晓明", Likeness.SAME),
        ("阿布都•热合曼", "阿布都·热合曼", Likeness.SAME),
        ("张晓辉", "张晓晖", Likeness.ALIKE),
        ("王昊", "王吴", Likeness.ALIKE),
        ("张晓", "张晓明", Likeness.ALIKE),
        ("张伟", "张强", Likeness.DIFFERENT),
        ("张晓明", "李晓明", Likeness.DIFFERENT),
        ("张晓明", "张大力", Likeness.DIFFERENT),
        ("", "张晓明", Likeness.DIFFERENT),
    ],
)
def test_likeness(first: str, second: str, expected: Likeness) -> None:
    assert likeness(first, second) is expected
    assert likeness(second, first) is expected


def test_name_on_the_paper() -> None:
    assert not list(person_name.verify(case(name="赵雪琳", person_name="赵雪琳")))
    assert codes(person_name.verify(case(name="赵雪琳", person_name="李明轩")), "doubt") == {
        "contradiction.other_person"
    }
    assert codes(person_name.verify(case(name="张晓辉", person_name="张晓晖")), "note") == {"contradiction.name_alike"}
    assert codes(person_name.verify(case(name="赵雪琳")), "doubt") == {"completeness.name_missing"}
    assert not list(person_name.verify(case("article_page", name="赵雪琳", authors=["李明轩", "赵雪琳"])))
    with pytest.raises(NotApplicable):
        list(person_name.verify(case("journal_cover", name="赵雪琳")))
    with pytest.raises(NotRun):
        list(person_name.verify(case(person_name="赵雪琳")))


def test_name_on_a_sheet() -> None:
    rows = [
        {"name": "赵雪琳", "attended": True, "page": 1, "box": [10, 20, 90, 60], "confidence": 0.97},
        {"name": "张晓晖", "attended": True, "page": 1, "box": [10, 80, 90, 120], "confidence": 0.9},
        {"name": "李明轩", "attended": False, "page": 1, "box": [10, 140, 90, 180], "confidence": 0.95},
    ]
    assert not list(person_name.verify(case("sign_in_sheet", name="赵雪琳", names=rows)))
    (alike,) = person_name.verify(case("sign_in_sheet", name="张晓辉", names=rows))
    assert (alike.code, alike.severity) == ("contradiction.name_alike", Severity.NOTE)
    assert alike.place is not None
    assert alike.place.box.as_list() == [10, 80, 90, 120]
    assert codes(person_name.verify(case("sign_in_sheet", name="李明轩", names=rows))) == {"completeness.not_signed_in"}
    assert codes(person_name.verify(case("sign_in_sheet", name="王刚", names=rows))) == {
        "completeness.name_not_on_sheet"
    }


def test_signed_for_by_another_is_said_as_such() -> None:
    row = {"name": "李明轩", "attended": False, "proxy": True, "page": 1, "box": [10, 140, 90, 180], "confidence": 0.95}
    (found,) = person_name.verify(case("sign_in_sheet", name="李明轩", names=[row]))
    assert (found.code, "代签" in found.message) == ("completeness.not_signed_in", True)
    (other,) = person_name.verify(case("sign_in_sheet", name="李明轩", names=[row | {"proxy": False}]))
    assert "代签" not in other.message


def test_claimed_against_read() -> None:
    assert codes(claimed_facts.verify(case(claimed={"hours": 24}, hours=16)), "doubt") == {"contradiction.claimed"}
    assert not list(
        claimed_facts.verify(case(claimed={"hours": "16", "issue_date": "2024-05"}, hours=16, issue_date="2024-05-06"))
    )
    with pytest.raises(NotApplicable):
        list(claimed_facts.verify(case(hours=16)))


def test_organiser_place_name_first() -> None:
    listed = {"approved_organisers": ["舟山市建设继续教育学院", "温州市会计学会"]}
    assert not list(organiser_on_list.verify(case(claimed=listed, organiser="舟山市建设继续教育学院")))
    sibling = case(claimed=listed, organiser="温州市建设继续教育学院")
    assert codes(organiser_on_list.verify(sibling), "doubt") == {"contradiction.organiser_place"}
    other = case(claimed=listed, organiser="徐州市图书情报学会")
    assert codes(organiser_on_list.verify(other), "note") == {"contradiction.organiser_not_listed"}
    with pytest.raises(NotRun):
        list(organiser_on_list.verify(case(organiser="徐州市图书情报学会")))


@pytest.mark.parametrize(
    "payload",
    [
        "https://v.example.invalid/c?no=PX-1234&name=李明轩&hours=24",
        '{"证书编号": "PX-1234", "姓名": "李明轩", "学时": 24}',
        "姓名：李明轩\n编号：PX-1234",
    ],
)
def test_qr_against_print(payload: str) -> None:
    right = {"certificate_no": "PX-1234", "person_name": "李明轩", "hours": 24}
    assert not list(qr_against_print.verify(case(qr=payload, **right)))
    wrong = right | {"person_name": "赵雪琳"}
    assert codes(qr_against_print.verify(case(qr=payload, **wrong)), "doubt") == {"contradiction.qr_mismatch"}


def test_qr_with_nothing_to_compare() -> None:
    with pytest.raises(NotApplicable):
        list(qr_against_print.verify(case(qr="https://v.example.invalid/8fk2", person_name="李明轩")))


def test_unknown_kind_asks() -> None:
    assert codes(required_facts.verify(case("unknown")), "doubt") == {"completeness.unknown_kind"}


def test_files_of_a_batch_that_names_nobody() -> None:
    """Equal files are doubted, a number with the same name only noted: it may be one person's paper twice."""
    same_file = Memory(earlier("", sha256="digest"))
    assert codes(exact_reuse.verify(case(person="", history=same_file)), "doubt") == {"reuse.same_file"}
    same_name = Memory(earlier("", certificate_no="PX-2024-00123", person_name="赵雪琳"))
    mine = case(person="", history=same_name, certificate_no="PX-2024-00123", person_name="赵雪琳")
    assert codes(number_conflict.verify(mine)) == codes(number_conflict.verify(mine), "note") == {"reuse.number_again"}
