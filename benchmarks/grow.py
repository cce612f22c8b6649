"""Grows boosted trees with numpy alone: histograms of 48 bins, trees of one depth, Newton steps on log odds."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from verifiers.pixels.groves import Grove

Table = NDArray[np.float64]
BINS = 48


def grown(
    traits: Table,
    labels: Table,
    shares: Table,
    *,
    trees: int = 150,
    depth: int = 3,
    pace: float = 0.08,
    stiff: float = 4.0,
    seed: int = 3,
) -> Grove:
    """``traits`` (rows, traits) with NaN for unknown, ``labels`` 0 or 1, ``shares`` the rows' weights (mean 1 is
    usual). ``stiff``: weight added to every leaf, against leaves of few rows."""
    edges = [_edges(traits[:, column]) for column in range(traits.shape[1])]
    binned = np.stack(
        [
            np.where(np.isfinite(column), np.searchsorted(edge, column), 0)
            for column, edge in zip(np.where(np.isfinite(traits), traits, np.nan).T, edges, strict=True)
        ]
    ).astype(np.int32)
    rate = float((labels * shares).sum() / shares.sum())
    bias = float(np.log(rate / (1 - rate)))
    odds = np.full(len(labels), bias)
    rng = Random(seed)
    forks = 2**depth - 1
    columns = np.zeros((trees, forks), np.intp)
    limits, leaves = np.full((trees, forks), np.inf), np.zeros((trees, 2**depth))
    for tree in range(trees):
        chance = 1 / (1 + np.exp(-odds))
        slope, bend = shares * (labels - chance), shares * chance * (1 - chance)
        asked = rng.sample(range(traits.shape[1]), max(1, round(0.5 * traits.shape[1])))
        at = np.zeros(len(labels), np.intp)
        for fork in range(forks):
            rows = np.flatnonzero(at == fork)
            best = _best(binned, slope, bend, rows, asked, stiff)
            if best is not None:
                columns[tree, fork] = best[0]
                limits[tree, fork] = edges[best[0]][best[1]]
                right = binned[best[0], rows] > best[1]
            else:
                right = np.zeros(len(rows), np.bool_)
            at[rows] = 2 * fork + 1 + right
        for leaf in range(2**depth):
            rows = np.flatnonzero(at == forks + leaf)
            if len(rows):
                leaves[tree, leaf] = pace * slope[rows].sum() / (bend[rows].sum() + stiff)
                odds[rows] += leaves[tree, leaf]
    return Grove(columns, limits, leaves, bias)


def _edges(values: Table) -> Table:
    known = values[np.isfinite(values)]
    if not len(known):
        return np.zeros(1)
    return np.unique(np.quantile(known, np.linspace(0, 1, BINS + 1)[1:-1]))


def _best(
    binned: NDArray[np.int32], slope: Table, bend: Table, rows: NDArray[np.intp], asked: list[int], stiff: float
) -> tuple[int, int] | None:
    """Trait and bin that part the rows best; None where nothing is gained."""
    if len(rows) < 20:
        return None
    own_slope, own_bend = slope[rows], bend[rows]
    whole, most = own_slope.sum(), own_bend.sum()
    kept: tuple[float, int, int] | None = None
    for column in asked:
        bins = binned[column, rows]
        left = np.cumsum(np.bincount(bins, own_slope, BINS))[:-1]
        heavy = np.cumsum(np.bincount(bins, own_bend, BINS))[:-1]
        gain = left**2 / (heavy + stiff) + (whole - left) ** 2 / (most - heavy + stiff) - whole**2 / (most + stiff)
        at = int(np.argmax(gain))
        if gain[at] > 1e-3 and (kept is None or gain[at] > kept[0]) and at < BINS - 1:
            kept = float(gain[at]), column, at
    if kept is None:
        return None
    return kept[1], kept[2]


def keep(grove: Grove, path: Path) -> None:
    """Writes a grove as ``verifiers.pixels.groves`` reads it; what a fork never asks is a limit nothing exceeds."""
    limits = np.where(np.isfinite(grove.limits), grove.limits, 1e30)
    held = {
        "bias": round(grove.bias, 5),
        "columns": grove.columns.tolist(),
        "limits": [[float(f"{value:.5g}") for value in row] for row in limits],
        "leaves": [[round(value, 5) for value in row] for row in grove.leaves.tolist()],
    }
    path.write_text(json.dumps(held, separators=(",", ":")) + "\n", encoding="utf-8")
