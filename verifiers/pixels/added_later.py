"""Places that came into a picture after it had been compressed once before.

A capture is saved as JPEG: in every block each wave is rounded to steps, so that some values are frequent and others
missing. Whoever opens the file, puts something on and saves it again rounds anew, but over the whole page the first
rounding still shows in how often each value comes. Pixels put on in between were never rounded the first time.

Which values a page favours is learnt from the page itself: how often each comes on its blocks, against how often it
comes on blocks shifted by half their side, where no rounding shows. That it was saved twice says nothing, and a page
without an earlier compression, cropped or scaled since, gets no answer (double quantisation, as in ``lattice``; the
likelihoods after Bianchi and Piva 2012).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from domain.place import Box
from verifiers.pixels.picture import Grey, Picture
from verifiers.pixels.waves import BLOCK, WAVES, waves_of

#: Values told apart, in steps of the file; none (nearly all blocks of bare paper) and the largest are left out.
VALUES = 64
#: Fewest blocks of a sort, and of values of a wave on them, that say what is frequent.
FEWEST = 300
#: Values that are believed to come as on shifted blocks, before any is counted.
PRIOR = 60.0
#: Most that one value may say for or against, log odds.
AGAINST, FOR = -2.0, 3.0
#: Least a value of a wave says in the mean, and a page's values: less is chance.
LEAST_WAVE, LEAST_PAGE = 0.02, 0.5
#: The values of so many waves say more than this in the mean where there was an earlier compression; mostly none was.
SOON, HARDLY = 6, 0.2
#: Pixels of a block that may be white or black altogether in some colour. Clipping breaks the rounding: blocks with any
#: are compared among themselves, those with more not at all.
MOST_CLIPPED = 3
#: Share of the page's blocks that must be able to tell: paper with grain can, a program's page hardly. Log odds that
#: nine blocks together must be able to give.
TELLING, ENOUGH = 0.5, 4.0
#: A place: how far its values lie towards never rounded (0 as the page, 1 altogether) at least and at most, spreads
#: from 0 at least, share of the telling blocks at most. How many log odds it takes stands in ``thresholds.toml``.
LEAST_SHARE, MOST_SHARE, SPREADS, LARGEST = 0.5, 1.6, 10.0, 0.1
#: Share beyond which the rest of the page may not lie in more than a fiftieth of its places.
REST, QUANTILE = 0.6, 0.98

Counts = NDArray[np.float64]
Blocks = slice | NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Added:
    """``box`` in pixels of the page. ``odds``: log odds that it was never rounded with the page; ``share``: 0 where its
    values come as often as on the page, 1 as without an earlier compression."""

    box: Box
    odds: float
    share: float


@dataclass(frozen=True)
class _Told:
    """By block of the upright page: log odds less what the page's own blocks have, what these would be without an
    earlier compression, and their variance on the page."""

    odds: Grey
    most: Grey
    variance: Grey

    @classmethod
    def of(cls, picture: Picture) -> _Told | None:
        stored = picture.stored
        down, across = stored.shape[0] // BLOCK, stored.shape[1] // BLOCK
        if down < 10 or across < 10:
            return None
        half = BLOCK // 2
        # Every other row of shifted blocks is enough to know what is usual.
        moved = stored[half : half + (down - 1) * BLOCK, half : half + (across - 1) * BLOCK]
        moved = moved.reshape(down - 1, BLOCK, -1)[::2].reshape(-1, (across - 1) * BLOCK)
        shifted = waves_of(np.ascontiguousarray(moved))
        clipped = _clipped(picture)
        own_sort = _sorts(clipped[: down * BLOCK, : across * BLOCK])
        moved_sort = _sorts(clipped[half : half + (down - 1) * BLOCK, half : half + (across - 1) * BLOCK])[::2]
        sorts = [(_blocks(own_sort == sort), _blocks(moved_sort == sort)) for sort in (0, 1)]
        kept: list[tuple[Blocks, NDArray[np.uint8], NDArray[np.float32]]] = []
        found = values = 0.0
        for number, (row, column) in enumerate(WAVES):
            step = 1 if picture.steps is None else picture.steps[row * BLOCK + column]
            own, other = _values(picture.waves[number], step), _values(shifted[number], step)
            for blocks, moved_blocks in sorts:
                count = _counted(own[blocks])
                table = _table(count[1:-1], _counted(other[moved_blocks])[1:-1])
                if table is not None:
                    kept.append((blocks, own[blocks], table))
                    found += float(count @ table[1])
                    values += int(count[table[1] != 0].sum())
            if number + 1 == SOON and found < HARDLY * values:
                return None
        if not values or found < LEAST_PAGE * values:
            return None
        told = np.zeros((3, down * across), np.float32)
        for blocks, own, table in kept:
            for into, each in zip(told, table, strict=True):
                into[blocks] += each[own]
        # As the page stands, one map each.
        return cls(*(picture.turn.of(one.reshape(down, across)) for one in told))


def added_later(picture: Picture) -> list[Added]:
    """Places of an upright page that were put on after an earlier compression, the surest first."""
    told = _Told.of(picture)
    if told is None:
        return []
    odds, most, variance = (
        cv2.boxFilter(one, -1, (3, 3), normalize=False, borderType=cv2.BORDER_CONSTANT)
        for one in (told.odds, told.most, told.variance)
    )
    telling = np.asarray(most >= ENOUGH)
    count = int(np.count_nonzero(telling))
    if count < TELLING * telling.size:
        return []
    share = np.where(telling, odds / np.maximum(most, 1e-3), 0)
    marked = (share > LEAST_SHARE) & (odds > 4 * np.sqrt(np.maximum(variance, 1e-3)))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(marked.astype(np.uint8), connectivity=8)
    found = []
    for number, (left, top, wide, tall, size) in enumerate(stats[1:].tolist(), 1):
        here = slice(top, top + tall), slice(left, left + wide)
        own = labels[here] == number
        sums = [float(one[here][own].sum()) for one in (told.odds, told.most, told.variance)]
        apart = sums[0] / max(sums[1], 1e-3)
        if sums[0] < SPREADS * sums[2] ** 0.5 or not LEAST_SHARE < apart < MOST_SHARE:
            continue
        rest = telling.copy()
        rest[max(0, top - 3) : top + tall + 3, max(0, left - 3) : left + wide + 3] = False
        if size <= LARGEST * count and rest.any() and float(np.quantile(share[rest], QUANTILE)) < REST:
            found.append(Added(_box(picture, left, top, wide, tall), sums[0], apart))
    return sorted(found, key=lambda one: -one.odds)


def _clipped(picture: Picture) -> NDArray[np.uint8]:
    """Of the stored picture: 0 where a pixel is neither white nor black altogether in any colour."""
    inside = np.asarray(cv2.inRange(np.ascontiguousarray(picture.upright), (1, 1, 1), (254, 254, 254)), np.uint8)
    return picture.turn.undo(np.asarray(cv2.bitwise_not(inside), np.uint8))


def _sorts(clipped: NDArray[np.uint8]) -> NDArray[np.intp]:
    """(rows, columns) 0 for blocks without clipped pixels, 1 with few, 2 with more."""
    down, across = clipped.shape[0] // BLOCK, clipped.shape[1] // BLOCK
    if not clipped.any():
        return np.zeros((down, across), np.intp)
    rows = (clipped[: down * BLOCK] & 1).reshape(down, BLOCK, -1).sum(axis=1, dtype=np.uint8)
    count = rows[:, : across * BLOCK].reshape(down, across, BLOCK).sum(axis=2, dtype=np.uint8)
    return np.asarray(np.digitize(count, (0.5, MOST_CLIPPED + 0.5)), np.intp)


def _blocks(chosen: NDArray[np.bool_]) -> Blocks:
    """Numbers of the chosen blocks; all of them need not be gathered one by one."""
    return slice(None) if chosen.all() else np.flatnonzero(chosen)


def _values(wave: Grey, step: int) -> NDArray[np.uint8]:
    scaled = np.abs(wave) * np.float32(1 / step) + np.float32(0.5)
    return np.asarray(np.minimum(scaled, VALUES - 1), np.uint8)


def _counted(values: NDArray[np.uint8]) -> Counts:
    return np.bincount(values, minlength=VALUES).astype(np.float64)


def _table(own: Counts, shifted: Counts) -> NDArray[np.float32] | None:
    """(3, values) of a wave: log odds, their mean without an earlier compression, their variance; both less or on the
    page. None where there are too few values or they say nothing."""
    if min(own.sum(), shifted.sum()) < FEWEST:
        return None
    free = (shifted + 0.5) / (shifted + 0.5).sum()
    page = (own + PRIOR * free) / (own.sum() + PRIOR)
    odds = np.clip(np.log(free / page), AGAINST, FOR)
    usual = float((page * odds).sum())
    apart = float((free * odds).sum()) - usual
    if apart < LEAST_WAVE:
        return None
    table = np.zeros((3, VALUES), np.float32)
    table[1:, 1:-1] = [[apart], [float((page * odds**2).sum()) - usual**2]]
    table[0, 1:-1] = odds - usual
    return table


def _box(picture: Picture, left: int, top: int, wide: int, tall: int) -> Box:
    """Pixels of a run of blocks; whole blocks are counted from the corner of the stored picture."""
    height, width = picture.grey.shape
    x = left * BLOCK + (width % BLOCK if picture.turn.columns_reversed else 0)
    y = top * BLOCK + (height % BLOCK if picture.turn.rows_reversed else 0)
    return Box(x, y, x + wide * BLOCK, y + tall * BLOCK)
