"""A page worked through from top to bottom: a band's pictures stay in the processor's cache."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

#: Rows worked on at once: whole blocks of a compression, whole tiles of ``ground``.
HIGH = 192


@dataclass(frozen=True)
class Band:
    """Some ``rows`` of a page; ``wide`` are these with what filters reach beyond them, ``inner`` they within those."""

    rows: slice
    wide: slice
    inner: slice


def bands(height: int, reach: int = 0) -> Iterator[Band]:
    """A page of so many rows, from top to bottom."""
    for top in range(0, height, HIGH):
        bottom = min(top + HIGH, height)
        start = max(0, top - reach)
        yield Band(slice(top, bottom), slice(start, min(bottom + reach, height)), slice(top - start, bottom - start))
