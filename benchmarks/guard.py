"""``python -m benchmarks.guard``: how many marked papers the secrecy guard stops, and how many others.

    python -m benchmarks.guard [--set first|strange|office|standard] [--half mended|held_out] [--each 4] [--near 1]
                               [--harmless 40] [--ordinary 100] [--pdf 3] [--seed 7]
                               [--keep FOLDER] [--missed FOLDER] [--why]

Draws papers of every layout of all sets and sends them through a capture. ``--each``: marked pages per
manner of marking (``benchmarks.draw.mark_manners``: corner, small, pale, stamped, below a seal, watermark …; those of
a second hand with ``--set strange``, what offices use every day through ordinary captures with ``--set office``, the
plain marks of the standards, clean and scanned, with ``--set standard``);
``--pdf``: PDFs per place a mark can stand in one. Not to be stopped: ``--near`` times every paper that only
speaks of secrecy (``near_misses``), ``--harmless`` papers with one such line, ``--ordinary`` ones without.
Reported by manner and by capture, with confidence limits of the totals.

The layouts are halved by name: the guard was mended on ``mended`` only, ``held_out`` is what it makes of
layouts it was never tried on. ``--why`` tells of each missed picture at which stage the mark was lost
(``benchmarks.guard_stages``). With ``--keep`` the first reading of each page is taken from FOLDER, or put
there, so that the guard alone can be tried again within a minute; the pages are drawn, so nothing secret is kept.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import pickle
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import numpy as np
from PIL import Image

from benchmarks import guard_stages
from benchmarks.draw import marked_pdf, near_misses
from benchmarks.draw.capture import moved
from benchmarks.draw.maker import SETS, Maker, layouts
from benchmarks.draw.mark_manners import BLACK, RED, corner, lay, lettering, unit
from benchmarks.draw.mark_sets import MARK_SETS, MarkSet
from benchmarks.draw.mark_words import HARMLESS
from benchmarks.draw.paint import image_of
from domain.place import Box
from domain.reading import Withheld
from intake import pipeline, read_in_process, upright
from intake.rapid_reader import RapidReader
from intake.secrecy import Mark
from intake.upright import UprightReading


@dataclass(frozen=True)
class Case:
    """One file to try: what it is, whether it must be stopped, its capture, its bytes; where the mark stands in it."""

    cause: str
    marked: bool
    way: str
    key: str
    data: bytes
    place: Box | None = None


def halves(which: str) -> list[Callable[[Maker], Any]]:
    """The layouts of a half: every second one of each set."""
    return [
        drawing
        for chosen in SETS
        for number, (_, drawing) in enumerate(layouts(chosen).values())
        if number % 2 == (which == "held_out")
    ]


def _ordinary(pool: list[Callable[[Maker], Any]], rng: Random, key: str) -> Image.Image:
    return image_of(rng.choice(pool)(Maker(Random(f"{key}/paper"))).settle().sheets[0])


def _with_line(page: Image.Image, rng: Random) -> Image.Image:
    """The page with a line that only looks like a mark, where marks stand."""
    size, ink = rng.choice([22, 28, 34]) * unit(page), rng.choice([BLACK, BLACK, RED])
    line = lettering(rng, rng.choice(HARMLESS), size, ink)
    if rng.random() < 0.5:
        return corner(page, rng, line)
    below = rng.choice([60, 110]) * unit(page) + line.height
    return lay(page, line, rng.choice([110, 200]) * unit(page), page.height - below)


def _taken(
    hand: MarkSet, cause: str, marked: bool, page: Image.Image, rng: Random, key: str, before: Image.Image | None = None
) -> Case:
    """``before``: the page without its mark, from which the mark's place is told."""
    way, shot = hand.captured(page, cause, rng)
    out, place = io.BytesIO(), None
    Image.fromarray(shot.image).save(out, "JPEG", quality=shot.quality or 95)
    if before is not None:
        rows, columns = np.nonzero((np.asarray(page) != np.asarray(before)).any(axis=2))
        place = Box(*moved([columns.min(), rows.min(), columns.max(), rows.max()], shot.map)) if rows.size else None
    return Case(cause, marked, way, key, out.getvalue(), place)


def cases(chosen: argparse.Namespace) -> Iterator[Case]:
    pool, hand = halves(chosen.half), MARK_SETS[chosen.set]
    head = f"{chosen.half}/{chosen.seed}"
    for cause, manner in hand.manners.items():
        if chosen.only and cause not in chosen.only:
            continue
        for number in range(chosen.each):
            key = f"{head}/{cause}/{number}"
            rng = Random(key)
            page = _ordinary(pool, rng, key)
            yield _taken(hand, cause, True, manner(page, rng), rng, key, page)
    for cause in marked_pdf.CAUSES:
        for number in range(chosen.pdf):
            key = f"{head}/pdf_{cause}/{number}"
            yield Case(f"pdf_{cause}", True, "pdf", key, marked_pdf.marked(cause, Random(key)))
    for name in hand.near:
        for number in range(chosen.near):
            key = f"{head}/near_{name}/{number}"
            rng = Random(key)
            yield _taken(hand, "near_miss", False, hand.draw_near(name, rng), rng, key)
            if number == 0 and name in near_misses.NEAR_MISSES:
                yield Case("near_miss", False, "pdf", f"{key}/pdf", marked_pdf.harmless(name, rng))
    for number in range(chosen.harmless):
        key = f"{head}/harmless/{number}"
        rng = Random(key)
        yield _taken(hand, "harmless_line", False, _with_line(_ordinary(pool, rng, key), rng), rng, key)
    for number in range(chosen.ordinary):
        key = f"{head}/ordinary/{number}"
        rng = Random(key)
        yield _taken(hand, "ordinary", False, _ordinary(pool, rng, key), rng, key)


def kept_in(folder: Path) -> Callable[[Any, RapidReader, int], UprightReading]:
    """The first reading of a page, from ``folder`` where it has been read before."""
    read = upright.read

    def kept(image: Any, reader: RapidReader, page: int = 1) -> UprightReading:
        path = folder / f"{hashlib.sha256(image.tobytes()).hexdigest()[:24]}.pickle"
        if path.exists():
            turn, lines = pickle.loads(path.read_bytes())
            return UprightReading(turn, upright.turned(image, turn), lines)
        seen = read(image, reader, page)
        path.write_bytes(pickle.dumps((seen.turn, seen.lines)))
        return seen

    return kept


def timed(marks: Callable[..., tuple[Mark, ...]], seconds: list[float]) -> Callable[..., tuple[Mark, ...]]:
    """The guard, adding its CPU time to ``seconds`` where it finds nothing."""

    def found(*arguments: Any) -> tuple[Mark, ...]:
        began = time.process_time()
        seen = marks(*arguments)
        if not seen:
            seconds.append(time.process_time() - began)
        return seen

    return found


def limits(hits: int, total: int) -> str:
    """``hits/total`` with Wilson's 95 % limits in percent."""
    if not total:
        return "0/0"
    z, share = 1.96, hits / total
    middle, spread = share + z * z / (2 * total), z * ((share * (1 - share) + z * z / (4 * total)) / total) ** 0.5
    low, high = ((middle + sign * spread) / (1 + z * z / total) for sign in (-1, 1))
    return f"{hits}/{total} = {100 * share:.1f} % ({100 * max(low, 0):.1f}–{100 * min(high, 1):.1f})"


def main() -> None:
    parser = argparse.ArgumentParser(description="measures the secrecy guard on drawn papers")
    parser.add_argument("--set", choices=tuple(MARK_SETS), default="first", help="whose marks and captures")
    parser.add_argument("--half", choices=("mended", "held_out"), default="held_out")
    parser.add_argument("--each", type=int, default=4, help="marked pages per manner")
    parser.add_argument("--only", nargs="+", metavar="MANNER", help="these manners of marking, not all of them")
    parser.add_argument("--pdf", type=int, default=3, help="marked PDFs per place")
    parser.add_argument("--near", type=int, default=1, help="captures of every near miss")
    parser.add_argument("--harmless", type=int, default=40, help="papers with a line that only looks like a mark")
    parser.add_argument("--ordinary", type=int, default=100, help="papers without one")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", type=Path, help="folder for first readings")
    parser.add_argument("--missed", type=Path, help="folder for the files that were judged wrongly")
    parser.add_argument("--why", action="store_true", help="tell where each missed mark was lost")
    chosen = parser.parse_args()
    for folder in (chosen.keep, chosen.missed):
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
    tally: dict[tuple[bool, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    seconds: list[float] = []  # CPU time of the guard on each page without a mark.
    keeping = patch.object(pipeline.upright, "read", kept_in(chosen.keep)) if chosen.keep else nullcontext()
    with keeping, patch.object(pipeline.guard, "marks", timed(pipeline.guard.marks, seconds)):
        for case in cases(chosen):
            seen = read_in_process(case.data)
            unscreened = isinstance(seen, Withheld) and seen.unscreened
            stopped = isinstance(seen, Withheld) and not seen.unscreened
            for key in ("all", case.way, case.cause):
                counts = tally[case.marked, key]
                counts[0] += stopped
                counts[1] += 1
                counts[2] += unscreened
            if stopped != case.marked:
                rules = [f"{f.code}/{f.detail.get('rule')}" for f in getattr(seen, "findings", ())]
                told = {"key": case.key, "way": case.way, "unscreened": unscreened, "saw": rules}
                if chosen.why and case.marked and case.place is not None:
                    told["lost"] = guard_stages.told(case.data, case.place)
                print(json.dumps(told, ensure_ascii=False), flush=True)
                if chosen.missed:
                    suffix = "pdf" if case.way == "pdf" else "jpg"
                    (chosen.missed / f"{case.key.replace('/', '-')}.{suffix}").write_bytes(case.data)
    for marked, heading in ((True, "marked, stopped"), (False, "not marked, stopped all the same")):
        print(heading)
        for (kind, key), (hits, total, unread) in sorted(tally.items()):
            if kind == marked:
                print(f"  {key:14} {limits(hits, total)}" + (f", {unread} asked for again" if unread else ""))
    if seconds:
        print(f"guard on pages without a mark: median {np.median(seconds):.3f}, mean {np.mean(seconds):.3f} CPU s")


if __name__ == "__main__":
    main()
