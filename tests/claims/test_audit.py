"""The audit chain finds any changed, removed or inserted row, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from claims import Settings
from claims.audit import Audit
from claims.store.audit import prepare
from claims.store.engine import Store, Transaction
from claims.store.migrate import migrate
from claims.store.tables import audit
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


#: What can be done to the row at ``:seq``; every one of them at every place of the chain must be found.
TAMPERINGS = (
    "UPDATE audit SET action = action || 'x' WHERE seq = :seq",
    "UPDATE audit SET actor_id = 'other' WHERE seq = :seq",
    "UPDATE audit SET subject = subject || ' ' WHERE seq = :seq",
    "UPDATE audit SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = :seq",
    "UPDATE audit SET detail = '{\"n\"\\: 99}' WHERE seq = :seq",
    "UPDATE audit SET previous = mac WHERE seq = :seq",
    "UPDATE audit SET mac = previous WHERE seq = :seq",
    "UPDATE audit SET mac = upper(mac) WHERE seq = :seq",
    "UPDATE audit SET mac = '校验' WHERE seq = :seq",
    "UPDATE audit SET seq = seq + 1000 WHERE seq = :seq",
    "UPDATE audit SET seq = -seq WHERE seq = :seq",
    "DELETE FROM audit WHERE seq = :seq",
    "INSERT INTO audit SELECT seq + 1000, at, actor_id, action, subject, detail, previous, mac FROM audit"
    " WHERE seq = :seq",
    "INSERT INTO audit SELECT -9223372036854775807 - 1, at, actor_id, action, subject, detail, previous, mac"
    " FROM audit WHERE seq = :seq",
)
#: What only SQLite lets stand in such columns.
ODD = (
    "UPDATE audit SET at = 'yesterday' WHERE seq = :seq",
    "UPDATE audit SET detail = 'not JSON' WHERE seq = :seq",
    "UPDATE audit SET subject = x'00ff' WHERE seq = :seq",
    "UPDATE audit SET mac = 7 WHERE seq = :seq",
    "REPLACE INTO audit SELECT seq, at, 'other', action, subject, detail, previous, mac FROM audit WHERE seq = :seq",
)


@dataclass(frozen=True)
class Chain:
    """A small chain in a database that no longer refuses changes, without a desk around it."""

    store: Store
    audit: Audit
    genuine: list[dict[str, object]]

    def stand(self, tx: Transaction, wanted: list[dict[str, object]]) -> None:
        tx.execute(sa.delete(audit))
        tx.execute(sa.insert(audit), wanted)


@pytest.fixture
def chain(settings: Settings) -> Iterator[Chain]:
    store = Store(settings.database)
    migrate(store)
    made = Audit(store, b"a key of thirty-two bytes in all.")
    with store.write() as tx:
        prepare(tx)
        for number in range(5):
            made.append(tx, "somebody", "test.row", f"s{number}", {"n": number, "字": "节"})
        disarmed(tx)
        genuine = [dict(row) for row in tx.execute(sa.select(audit).order_by(audit.c.seq)).mappings()]
    yield Chain(store, made, genuine)
    store.close()


def test_any_single_row_changed_removed_or_inserted_is_found(chain: Chain, settings: Settings) -> None:
    odd = ODD if settings.on_sqlite else ()
    for place in range(1, len(chain.genuine) + 1):
        for tampering in (*TAMPERINGS, *odd):
            with chain.store.write() as tx:
                chain.stand(tx, chain.genuine)
                tx.execute(sa.text(tampering), {"seq": place})
            report = chain.audit.verify()
            assert not report.ok, (place, tampering)
            assert report.faults
    for place in range(len(chain.genuine) - 1):
        swapped = [dict(row) for row in chain.genuine]
        swapped[place]["seq"], swapped[place + 1]["seq"] = place + 2, place + 1
        with chain.store.write() as tx:
            chain.stand(tx, swapped)
        assert not chain.audit.verify().ok, f"{place} and its neighbour changed places"
    with chain.store.write() as tx:
        chain.stand(tx, chain.genuine)
    assert chain.audit.verify().ok, "and an untouched one is not"


# Each engine gives Hypothesis one chain; every example leaves it as it was.
@settings_of_hypothesis(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_single_character_changed_is_found(chain: Chain, data: st.DataObject) -> None:
    """Of every text column of every row; ``detail`` may be written otherwise as long as it says the same."""
    row = data.draw(st.sampled_from(chain.genuine))
    column = data.draw(st.sampled_from(["actor_id", "action", "subject", "previous", "mac"]))
    text = str(row[column])
    at = data.draw(st.integers(0, len(text)))
    other = data.draw(st.characters(codec="utf-8", exclude_characters="\0"))
    changed = data.draw(st.sampled_from([text[:at] + other + text[at + 1 :], text[:at] + other + text[at:]]))
    assume(changed != text and len(changed) <= 40 + 24 * (column in ("mac", "previous")))
    with chain.store.write() as tx:
        chain.stand(tx, [{**one, column: changed} if one is row else one for one in chain.genuine])
    assert not chain.audit.verify().ok


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
