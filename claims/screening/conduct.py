"""The conductor of a screening: read all, verify each against those before it, cluster, report.

Deterministic: the same files in the same order give the same findings, whatever the number of workers. Resumable: what
is done stands in the journal (``OUT/.state``), and a second run reads nothing again. Of each file only keys and facts
stay in memory; words and places come from the journal when they are needed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from claims.reading import Reader
from claims.screening.batch_history import Batch
from claims.screening.class_signs import once, shared_signs
from claims.screening.clusters import clusters_of, findings_of
from claims.screening.examine import Bench
from claims.screening.items import Item
from claims.screening.journal import Journal
from claims.screening.judgements import Judgements
from claims.screening.population import Pattern, Told, patterns_of
from claims.screening.prepared import Known
from claims.screening.report_html import write_html
from claims.screening.report_xlsx import write_xlsx

Progress = Callable[[str, int, int], None]
T = TypeVar("T")

STATE = ".state"


@dataclass(frozen=True, slots=True)
class ScreeningSummary:
    """What a screening came to; ``severities`` counts findings."""

    files: int
    read: int
    withheld: int
    unreadable: int
    severities: dict[str, int]
    clusters: int


def screen(
    intake: Reader, items: Sequence[Item], out: Path, *, jobs: int, progress: Progress | None = None
) -> ScreeningSummary:
    """Screen ``items`` into ``out``: findings.jsonl, clusters.jsonl, report.html, report.xlsx.

    ``progress`` gets (stage, done, all). OSError when ``out`` cannot be written or another run writes there.
    """
    told = progress or (lambda _stage, _done, _all: None)
    with Journal(out / STATE) as journal, ThreadPoolExecutor(jobs) as threads:
        bench = Bench(intake, items, journal)
        known = list(_in_order(threads, bench.prepare, items, jobs, "read", told))
        batch = Batch(items, known, bench.compare)
        judged = Judgements(out / STATE, [one.sha256 for one in known])
        patterns = patterns_of(
            [
                Told(item.file, one.kind, one.facts, one.sure, item.employer)
                for item, one in zip(items, known, strict=True)
            ]
        )
        results = _verify_all(bench, batch, judged, patterns, out, threads, jobs, told)
        results = said_once(items, known, results, out / "findings.jsonl")
        clusters = clusters_of(items, results)
        _write_lines(out / "clusters.jsonl", clusters)
        pictures = list(_in_order(threads, bench.pictures, list(enumerate(clusters)), jobs, "report", told))
        write_xlsx(out / "report.xlsx", items, results, clusters, patterns)
        write_html(out / "report.html", items, results, clusters, pictures, patterns)
    return _summary(results, clusters)


def _in_order(
    threads: ThreadPoolExecutor,
    work: Callable[[Any], T],
    things: Sequence[Any],
    jobs: int,
    stage: str,
    told: Progress,
) -> Iterator[T]:
    """``work`` of each thing, several at a time, answers in order; no more than a few are ahead of the slowest."""
    told(stage, 0, len(things))
    ahead: dict[Future[T], int] = {}
    ready: dict[int, T] = {}
    offered = given = 0
    while given < len(things):
        while offered < len(things) and offered < given + 64 * jobs and len(ahead) < 2 * jobs:
            ahead[threads.submit(work, things[offered])] = offered
            offered += 1
        for future in wait(ahead, return_when=FIRST_COMPLETED).done:
            ready[ahead.pop(future)] = future.result()
        while given in ready:
            yield ready.pop(given)
            given += 1
            told(stage, given, len(things))


def _verify_all(
    bench: Bench,
    batch: Batch,
    judged: Judgements,
    patterns: Sequence[Pattern],
    out: Path,
    threads: ThreadPoolExecutor,
    jobs: int,
    told: Progress,
) -> list[dict[str, Any]]:
    """Verify all, writing the whole results to findings.jsonl as they come; the slim ones come back."""
    numbers = range(len(batch.items))
    slim: list[dict[str, Any]] = []

    def lines() -> Iterator[dict[str, Any]]:
        for result in _in_order(
            threads, lambda n: bench.verify(batch, judged, patterns, n), numbers, jobs, "verify", told
        ):
            slim.append(_slim(result))
            yield result

    _write_lines(out / "findings.jsonl", lines())
    return slim


def said_once(
    items: Sequence[Item], known: Sequence[Known], results: list[dict[str, Any]], path: Path
) -> list[dict[str, Any]]:
    """What many papers show alike goes from all but the first of them, in the results and in what was written."""
    shared = shared_signs(items, known, results)
    if not shared:
        return results
    with path.open(encoding="utf-8") as written:
        _write_lines(path, once((json.loads(line) for line in written), shared))
    return list(once(iter(results), shared))


def _slim(result: dict[str, Any]) -> dict[str, Any]:
    """Of a result what clusters and reports need: no facts but the hours, no pages."""
    kept: dict[str, Any] = {name: result[name] for name in ("file", "status", "findings") if name in result}
    kept["kind"] = {"value": result.get("kind", {}).get("value", "")}
    kept["facts"] = [fact for fact in result.get("facts", []) if fact["name"] == "hours"]
    kept["parts"] = [{"findings": part.get("findings", [])} for part in result.get("parts", [])]
    return kept


def _write_lines(path: Path, rows: Sequence[dict[str, Any]] | Iterator[dict[str, Any]]) -> None:
    """Whole or not at all: written beside and moved into place."""
    beside = path.with_name(path.name + ".part")
    with beside.open("w", encoding="utf-8") as handle:
        for row in rows:
            handle.write(json.dumps(row, ensure_ascii=False, sort_keys=False) + "\n")
        handle.flush()
        os.fsync(handle.fileno())
    beside.replace(path)


def _summary(results: Sequence[dict[str, Any]], clusters: Sequence[dict[str, Any]]) -> ScreeningSummary:
    severities = {"stop": 0, "doubt": 0, "note": 0}
    for result in results:
        for finding in findings_of(result):
            severities[finding["severity"]] += 1
    states = [result["status"] for result in results]
    return ScreeningSummary(
        len(results),
        states.count("read"),
        states.count("withheld"),
        states.count("unreadable"),
        severities,
        len(clusters),
    )
