"""期刊目录: the issue and its entries (title, authors, first page).

Which entry is the person's own cannot be told from the page alone: all entries are given as ``entries``,
and ``own_entry`` picks the one that names a given author. Only a page with a single entry states
``paper_title``, ``authors`` and ``page_start`` itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from domain.fact import Extraction, Fact, Paper, Recognition, Unread
from domain.place import Box, Place
from domain.reading import Reading
from extractors.text.current import document_of
from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.flow import Flow, Span
from extractors.text.issue_facts import add_issue, numbers_of_journal
from extractors.text.journals import name_over_heading, name_over_issue, without_site
from extractors.text.layout import Cell, PageLayout, Row
from extractors.text.name_lists import all_names, split_names
from extractors.text.names import known_name
from extractors.text.patterns import compiled
from extractors.text.recognition import weigh
from extractors.text.role_words import is_some_label

TITLE = "期刊目录"

_HEAD = r"目\s*次|目\s*录|CONTENTS|Contents|(?<!本期)(?<!本刊)要\s*目"
_PAGE = re.compile(r"[(\[]?\s*(?P<page>\d{1,4})\s*[)\]]?\s*$")
_NO_ENTRY = re.compile(
    r"期刊基本参数|来源期刊|核心库|收录|ISSN|CN\s?\d|\d\s*年|年\s*第|(?:\d|第.{1,3})\s*期\b|电话|邮编|总第"
)
#: 2024.5, 2024年第5期, 第24卷, 总第120期, in a cell of its own beside the journal's name.
_IS_ISSUE = re.compile(
    r"(?:19|20)\d\d\s*(?:[./年]\s*)?(?:第?\s*\d{1,2}\s*期?)?|第\s*\d{1,3}\s*卷(?:\s*第\s*\d{1,2}\s*期)?|"
    r"第\s*\d{1,2}\s*期|\(?总第?\s*\d{1,4}\s*期\)?"
)
#: Chapters are those of a book or a thesis, which one hand wrote.
_CHAPTER = re.compile(r"(?m)(?:^|\t)\s*第\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[章节篇]")
_LEADERS = re.compile(r"(?:[.·…。\-_—~]{3,}|(?:\.\s){2,})+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper of the contents."""

    title: Span
    authors: tuple[Span, ...]
    page: int | None
    page_span: Span | None

    @property
    def confidence(self) -> float:
        spans = [self.title, *self.authors, *([self.page_span] if self.page_span else [])]
        return min(span.confidence for span in spans)

    def as_value(self) -> dict[str, Any]:
        places = [p for p in (self.title.place, *(a.place for a in self.authors)) if p is not None]
        box = Box.around(p.box for p in places) if places else None
        return {
            "title": self.title.text,
            "authors": [name.text for name in self.authors],
            "page_start": self.page,
            "page": places[0].page if places else None,
            "box": box.as_list() if box else None,
            "confidence": round(self.confidence, 4),
        }


def recognise(reading: Reading) -> Recognition:
    document = document_of(reading)
    found = weigh(
        document,
        titles=((_HEAD, 3.0),),
        words=(
            (r"第\s*\d{1,2}\s*期|总第|Vol\.|卷", 1.5),
            (r"ISSN|CN\s?\d{2}-\d{4}|准印证", 1.5),
            (r"期刊基本参数|主办|主编|编辑|出版", 1.0),
        ),
        against=((r"摘\s*要\s*:|关键词|文章编号", 3.0), (r"证书|证明|通知如下|附件", 2.0)),
    )
    entries = _entries(document)
    if len(_CHAPTER.findall(document.lined.text)) >= 2:
        return Recognition(min(found.confidence, 0.2), found.why, ruled_out=True)
    if len(entries) >= 4 and found.why:
        with_author = sum(bool(e.authors) for e in entries) / len(entries)
        return Recognition(
            found.confidence + (1 - found.confidence) * 0.9 * with_author, (*found.why, f"{len(entries)}篇")
        )
    # Few entries could be read: its own heading must say what the page is.
    headed = compiled(rf"(?:^|\n|\t)\s*(?:{_HEAD})\s*(?:\n|\t|$)").search(document.flow.text)
    return replace(found, confidence=min(found.confidence, 0.5 if headed else 0.3))


def extract(reading: Reading) -> Extraction:
    document = document_of(reading)
    facts = FactBuilder(document)
    lines = [cell.flow for row in document.rows for cell in row.cells]
    journal = _journal(document)
    facts.add_text("journal_name", without_site(journal) if journal is not None else None)
    add_issue(facts, lines)
    numbers_of_journal(facts, [*lines, *(row.flow for row in document.rows if len(row.cells) > 1)])
    entries = _entries(document)
    if entries:
        facts.add(
            "entries", [e.as_value() for e in entries], entries[0].title, confidence=min(e.confidence for e in entries)
        )
    if len(entries) == 1:
        only = entries[0]
        facts.add_text("paper_title", only.title)
        if only.authors:
            facts.add("authors", [a.text for a in only.authors], only.authors[0], confidence=only.confidence)
        facts.add("page_start", only.page, only.page_span)
    facts.require(("journal_name", "year", "issue"), {"issue": r"期"})
    made = facts.done()
    if len(entries) > 1:
        open_title = Unread("paper_title", None, f"目录中有{len(entries)}篇文章，须由本人姓名确定是哪一篇")
        return replace(made, unread=(*made.unread, open_title))
    return made


def own_entry(paper: Paper, person_name: str) -> tuple[Fact, ...]:
    """``paper_title``, ``authors`` and ``page_start`` of the one entry that names the person.

    Empty when no entry or several name them. Confidence is that of the entry's reading; a name
    match by itself is no proof of authorship, so these facts are never sure.
    """
    entries = paper.value("entries") or []
    mine = [entry for entry in entries if person_name in entry["authors"]]
    if len(mine) != 1:
        return ()
    entry = mine[0]
    place = Place(entry["page"], Box(*entry["box"])) if entry["box"] else None
    confidence = float(entry["confidence"])
    values = (("paper_title", entry["title"]), ("authors", entry["authors"]), ("page_start", entry["page_start"]))
    return tuple(Fact(name, value, entry["title"], place, confidence) for name, value in values if value)


#: Words behind an issue that are no journal.
_NO_NAME = re.compile(
    rf"{_HEAD}|^本[期刊]|总第|月|期|出版(?!与|和|研究|科学|发行|参考|广角|之)|主[办编管]|目录|双月刊|季刊|[月旬周]刊$"
)


#: The name with its issue in one breath: 甲乙学刊(2020,No.12), 甲乙学刊·2022/11, 甲乙学刊_2025_4.pdf.
_WITH_ISSUE = re.compile(
    r"^\s*《?(?P<name>[\u4e00-\u9fff]{3,16}?)》?\s*(?:[(\[·,_|]\s*(?:19|20)\d\d\s*(?:年?\s*[,/._·-]\s*(?:No\.?|第)?|年第?)\s*\d{1,2}"
    r"|(?:19|20)\d\d\s*年?\s*\(\s*\d{1,2}\s*\)\s*$"
    r"|(?:19|20)\d\d\s*[·./]\s*(?:0?[1-9]|1\d|2[0-4])\s*$"
    # 甲乙学刊 总第118期 2019.4: the running count before the issue.
    r"|\(?(?:总第|累计第)\s*\d{1,4}\s*期\)?\s*[,·|]?\s*(?:19|20)\d\d)"
)
#: What the columns of a table of papers are called.
_HEADS = frozenset(
    {"篇名", "题名", "篇目", "题目", "文题", "文章", "论文", "标题", "作者", "页码", "起页", "页次", "栏目"}
)


def _journal(document: Document) -> Span | None:
    """The journal's name: large Chinese writing above the entries, or 《…》, or beside the issue."""
    best: tuple[float, Span] | None = None
    for page in document.pages[:1]:
        for row in page.rows[:4]:
            told = row.run.find(_WITH_ISSUE, "name") if len(row.text) <= 40 else None
            journal = told is not None and compiled(r"(?:[刊报志丛]|研究|论坛)$").search(
                told.text
            )  # 文博学刊 begins like a name
            if told is not None and not _NO_NAME.search(told.text) and (journal or not known_name(told.text)):
                return told
            issued = len(row.cells) > 1 and all(_IS_ISSUE.fullmatch(cell.text.strip()) for cell in row.cells[1:])
            alone = row.cells[0].flow.find(r"^\s*《?([\u4e00-\u9fff]{4,16})》?\s*$", 1) if issued else None
            if alone is not None and not _NO_NAME.search(alone.text) and not is_some_label(alone.text):
                return alone
        for row in page.rows[:6]:
            # 某某研究 目次: the heading of the page behind the journal's name.
            headed = row.run.find(
                rf"^\s*《?([\u4e00-\u9fff]{{3,16}}?)》?[\s·•—-]*(?:(?:19|20)\d\d\s*年?\s*\(\d{{1,2}}\)\s*)?(?:{_HEAD})\s*$",
                1,
            )
            if headed is not None and not _NO_NAME.search(headed.text) and not known_name(headed.text):
                return headed
        standing = name_over_heading(page.rows[:4], _HEAD)
        if standing is not None and not _NO_NAME.search(standing.text):
            return standing
        over = name_over_issue(cell.flow for row in page.rows[:6] for cell in row.cells)
        if over is not None and not _NO_NAME.search(over.text):
            return over
        for row in page.rows[:8]:
            for cell in row.cells:
                text = cell.text.strip()
                if is_some_label(text) or text in _HEADS:
                    continue
                if compiled(rf"{_HEAD}|^本[期刊]|:|[期卷年号]$|第.{{1,3}}期|ISSN|CN\s?\d|主办|出版|总第").search(text):
                    continue
                if not 2 <= len(compiled(r"[\u4e00-\u9fff]").findall(text)) <= 20 or len(text) > 24:
                    continue
                named = known_name(text) and cell.height < 1.25 * page.writing  # 江东园林 could be a person as well
                if _PAGE.search(text) or text.startswith("·") or named:
                    continue
                size = min(cell.height, 1.6 * cell.box.width / max(len(text), 1))
                if best is None or size > best[0]:
                    best = (size, cell.flow.whole.stripped(" 《》·"))
        if best is not None and best[0] > 1.15 * page.writing:
            return best[1]
    ahead = document.find(r"(?:^|[\n\t])([\u4e00-\u9fff]{2,16}?)[ \t]*(?:20\d\d年)?(?:第?\d{1,3}卷)?第?\d{1,2}期", 1)
    beside = document.find(r"《([^》]{2,20})》", 1) or (
        ahead if ahead is not None and not _NO_NAME.search(ahead.text) else None
    )
    # 第28卷第11期 2022年11月 某某杂志: the name behind its issue.
    behind = document.lined.find(
        r"(?:^|\n)[^\n]{0,12}第\s*\d{1,2}\s*期[\s,]*(?:(?:19|20)\d\d年(?:\d{1,2}月)?)?[\s,·|]*([\u4e00-\u9fff]{2,16})(?=\n|$)",
        1,
    )
    beside = beside or (behind if behind is not None and not _NO_NAME.search(behind.text) else None)
    return beside or (best[1] if best else None)


def _entries(document: Document) -> list[Entry]:
    found: list[Entry] = []
    for page in document.pages:
        here, rowed = _by_order(page), _by_rows(page)
        if not here or (len(rowed) == len(here) and _authored(rowed) > _authored(here)):
            here = rowed
        found += here if len(here) >= 4 else _page_first(page) or here
    return found


def _authored(entries: Sequence[Entry]) -> int:
    return sum(bool(entry.authors) for entry in entries)


def _by_order(page: PageLayout) -> list[Entry]:
    """Titles and pages set in columns, paired by their order: a bent page mixes up rows, never the order.

    Empty unless there are as many titles as page numbers (and as many author lists, where these
    have a column of their own), and the page numbers rise.
    """
    middle = page.extent.left + 0.4 * page.extent.width
    titles: list[Cell] = []
    tails: list[Cell] = []
    names: list[Cell] = []
    for cell in sorted(page.cells, key=lambda c: c.box.center[1]):
        text = cell.text.strip(" .·…")
        if _NO_ENTRY.search(text):
            continue
        if cell.box.left < middle:
            if _can_be_title(text) and len(compiled(r"[\u4e00-\u9fff]").findall(text)) >= 6:
                titles.append(cell)
        elif _PAGE.search(text):
            tails.append(cell)
        elif _only_names(cell.flow.whole):
            names.append(cell)
    titles = [t for t in titles if _PAGE.search(t.text.strip()) is None]
    if tails:
        top = min(tail.box.top for tail in tails) - 4 * tails[0].height
        foot = max(tail.box.bottom for tail in tails) + 2 * tails[-1].height
        titles = [t for t in titles if top < t.box.center[1] < foot]
    # Author lists stand in the cell of the page number or, read apart, in one of their own.
    bare = [index for index, tail in enumerate(tails) if not compiled(r"[\u4e00-\u9fff]").search(tail.text)]
    if len(tails) < 4 or len(titles) != len(tails) or (names and len(names) != len(bare)):
        return []
    apart = dict(zip(bare, names, strict=True)) if names else {}
    entries = []
    for index, (cell, tail) in enumerate(zip(titles, tails, strict=True)):
        end = _PAGE.search(tail.text)
        title, authors = _title_and_authors(_pieces(cell.flow.whole))
        if end is None or title is None:
            return []
        page_span = tail.flow.group(end, "page")
        named = apart.get(index)
        beside = named.flow.whole if named is not None else tail.flow.span(0, end.start()).stripped(" .·…")
        entries.append(Entry(title, tuple(authors or split_names(beside)), int(page_span.text), page_span))
    numbers = [entry.page or 0 for entry in entries]
    return entries if numbers == sorted(numbers) else []


def _only_names(span: Span) -> bool:
    found = all_names(span.stripped(" .·…(["))
    return bool(found) and all(known_name(name.text) or "·" in name.text for name in found or ())


def _by_rows(page: PageLayout) -> list[Entry]:
    """Rows that end in a page number; authors and titles wrapped onto a row of their own join them."""
    entries: list[Entry] = []
    right: list[Entry] = []
    waiting: Row | None = None
    for row in map(_without_masthead, page.rows):
        halves = _halves(row.flow)
        if len(halves) > 1:
            # Contents set in two columns: the left one is read first.
            made = [_entry(half, None) for half in halves]
            entries += [e for e in made[:1] if e is not None]
            right += [e for e in made[1:] if e is not None]
            continue
        entry = _entry(row.flow, waiting)
        if entry is not None:
            entries.append(entry)
            waiting = None
            continue
        names = all_names(row.run.whole) or _names_under(row, entries)
        if names and entries and not entries[-1].authors and all(known_name(n.text) for n in names):
            last = entries[-1]
            entries[-1] = Entry(last.title, tuple(names), last.page, last.page_span)
            waiting = None
            continue
        waiting = row if _can_be_title(row.text) else None
    return entries + right


_MASTHEAD = re.compile(
    r"^(?:顾问|编委|副?主编|社长|美编|责编|编辑|编务|校对|排版|发行|电话|传真|地址|邮编|定价|订阅|网址|印刷|国内|国际|ISSN|CN\s?\d)"
    r"(?!学|部|与|的|技|规|实|加|工|理)"
)


def _without_masthead(row: Row) -> Row:
    """The row without who makes the journal, in a column of its own beside the papers."""
    kept = tuple(cell for cell in row.cells if not _MASTHEAD.match(cell.text.strip()))
    return Row(kept) if kept and len(kept) < len(row.cells) else row


def _names_under(row: Row, entries: Sequence[Entry]) -> list[Span] | None:
    """The names in the row's one cell under the last title: what stands beside it is another column of the page."""
    place = entries[-1].title.place if entries else None
    if place is None or len(row.cells) < 2:
        return None
    under = [c for c in row.cells if c.box.left < place.box.right and c.box.right > place.box.left]
    return all_names(under[0].flow.whole) if len(under) == 1 else None


def _halves(flow: Flow) -> list[Flow]:
    """The flow cut behind each bracketed page number that another entry follows."""
    cuts = [m.end() for m in compiled(r"[(\[]\d{1,4}[)\]](?=\t[^\t]*[\u4e00-\u9fff]{4})").finditer(flow.text)]
    if not cuts:
        # Leaders in both halves: 某某研究......张三9 | 某某分析......李四63
        cuts = [
            m.end()
            for m in compiled(r"(?<=[\u4e00-\u9fff.… ])\d{1,4}(?=\t[^\t]*[\u4e00-\u9fff]{4})").finditer(flow.text)
        ]
        cuts = cuts if len(cuts) == 1 and len(_LEADERS.findall(flow.text)) >= 2 else []
    edges = [0, *cuts, len(flow.text)]
    return [Flow(flow.text[a:b], flow.origin[a:b]) for a, b in pairwise(edges) if flow.text[a:b].strip()]


def _page_first(page: PageLayout) -> list[Entry]:
    """Entries that begin with their page: 12  软土地基沉降监测分析  李四海. A mere numbering is none."""
    entries: list[Entry] = []
    for row in page.rows:
        start = compiled(r"\s*(?P<page>\d{1,4})(?![月日时点天])[\s.·]*(?=[\u4e00-\u9fffA-Z“《])").match(row.flow.text)
        if start is None or _NO_ENTRY.search(row.flow.text):
            continue
        title, authors = _title_and_authors(_pieces(row.flow.span(start.end(), len(row.flow.text))))
        if title is None or not authors or not _can_be_title(title.text):
            continue
        page_span = row.flow.group(start, "page")
        entries.append(Entry(title, tuple(authors), int(page_span.text), page_span))
    numbers = [entry.page or 0 for entry in entries]
    counted = numbers == list(range(1, len(numbers) + 1))
    return entries if len(entries) >= 4 and numbers == sorted(numbers) and not counted else []


def _can_be_title(text: str) -> bool:
    if compiled(
        rf"(?:^|[^\u4e00-\u9fff])(?:{_HEAD})(?:[^\u4e00-\u9fff]|$)|期刊基本参数|ISSN|CN\s?\d|主办|准印|总第|出版|^[·•].*[·•]$"
    ).search(
        text,
    ):
        return False
    return len(compiled(r"[\u4e00-\u9fff]").findall(text)) >= 5


def _entry(flow: Flow, above: Row | None) -> Entry | None:
    end = _PAGE.search(flow.text)
    if end is None or _NO_ENTRY.search(flow.text):
        return None
    before = flow.text[: end.start()]
    if not compiled(r"[\u4e00-\u9fff]{2}").search(before):
        return None
    page_span = flow.group(end, "page")
    pieces = _pieces(flow.span(0, end.start()))
    led = before + flow.text[end.start() : end.start() + 1]
    apart = compiled(r"[\t. ·…(\[等]$").search(led) or before.endswith(")")
    if not apart and not (len(pieces) > 1 and _only_names(pieces[-1])):
        return None
    if above is not None and pieces and all(_only_names(piece) for piece in pieces):
        pieces = [above.run.whole, *pieces]
    title, authors = _title_and_authors(pieces)
    if title is None or not _can_be_title(title.text):
        return None
    return Entry(title, tuple(authors), int(page_span.text), page_span)


def _pieces(span: Span) -> list[Span]:
    """What stands between tabs, leader dots, slashes and blanks (as read: plain text has none in Chinese)."""
    pieces: list[Span] = []
    at = 0
    cuts = [m.span() for m in compiled(rf"\t|{_LEADERS.pattern}|/").finditer(span.text)]
    cuts = sorted({*cuts, *((i, i) for i in _blanks(span))})
    for start, end in [*cuts, (len(span.text), len(span.text))]:
        part = span.part(at, start).stripped(" \t·.…-_—/")
        if part and part.text != "等":
            pieces.append(part)
        at = end
    return pieces


def _blanks(span: Span) -> list[int]:
    """Indices in the span before which the reader saw a blank between two Chinese characters."""
    origin = span.flow.origin[span.start : span.end]
    found = []
    for i, (one, other) in enumerate(pairwise(origin), start=1):
        if one is None or other is None or one[0] is not other[0]:
            continue
        if one[0].text[one[1] + 1 : other[1]].strip() == "" and other[1] > one[1] + 1:
            found.append(i)
    return found


def _joined(pieces: Sequence[Span]) -> Span | None:
    held = [Flow(p.text, p.flow.origin[p.start : p.end]) for p in pieces]
    joined = Flow.joined(held)
    return joined.whole.stripped(" \t·.…") if joined else None


def _title_and_authors(pieces: list[Span]) -> tuple[Span | None, list[Span]]:
    """The names at the end of what was printed, the first piece always being title."""
    authors: list[Span] = []
    held = list(pieces)
    while len(held) > 1 and _only_names(held[-1]):
        authors = split_names(held.pop()) + authors
    if not authors and len(held) == 2 and _only_names(held[0]):
        authors = split_names(held.pop(0))  # who wrote it stands before it
    return _joined(held), authors
