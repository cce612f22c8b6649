"""How far windows lie from other glyphs, all windows of a page at once.

Glyphs are told by their rows in a table; -1 stands for none, where a window has fewer than another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]
Numbers = NDArray[np.intp]

#: Robust spread of a normal distribution by the median distance from its middle.
_BY_MEDIAN = 1.4826


@dataclass(frozen=True)
class Differences:
    """(windows, columns): mean of the window less the middle of the others (``apart``), the others' robust ``spread``,
    how many of them are known (``others``). NaN where the window or all the others are unknown."""

    apart: Table
    spread: Table
    others: NDArray[np.intp]

    def told(self, fewest: int, most: float) -> Table:
        """In spreads, at most ``most``; NaN where fewer others are known than ``fewest``."""
        return np.where(self.others >= fewest, np.clip(self.apart / self.spread, -most, most), np.nan)

    def columns(self, chosen: slice | NDArray[np.bool_]) -> Differences:
        return Differences(self.apart[:, chosen], self.spread[:, chosen], self.others[:, chosen])


def differences(table: Table, own: Numbers, others: Numbers, least: Table) -> Differences:
    """Of the ``table`` (glyphs, columns) windows' ``own`` rows (windows, most) against those of ``others``. ``least``:
    by column, what is added to the spread."""
    theirs = np.ascontiguousarray(rows_of(table, others).swapaxes(1, 2))
    middle = medians(theirs)
    spread = _BY_MEDIAN * medians(np.abs(theirs - middle[..., None])) + least
    return Differences(means(rows_of(table, own)) - middle, spread, np.isfinite(theirs).sum(axis=2))


def beside(one: Differences, other: Differences, second: NDArray[np.bool_]) -> Differences:
    """Of two comparisons in the same columns, the other where ``second`` says so."""
    return Differences(
        np.where(second, other.apart, one.apart),
        np.where(second, other.spread, one.spread),
        np.where(second, other.others, one.others),
    )


def padded(rows: Sequence[Sequence[int] | Numbers]) -> Numbers:
    """Rows of unequal length as one table, -1 behind the shorter ones."""
    whole = np.full((len(rows), max(map(len, rows), default=0)), -1, np.intp)
    for at, row in enumerate(rows):
        whole[at, : len(row)] = row
    return whole


def rows_of(table: Table, numbers: Numbers) -> Table:
    """The table's rows of those numbers, NaN for -1."""
    found = table[numbers]
    found[numbers < 0] = np.nan
    return found


def means(values: Table) -> Table:
    """Over the second axis, unknown values left out; NaN where there is none."""
    known = np.isfinite(values)
    count = known.sum(axis=1)
    # Added one after the other, so that the mean of equal values does not depend on what stands beside them.
    total = np.ascontiguousarray(np.where(known, values, 0)).sum(axis=1)
    return np.asarray(np.where(count > 0, total / np.maximum(count, 1), np.nan))


def medians(values: Table) -> Table:
    """Over the last axis, unknown values left out (they sort last); NaN where there is none."""
    known = np.isfinite(values).sum(axis=-1)[..., None]
    if not values.shape[-1]:
        return np.full(values.shape[:-1], np.nan)
    ordered = np.sort(values, axis=-1)
    low, high = (np.take_along_axis(ordered, at, axis=-1)[..., 0] for at in ((known - 1) // 2, known // 2))
    # Of none at all the last is taken, an unknown one.
    return np.asarray((low + high) / 2)
