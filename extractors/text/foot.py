"""What stands by itself at the foot of a paper: dates and organisations in rows of their own."""

from __future__ import annotations

import re

from extractors.text.dates import SomeDate, find_dates
from extractors.text.document import Document
from extractors.text.flow import Span
from extractors.text.labels import is_label
from extractors.text.layout import Row
from extractors.text.organisations import is_organisation, organisation_in, unsealed

_DATE_LABEL = re.compile(r"^(?:发证\s*:|(?:发证|颁发|颁证|签发|填发|出具|落款|证书)?(?:日期|时间)|日期)\s*:?\s*")
_OTHER_LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}\s*:")


def signature_dates(document: Document) -> list[tuple[int, Row, SomeDate, Span]]:
    """Rows that are nothing but a date, or an organisation with a date; the last of them first.

    (index of the row in ``document.rows``, row, date, its span).
    """
    found = []
    for index, row in enumerate(document.rows):
        pieces = [
            (row.run, ""),
            *((cell.flow, row.cells[at - 1].text if at else "") for at, cell in enumerate(row.cells)),
        ]
        for flow, beside in pieces:
            held = find_dates(flow.text)
            if len(held) != 1 or not _alone(flow.text, held[0]) or _named_otherwise(beside):
                continue
            found.append((index, row, held[0], flow.span(held[0].start, held[0].end)))
            break
    return list(reversed(found))


def _named_otherwise(beside: str) -> bool:
    """Whether the cell to the left is a label that speaks of another day than the one of the signature."""
    return is_label(beside) and not _DATE_LABEL.fullmatch(beside.strip())


def _alone(text: str, held: SomeDate) -> bool:
    before, after = text[: held.start].strip(" \t.。,、-_·"), text[held.end :].strip(" \t.。,、-_·")
    before = unsealed(_DATE_LABEL.sub("", re.sub(r"^.{0,8}专用章?", "", before))).strip(" :")
    if re.match(r"\s*[至到\-~—–]", text[held.end :]) or (_OTHER_LABEL.search(text[: held.start]) and before):
        return False
    after = re.sub(r"^.{0,6}专用章", "", unsealed(after))
    if after and len(after) > 2 and not is_organisation(after):
        return False
    return not before or is_organisation(before) or len(before) <= 2


def lone_organisations(document: Document) -> frozenset[str]:
    """Names of organisations that stand in a row or cell of their own."""
    flows = (flow for row in document.rows for flow in dict.fromkeys((row.run, *(cell.flow for cell in row.cells))))
    return frozenset(named.text for flow in flows if (named := organisation_in(flow.whole)) is not None)
