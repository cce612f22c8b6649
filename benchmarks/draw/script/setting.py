"""Sets the scripts on pages: one line of script, one line of the paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.draw.ink import handwriting, qr
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.script import blocks, flow, grounds, journals
from benchmarks.draw.script.flow import Part, Pen
from benchmarks.draw.script.language import SPOT, UNIT_AFTER, UNIT_BEFORE, Script, scripts
from benchmarks.draw.script.stock import Stock
from benchmarks.draw.script.values import Values
from benchmarks.draw.sheet import BLACK, GREY, RED, Colour, F, Sheet
from benchmarks.draw.strokes import seal

BLUE: Colour = (24, 92, 168)
GREEN: Colour = (16, 128, 108)
WHITE: Colour = (252, 252, 252)
GOLD: Colour = (168, 124, 40)
COLOURS = {"red": RED, "grey": GREY, "blue": BLUE, "green": GREEN, "white": WHITE, "gold": GOLD}
#: Papers other than A4, at 150 dots to the inch: width, height and letters to a line.
PAPERS = {"card": (1080, 680, 34), "slip": (760, 1500, 26), "a5": (1240, 874, 41)}
SIZES = {"small": 0.72, "tiny": 0.6, "big": 1.4, "huge": 2.3}


@dataclass
class Setting:
    """A paper being set from a script; ``careful`` keeps long lines on the page (scripts since the seventh set)."""

    m: Maker
    script: Script
    stock: Stock
    careful: bool = True
    facts: dict[str, Any] = field(default_factory=dict)

    def drawn(self) -> Drawn:
        m, words, option = self.m, self.script.words, self.script.option
        if self.careful and "screen" in words:
            m.type = replace(m.type, title="sans_bold", body="sans")
        self.values = Values(m, self.stock, option("host"), option("years"), option("from"))
        if self.careful and self.script.kind == "training_notice":
            # What is announced lies ahead.
            self.values.issued = self.values.start - timedelta(days=m.rng.randint(8, 45))
        if self.careful and self.script.kind == "teaching_statement":
            self.values.plain["hours"] = m.rng.choice([2, 3, 4, 6, 8])
        if self.careful and self.script.kind == "service_statement":
            halves = m.rng.randint(1, 2 * self.values.days)
            self.values.plain |= {"half_days": halves, "service_hours": halves * m.rng.choice([3, 4])}
        width, height, letters = PAPERS.get(option("paper"), (0, 0, 0))
        self.sheet: Sheet = (
            m.screen(dark="dark" in words)
            if "screen" in words
            else m.sheet(width, height)
            if width
            else m.a4(landscape="landscape" in words)
        )
        if "cream" in words:
            self.sheet.paper = (252, 248, 232)
        self.left = self.sheet.width * 0.09
        self.wide = self.sheet.width - 2 * self.left
        lines = letters or (50 if self.sheet.width > 1500 else 28 if self.careful and "screen" in words else 41)
        self.size = round(self.sheet.width / lines * float(option("size") or 1))
        self.ink: Colour = (226, 226, 230) if "dark" in words else BLACK
        self.shares: list[float] = []
        self.upright: float | None = None
        self.halves: list[tuple[float, float, float, float, float]] = []
        self.sides: list[tuple[float, float, float, str]] = []
        if "fine" in words:
            grounds.fine_lines(self.sheet, m.rng)
        if "frame" in words:
            self._frame()
        y = self.sheet.height * (float(option("top") or 0.06))
        stretches: list[tuple[float, float]] = []
        top = y
        for line in self.script.lines:
            if not line and y > top:
                stretches.append((top, y))
            y = self._styled(line, y)
            top = y if not line else top
        if "cards" in words:
            grounds.cards(self.sheet, [*stretches, (top, y)])
        if body := option("seal"):
            self._seal(body, self.sheet.width - self.left - 6 * self.size, y - 3 * self.size)
        if "notice_title" in self.sheet.boxes:
            self.sheet.boxes.setdefault("course_title", self.sheet.boxes["notice_title"])
        for name in ("award_level", "hours_unit", "project_level"):
            if value := option(name):
                self.facts[name] = value
        if option("project_level"):
            # Told by the office that approved it.
            self.sheet.boxes["project_level"] = self.sheet.boxes["organiser"]
        if option("unit") == "seal":
            self.facts["unit"] = self.values.plain["unit"]
            self.sheet.boxes["unit"] = tuple(self.sheet.stamps[-1]["box"])
        if self.script.kind == "xuexi_score":
            self.facts = {"signed": False, **self.facts, "sealed": bool(self.sheet.stamps)}
        return Drawn(self.script.kind, [self.sheet], self.facts, self.values.person, screen="screen" in words)

    # --- lines ---------------------------------------------------------------------------------

    def _styled(self, line: str, y: float) -> float:
        if not line.startswith("@"):
            return self._line(line, y)
        manner, _, rest = line[1:].partition(" ")
        kept = self.size, self.ink
        for word in manner.split(","):
            self.size = round(self.size * SIZES.get(word, 1))
            self.ink = COLOURS.get(word, self.ink)
        y = self._line(rest, y)
        self.size, self.ink = kept
        return y

    def _line(self, line: str, y: float) -> float:
        kind, rest = line[:1], line[1:].strip()
        if not line:
            return y + self.size
        if line == "---":
            self.sheet.line((self.left, y), (self.left + self.wide, y), 3, self.ink)
            return y + self.size * 0.6
        if line == "w" or line.startswith("w "):
            self.shares = [float(share) for share in line.split()[1:]]
            return y
        if kind in "[/]":
            return self._halves(kind, rest, y)
        setters: dict[str, Callable[[str, float], float]] = {
            "#": self._heading, "=": self._centred, ">": self._flush, "P": self._paragraph, "|": self._row,
            ":": self._columns, "*": partial(blocks.people, self), "+": partial(blocks.marks, self),
            "&": partial(blocks.record, self), "$": partial(blocks.timetable, self),
            "%": partial(journals.entries, self), "V": self._upright, "B": self._band, "T": self._phone,
            "O": self._stamp, "Q": self._code, "I": self._photo,
            "W": self._pale, "G": self._gauge, "L": self._open_row, "S": self._side, "D": self._squares,
        }  # fmt: skip
        setter = setters.get(kind)
        if setter is None or (kind.isalpha() and line[1:2] not in ("", " ")):
            return self._plain(line, y)
        return setter(rest, y)

    def _heading(self, rest: str, y: float) -> float:
        s, size, face = self.sheet, self.size, self.m.type.title
        big = round(size * 1.5)
        parts = self.told(rest) if self.careful else []
        while s.measure(flow.settled(parts) if parts else SPOT.sub("字字字字字字", rest), face, big) > self.wide:
            big -= 2
        parts = parts or self.told(rest)
        middle = self.left + self.wide / 2
        return s.centre(y, flow.settled(parts), big, face=face, middle=middle, colour=self.ink) + size * 0.6

    def _centred(self, rest: str, y: float) -> float:
        parts = self.told(rest)
        size, wide = self._fit(parts), self.left + self.wide / 2
        self._put(wide - flow.width(self.sheet, parts, size) / 2, y, parts, size)
        return y + self.size * 1.9

    def _flush(self, rest: str, y: float) -> float:
        parts = self.told(rest)
        size = self._fit(parts)
        self._put(self.left + self.wide - flow.width(self.sheet, parts, size), y, parts, size)
        return y + self.size * 1.9

    def _plain(self, line: str, y: float) -> float:
        parts = self.told(line)
        if self.careful and flow.width(self.sheet, parts, self.size) > self.wide:
            return flow.lay(self, parts, y, indent=0)
        self._put(self.left, y, parts, self.size)
        return y + self.size * 1.9

    def _paragraph(self, rest: str, y: float) -> float:
        return flow.lay(self, self.told(rest), y, indent=2) + self.size * 0.3

    def _columns(self, rest: str, y: float) -> float:
        cells = [self.told(cell.strip()) for cell in rest.split("|")]
        shares = self.shares if len(self.shares) == len(cells) else [1.0] * len(cells)
        widths = [self.wide * share / sum(shares) for share in shares]
        if self.careful and any(
            flow.width(self.sheet, cell, self.size) > wide for cell, wide in zip(cells, widths, strict=True)
        ):
            for cell in cells:
                y = flow.lay(self, cell, y, indent=0)
            return y
        x = self.left
        for cell, wide in zip(cells, widths, strict=True):
            self._put(x, y, cell, self.size)
            x += wide
        return y + self.size * 1.9

    def _row(self, rest: str, y: float) -> float:
        cells = [cell.strip() for cell in rest.strip("|").split("|")]
        wraps = len(self.shares) == len(cells)
        shares = self.shares if wraps else [1.0 if len(cell) <= 6 and "{" not in cell else 2.2 for cell in cells]
        widths = [self.wide * share / sum(shares) for share in shares]
        told = [self.told(cell) for cell in cells]
        if wraps or self.careful:
            return flow.ruled(self, told, widths, y)
        return self.sheet.table(self.left, y, widths, [[flow.settled(cell) for cell in told]], self.size)

    def _open_row(self, rest: str, y: float) -> float:
        cells = [self.told(cell.strip()) for cell in rest.strip("|").split("|")]
        shares = self.shares if len(self.shares) == len(cells) else [1.0] * len(cells)
        return flow.ruled(self, cells, [self.wide * share / sum(shares) for share in shares], y, boxed=False)

    def _upright(self, rest: str, y: float) -> float:
        # Columns go from right to left as long as the script says nothing else.
        parts, top = flow.settled(self.told(rest)), self.sheet.height * 0.13
        size = min(self.size, int(self.sheet.height * 0.8 / (1.12 * len(self.sheet.plain(parts)))))
        x = (self.left + self.wide if self.upright is None else self.upright - self.size) - self.size
        self.upright = x
        self.sheet.column(x, top, parts, size, colour=self.ink)
        return y

    def _band(self, rest: str, y: float) -> float:
        colour = self.ink if self.ink != BLACK else BLUE
        s, size = self.sheet, self.size
        s.fill((self.left - size, y, self.left + self.wide + size, y + size * 2), colour)
        s.put(self.left, y + size * 0.4, flow.settled(self.told(rest)), size, colour=WHITE)
        return y + size * 2.8

    def _phone(self, rest: str, y: float) -> float:
        s, size = self.sheet, round(self.size * 0.8)
        s.put(self.left * 0.6, s.height * 0.015, self.values.decoy("clock"), size, colour=self.ink)
        s.right(s.width - self.left * 0.6, s.height * 0.015, f"5G {self.m.rng.randint(11, 99)}%", size, colour=self.ink)
        return max(y, s.height * 0.05)

    def _halves(self, kind: str, rest: str, y: float) -> float:
        if kind == "[":
            share = float(rest or 0.5)
            self.halves.append((self.left, self.wide, y, share, y))
            self.wide = self.wide * share - self.size
            return y
        left, wide, top, share, deep = self.halves.pop()
        deep = max(deep, y)
        if kind == "/":
            self.halves.append((left, wide, top, share, deep))
            self.left, self.wide = left + wide * share + self.size, wide * (1 - share) - self.size
            return top
        self.left, self.wide = left, wide
        return deep

    def _side(self, rest: str, y: float) -> float:
        # An upright cell at the left of the rows that follow, down to the next S without words.
        if rest:
            self.sides.append((self.left, self.wide, y, rest))
            self.left, self.wide = self.left + self.size * 2, self.wide - self.size * 2
            return y
        left, wide, top, words = self.sides.pop()
        parts = flow.settled(self.told(words))
        self.sheet.box((left, top, left + self.size * 2, y), 2, self.ink)
        size = min(self.size, int((y - top - 8) / (1.12 * len(self.sheet.plain(parts)))))
        high = len(self.sheet.plain(parts)) * size * 1.12
        self.sheet.column(left + self.size - size / 2, (top + y - high) / 2, parts, size, colour=self.ink)
        self.left, self.wide = left, wide
        return y

    def _squares(self, rest: str, y: float) -> float:
        # Every figure in a square of its own, words between them as they are.
        label, _, value = rest.partition("|")
        parts = flow.settled(self.told(value))
        x = self._put(self.left, y, self.told(label), self.size) + self.size * 0.6
        for part in parts:
            for sign in part if isinstance(part, str) else part.text:
                piece = sign if isinstance(part, str) else F(part.name, sign)
                squared = sign.isascii() and not sign.isspace()
                wide = self.size * (1.25 if squared else 1.1)
                span = self.sheet.measure(sign, self.m.type.body, self.size)
                self.sheet.put(x + (wide - span) / 2, y, piece, self.size, colour=self.ink, said=False)
                if squared:
                    self.sheet.box((x, y - self.size * 0.2, x + wide, y + self.size * 1.3), 1.5, self.ink)
                x += wide
        self.sheet.said.append(self.sheet.plain(parts))
        return y + self.size * 2.1

    def _stamp(self, rest: str, y: float) -> float:
        body, _, share = rest.partition(" ")
        self._seal(body, self.left + self.wide * float(share or 0.75), y)
        return y

    def _seal(self, body: str, x: float, y: float) -> None:
        said = self.values.decoy(body[1:]) if body.startswith("~") else str(self.values.plain[body])
        seal(self.m, self.sheet, said, x, y)

    def _code(self, rest: str, y: float) -> float:
        size = self.size * 5
        x = self.left + self.wide * float(rest or 0.1)
        self.sheet.picture(x, min(y, self.sheet.height - size - 8), qr(f"https://invented.example/{y:.0f}", size))
        return y

    def _photo(self, rest: str, y: float) -> float:
        s, wide = self.sheet, self.size * 5
        right = self.left + self.wide
        s.box((right - wide, y, right, y + wide * 1.35), 1.5)
        if rest:
            s.put(right - wide * 0.7, y + wide * 0.6, rest, round(self.size * 0.8), colour=GREY)
        return y

    def _pale(self, rest: str, y: float) -> float:
        grounds.pale_words(self.sheet, self.sheet.plain(flow.settled(self.told(rest))), self.m.rng)
        return y

    def _gauge(self, rest: str, y: float) -> float:
        rect = (self.left, y, self.left + self.wide * 0.7, y + self.size * 0.25)
        grounds.gauge(self.sheet, rect, float(rest or self.m.rng.random()))
        return y + self.size

    def _frame(self) -> None:
        s, rng = self.sheet, self.m.rng
        colour = rng.choice([RED, GOLD, BLUE, GREEN])
        for inset in (0.02, 0.027):
            edge = s.width * inset
            s.box((edge, edge, s.width - edge, s.height - edge), 4, colour)

    # --- words ---------------------------------------------------------------------------------

    def told(self, text: str) -> list[Part]:
        """The words of a line of script; what it says is kept as truth."""
        unit = UNIT_AFTER.search(text) or (UNIT_BEFORE.search(text) if self.careful else None)
        if unit:
            self.facts["hours_unit"] = unit.group(1)
        if ":all}" in text:
            # The whole line is the title, not only what its course is called.
            name = text[text.index("{") + 1 : text.index(":all}")]
            whole = SPOT.sub(lambda spot: self._words(spot.group(2), spot.group(3)), text)
            self.facts[name] = whole
            return [F(name, whole)]
        parts: list[Part] = []
        at = 0
        for spot in SPOT.finditer(text):
            parts.append(text[at : spot.start()])
            manner, other, name, style, fixed, words, value = spot.groups()
            if fixed:
                self.facts[fixed] = int(value) if value and value.isdigit() else value or words
                parts.append(F(fixed, words))
            elif other:
                said = self.values.decoy(name)
                parts.append(Pen("", said) if manner == "_" else said)
            elif style in ("blanks", "one_blanks"):
                parts += self._filled(name, "one" if style == "one_blanks" else "plain")
            else:
                parts.append(self._said(name, style or "", manner))
            at = spot.end()
        return [part for part in (*parts, text[at:]) if part]

    def _words(self, other: str, name: str) -> str:
        return self.values.decoy(name) if other else str(self.values.plain[name])

    def _said(self, name: str, style: str, manner: str) -> Part:
        box, words, truths = blocks.total(self) if name == "sum" else self.values.say(name, style)
        self.facts |= truths
        if manner == "_":
            if self.script.kind == "xuexi_score" and name == "person_name":
                self.facts["signed"] = True
            return Pen(box, words)
        return F(box, words, line=manner == "-")

    def _filled(self, name: str, style: str) -> list[Part]:
        """A date whose figures are written into a printed 年　月　日."""
        box, words, truths = self.values.say(name, style)
        self.facts |= truths
        return [Pen(box, run) if run.isdigit() else F(box, run) for run in re.findall(r"\d+|\D+", words)]

    def _fit(self, parts: Sequence[Part]) -> int:
        size = self.size
        while self.careful and size > 14 and flow.width(self.sheet, parts, size) > self.wide:
            size -= 1
        return size

    def _put(self, x: float, y: float, parts: Sequence[Part], size: int) -> float:
        return flow.put(self, x, y, parts, size)

    def pen(self, words: str, size: int) -> Any:
        return handwriting(self.m.rng, words, size)


def _draw(m: Maker, *, script: Script, stock: Stock, careful: bool) -> Drawn:
    return Setting(m, script, stock, careful).drawn()


def declare(folder: Path, module: str, *, careful: bool = True) -> None:
    """Declares every script below ``folder`` as a layout of the set whose module is ``module``."""
    stock = Stock.load(folder / "stock.toml")
    for script in scripts(folder / "papers", folder.name):
        function = partial(_draw, script=script, stock=stock, careful=careful)
        function.__name__, function.__module__ = script.name, module  # type: ignore[attr-defined]
        layout(script.kind)(function)
