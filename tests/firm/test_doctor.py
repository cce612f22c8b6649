"""The doctor finds a healthy installation healthy, and names what is wrong with a sick one."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import sqlalchemy as sa

from claims import Desk, Settings
from claims.backup import BackupFault, back_up
from cli.examination import Result, examine
from intake import Intake
from tests.claims import papers
from tests.claims.conftest import (  # noqa: F401
    CITY,
    YEAR,
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
)


@pytest.mark.ocr
def test_a_healthy_installation(office: Office) -> None:  # noqa: F811
    results = {result.title: result for result in examine(office.settings)}
    assert [one for one in results.values() if one.needed and not one.works] == []
    assert "可写、可读、可删" in results["密封文件存储"].says


@pytest.mark.ocr
def test_a_lost_key_and_a_database_that_is_gone_are_named(office: Office, tmp_path: Path) -> None:  # noqa: F811
    office.settings.audit_key.unlink()
    sick = dataclasses.replace(office.settings, database_url=f"postgresql://desk:hidden-word@/gone?host={tmp_path}")
    results = {result.title: result for result in examine(sick)}
    assert not results["密钥文件"].works
    assert "恢复密钥文件" in results["密钥文件"].remedy
    assert not results["数据库"].works
    assert not any("hidden-word" in one.says for one in results.values())


def test_jobs_nobody_does_and_a_database_of_a_newer_version_are_named(
    office: Office,  # noqa: F811
    intake: Intake,  # noqa: F811
) -> None:
    def queue() -> Result:
        (found,) = examine(office.settings, only=["工作队列"])
        return found

    assert queue().works
    office.desk.receive(office.person, papers.certificate(), upload_id="upload-0001", city=CITY, year=YEAR)
    assert not queue().works
    assert "0 个进程在工作，1 件等待" in queue().says
    assert "hourproof worker" in queue().remedy
    working = Desk(office.settings, intake)
    working.start()
    try:
        assert queue().works
        assert queue().says.startswith("1 个进程在工作")
    finally:
        working.close()
    with office.desk._store.write() as tx:
        tx.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    assert "更新的版本（9999）" in queue().says


def test_a_backup_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BackupFault, match="HOURPROOF_DATA"):
        back_up(Settings(data=tmp_path / "empty"), tmp_path / "backup")


def test_a_machine_without_chinese_fonts_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("cli.examination.paints_chinese", lambda: False)
    results = {result.title: result for result in examine(Settings(data=tmp_path))}
    assert not results["中文字体"].works
    assert "fonts-noto-cjk" in results["中文字体"].remedy
