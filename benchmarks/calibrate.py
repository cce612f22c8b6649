"""Measures what raw confidences are worth and writes ``extractors/calibration.json``.

    python -m benchmarks.calibrate CORPUS:READINGS [CORPUS:READINGS …] [--check CORPUS:READINGS] [--plot FILE.png]
        [--composed N] [--dry-run]

READINGS holds pickled readings ``<stem>.pickle`` of the corpus files. Every fact found on a file whose
kind was recognised is a sample (fact, capture class, raw confidence, right or not). Forged files and
files with secrecy marks are left out: there the paper itself lies or is not read.

Curves: share of right facts by raw confidence, monotone (pool adjacent violators), pulled towards the
curve of all facts where samples are few. Sure thresholds: the lowest raw confidence from which at
most 5 of 1000 facts are wrong; for a fact, at least the common threshold and above every level at
which that fact was seen wrong too often; ``null`` where no level keeps the promise. A fact seldom seen
must be read better than one seen often.

How well words are read is measured on readings alone: they give the curves. Whether the words were the right ones
needs no picture: ``--composed N`` adds every drawn layout N times as a flawless reader would read it
(``benchmarks.layouts``), which says of facts that are rarely printed how often they are taken for another.

What the promise is worth on layouts never seen is measured twice: by folds (fitted on four fifths of
the layouts, checked on the last fifth, in turn) and on the sets given with ``--check``, which nothing
is fitted to.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accuracy import Outcome, items, outcomes, pairs
from benchmarks.draw.maker import SETS
from benchmarks.layouts import drawn_outcomes

TARGET = Path(__file__).parent.parent / "extractors" / "calibration.json"
PROMISE = 0.995
#: Raw confidences at which a curve has its points.
_POINTS = (0.0, 0.5, 0.7, 0.8, 0.88, 0.92, 0.95, 0.97, 0.98, 0.99, 0.995, 1.0)
#: No fact below this is sure, however few wrong ones were seen.
_FLOOR = 0.97
#: Fewest samples for a threshold or curve of a group of its own, and how strongly the common curve pulls.
_ENOUGH, _PULL = 60, 20
#: A fact with fewer samples is sure from this raw confidence only.
_SELDOM = 0.985
_FOLDS = 5


@dataclass(frozen=True)
class Sample:
    """One fact found: where from, how confident, right or not."""

    name: str
    capture: str
    raw: float
    right: bool
    layout: str = ""
    kind_confidence: float = 1.0


def samples(corpus: Path, readings: Path) -> list[Sample]:
    """Facts of every file that is no forgery and whose kind was recognised."""
    return facts_of(outcomes(corpus, readings=readings, raw=True))


def composed(each: int) -> list[Sample]:
    """Facts of all drawn layouts, ``each`` times, read without a fault."""
    return [s for which in SETS for s in facts_of(drawn_outcomes(which, each, 17, raw=True))]


def facts_of(read: Iterable[Outcome]) -> list[Sample]:
    """Facts of papers that are no forgery and whose kind was recognised."""
    found: list[Sample] = []
    for outcome in read:
        if outcome.status != "read" or outcome.row.get("tamper") or outcome.row.get("marks"):
            continue
        for true, kind, fields, paper in items(outcome):
            if true != kind:
                continue
            for name, fact, _, right in pairs(fields, paper):
                if fact is not None:
                    capture = "layer" if fact.source == "text_layer" else outcome.captures[0]
                    sure_of_kind = paper.recognition.confidence if paper is not None else 0.0
                    layout = str(outcome.row.get("template", ""))
                    found.append(Sample(name, capture, fact.confidence, right, layout, sure_of_kind))
    return found


def curve(held: Sequence[Sample], common: Sequence[tuple[float, float]] | None = None) -> list[tuple[float, float]]:
    """Monotone share of right facts at ``_POINTS``."""
    sums: list[list[float]] = []
    for i, point in enumerate(_POINTS):
        low = (_POINTS[i - 1] + point) / 2 if i else -1.0
        high = (_POINTS[i + 1] + point) / 2 if i + 1 < len(_POINTS) else 2.0
        inside = [s for s in held if low <= s.raw < high]
        prior = common[i][1] if common else (0.05 + 0.9 * point)
        pull = _PULL if common else 4
        sums.append([sum(s.right for s in inside) + pull * prior, len(inside) + pull])
    blocks = [[right, count, 1] for right, count in sums]
    at = 0
    while at + 1 < len(blocks):
        if blocks[at][0] / blocks[at][1] > blocks[at + 1][0] / blocks[at + 1][1]:
            after = blocks.pop(at + 1)
            blocks[at] = [a + b for a, b in zip(blocks[at], after, strict=True)]
            at = max(0, at - 1)
        else:
            at += 1
    shares = [round(right / count, 4) for right, count, width in blocks for _ in range(int(width))]
    return list(zip(_POINTS, shares, strict=True))


def threshold(held: Sequence[Sample], floor: float) -> float | None:
    """Lowest raw confidence ≥ ``floor`` from which the promise holds; None when it never does."""
    levels = sorted({floor, *(round(s.raw + 1e-4, 4) for s in held if not s.right and s.raw >= floor)})
    for level in levels:
        above = [s for s in held if s.raw >= level]
        wrong = sum(not s.right for s in above)
        # One wrong among fewer than 200 already breaks the promise; none among few does not.
        if above and wrong <= (1 - PROMISE) * len(above):
            return level
    return None


def table(held: Sequence[Sample], drawn: Sequence[Sample] = ()) -> dict[str, object]:
    """The calibration in the form of ``extractors/calibration.json``: curves of ``held``, thresholds of both."""
    common = curve(held)
    curves: dict[str, list[tuple[float, float]]] = {"*": common}
    floor = threshold(held, _FLOOR) or 0.9999
    sure: dict[str, float | None] = {"*": floor}
    groups: dict[str, list[Sample]] = defaultdict(list)
    for sample in held:
        groups[sample.name].append(sample)
        groups[f"@{sample.capture}"].append(sample)
    meant: dict[str, list[Sample]] = defaultdict(list)
    for sample in drawn:
        meant[sample.name].append(sample)
    for group in sorted({*groups, *meant}):
        members = groups[group]
        if len(members) >= _ENOUGH:
            curves[group] = curve(members, common)
        # A group may be stricter than all together as soon as it was seen wrong; looser never.
        own = threshold([*members, *meant[group]], floor)
        enough = len(members) + len(meant[group]) >= _ENOUGH
        if own is not None and not enough:
            own = max(own, _SELDOM)
        # What was measured often enough is named even where the common threshold holds; what is not was never seen.
        if (own != floor or enough) and not group.startswith("@"):
            sure[group] = own
    return {"kind_sure": 0.85, "seldom": _SELDOM, "curves": curves, "sure": sure}


def kept(made: dict[str, object], held: Sequence[Sample]) -> list[Sample]:
    """The samples that the table ``made`` calls sure."""
    sure, kind_sure = made["sure"], made["kind_sure"]
    assert isinstance(sure, dict)
    assert isinstance(kind_sure, float)
    return [
        s
        for s in held
        if s.kind_confidence >= kind_sure
        and (level := sure.get(s.name, max(sure["*"], _SELDOM))) is not None
        and s.raw >= level
    ]


def folds(held: Sequence[Sample], drawn: Sequence[Sample] = ()) -> tuple[list[Sample], dict[str, float]]:
    """(sure samples, figures) where every layout is judged by a table fitted to other layouts."""
    layouts = sorted({s.layout for s in held})
    fold = {layout: i % _FOLDS for i, layout in enumerate(layouts)}
    sure: list[Sample] = []
    for number in range(_FOLDS):
        made = table(
            [s for s in held if fold[s.layout] != number], [s for s in drawn if fold.get(s.layout, -1) != number]
        )
        sure += kept(made, [s for s in held if fold[s.layout] == number])
    return sure, _figures(sure, held)


def _figures(sure: Sequence[Sample], held: Sequence[Sample]) -> dict[str, float]:
    right = sum(s.right for s in sure)
    return {
        "facts": len(held),
        "sure": len(sure),
        "share": round(len(sure) / max(len(held), 1), 4),
        "right": round(right / max(len(sure), 1), 4),
        "wrong": len(sure) - right,
    }


def _said(title: str, sure: Sequence[Sample], figures: dict[str, float]) -> None:
    print(title, json.dumps(figures))
    for sample in sure:
        if not sample.right:
            print(f"   wrong though sure: {sample.name} on {sample.layout} ({sample.capture}), raw {sample.raw:.4f}")


def _written(made: dict[str, object]) -> str:
    """The table as JSON with one line a curve."""
    text = json.dumps(made, ensure_ascii=False, indent=1)
    return re.sub(r"\s*\n\s{3,}", " ", text).replace("[ ", "[").replace(" ]", "]") + "\n"


def reliability(held: Sequence[Sample]) -> list[tuple[float, float, int]]:
    """(promised, right, facts) by tenths of raw confidence."""
    rows = []
    for low, high in ((0, 0.5), (0.5, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.98), (0.98, 0.99), (0.99, 1.01)):
        inside = [s for s in held if low <= s.raw < high]
        if inside:
            rows.append(
                (sum(s.raw for s in inside) / len(inside), sum(s.right for s in inside) / len(inside), len(inside))
            )
    return rows


def plot(held: Sequence[Sample], file: Path) -> None:
    """Reliability plot: raw confidence against the share of right facts, one line a capture class."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(6, 5))
    axes.plot([0, 1], [0, 1], color="0.8")
    for capture in sorted({s.capture for s in held}):
        rows = reliability([s for s in held if s.capture == capture])
        axes.plot(
            [r[0] for r in rows], [r[1] for r in rows], marker="o", label=f"{capture} ({sum(r[2] for r in rows)})"
        )
    axes.set_xlabel("raw confidence")
    axes.set_ylabel("share right")
    axes.legend()
    figure.savefig(file, dpi=120)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="CORPUS:READINGS")
    parser.add_argument("--check", action="append", default=[], metavar="CORPUS:READINGS")
    parser.add_argument("--composed", type=int, default=0, metavar="N")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--dry-run", action="store_true")
    given = parser.parse_args()
    held: list[Sample] = []
    for pair in given.sets:
        corpus, readings = pair.split(":")
        held += samples(Path(corpus), Path(readings))
    drawn = composed(given.composed) if given.composed else []
    made = table(held, drawn)
    print(f"{len(held)} facts, {sum(s.right for s in held)} right")
    for promised, right, count in reliability(held):
        print(f"raw {promised:.3f}: right {right:.4f} of {count}")
    print("sure from:", json.dumps(made["sure"], ensure_ascii=False))
    _said("unseen layouts, by folds:", *folds(held, drawn))
    if drawn:
        sure = kept(made, drawn)
        _said("composed layouts:", sure, _figures(sure, drawn))
    for pair in given.check:
        corpus, readings = pair.split(":")
        other = samples(Path(corpus), Path(readings))
        sure = kept(made, other)
        _said(f"checked, never fitted: {Path(corpus).name}:", sure, _figures(sure, other))
    if given.plot:
        plot(held, given.plot)
    if not given.dry_run:
        TARGET.write_text(_written(made), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
