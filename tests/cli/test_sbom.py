"""The bill of materials lists what is installed and locked, no more and no less."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cli.bill_of_materials import bill_of_materials
from cli.main import main

ROOT = Path(__file__).resolve().parents[2]


def test_it_lists_what_the_lock_file_names() -> None:
    listed = {one["name"].lower().replace("_", "-").replace(".", "-"): one for one in bill_of_materials()["components"]}
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==(\S+) \\$", lock, re.M))  # those for every platform
    elsewhere = set(re.findall(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==\S+ ;", lock, re.M))
    assert len(locked) > 50
    assert set(locked) <= set(listed)
    assert set(listed) <= set(locked) | elsewhere


def test_every_part_has_a_version_a_licence_and_its_place_in_the_graph() -> None:
    made = bill_of_materials()
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    references = {one["bom-ref"] for one in made["components"]} | {made["metadata"]["component"]["bom-ref"]}
    assert len(references) == len(made["components"]) + 1
    assert {one["ref"] for one in made["dependencies"]} == references
    reached = {reference for one in made["dependencies"] for reference in one["dependsOn"]}
    assert reached == references - {made["metadata"]["component"]["bom-ref"]}
    for one in made["components"]:
        assert re.fullmatch(r"pkg:pypi/[a-z0-9-]+@\S+", one["purl"])
        assert one["version"] in one["purl"]
        assert one["licenses"]


def test_the_same_installation_gives_the_same_bill(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sbom", "--out", str(tmp_path / "bill.json")]) == 0
    capsys.readouterr()
    assert main(["sbom"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads((tmp_path / "bill.json").read_text(encoding="utf-8"))
