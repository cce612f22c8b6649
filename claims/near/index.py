"""Multi-index hashing of 256-bit prints (Norouzi, Punjani, Fleet 2012), in numpy.

A print is cut into 16 sub-keys of 16 bits. Two prints within 15 bits share at least one sub-key exactly, so looking up
16 small buckets finds them all; farther ones are found with high but falling probability. The tables are sorted orders
with offsets: building is 16 radix sorts, a query touches 16 slices. New prints wait in a short unsorted tail until it
is worth sorting again, so adding is cheap and nothing is ever missing from a query.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

SLOTS = 16
KEYS = 1 << 16
TAIL = 4096
#: A bucket longer than this is one template's family; it would drown the rest, so it yields only its newest members.
FAMILY = 20_000


class PrintIndex:
    """Prints by consecutive number from 0. Not thread-safe."""

    def __init__(self, prints: NDArray[np.uint16] | None = None) -> None:
        """``prints``: shape (n, 16), dtype uint16; rows get the numbers 0 … n-1."""
        self._prints = np.zeros((0, SLOTS), np.uint16) if prints is None else np.ascontiguousarray(prints, np.uint16)
        self._tail: list[NDArray[np.uint16]] = []
        self._order: NDArray[np.uint32] = np.zeros((SLOTS, 0), np.uint32)
        self._offsets: NDArray[np.int64] = np.zeros((SLOTS, KEYS + 1), np.int64)
        self._sort()

    def __len__(self) -> int:
        return len(self._prints) + len(self._tail)

    def add(self, print_: str) -> int:
        """Take in 64 hexadecimal digits; returns its number. ValueError when it is not such a print."""
        self._tail.append(words_of(print_))
        if len(self._tail) >= max(TAIL, len(self._prints) // 8):
            self._sort()
        return len(self) - 1

    def near(self, print_: str, radius: int, most: int | None = None) -> list[tuple[int, int]]:
        """``(distance, number)`` of prints within ``radius`` bits, nearest first, at most ``most``. Exact up to 15."""
        wanted = words_of(print_)
        numbers = np.unique(np.concatenate([self._bucket(slot, int(wanted[slot])) for slot in range(SLOTS)]))
        distances = _bits_apart(self._prints[numbers], wanted)
        if self._tail:
            numbers = np.concatenate([numbers, np.arange(len(self._prints), len(self), dtype=np.uint32)])
            distances = np.concatenate([distances, _bits_apart(np.stack(self._tail), wanted)])
        return _least(distances, numbers, radius, most)

    def sharing(self, print_: str, least: int, most: int | None = None) -> list[tuple[int, int]]:
        """``(words shared, number)`` of prints with at least ``least`` equal words of 16 bits, most first."""
        wanted = words_of(print_)
        found = np.concatenate([self._bucket(slot, int(wanted[slot])) for slot in range(SLOTS)])
        numbers, shared = np.unique(found, return_counts=True)
        if self._tail:
            numbers = np.concatenate([numbers, np.arange(len(self._prints), len(self), dtype=np.uint32)])
            shared = np.concatenate([shared, (np.stack(self._tail) == wanted).sum(axis=1)])
        return [(SLOTS - missing, number) for missing, number in _least(SLOTS - shared, numbers, SLOTS - least, most)]

    def _bucket(self, slot: int, key: int) -> NDArray[np.uint32]:
        first, last = self._offsets[slot, key], self._offsets[slot, key + 1]
        return np.asarray(self._order[slot, max(first, last - FAMILY) : last])

    def _sort(self) -> None:
        if self._tail:
            self._prints = np.concatenate([self._prints, np.stack(self._tail)])
            self._tail = []
        count = len(self._prints)
        self._order = np.empty((SLOTS, count), np.uint32)
        for slot in range(SLOTS):
            keys = np.ascontiguousarray(self._prints[:, slot])
            # A stable sort of 16-bit keys is a radix sort in numpy: linear in the number of prints.
            self._order[slot] = np.argsort(keys, kind="stable")
            counts = np.bincount(keys, minlength=KEYS)
            np.cumsum(counts, out=self._offsets[slot, 1:])


def words_of(print_: str) -> NDArray[np.uint16]:
    """64 hexadecimal digits as 16 words of 16 bits."""
    raw = bytes.fromhex(print_)
    if len(raw) != 2 * SLOTS:
        raise ValueError(f"a print has 64 hexadecimal digits, not {len(print_)}")
    return np.frombuffer(raw, dtype=">u2").astype(np.uint16)


#: Bits of a print that stand for waves with an odd number of half-turns from left to right: a flip turns their sign.
_ODD = int("10" * 128, 2)


def mirrored(print_: str) -> str:
    """About the print the flipped picture would have: waves odd from left to right change sides of the median."""
    return f"{int(print_, 16) ^ _ODD:064x}"


#: The same for waves with an odd number of half-turns from top to bottom, a row of sixteen bits each.
_ODD_ROWS = int(("1" * 16 + "0" * 16) * 8, 2)


def upended(print_: str) -> str:
    """About the print the picture would have flipped top to bottom."""
    return f"{int(print_, 16) ^ _ODD_ROWS:064x}"


def stacked(prints: Iterable[str]) -> NDArray[np.uint16]:
    """Many prints as the array the constructor takes."""
    rows = [words_of(print_) for print_ in prints]
    return np.stack(rows) if rows else np.zeros((0, SLOTS), np.uint16)


def _least(
    values: NDArray[np.int64], numbers: NDArray[np.uint32], limit: int, most: int | None
) -> list[tuple[int, int]]:
    """``(value, number)`` up to ``limit``, least first: a family has far more members than anybody looks at."""
    kept = np.flatnonzero(values <= limit)
    order = kept[np.lexsort((numbers[kept], values[kept]))][:most]
    return list(zip(values[order].tolist(), numbers[order].tolist(), strict=True))


def _bits_apart(prints: NDArray[np.uint16], wanted: NDArray[np.uint16]) -> NDArray[np.int64]:
    return np.asarray(np.bitwise_count(prints ^ wanted).sum(axis=1, dtype=np.int64))
