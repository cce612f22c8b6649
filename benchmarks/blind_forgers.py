"""Pictures forged in a blind hand's manners: ``python -m benchmarks.blind_forgers [--pages N] [--seed S] [--known]``.

Papers of all drawn sets go through the captures; nothing is read, words and facts are where the drawing put them,
glyphs about as roughly as reading places them (seals and the capture class as intake finds them). Each page is judged
by every check that looks into pictures as it is, sent on untouched, and forged in ``--per`` manners of
``benchmarks.draw.forgers``, each sent on in one of its ways. Printed: how many are spoken of, doubted and placed right,
by known or held manners, way of sending, capture; single manners only where they are known.
"""

from __future__ import annotations

import argparse
import io
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from random import Random

import numpy as np
from PIL import Image

from benchmarks.draw.capture import Map, moved
from benchmarks.draw.forgers import AREAS, HELD, MANNERS, WAYS, forge, send, targets_of
from benchmarks.forged_pictures import CODES, FIELDS, LOWEST
from benchmarks.taken import Rect, Taken, as_read, clipped, pixels_of, rect_of, seen, taken_pages
from domain.case import Case, Submitter
from domain.fact import Fact, Paper, Recognition
from domain.finding import Finding, Severity
from domain.place import Box, Place
from domain.reading import Page, Reading
from verifiers import NotRun, image_areas, image_tampering

CHECKS = (image_tampering, image_areas)


@dataclass(frozen=True)
class Forged:
    """A forged file: ``page`` as a flawless reader gives it, ``places`` of its facts, ``box`` where the change is."""

    data: bytes
    page: Page
    places: dict[str, Box]
    box: Rect
    manner: str
    way: str


def places_of(one: Taken) -> dict[str, Box]:
    """Where the facts of a captured page stand that may be changed."""
    size = Box(0, 0, one.page.width, one.page.height)
    kept = {name: box for name, box in one.boxes.items() if name in FIELDS and box.overlap(size) > 0}
    clip = {name: Box(*rect_of(clipped(box, one.pixels).as_list())) for name, box in kept.items()}
    return {name: box for name, box in clip.items() if box.height >= LOWEST and box.width >= LOWEST}


def forgeries(one: Taken, donors: Sequence[Taken], per: int, manners: Sequence[str]) -> Iterator[Forged]:
    """``per`` forgeries of a page in manners taken by lot."""
    rng = Random(f"{one.name}/forger")
    pixels, places = one.pixels, places_of(one)
    targets = list(targets_of(one.page, places, (pixels.shape[1], pixels.shape[0])))
    others = [other for other in donors if other.name != one.name and other.page.lines]
    like = [other for other in others if other.condition == one.condition] or others
    if not targets or not like:
        return
    made = 0
    for manner in rng.sample(list(manners), len(manners)):
        donor = rng.choice(like)
        target = rng.choice(targets)
        way = rng.choices(list(WAYS), list(WAYS.values()))[0]
        done = forge(pixels, one.page, target, manner, rng, (donor.pixels, donor.page))
        if done is None:
            continue
        sent = send(done.image, way, rng)
        page, after = carried(done.page, sent.map), pixels_of(sent.data)
        at = {name: Box(*moved(box.as_list(), sent.map)) for name, box in places.items()}
        page = as_read(seen(page, after), Random(f"{one.name}/{made}"))
        yield Forged(sent.data, page, at, rect_of(moved(done.box, sent.map)), manner, way)
        made += 1
        if made == per:
            return


def sent_on(one: Taken, places: dict[str, Box]) -> tuple[bytes, Page, dict[str, Box], str]:
    """A genuine page sent on as forged ones are: file, page, places of its facts, way."""
    rng = Random(f"{one.name}/untouched")
    way = rng.choices(list(WAYS), list(WAYS.values()))[0]
    sent = send(one.pixels, way, rng)
    at = {name: Box(*moved(box.as_list(), sent.map)) for name, box in places.items()}
    return sent.data, as_read(seen(carried(one.page, sent.map), pixels_of(sent.data)), rng), at, way


def carried(page: Page, matrix: Map) -> Page:
    """The page after its picture went through ``matrix``."""

    def at(box: Box) -> Box:
        return Box(*moved(box.as_list(), matrix))

    lines = tuple(
        replace(line, place=Place(1, at(line.place.box)), char_boxes=tuple(at(box) for box in line.char_boxes))
        for line in page.lines
    )
    marks = tuple(replace(mark, place=Place(1, at(mark.place.box))) for mark in page.marks)
    return replace(page, lines=lines, marks=marks)


def judged(data: bytes, page: Page, places: dict[str, Box]) -> list[Finding]:
    """What the checks that look into pictures say."""
    facts = tuple(Fact(name, "", "", Place(1, box), 1.0) for name, box in places.items())
    paper = Paper((1,), "unknown", Recognition(1.0), facts)
    case = Case("", Reading("", kind_of(data), (page,)), paper, Submitter(""), original=data)
    said: list[Finding] = []
    for check in CHECKS:
        with suppress(NotRun):
            said += check.verify(case)
    return said


def kind_of(data: bytes) -> str:
    with Image.open(io.BytesIO(data)) as picture:
        return f"image/{(picture.format or 'jpeg').lower()}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=150)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--per", type=int, default=4)
    parser.add_argument("--known", action="store_true", help="leave out the manners held back")
    parser.add_argument("--genuine", action="store_true", help="genuine pages alone")
    asked = parser.parse_args()
    pages = list(taken_pages(asked.pages, asked.seed))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    spent: list[float] = []
    for one in pages:
        places = places_of(one)
        page, (data, after, at, way) = as_read(one.page, Random(one.name)), sent_on(one, places)
        began = time.process_time()
        said = judged(one.data, page, places)
        spent.append(time.process_time() - began)
        found = {"genuine": said, "genuine sent on": judged(data, after, at)}
        for name, told in (
            *found.items(),
            (f"genuine {one.condition}", said),
            (f"genuine sent {way}", found["genuine sent on"]),
        ):
            count(counts[name], told, None)
        for name, told in found.items():
            for finding in told:
                print(f"{name} {one.name} {one.condition}: {finding.severity.value} {finding.code} {finding.detail}")
    manners = [how for how in MANNERS if not (asked.known and how in HELD)]
    for one in pages if not asked.genuine else ():
        for made in forgeries(one, pages, asked.per, manners):
            said = judged(made.data, made.page, made.places)
            held = "held" if made.manner in HELD else "known"
            what = "area" if made.manner in AREAS else "word"
            names = ["all", f"all {what}s", held, f"{held} {what}s", f"sent {made.way}", f"capture {one.condition}"]
            if made.manner not in HELD:
                names.append(f"manner {made.manner}")
            for name in names:
                count(counts[name], said, made.box)
    for name in sorted(counts):
        print(f"{name}: " + ", ".join(f"{what} {number}" for what, number in sorted(counts[name].items())))
    print(f"processor time a page: median {1000 * float(np.median(spent)):.0f} ms, most {1000 * max(spent):.0f} ms")
    return 0


def count(counts: Counter[str], said: Sequence[Finding], box: Rect | None) -> None:
    counts["pages"] += 1
    counts["spoken of"] += bool(said)
    counts["doubted"] += any(finding.severity is Severity.DOUBT for finding in said)
    for code in sorted({finding.code for finding in said} & set(CODES)):
        counts[f"by {code}"] += 1
    if box is not None:
        counts["place right"] += any(f.place is not None and f.place.box.overlap(Box(*box)) > 0 for f in said)


if __name__ == "__main__":
    raise SystemExit(main())
