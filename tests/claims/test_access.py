"""Every role against every object: what is not one's own looks as if it did not exist."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claims.errors import Forbidden, NotFound
from claims.store.evidence import get
from claims.views import Actor, ClaimChange
from domain.claim import Role
from tests.claims import papers
from tests.claims.conftest import CITY, YEAR, Office

ACTORS = (
    *("person", "colleague", "stranger", "unit", "other_unit"),
    *("authority", "other_city", "investigator", "auditor", "admin"),
)

#: Who sees a claim of ``person``: as a draft, and once submitted.
SEES_DRAFT = {"person", "admin"}
SEES_SUBMITTED = {"person", "unit", "authority", "investigator", "auditor", "admin"}


def refusal(act: Callable[[], object]) -> type[Exception] | None:
    try:
        act()
    except (NotFound, Forbidden) as refused:
        return type(refused)
    return None


def test_who_sees_claims_and_their_evidence(working_office: Office) -> None:
    office = working_office
    evidence_id = office.upload(papers.certificate())
    claim_id = office.desk.evidence(office.person, evidence_id).claim_ids[0]
    for expected, submit in ((SEES_DRAFT, True), (SEES_SUBMITTED, False)):
        for name in ACTORS:
            actor: Actor = getattr(office, name)
            looks = {
                "claim": refusal(lambda a=actor: office.desk.claim(a, claim_id)),  # type: ignore[misc]
                "evidence": refusal(lambda a=actor: office.desk.evidence(a, evidence_id)),  # type: ignore[misc]
                "page": refusal(lambda a=actor: office.desk.page_image(a, evidence_id, 1)),  # type: ignore[misc]
                "progress": refusal(lambda a=actor: office.desk.evidence_progress(a, evidence_id)),  # type: ignore[misc]
            }
            wanted = None if name in expected else NotFound
            assert set(looks.values()) == {wanted}, (name, submit, looks)
            listed = {item.id for item in office.desk.claims(actor).items}
            assert (claim_id in listed) == (name in expected), (name, submit)
        if submit:
            office.desk.submit(office.person, claim_id)


def test_who_changes_what(office: Office) -> None:
    claim_id = office.draft()
    change = ClaimChange(activity={"days": 1})
    office.desk.submit(office.person, claim_id)
    version = office.desk.claim(office.person, claim_id).summary.version
    for name in set(ACTORS) - {"unit", "person", "admin"}:
        with pytest.raises((NotFound, Forbidden)):
            office.desk.change_claim(getattr(office, name), claim_id, version, change)
    changed = office.desk.change_claim(office.unit, claim_id, version, change)
    assert changed.summary.version == version + 1


def test_lists_of_people_notices_and_audit_are_for_their_roles(office: Office) -> None:
    tries: dict[str, tuple[Callable[[Actor], object], set[str]]] = {
        "people": (office.desk.people, {"unit", "other_unit", "authority", "other_city", "admin"}),
        "notices": (office.desk.secrecy_notices, {"unit", "other_unit", "auditor", "admin"}),
        "audit": (office.desk.audit, {"auditor", "admin"}),
    }
    for what, (act, allowed) in tries.items():
        for name in ACTORS:
            found = refusal(lambda a=act, n=name: a(getattr(office, n)))  # type: ignore[misc]
            assert found is (None if name in allowed else Forbidden), (what, name)
    assert {one.employer for one in office.desk.people(office.unit)} == {office.unit.employer}


def test_accounts_are_for_oneself_and_those_in_charge(office: Office) -> None:
    for name in ACTORS:
        found = refusal(
            lambda n=name: office.desk.year_account(getattr(office, n), office.person.person_id, YEAR)  # type: ignore[misc]
        )
        assert (found is None) == (name in SEES_SUBMITTED), name


def test_a_unit_administrator_hands_in_for_own_people_only(working_office: Office) -> None:
    office = working_office
    evidence_id = office.upload(papers.certificate(), actor=office.unit, person_id=office.person.person_id)
    with office.desk._store.read() as tx:
        row = get(tx, evidence_id)
    assert row is not None
    assert row.person_id == office.person.person_id
    with pytest.raises(NotFound):
        office.desk.receive(
            office.unit,
            papers.certificate(),
            upload_id="upload-0009",
            city=CITY,
            year=YEAR,
            person_id=office.stranger.person_id,
        )


def test_reads_of_other_peoples_data_are_recorded(working_office: Office) -> None:
    office = working_office
    evidence_id = office.upload(papers.certificate())
    claim_id = office.desk.evidence(office.person, evidence_id).claim_ids[0]
    office.desk.submit(office.person, claim_id)
    office.desk.claim(office.unit, claim_id)
    office.desk.page_image(office.unit, evidence_id, 1)
    told = {(row.action, row.actor_id) for row in office.desk.audit(office.auditor).items}
    assert ("claim.read", office.unit.person_id) in told
    assert ("evidence.page_read", office.unit.person_id) in told
    assert ("claim.read", office.person.person_id) not in told


def test_every_role_is_tried() -> None:
    assert {role.value for role in Role} == {"professional", "unit_admin", "authority", "investigator", "auditor"}
