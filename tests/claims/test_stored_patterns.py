"""What stands out over all stored papers: found by the service's own screening, kept with it, shown with both sides."""

from __future__ import annotations

import threading
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from claims import stored_patterns
from claims.documents import keep_paper, load
from claims.errors import Forbidden, NotFound
from claims.rescreen import Rescreening
from claims.store import claims as claim_rows
from claims.store import evidence as evidence_rows
from claims.store import jobs
from claims.store.tables import claim_evidence
from claims.stored_patterns import ScreeningFindings
from claims.views import Actor
from claims.work import wait_until
from domain.fact import Fact, Paper, Recognition
from domain.place import Box, Place
from tests.claims.conftest import CITY, YEAR, Office

SOCIETY, BEGAN = "嘉兴市水利学会", datetime(2023, 6, 1, tzinfo=UTC)
PLACE = Place(1, Box(70, 190, 400, 210))


@dataclass
class Archive:
    """An office whose papers are put straight into the store, as if read and handed in."""

    office: Office
    count: int = 0

    def put(self, kind: str, *, person: Actor | None = None, state: str = "submitted", **facts: str) -> str:
        """One paper in a claim of sixteen hours; its evidence id."""
        person, self.count = person or self.office.person, self.count + 1
        key, claim = uuid.uuid4().hex, uuid.uuid4().hex
        moment = BEGAN + timedelta(minutes=self.count)
        read = tuple(Fact(name, value, value, PLACE, 1.0, sure=True) for name, value in facts.items())
        desk = self.office.desk
        with desk._store.write() as tx:
            evidence_rows.insert_upload(
                tx, id=key, uploader_id=person.person_id, upload_id=key, person_id=person.person_id, sha256=key * 2,
                receipt_no=f"R{self.count}", received_at=moment,
            )  # fmt: skip
            evidence_rows.insert(
                tx, id=key, upload_key=key, person_id=person.person_id, employer=person.employer, city=CITY, year=YEAR,
                sha256=key * 2, media_type="image/jpeg", page_numbers=[1], kind=kind, state="ready", stage="done",
                share=1.0, progress=0, received_at=moment,
            )  # fmt: skip
            keep_paper(tx, desk._vault, evidence_rows.get(tx, key), Paper((1,), kind, Recognition(1.0), read))
            claim_rows.insert(
                tx, id=claim, person_id=person.person_id, employer=person.employer, city=CITY, year=YEAR, state=state,
                kinds=[], default_hours=Decimal(16), receipt_no=f"C{self.count}", created_at=BEGAN, updated_at=BEGAN,
            )  # fmt: skip
            tx.execute(sa.insert(claim_evidence).values(claim_id=claim, evidence_id=key, position=0))
        return key

    def certificate(self, number: str, **more: str) -> str:
        return self.put("completion_certificate", organiser=SOCIETY, certificate_no=number, **more)

    def screened(self) -> ScreeningFindings:
        desk, actor = self.office.desk, self.office.investigator
        begun = desk.start_screening(actor)
        assert wait_until(lambda: desk.screening(actor, begun.id).state != "running", 60)
        ended = desk.screening(actor, begun.id)
        assert (ended.state, ended.done) == ("done", ended.total)
        found = desk.screening_findings(actor, begun.id)
        assert ended.patterns == found.total
        return found


@pytest.fixture
def archive(office: Office) -> Archive:
    """Twelve certificates of one society, the eighth with a number of another form."""
    found = Archive(office)
    for number in range(12):
        found.certificate(f"JX2023-{number:04d}" if number != 7 else "JX-20230007")
    return found


def test_a_number_of_another_form_is_shown_with_both_sides(archive: Archive) -> None:
    found = archive.screened()
    (one,) = found.patterns
    assert (found.state, one.code, one.count, one.hours_at_stake) == ("done", "contradiction.number_format", 1, 16)
    assert one.innocent
    assert one.next_step
    (paper,) = one.papers
    assert (paper.receipt_no, paper.claim_state, paper.hours) == ("R8", "submitted", 16)
    assert (paper.finding.severity, paper.finding.page, paper.finding.box) == ("note", 1, (70, 190, 400, 210))
    assert (paper.finding.detail["here"], paper.finding.detail["there"]) == ("AA-99999999", "AA9999-9999")
    with archive.office.desk._store.read() as tx:
        other, own = (evidence_rows.get(tx, str(name)) for name in (paper.finding.other, paper.evidence_id))
        assert other.receipt_no == "R1"
        assert load(tx, archive.office.desk._vault, own).findings == ()  # a hint with the screening, no question


def test_one_document_number_under_two_notices_and_many_papers_of_one_day(office: Office) -> None:
    archive = Archive(office)
    title, other = "关于举办水利工程质量培训班的通知", "护理技能竞赛报名须知"
    first = archive.put("training_notice", doc_no="嘉人社〔2023〕7号", notice_title=title)
    second = archive.put("training_notice", person=office.stranger, doc_no="嘉人社〔2023〕7号", notice_title=other)
    for number in range(120):
        day = f"2023-{1 + number % 12:02d}-{1 + number % 28:02d}"
        archive.put("award_certificate", person=office.stranger, issue_date=day)
    burst = [archive.put("award_certificate", issue_date="2023-06-30") for _ in range(12)]
    many, number = archive.screened().patterns
    assert (many.code, many.count, many.hours_at_stake) == ("contradiction.unit_burst", 12, 12 * 16)
    assert [paper.evidence_id for paper in many.papers] == burst
    assert (number.code, [paper.evidence_id for paper in number.papers]) == (
        "contradiction.doc_no_elsewhere",
        [first, second],
    )
    sides = [(one.finding.detail["here"], one.finding.detail["there"], one.finding.other) for one in number.papers]
    assert sides == [(title, other, second), (other, title, first)]


def test_what_is_nobodys_business_counts_for_nothing(archive: Archive) -> None:
    """Drafts, papers forgotten since, and other offices."""
    office, before = archive.office, archive.screened()
    draft = archive.certificate("J-1", state="draft")
    again = archive.screened()
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


def test_a_persons_word_counts_before_the_machines(archive: Archive) -> None:
    office = archive.office
    (one,) = archive.screened().patterns
    with office.desk._store.write() as tx:
        evidence_rows.add_correction(
            tx, id=uuid.uuid4().hex, evidence_id=one.papers[0].evidence_id, claim_id=one.papers[0].claim_id,
            name="certificate_no", actor_id=office.unit.person_id,
            role="unit_admin", at=datetime.now(UTC), value_id=office.desk._vault.keep(tx, {"value": "JX2023-0007"}),
        )  # fmt: skip
    assert archive.screened().patterns == ()


def test_stopped_at_any_batch_another_process_goes_on_to_the_same(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, desk = archive.screened(), archive.office.desk
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
    begun = killed.begin(archive.office.investigator, None)
    assert ended.wait(60)
    killed.stop()
    stands = desk.screening(archive.office.authority, begun.id)
    assert (stands.state, stands.done, stands.patterns) == ("running", 12, None)
    assert desk.screening_findings(archive.office.authority, begun.id).state == "not_run"
    monkeypatch.setattr("claims.rescreen.gathered", whole_run)
    with desk._store.write() as tx:
        jobs.forget_executor(tx, "killed")
    other = process("other")
    try:
        assert wait_until(lambda: desk.screening(archive.office.authority, begun.id).state == "done", 60)
    finally:
        other.stop()
    assert desk.screening_findings(archive.office.authority, begun.id) == whole
