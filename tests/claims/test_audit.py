"""The audit chain finds any changed, removed or inserted row, on both engines."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from claims.store.engine import Store, Transaction
from tests.claims.conftest import Office


def rows(office: Office, count: int = 6) -> Store:
    store = office.desk._store
    with store.write() as tx:
        for number in range(count):
            office.desk._audit.append(tx, office.admin.person_id, "test.row", f"s{number}", {"n": number, "字": "节"})
    return store


def disarmed(tx: Transaction) -> None:
    """What somebody with full rights on the database could do first."""
    if tx.dialect.name == "postgresql":
        tx.execute(sa.text("ALTER TABLE audit DISABLE TRIGGER ALL"))
    else:
        tx.execute(sa.text("DROP TRIGGER audit_refuse_update"))
        tx.execute(sa.text("DROP TRIGGER audit_refuse_delete"))


def test_an_untouched_chain_is_whole(office: Office) -> None:
    rows(office)
    report = office.desk.audit_verify()
    assert report.ok
    assert report.rows == report.head_seq
    assert not report.faults


@pytest.mark.parametrize("statement", ["UPDATE audit SET action = 'x'", "DELETE FROM audit"])
def test_the_database_refuses_changes(office: Office, statement: str) -> None:
    store = rows(office)
    with pytest.raises(DBAPIError, match="append-only"), store.write() as tx:
        tx.execute(sa.text(statement))
    assert office.desk.audit_verify().ok


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit SET action = 'other' WHERE seq = {seq}",
        "UPDATE audit SET actor_id = 'other' WHERE seq = {seq}",
        "UPDATE audit SET subject = 'other' WHERE seq = {seq}",
        "UPDATE audit SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = {seq}",
        "UPDATE audit SET detail = '{{\"n\": 99}}' WHERE seq = {seq}",
        "UPDATE audit SET mac = previous WHERE seq = {seq}",
        "DELETE FROM audit WHERE seq = {seq}",
        "INSERT INTO audit SELECT 0, at, actor_id, action, subject, detail, '', mac FROM audit WHERE seq = {seq}",
        "UPDATE audit SET seq = seq + 1000 WHERE seq = {seq}",
    ],
)
def test_any_tampered_row_is_found(office: Office, tampering: str) -> None:
    store = rows(office)
    middle = office.desk.audit_verify().head_seq - 3
    with store.write() as tx:
        disarmed(tx)
        tx.execute(sa.text(tampering.format(seq=middle).replace(":", r"\:")))
    report = office.desk.audit_verify()
    assert not report.ok
    assert report.faults


def test_a_cut_tail_is_found_even_with_a_cut_head(office: Office) -> None:
    store = rows(office)
    exported = office.desk.audit_verify()
    with store.write() as tx:
        disarmed(tx)
        tx.execute(sa.text("DELETE FROM audit WHERE seq > :seq"), {"seq": exported.head_seq - 2})
    assert not office.desk.audit_verify().ok  # the head row still tells
    with store.write() as tx:
        last = tx.execute(sa.text("SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1")).one()
        tx.execute(sa.text("UPDATE audit_head SET seq = :seq, mac = :mac"), {"seq": last.seq, "mac": last.mac})
    assert office.desk.audit_verify().ok  # cut with its head: only an exported digest tells
    assert not office.desk.audit_verify((exported.head_seq, exported.head)).ok


def test_rows_name_no_one(office: Office) -> None:
    claim_id = office.draft()
    office.desk.submit(office.person, claim_id)
    page = office.desk.audit(office.auditor)
    told = repr([replace(row, actor_name="") for row in page.items])  # the name is beside the row, never in it
    assert "claim.submit" in told
    submitted = next(row for row in page.items if row.action == "claim.submit")
    assert submitted.actor_name == office.person.name  # of the auditor's own city
    for word in (office.person.name, "水利工程"):
        assert word not in told
