"""How much a paper's wording is that of each kind: a second opinion beside the rules of the extractors.

A linear model over short runs of letters (2–4 of a Chinese word), those of titles and those before a colon counted
apart too, learnt from drawn papers by ``benchmarks/learn_kinds.py``. Rules know what a kind must and must not say, and
are surprised by words nobody listed; the model knows thousands of words a little and no rule.
``extractors/kind_words.npz``: ``words`` (UTF-8, one a line), ``kinds`` (likewise), ``weights`` (float16, one row a word
and a last one for the kind by itself; columns as ``kinds``).
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

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
    """The runs of letters the model counts: bare in any text, ``T…`` in titles and first rows, ``L…`` as a label."""
    found: set[str] = set()
    _add(document.prose.text[:_MOST_LETTERS], "", found)
    rows = [row.text for row in document.rows]
    for title in (*(span.text for span in document.titles), *rows[:_FIRST_ROWS]):
        if len(title) <= _LONGEST_TITLE:
            _add(title, "T", found)
    found.update("L" + label for row in rows for label in _LABEL.findall(row))
    return found


def _add(text: str, mark: str, found: set[str]) -> None:
    for word in _WORD.findall(text):
        if word.isascii():
            found.add(mark + word.lower())
        else:
            found.update(mark + word[i : i + n] for n in _LENGTHS for i in range(len(word) - n + 1))


def likelihoods(document: Document) -> Mapping[str, float] | None:
    """Share of belief (0..1, together 1) per kind and for ``unknown``; None where too little is said to tell."""
    model = _model()
    at = [model.places[word] for word in words_of(document) if word in model.places]
    if len(at) < _LEAST_WORDS:
        return None
    score = model.weights[at].sum(axis=0) / math.sqrt(len(at)) + model.weights[-1]
    share = np.exp(score - score.max())
    share /= share.sum()
    return dict(zip(model.kinds, share.tolist(), strict=True))
