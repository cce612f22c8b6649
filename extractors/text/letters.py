"""Letters: who is written to, and what an employer writes to who held a class."""

from __future__ import annotations

import re

from extractors.text.document import Document
from extractors.text.flow import Span
from extractors.text.names import DOTTED_NAME, KNOWN_NAME
from extractors.text.organisations import organisation_in

#: 某某协会:贵单位于5月6日举办的…: an employer writes to who held the class.
WRITES_TO_HOST = (
    r"(?:^|\n)(?P<o>[\u4e00-\u9fff()]{4,40}):\n?[你贵](?:单位|公司|[校院局所会])(?:(?!参加|同志|老师|我|本)[^。\n]){0,40}?"
    r"(?:举办|组织|主办|召开|开展)的"
)


def addressed_host(document: Document) -> Span | None:
    """Who held the class, where the employer's letter is addressed to it."""
    held = document.prose.find(WRITES_TO_HOST, "o")
    return organisation_in(held) if held is not None else None


#: Who a posted letter is for.
ADDRESSEE = rf"^(?:收件|收信)人?[:\s]*({KNOWN_NAME}|{DOTTED_NAME})\s*(?:<.*)?$"


def posted(document: Document) -> bool:
    """Whether the paper is a letter with its head: who sent it to whom, and when."""
    return re.search(r"(?:发件|收件|发信|收信)人?|抄送", document.run.text) is not None
