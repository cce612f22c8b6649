"""A share of second reviews is made without sight of the first; figures go by unit and clause, never by person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from decimal import Decimal

import pytest

from claims import Settings
from claims.desk import Desk
from claims.errors import Forbidden
from claims.statistics import StatisticsLine
from claims.views import Actor, ClaimChange, ClaimView, Decision, DoubtAnswer
from domain.claim import ClaimState, Verdict
from intake import Intake
from tests.claims.conftest import YEAR, Office

CREDIT = Decision(Verdict.CREDIT)


@pytest.fixture
def office(settings: Settings, people: dict[str, Actor], intake: Intake) -> Iterator[Office]:
    """Every second review is blind."""
    desk = Desk(replace(settings, blind_percent=100), intake)
    desk.start(work=False)
    yield Office(desk=desk, settings=settings, **people)
    desk.close()


def reviewed(office: Office, hours: Decimal | None) -> ClaimView:
    """A claim the unit has looked at: doubts answered with a note, credited as proposed or adjusted."""
    claim_id = office.draft(days=2)
    office.desk.submit(office.person, claim_id)
    claim = office.desk.claim(office.unit, claim_id)
    asked = tuple(DoubtAnswer(one.id, note="单位看过") for one in claim.doubts + claim.folded)
    claim = office.desk.change_claim(
        office.unit, claim_id, claim.summary.version, ClaimChange(doubts=asked, note="单位备注")
    )
    said = CREDIT if hours is None else Decision(Verdict.ADJUST, "只到了一天", "", hours)
    return office.desk.decide(office.unit, claim_id, claim.summary.version, said, idempotency_key="first")


def test_the_second_level_does_not_see_what_the_first_said(office: Office) -> None:
    before = reviewed(office, Decimal(6))
    seen = office.desk.claim(office.authority, before.summary.id)
    assert seen.blind
    assert seen.summary.credited is None
    assert seen.note == ""
    assert "adjust" not in [move.move for move in seen.timeline]
    assert "单位看过" not in repr(seen.doubts + seen.folded + seen.settled)
    assert len(seen.settled) == 0
    unit = office.desk.claim(office.unit, before.summary.id)  # who said it still sees it
    assert not unit.blind
    assert unit.summary.credited == 6


def test_agreeing_credits_and_differing_goes_back_as_a_dispute(office: Office) -> None:
    first = reviewed(office, None)
    assert first.summary.credited is not None
    seen = office.desk.claim(office.authority, first.summary.id).summary
    done = office.desk.decide(office.authority, seen.id, seen.version, CREDIT, idempotency_key="a")
    assert done.summary.state is ClaimState.CREDITED
    assert done.summary.credited == first.summary.credited

    other = reviewed_again(office)
    seen = office.desk.claim(office.authority, other.summary.id).summary
    assert seen.hours is not None
    done = office.desk.decide(office.authority, seen.id, seen.version, CREDIT, idempotency_key="b")
    assert done.summary.state is ClaimState.DISPUTED
    assert done.summary.credited == seen.hours.default  # what was on the screen, not the hidden figure
    assert "独立核定" in done.timeline[-1].reason

    figures = office.desk.statistics(office.authority, YEAR)
    assert (figures.blind_decided, figures.blind_agreed) == (2, 1)
    assert sum(line.decided for line in figures.units) == sum(line.decided for line in figures.clauses) == 4
    assert figures.waiting == 1


def reviewed_again(office: Office) -> ClaimView:
    claim_id = office.draft(days=2, event="农村饮水安全研修班")
    office.desk.submit(office.person, claim_id)
    claim = office.desk.claim(office.unit, claim_id)
    asked = tuple(DoubtAnswer(one.id) for one in claim.doubts + claim.folded)
    claim = office.desk.change_claim(office.unit, claim_id, claim.summary.version, ClaimChange(doubts=asked))
    said = Decision(Verdict.ADJUST, "只到了一天", "", Decimal(6))
    return office.desk.decide(office.unit, claim_id, claim.summary.version, said, idempotency_key="again")


def test_figures_name_no_person_and_keep_to_what_one_may_see(office: Office) -> None:
    reviewed(office, None)
    figures = office.desk.statistics(office.auditor, YEAR)
    assert [line.title for line in figures.units] == [office.person.employer]
    told = repr(figures)
    for who in (office.person, office.unit, office.authority):
        assert who.name not in told
        assert who.person_id not in told
    assert {one.name for one in fields(StatisticsLine)} == {
        "title", "credited", "adjusted", "returned", "declined", "disputed",
    }  # fmt: skip
    assert office.desk.statistics(office.other_unit, YEAR).units == ()
    assert office.desk.statistics(office.other_city, YEAR).units == ()
    for actor in (office.person, office.investigator):
        with pytest.raises(Forbidden):
            office.desk.statistics(actor, YEAR)
