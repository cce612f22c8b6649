"""The bundled samples are small, explained, and read as their expectations say, by the real pipeline."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from claims.reading import Read, read_file
from domain.case import Earlier, Submitter
from domain.kind import KINDS
from intake import Intake
from tests.verifiers.cases import Memory
from verifiers.knowledge.checksums import id_number_ok

FOLDER = Path(__file__).parents[2] / "cli" / "samples"
FILES = sorted(p for p in FOLDER.iterdir() if p.suffix not in (".json", ".md"))
DOUBTS_ASKED = {"completeness.unread_fact"}

pytestmark = pytest.mark.long


def expected(path: Path) -> dict[str, Any]:
    return dict(json.loads((FOLDER / f"{path.stem}.expected.json").read_text(encoding="utf-8")))


def sidecar(path: Path) -> dict[str, Any]:
    return dict(json.loads((FOLDER / f"{path.name}.json").read_text(encoding="utf-8")))


def test_every_sample_is_small_and_explained() -> None:
    assert 10 <= len(FILES) <= 16
    assert all(path.stat().st_size < 150_000 for path in FILES)
    assert sum(path.stat().st_size for path in FILES) < 1_500_000
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    for path in FILES:
        assert f"`{path.name}`" in told
        assert sidecar(path).keys() >= {"person", "employer", "city", "year", "claimed"}
        assert expected(path)["kind"] in {*KINDS, None}
    assert {path.suffix for path in FILES} >= {".jpg", ".pdf", ".png", ".webp", ".heic"}


def test_nothing_is_left_of_samples_that_are_gone() -> None:
    stems = {path.stem for path in FILES}
    names = {path.name for path in FILES}
    for path in FOLDER.glob("*.json"):
        assert path.name.removesuffix(".expected.json") in stems or path.name.removesuffix(".json") in names


def test_one_file_is_handed_in_twice() -> None:
    contents = [path.read_bytes() for path in FILES]
    assert len(set(contents)) == len(contents) - 1


@pytest.fixture(scope="module")
def reads() -> Iterator[dict[str, Read]]:
    """All samples read in order, each seeing those before it."""
    seen: list[Earlier] = []
    done: dict[str, Read] = {}
    with Intake(workers=1) as intake:
        for path in FILES:
            told = sidecar(path)
            who = Submitter(told["person_id"], told["person"], told["employer"], told["city"], told["year"])
            read = read_file(
                intake, path.read_bytes(), path.name, submitter=who, claimed=told["claimed"], history=Memory(*seen)
            )
            done[path.name] = read
            for part in read.papers:
                facts = {fact.name: fact.value for fact in part.paper.facts}
                seen.append(
                    Earlier(path.name, read.sha256, part.paper.kind, who.person_id, facts.get("person_name"),
                            who.employer, None, facts, path.name)
                )  # fmt: skip
        yield done


@pytest.mark.ocr
@pytest.mark.parametrize("path", FILES, ids=lambda p: os.path.splitext(p.name)[0])
def test_a_sample_reads_as_expected(path: Path, reads: dict[str, Read]) -> None:
    read, wanted = reads[path.name], expected(path)
    assert read.status == wanted["status"]
    findings = [*read.findings, *(finding for part in read.papers for finding in part.findings)]
    raised = {finding.code for finding in findings}
    assert raised >= set(wanted["findings"])
    if wanted["status"] == "withheld":
        assert read.reading is None
        assert not read.papers
        return
    (part,) = read.papers
    assert part.paper.kind == wanted["kind"]
    facts = {fact.name: fact.value for fact in part.paper.facts}
    if names := wanted["facts"].pop("names", None):
        assert [row["name"] for row in facts["names"]] == names
    assert {name: facts.get(name) for name in wanted["facts"]} == wanted["facts"]
    doubts = {f.code for f in findings if f.severity.value != "note"}
    assert doubts <= set(wanted["findings"]), "an honest sample is doubted"


def test_numbers_of_people_are_valid_and_never_issued() -> None:
    from benchmarks.draw.samples import PEOPLE

    for person in PEOPLE.values():
        assert id_number_ok(person.id_number)
        assert person.id_number[14:16] == "99"
