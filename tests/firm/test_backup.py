"""Backup, restore (also from one engine to the other), retention, rotation, orphans."""

from __future__ import annotations

import dataclasses
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from claims import Desk, Settings
from claims.backup import BackupFault, back_up, restore
from claims.retention import due
from claims.store.tables import claims as claim_table
from claims.store.tables import metadata
from claims.vault import Forgotten
from domain.claim import ClaimState
from intake import Intake
from tests.claims import papers
from tests.claims.conftest import (  # noqa: F401
    Office,
    desk,
    intake,
    office,
    people,
    people_in_postgres,
    people_in_sqlite,
    postgres,
    settings,
    tables_in_postgres,
    tables_in_sqlite,
    working_office,
)


def keys_of(here: Settings, there: Settings) -> None:
    there.data.mkdir(parents=True)
    shutil.copy(here.master_key, there.master_key)
    shutil.copy(here.audit_key, there.audit_key)


def rows_of(made: Desk) -> dict[str, int]:
    left_out = {"sessions", "sign_in_links", "heartbeats"}
    with made._store.read() as tx:
        return {
            table.name: tx.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
            if table.name not in left_out
        }


@pytest.mark.parametrize("target", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_a_restored_desk_is_the_same_desk(
    working_office: Office,  # noqa: F811
    target: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    intake: Intake,  # noqa: F811
) -> None:
    here = working_office
    evidence = here.upload(papers.certificate())
    forgotten = here.upload(papers.load("colleague"), actor=here.colleague)
    here.desk.forget_evidence(here.colleague, forgotten, "本人要求")
    claim = here.desk.evidence(here.person, evidence).claim_ids[0]
    report = back_up(here.settings, tmp_path / "backup")
    assert report.blobs == 1
    url = ""
    if target == "postgres":
        pattern: str = request.getfixturevalue("postgres")
        with psycopg.connect(pattern.format(name="postgres"), autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS restored")
            connection.execute("CREATE DATABASE restored")
        url = pattern.format(name="restored")
    there = dataclasses.replace(here.settings, data=tmp_path / "there", database_url=url)
    with pytest.raises(BackupFault, match="密钥"):
        restore(there, tmp_path / "backup")
    keys_of(here.settings, there)
    restored = restore(there, tmp_path / "backup")
    assert restored.unreadable == ()
    assert (restored.head_seq, restored.head) == (report.head_seq, report.head)
    again = Desk(there, intake)
    again.start(work=False)
    try:
        assert rows_of(again) == rows_of(here.desk)
        assert again.claim(here.person, claim).summary.hours == here.desk.claim(here.person, claim).summary.hours
        assert again.evidence(here.person, evidence).facts == here.desk.evidence(here.person, evidence).facts
        assert again.page_image(here.person, evidence, 1)[0]
        assert again.audit_verify((report.head_seq, report.head)).ok
    finally:
        again.close()
    with pytest.raises(BackupFault, match="已有数据"):
        restore(there, tmp_path / "backup")


def test_a_changed_backup_and_wrong_keys_are_told(office: Office, tmp_path: Path) -> None:  # noqa: F811
    back_up(office.settings, tmp_path / "backup")
    with pytest.raises(BackupFault, match="空文件夹"):
        back_up(office.settings, tmp_path / "backup")
    there = dataclasses.replace(office.settings, data=tmp_path / "there", database_url="")
    keys_of(office.settings, there)
    there.audit_key.write_bytes(b"A" * 43 + b"=\n")
    with pytest.raises(BackupFault, match="审计"):
        restore(there, tmp_path / "backup")
    table = next((tmp_path / "backup" / "tables").iterdir())
    table.write_bytes(table.read_bytes() + b"x")
    with pytest.raises(BackupFault, match="改动"):
        restore(dataclasses.replace(there, data=tmp_path / "third"), tmp_path / "backup")


def test_evidence_past_its_retention_is_forgotten(working_office: Office) -> None:  # noqa: F811
    here = working_office
    receipt = here.desk.receive(here.person, papers.certificate(), upload_id="upload-0001", city="zhoushan", year=2023)
    here.ready(receipt.evidence_id)
    store, later = here.desk._store, datetime.now(UTC) + timedelta(days=400)
    assert due(store, later) == (), "a draft still needs its evidence"
    with store.write() as tx:
        tx.execute(sa.update(claim_table).values(state=ClaimState.CREDITED.value))
    assert due(store) == ()
    assert due(store, datetime.now(UTC) + timedelta(days=300)) == ()
    found = due(store, later)
    assert [one.evidence_id for one in found] == [receipt.evidence_id]
    assert "舟建发" in found[0].clause
    here.desk.expire(receipt.evidence_id)
    assert due(store, later) == ()
    with store.read() as tx, pytest.raises(Forgotten):
        here.desk._vault.open(tx, _original(here, receipt.evidence_id))
    blobs = [path for path in (here.settings.data / "blobs").rglob("*") if path.is_file()]
    assert blobs == []
    assert here.desk.audit_verify().ok


def _original(here: Office, evidence_id: str) -> str:
    from claims.store import evidence as rows

    with here.desk._store.read() as tx:
        return str(rows.get(tx, evidence_id).original_id)


def test_ciphertext_without_a_row_is_swept_and_nothing_else(working_office: Office) -> None:  # noqa: F811
    here = working_office
    evidence = here.upload(papers.certificate())
    here.desk._vault.seal(b"cut off before its receipt")
    assert here.desk.sweep_orphans(older_than=datetime.now(UTC) - timedelta(hours=1)) == 0, "perhaps under way"
    assert here.desk.sweep_orphans(older_than=datetime.now(UTC) + timedelta(seconds=5)) == 1
    assert here.desk.page_image(here.person, evidence, 1)[0]
    assert here.desk.rotate_master_key() > 0
    assert here.desk.page_image(here.person, evidence, 1)[0]
