"""Learn which signs tell the role of a value from drawn papers: ``extractors/role_signs.npz``.

    python -m benchmarks.learn_roles [--each 3] [--sets A,B] [--write FILE]

Every layout is composed ``--each`` times; every stretch of it that has the form of a value is a candidate with its
signs (``extractors.papers.roles``). Per fact a softmax over the candidates of the right form and "none of them" is
learnt (of lists: each item or none) by cross entropy, Adam and a little L2; half of all signs are left out at random in
every step, so that no label is leant on alone. Signs must stand on at least three layouts. All draws have fixed seeds.
To measure, learn without a set and run ``benchmarks.layouts`` on it.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

import extractors
from benchmarks.accuracy import same
from benchmarks.draw.maker import SETS, Maker, layouts
from benchmarks.layouts import reading_of
from domain.kind import UNKNOWN
from extractors.papers.roles import ITEMS, PERIOD, SORTS, signs_of
from extractors.text.candidates import Candidate
from extractors.text.current import document_of, forget
from extractors.text.ruled import parted

FILE = Path(extractors.__file__).parent / "role_signs.npz"
_LAYOUTS, _KIND_LAYOUTS, _STEPS, _RATE, _BLUR = 3, 2, 300, 0.06, 0.02
_DECAY, _DROP = 1e-3, 0.5
#: A sign that weighs less for every fact tells nothing (two in five do): it is not written down.
_SLIGHT = 0.02

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    layout: str
    kind: str
    fields: Mapping[str, Any]
    held: tuple[tuple[Candidate, frozenset[str]], ...]


def samples(each: int, only: Sequence[str], mark: str = "roles") -> Iterator[Sample]:
    for which in only:
        for name, (_, make) in layouts(which).items():
            for turn in range(each):
                rng = Random(f"{mark}/{name}/{turn}")
                drawn = make(Maker(rng)).settle()
                if drawn.kind == UNKNOWN:
                    continue
                reading = parted(reading_of(drawn, rng, blur=_BLUR if turn % 3 == 2 else 0.0))
                held = tuple(
                    (Candidate(one.sort, one.value, one.span.flow.span(0, 0)), signs)
                    for one, signs in signs_of(document_of(reading), drawn.kind)
                )
                yield Sample(name, drawn.kind, drawn.fields, held)
                forget()


def is_value(fact: str, one: Candidate, fields: Mapping[str, Any]) -> bool:
    if fact == PERIOD:
        return one.value == f"{fields.get('start_date')}/{fields.get('end_date')}"
    if fact in ITEMS:
        key = ITEMS[fact][1]
        return one.value in {item[key] if key else item for item in fields.get(fact) or ()}
    return fields.get(fact) is not None and same(fact, one.value, fields[fact])


def has(fact: str, fields: Mapping[str, Any]) -> bool:
    return fields.get("start_date" if fact == PERIOD else fact) is not None


def learn(given: Sequence[Sample]) -> dict[str, Any]:
    where: defaultdict[str, set[str]] = defaultdict(set)
    for sample in given:
        for _, signs in sample.held:
            for sign in signs:
                where[sign].add(sample.layout)
    signs = sorted(sign for sign, layouts_ in where.items() if len(layouts_) >= _LAYOUTS)
    place = {sign: i for i, sign in enumerate(signs)}
    rows = [[np.array(sorted(place[s] for s in held if s in place), np.int32) for _, held in one.held] for one in given]
    pairs: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for sample in given:
        for fact in (*SORTS, *ITEMS):
            if has(fact, sample.fields):
                pairs[sample.kind, fact].add(sample.layout)
    roles = sorted(pair for pair, held in pairs.items() if len(held) >= _KIND_LAYOUTS)
    facts = sorted({fact for _, fact in roles})
    weights = np.zeros((len(signs) + 1, len(facts)), np.float32)
    for column, fact in enumerate(facts):
        kinds = {kind for kind, name in roles if name == fact}
        weights[:, column] = _fit(given, rows, fact, kinds, len(signs))
        print(f"  {fact}", end="", flush=True, file=sys.stderr)
    kept = np.abs(weights[:-1]).max(axis=1) >= _SLIGHT
    weights = np.vstack([weights[:-1][kept], weights[-1:]])
    signs = [sign for sign, keep in zip(signs, kept, strict=True) if keep]
    return {"signs": signs, "roles": [f"{k} {f}" for k, f in roles], "facts": facts, "weights": weights}


def _fit(
    given: Sequence[Sample], rows: Sequence[Sequence[NDArray[np.int32]]], fact: str, kinds: set[str], signs: int
) -> Floats:
    """Weights of the signs and of "none" for one fact."""
    index, start, truth, group, size = [], [0], [], [], 0
    for sample, row in zip(given, rows, strict=True):
        if sample.kind not in kinds:
            continue
        sorts = SORTS[fact] if fact in SORTS else ITEMS[fact][0]
        fit = [i for i, (one, _) in enumerate(sample.held) if one.sort in sorts]
        right = [is_value(fact, sample.held[i][0], sample.fields) for i in fit]
        if not fit or (has(fact, sample.fields) and not any(right)):
            continue  # its value is no candidate: nothing to learn
        # One of them or none; of a list each for itself or none.
        for choice in [[i] for i in range(len(fit))] if fact in ITEMS else [list(range(len(fit)))]:
            for i in choice:
                index.append(row[fit[i]])
                start.append(start[-1] + len(row[fit[i]]))
                truth.append(right[i])
                group.append(size)
            index.append(np.array([signs], np.int32))
            start.append(start[-1] + 1)
            truth.append(not any(right[i] for i in choice))
            group.append(size)
            size += 1
    if not size:
        return np.zeros(signs + 1)
    flat = np.concatenate(index)
    used, flat = np.unique(flat, return_inverse=True)
    owner = np.repeat(np.arange(len(truth)), np.diff(start))
    good, of = np.array(truth), np.array(group)
    chance = np.random.default_rng(7)
    w, mean, square = np.zeros(len(used)), np.zeros(len(used)), np.zeros(len(used))
    for step in range(1, _STEPS + 1):
        kept = (chance.random(len(flat), np.float32) >= _DROP) / (1 - _DROP)
        score = np.bincount(owner, w[flat] * kept, len(good))
        top = np.full(size, -np.inf)
        np.maximum.at(top, of, score)
        part = np.exp(score - top[of])
        share = part / np.bincount(of, part, size)[of]
        held = np.where(good, share, 0.0)
        held /= np.maximum(np.bincount(of, held, size), 1e-9)[of]
        slope = np.bincount(flat, (share - held)[owner] * kept, len(used)) / size + _DECAY * w
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        w -= _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    found = np.zeros(signs + 1)
    found[used] = w
    return found


def write(model: Mapping[str, Any], file: Path) -> None:
    texts = {
        name: np.frombuffer("\n".join(model[name]).encode("utf-8"), np.uint8) for name in ("signs", "roles", "facts")
    }
    np.savez_compressed(file, weights=model["weights"].astype(np.float16), **texts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=3)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--write", type=Path, default=FILE)
    given = parser.parse_args()
    model = learn(list(samples(given.each, given.sets.split(","))))
    write(model, given.write)
    print(f"{len(model['signs'])} signs, {len(model['facts'])} facts, {given.write.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
