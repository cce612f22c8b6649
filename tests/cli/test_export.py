"""``hourproof export``: lists, empty forms, a person's record; never over an existing file."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims import Desk, Settings
from claims.forms import forms
from claims.forms.reading import read_form
from cli.main import main
from domain.claim import Role
from intake import Intake


def test_lists_and_empty_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "list"]) == 0
    assert "学时登记信息汇总表" in capsys.readouterr().out
    out = tmp_path / "空表.xlsx"
    assert main(["export", "blank", "return_slip", "--out", str(out)]) == 0
    assert out.read_bytes()[:2] == b"PK"
    assert main(["export", "blank", "return_slip", "--out", str(out)]) == 2
    assert "没有覆盖" in capsys.readouterr().err
    assert main(["export", "blank", "nothing"]) == 2


def test_a_persons_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOURPROOF_DATA", str(tmp_path / "data"))
    with Intake(workers=1) as intake:
        desk = Desk(Settings.load(), intake)
        desk.start(work=False)
        token = desk.first_sign_in()
        assert token is not None
        admin = desk.sign_in_with_link(token).actor
        desk.add_person(
            admin, login="lu", name="陆一", roles=[Role.PROFESSIONAL], employer="某院", city="jiaxing", settings={}
        )
        desk.close()
    out = tmp_path / "a.xlsx"
    assert main(["export", "record", "lu", "--year", "2023", "--out", str(out)]) == 0
    back = read_form(forms()["yearly_record"], out.read_bytes())
    assert (back["name"], back["year"], back["entries"]) == ("陆一", 2023, ())
    assert main(["export", "record", "nobody", "--year", "2023"]) == 2
    assert main(["export", "record", "lu"]) == 2
