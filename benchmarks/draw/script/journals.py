"""The entries of a journal's contents, one of them the person's paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.draw.script.blocks import split
from benchmarks.draw.sheet import F

if TYPE_CHECKING:
    from benchmarks.draw.script.setting import Setting

Cell = Any  # words or fields
_SECTIONS = ("·专题论坛·", "·实践与探索·", "·综述·", "·案例分析·", "·教学研究·")


def entries(setting: Setting, rest: str, y: float) -> float:
    """Entries of a journal, one of them the person's unless ``others``, ``sections`` between them.

    Manners: ``dots``, ``bare``, ``under``, ``first``, ``table``, ``ahead`` (names before the title), ``slash``
    (title／names), ``stack`` (names below, the page at the right).
    """
    count, _, _, words = split(rest)
    values, sheet, size, rng = setting.values, setting.sheet, setting.size, setting.m.rng
    own, page = rng.randrange(count), rng.randint(1, 9)
    if "others" in words:
        own, page = -1, rng.randint(60, 90)
    titles = rng.sample(setting.stock.papers, count)
    for at, title in enumerate(titles):
        if "sections" in words and at % 4 == 0:
            y = (
                sheet.centre(y, _SECTIONS[at // 4 % len(_SECTIONS)], size, middle=setting.left + setting.wide / 2)
                + size * 0.4
            )
        names = [values.person.name] if at == own else []
        names += [setting.m.words.name() for _ in range(rng.randint(0 if names else 1, 2))]
        said = ("　" if "blank" in words else "，").join(names) + ("　等" if "etal" in words and at != own else "")
        mine = at == own
        if mine:
            setting.facts |= {"paper_title": title, "authors": names, "page_start": page}
        head: Cell = F("paper_title", title) if mine else title
        who: Cell = F("authors", said) if mine else said
        number: Cell = F("page_start", str(page)) if mine else str(page)
        y = _entry(setting, words, (head, who, number), y)
        page += rng.randint(3, 7)
    return y


def _entry(setting: Setting, words: list[str], parts: tuple[Cell, Cell, Cell], y: float) -> float:
    sheet, size, left, wide = setting.sheet, setting.size, setting.left, setting.wide
    title, names, page = parts
    small = round(size * 0.88)
    if "under" in words:
        sheet.put(left, y, title, small)
        sheet.right(left + wide, y + small * 1.5, [names, "（", page, "）"], small)
        return y + small * 3.2
    if "first" in words:
        sheet.put(left, y, page, small)
        sheet.put(left + size * 2.5, y, title, small)
        sheet.right(left + wide, y, names, small)
        return y + small * 1.9
    if "table" in words:
        widths = [wide * 0.62, wide * 0.26, wide * 0.12]
        return sheet.table(left, y, widths, [[title, names, page]], small)
    if "stack" in words:
        sheet.right(left + wide, y, page, small)
        sheet.put(left, y, title, small)
        sheet.put(left + size * 1.5, y + small * 1.5, names, round(size * 0.76))
        return y + small * 3.2
    if "ahead" in words:
        sheet.put(left, y, names, small)
        sheet.put(left + wide * 0.27, y, title, small)
        sheet.right(left + wide, y, page, small)
        return y + small * 1.9
    if "slash" in words:
        sheet.put(left, y, [title, "／", names, "（", page, "）"], small)
        return y + small * 1.9
    tail = [names, " ", page] if "bare" in words else [names, "（", page, "）"]
    while sheet.measure([title, "………", *tail], sheet.type.body, small) > wide:
        small -= 1
    room = wide - sheet.measure(title, sheet.type.body, small) - sheet.measure(tail, sheet.type.body, small)
    dots = "…" * max(2, int(room / sheet.measure("…", sheet.type.body, small)) - 1)
    sheet.put(left, y, [title, dots, *tail], small)
    return y + small * 1.9
