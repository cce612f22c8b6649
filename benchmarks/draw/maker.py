"""What a layout draws with, and what it hands back; layouts are found by folder."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from benchmarks.draw.fonts import choose_typeface
from benchmarks.draw.sheet import Colour, Sheet
from benchmarks.draw.words import Person, Words

#: Ground-truth fields that have no box of their own.
BOXLESS = frozenset({"names", "activities", "subjects", "signed", "sealed", "seal_text", "hours_unit", "award_level"})


@dataclass
class Drawn:
    """A paper with its truth. ``screen``: it is a picture of a screen, not of paper."""

    kind: str
    sheets: list[Sheet]
    fields: dict[str, Any]
    person: Person | None = None
    screen: bool = False
    extra: dict[str, Any] = field(default_factory=dict)

    def settle(self) -> Drawn:
        """Keeps only the fields the paper shows."""
        shown = {name for sheet in self.sheets for name in sheet.boxes}
        if "date_range" in shown:
            shown |= {"start_date", "end_date"}
        self.fields = {
            name: value
            for name, value in self.fields.items()
            if name in shown or (name in BOXLESS and (name != "hours_unit" or "hours" in shown))
        }
        return self


class Maker:
    """The random stream, the words and the typeface of one paper.

    The same stream with another ``swap`` draws the same paper for somebody else; ``twist`` asks for
    one contradiction (end_before_start, issue_before_end, hours_over_days, bad_id, year_gt_total,
    bad_patent_no, bad_issn).
    """

    def __init__(
        self,
        rng: Random,
        *,
        embeddable: bool = False,
        twist: str | None = None,
        swap: Callable[[Person], Person] | None = None,
        renumber: int = 0,
    ) -> None:
        self.rng, self.words, self.embeddable, self.twist = rng, Words(rng, swap, renumber, twist), embeddable, twist
        self.type = choose_typeface(rng, embeddable=embeddable)

    def sheet(self, width: int, height: int, paper: Colour = (255, 255, 255)) -> Sheet:
        return Sheet(width, height, self.type, self.rng, paper)

    def a4(self, *, landscape: bool = False, paper: Colour = (255, 255, 255)) -> Sheet:
        return self.sheet(1754, 1240, paper) if landscape else self.sheet(1240, 1754, paper)

    def screen(self, *, dark: bool = False) -> Sheet:
        size = self.rng.choice([(1080, 2340), (1080, 2400), (1170, 2532), (828, 1792)])
        return self.sheet(*size, (20, 20, 22) if dark else (250, 250, 250))


Layout = Callable[[Maker], Drawn]
_LAYOUTS: dict[str, tuple[str, Layout]] = {}


def layout(kind: str) -> Callable[[Layout], Layout]:
    """Declares a layout of ``kind``; its name is the function's."""

    def declare(function: Layout) -> Layout:
        if function.__name__ in _LAYOUTS:
            raise ValueError(f"two layouts are called {function.__name__}")
        _LAYOUTS[function.__name__] = (kind, function)
        return function

    return declare


#: Folders of layouts: the one that readers are developed on, the one by a second hand, those written down later.
SETS = {
    "first": "benchmarks.draw.papers",
    "second": "benchmarks.draw.second",
    "third": "benchmarks.draw.third",
    "fourth": "benchmarks.draw.fourth",
    "fifth": "benchmarks.draw.fifth",
    "sixth": "benchmarks.draw.sixth",
    "seventh": "benchmarks.draw.seventh",
    "eighth": "benchmarks.draw.eighth",
    "ninth": "benchmarks.draw.ninth",
    "tenth": "benchmarks.draw.tenth",
    "eleventh": "benchmarks.draw.eleventh",
    "twelfth": "benchmarks.draw.twelfth",
    "thirteenth": "benchmarks.draw.thirteenth",
    "fourteenth": "benchmarks.draw.fourteenth",
    "fifteenth": "benchmarks.draw.fifteenth",
    "sixteenth": "benchmarks.draw.sixteenth",
    "seventeenth": "benchmarks.draw.seventeenth",
    "eighteenth": "benchmarks.draw.eighteenth",
    "nineteenth": "benchmarks.draw.nineteenth",
    "twentieth": "benchmarks.draw.twentieth",
    "twentyfirst": "benchmarks.draw.twentyfirst",
    "twentysecond": "benchmarks.draw.twentysecond",
    "twentythird": "benchmarks.draw.twentythird",
    "twentyfourth": "benchmarks.draw.twentyfourth",
    "twentyfifth": "benchmarks.draw.twentyfifth",
    "twentysixth": "benchmarks.draw.twentysixth",
    "twentyseventh": "benchmarks.draw.twentyseventh",
    "twentyeighth": "benchmarks.draw.twentyeighth",
    "twentyninth": "benchmarks.draw.twentyninth",
    "thirtieth": "benchmarks.draw.thirtieth",
    "thirtyfirst": "benchmarks.draw.thirtyfirst",
    "thirtysecond": "benchmarks.draw.thirtysecond",
    "thirtythird": "benchmarks.draw.thirtythird",
    "thirtyfourth": "benchmarks.draw.thirtyfourth",
    "thirtyfifth": "benchmarks.draw.thirtyfifth",
    "thirtysixth": "benchmarks.draw.thirtysixth",
    "thirtyseventh": "benchmarks.draw.thirtyseventh",
    "thirtyeighth": "benchmarks.draw.thirtyeighth",
    "thirtyninth": "benchmarks.draw.thirtyninth",
    "fortieth": "benchmarks.draw.fortieth",
    "fortyfirst": "benchmarks.draw.fortyfirst",
    "fortysecond": "benchmarks.draw.fortysecond",
    "fortythird": "benchmarks.draw.fortythird",
    "fortyfourth": "benchmarks.draw.fortyfourth",
}


def layouts(which: str = "first") -> dict[str, tuple[str, Layout]]:
    """Every layout of a folder of ``SETS``: name → (kind, function), by name."""
    folder = importlib.import_module(SETS[which])
    for module in pkgutil.iter_modules(folder.__path__):
        importlib.import_module(f"{folder.__name__}.{module.name}")
    return {
        name: kind_layout
        for name, kind_layout in sorted(_LAYOUTS.items())
        if kind_layout[1].__module__.startswith(SETS[which] + ".")
    }
