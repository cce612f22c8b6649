"""What stands out over all stored papers: found by the service's own screening, kept with it, shown with both sides."""

from __future__ import annotations

import threading
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest

from claims import stored_patterns
from claims.documents import load
from claims.errors import Forbidden, NotFound
from claims.rescreen import Rescreening
from claims.store import evidence as evidence_rows
from claims.store import jobs
from claims.stored_patterns import ScreeningFindings
from claims.work import wait_until
from tests.claims.archive import Archive
from tests.claims.conftest import CITY, YEAR, Office


@pytest.fixture
def archive(office: Office) -> Archive:
    found = Archive(office.desk, office.person, CITY, YEAR)
    found.society()
    return found


def screened(office: Office) -> ScreeningFindings:
    desk, actor = office.desk, office.investigator
    begun = desk.start_screening(actor)
    assert wait_until(lambda: desk.screening(actor, begun.id).state != "running", 60)
    ended = desk.screening(actor, begun.id)
    assert (ended.state, ended.done) == ("done", ended.total)
    found = desk.screening_findings(actor, begun.id)
    assert ended.patterns == found.total
    return found


def test_a_number_of_another_form_is_shown_with_both_sides(office: Office, archive: Archive) -> None:
    found = screened(office)
    (one,) = found.patterns
    assert (found.state, one.code, one.count, one.hours_at_stake) == ("done", "contradiction.number_format", 1, 16)
    assert one.innocent
    assert one.next_step
    (paper,) = one.papers
    assert (paper.receipt_no, paper.claim_state, paper.hours) == ("R8", "submitted", 16)
    assert (paper.finding.severity, paper.finding.page, paper.finding.box) == ("note", 1, (70, 190, 400, 210))
    assert (paper.finding.detail["here"], paper.finding.detail["there"]) == ("AA-99999999", "AA9999-9999")
    assert paper.finding.id == f"{paper.evidence_id}-contradiction.number_format"  # none of the paper's own
    with office.desk._store.read() as tx:
        other, own = (evidence_rows.get(tx, str(name)) for name in (paper.finding.other, paper.evidence_id))
        assert other.receipt_no == "R1"
        assert load(tx, office.desk._vault, own).findings == ()  # a hint with the screening, no question


def test_one_document_number_under_two_notices_and_many_papers_of_one_day(office: Office) -> None:
    archive = Archive(office.desk, office.person, CITY, YEAR)
    title, other = "关于举办水利工程质量培训班的通知", "护理技能竞赛报名须知"
    first = archive.put("training_notice", doc_no="嘉人社〔2023〕7号", notice_title=title)
    second = archive.put("training_notice", person=office.stranger, doc_no="嘉人社〔2023〕7号", notice_title=other)
    for number in range(120):
        day = f"2023-{1 + number % 12:02d}-{1 + number % 28:02d}"
        archive.put("award_certificate", person=office.stranger, issue_date=day)
    burst = [archive.put("award_certificate", issue_date="2023-06-30") for _ in range(12)]
    many, number = screened(office).patterns
    assert (many.code, many.count, many.hours_at_stake) == ("contradiction.unit_burst", 12, 12 * 16)
    assert [paper.evidence_id for paper in many.papers] == burst
    assert (number.code, [paper.evidence_id for paper in number.papers]) == (
        "contradiction.doc_no_elsewhere",
        [first, second],
    )
    sides = [(one.finding.detail["here"], one.finding.detail["there"], one.finding.other) for one in number.papers]
    assert sides == [(title, other, second), (other, title, first)]


def test_what_is_nobodys_business_counts_for_nothing(office: Office, archive: Archive) -> None:
    """Drafts, papers forgotten since, and other offices."""
    before = screened(office)
    draft = archive.certificate("J-1", state="draft")
    again = screened(office)
    assert again == before
    assert all(paper.evidence_id != draft for one in again.patterns for paper in one.papers)
    latest = office.desk.latest_screening(office.authority)
    assert latest is not None
    with pytest.raises(NotFound):
        office.desk.screening_findings(office.other_city, latest.id)
    assert office.desk.latest_screening(office.other_city) is None
    with pytest.raises(Forbidden):
        office.desk.screening_findings(office.unit, latest.id)
    with office.desk._store.write() as tx:
        evidence_rows.update(tx, before.patterns[0].papers[0].evidence_id, forgotten_at=datetime.now(UTC))
    assert office.desk.screening_findings(office.authority, latest.id).patterns == ()


def test_a_persons_word_counts_before_the_machines(office: Office, archive: Archive) -> None:
    (one,) = screened(office).patterns
    with office.desk._store.write() as tx:
        evidence_rows.add_correction(
            tx, id=uuid.uuid4().hex, evidence_id=one.papers[0].evidence_id, claim_id=one.papers[0].claim_id,
            name="certificate_no", actor_id=office.unit.person_id,
            role="unit_admin", at=datetime.now(UTC), value_id=office.desk._vault.keep(tx, {"value": "JX2023-0007"}),
        )  # fmt: skip
    assert screened(office).patterns == ()


def test_stopped_at_any_batch_another_process_goes_on_to_the_same(
    office: Office, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, desk = screened(office), office.desk
    monkeypatch.setattr(stored_patterns, "AT_ONCE", 5)

    def process(name: str) -> Rescreening:
        made = Rescreening(desk._store, desk._vault, desk._audit, desk._intake, desk._casebook)
        with desk._store.write() as tx:
            jobs.beat(tx, name, "elsewhere", 1, datetime.now(UTC))
        made.start(name, every=0.1)
        return made

    killed, whole_run = process("killed"), stored_patterns.gathered
    ended = threading.Event()

    def stopped(*given: Any) -> Any:
        """As the process is told to stop after the second look."""
        looks = iter([True, True, False])
        found = whole_run(*given[:-1], lambda: next(looks))
        ended.set()
        return found

    monkeypatch.setattr("claims.rescreen.gathered", stopped)
    begun = killed.begin(office.investigator, None)
    assert ended.wait(60)
    killed.stop()
    stands = desk.screening(office.authority, begun.id)
    assert (stands.state, stands.done, stands.patterns) == ("running", 12, None)
    assert desk.screening_findings(office.authority, begun.id).state == "not_run"
    monkeypatch.setattr("claims.rescreen.gathered", whole_run)
    with desk._store.write() as tx:
        jobs.forget_executor(tx, "killed")
    other = process("other")
    try:
        assert wait_until(lambda: desk.screening(office.authority, begun.id).state == "done", 60)
    finally:
        other.stop()
    assert desk.screening_findings(office.authority, begun.id) == whole
