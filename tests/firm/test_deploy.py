"""The examples of deploy/ name what exists: verbs, options, settings; and systemd reads the units."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from claims import Settings
from claims.settings import PREFIX
from cli.main import verbs

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
SETTINGS = {f"{PREFIX}{one.name.upper()}" for one in fields(Settings)} | {f"{PREFIX}CONFIG"}


def command_of(words: list[str]) -> None:
    """A verb we have, with options it takes."""
    import argparse

    verb, *rest = words
    parser = argparse.ArgumentParser(exit_on_error=False)
    verbs()[verb].add_arguments(parser)
    parser.parse_args(rest)


@pytest.mark.parametrize("path", sorted(DEPLOY.iterdir()), ids=lambda path: path.name)
def test_settings_named_exist(path: Path) -> None:
    named = set(re.findall(r"HOURPROOF_[A-Z_]+", path.read_text(encoding="utf-8")))
    assert named <= SETTINGS


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_units_start_what_there_is_and_write_only_where_they_may(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    started = re.search(r"^ExecStart=(.+)$", text, re.M)
    assert started is not None
    python, _, module, *words = shlex.split(started[1])
    # Not ./run: that one makes the environment, in a folder that is read-only for the service.
    assert (python, module) == ("/opt/hourproof/.venv/bin/python", "cli")
    command_of(words)
    assert "ProtectSystem=strict" in text
    writable = re.search(r"^ReadWritePaths=(.+)$", text, re.M)
    assert writable is not None
    for place in re.findall(rf"^Environment={PREFIX}\w+=(/\S+)$", text, re.M):
        assert any(Path(place).is_relative_to(folder) for folder in writable[1].split()), place


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_reads_the_units(path: Path, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    unit = tmp_path / path.name.replace("@", "@1")
    text = path.read_text(encoding="utf-8").replace("/opt/hourproof/.venv/bin/python", "/bin/true")
    text = re.sub(r"^(User|Group|WorkingDirectory|EnvironmentFile)=.*\n", "", text, flags=re.M)
    unit.write_text(text, encoding="utf-8")
    told = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert [row for row in told.stderr.splitlines() if unit.name in row or path.name in row] == []


def test_the_compose_file_runs_verbs_of_ours_on_one_image() -> None:
    read = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    ours = {name: one for name, one in read["services"].items() if one["image"] == "hourproof"}
    assert set(ours) == {"web", "worker"}
    for one in ours.values():
        command_of(one["command"])
        assert (ROOT / "deploy" / one["build"]["context"] / one["build"]["dockerfile"]).resolve().is_file()
    assert ours["web"]["ports"] == ["127.0.0.1:8000:8000"], "TLS in front, never the service itself"


def test_the_image_starts_a_verb_of_ours_from_what_is_locked() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert "--require-hashes" in text
    assert re.search(r"^USER (?!root)", text, re.M)
    command = re.search(r"^CMD (\[.+\])$", text, re.M)
    assert command is not None
    command_of(yaml.safe_load(command[1]))
