"""How much memory one reader holds over many pages.

    python -m benchmarks.memory FOLDER [--pages 2000] [--files N] [--every 50] [--json FILE]

The files of FOLDER (or N of them, spread over it) are read again and again in an order of chance, each the whole way,
by one worker. Printed are its resident memory between two files, the most it ever held, and how often it was replaced.
The figure to reach: at most 0.8 GB over 2,000 pages.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import numpy as np

from claims.reading import read_file
from intake import Intake

KINDS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".tif", ".tiff", ".pdf"})


@dataclass(frozen=True)
class Held:
    """Megabytes of the worker after ``pages`` pages: now, and the most of this worker; workers replaced so far."""

    pages: int
    now: float
    most: float
    replaced: int


def chosen(folder: Path, limit: int | None) -> list[Path]:
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in KINDS)
    if limit and limit < len(files):
        files = [files[i] for i in np.linspace(0, len(files) - 1, limit).astype(int)]
    return files


def watched(files: Sequence[Path], pages: int, every: int) -> Iterator[Held]:
    """The worker's memory after about ``every`` pages, until ``pages`` are read."""
    rng = Random(7)
    contents = [path.read_bytes() for path in files]
    with Intake(workers=1) as intake:
        read, said, replaced, pid = 0, 0, 0, None
        while read < pages:
            for data in rng.sample(contents, len(contents)):
                done = read_file(intake, data)
                read += len(done.reading.pages) if done.reading is not None else 1
                now = intake.worker_pids[0] if intake.worker_pids else None
                replaced += pid is not None and now != pid
                pid = now
                if read - said >= every or read >= pages:
                    said = read
                    yield Held(read, *_held(pid), replaced)
                if read >= pages:
                    break


def _held(pid: int | None) -> tuple[float, float]:
    """Resident memory and its peak in megabytes; zero while a worker is being replaced."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0, 0.0
    told = dict(line.split(":", 1) for line in lines)
    now, most = (int(told[name].split()[0]) * 1024 / 1e6 for name in ("VmRSS", "VmHWM"))
    return round(now, 1), round(most, 1)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Memory of one reader over many pages.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--files", type=int, help="only so many files, spread over the folder")
    parser.add_argument("--every", type=int, default=50)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(arguments)
    rows = []
    for row in watched(chosen(asked.folder, asked.files), asked.pages, asked.every):
        rows.append(row)
        print(
            f"{row.pages:6d} pages {row.now:8.1f} MB, at most {row.most:8.1f} MB, replaced {row.replaced}", flush=True
        )
    if asked.json:
        asked.json.write_text(json.dumps([asdict(row) for row in rows]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
