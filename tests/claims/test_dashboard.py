"""The chief's figures: ages, seconds of a look, kinds of doubts, overturned clauses; nobody named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from claims.dashboard import _looks, kind_of, share_bounds
from claims.errors import Forbidden
from claims.views import ClaimChange, Decision, DoubtAnswer
from domain.claim import Verdict
from tests.claims.conftest import CITY, YEAR, Office


def settled(office: Office, claim_id: str, decision: Decision) -> None:
    view = office.desk.claim(office.unit, claim_id)
    answers = tuple(DoubtAnswer(one.id) for one in view.doubts + view.folded)
    if answers:
        view = office.desk.change_claim(office.unit, claim_id, view.summary.version, ClaimChange(doubts=answers))
    office.desk.decide(office.unit, claim_id, view.summary.version, decision, idempotency_key=claim_id)


def test_a_year_in_figures(office: Office) -> None:
    waiting, back, adjusted = (office.draft(event=f"第{number}期") for number in range(3))
    office.draft(event="草稿不算")
    for one in (waiting, back, adjusted):
        office.desk.submit(office.person, one)
    settled(office, back, Decision(Verdict.RETURN, "请补签到表"))
    settled(office, adjusted, Decision(Verdict.ADJUST, "只到一天", "", Decimal(6)))
    board = office.desk._dashboards.of(office.authority, YEAR, now=datetime.now(UTC) + timedelta(days=5))
    assert {one.state: sum(one.counts) for one in board.ages} == {"待初审": 1, "待复审": 1, "退回补正": 1, "有异议": 0}
    assert all(one.counts[1] == sum(one.counts) for one in board.ages)  # four to ten days
    assert sum(board.looks.counts) == 2
    assert board.looks.median is not None
    assert board.looked_through == 3
    assert [(one.touched, one.decided) for one in board.overturned] == [(2, 2)]
    assert "四（四）" in board.overturned[0].clause
    score = {"score": 6000, "score_kind": "annual"}
    made = office.desk.create_claim(office.person, city=CITY, year=YEAR, pathway="study_app_score", activity=score)
    asked = len(made.doubts + made.folded)
    office.desk.submit(office.person, made.summary.id)
    board = office.desk.dashboard(office.authority, YEAR)
    assert asked == sum(one.open for one in board.doubts) > 0
    settled(office, made.summary.id, Decision(Verdict.RETURN, "请签名盖章"))
    board = office.desk.dashboard(office.authority, YEAR)
    assert (sum(one.open for one in board.doubts), sum(one.settled for one in board.doubts)) == (0, asked)
    told = repr(board)
    for who in (office.person, office.unit, office.authority):
        assert who.name not in told
        assert who.person_id not in told
    assert sum(sum(one.counts) for one in office.desk.dashboard(office.other_unit, YEAR).ages) == 0
    for actor in (office.person, office.investigator):
        with pytest.raises(Forbidden):
            office.desk.dashboard(actor, YEAR)


def test_a_look_begins_on_the_screen_and_ends_with_the_decision() -> None:
    began = datetime(2023, 5, 1, 9, tzinfo=UTC)

    def row(seconds: float, action: str, subject: str, actor: str = "a", **detail: object) -> SimpleNamespace:
        at = began + timedelta(seconds=seconds)
        return SimpleNamespace(actor_id=actor, subject=subject, action=action, at=at, detail=detail)

    found = _looks(
        [
            row(0, "claim.read", "1"),
            row(0, "claim.read", "2", ahead=True),  # fetched, not yet looked at
            row(8, "claim.credit", "1"),
            row(9, "claim.read", "2"),
            row(40, "claim.read", "2", actor="b"),
            row(54, "claim.return", "2"),
            row(60, "claim.credit", "3"),  # from a list
            row(70, "claim.read", "4"),
            row(70 + 4000, "claim.credit", "4"),
        ]
    )
    assert found.counts == (1, 0, 1, 0, 0, 0)
    assert (found.median, found.ninth, found.interrupted) == (26.5, 45, 1)


def test_kinds_of_doubts_have_words_and_none_of_the_claim() -> None:
    assert kind_of("fact", "x", "issue_date") == "签发日期：读数要核对"
    assert kind_of("unread", "x", "hours") == "学时数：没有读出"
    assert "编号" in kind_of("finding", "reuse.number_again", None)
    assert kind_of("rule", "rule.no_rate_held", None).startswith("学时标准")
    assert kind_of("rule", "rule.missing_evidence", None) == "缺少佐证材料"
    assert kind_of("rule", "rule.refused.activities[0].days", None) == "填写的内容无法测算"
    assert kind_of("rule", "never-heard-of", None) == "规则提示 never-heard-of"


def test_bounds_of_a_share() -> None:
    assert share_bounds(0, 0) is None
    low, high = share_bounds(8, 10) or (0, 0)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)  # tables of the Wilson interval
    assert (share_bounds(10, 10) or (0, 0))[1] == pytest.approx(1.0)
