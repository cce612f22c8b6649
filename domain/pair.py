"""Two pieces of evidence side by side: what the comparison of their pictures says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from domain.place import Box, Place

Relation = Literal["same_capture", "same_rendering", "same_layout", "different"]


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """One place that differs: on the page at hand and, as a box, on the other page.

    ``here`` and ``there`` are what was read on either side, empty where nothing was.
    """

    place: Place
    other_page: int
    other_box: Box
    here: str = ""
    there: str = ""


@dataclass(frozen=True, slots=True)
class PairComparison:
    """``same_capture``: one photo or scan, maybe edited; ``same_rendering``: drawn by one program, without noise that
    tells a copy from a sibling; ``same_layout``: one sheet or one template, captured twice; ``different``.

    ``matrix`` maps places of the other page to places of the page at hand, both in shares of width and height (0 … 1;
    three rows of three).
    """

    relation: Relation
    confidence: float
    changed: tuple[ChangedPart, ...] = ()
    mirrored: bool = False
    page: int = 1
    other_page: int = 1
    matrix: tuple[tuple[float, ...], ...] | None = None
