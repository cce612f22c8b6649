"""The heading row of a table: which words open which columns, on one level or two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz.distance import Levenshtein

from domain.place import Box, Place
from domain.reading import Line, Page
from extractors.text.flow import Flow
from extractors.text.normalise import aligned, normalise
from extractors.text.patterns import compiled
from extractors.text.sheet_plane import Curve

#: Heading words by role: ``{"name": ("姓名", "学员姓名")}``.
Headings = Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=4096)
def tight(text: str) -> str:
    """Normalised without any white space or specks at the ends; the form headings are compared in."""
    return compiled(r"\s+").sub("", normalise(text)).strip(".·,、'-_")


@dataclass(frozen=True)
class Piece:
    """The part ``text[start:end]`` of a line that stands in one cell."""

    line: Line
    start: int
    end: int

    @staticmethod
    def whole(line: Line) -> Piece:
        return Piece(line, 0, len(line.text))

    @property
    def flow(self) -> Flow:
        """The piece as plain text that knows where it stands."""
        flow = Flow.of_line(self.line)
        kept = [i for i, spot in enumerate(flow.origin) if spot is not None and self.start <= spot[1] < self.end]
        while kept and flow.text[kept[0]] == " ":
            kept = kept[1:]
        while kept and flow.text[kept[-1]] == " ":
            kept = kept[:-1]
        return Flow("".join(flow.text[i] for i in kept), tuple(flow.origin[i] for i in kept))

    @cached_property
    def box(self) -> Box:
        return self.line.span_box(self.start, self.end)

    @property
    def place(self) -> Place:
        return Place(self.line.place.page, self.box)


@dataclass(frozen=True, slots=True)
class Head:
    role: str
    piece: Piece

    @property
    def x(self) -> float:
        return self.piece.box.center[0]

    @property
    def y(self) -> float:
        return self.piece.box.center[1]

    @property
    def height(self) -> float:
        return self.piece.box.height


class _Words(dict[str, str]):
    """Roles by heading word."""

    def __init__(self, columns: Headings) -> None:
        super().__init__((tight(word), role) for role, words in sorted(columns.items()) for word in words)
        self.openings = frozenset(word[:1] for word in self)
        self._sizes = sorted({len(word) for word in self if word}, reverse=True)

    def at(self, text: str, start: int) -> str | None:
        """The longest heading word that stands at a place."""
        return next((text[start : start + size] for size in self._sizes if text[start : start + size] in self), None)


def _split_headings(line: Line, by_word: _Words) -> list[Head]:
    """Headings in a line: the whole line, or several headings run together (``姓名 单位 签名``)."""
    text, origin = aligned(line.text)
    plain = text.replace(" ", "")
    if plain[:1] not in by_word.openings and plain[:1] != "(":
        return []
    spread = [i for c, i in zip(text, origin, strict=True) if c != " "]
    bare = compiled(r"\([^()]{1,8}\)").sub("", plain)
    if compiled(r"[\u4e00-\u9fff]{2}").search(bare):
        bare = compiled(r"[A-Za-z][A-Za-z.'/]*\.?$").sub("", bare)  # 学分Credit: said again in English
    if bare != plain and bare in by_word and plain not in by_word:
        return [Head(by_word[bare], Piece.whole(line))]
    found: list[Head] = []
    at = 0
    while at < len(plain):
        word = by_word.at(plain, at)
        if word is None:
            return []
        if found and found[-1].role == by_word[word] and not plain.startswith(word, at - len(word)):
            # 部门单位: one head in two words.
            found[-1] = Head(by_word[word], Piece(line, found[-1].piece.start, spread[at + len(word) - 1] + 1))
            at += len(word)
            continue
        found.append(Head(by_word[word], Piece(line, spread[at], spread[at + len(word) - 1] + 1)))
        at += len(word)
    return found


def _near_heading(text: str, by_word: Mapping[str, str], held: Set[str]) -> str | None:
    """The one heading that a badly read word may be: one letter off, two letters kept.

    Of several it is the one among ``held``, the roles of the words beside it: columns repeat (字号 姓名 | 序号 姓名).
    """
    plain = compiled(r"[^\u4e00-\u9fff]").sub("", text)
    best = {role for word, role in by_word.items() if len(word) >= 2 and Levenshtein.distance(plain, word) <= 1}
    if len(best) > 1:
        best &= held
    return best.pop() if len(plain) >= 2 and len(best) == 1 else None


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a table: words on its line, the columns they and a second level open, all words."""

    line: list[Head]
    columns: list[Head]
    words: list[Head]


def find_heading(page: Page, columns: Headings, need: Sequence[str]) -> Heading | None:
    """The heading with all roles of ``need``; None when there is none.

    A second level (签名 over 上午 and 下午) replaces the word it stands under; words set half a
    line higher or lower (cells spanning both levels) still belong.
    """
    by_word = _Words(columns)
    exact = [head for line in page.lines for head in _split_headings(line, by_word)]
    row = _heading_row(page, exact, by_word, need)
    if len(row) < 2:
        return None
    curve = Curve([(h.x, h.y) for h in row])
    held = {id(h.piece.line) for h in row}
    roles = {h.role for h in row}
    near = [h for h in exact if id(h.piece.line) not in held and abs(h.y - curve(h.x)) < 1.9 * h.height]
    near = [h for h in near if h.role not in roles or ":" in h.role]
    near += _beside(near, exact)
    words = [*row, *near]
    parents = []
    for head in words:
        under = [h for h in near if ":" in h.role and h.y - curve(h.x) > head.y - curve(head.x) + 0.5 * head.height]
        mine = [h for h in under if min(_above(words, h, curve), key=lambda w: abs(w.x - h.x)) is head]
        if mine and ":" not in head.role:
            parents.append(head)
    kept = sorted((h for h in (*words, *_unknown(page, words, curve)) if h not in parents), key=lambda h: h.x)
    if not set(need) <= {h.role for h in words}:
        return None
    return Heading(_level(row, parents), kept, words)


def _level(row: list[Head], parents: Sequence[Head]) -> list[Head]:
    """The heading line without words of a first level that stand higher than the rest of it."""
    others = [h for h in row if h not in parents]
    if len(others) < 3:
        return row
    curve = Curve([(h.x, h.y) for h in others])
    return [h for h in row if h in others or abs(h.y - curve(h.x)) < 0.4 * h.height]


def _beside(near: Sequence[Head], exact: Sequence[Head]) -> list[Head]:
    """Words of the second level that stand at the height of one found, where the heading line leans away from them."""
    lower = [h for h in near if ":" in h.role]
    taken = {id(h.piece.line) for h in near}
    level = [h for h in exact if ":" in h.role and id(h.piece.line) not in taken]
    return [h for h in level if any(abs(h.y - one.y) < 0.4 * one.height for one in lower)]


def _unknown(page: Page, words: Sequence[Head], curve: Curve) -> list[Head]:
    """Short words on the heading line that no role asks for: they are columns too (role ``?word``)."""
    held = {id(h.piece.line) for h in words}
    found = []
    for line in page.lines:
        text, box = tight(line.text), line.place.box
        x, y = box.center
        if id(line) in held or not 2 <= len(text) <= 8 or abs(y - curve(x)) > 0.35 * box.height:
            continue
        apart = all(box.left > h.piece.box.right or box.right < h.piece.box.left for h in words)
        if apart and compiled(r"[\u4e00-\u9fff()/、]+").fullmatch(text):
            found.append(Head(f"?{text}", Piece.whole(line)))
    return found


def _above(words: Sequence[Head], head: Head, curve: Curve) -> list[Head]:
    """The heading words of the level above ``head``; never empty (``head`` itself when none is)."""
    level = head.y - curve(head.x)
    return [w for w in words if w.y - curve(w.x) < level - 0.5 * head.height] or [head]


def _heading_row(page: Page, exact: Sequence[Head], by_word: Mapping[str, str], need: Sequence[str]) -> list[Head]:
    """The heading words that stand on one (tilted) line, most roles first; empty when there is none."""
    best: list[Head] = []
    for i, one in enumerate(exact):
        for other in exact[i + 1 :]:
            if abs(other.x - one.x) < max(one.height, other.height):
                continue
            slope = (other.y - one.y) / (other.x - one.x)
            if abs(slope) > 0.3:
                continue
            row = [h for h in exact if abs(h.y - one.y - slope * (h.x - one.x)) < 0.75 * h.height]
            if _worth(row, need) > _worth(best, need):
                best = row
    if not best or not set(need) <= {h.role for h in best} or len({h.role for h in best}) < len(best):
        best = _with_near(best, page, by_word)
    return sorted(best, key=lambda h: h.x)


def _worth(row: Sequence[Head], need: Sequence[str]) -> tuple[int, int, float]:
    roles = {h.role for h in row}
    return (len(roles & set(need)), len(row), -min((h.y for h in row), default=0.0))


def _with_near(row: list[Head], page: Page, by_word: Mapping[str, str]) -> list[Head]:
    """Adds words on the heading line that are one letter off a heading."""
    if len(row) < 2:
        return row
    curve = Curve([(h.x, h.y) for h in row])
    held, roles = {id(h.piece.line) for h in row}, {h.role for h in row}
    added = list(row)
    for line in page.lines:
        x, y = line.place.box.center
        if id(line) in held or abs(y - curve(x)) > 0.75 * line.place.box.height:
            continue
        role = _near_heading(tight(line.text), by_word, roles)
        if role is not None:
            added.append(Head(role, Piece.whole(line)))
    return added
