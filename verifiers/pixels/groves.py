"""Boosted decision trees of our own, small enough to stand in a text file (``benchmarks/grow.py`` grows them)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]


@dataclass(frozen=True)
class Grove:
    """Trees of equal depth d. ``columns`` and ``limits`` (trees, 2^d - 1): which trait each fork asks, and up to which
    value the way goes left (an unknown value goes left too); ``leaves`` (trees, 2^d): log odds added; ``bias``."""

    columns: NDArray[np.intp]
    limits: Table
    leaves: Table
    bias: float

    def score(self, traits: Table) -> Table:
        """Log odds of each row of ``traits`` (rows, traits)."""
        trees, forks = self.columns.shape
        rows = np.arange(len(traits))[:, None]
        each = np.arange(trees)[None, :]
        at = np.zeros((len(traits), trees), np.intp)
        while forks:
            asked = traits[rows, self.columns[each, at]]
            at = 2 * at + 1 + (asked > self.limits[each, at])
            forks //= 2
        first = self.columns.shape[1]
        return np.asarray(self.leaves[each, at - first].sum(axis=1) + self.bias, np.float64)


@lru_cache(maxsize=4)
def grove(name: str) -> Grove:
    """The grove kept in ``NAME.json`` beside this file."""
    held = json.loads(files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8"))
    return Grove(
        np.array(held["columns"], np.intp), np.array(held["limits"]), np.array(held["leaves"]), float(held["bias"])
    )
