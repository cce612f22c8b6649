"""What tells the broken ring of a seal from any other circle on a dusty copy: the counts of ``intake/broken_rings.py``.

    python -m benchmarks.learn_rings [--sets A,B] [--test C,D] [--each 30]

Layouts of drawn sets are copied in black and white (``capture.copy_bw``); the circles that stand out on every copy are
measured, those that lie on a seal are told from the others by a logistic fit with a little L2. Prints the counts to
write down, and on the sets ``--test``, never learnt from, how many seals are seen with the counts that ship (by the
ring alone and by the whole search) and how many are seen where there is none. Repeatable: all draws have fixed seeds.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from benchmarks.draw.capture import capture, moved
from benchmarks.draw.maker import Maker, layouts
from benchmarks.draw.paint import image_of
from intake import broken_rings, seals
from intake.broken_rings import Ring
from intake.look import Look

_L2, _STEPS = 1e-3, 400
#: Farthest a circle's centre and edge lie from a seal's, as a share of its width, to be on it.
_AWAY, _LARGER = 0.15, 0.12


@dataclass(frozen=True)
class Copied:
    """One dusty copy: circles that stand out, whether each lies on a seal, and what the whole search sees."""

    rings: tuple[Ring, ...]
    true: tuple[bool, ...]
    sealed: int
    seen: int


def copies(sets: Sequence[str], each: int) -> Iterator[Copied]:
    for which in sets:
        names = sorted(layouts(which))
        Random(which).shuffle(names)
        for name in names[:each]:
            _, make = layouts(which)[name]
            sheet = make(Maker(Random(f"rings/{name}"))).settle().sheets[0]
            taken = capture(np.asarray(image_of(sheet).convert("RGB")), "copy_bw", Random(f"copy/{name}"))
            look = Look(np.ascontiguousarray(taken.image))
            searched = seals.dusty_ink(look)
            if searched is None:
                continue
            mask, scale = searched
            boxes = [[at * scale for at in moved(stamp["box"], taken.map)] for stamp in sheet.stamps]
            rings = tuple(broken_rings.tried(mask))
            true = tuple(any(_lies_on(ring, box) for box in boxes) for ring in rings)
            yield Copied(rings, true, len(boxes), len(seals.find(look)))


def _lies_on(ring: Ring, box: Sequence[float]) -> bool:
    left, top, right, bottom = box
    wide = right - left
    off = max(abs(ring.x - (left + right) / 2), abs(ring.y - (top + bottom) / 2))
    return off < _AWAY * wide and abs(ring.radius - wide / 2) < _LARGER * wide


def learnt(pages: Sequence[Copied]) -> tuple[NDArray[np.float64], float]:
    """Counts of the signs and what is asked beforehand."""
    signs = np.array([ring.signs for page in pages for ring in page.rings])
    true = np.array([one for page in pages for one in page.true], float)
    middle, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    rows = np.c_[(signs - middle) / spread, np.ones(len(signs))]
    counts = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-rows @ counts))
        slope = rows.T @ (likely - true) / len(true) + _L2 * counts
        bend = (rows * (likely * (1 - likely))[:, None]).T @ rows / len(true) + _L2 * np.eye(len(counts))
        step = np.linalg.solve(bend, slope)
        counts -= step
        if np.abs(step).max() < 1e-9:
            break
    weights = counts[:-1] / spread
    return weights, float((weights * middle).sum() - counts[-1])


def told(pages: Sequence[Copied]) -> str:
    sealed, bare = [page for page in pages if page.sealed], [page for page in pages if not page.sealed]
    placed, seen = sum(any(page.true) for page in sealed), sum(page.seen > 0 for page in sealed)
    falsely = sum(page.seen > 0 for page in bare)
    return (
        f"{len(pages)} copies, {len(sealed)} with a seal: on {placed} a circle lies on it, {seen} seen; "
        f"of {len(bare)} without one {falsely} seen"
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.learn_rings", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--sets",
        default="twentyfirst,twentyfourth,twentyseventh,thirtieth,thirtythird,thirtysixth,fortieth,fortyfirst",
    )
    parser.add_argument("--test", default="twentieth,twentysecond,twentysixth,twentyninth,thirtysecond,thirtyfifth")
    parser.add_argument("--each", type=int, default=30)
    given = parser.parse_args()
    pages = list(copies(given.sets.split(","), given.each))
    counts, asked = learnt(pages)
    print("counts", *np.round(counts, 2), "asked", round(asked, 2))
    print("learnt from:", told(pages))
    if given.test:
        print("never learnt from:", told(list(copies(given.test.split(","), given.each))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
