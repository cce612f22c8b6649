"""Plots drawn here as SVG: horizontal bars with their figures written beside them.

A plot is an image with a title and a description in words; colour never carries anything alone, and the numbers
stand in a table next to it. Colours come from classes of ``charts.css``, so that dark pages get theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

WIDTH, ROW, BAR, LABEL, RIGHT = 640, 30, 18, 190, 70
_TOP = 26  # for the legend
_WIDEST = 22  # half-width characters of a label


@dataclass(frozen=True, slots=True)
class Bar:
    """``parts`` in the order of the legend; ``says`` is written behind the bar instead of their sum."""

    label: str
    parts: tuple[float | Decimal, ...]
    says: str = ""

    @property
    def total(self) -> float:
        return float(sum(self.parts))


def bars(key: str, title: str, description: str, rows: Sequence[Bar], legend: Sequence[str] = ()) -> Markup:
    """One bar a row, its parts side by side. ``key`` makes the ids of title and description unique on the page."""
    most = max((row.total for row in rows), default=0.0) or 1.0
    room = WIDTH - LABEL - RIGHT
    top = _TOP if legend else 4
    height = top + ROW * len(rows) + 4
    said = f"{description} " + "；".join(f"{row.label} {row.says or _figure(row.total)}" for row in rows)
    drawn = [
        Markup(
            '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-t {}-d">'
            '<title id="{}-t">{}</title><desc id="{}-d">{}</desc>'
        ).format(WIDTH, height, key, key, key, title, key, said)
    ]
    at = LABEL
    for number, name in enumerate(legend):
        drawn.append(Markup('<rect class="s{}" x="{}" y="4" width="12" height="12"/>').format(number, at))
        drawn.append(Markup('<text x="{}" y="14">{}</text>').format(at + 17, name))
        at += 30 + 13 * _printed(name) // 2
    for line, row in enumerate(rows):
        y, x = top + ROW * line, float(LABEL)
        drawn.append(
            Markup('<text class="l" x="{}" y="{}">{}<title>{}</title></text>').format(
                LABEL - 10, y + 19, _cut(row.label), row.label
            )
        )
        for number, part in enumerate(row.parts):
            wide = room * float(part) / most
            if wide > 0:
                drawn.append(
                    Markup('<rect class="s{}" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>').format(
                        number, _figure(x), y + 6, _figure(wide), BAR, _part(legend, number, part)
                    )
                )
            x += wide
        drawn.append(
            Markup('<text x="{}" y="{}">{}</text>').format(_figure(x + 6), y + 19, row.says or _figure(row.total))
        )
    drawn.append(Markup("</svg>"))
    return Markup("").join(drawn)


def _part(legend: Sequence[str], number: int, part: float | Decimal) -> str:
    name = f"{legend[number]} " if number < len(legend) else ""
    return f"{name}{_figure(float(part))}"


def _figure(value: float) -> str:
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def _printed(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def _cut(text: str) -> str:
    kept, used = "", 0
    for char in text:
        used += 2 if ord(char) > 0x2E7F else 1
        if used > _WIDEST:
            return kept + "…"
        kept += char
    return kept
