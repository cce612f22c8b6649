"""One page of a pair: its pixels when they are asked for, its features kept for the next pair.

In a template's family the same pages are laid beside each other again and again, and most pairs are settled by the
features alone. They are kept in this process's memory only, a few hundred kilobytes a page, the latest pages.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cached_property

import numpy as np

from verifiers.pairs.align import Features, Image, features

#: Pages whose features are kept.
MOST = 96


class Side:
    """``load`` gives the upright page; it is called once, and only where features do not suffice."""

    def __init__(self, load: Callable[[], Image]) -> None:
        self._load = load

    @cached_property
    def pixels(self) -> Image:
        return self._load()

    @cached_property
    def features(self) -> Features:
        return features(self.pixels)

    @cached_property
    def flipped(self) -> Features:
        """Features of the page flipped left to right."""
        return features(np.ascontiguousarray(self.pixels[:, ::-1]))


class Shelf:
    """Features by page. Not for several threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, dict[str, Features]] = OrderedDict()

    def side(self, key: Hashable, load: Callable[[], Image]) -> Side:
        """The page ``key``, with the features it had last time."""
        side = Side(load)
        for name, held in self._held.get(key, {}).items():
            side.__dict__[name] = held  # what cached_property would have kept
        return side

    def keep(self, key: Hashable, side: Side) -> None:
        """Remember the features ``side`` was asked for; the longest unused page gives way."""
        self._held[key] = {name: side.__dict__[name] for name in ("features", "flipped") if name in side.__dict__}
        self._held.move_to_end(key)
        while len(self._held) > self._most:
            self._held.popitem(last=False)
