"""Moves on claims: two levels, disputes, return loop, races, idempotency, undo, bulk."""

from __future__ import annotations

import threading
from decimal import Decimal

import pytest

from claims.errors import BadInput, Conflict, Forbidden, NotFound, Stale
from claims.views import Actor, BulkItem, ClaimChange, ClaimView, Decision, DoubtAnswer
from domain.claim import ClaimState, Verdict
from tests.claims.conftest import CITY, YEAR, Office

CREDIT = Decision(Verdict.CREDIT)


def settle(office: Office, actor: Actor, claim_id: str) -> ClaimView:
    """Look at every open question of the claim and find it harmless."""
    view = office.desk.claim(actor, claim_id)
    answers = tuple(DoubtAnswer(doubt.id, True, "已核对") for doubt in (*view.doubts, *view.folded))
    if not answers:
        return view
    return office.desk.change_claim(actor, claim_id, view.summary.version, ClaimChange(doubts=answers))


def decide(office: Office, actor: Actor, claim_id: str, decision: Decision, key: str) -> ClaimView:
    view = settle(office, actor, claim_id)
    if decision.verdict is Verdict.CREDIT and view.summary.credited is None and decision.hours is None:
        hours = view.summary.hours
        if hours is None or hours.default is None:
            decision = Decision(Verdict.CREDIT, hours=Decimal(12))
    return office.desk.decide(actor, claim_id, view.summary.version, decision, idempotency_key=key)


def submitted(office: Office) -> str:
    claim_id = office.draft()
    office.desk.submit(office.person, claim_id)
    return claim_id


def test_two_levels_credit_a_claim(office: Office) -> None:
    claim_id = submitted(office)
    assert [one.id for one in office.desk.claims(office.unit, queue=True).items] == [claim_id]
    first = decide(office, office.unit, claim_id, CREDIT, "k1")
    assert first.summary.state is ClaimState.SECOND_REVIEW
    assert not office.desk.claims(office.unit, queue=True).items
    second = decide(office, office.authority, claim_id, CREDIT, "k2")
    assert second.summary.state is ClaimState.CREDITED
    assert second.summary.credited is not None
    account = office.desk.year_account(office.person, office.person.person_id, YEAR)
    assert account.credited is not None
    assert account.credited["activities"][0]["ref"] == claim_id
    assert office.desk.audit_verify().ok


def test_the_wrong_level_and_other_units_cannot_decide(office: Office) -> None:
    claim_id = submitted(office)
    version = office.desk.claim(office.unit, claim_id).summary.version
    with pytest.raises(Forbidden):
        office.desk.decide(office.person, claim_id, version, CREDIT, idempotency_key="k")
    with pytest.raises(Forbidden):
        office.desk.decide(office.authority, claim_id, version, CREDIT, idempotency_key="k")
    for outsider in (office.other_unit, office.other_city, office.stranger):
        with pytest.raises(NotFound):
            office.desk.decide(outsider, claim_id, version, CREDIT, idempotency_key="k")


def test_two_reviewers_on_one_claim_one_wins_the_other_is_told(office: Office) -> None:
    claim_id = submitted(office)
    decide(office, office.unit, claim_id, CREDIT, "k1")
    view = settle(office, office.authority, claim_id)
    told: list[str] = []
    start = threading.Barrier(2)

    def act(actor: Actor) -> None:
        start.wait()
        try:
            office.desk.decide(actor, claim_id, view.summary.version, CREDIT, idempotency_key=actor.person_id)
            told.append("won")
        except Stale as lost:
            told.append(lost.code)

    threads = [threading.Thread(target=act, args=(a,)) for a in (office.authority, office.second_authority)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["desk.stale", "won"]
    moves = [move.move for move in office.desk.claim(office.person, claim_id).timeline]
    assert moves == ["submit", "credit", "credit"]


def test_the_same_key_decides_once(office: Office) -> None:
    claim_id = submitted(office)
    view = settle(office, office.unit, claim_id)
    decision = Decision(Verdict.RETURN, reason="请补传举办通知")
    for _ in range(2):
        again = office.desk.decide(office.unit, claim_id, view.summary.version, decision, idempotency_key="same")
        assert again.summary.state is ClaimState.RETURNED
    assert [move.move for move in again.timeline] == ["submit", "return"]
    with pytest.raises(Conflict) as refused:
        office.desk.decide(
            office.unit,
            claim_id,
            view.summary.version,
            Decision(Verdict.DECLINE, reason="另一个", clause="四"),
            idempotency_key="same",
        )
    assert refused.value.code == "desk.key_reused"


def test_return_loop(office: Office) -> None:
    claim_id = submitted(office)
    decide(office, office.unit, claim_id, Decision(Verdict.RETURN, reason="天数与通知不符"), "k1")
    view = office.desk.claim(office.person, claim_id)
    assert view.summary.state is ClaimState.RETURNED
    assert view.timeline[-1].reason == "天数与通知不符"
    changed = office.desk.change_claim(office.person, claim_id, view.summary.version, ClaimChange(activity={"days": 1}))
    assert changed.activity["days"] == 1
    again = office.desk.submit(office.person, claim_id, changed.summary.version)
    assert again.summary.state is ClaimState.SUBMITTED


def test_reasons_are_required(office: Office) -> None:
    claim_id = submitted(office)
    for decision in (
        Decision(Verdict.RETURN),
        Decision(Verdict.DECLINE, reason="无依据"),
        Decision(Verdict.ADJUST, reason="半天"),
    ):
        with pytest.raises(BadInput):
            decide(office, office.unit, claim_id, decision, "k")


def test_a_change_of_hours_at_level_two_goes_back_once_then_the_chief_decides(office: Office) -> None:
    claim_id = submitted(office)
    decide(office, office.unit, claim_id, CREDIT, "k1")
    adjusted = decide(
        office, office.authority, claim_id, Decision(Verdict.ADJUST, reason="只到了一天", hours=Decimal(4)), "k2"
    )
    assert adjusted.summary.state is ClaimState.DISPUTED
    assert adjusted.summary.level == 1
    argued = decide(office, office.unit, claim_id, Decision(Verdict.DISPUTE, reason="签到表两天都有"), "k3")
    assert argued.summary.level == 3
    version = argued.summary.version
    with pytest.raises(Forbidden):  # who decided at a level does not decide the dispute
        office.desk.decide(office.authority, claim_id, version, CREDIT, idempotency_key="k4")
    ended = decide(
        office, office.second_authority, claim_id, Decision(Verdict.ADJUST, reason="按八学时", hours=Decimal(8)), "k5"
    )
    assert ended.summary.state is ClaimState.CREDITED
    assert ended.summary.credited == Decimal(8)


def test_level_one_accepts_the_adjusted_figure(office: Office) -> None:
    claim_id = submitted(office)
    decide(office, office.unit, claim_id, CREDIT, "k1")
    decide(office, office.authority, claim_id, Decision(Verdict.ADJUST, reason="一天", hours=Decimal(4)), "k2")
    ended = decide(office, office.unit, claim_id, CREDIT, "k3")
    assert ended.summary.state is ClaimState.CREDITED
    assert ended.summary.credited == Decimal(4)


def test_undo_until_the_next_one_looked(office: Office) -> None:
    claim_id = submitted(office)
    done = decide(office, office.unit, claim_id, CREDIT, "k1")
    assert done.can_undo
    back = office.desk.undo(office.unit, claim_id, done.summary.version)
    assert back.summary.state is ClaimState.SUBMITTED
    assert back.summary.credited is None
    again = decide(office, office.unit, claim_id, CREDIT, "k2")
    office.desk.claim(office.authority, claim_id, ahead=True)  # fetched while somebody looks at another one
    assert office.desk.claim(office.unit, claim_id).can_undo
    office.desk.look(office.authority, claim_id)
    with pytest.raises(Conflict) as refused:
        office.desk.undo(office.unit, claim_id, again.summary.version)
    assert refused.value.code == "claim.cannot_undo"


def test_bulk_takes_explicit_versions_and_tells_what_dropped_out(office: Office) -> None:
    ready, doubtful, stale = submitted(office), submitted(office), submitted(office)
    for claim_id in (ready, stale):
        settle(office, office.unit, claim_id)
    versions = {one: office.desk.claim(office.unit, one).summary for one in (ready, doubtful, stale)}
    items = [BulkItem(one, versions[one].version) for one in (ready, doubtful)]
    items += [BulkItem(stale, versions[stale].version - 1), BulkItem("0" * 32, 1)]
    outcomes = office.desk.decide_many(office.unit, items, CREDIT, idempotency_key="bulk")
    told = {outcome.id: outcome for outcome in outcomes}
    assert told[stale].code == "desk.stale"
    assert told["0" * 32].code == "desk.not_found"
    if versions[doubtful].open_doubts:
        assert told[doubtful].code == "claim.open_doubts"
    if versions[ready].hours is not None and versions[ready].hours.default is not None:
        assert told[ready].outcome == "done"
    assert office.desk.decide_many(office.unit, items, CREDIT, idempotency_key="bulk") == outcomes
    with pytest.raises(BadInput):
        office.desk.decide_many(
            office.unit, items, Decision(Verdict.DECLINE, reason="x", clause="y"), idempotency_key="other"
        )


def test_withdraw_and_no_way_back(office: Office) -> None:
    claim_id = submitted(office)
    assert office.desk.withdraw(office.person, claim_id).summary.state is ClaimState.WITHDRAWN
    with pytest.raises(Conflict):
        office.desk.submit(office.person, claim_id)


def test_lists_page_without_gaps_or_repeats(office: Office) -> None:
    made = {office.draft(event=f"培训班{number}") for number in range(7)}
    seen: list[str] = []
    cursor = None
    while True:
        page = office.desk.claims(office.person, mine=True, cursor=cursor, limit=3)
        seen += [item.id for item in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert len(seen) == 7
    assert set(seen) == made
    with pytest.raises(BadInput):
        office.desk.claims(office.person, cursor="nonsense")


def test_creating_with_a_key_creates_once(office: Office) -> None:
    made = [
        office.desk.create_claim(office.person, city=CITY, year=YEAR, idempotency_key="c1").summary.id for _ in range(2)
    ]
    assert made[0] == made[1]


def test_nobody_reviews_their_own_claim(office: Office) -> None:
    claim_id = office.draft(actor=office.admin)
    office.desk.submit(office.admin, claim_id)
    view = office.desk.claim(office.admin, claim_id)
    assert "credit" not in view.moves
    with pytest.raises(Forbidden):
        office.desk.decide(office.admin, claim_id, view.summary.version, CREDIT, idempotency_key="k")
