"""History from the store: the same bytes, the same number by keyed digest, a person's year."""

from __future__ import annotations

from claims.keys import KeyRing
from claims.store import evidence
from tests.claims import papers
from tests.claims.conftest import Office


def codes(office: Office, evidence_id: str) -> dict[str, str]:
    """Findings as somebody in charge sees them: code → the other evidence."""
    view = office.desk.evidence(office.admin, evidence_id)
    return {finding.code: finding.other or "" for finding in view.findings}


def test_the_same_file_of_another_person_is_found(working_office: Office) -> None:
    office = working_office
    first = office.upload(papers.certificate())
    second = office.upload(papers.certificate(), actor=office.colleague)
    assert codes(office, second).get("reuse.same_file") == first
    claim_id = office.desk.evidence(office.colleague, second).claim_ids[0]
    view = office.desk.claim(office.colleague, claim_id)
    # The uploader is asked, but not told whose paper it was.
    told = [doubt for doubt in (*view.doubts, *view.folded) if doubt.code == "reuse.same_file"]
    assert told
    assert told[0].other is None
    seen = [finding for finding in view.evidence[0].findings if finding.code == "reuse.same_file"]
    assert seen[0].other is None
    assert not seen[0].detail


def test_one_number_with_another_name_is_found(working_office: Office) -> None:
    office = working_office
    first = office.upload(papers.certificate())
    second = office.upload(papers.load("same_number"), actor=office.colleague)
    assert codes(office, second).get("reuse.number_conflict") == first


def test_siblings_of_one_class_are_not_reuse(working_office: Office) -> None:
    office = working_office
    office.upload(papers.certificate())
    second = office.upload(papers.load("colleague"), actor=office.colleague)
    assert not [code for code in codes(office, second) if code.startswith("reuse.")]


def test_numbers_are_indexed_without_being_stored(working_office: Office) -> None:
    office = working_office
    office.upload(papers.certificate())
    ring = KeyRing(office.settings.master_key)
    assert ring.digest("number", "x") == ring.digest("number", "x") != ring.digest("withheld", "x")
    if office.settings.on_sqlite:
        for path in office.settings.data.glob("*.sqlite*"):
            assert b"JX2023-0417" not in path.read_bytes()


def test_candidates_are_found_by_numbers_and_by_what_is_said_of_whom(working_office: Office) -> None:
    office = working_office
    first = office.upload(papers.certificate())
    other_name = office.upload(papers.load("same_number"), actor=office.colleague)
    again = office.upload(papers.certificate(variant=1), actor=office.colleague)
    keys = {evidence_id: shared(office, evidence_id) for evidence_id in (other_name, again)}
    assert (first, "number") in keys[other_name]
    assert (first, "content") not in keys[other_name]  # another name is another content
    assert {(first, "number"), (first, "content"), (other_name, "number")} <= keys[again]


def shared(office: Office, evidence_id: str, most: int = 60) -> set[tuple[str, str]]:
    with office.desk._store.read() as tx:
        row = evidence.get(tx, evidence_id)
        assert evidence.sharing_numbers(tx, row.upload_key, 0) == []
        return set(evidence.sharing_numbers(tx, row.upload_key, most))
