"""Who of a list came: ticks, signatures and words in the row of a name."""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

from domain.place import Box
from domain.reading import MarkType, Page
from extractors.text.flow import Span
from extractors.text.normalise import normalise
from extractors.text.patterns import compiled
from extractors.text.sheets import Row, Sheet

ABSENT = re.compile(r"请假|缺席|缺勤|缺卡|未到|未签|事假|病假|公差|出差|产假|休假|旷课|未参加")
PRESENT = re.compile(r"已?签到|到|√|✓|V|v|是|出勤")
#: What a list says of a person who came, whatever its column is called.
_CAME = re.compile(r"已(?:签到?|到|打卡)|签到成功|正常|出勤|到会|实到|全勤|迟到|早退|√|✓")
PROXY = re.compile(r"代签|\(代\)|(?<![\u4e00-\u9fff])代$|^代(?=签|[\s:(])")

#: Columns that say in a word who came.
_SAYING = ("state", "result")


def said(row: Row) -> bool | None:
    """What the list says in a word of who came; None where it says nothing of the sort."""
    for role in _SAYING:
        text = row.text(role)
        if ABSENT.search(text):
            return False
        if _CAME.search(text):
            return True
    return None


def left_blank(row: Row, table: Sheet, page: Page) -> float | None:
    """Confidence (0..1) that a row left blank says of somebody that he did not come; None where it says no such thing.

    Most other rows say in a word or a tick who came. Where the hour is printed too and lacks as well, little speaks
    against it; a tick alone is easily overlooked.
    """
    role = next((role for role in _SAYING if role in row.columns), None)
    if role is None or row.text(role) or written(row, role, page):
        return None
    if _MOSTLY * len(table.rows) > sum(said(one) is not None for one in table.rows):
        return None
    if _HOUR not in row.columns:
        return _OVERLOOKED
    return None if row.text(_HOUR) else 1.0


#: Share of the rows that say who came, from which a blank says it, too; what it is worth with nothing beside it.
_MOSTLY, _OVERLOOKED, _HOUR = 0.6, 0.9, "time"


def written(row: Row, role: str, page: Page) -> bool:
    """Whether something stands in the cell: words of the reader, or handwriting found by its strokes."""
    text = row.text(role)
    if ABSENT.search(text) or compiled(r"[/\\—\-×xX无]+").fullmatch(text):
        return False
    # The hour somebody came is a presence as good as a tick.
    if compiled(r"[\u4e00-\u9fffA-Za-z√✓]|\d{1,2}:\d{2}").search(text) or (
        role.startswith("session:") and is_mark(text)
    ):
        return True
    box = row.columns.get(role)
    return box is not None and any(
        mark.type is MarkType.HANDWRITING and _inside(mark.place.box, box) for mark in page.marks
    )


def repeated(page: Page, sessions: dict[str, bool]) -> bool:
    """Whether a session's heading stands more than once on the page."""
    heads = [compiled(r"\s").sub("", normalise(line.text)) for line in page.lines]
    return any(heads.count(word) > 1 for word in sessions)


def right_of_name(name: Span, page: Page) -> list[str]:
    """The short words that stand right of a name in its row."""
    place = name.place
    if place is None:
        return []
    middle, reach = place.box.center[1], 0.6 * place.box.height
    return [
        normalise(line.text).strip()
        for line in page.lines
        if line.place.box.left > place.box.right
        and abs(line.place.box.center[1] - middle) < reach
        and len(line.text.strip()) <= 4
    ]


def signed_beside(name: Span, page: Page) -> bool:
    """Whether the same name, or one read a letter otherwise, is written right of a printed one in its row."""
    place = name.place
    if place is None:
        return False
    middle, reach = place.box.center[1], 0.6 * place.box.height
    return any(
        line.place.box.left > place.box.right
        and abs(line.place.box.center[1] - middle) < reach
        and Levenshtein.distance(normalise(line.text).strip(), name.text) <= (len(name.text) > 2)
        for line in page.lines
    )


def is_mark(text: str) -> bool:
    """Whether a cell is ticked: readers take a tick for V, J, S, 5 or 7."""
    return bool(compiled(r"[√✓VvJjSs57yY/]{1,2}|到|是|已签|签到").fullmatch(text)) and text != "/"


def _inside(stroke: Box, cell: Box) -> bool:
    area = stroke.width * stroke.height
    return area > 0 and stroke.overlap(cell) > 0.5 * area and stroke.width < 1.5 * cell.width
