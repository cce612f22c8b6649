"""Decoded upright pages of the last files this worker read, so that a second look need not decode again.

Held in this process's memory only, and only for files that passed the guard.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intake.sheet import Sheet

_MOST_FILES = 2
_MOST_PIXELS = 60_000_000


@dataclass(frozen=True)
class Held:
    """Upright sheets of a file by page number, and how each was turned."""

    sheets: Mapping[int, Sheet]
    rotations: Mapping[int, int]


_held: OrderedDict[str, Held] = OrderedDict()


def remember(sha256: str, sheets: Sequence[Sheet], rotations: Mapping[int, int]) -> None:
    """Keep a file's pages, as many as fit; older files give way."""
    kept, pixels = {}, 0
    for sheet in sheets:
        pixels += sheet.image.shape[0] * sheet.image.shape[1]
        if pixels > _MOST_PIXELS // _MOST_FILES:
            break
        kept[sheet.number] = sheet
    _held[sha256] = Held(kept, dict(rotations))
    _held.move_to_end(sha256)
    while len(_held) > _MOST_FILES:
        _held.popitem(last=False)


def make_room() -> None:
    """Let go of the oldest file before another is read, which takes most memory of all; it would go afterwards."""
    while len(_held) >= _MOST_FILES:
        _held.popitem(last=False)


def recall(sha256: str) -> Held | None:
    return _held.get(sha256)


def forget_all() -> None:
    _held.clear()
