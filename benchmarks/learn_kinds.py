"""Learn the wording of each kind from drawn papers: ``extractors/kind_words.npz``.

    python -m benchmarks.learn_kinds [--each 3] [--sets A,B] [--hold tenth,ninth] [--write]

Every layout of every set is composed ``--each`` times and read flawlessly or with a letter in fifty misread; its words
(``extractors.papers.wording``) that stand on at least four layouts become features of a softmax over the kinds and
``unknown`` (cross entropy, Adam, small L2; seven of ten words are left out at random in every step, so that no word is
leant on alone). ``--hold`` learns without each of these sets in turn and prints how often the rules alone, the words
alone and both together tell its kind; ``--write`` learns from all (or ``--sets``) and writes the file.
Repeatable: all draws have fixed seeds.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

import extractors
from benchmarks.draw.maker import SETS, Maker, layouts
from benchmarks.layouts import reading_of
from domain.fact import Recognition
from domain.kind import KINDS, UNKNOWN
from extractors.papers.understanding import by_rules, together, winner
from extractors.papers.wording import words_of
from extractors.text.current import document_of, forget
from extractors.text.ruled import parted

FILE = Path(extractors.__file__).parent / "kind_words.npz"
_ORDER = sorted(KINDS)
_LAYOUTS, _STEPS, _RATE, _DECAY, _BLUR, _LEFT_OUT = 4, 250, 0.05, 3e-5, 0.02, 0.7
#: With all its words a paper is judged more sharply than it was learnt, and strangers' papers too sharply.
_BLUNTED = 0.85

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Sample:
    set: str
    layout: str
    kind: str
    words: frozenset[str]
    ranked: tuple[tuple[str, Recognition], ...]


def samples(each: int, only: Sequence[str]) -> list[Sample]:
    found = []
    for which in only:
        for name, (_, make) in layouts(which).items():
            for turn in range(each):
                rng = Random(f"kinds/{name}/{turn}")
                drawn = make(Maker(rng)).settle()
                reading = parted(reading_of(drawn, rng, blur=_BLUR if turn % 3 == 2 else 0.0))
                words = frozenset(words_of(document_of(reading)))
                found.append(Sample(which, name, drawn.kind, words, tuple(by_rules(reading))))
                forget()
    return found


def learn(given: Sequence[Sample]) -> tuple[list[str], Floats]:
    """Words and weights (words + 1, kinds)."""
    where: defaultdict[str, set[str]] = defaultdict(set)
    for sample in given:
        for word in sample.words:
            where[word].add(sample.layout)
    words = sorted(word for word, held in where.items() if len(held) >= _LAYOUTS)
    places = _places(given, words)
    flat, owner = np.concatenate(places), np.repeat(np.arange(len(given)), [len(at) for at in places])
    chance = np.random.default_rng(3)
    truth = np.eye(len(_ORDER), dtype=np.float32)[[_ORDER.index(sample.kind) for sample in given]]
    weights = np.zeros((len(words) + 1, len(_ORDER)), np.float32)
    mean: Floats = np.zeros_like(weights)
    square: Floats = np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        kept = chance.random(len(flat), np.float32) >= _LEFT_OUT
        word, paper = flat[kept], owner[kept]
        # Words of a paper weigh alike, together as a vector of length one.
        weight = 1 / np.sqrt(np.bincount(paper, minlength=len(given)).clip(1)).astype(np.float32)
        score = np.stack([np.bincount(paper, column[word], len(given)) for column in weights[:-1].T], axis=1)
        wrong = (_shares(np.asarray(score * weight[:, None] + weights[-1], np.float32)) - truth) / len(given)
        each = (wrong * weight[:, None])[paper]
        slope = np.stack([np.bincount(word, column, len(words)) for column in each.T], axis=1)
        slope = np.vstack([slope + _DECAY * weights[:-1], wrong.sum(axis=0)])
        mean = np.asarray(0.9 * mean + 0.1 * slope, np.float32)
        square = np.asarray(0.99 * square + 0.01 * slope * slope, np.float32)
        weights -= _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    weights[:-1] *= _BLUNTED
    return words, weights


def _places(given: Sequence[Sample], words: Sequence[str]) -> list[NDArray[np.int64]]:
    place = {word: i for i, word in enumerate(words)}
    return [np.array(sorted(place[word] for word in sample.words if word in place), np.int64) for sample in given]


def _shares(score: Floats) -> Floats:
    share = np.exp(score - score.max(axis=1, keepdims=True))
    return np.asarray(share / share.sum(axis=1, keepdims=True), np.float32)


def held_out(every: Sequence[Sample], which: str) -> str:
    words, weights = learn([sample for sample in every if sample.set != which])
    asked = [sample for sample in every if sample.set == which]
    told: Counter[str] = Counter()
    for sample, at in zip(asked, _places(asked, words), strict=True):
        score = weights[at].sum(axis=0) / math.sqrt(max(len(at), 1)) + weights[-1]
        shares = dict(zip(_ORDER, _shares(score[None])[0].tolist(), strict=True))
        for name, kind in (
            ("rules", winner(list(sample.ranked))),
            ("words", max(shares, key=shares.__getitem__)),
            ("both", together(list(sample.ranked), shares)[0]),
        ):
            told[name] += kind == sample.kind
            told[f"{name}: strangers taken for evidence"] += sample.kind == UNKNOWN != kind
            told[f"{name}: wrong kind"] += kind not in (UNKNOWN, sample.kind)
    lines = [f"{name} {told[name] / len(asked):.3f}" for name in ("rules", "words", "both")]
    lines += [f"{name} {count}" for name, count in sorted(told.items()) if ":" in name]
    return f"{which}, {len(asked)} papers: " + ", ".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=3)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--hold", default="")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    every = samples(given.each, given.sets.split(","))
    for which in filter(None, given.hold.split(",")):
        print(held_out(every, which), flush=True)
    if given.write:
        words, weights = learn(every)
        np.savez_compressed(
            FILE,
            words=np.frombuffer("\n".join(words).encode("utf-8"), np.uint8),
            kinds=np.frombuffer("\n".join(_ORDER).encode("utf-8"), np.uint8),
            weights=weights.astype(np.float16),
        )
        print(f"{len(words)} words, {len(_ORDER)} kinds, {FILE.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
