"""What stands by itself at the foot of a paper: dates and organisations in rows of their own."""

from __future__ import annotations

import re

from extractors.text.dates import SomeDate, find_dates
from extractors.text.document import Document
from extractors.text.flow import Flow, Span
from extractors.text.label_words import is_label
from extractors.text.layout import Row
from extractors.text.once import once
from extractors.text.organisations import is_organisation, organisation_in, unsealed
from extractors.text.patterns import compiled
from extractors.text.role_words import speaks_of

_DATE_LABEL = re.compile(
    r"^(?:[A-Z][A-Za-z ]{2,15})?(?:发证\s*:|(?:发证|颁发|颁证|签发|填发|出具|落款|证书)?(?:日期|时间)|日期)\s*:?\s*"
)
#: Bare words that name another day than the one of the signature.
_CLASS_DAY = re.compile(
    r"[起止讫]|学[完毕]日?|开班|开课|开始|起始|结班|结课|结束|闭班|(?:报名|截稿|征稿|征文|交费|缴费|回执)?截止|报到"
)
_OTHER_LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}\s*:")

#: 汇总:某某培训部 2024-05-10: who made a list, and when.
_MADE_BY = re.compile(r"\s*(?:汇总|制表|编制|编印|填报|整理|制单)(?:单位|部门|人)?\s*:")


def printed_over(row: Row) -> bool:
    """Whether a row is what a browser prints over every page: day and hour, and the title of the page."""
    first = row.cells[0].text.strip()
    days = find_dates(first)
    if len(days) != 1 or not days[0].full or days[0].start:
        return False
    # Read as one line, the title stands behind the hour.
    title = r"" if len(row.cells) > 1 else r"\s*(?!\d)\S{2}.*"
    return compiled(rf"\s*,?\s*\d{{1,2}}:\d{{2}}(?::\d{{2}})?{title}").fullmatch(first[days[0].end :]) is not None


@once
def signature_dates(document: Document) -> list[tuple[int, Row, SomeDate, Span]]:
    """Rows that are nothing but a date, or an organisation with a date; the last of them first.

    (index of the row in ``document.rows``, row, date, its span).
    """
    found = []
    for index, row in enumerate(document.rows):
        pieces = [
            (row.run, row.cells[0].text if len(row.cells) == 2 else ""),
            *((cell.flow, row.cells[at - 1].text if at else "") for at, cell in enumerate(row.cells)),
        ]
        if compiled(r"打印预览|网页打印|第\d+页").search(row.text) and index == 0:
            continue  # what the browser prints over every page
        if index == 0 and printed_over(row):
            continue
        over = document.rows[index - 1] if index else None
        if over is not None and len(over.cells) == len(row.cells) == 1 and _named_otherwise(over.text):
            continue
        if row.run.text.startswith("日期") and any(
            _OF_EVENT.match(other.run.text) for other in _next_to(document, index)
        ):
            continue  # the day of a lecture, among what else is said of it
        for flow, beside in pieces:
            held = find_dates(flow.text)
            if len(held) != 1 or not _alone(flow.text, held[0]) or _named_otherwise(beside):
                continue
            if flow is not row.run and len(row.cells) >= 3 and _in_table(document, index, flow):
                continue
            found.append((index, row, held[0], flow.span(held[0].start, held[0].end)))
            break
    return list(reversed(found))


#: What stands beside the day of a lecture or a meeting.
_OF_EVENT = re.compile(r"(?:地点|主讲|讲座|主题|课题|讲题|会议|活动)[\u4e00-\u9fff]{0,2}\s*:")


def _next_to(document: Document, index: int) -> tuple[Row, ...]:
    """The rows directly above and below."""
    return tuple(document.rows[at] for at in (index - 1, index + 1) if 0 <= at < len(document.rows))


def _in_table(document: Document, index: int, day: Flow) -> bool:
    """Whether a row of several cells has one like it directly above or below: its days are those of a table.

    Not where a body stands over the day: a certificate's number and head may be set in rows with who signed and when.
    """
    cells = document.rows[index].cells
    at = next(at for at, cell in enumerate(cells) if cell.flow is day)
    if len(cells) >= 4 and at < len(cells) - 1:
        return True  # a number or a body follows in the same row: who signs does so in the last cells
    near = [row.cells for row in _next_to(document, index) if len(row.cells) == len(cells)]
    signed = index > 0 and document.rows[index - 1].cells in near and is_organisation(near[0][at].text.strip())
    return bool(near) and not (signed and at == len(cells) - 1)


def _named_otherwise(beside: str) -> bool:
    """Whether the cell to the left is a label that speaks of another day than the one of the signature."""
    beside = compiled(r"\([^()]{1,4}\)|^[◆●■▪★☆◇○•·➤►]").sub("", beside)
    day = compiled(r"[\u4e00-\u9fff]{0,8}(?:日期|时间|年月)(?:\([^()]{1,8}\))?:?").fullmatch(beside.strip())
    bare = beside.strip(" :")
    other = (
        is_label(beside) or day is not None or _CLASS_DAY.fullmatch(bare) is not None or speaks_of("start_date", bare)
    )
    if compiled(r"完成(?:日期|时间|年月)").fullmatch(beside.strip(" :")):
        return True  # when the learning or the work ended
    return other and not _DATE_LABEL.fullmatch(beside.strip()) and not speaks_of("issue_date", beside.strip(" :"))


def _alone(text: str, held: SomeDate) -> bool:
    before, after = text[: held.start].strip(" \t.。,、-_·"), text[held.end :].strip(" \t.。,、-_·")
    before = unsealed(_DATE_LABEL.sub("", compiled(r"^.{0,8}专用章?").sub("", before))).strip(" :")
    before = _MADE_BY.sub("", before)
    if before and text.rstrip().endswith("。"):
        return False  # the last words of a sentence, carried over into a row of their own
    if compiled(r"\s*[至到\-~—–]").match(text[held.end :]) or (
        _OTHER_LABEL.search(text[: held.start]) and before and not _MADE_BY.match(text[: held.start])
    ):
        return False
    after = compiled(r"^.{0,6}专用章").sub("", unsealed(after))
    after = compiled(r"^\d{1,2}:\d{2}(?::\d{2})?").sub("", after)
    if after and len(after) > 2 and not is_organisation(after):
        return False
    return not before or is_organisation(before) or len(before) <= 2


@once
def lone_organisations(document: Document) -> frozenset[str]:
    """Names of organisations that stand in a row or cell of their own; who is addressed (…:) is not among them."""
    rows = (row for row in document.rows if not row.text.rstrip().endswith(":"))
    flows = (flow for row in rows for flow in dict.fromkeys((row.run, *(cell.flow for cell in row.cells))))
    return frozenset(named.text for flow in flows if (named := organisation_in(flow.whole)) is not None)
