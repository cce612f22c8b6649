"""Values beside their labels: 姓名：张三, two columns of them, label cells with the value right or below."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from extractors.text.flow import Flow, Span
from extractors.text.label_words import KNOWN, is_label
from extractors.text.layout import Cell, PageLayout, Row
from extractors.text.patterns import compiled
from extractors.text.role_words import is_some_label

_NEXT_LABEL = re.compile(rf"(?:{KNOWN})(?:\([^()]{{1,8}}\))?\s*:")
_LABEL_BEHIND = re.compile(
    rf"(?<=[\d号\])])(?:{'|'.join(word for word in KNOWN.split('|') if len(word) >= 4 and word.isalpha())})$"
)
_ANY_LABEL_START = re.compile("|".join(sorted(KNOWN.split("|"), key=len, reverse=True)))

_WORD_AHEAD = re.compile(r"(?<=\S)(?=[\u4e00-\u9fff/]{1,9}(?:\([^()]{1,8}\))?\s*:)")

#: A class that runs into the label behind it without a gap: 某某培训班教学点:…
_GLUED = re.compile(
    r"(?P<value>[\u4e00-\u9fff]{4,}?(?:[培研轮进]训(?!班)|研修(?!班)|[训修习题高升讲]班|网络课|讲座|[集脱][中产]学习|活动))"
    r"(?:[\u4e00-\u9fff]{2,4}|(?:教学|培训|办班|上课)[\u4e00-\u9fff]{2,4}):"
)

Accept = Callable[[Span], bool]


_BULLETS = frozenset("◆●■▪★☆◇○•·➤►")


@lru_cache(maxsize=4096)
def _misread(labels: tuple[str, ...]) -> str:
    """The labels as one pattern; 训 is often misread in bad photos."""
    return "|".join(labels).replace("培训", "培[训调词圳]")


@lru_cache(maxsize=4096)
def _sought(labels: tuple[str, ...]) -> re.Pattern[str]:
    """The words of the labels alone, wherever they stand."""
    return compiled(_misread(labels))


@lru_cache(maxsize=4096)
def _inline(labels: tuple[str, ...]) -> re.Pattern[str]:
    words = _misread(tuple(labels))
    # A label may be said again in English: 证书编号 No.: 2024…
    english = r"(?:\s*[A-Za-z][A-Za-z. /]{1,24})?"
    return compiled(rf"(?:[【\[](?:{words})[】\]]\s*:?|(?:{words})(?:\([^()]{{1,10}}\))?{english}\s*:)\s*")


# Compiling takes longer than most searches, so what few rows ask for is compiled when the first of them does.
@lru_cache(maxsize=4096)
def _whole(labels: tuple[str, ...]) -> re.Pattern[str]:
    """A cell that is only the label, maybe numbered ((72)设计人) or in English before; at the start, what begins so."""
    head = r"(?:[◆●■▪★☆◇○•·➤►]\s*|\(\d{2}\)\s*|[A-Z][a-z]{2,12}(?: [A-Za-z]{2,12})?\s*/?\s*(?=[\u4e00-\u9fff]))?"
    return compiled(rf"{head}[【\[]?(?:{_misread(labels)})[】\]]?(?:\([^()]{{1,10}}\))?:?")


@lru_cache(maxsize=4096)
def _ending(labels: tuple[str, ...]) -> re.Pattern[str]:
    """A cell that ends with the label and its colon."""
    return compiled(rf"(?:^|[\s,;)])(?:{'|'.join(labels)}):$")


@lru_cache(maxsize=4096)
def _unsigned(labels: tuple[str, ...]) -> re.Pattern[str]:
    """A label that runs into its value."""
    return compiled(
        rf"[◆●■▪★☆◇○•·➤►]?(?:{_misread(labels)})(?![\u4e00-\u9fff]{{0,4}}:|[\u4e00-\u9fff]{{2,4}}部门[\u4e00-\u9fff])(?=[^\s,。;、])"
    )


def _cut(span: Span) -> Span:
    """The value up to the next label, tab or paragraph."""
    text = span.text
    end = len(text)
    for sign in ("\n", "\t", "。"):
        found = text.find(sign)
        if 0 <= found < end:
            end = found
    closed = _unbalanced(text[:end])
    end = closed if closed is not None else end
    bracketed = compiled(r"[【\[][\u4e00-\u9fff]{2,8}[】\]]").search(text[:end])
    if bracketed is not None:
        end = bracketed.start()
    end = min(end, len(before_next_word(span.part(0, end)).text), _before_gap(span.part(0, end)))
    end = min(end, _before_pair(span.part(0, end)))
    following = _NEXT_LABEL.search(text, 0, end)
    if following is not None and following.start() < end:
        end = following.start()
    glued = _GLUED.search(text, 0, end + 1)
    if glued is not None:
        end = glued.end("value")
    behind = _LABEL_BEHIND.search(text, 1, end)
    if behind is not None:
        # The label of the next cell, read along with the value before it.
        end = behind.start()
    return span.part(0, end).stripped(" \t\n:,;。、_)-.·")


def before_glued(span: Span) -> Span:
    """A class without the label that runs into it from behind."""
    glued = _GLUED.match(span.text)
    if glued is None:
        return span
    # 培训基地 合计:8学时: where a blank parts both it tells where the label begins.
    ends = range(glued.end("value") + 1, glued.end() - 1)
    return span.part(0, next((at for at in ends if after_blank(span.flow, span.start + at)), glued.end("value")))


def _before_gap(span: Span) -> int:
    """Length of the value up to a gap of two letters or more behind which other words go on."""
    for at in range(_LEAST_VALUE, len(span.text) - _LEAST_VALUE + 1):
        spot = span.flow.origin[span.start + at]
        if spot is not None and spot[1] >= 2 and spot[0].text[spot[1] - 2 : spot[1]].isspace():
            return at
    torn = _HALF_LABEL.search(span.text)
    spot = span.flow.origin[span.start + torn.start()] if torn is not None else None
    if torn is not None and spot is not None and spot[0].text[max(0, spot[1] - 2) : spot[1]].isspace() and spot[1] >= 2:
        return torn.start()
    return len(span.text)


#: 某某楼301室  教学, and 单位:… in the next row: the first half of a label at the end of its row.
_HALF_LABEL = re.compile(
    r"(?<=.{4})(?:教学|主办|举办|承办|协办|办班|办学|培训|上课|授课|联系|参训|颁证|发证|施教|组织|报到|起止|结业)$"
)


def _before_pair(span: Span) -> int:
    """Length of the value up to a word that blanks part from both sides: the next label with its value, unsigned."""
    starts = [at for at in range(1, len(span.text)) if after_blank(span.flow, span.start + at)]
    for at, following in pairwise(starts):
        word = span.text[at:following].strip()
        if at >= 2 and (_ROLE_OF_PERSON.fullmatch(word) or (len(word) >= 2 and is_label(word))):
            return at
    return len(span.text)


#: What somebody named beside a value is to a class: 教室 某某楼301 教务 张三.
_ROLE_OF_PERSON = re.compile(
    r"教务|班主任|主讲人?|主持人?|联系人|记录人?|值班人?|教员|讲师|辅导员|带班|领队|负责人|复核人?|收款人|经办人?|签到人"
)
#: Letters on both sides of a gap from which it parts two values; fewer are one name set wide.
_LEAST_VALUE = 4


def before_next_word(span: Span) -> Span:
    """The span up to a word with a colon behind a blank the reader saw: the next label, whatever it says."""
    text = span.flow.text[: span.end + 1]
    starts = [m.start() for m in _WORD_AHEAD.finditer(text, span.start + 1) if after_blank(span.flow, m.start())]
    if not starts:
        return span
    # Of several words before one colon the last is the label: 某某中心 3 号厅 组织:…
    sign = text.find(":", starts[0])
    return Span(span.flow, span.start, max(start for start in starts if start < sign)).stripped()


def _unbalanced(text: str) -> int | None:
    """Index of the first bracket that closes what was opened before the value."""
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return index
    return None


def inline_values(flow: Flow, labels: Sequence[str]) -> Iterator[Span]:
    """Values of ``label: value`` in running text; labels are patterns, longest first."""
    text = flow.text
    if ":" not in text and "】" not in text and "]" not in text:
        return  # Most text has none of the signs a label ends with; that is told sooner than by the pattern.
    for match in _inline(tuple(labels)).finditer(flow.text):
        before = flow.text[: match.start()]
        # 培训时间: must not answer for 时间:, unless the label was asked for with its beginning.
        word = compiled(r"[\u4e00-\u9fff/]+").match(match.group())
        if word is not None and _inside_longer(before, word.group()) and not after_blank(flow, match.start()):
            continue
        yield _cut(flow.span(match.end(), len(flow.text)))


def after_blank(flow: Flow, at: int) -> bool:
    """Whether the reader saw a blank before the character at ``at``: there a word begins."""
    spot = flow.origin[at]
    return spot is not None and spot[1] > 0 and spot[0].text[spot[1] - 1].isspace()


_ANY_LABEL_END = re.compile(rf"(?:{KNOWN})$")


def _inside_longer(before: str, label: str) -> bool:
    """Whether the label found is the end of a longer one (时间 in 培训时间)."""
    tail = compiled(r"[\u4e00-\u9fff]{0,6}$").search(before)
    head = tail.group() if tail else ""
    if len(label) <= 2 and head and head[-1] not in "日号午":
        return True
    whole = _ANY_LABEL_END.search(head + label)
    return whole is not None and whole.start() < len(head)


def values(
    page: PageLayout, labels: Sequence[str], *, below: bool = True, captions: Mapping[int, Cell] | None = None
) -> Iterator[Span]:
    """All candidate values of a label on a page, most trustworthy first.

    First ``label: value`` inside a row; then a cell that is only the label, with the value in the
    cell to its right; then, with ``below``, in the cell under it. A label of ``captions`` has its value above.
    """
    words = tuple(labels)
    if not _sought(words).search(page.said):
        return  # Most labels asked for are not on the page: that is told in a twentieth of the time.
    whole = _whole(words)
    for group, *flows in zip(page.groups, page.paragraphs, page.prose, strict=True):
        for flow in flows if flows[0].text != flows[1].text else flows[:1]:
            for value in inline_values(flow, labels):
                if value and not _is_heading_beside(value):
                    longer = _continued(page, group[-1], value) if len(group) == 1 else value
                    yield longer
                    if longer is not value:
                        yield value  # what follows may be a line of its own after all
    for index, row in enumerate(page.rows):
        for position, cell in enumerate(row.cells):
            text = cell.text
            label = whole.fullmatch(text.strip()) or (text.endswith(":") and _ending(words).search(text))
            if not label:
                continue
            heads = len(row.cells) >= 3 and all(_is_heading(cell.text) for cell in row.cells)
            if captions and id(cell) in captions:
                yield _cut(captions[id(cell)].flow.whole)
                continue
            # 班次 (项目), 课程 / COURSE: a bracket or the English half, read apart, still belongs to the label.
            aside = position + 2 < len(row.cells) and _ASIDE.fullmatch(row.cells[position + 1].text.strip())
            right = row.cells[position + (2 if aside else 1)] if position + 1 < len(row.cells) else None
            beside = right is not None and not heads and not is_some_label(right.text.strip(" :"))
            if right is not None and beside:
                yield _continued(page, row, _cut(right.flow.whole))
            elif below and (heads or right is None or not cell.text.endswith(":") or not beside):
                # Behind a colon may stand the next column's label: the value is in a line of its own, then.
                under = _under(page, index, cell)
                if under is not None and not is_some_label(under.text.strip(" :")):
                    rest = _under(page, next(i for i, other in enumerate(page.rows) if under in other.cells), under)
                    if rest is not None and REST.fullmatch(rest.text.strip()):
                        yield Flow.joined([under.flow, rest.flow]).whole
                    yield _cut(under.flow.whole)
    yield from _joined(page, labels)
    for group in page.groups:
        # A paragraph may be rows that only look like one: the value may end with its row.
        for row in group if len(group) > 1 else ():
            yield from (value for value in inline_values(row.flow, labels) if value and not _is_heading_beside(value))


def _is_heading_beside(value: Span) -> bool:
    """Whether what follows a label is, or begins with, a line that is nothing but the label of another column."""
    return any(is_some_label(text.strip(" :\uff1a")) for text in (value.text, *(line.text for line in value.lines[:1])))


#: The last word of a class, alone in a row: it ends what stands over it.
REST = re.compile(r"[\u4e00-\u9fff]{0,4}(?:班|培训|讲座|活动|课程|研讨会?|学习)(?:\(.{1,8}\))?")
#: What a reader sets apart from the label it belongs to.
_ASIDE = re.compile(r"\([^()]{1,8}\)|/\s*[A-Za-z][A-Za-z. ]{0,20}")


def _is_heading(text: str) -> bool:
    """Whether a cell is a label, the English half of one, or both."""
    plain = text.strip(" :")
    return bool(_ASIDE.fullmatch(plain)) or is_some_label(compiled(r"\s*/\s*[A-Za-z][A-Za-z. ]{0,20}$").sub("", plain))


def _joined(page: PageLayout, labels: Sequence[str]) -> Iterator[Span]:
    """Values that follow their label without any sign: 姓名张三 (the gap of a form, lost in reading)."""
    words = tuple(labels)
    begins = _whole(words)
    for row in page.rows:
        split = len(row.cells) > 1 and len(row.cells[0].text) == 1
        for flow in (*(cell.flow for cell in row.cells), *([row.run] if split else [])):
            match = _unsigned(words).match(flow.text) if begins.match(flow.text) else _behind_blank(flow, words)
            if match is None or ":" in flow.text[match.end() : match.end() + 8]:
                continue
            longest = _ANY_LABEL_START.match(flow.text, match.start() + (flow.text[match.start()] in _BULLETS))
            known = longest is not None or after_blank(flow, match.end())
            if (
                not known
                or (longest is not None and longest.end() > match.end())
                or is_some_label(flow.text.strip(" :"))
            ):
                continue
            # 地点在某某教室, 时间为…: the verb is no part of the value.
            verb = compiled(r"(?:[设定][在于]|[为是]|在(?=.{3}))").match(flow.text, match.end())
            yield _cut(flow.span(verb.end() if verb else match.end(), len(flow.text)))


def _behind_blank(flow: Flow, labels: tuple[str, ...]) -> re.Match[str] | None:
    """A label within a cell that blanks part from what stands before it and from its value: 张三 职称 农艺师."""
    for match in _sought(labels).finditer(flow.text, 2):
        if match.end() < len(flow.text) and after_blank(flow, match.start()) and after_blank(flow, match.end()):
            return match
    return None


def _under(page: PageLayout, index: int, cell: Cell) -> Cell | None:
    """The cell in the next row that stands under ``cell``."""
    for row in page.rows[index + 1 : index + 3]:
        if row.middle - page.rows[index].middle > 4 * cell.height:
            return None
        for other in row.cells:
            overlap = min(other.box.right, cell.box.right) - max(other.box.left, cell.box.left)
            if overlap > 0.4 * min(other.box.width, cell.box.width):
                return other
    return None


def _continued(page: PageLayout, row: Row, value: Span) -> Span:
    """The value with its wrapped second line, where one stands flush under it."""
    if not value or value.end != len(value.flow.text.rstrip(" 。")):
        return value
    index = page.rows.index(row) if row in page.rows else -1
    if index < 0 or index + 1 >= len(page.rows):
        return value
    following = page.rows[index + 1]
    place = value.place
    last = row.cells[-1]
    if place is None or page.vertical or len(following.cells) != 1 or len(value.text) < 8:
        return value
    cell = following.cells[0]
    flush = abs(cell.box.left - place.box.left) < 1.2 * last.height
    near = following.middle - row.middle < 1.9 * last.height
    full = last.box.right > page.extent.right - 4 * last.height
    dated = compiled(r"(?:19|20)\d\d|[\d.:/-]+$").match(cell.text)
    if flush and near and full and not dated and ":" not in cell.text and not is_label(cell.text):
        joined = Flow.joined([Flow(value.text, value.flow.origin[value.start : value.end]), cell.flow])
        return joined.whole
    return value
