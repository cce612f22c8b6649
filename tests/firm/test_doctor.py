"""The doctor finds a healthy installation healthy, and names what is wrong with a sick one."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from claims import Settings
from claims.backup import BackupFault, back_up
from cli.examination import examine
from tests.claims.conftest import Office, desk, intake, office, postgres, settings  # noqa: F401


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
