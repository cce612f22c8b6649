"""How well the desk doubts: ``python -m benchmarks.doubt FOLDER --out DIR [--jobs N]`` and ``--index N [N …]``.

FOLDER holds a manifest as ``benchmarks.draw`` writes it. The real screening runs over it into DIR (resumable, so a
second run is quick) and is judged by the manifest: recall of reuse by kind and condition, edits found and the changed
place boxed, siblings of a class and genuine papers wrongly doubted, edits of pictures and PDFs. ``--crowd N`` asks the
same search keys again among N further prints (half random, half siblings of the folder's own pages). ``--index`` times
building and asking the index beside faiss in the same run.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.near import PrintIndex
from claims.near.index import SLOTS, stacked, words_of
from claims.near.likeness import SAMPLED
from claims.screening import items_of, screen
from claims.screening.batch_history import Batch
from claims.screening.clusters import findings_of
from claims.screening.conduct import STATE
from claims.screening.journal import Journal
from claims.screening.prepared import Known
from claims.serial import from_json
from domain.kind import COLLECTIVE_KINDS
from intake import Intake

Row = Mapping[str, Any]
TOP = 20
#: Prints from which faiss's multi-hash is left out.
SLOW = 2_000_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--out", type=Path, help="where the screening's results go")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--crowd", type=int, default=0, metavar="N")
    parser.add_argument("--index", type=int, nargs="*", default=[], metavar="N")
    asked = parser.parse_args()
    if asked.folder is not None:
        if asked.out is None:
            parser.error("--out is needed with FOLDER")
        judge(asked.folder, asked.out, asked.jobs, asked.crowd)
    for count in asked.index:
        race(count)
    return 0


# --- a screening judged by its manifest ------------------------------------------------------------------------------


def judge(folder: Path, out: Path, jobs: int, crowd: int) -> None:
    rows = [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    listed = out / "list.jsonl"
    out.mkdir(parents=True, exist_ok=True)
    told = [
        {"file": row["file"], "person": row["submitter"], "claimed": {"person_name": row["fields"].get("person_name")}}
        for row in rows
    ]
    listed.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in told), encoding="utf-8")
    items = [replace(item, content=folder / item.file) for item in items_of(listed)]
    began = time.monotonic()
    with Intake(workers=jobs) as intake:
        screen(intake, items, out, jobs=jobs)
    pages = sum(row["pages"] for row in rows)
    results = [json.loads(line) for line in (out / "findings.jsonl").read_text(encoding="utf-8").splitlines()]
    print(f"{len(rows)} files, {pages} pages, {time.monotonic() - began:.0f} s with {jobs} jobs")
    _reuse(rows, results)
    _tampering(rows, results)
    with Journal(out / STATE) as journal:
        print(f"pairs compared: {len(list(journal.keys('pair')))} ({len(rows) * (len(rows) - 1) // 2} possible)")
        known = [_known(journal, result) for result in results]
    _retrieval(rows, items, known, crowd)


def _known(journal: Journal, result: Row) -> Known:
    from claims.screening.prepared import key_of

    held = journal.get("known", key_of(result["sha256"])) if result.get("sha256") else None
    return from_json(Known, held) if held is not None else Known("", "withheld")


def _original(row: Row) -> str | None:
    return row.get("reuse_of") or (row.get("tamper") or {}).get("original_file")


def _what(row: Row) -> str:
    return str(row.get("reuse_kind") or f"edit {row['tamper']['type']}")


def _reuse(rows: Sequence[Row], results: Sequence[Row]) -> None:
    """Copies found by what was done to them and by condition; the changed place; genuine papers wrongly linked."""
    by_file = {row["file"]: row for row in rows}
    files: Counter[tuple[str, str]] = Counter()
    hits: Counter[tuple[str, str]] = Counter()
    boxed = edits = 0
    wrong: list[tuple[str, str]] = []
    for row, result in zip(rows, results, strict=True):
        links = [f for f in findings_of(result) if f["code"].startswith("reuse.") and f.get("other")]
        original = _original(row)
        if result["status"] != "read":
            continue  # stopped before it could be kept: there is nothing to link
        if original is None:
            wrong += [(row["file"], f["code"]) for f in links if _original(by_file[f["other"]]) != row["file"]]
            continue
        if row["kind"] in COLLECTIVE_KINDS and row["submitter"] != by_file[original]["submitter"]:
            wrong += [(row["file"], f["code"]) for f in links if f["code"] != "reuse.edited_copy"]
            continue  # rightly shared by colleagues
        found = [f for f in links if f["other"] == original or _original(by_file[f["other"]]) == original]
        key = (_what(row), row["condition"])
        files[key] += 1
        hits[key] += bool(found)
        box = (row.get("tamper") or {}).get("box")
        changed = [f for f in found if f["code"] == "reuse.edited_copy"]
        if box and changed:
            edits += 1
            boxed += any(_touch(part["box"], box) for f in changed for part in f["detail"]["changed"])
    for key in sorted(files):
        print(f"reuse {key[0]} / {key[1]}: {hits[key]} of {files[key]}")
    print(f"reuse in all: {sum(hits.values())} of {sum(files.values())}; changed place boxed: {boxed} of {edits}")
    print(f"genuine, sibling or rightly shared papers linked: {len(wrong)} {wrong[:8]}")


def _tampering(rows: Sequence[Row], results: Sequence[Row]) -> None:
    """Edits seen by looking at the one file, beside genuine papers spoken of, by condition."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row, result in zip(rows, results, strict=True):
        if result["status"] != "read" or (_original(row) and not row.get("tamper")):
            continue
        found = [f for f in findings_of(result) if f["code"].startswith("tampering.") and f["code"] != TAG]
        label = f"edit {row['tamper']['type']}" if row.get("tamper") else f"genuine {row['condition']}"
        counts[label]["files"] += 1
        counts[label]["spoken of"] += bool(found)
        counts[label]["doubted"] += any(f["severity"] == "doubt" for f in found)
        box = (row.get("tamper") or {}).get("box")
        counts[label]["place right"] += any(box and f["box"] and _touch(f["box"], box) for f in found)
        family = [f for f in findings_of(result) if f["severity"] == "doubt" and f["code"].startswith(DOUBTED)]
        if not row.get("tamper"):
            counts["all genuine"]["files"] += 1
            counts["all genuine"]["any doubt of tampering or reuse"] += bool(family)
    for label in sorted(counts):
        print(f"tampering, {label}: " + ", ".join(f"{name} {count}" for name, count in counts[label].items()))


TAG = "tampering.editor_tag"
DOUBTED = ("tampering.", "reuse.")


def _touch(one: Sequence[float], other: Sequence[float]) -> bool:
    return min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[1], other[1])


# --- finding candidates in a crowd -----------------------------------------------------------------------------------


def _retrieval(rows: Sequence[Row], items: Sequence[Any], known: Sequence[Known], crowd: int) -> None:
    """Recall of the original among the first twenty candidates, alone and in a crowd, by the key that led there."""
    numbers = {row["file"]: number for number, row in enumerate(rows)}
    pairs = [
        (number, numbers[original])
        for number, row in enumerate(rows)
        if (original := _original(row)) in numbers and known[number].status == known[numbers[original]].status == "read"
    ]
    # Order of submission is no matter here: the later of both asks for the earlier.
    pairs = sorted({(max(pair), min(pair)) for pair in pairs})
    batch = Batch(items, known, lambda _here, _there: None)
    _recall("alone", batch, known, pairs)
    if crowd:
        random = np.random.default_rng(1)
        for name, index in batch._indexes.prints.items():
            own = stacked(value for one in known for value in one.prints.get(name, ()))
            batch._indexes.prints[name] = PrintIndex(np.concatenate([own, strangers(name, own, crowd, random)]))
            # Strangers get numbers below zero: earlier than everything, and told apart from all real ones.
            batch._indexes.owners[name] += range(-1, -crowd - 1, -1)
            assert len(batch._indexes.owners[name]) == len(batch._indexes.prints[name]) > len(index)
        _recall(f"among {crowd:,}", batch, known, pairs)


def _recall(where: str, batch: Batch, known: Sequence[Known], pairs: Sequence[tuple[int, int]]) -> None:
    keys: Counter[str] = Counter()
    found = 0
    spent: list[float] = []
    for later, earlier in pairs:
        began = time.perf_counter()
        ranked = batch.history_before(later).ranked(known[later].prints)[:TOP]
        spent.append(time.perf_counter() - began)
        by = next((by for number, by in ranked if number == earlier), None)
        found += by is not None
        keys.update(list(by or ()))
    share = ", ".join(f"{name} {count}" for name, count in sorted(keys.items()))
    median = 1000 * float(np.median(spent)) if spent else 0.0
    print(f"recall@{TOP} {where}: {found} of {len(pairs)} (keys that led there: {share}); {median:.1f} ms a query")


def strangers(name: str, own: NDArray[np.uint16], count: int, random: np.random.Generator) -> NDArray[np.uint16]:
    """``count`` prints: half random, half like the folder's own: 8 to 40 bits turned, or of prints that are samples
    three to fourteen of the sixteen kept."""
    made = random.integers(0, 1 << 16, (count, SLOTS), dtype=np.uint16)
    alike = count // 2
    origin = own[random.integers(0, len(own), alike)]
    if name in SAMPLED:
        kept = random.random((alike, SLOTS)) < random.uniform(3, 14, alike)[:, None] / SLOTS
        made[:alike] = np.where(kept, origin, made[:alike])
        return made
    chance = random.uniform(8, 40, alike) / (16 * SLOTS)
    for bit in range(16):
        turned = random.random((alike, SLOTS)) < chance[:, None]
        origin = origin ^ (turned.astype(np.uint16) << np.uint16(bit))
    made[:alike] = origin
    return made


# --- the index beside faiss ------------------------------------------------------------------------------------------


def race(count: int, queries: int = 200, radius: int = 15) -> None:
    """Build and ask both indexes on the same prints; copies are planted at 0 to ``radius`` bits. Times are of one
    core's work (CPU), so that a busy machine counts alike for both."""
    import faiss

    faiss.omp_set_num_threads(1)
    random = np.random.default_rng(7)
    prints = random.integers(0, 1 << 16, (count, SLOTS), dtype=np.uint16)
    picks = random.integers(0, count, queries)
    asked = prints[picks].copy()
    for row, bits in enumerate(random.integers(0, radius + 1, queries)):
        for bit in random.choice(16 * SLOTS, bits, replace=False):
            asked[row, bit // 16] ^= np.uint16(1 << (bit % 16))
    texts = [row.astype(">u2").tobytes().hex() for row in asked]
    assert all((words_of(text) == row).all() for text, row in zip(texts, asked, strict=True))
    began = time.process_time()
    ours = PrintIndex(prints)
    built = time.process_time() - began
    began = time.process_time()
    hits = sum(any(n == pick for _, n in ours.near(text, radius)) for text, pick in zip(texts, picks, strict=True))
    each = (time.process_time() - began) / queries
    print(f"{count:,} prints, own: built {built:.2f} s, {1000 * each:.2f} ms a query, {hits} of {queries} found")
    del ours
    rows = np.ascontiguousarray(prints.view(np.uint8))
    wanted = np.ascontiguousarray(asked.view(np.uint8))
    for name, make in (
        ("flat", lambda: faiss.IndexBinaryFlat(256)),
        ("multi-hash 16 × 16", lambda: faiss.IndexBinaryMultiHash(256, 16, 16)),
    ):
        if name != "flat" and count > SLOW:
            print(f"{count:,} prints, faiss {name}: not run, building takes many minutes")
            continue
        began = time.process_time()
        index = make()
        index.add(rows)
        built = time.process_time() - began
        began = time.process_time()
        _, nearest = index.search(wanted, 1)
        each = (time.process_time() - began) / queries
        hits = int((nearest[:, 0] == picks).sum())
        print(f"{count:,} prints, faiss {name}: built {built:.2f} s, {1000 * each:.2f} ms a query, {hits} of {queries}")
        del index


if __name__ == "__main__":
    raise SystemExit(main())
