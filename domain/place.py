"""Where on a page something stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """Axis-parallel rectangle in pixels of the upright page: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def center(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def as_list(self) -> list[int]:
        """The contract's form: ``[x0, y0, x1, y1]`` in whole pixels."""
        return [round(self.left), round(self.top), round(self.right), round(self.bottom)]

    def contains(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def overlap(self, other: Box) -> float:
        """Shared area in square pixels; 0 when apart."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0

    def moved(self, across: float, down: float) -> Box:
        """The same box further right and down."""
        return Box(self.left + across, self.top + down, self.right + across, self.bottom + down)

    def grown(self, by: float) -> Box:
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    @staticmethod
    def around(boxes: Iterable[Box]) -> Box:
        """Smallest box that holds all of ``boxes``; ValueError when there are none."""
        held = list(boxes)
        return Box(
            min(b.left for b in held),
            min(b.top for b in held),
            max(b.right for b in held),
            max(b.bottom for b in held),
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page; pages count from 1."""

    page: int
    box: Box
