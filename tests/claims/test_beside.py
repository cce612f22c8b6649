"""What the office knows around a claim stands on the claim: the approved class, colleagues of the same class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claims.views import Actor, ClaimChange, ClaimView, Doubt, DoubtAnswer, FactCorrection
from tests.claims import papers
from tests.claims.conftest import CITY, YEAR, Office
from tests.claims.test_classes import TITLE, approved, roster, with_roster


def claimed(office: Office, actor: Actor, *, start: str = "2023-05-10", end: str = "2023-05-11", days: int = 2) -> str:
    """A claim of one's own words, handed in."""
    activity: Mapping[str, Any] = {"days": days, "event": TITLE, "start": start, "end": end}
    made = office.desk.create_claim(actor, city=CITY, year=YEAR, pathway="industry_authority_class", activity=activity)
    office.desk.submit(actor, made.summary.id)
    return made.summary.id


def asked(view: ClaimView) -> dict[str, Doubt]:
    """Questions of this kind, open and folded, by code."""
    return {one.code: one for one in (*view.doubts, *view.folded) if one.code.startswith("class.")}


def test_a_certificate_that_differs_from_the_approved_class_is_asked_on_the_claim(working_office: Office) -> None:
    """The paper says three days and 24 hours; the class was approved for two days and 12."""
    office = working_office
    with_roster(office, "郑晓岚")
    office.upload(papers.certificate(), pathway="industry_authority_class")
    (line,) = office.desk.claims(office.person, mine=True).items
    office.desk.submit(office.person, line.id)
    view = office.desk.claim(office.unit, line.id)
    found = asked(view)
    assert set(found) == {"class.hours_differ", "class.end_date_differs"}
    hours = found["class.hours_differ"]
    assert "24" in hours.title
    assert hours.box is not None  # the strip of pixels under the figure
    assert hours.innocent
    (beside,) = view.classes
    assert beside.on_roster == "same"
    assert len(beside.differs) == 2
    # The owner is not told what stands in the office's files.
    assert office.desk.claim(office.person, line.id).classes == ()


def test_one_changed_figure_is_one_card_and_one_answer(working_office: Office) -> None:
    """The claimant changed the last day and the class says otherwise: the same figure, asked once."""
    office = working_office
    with_roster(office, "郑晓岚")
    evidence_id = office.upload(papers.certificate(), pathway="industry_authority_class")
    (line,) = office.desk.claims(office.person, mine=True).items
    changed = ClaimChange(facts=(FactCorrection(evidence_id, "end_date", "2023-05-13"),))
    office.desk.change_claim(office.person, line.id, line.version, changed)
    office.desk.submit(office.person, line.id)
    view = office.desk.claim(office.unit, line.id)
    (card,) = (one for one in view.doubts if one.fact == "end_date")
    assert card.code == "fact.end_date"
    assert [choice.value for choice in card.choices] == ["2023-05-13", "2023-05-12"]
    assert len(card.covers) == 1
    assert "结束日期与班次（2023-05-11）不同" in card.why
    before = view.summary.open_doubts
    answered = ClaimChange(doubts=(DoubtAnswer(card.id),))
    after = office.desk.change_claim(office.unit, line.id, view.summary.version, answered)
    assert after.summary.open_doubts == before - 1
    assert {card.id, *card.covers} <= {one.id for one in after.settled}


def test_a_roster_that_comes_later_asks_again(office: Office) -> None:
    view = approved(office)
    claim_id = claimed(office, office.person)
    before = office.desk.claim(office.unit, claim_id)
    assert asked(before) == {}
    assert before.classes[0].on_roster is None
    office.desk.hand_in_roster(office.unit, view.line.id, None, roster("高一鸣"))
    after = office.desk.claim(office.unit, claim_id)
    assert set(asked(after)) == {"class.not_on_roster"}
    assert after.summary.version > before.summary.version


def test_a_class_that_agrees_asks_nothing(office: Office) -> None:
    with_roster(office, "郑晓岚")
    view = office.desk.claim(office.unit, claimed(office, office.person))
    assert asked(view) == {}
    assert view.classes[0].differs == ()


def test_colleagues_who_agree_make_the_odd_one_a_question(office: Office) -> None:
    for actor in (office.colleague, office.stranger):
        assert asked(office.desk.claim(office.authority, claimed(office, actor))) == {}
    odd = office.desk.claim(office.unit, claimed(office, office.person, end="2023-05-14", days=5))
    found = asked(odd)["class.colleagues_dates"]
    assert "同班另外 2 人" in found.title
    assert office.colleague.name not in found.title
    # Who agrees with them is asked nothing.
    assert asked(office.desk.claim(office.unit, claimed(office, office.person))) == {}


def test_the_queue_can_be_narrowed_to_a_class_and_goes_on_behind_the_claim(office: Office) -> None:
    view = with_roster(office, "郑晓岚", "高一鸣")
    first, second = claimed(office, office.person), claimed(office, office.colleague)
    other = office.draft(actor=office.person, event="护理新进展研讨班")
    office.desk.submit(office.person, other)
    lines = office.desk.claims(office.unit, queue=True, class_id=view.line.id).items
    assert [one.id for one in lines] == [first, second]
    assert office.desk.queue_length(office.unit, queue=True) == 3
    assert office.desk.queue_after(office.unit, second, limit=5, queue=True) == (other, first)
    # Looking into a claim and correcting it does not send it to the end of the queue.
    assert [one.id for one in office.desk.claims(office.unit, queue=True).items] == [first, second, other]
    assert not office.desk.claims(office.unit, queue=True, waiting_days=3).items
