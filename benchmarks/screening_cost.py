"""What screening costs beside bare reading: ``python -m benchmarks.screening_cost FOLDER [--limit N]``.

FOLDER holds a manifest as ``benchmarks.draw`` writes it, or files. The same files go through RapidOCR as it comes
(pages already decoded and upright) and through a whole screening into an empty folder; then the screening runs again
over what it knows. All figures are processor seconds of one core, the workers' included, so that other work on the
machine strikes both sides little. Loading of the models is counted on both sides.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from benchmarks.speed import _load_stock, _read_stock, files_of
from claims.screening import items_of, screen
from intake import Intake

TICKS = os.sysconf("SC_CLK_TCK")


def spent(root: int | None = None) -> float:
    """Processor seconds of this process and of all that live below it."""
    parents: dict[int, tuple[int, float]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue  # it ended meanwhile
            # utime, stime and those of its ended children
            parents[int(folder.name)] = int(fields[1]), sum(int(fields[n]) for n in range(11, 15)) / TICKS
    root = os.getpid() if root is None else root
    below, total = {root}, 0.0
    while True:
        more = {pid for pid, (parent, _) in parents.items() if parent in below} - below
        if not more:
            break
        below |= more
    for pid in below:
        total += parents.get(pid, (0, 0.0))[1]
    return total


def bare(chosen: Sequence[tuple[Path, str, int]]) -> tuple[int, float]:
    """Pages, and processor seconds of the stock engine."""
    before = spent()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_load_stock) as stock:
        pages = sum(stock.map(_count, [path for path, _, _ in chosen], [turn for _, _, turn in chosen]))
        after = spent()
    return pages, after - before


def _count(path: Path, turn: int) -> int:
    return _read_stock(path, turn)[0]


class Clock:
    """Processor seconds at every step of a screening's stages."""

    def __init__(self) -> None:
        self.at: dict[str, list[float]] = {}

    def __call__(self, stage: str, _done: int, _all: int) -> None:
        self.at.setdefault(stage, []).append(spent())

    def of(self, stage: str) -> float:
        times = self.at.get(stage) or [0.0]
        return times[-1] - times[0]

    def each(self, stage: str) -> np.ndarray:
        return np.diff(self.at.get(stage) or [0.0])


def screened(folder: Path, out: Path) -> tuple[float, float, Clock]:
    """Processor seconds and wall seconds of one screening, and its clock."""
    clock, before, began = Clock(), spent(), time.monotonic()
    with Intake(workers=1) as intake:
        screen(intake, items_of(folder), out, jobs=1, progress=clock)
        return spent() - before, time.monotonic() - began, clock


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=24, help="only so many files, spread over the folder (default 24)")
    asked = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    files = files_of(asked.folder)
    chosen = [files[n] for n in sorted(set(np.linspace(0, len(files) - 1, min(asked.limit, len(files))).astype(int)))]
    pages, theirs = bare(chosen)
    with tempfile.TemporaryDirectory() as scratch:
        folder, out = Path(scratch) / "files", Path(scratch) / "out"
        folder.mkdir()
        for number, (path, _, _) in enumerate(chosen):
            (folder / f"{number:04d}{path.suffix}").symlink_to(path.resolve())
        ours, _, clock = screened(folder, out)
        again, wall, _ = screened(folder, out)
    print(f"{len(chosen)} files, {pages} pages; processor seconds of one core")
    print(f"stock RapidOCR {theirs:.1f}, screening {ours:.1f}: {theirs / ours:.2f} of the engine's throughput")
    print(f"of it reading {clock.of('read'):.1f}, verifying {clock.of('verify'):.1f}, report {clock.of('report'):.1f}")
    each = 1000 * clock.each("verify")
    print(f"verifying a file: median {np.median(each):.0f} ms, largest twentieth from {np.quantile(each, 0.95):.0f} ms")
    print(f"screening them again: {again:.1f} ({wall:.1f} s on the clock), {ours / again:.0f} times less")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
