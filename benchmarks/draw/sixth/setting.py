"""Sets the scripts of ``papers/*.txt``: one line of script, one line of the paper.

``== name kind [landscape|screen] [seal=FIELD]`` opens a layout. Then, by the first sign of a line: ``#`` a heading,
``=`` centred, ``>`` flush right, ``|a|b|`` a row of a ruled table, ``P`` a paragraph that wraps, ``:`` label and
value without rules in columns, ``*8`` a list of eight people who signed, ``+`` the marks of an exam under three
heads, anything else a line from the left; an empty line is room. ``{field}`` or ``{field:style}`` says a fact of the
paper, ``{~sort}`` words that are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.draw.ink import handwriting
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.sheet import F, Sheet
from benchmarks.draw.sixth.values import Values
from benchmarks.draw.strokes import seal

SUBJECTS = ("专业实务", "实践能力", "法规与综合知识")
_PAPERS = Path(__file__).with_name("papers")
_SPOT = re.compile(r"\{(~?)(\w+)(?::(\w+))?\}")
_UNIT = re.compile(r"\{hours(?::\w+)?\}\s*(?:个)?(学时|课时|学分)")


@dataclass(frozen=True, slots=True)
class Script:
    """One layout as written: ``words`` of its head and the lines below it."""

    name: str
    kind: str
    words: frozenset[str]
    lines: tuple[str, ...]

    def option(self, name: str) -> str:
        return next((word.partition("=")[2] for word in sorted(self.words) if word.startswith(f"{name}=")), "")


@dataclass
class Setting:
    """A paper being set from a script."""

    m: Maker
    script: Script
    facts: dict[str, Any] = field(default_factory=dict)

    def drawn(self) -> Drawn:
        m, words = self.m, self.script.words
        self.values = Values(m)
        self.sheet: Sheet = m.screen() if "screen" in words else m.a4(landscape="landscape" in words)
        self.left = self.sheet.width * 0.09
        self.wide = self.sheet.width - 2 * self.left
        self.size = round(self.sheet.width / (41 if self.sheet.width < 1500 else 50))
        y = self.sheet.height * 0.06
        for line in self.script.lines:
            y = self._line(line, y)
        if body := self.script.option("seal"):
            right = self.sheet.width - self.left - 6 * self.size
            seal(m, self.sheet, str(self.values.plain[body]), right, y - 3 * self.size)
        if "notice_title" in self.sheet.boxes:
            self.sheet.boxes.setdefault("course_title", self.sheet.boxes["notice_title"])
        sealed = {"sealed": bool(self.sheet.stamps), "signed": False} if self.script.kind == "xuexi_score" else {}
        screen = "screen" in words
        return Drawn(self.script.kind, [self.sheet], self.facts | sealed, self.values.person, screen=screen)

    def _line(self, line: str, y: float) -> float:
        s, size, left, kind, rest = self.sheet, self.size, self.left, line[:1], line[1:].strip()
        middle = s.width / 2
        if not line:
            return y + size
        if kind == "#":
            big = round(size * 1.5)
            while s.measure(self._said(rest), self.m.type.title, big) > self.wide:
                big -= 2
            return s.centre(y, self._told(rest), big, face=self.m.type.title, middle=middle) + size * 0.6
        if kind == "=":
            return s.centre(y, self._told(rest), size, middle=middle) + size * 0.4
        if kind == ">":
            return s.right(left + self.wide, y, self._told(rest), size) + size * 0.4
        if kind == "P":
            return s.paragraph(left, y, self.wide, self._told(rest), size, leading=1.85) + size * 0.3
        if kind == "|":
            return self._row([cell.strip() for cell in rest.strip("|").split("|")], y)
        if kind == ":":
            cells = [cell.strip() for cell in rest.split("|")]
            for at, cell in enumerate(cells):
                s.put(left + at * self.wide / len(cells), y, self._told(cell), size)
            return y + size * 1.9
        if kind == "*":
            return self._people(int(rest), y)
        if kind == "+":
            return self._marks(rest.split(), y)
        s.put(left, y, self._told(line), size)
        return y + size * 1.9

    def _row(self, cells: list[str], y: float) -> float:
        shares = [1.0 if len(cell) <= 6 and "{" not in cell else 2.2 for cell in cells]
        widths = [self.wide * share / sum(shares) for share in shares]
        return self.sheet.table(self.left, y, widths, [[self._told(cell) for cell in cells]], self.size)

    def _people(self, count: int, y: float) -> float:
        rng, widths = self.m.rng, [self.wide * share for share in (0.1, 0.2, 0.4, 0.3)]
        rows: list[list[Any]] = [["序号", "姓名", "工作单位", "签名"]]
        truth = []
        for at in range(count):
            name, came = self.m.words.name(), rng.random() < 0.85
            pen: Any = handwriting(rng, name, round(self.size * 1.1)) if came else ""
            rows.append([str(at + 1), F(f"names.{at}", name), self.values.decoy("body"), pen])
            truth.append({"name": name, "attended": came, "printed": True})
        self.facts["names"] = truth
        return self.sheet.table(self.left, y, widths, rows, self.size)

    def _marks(self, head: list[str], y: float) -> float:
        truth = [
            {"name": name, "score": score, "result": "合格" if score >= 60 else "不合格"}
            for name, score in ((name, self.m.rng.randint(35, 96)) for name in SUBJECTS)
        ]
        self.facts["subjects"] = truth
        rows = [head, *([F(f"subjects.{row['name']}", row["name"]), str(row["score"]), row["result"]] for row in truth)]
        return self.sheet.table(self.left, y, [self.wide * share for share in (0.5, 0.25, 0.25)], rows, self.size)

    def _said(self, text: str) -> str:
        return _SPOT.sub("字字字字字字", text)

    def _told(self, text: str) -> list[str | F]:
        """The words of a line of script; what it says is kept as truth."""
        if unit := _UNIT.search(text):
            self.facts["hours_unit"] = unit.group(1)
        parts: list[str | F] = []
        at = 0
        for spot in _SPOT.finditer(text):
            parts.append(text[at : spot.start()])
            decoy, name, style = spot.groups()
            if decoy:
                parts.append(self.values.decoy(name))
            else:
                box, words, truths = self.values.say(name, style or "")
                self.facts |= truths
                parts.append(F(box, words))
            at = spot.end()
        return [part for part in (*parts, text[at:]) if part]


def scripts() -> Iterator[Script]:
    """All scripts, file by file; ValueError for words before the first head or a head without a kind."""
    for path in sorted(_PAPERS.glob("*.txt")):
        head, *papers = re.split(r"(?m)^== ", path.read_text(encoding="utf-8"))
        if head.strip():
            raise ValueError(f"{path.name}: words before the first layout")
        for paper in papers:
            first, *lines = paper.rstrip().split("\n")
            name, kind, *words = first.split()
            yield Script(f"sixth_{name}", kind, frozenset(words), tuple(line.rstrip() for line in lines))


def _draw(m: Maker, *, script: Script) -> Drawn:
    return Setting(m, script).drawn()


for _script in scripts():
    _function = partial(_draw, script=_script)
    _function.__name__, _function.__module__ = _script.name, __name__  # type: ignore[attr-defined]
    layout(_script.kind)(_function)
