"""How well is evidence read: ``read`` scored against a manifest, per kind, field and capture condition.

    python -m benchmarks.accuracy CORPUS [--readings DIR] [--from-cache DIR] [--jobs N] [--record NAME] [--errors FILE]

CORPUS is a folder with ``manifest.jsonl`` (one object a line: file, kind, condition, fields, marks, text …).
Without further options every file goes the whole way from its bytes (intake, understanding, second
reader, checks) with ``--jobs`` sandbox workers. ``--readings DIR`` takes pickled readings
``<stem>.pickle`` and measures understanding alone; ``--from-cache DIR`` does so too, but reads what is
missing in DIR and keeps it there (words of marked files never: those stay withheld). ``--record`` writes the figures to
``benchmarks/results/NAME.json``; gains and losses against the last record are always listed.
``--errors`` writes one line per wrong, missing or superfluous fact.

A fact is right when its normalised value equals the manifest's. Superfluous facts count as errors;
``sealed``, ``signed`` and ``seal_text`` are judged apart, a sex or title only where the manifest tells one (else the
errors list it as ``UNTOLD``). Files with a secrecy mark are left out of the facts and reported as withheld.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from domain.fact import Fact, Paper
from domain.kind import UNKNOWN
from domain.reading import MarkType, Reading, Refusal, Withheld

RESULTS = Path(__file__).parent / "results"
#: Facts that no manifest field answers for (``entries``: all papers of a contents page; the manifest has the own one).
APART = frozenset({"sealed", "signed", "seal_text", "entries"})
#: What papers print of their person and most manifests leave out: where a manifest has none it is listed, not counted.
SELDOM_TOLD = frozenset({"sex", "title_level"})
GROUPS = {
    "clean": "easy", "scan": "easy", "pdf_native": "easy", "pdf_scan": "easy", "pdf_multi": "easy",
    "photo": "photo", "wechat": "photo", "copy_bw": "photo", "photo_screen": "photo", "shot_of_shot": "photo",
    "photo_hard": "hard",
}  # fmt: skip


def plain(value: Any) -> Any:
    """A value in the form both sides are compared in: NFKC, no blanks beside Chinese, numbers as floats."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, str):
        text = unicodedata.normalize("NFKC", value).strip()
        kept = [c for i, c in enumerate(text) if not c.isspace() or _blank_counts(text, i)]
        return "".join(kept)
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items()}
    return value


def _blank_counts(text: str, i: int) -> bool:
    return 0 < i < len(text) - 1 and text[i - 1].isascii() and text[i + 1].isascii() and not text[i - 1].isspace()


def names_score(found: Any, truth: list[Mapping[str, Any]]) -> tuple[int, int, int]:
    """(right, found, true) names of people who attended, as multisets."""
    have = [plain(n["name"]) for n in found or [] if n.get("attended", True)]
    want = [plain(n["name"]) for n in truth if n.get("attended", True)]
    left = list(want)
    right = 0
    for name in have:
        if name in left:
            left.remove(name)
            right += 1
    return right, len(have), len(want)


#: Manifests may name the kind of a patent as the paper does; the contract has its own words.
_PATENTS = {"发明专利": "invention", "实用新型专利": "utility_model", "外观设计专利": "design"}


def same(name: str, found: Any, truth: Any) -> bool:
    """Whether a fact is right."""
    if name == "patent_kind":
        return bool(_PATENTS.get(found, found) == _PATENTS.get(truth, truth))
    if name == "names":
        right, have, want = names_score(found, truth)
        return right == have == want
    a, b = plain(found), plain(truth)
    if isinstance(b, list) and b and isinstance(b[0], dict):
        if not isinstance(a, list) or len(a) != len(b):
            return False
        return all(all(x.get(k) == v for k, v in y.items() if v is not None) for x, y in zip(a, b, strict=True))
    return bool(a == b)


@dataclass
class Tally:
    """Counts of one slice."""

    files: int = 0
    kind_right: int = 0
    right: int = 0
    found: int = 0
    true: int = 0
    sure: int = 0
    sure_right: int = 0
    names: list[int] = field(default_factory=lambda: [0, 0, 0])
    seals: list[int] = field(default_factory=lambda: [0, 0])
    edits: int = 0
    letters: int = 0

    def figures(self) -> dict[str, float]:
        def ratio(a: float, b: float) -> float:
            return round(a / b, 4) if b else 1.0

        precision, recall = ratio(self.right, self.found), ratio(self.right, self.true)
        return {
            "files": self.files,
            "kind": ratio(self.kind_right, self.files),
            "precision": precision,
            "recall": recall,
            "f1": ratio(2 * self.right, self.found + self.true),
            "sure_share": ratio(self.sure, self.found),
            "sure_right": ratio(self.sure_right, self.sure),
            "names_f1": ratio(2 * self.names[0], self.names[1] + self.names[2]),
            "seal": ratio(self.seals[0], self.seals[1]),
            "cer": round(self.edits / self.letters, 4) if self.letters else 0.0,
        }


@dataclass(frozen=True)
class Outcome:
    """What came of one file: ``reading`` without its words is enough for the scores."""

    row: Mapping[str, Any]
    status: str
    papers: tuple[Paper, ...] = ()
    text: str = ""
    seals: int = 0
    captures: tuple[str, ...] = ()


def outcome_of(row: Mapping[str, Any], read: Reading | Withheld | Refusal, *, raw: bool = False) -> Outcome:
    """Understand one reading; ``raw`` leaves the confidences uncalibrated."""
    from extractors.papers.understanding import understand

    if isinstance(read, Withheld):
        return Outcome(row, "withheld")
    if isinstance(read, Refusal):
        return Outcome(row, f"refused {read.code}")
    seals = sum(1 for page in read.pages for mark in page.marks if mark.type is MarkType.SEAL)
    captures = tuple(page.capture for page in read.pages)
    return Outcome(row, "read", understand(read, raw=raw), read.text, seals, captures)


def _cached(job: tuple[Mapping[str, Any], Path, Path]) -> Outcome:
    """Understanding alone, on a reading kept in a folder (made there when it is missing)."""
    row, corpus, cache = job
    kept = cache / f"{Path(row['file']).stem}.pickle"
    if kept.exists():
        return outcome_of(row, pickle.loads(kept.read_bytes()))
    from intake import GuardSettings, read_in_process

    read = read_in_process((corpus / row["file"]).read_bytes(), GuardSettings())
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(read))
    return outcome_of(row, read)


def _whole(rows: list[dict[str, Any]], corpus: Path, jobs: int) -> Iterator[Outcome]:
    """The whole way as the product goes it: intake, understanding, second reader, checks."""
    from claims.reading import read_file
    from intake import Intake

    def one(row: dict[str, Any]) -> Outcome:
        done = read_file(intake, (corpus / row["file"]).read_bytes(), row["file"])
        if done.status != "read" or done.reading is None:
            return Outcome(
                row, "withheld" if done.status == "withheld" else f"refused {done.error and done.error.code}"
            )
        seals = sum(1 for page in done.reading.pages for mark in page.marks if mark.type is MarkType.SEAL)
        captures = tuple(page.capture for page in done.reading.pages)
        return Outcome(row, "read", tuple(p.paper for p in done.papers), done.reading.text, seals, captures)

    with Intake(workers=jobs) as intake, ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(one, rows)


def outcomes(
    corpus: Path, *, readings: Path | None, cache: Path | None = None, jobs: int = 1, raw: bool = False
) -> Iterator[Outcome]:
    """Every file of the manifest in order; files without a reading in ``readings`` are left out."""
    rows = [json.loads(line) for line in (corpus / "manifest.jsonl").read_text("utf-8").splitlines() if line]
    if readings is not None:
        for row in rows:
            kept = readings / f"{Path(row['file']).stem}.pickle"
            if kept.exists():
                yield outcome_of(row, pickle.loads(kept.read_bytes()), raw=raw)
        return
    if cache is None:
        yield from _whole(rows, corpus, jobs)
        return
    work = [(row, corpus, cache) for row in rows]
    if jobs <= 1:
        yield from map(_cached, work)
    else:
        with ProcessPoolExecutor(jobs) as pool:
            yield from pool.map(_cached, work)


def items(outcome: Outcome) -> Iterator[tuple[str, str, Mapping[str, Any], Paper | None]]:
    """(true kind, kind found, true fields, paper) of every piece of evidence in the file.

    The parts of a bundle are matched by their first page; a part that was not cut out has no paper.
    """
    row = outcome.row
    if row["kind"] != "bundle":
        kind = outcome.papers[0].kind if len(outcome.papers) == 1 else "bundle"
        yield row["kind"], kind, row["fields"], outcome.papers[0] if outcome.papers else None
        return
    for item in row["page_items"]:
        paper = next((p for p in outcome.papers if p.pages[0] == item["pages"][0]), None)
        yield item["kind"], paper.kind if paper else "none", item["fields"], paper


def pairs(fields: Mapping[str, Any], paper: Paper | None) -> Iterator[tuple[str, Fact | None, Any, bool]]:
    """(fact name, fact found or None, true value or None, right) of one paper; ``untold`` ones left out."""
    facts = {fact.name: fact for fact in (paper.facts if paper else ()) if fact.name not in APART}
    if paper is not None and paper.kind == "journal_contents" and fields.get("authors"):
        # Whose paper it is stands in the claim, not on the page: the first author hands it in.
        from extractors.journal_contents import own_entry

        facts |= {fact.name: fact for fact in own_entry(paper, fields["authors"][0])}
    for name in sorted((set(fields) - APART) | (set(facts) - {fact.name for fact in untold(fields, paper)})):
        fact, truth = facts.get(name), fields.get(name)
        right = fact is not None and truth is not None and same(name, fact.value, truth)
        yield name, fact, truth, right


def untold(fields: Mapping[str, Any], paper: Paper | None) -> list[Fact]:
    """Facts of ``SELDOM_TOLD`` found on a paper whose manifest tells none."""
    facts = paper.facts if paper else ()
    return [fact for fact in facts if fact.name in SELDOM_TOLD and fact.name not in fields]


def score(all_outcomes: list[Outcome]) -> tuple[dict[str, dict[str, float]], list[str]]:
    """Figures per slice and a list of errors, one line each."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    errors: list[str] = []
    for outcome in all_outcomes:
        row = outcome.row
        if outcome.status != "read":
            tallies[f"status:{outcome.status}"].files += 1
            if not row.get("marks"):
                errors.append(f"{row['file']}\t{row['kind']}\t{row['condition']}\t{outcome.status} without a mark")
            continue
        slices = [
            "all", f"kind:{row['kind']}", f"condition:{row['condition']}", f"group:{GROUPS.get(row['condition'], '?')}",
        ]  # fmt: skip
        parts = list(items(outcome))
        kind_right = all(found == true for true, found, _, _ in parts)
        if not kind_right:
            others = outcome.papers[0].others[:3] if outcome.papers else ()
            errors.append(
                f"{row['file']}\t{row['kind']}\t{row['condition']}\tKIND {[found for _, found, _, _ in parts]} {others}"
            )
        edits = Levenshtein.distance(_letters(outcome.text), _letters(row.get("text", "")))
        for key in slices:
            tally = tallies[key]
            tally.files += 1
            tally.kind_right += kind_right
            tally.edits += edits
            tally.letters += len(_letters(row.get("text", "")))
            tally.seals[1] += 1
            tally.seals[0] += bool(row.get("stamps")) == bool(outcome.seals)
        if row["kind"] == UNKNOWN:
            continue
        for fact in (one for _, _, fields, paper in parts for one in untold(fields, paper)):
            errors.append(f"{row['file']}\t{row['kind']}\t{row['condition']}\tUNTOLD {fact.name}: {fact.value!r}")
        for name, fact, truth, right in (pair for _, _, fields, paper in parts for pair in pairs(fields, paper)):
            if name == "names":
                scored = names_score(fact.value if fact else [], truth or [])
                for key in slices:
                    tallies[key].names = [a + b for a, b in zip(tallies[key].names, scored, strict=True)]
            for key in [*slices, f"field:{name}"]:
                tally = tallies[key]
                tally.found += fact is not None
                tally.true += truth is not None
                tally.right += right
                tally.sure += fact is not None and fact.sure
                tally.sure_right += fact is not None and fact.sure and right
            if not right:
                what = "WRONG" if fact is not None and truth is not None else "MISSING" if fact is None else "EXTRA"
                value = "" if fact is None else f"{fact.value!r} conf={fact.confidence} sure={fact.sure}"
                errors.append(f"{row['file']}\t{row['kind']}\t{row['condition']}\t{what} {name}: {value} | {truth!r}")
    return {key: tally.figures() for key, tally in sorted(tallies.items())}, errors


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace())


def last_record() -> tuple[str, dict[str, dict[str, float]]] | None:
    """The newest recorded run, if any."""
    kept = sorted(RESULTS.glob("accuracy-*.json"))
    if not kept:
        return None
    loaded: dict[str, dict[str, float]] = json.loads(kept[-1].read_text("utf-8"))["figures"]
    return kept[-1].name, loaded


def changes(now: Mapping[str, Mapping[str, float]], before: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Gains and losses against an earlier run, largest first."""
    found = []
    for key, figures in now.items():
        for name in ("kind", "f1", "sure_share", "sure_right", "names_f1", "seal"):
            if key in before and name in figures and name in before[key]:
                shift = figures[name] - before[key][name]
                if abs(shift) >= 0.002:
                    word = "gain" if shift > 0 else "LOSS"
                    line = f"{word} {key} {name}: {before[key][name]:.4f} → {figures[name]:.4f}"
                    found.append((abs(shift), line))
    return [line for _, line in sorted(found, reverse=True)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--readings", type=Path)
    parser.add_argument("--from-cache", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--record", metavar="NAME")
    parser.add_argument("--errors", type=Path)
    parser.add_argument("--slices", default="all,group:,kind:", help="which slices to print (prefixes)")
    given = parser.parse_args()
    done = list(outcomes(given.corpus, readings=given.readings, cache=given.from_cache, jobs=given.jobs))
    figures, errors = score(done)
    columns = ("files", "kind", "precision", "recall", "f1", "sure_share", "sure_right", "names_f1", "seal", "cer")
    print(f"{'slice':36}" + "".join(f"{c:>11}" for c in columns))
    for key, row in figures.items():
        if any(key.startswith(prefix) for prefix in given.slices.split(",")) or key.startswith("status:"):
            print(f"{key:36}" + "".join(f"{row[c]:11.4g}" for c in columns))
    earlier = last_record()
    if earlier is not None:
        print(f"\nagainst {earlier[0]}:")
        print("\n".join(changes(figures, earlier[1])) or "no change")
    if given.errors is not None:
        given.errors.write_text("\n".join(errors) + "\n", "utf-8")
    if given.record:
        RESULTS.mkdir(exist_ok=True)
        record = {"corpus_files": len(done), "figures": figures}
        (RESULTS / f"accuracy-{given.record}.json").write_text(
            json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
