"""Words, fields and handwriting beside each other: in one line, wrapped, in ruled cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.draw.fonts import advance
from benchmarks.draw.sheet import F, Sheet, Stroke

if TYPE_CHECKING:
    from benchmarks.draw.script.setting import Setting


@dataclass(frozen=True, slots=True)
class Pen:
    """Words written by hand; ``name`` is the field, empty where they are none."""

    name: str
    text: str


Part = str | F | Pen
_HAND = 1.15


def settled(parts: Sequence[Part]) -> list[str | F]:
    """Parts with handwriting as print, where no pen is at hand (headings)."""
    return [F(part.name, part.text) if isinstance(part, Pen) and part.name else _said(part) for part in parts]


def _said(part: Part) -> str | F:
    return part.text if isinstance(part, Pen) else part


def width(sheet: Sheet, parts: Sequence[Part], size: int) -> float:
    """Width of a line; handwriting counts as wide letters with room about it."""
    wide = 0.0
    for part in parts:
        if isinstance(part, Pen):
            wide += len(part.text) * size * _HAND + size
        else:
            wide += sheet.measure(part, sheet.type.body, size)
    return wide


def put(setting: Setting, x: float, y: float, parts: Sequence[Part], size: int) -> float:
    """Sets one line from ``x``; returns the right end."""
    sheet = setting.sheet
    if not any(isinstance(part, Pen) for part in parts):
        return sheet.put(x, y, settled(parts), size, colour=setting.ink)
    for part in parts:
        if not isinstance(part, Pen):
            x = sheet.put(x, y, part, size, colour=setting.ink, said=False)
            continue
        picture = setting.pen(part.text, round(size * _HAND))
        begin = x
        box = sheet.picture(x + size * 0.3, y + size * 0.6 - picture.height / 2, picture)
        if part.name:
            sheet.note(part.name, box)
        x = box[2] + size * 0.3
        sheet.ops.append(Stroke((begin, y + size * 1.25), (x, y + size * 1.25), 1.5, setting.ink))
    sheet.said.append("".join(part if isinstance(part, str) else part.text for part in parts))
    return x


def rows(sheet: Sheet, parts: Sequence[Part], size: int, wide: float, indent: float = 0) -> list[list[Part]]:
    """Parts broken into lines no wider than ``wide``; never before a closing mark nor inside a figure."""
    lines: list[list[Part]] = [[]]
    x = indent
    for part in parts:
        tokens = [part.text] if isinstance(part, Pen) else re.findall(r"[0-9A-Za-z./:*-]{1,24}|.", sheet.plain(part))
        for token in tokens:
            piece = _like(part, token)
            span = width(sheet, [piece], size)
            if x + span > wide and lines[-1] and token not in "，。、；：）》”！":
                lines.append([])
                x = 0.0
            last = lines[-1][-1] if lines[-1] else None
            if last is not None and not isinstance(part, Pen) and _joins(last, part):
                lines[-1][-1] = _like(part, _text(last) + token)
            else:
                lines[-1].append(piece)
            x += span
    return [line for line in lines if line]


def _text(part: Part) -> str:
    return part if isinstance(part, str) else part.text


def _like(part: Part, text: str) -> Part:
    if isinstance(part, str):
        return text
    return Pen(part.name, text) if isinstance(part, Pen) else F(part.name, text, part.line, part.face)


def _joins(last: Part, part: Part) -> bool:
    if isinstance(last, str) or isinstance(part, str):
        return isinstance(last, str) and isinstance(part, str)
    return isinstance(last, F) and last.name == part.name


def lay(setting: Setting, parts: Sequence[Part], y: float, *, indent: int) -> float:
    """A wrapped paragraph in the room of the setting; returns the y below it."""
    sheet, size = setting.sheet, setting.size
    if not any(isinstance(part, Pen) for part in parts):
        return sheet.paragraph(
            setting.left, y, setting.wide, settled(parts), size, leading=1.85, indent=indent, colour=setting.ink
        )
    for number, line in enumerate(rows(sheet, parts, size, setting.wide, indent * size)):
        put(setting, setting.left + (indent * size if number == 0 else 0), y, line, size)
        y += size * 2
    return y


def ruled(
    setting: Setting, cells: Sequence[Sequence[Part]], widths: Sequence[float], y: float, *, boxed: bool = True
) -> float:
    """One row of a ruled table: a cell shrinks a little, then wraps; returns the y below it.

    Unless ``boxed`` there is only a thin rule below the row.
    """
    sheet, told, size = setting.sheet, list[tuple[int, list[list[Part]]]](), setting.size
    for cell, wide in zip(cells, widths, strict=True):
        fit = size
        while fit > size * 0.8 and width(sheet, cell, fit) > wide - 16:
            fit -= 1
        told.append((fit, rows(sheet, cell, fit, wide - 16)))
    height = max(size * 2.1, *(len(lines) * fit * 1.5 + size * 0.5 for fit, lines in told))
    x = setting.left
    for (fit, lines), wide in zip(told, widths, strict=True):
        if boxed:
            sheet.box((x, y, x + wide, y + height), 2, setting.ink)
        else:
            sheet.line((x, y + height), (x + wide, y + height), 1, setting.ink)
        top = y + (height - len(lines) * fit * 1.5) / 2 + fit * 0.15
        for number, line in enumerate(lines):
            span = sum(advance(sheet.type.body, fit, _text(part)) for part in line)
            put(setting, x + max(8, (wide - span) / 2), top + number * fit * 1.5, line, fit)
        x += wide
    return y + height
