"""Doubts: ranked by what another reading changes; corrections beside the machine's; answers that stay."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from claims.documents import Document
from claims.doubts import consequential, doubts
from claims.evaluate import Question, reckon
from claims.joined import joined
from claims.views import Choice, ClaimChange, CorrectionView, Doubt, FactCorrection
from cli.claim_text import claim_text
from domain.fact import Alternative, Fact, Paper, Recognition, Unread
from domain.finding import Finding, Severity
from domain.place import Box, Place
from tests.claims import papers
from tests.claims.conftest import Office

HERE = Place(1, Box(10, 10, 60, 30))


@dataclass(frozen=True)
class Row:
    """The columns of an evidence row that a reckoning looks at."""

    id: str = "e1"
    kind: str = "xuexi_score"
    person_id: str = "p1"
    fields: dict[str, Any] = field(default_factory=dict)


def fact(name: str, value: Any, *, confidence: float = 0.99, sure: bool = True, rivals: tuple[Any, ...] = ()) -> Fact:
    others = tuple(Alternative(rival, 0.4, "tesseract") for rival in rivals)
    return Fact(name, value, str(value), HERE, confidence, sure, others)


def score(*facts: Fact, findings: tuple[Finding, ...] = (), **more: Any) -> Question:
    """A signed and sealed score screenshot of 2023 with these facts on top."""
    given = {one.name: one for one in (fact("person_name", "郑晓岚"), fact("score_year", 2023), fact("signed", True),
                                       fact("sealed", True), *facts)}  # fmt: skip
    paper = Paper((1,), "xuexi_score", Recognition(0.99), tuple(given.values()), more.pop("unread", ()))
    document = Document(Row(), paper, findings, corrections=more.pop("corrections", {}))
    return Question("c1", "jiaxing", 2023, "郑晓岚", {"title_level": "intermediate"}, (document,), **more)


def asked(question: Question) -> dict[str, Any]:
    found = doubts(question, reckon(question))
    return {doubt.code: doubt for doubt in found if consequential(doubt)}


def test_an_honest_score_raises_no_question() -> None:
    assert asked(score(fact("score_annual", 7496))) == {}


def test_a_rival_reading_across_an_edge_is_asked_with_its_effect() -> None:
    found = asked(score(fact("score_annual", 8020, confidence=0.8, sure=False, rivals=(6020,))))
    doubt = found["fact.score_annual"]
    assert "学时" in doubt.changes
    assert [choice.value for choice in doubt.choices] == [8020, 6020]
    assert doubt.choices[0].effect != doubt.choices[1].effect
    assert (doubt.page, doubt.box) == (1, (10, 10, 60, 30))


def test_a_rival_reading_within_the_band_folds_away() -> None:
    question = score(fact("score_annual", 7496, confidence=0.95, sure=False, rivals=(7436,)))
    assert "fact.score_annual" not in asked(question)


def test_another_name_is_asked() -> None:
    found = asked(score(fact("score_annual", 7496), fact("person_name", "郑晓凤", confidence=0.7, sure=False)))
    assert "人员" in found["fact.person_name"].changes


def test_findings_come_first_and_notes_are_no_questions() -> None:
    stop = Finding("tampering.covered_text", Severity.STOP, "数字下面另有文字", 0.95, HERE)
    note = Finding("capture.dark", Severity.NOTE, "偏暗", 0.9)
    question = score(fact("score_annual", 8020, confidence=0.8, sure=False, rivals=(6020,)), findings=(stop, note))
    found = doubts(question, reckon(question))
    assert found[0].code == "tampering.covered_text"
    assert "capture.dark" not in {doubt.code for doubt in found}


def test_an_unread_fact_is_asked_only_where_it_counts() -> None:
    found = asked(score(unread=(Unread("score_annual"), Unread("seal_text"))))
    assert "unread.score_annual" in found
    assert "unread.seal_text" not in found


def test_a_claimants_correction_is_shown_to_the_reviewer_a_reviewers_is_not_asked_again() -> None:
    now = datetime.now(UTC)
    own = CorrectionView(8500, "郑晓岚", "professional", now)
    found = asked(score(fact("score_annual", 7496), corrections={"score_annual": own}))
    assert [choice.value for choice in found["fact.score_annual"].choices] == [8500, 7496]
    checked = CorrectionView(8500, "许管理", "unit_admin", now)
    assert "fact.score_annual" not in asked(score(fact("score_annual", 7496), corrections={"score_annual": checked}))


def test_a_name_missing_on_a_sign_in_sheet_is_asked_whatever_the_hours_hang_on() -> None:
    """Folded away, it would let a claim pass whose owner nobody saw there."""
    names = fact("names", [{"name": "高一鸣"}])
    paper = Paper((1,), "sign_in_sheet", Recognition(0.99), (names,))
    missing = Finding("completeness.name_not_on_sheet", Severity.DOUBT, "没有找到", 0.75, HERE, facts=("names",))
    venue = Finding("completeness.unread_fact", Severity.DOUBT, "没有读到地点。", 0.9, HERE, facts=("place",))
    document = Document(Row(kind="sign_in_sheet"), paper, (missing, venue))
    given = {"days": 3, "start": "2023-05-10", "end": "2023-05-12"}
    question = Question(
        "c1", "jiaxing", 2023, "郑晓岚", {"title_level": "intermediate"}, (document,), "industry_authority_class", given
    )
    found = asked(question)
    assert found["completeness.name_not_on_sheet"].changes == ("人员",)
    assert "completeness.unread_fact" not in found
    told = replace(question, documents=(replace(document, answered=frozenset({"completeness.name_not_on_sheet"})),))
    assert "completeness.name_not_on_sheet" not in asked(told)  # the sheet was checked for the class: said there


def question(code: str, *, kind: str = "finding", weight: float = 60.0, **more: Any) -> Doubt:
    base = Doubt(code, kind, code, f"{code}。", "为什么", "doubt", weight, ("学时",), "e1")  # type: ignore[arg-type]
    return replace(base, **more)


def test_questions_about_one_value_are_one_card_with_the_readings_to_choose_from() -> None:
    choices = (Choice(1, "2023-05-12", "person", 1.0), Choice(2, "2023-05-10", "rapidocr", 0.9))
    changed = question("fact.end_date", kind="fact", fact="end_date", page=1, box=(10, 10, 60, 30), choices=choices)
    differs = question("class.end_date_differs", weight=62.0, fact="end_date", innocent=("可能换过班期。",))
    span = question("contradiction.hours_against_days", weight=61.0, page=1, box=(12, 12, 60, 30))
    copied = question("reuse.same_capture", weight=95.0, fact="end_date", page=1, box=(10, 10, 60, 30))
    settled = question("fact.start_date", kind="fact", fact="end_date", settled=True)
    folded = question("fact.place", kind="fact", weight=0.2, fact="end_date")
    elsewhere = question("fact.hours", kind="fact", fact="hours", page=1, box=(10, 200, 60, 230))
    cards = joined([copied, differs, span, changed, elsewhere, settled, folded])
    assert [card.code for card in cards] == [
        "reuse.same_capture", "fact.end_date", "fact.hours", "fact.start_date", "fact.place"
    ]  # fmt: skip
    card = cards[1]
    assert card.covers == ("class.end_date_differs", "contradiction.hours_against_days")
    assert (card.choices, card.weight, card.innocent) == (choices, 62.0, ("可能换过班期。",))
    assert "class.end_date_differs" in card.why
    assert cards[0].covers == ()


def test_a_terminal_asks_what_the_desk_asks(office: Office) -> None:
    """The ring of a seal, badly read, is a question at neither."""
    view = office.desk.claim(office.person, office.draft())
    asked_, seal = question("fact.hours", title="学时数是“18”还是“13”？"), question("fact.seal_text", weight=0.5)
    said = claim_text(replace(view, doubts=(asked_,), folded=(replace(seal, title="印章文字读作“甲”，对吗？"),)))
    assert "学时数是“18”还是“13”" in said
    assert "印章" not in said
    assert "另有 1 处" in said


def test_corrections_stand_beside_the_reading_and_are_reckoned_at_once(working_office: Office) -> None:
    office = working_office
    evidence_id = office.upload(papers.certificate())
    claim_id = office.desk.evidence(office.person, evidence_id).claim_ids[0]
    view = office.desk.claim(office.person, claim_id)
    change = ClaimChange(facts=(FactCorrection(evidence_id, "end_date", "2023-05-11", "最后一天未参加"),))
    changed = office.desk.change_claim(office.person, claim_id, view.summary.version, change)
    fact_view = next(one for one in changed.evidence[0].facts if one.name == "end_date")
    assert (fact_view.value, fact_view.machine_value) == ("2023-05-11", "2023-05-12")
    assert fact_view.correction is not None
    assert fact_view.correction.by == "郑晓岚"
    assert changed.activity["days"] == 2
    assert changed.activity_sources["days"]["derived"]
    assert changed.summary.hours != view.summary.hours
    office.desk.submit(office.person, claim_id)
    seen = office.desk.claim(office.unit, claim_id)
    assert any(doubt.fact == "end_date" for doubt in (*seen.doubts, *seen.folded))


# --- a part photographed again ------------------------------------------------------------------------------------


def certificate(id_: str, *facts: Fact, unread: tuple[Unread, ...] = ()) -> Document:
    given = (fact("person_name", "郑晓岚"), fact("course_title", "水利工程质量安全管理培训班"), *facts)
    paper = Paper((1,), "completion_certificate", Recognition(0.99), given, unread)
    return Document(Row(id_, "completion_certificate"), paper)


def of_papers(*documents: Document) -> Question:
    person = {"title_level": "intermediate"}
    return Question("c1", "jiaxing", 2023, "郑晓岚", person, documents, pathway="industry_authority_class")


def test_a_part_photographed_again_answers_what_the_first_picture_left_open() -> None:
    blurred = fact("days", 8, confidence=0.6, sure=False, rivals=(3,))
    first = certificate("e1", fact("start_date", "2023-05-10"), blurred, unread=(Unread("end_date"),))
    assert {"fact.days", "unread.end_date"} <= set(asked(of_papers(first)))
    again = certificate("e2", fact("days", 3), fact("end_date", "2023-05-12"))
    both = of_papers(first, again)
    assert not {"fact.days", "unread.end_date"} & set(asked(both))
    activity = reckon(both).prefilled.activity
    assert (activity["days"], activity["end"]) == (3, "2023-05-12")


def test_another_paper_of_the_kind_answers_nothing() -> None:
    """Two certificates of one person are two papers: the clear one says nothing about the blurred one."""
    first = certificate("e1", fact("certificate_no", "A1"), fact("days", 8, confidence=0.6, sure=False, rivals=(3,)))
    other = certificate("e2", fact("certificate_no", "B2"), fact("days", 3))
    assert "fact.days" in asked(of_papers(first, other))
    assert reckon(of_papers(first, other)).prefilled.activity["days"] == 8
