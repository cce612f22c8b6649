"""Strokes that papers of several sets share: seals, signatories, forms, boxed cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.draw.ink import round_seal
from benchmarks.draw.maker import Maker
from benchmarks.draw.sheet import F, Segments, Sheet


def masked(m: Maker, number: str) -> str:
    return m.rng.choice([number, number[:6] + "********" + number[14:], number[:3] + "***********" + number[14:]])


def seal(m: Maker, s: Sheet, text: str, cx: float, cy: float, bottom: str = "") -> None:
    """A round seal about (cx, cy), kept on the page."""
    size = m.rng.choice([210, 235, 260, 280])
    x = min(max(cx - size / 2 + m.rng.uniform(-25, 25), 4), s.width - size - 4)
    y = min(max(cy - size / 2 + m.rng.uniform(-15, 15), 4), s.height - size - 4)
    picture = round_seal(m.rng, text, bottom, size)
    s.stamps.append({"text": (text + " " + bottom).strip(), "box": list(s.picture(x, y, picture))})


def form(
    s: Sheet, x: float, y: float, widths: Sequence[float], rows: Sequence[Sequence[Any]], size: int, height: float
) -> float:
    """A form of label and value cells; a row of two cells lets the last take all the width."""
    for row in rows:
        own = list(widths) if len(row) == len(widths) else [widths[0], sum(widths[1:])]
        y = s.table(x, y, own, [row], size, height=height)
    return y


def foot(
    m: Maker, s: Sheet, right: float, y: float, segments: Any, day: Any, *, stamp: str = "", size: int = 32
) -> None:
    """Signatory over date, flush right, with a seal over both."""
    s.right(right, y, segments, size)
    s.right(right, y + size * 1.9, day, size)
    if stamp:
        seal(m, s, stamp, right - 170, y + 40)


def f(name: str, value: Any) -> F:
    return F(name, str(value))


def cell(
    s: Sheet, rect: tuple[float, float, float, float], segments: Segments, size: int, *, align: str = "centre"
) -> None:
    """A ruled cell of one line, shrunk to fit; cells of any size beside each other make merged headers."""
    left, top, right, bottom = rect
    s.box(rect, 2)
    if not s.plain(segments):
        return
    while s.measure(segments, s.type.body, size) > right - left - 8 and size > 12:
        size -= 1
    wide = s.measure(segments, s.type.body, size)
    s.put(
        left + (right - left - wide) / 2 if align == "centre" else left + 10,
        (top + bottom - size * 1.25) / 2,
        segments,
        size,
    )
