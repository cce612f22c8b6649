"""How often each suspicion is right and wrong: ``python -m benchmarks.suspicions FOLDER [--as-drawn] [--limit N]``.

FOLDER holds a manifest as ``benchmarks.draw`` writes it. With ``--as-drawn`` the facts are those of the manifest, so
that only the suspicions are judged and nothing is read; PDF files themselves are looked into either way. Otherwise
every file goes through the real pipeline in order of submission. Counted are files, per code and severity, by what
the manifest says of them: genuine, an edit (tamper), a reuse, or a contradiction. Completeness is left out: it asks
about the picture, not about the paper.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import verifiers
from claims.reading import read_file
from domain.case import Case, Earlier, Submitter
from domain.fact import Fact, Paper, Recognition
from domain.finding import Finding
from domain.kind import BUNDLE
from domain.pair import PairComparison
from domain.place import Box, Place
from domain.reading import Line, Page, Reading, Source
from intake import Intake

Row = Mapping[str, Any]


class Seen:
    """The files judged so far, asked as a history; pictures are not compared here."""

    def __init__(self) -> None:
        self.earlier: list[Earlier] = []

    def same_bytes(self, sha256: str) -> Sequence[Earlier]:
        return [e for e in self.earlier if e.sha256 == sha256]

    def same_number(self, kind: str, fact_name: str, value: str) -> Sequence[Earlier]:
        return [e for e in self.earlier if e.kind == kind and str(e.facts.get(fact_name)) == value]

    def near_copies(self, fingerprints: Mapping[str, Sequence[str]]) -> Sequence[Earlier]:
        return []

    def of_person(self, person_id: str, year: int | None) -> Sequence[Earlier]:
        return [e for e in self.earlier if e.person_id == person_id]

    def compare(self, case: Case, earlier: Earlier) -> PairComparison | None:
        return None

    def add(self, row: Row, sha256: str, kind: str, facts: Mapping[str, Any]) -> None:
        name = facts.get("person_name")
        self.earlier.append(
            Earlier(row["file"], sha256, kind, row["submitter"], name, None, None, dict(facts), row["file"])
        )


def label(row: Row) -> str:
    """What the manifest says of a file."""
    if row.get("tamper"):
        return f"edit {row['tamper']['type']}"
    if row.get("inconsistent"):
        return f"contradiction {row['inconsistent']['code']}"
    return f"reuse {row['reuse_kind']}" if row.get("reuse_of") else "genuine"


def submitter(row: Row) -> Submitter:
    return Submitter(row["submitter"], row["fields"].get("person_name"))


def as_drawn(row: Row, data: bytes, seen: Seen, today: date) -> tuple[Finding, ...]:
    """Findings on the facts of the manifest."""
    place = Place(1, Box(0, 0, row["width"] or 1, 30))
    lines = tuple(Line(text, place, 1.0) for text in row["text"].split("\n") if text)
    pages = tuple(Page(n + 1, row["width"] or 0, row["height"] or 0, 0, Source.OCR, lines) for n in range(row["pages"]))
    media = "application/pdf" if row["file"].endswith(".pdf") else "image/jpeg"
    reading = Reading(hashlib.sha256(data).hexdigest(), media, pages)
    facts = tuple(Fact(name, value, str(value), place, 0.99, True) for name, value in row["fields"].items())
    paper = Paper(tuple(p.number for p in pages), row["kind"], Recognition(0.99), facts)
    case = Case(row["file"], reading, paper, submitter(row), {}, seen, today=today)
    findings, _ = verifiers.verify_all(case)
    inside, _ = verifiers.verify_original(replace(case, original=data, history=None))
    seen.add(row, reading.sha256, row["kind"], row["fields"])
    return findings + inside


def as_read(intake: Intake, row: Row, data: bytes, seen: Seen, today: date) -> tuple[Finding, ...]:
    """Findings of the real pipeline."""
    read = read_file(intake, data, row["file"], submitter=submitter(row), history=seen, today=today)
    for part in read.papers:
        seen.add(row, read.sha256, part.paper.kind, {fact.name: fact.value for fact in part.paper.facts})
    return (*read.findings, *(finding for part in read.papers for finding in part.findings))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.suspicions")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--as-drawn", action="store_true", help="judge the suspicions on the facts of the manifest")
    parser.add_argument("--limit", type=int, default=None, help="only the first N files")
    asked = parser.parse_args()
    rows = [json.loads(line) for line in (asked.folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows[: asked.limit] if not row["marks"] and row["kind"] != BUNDLE]
    files: Counter[str] = Counter()
    hits: dict[str, Counter[str]] = defaultdict(Counter)
    seen, today = Seen(), date.today()
    with Intake(workers=1) as intake:
        for row in rows:
            data = (asked.folder / row["file"]).read_bytes()
            found = as_drawn(row, data, seen, today) if asked.as_drawn else as_read(intake, row, data, seen, today)
            what = label(row)
            files[what] += 1
            told = {f"{f.severity.value} {f.code}" for f in found if not f.code.startswith("completeness")}
            hits[what].update(told)
            doubted = {code.split(" ")[1].split(".")[0] for code in told if code.startswith(("doubt", "stop"))}
            hits[what].update(f"any doubt of {family}" for family in doubted)
    for what in sorted(files):
        print(f"{what}: {files[what]} files")
        for code, count in sorted(hits[what].items()):
            print(f"    {code}: {count}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
