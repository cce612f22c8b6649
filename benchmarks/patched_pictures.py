"""Pieces put onto pictures and places wiped clean: ``python -m benchmarks.patched_pictures [--pages N] [--seed S]``.

Papers of all drawn sets go through the captures. Nothing is read: lines and handwriting are where the drawing put
them, seals and the capture class are looked for as intake does. Each page is judged by ``verifiers.image_areas`` as it
is, and once with every manner of ``benchmarks.draw.collage`` that fits on it, saved in one of the ways of ``retouch``.
Thresholds were chosen without the manners of ``HELD``; ``--held`` judges those alone, ``--genuine`` genuine pages
alone. Printed: pages spoken of, doubted, place right, by capture, manner and way of saving; the highest genuine scores;
and processor time a page.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from benchmarks.draw.capture import Array
from benchmarks.draw.collage import PASTE, WIPE, put, wipe
from benchmarks.draw.retouch import POST, saved
from benchmarks.taken import Rect, Taken, clipped, pixels_of, rect_of, seen, taken_pages
from domain.case import Case, Submitter
from domain.fact import Paper, Recognition
from domain.finding import Finding, Severity
from domain.place import Box, Place
from domain.reading import Line, Page, PageMark, Reading
from verifiers import NotRun, image_areas

#: Manners of the one hand no threshold was chosen with.
HELD = frozenset({"healed", "grainy", "seal_lifted", "strip"})

# --- forging ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Forged:
    data: bytes
    page: Page
    box: Rect
    how: str
    post: str


def forged(one: Taken, how: str, donors: Sequence[Taken], post: str = "") -> Forged | None:
    """The page forged in one manner; None where it has no place for it."""
    rng = Random(f"{one.name}/{how}")
    pixels, page = one.pixels, one.page
    post = post or rng.choice(POST)
    if how in WIPE:
        lines = [line for line in page.lines if line.place.box.width > 60 and 10 < line.place.box.height < 80]
        lines = [line for line in lines if not any(_meet(line, mark) for mark in page.marks)]
        if not lines:
            return None
        chosen = rng.choice(lines)
        box = rect_of(clipped(chosen.place.box, pixels).as_list())
        wipe(pixels, box, how, rng)
        page = replace(page, lines=tuple(line for line in page.lines if line is not chosen))
    else:
        placed = _placed(one, pixels, how, donors, rng)
        if placed is None:
            return None
        box = placed
    data, _, scale = saved(pixels, post, one.quality, rng)
    after = pixels_of(data)
    return Forged(data, seen(_scaled(page, scale), after), rect_of([v * scale for v in box]), how, post)


def _placed(one: Taken, pixels: Array, how: str, donors: Sequence[Taken], rng: Random) -> Rect | None:
    fitting = [donor for donor in donors if donor.seal is not None and donor.name != one.name]
    if how == "strip":
        fitting = [donor for donor in donors if donor.page.lines and donor.name != one.name]
    if not fitting or not one.page.lines:
        return None
    donor = rng.choice(fitting)
    if how == "strip":
        lines = [
            line.place.box for line in donor.page.lines if line.place.box.width > 80 and line.place.box.height < 90
        ]
        if not lines:
            return None
        source = rect_of(clipped(rng.choice(lines).grown(rng.randint(2, 12)), donor.pixels).as_list())
    else:
        assert donor.seal is not None
        source = rect_of(clipped(Box(*donor.seal).grown(rng.randint(2, 14)), donor.pixels).as_list())
    if source[2] - source[0] < 20 or source[3] - source[1] < 12:
        return None
    last = max(one.page.lines, key=lambda line: line.place.box.bottom).place.box
    side = round(max(pixels.shape[:2]) * rng.uniform(0.1, 0.17))
    at = (
        round(min(max(0, last.center[0] - side * rng.uniform(0.2, 0.9)), pixels.shape[1] - side - 2)),
        round(min(max(0, last.center[1] - side * rng.uniform(0.4, 1.0)), pixels.shape[0] - side - 2)),
    )
    return put(pixels, at, side, how, rng, donor.pixels, source)


def _meet(line: Line, mark: PageMark) -> bool:
    return line.place.box.overlap(mark.place.box) > 0


def _scaled(page: Page, scale: float) -> Page:
    def at(box: Box) -> Box:
        return Box(box.left * scale, box.top * scale, box.right * scale, box.bottom * scale)

    lines = tuple(
        replace(line, place=Place(1, at(line.place.box)), char_boxes=tuple(at(box) for box in line.char_boxes))
        for line in page.lines
    )
    marks = tuple(replace(mark, place=Place(1, at(mark.place.box))) for mark in page.marks)
    return replace(page, lines=lines, marks=marks)


# --- judging ---------------------------------------------------------------------------------------------------------


def said_of(data: bytes, page: Page) -> tuple[list[Finding], list[tuple[str, float]]]:
    """Findings and scores of one page as shipped."""
    paper = Paper((1,), "unknown", Recognition(1.0), ())
    case = Case("", Reading("", "image/jpeg", (page,)), paper, Submitter(""), original=data)
    try:
        return list(image_areas.verify(case)), image_areas.scores(case)
    except NotRun:
        return [], []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--held", action="store_true", help="only manners that no threshold was chosen with")
    parser.add_argument("--genuine", action="store_true", help="genuine pages alone")
    asked = parser.parse_args()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    highest: dict[str, list[float]] = defaultdict(list)
    spent: list[float] = []
    pages = list(taken_pages(asked.pages, asked.seed))
    for one in pages:
        began = time.process_time()
        found, scores = said_of(one.data, one.page)
        spent.append((time.process_time() - began) / 2)  # judged and scored
        for name in ("genuine", f"genuine {one.condition}"):
            _count(counts[name], found, None)
        for finding in found:
            print(f"genuine {one.name} {one.condition}: {finding.severity.value} {finding.code} {finding.detail}")
        for name, score in scores:
            highest[name].append(score)
    manners = [] if asked.genuine else [how for how in PASTE + WIPE if not asked.held or how in HELD]
    for one in pages:
        for how in manners:
            made = forged(one, how, pages)
            if made is None:
                continue
            found, _ = said_of(made.data, made.page)
            held = "held out" if how in HELD else "known"
            what = "wiped" if how in WIPE else "pasted"
            for name in (held, f"{held} {what}", f"manner {how}", f"saved {made.post}", f"capture {one.condition}"):
                _count(counts[name], found, made.box)
    for name in sorted(counts):
        print(f"{name}: " + ", ".join(f"{what} {count}" for what, count in counts[name].items()))
    for name, values in sorted(highest.items()):
        print(f"genuine {name}: {len(values)} pages, highest {[round(v, 2) for v in sorted(values)[-5:]]}")
    print(f"processor time a page: median {1000 * float(np.median(spent)):.0f} ms, most {1000 * max(spent):.0f} ms")
    return 0


def _count(counts: Counter[str], found: Sequence[Finding], box: Rect | None) -> None:
    counts["pages"] += 1
    counts["spoken of"] += bool(found)
    counts["doubted"] += any(finding.severity is Severity.DOUBT for finding in found)
    if box is not None:
        counts["place right"] += any(f.place is not None and f.place.box.overlap(Box(*box)) > 0 for f in found)


if __name__ == "__main__":
    raise SystemExit(main())
