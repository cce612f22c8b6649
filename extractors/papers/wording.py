"""How much a paper's wording and build are those of each kind: a second opinion beside the rules of the extractors.

A linear model over short runs of letters (2–4 of a Chinese word), those of titles and those before a colon counted
apart too, and over how the paper is built (its shape, rows, cells and seals, how many days, figures, labels),
learnt from drawn papers by ``benchmarks/learn_kinds.py``. Rules know what a kind must and must not say, and are
surprised by words nobody listed; the model knows thousands of words a little and no rule.
``extractors/kind_words.npz``: ``words`` (UTF-8, one a line), ``kinds`` (likewise), ``weights`` (float16, one row a word
and a last one for the kind by itself; columns as ``kinds``).
"""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from domain.reading import MarkType
from extractors.text.document import Document

_WORD = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z]{2,}")
_LABEL = re.compile(r"([\u4e00-\u9fff]{2,8})[:：\t]")
_LENGTHS = (2, 3, 4)
_LONGEST_TITLE, _FIRST_ROWS, _MOST_LETTERS = 40, 3, 20_000
#: A paper of few known words says little.
_LEAST_WORDS = 12


@dataclass(frozen=True)
class _Model:
    places: Mapping[str, int]
    kinds: tuple[str, ...]
    weights: NDArray[np.float32]


@cache
def _model() -> _Model:
    with np.load(io.BytesIO(resources.files("extractors").joinpath("kind_words.npz").read_bytes())) as held:
        words = bytes(held["words"]).decode("utf-8").split("\n")
        kinds = tuple(bytes(held["kinds"]).decode("utf-8").split("\n"))
        return _Model({word: i for i, word in enumerate(words)}, kinds, held["weights"].astype(np.float32))


def words_of(document: Document) -> set[str]:
    """What the model counts: runs of letters bare in any text, ``T…`` in titles and first rows, ``L…`` as a label,
    ``S …`` how the paper is built."""
    found: set[str] = set()
    _add(document.prose.text[:_MOST_LETTERS], "", found)
    rows = [row.text for row in document.rows]
    for title in (*(span.text for span in document.titles), *rows[:_FIRST_ROWS]):
        if len(title) <= _LONGEST_TITLE:
            _add(title, "T", found)
    found.update("L" + label for row in rows for label in _LABEL.findall(row))
    found.update(f"S {name} {level}" for name, level in _build(document).items())
    return found


_DAYS, _FIGURES = re.compile(r"(?:19|20)[0-9]{2}[年./-] ?[0-9]{1,2}"), re.compile(r"[0-9]+(?:[.][0-9]+)?")
_SHORT = re.compile(r"[\u4e00-\u9fff·]{2,4}")
_BODIES = re.compile(r"(?:公司|学会|协会|医院|学校|大学|学院|中心|局|委员会|研究院|研究所|站)(?![\u4e00-\u9fff])")


def _build(document: Document) -> Mapping[str, int]:
    """How a paper is built, each measure in few steps: a list of people looks like one whatever it is called."""
    pages, cells = document.reading.pages, [[cell.text for cell in row.cells] for row in document.rows]
    text = "\n".join("\t".join(row) for row in cells)
    wide = Counter(len(row) for row in cells)
    return {
        "aspect": round(2 * math.log2(pages[0].height / pages[0].width)) if pages else 0,
        "rows": _level(len(cells), 12),
        "cells": min(max(wide, default=0), 8),
        "ruled": min(int(math.log2(len(pages[0].cells) + 1)), 8) if pages else 0,
        "seal": min(len(document.marks(MarkType.SEAL)), 2),
        "hand": min(int(math.log2(len(document.marks(MarkType.HANDWRITING)) + 1)), 5),
        "pages": min(len(pages), 2),
        "chars": _level(len(document.prose.text), 16),
        "days": _level(len(_DAYS.findall(text))),
        "figures": _level(len(_FIGURES.findall(text))),
        "labels": _level(text.count(":")),
        "short": _level(sum(_SHORT.fullmatch(cell.strip()) is not None for row in cells for cell in row)),
        "bodies": _level(len(_BODIES.findall(text))),
        "sentences": _level(text.count("。") + text.count(";")),
        "even": _level(max((wide[n] for n in range(3, 9)), default=0)),
    }


def _level(count: int, most: int = 8) -> int:
    return min(int(1.5 * math.log2(count + 1)), most)


def _add(text: str, mark: str, found: set[str]) -> None:
    for word in _WORD.findall(text):
        if word.isascii():
            found.add(mark + word.lower())
        else:
            found.update(mark + word[i : i + n] for n in _LENGTHS for i in range(len(word) - n + 1))


def likelihoods(document: Document) -> Mapping[str, float] | None:
    """Share of belief (0..1, together 1) per kind and for ``unknown``; None where too little is said to tell."""
    model = _model()
    known = [word for word in words_of(document) if word in model.places]
    if sum(not word.startswith("S ") for word in known) < _LEAST_WORDS:
        return None
    at = [model.places[word] for word in known]
    score = model.weights[at].sum(axis=0) / math.sqrt(len(at)) + model.weights[-1]
    share = np.exp(score - score.max())
    share /= share.sum()
    return dict(zip(model.kinds, share.tolist(), strict=True))
