"""Planted items: known-wrong claims of invented people that look like any other and never become anything."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.errors import Conflict, Forbidden
from claims.planted import NewItem, PlantedItem
from claims.views import Decision
from claims.work import wait_until
from domain.claim import ClaimState, Verdict
from tests.claims import papers
from tests.claims.conftest import CITY, UNIT, YEAR, Office
from tests.claims.test_review import CREDIT, settle

ITEM = NewItem("郑晓岚", UNIT, CITY, YEAR, "industry_authority_class", "材料写 24 学时，三天按办法只有 18 学时")


def planted(office: Office, variant: int = 0) -> PlantedItem:
    """One item that waits in the unit's queue."""
    office.desk.plant(office.authority, papers.certificate(variant), ITEM)
    assert wait_until(lambda: office.desk.planted(office.authority)[0].state != "reading", 60)
    item = office.desk.planted(office.authority)[0]
    assert item.state == "waiting"
    return item


def test_an_item_looks_like_any_claim_and_ends_without_registering_anything(working_office: Office) -> None:
    office = working_office
    item = planted(office)
    assert item.claim_id is not None
    (line,) = office.desk.claims(office.unit, queue=True).items
    assert (line.id, line.state, line.person_name) == (item.claim_id, ClaimState.SUBMITTED, "郑晓岚")
    seen = settle(office, office.unit, item.claim_id)
    assert seen.planted == ""
    assert "credit" in seen.moves
    after = office.desk.decide(office.unit, item.claim_id, seen.summary.version, CREDIT, idempotency_key="one")
    assert after.summary.state is ClaimState.WITHDRAWN
    assert "三天按办法只有 18 学时" in after.planted
    assert not after.can_undo
    with pytest.raises(Conflict):
        office.desk.undo(office.unit, item.claim_id, after.summary.version)
    account = office.desk.year_account(office.authority, item.person_id, YEAR)
    assert account.claimed is not None
    assert account.claimed["totals"]["total"] == {"low": 0, "high": 0}
    figures = office.desk.statistics(office.authority, YEAR)
    assert (figures.planted_decided, figures.planted_found, figures.units) == (1, 0, ())
    assert [one.state for one in office.desk.planted(office.authority)] == ["missed"]
    assert office.desk.audit_verify().ok


@pytest.mark.parametrize("verdict", [Verdict.RETURN, Verdict.DECLINE, Verdict.ADJUST, Verdict.DISPUTE])
def test_every_other_word_has_found_it(working_office: Office, verdict: Verdict) -> None:
    office = working_office
    item = planted(office)
    assert item.claim_id is not None
    seen = settle(office, office.unit, item.claim_id)
    hours = Decimal(12) if verdict is Verdict.ADJUST else None
    said = Decision(verdict, "对不上", "四（四）", hours)
    after = office.desk.decide(office.unit, item.claim_id, seen.summary.version, said, idempotency_key="one")
    assert after.summary.state is ClaimState.WITHDRAWN
    assert after.summary.credited is None
    assert [one.state for one in office.desk.planted(office.authority)] == ["found"]


def test_it_is_nobodys_neighbour_and_nobodys_colleague(working_office: Office) -> None:
    office = working_office
    item = planted(office)
    assert item.person_id not in {one.id for one in office.desk.people(office.unit)}
    own = office.upload(papers.certificate())  # the very same bytes, handed in by a real person
    again = office.upload(papers.certificate(), actor=office.colleague)
    assert not [one for one in office.desk.evidence(office.person, own).findings if one.code.startswith("reuse.")]
    # Real papers are compared with each other as ever.
    found = {one.code for one in office.desk.evidence(office.colleague, again).findings}
    assert "reuse.same_file" in found


def test_who_put_it_there_does_not_decide_and_others_may_not_plant(working_office: Office) -> None:
    office = working_office
    with pytest.raises(Forbidden):
        office.desk.plant(office.unit, papers.certificate(), ITEM)
    with pytest.raises(Forbidden):
        office.desk.plant(office.other_city, papers.certificate(), ITEM)
    with pytest.raises(Forbidden):
        office.desk.planted(office.unit)
