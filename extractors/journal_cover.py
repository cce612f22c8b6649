"""期刊封面: name in large type, year and issue, ISSN and CN or a permit, words that hint at the level.

A cover has few words. The name is the largest Chinese writing that is no slogan; year and issue come in
many forms (``text/journals.py``). The level itself is never judged here: only the printed cue is kept.
"""

from __future__ import annotations

import re
from dataclasses import replace

from domain.fact import Extraction, Recognition
from domain.reading import Reading
from extractors.text.current import document_of
from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.flow import Flow, Span
from extractors.text.issue_facts import add_issue, numbers_of_journal
from extractors.text.layout import PageLayout, Row
from extractors.text.organisations import is_organisation
from extractors.text.patterns import compiled
from extractors.text.recognition import weigh

TITLE = "期刊封面"

_NO_NAME = re.compile(
    r"ISSN|CN\d|期刊$|收录|主办|主管|协办|承办|编辑(?!学|与|之|工作)|出版(?!与|和|研究|科学|发行|参考|广角|之)|邮发|定价|"
    r"总第|第.{1,3}期|\d+期|^\d+年|准印|内部资料|内部刊物|免费|双月刊|"
    r"月刊|季刊|半月刊|旬刊|周刊|会员刊|会刊|专号$|专辑$|特辑$|号外|目次|目录|要目|专题|专刊|增刊|封面|特稿|本期|国内外|公开发行|赠阅|来源|核心|检索|"
    r"网址"
)


#: A paper with its page: covers name a few of them, contents all.
_LISTED = re.compile(r"[\u4e00-\u9fff]{5}.*[^\d年月期.:-]\d{1,3}\s*$")


def recognise(reading: Reading) -> Recognition:
    document = document_of(reading)
    text = document.run.text
    found = weigh(
        document,
        titles=((r"期刊|学报|杂志", 1.5),),
        words=(
            (r"ISSN|[1Il][S5]SN|(?<!\d)\d{4}-\d{3}[\dXx](?!\d)", 2.0),
            (r"CN\s?\d{2}-\d{4}", 2.0),
            (r"主\s*办|主\s*管", 1.0),
            (r"核心期刊|来源期刊|学术期刊|核心库|(?:省|国家)级期刊|统计源", 1.5),
            (r"准印(?!数)", 2.5),
            (r"第\s*.{1,2}\s*期|总第|Vol\.|No\.\s?\d|20\d\d\s*[./·]\s*\d{1,2}|\d{1,2}\s*/\s*20\d\d", 1.5),
            (r"双月刊|半月刊|月刊|季刊|旬刊|邮发代号|内部(?:资料|交流|刊物)", 1.0),
            (r"编\s*印$|免费赠阅", 0.7),
        ),
        against=(
            (r"(?:^|\n)\s*目\s*[次录]\s*(?:\n|$)|CONTENTS", 3.0),
            (r"摘\s*要|关键词|文章编号|收稿日期|参考文献", 4.0),
            (r"证书|证明|通知|学时|同志|启事|招聘|报名", 3.0),
        ),
        # Books bear an ISBN, newspapers count their pages, agents praise how fast they print.
        never=r"ISBN|\d元起|见刊|论文发表|代[写发]|(?:今日|共)\s?\d{1,3}\s?版|第\s?\d{1,2}\s?版",
    )
    letters = len(compiled(r"[\u4e00-\u9fff]").findall(text))
    name = _name(document.pages[0]) if document.pages else None
    listed = sum(bool(_LISTED.search(row.flow.text)) for row in document.rows)
    if name is None or letters > 400 or listed >= 5:
        return replace(found, confidence=min(found.confidence, 0.3))
    return found


def extract(reading: Reading) -> Extraction:
    document = document_of(reading)
    facts = FactBuilder(document)
    if document.pages:
        facts.add_text("journal_name", _name(document.pages[0]))
        facts.add_text("journal_name", _at_head(document.pages[0]), trust=0.95)
    add_issue(facts, _lines(document))
    numbers_of_journal(facts, _lines(document))
    facts.require(("journal_name", "year", "issue"), {"issue": r"期", "year": r"20\d\d"})
    return facts.done()


def _lines(document: Document) -> list[Flow]:
    """Rows as running text, then their cells (a row may join what stands apart)."""
    cells = [cell.flow for row in document.rows for cell in row.cells]
    return [*cells, *(row.flow for row in document.rows if len(row.cells) > 1)]


def _name(page: PageLayout) -> Span | None:
    """The largest Chinese writing; rows of like size directly below it belong to it."""
    rows = [row for row in _lines_apart(page) if _can_name(row)]
    if not rows:
        return None
    largest = max(map(_size, rows))
    # Headlines may be set as large as the masthead: it stands above them.
    called = [row for row in rows if _JOURNAL.search(_chinese(row).text) and _size(row) > _NEARLY * largest]
    best = called[0] if len(called) == 1 else next(row for row in rows if _size(row) > _AS_LARGE * largest)
    index = rows.index(best)
    parts = [best]
    for other in rows[index + 1 : index + 2] if not called else ():  # nothing follows a journal's last word
        close = other.box.top - best.box.bottom < 1.2 * best.height
        if close and 0.85 < _size(other) / _size(best) < 1.18 and len(best.text) + len(other.text) <= 14:
            parts.append(other)
    for other in reversed(rows[max(0, index - 1) : index]):
        close = best.box.top - other.box.bottom < 1.2 * best.height
        if close and 0.85 < _size(other) / _size(best) < 1.18 and len(best.text) + len(other.text) <= 14:
            parts.insert(0, other)
    if _size(best) < 1.3 * page.writing and len(page.rows) > 8:
        return None
    return Flow.joined(_chinese(row) for row in parts).whole.stripped()


def _at_head(page: PageLayout) -> Span | None:
    """Words by themselves in the first row of a cover whose name is set no larger than the rest."""
    head = page.rows[0].run.whole.stripped() if page.rows else None
    if head is None or not compiled(r"[\u4e00-\u9fff]{3,14}").fullmatch(head.text):
        return None
    return head if _can_name(page.rows[0]) and not is_organisation(head.text) else None


#: Size beside the largest writing that is a name, and that is one where its last word is a journal's.
_AS_LARGE, _NEARLY = 0.97, 0.75
_JOURNAL = re.compile(r"(?:学报|学刊|导报|导刊|杂志|通报|文摘|译丛|季刊|月刊)$")


def _lines_apart(page: PageLayout) -> list[Row]:
    """The rows, with lines written downwards on their own: they stand beside rows by chance."""
    if page.vertical:
        return list(page.rows)
    rows = [Row(kept) for row in page.rows if (kept := tuple(c for c in row.cells if not c.line.vertical))]
    rows += [Row((cell,)) for cell in page.cells if cell.line.vertical]
    return sorted(rows, key=lambda row: row.box.top)


_WHICH_ISSUE = re.compile(
    r"(?:(?:19|20)\d\d年?)?\s*(?:第?\s*[\d一二三四五六七八九十]{1,3}\s*卷)?\s*(?:总?第?\s*[\d一二三四五六七八九十]{1,3}\s*期|\d{1,2}月号?)?"
)


def _can_name(row: Row) -> bool:
    text = _chinese(row).text.strip(" —–-·~*•")
    return 2 <= len(compiled(r"[\u4e00-\u9fff]").findall(text)) <= 24 and not _NO_NAME.search(text)


def _chinese(row: Row) -> Flow:
    """The row's cells that hold Chinese, run together (names set letter by letter)."""
    cells = [cell for cell in row.cells if compiled(r"[\u4e00-\u9fff]").search(cell.text)]
    # The issue may be set beside the name.
    cells = [cell for cell in cells if not _WHICH_ISSUE.fullmatch(cell.text.strip())] or cells
    tallest = max((cell.height for cell in cells), default=0.0)
    return Flow.joined(cell.flow for cell in cells if cell.height > 0.6 * tallest)


def _size(row: Row) -> float:
    """Size of the writing: the smaller of height and width per character, so that slanted lines do not win."""
    best = 1.0
    for cell in row.cells:
        letters = len(compiled(r"[\u4e00-\u9fff]").findall(cell.text))
        if letters:
            downwards = cell.line.vertical and cell.box.height > cell.box.width
            high, wide = (cell.box.width, cell.box.height) if downwards else (cell.height, cell.box.width)
            best = max(best, min(high, 1.6 * wide / letters))
    return best
