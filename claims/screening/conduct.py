"""The conductor of a screening: read all, verify each against those before it, cluster, report.

Deterministic: the same files in the same order give the same findings, whatever the number of workers. Resumable: what
is done stands in the journal (``OUT/.state``), and a second run reads nothing again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from claims.near import text_print
from claims.pairing import compare_pages, comparison, pairs_to_compare
from claims.reading import PaperRead, Read, Reader, examined, understood
from claims.screening.batch_history import Batch
from claims.screening.clusters import clusters_of, findings_of, hours_of
from claims.screening.items import Item
from claims.screening.journal import Journal
from claims.screening.prepared import Prepared, key_of, packed, unpacked
from claims.screening.report_html import write_html
from claims.screening.report_xlsx import write_xlsx
from claims.serial import from_json, to_json
from claims.wire import read_json
from domain.case import Case
from domain.pair import PairComparison
from domain.reading import Reading, Refusal, Withheld

Progress = Callable[[str, int, int], None]


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

    ``progress`` gets (stage, done, all). OSError when ``out`` cannot be written.
    """
    told = progress or (lambda _stage, _done, _all: None)
    state = out / ".state"
    state.mkdir(parents=True, exist_ok=True)
    with Journal(state / "journal.txt") as journal, ThreadPoolExecutor(jobs) as threads:
        prepared = _read_all(intake, items, journal, threads, told)
        batch = Batch(items, prepared, _comparer(intake, items, prepared, journal))
        results = _verify_all(intake, batch, threads, told)
        clusters = clusters_of(items, results)
        _write_lines(out / "findings.jsonl", results)
        _write_lines(out / "clusters.jsonl", clusters)
        told("report", 0, 1)
        write_xlsx(out / "report.xlsx", items, results, clusters)
        write_html(out / "report.html", intake, items, prepared, results, clusters)
        told("report", 1, 1)
    return _summary(results, clusters)


def _read_all(
    intake: Reader, items: Sequence[Item], journal: Journal, threads: ThreadPoolExecutor, told: Progress
) -> list[Prepared]:
    prepared: list[Prepared | None] = [None] * len(items)
    waiting = {threads.submit(_prepare, intake, item, journal): item for item in items}
    for done, future in enumerate(as_completed(waiting), 1):
        prepared[waiting[future].number] = future.result()
        told("read", done, len(items))
    return [one for one in prepared if one is not None]


def _prepare(intake: Reader, item: Item, journal: Journal) -> Prepared:
    try:
        data = item.path.read_bytes()
    except OSError as error:
        return Prepared("", "unreadable", error=Refusal("input.not_found", f"打不开这个文件：{error.strerror}。"))
    sha256 = hashlib.sha256(data).hexdigest()
    held = journal.get("read", key_of(sha256))
    if held is not None:
        return unpacked(held)
    seen = intake.read(data, name=item.file)
    if isinstance(seen, Refusal):
        return Prepared(sha256, "unreadable", error=seen)
    if isinstance(seen, Withheld):
        return Prepared("", "withheld", findings=seen.findings)  # nothing of it is kept, not even its digest
    prints = [text_print(page) for page in seen.pages]
    words = {"text": [one for one in prints if one is not None]}
    reading = replace(seen, fingerprints={**seen.fingerprints, **words})
    papers = understood(intake, data, reading)
    prepared = Prepared(sha256, "read", reading, papers, seen.findings, seconds=dict(seen.seconds))
    journal.put("read", key_of(sha256), packed(prepared))
    return prepared


def _comparer(
    intake: Reader, items: Sequence[Item], prepared: Sequence[Prepared], journal: Journal
) -> Callable[[int, int], PairComparison | None]:
    def compare(here: int, there: int) -> PairComparison | None:
        ours, theirs = prepared[here].reading, prepared[there].reading
        if ours is None or theirs is None:
            return None
        key = f"{prepared[here].sha256}:{prepared[there].sha256}"
        held = journal.get("pair", key)
        if held is not None:
            return from_json(PairComparison, held) if held else None
        pages = pairs_to_compare(ours, theirs)
        answers = intake.run(compare_pages, items[here].path.read_bytes(), items[there].path.read_bytes(), pages)
        seen = comparison(answers, ours, theirs)
        journal.put("pair", key, to_json(seen) if seen is not None else {})
        return seen

    return compare


def _verify_all(intake: Reader, batch: Batch, threads: ThreadPoolExecutor, told: Progress) -> list[dict[str, Any]]:
    waiting = {threads.submit(_verify, intake, batch, number): number for number in range(len(batch.items))}
    results: list[dict[str, Any]] = [{} for _ in batch.items]
    for done, future in enumerate(as_completed(waiting), 1):
        results[waiting[future]] = future.result()
        told("verify", done, len(batch.items))
    return results


def _verify(intake: Reader, batch: Batch, number: int) -> dict[str, Any]:
    item, one = batch.items[number], batch.prepared[number]
    checked: list[PaperRead] = []
    if one.reading is not None:
        data = item.path.read_bytes()
        checked = [
            examined(intake, data, _case(batch, item, one.reading.of_pages(paper.pages), index))
            for index, paper in enumerate(one.papers)
        ]
    read = Read(item.file, one.sha256, one.status, one.reading, tuple(checked), one.findings, one.error)
    result = read_json(read, text=False)
    result.pop("seconds", None)  # the findings of two runs are the same to the byte
    for finding in findings_of(result):
        if finding["severity"] != "note":
            finding["hours_at_stake"] = hours_of(item, result)
    return result


def _case(batch: Batch, item: Item, reading: Reading, index: int) -> Case:
    paper = batch.prepared[item.number].papers[index]
    return Case(
        evidence_id=str(item.number),
        reading=reading,
        paper=paper,
        submitter=item.submitter,
        claimed=item.claimed,
        history=batch.history_before(item.number),
        today=date.today(),
    )


def _write_lines(path: Path, rows: Sequence[dict[str, Any]]) -> None:
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
