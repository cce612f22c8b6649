"""Boosted trees: what growing finds, what keeping keeps, where unknown values go."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.grow import grown, keep
from verifiers.pixels.groves import Grove, grove


def by_hand(trees: Grove, row: list[float]) -> float:
    total = trees.bias
    for columns, limits, leaves in zip(trees.columns, trees.limits, trees.leaves, strict=True):
        at = 0
        while at < len(columns):
            at = 2 * at + (2 if row[columns[at]] > limits[at] else 1)
        total += leaves[at - len(columns)]
    return total


def table(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows that are put in where exactly one of two traits is high; a third says nothing, a tenth is unknown."""
    random = np.random.default_rng(seed)
    traits = random.normal(0, 1, (3000, 3))
    labels = ((traits[:, 0] > 0) ^ (traits[:, 1] > 0.3)).astype(np.float64)
    traits[random.random(traits.shape) < 0.1] = np.nan
    return traits, labels


def test_trees_tell_what_no_weighted_sum_could() -> None:
    traits, labels = table(1)
    trees = grown(traits, labels, np.ones(len(labels)), trees=60, depth=3)
    fresh, wanted = table(2)
    told = trees.score(fresh)
    known = np.isfinite(fresh[:, :2]).all(axis=1)
    assert float(((told > 0) == (wanted > 0.5))[known].mean()) > 0.93
    flat = np.linalg.lstsq(np.nan_to_num(np.c_[fresh, np.ones(len(fresh))]), wanted, rcond=None)[0]
    weighed = np.nan_to_num(np.c_[fresh, np.ones(len(fresh))]) @ flat
    assert float(((weighed > 0.5) == (wanted > 0.5))[known].mean()) < 0.7


def test_all_rows_at_once_score_as_each_tree_walked_by_hand(tmp_path: Path) -> None:
    traits, labels = table(3)
    trees = grown(traits, labels, np.ones(len(labels)), trees=12, depth=3)
    keep(trees, tmp_path / "kept.json")
    held = json.loads((tmp_path / "kept.json").read_text(encoding="utf-8"))
    kept = Grove(np.array(held["columns"]), np.array(held["limits"]), np.array(held["leaves"]), held["bias"])
    told, after = trees.score(traits[:40]), kept.score(traits[:40])
    for row, one, other in zip(traits[:40].tolist(), told, after, strict=True):
        assert one == pytest.approx(by_hand(trees, row), abs=1e-9)
        assert other == pytest.approx(by_hand(kept, row), abs=1e-9)
    assert float(np.abs(told - after).mean()) < 0.02


@pytest.mark.parametrize("name", ["words"])
def test_the_groves_that_ship_can_score(name: str) -> None:
    trees = grove(name)
    told = trees.score(np.full((1, int(trees.columns.max()) + 1), np.nan))
    assert np.isfinite(told).all()
