"""The checks that run beside the suite count as those before it do; what it compiles is kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from claims.work import wait_until
from tests.__main__ import ROOT, beside, surroundings


def test_checks_beside_the_suite_run_while_it_does_and_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sign = tmp_path / "begun"
    good = [sys.executable, "-c", f"open({str(sign)!r}, 'w'); print('nothing found')"]
    bad = [sys.executable, "-c", "import sys; print('a.py:3: wrong type', file=sys.stderr); sys.exit(1)"]
    failed = ["before"]
    with beside([("types", good), ("floors", bad)], dict(os.environ), failed):
        assert wait_until(sign.exists, 60), "the block goes on while the check runs"
        print("the suite")
    assert capsys.readouterr().out == "the suite\n== types\nnothing found\n== floors\na.py:3: wrong type\n"
    assert failed == ["before", "floors"]


def test_what_was_compiled_is_kept_where_containers_switch_that_off() -> None:
    given = {"PATH": "/bin", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": "/elsewhere"}
    assert surroundings(given) == {"PATH": "/bin", "PYTHONPATH": str(ROOT)}
