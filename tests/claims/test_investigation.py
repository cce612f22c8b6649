"""Papers that resemble each other: found from both sides, in order of hand-in, judged once for all, seen by few."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from claims.documents import keep_paper, load
from claims.errors import BadInput, Forbidden, NotFound
from claims.rescreen import Rescreening
from claims.store import evidence as evidence_rows
from claims.store import jobs
from claims.work import wait_until
from tests.claims import papers
from tests.claims.conftest import CITY, YEAR, Office


@pytest.fixture
def pair(working_office: Office) -> tuple[Office, str, str]:
    """The office; the evidence of 郑晓岚; the same bytes handed in later by a colleague."""
    first = working_office.upload(papers.certificate())
    second = working_office.upload(papers.certificate(), actor=working_office.colleague)
    assert working_office.desk.reuse_clusters(working_office.investigator) == ()  # drafts are their owners' alone
    for owner, evidence_id in ((working_office.person, first), (working_office.colleague, second)):
        working_office.desk.submit(owner, working_office.desk.evidence(owner, evidence_id).claim_ids[0])
    return working_office, first, second


def test_a_cluster_tells_who_was_first_and_what_hangs_on_it(pair: tuple[Office, str, str]) -> None:
    office, first, second = pair
    (cluster,) = office.desk.reuse_clusters(office.investigator)
    assert [member.evidence_id for member in cluster.members] == [first, second]
    assert cluster.id == first
    assert cluster.people == 2
    assert cluster.open == 1
    assert (cluster.links[0].evidence_id, cluster.links[0].other_id) == (second, first)
    assert cluster.at_stake == cluster.members[1].hours  # nothing hangs on whoever came first
    assert office.desk.reuse_cluster(office.authority, second).id == first


def test_a_judgement_is_remembered_and_takes_the_hours_off(pair: tuple[Office, str, str]) -> None:
    office, first, second = pair
    with pytest.raises(BadInput):
        office.desk.judge_pair(office.investigator, second, first, "forged")
    office.desk.judge_pair(office.investigator, first, second, "unsure")
    office.desk.judge_pair(office.authority, second, first, "different", "两次不同的培训")
    (cluster,) = office.desk.reuse_clusters(office.investigator)
    assert cluster.links[0].judged == "different"
    assert cluster.links[0].judged_by == office.authority.name
    assert cluster.open == 0
    assert cluster.at_stake == 0
    seen = office.desk.reuse_pair(office.investigator, first, second)  # asked the other way round
    assert (seen.here.id, seen.there.id) == (second, first)
    assert seen.link.note == "两次不同的培训"
    actions = [row.action for row in office.desk.audit(office.auditor).items]
    assert actions.count("evidence.judged") == 2
    assert "evidence.compared" in actions


def test_only_those_whose_business_it_is_see_it(pair: tuple[Office, str, str]) -> None:
    office, first, second = pair
    for actor in (office.person, office.unit, office.auditor):
        with pytest.raises(Forbidden):
            office.desk.reuse_clusters(actor)
        with pytest.raises(Forbidden):
            office.desk.judge_pair(actor, first, second, "same")
    assert office.desk.reuse_clusters(office.other_city) == ()
    for actor in (office.person, office.colleague, office.other_city, office.other_unit):
        with pytest.raises(NotFound):
            office.desk.reuse_pair(actor, second, first)
    with pytest.raises(NotFound):
        office.desk.judge_pair(office.other_city, first, second, "same")


def test_a_reviewer_is_led_to_the_other_paper_only_if_both_are_theirs(pair: tuple[Office, str, str]) -> None:
    office, first, second = pair
    claim_id = office.desk.evidence(office.colleague, second).claim_ids[0]
    others = {one.other for one in office.desk.claim(office.investigator, claim_id).doubts}
    assert first in others
    assert {one.other for one in office.desk.claim(office.colleague, claim_id).doubts} <= {None}


def test_a_screening_is_run_by_one_process_and_taken_over_when_that_is_gone(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = office.desk
    first, second = (
        desk.receive(who, papers.certificate(), upload_id="upload-0001", city=CITY, year=YEAR).evidence_id
        for who in (office.person, office.colleague)
    )
    with desk._store.write() as tx:  # no job is done here: only which papers there are matters
        tx.execute(sa.text("UPDATE evidence SET state = 'ready', kind = 'completion_certificate'"))
    seen: list[tuple[str, str]] = []
    at_it, go_on = threading.Event(), threading.Event()

    def process(name: str) -> Rescreening:
        made = Rescreening(desk._store, desk._vault, desk._audit, desk._intake, desk._casebook)
        with desk._store.write() as tx:
            jobs.beat(tx, name, "elsewhere", 1, datetime.now(UTC))

        def one(evidence_id: str) -> bool:
            seen.append((name, evidence_id))
            if name == "slow" and len(seen) == 2:
                at_it.set()
                go_on.wait(60)
            return False

        monkeypatch.setattr(made, "_one", one)
        made.start(name, every=0.1)
        return made

    slow, other = process("slow"), process("other")
    try:
        begun = slow.begin(office.investigator, None)
        assert at_it.wait(60)
        time.sleep(0.5)  # the other one looks several times
        assert {name for name, _ in seen} == {"slow"}
        with desk._store.write() as tx:
            jobs.forget_executor(tx, "slow")  # as whoever finds it dead does
        assert wait_until(lambda: desk.screening(office.authority, begun.id).state == "done", 60)
        go_on.set()
    finally:
        slow.stop()
        other.stop()
    assert seen == [("slow", first), ("slow", second), ("other", second)], "it goes on where the other one stood"
    ended = desk.screening(office.authority, begun.id)
    assert (ended.state, ended.done) == ("done", 2)


def test_a_screening_finds_what_the_uploads_missed_and_never_turns_it_round(pair: tuple[Office, str, str]) -> None:
    """As if both had come at one moment: the later one never saw the earlier one."""
    office, first, second = pair
    with office.desk._store.write() as tx:
        tx.execute(sa.text("DELETE FROM reuse_links"))
        held = evidence_rows.get(tx, second)
        document = load(tx, office.desk._vault, held)
        assert document.paper is not None
        keep_paper(tx, office.desk._vault, held, document.paper, (), document.checks)
    assert office.desk.reuse_clusters(office.investigator) == ()
    begun = office.desk.start_screening(office.investigator)
    assert begun.total == 2
    assert wait_until(lambda: office.desk.screening(office.authority, begun.id).state != "running", 200)
    ended = office.desk.screening(office.authority, begun.id)
    assert (ended.state, ended.done, ended.found) == ("done", 2, 1)
    (cluster,) = office.desk.reuse_clusters(office.investigator)
    assert (cluster.links[0].evidence_id, cluster.links[0].other_id) == (second, first)
    claim_id = office.desk.evidence(office.colleague, second).claim_ids[0]
    assert any(one.code.startswith("reuse.") for one in office.desk.claim(office.unit, claim_id).doubts)
    with pytest.raises(NotFound):
        office.desk.screening(office.other_city, begun.id)
    with pytest.raises(Forbidden):
        office.desk.start_screening(office.unit)


def test_a_forgotten_paper_resembles_nothing(pair: tuple[Office, str, str]) -> None:
    office, first, _second = pair
    office.desk.withdraw(office.person, office.desk.evidence(office.person, first).claim_ids[0])
    office.desk.forget_evidence(office.person, first, "本人要求删除")
    assert office.desk.reuse_clusters(office.investigator) == ()
