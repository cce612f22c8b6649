"""What spreading a screening over workers costs and gains.

    python -m benchmarks.spread FOLDER [--limit N] [--workers N]

The same files are screened from a folder by one process with one reader, and from an S3-compatible server (moto, in
this process) by ``--workers`` processes with one reader each. Told are wall seconds, processor seconds of everything
but that server, and whether all four results are the same to the byte. Starting (models, database) is counted on both
sides, once a process: with few files that is most of the difference.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.fault_places import object_store
from benchmarks.installation import installed
from benchmarks.screening_cost import spent
from benchmarks.speed import files_of
from claims.screening import items_of, screen
from intake import Intake

WRITTEN = ("findings.jsonl", "clusters.jsonl", "report.html", "report.xlsx")


def by_one(folder: Path, out: Path) -> tuple[float, float]:
    """Wall seconds and processor seconds."""
    began, before = time.monotonic(), spent()
    with Intake(workers=1) as intake:
        screen(intake, items_of(folder), out, jobs=1)
        return time.monotonic() - began, spent() - before


def by_many(folder: Path, out: Path, scratch: Path, endpoint: str, workers: int) -> tuple[float, float]:
    """The same, of workers and command together; from the moment the workers are started."""
    fill(folder, endpoint)
    settings: dict[str, object] = {"shard_files": 4, "blobs_url": "s3://evidence/desk", "blobs_endpoint": endpoint}
    with installed(scratch / "place", professionals=0, **settings) as place:
        began = time.monotonic()
        started = [place.start("worker") for _ in range(workers)]
        line = [sys.executable, "-m", "cli", "screen", "s3://evidence/in", "--out", str(out), "--jobs", "1"]
        with place.log.open("ab") as log:
            command = subprocess.Popen(line, env=place.environment(), stdout=log, stderr=log)
        cost = 0.0
        while command.poll() is None:
            cost = spent(command.pid)  # what an ended process has spent cannot be asked any more
            time.sleep(0.2)
        if command.returncode:
            raise RuntimeError(place.log.read_text(errors="replace")[-2000:])
        return time.monotonic() - began, cost + sum(spent(one.pid) for one in started)


def fill(folder: Path, endpoint: str) -> None:
    import boto3

    client = boto3.client("s3", endpoint_url=endpoint)
    for path in folder.iterdir():
        client.put_object(Bucket="evidence", Key=f"in/{path.name}", Body=path.read_bytes())


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="What spreading a screening costs.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=24, help="only so many files, spread over the folder (default 24)")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args(arguments)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    files = files_of(asked.folder)
    chosen = [files[n] for n in sorted(set(np.linspace(0, len(files) - 1, min(asked.limit, len(files))).astype(int)))]
    with tempfile.TemporaryDirectory() as place, object_store() as port:
        scratch, endpoint = Path(place), f"http://127.0.0.1:{port}"
        folder = scratch / "in"
        folder.mkdir()
        for number, (path, _, _) in enumerate(chosen):
            shutil.copy(path, folder / f"{number:04}{path.suffix}")
        one = by_one(folder, scratch / "one")
        many = by_many(folder, scratch / "many", scratch, endpoint, asked.workers)
        same = all((scratch / "one" / name).read_bytes() == (scratch / "many" / name).read_bytes() for name in WRITTEN)
    print(f"{len(chosen)} files; one process: {one[0]:.1f} s on the clock, {one[1]:.1f} processor seconds")
    print(f"{asked.workers} workers: {many[0]:.1f} s on the clock, {many[1]:.1f} processor seconds")
    print(f"{many[1] / one[1]:.2f} of the work, {one[0] / many[0]:.2f} times as quick; results the same: {same}")
    return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main())
