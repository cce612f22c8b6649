"""论文正文页: first page of a paper with journal, year, issue, title, authors and their unit.

Order on the page: head of the journal, (文章编号), title in the largest type, authors, unit in brackets,
摘要 and 关键词, text. ISSN often stands only inside 文章编号 (1990-0406(2024)12-0097-04). The page number is
taken only where it is printed as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.fact import Extraction, Recognition
from domain.reading import Reading
from extractors.text.columns import first_column
from extractors.text.current import document_of
from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.flow import Flow, Span
from extractors.text.issue_facts import add_issue, numbers_of_journal
from extractors.text.journals import cited, find_issue, first_page, page_range
from extractors.text.layout import PageLayout, Row
from extractors.text.name_lists import all_names, at_blanks
from extractors.text.names import KNOWN_NAME, known_name
from extractors.text.organisations import ORGANISATION, is_organisation, labelled_organisation
from extractors.text.patterns import compiled
from extractors.text.recognition import weigh

TITLE = "论文正文页"

_BODY = r"摘\s*要|\[摘要\]|【摘要】|Abstract|(?:内容)?提\s*要(?![求点素])|关键词|关键字"
#: Sections that papers begin with, numbered: of case reports that have no abstract as well.
_SECTION = (
    r"(?:^|[\n\t])\s*(?:[01]|一)[、.\s]?\s*(?:临床资料|一般资料|病例(?:资料|介绍)|病历摘要|资料[与和]方法|对象[与和]方法|材料[与和]方法|引言|前言|绪论|"
    r"概述|研究背景|问题的?提出|工程概况|项目概况)"
)
_HEADLINE = re.compile(
    r"(?:19|20)\d\d\s*[·/]\s*\d{1,2}(?:\s|$)|第\s*\d{1,3}\s*卷|第\s*\d{1,2}\s*期|\d{4},\s*\d{1,3}\s*\(\d{1,2}\)|Vol\.|No\.|\d{4}年\d{1,2}月|总第|\d{4}年(?:第|\d{1,2}期)|ISSN|CN\s?\d"
)
#: A paper that this one leans on, cited at its end.
_REFERENCE = re.compile(r"参考文献|^\s*\[\d|\[[A-Z](?:/OL)?\]")
#: Who wrote it and where, behind a sign of the printer's: ◎ 某某医院 张三.
_SIGN = "\u25a0-\u25ff\u2605\u2606"
_SIGNED = rf"(?:^|[\n\t])\s*[{_SIGN}]\s*{ORGANISATION}\s*{KNOWN_NAME}(?=[、,;]|$|\n)"
_COLUMN = r"(?:教学|教育|临床|工作|经验|学术|案例|管理)(?:随笔|研究|交流|探讨|园地|论坛|一得|札记)"
#: Above the text: issue and journal, or the section of the journal.
_RUNNING_HEAD = (
    r"(?:19|20)\d\d\s*[·/]\s*\d{1,2}(?!\d|[·/.])|(?:19|20)\d\d年第\d{1,2}期[\s\t]*《|"
    rf"(?:^|\n){_COLUMN}(?=\n|\t|$|(?:19|20)\d\d)"
)
_ENGLISH_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s*(?P<year>20\d\d|19\d\d)"


def recognise(reading: Reading) -> Recognition:
    document = document_of(reading)
    found = weigh(
        document,
        words=(
            (r"摘\s*要(?![、与和及等])|(?:^|\n)\s*[【\[]?(?:内容)?提\s*要(?![求点素])", 2.5),
            (r"[(【]\s*(?:责任编辑|责编|编辑)\s*[:\s]", 1.5),
            (_SIGNED, 1.5),
            (_RUNNING_HEAD, 1.0),
            (r"(?<![、与和及])关\s*键\s*词", 2.5),
            (r"文章编号|中图分类号|文献标[识志]码|DOI", 2.0),
            (r"收稿(?:日期|时间)?|作者简介|作者单位|基金项目|参考文献|通信作者", 1.5),
            (_SECTION, 1.5),
            (r"\[[JMDCNP]\]|\[\d\][\u4e00-\u9fff]", 1.0),
            (r"第\s*\d{1,3}\s*卷|第\s*\d{1,2}\s*期|Vol\.\s?\d", 1.0),
            (r"Abstract|Keywords|Key words", 1.0),
        ),
        against=(
            (r"证书|兹证明|特此|通知如下", 3.0),
            (r"目\s*次|目\s*录", 2.0),
            (r"学时|培训班", 1.0),
            (r"终端号|收款|付款|缴费|金额", 2.5),
        ),
    )
    if found.confidence < _LAID_OUT and not found.ruled_out and _laid_out(document):
        return replace(found, confidence=_LAID_OUT, why=(*found.why, "题名、作者、正文与刊期"))
    return found


#: Confidence of a page that is laid out as papers are, whatever it calls its parts; rows of text such a page has.
_LAID_OUT, _TEXT_ROWS = 0.85, 6
_SENTENCE = re.compile(r"[\u4e00-\u9fff]{4}[,。;、]|[,。;、][\u4e00-\u9fff]{4}")


def _laid_out(document: Document) -> bool:
    """Whether a large title stands over names, these over running text, and head or foot tell year and issue."""
    if not document.pages:
        return False
    page = document.pages[0]
    rows = first_column(page)
    title, names, at = _title_and_authors(rows, _body_row(rows))
    if title is None or not names or title.place is None:
        return False
    tall = any(row.height > 1.25 * page.writing for row in rows[:at] if row.text[:4] in title.text)
    told = find_issue([cell.flow for row in (*_head_rows(page, title), *rows[at : at + 4]) for cell in row.cells])
    text = sum(len(cell.text) >= 10 and bool(_SENTENCE.search(cell.text)) for cell in page.cells)
    return tall and told.year is not None and told.issue is not None and text >= _TEXT_ROWS


def extract(reading: Reading) -> Extraction:
    document = document_of(reading)
    facts = FactBuilder(document)
    if not document.pages:
        return facts.done()
    page = document.pages[0]
    rows = first_column(page)
    body = _body_row(rows)
    title, names, name_row = _title_and_authors(rows, body)
    facts.add_text("paper_title", title)
    if names:
        facts.add("authors", [n.text for n in names], names[0], confidence=min(n.confidence for n in names))
    facts.add_text("unit", _unit(rows, name_row, body))
    facts.add_text(
        "unit", labelled_organisation(document, ("作者单位", "作者机构", "工作单位", "所在单位", "单位", "机构"))
    )
    head = (*_head_rows(page, title), *_told_below(rows, name_row, body))
    labelled = document.labelled(*_JOURNAL_LABELS, accept=r"^《?([\u4e00-\u9fff()·]{2,20})》?$") or _beside_word(
        document
    )
    facts.add_text("journal_name", labelled.stripped("《》") if labelled is not None else None, trust=0.99)
    facts.add_text("journal_name", _journal(page, head, title) or _before_issue(document))
    flows = [cell.flow for row in head for cell in row.cells] + [row.flow for row in head]
    add_issue(facts, flows, volume=False)  # the volume is the issue's, not the paper's
    for name, said in zip(("volume", "page_start", "page_end"), ("volume", "first", "last"), strict=True):
        if (held := (cited(flows) or _cites_itself(document)).get(said)) is not None:
            facts.add(name, held[0], held[1])
    pages = page_range(flows)
    for name, held in zip(("page_start", "page_end"), pages or (), strict=False):
        facts.add(name, *held)
    begins = first_page(row.flow for row in page.rows)
    facts.add("page_start", *(begins or (None, None)))
    if "year" not in facts:
        english = document.find(_ENGLISH_MONTH, "year")
        if english is not None:
            facts.add("year", int(english.text), english)
    numbers_of_journal(facts, [c.flow for row in (*page.rows[:14], *page.rows[-2:]) for c in row.cells])
    _printed_page(facts, page)
    facts.require(
        ("paper_title", "authors", "journal_name", "year", "issue"),
        {"issue": r"第.{0,2}期|No\.", "journal_name": r"卷"},
    )
    return facts.done()


def _before_issue(document: Document) -> Span | None:
    """The journal in the first line of its page, before year, issue and pages: 县域财会 2023(9):38-40."""
    for row in document.rows[:2]:
        named = row.run.find(
            r"^《?([\u4e00-\u9fff()·]{2,20}?)》?\s*(?:19|20)\d\d\s*[,(]\s*\d{1,2}\s*\)?\s*(?::\s*\d|ISSN|CN\s*\d)", 1
        )
        if named is not None:
            return named
    return None


#: What a reader's page calls the journal a paper appeared in.
_JOURNAL_LABELS = ("刊名", "期刊(?:名称)?", "来源(?:期刊|刊物)?", "刊物(?:名称)?")


def _cites_itself(document: Document) -> dict[str, tuple[int, Span]]:
    """Volume and pages from the line that says how this paper is to be cited: 引用格式: ….2024(3):80-85."""
    said = document.prose.find(r"(?:(?:本文)?引(?:用|文)格式|引用本文)\s*:?([^\n]{10,200})", 1)
    return cited([Flow(said.text, said.flow.origin[said.start : said.end])]) if said is not None else {}


def _beside_word(document: Document) -> Span | None:
    """The journal behind its label and a blank the reader saw: 来源 某某学刊."""
    for row in document.rows:
        pieces = at_blanks(row.cells[0].flow.whole) if len(row.cells) == 1 else []
        if len(pieces) == 2 and compiled("|".join(_JOURNAL_LABELS)).fullmatch(pieces[0].text.strip(" :")):
            return pieces[1] if compiled(r"《?[\u4e00-\u9fff()·]{2,20}》?").fullmatch(pieces[1].text) else None
    return None


def _body_row(rows: Sequence[Row]) -> int:
    """Index of the row where the abstract begins; the middle of the page when there is none."""
    for index, row in enumerate(rows):
        if compiled(rf"[\[【(〔]?(?:{_BODY})|{_SECTION}").match(row.text.strip()):
            return index
    return min(len(rows), 12)


def _title_and_authors(every: Sequence[Row], body: int) -> tuple[Span | None, list[Span], int]:
    """Authors are the row of names above the abstract; the title the largest rows above the authors."""
    rows = every[:body]
    at, names = -1, []
    for index in range(len(rows) - 1, 0, -1):
        text = rows[index].flow.text
        signed = compiled(rf"\s*(?:(?:文|图文|撰文|撰稿)\s*[/:|]|作者(?:姓名)?\s*[/:|]?|[{_SIGN}])\s*").match(text)
        unit = compiled(r"\s*(?:作者)?(?:工作|所在)?单位\s*[:/]").search(text)
        found = all_names(rows[index].flow.span(signed.end() if signed else 0, unit.start() if unit else len(text)))
        if found is None and len(rows[index].cells) > 1:
            # Beside the authors stands what the site sets next to the paper.
            lists = [names for cell in rows[index].cells[:1] if len(names := all_names(cell.flow.whole) or []) > 1]
            found = lists[0] if lists else None
        if found is None and (both := _unit_and_names(rows[index])) is not None:
            at, names = index, both[1]
            break
        if found and sum(known_name(n.text) for n in found) >= 0.6 * len(found):
            at, names = index, found
            break
    above = [row for row in (rows[:at] if at >= 0 else rows) if _can_be_title(row)]
    if not above:
        return None, names, at
    largest = max(above, key=lambda r: r.height)
    parts = [row for row in above if row.height > 0.78 * largest.height and _near(row, largest, above)]
    last = every.index(parts[-1]) + 1
    if last < len(every):
        # One or two letters that did not fit: the title's last line.
        rest = every[last]
        flush = rest.box.top - parts[-1].box.bottom < 1.2 * parts[-1].height
        if (
            flush
            and 0.78 < rest.height / parts[-1].height < 1.28
            and compiled(r"[\u4e00-\u9fff]{1,3}").fullmatch(rest.text)
        ):
            parts.append(rest)
    title = Flow.joined(row.run for row in parts).whole.stripped(" *")
    return title, names, at


def _unit_and_names(row: Row) -> tuple[Span, list[Span]] | None:
    """(unit, authors) of a row that holds both: ◎ 某某医院 张三、李四."""
    told = row.run.find(rf"^\s*[{_SIGN}]?\s*(.+)$", 1)
    if told is None:
        return None
    pieces = [piece for cell in row.cells for piece in at_blanks(cell.flow.whole.stripped("◎●◆◇■★☆▲□○△ "))]
    cuts = [(pieces[0], pieces[1:])] if len(pieces) > 1 else []
    cuts += [(told.part(0, end.end()), [told.part(end.end())]) for end in compiled(ORGANISATION).finditer(told.text)][
        :1
    ]
    for unit, rest in cuts:
        names = [all_names(piece) or [] for piece in rest]
        found = [name for listed in names for name in listed]
        if is_organisation(unit.text) and all(names) and sum(known_name(n.text) for n in found) >= 0.6 * len(found):
            return unit, found
    return None


def _can_be_title(row: Row) -> bool:
    text = row.text
    if _HEADLINE.search(text) or compiled(r"文章编号|中图分类|DOI|http|文献标|收稿|基金|^[·•]|^\d+$|www").search(text):
        return False
    return len(compiled(r"[\u4e00-\u9fff]").findall(text)) >= 4


def _near(row: Row, largest: Row, rows: list[Row]) -> bool:
    gap = abs(rows.index(row) - rows.index(largest))
    return gap <= 2 and abs(row.middle - largest.middle) < 2.6 * gap * largest.height + 1


def _unit(every: Sequence[Row], name_row: int, body: int) -> Span | None:
    """(unit, city postcode) under the authors; the first of several numbered units."""
    if name_row < 0:
        return None
    if (both := _unit_and_names(every[name_row])) is not None:
        return both[0]
    beside = every[name_row].run.find(r"\(([^()]{4,44})\)$", 1)
    first = at_blanks(beside)[0] if beside is not None else None
    if first is not None and is_organisation(first.text):
        return first
    rows = every[name_row + 1 : body]
    for piece in at_blanks(rows[0].run.whole.stripped("( ")) if rows else ():
        # (某某中心医院 某省 某市): a blank that the reader saw ends the name.
        named = piece.stripped("() ")
        if named.text.count("(") == named.text.count(")") and is_organisation(named.text):
            return named
        break
    joined = Flow.joined(row.run for row in rows)
    found = joined.find(
        rf"^[(\s]*(?:\[?1[.、\])\s]*)?({ORGANISATION})(?=[,;.。)\s]|$|\d{{6}}|\d[.、]|"
        rf"[\u4e00-\u9fff]{{2,3}}[省市])",
        1,
    )
    if found is None:
        found = joined.find(r"^[(\s]*(?:1[.、]?\s*)?([\u4e00-\u9fff()]{4,40}?)(?=,|;)", 1)
    return found.stripped("( ") if found is not None else None


def _head_rows(page: PageLayout, title: Span | None) -> tuple[Row, ...]:
    """Rows above the title: the head of the journal."""
    place = title.place if title is not None else None
    if place is None:
        return page.rows[:5]
    head = tuple(row for row in page.rows if row.box.bottom <= place.box.top + 0.3 * row.height)
    foot = tuple(row for row in page.rows[-3:] if _TELLS_PAGES.search(row.text) and not _REFERENCE.search(row.text))
    return head + foot or page.rows[:3]


#: What a foot tells of where the paper stands: its issue, or the pages beside their word.
_TELLS_PAGES = re.compile(rf"{_HEADLINE.pattern}|(?:页码|起止页)(?:范围)?\s*[:\s]?\s*\d")


def _told_below(rows: Sequence[Row], name_row: int, body: int) -> tuple[Row, ...]:
    """Rows between authors and text that tell where the paper appeared (源, 页码): archives put them there."""
    if name_row < 0:
        return ()
    return tuple(row for row in rows[name_row + 1 : body] if _HEADLINE.search(row.text) or page_range([row.flow]))


#: What a reader's site puts before the name of a journal.
_SITE = re.compile(r"(?:期刊|在线|全文|杂志|论文|文献)(?:阅读|浏览|导航|检索|详情)")


#: The issue, its count and year in any order, before the name: 第5期 总第163期 2025年 古建保护.
_ISSUE_FIRST = re.compile(
    r"(?=[^\u4e00-\u9fff]{0,12}(?:第|\d年))(?:\s*(?:(?:19|20)\d\d年?(?:\d{1,2}月)?|第?\s*\d{1,3}\s*卷|\(?总?第\s*\d{1,4}\s*期\)?)[\s,·]*){1,4}"
    r"(?=[\u4e00-\u9fff])(?<=期|年|月|卷|[\s,·)])"
)
_NO_JOURNAL = re.compile(r"卷|期|文章|编号|年\d|月|专栏|栏目|作者|等:|分类|标识")
#: Words of the sections of a journal.
_SECTION_NAME = re.compile(r"论文|随笔|札记|交流$|探讨$|论著|综述|病例|个案|报告$|经验交流|研究与")


def _journal(page: PageLayout, head: tuple[Row, ...], title: Span | None) -> Span | None:
    best: tuple[float, Span] | None = None
    for row in head:
        for cell in row.cells:
            # 期刊阅读 档案与数字化: behind a blank stands another word than the site's.
            parts = at_blanks(cell.flow.whole.stripped()) if _SITE.match(cell.text) else []
            text = (parts[-1] if len(parts) > 1 else cell.flow.whole).text.strip()
            if compiled(r"[·•・]\s*[\u4e00-\u9fff与和及、 ]{2,10}\s*[·•・]").fullmatch(text):
                continue  # · 实践探索 ·: a section of the journal
            named_so = cell.flow.find(r"《([\u4e00-\u9fff()·]{2,20})》", 1)
            if (
                named_so is not None
                and _HEADLINE.search(row.text)
                and (title is None or named_so.text not in title.text)
                and row.text.count("《") == 1  # a footnote names a paper and its journal
            ):
                return named_so
            # 2025年第12期 古建保护: the name may stand behind its issue as well.
            dated = _ISSUE_FIRST.match(text)
            text = text[dated.end() :] if dated else text
            named = compiled(
                r"(?P<name>[\u4e00-\u9fff()·]{2,20}?)(?=\s*(?:[|｜/]\s*)?(?:20\d\d年|第\s*\d|\d{4}\s*\(|\d{4}[,./年]|ISSN|CN\s?\d|Vol|,|$))"
            ).match(text)
            if named is None or _NO_JOURNAL.search(named["name"]):
                continue
            if _SECTION_NAME.search(named["name"]) and "ISSN" not in row.text and not page_range([cell.flow]):
                continue  # beside its number stands the journal itself
            if title is not None and named["name"] in title.text:
                continue
            score = cell.height + (0.2 * page.writing if _HEADLINE.search(row.text) else 0.0)
            if compiled(_COLUMN).fullmatch(named["name"]):
                score -= page.writing  # the journal's section; few journals have no other name
            if len(row.cells) > 1 and _HEADLINE.search(cell.text):
                score += 0.2 * page.writing  # the cell that tells the issue itself
            if best is None or score > best[0]:
                at = cell.text.rindex(text) + named.start("name")
                best = (score, cell.flow.span(at, at + len(named["name"])).stripped(" ·"))
    return best[1] if best is not None else None


def _printed_page(facts: FactBuilder, page: PageLayout) -> None:
    """A number by itself at the edge of head or foot (· 97 ·, — 97 —, 第97页)."""
    if not page.rows:
        return
    for row in (page.rows[0], page.rows[-1]):
        for cell in row.cells:
            found = compiled(r"[·.•\-—\s]*(?:第\s*)?(\d{1,4})(?:\s*页)?[·.•\-—\s]*").fullmatch(cell.text.strip())
            found = found or compiled(r"[期月]\s*[·•\-—]\s*(\d{1,4})\s*[·•\-—]$").search(cell.text.strip())
            edge = (
                row is page.rows[-1]
                or cell.box.top < 0.12 * page.page.height
                or cell.box.bottom > 0.88 * page.page.height
            )
            if found and edge and not compiled(r"(?:19|20)\d\d").fullmatch(found.group(1)):
                facts.add("page_start", int(found.group(1)), cell.flow.find(r"(\d{1,4})\D*$", 1), trust=0.98)
                return
