"""PDFs changed with an editor, and honest ones: ``python -m benchmarks.forged_pdfs [--pages N] [--scans N]``.

Papers of all drawn sets become native PDFs (``--pages``) and scans wrapped in a PDF (``--scans``). Each is changed in
every manner of ``benchmarks.draw.edited_pdfs`` and handled in every way of ``handled_pdfs``, then read as the service
reads it and given to the checks that ask for the file. Printed: how many are doubted by any of these, by manner.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random

import numpy as np
from PIL import Image

import verifiers
from benchmarks.draw.capture import capture
from benchmarks.draw.edited_pdfs import EDITS, OVER_SCANS
from benchmarks.draw.forge import other_text
from benchmarks.draw.handled_pdfs import HANDLED
from benchmarks.draw.maker import SETS, Drawn, Maker, layouts
from benchmarks.draw.paint import image_of, pdf_of, scanned_pdf
from benchmarks.draw.pdf_layers import Base, Make
from benchmarks.draw.sheet import Run
from benchmarks.draw.write import embedded
from benchmarks.guard import limits
from domain.case import Case, Submitter
from domain.fact import Paper, Recognition
from domain.finding import Finding, Severity
from domain.reading import Reading
from intake import read_in_process

DPI = 150
#: What a forger changes.
VALUES = ("hours", "issue_date", "end_date", "person_name", "certificate_no", "score_annual", "days")
PRODUCERS = ("WPS 文字", "Microsoft® Word 2019", "Skia/PDF m120", "iText 2.1.7", "")


def bases(count: int, seed: int, *, scanned: bool) -> Iterator[Base]:
    """Papers of every set in turn, one value of each to be changed."""
    every = [(which, name, made) for which in SETS for name, (_, made) in layouts(which).items()]
    Random(f"pdf/{seed}").shuffle(every)
    found = 0
    for which, name, made in every:
        rng = Random(f"pdf/{seed}/{which}/{name}/{scanned}")
        drawn = made(Maker(rng, embeddable=not scanned)).settle()
        base = None if drawn.screen else _base(drawn, rng, scanned=scanned)
        if base is None:
            continue
        yield base
        found += 1
        if found == count:
            return


def _base(drawn: Drawn, rng: Random, *, scanned: bool) -> Base | None:
    sheet = drawn.sheets[0]
    # A value that stands in one row, whose old words the sheet tells.
    open_to = [name for name in VALUES if name in sheet.boxes and sheet.boxes[name][3] - sheet.boxes[name][1] < 70]
    if not open_to:
        return None
    name = rng.choice(open_to)
    left, top, right, bottom = sheet.boxes[name]
    inside = [op for op in sheet.ops if isinstance(op, Run) and left - 2 <= op.x < right and top - 8 <= op.y < bottom]
    old = "".join(op.text for op in inside) or str(drawn.fields.get(name, ""))
    new = other_text(rng, name, old)
    k = 72 / DPI
    size = (sheet.width * k, sheet.height * k)
    box = (left * k, size[1] - bottom * k, right * k, size[1] - top * k)
    if scanned:
        got = capture(np.asarray(image_of(sheet)), "scan", rng)
        # Scans lie nearly straight: the drawn place is near enough for somebody who covers a value.
        data = again = scanned_pdf([Image.fromarray(got.image).resize((sheet.width, sheet.height))], dpi=DPI)
    else:
        producer = rng.choice(PRODUCERS)
        ops = [embedded(op) for op in sheet.ops]
        first = next((op for op in inside), None)
        if first is None:
            return None
        changed = [embedded(op) for op in sheet.ops if op not in inside] + [embedded(replace(first, text=new))]
        data, again = (pdf_of([replace(sheet, ops=each)], producer=producer) for each in (ops, changed))
    paper = tuple(value / 255 for value in sheet.paper)
    assert len(paper) == 3
    return Base(data, again, box, old, new, size, paper, rng)


def doubts(data: bytes) -> list[Finding] | None:
    """What is said of the file; None where the guard or the reader did not let it through."""
    reading = read_in_process(data)
    if not isinstance(reading, Reading):
        return None
    paper = Paper(tuple(page.number for page in reading.pages), "completion_certificate", Recognition(0.9), ())
    case = Case("drawn", reading, paper, Submitter("somebody"), original=data)
    found, _ = verifiers.verify_original(case)
    return [one for one in found if one.code.startswith("tampering.")]


def tried(title: str, papers: list[Base], manners: Mapping[str, Make]) -> None:
    files: Counter[str] = Counter()
    doubted: Counter[str] = Counter()
    spoken: Counter[str] = Counter()
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for base in papers:
        for name, make in manners.items():
            found = doubts(make(base))
            if found is None:
                said[name]["not read"] += 1
                continue
            hit = {one.code.removeprefix("tampering.") for one in found if one.severity is Severity.DOUBT}
            files[name] += 1
            doubted[name] += bool(hit)
            spoken[name] += bool(found)
            said[name].update(hit or ["-"])
    print(f"{title}: doubted {limits(sum(doubted.values()), sum(files.values()))}, spoken of {sum(spoken.values())}")
    for name in manners:
        codes = ", ".join(f"{code} {count}" for code, count in said[name].most_common())
        print(f"  {name}: doubted {doubted[name]} of {files[name]}, spoken of {spoken[name]} ({codes})", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--scans", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.pages:
        papers = list(bases(asked.pages, asked.seed, scanned=False))
        print(f"{len(papers)} native PDFs")
        tried("changed", papers, EDITS)
        tried("handled honestly", papers, HANDLED)
    if asked.scans:
        papers = list(bases(asked.scans, asked.seed, scanned=True))
        print(f"{len(papers)} scans in PDFs")
        tried("changed", papers, OVER_SCANS)
        tried("handled honestly", papers, HANDLED)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
