"""Scores on the pages of a learning app: which number belongs to which caption.

The pages put a number above its caption (tiles of the 我的 page), below it (head of the points
page), beside it (rows of the yearly page) or inside it (今日已累积 13 积分). So captions are found
by their words, and each takes the number that stands nearest in the direction in which most
captions of its row find one. Clock, battery, dates, daily limits (12分/每日上限) and the +1 of the
detail list are no scores.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractors.text.flow import Span
from extractors.text.layout import Cell, PageLayout, Row
from extractors.text.names import known_name
from extractors.text.patterns import compiled

_GAIN = r"(?:已?(?:累[计积]|获得?|学习|新增|得)|总|成长){0,2}"
_CAPTIONS = (
    ("today", re.compile(rf"(?:今[日天]|当[日天]|本日){_GAIN}(?:积分|得分|总?分)?")),
    (
        "annual",
        re.compile(
            rf"(?:(?<!\d)(?P<year>20\d\d)年?(?:度|全年)?|[当本今全]年度?|年度)(?:[,，]?在?[“《\"]?学习强国[”》\"]?"
            rf"(?:学习)?(?:平台|账号|APP)?的?(?:个人)?)?{_GAIN}(?:学习)?(?:积分|得分|总分)|"
            r"(?:全年|年度|本年|这一年|一年来)(?:[,，]?[你您我]?在[“《\"]?学习强国[”》\"]?(?:平台)?|[你您我])?(?:共|累[计积])?(?:获得?|得|收获)了?(?:积分)?(?=\s*(?:[\d,]+\s*(?:个?积?分|$)|$))"
        ),
    ),
    (
        "annual",
        re.compile(
            r"(?<!\d)(?P<year>20\d\d)年度?(?:[里内间]|之中)?[,，]?(?:[你您我]在?|在)?[“《\"]?(?:学习)?(?:强国)?[”》\"]?(?:平台)?[上里中]?"
            r"(?:一?共|总共|累[计积]|已)?(?:获得?|得到?|收获|积累|攒下?)了?(?:学习)?(?:积分)?(?=\s*(?:[\d,]+\s*(?:个?积?分|$)|$))"
        ),
    ),
    ("annual", re.compile(r"[当本今全]?年度?\((?P<year>20\d\d)年?\)(?:积分)?")),
    ("annual", re.compile(r"^\s*(?P<year>20\d\d)年(?=\s*[\d,]{3,6}分\s*$)")),
    ("annual", re.compile(r"^\s*(?P<year>20\d\d)年?度?已?(?:累[计积]|合计|共计)(?=\s*:?\s*(?:[\d,]{1,7}\s*分?)?\s*$)")),
    (
        "annual",
        re.compile(
            r"^\s*(?:今|本|当|全)年度?(?:已?累[计积]|合计|共计|获得?)?(?=\s*:?\s*[\d,]{1,7}\s*分?\s*(?:$|[|/]|(?:今|当|本)[日天]))"
        ),
    ),
    (
        # Behind another score of the same line: 今日已得 14 本年度累计 3101.
        "annual",
        re.compile(
            r"(?<=[\d分])\s*[,，;；·|]?\s*(?:今|本|当|全)年度?已?(?:累[计积]|合计|共计)(?=\s*:?\s*[\d,]{1,7}\s*分?\s*$)"
        ),
    ),
    (
        "total",
        re.compile(
            r"(?:成长|学习|累[计积]|历史|我的|个人|平台)?(?:总积分|成长积分|累[计积]积分)(?!排)|"
            r"成长总.{1,2}分|积分总[分数额]|累[计积]总分|(?:历年|迄今|至今|(?:注册|开通|入驻|使用)(?:至今|以来))(?:累[计积]|共计?|总[共计])(?:获得?|得)?"
        ),
    ),
    ("weak", re.compile(r"学习积分|我的积分|积分总览|总分")),
)
_NUMBER = r"(?:\d{1,3}(?:[,，.]\d{3})+|\d{1,6})"
_INSIDE = re.compile(
    rf"\s*(?:[::+]|已?达到?|为|是)?\s*(?P<number>{_NUMBER})(?![\d:%+/年月日天]|[,，.]\d)\s*(?:个?积?分)?"
)
_ALONE = re.compile(rf"(?P<number>{_NUMBER})\s*(?:个?积?分|[\"'“”*°]*)")
#: Most that anyone can have: a bar against misread numbers, not a rule.
_LIMITS = {"today": 200, "annual": 100_000, "total": 400_000}


@dataclass(frozen=True, slots=True)
class Score:
    """A score with the words it was read from. ``role`` is total, annual or today.

    ``year`` quotes the year of the caption. ``trust`` is lower where only position speaks for it.
    """

    role: str
    value: int
    number: Span
    year: Span | None = None
    trust: float = 1.0


@dataclass
class _Caption:
    role: str
    span: Span
    cell: Cell
    row: int
    year: Span | None


@dataclass
class _Number:
    value: int
    span: Span
    cell: Cell


def _value(text: str) -> int:
    return int(compiled(r"[,，.]").sub("", text))


def find_scores(page: PageLayout) -> list[Score]:
    """Scores of a page, best reading first for each role; a role may be missing."""
    found: list[Score] = []
    captions: list[_Caption] = []
    numbers: list[_Number] = []
    for index, row in enumerate(page.rows):
        for cell in row.cells:
            text = cell.text
            gained = _gained_today(row, cell)
            if gained is not None:
                found.append(gained)
                continue
            spots = _captions_in(cell) or _year_beside(row, cell)
            for role, words, year in spots:
                inside = _INSIDE.match(text, words.end)
                if inside is not None and role != "weak" and _fits(role, _value(inside["number"])):
                    found.append(Score(role, _value(inside["number"]), cell.flow.group(inside, "number"), year))
                else:
                    captions.append(_Caption(role, words, cell, index, year))
            alone = _ALONE.fullmatch(text.strip())
            if alone is not None and not spots:
                number = cell.flow.find(_NUMBER)
                if number is not None:
                    numbers.append(_Number(_value(number.text), number, cell))
    numbers, own = _unranked(page, numbers)
    if own is not None and [c.role for c in captions] == ["annual"] and not found and _fits("annual", own.value):
        # Whose page it is stands above the ranking, which counts what the caption says.
        return [Score("annual", own.value, own.span, captions[0].year, 0.97)]
    known = {score.role for score in found}
    if "total" in known:
        captions = [c for c in captions if c.role != "weak"]
    found += _paired([c for c in captions if c.role not in known], numbers)
    found += _in_next_row(page, captions, numbers, {score.role for score in found})
    return _one_each(found) or _unlabelled(page, numbers)


#: 3张三 or 3 | 张三 before a score: the row of a ranking.
_RANKED = re.compile(r"(?:第?\d{1,3}名?)\s*\t?\s*[\u4e00-\u9fff·]{2,12}(?:\t[^\d\t]{2,24})?\t[\d,]{1,7}分?")


def _unranked(page: PageLayout, numbers: list[_Number]) -> tuple[list[_Number], _Number | None]:
    """The numbers outside a ranking of people, and the one beside a name above it: scores of others are nobody's."""
    ranked = [row for row in page.rows if _RANKED.fullmatch(row.flow.text.strip())]
    if len(ranked) < 2:
        return numbers, None
    theirs = {id(cell) for row in ranked for cell in row.cells}
    kept = [number for number in numbers if id(number.cell) not in theirs]
    own = [
        number
        for row in page.rows
        if row.middle < ranked[0].middle and len(row.cells) == 2 and known_name(row.cells[0].text.strip())
        for number in kept
        if number.cell is row.cells[1]
    ]
    return kept, own[0] if len(own) == 1 else None


def _in_next_row(
    page: PageLayout, captions: Sequence[_Caption], numbers: Sequence[_Number], known: set[str]
) -> list[Score]:
    """Captions alone in their row over a number alone in the next one, however far apart they are set."""
    scores = []
    for caption in captions:
        rows = page.rows[caption.row : caption.row + 2]
        if caption.role in known or caption.role == "weak" or [len(row.cells) for row in rows] != [1, 1]:
            continue
        for number in numbers:
            if number.cell is rows[1].cells[0] and _fits(caption.role, number.value):
                scores.append(Score(caption.role, number.value, number.span, caption.year, 0.97))
    return scores


def _captions_in(cell: Cell) -> list[tuple[str, Span, Span | None]]:
    spots: list[tuple[str, Span, Span | None]] = []
    for role, pattern in _CAPTIONS:
        for match in pattern.finditer(cell.text):
            if any(match.start() < s.end and s.start < match.end() for _, s, _ in spots):
                continue
            named = match.groupdict().get("year")
            year = cell.flow.group(match, "year") if named else None
            spots.append((role, cell.flow.group(match), year))
    return spots


def _gained_today(row: Row, cell: Cell) -> Score | None:
    """今天 | +9: what the day brought, in a row of two whose left one is nothing but the day."""
    if (
        len(row.cells) != 2
        or row.cells[0] is not cell
        or not compiled(r"今[日天](?:得分|积分)?").fullmatch(cell.text.strip())
    ):
        return None
    number = row.cells[1].flow.find(r"^\s*\+\s*(\d{1,3})\s*分?\s*$", 1)
    fits = number is not None and _fits("today", int(number.text))
    return Score("today", int(number.text), number) if number is not None and fits else None


def _year_beside(row: Row, cell: Cell) -> list[tuple[str, Span, Span | None]]:
    """A year with a number right of it in a row of two: 2023年 | 8231."""
    year = compiled(r"(20\d\d)年度?").fullmatch(cell.text.strip())
    if (
        year is None
        or len(row.cells) != 2
        or row.cells[0] is not cell
        or not _ALONE.fullmatch(row.cells[1].text.strip())
    ):
        return []
    return [("annual", cell.flow.whole, cell.flow.find(r"20\d\d"))]


def _fits(role: str, value: int) -> bool:
    return value <= _LIMITS.get("total" if role == "weak" else role, 0)


def _paired(captions: Sequence[_Caption], numbers: Sequence[_Number]) -> list[Score]:
    """Rows of captions take their numbers, the row that finds them nearest first."""
    scores: list[Score] = []
    free = list(numbers)
    strong_total = any(c.role == "total" for c in captions)
    rows: dict[int, list[_Caption]] = {}
    for caption in captions:
        if not (strong_total and caption.role == "weak"):
            rows.setdefault(caption.row, []).append(caption)
    alike = _all_on_one_side(list(rows.values()), free)
    while rows:
        ranked = {index: _best_side(row, free) for index, row in rows.items()}
        index = max(ranked, key=lambda i: ranked[i][0])
        pairs = ranked[index][1]
        if not pairs:
            break
        del rows[index]
        for caption, number in pairs:
            free.remove(number)
            weak = caption.role == "weak"
            trust = 0.97 if weak and len(pairs) < 2 else 1.0
            scores.append(Score("total" if weak else caption.role, number.value, number.span, caption.year, trust))
    if len(alike) > len(scores):
        return [Score(c.role, n.value, n.span, c.year, 0.99) for c, n in alike if c.role != "weak"]
    return scores


def _all_on_one_side(rows: Sequence[Sequence[_Caption]], free: Sequence[_Number]) -> list[tuple[_Caption, _Number]]:
    """Pairs where every row of captions finds its numbers on the same side; empty where no side serves all.

    Words near which no number stands (学习强国年度积分截图 over the page) are no captions.
    """
    sides = (_above, _below, _right)
    rows = [row for row in rows if any(_look(row, free, side) for side in sides)]
    for side in sides:
        pairs: list[tuple[_Caption, _Number]] = []
        for row in rows:
            taken = {id(number) for _, number in pairs}
            pairs += _look(row, [number for number in free if id(number) not in taken], side)
        if len(pairs) == sum(len(row) for row in rows):
            return pairs
    return []


def _best_side(row: Sequence[_Caption], free: Sequence[_Number]) -> tuple[float, list[tuple[_Caption, _Number]]]:
    """A row of captions looks above, below and to the right; the side with most and nearest finds is kept."""
    best: tuple[float, list[tuple[_Caption, _Number]]] = (-1.0, [])
    for side in (_below, _above, _right):
        pairs = _look(row, free, side)
        worth = sum(1 + 0.2 * _larger(c, n) - 0.05 * _distance(c, n) for c, n in pairs)
        if pairs and worth > best[0]:
            best = (worth, pairs)
    return best


def _look(
    row: Sequence[_Caption], free: Sequence[_Number], side: Callable[[Cell, Cell], float | None]
) -> list[tuple[_Caption, _Number]]:
    pairs: list[tuple[_Caption, _Number]] = []
    taken: set[int] = set()
    for caption in row:
        near = [
            (off, number)
            for number in free
            if id(number) not in taken
            and _fits(caption.role, number.value)
            and (off := side(caption.cell, number.cell)) is not None
        ]
        if near:
            _, number = min(near, key=lambda n: n[0])
            taken.add(id(number))
            pairs.append((caption, number))
    return pairs


def _beneath(upper: Cell, lower: Cell) -> float | None:
    """Gap between two cells standing one over the other, in letter heights; None when they do not."""
    one, other = upper.box, lower.box
    if other.center[1] <= one.center[1]:
        return None
    aside = abs(one.center[0] - other.center[0])
    if aside > 0.5 * max(one.width, other.width) + 0.3 * max(upper.height, lower.height):
        return None
    letter = max(upper.height, lower.height)
    gap = (other.center[1] - one.center[1] - (upper.height + lower.height) / 2) / letter
    return None if gap > 1.6 else max(gap, 0.0) + 0.5 * aside / letter


def _below(caption: Cell, number: Cell) -> float | None:
    return _beneath(caption, number)


def _above(caption: Cell, number: Cell) -> float | None:
    return _beneath(number, caption)


def _right(caption: Cell, number: Cell) -> float | None:
    one, other = caption.box, number.box
    if other.left < one.right - 0.5 * caption.height:
        return None
    run = other.center[0] - one.center[0]
    letter = max(caption.height, number.height)
    if abs(other.center[1] - one.center[1]) > 0.6 * letter + 0.08 * run:
        return None
    return (other.left - one.right) / (4 * letter)


def _larger(caption: _Caption, number: _Number) -> float:
    return 1.0 if number.cell.height > 1.15 * caption.cell.height else 0.0


def _distance(caption: _Caption, number: _Number) -> float:
    one, other = caption.cell.box.center, number.cell.box.center
    return (abs(one[0] - other[0]) + abs(one[1] - other[1])) / max(caption.cell.height, number.cell.height) / 4


def _one_each(scores: Sequence[Score]) -> list[Score]:
    kept: dict[str, Score] = {}
    for score in scores:
        kept.setdefault(score.role, score)
    return list(kept.values())


def _unlabelled(page: PageLayout, numbers: Sequence[_Number]) -> list[Score]:
    """Captions too blurred to read: of two large numbers side by side the larger is the total. A guess."""
    middle = page.extent.top + 0.5 * page.extent.height
    large = [n for n in numbers if n.value >= 500 and n.cell.box.center[1] < middle]
    if len(large) != 2 or large[0].value == large[1].value:
        return []
    one, other = (n.cell.box for n in large)
    if abs(one.center[1] - other.center[1]) > 1.5 * max(large[0].cell.height, large[1].cell.height):
        return []
    small, big = sorted(large, key=lambda n: n.value)
    return [Score("total", big.value, big.span, trust=0.6), Score("annual", small.value, small.span, trust=0.6)]
